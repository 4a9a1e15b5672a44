/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GET /api/v1/statistics/scores: a scheme's score of each row, with the numbers put in. */
#define G_LOG_DOMAIN "gridward-api"

#include "backend/api/api-private.h"
#include "backend/api/encode.h"
#include "backend/api/figure-query.h"
#include "backend/api/resources.h"
#include "backend/http/json-write.h"

#define LITERAL gw_encode_literal
#define MAX_LIMIT 100000

typedef struct
{
  GwHttpRequest *request;
  GwDimension rows;
  GwIndicatorBook *book;
  GwScoreBook *scores;
  const GwScoreScheme *scheme; /* of scores */
} Job;

static void
job_free (Job *job)
{
  gw_http_request_unref (job->request);
  gw_indicator_book_unref (job->book);
  gw_score_book_unref (job->scores);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

/* What the term is made of, so that each number can be opened into its cases. */
static void
append_figures (GString *out, guint bits, const GwFigures *figures, const char *language)
{
  const char *comma = "";

  LITERAL (out, ",\"figures\":[");
  for (guint i = 0; i < GW_N_FIGURES; i++)
    {
      if ((bits & 1u << i) == 0)
        continue;
      g_string_append_printf (out, "%s{\"name\":", comma);
      gw_json_append_string (out, gw_figure_name (i));
      LITERAL (out, ",\"title\":");
      gw_json_append_string (out, gw_figure_title (i, language));
      LITERAL (out, ",\"count\":");
      gw_json_append_int (out, figures->values[i]);
      LITERAL (out, "}");
      comma = ",";
    }
  LITERAL (out, "]");
}

static void
append_term (GString *out, const Job *job, const GwScoreTerm *term,
             const GwFigures *figures, const char *language)
{
  GwScorePart part = gw_score_term (term, job->book, figures);
  g_autofree char *text = gw_score_term_substitute (term, job->book, figures, language);

  LITERAL (out, "{\"title\":");
  gw_json_append_string (out, gw_score_words (term->title, language));
  LITERAL (out, ",\"points\":");
  if (part.has_value)
    gw_json_append_double (out, part.points);
  else
    LITERAL (out, "null");
  LITERAL (out, ",\"of\":");
  if (term->kind == GW_TERM_DEDUCTION)
    LITERAL (out, "null");
  else
    gw_json_append_double (out, term->points);
  LITERAL (out, ",\"substitution\":");
  gw_json_append_string (out, text);
  append_figures (out, gw_score_term_figures (term, job->book), figures, language);
  LITERAL (out, "}");
}

/* Without its braces. */
static void
append_score (GString *out, const Job *job, const GwFigures *figures, const char *language)
{
  const GwScoreGrade *grade = NULL;
  double score;

  LITERAL (out, "\"score\":");
  if (gw_score (job->scheme, job->book, figures, &score))
    {
      gw_json_append_double (out, score);
      grade = gw_score_grade (job->scheme, score);
    }
  else
    LITERAL (out, "null");
  LITERAL (out, ",\"grade\":");
  gw_json_append_string (out, grade ? gw_score_words (grade->title, language) : NULL);
  LITERAL (out, ",\"terms\":[");
  for (guint i = 0; i < job->scheme->terms->len; i++)
    {
      g_string_append (out, i > 0 ? "," : "");
      append_term (out, job, g_ptr_array_index (job->scheme->terms, i), figures, language);
    }
  LITERAL (out, "]");
}

static void
append_head (GString *out, const Job *job, const GwFiguresTable *table,
             const char *language)
{
  const char *note = gw_score_words (job->scheme->note, language);

  LITERAL (out, "{\"from\":");
  gw_api_append_date (out, table->from);
  LITERAL (out, ",\"to\":");
  gw_api_append_date (out, table->to);
  LITERAL (out, ",\"rows\":");
  gw_json_append_string (out, gw_dimension_name (job->rows));
  LITERAL (out, ",\"scheme\":{\"name\":");
  gw_json_append_string (out, job->scheme->name);
  LITERAL (out, ",\"title\":");
  gw_json_append_string (out, gw_score_words (job->scheme->title, language));
  LITERAL (out, ",\"note\":");
  gw_json_append_string (out, *note ? note : NULL);
  LITERAL (out, ",\"points\":");
  gw_json_append_double (out, job->scheme->points);
  LITERAL (out, "}");
}

static void
append_next (GString *out, const Job *job, const GwFiguresTable *table)
{
  const GwFiguresRow *last;
  g_autofree char *stem = NULL;
  g_autofree char *escaped = NULL;
  g_autofree char *link = NULL;

  if (!table->more || table->rows->len == 0)
    return;
  last = &g_array_index (table->rows, GwFiguresRow, table->rows->len - 1);
  stem = gw_figure_query_next_stem (job->request);
  escaped = g_uri_escape_string (last->row.key, NULL, FALSE);
  link = g_strconcat (stem, escaped, NULL);
  LITERAL (out, ",\"next\":");
  gw_json_append_string (out, link);
}

static GString *
make_json (const Job *job, const GwFiguresTable *table)
{
  const char *language = gw_http_request_language (job->request);
  GString *out = g_string_new (NULL);

  append_head (out, job, table, language);
  LITERAL (out, ",\"items\":[");
  for (guint i = 0; i < table->rows->len; i++)
    {
      const GwFiguresRow *row = &g_array_index (table->rows, GwFiguresRow, i);

      g_string_append (out, i > 0 ? ",{\"key\":" : "{\"key\":");
      gw_json_append_string (out, row->row.key);
      LITERAL (out, ",\"name\":");
      gw_json_append_string (out, row->row.name);
      LITERAL (out, ",\"name_en\":");
      gw_json_append_string (out, row->row.name_en);
      LITERAL (out, ",");
      append_score (out, job, &row->figures, language);
      LITERAL (out, "}");
    }
  LITERAL (out, "],\"total\":{");
  append_score (out, job, &table->total, language);
  LITERAL (out, "}");
  append_next (out, job, table);
  LITERAL (out, "}");
  return out;
}

static void
counted_cb (GwFiguresTable **table, const GError *error, gpointer data)
{
  g_autoptr (Job) job = data;

  if (error)
    gw_api_reply_query_error (job->request, error);
  else if (gw_http_request_context (job->request))
    gw_http_request_reply_json (job->request, 200, make_json (job, *table));
}

static void
read_rows (GwHttpQuery *query, GwFiguresQuery *filter)
{
  const char *rows = gw_http_query_get (query, "rows");

  filter->rows = GW_DIMENSION_CITY;
  if (!rows)
    gw_http_query_fail (query, "missing_field", "rows", "The dimension of the rows.");
  else if (!gw_dimension_parse (rows, &filter->rows))
    gw_http_query_fail (query, "unknown_dimension", "rows", "There is no such dimension.");
}

void
gw_api_statistics_scores (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  const GwSnapshot *snapshot = gw_api_snapshot (api);
  GwHttpQuery *query = gw_http_request_query (request);
  const char *name = gw_http_query_get (query, "scheme");
  GwFiguresQuery filter = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (Job) job = g_new0 (Job, 1);

  job->request = gw_http_request_ref (request);
  job->book = gw_indicator_book_ref ((GwIndicatorBook *)gw_snapshot_indicators (snapshot));
  job->scores = gw_score_book_ref ((GwScoreBook *)gw_snapshot_scores (snapshot));
  job->scheme = name ? gw_score_book_find (job->scores, name) : NULL;
  if (!name)
    gw_http_query_fail (query, "missing_field", "scheme", "A score scheme.");
  else if (!job->scheme)
    gw_http_query_fail (query, "unknown_scheme", "scheme", "There is no such scheme.");
  read_rows (query, &filter);
  gw_figure_query_read (api, query, &filter);
  filter.limit = (guint)gw_http_query_int (query, "limit", 1, MAX_LIMIT, 0);
  filter.after = gw_http_query_get (query, "after");
  job->rows = filter.rows;
  if (gw_api_reply_query_problem (request))
    return;
  if (gw_figures_query (api->service, gw_http_request_user (request), &filter, counted_cb,
                        job, &error))
    g_steal_pointer (&job);
  else
    gw_api_reply_query_error (request, error);
}
