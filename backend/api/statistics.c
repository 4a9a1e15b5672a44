/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /api/v1/statistics: the city in numbers, per cell and per department. */
#define G_LOG_DOMAIN "gridward-api"

#include "backend/service/statistics.h"
#include "backend/api/api-private.h"
#include "backend/api/encode.h"
#include "backend/api/resources.h"
#include "backend/http/json-write.h"

#include <string.h>

#define MAX_LIMIT 100000
#define ROW_SIZE 640

/* What a worker thread needs to write the answer. */
typedef struct
{
  GwSnapshot *snapshot; /* that the rows point into */
  GArray *rows;         /* GwStatisticsRow */
  GwCounters total;
  GwShownRates rates;
  const char *language; /* static */
  GwStatisticsOf of;
  gboolean more;
  guint from;
  guint to;
  char *next_stem; /* path and query of the next page, up to its cursor */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  gw_snapshot_unref (job->snapshot);
  g_array_unref (job->rows);
  g_free (job->next_stem);
  g_free (job);
}

void
gw_api_append_date (GString *out, guint date)
{
  if (date)
    g_string_append_printf (out, "\"%04u-%02u-%02u\"", date / 10000, date / 100 % 100,
                            date % 100);
  else
    gw_encode_literal (out, "null");
}

void
gw_api_append_rate (GString *out, const char *name, GwRate rate)
{
  double value;

  g_string_append_printf (out, ",\"%s\":{\"value\":", name);
  if (gw_rate_value (rate, &value))
    gw_json_append_double (out, value);
  else
    gw_encode_literal (out, "null");
  gw_encode_literal (out, ",\"numerator\":");
  gw_json_append_int (out, rate.numerator);
  gw_encode_literal (out, ",\"denominator\":");
  gw_json_append_int (out, rate.denominator);
  gw_encode_literal (out, "}");
}

/* The figures, each with its leading comma. */
static void
append_figures (GString *out, const GwCounters *row, const GwShownRates *rates)
{
  for (guint i = 0; i < GW_N_SHOWN_COUNTERS; i++)
    {
      gw_encode_literal (out, ",\"");
      g_string_append (out, gw_counters_name (i));
      gw_encode_literal (out, "\":");
      gw_json_append_int (out, gw_counters_get (row, i));
    }
  for (guint i = 0; i < GW_N_SHOWN_RATES; i++)
    gw_api_append_rate (out, gw_shown_rates_name (i), gw_shown_rates_get (rates, i, row));
}

void
gw_api_append_figures (GString *out, const GwCounters *counters, const GwShownRates *rates)
{
  gsize start = out->len;

  append_figures (out, counters, rates);
  out->str[start] = '{'; /* instead of the comma that leads every figure */
  gw_encode_literal (out, "}");
}

void
gw_api_append_formulas (GString *out, const GwShownRates *rates, const char *language)
{
  gw_encode_literal (out, ",\"formulas\":{");
  for (guint i = 0; i < GW_N_SHOWN_RATES; i++)
    {
      const GwBookIndicator *rate = rates->in_force[i];
      g_autofree char *formula = rate ? gw_book_indicator_formula (rate, language) : NULL;

      g_string_append_printf (out, "%s\"%s\":", i > 0 ? "," : "", gw_shown_rates_name (i));
      gw_json_append_string (out, formula);
    }
  gw_encode_literal (out, "}");
}

static void
append_row (GString *out, const GwStatisticsRow *row, const GwShownRates *rates)
{
  gw_encode_literal (out, "{\"code\":");
  if (row->cell)
    gw_json_append_string (out, row->cell->code);
  else
    {
      gw_json_append_string (out, row->department->code);
      gw_encode_literal (out, ",\"name\":");
      gw_json_append_string (out, row->department->name);
      gw_encode_literal (out, ",\"name_en\":");
      gw_json_append_string (out, row->department->name_en);
    }
  append_figures (out, &row->counters, rates);
  gw_encode_literal (out, "}");
}

static const char *
code_of (const GwStatisticsRow *row)
{
  return row->cell ? row->cell->code : row->department->code;
}

