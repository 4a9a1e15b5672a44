/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An indicator, or its change between two periods, as one number per cell. */
#define G_LOG_DOMAIN "gridward-model"

#include "gui/model/insight-map.h"

#include <glib/gi18n.h>
#include <math.h>

static double
value_of (const GwTally *tally, const char *indicator)
{
  const GwIndicatorValue *value = gw_tally_get_indicator (tally, indicator);

  return value != NULL ? value->value : NAN;
}

double
gw_tally_item_change (const GwTallyItem *item, const char *indicator)
{
  return value_of (&item->now, indicator) - value_of (&item->before, indicator);
}

static GwMeasure
measure_of (const GwInsightMap *map)
{
  if (map->compared)
    return map->indicator->is_rate ? GW_MEASURE_CHANGE_RATE : GW_MEASURE_CHANGE_COUNT;
  return map->indicator->is_rate ? GW_MEASURE_PAGE_RATE : GW_MEASURE_PAGE_COUNT;
}

void
gw_insight_map_show (const GwInsightMap *map)
{
  guint n_cells = gw_cell_set_get_size (map->cells);
  double *values = g_new (double, n_cells);
  const char *name = map->indicator->name.code;
  const char *title = gw_named_label (&map->indicator->name);
  g_autofree char *period = gw_span_text (&map->span);
  g_autofree char *change = g_strdup_printf (_ ("Change: %s"), title);

  for (guint i = 0; i < n_cells; i++)
    values[i] = NAN;
  for (guint i = 0; i < map->table->items->len; i++)
    {
      const GwTallyItem *item = map->table->items->pdata[i];
      guint32 cell = gw_cell_set_find (map->cells, item->row.code);

      if (cell < n_cells)
        values[cell] =
            map->compared ? gw_tally_item_change (item, name) : value_of (&item->now, name);
    }
  gw_cell_values_set_measure (map->values, measure_of (map));
  gw_cell_values_set_title (map->values, map->compared ? change : title);
  gw_cell_values_take (map->values, period, values, n_cells);
}
