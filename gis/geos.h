/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bridge to GEOS: contexts per thread, shapes as geometries in fixed units. */
#pragma once

#include "gis/gis-error.h"
#include "gis/shape.h"

#define GEOS_USE_ONLY_R_API
#include <geos_c.h>

G_BEGIN_DECLS

/* The calling thread's context, made on first use and freed with the thread. */
GEOSContextHandle_t gw_geos_context (void);
/* Sets GW_GIS_ERROR_TOPOLOGY with what was tried and what GEOS said last in this thread. */
void gw_geos_set_error (GError **error, const char *tried);

/* Frees with the calling thread's context; NULL is fine. */
void gw_geos_free (GEOSGeometry *geometry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GEOSGeometry, gw_geos_free)

/*
 * A MultiPolygon whose coordinates are the fixed-point integers (exact as doubles), so that
 * GEOS decides on the same numbers as we do. Owned by the caller; never NULL.
 */
GEOSGeometry *gw_geos_from_shape (const GwShape *shape);
/* The first coordinate of a geometry (a point, say), in fixed units; FALSE when it is empty. */
gboolean gw_geos_first_position (const GEOSGeometry *geometry, GwFixed *ret_position);

G_END_DECLS
