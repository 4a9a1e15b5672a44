/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /api/v1/statistics/table: figures and indicators by any dimension. */
#define G_LOG_DOMAIN "gridward-api"

#include "backend/service/figures.h"

#include <string.h>

#include "backend/api/api-private.h"
#include "backend/api/encode.h"
#include "backend/api/figure-query.h"
#include "backend/api/resources.h"
#include "backend/http/json-write.h"
#include "backend/rules/indicator-book.h"

#define LITERAL gw_encode_literal
#define MAX_LIMIT 100000
#define ROW_SIZE 900

/* What is shown of each row. */
typedef struct
{
  gboolean figures[GW_N_FIGURES];
  GwIndicatorBook *book;
  GPtrArray *indicators; /* const GwBookIndicator */
} Shown;

typedef struct
{
  GwHttpRequest *request; /* until the numbers are there */
  char *key;
  gboolean csv;
  GwDimension rows;
  gboolean has_columns;
  GwDimension columns;
  Shown shown;
  GwFiguresTable *table;
  char *next_stem;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->request, gw_http_request_unref);
  g_clear_pointer (&job->table, gw_figures_table_free);
  g_ptr_array_unref (job->shown.indicators);
  gw_indicator_book_unref (job->shown.book);
  g_free (job->next_stem);
  g_free (job->key);
  g_free (job);
}

/* --- writing -------------------------------------------------------------------------- */

static void
append_figures (GString *out, const Shown *shown, const GwFigures *figures)
{
  gboolean first = TRUE;

  LITERAL (out, "\"figures\":{");
  for (guint i = 0; i < GW_N_FIGURES; i++)
    {
      if (!shown->figures[i])
        continue;
      g_string_append_printf (out, "%s\"%s\":", first ? "" : ",", gw_figure_name (i));
      gw_json_append_int (out, figures->values[i]);
      first = FALSE;
    }
  LITERAL (out, "},\"indicators\":{");
  for (guint i = 0; i < shown->indicators->len; i++)
    {
      const GwBookIndicator *indicator = g_ptr_array_index (shown->indicators, i);
      gsize start = out->len;

      gw_api_append_rate (out, indicator->name,
                          gw_book_indicator_rate (indicator, figures));
      if (i == 0)
        g_string_erase (out, (gssize)start, 1);
    }
  LITERAL (out, "}");
}

static void
append_label (GString *out, const GwFiguresLabel *label)
{
  LITERAL (out, "\"key\":");
  gw_json_append_string (out, label->key);
  LITERAL (out, ",\"name\":");
  gw_json_append_string (out, label->name);
  LITERAL (out, ",\"name_en\":");
  gw_json_append_string (out, label->name_en);
}

static void
append_before (GString *out, const Job *job, const GwFigures *before)
{
  if (job->table->before_from == 0)
    return;
  LITERAL (out, ",\"before\":{");
  append_figures (out, &job->shown, before);
  LITERAL (out, "}");
}

static void
append_row (GString *out, const Job *job, const GwFiguresRow *row)
{
  LITERAL (out, "{");
  append_label (out, &row->row);
  LITERAL (out, ",\"column\":");
  if (row->column.key)
    {
      LITERAL (out, "{");
      append_label (out, &row->column);
      LITERAL (out, "}");
    }
  else
    LITERAL (out, "null");
  LITERAL (out, ",\"from\":");
  gw_api_append_date (out, row->from);
  LITERAL (out, ",\"to\":");
  gw_api_append_date (out, row->to);
  LITERAL (out, ",");
  append_figures (out, &job->shown, &row->figures);
  append_before (out, job, &row->before);
  LITERAL (out, "}");
}

static void
append_head (GString *out, const Job *job)
{
  const GwFiguresTable *table = job->table;

  LITERAL (out, "{\"from\":");
  gw_api_append_date (out, table->from);
  LITERAL (out, ",\"to\":");
  gw_api_append_date (out, table->to);
  if (table->before_from != 0)
    {
      LITERAL (out, ",\"before_from\":");
      gw_api_append_date (out, table->before_from);
      LITERAL (out, ",\"before_to\":");
      gw_api_append_date (out, table->before_to);
    }
  LITERAL (out, ",\"rows\":");
  gw_json_append_string (out, gw_dimension_name (job->rows));
  LITERAL (out, ",\"columns\":");
  gw_json_append_string (out, job->has_columns ? gw_dimension_name (job->columns) : NULL);
  LITERAL (out, ",\"stamp\":");
  gw_json_append_int (out, (gint64)table->stamp);
}

