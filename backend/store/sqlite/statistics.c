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

static gboolean
collect_counts (GwStoreReader *reader, GwThingKey place, GArray *rows, GError **error)
{
  GwStatement *s = gw_connection_query (
      reader->connection,
      place == GW_THING_CELL ? GW_QUERY_CELL_COUNTS_ALL : GW_QUERY_DEPARTMENT_COUNTS_ALL,
      error);

  if (s == NULL)
    return FALSE;
  gw_bind_pointer (s, ":rows", rows, GW_COUNT_ROWS_POINTER);
  return gw_statement_run (s, error);
}

/* A deferral that goes on in another cell was counted once more there. */
static gboolean
leave_out_moved (GwStoreReader *reader, GwThingKey place, GArray *rows, GError **error)
{
  GwStatement *s =
      gw_connection_query (reader->connection,
                           place == GW_THING_CELL ? GW_QUERY_CELL_DEFERRALS_MOVED
                                                  : GW_QUERY_DEPARTMENT_DEFERRALS_MOVED,
                           error);
  gboolean good = s != NULL;
  guint i = 0;

  while (good && gw_statement_next (s, &good, error))
    {
      while (i < rows->len && g_array_index (rows, GwCountRow, i).id < gw_column_int (s, 0))
        i++;
      if (i < rows->len && g_array_index (rows, GwCountRow, i).id == gw_column_int (s, 0))
        g_array_index (rows, GwCountRow, i).counts[GW_COUNT_DEFERRED] -=
            gw_column_int (s, 1);
    }
  return good;
}

GArray *
gw_store_counts (GwStoreReader *reader, GwThingKey place, GError **error)
{
  g_autoptr (GArray) rows = g_array_sized_new (FALSE, FALSE, sizeof (GwCountRow), 1024);

  if (!collect_counts (reader, place, rows, error) ||
      !leave_out_moved (reader, place, rows, error))
    return NULL;
  return g_steal_pointer (&rows);
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
