/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /api/v1/cases: lists, their length, points, one case, its journal. */
#define G_LOG_DOMAIN "gridward-api"

#include "backend/service/case-query.h"
#include "backend/api/api-private.h"
#include "backend/api/encode.h"
#include "backend/api/resources.h"
#include "gis/ring.h"

#define DEFAULT_LIMIT 100
#define DEFAULT_POINTS 10000
#define DEFAULT_STEP 200
#define ROW_SIZE 800

static void
read_states (GwHttpQuery *query, guint *ret_states)
{
  const char *text = gw_http_query_get (query, "state");
  g_auto (GStrv) names = text ? g_strsplit (text, ",", GW_CASE_N_STATES + 1) : NULL;
  guint all = (1u << GW_CASE_N_STATES) - (1u << GW_CASE_REPORTED);

  for (guint i = 0; names && names[i]; i++)
    {
      GwCaseState state;

      if (g_str_equal (names[i], "open"))
        *ret_states |= gw_case_states_open ();
      else if (g_str_equal (names[i], "ended"))
        *ret_states |= all & ~gw_case_states_open ();
      else if (gw_case_state_parse (names[i], &state))
        *ret_states |= 1u << state;
      else
        gw_http_query_fail (query, "out_of_range", "state", "There is no such state.");
    }
}

static void
read_lamps (GwHttpQuery *query, guint *ret_lamps)
{
  const char *text = gw_http_query_get (query, "lamp");
  g_auto (GStrv) names = text ? g_strsplit (text, ",", 5) : NULL;

  for (guint i = 0; names && names[i]; i++)
    {
      GwLamp lamp;

      if (gw_lamp_parse (names[i], &lamp))
        *ret_lamps |= 1u << lamp;
      else
        gw_http_query_fail (query, "out_of_range", "lamp",
                            "none, green, yellow or red is expected.");
    }
}

static guint
parse_flag (const char *name)
{
  for (guint i = 0; i < GW_N_FLAGS; i++)
    if (g_str_equal (name, gw_case_flag_name (1u << i)))
      return 1u << i;
  return 0;
}

static void
read_flags (GwHttpQuery *query, guint *ret_flags)
{
  const char *text = gw_http_query_get (query, "flag");
  g_auto (GStrv) names = text ? g_strsplit (text, ",", GW_N_FLAGS + 1) : NULL;

  for (guint i = 0; names && names[i]; i++)
    {
      guint flag = parse_flag (names[i]);

      if (flag == 0)
        gw_http_query_fail (query, "out_of_range", "flag", "There is no such flag.");
      *ret_flags |= flag;
    }
}

static void
read_order (GwHttpQuery *query, GwCaseOrder *ret_order)
{
  static const char *const orders[] = {
    [GW_CASE_ORDER_NEWEST] = "-reported",
    [GW_CASE_ORDER_DEADLINE] = "deadline",
    [GW_CASE_ORDER_OLDEST] = "reported",
    [GW_CASE_ORDER_LATEST_DEADLINE] = "-deadline",
  };
  const char *text = gw_http_query_get (query, "sort");

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    if (!text || g_str_equal (text, orders[i]))
      {
        *ret_order = i;
        return;
      }
  gw_http_query_fail (query, "out_of_range", "sort",
                      "-reported, reported, deadline or -deadline is expected.");
}

static void
read_ring (GwHttpQuery *query, GwShape **ret_ring)
{
  const char *text = gw_http_query_get (query, "within");
  g_autoptr (GError) error = NULL;

  if (text == NULL)
    return;
  *ret_ring = gw_ring_parse (text, &error);
  if (*ret_ring == NULL)
    gw_http_query_fail (
        query, "out_of_range", "within",
        "3 to 64 points that enclose an area are expected: lon,lat,lon,lat,…");
}

static void
read_filter (GwApi *api, GwHttpQuery *query, GwCaseQuery *filter)
{
  read_states (query, &filter->states);
  read_lamps (query, &filter->lamps);
  read_flags (query, &filter->flags);
  read_order (query, &filter->order);
  filter->department = gw_http_query_get (query, "department");
  filter->class_code = gw_http_query_get (query, "class");
  filter->has_kind = gw_api_query_kind (query, &filter->kind);
  filter->area = gw_http_query_get (query, "area");
  filter->cell = gw_http_query_get (query, "cell");
  filter->has_box = gw_http_query_box (query, "bbox", &filter->box);
  read_ring (query, &filter->within);
  filter->source = gw_http_query_get (query, "source");
  filter->text = gw_http_query_get (query, "q");
  filter->from_ms = gw_api_query_instant (api, query, "from", 0);
  filter->to_ms = gw_api_query_instant (api, query, "to", 1);
}

static void
read_page (GwApi *api, GwHttpQuery *query, guint max_limit, guint default_limit,
           GwCaseQuery *filter)
{
  read_filter (api, query, filter);
  filter->limit = (guint)gw_http_query_int (query, "limit", 1, max_limit, default_limit);
  filter->after = gw_http_query_get (query, "after");
  filter->until = gw_http_query_get (query, "until");
}

typedef void (*EncodeRow) (GString *out, const GwCaseRow *row, gint64 now_ms);

