/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Setting up and changing the city. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/city-store.h"

#include "backend/store/sqlite/internal.h"
#include "backend/store/sqlite/rows.h"
#include "backend/store/wkb.h"

static GwStatement *
prepare (GwStoreWriter *writer, GwQuery query, GError **error)
{
  return gw_connection_query (writer->reader.connection, query, error);
}

static void
bind_wkb (GwStatement *s, GBytes *wkb)
{
  gsize length;
  gconstpointer data = g_bytes_get_data (wkb, &length);

  gw_bind_blob (s, ":wkb", data, length);
}

gboolean
gw_store_city_set (GwStoreWriter *writer, const GwCityRecord *record, GError **error)
{
  GwStatement *s = prepare (writer, GW_QUERY_CITY_SET, error);

  if (s == NULL)
    return FALSE;
  gw_bind_text (s, ":name", record->name);
  gw_bind_text (s, ":name_en", record->name_en);
  gw_bind_text (s, ":code_scheme", record->code_scheme);
  gw_bind_text (s, ":time_zone", record->time_zone);
  gw_bind_int (s, ":synthetic", record->synthetic != 0);
  gw_bind_text (s, ":class_scheme", record->class_scheme);
  writer->zone_changed = TRUE;
  return gw_statement_run (s, error);
}

gboolean
gw_store_area_add (GwStoreWriter *writer, GwAreaRecord *record, GError **error)
{
  GwStatement *s = prepare (writer, GW_QUERY_AREA_ADD, error);

  if (s == NULL)
    return FALSE;
  gw_bind_text (s, ":code", record->code);
  gw_bind_id (s, ":parent_id", record->parent_id);
  gw_bind_text (s, ":level", record->level);
  gw_bind_text (s, ":name", record->name);
  gw_bind_text (s, ":name_en", record->name_en);
  return gw_run_insert (writer, s, &record->id, error);
}

gboolean
gw_store_duty_grid_add (GwStoreWriter *writer, GwDutyGridRecord *record, GError **error)
{
  GwStatement *s = prepare (writer, GW_QUERY_DUTY_GRID_ADD, error);

  if (s == NULL)
    return FALSE;
  gw_bind_text (s, ":code", record->code);
  gw_bind_text (s, ":name", record->name);
  gw_bind_id (s, ":inspector_id", record->inspector_id);
  return gw_run_insert (writer, s, &record->id, error);
}

gboolean
gw_store_cell_add (GwStoreWriter *writer, GwCellRecord *record, GError **error)
{
  GwStatement *s = prepare (writer, GW_QUERY_CELL_ADD, error);

  if (s == NULL)
    return FALSE;
  gw_bind_text (s, ":code", record->code);
  gw_bind_int (s, ":community_id", record->community_id);
  gw_bind_id (s, ":duty_grid_id", record->duty_grid_id);
  gw_bind_text (s, ":name", record->name);
  gw_bind_double (s, ":area_m2", record->area_m2);
  gw_bind_int (s, ":valid_from", record->valid_from);
  gw_bind_id (s, ":valid_to", record->valid_to);
  bind_wkb (s, record->wkb);
  return gw_run_insert (writer, s, &record->id, error);
}

gboolean
gw_store_department_add (GwStoreWriter *writer, GwDepartmentRecord *record, GError **error)
{
  GwStatement *s = prepare (writer, GW_QUERY_DEPARTMENT_ADD, error);

  if (s == NULL)
    return FALSE;
  gw_bind_text (s, ":code", record->code);
  gw_bind_text (s, ":name", record->name);
  gw_bind_text (s, ":name_en", record->name_en);
  return gw_run_insert (writer, s, &record->id, error);
}

gboolean
gw_store_component_add (GwStoreWriter *writer, GwComponentRecord *record, GError **error)
{
  g_autoptr (GBytes) wkb = gw_wkb_new_point (record->position);
  GwStatement *s = prepare (writer, GW_QUERY_COMPONENT_ADD, error);

  if (s == NULL)
    return FALSE;
  gw_bind_text (s, ":code", record->code);
  gw_bind_int (s, ":class_id", record->class_id);
  gw_bind_text (s, ":name", record->name);
  gw_bind_id (s, ":owner_id", record->owner_id);
  gw_bind_int (s, ":lon", record->position.x);
  gw_bind_int (s, ":lat", record->position.y);
  bind_wkb (s, wkb);
  return gw_run_insert (writer, s, &record->id, error);
}

gboolean
gw_store_map_feature_add (GwStoreWriter *writer, const GwMapFeatureRecord *record,
                          GError **error)
{
  GwStatement *s = prepare (writer, GW_QUERY_MAP_FEATURE_ADD, error);

  if (s == NULL)
    return FALSE;
  gw_bind_text (s, ":kind", record->kind);
  gw_bind_text (s, ":name", record->name);
  gw_bind_text (s, ":name_en", record->name_en);
  gw_bind_int (s, ":bridge", record->bridge != 0);
  gw_bind_int (s, ":rank", record->rank);
  bind_wkb (s, record->wkb);
  return gw_statement_run (s, error);
}
