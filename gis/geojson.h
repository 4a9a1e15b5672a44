/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GeoJSON (RFC 7946) in and out. */
#pragma once

#include "gis/projection.h"
#include "gis/shape.h"

#include <json-c/json.h>

G_BEGIN_DECLS

/* One feature of an input collection. Either shape or error is set. */
typedef struct
{
  guint number;            /* 1-based place in the collection */
  GwShape *shape;          /* owned */
  GError *error;           /* owned: why this feature cannot be taken */
  json_object *properties; /* borrowed from the collection; may be NULL */
} GwGeojsonFeature;

typedef struct
{
  json_object *root;   /* owned */
  GPtrArray *features; /* GwGeojsonFeature */
} GwGeojsonCollection;

/*
 * Reads a FeatureCollection of Polygons and MultiPolygons, strictly: UTF-8, depth, rings
 * closed, of at least four positions, valid by GEOS (self-intersection named with its place).
 * epsg 4326 or 4490: degrees, else converted; 0: what the collection's "crs" member of 2008
 * says, degrees without one. NULL with an error when it is no such collection; faults of
 * single features are in the features. text need not end with a NUL.
 */
GwGeojsonCollection *gw_geojson_read (const char *text, gsize length, guint epsg,
                                      GError **error);
void gw_geojson_collection_free (GwGeojsonCollection *collection);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwGeojsonCollection, gw_geojson_collection_free)

/* A property as text (numbers too), or NULL. Caller frees. */
char *gw_geojson_feature_dup_property (const GwGeojsonFeature *feature, const char *name);

/* Appends {"type":"Polygon"|"MultiPolygon","coordinates":[...]} with 7 decimals. */
void gw_geojson_append_shape (GString *out, const GwShape *shape);

G_END_DECLS
