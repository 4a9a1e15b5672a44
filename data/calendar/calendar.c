/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the built-in tables of holidays and make-up days. */
#define G_LOG_DOMAIN "gridward-calendar"

#include "data/calendar/calendar.h"

#include "backend/rules/case-error.h"
#include "backend/rules/csv.h"
#include "data/calendar/calendar-resources.h"

#include <gio/gio.h>

static const char *const columns[] = { "date", "working", "name", NULL };

static GBytes *
load_table (const char *name, GError **error)
{
  g_autofree char *path = g_strdup_printf ("/gridward/calendar/%s.csv", name);

  return g_resource_lookup_data (gw_calendar_tables_get_resource (), path,
                                 G_RESOURCE_LOOKUP_FLAGS_NONE, error);
}

gboolean
gw_city_add_calendar (GwCity *city, const char *table, GError **error)
{
  g_autoptr (GBytes) bytes = load_table (table, error);
  g_autoptr (GError) local_error = NULL;
  g_auto (GwCsv) csv = { 0 };

  if (bytes == NULL || !gw_csv_open (&csv, g_bytes_get_data (bytes, NULL),
                                     g_bytes_get_size (bytes), columns, error))
    return FALSE;
  while (gw_csv_next (&csv, &local_error))
    {
      guint working;

      if (!gw_csv_get_uint (&csv, 1, 0, 1, &working, error))
        return FALSE;
      gw_calendar_plan_add_day (g_ptr_array_index (city->calendars, 0),
                                gw_csv_get (&csv, 0), working != 0, gw_csv_get (&csv, 2));
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
has_department (const char *code, gpointer user_data)
{
  const GwCity *city = user_data;

  for (guint i = 0; i < city->departments->len; i++)
    {
      const GwCityDepartment *department = g_ptr_array_index (city->departments, i);

      if (g_str_equal (department->code, code))
        return TRUE;
    }
  return FALSE;
}

gboolean
gw_city_add_department_calendar (GwCity *city, const char *code, GError **error)
{
  GwCalendarCsvContext context = { code, city->time_zone, has_department, city };
  g_autoptr (GBytes) bytes = load_table (code, error);
  g_autoptr (GwFaults) faults = gw_faults_new ();
  GwCalendarPlan *plan;

  if (bytes == NULL)
    return FALSE;
  plan = gw_calendar_plan_from_csv (g_bytes_get_data (bytes, NULL),
                                    g_bytes_get_size (bytes), &context, faults);
  if (plan == NULL)
    {
      const GwFault *fault = g_ptr_array_index (faults->kept, 0);

      gw_case_error_set (error, GW_CASE_ERROR_TABLE, NULL, "line %u, column %u: %s",
                         fault->line, fault->column, fault->text);
      return FALSE;
    }
  g_ptr_array_add (city->calendars, plan);
  return TRUE;
}
