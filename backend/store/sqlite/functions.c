/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The SQL functions of our own. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/sqlite/functions.h"

#include <string.h>

#include "backend/store/search.h"
#include "backend/store/store.h"
#include "gis/shape.h"

static void
id_set_has (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  const GwIdSet *set = sqlite3_value_pointer (values[0], GW_ID_SET_POINTER);

  sqlite3_result_int (context,
                      set != NULL && gw_id_set_has (set, sqlite3_value_int64 (values[1])));
}

static void
within (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  const GwShape *ring = sqlite3_value_pointer (values[0], GW_RING_POINTER);
  GwFixed at = { sqlite3_value_int (values[1]), sqlite3_value_int (values[2]) };

  sqlite3_result_int (context, ring != NULL && gw_box_contains (ring->box, at) &&
                                   gw_shape_contains (ring, at));
}

static void
text_has (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  const char *text = (const char *)sqlite3_value_text (values[0]);
  const char *words = (const char *)sqlite3_value_text (values[1]);
  g_autofree char *folded = NULL;
  g_auto (GStrv) parts = NULL;
  gboolean all = text != NULL && words != NULL;

  if (all)
    {
      folded = gw_search_fold (text);
      parts = g_strsplit (words, " ", -1);
    }
  for (guint i = 0; all && parts[i] != NULL; i++)
    all = strstr (folded, parts[i]) != NULL;
  sqlite3_result_int (context, all);
}

/* The local date of an instant: 20261122. NULL for an unknown zone or instant. */
static void
local_day (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  const char *name = (const char *)sqlite3_value_text (values[1]);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (name != NULL ? name : "UTC");
  g_autoptr (GDateTime) utc =
      g_date_time_new_from_unix_utc (sqlite3_value_int64 (values[0]) / 1000);
  g_autoptr (GDateTime) local = NULL;
  int year, month, day;

  if (zone == NULL || utc == NULL)
    return;
  local = g_date_time_to_timezone (utc, zone);
  g_date_time_get_ymd (local, &year, &month, &day);
  sqlite3_result_int (context, year * 10000 + month * 100 + day);
}

gboolean
gw_functions_register (sqlite3 *handle, GError **error)
{
  const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;
  int result = sqlite3_create_function_v2 (handle, "gw_id_set_has", 2, flags, NULL,
                                           id_set_has, NULL, NULL, NULL);

  if (result == SQLITE_OK)
    result = sqlite3_create_function_v2 (handle, "gw_within", 3, flags, NULL, within, NULL,
                                         NULL, NULL);
  if (result == SQLITE_OK)
    result = sqlite3_create_function_v2 (handle, "gw_text_has", 2, flags, NULL, text_has,
                                         NULL, NULL, NULL);
  if (result == SQLITE_OK)
    result = sqlite3_create_function_v2 (handle, "gw_local_day", 2, flags, NULL, local_day,
                                         NULL, NULL, NULL);
  if (result == SQLITE_OK)
    result = gw_counts_functions_register (handle);
  if (result == SQLITE_OK)
    return TRUE;
  g_set_error (error, GW_STORE_ERROR, GW_STORE_ERROR_FAILED, "adding functions: %s",
               sqlite3_errmsg (handle));
  return FALSE;
}
