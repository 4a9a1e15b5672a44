/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of what counts: written by the follower, read by who adds up. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/sqlite/cube.h"
#include "backend/store/sqlite/follower.h"
#include "backend/store/sqlite/rows.h"

/* In the order of figure-things.sql and the like. */
enum
{
  THING_DAY,
  THING_SEQ,
  THING_CASE,
  THING_FIGURES,
  THING_FIRST_KEY,                                     /* in the order of GwThingKey */
  THING_TOOK = THING_FIRST_KEY + GW_N_KEPT_THING_KEYS, /* of things alone */
};

static guint32
next_third (guint32 third)
{
  return gw_day_after (gw_span_last_day (GW_SPAN_THIRD, third));
}

/* --- writing -------------------------------------------------------------------------- */

static void
bind_keys (GwStatement *s, const GwThing *thing)
{
  static const char *const names[GW_N_KEPT_THING_KEYS] = {
    ":cell_id",   ":duty_grid_id", ":class_id", ":department_id",
    ":source_id", ":person_id",    ":hour",     ":post",
  };

  for (guint i = 0; i < GW_N_KEPT_THING_KEYS; i++)
    gw_bind_int (s, names[i], thing->keys[i]);
}

gboolean
gw_figure_add_thing (GwConnection *connection, const GwThing *thing, GError **error)
{
  GwStatement *s = gw_connection_query (connection, GW_QUERY_FIGURE_THING_ADD, error);

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":day", thing->day);
  gw_bind_int (s, ":seq", thing->seq);
  gw_bind_int (s, ":case_id", thing->case_id);
  gw_bind_int (s, ":figures", thing->figures);
  bind_keys (s, thing);
  gw_bind_int (s, ":took", thing->took);
  gw_bind_int (s, ":lon", thing->place.x);
  gw_bind_int (s, ":lat", thing->place.y);
  return gw_statement_run (s, error);
}

gboolean
gw_figure_add_gone (GwConnection *connection, const GwThing *thing, guint figures,
                    guint32 day_out, GError **error)
{
  GwStatement *s = gw_connection_query (connection, GW_QUERY_FIGURE_GONE_ADD, error);

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":span", gw_days_apart (thing->day, day_out));
  gw_bind_int (s, ":day", thing->day);
  gw_bind_int (s, ":seq", thing->seq);
  gw_bind_int (s, ":day_out", day_out);
  gw_bind_int (s, ":case_id", thing->case_id);
  gw_bind_int (s, ":figures", figures);
  bind_keys (s, thing);
  return gw_statement_run (s, error);
}

gboolean
gw_figure_begin_wait (GwConnection *connection, const GwThing *thing, GwFigure figure,
                      guint32 day_in, GError **error)
{
  GwStatement *s = gw_connection_query (connection, GW_QUERY_FIGURE_WAIT_ADD, error);

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":figure", figure);
  gw_bind_int (s, ":day_in", day_in);
  gw_bind_int (s, ":seq", thing->seq);
  gw_bind_int (s, ":day", thing->day);
  gw_bind_int (s, ":case_id", thing->case_id);
  bind_keys (s, thing);
  return gw_statement_run (s, error);
}

static gboolean
remove_wait (GwConnection *connection, gint64 seq, GwFigure figure, guint32 day_in,
             GError **error)
{
  GwStatement *s = gw_connection_query (connection, GW_QUERY_FIGURE_WAIT_REMOVE, error);

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":figure", figure);
  gw_bind_int (s, ":day_in", day_in);
  gw_bind_int (s, ":seq", seq);
  return gw_statement_run (s, error);
}

static gboolean
add_third (GwConnection *connection, gint64 seq, GwFigure figure, guint32 day_in,
           guint32 third, GError **error)
{
  GwStatement *s = gw_connection_query (connection, GW_QUERY_FIGURE_WAIT_THIRD_ADD, error);

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":third", third);
  gw_bind_int (s, ":figure", figure);
  gw_bind_int (s, ":day_in", day_in);
  gw_bind_int (s, ":seq", seq);
  return gw_statement_run (s, error);
}

