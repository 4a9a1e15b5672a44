/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Divides areas by barrier lines (streets, rivers) into cells of about one size. */
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
 * Cuts area along the barriers into blocks, cuts large blocks across their longer axis,
 * joins small and very thin pieces to the neighbour with the longest common border. Barriers
 * may cross, overlap, dangle or leave the area. Result: GwShape in order (in rows from north
 * to south, in each from west to east), without gaps or overlaps, sharing every border
 * point. Same input, same output. NULL with GW_GIS_ERROR_TOPOLOGY.
 */
GPtrArray *gw_divide (const GwShape *area, const GwLine *barriers, guint n_barriers,
                      const GwDivisionOptions *options, GError **error);

/*
 * The same for many areas in one go, so that neighbouring areas, too, share every border
 * point. The areas must not overlap (the first would win). Cells come area by area, in order
 * in each; ret_areas gets, for each cell, the position of its area (caller frees).
 */
GPtrArray *gw_divide_areas (GwShape *const *areas, guint n_areas, const GwLine *barriers,
                            guint n_barriers, const GwDivisionOptions *options,
                            guint **ret_areas, GError **error);

/*
 * Only the first step: the faces of the arrangement of lines on the fixed grid, in a stable
 * order; what lies outside of every closed ring is no face.
 */
GPtrArray *gw_divide_plane (const GwLine *lines, guint n_lines, GError **error);

/* Joins faces (GwShape) of one arrangement that hang together by borders; caller unrefs. */
GwShape *gw_divide_join (GwShape *const *faces, guint n_faces, GError **error);

G_END_DECLS
