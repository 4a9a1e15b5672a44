/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * /api/v1/working-hours: when working time runs in the weeks to come, as spans of the time
 * line, so that clients count what is left of a deadline without knowing any calendar.
 */
#define G_LOG_DOMAIN "gridward-api"

#include "backend/api/api-private.h"
#include "backend/api/encode.h"
#include "backend/api/resources.h"
#include "backend/http/json-write.h"

#define LITERAL gw_encode_literal
#define MS_PER_DAY (G_GINT64_CONSTANT (24) * 3600 * 1000)
#define DEFAULT_DAYS 62
#define MAX_DAYS 93

/* [from, to) cut into spans of working time: ["start","end"]. */
static void
append_spans (GString *out, const GwCalendar *calendar, gint64 from, gint64 to)
{
  gboolean first = TRUE;
  gint64 at = from;

  while (at < to)
    {
      gint64 turn = gw_calendar_next_turn (calendar, at);
      gint64 until = turn == 0 ? to : MIN (turn, to);

      if (gw_calendar_is_working (calendar, at))
        {
          if (!first)
            LITERAL (out, ",");
          first = FALSE;
          LITERAL (out, "[");
          gw_json_append_time (out, at);
          LITERAL (out, ",");
          gw_json_append_time (out, until);
          LITERAL (out, "]");
        }
      at = until;
    }
}

static void
append_calendar (GString *out, const GwCalendarEdition *edition, gint64 from, gint64 to)
{
  LITERAL (out, "{\"code\":");
  gw_json_append_string (out, edition->plan->code);
  LITERAL (out, ",\"departments\":[");
  for (guint i = 0; i < edition->plan->departments->len; i++)
    {
      if (i > 0)
        LITERAL (out, ",");
      gw_json_append_string (out, g_ptr_array_index (edition->plan->departments, i));
    }
  LITERAL (out, "],\"spans\":[");
  append_spans (out, edition->calendar, from, to);
  LITERAL (out, "]}");
}

void
gw_api_working_hours_list (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  const GwSnapshot *snapshot = gw_api_snapshot (api);
  guint days = (guint)gw_http_query_int (gw_http_request_query (request), "days", 1,
                                         MAX_DAYS, DEFAULT_DAYS);
  gint64 from = gw_service_now (api->service);
  gint64 to = from + days * MS_PER_DAY;
  GString *out;

  if (gw_api_reply_query_problem (request))
    return;
  out = g_string_new ("{\"from\":");
  gw_json_append_time (out, from);
  LITERAL (out, ",\"to\":");
  gw_json_append_time (out, to);
  LITERAL (out, ",\"calendars\":[");
  for (guint i = 0; i < gw_snapshot_n_calendars (snapshot); i++)
    {
      if (i > 0)
        LITERAL (out, ",");
      append_calendar (out, gw_snapshot_calendar_at (snapshot, i), from, to);
    }
  LITERAL (out, "]}");
  gw_http_request_reply_json (request, 200, out);
}