gboolean
gw_figure_end_wait (GwConnection *connection, const GwThing *thing, GwFigure figure,
                    guint32 day_in, guint32 day_out, GError **error)
{
  GwStatement *s;

  if (day_out <= day_in)
    return remove_wait (connection, thing->seq, figure, day_in, error);
  s = gw_connection_query (connection, GW_QUERY_FIGURE_WAIT_END, error);
  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":day_out", day_out);
  gw_bind_int (s, ":figure", figure);
  gw_bind_int (s, ":day_in", day_in);
  gw_bind_int (s, ":seq", thing->seq);
  if (!gw_statement_run (s, error))
    return FALSE;
  for (guint32 third = next_third (gw_span_first_day (GW_SPAN_THIRD, day_in));
       third <= day_out; third = next_third (third))
    if (!add_third (connection, thing->seq, figure, day_in, third, error))
      return FALSE;
  return TRUE;
}

/* --- following ------------------------------------------------------------------------ */

static gboolean
read_mark (GwStoreReader *reader, gint64 *ret_seq, gint64 *ret_last, GError **error)
{
  GwStatement *s = gw_connection_query (reader->connection, GW_QUERY_FIGURE_MARK, error);
  gboolean has_row;

  if (s == NULL || !gw_statement_step (s, &has_row, error))
    return FALSE;
  *ret_seq = has_row ? gw_column_int (s, 0) : 0;
  *ret_last = has_row ? gw_column_int (s, 1) : 0;
  if (has_row)
    gw_statement_reset (s);
  return TRUE;
}

gboolean
gw_store_figures_are_behind (GwStoreReader *reader)
{
  gint64 seq, last;

  return read_mark (reader, &seq, &last, NULL) && seq < last;
}

gboolean
gw_store_figures_follow (GwStoreWriter *writer, guint limit, gboolean *ret_more,
                         GError **error)
{
  gint64 after, until, last;

  *ret_more = FALSE;
  if (!read_mark (&writer->reader, &after, &last, error))
    return FALSE;
  if (after >= last)
    return TRUE;
  until = MIN (last, after + limit);
  if (writer->follower == NULL)
    writer->follower = gw_follower_new (writer->reader.store, writer->reader.connection);
  if (!gw_follower_run (writer->follower, after, until, error))
    return FALSE;
  *ret_more = until < last;
  return gw_run_with_id (writer, GW_QUERY_FIGURE_MARK_SET, ":seq", until, error);
}

static gboolean
clear (GwStoreWriter *writer, GwQuery query, GError **error)
{
  GwStatement *s = gw_connection_query (writer->reader.connection, query, error);

  return s != NULL && gw_statement_run (s, error);
}

gboolean
gw_store_figures_clear (GwStoreWriter *writer, GError **error)
{
  g_clear_pointer (&writer->follower, gw_follower_free);
  return clear (writer, GW_QUERY_FIGURE_CLEAR_THING, error) &&
         clear (writer, GW_QUERY_FIGURE_CLEAR_GONE, error) &&
         clear (writer, GW_QUERY_FIGURE_CLEAR_WAIT, error) &&
         clear (writer, GW_QUERY_FIGURE_CLEAR_WAIT_THIRD, error) &&
         clear (writer, GW_QUERY_FIGURE_CLEAR_SOURCE, error) &&
         gw_cubes_clear (writer->reader.connection, error) &&
         gw_run_with_id (writer, GW_QUERY_FIGURE_MARK_SET, ":seq", 0, error);
}

/* --- reading -------------------------------------------------------------------------- */

