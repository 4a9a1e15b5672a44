/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the whole city into memory. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/snapshot-private.h"

#include <string.h>

#include "backend/rules/case-error.h"
#include "backend/service/service-private.h"
#include "backend/store/city-store.h"

static gboolean
fail (GError **error, const char *what, const char *code)
{
  gw_case_error_set (error, GW_CASE_ERROR_INTERNAL, NULL, "%s (%s)", what, code);
  return FALSE;
}

static gboolean
load_city (GwSnapshot *snapshot, GwStoreReader *reader, GError **error)
{
  g_autoptr (GwCityRecord) record = gw_store_city_load (reader, error);

  if (record == NULL)
    return FALSE;
  snapshot->city.name = g_steal_pointer (&record->name);
  snapshot->city.name_en = g_steal_pointer (&record->name_en);
  snapshot->city.code_scheme = g_steal_pointer (&record->code_scheme);
  snapshot->city.class_scheme = g_steal_pointer (&record->class_scheme);
  snapshot->city.time_zone = g_steal_pointer (&record->time_zone);
  snapshot->city.synthetic = record->synthetic;
  return TRUE;
}

static const char *const *
collect_codes (const GwArea *area)
{
  GPtrArray *codes = g_ptr_array_new ();

  for (; area != NULL; area = area->parent)
    g_ptr_array_add (codes, area->code);
  g_ptr_array_add (codes, NULL);
  return (const char *const *)g_ptr_array_free (codes, FALSE);
}

