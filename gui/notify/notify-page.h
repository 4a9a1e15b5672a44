/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of the preferences about notifications and quiet hours. */
#pragma once

#include <gtk/gtk.h>

#include "gui/session/settings.h"

G_BEGIN_DECLS

/* An AdwPreferencesPage. */
GtkWidget *gw_notify_page_new (GwSettings *settings);

G_END_DECLS
