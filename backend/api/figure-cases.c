/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /api/v1/statistics/cases: exactly what a figure counts. */
#define G_LOG_DOMAIN "gridward-api"

#include "backend/api/encode.h"
#include "backend/api/figure-query.h"
#include "backend/api/resources.h"
#include "backend/http/json-write.h"
#include "backend/service/intake.h"
#include "backend/rules/lifecycle.h"

#include <string.h>

#define LITERAL gw_encode_literal
#define PAGE 100
#define MAX_HOUR 23
#define DAYS_OF_WEEK 7

static void
read_places (GwApi *api, GwHttpQuery *query, GwFiguresQuery *filter)
{
  GwSnapshot *snapshot = gw_api_snapshot (api);

  filter->area = gw_http_query_get (query, "area");
  filter->cell = gw_http_query_get (query, "cell");
  filter->duty_grid = gw_http_query_get (query, "duty_grid");
  if (filter->area && !gw_snapshot_area_by_code (snapshot, filter->area))
    gw_http_query_fail (query, "unknown_area", "area", "There is no such area.");
  if (filter->cell && !gw_snapshot_cell_by_code (snapshot, filter->cell))
    gw_http_query_fail (query, "unknown_cell", "cell", "There is no such cell.");
  if (filter->duty_grid && !gw_snapshot_duty_grid_by_code (snapshot, filter->duty_grid))
    gw_http_query_fail (query, "unknown_duty_grid", "duty_grid",
                        "There is no such duty grid.");
}

void
gw_figure_query_read (GwApi *api, GwHttpQuery *query, GwFiguresQuery *filter)
{
  gint64 hour = gw_http_query_int (query, "hour", 0, MAX_HOUR, -1);

  gw_api_query_period (api, query, &filter->from, &filter->to);
  filter->class_code = gw_http_query_get (query, "class");
  filter->has_kind = gw_api_query_kind (query, &filter->kind);
  filter->department = gw_http_query_get (query, "department");
  read_places (api, query, filter);
  filter->source = gw_http_query_get (query, "source");
  if (filter->source && !gw_report_source_is_known (filter->source))
    gw_http_query_fail (query, "out_of_range", "source", "There is no such source.");
  filter->person = gw_http_query_get (query, "person");
  filter->has_hour = hour >= 0;
  filter->hour = (guint)MAX (hour, 0);
  filter->post = gw_http_query_get (query, "post");
  filter->shift = gw_http_query_get (query, "shift");
  filter->weekday = (guint)gw_http_query_int (query, "weekday", 1, DAYS_OF_WEEK, 0);
}

char *
gw_figure_query_next_stem (GwHttpRequest *request)
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

char *
gw_figure_query_key (GwApi *api, GwHttpRequest *request, const char *what)
{
  const GwPerson *user = gw_http_request_user (request);
  const char *text = gw_http_request_query_text (request);

  /* What "today" is changes with no event. */
  return g_strdup_printf ("%s %" G_GUINT64_FORMAT " %" G_GINT64_FORMAT
                          " %u %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %s",
                          what, gw_service_stamp (api->service),
                          gw_service_now (api->service) / 900000,
                          gw_permissions_scope (user->roles), user->department_id,
                          user->area_id, text ? text : "");
}

/* --- the list ------------------------------------------------------------------------- */

static void
append_words (GString *out, const char *name, const char *code, const GwFiguresLabel *words)
{
  g_string_append_printf (out, ",\"%s\":", name);
  if (!words->key)
    {
      LITERAL (out, "null");
      return;
    }
  LITERAL (out, "{\"code\":");
  gw_json_append_string (out, code);
  LITERAL (out, ",\"name\":");
  gw_json_append_string (out, words->name);
  LITERAL (out, ",\"name_en\":");
  gw_json_append_string (out, words->name_en);
  LITERAL (out, "}");
}

static void
append_item (GString *out, const GwFigureCase *item)
{
  const char *colon = strchr (item->class.key, ':');

  LITERAL (out, "{\"times\":");
  gw_json_append_int (out, item->times);
  LITERAL (out, ",\"seq\":");
  gw_json_append_int (out, item->seq);
  LITERAL (out, ",\"case\":");
  gw_json_append_string (out, item->number);
  LITERAL (out, ",\"at\":");
  gw_json_append_time (out, item->at);
  append_words (out, "class", colon ? colon + 1 : item->class.key, &item->class);
  LITERAL (out, ",\"cell\":");
  gw_json_append_string (out, item->cell);
  append_words (out, "department", item->department.key, &item->department);
  LITERAL (out, ",\"state\":");
  gw_json_append_string (out, gw_case_state_name (item->state));
  LITERAL (out, ",\"description\":");
  gw_json_append_string (out, item->description);
  LITERAL (out, "}");
}

static void
listed_cb (GwFigureCases *cases, const GError *error, gpointer data)
{
  g_autoptr (GwHttpRequest) request = data;
  GString *out;

  if (error)
    {
      gw_api_reply_query_error (request, error);
      return;
    }
  out = g_string_new ("{\"from\":");
  gw_api_append_date (out, cases->from);
  LITERAL (out, ",\"to\":");
  gw_api_append_date (out, cases->to);
  LITERAL (out, ",\"total\":");
  gw_json_append_int (out, cases->total);
  LITERAL (out, ",\"items\":[");
  for (guint i = 0; i < cases->items->len; i++)
    {
      if (i > 0)
        LITERAL (out, ",");
      append_item (out, &g_array_index (cases->items, GwFigureCase, i));
    }
  LITERAL (out, "]");
  if (cases->next)
    gw_api_append_next_id (out, request, cases->next);
  LITERAL (out, "}");
  gw_http_request_reply_json (request, 200, out);
}

static void
read_list (GwHttpQuery *query, GwFigureList *list)
{
  const char *counted = gw_http_query_get (query, "figure");

  if (!counted)
    gw_http_query_fail (query, "missing_field", "figure", "Which figure's cases.");
  else if (!gw_expression_parse (counted, &list->counted, NULL))
    gw_http_query_fail (query, "unknown_figure", "figure",
                        "Figures are expected, with + or - between them.");
  list->over_s = gw_http_query_int (query, "over_s", 1, G_MAXINT32, 0);
  list->within_s = gw_http_query_int (query, "within_s", 1, G_MAXINT32, 0);
}

void
gw_api_statistics_cases (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  GwHttpQuery *query = gw_http_request_query (request);
  g_autoptr (GError) error = NULL;
  GwFiguresQuery filter = { 0 };
  GwFigureList list = { 0 };
  gint64 after;

  read_list (query, &list);
  gw_figure_query_read (api, query, &filter);
  filter.limit = (guint)gw_http_query_int (query, "limit", 1, GW_FIGURES_PAGE_MAX, PAGE);
  after = gw_http_query_int (query, "after", 0, G_MAXINT64, 0);
  if (gw_api_reply_query_problem (request))
    return;
  if (gw_figures_cases (api->service, gw_http_request_user (request), &list, &filter, after,
                        listed_cb, gw_http_request_ref (request), &error))
    return;
  gw_api_reply_query_error (request, error);
  gw_http_request_unref (request);
}
