/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A question is answered from the longest spans that lie in its days, from days at its ends,
 * and from the journal's last days as the follower wrote them.
 */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/sqlite/cube.h"
#include "backend/store/sqlite/rows.h"

/* Sooner than to go on for so many days, what waited is read anew from a third's end. */
#define DAYS_TO_GO_ON 12

struct _GwSumReader
{
  GwConnection *connection;
  GwSumFilter filter;
  GwCubeMark mark;
  GHashTable *making;      /* row ids (&gint64) of cubes that are not made yet */
  GHashTable *communities; /* NULL until it is needed */
  GArray *pieces; /* guint, ascending: those in which anything can pass; NULL: all */
};

typedef struct
{
  const GwSumFilter *filter;
  GwCube *cube;
  guint figures;
} Taking;

/* The words of the set are read, of which each lies in one piece. */
static GArray *
list_pieces (const GwIdSet *cells)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (guint));

  G_STATIC_ASSERT (GW_CELLS_PER_PIECE % 64 == 0);
  for (gsize i = 0; i < cells->n_words; i++)
    {
      guint piece = (guint)(i * 64 / GW_CELLS_PER_PIECE);

      if (cells->words[i] != 0 &&
          (pieces->len == 0 || g_array_index (pieces, guint, pieces->len - 1) != piece))
        g_array_append_val (pieces, piece);
    }
  return pieces;
}

static gboolean
load_making (GwSumReader *self, GError **error)
{
  GwStatement *s =
      gw_connection_query (self->connection, GW_QUERY_FIGURE_MAKING_LIST, error);
  gboolean has_row = s != NULL;

  while (has_row && gw_statement_step (s, &has_row, error) && has_row)
    {
      gint64 id = gw_column_int (s, 0);

      g_hash_table_add (self->making, g_memdup2 (&id, sizeof id));
    }
  return s != NULL && !has_row;
}

GwSumReader *
gw_sum_reader_new (GwStoreReader *reader, const GwSumFilter *filter, GError **error)
{
  g_autoptr (GwSumReader) self = g_new0 (GwSumReader, 1);

  self->connection = reader->connection;
  self->filter = *filter;
  self->making = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  if (filter->cells != NULL)
    self->pieces = list_pieces (filter->cells);
  if (!gw_cube_mark_read (self->connection, &self->mark, error) ||
      !load_making (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
gw_sum_reader_free (GwSumReader *self)
{
  g_hash_table_unref (self->making);
  g_clear_pointer (&self->communities, g_hash_table_unref);
  g_clear_pointer (&self->pieces, g_array_unref);
  g_free (self);
}

/* --- what was made ------------------------------------------------------------------------ */

static void
take_cb (const GwSum *sum, gpointer data)
{
  const Taking *taking = data;
  const GwSumFilter *filter = taking->filter;

  if (filter->passes == NULL || filter->passes (sum, filter->data))
    gw_cube_add_figures (taking->cube, sum, taking->figures);
}

static gboolean
read_cube (GwSumReader *self, GwSpan span, guint32 day, guint kind, Taking *taking,
           GError **error)
{
  if (self->pieces == NULL || !gw_cube_is_in_pieces (span, kind))
    return gw_cube_read (self->connection, span, day, kind, G_MAXUINT, take_cb, taking,
                         error);
  for (guint i = 0; i < self->pieces->len; i++)
    if (!gw_cube_read (self->connection, span, day, kind,
                       g_array_index (self->pieces, guint, i), take_cb, taking, error))
      return FALSE;
  return TRUE;
}

static gboolean
read_day (GwSumReader *self, guint32 day, guint keys, Taking *taking, GError **error)
{
  guint kind;

  gw_cube_find (GW_SPAN_DAY, keys, &kind);
  return read_cube (self, GW_SPAN_DAY, day, kind, taking, error);
}

/* The cube, or any piece of it, is still to be made. */
static gboolean
is_making (const GwSumReader *self, GwSpan span, guint32 day, guint kind)
{
  gint64 first = gw_cube_row_id (span, day, kind, 0);
  gint64 end = gw_cube_row_id (span, day, kind + 1, 0);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->making);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (*(const gint64 *)id >= first && *(const gint64 *)id < end)
      return TRUE;
  return FALSE;
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
read_made (GwSumReader *self, guint32 day, guint32 to_day, guint keys, Taking *taking,
           GError **error)
{
  while (day <= to_day)
    {
      guint kind;
      GwSpan span = find_span (self, day, to_day, keys, &kind);

      if (!(span == GW_SPAN_DAY ? read_day (self, day, keys, taking, error)
                                : read_cube (self, span, day, kind, taking, error)))
        return FALSE;
      day = gw_day_after (gw_span_last_day (span, day));
    }
  return TRUE;
}

/* To read all of them for a few rows' sake would be most of a small question's time. */
static GHashTable **
communities_for (GwSumReader *self, guint keys)
{
  return (keys & GW_THING_BIT (GW_THING_COMMUNITY)) != 0 ? &self->communities : NULL;
}

/* Those that are not made yet, as the follower wrote them. */
static gboolean
read_left (GwSumReader *self, guint32 from_day, guint32 to_day, guint keys, Taking *taking,
           GError **error)
{
  guint32 first = MAX (from_day, self->mark.made + 1);

  return first > to_day ||
         gw_cube_read_days (self->connection, first, to_day, taking->figures,
                            communities_for (self, keys), take_cb, taking, error);
}

gboolean
gw_sum_reader_add (GwSumReader *self, guint32 from_day, guint32 to_day, GwCube *cube,
                   GError **error)
{
  Taking taking = { &self->filter, cube, GW_FLOW_FIGURES };
  guint keys = gw_cube_keys (cube) | self->filter.keys;
  guint32 first = MAX (from_day, self->mark.first);

  if (self->mark.first == 0)
    return TRUE;
  return read_made (self, first, MIN (to_day, self->mark.made), keys, &taking, error) &&
         read_left (self, first, to_day, keys, &taking, error) &&
         gw_cube_read_crossing (self->connection, from_day, to_day,
                                communities_for (self, keys), take_cb, &taking, error);
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
  return gw_cube_read (self->connection, GW_SPAN_WAITING, third, GW_CUBE_ALL, G_MAXUINT,
                       take_cb, taking, error);
}

gboolean
gw_sum_reader_wait (GwSumReader *self, guint32 to_day, GwCube *cube, guint32 *day,
                    GError **error)
{
  Taking taking = { &self->filter, cube, GW_WAIT_FIGURES };
  guint keys = gw_cube_keys (cube) | self->filter.keys;
  guint32 first;

  if (self->mark.first == 0)
    return TRUE;
  if (!rebase (self, to_day, cube, day, &taking, error))
    return FALSE;
  first = *day != 0 ? gw_day_after (*day) : self->mark.first;
  for (guint32 made = first; made <= MIN (to_day, self->mark.made);
       made = gw_day_after (made))
    if (!read_day (self, made, keys, &taking, error))
      return FALSE;
  if (!read_left (self, first, to_day, keys, &taking, error))
    return FALSE;
  *day = to_day;
  return TRUE;
}
