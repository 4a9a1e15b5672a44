/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Points counted in the squares of a grid, for one zoom level. */
#pragma once

#include "gis/tile-math.h"

G_BEGIN_DECLS

/* What a case looks like on the map, the least pressing first. */
typedef enum
{
  GW_SYMBOL_ENDED,
  GW_SYMBOL_NONE, /* open, without a deadline yet */
  GW_SYMBOL_GREEN,
  GW_SYMBOL_YELLOW,
  GW_SYMBOL_RED,
  GW_SYMBOL_N,
} GwSymbol;

/* A square of the grid is that many pixels wide at the level's own zoom. */
#define GW_CLUSTER_GRID_PX 64

typedef struct
{
  guint64 key;
  guint count; /* 0: an empty place of the table */
  guint counts[GW_SYMBOL_N];
  double sum_x; /* of Mercator positions */
  double sum_y;
  guint32 slots; /* all member slots XORed: the one member's slot when count is 1 */
} GwCluster;

/* Adding and removing cost the same however many points there are. */
typedef struct _GwClusterLevel GwClusterLevel;

GwClusterLevel *gw_cluster_level_new (guint zoom);
void gw_cluster_level_free (GwClusterLevel *level);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwClusterLevel, gw_cluster_level_free)

void gw_cluster_level_add (GwClusterLevel *level, GwMercator at, GwSymbol symbol,
                           guint32 slot);
/* The point must have been added with the same arguments. */
void gw_cluster_level_remove (GwClusterLevel *level, GwMercator at, GwSymbol symbol,
                              guint32 slot);
/* NULL when the square is empty. Borrowed until the next change. */
const GwCluster *gw_cluster_level_lookup (const GwClusterLevel *level, gint64 column,
                                          gint64 row);
/* The square that holds a position. */
void gw_cluster_level_square (guint zoom, GwMercator at, gint64 *ret_column,
                              gint64 *ret_row);
guint gw_cluster_level_size (const GwClusterLevel *level);

/* The mean of the members. */
GwMercator gw_cluster_centre (const GwCluster *cluster);
/* The most pressing symbol among the members. */
GwSymbol gw_cluster_worst (const GwCluster *cluster);

G_END_DECLS
