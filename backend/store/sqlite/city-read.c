/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the city. Each reader's enum is the order of its query file. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/city-store.h"

#include "backend/store/sqlite/internal.h"
#include "backend/store/sqlite/rows.h"

enum
{
  CITY_NAME,
  CITY_NAME_EN,
  CITY_CODE_SCHEME,
  CITY_TIME_ZONE,
  CITY_SYNTHETIC,
  CITY_CLASS_SCHEME
};

static gpointer
read_city (GwStatement *s)
{
  GwCityRecord *r = g_new0 (GwCityRecord, 1);

  r->name = gw_column_dup_text (s, CITY_NAME);
  r->name_en = gw_column_dup_text (s, CITY_NAME_EN);
  r->code_scheme = gw_column_dup_text (s, CITY_CODE_SCHEME);
  r->time_zone = gw_column_dup_text (s, CITY_TIME_ZONE);
  r->synthetic = gw_column_int (s, CITY_SYNTHETIC) != 0;
  r->class_scheme = gw_column_dup_text (s, CITY_CLASS_SCHEME);
  return r;
}

GwCityRecord *
gw_store_city_load (GwStoreReader *reader, GError **error)
{
  GwStatement *s = gw_connection_query (reader->connection, GW_QUERY_CITY_LOAD, error);

  return s == NULL ? NULL : gw_read_one (s, read_city, "the city is not set up yet", error);
}

enum
{
  AREA_ID,
  AREA_CODE,
  AREA_PARENT,
  AREA_LEVEL,
  AREA_NAME,
  AREA_NAME_EN,
  AREA_DEPARTMENT
};

static gpointer
read_area (GwStatement *s)
{
  GwAreaRecord *r = g_new0 (GwAreaRecord, 1);

  r->id = gw_column_int (s, AREA_ID);
  r->code = gw_column_dup_text (s, AREA_CODE);
  r->parent_id = gw_column_int (s, AREA_PARENT);
  r->level = gw_column_dup_text (s, AREA_LEVEL);
  r->name = gw_column_dup_text (s, AREA_NAME);
  r->name_en = gw_column_dup_text (s, AREA_NAME_EN);
  r->department_id = gw_column_int (s, AREA_DEPARTMENT);
  return r;
}

GPtrArray *
gw_store_area_list (GwStoreReader *reader, GError **error)
{
  return gw_list (reader, GW_QUERY_AREA_LIST, read_area,
                  (GDestroyNotify)gw_area_record_free, error);
}

enum
{
  DUTY_GRID_ID,
  DUTY_GRID_CODE,
  DUTY_GRID_NAME,
  DUTY_GRID_INSPECTOR
};

static gpointer
read_duty_grid (GwStatement *s)
{
  GwDutyGridRecord *r = g_new0 (GwDutyGridRecord, 1);

  r->id = gw_column_int (s, DUTY_GRID_ID);
  r->code = gw_column_dup_text (s, DUTY_GRID_CODE);
  r->name = gw_column_dup_text (s, DUTY_GRID_NAME);
  r->inspector_id = gw_column_int (s, DUTY_GRID_INSPECTOR);
  return r;
}

GPtrArray *
gw_store_duty_grid_list (GwStoreReader *reader, GError **error)
{
  return gw_list (reader, GW_QUERY_DUTY_GRID_LIST, read_duty_grid,
                  (GDestroyNotify)gw_duty_grid_record_free, error);
}

enum
{
  CELL_ID,
  CELL_CODE,
  CELL_COMMUNITY,
  CELL_DUTY_GRID,
  CELL_NAME,
  CELL_AREA,
  CELL_VALID_FROM,
  CELL_VALID_TO,
  CELL_WKB
};

static gpointer
read_cell (GwStatement *s)
{
  GwCellRecord *r = g_new0 (GwCellRecord, 1);

  r->id = gw_column_int (s, CELL_ID);
  r->code = gw_column_dup_text (s, CELL_CODE);
  r->community_id = gw_column_int (s, CELL_COMMUNITY);
  r->duty_grid_id = gw_column_int (s, CELL_DUTY_GRID);
  r->name = gw_column_dup_text (s, CELL_NAME);
  r->area_m2 = gw_column_double (s, CELL_AREA);
  r->valid_from = (guint32)gw_column_int (s, CELL_VALID_FROM);
  r->valid_to = (guint32)gw_column_int (s, CELL_VALID_TO);
  r->wkb = gw_column_dup_bytes (s, CELL_WKB);
  return r;
}

GPtrArray *
gw_store_cell_list (GwStoreReader *reader, GError **error)
{
  return gw_list (reader, GW_QUERY_CELL_LIST, read_cell,
                  (GDestroyNotify)gw_cell_record_free, error);
}

enum
{
  DEPARTMENT_ID,
  DEPARTMENT_CODE,
  DEPARTMENT_NAME,
  DEPARTMENT_NAME_EN,
  DEPARTMENT_CALENDAR
};

