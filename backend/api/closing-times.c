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
#define MAX_LIMIT 100000
#define ROW_SIZE 300

typedef struct
{
  GwHttpRequest *request; /* until the times are there */
  char *key;
  GwDimension rows;
  GwClosingTimes *times;
  char *next_stem;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_clear_pointer (&question->request, gw_http_request_unref);
  g_clear_pointer (&question->times, gw_closing_times_drop);
  g_free (question->next_stem);
  g_free (question->key);
  g_free (question);
}

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

static void
append_item (GString *out, const GwClosingRow *row)
{
  LITERAL (out, "{\"key\":");
  gw_json_append_string (out, row->row.key);
  LITERAL (out, ",\"name\":");
  gw_json_append_string (out, row->row.name);
  LITERAL (out, ",\"name_en\":");
  gw_json_append_string (out, row->row.name_en);
  LITERAL (out, ",");
  append_times (out, row);
  LITERAL (out, "}");
}

static void
append_next (GString *out, const Question *question)
{
  const GArray *rows = question->times->rows;
  g_autofree char *escaped = NULL;
  g_autofree char *link = NULL;

  if (!question->times->more || rows->len == 0)
    return;
  escaped = g_uri_escape_string (g_array_index (rows, GwClosingRow, rows->len - 1).row.key,
                                 NULL, FALSE);
  link = g_strconcat (question->next_stem, escaped, NULL);
  LITERAL (out, ",\"next\":");
  gw_json_append_string (out, link);
}

static GBytes *
make_json (gconstpointer data)
{
  const Question *question = data;
  const GwClosingTimes *times = question->times;
  GString *out = g_string_sized_new (times->rows->len * ROW_SIZE + 1000);

  LITERAL (out, "{\"from\":");
  gw_api_append_date (out, times->from);
  LITERAL (out, ",\"to\":");
  gw_api_append_date (out, times->to);
  LITERAL (out, ",\"rows\":");
  gw_json_append_string (out, gw_dimension_name (question->rows));
  append_edges (out);
  LITERAL (out, ",\"items\":[");
  for (guint i = 0; i < times->rows->len; i++)
    {
      g_string_append (out, i > 0 ? "," : "");
      append_item (out, &g_array_index (times->rows, GwClosingRow, i));
    }
  LITERAL (out, "],\"total\":{");
  append_times (out, &times->total);
  LITERAL (out, "}");
  append_next (out, question);
  LITERAL (out, "}");
  return g_string_free_to_bytes (out);
}

/* --- asking ------------------------------------------------------------------------------- */

static void
measured_cb (GwClosingTimes **times, const GError *error, gpointer data)
{
  Question *question = data;
  g_autoptr (GwHttpRequest) request = g_steal_pointer (&question->request);
  GwApi *api = gw_http_request_context (request);
  g_autofree char *key = g_strdup (question->key);

  if (error)
    gw_api_reply_query_error (request, error);
  if (error || !api)
    {
      question_free (question);
      return;
    }
  question->times = g_steal_pointer (times);
  question->next_stem = gw_figure_query_next_stem (request);
  gw_answer_cache_make (api->cache, key, "application/json", request, make_json, question,
                        question_free);
}

static Question *
question_new (GwApi *api, GwHttpRequest *request)
{
  Question *question = g_new0 (Question, 1);

  question->request = gw_http_request_ref (request);
  question->key = gw_figure_query_key (api, request, "times");
  return question;
}

void
gw_api_statistics_closing_times (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  GwHttpQuery *query = gw_http_request_query (request);
  const char *rows = gw_http_query_get (query, "rows");
  GwFiguresQuery filter = { .rows = GW_DIMENSION_CITY };
  Question *question = question_new (api, request);
  g_autoptr (GError) error = NULL;

  if (!rows)
    gw_http_query_fail (query, "missing_field", "rows", "The dimension of the rows.");
  else if (!gw_dimension_parse (rows, &filter.rows))
    gw_http_query_fail (query, "unknown_dimension", "rows", "There is no such dimension.");
  gw_figure_query_read (api, query, &filter);
  filter.limit = (guint)gw_http_query_int (query, "limit", 1, MAX_LIMIT, 0);
  filter.after = gw_http_query_get (query, "after");
  question->rows = filter.rows;
  if (gw_api_reply_query_problem (request) ||
      gw_answer_cache_reply (api->cache, question->key, request))
    {
      question_free (question);
      return;
    }
  if (gw_closing_times (api->service, gw_http_request_user (request), &filter, measured_cb,
                        question, &error))
    return;
  gw_api_reply_query_error (request, error);
  question_free (question);
}
