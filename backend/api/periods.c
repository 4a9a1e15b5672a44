/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /api/v1/statistics/periods: months of the statistics, reviewed, locked, reopened. */
#define G_LOG_DOMAIN "gridward-api"

#include "backend/service/period.h"

#include "backend/api/api-private.h"
#include "backend/api/encode.h"
#include "backend/api/resources.h"
#include "backend/http/json-write.h"

#define LITERAL gw_encode_literal
#define REASON_LENGTH 500

static void
append_month (GString *out, guint month)
{
  g_autofree char *text = gw_period_to_text (month);

  gw_json_append_string (out, text);
}

static void
append_act (GString *out, const GwPeriodAct *act)
{
  LITERAL (out, "{\"action\":");
  gw_json_append_string (out, gw_period_action_name (act->action));
  LITERAL (out, ",\"at\":");
  gw_json_append_time (out, act->at);
  LITERAL (out, ",\"by\":");
  gw_encode_person (out, act->person);
  LITERAL (out, ",\"reason\":");
  gw_json_append_string (out, act->reason);
  LITERAL (out, ",\"rows\":");
  gw_json_append_int (out, act->n_rows);
  LITERAL (out, ",\"digest\":");
  gw_json_append_string (out, act->digest);
  LITERAL (out, ",\"seal\":");
  gw_json_append_int (out, act->seal);
  LITERAL (out, "}");
}

static void
append_period (GString *out, const GwPeriod *period)
{
  const char *comma = "";

  LITERAL (out, "{\"period\":");
  append_month (out, period->month);
  LITERAL (out, ",\"state\":");
  gw_json_append_string (out, gw_period_state_name (period->state));
  g_string_append_printf (out, ",\"over\":%s,\"actions\":[",
                          period->is_over ? "true" : "false");
  for (guint i = GW_PERIOD_REVIEW; i < GW_PERIOD_N_ACTIONS; i++)
    {
      if ((period->allowed & 1u << i) == 0)
        continue;
      g_string_append (out, comma);
      gw_json_append_string (out, gw_period_action_name (i));
      comma = ",";
    }
  LITERAL (out, "],\"acts\":[");
  for (guint i = 0; i < period->acts->len; i++)
    {
      g_string_append (out, i > 0 ? "," : "");
      append_act (out, g_ptr_array_index (period->acts, i));
    }
  LITERAL (out, "]}");
}

void
gw_api_period_list (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) periods =
      gw_period_list (api->service, gw_http_request_user (request), &error);
  GString *out;

  if (!periods)
    {
      gw_api_reply_error (request, error);
      return;
    }
  out = g_string_new ("{\"periods\":[");
  for (guint i = 0; i < periods->len; i++)
    {
      g_string_append (out, i > 0 ? "," : "");
      append_period (out, g_ptr_array_index (periods, i));
    }
  LITERAL (out, "]}");
  gw_http_request_reply_json (request, 200, out);
}

/* FALSE: answered. */
static gboolean
read_month (GwHttpRequest *request, guint *ret_month)
{
  if (gw_period_parse (gw_http_request_param (request, "period"), ret_month))
    return TRUE;
  gw_http_request_reply_problem (
      request, gw_problem_new ("period", "period", "A month is written like 2026-11."));
  return FALSE;
}

static void
acted_cb (const GwPeriod *period, const GError *error, gpointer data)
{
  g_autoptr (GwHttpRequest) request = data;
  GString *out;

  if (error)
    {
      gw_api_reply_error (request, error);
      return;
    }
  out = g_string_new (NULL);
  append_period (out, period);
  gw_http_request_reply_json (request, 200, out);
}

void
gw_api_period_act (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  json_object *json;
  g_autoptr (GError) error = NULL;
  GwPeriodAction action = GW_PERIOD_NONE;
  GwJsonReader reader;
  const char *name, *reason;
  guint month;

  if (!read_month (request, &month))
    return;
  json = gw_api_read_json (request);
  if (!json)
    return;
  gw_json_reader_init (&reader, json);
  name = gw_json_reader_string (&reader, "action", TRUE, 20);
  reason = gw_json_reader_string (&reader, "reason", FALSE, REASON_LENGTH);
  if (name && !gw_period_action_parse (name, &action))
    gw_json_reader_fail (&reader, "out_of_range", "action",
                         "An action is review, lock or reopen.");
  if (gw_api_reply_reader_problem (request, &reader))
    return;
  if (gw_period_act (api->service, gw_http_request_user (request), month, action, reason,
                     acted_cb, gw_http_request_ref (request), &error))
    return;
  gw_api_reply_error (request, error);
  gw_http_request_unref (request);
}

