/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A clock that stands still until it is set forward: for tests that play whole weeks. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Read by any thread, set by one. */
typedef struct _GwSteppedClock GwSteppedClock;

/*
 * The file holds one instant, as RFC 3339 ("2026-09-28T08:00:00+08:00"). NULL with
 * G_FILE_ERROR or G_CONVERT_ERROR when there is none.
 */
GwSteppedClock *gw_stepped_clock_new (const char *path, GError **error);
void gw_stepped_clock_free (GwSteppedClock *clock);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwSteppedClock, gw_stepped_clock_free)

/* Reads the file again. FALSE with error, and the clock as it was, also when the instant is
 * before the present one: time only goes forward. */
gboolean gw_stepped_clock_read (GwSteppedClock *clock, GError **error);

/* A GwServiceClock: UTC ms. */
gint64 gw_stepped_clock_now (gpointer clock);

G_END_DECLS