static GBytes *
make_json (gconstpointer data)
{
  const Job *job = data;
  const GArray *rows = job->rows;
  GString *out = g_string_sized_new (rows->len * ROW_SIZE + 500);

  gw_encode_literal (out, "{\"from\":");
  gw_api_append_date (out, job->from);
  gw_encode_literal (out, ",\"to\":");
  gw_api_append_date (out, job->to);
  gw_api_append_formulas (out, &job->rates, job->language);
  g_string_append (out,
                   job->of == GW_STATISTICS_CELLS ? ",\"cells\":[" : ",\"departments\":[");
  for (guint i = 0; i < rows->len; i++)
    {
      if (i > 0)
        gw_encode_literal (out, ",");
      append_row (out, &g_array_index (rows, GwStatisticsRow, i), &job->rates);
    }
  gw_encode_literal (out, "],\"total\":");
  gw_api_append_figures (out, &job->total, &job->rates);
  if (job->more && rows->len > 0)
    {
      const GwStatisticsRow *last = &g_array_index (rows, GwStatisticsRow, rows->len - 1);
      g_autofree char *escaped = g_uri_escape_string (code_of (last), NULL, FALSE);
      g_autofree char *link = g_strconcat (job->next_stem, escaped, NULL);

      gw_encode_literal (out, ",\"next\":");
      gw_json_append_string (out, link);
    }
  gw_encode_literal (out, "}");
  return g_string_free_to_bytes (out);
}

