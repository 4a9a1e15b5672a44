/* SPDX-License-Identifier: GPL-3.0-or-later */
/* nginx with the same tiles as files, where it is installed: what tiles are held against. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One worker serving /tiles/z/x/y.png from below directory; its port, or 0: no nginx here. */
guint16 nginx_server_start (const char *directory, GPid *ret_pid);
void nginx_server_stop (GPid pid);

G_END_DECLS
