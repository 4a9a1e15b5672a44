/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking things up in the city. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/snapshot-private.h"

static const char *const level_names[] = {
  [GW_AREA_CITY] = "city",
  [GW_AREA_DISTRICT] = "district",
  [GW_AREA_STREET] = "street",
  [GW_AREA_COMMUNITY] = "community",
};

static void
area_free (gpointer data)
{
  GwArea *area = data;

  g_free (area->code);
  g_free (area->name);
  g_free (area->name_en);
  g_free ((gpointer)area->codes);
  g_free (area);
}

static void
duty_grid_free (gpointer data)
{
  GwDutyGrid *duty_grid = data;

  g_free (duty_grid->code);
  g_free (duty_grid->name);
  g_free (duty_grid);
}

static void
cell_free (gpointer data)
{
  GwCell *cell = data;

  g_free (cell->code);
  g_free (cell->name);
  gw_shape_unref ((GwShape *)cell->shape);
  g_free (cell);
}

static void
department_free (gpointer data)
{
  GwDepartment *department = data;

  g_free (department->code);
  g_free (department->name);
  g_free (department->name_en);
  g_free (department);
}

GwSnapshot *
gw_snapshot_new (void)
{
  GwSnapshot *snapshot = g_new0 (GwSnapshot, 1);

  g_atomic_ref_count_init (&snapshot->ref_count);
  snapshot->areas = g_ptr_array_new_with_free_func (area_free);
  snapshot->areas_by_code = g_hash_table_new (g_str_hash, g_str_equal);
  snapshot->areas_by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  snapshot->duty_grids = g_ptr_array_new_with_free_func (duty_grid_free);
  snapshot->duty_grids_by_code = g_hash_table_new (g_str_hash, g_str_equal);
  snapshot->duty_grids_by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  snapshot->cells = g_ptr_array_new_with_free_func (cell_free);
  snapshot->cells_by_code = g_hash_table_new (g_str_hash, g_str_equal);
  snapshot->cells_by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  snapshot->departments = g_ptr_array_new_with_free_func (department_free);
  snapshot->departments_by_code = g_hash_table_new (g_str_hash, g_str_equal);
  snapshot->departments_by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  snapshot->calendar_editions = g_ptr_array_new_with_free_func (gw_snapshot_free_calendar);
  snapshot->calendars = g_ptr_array_new ();
  snapshot->schemes = g_ptr_array_new_with_free_func (gw_snapshot_free_scheme);
  return snapshot;
}

GwSnapshot *
gw_snapshot_ref (GwSnapshot *snapshot)
{
  g_atomic_ref_count_inc (&snapshot->ref_count);
  return snapshot;
}

void
gw_snapshot_unref (GwSnapshot *snapshot)
{
  if (!g_atomic_ref_count_dec (&snapshot->ref_count))
    return;
  g_free (snapshot->loads);
  g_clear_pointer (&snapshot->routing, gw_routing_unref);
  g_ptr_array_unref (snapshot->calendars);
  g_ptr_array_unref (snapshot->calendar_editions);
  g_ptr_array_unref (snapshot->schemes);
  g_hash_table_unref (snapshot->departments_by_id);
  g_hash_table_unref (snapshot->departments_by_code);
  g_ptr_array_unref (snapshot->departments);
  g_hash_table_unref (snapshot->cells_by_id);
  g_hash_table_unref (snapshot->cells_by_code);
  g_clear_pointer (&snapshot->index, gw_cell_index_unref);
  g_ptr_array_unref (snapshot->cells);
  g_hash_table_unref (snapshot->duty_grids_by_code);
  g_hash_table_unref (snapshot->duty_grids_by_id);
  g_ptr_array_unref (snapshot->duty_grids);
  g_hash_table_unref (snapshot->areas_by_id);
  g_hash_table_unref (snapshot->areas_by_code);
  g_ptr_array_unref (snapshot->areas);
  g_clear_pointer (&snapshot->all_settings, g_ptr_array_unref);
  g_clear_pointer (&snapshot->all_books, g_ptr_array_unref);
  g_free ((char *)snapshot->city.name);
  g_free ((char *)snapshot->city.name_en);
  g_free ((char *)snapshot->city.code_scheme);
  g_free ((char *)snapshot->city.class_scheme);
  g_free ((char *)snapshot->city.time_zone);
  g_free (snapshot);
}

