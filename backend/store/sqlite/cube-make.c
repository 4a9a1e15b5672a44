/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Days are packed and added up from what the follower wrote, months from days, years from
 * months, and what waits at the end of a third of a month from its days: one cube a time, in
 * the writer's transaction, and only what the journal has left behind. What is made hangs on
 * the journal alone.
 */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/sqlite/closings.h"
#include "backend/store/sqlite/columns.h"
#include "backend/store/sqlite/cube.h"
#include "backend/store/sqlite/day-things.h"
#include "backend/store/sqlite/filings.h"

/* Sums read in one step, more or less: some tens of milliseconds. */
#define STEP_SUMS 20000
#define STEP_CUBES 100

typedef struct
{
  GwConnection *connection;
  GArray *communities;
  GwDayThings *things;
  guint n_read; /* sums, in this step */
} Maker;

static void
maker_clear (Maker *maker)
{
  g_clear_pointer (&maker->communities, g_array_unref);
  g_clear_pointer (&maker->things, gw_day_things_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Maker, maker_clear)

typedef struct
{
  Maker *maker;
  GwCube *cube;
} Filling;

static void
fill_cb (const GwSum *sum, gpointer data)
{
  const Filling *filling = data;

  filling->maker->n_read++;
  gw_cube_add (filling->cube, sum);
}

/* --- writing ------------------------------------------------------------------------------ */

static gboolean
write_row (Maker *maker, gint64 id, GBytes *bytes, GError **error)
{
  GwStatement *s = gw_connection_query (maker->connection, GW_QUERY_FIGURE_CUBE_SET, error);
  gsize length;
  gconstpointer data = g_bytes_get_data (bytes, &length);

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":id", id);
  /* No bytes are not NULL. */
  gw_bind_blob (s, ":sums", data != NULL ? data : "", length);
  return gw_statement_run (s, error);
}

static gboolean
write_cube (Maker *maker, GwSpan span, guint32 first_day, guint kind, const GwCube *cube,
            GError **error)
{
  g_autoptr (GBytes) bytes = gw_cube_to_bytes (cube);

  /* What waits has a row also when nothing does: else what waited before would stand for it. */
  return (g_bytes_get_size (bytes) == 0 && span != GW_SPAN_THIRD) ||
         write_row (maker, gw_cube_row_id (span, first_day, kind), bytes, error);
}

/* --- a day -------------------------------------------------------------------------------- */

