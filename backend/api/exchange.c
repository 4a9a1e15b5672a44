/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /api/v1/exchange: another hotline system hands cases over, asks, answers and compares. */
#define G_LOG_DOMAIN "gridward-api"

#include "backend/service/exchange.h"
#include "backend/api/api-private.h"
#include "backend/api/encode.h"
#include "backend/api/exchange.h"
#include "backend/api/resources.h"
#include "backend/http/json-write.h"

#define LITERAL gw_encode_literal
#define MAX_CODE 100
#define DEFAULT_DAYS_MS (G_GINT64_CONSTANT (31) * 86400000)

/* --- out ------------------------------------------------------------------------------ */

static void
append_case (GString *out, const GwCaseRow *row, const char *external_number)
{
  LITERAL (out, "{\"external_number\":");
  gw_json_append_string (out, external_number);
  g_string_append_printf (out,
                          ",\"case\":\"%s\",\"status\":\"%s\",\"updated_at\":", row->number,
                          gw_hotline_status (row->state, &row->progress));
  gw_json_append_time (out, row->updated_at);
  LITERAL (out, ",\"department\":");
  gw_encode_department (out, row->department);
  LITERAL (out, ",\"deadline\":");
  gw_json_append_time (out, row->deadline);
  LITERAL (out, ",\"satisfaction\":");
  gw_json_append_string (out, gw_satisfaction_name (row->progress.satisfaction));
  LITERAL (out, ",\"solved\":");
  gw_encode_solved (out, row->progress.solved);
  LITERAL (out, "}");
}

static void
reply_case (GwHttpRequest *request, guint status, const GwCaseRow *row,
            const char *external_number)
{
  GString *out = g_string_new ("{\"case\":");

  append_case (out, row, external_number);
  LITERAL (out, "}");
  gw_http_request_reply_json (request, status, out);
}

char *
gw_api_tell_hotline (GwService *service, const GwCaseEvent *event)
{
  const char *status = gw_hotline_status_of_event (event->action);
  g_autofree char *number = status ? gw_exchange_dup_number (service, event->row) : NULL;
  GString *out;

  if (!number)
    return NULL;
  out = g_string_new ("{\"seq\":");
  gw_json_append_int (out, event->seq);
  LITERAL (out, ",\"external_number\":");
  gw_json_append_string (out, number);
  g_string_append_printf (out, ",\"case\":\"%s\",\"status\":\"%s\",\"at\":", event->number,
                          status);
  gw_json_append_time (out, event->at);
  LITERAL (out, ",\"department\":");
  gw_encode_department (out, event->department);
  LITERAL (out, ",\"opinion\":");
  gw_json_append_string (out, event->opinion);
  LITERAL (out, ",\"satisfaction\":");
  gw_json_append_string (out, gw_satisfaction_name (event->facts.satisfaction));
  LITERAL (out, ",\"solved\":");
  gw_encode_solved (out, event->facts.solved);
  LITERAL (out, "}");
  return g_string_free (out, FALSE);
}

/* --- handing over --------------------------------------------------------------------- */

/* An answer that waits for the case. */
typedef struct
{
  GwHttpRequest *request;
  char *external_number;
} Pending;

static Pending *
pending_new (GwHttpRequest *request, const char *external_number)
{
  Pending *pending = g_new0 (Pending, 1);

  pending->request = gw_http_request_ref (request);
  pending->external_number = g_strdup (external_number);
  return pending;
}

static void
pending_free (Pending *pending)
{
  gw_http_request_unref (pending->request);
  g_free (pending->external_number);
  g_free (pending);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Pending, pending_free)

static void
taken_cb (GwCaseDetail *detail, gboolean repeated, const GError *error, gpointer data)
{
  g_autoptr (Pending) pending = data;

  if (error)
    gw_api_reply_error (pending->request, error);
  else
    reply_case (pending->request, repeated ? 200 : 201, detail->row,
                pending->external_number);
}

void
gw_api_exchange_case_create (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  json_object *json = gw_api_read_json (request);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = NULL;
  const char *external_class;
  gboolean has_location;
  GwJsonReader reader;
  GwReport report = { 0 };
  GwCall call = { 0 };
  Pending *pending;

  if (!json)
    return;
  gw_json_reader_init (&reader, json);
  call.external_number =
      gw_json_reader_string (&reader, "external_number", TRUE, GW_EXTERNAL_NUMBER_MAX);
  external_class = gw_json_reader_string (&reader, "class", TRUE, GW_EXCHANGE_CLASS_MAX);
  call.urgency = gw_json_reader_string (&reader, "urgency", FALSE, MAX_CODE);
  has_location = gw_api_read_call (&reader, json, &report, &call);
  if (gw_api_reply_reader_problem (request, &reader))
    return;
  body = gw_http_request_dup_body (request);
  report.body = g_bytes_get_data (body, &report.body_length);
  pending = pending_new (request, call.external_number);
  if (gw_exchange_take (api->service, gw_http_request_user (request), external_class,
                        &report, &call, has_location, taken_cb, pending, &error))
    return;
  gw_api_reply_error (request, error);
  pending_free (pending);
}

/* --- asking and answering ------------------------------------------------------------- */

void
gw_api_exchange_case_show (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  const char *number = gw_http_request_param (request, "external");
  g_autoptr (GError) error = NULL;
  g_autoptr (GwCaseRow) row =
      gw_exchange_case (api->service, gw_http_request_user (request), number, &error);

  if (row)
    reply_case (request, 200, row, number);
  else
    gw_api_reply_error (request, error);
}