static GBytes *
make_json (gconstpointer data)
{
  const Job *job = data;
  const GArray *rows = job->table->rows;
  GString *out = g_string_sized_new (rows->len * ROW_SIZE + 2000);

  append_head (out, job);
  LITERAL (out, ",\"items\":[");
  for (guint i = 0; i < rows->len; i++)
    {
      if (i > 0)
        LITERAL (out, ",");
      append_row (out, job, &g_array_index (rows, GwFiguresRow, i));
    }
  LITERAL (out, "],\"total\":{");
  append_figures (out, &job->shown, &job->table->total);
  append_before (out, job, &job->table->total_before);
  LITERAL (out, "}");
  if (job->table->more && rows->len > 0)
    {
      const GwFiguresRow *last = &g_array_index (rows, GwFiguresRow, rows->len - 1);
      g_autofree char *escaped = g_uri_escape_string (last->row.key, NULL, FALSE);
      g_autofree char *link = g_strconcat (job->next_stem, escaped, NULL);

      LITERAL (out, ",\"next\":");
      gw_json_append_string (out, link);
    }
  LITERAL (out, "}");
  return g_string_free_to_bytes (out);
}

static void
append_csv_header (GString *out, const Job *job)
{
  g_string_append (out, "key,name");
  if (job->has_columns)
    g_string_append (out, ",column,column_name");
  for (guint i = 0; i < GW_N_FIGURES; i++)
    if (job->shown.figures[i])
      g_string_append_printf (out, ",%s", gw_figure_name (i));
  for (guint i = 0; i < job->shown.indicators->len; i++)
    {
      const GwBookIndicator *indicator = g_ptr_array_index (job->shown.indicators, i);

      g_string_append_printf (out, ",%1$s,%1$s_numerator,%1$s_denominator",
                              indicator->name);
    }
  LITERAL (out, "\r\n");
}

static void
append_csv_row (GString *out, const Job *job, const GwFiguresRow *row)
{
  gw_api_append_csv_text (out, row->row.key);
  LITERAL (out, ",");
  gw_api_append_csv_text (out, row->row.name);
  if (job->has_columns)
    {
      LITERAL (out, ",");
      gw_api_append_csv_text (out, row->column.key);
      LITERAL (out, ",");
      gw_api_append_csv_text (out, row->column.name);
    }
  for (guint i = 0; i < GW_N_FIGURES; i++)
    if (job->shown.figures[i])
      {
        LITERAL (out, ",");
        gw_json_append_int (out, row->figures.values[i]);
      }
  for (guint i = 0; i < job->shown.indicators->len; i++)
    gw_api_append_csv_rate (
        out, gw_book_indicator_rate (g_ptr_array_index (job->shown.indicators, i),
                                     &row->figures));
  LITERAL (out, "\r\n");
}

static GBytes *
make_csv (gconstpointer data)
{
  const Job *job = data;
  const GArray *rows = job->table->rows;
  GString *out = g_string_new (NULL);

  append_csv_header (out, job);
  for (guint i = 0; i < rows->len; i++)
    append_csv_row (out, job, &g_array_index (rows, GwFiguresRow, i));
  return g_string_free_to_bytes (out);
}

/* --- asking --------------------------------------------------------------------------- */

static void
counted_cb (GwFiguresTable **table, const GError *error, gpointer data)
{
  Job *job = data;
  g_autoptr (GwHttpRequest) request = g_steal_pointer (&job->request);
  GwApi *api = gw_http_request_context (request);
  g_autofree char *key = g_strdup (job->key);

  if (error)
    gw_api_reply_query_error (request, error);
  if (error || !api)
    {
      job_free (job);
      return;
    }
  job->table = g_steal_pointer (table);
  job->next_stem = gw_figure_query_next_stem (request);
  gw_answer_cache_make (api->cache, key,
                        job->csv ? "text/csv; charset=utf-8" : "application/json", request,
                        job->csv ? make_csv : make_json, job, job_free);
}

static void
read_figures (GwHttpQuery *query, Shown *shown)
{
  const char *text = gw_http_query_get (query, "figures");
  g_auto (GStrv) names = g_strsplit (text ? text : "", ",", -1);

  for (guint i = 0; i < GW_N_FIGURES; i++)
    shown->figures[i] = !text;
  for (guint i = 0; names[i]; i++)
    {
      GwFigure figure;

      if (gw_figure_parse (names[i], &figure))
        shown->figures[figure] = TRUE;
      else if (text)
        gw_http_query_fail (query, "unknown_figure", "figures", "There is no such figure.");
    }
}

