/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a base map is painted from. */
#pragma once

#include "gis/shape.h"

G_BEGIN_DECLS

typedef enum
{
  GW_MAP_WATER,
  GW_MAP_GREEN,
  GW_MAP_BUILTUP,
  GW_MAP_BUILDING,
  GW_MAP_MOTORWAY,
  GW_MAP_PRIMARY,
  GW_MAP_SECONDARY,
  GW_MAP_RESIDENTIAL,
  GW_MAP_FOOTWAY,
  GW_MAP_RAILWAY,
  GW_MAP_BOUNDARY,
  GW_MAP_PLACE, /* a point with a name */
  GW_MAP_N_KINDS,
} GwMapKind;

/*
 * Polygons have shape; lines have points; places one point. Strings and arrays are owned.
 * A line of water is a stream, or the course of a river along which its name is written.
 */
typedef struct
{
  GwMapKind kind;
  GwShape *shape;
  GwFixed *points;
  guint n_points;
  char *name;    /* Chinese, or NULL */
  char *name_en; /* or NULL */
  gboolean bridge;
  guint
      rank; /* of places and boundaries: 1 district, 2 street or town, 3 community, 0 other */
} GwMapFeature;

/* An area of kind; takes its own reference on shape and copies the names. */
GwMapFeature *gw_map_feature_new_area (GwMapKind kind, GwShape *shape, const char *name,
                                       const char *name_en);
/* A line (two points or more) or a place (one point); copies points and names. */
GwMapFeature *gw_map_feature_new_line (GwMapKind kind, const GwFixed *points,
                                       guint n_points, const char *name,
                                       const char *name_en);
void gw_map_feature_free (GwMapFeature *feature);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwMapFeature, gw_map_feature_free)

/* "water", "motorway", … static; and back: FALSE (ret_kind untouched) when unknown. */
const char *gw_map_kind_name (GwMapKind kind);
gboolean gw_map_kind_parse (const char *name, GwMapKind *ret_kind);

G_END_DECLS
