/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shapes from outside: collected position by position, refused with reason and place. */
#pragma once

#include "gis/shape.h"

G_BEGIN_DECLS

/*
 * Collects the rings of one multipolygon: add positions, end_ring, …, end_polygon, …, then
 * build. Rings come closed (the first position repeated at the end), as in GeoJSON and WKB.
 * After an error the builder is only good for being cleared.
 */
typedef struct
{
  GArray *points;       /* GwFixed */
  GArray *ring_ends;    /* guint */
  GArray *polygon_ends; /* guint */
} GwShapeBuilder;

void gw_shape_builder_init (GwShapeBuilder *builder);
void gw_shape_builder_clear (GwShapeBuilder *builder);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GwShapeBuilder, gw_shape_builder_clear)

/* FALSE with GW_GIS_ERROR_COORDINATE for what is no place on the earth. */
gboolean gw_shape_builder_add (GwShapeBuilder *builder, GwLonLat position, GError **error);
/*
 * Drops repeated positions. FALSE with GW_GIS_ERROR_SYNTAX when the ring has fewer than
 * four positions or is not closed, GW_GIS_ERROR_TOPOLOGY when less than a triangle is left.
 */
gboolean gw_shape_builder_end_ring (GwShapeBuilder *builder, GError **error);
/* Where the builder is: "ring 2 of polygon 1", counted from 1 as people do. Caller frees. */
char *gw_shape_builder_dup_place (const GwShapeBuilder *builder);
/* FALSE with GW_GIS_ERROR_SYNTAX for a polygon without rings. */
gboolean gw_shape_builder_end_polygon (GwShapeBuilder *builder, GError **error);
/* NULL with GW_GIS_ERROR_SYNTAX when there is no polygon. Does not look for crossings. */
GwShape *gw_shape_builder_build (const GwShapeBuilder *builder, GError **error);

/*
 * TRUE when the shape is a valid multipolygon by GEOS; else GW_GIS_ERROR_TOPOLOGY with the
 * reason and its place: "self-intersection at 113.0512345,23.6812345".
 */
gboolean gw_shape_check (const GwShape *shape, GError **error);

/* "113.0512345,23.6812345", for messages. Caller frees. */
char *gw_fixed_to_text (GwFixed point);

G_END_DECLS
