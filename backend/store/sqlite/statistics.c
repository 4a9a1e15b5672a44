/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the counters: all time from one row per place, periods added up from days. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/statistics-store.h"

#include <string.h>

#include "backend/store/sqlite/functions.h"
#include "backend/store/sqlite/internal.h"

#define LAST_DAY 99999999

/* In the order of the *-now-fine.sql files. */
enum
{
  NOW_ID,
  NOW_OPEN,
  NOW_OVERDUE,
};

/* The queries of one kind of place. */
typedef struct
{
  GwQuery all;
  GwQuery days;
  GwQuery now_fine;
  GwQuery waiting;
} PlaceQueries;

static const PlaceQueries CELLS = {
  GW_QUERY_CELL_COUNTS_ALL,
  GW_QUERY_CELL_COUNTS_DAYS,
  GW_QUERY_CELL_NOW_FINE,
  GW_QUERY_CELL_WAITING_DAYS,
};
static const PlaceQueries DEPARTMENTS = {
  GW_QUERY_DEPARTMENT_COUNTS_ALL,
  GW_QUERY_DEPARTMENT_COUNTS_DAYS,
  GW_QUERY_DEPARTMENT_NOW_FINE,
  GW_QUERY_DEPARTMENT_WAITING_DAYS,
};

static gboolean
read_now (GwStatement *s, GArray *rows, GError **error)
{
  gboolean has_row = TRUE;

  while (has_row)
    {
      GwCountRow row = { 0 };

      if (!gw_statement_step (s, &has_row, error))
        return FALSE;
      if (!has_row)
        break;
      row.id = gw_column_int (s, NOW_ID);
      row.open = gw_column_int (s, NOW_OPEN);
      row.overdue = gw_column_int (s, NOW_OVERDUE);
      g_array_append_val (rows, row);
    }
  return TRUE;
}

static void
add_row (GwCountRow *row, const GwCountRow *more)
{
  for (guint i = 0; i < GW_N_COUNTS; i++)
    row->counts[i] += more->counts[i];
  row->open += more->open;
  row->overdue += more->overdue;
  row->to_handle += more->to_handle;
  row->to_close += more->to_close;
}

/* Both sorted by id, and no id twice in one; so is the sum. */
static GArray *
add_rows (const GArray *first, const GArray *second)
{
  GArray *rows = g_array_sized_new (FALSE, FALSE, sizeof (GwCountRow), first->len);
  guint i = 0, j = 0;

  while (i < first->len || j < second->len)
    {
      const GwCountRow *a = i < first->len ? &g_array_index (first, GwCountRow, i) : NULL;
      const GwCountRow *b = j < second->len ? &g_array_index (second, GwCountRow, j) : NULL;
      GwCountRow row = { .id = b == NULL || (a != NULL && a->id <= b->id) ? a->id : b->id };

      if (a != NULL && a->id == row.id)
        {
          add_row (&row, a);
          i++;
        }
      if (b != NULL && b->id == row.id)
        {
          add_row (&row, b);
          j++;
        }
      g_array_append_val (rows, row);
    }
  return rows;
}

static gint64
last_day (const GwCountQuery *query)
{
  return query->to_day != 0 ? query->to_day : LAST_DAY;
}

static void
bind_filter (GwStatement *s, const GwCountQuery *query, GwIdSet *classes, GwIdSet *cells)
{
  gw_bind_int (s, ":any_class", query->n_class_ids == 0);
  gw_bind_pointer (s, ":classes", classes, GW_ID_SET_POINTER);
  gw_bind_int (s, ":any_cell", query->n_cell_ids == 0);
  gw_bind_pointer (s, ":cells", cells, GW_ID_SET_POINTER);
  gw_bind_int (s, ":any_department", query->department_id == 0);
  gw_bind_int (s, ":department_id", query->department_id);
}

/* Runs a query that adds up days. */
static GArray *
sum_days (GwConnection *connection, GwQuery days, const GwCountQuery *query,
          GwIdSet *classes, GwIdSet *cells, GError **error)
{
  g_autoptr (GwCountSums) sums = gw_count_sums_new ();
  GwStatement *s = gw_connection_query (connection, days, error);

  if (s == NULL)
    return NULL;
  gw_bind_pointer (s, ":sums", sums, GW_COUNT_SUMS_POINTER);
  gw_bind_int (s, ":from_day", query->from_day);
  gw_bind_int (s, ":to_day", last_day (query));
  bind_filter (s, query, classes, cells);
  return gw_statement_run (s, error) ? gw_count_sums_steal (sums) : NULL;
}

static GArray *
read_fine (GwConnection *connection, const PlaceQueries *queries, const GwCountQuery *query,
           GError **error)
{
  GwCountQuery until = *query;
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (GwCountRow));
  g_autoptr (GwIdSet) classes = gw_id_set_new_of (query->class_ids, query->n_class_ids);
  g_autoptr (GwIdSet) cells = gw_id_set_new_of (query->cell_ids, query->n_cell_ids);
  g_autoptr (GArray) counts =
      sum_days (connection, queries->days, query, classes, cells, error);
  g_autoptr (GArray) waiting = NULL;
  g_autoptr (GArray) sum = NULL;
  GwStatement *s;

  if (counts == NULL)
    return NULL;
  s = gw_connection_query (connection, queries->now_fine, error);
  if (s == NULL)
    return NULL;
  bind_filter (s, query, classes, cells);
  if (!read_now (s, open, error))
    return NULL;
  until.from_day = 0;
  waiting = sum_days (connection, queries->waiting, &until, classes, cells, error);
  if (waiting == NULL)
    return NULL;
  sum = add_rows (counts, open);
  return add_rows (sum, waiting);
}

