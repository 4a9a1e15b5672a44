/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one window: signing in, then the desk. */
#pragma once

#include "gui/desk-page.h"
#include "gui/session/settings.h"
#include "gui/session/sign-in.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Signal "ready" (): list, map and feed of a signed-in desk are up. */
#define GW_TYPE_WINDOW (gw_window_get_type ())
G_DECLARE_FINAL_TYPE (GwWindow, gw_window, GW, WINDOW, AdwApplicationWindow)

GwWindow *gw_window_new (AdwApplication *application, GwSettings *settings);
GwSignIn *gw_window_get_sign_in (GwWindow *self);
/* NULL while nobody is signed in. */
GwDeskPage *gw_window_get_desk_page (GwWindow *self);

G_END_DECLS
