/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /api/v1/calendars: by which hours and days working time is counted, and for whom. */
#define G_LOG_DOMAIN "gridward-api"

#include "backend/api/api-private.h"
#include "backend/api/encode.h"
#include "backend/api/resources.h"
#include "backend/http/json-write.h"
#include "backend/service/recalculate.h"

#define LITERAL gw_encode_literal

static void
append_departments (GString *out, const GwCalendarPlan *plan)
{
  LITERAL (out, ",\"departments\":[");
  for (guint i = 0; i < plan->departments->len; i++)
    {
      if (i > 0)
        LITERAL (out, ",");
      gw_json_append_string (out, g_ptr_array_index (plan->departments, i));
    }
  LITERAL (out, "]");
}

/* Everything but slots and days; leaves the object open. */
static void
open_calendar (GString *out, const GwCalendarPlan *plan)
{
  LITERAL (out, "{\"code\":");
  gw_json_append_string (out, plan->code);
  LITERAL (out, ",\"name\":");
  gw_json_append_string (out, plan->name);
  LITERAL (out, ",\"name_en\":");
  gw_json_append_string (out, plan->name_en);
  LITERAL (out, ",\"time_zone\":");
  gw_json_append_string (out, plan->time_zone);
  g_string_append_printf (out, ",\"hours_per_day\":%u", plan->hours_per_day);
  append_departments (out, plan);
}

static void
append_slots (GString *out, const GwCalendarPlan *plan, gboolean make_up)
{
  gboolean first = TRUE;

  for (guint i = 0; i < plan->slots->len; i++)
    {
      const GwPlanSlot *slot = &g_array_index (plan->slots, GwPlanSlot, i);

      if ((slot->weekday == GW_WEEKDAY_MAKE_UP) != make_up)
        continue;
      g_string_append (out, first ? "{" : ",{");
      first = FALSE;
      if (!make_up)
        g_string_append_printf (out, "\"weekday\":%u,", slot->weekday);
      g_string_append_printf (out, "\"start\":\"%02u:%02u\",\"end\":\"%02u:%02u\"}",
                              slot->slot.start / 60, slot->slot.start % 60,
                              slot->slot.end / 60, slot->slot.end % 60);
    }
}

static void
append_days (GString *out, const GwCalendarPlan *plan)
{
  for (guint i = 0; i < plan->days->len; i++)
    {
      const GwPlanDay *day = g_ptr_array_index (plan->days, i);

      g_string_append (out, i == 0 ? "{\"date\":" : ",{\"date\":");
      gw_json_append_string (out, day->date);
      g_string_append (out, day->working ? ",\"working\":true,\"name\":"
                                         : ",\"working\":false,\"name\":");
      gw_json_append_string (out, day->name);
      LITERAL (out, "}");
    }
}

void
gw_api_calendar_list (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  const GwSnapshot *snapshot = gw_api_snapshot (api);
  GString *out = g_string_new ("{\"calendars\":[");
  g_autoptr (GBytes) body = NULL;

  for (guint i = 0; i < gw_snapshot_n_calendars (snapshot); i++)
    {
      if (i > 0)
        LITERAL (out, ",");
      open_calendar (out, gw_snapshot_calendar_at (snapshot, i)->plan);
      LITERAL (out, "}");
    }
  LITERAL (out, "]}");
  body = g_string_free_to_bytes (out);
  gw_http_request_reply (request, 200, "application/json", body);
}

void
gw_api_calendar_show (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  const GwCalendarEdition *edition = gw_snapshot_calendar_by_code (
      gw_api_snapshot (api), gw_http_request_param (request, "code"));
  g_autoptr (GBytes) body = NULL;
  GString *out;

  if (edition == NULL)
    {
      gw_http_request_reply_problem (
          request,
          gw_problem_new ("not_found", NULL, "There is no calendar of this code."));
      return;
    }
  out = g_string_new ("{\"calendar\":");
  open_calendar (out, edition->plan);
  g_string_append_printf (out, ",\"version\":%" G_GINT64_FORMAT, edition->id);
  LITERAL (out, ",\"slots\":[");
  append_slots (out, edition->plan, FALSE);
  LITERAL (out, "],\"make_up_slots\":[");
  append_slots (out, edition->plan, TRUE);
  LITERAL (out, "],\"days\":[");
  append_days (out, edition->plan);
  LITERAL (out, "]}}");
  body = g_string_free_to_bytes (out);
  gw_http_request_reply (request, 200, "application/json", body);
}

static void
recalculated_cb (const GwRecalculation *recalculation, const GError *error, gpointer data)
{
  g_autoptr (GwHttpRequest) request = data;
  GString *out;

  if (error)
    {
      gw_api_reply_error (request, error);
      return;
    }
  out = g_string_new (NULL);
  g_string_append_printf (out, "{\"cases\":%u,\"changed\":%u}", recalculation->n_cases,
                          recalculation->n_changed);
  gw_http_request_reply_json (request, 200, out);
}

void
gw_api_calendar_recalculate (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  g_autoptr (GError) error = NULL;

  if (gw_recalculate (api->service, gw_http_request_user (request), recalculated_cb,
                      gw_http_request_ref (request), &error))
    return;
  gw_api_reply_error (request, error);
  gw_http_request_unref (request);
}
