/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of cubes, and what the follower wrote as sums. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/sqlite/columns.h"
#include "backend/store/sqlite/cube.h"
#include "backend/store/sqlite/follower.h"
#include "backend/store/sqlite/rows.h"

/* For so many days it is less to look at all that was taken back on them. */
#define FEW_DAYS 14

/* --- how far ------------------------------------------------------------------------------ */

gboolean
gw_cube_mark_read (GwConnection *connection, GwCubeMark *mark, GError **error)
{
  GwStatement *s = gw_connection_query (connection, GW_QUERY_FIGURE_MADE, error);

  if (s == NULL || !gw_step_to_row (s, "there is no mark of the sums", error))
    return FALSE;
  mark->made = (guint32)gw_column_int (s, 0);
  mark->first = (guint32)gw_column_int (s, 1);
  mark->newest = (guint32)gw_column_int (s, 2);
  gw_statement_reset (s);
  return TRUE;
}

gboolean
gw_cube_mark_write (GwConnection *connection, guint32 made, GError **error)
{
  GwStatement *s = gw_connection_query (connection, GW_QUERY_FIGURE_MADE_SET, error);

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":made", made);
  return gw_statement_run (s, error);
}

static GwStatement *
bind_range (GwConnection *connection, GwQuery query, gint64 from_id, gint64 to_id,
            GError **error)
{
  GwStatement *s = gw_connection_query (connection, query, error);

  if (s == NULL)
    return NULL;
  gw_bind_int (s, ":from_id", from_id);
  gw_bind_int (s, ":to_id", to_id);
  return s;
}

gboolean
gw_cube_run_range (GwConnection *connection, GwQuery query, gint64 from_id, gint64 to_id,
                   GError **error)
{
  GwStatement *s = bind_range (connection, query, from_id, to_id, error);

  return s != NULL && gw_statement_run (s, error);
}

gboolean
gw_cube_read_number (GwConnection *connection, GwQuery query, gint64 from_id, gint64 to_id,
                     gint64 *ret_number, GError **error)
{
  GwStatement *s = bind_range (connection, query, from_id, to_id, error);

  if (s == NULL || !gw_step_to_row (s, "there is no number", error))
    return FALSE;
  *ret_number = gw_column_int (s, 0);
  gw_statement_reset (s);
  return TRUE;
}

/* --- what is not right any more ----------------------------------------------------------- */

static gboolean
forget_since (GwConnection *connection, GwSpan span, guint32 day, GError **error)
{
  gint64 from_id = gw_cube_row_id (span, gw_span_first_day (span, day), 0);
  gint64 to_id = gw_cube_row_id (span + 1, 0, 0) - 1;

  return gw_cube_run_range (connection, GW_QUERY_FIGURE_CUBE_REMOVE, from_id, to_id,
                            error) &&
         gw_cube_run_range (connection, GW_QUERY_FIGURE_MAKING_REMOVE, from_id, to_id,
                            error);
}

gboolean
gw_cubes_add_day (GwConnection *connection, guint32 day, gint64 seq, GError **error)
{
  GwStatement *s = gw_connection_query (connection, GW_QUERY_FIGURE_DAY_ADD, error);

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":day", day);
  gw_bind_int (s, ":seq", seq);
  return gw_statement_run (s, error);
}

gboolean
gw_cubes_begin_day (GwConnection *connection, guint32 day, GError **error)
{
  GwCubeMark mark;
  gint64 made;
  guint32 since;

  if (!gw_cube_mark_read (connection, &mark, error))
    return FALSE;
  if (day > mark.made)
    return TRUE;
  if (!gw_cube_read_number (connection, GW_QUERY_FIGURE_DAY_LAST, 0, (gint64)day - 1, &made,
                            error))
    return FALSE;
  since = made != 0 ? gw_day_after ((guint32)made) : day;
  for (GwSpan span = GW_SPAN_DAY; span < GW_N_SPANS; span++)
    if (!forget_since (connection, span, since, error))
      return FALSE;
  return gw_columns_forget_since (connection, since, error) &&
         gw_cube_mark_write (connection, (guint32)made, error);
}

