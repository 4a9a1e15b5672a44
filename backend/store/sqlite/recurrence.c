/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where cases were when they were filed. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/recurrence-store.h"

#include <stdio.h>

#include "backend/store/sqlite/follower.h"
#include "backend/store/sqlite/rows.h"

enum
{
  PLACE_LON,
  PLACE_LAT,
  PLACE_AMENDED,
};

gboolean
gw_store_place_at (GwStoreReader *reader, gint64 case_id, gint64 seq, GwFixed *ret_place,
                   GError **error)
{
  GwStatement *s = gw_connection_query (reader->connection, GW_QUERY_PLACE_AT, error);
  g_autofree char *amended = NULL;
  gint64 cell;

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":seq", seq);
  gw_bind_int (s, ":case_id", case_id);
  if (!gw_step_to_row (s, "the case is not there", error))
    return FALSE;
  ret_place->x = (gint32)gw_column_int (s, PLACE_LON);
  ret_place->y = (gint32)gw_column_int (s, PLACE_LAT);
  amended = gw_column_dup_text (s, PLACE_AMENDED);
  gw_statement_reset (s);
  /* Cell, longitude and latitude before, then the same after (facts.h). */
  if (amended != NULL)
    sscanf (amended, "[%" G_GINT64_FORMAT ",%d,%d,", &cell, &ret_place->x, &ret_place->y);
  return TRUE;
}
