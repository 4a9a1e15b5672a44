/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /api/v1/cards: clocks that ran out, who answers for them, and what was said of it. */
#define G_LOG_DOMAIN "gridward-api"

#include "backend/service/card.h"

#include "backend/api/api-private.h"
#include "backend/api/encode.h"
#include "backend/api/resources.h"
#include "backend/http/json-write.h"

#define LITERAL gw_encode_literal
#define PAGE 100

static void
listed_cb (GPtrArray *cards, gint64 next, const GError *error, gpointer data)
{
  g_autoptr (GwHttpRequest) request = data;
  GString *out;

  if (error)
    {
      gw_api_reply_query_error (request, error);
      return;
    }
  out = g_string_new ("{\"cards\":[");
  for (guint i = 0; i < cards->len; i++)
    {
      if (i > 0)
        LITERAL (out, ",");
      gw_encode_card (out, g_ptr_array_index (cards, i));
    }
  LITERAL (out, "]");
  if (next)
    gw_api_append_next_id (out, request, next);
  LITERAL (out, "}");
  gw_http_request_reply_json (request, 200, out);
}

static void
read_words (GwHttpQuery *query, GwCardQuery *filter)
{
  const char *stage = gw_http_query_get (query, "stage");
  const char *colour = gw_http_query_get (query, "colour");
  const char *state = gw_http_query_get (query, "state");
  GwStage parsed = 0;

  filter->stage = -1;
  if (stage && !gw_stage_parse (stage, &parsed))
    gw_http_query_fail (query, "out_of_range", "stage", "There is no such stage.");
  else if (stage)
    filter->stage = (int)parsed;
  if (colour &&
      (!gw_lamp_parse (colour, &filter->colour) || filter->colour < GW_LAMP_YELLOW))
    gw_http_query_fail (query, "out_of_range", "colour", "yellow or red is expected.");
  if (state && !gw_card_state_parse (state, &filter->state))
    gw_http_query_fail (query, "out_of_range", "state",
                        "open, explained or revoked is expected.");
}

void
gw_api_card_list (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  GwHttpQuery *query = gw_http_request_query (request);
  g_autoptr (GError) error = NULL;
  GwCardQuery filter = { 0 };

  read_words (query, &filter);
  filter.number = gw_http_query_get (query, "case");
  filter.department = gw_http_query_get (query, "department");
  filter.area = gw_http_query_get (query, "area");
  filter.from_ms = gw_api_query_instant (api, query, "from", 0);
  filter.to_ms = gw_api_query_instant (api, query, "to", 1);
  filter.limit = (guint)gw_http_query_int (query, "limit", 1, GW_CARD_PAGE_MAX, PAGE);
  filter.before = gw_http_query_int (query, "after", 0, G_MAXINT64, 0);
  if (gw_api_reply_query_problem (request))
    return;
  if (gw_card_list (api->service, gw_http_request_user (request), &filter, listed_cb,
                    gw_http_request_ref (request), &error))
    return;
  gw_api_reply_query_error (request, error);
  gw_http_request_unref (request);
}

/* --- acting --------------------------------------------------------------------------- */

static void
acted_cb (GwCard *card, const GError *error, gpointer data)
{
  g_autoptr (GwHttpRequest) request = data;
  GString *out;

  if (error)
    {
      gw_api_reply_error (request, error);
      return;
    }
  out = g_string_new ("{\"card\":");
  gw_encode_card (out, card);
  LITERAL (out, "}");
  gw_http_request_reply_json (request, 200, out);
}

typedef gboolean (*ActFunc) (GwService *service, const GwPerson *user, gint64 id,
                             const char *text, GwCardFunc done, gpointer user_data,
                             GError **error);

static void
act (GwHttpRequest *request, GwApi *api, const char *field, ActFunc func)
{
  json_object *json = gw_api_read_json (request);
  g_autoptr (GError) error = NULL;
  GwJsonReader reader;
  const char *text;
  guint64 id = 0;

  if (!json)
    return;
  gw_json_reader_init (&reader, json);
  text = gw_json_reader_string (&reader, field, TRUE, GW_CARD_TEXT_MAX);
  if (gw_api_reply_reader_problem (request, &reader))
    return;
  g_ascii_string_to_unsigned (gw_http_request_param (request, "id"), 10, 1, G_MAXINT64, &id,
                              NULL);
  if (func (api->service, gw_http_request_user (request), (gint64)id, text, acted_cb,
            gw_http_request_ref (request), &error))
    return;
  gw_api_reply_error (request, error);
  gw_http_request_unref (request);
}

void
gw_api_card_explain (GwHttpRequest *request, gpointer api)
{
  act (request, api, "text", gw_card_explain);
}

void
gw_api_card_revoke (GwHttpRequest *request, gpointer api)
{
  act (request, api, "reason", gw_card_revoke);
}

/* --- figures -------------------------------------------------------------------------- */

static void
append_figures (GString *out, const GwCardFigures *row)
{
  g_string_append_printf (out,
                          "\"yellow\":%" G_GINT64_FORMAT ",\"red\":%" G_GINT64_FORMAT
                          ",\"explained\":%" G_GINT64_FORMAT
                          ",\"revoked\":%" G_GINT64_FORMAT "}",
                          row->yellow, row->red, row->explained, row->revoked);
}

static void
counted_cb (GArray *rows, const GwCardFigures *total, const GError *error, gpointer data)
{
  g_autoptr (GwHttpRequest) request = data;
  GString *out;

  if (error)
    {
      gw_api_reply_error (request, error);
      return;
    }
  out = g_string_new ("{\"departments\":[");
  for (guint i = 0; i < rows->len; i++)
    {
      const GwCardFigures *row = &g_array_index (rows, GwCardFigures, i);

      g_string_append (out, i > 0 ? ",{\"department\":" : "{\"department\":");
      gw_encode_department (out, row->department);
      LITERAL (out, ",");
      append_figures (out, row);
    }
  LITERAL (out, "],\"total\":{");
  append_figures (out, total);
  LITERAL (out, "}");
  gw_http_request_reply_json (request, 200, out);
}

void
gw_api_statistics_cards (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  GwHttpQuery *query = gw_http_request_query (request);
  gint64 from = gw_api_query_instant (api, query, "from", 0);
  gint64 to = gw_api_query_instant (api, query, "to", 1);
  g_autoptr (GError) error = NULL;

  if (from && to && to <= from)
    gw_http_query_fail (query, "period", "to", "The period ends before it begins.");
  if (gw_api_reply_query_problem (request))
    return;
  if (gw_card_count (api->service, gw_http_request_user (request), from, to, counted_cb,
                     gw_http_request_ref (request), &error))
    return;
  gw_api_reply_error (request, error);
  gw_http_request_unref (request);
}
