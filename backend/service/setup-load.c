/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a whole city back into plain data. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/service-private.h"
#include "backend/service/setup-private.h"
#include "backend/store/wkb.h"

typedef struct
{
  const GwSnapshot *snapshot;
  GwCity *city;
  GHashTable *logins; /* person id -> login, borrowed */
  GPtrArray *people;  /* GwPersonRecord */
} LoadJob;

static char *
dup_department_code (LoadJob *job, gint64 id)
{
  const GwDepartment *department = gw_snapshot_department (job->snapshot, id);

  return department != NULL ? g_strdup (department->code) : NULL;
}

static void
copy_areas (LoadJob *job)
{
  for (guint i = 0; i < gw_snapshot_n_areas (job->snapshot); i++)
    {
      const GwArea *area = gw_snapshot_area (job->snapshot, i);
      GwCityArea *copy = g_new0 (GwCityArea, 1);

      copy->code = g_strdup (area->code);
      copy->parent = area->parent != NULL ? g_strdup (area->parent->code) : NULL;
      copy->level = g_strdup (gw_area_level_name (area->level));
      copy->name = g_strdup (area->name);
      copy->name_en = g_strdup (area->name_en);
      copy->department = dup_department_code (job, area->department_id);
      g_ptr_array_add (job->city->areas, copy);
    }
}

static void
copy_cells (LoadJob *job)
{
  for (guint i = 0; i < gw_snapshot_n_cells (job->snapshot); i++)
    {
      const GwCell *cell = gw_snapshot_cell (job->snapshot, i);
      GwCityCell *copy = g_new0 (GwCityCell, 1);

      copy->code = g_strdup (cell->code);
      copy->name = g_strdup (cell->name);
      copy->community = g_strdup (cell->community->code);
      copy->duty_grid = cell->duty_grid != NULL ? g_strdup (cell->duty_grid->code) : NULL;
      copy->shape = gw_shape_ref ((GwShape *)cell->shape);
      g_ptr_array_add (job->city->cells, copy);
    }
}

static void
copy_departments (LoadJob *job)
{
  for (guint i = 0; i < gw_snapshot_n_departments (job->snapshot); i++)
    {
      const GwDepartment *department = gw_snapshot_department_at (job->snapshot, i);
      GwCityDepartment *copy = g_new0 (GwCityDepartment, 1);

      copy->code = g_strdup (department->code);
      copy->name = g_strdup (department->name);
      copy->name_en = g_strdup (department->name_en);
      g_ptr_array_add (job->city->departments, copy);
    }
}

static char *
dup_owner_word (LoadJob *job, gint64 owner)
{
  if (owner == GW_OWNER_KNOWN)
    return g_strdup (GW_OWNER_KNOWN_WORD);
  return owner == GW_OWNER_NONE ? g_strdup (GW_OWNER_NONE_WORD)
                                : dup_department_code (job, owner);
}

static char *
dup_target_word (LoadJob *job, const GwRoutingRule *rule)
{
  if (rule->target == GW_ROUTE_TO_OWNER)
    return g_strdup (GW_ROUTE_TO_OWNER_WORD);
  return rule->target == GW_ROUTE_TO_TERRITORY
             ? g_strdup (GW_ROUTE_TO_TERRITORY_WORD)
             : dup_department_code (job, rule->department);
}

static void
copy_routing (LoadJob *job)
{
  const GwRouting *routing = gw_snapshot_routing (job->snapshot);

  for (guint i = 0; i < gw_routing_n_in_force (routing); i++)
    {
      const GwRoutingRule *from = gw_routing_get (routing, i);
      GwCityRoutingRule *rule = g_new0 (GwCityRoutingRule, 1);

      rule->rule = *from;
      rule->rule.class_code = g_strdup (from->class_code);
      rule->rule.condition = g_strdup (from->condition);
      rule->rule.area = g_strdup (from->area);
      rule->rule.cell = g_strdup (from->cell);
      rule->rule.source = g_strdup (from->source);
      rule->rule.note = g_strdup (from->note);
      rule->owner = dup_owner_word (job, from->owner);
      rule->department = dup_target_word (job, from);
      g_ptr_array_add (job->city->routing_rules, rule);
    }
}

static char *
dup_area_code (const LoadJob *job, gint64 id)
{
  const GwArea *area = gw_snapshot_area_by_id (job->snapshot, id);

  return area != NULL ? g_strdup (area->code) : NULL;
}

static gboolean
load_people (LoadJob *job, GwStoreReader *reader, GError **error)
{
  job->people = gw_store_person_list (reader, error);
  if (job->people == NULL)
    return FALSE;
  for (guint i = 0; i < job->people->len; i++)
    {
      const GwPersonRecord *record = g_ptr_array_index (job->people, i);
      GwCityPerson *person = g_new0 (GwCityPerson, 1);

      person->login = g_strdup (record->login);
      person->name = g_strdup (record->name);
      person->roles = g_strdup (record->roles);
      person->department = dup_department_code (job, record->department_id);
      person->area = dup_area_code (job, record->area_id);
      g_ptr_array_add (job->city->people, person);
      g_hash_table_insert (job->logins, (gpointer)&record->id, record->login);
    }
  return TRUE;
}

