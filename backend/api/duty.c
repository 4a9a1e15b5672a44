/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /api/v1/duty: inspectors sign in to a duty grid and out; who is on duty now. */
#define G_LOG_DOMAIN "gridward-api"

#include "backend/service/duty.h"
#include "backend/api/api-private.h"
#include "backend/api/encode.h"
#include "backend/api/resources.h"
#include "backend/http/json-write.h"
#include "backend/service/scope.h"

#include <string.h>

#define LITERAL gw_encode_literal
#define MAX_CODE 100

static void
append_duty (GString *out, const GwOnDuty *on_duty)
{
  LITERAL (out, "{\"inspector\":");
  gw_encode_person (out, on_duty->inspector);
  LITERAL (out, ",\"duty_grid\":");
  gw_encode_duty_grid (out, on_duty->duty_grid);
  LITERAL (out, ",\"signed_in_at\":");
  gw_json_append_time (out, on_duty->signed_in_at);
  LITERAL (out, ",\"shift_until\":");
  gw_json_append_time (out, on_duty->shift_until);
  LITERAL (out, ",\"signed_out_at\":");
  gw_json_append_time (out, on_duty->signed_out_at);
  LITERAL (out, "}");
}

static void
changed_cb (const GwOnDuty *on_duty, gboolean repeated, const GError *error, gpointer data)
{
  g_autoptr (GwHttpRequest) request = data;
  GString *out;

  if (error)
    {
      gw_api_reply_error (request, error);
      return;
    }
  out = g_string_new ("{\"duty\":");
  append_duty (out, on_duty);
  LITERAL (out, "}");
  gw_http_request_reply_json (request, repeated || on_duty->signed_out_at ? 200 : 201, out);
}

void
gw_api_duty_sign_in (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  json_object *json = gw_api_read_json (request);
  g_autoptr (GError) error = NULL;
  GwJsonReader reader;
  const char *duty_grid;

  if (!json)
    return;
  gw_json_reader_init (&reader, json);
  duty_grid = gw_json_reader_string (&reader, "duty_grid", FALSE, MAX_CODE);
  if (gw_api_reply_reader_problem (request, &reader))
    return;
  if (gw_duty_sign_in (api->service, gw_http_request_user (request), duty_grid, changed_cb,
                       gw_http_request_ref (request), &error))
    return;
  gw_api_reply_error (request, error);
  gw_http_request_unref (request);
}

void
gw_api_duty_sign_out (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  g_autoptr (GError) error = NULL;

  if (gw_duty_sign_out (api->service, gw_http_request_user (request), changed_cb,
                        gw_http_request_ref (request), &error))
    return;
  gw_api_reply_error (request, error);
  gw_http_request_unref (request);
}

void
gw_api_duty_list (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list =
      gw_duty_list (api->service, gw_http_request_user (request), &error);
  GString *out;

  if (!list)
    {
      gw_api_reply_error (request, error);
      return;
    }
  out = g_string_new ("{\"on_duty\":[");
  for (guint i = 0; i < list->len; i++)
    {
      if (i > 0)
        LITERAL (out, ",");
      append_duty (out, g_ptr_array_index (list, i));
    }
  LITERAL (out, "]}");
  gw_http_request_reply_json (request, 200, out);
}

/* --- which duty grids there are ------------------------------------------------------- */

typedef struct
{
  GwSnapshot *snapshot;
  GwPerson *user;
} GridsJob;

static void
grids_job_free (gpointer data)
{
  GridsJob *job = data;

  gw_snapshot_unref (job->snapshot);
  gw_person_unref (job->user);
  g_free (job);
}

static int
compare_codes (gconstpointer a, gconstpointer b)
{
  const GwDutyGrid *left = *(const GwDutyGrid *const *)a;
  const GwDutyGrid *right = *(const GwDutyGrid *const *)b;

  return strcmp (left->code, right->code);
}

static GBytes *
make_grids (gconstpointer data)
{
  const GridsJob *job = data;
  g_autoptr (GHashTable) seen = gw_scope_duty_grids (job->user, job->snapshot);
  g_autoptr (GPtrArray) grids = g_ptr_array_new ();
  GString *out = g_string_new ("{\"duty_grids\":[");
  GHashTableIter iter;
  gpointer grid;

  g_hash_table_iter_init (&iter, seen);
  while (g_hash_table_iter_next (&iter, &grid, NULL))
    g_ptr_array_add (grids, grid);
  g_ptr_array_sort (grids, compare_codes);
  for (guint i = 0; i < grids->len; i++)
    {
      if (i > 0)
        LITERAL (out, ",");
      gw_encode_duty_grid (out, g_ptr_array_index (grids, i));
    }
  LITERAL (out, "]}");
  return g_string_free_to_bytes (out);
}

void
gw_api_duty_grids (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  GwPerson *user = gw_http_request_user (request);
  g_autofree char *key = g_strdup_printf ("duty-grids %" G_GINT64_FORMAT, user->area_id);
  GridsJob *job;

  if (gw_answer_cache_reply (api->cache, key, request))
    return;
  job = g_new0 (GridsJob, 1);
  job->snapshot = gw_snapshot_ref (gw_api_snapshot (api));
  job->user = gw_person_ref (user);
  gw_answer_cache_make (api->cache, key, "application/json", request, make_grids, job,
                        grids_job_free);
}
