/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A question is answered from the longest spans that lie in its days, from days at its ends,
 * and from the journal's last days as the follower wrote them.
 */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/sqlite/cube.h"
#include "backend/store/sqlite/day-things.h"

/* Sooner than to go on for so many days, what waited is read anew from a third's end. */
#define DAYS_TO_GO_ON 12

struct _GwSumReader
{
  GwConnection *connection;
  const GwThingFilter *filter;
  guint filter_keys;
  GwCubeMark mark;
  GHashTable *making;  /* row ids (&gint64) of cubes that are not made yet */
  GArray *communities; /* NULL until it is needed */
  GwDayThings *things;
};

typedef struct
{
  const GwSumReader *reader;
  GwCube *cube;
  guint figures;
  guint keys; /* that have to be known of what is read */
} Taking;

static gboolean
load_making (GwSumReader *self, GError **error)
{
  GwStatement *s =
      gw_connection_query (self->connection, GW_QUERY_FIGURE_MAKING_LIST, error);
  gboolean good = s != NULL;

  while (good && gw_statement_next (s, &good, error))
    {
      gint64 id = gw_column_int (s, 0);

      g_hash_table_add (self->making, g_memdup2 (&id, sizeof id));
    }
  return good;
}

GwSumReader *
gw_sum_reader_new (GwStoreReader *reader, const GwThingFilter *filter, GError **error)
{
  g_autoptr (GwSumReader) self = g_new0 (GwSumReader, 1);

  self->connection = reader->connection;
  self->filter = filter;
  self->filter_keys = gw_thing_filter_keys (filter);
  self->making = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->things = gw_day_things_new ();
  if (!gw_cube_mark_read (self->connection, &self->mark, error) ||
      !load_making (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
gw_sum_reader_free (GwSumReader *self)
{
  g_hash_table_unref (self->making);
  g_clear_pointer (&self->communities, g_array_unref);
  gw_day_things_free (self->things);
  g_free (self);
}

/* --- what was made ------------------------------------------------------------------------ */

static void
add_cb (const GwSum *sum, gpointer data)
{
  const Taking *taking = data;

  gw_cube_add_figures (taking->cube, sum, taking->figures);
}

static void
take_cb (const GwSum *sum, gpointer data)
{
  const GwSumReader *reader = ((const Taking *)data)->reader;

  for (guint left = reader->filter_keys; left != 0; left &= left - 1)
    {
      guint key = (guint)__builtin_ctz (left);

      if (!gw_id_set_has (reader->filter->ids[key], sum->keys[key]))
        return;
    }
  add_cb (sum, data);
}

static Taking
taking_into (const GwSumReader *self, GwCube *cube, guint figures)
{
  return (Taking){ self, cube, figures, gw_cube_keys (cube) | self->filter_keys };
}

static gboolean
read_day (GwSumReader *self, guint32 day, Taking *taking, GError **error)
{
  guint keys = gw_cube_keys (taking->cube);
  guint kind;

  if (gw_cube_find (GW_SPAN_DAY, taking->keys, &kind))
    return gw_cube_read (self->connection, GW_SPAN_DAY, day, kind, take_cb, taking, error);
  if (!gw_day_things_read (self->things, self->connection, day, keys, taking->figures,
                           self->filter, error))
    return FALSE;
  gw_day_things_tell (self->things, keys, taking->figures, add_cb, taking);
  return TRUE;
}

static gboolean
is_making (const GwSumReader *self, GwSpan span, guint32 day, guint kind)
{
  gint64 id = gw_cube_row_id (span, day, kind);

  return g_hash_table_contains (self->making, &id);
}

/* The longest one that begins on the day, ends by the other and is made; GW_SPAN_DAY: none. */
static GwSpan
find_span (const GwSumReader *self, guint32 day, guint32 to_day, guint keys,
           guint *ret_kind)
{
  GwSpan span;

  for (span = GW_SPAN_YEAR; span > GW_SPAN_DAY; span--)
    {
      if (gw_span_first_day (span, day) != day || gw_span_last_day (span, day) > to_day ||
          !gw_cube_find (span, keys, ret_kind))
        continue;
      if (!is_making (self, span, day, *ret_kind))
        break;
    }
  return span;
}

static gboolean
read_made (GwSumReader *self, guint32 day, guint32 to_day, Taking *taking, GError **error)
{
  while (day <= to_day)
    {
      guint kind;
      GwSpan span = find_span (self, day, to_day, taking->keys, &kind);

      if (!(span == GW_SPAN_DAY
                ? read_day (self, day, taking, error)
                : gw_cube_read (self->connection, span, day, kind, take_cb, taking, error)))
        return FALSE;
      day = gw_day_after (gw_span_last_day (span, day));
    }
  return TRUE;
}

/* To read all of them for a few rows' sake would be most of a small question's time. */
static GArray **
communities_for (GwSumReader *self, const Taking *taking)
{
  return (taking->keys & GW_THING_BIT (GW_THING_COMMUNITY)) != 0 ? &self->communities
                                                                 : NULL;
}

/* Those that are not made yet, as the follower wrote them. */
static gboolean
read_left (GwSumReader *self, guint32 from_day, guint32 to_day, Taking *taking,
           GError **error)
{
  guint32 first = MAX (from_day, self->mark.made + 1);

  return first > to_day ||
         gw_cube_read_days (self->connection, first, to_day, taking->figures,
                            communities_for (self, taking), take_cb, taking, error);
}

gboolean
gw_sum_reader_add (GwSumReader *self, guint32 from_day, guint32 to_day, GwCube *cube,
                   GError **error)
{
  Taking taking = taking_into (self, cube, GW_FLOW_FIGURES);
  guint32 first = MAX (from_day, self->mark.first);

  if (self->mark.first == 0)
    return TRUE;
  return read_made (self, first, MIN (to_day, self->mark.made), &taking, error) &&
         read_left (self, first, to_day, &taking, error) &&
         gw_cube_read_crossing (self->connection, from_day, to_day,
                                communities_for (self, &taking), take_cb, &taking, error);
}

gboolean
gw_sum_reader_next_day (GwSumReader *self, guint figures, guint32 from_day, guint32 to_day,
                        guint32 *ret_day, GError **error)
{
  guint32 until = MIN (to_day, self->mark.newest);
  guint32 day = MAX (from_day, self->mark.first);

  *ret_day = 0;
  for (; self->mark.first != 0 && day <= MIN (until, self->mark.made);
       day = gw_day_after (day))
    {
      if (!gw_day_things_read (self->things, self->connection, day, 0, figures,
                               self->filter, error))
        return FALSE;
      if (gw_day_things_any (self->things))
        break;
    }
  if (self->mark.first != 0 && day <= until)
    *ret_day = day;
  return TRUE;
}

/* --- what waits --------------------------------------------------------------------------- */

/* The last day of the last third whose end is known and not after the day; 0: there is none. */
static gboolean
find_base (GwSumReader *self, guint32 to_day, guint32 *ret_third, guint32 *ret_day,
           GError **error)
{
  guint32 until = MIN (to_day, self->mark.made);
  guint32 day = gw_span_last_day (GW_SPAN_THIRD, until) == until
                    ? until
                    : gw_day_before (gw_span_first_day (GW_SPAN_THIRD, until));

  if (!gw_cube_last_waiting (self->connection, day, ret_third, error))
    return FALSE;
  *ret_day = *ret_third != 0 ? gw_span_last_day (GW_SPAN_THIRD, *ret_third) : 0;
  return TRUE;
}

/* Begins anew from there when that is shorter than to go on. */
static gboolean
rebase (GwSumReader *self, guint32 to_day, GwCube *cube, guint32 *day, Taking *taking,
        GError **error)
{
  guint32 third, base;

  if (*day > to_day)
    {
      gw_cube_reset (cube);
      *day = 0;
    }
  if (*day != 0 && gw_day_to_number (to_day) - gw_day_to_number (*day) <= DAYS_TO_GO_ON)
    return TRUE;
  if (self->mark.made == 0)
    return TRUE;
  if (!find_base (self, to_day, &third, &base, error))
    return FALSE;
  if (base <= *day)
    return TRUE;
  gw_cube_reset (cube);
  *day = base;
  return gw_cube_read (self->connection, GW_SPAN_THIRD, third, GW_CUBE_ALL, take_cb, taking,
                       error);
}

gboolean
gw_sum_reader_wait (GwSumReader *self, guint32 to_day, GwCube *cube, guint32 *day,
                    GError **error)
{
  Taking taking = taking_into (self, cube, GW_WAIT_FIGURES);
  guint32 first;

  if (self->mark.first == 0)
    return TRUE;
  if (!rebase (self, to_day, cube, day, &taking, error))
    return FALSE;
  first = *day != 0 ? gw_day_after (*day) : self->mark.first;
  for (guint32 made = first; made <= MIN (to_day, self->mark.made);
       made = gw_day_after (made))
    if (!read_day (self, made, &taking, error))
      return FALSE;
  if (!read_left (self, first, to_day, &taking, error))
    return FALSE;
  *day = to_day;
  return TRUE;
}
