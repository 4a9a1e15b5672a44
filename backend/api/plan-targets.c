/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /api/v1/plan-targets: the city's plan, how each target stands, and entering actuals. */
#define G_LOG_DOMAIN "gridward-api"

#include "backend/service/plan.h"

#include <math.h>

#include "backend/api/api-private.h"
#include "backend/api/encode.h"
#include "backend/api/resources.h"
#include "backend/http/json-write.h"

#define LITERAL gw_encode_literal
#define DEFAULT_LIMIT 200
#define DATE_CHARS 10
#define THOUSANDTHS 1000.0
/* What a number may be off two decimals by, as it comes from a text. */
#define ROUNDING 1e-6

/* --- out ------------------------------------------------------------------------------------ */

static void
append_value (GString *out, gboolean there, gint64 value)
{
  g_autofree char *text = there ? gw_target_value_to_text (value) : NULL;

  g_string_append (out, there ? text : "null");
}

static void
append_head (GString *out, const GwPlanTargetView *view)
{
  const GwPlanTarget *plan = &view->record->plan;

  g_string_append_printf (
      out, "{\"id\":%" G_GINT64_FORMAT ",\"version\":%" G_GINT64_FORMAT ",\"year\":%u",
      view->record->id, view->record->version, plan->year);
  LITERAL (out, ",\"code\":");
  gw_json_append_string (out, plan->code);
  LITERAL (out, ",\"title\":");
  gw_json_append_string (out, plan->title);
  LITERAL (out, ",\"title_en\":");
  gw_json_append_string (out, *plan->title_en ? plan->title_en : plan->title);
  LITERAL (out, ",\"area\":");
  gw_encode_area (out, view->area);
  g_string_append_printf (out, ",\"level\":\"%s\",\"unit\":\"%s\",\"better\":\"%s\"",
                          gw_area_level_name (view->area->level),
                          gw_target_unit_name (plan->unit), plan->up ? "up" : "down");
  LITERAL (out, ",\"start\":");
  append_value (out, plan->has_start, plan->start);
  LITERAL (out, ",\"target\":");
  append_value (out, TRUE, plan->target);
  LITERAL (out, ",\"due\":");
  gw_api_append_date (out, plan->due);
  LITERAL (out, ",\"department\":");
  gw_encode_department (out, view->department);
}

/* Of a target that an indicator counts, in the language of the request. */
static void
append_indicator (GString *out, const GwPlanList *list, const GwPlanTargetView *view,
                  const char *language)
{
  const char *name = view->record->plan.indicator;
  const GwBookIndicator *indicator =
      gw_indicator_book_find (gw_snapshot_indicators (list->snapshot), name);
  g_autofree char *formula =
      indicator ? gw_book_indicator_formula (indicator, language) : NULL;

  LITERAL (out, ",\"indicator\":");
  if (!view->counted)
    {
      LITERAL (out, "null");
      return;
    }
  LITERAL (out, "{\"name\":");
  gw_json_append_string (out, name);
  LITERAL (out, ",\"title\":");
  gw_json_append_string (out,
                         indicator ? gw_book_indicator_title (indicator, language) : name);
  LITERAL (out, ",\"formula\":");
  gw_json_append_string (out, formula);
  g_string_append_printf (
      out, ",\"numerator\":%" G_GINT64_FORMAT ",\"denominator\":%" G_GINT64_FORMAT "}",
      (gint64)view->rate.numerator, (gint64)view->rate.denominator);
}

static void
append_by (GString *out, const GwPlanActualRecord *actual)
{
  LITERAL (out, ",\"at\":");
  gw_json_append_time (out, actual->at);
  LITERAL (out, ",\"by\":");
  if (actual->login)
    {
      LITERAL (out, "{\"login\":");
      gw_json_append_string (out, actual->login);
      LITERAL (out, ",\"name\":");
      gw_json_append_string (out, actual->name);
      LITERAL (out, "}");
    }
  else
    LITERAL (out, "null");
  LITERAL (out, ",\"note\":");
  gw_json_append_string (out, actual->note);
}

static void
append_actual (GString *out, gint64 value, guint32 date, const GwPlanActualRecord *entered)
{
  LITERAL (out, "{\"value\":");
  append_value (out, TRUE, value);
  LITERAL (out, ",\"date\":");
  gw_api_append_date (out, date);
  if (entered)
    append_by (out, entered);
  else
    LITERAL (out, ",\"at\":null,\"by\":null,\"note\":\"\"");
  LITERAL (out, "}");
}

static void
append_standing (GString *out, const GwPlanTargetView *view, guint32 today,
                 const char *language)
{
  const GwTargetStanding *standing = &view->standing;
  g_autofree char *reason = gw_plan_target_reason (&view->record->plan, standing,
                                                   view->has_actual, today, language);

  LITERAL (out, ",\"expected\":");
  append_value (out, TRUE, standing->expected);
  LITERAL (out, ",\"progress\":");
  if (standing->has_progress)
    gw_json_append_double (out, standing->progress / THOUSANDTHS);
  else
    LITERAL (out, "null");
  g_string_append_printf (out,
                          ",\"lamp\":\"%s\",\"reached\":", gw_lamp_name (standing->lamp));
  gw_json_append_bool (out, standing->reached);
  LITERAL (out, ",\"reason\":");
  gw_json_append_string (out, reason);
  LITERAL (out, ",\"may_enter\":");
  gw_json_append_bool (out, view->may_enter);
}

