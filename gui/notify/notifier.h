/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells of lamps, supervision and cards by the desktop's notifications. */
#pragma once

#include "gui/model/desk.h"
#include "gui/notify/alert-queue.h"
#include "gui/session/settings.h"

G_BEGIN_DECLS

/*
 * Follows the feed of a desk: what happened a moment ago and is wanted by the settings is
 * told, a few a minute one by one and the others as a sum; what happened while the desk was
 * away only as a sum. In quiet hours nothing is told, and nothing is told later.
 * Signal "alert" (string title, string body, string number or NULL): so that whoever has an
 * application shows it; number: the case to open when it is clicked.
 */
#define GW_TYPE_NOTIFIER (gw_notifier_get_type ())
G_DECLARE_FINAL_TYPE (GwNotifier, gw_notifier, GW, NOTIFIER, GObject)

GwNotifier *gw_notifier_new (GwDesk *desk, GwSettings *settings);
/* Shows alerts as notifications of the application, whose action app.open-case opens. */
void gw_notifier_show_on (GwNotifier *self, GApplication *application);

G_END_DECLS
