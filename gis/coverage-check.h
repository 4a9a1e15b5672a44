/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Do cells cover their ground once: overlaps, gaps, and the area of the union. */
#pragma once

#include "gis/cell-index.h"

G_BEGIN_DECLS

/* Two cells that share ground. */
typedef struct
{
  guint32 cell; /* positions in the index; cell > other */
  guint32 other;
  double area_m2; /* of what they share, to about 1 % */
  GwFixed place;  /* in the middle of it */
} GwOverlap;

/*
 * Appends a GwOverlap for each pair of cells whose insides meet, of which at least one has a
 * position from first on (0: all pairs). FALSE with GW_GIS_ERROR_TOPOLOGY when GEOS cannot
 * tell, as for shapes that gw_shape_check() would refuse. progress may be NULL.
 */
typedef void (*GwCoverageProgress) (guint done, guint total, gpointer user_data);
gboolean gw_coverage_find_overlaps (const GwCellIndex *index, guint first, GArray *overlaps,
                                    GwCoverageProgress progress, gpointer user_data,
                                    GError **error);

/*
 * How far the area of the union is from the sum of the areas, relative to the sum. 0 for
 * cells that neither overlap nor leave a sliver of rounding; 0 also for no cells.
 */
gboolean gw_coverage_area_error (GwShape *const *shapes, guint n_shapes, double *ret_error,
                                 GError **error);

/* Ground that is in no cell but has cells all round it. */
typedef struct
{
  double area_m2; /* to about 1 % */
  GwFixed place;  /* inside of it */
  GArray *cells;  /* guint32: the positions of the cells that border it */
} GwGap;

void gw_gap_free (GwGap *gap);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwGap, gw_gap_free)

/* GwGap for each hole in the union of all cells; NULL with GW_GIS_ERROR_TOPOLOGY. */
GPtrArray *gw_coverage_find_gaps (const GwCellIndex *index, GError **error);

G_END_DECLS
