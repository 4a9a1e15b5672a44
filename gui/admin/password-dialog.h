/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A password that was made up, told once. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Over the window of parent. */
void gw_password_dialog_show (GtkWidget *parent, const char *login, const char *password);

G_END_DECLS
