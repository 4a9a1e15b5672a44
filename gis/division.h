/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Divides an area by barrier lines (streets, rivers) into cells of about one size. */
#pragma once

#include "gis/shape.h"

G_BEGIN_DECLS

typedef struct
{
  GwFixed *points;
  guint n_points;
} GwLine;

typedef struct
{
  double target_m2; /* 10 000 */
  double min_m2;    /* smaller pieces are joined to a neighbour of the same area */
  double max_m2;    /* larger blocks are cut */
} GwDivisionOptions;

/*
 * Cuts area along the barriers into blocks, cuts large blocks along their longer axis, joins
 * small ones. Result: GwShape in order (north to south, then west to east), without gaps or overlaps, sharing
 * their border points. Same input, same output. NULL with GW_GIS_ERROR_TOPOLOGY.
 */
GPtrArray *gw_divide (const GwShape *area, const GwLine *barriers, guint n_barriers,
                      const GwDivisionOptions *options, GError **error);

G_END_DECLS
