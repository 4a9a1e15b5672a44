/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing a whole city: everything that others refer to comes first. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/city-writer.h"

#include <glib/gi18n.h>
#include <string.h>

#include "backend/service/service-private.h"
#include "backend/store/calendar-store.h"
#include "backend/store/catalogue-store.h"
#include "backend/store/gazetteer-store.h"
#include "backend/store/routing-store.h"
#include "backend/store/wkb.h"
#include "gis/cell-code.h"

/* The catalogue in force since July 2026: of cities whose codes are their own. */
#define DEFAULT_CLASS_SCHEME "gb47678-2026"

#define TELL_EVERY 500

/* Leaves room for rules between two others. */
#define RANK_STEP 10

struct _GwCityWriter
{
  const GwCity *city;
  GwProgress progress;
  GwCatalogueBook *catalogue;
  const char *class_scheme;
  GwCalendar *calendar;
  char **password_hashes; /* one per person */
  GHashTable *areas;
  GHashTable *departments;
  GHashTable *people;
  GHashTable *duty_grids;
  GHashTable *component_classes;
  guint32 last_rank; /* of the rule written last */
  GwStoreWriter *writer;
};

/* --- before writing ------------------------------------------------------------------- */

typedef struct
{
  const GwCity *city;
  char **hashes;
  GwProgress progress;
  guint n_done; /* atomic */
} HashJob;

static void
hash_password (gpointer data, gpointer user_data)
{
  HashJob *job = user_data;
  guint position = GPOINTER_TO_UINT (data) - 1;
  const GwCityPerson *person = g_ptr_array_index (job->city->people, position);

  job->hashes[position] = person->password != NULL
                              ? gw_password_hash (person->password, FALSE)
                              : g_strdup (GW_NO_PASSWORD);
  g_atomic_int_inc (&job->n_done);
}