static void
reply_page (GwHttpRequest *request, const GwCasePage *page, const char *name,
            EncodeRow encode)
{
  GString *out = g_string_sized_new (page->rows->len * ROW_SIZE + 100);

  g_string_append_printf (out, "{\"%s\":[", name);
  for (guint i = 0; i < page->rows->len; i++)
    {
      if (i > 0)
        gw_encode_literal (out, ",");
      encode (out, page->rows->pdata[i], page->now_ms);
    }
  gw_encode_literal (out, "]");
  if (page->next)
    gw_api_append_next (out, request, page->next);
  gw_encode_literal (out, "}");
  gw_http_request_reply_json (request, 200, out);
}

static void
listed_cb (GwCasePage *page, const GError *error, gpointer data)
{
  g_autoptr (GwHttpRequest) request = data;

  if (error)
    gw_api_reply_query_error (request, error);
  else
    reply_page (request, page, "cases", gw_encode_row);
}

static void
pointed_cb (GwCasePage *page, const GError *error, gpointer data)
{
  g_autoptr (GwHttpRequest) request = data;

  if (error)
    gw_api_reply_query_error (request, error);
  else
    reply_page (request, page, "points", gw_encode_point);
}

static void
list (GwHttpRequest *request, GwApi *api, guint max_limit, guint default_limit,
      GwCasePageFunc done)
{
  g_autoptr (GError) error = NULL;
  g_auto (GwCaseQuery) filter = { 0 };

  read_page (api, gw_http_request_query (request), max_limit, default_limit, &filter);
  if (gw_api_reply_query_problem (request))
    return;
  if (gw_case_query_list (api->service, gw_http_request_user (request), &filter, done,
                          gw_http_request_ref (request), &error))
    return;
  gw_api_reply_query_error (request, error);
  gw_http_request_unref (request);
}

void
gw_api_case_list (GwHttpRequest *request, gpointer api)
{
  list (request, api, GW_CASE_PAGE_MAX, DEFAULT_LIMIT, listed_cb);
}

void
gw_api_case_points (GwHttpRequest *request, gpointer api)
{
  list (request, api, GW_CASE_POINTS_MAX, DEFAULT_POINTS, pointed_cb);
}

static void
counted_cb (GwCaseIndex *index, const GError *error, gpointer data)
{
  g_autoptr (GwHttpRequest) request = data;
  GString *out;

  if (error)
    {
      gw_api_reply_query_error (request, error);
      return;
    }
  out = g_string_new (NULL);
  g_string_append_printf (out, "{\"count\":%u,\"more\":%s,\"step\":%u,\"keys\":[",
                          index->count, index->more ? "true" : "false", index->step);
  for (guint i = 0; index->keys[i]; i++)
    g_string_append_printf (out, "%s\"%s\"", i > 0 ? "," : "", index->keys[i]);
  gw_encode_literal (out, "]}");
  gw_http_request_reply_json (request, 200, out);
}

void
gw_api_case_index (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  GwHttpQuery *query = gw_http_request_query (request);
  g_autoptr (GError) error = NULL;
  g_auto (GwCaseQuery) filter = { 0 };

  read_filter (api, query, &filter);
  filter.limit =
      (guint)gw_http_query_int (query, "step", 1, GW_CASE_PAGE_MAX, DEFAULT_STEP);
  filter.after = gw_http_query_get (query, "after");
  if (gw_api_reply_query_problem (request))
    return;
  if (gw_case_query_index (api->service, gw_http_request_user (request), &filter,
                           counted_cb, gw_http_request_ref (request), &error))
    return;
  gw_api_reply_query_error (request, error);
  gw_http_request_unref (request);
}

void
gw_api_case_show (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  const GwPerson *user = gw_http_request_user (request);
  g_autoptr (GError) error = NULL;
  g_autoptr (GwCaseDetail) detail = gw_case_query_one (
      api->service, user, gw_http_request_param (request, "number"), &error);
  gint64 now_ms = gw_service_now (api->service);
  const char *language = gw_http_request_language (request);
  g_autofree char *etag = NULL;
  GString *out;

  if (!detail)
    {
      gw_api_reply_error (request, error);
      return;
    }
  /* Begins with the version, as If-Match takes it; the rest is what else the answer shows. */
  etag = g_strdup_printf (
      "%" G_GINT64_FORMAT ".%s.%s.%" G_GINT64_FORMAT, detail->row->version,
      gw_lamp_name (gw_case_row_lamp (detail->row, now_ms)), language, user->id);
  gw_http_request_set_header (request, "Vary", "Accept-Language, Authorization");
  if (gw_http_request_reply_if_same (request, etag))
    return;
  out = g_string_new ("{\"case\":");
  gw_encode_case (out, detail, now_ms, language);
  gw_encode_literal (out, "}");
  gw_http_request_reply_json (request, 200, out);
}

void
gw_api_case_events (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events =
      gw_case_query_events (api->service, gw_http_request_user (request),
                            gw_http_request_param (request, "number"), &error);
  GString *out;

  if (!events)
    {
      gw_api_reply_error (request, error);
      return;
    }
  out = g_string_new ("{\"events\":[");
  for (guint i = 0; i < events->len; i++)
    {
      if (i > 0)
        gw_encode_literal (out, ",");
      gw_encode_event (out, events->pdata[i], gw_service_now (api->service));
    }
  gw_encode_literal (out, "]}");
  gw_http_request_reply_json (request, 200, out);
}
