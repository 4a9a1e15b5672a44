/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the counters: all time from one row per place, months and days added up. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/statistics-store.h"

#include "backend/store/sqlite/functions.h"
#include "backend/store/sqlite/internal.h"

#define LAST_MONTH 999912
#define LAST_DAY 99999999

/* In the order of the *-counts-span.sql and *-counts-fine.sql files. */
enum
{
  COUNTS_ID,
  COUNTS_FIRST,
};

/* In the order of the *-now*.sql files. */
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
  GwQuery span;
  GwQuery fine;
  GwQuery now;
  GwQuery now_fine;
} PlaceQueries;

static const PlaceQueries CELLS = {
  GW_QUERY_CELL_COUNTS_ALL, GW_QUERY_CELL_COUNTS_SPAN, GW_QUERY_CELL_COUNTS_FINE,
  GW_QUERY_CELL_NOW,        GW_QUERY_CELL_NOW_FINE,
};
static const PlaceQueries DEPARTMENTS = {
  GW_QUERY_DEPARTMENT_COUNTS_ALL,  GW_QUERY_DEPARTMENT_COUNTS_SPAN,
  GW_QUERY_DEPARTMENT_COUNTS_FINE, GW_QUERY_DEPARTMENT_NOW,
  GW_QUERY_DEPARTMENT_NOW_FINE,
};

/* Whole months and what is left of days at both ends; empty where first > last. */
typedef struct
{
  gint64 first_month, last_month;
  gint64 head_from, head_to;
  gint64 tail_from, tail_to;
} Span;

static gboolean
is_last_of_month (guint32 day)
{
  GDateMonth month = (GDateMonth)(day / 100 % 100);

  return g_date_valid_month (month) &&
         day % 100 >= g_date_get_days_in_month (month, (GDateYear)(day / 10000));
}

static gint64
next_month (gint64 month)
{
  return month % 100 == 12 ? month + 89 : month + 1;
}

static gint64
previous_month (gint64 month)
{
  return month % 100 == 1 ? month - 89 : month - 1;
}

static Span
split (guint32 from, guint32 to)
{
  Span span = { 1, LAST_MONTH, 1, 0, 1, 0 };
  gboolean from_is_first = from % 100 == 1;
  gboolean to_is_last = is_last_of_month (to);

  if (from != 0)
    span.first_month = from_is_first ? from / 100 : next_month (from / 100);
  if (to != 0)
    span.last_month = to_is_last ? to / 100 : previous_month (to / 100);
  if (span.first_month > span.last_month)
    {
      span.head_from = from;
      span.head_to = to != 0 ? to : LAST_DAY;
      return span;
    }
  if (from != 0 && !from_is_first)
    {
      span.head_from = from;
      span.head_to = from / 100 * 100 + 31;
    }
  if (to != 0 && !to_is_last)
    {
      span.tail_from = to / 100 * 100 + 1;
      span.tail_to = to;
    }
  return span;
}

static gboolean
read_counts (GwStatement *s, GArray *rows, GError **error)
{
  gboolean has_row = TRUE;

  while (has_row)
    {
      GwCountRow row = { 0 };

      if (!gw_statement_step (s, &has_row, error))
        return FALSE;
      if (!has_row)
        break;
      row.id = gw_column_int (s, COUNTS_ID);
      for (guint i = 0; i < GW_N_COUNTS; i++)
        row.counts[i] = gw_column_int (s, COUNTS_FIRST + (int)i);
      g_array_append_val (rows, row);
    }
  return TRUE;
}

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

/* Both sorted by id. Frees neither. */
static GArray *
join_now (const GArray *counts, const GArray *now)
{
  GArray *rows = g_array_sized_new (FALSE, FALSE, sizeof (GwCountRow), counts->len);
  guint i = 0, j = 0;

  while (i < counts->len || j < now->len)
    {
      const GwCountRow *count =
          i < counts->len ? &g_array_index (counts, GwCountRow, i) : NULL;
      const GwCountRow *open = j < now->len ? &g_array_index (now, GwCountRow, j) : NULL;
      GwCountRow row;

      if (open == NULL || (count != NULL && count->id <= open->id))
        row = *count;
      else
        row = *open;
      if (open != NULL && open->id == row.id)
        {
          row.open = open->open;
          row.overdue = open->overdue;
          j++;
        }
      if (count != NULL && count->id == row.id)
        i++;
      g_array_append_val (rows, row);
    }
  return rows;
}

