/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /api/v1/statistics/inspectors and duty-grids: what inspectors do, in numbers. */
#define G_LOG_DOMAIN "gridward-api"

#include "backend/service/patrol.h"

#include <string.h>

#include "backend/api/api-private.h"
#include "backend/api/encode.h"
#include "backend/api/resources.h"
#include "backend/http/json-write.h"

#define LITERAL gw_encode_literal

static const char *
code_name (GwPatrolOf of)
{
  return of == GW_PATROL_INSPECTORS ? "login" : "code";
}

/* Each with its leading comma. */
static void
append_figures (GString *out, GwPatrolOf of, const GwPatrolCounts *counts)
{
  for (guint i = 0; i < gw_patrol_n_counts (of); i++)
    g_string_append_printf (out, ",\"%s\":%" G_GINT64_FORMAT, gw_patrol_count_name (of, i),
                            counts->counts[i]);
  for (guint i = 0; i < gw_patrol_n_rates (of); i++)
    gw_api_append_rate (out, gw_patrol_rate_name (of, i), gw_patrol_rate (of, i, counts));
}

static void
append_row (GString *out, GwPatrolOf of, const GwPatrolRow *row)
{
  g_string_append_printf (out, "{\"%s\":", code_name (of));
  gw_json_append_string (out, row->code);
  LITERAL (out, ",\"name\":");
  gw_json_append_string (out, row->name);
  append_figures (out, of, &row->counts);
  LITERAL (out, "}");
}

static void
append_formulas (GString *out, GwPatrolOf of, const char *language)
{
  for (guint i = 0; i < gw_patrol_n_rates (of); i++)
    {
      g_string_append_printf (out, "%s\"%s\":", i > 0 ? "," : "",
                              gw_patrol_rate_name (of, i));
      gw_json_append_string (out, gw_patrol_rate_formula (of, i, language));
    }
}

static GString *
make_json (const GwPatrol *patrol, const char *language)
{
  GString *out = g_string_new ("{\"from\":");
  gsize start;

  gw_api_append_date (out, patrol->from);
  LITERAL (out, ",\"to\":");
  gw_api_append_date (out, patrol->to);
  g_string_append (out, patrol->of == GW_PATROL_INSPECTORS ? ",\"inspectors\":["
                                                           : ",\"duty_grids\":[");
  for (guint i = 0; i < patrol->rows->len; i++)
    {
      if (i > 0)
        LITERAL (out, ",");
      append_row (out, patrol->of, &g_array_index (patrol->rows, GwPatrolRow, i));
    }
  LITERAL (out, "],\"total\":{");
  start = out->len;
  append_figures (out, patrol->of, &patrol->total);
  /* Without the comma that leads every figure. */
  g_string_erase (out, (gssize)start, 1);
  LITERAL (out, "},\"formulas\":{");
  append_formulas (out, patrol->of, language);
  LITERAL (out, "}}");
  return out;
}

static GBytes *
make_csv (const GwPatrol *patrol)
{
  GwPatrolOf of = patrol->of;
  GString *out = g_string_new (code_name (of));

  LITERAL (out, ",name");
  for (guint i = 0; i < gw_patrol_n_counts (of); i++)
    g_string_append_printf (out, ",%s", gw_patrol_count_name (of, i));
  for (guint i = 0; i < gw_patrol_n_rates (of); i++)
    g_string_append_printf (out, ",%1$s,%1$s_numerator,%1$s_denominator",
                            gw_patrol_rate_name (of, i));
  LITERAL (out, "\r\n");
  for (guint r = 0; r < patrol->rows->len; r++)
    {
      const GwPatrolRow *row = &g_array_index (patrol->rows, GwPatrolRow, r);

      gw_api_append_csv_text (out, row->code);
      LITERAL (out, ",");
      gw_api_append_csv_text (out, row->name);
      for (guint i = 0; i < gw_patrol_n_counts (of); i++)
        g_string_append_printf (out, ",%" G_GINT64_FORMAT, row->counts.counts[i]);
      for (guint i = 0; i < gw_patrol_n_rates (of); i++)
        gw_api_append_csv_rate (out, gw_patrol_rate (of, i, &row->counts));
      LITERAL (out, "\r\n");
    }
  return g_string_free_to_bytes (out);
}

static void
counted_cb (const GwPatrol *patrol, const GError *error, gpointer data)
{
  g_autoptr (GwHttpRequest) request = data;
  g_autoptr (GBytes) csv = NULL;

  if (error)
    {
      gw_api_reply_error (request, error);
      return;
    }
  if (!gw_api_wants_csv (request))
    {
      gw_http_request_reply_json (request, 200,
                                  make_json (patrol, gw_http_request_language (request)));
      return;
    }
  csv = make_csv (patrol);
  gw_http_request_reply (request, 200, "text/csv; charset=utf-8", csv);
}

static void
reply_patrol (GwHttpRequest *request, GwApi *api, GwPatrolOf of)
{
  GwHttpQuery *query = gw_http_request_query (request);
  guint from = gw_api_query_date (api, query, "from");
  guint to = gw_api_query_date (api, query, "to");
  g_autoptr (GError) error = NULL;

  if (gw_api_reply_query_problem (request))
    return;
  if (gw_patrol_query (api->service, gw_http_request_user (request), of, from, to,
                       counted_cb, gw_http_request_ref (request), &error))
    return;
  gw_api_reply_query_error (request, error);
  gw_http_request_unref (request);
}

void
gw_api_patrol_inspectors (GwHttpRequest *request, gpointer api)
{
  reply_patrol (request, api, GW_PATROL_INSPECTORS);
}

void
gw_api_patrol_duty_grids (GwHttpRequest *request, gpointer api)
{
  reply_patrol (request, api, GW_PATROL_DUTY_GRIDS);
}
