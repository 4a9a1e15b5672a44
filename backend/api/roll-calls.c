/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /api/v1/roll-calls: who is on duty is called, live, and says where he is. */
#define G_LOG_DOMAIN "gridward-api"

#include "backend/service/roll-call.h"
#include "backend/api/api-private.h"
#include "backend/api/encode.h"
#include "backend/api/resources.h"
#include "backend/http/json-write.h"

#define LITERAL gw_encode_literal
#define MAX_CODE 100
#define MAX_ACCURACY 100000
#define DEFAULT_LIMIT 50
#define MAX_LIMIT 200
/* Of one inspector; who comes late to so many calls has other worries. */
#define OPEN_MAX 5

/* Without the brace at its end. */
static void
append_head (GString *out, const GwRollCall *roll_call)
{
  g_string_append_printf (out,
                          "{\"id\":%" G_GINT64_FORMAT ",\"caller\":", roll_call->record.id);
  gw_encode_person (out, roll_call->caller);
  LITERAL (out, ",\"at\":");
  gw_json_append_time (out, roll_call->record.at);
  LITERAL (out, ",\"until\":");
  gw_json_append_time (out, roll_call->record.until);
}

static void
append_counts (GString *out, const GwRollCallRecord *record)
{
  g_string_append_printf (out, ",\"called\":%u,\"answered\":%u,\"late\":%u,\"outside\":%u",
                          record->n_called, record->n_answered, record->n_late,
                          record->n_outside);
}

static void
append_answer (GString *out, const GwRollCallAnswer *answer)
{
  gboolean answered = answer->record.answered_at != 0;

  LITERAL (out, "{\"inspector\":");
  gw_encode_person (out, answer->inspector);
  LITERAL (out, ",\"duty_grid\":");
  gw_encode_duty_grid (out, answer->duty_grid);
  LITERAL (out, ",\"answered_at\":");
  gw_json_append_time (out, answer->record.answered_at);
  LITERAL (out, ",\"location\":");
  if (answered)
    gw_json_append_position (out, answer->record.position);
  else
    LITERAL (out, "null");
  LITERAL (out, ",\"accuracy\":");
  if (answered && answer->record.accuracy >= 0)
    gw_json_append_double (out, answer->record.accuracy);
  else
    LITERAL (out, "null");
  LITERAL (out, ",\"late\":");
  gw_json_append_bool (out, answered && answer->late);
  LITERAL (out, ",\"outside\":");
  gw_json_append_bool (out, answered && answer->record.outside);
  LITERAL (out, "}");
}

static void
append_roll_call (GString *out, const GwRollCall *roll_call)
{
  append_head (out, roll_call);
  append_counts (out, &roll_call->record);
  if (roll_call->answers)
    {
      LITERAL (out, ",\"answers\":[");
      for (guint i = 0; i < roll_call->answers->len; i++)
        {
          if (i > 0)
            LITERAL (out, ",");
          append_answer (out, roll_call->answers->pdata[i]);
        }
      LITERAL (out, "]");
    }
  LITERAL (out, "}");
}

static void
reply (GwHttpRequest *request, guint status, const GwRollCall *roll_call)
{
  GString *out = g_string_new ("{\"roll_call\":");

  append_roll_call (out, roll_call);
  LITERAL (out, "}");
  gw_http_request_reply_json (request, status, out);
}

/* --- live ----------------------------------------------------------------------------- */

static void
tell (GwApi *api, const GwRollCall *roll_call, const gint64 *person_ids, guint n)
{
  g_autoptr (GString) item = g_string_new ("{\"roll_call\":");

  append_head (item, roll_call);
  LITERAL (item, "}}");
  gw_api_live_push (api, person_ids, n, item->str, item->len);
}

void
gw_api_roll_call_told (const GwRollCall *roll_call, gpointer api)
{
  g_autofree gint64 *ids = g_new (gint64, roll_call->answers->len + 1);

  for (guint i = 0; i < roll_call->answers->len; i++)
    {
      const GwRollCallAnswer *answer = roll_call->answers->pdata[i];

      ids[i] = answer->inspector->id;
    }
  tell (api, roll_call, ids, roll_call->answers->len);
}

/* Also who was not listening when he was called is told. */
void
gw_api_roll_call_tell_open (GwApi *api, const GwPerson *user)
{
  gint64 now = gw_service_now (api->service);
  g_autoptr (GPtrArray) list = NULL;

  if ((user->roles & GW_ROLE_INSPECTOR) == 0 || gw_permissions_may_see_duty (user->roles))
    return;
  list = gw_roll_call_list (api->service, user, 0, OPEN_MAX, NULL);
  for (guint i = 0; list && i < list->len; i++)
    {
      const GwRollCall *roll_call = list->pdata[i];

      if (roll_call->record.n_answered == 0 && roll_call->record.until > now)
        tell (api, roll_call, &user->id, 1);
    }
}

/* --- calling and answering ------------------------------------------------------------ */

static void
called_cb (const GwRollCall *roll_call, gboolean first, const GError *error, gpointer data)
{
  g_autoptr (GwHttpRequest) request = data;
  g_autofree char *location = NULL;

  if (error)
    {
      gw_api_reply_error (request, error);
      return;
    }
  location = g_strdup_printf ("/api/v1/roll-calls/%" G_GINT64_FORMAT, roll_call->record.id);
  gw_http_request_set_header (request, "Location", location);
  reply (request, 201, roll_call);
}

