/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The calendars of the snapshot: who works by which. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/snapshot-private.h"

#include <string.h>

#include "backend/rules/case-error.h"
#include "backend/service/service-private.h"
#include "backend/store/calendar-store.h"

void
gw_snapshot_free_calendar (gpointer data)
{
  GwCalendarEdition *edition = data;

  gw_calendar_plan_free (edition->plan);
  gw_calendar_unref ((GwCalendar *)edition->calendar);
  g_free (edition);
}

static gboolean
add_edition (GwSnapshot *snapshot, GwCalendarRecord *record, GError **error)
{
  GwCalendarEdition *edition;
  g_autoptr (GwCalendar) calendar = gw_calendar_plan_build (record->plan, error);

  if (calendar == NULL)
    {
      g_prefix_error (error, "calendar %s: ", record->plan->code);
      return FALSE;
    }
  edition = g_new0 (GwCalendarEdition, 1);
  edition->id = record->id;
  edition->plan = g_steal_pointer (&record->plan);
  edition->calendar = g_steal_pointer (&calendar);
  edition->valid_from = record->valid_from;
  edition->valid_to = record->valid_to;
  record->plan = gw_calendar_plan_new (NULL, NULL, NULL);
  g_ptr_array_add (snapshot->calendar_editions, edition);
  if (edition->valid_to == 0)
    g_ptr_array_add (snapshot->calendars, edition);
  return TRUE;
}

/* The city's first, the others by code. */
static int
compare_editions (gconstpointer a, gconstpointer b)
{
  const GwCalendarEdition *one = *(GwCalendarEdition *const *)a;
  const GwCalendarEdition *other = *(GwCalendarEdition *const *)b;
  gboolean one_is_city = strcmp (one->plan->code, GW_CITY_CALENDAR) == 0;
  gboolean other_is_city = strcmp (other->plan->code, GW_CITY_CALENDAR) == 0;

  if (one_is_city != other_is_city)
    return one_is_city ? -1 : 1;
  return strcmp (one->plan->code, other->plan->code);
}

gboolean
gw_snapshot_load_calendars (GwSnapshot *snapshot, GwStoreReader *reader, GError **error)
{
  g_autoptr (GPtrArray) records = gw_store_calendar_list (reader, error);
  const GwCalendarEdition *city;

  if (records == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    {
      if (!add_edition (snapshot, g_ptr_array_index (records, i), error))
        return FALSE;
    }
  g_ptr_array_sort (snapshot->calendars, compare_editions);
  city = gw_snapshot_calendar_by_code (snapshot, GW_CITY_CALENDAR);
  if (city == NULL)
    {
      gw_case_error_set (error, GW_CASE_ERROR_INTERNAL, NULL, "the city has no calendar");
      return FALSE;
    }
  snapshot->calendar = city->calendar;
  return TRUE;
}

gboolean
gw_snapshot_join_calendar (GwSnapshot *snapshot, GwDepartment *department, const char *code,
                           GError **error)
{
  department->calendar =
      gw_snapshot_calendar_by_code (snapshot, code != NULL ? code : GW_CITY_CALENDAR);
  if (department->calendar == NULL)
    {
      gw_case_error_set (error, GW_CASE_ERROR_INTERNAL, NULL,
                         "department %s works by an unknown calendar (%s)",
                         department->code, code);
      return FALSE;
    }
  if (code != NULL)
    g_ptr_array_add (department->calendar->plan->departments, g_strdup (department->code));
  return TRUE;
}

/* Who worked by `before` and is not named works by the city's. */
static void
move_department (GwSnapshot *snapshot, GwDepartment *department,
                 const GwCalendarEdition *before, const GwCalendarEdition *after)
{
  gboolean named = FALSE;

  for (guint i = 0; i < after->plan->departments->len; i++)
    named |=
        strcmp (g_ptr_array_index (after->plan->departments, i), department->code) == 0;
  if (named || (department->calendar == before && after->calendar == snapshot->calendar))
    department->calendar = after;
  else if (department->calendar == before)
    department->calendar = gw_snapshot_calendar_by_code (snapshot, GW_CITY_CALENDAR);
}

gboolean
gw_snapshot_try_calendar (GwSnapshot *snapshot, const GwCalendarPlan *plan, GError **error)
{
  g_autoptr (GwCalendar) calendar = gw_calendar_plan_build (plan, error);
  const GwCalendarEdition *before = gw_snapshot_calendar_by_code (snapshot, plan->code);
  GwCalendarEdition *edition;

  if (calendar == NULL)
    return FALSE;
  edition = g_new0 (GwCalendarEdition, 1);
  edition->plan = gw_calendar_plan_copy (plan);
  edition->calendar = g_steal_pointer (&calendar);
  g_ptr_array_add (snapshot->calendar_editions, edition);
  if (before != NULL)
    g_ptr_array_remove (snapshot->calendars, (gpointer)before);
  g_ptr_array_add (snapshot->calendars, edition);
  g_ptr_array_sort (snapshot->calendars, compare_editions);
  snapshot->calendar = gw_snapshot_calendar_by_code (snapshot, GW_CITY_CALENDAR)->calendar;
  for (guint i = 0; i < snapshot->departments->len; i++)
    move_department (snapshot, g_ptr_array_index (snapshot->departments, i), before,
                     edition);
  return TRUE;
}

const GwCalendar *
gw_snapshot_calendar (const GwSnapshot *snapshot)
{
  return snapshot->calendar;
}

const GwCalendar *
gw_snapshot_calendar_for (const GwSnapshot *snapshot, const GwDepartment *department)
{
  return department != NULL ? department->calendar->calendar : snapshot->calendar;
}

guint
gw_snapshot_n_calendars (const GwSnapshot *snapshot)
{
  return snapshot->calendars->len;
}

const GwCalendarEdition *
gw_snapshot_calendar_at (const GwSnapshot *snapshot, guint position)
{
  return g_ptr_array_index (snapshot->calendars, position);
}

const GwCalendarEdition *
gw_snapshot_calendar_by_code (const GwSnapshot *snapshot, const char *code)
{
  for (guint i = 0; i < snapshot->calendars->len; i++)
    {
      const GwCalendarEdition *edition = g_ptr_array_index (snapshot->calendars, i);

      if (strcmp (edition->plan->code, code) == 0)
        return edition;
    }
  return NULL;
}

const GwCalendar *
gw_snapshot_calendar_by_id (const GwSnapshot *snapshot, gint64 id)
{
  for (guint i = 0; i < snapshot->calendar_editions->len; i++)
    {
      const GwCalendarEdition *edition = g_ptr_array_index (snapshot->calendar_editions, i);

      if (edition->id == id)
        return edition->calendar;
    }
  return NULL;
}

gint64
gw_snapshot_calendar_id (const GwSnapshot *snapshot, const GwCalendar *calendar)
{
  for (guint i = 0; i < snapshot->calendar_editions->len; i++)
    {
      const GwCalendarEdition *edition = g_ptr_array_index (snapshot->calendar_editions, i);

      if (edition->calendar == calendar)
        return edition->id;
    }
  return 0;
}
