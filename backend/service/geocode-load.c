/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The places of a city: areas, cells, components, streets, houses, points of interest. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/geocode-private.h"
#include "backend/service/setup-private.h"
#include "backend/store/gazetteer-store.h"

#include <math.h>

/* Pieces of one name that come so near to each other are one street: 500 m. */
#define SAME_STREET 45000
/* A house this far from every street of its name stands on another of that name: 2 km. */
#define OWN_STREET 180000

/* Streets of one name; there may be several in a city. */
typedef struct
{
  guint street; /* number in the builder */
  GwBox box;
} Street;

typedef struct
{
  GwGazetteerBuilder *builder;
  GHashTable *streets; /* name -> GArray of Street */
} Job;

/* Where the cells of an area are. */
typedef struct
{
  double x, y;
  guint n;
} Middle;

static void
add_cells (GwGazetteerBuilder *builder, const GwSnapshot *snapshot, GHashTable *middles)
{
  for (guint i = 0; i < gw_snapshot_n_cells (snapshot); i++)
    {
      const GwCell *cell = gw_snapshot_cell (snapshot, i);
      GwFixed point = gw_shape_label_point (cell->shape);

      gw_gazetteer_builder_add (builder, GW_PLACE_CELL, cell->code, cell->name, NULL,
                                point);
      for (const GwArea *area = cell->community; area != NULL; area = area->parent)
        {
          Middle *middle = g_hash_table_lookup (middles, area);

          if (middle == NULL)
            {
              middle = g_new0 (Middle, 1);
              g_hash_table_insert (middles, (gpointer)area, middle);
            }
          middle->x += point.x;
          middle->y += point.y;
          middle->n++;
        }
    }
}

/* Areas without cells lie nowhere. */
static void
add_areas (GwGazetteerBuilder *builder, const GwSnapshot *snapshot, GHashTable *middles)
{
  for (guint i = 0; i < gw_snapshot_n_areas (snapshot); i++)
    {
      const GwArea *area = gw_snapshot_area (snapshot, i);
      const Middle *middle = g_hash_table_lookup (middles, area);
      GwPlaceKind kind =
          area->level == GW_AREA_COMMUNITY ? GW_PLACE_COMMUNITY : GW_PLACE_AREA;

      if (middle != NULL)
        gw_gazetteer_builder_add (builder, kind, area->code, area->name, area->name_en,
                                  (GwFixed){ (gint32)lround (middle->x / middle->n),
                                             (gint32)lround (middle->y / middle->n) });
    }
}

static gboolean
add_components (GwGazetteerBuilder *builder, GwStoreReader *reader, GError **error)
{
  g_autoptr (GPtrArray) records = gw_store_component_list (reader, error);

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      const GwComponentRecord *record = g_ptr_array_index (records, i);

      gw_gazetteer_builder_add (builder, GW_PLACE_COMPONENT, record->code, record->name,
                                NULL, record->position);
    }
  return records != NULL;
}

static gboolean
add_pois (GwGazetteerBuilder *builder, GwStoreReader *reader, GError **error)
{
  g_autoptr (GPtrArray) records = gw_store_poi_list (reader, error);

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      const GwPoiRecord *record = g_ptr_array_index (records, i);

      gw_gazetteer_builder_add (builder, GW_PLACE_POI, record->category, record->name,
                                record->name_en, record->position);
    }
  return records != NULL;
}

/* The street of that name nearest to the box, a new one when none is within reach. */
static Street *
find_street (Job *job, const char *name, const char *name_en, GwBox box, gint64 reach)
{
  GArray *streets = g_hash_table_lookup (job->streets, name);
  gint64 best = reach;
  Street *found = NULL, street;

  if (streets == NULL)
    {
      streets = g_array_new (FALSE, FALSE, sizeof (Street));
      g_hash_table_insert (job->streets, g_strdup (name), streets);
    }
  for (guint i = 0; i < streets->len; i++)
    {
      Street *other = &g_array_index (streets, Street, i);
      gint64 across =
          MAX ((gint64)other->box.min.x - box.max.x, (gint64)box.min.x - other->box.max.x);
      gint64 up =
          MAX ((gint64)other->box.min.y - box.max.y, (gint64)box.min.y - other->box.max.y);

      if (MAX (across, up) >= best)
        continue;
      best = MAX (across, up);
      found = other;
    }
  if (found != NULL)
    return found;
  street.street = gw_gazetteer_builder_add_street (job->builder, name, name_en);
  street.box = box;
  g_array_append_val (streets, street);
  return &g_array_index (streets, Street, streets->len - 1);
}

static gboolean
is_road (const GwMapFeature *feature)
{
  return feature->kind >= GW_MAP_MOTORWAY && feature->kind <= GW_MAP_FOOTWAY &&
         feature->name != NULL && feature->n_points > 1;
}

static gboolean
add_roads (Job *job, GwStoreReader *reader, GError **error)
{
  g_autoptr (GPtrArray) features =
      g_ptr_array_new_with_free_func ((GDestroyNotify)gw_map_feature_free);

  if (!gw_setup_load_map_features_thread (reader, features, error))
    return FALSE;
  for (guint i = 0; i < features->len; i++)
    {
      const GwMapFeature *feature = g_ptr_array_index (features, i);
      GwBox box = gw_box_empty ();
      Street *street;

      if (!is_road (feature))
        continue;
      for (guint k = 0; k < feature->n_points; k++)
        gw_box_add (&box, feature->points[k]);
      street = find_street (job, feature->name, feature->name_en, box, SAME_STREET);
      gw_box_unite (&street->box, box);
      gw_gazetteer_builder_add_line (job->builder, street->street, feature->points,
                                     feature->n_points);
    }
  return TRUE;
}

static gboolean
add_houses (Job *job, GwStoreReader *reader, GError **error)
{
  g_autoptr (GPtrArray) records = gw_store_house_list (reader, error);

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      const GwHouseRecord *record = g_ptr_array_index (records, i);
      GwBox box = { record->position, record->position };
      Street *street = find_street (job, record->street, NULL, box, OWN_STREET);

      gw_box_unite (&street->box, box);
      gw_gazetteer_builder_add_house (job->builder, street->street, record->number,
                                      record->suffix, record->position);
    }
  return records != NULL;
}

GwGazetteer *
gw_geocode_read (const GwSnapshot *snapshot, GwStoreReader *reader, GError **error)
{
  g_autoptr (GwGazetteerBuilder) builder = gw_gazetteer_builder_new ();
  g_autoptr (GHashTable) middles = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (GHashTable) streets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                          (GDestroyNotify)g_array_unref);
  Job job = { builder, streets };

  add_cells (builder, snapshot, middles);
  add_areas (builder, snapshot, middles);
  if (!add_components (builder, reader, error) || !add_pois (builder, reader, error) ||
      !add_roads (&job, reader, error) || !add_houses (&job, reader, error))
    return NULL;
  return gw_gazetteer_builder_finish (builder);
}
