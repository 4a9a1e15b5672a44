/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Points counted in the squares of a grid, for one zoom level. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/map/cluster-level.h"

#include <math.h>

#define FIRST_SIZE 256u
#define NO_KEY G_MAXUINT64

/*
 * Open addressing. A square that became empty keeps its place until the table grows, so that
 * the runs that lead past it stay whole.
 */
struct _GwClusterLevel
{
  guint zoom;
  GwCluster *table;
  guint size; /* a power of two */
  guint used; /* places with a key, empty squares included */
  guint n_clusters;
};

static guint64
square_key (gint64 column, gint64 row)
{
  return (guint64)column << 32 | (guint32)row;
}

static guint
first_place (const GwClusterLevel *level, guint64 key)
{
  return (guint)(key * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) >> 32) & (level->size - 1);
}

static GwCluster *
find_place (const GwClusterLevel *level, guint64 key)
{
  guint place = first_place (level, key);

  while (level->table[place].key != key && level->table[place].key != NO_KEY)
    place = (place + 1) & (level->size - 1);
  return &level->table[place];
}

static void
allocate (GwClusterLevel *level, guint size)
{
  level->table = g_new0 (GwCluster, size);
  level->size = size;
  level->used = 0;
  for (guint i = 0; i < size; i++)
    level->table[i].key = NO_KEY;
}

static void
grow (GwClusterLevel *level)
{
  g_autofree GwCluster *old = level->table;
  guint old_size = level->size;

  allocate (level, level->n_clusters * 4 > old_size ? old_size * 2 : old_size);
  for (guint i = 0; i < old_size; i++)
    if (old[i].key != NO_KEY && old[i].count > 0)
      {
        *find_place (level, old[i].key) = old[i];
        level->used++;
      }
}

GwClusterLevel *
gw_cluster_level_new (guint zoom)
{
  GwClusterLevel *level = g_new0 (GwClusterLevel, 1);

  level->zoom = zoom;
  allocate (level, FIRST_SIZE);
  return level;
}

void
gw_cluster_level_free (GwClusterLevel *level)
{
  g_free (level->table);
  g_free (level);
}

void
gw_cluster_level_square (guint zoom, GwMercator at, gint64 *ret_column, gint64 *ret_row)
{
  double squares = exp2 (zoom) * (GW_TILE_SIZE / GW_CLUSTER_GRID_PX);

  *ret_column = (gint64)floor (at.x * squares);
  *ret_row = (gint64)floor (at.y * squares);
}

void
gw_cluster_level_add (GwClusterLevel *level, GwMercator at, GwSymbol symbol, guint32 slot)
{
  gint64 column, row;
  GwCluster *cluster;

  if (level->used * 2 >= level->size)
    grow (level);
  gw_cluster_level_square (level->zoom, at, &column, &row);
  cluster = find_place (level, square_key (column, row));
  if (cluster->key == NO_KEY)
    {
      cluster->key = square_key (column, row);
      level->used++;
    }
  level->n_clusters += cluster->count == 0;
  cluster->count++;
  cluster->counts[symbol]++;
  cluster->sum_x += at.x;
  cluster->sum_y += at.y;
  cluster->slots ^= slot;
}

void
gw_cluster_level_remove (GwClusterLevel *level, GwMercator at, GwSymbol symbol,
                         guint32 slot)
{
  gint64 column, row;
  GwCluster *cluster;

  gw_cluster_level_square (level->zoom, at, &column, &row);
  cluster = find_place (level, square_key (column, row));
  g_return_if_fail (cluster->count > 0 && cluster->counts[symbol] > 0);
  cluster->count--;
  cluster->counts[symbol]--;
  cluster->slots ^= slot;
  /* Sums start afresh when a square empties, so that no rounding stays behind. */
  cluster->sum_x = cluster->count > 0 ? cluster->sum_x - at.x : 0;
  cluster->sum_y = cluster->count > 0 ? cluster->sum_y - at.y : 0;
  level->n_clusters -= cluster->count == 0;
}

const GwCluster *
gw_cluster_level_lookup (const GwClusterLevel *level, gint64 column, gint64 row)
{
  const GwCluster *cluster = find_place (level, square_key (column, row));

  return cluster->key != NO_KEY && cluster->count > 0 ? cluster : NULL;
}

guint
gw_cluster_level_size (const GwClusterLevel *level)
{
  return level->n_clusters;
}

GwMercator
gw_cluster_centre (const GwCluster *cluster)
{
  return (GwMercator){ cluster->sum_x / cluster->count, cluster->sum_y / cluster->count };
}

GwSymbol
gw_cluster_worst (const GwCluster *cluster)
{
  for (guint symbol = GW_SYMBOL_N - 1; symbol > 0; symbol--)
    if (cluster->counts[symbol] > 0)
      return symbol;
  return 0;
}
