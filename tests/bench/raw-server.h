/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The least that an HTTP server can do: the yardstick for ours. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Answers every request with the same bytes from one thread of another process: no parsing,
 * no routing, no limits. Returns its port.
 */
guint16 raw_server_start (gsize body_length, GPid *ret_pid);
void raw_server_stop (GPid pid);

G_END_DECLS
