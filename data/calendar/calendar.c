/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the built-in tables of holidays and make-up days. */
#define G_LOG_DOMAIN "gridward-calendar"

#include "data/calendar/calendar.h"

#include "backend/rules/csv.h"
#include "data/calendar/calendar-resources.h"

#include <gio/gio.h>

static const char *const columns[] = { "date", "working", "name", NULL };

gboolean
gw_city_add_calendar (GwCity *city, const char *table, GError **error)
{
  g_autofree char *path = g_strdup_printf ("/gridward/calendar/%s.csv", table);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) local_error = NULL;
  g_auto (GwCsv) csv = { 0 };

  bytes = g_resource_lookup_data (gw_calendar_tables_get_resource (), path,
                                  G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  if (bytes == NULL || !gw_csv_open (&csv, g_bytes_get_data (bytes, NULL),
                                     g_bytes_get_size (bytes), columns, error))
    return FALSE;
  while (gw_csv_next (&csv, &local_error))
    {
      GwCityCalendarDay *day;
      guint working;

      if (!gw_csv_get_uint (&csv, 1, 0, 1, &working, error))
        return FALSE;
      day = g_new0 (GwCityCalendarDay, 1);
      day->date = g_strdup (gw_csv_get (&csv, 0));
      day->working = working != 0;
      day->name = g_strdup (gw_csv_get (&csv, 2));
      g_ptr_array_add (city->calendar_days, day);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}
