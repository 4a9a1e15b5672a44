/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How long cases took until they were closed: one by one, but packed by days and columns, so
 * that a question about a year reads some bytes of each closing and nothing else.
 */
#pragma once

#include "backend/store/figure-store.h"

G_BEGIN_DECLS

/*
 * Closings of one local day, and earlier ones that were taken back on it. Columns have n
 * values each.
 */
typedef struct
{
  guint n;
  const guint32 *keys[GW_N_THING_KEYS]; /* of the closing, those asked for; others NULL */
  const guint32 *seconds; /* from the case's first filing until it was closed */
  guint n_gone;           /* the last of them: what was taken back */
} GwClosings;

/* closings are valid for the call. */
typedef void (*GwClosingsFunc) (const GwClosings *closings, gpointer data);

/*
 * Closings of the days (local dates, both inclusive), and what of exactly these was taken back
 * by the end of the last one: a closing that does not stand is told twice. keys: GW_THING_BIT()
 * of each that is wanted, communities never.
 */
gboolean gw_store_closings (GwStoreReader *reader, guint32 from_day, guint32 to_day,
                            guint keys, GwClosingsFunc func, gpointer data, GError **error);

G_END_DECLS