static void
visited_cb (GwCaseDetail *detail, const GError *error, gpointer data)
{
  g_autoptr (Pending) pending = data;

  if (error)
    gw_api_reply_error (pending->request, error);
  else
    reply_case (pending->request, 200, detail->row, pending->external_number);
}

void
gw_api_exchange_visit_create (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  json_object *json = gw_api_read_json (request);
  g_autoptr (GError) error = NULL;
  const char *satisfaction;
  GwJsonReader reader;
  GwExchangeVisit visit = { 0 };
  Pending *pending;

  if (!json)
    return;
  gw_json_reader_init (&reader, json);
  satisfaction = gw_json_reader_string (&reader, "satisfaction", TRUE, MAX_CODE);
  if (satisfaction && !gw_satisfaction_parse (satisfaction, &visit.satisfaction))
    gw_json_reader_fail (&reader, "out_of_range", "satisfaction",
                         "very_satisfied, satisfied or unsatisfied is expected.");
  if (json_object_object_get (json, "solved"))
    visit.solved =
        gw_json_reader_bool (&reader, "solved", FALSE) ? GW_SOLVED_YES : GW_SOLVED_NO;
  visit.opinion = gw_json_reader_string (&reader, "opinion", FALSE, GW_OPINION_MAX_CHARS);
  if (gw_api_reply_reader_problem (request, &reader))
    return;
  visit.external_number = gw_http_request_param (request, "external");
  visit.key = gw_http_request_header (request, "Idempotency-Key");
  pending = pending_new (request, visit.external_number);
  if (gw_exchange_visit (api->service, gw_http_request_user (request), &visit, visited_cb,
                         pending, &error))
    return;
  gw_api_reply_error (request, error);
  pending_free (pending);
}

/* --- comparing ------------------------------------------------------------------------ */

static void
append_difference (GString *out, const GwDifference *difference)
{
  static const char *const kinds[] = { "unknown_here", "unknown_there", "status" };

  g_string_append_printf (out,
                          "{\"kind\":\"%s\",\"external_number\":", kinds[difference->kind]);
  gw_json_append_string (out, difference->external_number);
  LITERAL (out, ",\"case\":");
  gw_json_append_string (out, *difference->number ? difference->number : NULL);
  LITERAL (out, ",\"here\":");
  gw_json_append_string (out, difference->here);
  LITERAL (out, ",\"there\":");
  gw_json_append_string (out, difference->there);
  LITERAL (out, "}");
}

static void
compared_cb (GPtrArray *differences, guint n_compared, const GError *error, gpointer data)
{
  g_autoptr (GwHttpRequest) request = data;
  GString *out;

  if (error)
    {
      gw_api_reply_error (request, error);
      return;
    }
  out = g_string_new ("{\"compared\":");
  gw_json_append_int (out, n_compared);
  LITERAL (out, ",\"differences\":[");
  for (guint i = 0; i < differences->len; i++)
    {
      if (i > 0)
        LITERAL (out, ",");
      append_difference (out, differences->pdata[i]);
    }
  LITERAL (out, "]}");
  gw_http_request_reply_json (request, 200, out);
}

static GPtrArray *
read_items (GwJsonReader *reader)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify)gw_exchange_item_free);
  GwJsonReader items;
  gsize n = gw_json_reader_array (reader, "cases", TRUE, GW_EXCHANGE_COMPARE_MAX, &items);

  for (gsize i = 0; i < n && !gw_json_reader_failed (reader); i++)
    {
      GwExchangeItem *item = g_new0 (GwExchangeItem, 1);
      GwJsonReader one;

      gw_json_reader_item (&items, i, &one);
      item->external_number = g_strdup (
          gw_json_reader_string (&one, "external_number", TRUE, GW_EXTERNAL_NUMBER_MAX));
      item->status = g_strdup (gw_json_reader_string (&one, "status", TRUE, MAX_CODE));
      g_ptr_array_add (list, item);
    }
  return list;
}

/* A local date, "2026-11-22"; 0 when absent. */
static guint
read_date (GwJsonReader *reader, const char *name)
{
  const char *text = gw_json_reader_string (reader, name, FALSE, MAX_CODE);
  guint date = text ? gw_api_parse_date (text) : 0;

  if (text && date == 0)
    gw_json_reader_fail (reader, "out_of_range", name,
                         "A date such as 2026-11-22 is expected.");
  return date;
}

void
gw_api_exchange_compare (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  json_object *json = gw_api_read_json (request);
  const GwCalendar *calendar =
      gw_snapshot_calendar (gw_service_get_snapshot (api->service));
  gint64 now = gw_service_now (api->service);
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;
  GwJsonReader reader;
  guint from, to;

  if (!json)
    return;
  gw_json_reader_init (&reader, json);
  from = read_date (&reader, "from");
  to = read_date (&reader, "to");
  items = read_items (&reader);
  if (gw_api_reply_reader_problem (request, &reader))
    return;
  if (to == 0)
    to = gw_calendar_local_date (calendar, now);
  if (from == 0)
    from = gw_calendar_local_date (calendar, now - DEFAULT_DAYS_MS);
  if (gw_exchange_compare (api->service, gw_http_request_user (request), from, to,
                           g_steal_pointer (&items), compared_cb,
                           gw_http_request_ref (request), &error))
    return;
  gw_api_reply_error (request, error);
  gw_http_request_unref (request);
}