static void
bind_span (GwStatement *s, const Span *span)
{
  gw_bind_int (s, ":first_month", span->first_month);
  gw_bind_int (s, ":last_month", span->last_month);
  gw_bind_int (s, ":head_from", span->head_from);
  gw_bind_int (s, ":head_to", span->head_to);
  gw_bind_int (s, ":tail_from", span->tail_from);
  gw_bind_int (s, ":tail_to", span->tail_to);
}

static void
bind_filter (GwStatement *s, const GwCountQuery *query, GwIdSet *classes)
{
  gw_bind_int (s, ":any_class", query->n_class_ids == 0);
  gw_bind_pointer (s, ":classes", classes, GW_ID_SET_POINTER);
  gw_bind_int (s, ":any_department", query->department_id == 0);
  gw_bind_int (s, ":department_id", query->department_id);
}

static GArray *
read_fine (GwConnection *connection, const PlaceQueries *queries, const GwCountQuery *query,
           GError **error)
{
  g_autoptr (GArray) counts = g_array_new (FALSE, FALSE, sizeof (GwCountRow));
  g_autoptr (GArray) now = g_array_new (FALSE, FALSE, sizeof (GwCountRow));
  g_autoptr (GwIdSet) classes = gw_id_set_new (query->class_ids, query->n_class_ids);
  GwStatement *s = gw_connection_query (connection, queries->fine, error);

  if (s == NULL)
    return NULL;
  gw_bind_int (s, ":from_day", query->from_day);
  gw_bind_int (s, ":to_day", query->to_day != 0 ? query->to_day : LAST_DAY);
  bind_filter (s, query, classes);
  if (!read_counts (s, counts, error))
    return NULL;
  s = gw_connection_query (connection, queries->now_fine, error);
  if (s == NULL)
    return NULL;
  bind_filter (s, query, classes);
  return read_now (s, now, error) ? join_now (counts, now) : NULL;
}

static GArray *
read_span (GwConnection *connection, const PlaceQueries *queries, const GwCountQuery *query,
           GError **error)
{
  g_autoptr (GArray) counts = g_array_new (FALSE, FALSE, sizeof (GwCountRow));
  g_autoptr (GArray) now = g_array_new (FALSE, FALSE, sizeof (GwCountRow));
  Span span = split (query->from_day, query->to_day);
  GwStatement *s = gw_connection_query (connection, queries->span, error);

  if (s == NULL)
    return NULL;
  bind_span (s, &span);
  if (!read_counts (s, counts, error))
    return NULL;
  s = gw_connection_query (connection, queries->now, error);
  return s != NULL && read_now (s, now, error) ? join_now (counts, now) : NULL;
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

static GArray *
read_places (GwStoreReader *reader, const PlaceQueries *queries, const GwCountQuery *query,
             gboolean fine, GError **error)
{
  if (fine)
    return read_fine (reader->connection, queries, query, error);
  if (query->from_day != 0 || query->to_day != 0)
    return read_span (reader->connection, queries, query, error);
  return read_all (reader->connection, queries, error);
}

GArray *
gw_store_cell_counts (GwStoreReader *reader, const GwCountQuery *query, GError **error)
{
  return read_places (reader, &CELLS, query,
                      query->n_class_ids > 0 || query->department_id != 0, error);
}

GArray *
gw_store_department_counts (GwStoreReader *reader, const GwCountQuery *query,
                            GError **error)
{
  GArray *rows = read_places (reader, &DEPARTMENTS, query, query->n_class_ids > 0, error);

  for (guint i = rows != NULL ? rows->len : 0; i > 0; i--)
    if (query->department_id != 0 &&
        g_array_index (rows, GwCountRow, i - 1).id != query->department_id)
      g_array_remove_index (rows, i - 1);
  return rows;
}
