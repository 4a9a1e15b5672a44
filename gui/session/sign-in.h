/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signing in: server, login, password; or by the token of the last time. */
#pragma once

#include "gui/model/desk.h"
#include "gui/session/settings.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Signal "signed-in" (GwDesk): a desk that has its city and waits to be started. */
#define GW_TYPE_SIGN_IN (gw_sign_in_get_type ())
G_DECLARE_FINAL_TYPE (GwSignIn, gw_sign_in, GW, SIGN_IN, GtkWidget)

void gw_sign_in_set_settings (GwSignIn *self, GwSettings *settings);
/* Tries the kept token of the last server and login; shows the form when there is none. */
void gw_sign_in_resume (GwSignIn *self);
/* Fills what is given (NULL: leaves it) and signs in when all is there. */
void gw_sign_in_with (GwSignIn *self, const char *server, const char *login,
                      const char *password);
/* Says why the form is shown again; NULL: nothing. */
void gw_sign_in_set_message (GwSignIn *self, const char *message);
void gw_sign_in_focus (GwSignIn *self);
/* An attempt is under way. */
gboolean gw_sign_in_is_busy (GwSignIn *self);

G_END_DECLS
