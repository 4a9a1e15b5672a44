/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The city as rows: areas, cells, departments, catalogue, map. */
#pragma once

#include "backend/store/store.h"
#include "gis/point.h"

G_BEGIN_DECLS

/*
 * The *_add functions fill in record->id, take nothing over, and answer EXISTS when the code
 * is taken. Geometry is WKB (as gw_shape_to_wkb() writes it) in longitude, latitude; what
 * carries geometry is added through gw_store_write_spatial() and listed with its geometry
 * through gw_store_read_spatial(). Dates are yyyymmdd; valid_to 0: still valid.
 * Lists are arrays of the record with its free function set; NULL on error.
 */

typedef struct
{
  char *name;
  char *name_en;
  char *code_scheme;
  char *time_zone;
  gboolean synthetic;
  char *class_scheme; /* whose classes new cases are of; NULL: gb47678-2026 */
} GwCityRecord;

typedef struct
{
  gint64 id;
  char *code;
  gint64 parent_id; /* 0 for the root */
  char *level;
  char *name;
  char *name_en;
  gint64 department_id; /* answers for what nobody else does; 0: none; not added */
} GwAreaRecord;

typedef struct
{
  gint64 id;
  char *code;
  char *name;
  gint64 inspector_id;
} GwDutyGridRecord;

typedef struct
{
  gint64 id;
  char *code;
  gint64 community_id;
  gint64 duty_grid_id;
  char *name;
  double area_m2;
  guint32 valid_from;
  guint32 valid_to;
  GBytes *wkb; /* MultiPolygon */
} GwCellRecord;

typedef struct
{
  gint64 id;
  char *code;
  char *name;
  char *name_en;
  char *calendar; /* its code; NULL: the city's. Set through calendar-store.h */
} GwDepartmentRecord;

typedef struct
{
  gint64 id;
  char *code;
  gint64 class_id;
  char *name;
  gint64 owner_id; /* department */
  GwFixed position;
} GwComponentRecord;

typedef struct
{
  char *kind;
  char *name;
  char *name_en;
  gboolean bridge;
  guint rank;  /* as in gis/map-feature.h */
  GBytes *wkb; /* Point, LineString or MultiPolygon; see backend/store/wkb.h */
} GwMapFeatureRecord;

void gw_city_record_free (GwCityRecord *record);
void gw_area_record_free (GwAreaRecord *record);
void gw_duty_grid_record_free (GwDutyGridRecord *record);
void gw_cell_record_free (GwCellRecord *record);
void gw_department_record_free (GwDepartmentRecord *record);
void gw_component_record_free (GwComponentRecord *record);
void gw_map_feature_record_free (GwMapFeatureRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCityRecord, gw_city_record_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwAreaRecord, gw_area_record_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwDutyGridRecord, gw_duty_grid_record_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCellRecord, gw_cell_record_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwDepartmentRecord, gw_department_record_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwComponentRecord, gw_component_record_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwMapFeatureRecord, gw_map_feature_record_free)

/* The one row of settings. A new time zone takes effect with this write's commit. */
gboolean gw_store_city_set (GwStoreWriter *writer, const GwCityRecord *record,
                            GError **error);
/* NOT_FOUND before the city is set up. */
GwCityRecord *gw_store_city_load (GwStoreReader *reader, GError **error);

gboolean gw_store_area_add (GwStoreWriter *writer, GwAreaRecord *record, GError **error);
gboolean gw_store_duty_grid_add (GwStoreWriter *writer, GwDutyGridRecord *record,
                                 GError **error);
gboolean gw_store_cell_add (GwStoreWriter *writer, GwCellRecord *record, GError **error);
gboolean gw_store_department_add (GwStoreWriter *writer, GwDepartmentRecord *record,
                                  GError **error);
gboolean gw_store_component_add (GwStoreWriter *writer, GwComponentRecord *record,
                                 GError **error);
gboolean gw_store_map_feature_add (GwStoreWriter *writer, const GwMapFeatureRecord *record,
                                   GError **error);

GPtrArray *gw_store_area_list (GwStoreReader *reader, GError **error);
GPtrArray *gw_store_duty_grid_list (GwStoreReader *reader, GError **error);
/* All cells that were ever valid, by id; needs a spatial reader. */
GPtrArray *gw_store_cell_list (GwStoreReader *reader, GError **error);
GPtrArray *gw_store_department_list (GwStoreReader *reader, GError **error);
GPtrArray *gw_store_component_list (GwStoreReader *reader, GError **error);
/* Those that stand in the box, by id, after an id (0: the first); by the geometry's index. */
GPtrArray *gw_store_component_box (GwStoreReader *reader, GwBox box, gint64 after,
                                   guint limit, GError **error);
/* By code; NOT_FOUND when there is none. */
GwComponentRecord *gw_store_component_find (GwStoreReader *reader, const char *code,
                                            GError **error);
GwComponentRecord *gw_store_component_load (GwStoreReader *reader, gint64 id,
                                            GError **error);
/* Needs a spatial reader. */
GPtrArray *gw_store_map_feature_list (GwStoreReader *reader, GError **error);

/*
 * Reads every page and every reference: appends one line of text per fault. Slow (minutes
 * for a large file); for administration.
 */
gboolean gw_store_check (GwStoreReader *reader, GPtrArray *ret_faults, GError **error);

G_END_DECLS