const GwCityInfo *
gw_snapshot_city (const GwSnapshot *snapshot)
{
  return &snapshot->city;
}

const GwSettings *
gw_snapshot_settings (const GwSnapshot *snapshot)
{
  return g_atomic_pointer_get (&((GwSnapshot *)snapshot)->settings);
}

const GwCellIndex *
gw_snapshot_cell_index (const GwSnapshot *snapshot)
{
  return snapshot->index;
}

guint
gw_snapshot_n_cells (const GwSnapshot *snapshot)
{
  return snapshot->n_valid;
}

const GwCell *
gw_snapshot_cell (const GwSnapshot *snapshot, guint position)
{
  g_return_val_if_fail (position < snapshot->n_valid, NULL);
  return g_ptr_array_index (snapshot->cells, position);
}

const GwCell *
gw_snapshot_find_cell (const GwSnapshot *snapshot, GwFixed point)
{
  guint32 position = gw_cell_index_find (snapshot->index, point);

  return position != GW_CELL_NONE ? gw_snapshot_cell (snapshot, position) : NULL;
}

const GwCell *
gw_snapshot_cell_by_code (const GwSnapshot *snapshot, const char *code)
{
  return g_hash_table_lookup (snapshot->cells_by_code, code);
}

guint
gw_snapshot_n_all_cells (const GwSnapshot *snapshot)
{
  return snapshot->cells->len;
}

const GwCell *
gw_snapshot_cell_of_all (const GwSnapshot *snapshot, guint position)
{
  return g_ptr_array_index (snapshot->cells, position);
}

const GwCell *
gw_snapshot_cell_by_id (const GwSnapshot *snapshot, gint64 id)
{
  return g_hash_table_lookup (snapshot->cells_by_id, &id);
}

const GwArea *
gw_cell_area (const GwCell *cell, GwAreaLevel level)
{
  const GwArea *area = cell->community;

  while (area != NULL && area->level != level)
    area = area->parent;
  return area;
}

gboolean
gw_area_is_within (const GwArea *area, gint64 id)
{
  while (area != NULL && area->id != id)
    area = area->parent;
  return area != NULL;
}

guint
gw_snapshot_n_areas (const GwSnapshot *snapshot)
{
  return snapshot->areas->len;
}

const GwArea *
gw_snapshot_area (const GwSnapshot *snapshot, guint position)
{
  g_return_val_if_fail (position < snapshot->areas->len, NULL);
  return g_ptr_array_index (snapshot->areas, position);
}

const GwArea *
gw_snapshot_area_by_id (const GwSnapshot *snapshot, gint64 id)
{
  for (guint i = 0; id != 0 && i < snapshot->areas->len; i++)
    {
      const GwArea *area = g_ptr_array_index (snapshot->areas, i);

      if (area->id == id)
        return area;
    }
  return NULL;
}

const GwArea *
gw_snapshot_area_by_code (const GwSnapshot *snapshot, const char *code)
{
  return g_hash_table_lookup (snapshot->areas_by_code, code);
}

const char *
gw_area_level_name (GwAreaLevel level)
{
  return (guint)level < G_N_ELEMENTS (level_names) ? level_names[level] : NULL;
}

const GwDutyGrid *
gw_snapshot_duty_grid (const GwSnapshot *snapshot, gint64 id)
{
  return g_hash_table_lookup (snapshot->duty_grids_by_id, &id);
}

const GwDutyGrid *
gw_snapshot_duty_grid_by_code (const GwSnapshot *snapshot, const char *code)
{
  return g_hash_table_lookup (snapshot->duty_grids_by_code, code);
}

guint
gw_snapshot_n_departments (const GwSnapshot *snapshot)
{
  return snapshot->departments->len;
}

const GwDepartment *
gw_snapshot_department_at (const GwSnapshot *snapshot, guint position)
{
  g_return_val_if_fail (position < snapshot->departments->len, NULL);
  return g_ptr_array_index (snapshot->departments, position);
}

const GwDepartment *
gw_snapshot_department (const GwSnapshot *snapshot, gint64 id)
{
  return id != 0 ? g_hash_table_lookup (snapshot->departments_by_id, &id) : NULL;
}

const GwDepartment *
gw_snapshot_department_by_code (const GwSnapshot *snapshot, const char *code)
{
  return g_hash_table_lookup (snapshot->departments_by_code, code);
}
