/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Replacing a calendar of a city that stands. */
#define G_LOG_DOMAIN "gridward-service"

#include <string.h>

#include "backend/service/change-note.h"
#include "backend/service/service-private.h"
#include "backend/service/setup-private.h"
#include "backend/store/calendar-store.h"

typedef struct
{
  const GwCalendarPlan *plan;
  const GwCalendarPlan *former; /* NULL: there is none */
  gint64 now_ms;
} ImportJob;

static gboolean
import_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  const ImportJob *job = data;
  const GwChangeNote note = { .writer = writer, .at = job->now_ms };
  gint64 id;

  return gw_store_calendar_replace (writer, job->plan, job->now_ms, &id, error) &&
         gw_change_note_calendar (&note, job->former, job->plan, error);
}

/* Days, numbers and months of the city follow its zone: its calendar cannot have another. */
static gboolean
keeps_time_zone (GwService *service, const GwCalendarPlan *plan, GError **error)
{
  const char *zone = gw_snapshot_city (service->snapshot)->time_zone;

  if (strcmp (plan->code, GW_CITY_CALENDAR) != 0 || strcmp (plan->time_zone, zone) == 0)
    return TRUE;
  gw_case_error_set (error, GW_CASE_ERROR_TABLE, "time_zone",
                     "the city's calendar keeps the city's time zone, %s", zone);
  return FALSE;
}

gboolean
gw_setup_import_calendar (GwService *service, const GwCalendarPlan *plan, GError **error)
{
  const GwCalendarEdition *former =
      gw_snapshot_calendar_by_code (service->snapshot, plan->code);
  ImportJob job = { .plan = plan,
                    .former = former != NULL ? former->plan : NULL,
                    .now_ms = gw_service_now (service) };
  g_autoptr (GwCalendar) calendar = gw_calendar_plan_build (plan, error);
  GError *local = NULL;

  if (calendar == NULL || !keeps_time_zone (service, plan, error))
    return FALSE;
  if (gw_store_write_spatial (service->store, import_thread, &job, &local))
    return gw_service_reload (service, error);
  gw_service_propagate_error (error, local);
  return FALSE;
}