void
gw_api_roll_call_create (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  json_object *json = gw_api_read_json (request);
  g_auto (GStrv) inspectors = NULL;
  g_autoptr (GError) error = NULL;
  GwRollCallRequest wanted = { 0 };
  GwJsonReader reader;

  if (!json)
    return;
  gw_json_reader_init (&reader, json);
  inspectors =
      gw_json_reader_dup_strings (&reader, "inspectors", GW_ROLL_CALL_MAX, MAX_CODE);
  wanted.inspectors = (const char *const *)inspectors;
  wanted.sample =
      (guint)gw_json_reader_int (&reader, "sample", FALSE, 1, GW_ROLL_CALL_MAX, 0);
  wanted.minutes = (guint)gw_json_reader_int (
      &reader, "minutes", FALSE, 1, GW_ROLL_CALL_MINUTES_MAX, GW_ROLL_CALL_MINUTES);
  if (inspectors && wanted.sample > 0)
    gw_json_reader_fail (&reader, "out_of_range", "sample",
                         "Either inspectors or a sample, not both.");
  if (gw_api_reply_reader_problem (request, &reader))
    return;
  if (gw_roll_call (api->service, gw_http_request_user (request), &wanted, called_cb,
                    gw_http_request_ref (request), &error))
    return;
  gw_api_reply_error (request, error);
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
      request, gw_problem_new ("not_found", NULL, "There is no such roll call."));
  return 0;
}

static void
answered_cb (const GwRollCall *roll_call, gboolean first, const GError *error,
             gpointer data)
{
  g_autoptr (GwHttpRequest) request = data;

  if (error)
    gw_api_reply_error (request, error);
  else
    reply (request, first ? 201 : 200, roll_call);
}

static gboolean
read_answer (GwHttpRequest *request, GwLonLat *ret_place, double *ret_accuracy)
{
  json_object *json = gw_api_read_json (request);
  GwCoordinateSystem system = GW_COORDINATES_WGS84;
  const char *system_name;
  GwJsonReader reader;

  if (!json)
    return FALSE;
  gw_json_reader_init (&reader, json);
  ret_place->lon = gw_json_reader_double (&reader, "lon", -180, 180);
  ret_place->lat = gw_json_reader_double (&reader, "lat", -90, 90);
  *ret_accuracy = json_object_object_get (json, "accuracy")
                      ? gw_json_reader_double (&reader, "accuracy", 0, MAX_ACCURACY)
                      : -1;
  system_name = gw_json_reader_string (&reader, "coordinate_system", FALSE, MAX_CODE);
  if (system_name && !gw_coordinate_system_parse (system_name, &system))
    gw_json_reader_fail (&reader, "out_of_range", "coordinate_system",
                         "wgs84, cgcs2000, gcj02 or bd09 is expected.");
  if (gw_api_reply_reader_problem (request, &reader))
    return FALSE;
  *ret_place = gw_coordinates_to_wgs84 (system, *ret_place);
  return TRUE;
}

void
gw_api_roll_call_answer_create (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  gint64 id = read_id (request);
  g_autoptr (GError) error = NULL;
  GwLonLat place;
  double accuracy;

  if (id == 0 || !read_answer (request, &place, &accuracy))
    return;
  if (gw_roll_call_answer (api->service, gw_http_request_user (request), id, place,
                           accuracy, answered_cb, gw_http_request_ref (request), &error))
    return;
  gw_api_reply_error (request, error);
  gw_http_request_unref (request);
}

/* --- reading -------------------------------------------------------------------------- */

void
gw_api_roll_call_show (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  gint64 id = read_id (request);
  g_autoptr (GwRollCall) roll_call = NULL;
  g_autoptr (GError) error = NULL;

  if (id == 0)
    return;
  roll_call = gw_roll_call_load (api->service, gw_http_request_user (request), id, &error);
  if (roll_call)
    reply (request, 200, roll_call);
  else
    gw_api_reply_error (request, error);
}

void
gw_api_roll_call_list (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  GwHttpQuery *query = gw_http_request_query (request);
  guint limit = (guint)gw_http_query_int (query, "limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
  gint64 before = gw_http_query_int (query, "after", 1, G_MAXINT64, 0);
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;
  GString *out;

  if (gw_api_reply_query_problem (request))
    return;
  list = gw_roll_call_list (api->service, gw_http_request_user (request), before, limit + 1,
                            &error);
  if (!list)
    {
      gw_api_reply_error (request, error);
      return;
    }
  out = g_string_new ("{\"roll_calls\":[");
  for (guint i = 0; i < MIN (list->len, limit); i++)
    {
      if (i > 0)
        LITERAL (out, ",");
      append_roll_call (out, list->pdata[i]);
    }
  LITERAL (out, "]");
  if (list->len > limit)
    {
      const GwRollCall *last = list->pdata[limit - 1];

      gw_api_append_next_id (out, request, last->record.id);
    }
  LITERAL (out, "}");
  gw_http_request_reply_json (request, 200, out);
}
