/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The figures once more from the journal, in tables of their own, against those in the file. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/sqlite/cube.h"
#include "backend/store/sqlite/follower.h"

/* Of check-figure-tables.sql: tables, indexes, a first row. */
#define N_TABLES 13
/* Events that are held in memory at a time. */
#define STEP_EVENTS 20000

/* In the order of the columns of check-figure-*.sql. */
enum
{
  FAULT_ROW,
  FAULT_STORED,
  FAULT_COMPUTED,
};

/*
 * Temporary tables hide those of the file under the same names: the follower writes there,
 * and what it reads besides is in the file, which this connection cannot write to.
 */
static gboolean
make_tables (GwConnection *connection, GError **error)
{
  GwStatement *s = gw_connection_query (connection, GW_QUERY_CHECK_FIGURE_TABLES, error);
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_free);
  gboolean has_row = s != NULL;

  while (has_row)
    {
      if (!gw_statement_step (s, &has_row, error))
        return FALSE;
      if (has_row)
        g_ptr_array_add (tables, gw_column_dup_text (s, 0));
    }
  for (guint i = 0; i < tables->len; i++)
    if (!gw_connection_run (connection, g_ptr_array_index (tables, i), error))
      return FALSE;
  if (s == NULL || tables->len == N_TABLES)
    return s != NULL;
  g_set_error_literal (error, GW_STORE_ERROR, GW_STORE_ERROR_DAMAGED,
                       "tables of figures are missing");
  return FALSE;
}

static gboolean
read_mark (GwConnection *connection, gint64 *ret_seq, gint64 *ret_last, GError **error)
{
  GwStatement *s = gw_connection_query (connection, GW_QUERY_FIGURE_MARK, error);
  gboolean has_row;

  if (s == NULL || !gw_statement_step (s, &has_row, error))
    return FALSE;
  *ret_seq = has_row ? gw_column_int (s, 0) : 0;
  *ret_last = has_row ? gw_column_int (s, 1) : 0;
  if (has_row)
    gw_statement_reset (s);
  return TRUE;
}

static gboolean
follow (GwStore *store, GwConnection *connection, gint64 last, GError **error)
{
  g_autoptr (GwFollower) follower = gw_follower_new (store, connection);

  for (gint64 after = 0; after < last; after += STEP_EVENTS)
    if (!gw_follower_run (follower, after, MIN (after + STEP_EVENTS, last), error))
      return FALSE;
  return TRUE;
}

/* The sums too, as far as those of the file are made. */
static gboolean
make (GwConnection *connection, GError **error)
{
  GwStatement *s =
      gw_connection_query (connection, GW_QUERY_CHECK_FIGURE_MADE_UNTIL, error);
  guint32 until = 0;
  gboolean has_row;

  if (s == NULL || !gw_statement_step (s, &has_row, error))
    return FALSE;
  if (has_row)
    until = (guint32)gw_column_int (s, 0);
  gw_statement_reset (s);
  return gw_cubes_make_until (connection, until, GW_QUERY_CHECK_FIGURE_MAKING_NEXT, error);
}

static gboolean
compare (GwConnection *connection, GwQuery query, GwFigureFaultFunc func, gpointer data,
         GError **error)
{
  GwStatement *s = gw_connection_query (connection, query, error);
  gboolean has_row = s != NULL;

  while (has_row)
    {
      g_autofree char *row = NULL;
      g_autofree char *stored = NULL;
      g_autofree char *computed = NULL;

      if (!gw_statement_step (s, &has_row, error))
        return FALSE;
      if (!has_row)
        break;
      row = gw_column_dup_text (s, FAULT_ROW);
      stored = gw_column_dup_text (s, FAULT_STORED);
      computed = gw_column_dup_text (s, FAULT_COMPUTED);
      func (row, stored, computed, data);
    }
  return s != NULL;
}

static gboolean
compare_all (GwStore *store, GwConnection *connection, GwFigureFaultFunc func,
             gpointer data, GError **error)
{
  static const GwQuery queries[] = {
    GW_QUERY_CHECK_FIGURE_CLASS,  GW_QUERY_CHECK_FIGURE_SOURCE,
    GW_QUERY_CHECK_FIGURE_THING,  GW_QUERY_CHECK_FIGURE_GONE,
    GW_QUERY_CHECK_FIGURE_WAIT,   GW_QUERY_CHECK_FIGURE_WAIT_THIRD,
    GW_QUERY_CHECK_FIGURE_CUBE,   GW_QUERY_CHECK_FIGURE_DAY,
    GW_QUERY_CHECK_FIGURE_MADE,   GW_QUERY_CHECK_FIGURE_MAKING,
    GW_QUERY_CHECK_FIGURE_COLUMN,
  };
  gint64 seq, last;

  if (!read_mark (connection, &seq, &last, error))
    return FALSE;
  if (seq > last)
    {
      g_autofree char *stored = g_strdup_printf ("%" G_GINT64_FORMAT, seq);
      g_autofree char *computed = g_strdup_printf ("%" G_GINT64_FORMAT, last);

      func ("figure_mark 1", stored, computed, data);
    }
  if (!follow (store, connection, MIN (seq, last), error) || !make (connection, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    if (!compare (connection, queries[i], func, data, error))
      return FALSE;
  return TRUE;
}

gboolean
gw_store_figures_check (GwStore *store, GwFigureFaultFunc func, gpointer data,
                        GError **error)
{
  g_autoptr (GwConnection) connection =
      gw_connection_new (gw_store_get_path (store), GW_CONNECTION_SCRATCH, FALSE, error);
  GwStatement *begin;

  if (connection == NULL || !make_tables (connection, error))
    return FALSE;
  begin = gw_connection_query (connection, GW_QUERY_BEGIN_READ, error);
  return begin != NULL && gw_statement_run (begin, error) &&
         compare_all (store, connection, func, data, error);
}