static GArray *
read_all (GwConnection *connection, const PlaceQueries *queries, GError **error)
{
  g_autoptr (GArray) rows = g_array_sized_new (FALSE, FALSE, sizeof (GwCountRow), 1024);
  GwStatement *s = gw_connection_query (connection, queries->all, error);

  if (s == NULL)
    return NULL;
  gw_bind_pointer (s, ":rows", rows, GW_COUNT_ROWS_POINTER);
  return gw_statement_run (s, error) ? g_steal_pointer (&rows) : NULL;
}

static void
forget_counts (GArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    memset (g_array_index (rows, GwCountRow, i).counts, 0,
            sizeof g_array_index (rows, GwCountRow, i).counts);
}

/* What waited before some days is what waits after them without their change. */
static void
turn_round (GArray *waiting)
{
  for (guint i = 0; i < waiting->len; i++)
    {
      GwCountRow *row = &g_array_index (waiting, GwCountRow, i);

      row->to_handle = -row->to_handle;
      row->to_close = -row->to_close;
    }
}

static GArray *
read_period (GwConnection *connection, const PlaceQueries *queries,
             const GwCountQuery *query, GError **error)
{
  const GwCountQuery days = { .from_day = query->from_day, .to_day = query->to_day };
  const GwCountQuery later = { .from_day = query->to_day + 1 };
  g_autoptr (GArray) counts =
      sum_days (connection, queries->days, &days, NULL, NULL, error);
  g_autoptr (GArray) now = counts != NULL ? read_all (connection, queries, error) : NULL;
  g_autoptr (GArray) since = NULL;
  g_autoptr (GArray) then = NULL;

  if (now == NULL)
    return NULL;
  forget_counts (now);
  if (query->to_day == 0)
    return add_rows (counts, now);
  since = sum_days (connection, queries->waiting, &later, NULL, NULL, error);
  if (since == NULL)
    return NULL;
  turn_round (since);
  then = add_rows (now, since);
  return add_rows (counts, then);
}

static GArray *
read_places (GwStoreReader *reader, const PlaceQueries *queries, const GwCountQuery *query,
             gboolean fine, GError **error)
{
  if (fine)
    return read_fine (reader->connection, queries, query, error);
  if (query->from_day != 0 || query->to_day != 0)
    return read_period (reader->connection, queries, query, error);
  return read_all (reader->connection, queries, error);
}

GArray *
gw_store_cell_counts (GwStoreReader *reader, const GwCountQuery *query, GError **error)
{
  return read_places (
      reader, &CELLS, query,
      query->n_class_ids > 0 || query->department_id != 0 || query->n_cell_ids > 0, error);
}

GArray *
gw_store_department_counts (GwStoreReader *reader, const GwCountQuery *query,
                            GError **error)
{
  GArray *rows = read_places (reader, &DEPARTMENTS, query,
                              query->n_class_ids > 0 || query->n_cell_ids > 0, error);

  for (guint i = rows != NULL ? rows->len : 0; i > 0; i--)
    if (query->department_id != 0 &&
        g_array_index (rows, GwCountRow, i - 1).id != query->department_id)
      g_array_remove_index (rows, i - 1);
  return rows;
}

/* ---- days as they are ---- */

/* In the order of queries/day-list.sql; the counts follow. */
enum
{
  DAY_DAY,
  DAY_CELL,
  DAY_CLASS,
  DAY_DEPARTMENT,
  DAY_COUNTS,
};

static GwDayCountRecord
read_day (GwStatement *s)
{
  GwDayCountRecord row = { .day = (guint32)gw_column_int (s, DAY_DAY),
                           .cell_id = gw_column_int (s, DAY_CELL),
                           .class_id = gw_column_int (s, DAY_CLASS),
                           .department_id = gw_column_int (s, DAY_DEPARTMENT) };

  for (guint i = 0; i < GW_N_COUNTS; i++)
    row.counts[i] = gw_column_int (s, DAY_COUNTS + (int)i);
  return row;
}

gboolean
gw_store_walk_days (GwStoreReader *reader, guint32 from_day, guint32 to_day,
                    GwDayCountFunc func, gpointer data, GError **error)
{
  GwStatement *s = gw_connection_query (reader->connection, GW_QUERY_DAY_LIST, error);
  gboolean has_row = TRUE;

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":from_day", from_day);
  gw_bind_int (s, ":to_day", to_day);
  while (has_row)
    {
      GwDayCountRecord row;

      if (!gw_statement_step (s, &has_row, error))
        return FALSE;
      if (!has_row)
        break;
      row = read_day (s);
      if (!func (&row, data, error))
        {
          gw_statement_reset (s);
          return FALSE;
        }
    }
  return TRUE;
}
