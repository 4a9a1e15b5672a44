/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tile grid that the viewport reckons with. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/map/map-reference.h"

#include "gis/tile-math.h"

#define GW_TYPE_MAP_REFERENCE (gw_map_reference_get_type ())
G_DECLARE_FINAL_TYPE (GwMapReference, gw_map_reference, GW, MAP_REFERENCE, ShumateMapSource)

struct _GwMapReference
{
  ShumateMapSource parent_instance;
};

G_DEFINE_FINAL_TYPE (GwMapReference, gw_map_reference, SHUMATE_TYPE_MAP_SOURCE)

static void
gw_map_reference_class_init (GwMapReferenceClass *klass)
{
}

static void
gw_map_reference_init (GwMapReference *self)
{
}

ShumateMapSource *
gw_map_reference_new (void)
{
  return g_object_new (GW_TYPE_MAP_REFERENCE, "id", "gridward", "tile-size", GW_TILE_SIZE,
                       "min-zoom-level", 0, "max-zoom-level", GW_TILE_MAX_ZOOM,
                       "projection", SHUMATE_MAP_PROJECTION_MERCATOR, NULL);
}
