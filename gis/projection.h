/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From degrees to metres and from other coordinate systems to ours (PROJ does the maths). */
#pragma once

#include "gis/point.h"

G_BEGIN_DECLS

/* Metres east and north of an origin; equal-area on the GRS 80 ellipsoid. */
typedef struct
{
  double x;
  double y;
} GwMetres;

/* One per thread (PROJ contexts are not shared). */
typedef struct _GwProjection GwProjection;

/* A local equal-area projection round the origin: within 50 km lengths err under 2e-5. */
GwProjection *gw_projection_new_local (GwLonLat origin);
/* Any EPSG code to WGS 84; NULL with GW_GIS_ERROR_UNSUPPORTED when PROJ does not know it. */
GwProjection *gw_projection_new_epsg (guint epsg, GError **error);
void gw_projection_free (GwProjection *projection);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwProjection, gw_projection_free)

/* Infinite coordinates when the position has no place in the system. */
GwMetres gw_projection_forward (GwProjection *projection, GwLonLat position);
/*
 * FALSE when the point has no place on the earth in that system, or lies more than three
 * degrees outside of where the system is used (swapped coordinates mostly do).
 */
gboolean gw_projection_inverse (GwProjection *projection, GwMetres point,
                                GwLonLat *ret_position);

/* Great-circle distance in metres (mean earth radius 6 371 008.8 m). */
double gw_distance_m (GwLonLat a, GwLonLat b);

/* Input systems that a report may state. GCJ-02 and BD-09 are converted by iteration. */
typedef enum
{
  GW_COORDINATES_WGS84,
  GW_COORDINATES_CGCS2000,
  GW_COORDINATES_GCJ02,
  GW_COORDINATES_BD09,
} GwCoordinateSystem;

/* "wgs84", "cgcs2000", "gcj02", "bd09", with or without a hyphen, in any case. */
gboolean gw_coordinate_system_parse (const char *name, GwCoordinateSystem *ret_system);
GwLonLat gw_coordinates_to_wgs84 (GwCoordinateSystem system, GwLonLat position);

G_END_DECLS