/* --- differences ------------------------------------------------------------------------ */

static void
append_pair (GString *out, GwFigure figure, gint64 frozen, gint64 now)
{
  LITERAL (out, "\"figure\":");
  gw_json_append_string (out, gw_figure_name (figure));
  LITERAL (out, ",\"frozen\":");
  gw_json_append_int (out, frozen);
  LITERAL (out, ",\"now\":");
  gw_json_append_int (out, now);
}

static void
append_difference (GString *out, const GwSnapshot *snapshot, const GwPeriodDifference *item)
{
  const GwCell *cell = gw_snapshot_cell_by_id (snapshot, item->cell_id);
  const GwCaseClass *class = gw_snapshot_class_by_id (snapshot, item->class_id);

  LITERAL (out, "{\"cell\":");
  gw_json_append_string (out, cell ? cell->code : NULL);
  LITERAL (out, ",\"class\":");
  if (class)
    {
      LITERAL (out, "{\"kind\":");
      gw_json_append_string (out, gw_class_kind_name (class->kind));
      LITERAL (out, ",\"code\":");
      gw_json_append_string (out, class->code);
      LITERAL (out, ",\"name\":");
      gw_json_append_string (out, class->name);
      LITERAL (out, ",\"name_en\":");
      gw_json_append_string (out, class->name_en);
      LITERAL (out, "}");
    }
  else
    LITERAL (out, "null");
  LITERAL (out, ",\"department\":");
  gw_encode_department (out, gw_snapshot_department (snapshot, item->department_id));
  LITERAL (out, ",");
  append_pair (out, item->figure, item->frozen, item->now);
  LITERAL (out, "}");
}

static void
append_totals (GString *out, const GwPeriodDifferences *differences)
{
  const char *comma = "{";

  LITERAL (out, ",\"total\":[");
  for (guint i = 0; i < GW_N_FIGURES; i++)
    {
      gint64 frozen = differences->frozen.values[i], now = differences->now.values[i];

      if (frozen == 0 && now == 0)
        continue;
      g_string_append (out, comma);
      append_pair (out, i, frozen, now);
      LITERAL (out, "}");
      comma = ",{";
    }
  LITERAL (out, "]");
}

static void
compared_cb (const GwPeriodDifferences *differences, const GError *error, gpointer data)
{
  g_autoptr (GwHttpRequest) request = data;
  GwApi *api = gw_http_request_context (request);
  GString *out;

  if (error)
    gw_api_reply_error (request, error);
  if (error || !api)
    return;
  out = g_string_new ("{\"period\":");
  append_month (out, differences->month);
  LITERAL (out, ",\"state\":");
  gw_json_append_string (out, gw_period_state_name (differences->state));
  LITERAL (out, ",\"frozen_at\":");
  gw_json_append_time (out, differences->frozen_at);
  LITERAL (out, ",\"differences\":");
  gw_json_append_int (out, differences->n);
  append_totals (out, differences);
  LITERAL (out, ",\"items\":[");
  for (guint i = 0; i < differences->items->len; i++)
    {
      g_string_append (out, i > 0 ? "," : "");
      append_difference (out, gw_api_snapshot (api),
                         &g_array_index (differences->items, GwPeriodDifference, i));
    }
  LITERAL (out, "]}");
  gw_http_request_reply_json (request, 200, out);
}

void
gw_api_period_differences (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  g_autoptr (GError) error = NULL;
  guint month;

  if (!read_month (request, &month))
    return;
  if (gw_period_compare (api->service, gw_http_request_user (request), month, compared_cb,
                         gw_http_request_ref (request), &error))
    return;
  gw_api_reply_error (request, error);
  gw_http_request_unref (request);
}
