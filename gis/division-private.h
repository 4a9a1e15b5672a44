/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the steps of a division share. */
#pragma once

#include "gis/division.h"

#include <geos_c.h>

/* The GEOS context of one division, and the scale of its neighbourhood. */
typedef struct
{
  GEOSContextHandle_t geos;
  GString *message; /* the last error that GEOS told */
  GwFixed origin;   /* GEOS sees integers relative to this */
  double x_m;       /* metres per unit east */
  double y_m;       /* metres per unit north */
} GwDivider;

/* origin should be near the work: small numbers keep the arithmetic exact. */
GwDivider *gw_divider_new (GwFixed origin);
void gw_divider_free (GwDivider *divider);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwDivider, gw_divider_free)

/* Lines on their way into an arrangement (owned by GEOS). */
typedef struct
{
  GwDivider *divider;
  GPtrArray *geometries;
} GwLinework;

GwLinework *gw_linework_new (GwDivider *divider);
void gw_linework_free (GwLinework *linework);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwLinework, gw_linework_free)

/* Adds a line, closed when asked; lines of fewer than two different points are nothing. */
void gw_linework_add (GwLinework *linework, const GwFixed *points, guint n_points,
                      gboolean closed);
void gw_linework_add_shape (GwLinework *linework, const GwShape *shape);
/* Nodes the lines on the grid and appends the faces (GwShape), in a stable order. */
gboolean gw_linework_polygonize (GwLinework *linework, GPtrArray *faces, GError **error);

/* The union of faces that share their border points. */
GwShape *gw_divider_join (GwDivider *divider, GPtrArray *faces, GError **error);

/* A point strictly inside of the shape, relative to the origin; on the grid or between. */
void gw_divider_find_inside (GwDivider *divider, const GwShape *shape, double *ret_x,
                             double *ret_y);
/* Whether such a point is in the shape; its border is nobody's business here. */
gboolean gw_divider_contains (const GwDivider *divider, const GwShape *shape, double x,
                              double y);

/* On the plane of the divider: quick, and good to a millionth within a city. */
double gw_divider_area_m2 (const GwDivider *divider, const GwShape *shape);
double gw_divider_length_m (const GwDivider *divider, GwFixed a, GwFixed b);

/* Appends the pieces of a block to pieces; the block itself where it is small enough. */
gboolean gw_divider_cut (GwDivider *divider, GwShape *block,
                         const GwDivisionOptions *options, GPtrArray *pieces,
                         GError **error);

/*
 * Joins faces that are too small or too thin to neighbours of the same area (areas holds one
 * number per face). Returns the group of each face, named by one of its faces; caller frees.
 */
guint *gw_divider_group (const GwDivider *divider, GPtrArray *faces, const guint *areas,
                         const GwDivisionOptions *options);

/* Compares west to east, then south to north: any total order would do. */
int gw_fixed_compare (GwFixed a, GwFixed b);