static gboolean
make_day (Maker *maker, guint32 day, GError **error)
{
  if (!gw_day_things_make (maker->things, maker->connection, day, &maker->communities,
                           error) ||
      !gw_day_things_write (maker->things, maker->connection, day, error))
    return FALSE;
  for (guint kind = GW_CUBE_ALL + 1; kind < gw_cube_end (GW_SPAN_DAY); kind++)
    {
      g_autoptr (GwCube) cube = gw_cube_new (gw_cube_kept_keys (GW_SPAN_DAY, kind));
      Filling filling = { maker, cube };

      gw_day_things_tell (maker->things, gw_cube_keys (cube), GW_ALL_FIGURES, fill_cb,
                          &filling);
      if (!write_cube (maker, GW_SPAN_DAY, day, kind, cube, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
plan (Maker *maker, gint64 id, GError **error)
{
  GwStatement *s =
      gw_connection_query (maker->connection, GW_QUERY_FIGURE_MAKING_ADD, error);

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":id", id);
  return gw_statement_run (s, error);
}

/* All cubes of the span are to be made. */
static gboolean
plan_span (Maker *maker, GwSpan span, guint32 day, GError **error)
{
  guint32 first_day = gw_span_first_day (span, day);

  for (guint kind = span == GW_SPAN_THIRD ? GW_CUBE_ALL : GW_CUBE_ALL + 1;
       kind < gw_cube_end (span); kind++)
    if (!plan (maker, gw_cube_row_id (span, first_day, kind), error))
      return FALSE;
  return TRUE;
}

/* Whatever ends with the day that is made, or before the next one on which anything happened,
 * can be made of its days. */
static gboolean
plan_ended (Maker *maker, guint32 made, guint32 next, GError **error)
{
  for (GwSpan span = GW_SPAN_MONTH; span < GW_N_SPANS; span++)
    {
      guint32 end = made != 0 ? gw_span_last_day (span, made) : 0;

      if ((end > made && end < next && !plan_span (maker, span, made, error)) ||
          (gw_span_last_day (span, next) == next && !plan_span (maker, span, next, error)))
        return FALSE;
    }
  return TRUE;
}

/* The next day, up to that one, that is to be made; 0: there is none. */
static gboolean
find_next_day (GwConnection *connection, const GwCubeMark *mark, guint32 until,
               guint32 *ret_day, GError **error)
{
  gint64 next;

  if (!gw_cube_read_number (connection, GW_QUERY_FIGURE_DAY_NEXT, (gint64)mark->made + 1,
                            until, &next, error))
    return FALSE;
  *ret_day = next < mark->newest ? (guint32)next : 0;
  return TRUE;
}

/* *ret_any: there was one. */
static gboolean
make_next_day (Maker *maker, guint32 until, gboolean *ret_any, GError **error)
{
  GwCubeMark mark;
  guint32 next;

  if (!gw_cube_mark_read (maker->connection, &mark, error) ||
      !find_next_day (maker->connection, &mark, until, &next, error))
    return FALSE;
  *ret_any = next != 0;
  if (!*ret_any)
    return TRUE;
  return make_day (maker, next, error) &&
         gw_closings_make_day (maker->connection, next, error) &&
         gw_filings_make_day (maker->connection, next, error) &&
         plan_ended (maker, mark.made, next, error) &&
         gw_cube_mark_write (maker->connection, next, error);
}

/* --- longer spans ------------------------------------------------------------------------- */

/* From each day of it. */
static gboolean
fill_of_days (Maker *maker, GwCube *cube, GwSpan span, guint32 first_day, guint figures,
              GError **error)
{
  guint32 last_day = gw_span_last_day (span, first_day);
  Filling filling = { maker, cube };

  for (guint32 day = first_day; day <= last_day; day = gw_day_after (day))
    {
      if (!gw_day_things_read (maker->things, maker->connection, day, gw_cube_keys (cube),
                               figures, NULL, error))
        return FALSE;
      gw_day_things_tell (maker->things, gw_cube_keys (cube), figures, fill_cb, &filling);
    }
  return TRUE;
}

/* From the same cube of each shorter span in it. */
static gboolean
fill_of_spans (Maker *maker, GwCube *cube, GwSpan span, guint32 first_day, guint kind,
               GError **error)
{
  guint32 last_day = gw_span_last_day (span, first_day);
  Filling filling = { maker, cube };

  for (guint32 day = first_day; day <= last_day;
       day = gw_day_after (gw_span_last_day (span - 1, day)))
    if (!gw_cube_read (maker->connection, span - 1, day, kind, fill_cb, &filling, error))
      return FALSE;
  return TRUE;
}

/* What waited at the end of the last third before it, with what its days changed. */
static gboolean
make_waiting (Maker *maker, guint32 first_day, GError **error)
{
  g_autoptr (GwCube) cube = gw_cube_new (GW_ALL_THING_KEYS);
  Filling filling = { maker, cube };
  guint32 before;

  if (!gw_cube_last_waiting (maker->connection, gw_day_before (first_day), &before,
                             error) ||
      (before != 0 && !gw_cube_read (maker->connection, GW_SPAN_THIRD, before, GW_CUBE_ALL,
                                     fill_cb, &filling, error)) ||
      !fill_of_days (maker, cube, GW_SPAN_THIRD, first_day, GW_WAIT_FIGURES, error))
    return FALSE;
  return write_cube (maker, GW_SPAN_THIRD, first_day, GW_CUBE_ALL, cube, error);
}

static gboolean
make_span (Maker *maker, GwSpan span, guint32 first_day, guint kind, GError **error)
{
  g_autoptr (GwCube) cube = gw_cube_new (gw_cube_kept_keys (span, kind));

  if (!(span == GW_SPAN_MONTH
            ? fill_of_days (maker, cube, span, first_day, GW_FLOW_FIGURES, error)
            : fill_of_spans (maker, cube, span, first_day, kind, error)))
    return FALSE;
  return write_cube (maker, span, first_day, kind, cube, error);
}

static gboolean
make_planned (Maker *maker, gint64 id, GError **error)
{
  GwSpan span;
  guint32 first_day;
  guint kind;

  gw_cube_parse_row_id (id, &span, &first_day, &kind);
  if (span == GW_SPAN_DAY || span >= GW_N_SPANS || kind >= gw_cube_end (span))
    return gw_columns_set_damaged (first_day, error);
  if (!(span == GW_SPAN_THIRD ? make_waiting (maker, first_day, error)
                              : make_span (maker, span, first_day, kind, error)))
    return FALSE;
  return gw_cube_run_range (maker->connection, GW_QUERY_FIGURE_MAKING_REMOVE, id, id,
                            error);
}

/* --- steps -------------------------------------------------------------------------------- */

/* planned: tells what is left of what longer spans need. */
static gboolean
make_next (Maker *maker, GwQuery planned, guint32 until, gboolean *ret_any, GError **error)
{
  gint64 id;

  if (!gw_cube_read_number (maker->connection, planned, 0, G_MAXINT64, &id, error))
    return FALSE;
  *ret_any = TRUE;
  return id != 0 ? make_planned (maker, id, error)
                 : make_next_day (maker, until, ret_any, error);
}

gboolean
gw_store_sums_make (GwStoreWriter *writer, gboolean *ret_more, GError **error)
{
  g_auto (Maker)
      maker = { .connection = writer->reader.connection, .things = gw_day_things_new () };
  gboolean good = TRUE;

  *ret_more = TRUE;
  for (guint n = 0; good && *ret_more && maker.n_read < STEP_SUMS && n < STEP_CUBES; n++)
    good = make_next (&maker, GW_QUERY_FIGURE_MAKING_NEXT, G_MAXUINT32, ret_more, error);
  return good;
}

gboolean
gw_cubes_make_until (GwConnection *connection, guint32 day, GwQuery planned, GError **error)
{
  g_auto (Maker) maker = { .connection = connection, .things = gw_day_things_new () };
  gboolean any = TRUE, good = TRUE;

  while (good && any)
    good = make_next (&maker, planned, day, &any, error);
  return good;
}

gboolean
gw_store_sums_are_due (GwStoreReader *reader)
{
  GwConnection *connection = reader->connection;
  GwCubeMark mark;
  gint64 id;
  guint32 next;

  return gw_cube_mark_read (connection, &mark, NULL) &&
         gw_cube_read_number (connection, GW_QUERY_FIGURE_MAKING_NEXT, 0, G_MAXINT64, &id,
                              NULL) &&
         find_next_day (connection, &mark, G_MAXUINT32, &next, NULL) &&
         (id != 0 || next != 0);
}
