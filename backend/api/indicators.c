/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GET /api/v1/statistics/indicators: what is counted, how, and by what it is told apart. */
#define G_LOG_DOMAIN "gridward-api"

#include "backend/api/api-private.h"
#include "backend/api/encode.h"
#include "backend/api/resources.h"
#include "backend/http/json-write.h"
#include "backend/rules/post.h"

#define LITERAL gw_encode_literal

/* ,"name":"text" or null. */
static void
append_text (GString *out, const char *name, const char *text)
{
  g_string_append_printf (out, ",\"%s\":", name);
  if (text)
    gw_json_append_string (out, text);
  else
    LITERAL (out, "null");
}

/* ,"name":"closed + to_close" or null. */
static void
append_expression (GString *out, const char *name, const GwExpression *expression)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < expression->n; i++)
    {
      if (i > 0)
        g_string_append (text, expression->minus[i] ? " - " : " + ");
      g_string_append (text, gw_figure_name (expression->figures[i]));
    }
  append_text (out, name, expression->n > 0 ? text->str : NULL);
}

/* ,"exclusions":["void","deferred"] */
static void
append_exclusions (GString *out, guint exclusions)
{
  const char *between = "";

  LITERAL (out, ",\"exclusions\":[");
  for (; exclusions != 0; exclusions &= exclusions - 1)
    {
      g_string_append (out, between);
      gw_json_append_string (out,
                             gw_exclusion_name ((GwExclusion)__builtin_ctz (exclusions)));
      between = ",";
    }
  LITERAL (out, "]");
}

static void
append_indicator (GString *out, const GwBookIndicator *indicator, const char *language)
{
  g_autofree char *formula = gw_book_indicator_formula (indicator, language);

  LITERAL (out, "{\"name\":");
  gw_json_append_string (out, indicator->name);
  append_text (out, "title", gw_book_indicator_title (indicator, language));
  append_text (out, "formula", formula);
  append_expression (out, "numerator", &indicator->numerator);
  append_expression (out, "denominator", &indicator->denominator);
  append_text (out, "unit", indicator->is_rate ? "rate" : "count");
  append_text (out, "better", indicator->up ? "up" : "down");
  append_text (out, "variant", gw_book_indicator_variant (indicator, language));
  append_exclusions (out, gw_book_indicator_exclusions (indicator));
  LITERAL (out, "}");
}

static void
append_figure (GString *out, GwFigure figure, const char *language)
{
  LITERAL (out, "{\"name\":");
  gw_json_append_string (out, gw_figure_name (figure));
  append_text (out, "title", gw_figure_title (figure, language));
  append_exclusions (out, gw_figure_exclusions (figure));
  LITERAL (out, "}");
}

static void
append_dimension (GString *out, GwDimension dimension, const GwSettings *settings,
                  const char *language)
{
  g_autofree char *note = NULL;

  if (dimension == GW_DIMENSION_POST)
    note = g_strdup (gw_post_meaning (language));
  else if (dimension == GW_DIMENSION_SHIFT)
    note = gw_day_shifts_meaning (gw_settings_day_shifts (settings), language);
  LITERAL (out, "{\"name\":");
  gw_json_append_string (out, gw_dimension_name (dimension));
  append_text (out, "title", gw_dimension_title (dimension, language));
  if (note)
    append_text (out, "note", note);
  LITERAL (out, "}");
}

static void
append_scheme (GString *out, const GwScoreScheme *scheme, const char *language)
{
  const char *note = gw_score_words (scheme->note, language);

  LITERAL (out, "{\"name\":");
  gw_json_append_string (out, scheme->name);
  append_text (out, "title", gw_score_words (scheme->title, language));
  append_text (out, "note", *note ? note : NULL);
  LITERAL (out, ",\"points\":");
  gw_json_append_double (out, scheme->points);
  LITERAL (out, "}");
}

void
gw_api_indicator_list (GwHttpRequest *request, gpointer context)
{
  const GwSnapshot *snapshot = gw_api_snapshot (context);
  const GwIndicatorBook *book = gw_snapshot_indicators (snapshot);
  const GwScoreBook *scores = gw_snapshot_scores (snapshot);
  const char *language = gw_http_request_language (request);
  GString *out = g_string_new ("{\"indicators\":[");

  for (guint i = 0; i < gw_indicator_book_n (book); i++)
    {
      g_string_append (out, i > 0 ? "," : "");
      append_indicator (out, gw_indicator_book_at (book, i), language);
    }
  LITERAL (out, "],\"schemes\":[");
  for (guint i = 0; i < gw_score_book_n (scores); i++)
    {
      g_string_append (out, i > 0 ? "," : "");
      append_scheme (out, gw_score_book_at (scores, i), language);
    }
  LITERAL (out, "],\"figures\":[");
  for (guint i = 0; i < GW_N_FIGURES; i++)
    {
      g_string_append (out, i > 0 ? "," : "");
      append_figure (out, i, language);
    }
  LITERAL (out, "],\"dimensions\":[");
  for (guint i = 0; i < GW_N_DIMENSIONS; i++)
    {
      g_string_append (out, i > 0 ? "," : "");
      append_dimension (out, i, gw_snapshot_settings (snapshot), language);
    }
  LITERAL (out, "]}");
  gw_http_request_reply_json (request, 200, out);
}