gboolean
gw_cubes_clear (GwConnection *connection, GError **error)
{
  GwStatement *s = gw_connection_query (connection, GW_QUERY_FIGURE_CLEAR_DAY, error);

  return s != NULL && gw_statement_run (s, error) &&
         gw_cube_run_range (connection, GW_QUERY_FIGURE_CUBE_REMOVE, 0, G_MAXINT64,
                            error) &&
         gw_cube_run_range (connection, GW_QUERY_FIGURE_MAKING_REMOVE, 0, G_MAXINT64,
                            error) &&
         gw_columns_forget_since (connection, 0, error) &&
         gw_cube_mark_write (connection, 0, error);
}

/* --- rows of cubes ------------------------------------------------------------------------ */

gboolean
gw_cube_read (GwConnection *connection, GwSpan span, guint32 first_day, guint cube,
              GwSumFunc func, gpointer data, GError **error)
{
  GwStatement *s = gw_connection_query (connection, GW_QUERY_FIGURE_CUBE, error);
  sqlite3_stmt *handle;
  gboolean has_row, good;

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":id", gw_cube_row_id (span, first_day, cube));
  if (!gw_statement_step (s, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  handle = gw_statement_get_handle (s);
  good = gw_sums_read (gw_cube_kept_keys (span, cube), sqlite3_column_blob (handle, 0),
                       (gsize)sqlite3_column_bytes (handle, 0), func, data);
  gw_statement_reset (s);
  return good || gw_columns_set_damaged (first_day, error);
}

gboolean
gw_cube_last_waiting (GwConnection *connection, guint32 day, guint32 *ret_first_day,
                      GError **error)
{
  gint64 id;
  GwSpan span;
  guint kind;

  if (!gw_cube_read_number (connection, GW_QUERY_FIGURE_CUBE_LAST,
                            gw_cube_row_id (GW_SPAN_THIRD, 0, 0),
                            gw_cube_row_id (GW_SPAN_THIRD, day, GW_CUBE_ALL), &id, error))
    return FALSE;
  gw_cube_parse_row_id (id, &span, ret_first_day, &kind);
  return TRUE;
}

/* --- what the follower wrote -------------------------------------------------------------- */

typedef struct
{
  const GArray *communities; /* guint32, by cell; NULL: not wanted */
  GwSumFunc func;
  gpointer data;
  int sign;
  gboolean waits; /* the rows have a figure's number where those of things have bits */
} Walk;

static void
take_row (const GwThing *thing, int sign, gpointer data)
{
  Walk *walk = data;
  guint figures =
      (walk->waits ? GW_FIGURE_BIT (thing->figures) : thing->figures) & GW_ALL_FIGURES;
  GwSum sum = { 0 };

  /* The follower writes no others; a check of the figures names them. */
  if (figures == 0)
    return;
  for (guint i = 0; i < GW_N_THING_KEYS; i++)
    sum.keys[i] = (guint32)thing->keys[i];
  if (walk->communities != NULL && sum.keys[GW_THING_CELL] < walk->communities->len)
    sum.keys[GW_THING_COMMUNITY] =
        g_array_index (walk->communities, guint32, sum.keys[GW_THING_CELL]);
  sum.figures = figures;
  for (; figures != 0; figures &= figures - 1)
    sum.counts[__builtin_ctz (figures)] = walk->sign;
  walk->func (&sum, walk->data);
}

static gboolean
load_communities (GwConnection *connection, GArray **communities, GError **error)
{
  GwStatement *s;
  gboolean good;

  if (communities == NULL || *communities != NULL)
    return TRUE;
  s = gw_connection_query (connection, GW_QUERY_FIGURE_CELL_LIST, error);
  good = s != NULL;
  *communities = g_array_new (FALSE, TRUE, sizeof (guint32));
  while (good && gw_statement_next (s, &good, error))
    {
      gint64 cell = gw_column_int (s, 0);

      if (cell >= (*communities)->len && cell <= GW_LAST_CELL)
        g_array_set_size (*communities, MAX ((guint)cell + 1, 2 * (*communities)->len));
      if (cell >= 0 && cell <= GW_LAST_CELL)
        g_array_index (*communities, guint32, cell) = (guint32)gw_column_int (s, 1);
    }
  /* What is only half read is not kept for the next time. */
  if (!good)
    g_clear_pointer (communities, g_array_unref);
  return good;
}

static gboolean
walk_days (GwConnection *connection, GwQuery query, guint32 from_day, guint32 to_day,
           Walk *walk, GError **error)
{
  GwStatement *s = gw_connection_query (connection, query, error);

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":from_day", from_day);
  gw_bind_int (s, ":to_day", to_day);
  return gw_figure_walk (s, walk->sign, take_row, walk, error);
}

