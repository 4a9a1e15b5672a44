/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All cases on the map, and their clusters at every zoom that was looked at. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/map/cluster-set.h"

struct _GwClusterSet
{
  GPtrArray *points;     /* GwClusterPoint by slot; they do not move */
  GArray *free_slots;    /* guint32 */
  GHashTable *by_number; /* number (in the point) -> slot */
  GwClusterLevel *levels[GW_TILE_MAX_ZOOM + 1];
  guint mark;
};

GwClusterSet *
gw_cluster_set_new (void)
{
  GwClusterSet *set = g_new0 (GwClusterSet, 1);

  set->points = g_ptr_array_new_with_free_func (g_free);
  set->free_slots = g_array_new (FALSE, FALSE, sizeof (guint32));
  set->by_number = g_hash_table_new (g_str_hash, g_str_equal);
  return set;
}

void
gw_cluster_set_free (GwClusterSet *set)
{
  for (guint zoom = 0; zoom < G_N_ELEMENTS (set->levels); zoom++)
    g_clear_pointer (&set->levels[zoom], gw_cluster_level_free);
  g_hash_table_unref (set->by_number);
  g_array_unref (set->free_slots);
  g_ptr_array_unref (set->points);
  g_free (set);
}

GwSymbol
gw_symbol_of_point (const GwCasePoint *point)
{
  static const GwSymbol by_lamp[GW_LAMP_N] = {
    [GW_LAMP_NONE] = GW_SYMBOL_NONE,
    [GW_LAMP_GREEN] = GW_SYMBOL_GREEN,
    [GW_LAMP_YELLOW] = GW_SYMBOL_YELLOW,
    [GW_LAMP_RED] = GW_SYMBOL_RED,
  };

  if ((GW_STATES_ENDED >> point->state & 1) != 0)
    return GW_SYMBOL_ENDED;
  return point->lamp < GW_LAMP_N ? by_lamp[point->lamp] : GW_SYMBOL_NONE;
}

static void
enter_levels (GwClusterSet *set, const GwClusterPoint *point, guint32 slot)
{
  for (guint zoom = 0; zoom < G_N_ELEMENTS (set->levels); zoom++)
    if (set->levels[zoom] != NULL)
      gw_cluster_level_add (set->levels[zoom], point->at, point->symbol, slot);
}

static void
leave_levels (GwClusterSet *set, const GwClusterPoint *point, guint32 slot)
{
  for (guint zoom = 0; zoom < G_N_ELEMENTS (set->levels); zoom++)
    if (set->levels[zoom] != NULL)
      gw_cluster_level_remove (set->levels[zoom], point->at, point->symbol, slot);
}

static guint32
take_slot (GwClusterSet *set)
{
  guint32 slot;

  if (set->free_slots->len == 0)
    {
      g_ptr_array_add (set->points, g_new0 (GwClusterPoint, 1));
      return set->points->len - 1;
    }
  slot = g_array_index (set->free_slots, guint32, set->free_slots->len - 1);
  g_array_set_size (set->free_slots, set->free_slots->len - 1);
  return slot;
}

gboolean
gw_cluster_set_put (GwClusterSet *set, const GwCasePoint *point)
{
  GwMercator at = gw_mercator_from_lon_lat ((GwLonLat){ point->lon, point->lat });
  GwSymbol symbol = gw_symbol_of_point (point);
  gpointer found;
  GwClusterPoint *own;
  guint32 slot;

  if (g_hash_table_lookup_extended (set->by_number, point->number, NULL, &found))
    {
      slot = GPOINTER_TO_UINT (found);
      own = g_ptr_array_index (set->points, slot);
      own->mark = set->mark;
      if (own->at.x == at.x && own->at.y == at.y && own->symbol == symbol &&
          own->group == point->group)
        return FALSE;
      leave_levels (set, own, slot);
    }
  else
    {
      slot = take_slot (set);
      own = g_ptr_array_index (set->points, slot);
      g_strlcpy (own->number, point->number, sizeof own->number);
      own->mark = set->mark;
      g_hash_table_insert (set->by_number, own->number, GUINT_TO_POINTER (slot));
    }

  own->at = at;
  own->symbol = symbol;
  own->group = point->group;
  enter_levels (set, own, slot);
  return TRUE;
}

static void
free_slot (GwClusterSet *set, guint32 slot)
{
  GwClusterPoint *point = g_ptr_array_index (set->points, slot);

  leave_levels (set, point, slot);
  g_hash_table_remove (set->by_number, point->number);
  point->number[0] = '\0';
  g_array_append_val (set->free_slots, slot);
}

gboolean
gw_cluster_set_remove (GwClusterSet *set, const char *number)
{
  gpointer found;

  if (!g_hash_table_lookup_extended (set->by_number, number, NULL, &found))
    return FALSE;
  free_slot (set, GPOINTER_TO_UINT (found));
  return TRUE;
}

guint
gw_cluster_set_replace (GwClusterSet *set, const GwCasePoint *points, guint n_points)
{
  guint n_changed = 0;

  set->mark++;
  for (guint i = 0; i < n_points; i++)
    n_changed += gw_cluster_set_put (set, &points[i]);

  for (guint32 slot = 0; slot < set->points->len; slot++)
    {
      GwClusterPoint *point = g_ptr_array_index (set->points, slot);

      if (point->number[0] != '\0' && point->mark != set->mark)
        {
          free_slot (set, slot);
          n_changed++;
        }
    }
  return n_changed;
}

guint
gw_cluster_set_size (const GwClusterSet *set)
{
  return g_hash_table_size (set->by_number);
}

const GwClusterPoint *
gw_cluster_set_find (const GwClusterSet *set, const char *number)
{
  gpointer found;

  if (number == NULL ||
      !g_hash_table_lookup_extended (set->by_number, number, NULL, &found))
    return NULL;
  return g_ptr_array_index (set->points, GPOINTER_TO_UINT (found));
}

const GwClusterPoint *
gw_cluster_set_at_slot (const GwClusterSet *set, guint32 slot)
{
  return slot < set->points->len ? g_ptr_array_index (set->points, slot) : NULL;
}

const GwClusterLevel *
gw_cluster_set_get_level (GwClusterSet *set, guint zoom)
{
  g_return_val_if_fail (zoom < G_N_ELEMENTS (set->levels), NULL);
  if (set->levels[zoom] != NULL)
    return set->levels[zoom];

  set->levels[zoom] = gw_cluster_level_new (zoom);
  for (guint32 slot = 0; slot < set->points->len; slot++)
    {
      const GwClusterPoint *point = g_ptr_array_index (set->points, slot);

      if (point->number[0] != '\0')
        gw_cluster_level_add (set->levels[zoom], point->at, point->symbol, slot);
    }
  return set->levels[zoom];
}

gboolean
gw_cluster_set_prepare_level (GwClusterSet *set, guint zoom)
{
  if (zoom >= G_N_ELEMENTS (set->levels) || set->levels[zoom] != NULL)
    return FALSE;
  gw_cluster_set_get_level (set, zoom);
  return TRUE;
}

void
gw_cluster_set_members (const GwClusterSet *set, guint zoom, gint64 column, gint64 row,
                        GArray *members)
{
  for (guint32 slot = 0; slot < set->points->len; slot++)
    {
      const GwClusterPoint *point = g_ptr_array_index (set->points, slot);
      gint64 own_column, own_row;

      if (point->number[0] == '\0')
        continue;
      gw_cluster_level_square (zoom, point->at, &own_column, &own_row);
      if (own_column == column && own_row == row)
        g_array_append_vals (members, point, 1);
    }
}
