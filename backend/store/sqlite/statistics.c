/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the counters: of all time from one row per place, of now also through a filter. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/statistics-store.h"

#include "backend/store/sqlite/functions.h"
#include "backend/store/sqlite/internal.h"

/* In the order of the *-open-counts.sql files. */
enum
{
  OPEN_ID,
  OPEN_OPEN,
  OPEN_OVERDUE,
};

GArray *
gw_store_counts (GwStoreReader *reader, GwThingKey place, GError **error)
{
  g_autoptr (GArray) rows = g_array_sized_new (FALSE, FALSE, sizeof (GwCountRow), 1024);
  GwStatement *s = gw_connection_query (
      reader->connection,
      place == GW_THING_CELL ? GW_QUERY_CELL_COUNTS_ALL : GW_QUERY_DEPARTMENT_COUNTS_ALL,
      error);

  if (s == NULL)
    return NULL;
  gw_bind_pointer (s, ":rows", rows, GW_COUNT_ROWS_POINTER);
  return gw_statement_run (s, error) ? g_steal_pointer (&rows) : NULL;
}

static void
bind_filter (GwStatement *s, const GwThingFilter *filter)
{
  static const struct
  {
    GwThingKey key;
    const char *any;
    const char *ids;
  } parameters[] = {
    { GW_THING_CLASS, ":any_class", ":classes" },
    { GW_THING_CELL, ":any_cell", ":cells" },
    { GW_THING_DEPARTMENT, ":any_department", ":departments" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (parameters); i++)
    {
      GwIdSet *ids = filter->ids[parameters[i].key];

      gw_bind_int (s, parameters[i].any, ids == NULL);
      gw_bind_pointer (s, parameters[i].ids, ids, GW_ID_SET_POINTER);
    }
}

GArray *
gw_store_open_counts (GwStoreReader *reader, GwThingKey place, const GwThingFilter *filter,
                      GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (GwCountRow));
  GwStatement *s = gw_connection_query (
      reader->connection,
      place == GW_THING_CELL ? GW_QUERY_CELL_OPEN_COUNTS : GW_QUERY_DEPARTMENT_OPEN_COUNTS,
      error);
  gboolean good = s != NULL;

  if (good)
    bind_filter (s, filter);
  while (good && gw_statement_next (s, &good, error))
    {
      const GwCountRow row = { .id = gw_column_int (s, OPEN_ID),
                               .open = gw_column_int (s, OPEN_OPEN),
                               .overdue = gw_column_int (s, OPEN_OVERDUE) };

      g_array_append_val (rows, row);
    }
  return good ? g_steal_pointer (&rows) : NULL;
}
