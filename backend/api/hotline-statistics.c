/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GET /api/v1/statistics/hotline: the three rates of a period, with their formulas. */
#define G_LOG_DOMAIN "gridward-api"

#include "backend/service/hotline.h"
#include "backend/api/api-private.h"
#include "backend/api/encode.h"
#include "backend/api/resources.h"
#include "backend/http/json-write.h"

#define LITERAL gw_encode_literal

/* Each with its leading comma. */
static void
append_figures (GString *out, const GwHotlineCounts *counts)
{
  for (guint i = 0; i < GW_N_HOTLINE_COUNTS; i++)
    {
      g_string_append_printf (out, ",\"%s\":", gw_hotline_count_name (i));
      gw_json_append_int (out, gw_hotline_count_get (counts, i));
    }
  for (guint i = 0; i < GW_HOTLINE_N_RATES; i++)
    gw_api_append_rate (out, gw_hotline_rate_name (i), gw_hotline_rate (i, counts));
}

static void
append_formulas (GString *out, const char *language)
{
  LITERAL (out, ",\"formulas\":{");
  for (guint i = 0; i < GW_HOTLINE_N_RATES; i++)
    {
      g_string_append_printf (out, "%s\"%s\":", i > 0 ? "," : "", gw_hotline_rate_name (i));
      gw_json_append_string (out, gw_hotline_rate_formula (i, language));
    }
  LITERAL (out, "}");
}

static GString *
make_json (const GwHotlineStatistics *statistics, guint from, guint to,
           const char *language)
{
  GString *out = g_string_new ("{\"from\":");

  gw_api_append_date (out, from);
  LITERAL (out, ",\"to\":");
  gw_api_append_date (out, to);
  append_formulas (out, language);
  LITERAL (out, ",\"departments\":[");
  for (guint i = 0; i < statistics->rows->len; i++)
    {
      const GwHotlineSum *row = &g_array_index (statistics->rows, GwHotlineSum, i);

      LITERAL (out, "{\"department\":");
      gw_encode_department (out, row->department);
      append_figures (out, &row->counts);
      g_string_append (out, i + 1 < statistics->rows->len ? "}," : "}");
    }
  LITERAL (out, "],\"total\":{\"department\":null");
  append_figures (out, &statistics->total);
  LITERAL (out, "}}");
  return out;
}

static void
append_csv_row (GString *out, const char *code, const char *name, const char *name_en,
                const GwHotlineCounts *counts)
{
  gw_api_append_csv_text (out, code);
  LITERAL (out, ",");
  gw_api_append_csv_text (out, name);
  LITERAL (out, ",");
  gw_api_append_csv_text (out, name_en);
  for (guint i = 0; i < GW_N_HOTLINE_COUNTS; i++)
    {
      LITERAL (out, ",");
      gw_json_append_int (out, gw_hotline_count_get (counts, i));
    }
  for (guint i = 0; i < GW_HOTLINE_N_RATES; i++)
    gw_api_append_csv_rate (out, gw_hotline_rate (i, counts));
  LITERAL (out, "\r\n");
}

static GString *
make_csv (const GwHotlineStatistics *statistics)
{
  GString *out = g_string_new ("code,name,name_en");

  for (guint i = 0; i < GW_N_HOTLINE_COUNTS; i++)
    g_string_append_printf (out, ",%s", gw_hotline_count_name (i));
  for (guint i = 0; i < GW_HOTLINE_N_RATES; i++)
    g_string_append_printf (out, ",%1$s,%1$s_numerator,%1$s_denominator",
                            gw_hotline_rate_name (i));
  LITERAL (out, "\r\n");
  for (guint i = 0; i < statistics->rows->len; i++)
    {
      const GwHotlineSum *row = &g_array_index (statistics->rows, GwHotlineSum, i);
      const GwDepartment *department = row->department;

      if (department)
        append_csv_row (out, department->code, department->name, department->name_en,
                        &row->counts);
      else
        append_csv_row (out, "", "受理中心", "Centre", &row->counts);
    }
  return out;
}

void
gw_api_statistics_hotline (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  GwHttpQuery *query = gw_http_request_query (request);
  guint from, to;
  g_autoptr (GwHotlineStatistics) statistics = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) csv = NULL;

  gw_api_query_period (api, query, &from, &to);
  if (gw_api_reply_query_problem (request))
    return;
  statistics = gw_hotline_statistics (api->service, gw_http_request_user (request), from,
                                      to, gw_http_query_get (query, "department"), &error);
  if (!statistics)
    {
      gw_api_reply_query_error (request, error);
      return;
    }
  if (!gw_api_wants_csv (request))
    {
      gw_http_request_reply_json (
          request, 200,
          make_json (statistics, from, to, gw_http_request_language (request)));
      return;
    }
  csv = g_string_free_to_bytes (make_csv (statistics));
  gw_http_request_reply (request, 200, "text/csv; charset=utf-8", csv);
}