static gboolean
walk (GwStatement *s, gboolean with_took, int sign, GwThingFunc func, gpointer data,
      GError **error)
{
  gboolean has_row = TRUE;
  guint32 day = 0;
  guint weekday = 0;

  while (has_row)
    {
      GwThing thing = { 0 };

      if (!gw_statement_step (s, &has_row, error))
        return FALSE;
      if (!has_row)
        break;
      thing.day = (guint32)gw_column_int (s, THING_DAY);
      if (thing.day != day)
        {
          day = thing.day;
          weekday = gw_day_to_weekday (day);
        }
      thing.keys[GW_THING_WEEKDAY] = weekday;
      thing.seq = gw_column_int (s, THING_SEQ);
      thing.case_id = gw_column_int (s, THING_CASE);
      thing.figures = (guint)gw_column_int (s, THING_FIGURES);
      for (guint i = 0; i < GW_N_KEPT_THING_KEYS; i++)
        thing.keys[i] = gw_column_int (s, THING_FIRST_KEY + (int)i);
      if (with_took)
        thing.took = gw_column_int (s, THING_TOOK);
      func (&thing, sign, data);
    }
  return TRUE;
}

gboolean
gw_figure_walk (GwStatement *s, int sign, GwThingFunc func, gpointer data, GError **error)
{
  return walk (s, FALSE, sign, func, data, error);
}

gboolean
gw_store_figure_things (GwStoreReader *reader, guint32 from_day, guint32 to_day,
                        gint64 cell_id, GwThingFunc func, gpointer data, GError **error)
{
  GwStatement *s = gw_connection_query (
      reader->connection,
      cell_id != 0 ? GW_QUERY_FIGURE_THINGS_CELL : GW_QUERY_FIGURE_THINGS, error);

  if (s == NULL)
    return FALSE;
  if (cell_id != 0)
    gw_bind_int (s, ":cell_id", cell_id);
  gw_bind_int (s, ":from_day", from_day);
  gw_bind_int (s, ":to_day", to_day);
  return walk (s, TRUE, 1, func, data, error);
}

gboolean
gw_store_figure_gone (GwStoreReader *reader, guint32 from_day, guint32 to_day,
                      guint32 until_day, GwThingFunc func, gpointer data, GError **error)
{
  for (guint i = 0; i < GW_N_DAYS_APART; i++)
    {
      GwStatement *s =
          gw_connection_query (reader->connection, GW_QUERY_FIGURE_GONE, error);

      if (s == NULL)
        return FALSE;
      gw_bind_int (s, ":span", i);
      gw_bind_int (s, ":from_day", from_day);
      gw_bind_int (s, ":to_day", to_day);
      gw_bind_int (s, ":until_day", until_day);
      if (!gw_figure_walk (s, -1, func, data, error))
        return FALSE;
    }
  return TRUE;
}

/* The rows have the figure's number where those of things have bits. */
typedef struct
{
  GwThingFunc func;
  gpointer data;
} Waiting;

static void
take_waiting (const GwThing *row, int sign, gpointer data)
{
  const Waiting *waiting = data;
  GwThing thing = *row;

  thing.figures = GW_FIGURE_BIT (row->figures);
  waiting->func (&thing, sign, waiting->data);
}

gboolean
gw_store_figure_waiting (GwStoreReader *reader, GwFigure figure, guint32 day,
                         GwThingFunc func, gpointer data, GError **error)
{
  GwStatement *s = gw_connection_query (reader->connection, GW_QUERY_FIGURE_WAITING, error);
  Waiting waiting = { func, data };

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":figure", figure);
  gw_bind_int (s, ":third", gw_span_first_day (GW_SPAN_THIRD, day));
  gw_bind_int (s, ":day", day);
  return gw_figure_walk (s, 1, take_waiting, &waiting, error);
}

GHashTable *
gw_store_figure_sources (GwStoreReader *reader, GError **error)
{
  g_autoptr (GHashTable) names =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  GwStatement *s =
      gw_connection_query (reader->connection, GW_QUERY_FIGURE_SOURCE_LIST, error);
  gboolean good = s != NULL;

  while (good && gw_statement_next (s, &good, error))
    {
      gint64 id = gw_column_int (s, 0);

      g_hash_table_insert (names, g_memdup2 (&id, sizeof id), gw_column_dup_text (s, 1));
    }
  return good ? g_steal_pointer (&names) : NULL;
}
