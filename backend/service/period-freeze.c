/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A month's figures per cell, class and department, as they are frozen. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/period-freeze.h"

#include <string.h>

#include "backend/store/figure-store.h"

/* --- adding up ------------------------------------------------------------------------ */

static guint
sum_hash (gconstpointer data)
{
  const GwPeriodSum *sum = data;

  return (guint)(sum->cell_id * 1000003 + sum->class_id * 1009 + sum->department_id);
}

static int
sum_compare (gconstpointer a, gconstpointer b)
{
  const GwPeriodSum *first = a, *second = b;

  if (first->cell_id != second->cell_id)
    return first->cell_id < second->cell_id ? -1 : 1;
  if (first->class_id != second->class_id)
    return first->class_id < second->class_id ? -1 : 1;
  return (first->department_id > second->department_id) -
         (first->department_id < second->department_id);
}

static gboolean
sum_equal (gconstpointer a, gconstpointer b)
{
  return sum_compare (a, b) == 0;
}

/* A GwThingFunc. */
static void
take_thing (const GwThing *thing, int sign, gpointer data)
{
  GHashTable *sums = data;
  const GwPeriodSum key = { .cell_id = thing->keys[GW_THING_CELL],
                            .class_id = thing->keys[GW_THING_CLASS],
                            .department_id = thing->keys[GW_THING_DEPARTMENT] };
  GwPeriodSum *sum = g_hash_table_lookup (sums, &key);

  if (sum == NULL)
    {
      sum = g_memdup2 (&key, sizeof key);
      g_hash_table_add (sums, sum);
    }
  for (guint i = 0; i < GW_N_FIGURES; i++)
    if ((thing->figures & GW_FIGURE_BIT (i)) != 0)
      sum->figures.values[i] += sign;
}

static GArray *
sort_sums (GHashTable *sums)
{
  GArray *sorted = g_array_new (FALSE, FALSE, sizeof (GwPeriodSum));
  GHashTableIter iter;
  gpointer sum;

  g_hash_table_iter_init (&iter, sums);
  while (g_hash_table_iter_next (&iter, &sum, NULL))
    if (!gw_figures_are_zero (&((GwPeriodSum *)sum)->figures))
      g_array_append_vals (sorted, sum, 1);
  g_array_sort (sorted, sum_compare);
  return sorted;
}

GArray *
gw_period_sums (GwStoreReader *reader, guint month, GError **error)
{
  g_autoptr (GHashTable) sums = g_hash_table_new_full (sum_hash, sum_equal, g_free, NULL);
  guint32 from = month * 100 + 1, to = gw_period_last_day (month);

  if (!gw_store_figure_things (reader, from, to, 0, take_thing, sums, error) ||
      !gw_store_figure_gone (reader, from, to, to, take_thing, sums, error))
    return NULL;
  for (GwFigure figure = GW_FIGURE_TO_HANDLE; figure < GW_N_FIGURES; figure++)
    if (!gw_store_figure_waiting (reader, figure, to, take_thing, sums, error))
      return NULL;
  return sort_sums (sums);
}

/* --- as text -------------------------------------------------------------------------- */

/*
 * Figures that came when months had been frozen already. They are named wherever there is any of
 * what they are a part of, 0 or not: what was frozen before says nothing of them, instead of 0.
 */
static const struct
{
  GwFigure figure;
  GwFigure of;
} latecomers[] = {
  { GW_FIGURE_DISPATCHED_IN_TIME, GW_FIGURE_DISPATCHED },
};

/* Those of the latecomers that the text has to name. */
static guint
figures_to_name (const GwFigures *figures)
{
  guint named = 0;

  for (guint i = 0; i < G_N_ELEMENTS (latecomers); i++)
    if (figures->values[latecomers[i].of] != 0)
      named |= GW_FIGURE_BIT (latecomers[i].figure);
  return named;
}

char *
gw_period_figures_to_text (const GwFigures *figures)
{
  GString *text = g_string_new (NULL);
  const guint named = figures_to_name (figures);

  for (guint i = 0; i < GW_N_FIGURES; i++)
    if (figures->values[i] != 0 || (named & GW_FIGURE_BIT (i)) != 0)
      g_string_append_printf (text, "%s%s=%" G_GINT64_FORMAT, text->len > 0 ? " " : "",
                              gw_figure_name (i), figures->values[i]);
  return g_string_free (text, FALSE);
}

void
gw_period_figures_parse (const char *text, GwFigures *ret_figures)
{
  g_auto (GStrv) parts = g_strsplit (text, " ", -1);
  guint named = 0;

  *ret_figures = (GwFigures){ 0 };
  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *value = strchr (parts[i], '=');
      GwFigure figure;

      if (value == NULL)
        continue;
      *value++ = '\0';
      if (!gw_figure_parse (parts[i], &figure))
        continue;
      ret_figures->values[figure] = g_ascii_strtoll (value, NULL, 10);
      named |= GW_FIGURE_BIT (figure);
    }
  for (guint left = figures_to_name (ret_figures) & ~named; left != 0; left &= left - 1)
    ret_figures->values[__builtin_ctz (left)] = GW_PERIOD_UNKNOWN;
}

/* A GwPeriodFigureFunc. */
static gboolean
take_frozen (const GwPeriodFigure *figure, gpointer data, GError **error)
{
  GArray *sums = data;
  GwPeriodSum sum = { .cell_id = figure->cell_id,
                      .class_id = figure->class_id,
                      .department_id = figure->department_id };

  gw_period_figures_parse (figure->figures, &sum.figures);
  g_array_append_val (sums, sum);
  return TRUE;
}

GArray *
gw_period_frozen_sums (GwStoreReader *reader, guint month, GError **error)
{
  g_autoptr (GArray) sums = g_array_new (FALSE, FALSE, sizeof (GwPeriodSum));

  return gw_store_period_figures (reader, month, take_frozen, sums, error)
             ? g_steal_pointer (&sums)
             : NULL;
}

/* --- the digest ----------------------------------------------------------------------- */

struct _GwPeriodDigest
{
  GChecksum *checksum;
  GString *line;
  gint64 n_rows;
};

GwPeriodDigest *
gw_period_digest_new (void)
{
  GwPeriodDigest *self = g_new0 (GwPeriodDigest, 1);

  self->checksum = g_checksum_new (G_CHECKSUM_SHA256);
  self->line = g_string_new (NULL);
  return self;
}

void
gw_period_digest_free (GwPeriodDigest *self)
{
  g_checksum_free (self->checksum);
  g_string_free (self->line, TRUE);
  g_free (self);
}

void
gw_period_digest_add (GwPeriodDigest *self, const GwPeriodFigure *figure)
{
  g_string_printf (
      self->line, "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %s\n",
      figure->cell_id, figure->class_id, figure->department_id, figure->figures);
  g_checksum_update (self->checksum, (const guchar *)self->line->str,
                     (gssize)self->line->len);
  self->n_rows++;
}

void
gw_period_digest_get (GwPeriodDigest *self, GwHash *ret_hash, gint64 *ret_n_rows)
{
  gsize length = sizeof ret_hash->bytes;

  g_checksum_get_digest (self->checksum, ret_hash->bytes, &length);
  *ret_n_rows = self->n_rows;
}