static gboolean
load_duty_grids (LoadJob *job, GwStoreReader *reader, GError **error)
{
  g_autoptr (GPtrArray) records = gw_store_duty_grid_list (reader, error);

  if (records == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    {
      const GwDutyGridRecord *record = g_ptr_array_index (records, i);
      GwCityDutyGrid *duty_grid = g_new0 (GwCityDutyGrid, 1);

      duty_grid->code = g_strdup (record->code);
      duty_grid->name = g_strdup (record->name);
      duty_grid->inspector =
          g_strdup (g_hash_table_lookup (job->logins, &record->inspector_id));
      g_ptr_array_add (job->city->duty_grids, duty_grid);
    }
  return TRUE;
}

static gboolean
load_components (LoadJob *job, GwStoreReader *reader, GError **error)
{
  g_autoptr (GPtrArray) records = gw_store_component_list (reader, error);

  if (records == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    {
      const GwComponentRecord *record = g_ptr_array_index (records, i);
      const GwCaseClass *class = gw_snapshot_class_by_id (job->snapshot, record->class_id);
      GwCityComponent *component = g_new0 (GwCityComponent, 1);

      component->code = g_strdup (record->code);
      component->class_code = class != NULL ? g_strdup (class->code) : NULL;
      component->name = g_strdup (record->name);
      component->owner = dup_department_code (job, record->owner_id);
      component->position = record->position;
      g_ptr_array_add (job->city->components, component);
    }
  return TRUE;
}

static void
copy_calendars (LoadJob *job)
{
  g_ptr_array_set_size (job->city->calendars, 0);
  for (guint i = 0; i < gw_snapshot_n_calendars (job->snapshot); i++)
    {
      const GwCalendarEdition *edition = gw_snapshot_calendar_at (job->snapshot, i);

      g_ptr_array_add (job->city->calendars, gw_calendar_plan_copy (edition->plan));
    }
}

static GwMapFeature *
make_map_feature (const GwMapFeatureRecord *record, GError **error)
{
  gsize length;
  const guint8 *wkb = g_bytes_get_data (record->wkb, &length);
  g_autoptr (GArray) points = NULL;
  g_autoptr (GwShape) shape = NULL;
  GwMapFeature *feature;
  GwMapKind kind;

  if (!gw_map_kind_parse (record->kind, &kind))
    {
      gw_case_error_set (error, GW_CASE_ERROR_INTERNAL, NULL,
                         "unknown kind of map feature “%s”", record->kind);
      return NULL;
    }
  points = gw_wkb_dup_points (record->wkb);
  if (points == NULL)
    {
      shape = gw_shape_from_wkb (wkb, length, error);
      if (shape == NULL)
        return NULL;
      feature = gw_map_feature_new_area (kind, shape, record->name, record->name_en);
    }
  else
    {
      feature = gw_map_feature_new_line (kind, (const GwFixed *)(const void *)points->data,
                                         points->len, record->name, record->name_en);
    }
  feature->bridge = record->bridge;
  feature->rank = record->rank;
  return feature;
}

gboolean
gw_setup_load_map_features_thread (GwStoreReader *reader, gpointer data, GError **error)
{
  GPtrArray *features = data;
  g_autoptr (GPtrArray) records = gw_store_map_feature_list (reader, error);

  if (records == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    {
      GwMapFeature *feature = make_map_feature (g_ptr_array_index (records, i), error);

      if (feature == NULL)
        return FALSE;
      g_ptr_array_add (features, feature);
    }
  return TRUE;
}

static gboolean
load_thread (GwStoreReader *reader, gpointer data, GError **error)
{
  LoadJob *job = data;

  return load_people (job, reader, error) && load_duty_grids (job, reader, error) &&
         load_components (job, reader, error) &&
         gw_setup_read_addresses (reader, job->city->houses, job->city->pois, error) &&
         gw_setup_load_map_features_thread (reader, job->city->map_features, error);
}

GwCity *
gw_setup_load (GwService *service, GError **error)
{
  g_autoptr (GwCity) city = gw_city_new ();
  g_autoptr (GHashTable) logins = g_hash_table_new (g_int64_hash, g_int64_equal);
  const GwCityInfo *info = gw_snapshot_city (service->snapshot);
  LoadJob job = { .snapshot = service->snapshot, .city = city, .logins = logins };
  GError *local = NULL;
  gboolean ok;

  city->name = g_strdup (info->name);
  city->name_en = g_strdup (info->name_en);
  city->code_scheme = g_strdup (info->code_scheme);
  city->time_zone = g_strdup (info->time_zone);
  city->synthetic = info->synthetic;
  copy_areas (&job);
  copy_cells (&job);
  copy_departments (&job);
  copy_calendars (&job);
  copy_routing (&job);
  ok = gw_store_read_spatial (service->store, load_thread, &job, &local);
  g_clear_pointer (&job.people, g_ptr_array_unref);
  if (ok)
    return g_steal_pointer (&city);
  gw_service_propagate_error (error, local);
  return NULL;
}

GPtrArray *
gw_setup_load_map_features (GwService *service, GError **error)
{
  g_autoptr (GPtrArray) features =
      g_ptr_array_new_with_free_func ((GDestroyNotify)gw_map_feature_free);
  GError *local = NULL;

  if (gw_store_read_spatial (service->store, gw_setup_load_map_features_thread, features,
                             &local))
    return g_steal_pointer (&features);
  gw_service_propagate_error (error, local);
  return NULL;
}
