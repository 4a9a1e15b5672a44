/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GET /api/v1/statistics/closing-times: how long cases took until they were closed. */
#define G_LOG_DOMAIN "gridward-api"

#include "backend/service/closing-times.h"
#include "backend/api/api-private.h"
#include "backend/api/encode.h"
#include "backend/api/figure-query.h"
#include "backend/api/resources.h"
#include "backend/http/json-write.h"

#define LITERAL gw_encode_literal

typedef struct
{
  GwHttpRequest *request;
  GwDimension rows;
} Question;

static void
question_free (Question *question)
{
  gw_http_request_unref (question->request);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

/* ,"median_s":3600 or null where there are no cases. */
static void
append_time (GString *out, const char *name, const GwClosingRow *row, double seconds)
{
  g_string_append_printf (out, ",\"%s\":", name);
  if (row->n > 0)
    gw_json_append_double (out, seconds);
  else
    LITERAL (out, "null");
}

/* Without its braces. */
static void
append_times (GString *out, const GwClosingRow *row)
{
  LITERAL (out, "\"n\":");
  gw_json_append_int (out, row->n);
  append_time (out, "median_s", row, (double)row->median_s);
  append_time (out, "p90_s", row, (double)row->p90_s);
  append_time (out, "mean_s", row, row->mean_s);
  LITERAL (out, ",\"histogram\":[");
  for (guint i = 0; i < GW_N_CLOSING_BARS; i++)
    {
      g_string_append (out, i > 0 ? "," : "");
      gw_json_append_int (out, row->bars[i]);
    }
  LITERAL (out, "]");
}

static void
append_edges (GString *out)
{
  LITERAL (out, ",\"edges_s\":[");
  for (guint i = 0; gw_closing_bar_s (i) > 0; i++)
    {
      g_string_append (out, i > 0 ? "," : "");
      gw_json_append_int (out, gw_closing_bar_s (i));
    }
  LITERAL (out, "]");
}

static GString *
make_json (const Question *question, const GwClosingTimes *times)
{
  GString *out = g_string_new ("{\"from\":");

  gw_api_append_date (out, times->from);
  LITERAL (out, ",\"to\":");
  gw_api_append_date (out, times->to);
  LITERAL (out, ",\"rows\":");
  gw_json_append_string (out, gw_dimension_name (question->rows));
  append_edges (out);
  LITERAL (out, ",\"items\":[");
  for (guint i = 0; i < times->rows->len; i++)
    {
      const GwClosingRow *row = &g_array_index (times->rows, GwClosingRow, i);

      g_string_append (out, i > 0 ? ",{\"key\":" : "{\"key\":");
      gw_json_append_string (out, row->row.key);
      LITERAL (out, ",\"name\":");
      gw_json_append_string (out, row->row.name);
      LITERAL (out, ",\"name_en\":");
      gw_json_append_string (out, row->row.name_en);
      LITERAL (out, ",");
      append_times (out, row);
      LITERAL (out, "}");
    }
  LITERAL (out, "],\"total\":{");
  append_times (out, &times->total);
  LITERAL (out, "}}");
  return out;
}

static void
measured_cb (const GwClosingTimes *times, const GError *error, gpointer data)
{
  g_autoptr (Question) question = data;

  if (error)
    gw_api_reply_query_error (question->request, error);
  else if (gw_http_request_context (question->request))
    gw_http_request_reply_json (question->request, 200, make_json (question, times));
}

void
gw_api_statistics_closing_times (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  GwHttpQuery *query = gw_http_request_query (request);
  const char *rows = gw_http_query_get (query, "rows");
  GwFiguresQuery filter = { .rows = GW_DIMENSION_CITY };
  g_autoptr (Question) question = g_new0 (Question, 1);
  g_autoptr (GError) error = NULL;

  question->request = gw_http_request_ref (request);
  if (!rows)
    gw_http_query_fail (query, "missing_field", "rows", "The dimension of the rows.");
  else if (!gw_dimension_parse (rows, &filter.rows))
    gw_http_query_fail (query, "unknown_dimension", "rows", "There is no such dimension.");
  gw_figure_query_read (api, query, &filter);
  question->rows = filter.rows;
  if (gw_api_reply_query_problem (request))
    return;
  if (gw_closing_times (api->service, gw_http_request_user (request), &filter, measured_cb,
                        question, &error))
    g_steal_pointer (&question);
  else
    gw_api_reply_query_error (request, error);
}