static void
append_target (GString *out, const GwPlanList *list, const GwPlanTargetView *view,
               const char *language)
{
  append_head (out, view);
  append_indicator (out, list, view, language);
  LITERAL (out, ",\"actual\":");
  if (view->has_actual)
    append_actual (out, view->actual, view->actual_date,
                   view->counted ? NULL : view->record->actual);
  else
    LITERAL (out, "null");
  append_standing (out, view, list->today, language);
  LITERAL (out, "}");
}

static void
append_summary (GString *out, const GwPlanList *list)
{
  g_string_append_printf (out, "{\"year\":%u,\"today\":", list->year);
  gw_api_append_date (out, list->today);
  LITERAL (out, ",\"years\":[");
  for (guint i = 0; i < list->years->len; i++)
    g_string_append_printf (out, i > 0 ? ",%u" : "%u",
                            g_array_index (list->years, guint, i));
  LITERAL (out, "],\"lamps\":{");
  for (guint i = 0; i < GW_N_PLAN_LAMPS; i++)
    g_string_append_printf (out, i > 0 ? ",\"%s\":%u" : "\"%s\":%u", gw_lamp_name (i),
                            list->lamps[i]);
  g_string_append_printf (out, "},\"total\":%u,\"targets\":[", list->total);
}

static GString *
make_json (GwHttpRequest *request, const GwPlanList *list)
{
  const char *language = gw_http_request_language (request);
  GString *out = g_string_new (NULL);

  append_summary (out, list);
  for (guint i = 0; i < list->targets->len; i++)
    {
      g_string_append (out, i > 0 ? "," : "");
      append_target (out, list, list->targets->pdata[i], language);
    }
  LITERAL (out, "]");
  if (list->more)
    {
      const GwPlanTargetView *last = list->targets->pdata[list->targets->len - 1];

      gw_api_append_next_id (out, request, last->record->id);
    }
  LITERAL (out, "}");
  return out;
}

static void
append_csv_text (GString *out, const char *text)
{
  gw_api_append_csv_text (out, text);
  g_string_append_c (out, ',');
}

static void
append_csv_target (GString *out, const GwPlanTargetView *view)
{
  const GwPlanTarget *plan = &view->record->plan;

  g_string_append_printf (out, "%u,", plan->year);
  append_csv_text (out, plan->code);
  append_csv_text (out, plan->title);
  append_csv_text (out, plan->title_en);
  append_csv_text (out, view->area->code);
  append_csv_text (out, view->area->name);
  append_csv_text (out, view->department ? view->department->code : "");
  append_csv_text (out, view->department ? view->department->name : "");
  append_csv_text (out, gw_target_unit_name (plan->unit));
  append_value (out, TRUE, plan->target);
  g_string_append_printf (out, ",%04u-%02u-%02u,", plan->due / 10000, plan->due / 100 % 100,
                          plan->due % 100);
  if (view->has_actual)
    {
      append_value (out, TRUE, view->actual);
      g_string_append_printf (out, ",%04u-%02u-%02u,", view->actual_date / 10000,
                              view->actual_date / 100 % 100, view->actual_date % 100);
    }
  else
    LITERAL (out, ",,");
  append_value (out, TRUE, view->standing.expected);
  g_string_append_printf (out, ",%s\r\n", gw_lamp_name (view->standing.lamp));
}

static GString *
make_csv (const GwPlanList *list)
{
  GString *out = g_string_new (
      "year,code,title,title_en,area,area_name,department,department_name,unit,target,due,"
      "actual,actual_date,expected,lamp\r\n");

  for (guint i = 0; i < list->targets->len; i++)
    append_csv_target (out, list->targets->pdata[i]);
  return out;
}

static void
reply_csv (GwHttpRequest *request, const GwPlanList *list)
{
  GString *out = make_csv (list);
  g_autoptr (GBytes) bytes = g_string_free_to_bytes (out);

  gw_http_request_reply (request, 200, "text/csv; charset=utf-8", bytes);
}

static void
listed_cb (const GwPlanList *list, const GError *error, gpointer data)
{
  g_autoptr (GwHttpRequest) request = data;

  if (error)
    gw_api_reply_query_error (request, error);
  else if (!gw_http_request_context (request))
    return;
  else if (gw_api_wants_csv (request))
    reply_csv (request, list);
  else
    gw_http_request_reply_json (request, 200, make_json (request, list));
}

