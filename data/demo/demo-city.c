/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The synthetic demo city: one step after the other, from the plan to the people. */
#define G_LOG_DOMAIN "gridward-demo"

#include "data/demo/demo-city.h"

#include "data/calendar/calendar.h"
#include "data/demo/makers.h"

#include <glib/gi18n.h>

static void
tell (GwDemoCityProgress progress, const char *step, double fraction, gpointer user_data)
{
  if (progress != NULL)
    progress (step, fraction, user_data);
}

static GwPlan *
make_plan (guint64 seed, double size)
{
  GwPlan *plan = gw_plan_new (seed, size);

  gw_plan_make_rivers (plan);
  gw_plan_make_roads (plan);
  gw_plan_make_parks (plan);
  gw_plan_make_streets (plan);
  return plan;
}

GwCity *
gw_demo_city_make (guint64 seed, double size, GwDemoCityProgress progress,
                   gpointer user_data, GError **error)
{
  g_autoptr (GwCity) city = gw_city_new ();
  g_autoptr (GwPlan) plan = NULL;
  g_autoptr (GArray) quarters = NULL;
  g_autoptr (GwCellIndex) index = NULL;

  city->name = g_strdup ("清远市清城区（演示数据）");
  city->name_en = g_strdup ("Qingcheng, Qingyuan (synthetic demo)");
  city->code_scheme = g_strdup ("gb47678-2026");
  city->time_zone = g_strdup ("Asia/Shanghai");
  city->synthetic = TRUE;

  tell (progress, N_ ("planning rivers, roads and streets"), 0, user_data);
  plan = make_plan (seed, size);
  tell (progress, N_ ("drawing communities"), 0.1, user_data);
  quarters = gw_quarters_make (plan, error);
  if (quarters == NULL)
    return NULL;
  gw_city_make_areas (city, plan, quarters);
  tell (progress, N_ ("dividing communities into cells"), 0.15, user_data);
  if (!gw_city_make_cells (city, plan, quarters, error))
    return NULL;
  tell (progress, N_ ("drawing duty grids"), 0.7, user_data);
  gw_city_make_duty_grids (city);
  tell (progress, N_ ("drawing the map"), 0.75, user_data);
  gw_city_make_features (city, plan, quarters);
  gw_city_make_buildings (city, plan);
  tell (progress, N_ ("placing components"), 0.9, user_data);
  index = gw_city_index_cells (city);
  gw_city_make_components (city, plan, index);
  gw_city_make_addresses (city, plan, index);
  gw_city_make_departments (city);
  gw_city_make_people (city);
  gw_city_make_routing_rules (city);
  if (!gw_city_add_calendar (city, "china-2026", error) ||
      !gw_city_add_department_calendar (city, "demo-sanitation", error))
    return NULL;
  tell (progress, N_ ("done"), 1, user_data);
  return g_steal_pointer (&city);
}
