/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything that a city needs before its first report: making and freeing. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/city.h"

static void
free_area (gpointer data)
{
  GwCityArea *area = data;

  g_free (area->code);
  g_free (area->parent);
  g_free (area->level);
  g_free (area->name);
  g_free (area->department);
  g_free (area->name_en);
  g_free (area);
}

static void
free_duty_grid (gpointer data)
{
  GwCityDutyGrid *duty_grid = data;

  g_free (duty_grid->code);
  g_free (duty_grid->name);
  g_free (duty_grid->inspector);
  g_free (duty_grid);
}

static void
free_cell (gpointer data)
{
  GwCityCell *cell = data;

  g_free (cell->code);
  g_free (cell->community);
  g_free (cell->duty_grid);
  g_free (cell->name);
  g_clear_pointer (&cell->shape, gw_shape_unref);
  g_free (cell);
}

static void
free_department (gpointer data)
{
  GwCityDepartment *department = data;

  g_free (department->code);
  g_free (department->name);
  g_free (department->name_en);
  g_free (department);
}

static void
free_person (gpointer data)
{
  GwCityPerson *person = data;

  g_free (person->login);
  g_free (person->name);
  g_free (person->password);
  g_free (person->roles);
  g_free (person->department);
  g_free (person->area);
  g_free (person);
}

static void
free_component (gpointer data)
{
  GwCityComponent *component = data;

  g_free (component->code);
  g_free (component->class_code);
  g_free (component->name);
  g_free (component->owner);
  g_free (component);
}

static void
free_routing_rule (gpointer data)
{
  GwCityRoutingRule *rule = data;

  g_free ((char *)rule->rule.class_code);
  g_free ((char *)rule->rule.condition);
  g_free ((char *)rule->rule.area);
  g_free ((char *)rule->rule.cell);
  g_free ((char *)rule->rule.source);
  g_free ((char *)rule->rule.note);
  g_free (rule->owner);
  g_free (rule->department);
  g_free (rule);
}

static void
free_calendar (gpointer data)
{
  gw_calendar_plan_free (data);
}

static void
free_map_feature (gpointer data)
{
  gw_map_feature_free (data);
}

static void
free_house (gpointer data)
{
  GwCityHouse *house = data;

  g_free (house->street);
  g_free (house->suffix);
  g_free (house);
}

static void
free_poi (gpointer data)
{
  GwCityPoi *poi = data;

  g_free (poi->category);
  g_free (poi->name);
  g_free (poi->name_en);
  g_free (poi);
}

GwCityRoutingRule *
gw_city_routing_rule_new (const char *department)
{
  GwCityRoutingRule *rule = g_new0 (GwCityRoutingRule, 1);

  rule->rule.kind = GW_KIND_ANY;
  rule->rule.max_open = GW_LOAD_ANY;
  rule->department = g_strdup (department);
  return rule;
}

GwCity *
gw_city_new (void)
{
  GwCity *city = g_new0 (GwCity, 1);
  GwCalendarPlan *calendar = gw_calendar_plan_new (GW_CITY_CALENDAR, "城市日历", NULL);

  city->areas = g_ptr_array_new_with_free_func (free_area);
  city->duty_grids = g_ptr_array_new_with_free_func (free_duty_grid);
  city->cells = g_ptr_array_new_with_free_func (free_cell);
  city->departments = g_ptr_array_new_with_free_func (free_department);
  city->people = g_ptr_array_new_with_free_func (free_person);
  city->components = g_ptr_array_new_with_free_func (free_component);
  city->routing_rules = g_ptr_array_new_with_free_func (free_routing_rule);
  city->calendars = g_ptr_array_new_with_free_func (free_calendar);
  calendar->name_en = g_strdup ("City calendar");
  gw_calendar_plan_add_office_hours (calendar);
  g_ptr_array_add (city->calendars, calendar);
  city->map_features = g_ptr_array_new_with_free_func (free_map_feature);
  city->houses = g_ptr_array_new_with_free_func (free_house);
  city->pois = g_ptr_array_new_with_free_func (free_poi);
  return city;
}

void
gw_city_free (GwCity *city)
{
  if (city == NULL)
    return;

  g_free (city->name);
  g_free (city->name_en);
  g_free (city->code_scheme);
  g_free (city->time_zone);
  g_ptr_array_unref (city->areas);
  g_ptr_array_unref (city->duty_grids);
  g_ptr_array_unref (city->cells);
  g_ptr_array_unref (city->departments);
  g_ptr_array_unref (city->people);
  g_ptr_array_unref (city->components);
  g_ptr_array_unref (city->routing_rules);
  g_ptr_array_unref (city->calendars);
  g_ptr_array_unref (city->map_features);
  g_ptr_array_unref (city->houses);
  g_ptr_array_unref (city->pois);
  g_free (city);
}