/* One target with what was entered for it. */
static void
reply_target (GwHttpRequest *request, guint status, const GwPlanList *list)
{
  GString *out = g_string_new ("{\"target\":");

  append_target (out, list, list->targets->pdata[0], gw_http_request_language (request));
  LITERAL (out, ",\"history\":[");
  for (guint i = 0; i < list->history->len; i++)
    {
      const GwPlanActualRecord *actual = list->history->pdata[i];

      g_string_append (out, i > 0 ? "," : "");
      append_actual (out, actual->value, actual->date, actual);
    }
  LITERAL (out, "]}");
  gw_http_request_reply_json (request, status, out);
}

static void
shown_cb (const GwPlanList *list, const GError *error, gpointer data)
{
  g_autoptr (GwHttpRequest) request = data;

  if (error)
    gw_api_reply_error (request, error);
  else if (gw_http_request_context (request))
    reply_target (request, 200, list);
}

static void
entered_cb (const GwPlanList *list, const GError *error, gpointer data)
{
  g_autoptr (GwHttpRequest) request = data;

  if (error)
    gw_api_reply_error (request, error);
  else if (gw_http_request_context (request))
    reply_target (request, 201, list);
}

/* --- in --------------------------------------------------------------------------------------- */

void
gw_api_plan_target_list (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  GwHttpQuery *query = gw_http_request_query (request);
  const char *lamp = gw_http_query_get (query, "lamp");
  GwPlanFilter filter = {
    .year =
        (guint)gw_http_query_int (query, "year", GW_TARGET_YEAR_MIN, GW_TARGET_YEAR_MAX, 0),
    .area = gw_http_query_get (query, "area"),
    .department = gw_http_query_get (query, "department"),
    .code = gw_http_query_get (query, "code"),
    .has_lamp = lamp != NULL,
    .after = gw_http_query_int (query, "after", 1, G_MAXINT64, 0),
    .limit = (guint)gw_http_query_int (query, "limit", 1, GW_PLAN_LIMIT_MAX, DEFAULT_LIMIT),
  };
  g_autoptr (GError) error = NULL;

  if (lamp && !gw_lamp_parse (lamp, &filter.lamp))
    gw_http_query_fail (query, "out_of_range", "lamp",
                        "none, green, yellow or red is expected.");
  if (gw_api_reply_query_problem (request))
    return;
  if (gw_plan_list (api->service, gw_http_request_user (request), &filter, listed_cb,
                    gw_http_request_ref (request), &error))
    return;
  gw_api_reply_query_error (request, error);
  gw_http_request_unref (request);
}

/* 0 and replied when it is no number. */
static gint64
read_id (GwHttpRequest *request)
{
  guint64 id;

  if (g_ascii_string_to_unsigned (gw_http_request_param (request, "id"), 10, 1, G_MAXINT64,
                                  &id, NULL))
    return (gint64)id;
  gw_http_request_reply_problem (
      request, gw_problem_new ("not_found", NULL, "There is no such target."));
  return 0;
}

void
gw_api_plan_target_show (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  const GwPlanFilter filter = { .id = read_id (request) };
  g_autoptr (GError) error = NULL;

  if (filter.id == 0)
    return;
  if (gw_plan_list (api->service, gw_http_request_user (request), &filter, shown_cb,
                    gw_http_request_ref (request), &error))
    return;
  gw_api_reply_error (request, error);
  gw_http_request_unref (request);
}

static void
read_entry (GwJsonReader *reader, GwPlanEntry *entry)
{
  const double value = GW_TARGET_SCALE * gw_json_reader_double (
                                             reader, "value", 0,
                                             (double)GW_TARGET_VALUE_MAX / GW_TARGET_SCALE);
  const char *date = gw_json_reader_string (reader, "date", TRUE, DATE_CHARS);

  entry->version = gw_json_reader_int (reader, "version", TRUE, 1, G_MAXINT64, 0);
  entry->note = gw_json_reader_string (reader, "note", FALSE, GW_TARGET_NOTE_CHARS);
  entry->value = llround (value);
  if (fabs (value - (double)entry->value) > ROUNDING * MAX (1.0, value))
    gw_json_reader_fail (reader, "out_of_range", "value",
                         "At most two decimals are expected.");
  entry->date = date ? gw_api_parse_date (date) : 0;
  if (date && entry->date == 0)
    gw_json_reader_fail (reader, "out_of_range", "date",
                         "A date such as 2026-11-22 is expected.");
}

void
gw_api_plan_actual_create (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  json_object *json;
  GwPlanEntry entry = { .id = read_id (request) };
  GwJsonReader reader;
  g_autoptr (GError) error = NULL;

  if (entry.id == 0)
    return;
  json = gw_api_read_json (request);
  if (!json)
    return;
  gw_json_reader_init (&reader, json);
  read_entry (&reader, &entry);
  if (gw_api_reply_reader_problem (request, &reader))
    return;
  if (gw_plan_enter (api->service, gw_http_request_user (request), &entry, entered_cb,
                     gw_http_request_ref (request), &error))
    return;
  gw_api_reply_error (request, error);
  gw_http_request_unref (request);
}
