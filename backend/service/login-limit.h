/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How often someone may try to sign in. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Buckets per login, per address and per both together. Each attempt takes a drop from all
 * three and an attempt that succeeds gives it back, so that only failures count. Failures
 * from one address never use up what a login has elsewhere.
 */
typedef struct _GwLoginLimit GwLoginLimit;

GwLoginLimit *gw_login_limit_new (void);
void gw_login_limit_free (GwLoginLimit *limit);
/* TRUE when the attempt may be made; else the seconds to wait. */
gboolean gw_login_limit_take (GwLoginLimit *limit, const char *login, const char *address,
                              gint64 now_ms, guint *ret_wait_seconds);
void gw_login_limit_give_back (GwLoginLimit *limit, const char *login, const char *address);
/* Forgets whom nothing counts against any more. */
void gw_login_limit_purge (GwLoginLimit *limit, gint64 now_ms);

G_END_DECLS