static void
read_indicators (GwApi *api, GwHttpQuery *query, Shown *shown)
{
  const char *text = gw_http_query_get (query, "indicators");
  g_auto (GStrv) names = g_strsplit (text ? text : "", ",", -1);

  shown->book = gw_indicator_book_ref (
      (GwIndicatorBook *)gw_snapshot_indicators (gw_api_snapshot (api)));
  shown->indicators = g_ptr_array_new ();
  for (guint i = 0; !text && i < gw_indicator_book_n (shown->book); i++)
    g_ptr_array_add (shown->indicators, (gpointer)gw_indicator_book_at (shown->book, i));
  for (guint i = 0; text && names[i]; i++)
    {
      const GwBookIndicator *found = gw_indicator_book_find (shown->book, names[i]);

      if (found)
        g_ptr_array_add (shown->indicators, (gpointer)found);
      else
        gw_http_query_fail (query, "unknown_indicator", "indicators",
                            "There is no such indicator.");
    }
}

static void
read_dimensions (GwHttpQuery *query, GwFiguresQuery *filter)
{
  const char *rows = gw_http_query_get (query, "rows");
  const char *columns = gw_http_query_get (query, "columns");

  filter->rows = GW_DIMENSION_CITY;
  if (!rows)
    gw_http_query_fail (query, "missing_field", "rows", "The dimension of the rows.");
  else if (!gw_dimension_parse (rows, &filter->rows))
    gw_http_query_fail (query, "unknown_dimension", "rows", "There is no such dimension.");
  filter->has_columns = columns != NULL;
  if (columns && !gw_dimension_parse (columns, &filter->columns))
    gw_http_query_fail (query, "unknown_dimension", "columns",
                        "There is no such dimension.");
}

static void
read_compared_period (GwApi *api, GwHttpQuery *query, GwFiguresQuery *filter)
{
  filter->compare = GW_COMPARE_PERIOD;
  filter->compare_from = gw_api_query_date (api, query, "compare_from");
  filter->compare_to = gw_api_query_date (api, query, "compare_to");
  if (!filter->compare_from || !filter->compare_to)
    gw_http_query_fail (query, "missing_field",
                        filter->compare_from ? "compare_to" : "compare_from",
                        "The first and the last day of the period to compare with.");
  else if (filter->compare_to < filter->compare_from)
    gw_http_query_fail (query, "period", "compare_to", "The period ends before it begins.");
  else if (gw_dimension_is_period (filter->rows) ||
           (filter->has_columns && gw_dimension_is_period (filter->columns)))
    gw_http_query_fail (query, "out_of_range", "compare",
                        "Rows of periods are compared with before or year.");
}

static void
read_compare (GwApi *api, GwHttpQuery *query, GwFiguresQuery *filter)
{
  const char *text = gw_http_query_get (query, "compare");

  if (!text)
    return;
  if (strcmp (text, "before") == 0)
    filter->compare = GW_COMPARE_BEFORE;
  else if (strcmp (text, "year") == 0)
    filter->compare = GW_COMPARE_YEAR;
  else if (strcmp (text, "period") == 0)
    read_compared_period (api, query, filter);
  else
    gw_http_query_fail (query, "out_of_range", "compare",
                        "before, year or period is expected.");
}

void
gw_api_statistics_table (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  GwHttpQuery *query = gw_http_request_query (request);
  g_autoptr (GError) error = NULL;
  GwFiguresQuery filter = { 0 };
  Job *job = g_new0 (Job, 1);

  job->request = gw_http_request_ref (request);
  job->csv = gw_api_wants_csv (request);
  job->key = gw_figure_query_key (api, request, job->csv ? "table csv" : "table");
  read_dimensions (query, &filter);
  read_figures (query, &job->shown);
  read_indicators (api, query, &job->shown);
  read_compare (api, query, &filter);
  gw_figure_query_read (api, query, &filter);
  filter.limit = (guint)gw_http_query_int (query, "limit", 1, MAX_LIMIT, 0);
  filter.after = gw_http_query_get (query, "after");
  job->rows = filter.rows;
  job->has_columns = filter.has_columns;
  job->columns = filter.columns;
  if (gw_api_reply_query_problem (request) ||
      gw_answer_cache_reply (api->cache, job->key, request))
    {
      job_free (job);
      return;
    }
  if (gw_figures_query (api->service, gw_http_request_user (request), &filter, counted_cb,
                        job, &error))
    return;
  gw_api_reply_query_error (request, error);
  job_free (job);
}
