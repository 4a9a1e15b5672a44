/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long an event takes to reach everyone. */
#pragma once

#include "tests/lib/server-process.h"

G_BEGIN_DECLS

/*
 * Milliseconds (99th percentile over all deliveries) from sending a report to its arrival
 * at each of n_clients WebSockets, at `rate` reports a second; so the commit is included.
 */
double bench_live (ServerProcess *server, const char *token, guint n_clients, guint rate,
                   guint seconds);

G_END_DECLS
