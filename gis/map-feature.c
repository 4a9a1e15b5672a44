/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making and freeing map features, and the names of their kinds. */

#include "gis/map-feature.h"

static const char *const kind_names[GW_MAP_N_KINDS] = {
  [GW_MAP_WATER] = "water",         [GW_MAP_GREEN] = "green",
  [GW_MAP_BUILTUP] = "builtup",     [GW_MAP_BUILDING] = "building",
  [GW_MAP_MOTORWAY] = "motorway",   [GW_MAP_PRIMARY] = "primary",
  [GW_MAP_SECONDARY] = "secondary", [GW_MAP_RESIDENTIAL] = "residential",
  [GW_MAP_FOOTWAY] = "footway",     [GW_MAP_RAILWAY] = "railway",
  [GW_MAP_BOUNDARY] = "boundary",   [GW_MAP_PLACE] = "place",
};

static GwMapFeature *
feature_new (GwMapKind kind, const char *name, const char *name_en)
{
  GwMapFeature *feature = g_new0 (GwMapFeature, 1);

  feature->kind = kind;
  feature->name = g_strdup (name);
  feature->name_en = g_strdup (name_en);
  return feature;
}

GwMapFeature *
gw_map_feature_new_area (GwMapKind kind, GwShape *shape, const char *name,
                         const char *name_en)
{
  GwMapFeature *feature;

  g_return_val_if_fail (kind < GW_MAP_N_KINDS && shape != NULL, NULL);

  feature = feature_new (kind, name, name_en);
  feature->shape = gw_shape_ref (shape);
  return feature;
}

GwMapFeature *
gw_map_feature_new_line (GwMapKind kind, const GwFixed *points, guint n_points,
                         const char *name, const char *name_en)
{
  GwMapFeature *feature;

  g_return_val_if_fail (kind < GW_MAP_N_KINDS && points != NULL && n_points > 0, NULL);

  feature = feature_new (kind, name, name_en);
  feature->points = g_memdup2 (points, n_points * sizeof (GwFixed));
  feature->n_points = n_points;
  return feature;
}

void
gw_map_feature_free (GwMapFeature *feature)
{
  if (feature == NULL)
    return;
  g_clear_pointer (&feature->shape, gw_shape_unref);
  g_free (feature->points);
  g_free (feature->name);
  g_free (feature->name_en);
  g_free (feature);
}

const char *
gw_map_kind_name (GwMapKind kind)
{
  g_return_val_if_fail (kind < GW_MAP_N_KINDS, NULL);

  return kind_names[kind];
}

gboolean
gw_map_kind_parse (const char *name, GwMapKind *ret_kind)
{
  g_return_val_if_fail (name != NULL && ret_kind != NULL, FALSE);

  for (guint kind = 0; kind < GW_MAP_N_KINDS; kind++)
    if (g_str_equal (kind_names[kind], name))
      {
        *ret_kind = kind;
        return TRUE;
      }
  return FALSE;
}
