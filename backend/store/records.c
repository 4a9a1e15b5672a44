/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Freeing the rows of city, addresses and people. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/city-store.h"
#include "backend/store/gazetteer-store.h"
#include "backend/store/people-store.h"

void
gw_city_record_free (GwCityRecord *record)
{
  g_free (record->name);
  g_free (record->name_en);
  g_free (record->code_scheme);
  g_free (record->class_scheme);
  g_free (record->time_zone);
  g_free (record);
}

void
gw_area_record_free (GwAreaRecord *record)
{
  g_free (record->code);
  g_free (record->level);
  g_free (record->name);
  g_free (record->name_en);
  g_free (record);
}

void
gw_duty_grid_record_free (GwDutyGridRecord *record)
{
  g_free (record->code);
  g_free (record->name);
  g_free (record);
}

void
gw_cell_record_free (GwCellRecord *record)
{
  g_free (record->code);
  g_free (record->name);
  g_clear_pointer (&record->wkb, g_bytes_unref);
  g_free (record);
}

void
gw_department_record_free (GwDepartmentRecord *record)
{
  g_free (record->code);
  g_free (record->name);
  g_free (record->name_en);
  g_free (record->calendar);
  g_free (record);
}

void
gw_component_record_free (GwComponentRecord *record)
{
  g_free (record->code);
  g_free (record->name);
  g_free (record);
}

void
gw_map_feature_record_free (GwMapFeatureRecord *record)
{
  g_free (record->kind);
  g_free (record->name);
  g_free (record->name_en);
  g_clear_pointer (&record->wkb, g_bytes_unref);
  g_free (record);
}

void
gw_house_record_free (GwHouseRecord *record)
{
  g_free (record->street);
  g_free (record->suffix);
  g_free (record);
}

void
gw_poi_record_free (GwPoiRecord *record)
{
  g_free (record->category);
  g_free (record->name);
  g_free (record->name_en);
  g_free (record);
}

void
gw_person_record_clear (GwPersonRecord *record)
{
  g_clear_pointer (&record->login, g_free);
  g_clear_pointer (&record->name, g_free);
  g_clear_pointer (&record->phone, g_free);
  g_clear_pointer (&record->password_hash, g_free);
  g_clear_pointer (&record->roles, g_free);
}

void
gw_person_record_free (GwPersonRecord *record)
{
  gw_person_record_clear (record);
  g_free (record);
}