static gboolean
parse_level (const char *name, GwAreaLevel *ret_level)
{
  for (guint level = GW_AREA_CITY; level <= GW_AREA_COMMUNITY; level++)
    {
      if (g_strcmp0 (gw_area_level_name (level), name) == 0)
        {
          *ret_level = level;
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
load_areas (GwSnapshot *snapshot, GwStoreReader *reader, GError **error)
{
  g_autoptr (GPtrArray) records = gw_store_area_list (reader, error);

  if (records == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    {
      GwAreaRecord *record = g_ptr_array_index (records, i);
      GwArea *area = g_new0 (GwArea, 1);

      area->id = record->id;
      area->code = g_steal_pointer (&record->code);
      area->name = g_steal_pointer (&record->name);
      area->name_en = g_steal_pointer (&record->name_en);
      area->department_id = record->department_id;
      g_ptr_array_add (snapshot->areas, area);
      if (!parse_level (record->level, &area->level))
        return fail (error, "an area has an unknown level", area->code);
      area->parent = g_hash_table_lookup (snapshot->areas_by_id, &record->parent_id);
      if (area->parent == NULL && record->parent_id != 0)
        return fail (error, "an area comes before the one that it lies in", area->code);
      area->codes = collect_codes (area);
      g_hash_table_insert (snapshot->areas_by_id, &area->id, area);
      g_hash_table_insert (snapshot->areas_by_code, area->code, area);
    }
  return TRUE;
}

static gboolean
load_duty_grids (GwSnapshot *snapshot, GwStoreReader *reader, GError **error)
{
  g_autoptr (GPtrArray) records = gw_store_duty_grid_list (reader, error);

  if (records == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    {
      GwDutyGridRecord *record = g_ptr_array_index (records, i);
      GwDutyGrid *duty_grid = g_new0 (GwDutyGrid, 1);

      duty_grid->id = record->id;
      duty_grid->code = g_steal_pointer (&record->code);
      duty_grid->name = g_steal_pointer (&record->name);
      duty_grid->inspector_id = record->inspector_id;
      g_ptr_array_add (snapshot->duty_grids, duty_grid);
      g_hash_table_insert (snapshot->duty_grids_by_code, duty_grid->code, duty_grid);
      g_hash_table_insert (snapshot->duty_grids_by_id, &duty_grid->id, duty_grid);
    }
  return TRUE;
}

static gboolean
is_valid (const GwCellRecord *record, guint today)
{
  return record->valid_to == 0 || record->valid_to > today;
}

static gboolean
add_cell (GwSnapshot *snapshot, GwCellRecord *record, GError **error)
{
  gsize length;
  const guint8 *wkb = g_bytes_get_data (record->wkb, &length);
  g_autoptr (GwShape) shape = gw_shape_from_wkb (wkb, length, error);
  const GwArea *community =
      g_hash_table_lookup (snapshot->areas_by_id, &record->community_id);
  GwCell *cell;

  if (shape == NULL)
    {
      g_prefix_error (error, "cell %s: ", record->code);
      return FALSE;
    }
  if (community == NULL)
    return fail (error, "a cell lies in an unknown area", record->code);
  cell = g_new0 (GwCell, 1);
  cell->id = record->id;
  cell->position = GW_CELL_NONE;
  cell->code = g_steal_pointer (&record->code);
  cell->name = g_steal_pointer (&record->name);
  cell->area_m2 = record->area_m2;
  cell->community = community;
  cell->duty_grid = g_hash_table_lookup (snapshot->duty_grids_by_id, &record->duty_grid_id);
  cell->shape = g_steal_pointer (&shape);
  g_ptr_array_add (snapshot->cells, cell);
  g_hash_table_insert (snapshot->cells_by_id, &cell->id, cell);
  return TRUE;
}

static int
compare_codes (gconstpointer a, gconstpointer b)
{
  const GwCellRecord *one = *(GwCellRecord *const *)a;
  const GwCellRecord *other = *(GwCellRecord *const *)b;

  return strcmp (one->code, other->code);
}

static gboolean
add_cells (GwSnapshot *snapshot, GPtrArray *records, guint today, gboolean valid,
           GError **error)
{
  for (guint i = 0; i < records->len; i++)
    {
      GwCellRecord *record = g_ptr_array_index (records, i);

      if (record->code == NULL || is_valid (record, today) != valid)
        continue;
      if (!add_cell (snapshot, record, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
load_cells (GwSnapshot *snapshot, GwStoreReader *reader, guint today, GError **error)
{
  g_autoptr (GPtrArray) records = gw_store_cell_list (reader, error);
  g_autoptr (GPtrArray) shapes = g_ptr_array_new ();

  if (records == NULL)
    return FALSE;
  g_ptr_array_sort (records, compare_codes);
  if (!add_cells (snapshot, records, today, TRUE, error))
    return FALSE;
  snapshot->n_valid = snapshot->cells->len;
  for (guint i = 0; i < snapshot->n_valid; i++)
    {
      GwCell *cell = g_ptr_array_index (snapshot->cells, i);

      cell->position = i;
      g_ptr_array_add (shapes, (gpointer)cell->shape);
      g_hash_table_insert (snapshot->cells_by_code, cell->code, cell);
    }
  snapshot->index = gw_cell_index_new ((GwShape *const *)shapes->pdata, shapes->len);
  return add_cells (snapshot, records, today, FALSE, error);
}

static gboolean
load_departments (GwSnapshot *snapshot, GwStoreReader *reader, GError **error)
{
  g_autoptr (GPtrArray) records = gw_store_department_list (reader, error);

  if (records == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    {
      GwDepartmentRecord *record = g_ptr_array_index (records, i);
      GwDepartment *department = g_new0 (GwDepartment, 1);

      department->id = record->id;
      department->code = g_steal_pointer (&record->code);
      department->name = g_steal_pointer (&record->name);
      department->name_en = g_steal_pointer (&record->name_en);
      department->position = snapshot->departments->len;
      g_ptr_array_add (snapshot->departments, department);
      if (!gw_snapshot_join_calendar (snapshot, department, record->calendar, error))
        return FALSE;
      g_hash_table_insert (snapshot->departments_by_id, &department->id, department);
      g_hash_table_insert (snapshot->departments_by_code, department->code, department);
    }
  return TRUE;
}

/* A setting of a newer version that is not known here decides nothing. */
gboolean
gw_snapshot_load_settings (GwSnapshot *snapshot, GwStoreReader *reader, GError **error)
{
  g_autoptr (GPtrArray) records = gw_store_setting_list (reader, error);
  g_autofree GwSettings *settings = g_new0 (GwSettings, 1);

  if (records == NULL)
    return FALSE;
  gw_settings_init (settings);
  for (guint i = 0; i < records->len; i++)
    {
      const GwSettingRecord *record = g_ptr_array_index (records, i);
      GwSetting setting;

      if (gw_setting_parse (record->name, &setting) &&
          !gw_settings_set (settings, setting, record->value, error))
        return FALSE;
    }
  gw_snapshot_load_books (snapshot, records);
  if (snapshot->all_settings == NULL)
    snapshot->all_settings = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (snapshot->all_settings, settings);
  g_atomic_pointer_set (&snapshot->settings, g_steal_pointer (&settings));
  return TRUE;
}

GwSnapshot *
gw_snapshot_load (GwStoreReader *reader, gint64 now_ms, GError **error)
{
  g_autoptr (GwSnapshot) snapshot = gw_snapshot_new ();
  guint today;

  if (!load_city (snapshot, reader, error) ||
      !gw_snapshot_load_calendars (snapshot, reader, error))
    return NULL;
  today = gw_calendar_local_date (snapshot->calendar, now_ms);
  if (!load_areas (snapshot, reader, error) || !load_duty_grids (snapshot, reader, error) ||
      !load_cells (snapshot, reader, today, error) ||
      !load_departments (snapshot, reader, error) ||
      !gw_snapshot_load_catalogue (snapshot, reader, today, error) ||
      !gw_snapshot_load_routing (snapshot, reader, error) ||
      !gw_snapshot_load_settings (snapshot, reader, error))
    return NULL;
  return g_steal_pointer (&snapshot);
}
