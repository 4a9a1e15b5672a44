/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What was filed, and where: one by one, but packed by days and columns, so that a question
 * about a month reads some bytes of each filing and nothing else.
 */
#pragma once

#include "backend/store/figure-store.h"
#include "gis/point.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 seq;
  gint64 case_id;
  GwFixed place; /* where the case was taken to be then, whatever was amended since */
} GwFiling;

/* Filings of one local day, by event. Columns have n values each. */
typedef struct
{
  guint32 day;
  guint n;
  const GwFiling *filings;
  const guint32 *keys[GW_N_THING_KEYS]; /* those asked for; others NULL */
} GwFilings;

/* filings are valid for the call. */
typedef void (*GwFilingsFunc) (const GwFilings *filings, gpointer data);

/*
 * Filings of the days (local dates, both inclusive); none is ever taken back. keys:
 * GW_THING_BIT() of each that is wanted, communities never.
 */
gboolean gw_store_filings (GwStoreReader *reader, guint32 from_day, guint32 to_day,
                           guint keys, GwFilingsFunc func, gpointer data, GError **error);

G_END_DECLS