static gboolean
walk_waits (GwConnection *connection, GwQuery query, GwFigure figure, guint32 from_day,
            guint32 to_day, Walk *walk, GError **error)
{
  GwStatement *s = gw_connection_query (connection, query, error);

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":figure", figure);
  gw_bind_int (s, ":from_day", from_day);
  gw_bind_int (s, ":to_day", to_day);
  return gw_figure_walk (s, walk->sign, take_row, walk, error);
}

gboolean
gw_cube_read_days (GwConnection *connection, guint32 from_day, guint32 to_day,
                   guint figures, GArray **communities, GwSumFunc func, gpointer data,
                   GError **error)
{
  Walk more = { .func = func, .data = data, .sign = 1 };
  Walk less = { .func = func, .data = data, .sign = -1 };

  if (!load_communities (connection, communities, error))
    return FALSE;
  more.communities = less.communities = communities != NULL ? *communities : NULL;
  if ((figures & GW_FLOW_FIGURES) != 0 &&
      (!walk_days (connection, GW_QUERY_FIGURE_THINGS, from_day, to_day, &more, error) ||
       !walk_days (connection, GW_QUERY_FIGURE_OUT, from_day, to_day, &less, error)))
    return FALSE;
  more.waits = less.waits = TRUE;
  for (GwFigure figure = GW_FIGURE_TO_HANDLE; figure < GW_N_FIGURES; figure++)
    if ((figures & GW_FIGURE_BIT (figure)) != 0 &&
        (!walk_waits (connection, GW_QUERY_FIGURE_WAIT_BEGUN, figure, from_day, to_day,
                      &more, error) ||
         !walk_waits (connection, GW_QUERY_FIGURE_WAIT_ENDED, figure, from_day, to_day,
                      &less, error)))
      return FALSE;
  return TRUE;
}

/* All that was taken back on the days is looked at, in one query. */
static gboolean
walk_gone_on (GwConnection *connection, guint32 day, guint32 until_day, Walk *walk,
              GError **error)
{
  GwStatement *s = gw_connection_query (connection, GW_QUERY_FIGURE_GONE_SINCE, error);

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":out_from", day);
  gw_bind_int (s, ":out_to", until_day);
  gw_bind_int (s, ":before", day);
  return gw_figure_walk (s, walk->sign, take_row, walk, error);
}

/* Of the runs of 2^span days the one that the day lies in: what came in its first half and
 * before the day, and went in its second half and not before the day. */
static gboolean
walk_run (GwConnection *connection, guint span, guint32 number, guint32 until, Walk *walk,
          GError **error)
{
  guint32 first = number >> span << span;
  guint32 middle = first + (1u << (span - 1));
  guint32 out = MAX (number, middle);
  GwStatement *s;

  if (MIN (number, middle) <= MAX (first, 1) || out > until)
    return TRUE;
  s = gw_connection_query (connection, GW_QUERY_FIGURE_GONE_CROSSING, error);
  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":span", span);
  gw_bind_int (s, ":from_day", gw_day_from_number (MAX (first, 1)));
  gw_bind_int (s, ":to_day", gw_day_from_number (MIN (number, middle) - 1));
  gw_bind_int (s, ":out_from", gw_day_from_number (out));
  gw_bind_int (s, ":out_to", gw_day_from_number (until));
  return gw_figure_walk (s, walk->sign, take_row, walk, error);
}

gboolean
gw_cube_read_crossing (GwConnection *connection, guint32 day, guint32 until_day,
                       GArray **communities, GwSumFunc func, gpointer data, GError **error)
{
  Walk walk = { .func = func, .data = data, .sign = 1 };
  guint32 number = gw_day_to_number (day);
  guint32 until = gw_day_to_number (until_day);

  if (!load_communities (connection, communities, error))
    return FALSE;
  walk.communities = communities != NULL ? *communities : NULL;
  if (until - number < FEW_DAYS)
    return walk_gone_on (connection, day, until_day, &walk, error);
  for (guint span = 1; span < GW_N_DAYS_APART; span++)
    if (!walk_run (connection, span, number, until, &walk, error))
      return FALSE;
  return TRUE;
}