/* Quoted, with a leading apostrophe where a spreadsheet would take the text for a formula. */
void
gw_api_append_csv_text (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  if (text && *text && strchr ("=+-@\t\r", *text))
    g_string_append_c (out, '\'');
  for (const char *p = text; p && *p; p++)
    {
      if (*p == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}

static void
append_csv_header (GString *out, GwStatisticsOf of)
{
  g_string_append (out, of == GW_STATISTICS_CELLS ? "code" : "code,name,name_en");
  for (guint i = 0; i < GW_N_SHOWN_COUNTERS; i++)
    g_string_append_printf (out, ",%s", gw_counters_name (i));
  for (guint i = 0; i < GW_N_SHOWN_RATES; i++)
    g_string_append_printf (out, ",%1$s,%1$s_numerator,%1$s_denominator",
                            gw_shown_rates_name (i));
  for (guint i = 0; i < GW_N_SHOWN_RATES; i++)
    g_string_append_printf (out, ",%s_variant", gw_shown_rates_name (i));
  gw_encode_literal (out, "\r\n");
}

void
gw_api_append_csv_rate (GString *out, GwRate rate)
{
  double value;

  gw_encode_literal (out, ",");
  if (gw_rate_value (rate, &value))
    gw_json_append_double (out, value);
  else
    gw_encode_literal (out, "no cases");
  g_string_append_printf (out, ",%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT, rate.numerator,
                          rate.denominator);
}

static void
append_csv_row (GString *out, const GwStatisticsRow *row, const GwShownRates *rates)
{
  gw_api_append_csv_text (out, code_of (row));
  if (row->department)
    {
      gw_encode_literal (out, ",");
      gw_api_append_csv_text (out, row->department->name);
      gw_encode_literal (out, ",");
      gw_api_append_csv_text (out, row->department->name_en);
    }
  for (guint i = 0; i < GW_N_SHOWN_COUNTERS; i++)
    {
      gw_encode_literal (out, ",");
      gw_json_append_int (out, gw_counters_get (&row->counters, i));
    }
  for (guint i = 0; i < GW_N_SHOWN_RATES; i++)
    gw_api_append_csv_rate (out, gw_shown_rates_get (rates, i, &row->counters));
  /* A name of the book: lower-case letters, digits and underscores. */
  for (guint i = 0; i < GW_N_SHOWN_RATES; i++)
    g_string_append_printf (out, ",%s", gw_shown_rates_variant (rates, i));
  gw_encode_literal (out, "\r\n");
}

static GBytes *
make_csv (gconstpointer data)
{
  const Job *job = data;
  const GArray *rows = job->rows;
  GString *out = g_string_new (NULL);

  append_csv_header (out, job->of);
  for (guint i = 0; i < rows->len; i++)
    append_csv_row (out, &g_array_index (rows, GwStatisticsRow, i), &job->rates);
  return g_string_free_to_bytes (out);
}

/* A question that waits for its numbers. */
typedef struct
{
  GwHttpRequest *request;
  char *key;
  guint from;
  guint to;
  gboolean csv;
} Question;

static void
question_free (Question *question)
{
  gw_http_request_unref (question->request);
  g_free (question->key);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

/* The request's path and query without its cursor, ending in "after=". */
static char *
make_next_stem (GwHttpRequest *request)
{
  const char *text = gw_http_request_query_text (request);
  g_auto (GStrv) pairs = g_strsplit (text ? text : "", "&", -1);
  GString *stem = g_string_new (gw_http_request_path (request));

  g_string_append_c (stem, '?');
  for (guint i = 0; pairs[i]; i++)
    if (*pairs[i] && !g_str_has_prefix (pairs[i], "after="))
      g_string_append_printf (stem, "%s&", pairs[i]);
  g_string_append (stem, "after=");
  return g_string_free (stem, FALSE);
}

static void
counted_cb (GwStatistics *statistics, const GError *error, gpointer data)
{
  g_autoptr (Question) question = data;
  GwApi *api = gw_http_request_context (question->request);
  Job *job;

  if (error)
    {
      gw_api_reply_query_error (question->request, error);
      return;
    }
  if (!api)
    return;
  job = g_new0 (Job, 1);
  job->snapshot = gw_snapshot_ref (statistics->snapshot);
  job->rows = g_array_ref (statistics->rows);
  job->total = statistics->total;
  job->rates = statistics->rates;
  job->language = gw_http_request_language (question->request);
  job->of = statistics->of;
  job->more = statistics->more;
  job->from = question->from;
  job->to = question->to;
  job->next_stem = make_next_stem (question->request);
  gw_answer_cache_make (api->cache, question->key,
                        question->csv ? "text/csv; charset=utf-8" : "application/json",
                        question->request, question->csv ? make_csv : make_json, job,
                        job_free);
}

gboolean
gw_api_wants_csv (GwHttpRequest *request)
{
  const char *accept = gw_http_request_header (request, "Accept");

  return accept && strstr (accept, "text/csv") != NULL;
}

/* The same numbers for everybody who sees the same cases, until something changes; with their
 * formulas in a language. */
static char *
make_key (GwApi *api, GwHttpRequest *request, GwStatisticsOf of, gboolean csv)
{
  const GwPerson *user = gw_http_request_user (request);
  guint scope = gw_permissions_scope (user->roles);
  const char *text = gw_http_request_query_text (request);

  return g_strdup_printf (
      "statistics %d %d %s %" G_GUINT64_FORMAT " %u %" G_GINT64_FORMAT " %" G_GINT64_FORMAT
      " %" G_GINT64_FORMAT " %s",
      of, csv, gw_http_request_language (request), gw_service_stamp (api->service), scope,
      scope == GW_SCOPE_ALL ? 0 : user->department_id, scope == GW_SCOPE_ALL ? 0 : user->id,
      user->area_id, text ? text : "");
}

static void
reply_statistics (GwHttpRequest *request, GwApi *api, GwStatisticsOf of)
{
  GwHttpQuery *query = gw_http_request_query (request);
  g_autoptr (GError) error = NULL;
  Question *question = g_new0 (Question, 1);
  GwStatisticsQuery filter = { 0 };

  question->request = gw_http_request_ref (request);
  question->csv = gw_api_wants_csv (request);
  question->key = make_key (api, request, of, question->csv);
  gw_api_query_period (api, query, &filter.from, &filter.to);
  question->from = filter.from;
  question->to = filter.to;
  filter.class_code = gw_http_query_get (query, "class");
  filter.has_kind = gw_api_query_kind (query, &filter.kind);
  filter.department = gw_http_query_get (query, "department");
  filter.limit = (guint)gw_http_query_int (query, "limit", 1, MAX_LIMIT, 0);
  filter.after = gw_http_query_get (query, "after");
  if (gw_api_reply_query_problem (request) ||
      gw_answer_cache_reply (api->cache, question->key, request))
    {
      question_free (question);
      return;
    }
  if (gw_statistics_query (api->service, gw_http_request_user (request), of, &filter,
                           counted_cb, question, &error))
    return;
  gw_api_reply_query_error (request, error);
  question_free (question);
}

void
gw_api_statistics_cells (GwHttpRequest *request, gpointer api)
{
  reply_statistics (request, api, GW_STATISTICS_CELLS);
}

void
gw_api_statistics_departments (GwHttpRequest *request, gpointer api)
{
  reply_statistics (request, api, GW_STATISTICS_DEPARTMENTS);
}