static gboolean
hash_passwords (GwCityWriter *self, GError **error)
{
  guint n = self->city->people->len;
  HashJob job = { .city = self->city, .progress = self->progress };
  GThreadPool *pool =
      g_thread_pool_new (hash_password, &job, (int)g_get_num_processors (), TRUE, NULL);

  self->password_hashes = g_new0 (char *, n + 1);
  job.hashes = self->password_hashes;
  for (guint i = 0; i < n; i++)
    g_thread_pool_push (pool, GUINT_TO_POINTER (i + 1), NULL);
  g_thread_pool_free (pool, FALSE, TRUE);
  gw_progress_tell (&self->progress, N_ ("passwords"), n, n);
  for (guint i = 0; i < n; i++)
    {
      if (self->password_hashes[i] != NULL)
        continue;
      gw_case_error_set (error, GW_CASE_ERROR_INTERNAL, NULL,
                         "not enough memory to hash a password");
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_code_scheme (const GwCity *city, GError **error)
{
  if (gw_code_scheme_get (city->code_scheme) != NULL)
    return TRUE;
  gw_case_error_set (error, GW_CASE_ERROR_TABLE, "code_scheme", "“%s” is not a code scheme",
                     city->code_scheme);
  return FALSE;
}

static gboolean
check_people (const GwCity *city, GError **error)
{
  for (guint i = 0; i < city->people->len; i++)
    {
      const GwCityPerson *person = g_ptr_array_index (city->people, i);
      guint roles;

      if (!gw_setup_check_person (person->login, person->name, person->roles, &roles,
                                  error))
        return FALSE;
    }
  return TRUE;
}

/* A calendar without time zone takes the city's. */
static gboolean
check_calendars (GwCityWriter *self, GError **error)
{
  const GPtrArray *plans = self->city->calendars;

  for (guint i = 0; i < plans->len; i++)
    {
      GwCalendarPlan *plan = g_ptr_array_index (plans, i);
      g_autoptr (GwCalendar) calendar = NULL;

      if (plan->time_zone == NULL)
        plan->time_zone = g_strdup (self->city->time_zone);
      calendar = gw_calendar_plan_build (plan, error);
      if (calendar == NULL)
        return FALSE;
      if (i == 0)
        self->calendar = g_steal_pointer (&calendar);
    }
  return TRUE;
}

/* A city coded by a standard takes the classes of that standard. */
static const char *
choose_class_scheme (const char *code_scheme)
{
  g_autoptr (GwCatalogue) catalogue = gw_catalogue_new_builtin (code_scheme, NULL);

  return catalogue != NULL ? code_scheme : DEFAULT_CLASS_SCHEME;
}

GwCityWriter *
gw_city_writer_new (const GwCity *city, GwProgress progress, GError **error)
{
  g_autoptr (GwCityWriter) self = g_new0 (GwCityWriter, 1);

  self->city = city;
  self->progress = progress;
  self->areas = gw_ids_new ();
  self->departments = gw_ids_new ();
  self->people = gw_ids_new ();
  self->duty_grids = gw_ids_new ();
  self->component_classes = gw_ids_new ();
  self->class_scheme = choose_class_scheme (city->code_scheme);
  self->catalogue = gw_catalogue_book_new_builtin (error);
  if (self->catalogue == NULL || !check_code_scheme (city, error) ||
      !check_calendars (self, error) || !check_people (city, error) ||
      !hash_passwords (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
gw_city_writer_free (GwCityWriter *self)
{
  g_clear_pointer (&self->catalogue, gw_catalogue_book_free);
  g_clear_pointer (&self->calendar, gw_calendar_unref);
  g_strfreev (self->password_hashes);
  g_hash_table_unref (self->areas);
  g_hash_table_unref (self->departments);
  g_hash_table_unref (self->people);
  g_hash_table_unref (self->duty_grids);
  g_hash_table_unref (self->component_classes);
  g_free (self);
}

/* --- writing -------------------------------------------------------------------------- */

static gboolean
write_city (GwCityWriter *self, GError **error)
{
  const GwCity *city = self->city;
  GwCityRecord record = { .name = city->name,
                          .name_en = city->name_en,
                          .code_scheme = city->code_scheme,
                          .class_scheme = (char *)self->class_scheme,
                          .time_zone = city->time_zone,
                          .synthetic = city->synthetic };

  return gw_store_city_set (self->writer, &record, error);
}

static gboolean
write_area (GwCityWriter *self, gpointer item, GError **error)
{
  const GwCityArea *area = item;
  GwAreaRecord record = {
    .code = area->code, .level = area->level, .name = area->name, .name_en = area->name_en
  };

  if (!gw_ids_find (self->areas, "area", area->parent, &record.parent_id, error) ||
      !gw_store_area_add (self->writer, &record, error))
    return FALSE;
  gw_ids_add (self->areas, area->code, record.id);
  return TRUE;
}

static gboolean
write_department (GwCityWriter *self, gpointer item, GError **error)
{
  const GwCityDepartment *department = item;
  GwDepartmentRecord record = { .code = department->code,
                                .name = department->name,
                                .name_en = department->name_en };

  if (!gw_store_department_add (self->writer, &record, error))
    return FALSE;
  gw_ids_add (self->departments, department->code, record.id);
  return TRUE;
}

static gboolean
write_person (GwCityWriter *self, gpointer item, GError **error)
{
  const GwCityPerson *person = item;
  g_autofree char *names = NULL;
  guint roles = 0;
  guint position = 0;
  GwPersonRecord record = { .login = person->login,
                            .name = person->name,
                            .created_at = g_get_real_time () / 1000 };

  if (!g_ptr_array_find (self->city->people, item, &position) ||
      !gw_roles_parse (person->roles, &roles, error) ||
      !gw_ids_find (self->departments, "department", person->department,
                    &record.department_id, error) ||
      !gw_ids_find (self->areas, "area", person->area, &record.area_id, error))
    return FALSE;
  names = gw_roles_to_string (roles);
  record.roles = names;
  record.password_hash = self->password_hashes[position];
  if (!gw_store_person_add (self->writer, &record, error))
    return FALSE;
  gw_ids_add (self->people, person->login, record.id);
  return TRUE;
}

static gboolean
write_duty_grid (GwCityWriter *self, gpointer item, GError **error)
{
  const GwCityDutyGrid *duty_grid = item;
  GwDutyGridRecord record = { .code = duty_grid->code, .name = duty_grid->name };

  if (!gw_ids_find (self->people, "inspector", duty_grid->inspector, &record.inspector_id,
                    error) ||
      !gw_store_duty_grid_add (self->writer, &record, error))
    return FALSE;
  gw_ids_add (self->duty_grids, duty_grid->code, record.id);
  return TRUE;
}

gboolean
gw_setup_write_cell (GwStoreWriter *writer, GwCellRecord *record, const GwShape *shape,
                     GError **error)
{
  g_autoptr (GBytes) wkb = gw_shape_to_wkb (shape);

  record->area_m2 = gw_shape_area_m2 (shape);
  record->wkb = wkb;
  return gw_store_cell_add (writer, record, error);
}

static gboolean
write_cell (GwCityWriter *self, gpointer item, GError **error)
{
  const GwCityCell *cell = item;
  GwCellRecord record = { .code = cell->code,
                          .name = cell->name,
                          .valid_from = gw_calendar_local_date (
                              self->calendar, g_get_real_time () / 1000) };

  return gw_ids_find (self->areas, "community", cell->community, &record.community_id,
                      error) &&
         gw_ids_find (self->duty_grids, "duty grid", cell->duty_grid, &record.duty_grid_id,
                      error) &&
         gw_setup_write_cell (self->writer, &record, cell->shape, error);
}

static gboolean
write_catalogue_row (GwCityWriter *self, const GwCatalogueChange *change, GError **error)
{
  char *const *fields = change->row->fields;
  gint64 id;

  if (!gw_store_catalogue_add (self->writer, change->table, change->row, change->valid_from,
                               change->valid_to, &id, error))
    return FALSE;
  if (change->table == GW_TABLE_CLASSES &&
      strcmp (fields[GW_CLASS_SCHEME], self->class_scheme) == 0 &&
      strcmp (fields[GW_CLASS_KIND], gw_class_kind_name (GW_KIND_COMPONENT)) == 0)
    gw_ids_add (self->component_classes, fields[GW_CLASS_CODE], id);
  return TRUE;
}

static gboolean
write_catalogue (GwCityWriter *self, GError **error)
{
  g_autoptr (GwCatalogueBook) nothing = gw_catalogue_book_new ();
  g_autoptr (GArray) changes = gw_catalogue_book_plan (self->catalogue, nothing, 0, FALSE);

  for (guint i = 0; i < changes->len; i++)
    if (!write_catalogue_row (self, &g_array_index (changes, GwCatalogueChange, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
write_component (GwCityWriter *self, gpointer item, GError **error)
{
  const GwCityComponent *component = item;
  GwComponentRecord record = { .code = component->code,
                               .name = component->name,
                               .position = component->position };

  return gw_ids_find (self->component_classes, "component class", component->class_code,
                      &record.class_id, error) &&
         gw_ids_find (self->departments, "department", component->owner, &record.owner_id,
                      error) &&
         gw_store_component_add (self->writer, &record, error);
}

/* Areas come before departments, who come before what areas say of them. */
static gboolean
write_territory (GwCityWriter *self, gpointer item, GError **error)
{
  const GwCityArea *area = item;
  gint64 id, department;

  return area->department == NULL ||
         (gw_ids_find (self->areas, "area", area->code, &id, error) &&
          gw_ids_find (self->departments, "department", area->department, &department,
                       error) &&
          gw_store_area_set_department (self->writer, id, department, error));
}

static gboolean
find_rule_owner (GwCityWriter *self, const char *owner, gint64 *ret_owner, GError **error)
{
  *ret_owner = GW_OWNER_KNOWN;
  if (g_strcmp0 (owner, GW_OWNER_KNOWN_WORD) == 0)
    return TRUE;
  *ret_owner = GW_OWNER_NONE;
  return g_strcmp0 (owner, GW_OWNER_NONE_WORD) == 0 ||
         gw_ids_find (self->departments, "department", owner, ret_owner, error);
}

static gboolean
find_rule_target (GwCityWriter *self, const char *department, GwRoutingRule *rule,
                  GError **error)
{
  rule->target = GW_ROUTE_TO_OWNER;
  if (g_strcmp0 (department, GW_ROUTE_TO_OWNER_WORD) == 0)
    return TRUE;
  rule->target = GW_ROUTE_TO_TERRITORY;
  if (g_strcmp0 (department, GW_ROUTE_TO_TERRITORY_WORD) == 0)
    return TRUE;
  rule->target = GW_ROUTE_TO_DEPARTMENT;
  return gw_ids_find (self->departments, "department", department, &rule->department,
                      error);
}

static gboolean
write_routing_rule (GwCityWriter *self, gpointer item, GError **error)
{
  const GwCityRoutingRule *from = item;
  GwRoutingRule rule = from->rule;
  gint64 area;

  if (rule.rank == 0)
    rule.rank = self->last_rank + RANK_STEP;
  self->last_rank = rule.rank;
  return gw_ids_find (self->areas, "area", rule.area, &area, error) &&
         find_rule_owner (self, from->owner, &rule.owner, error) &&
         find_rule_target (self, from->department, &rule, error) &&
         gw_store_routing_add (self->writer, &rule, error);
}

static gboolean
write_calendar (GwCityWriter *self, gpointer item, GError **error)
{
  gint64 id;

  return gw_store_calendar_replace (self->writer, item, 0, &id, error);
}

static gboolean
write_map_feature (GwCityWriter *self, gpointer item, GError **error)
{
  const GwMapFeature *feature = item;
  g_autoptr (GBytes) wkb = NULL;
  GwMapFeatureRecord record = { .kind = (char *)gw_map_kind_name (feature->kind),
                                .name = feature->name,
                                .name_en = feature->name_en,
                                .bridge = feature->bridge,
                                .rank = feature->rank };

  if (feature->shape != NULL)
    wkb = gw_shape_to_wkb (feature->shape);
  else if (feature->n_points == 1)
    wkb = gw_wkb_new_point (feature->points[0]);
  else
    wkb = gw_wkb_new_line (feature->points, feature->n_points);
  record.wkb = wkb;
  return gw_store_map_feature_add (self->writer, &record, error);
}

static gboolean
write_house (GwCityWriter *self, gpointer item, GError **error)
{
  const GwCityHouse *house = item;
  GwHouseRecord record = { house->street, house->number, house->suffix, house->position };

  return gw_store_house_add (self->writer, &record, error);
}

static gboolean
write_poi (GwCityWriter *self, gpointer item, GError **error)
{
  const GwCityPoi *poi = item;
  GwPoiRecord record = { poi->category, poi->name, poi->name_en, poi->position };

  return gw_store_poi_add (self->writer, &record, error);
}

typedef gboolean (*WriteItem) (GwCityWriter *self, gpointer item, GError **error);

static gboolean
write_all (GwCityWriter *self, const char *what, const GPtrArray *items, WriteItem write,
           GError **error)
{
  for (guint i = 0; i < items->len; i++)
    {
      if (!write (self, g_ptr_array_index (items, i), error))
        {
          g_prefix_error (error, "%s, number %u: ", what, i + 1);
          return FALSE;
        }
      if (i % TELL_EVERY == 0)
        gw_progress_tell (&self->progress, what, i, items->len);
    }
  gw_progress_tell (&self->progress, what, items->len, items->len);
  return TRUE;
}

gboolean
gw_city_writer_run (GwCityWriter *self, GwStoreWriter *writer, GError **error)
{
  const GwCity *city = self->city;

  self->writer = writer;
  return write_city (self, error) &&
         write_all (self, N_ ("areas"), city->areas, write_area, error) &&
         write_all (self, N_ ("departments"), city->departments, write_department, error) &&
         write_all (self, N_ ("areas"), city->areas, write_territory, error) &&
         write_all (self, N_ ("people"), city->people, write_person, error) &&
         write_all (self, N_ ("duty grids"), city->duty_grids, write_duty_grid, error) &&
         write_catalogue (self, error) &&
         write_all (self, N_ ("cells"), city->cells, write_cell, error) &&
         write_all (self, N_ ("components"), city->components, write_component, error) &&
         write_all (self, N_ ("routing rules"), city->routing_rules, write_routing_rule,
                    error) &&
         write_all (self, N_ ("calendars"), city->calendars, write_calendar, error) &&
         write_all (self, N_ ("map features"), city->map_features, write_map_feature,
                    error) &&
         write_all (self, N_ ("house numbers"), city->houses, write_house, error) &&
         write_all (self, N_ ("points of interest"), city->pois, write_poi, error);
}
