/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program: command line, appearance, one window. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define GW_TYPE_APPLICATION (gw_application_get_type ())
G_DECLARE_FINAL_TYPE (GwApplication, gw_application, GW, APPLICATION, AdwApplication)

GwApplication *gw_application_new (void);
/* What g_application_run returned, or the failure of a picture that was asked for. */
int gw_application_get_exit_status (GwApplication *self);

G_END_DECLS