static gpointer
read_department (GwStatement *s)
{
  GwDepartmentRecord *r = g_new0 (GwDepartmentRecord, 1);

  r->id = gw_column_int (s, DEPARTMENT_ID);
  r->code = gw_column_dup_text (s, DEPARTMENT_CODE);
  r->name = gw_column_dup_text (s, DEPARTMENT_NAME);
  r->name_en = gw_column_dup_text (s, DEPARTMENT_NAME_EN);
  r->calendar = gw_column_dup_text (s, DEPARTMENT_CALENDAR);
  return r;
}

GPtrArray *
gw_store_department_list (GwStoreReader *reader, GError **error)
{
  return gw_list (reader, GW_QUERY_DEPARTMENT_LIST, read_department,
                  (GDestroyNotify)gw_department_record_free, error);
}

enum
{
  COMPONENT_ID,
  COMPONENT_CODE,
  COMPONENT_CLASS,
  COMPONENT_NAME,
  COMPONENT_OWNER,
  COMPONENT_LON,
  COMPONENT_LAT
};

static gpointer
read_component (GwStatement *s)
{
  GwComponentRecord *r = g_new0 (GwComponentRecord, 1);

  r->id = gw_column_int (s, COMPONENT_ID);
  r->code = gw_column_dup_text (s, COMPONENT_CODE);
  r->class_id = gw_column_int (s, COMPONENT_CLASS);
  r->name = gw_column_dup_text (s, COMPONENT_NAME);
  r->owner_id = gw_column_int (s, COMPONENT_OWNER);
  r->position.x = (gint32)gw_column_int (s, COMPONENT_LON);
  r->position.y = (gint32)gw_column_int (s, COMPONENT_LAT);
  return r;
}

GPtrArray *
gw_store_component_list (GwStoreReader *reader, GError **error)
{
  return gw_list (reader, GW_QUERY_COMPONENT_LIST, read_component,
                  (GDestroyNotify)gw_component_record_free, error);
}

GPtrArray *
gw_store_component_box (GwStoreReader *reader, GwBox box, gint64 after, guint limit,
                        GError **error)
{
  GwStatement *s = gw_connection_query (reader->connection, GW_QUERY_COMPONENT_BOX, error);
  GwLonLat min = gw_fixed_to_lon_lat (box.min);
  GwLonLat max = gw_fixed_to_lon_lat (box.max);

  if (s == NULL)
    return NULL;
  gw_bind_double (s, ":min_x", min.lon);
  gw_bind_double (s, ":max_x", max.lon);
  gw_bind_double (s, ":min_y", min.lat);
  gw_bind_double (s, ":max_y", max.lat);
  gw_bind_int (s, ":min_lon", box.min.x);
  gw_bind_int (s, ":max_lon", box.max.x);
  gw_bind_int (s, ":min_lat", box.min.y);
  gw_bind_int (s, ":max_lat", box.max.y);
  gw_bind_int (s, ":after", after);
  gw_bind_int (s, ":limit", limit);
  return gw_read_all (s, read_component, (GDestroyNotify)gw_component_record_free, error);
}

GwComponentRecord *
gw_store_component_find (GwStoreReader *reader, const char *code, GError **error)
{
  GwStatement *s = gw_connection_query (reader->connection, GW_QUERY_COMPONENT_FIND, error);

  if (s == NULL)
    return NULL;
  gw_bind_text (s, ":code", code);
  return gw_read_one (s, read_component, "there is no such component", error);
}

GwComponentRecord *
gw_store_component_load (GwStoreReader *reader, gint64 id, GError **error)
{
  GwStatement *s = gw_connection_query (reader->connection, GW_QUERY_COMPONENT_LOAD, error);

  if (s == NULL)
    return NULL;
  gw_bind_int (s, ":id", id);
  return gw_read_one (s, read_component, "there is no such component", error);
}

enum
{
  FEATURE_KIND,
  FEATURE_NAME,
  FEATURE_NAME_EN,
  FEATURE_BRIDGE,
  FEATURE_RANK,
  FEATURE_WKB
};

static gpointer
read_map_feature (GwStatement *s)
{
  GwMapFeatureRecord *r = g_new0 (GwMapFeatureRecord, 1);

  r->kind = gw_column_dup_text (s, FEATURE_KIND);
  r->name = gw_column_dup_text (s, FEATURE_NAME);
  r->name_en = gw_column_dup_text (s, FEATURE_NAME_EN);
  r->bridge = gw_column_int (s, FEATURE_BRIDGE) != 0;
  r->rank = (guint)gw_column_int (s, FEATURE_RANK);
  r->wkb = gw_column_dup_bytes (s, FEATURE_WKB);
  return r;
}

GPtrArray *
gw_store_map_feature_list (GwStoreReader *reader, GError **error)
{
  return gw_list (reader, GW_QUERY_MAP_FEATURE_LIST, read_map_feature,
                  (GDestroyNotify)gw_map_feature_record_free, error);
}
