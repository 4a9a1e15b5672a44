/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /api/v1/cells and /locate: the unit grid as GeoJSON, and which cell holds a point. */
#define G_LOG_DOMAIN "gridward-api"

#include "backend/api/api-private.h"
#include "backend/api/encode.h"
#include "backend/api/resources.h"
#include "backend/http/json-write.h"
#include "gis/geojson.h"
#include "gis/projection.h"
#include "backend/service/duty.h"
#include "backend/service/scope.h"

#include <string.h>

#define MAX_CELLS 5000
#define CELL_SIZE 600 /* a usual feature as JSON */

static void
append_properties (GString *out, const GwCell *cell)
{
  const GwArea *community = gw_cell_area (cell, GW_AREA_COMMUNITY);

  gw_encode_literal (out, "{\"code\":");
  gw_json_append_string (out, cell->code);
  gw_encode_literal (out, ",\"name\":");
  gw_json_append_string (out, cell->name);
  gw_encode_literal (out, ",\"area_m2\":");
  gw_json_append_double (out, cell->area_m2);
  gw_encode_literal (out, ",\"community\":");
  gw_json_append_string (out, community ? community->code : NULL);
  gw_encode_literal (out, ",\"duty_grid\":");
  gw_json_append_string (out, cell->duty_grid ? cell->duty_grid->code : NULL);
}

/* A feature up to the last property. */
static void
open_feature (GString *out, const GwCell *cell)
{
  gw_encode_literal (out, "{\"type\":\"Feature\",\"id\":");
  gw_json_append_string (out, cell->code);
  gw_encode_literal (out, ",\"geometry\":");
  if (cell->shape)
    gw_geojson_append_shape (out, cell->shape);
  else
    gw_encode_literal (out, "null");
  gw_encode_literal (out, ",\"properties\":");
  append_properties (out, cell);
}

/* What a worker thread needs to make a page. */
typedef struct
{
  GwSnapshot *snapshot;
  GwPerson *user;
  gboolean has_box;
  GwBox box;
  guint limit;
  char *after;
  char *path_and_query; /* of the next page, up to its "after=" */
} PageJob;

static void
page_job_free (gpointer data)
{
  PageJob *job = data;

  gw_snapshot_unref (job->snapshot);
  gw_person_unref (job->user);
  g_free (job->after);
  g_free (job->path_and_query);
  g_free (job);
}

/* The first of the ascending positions whose code is greater. */
static guint
first_after (const PageJob *job, const GArray *positions)
{
  guint low = 0, high = positions->len;

  while (job->after && low < high)
    {
      guint middle = (low + high) / 2;
      const GwCell *cell =
          gw_snapshot_cell (job->snapshot, g_array_index (positions, guint32, middle));

      if (strcmp (cell->code, job->after) > 0)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

/* Those that the user sees. */
static void
keep_own (const PageJob *job, GArray *positions)
{
  guint n = 0;

  for (guint i = 0; i < positions->len; i++)
    {
      guint32 position = g_array_index (positions, guint32, i);

      if (gw_scope_has_cell (job->user, gw_snapshot_cell (job->snapshot, position)))
        g_array_index (positions, guint32, n++) = position;
    }
  g_array_set_size (positions, n);
}

static GArray *
wanted_positions (const PageJob *job)
{
  GArray *positions = g_array_new (FALSE, FALSE, sizeof (guint32));

  if (job->has_box)
    {
      gw_cell_index_find_in_box (gw_snapshot_cell_index (job->snapshot), job->box,
                                 positions);
      keep_own (job, positions);
      return positions;
    }
  for (guint32 i = 0; i < gw_snapshot_n_cells (job->snapshot); i++)
    g_array_append_val (positions, i);
  keep_own (job, positions);
  return positions;
}

static GBytes *
make_page (gconstpointer data)
{
  const PageJob *job = data;
  g_autoptr (GArray) positions = wanted_positions (job);
  guint first = first_after (job, positions);
  guint end = MIN (positions->len, first + job->limit);
  GString *out = g_string_sized_new ((end - first) * CELL_SIZE + 200);

  gw_encode_literal (out, "{\"type\":\"FeatureCollection\",\"features\":[");
  for (guint i = first; i < end; i++)
    {
      if (i > first)
        gw_encode_literal (out, ",");
      open_feature (
          out, gw_snapshot_cell (job->snapshot, g_array_index (positions, guint32, i)));
      gw_encode_literal (out, "}}");
    }
  gw_encode_literal (out, "]");
  if (end < positions->len && end > first)
    {
      const GwCell *last =
          gw_snapshot_cell (job->snapshot, g_array_index (positions, guint32, end - 1));
      g_autofree char *escaped = g_uri_escape_string (last->code, NULL, FALSE);
      g_autofree char *link = g_strconcat (job->path_and_query, escaped, NULL);

      gw_encode_literal (out, ",\"next\":");
      gw_json_append_string (out, link);
    }
  gw_encode_literal (out, "}");
  return g_string_free_to_bytes (out);
}

static char *
next_link_stem (GwHttpQuery *query, guint limit)
{
  const char *box = gw_http_query_get (query, "bbox");

  return g_strdup_printf ("/api/v1/cells?%s%s%slimit=%u&after=", box ? "bbox=" : "",
                          box ? box : "", box ? "&" : "", limit);
}

void
gw_api_cell_list (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  GwHttpQuery *query = gw_http_request_query (request);
  g_autofree char *key = NULL;
  PageJob *job = g_new0 (PageJob, 1);

  job->snapshot = gw_snapshot_ref (gw_api_snapshot (api));
  job->user = gw_person_ref (gw_http_request_user (request));
  job->has_box = gw_http_query_box (query, "bbox", &job->box);
  job->limit = (guint)gw_http_query_int (query, "limit", 1, MAX_CELLS, MAX_CELLS);
  job->after = g_strdup (gw_http_query_get (query, "after"));
  job->path_and_query = next_link_stem (query, job->limit);
  key = g_strdup_printf ("cells %" G_GINT64_FORMAT " %s%s", job->user->area_id,
                         job->path_and_query, job->after ? job->after : "");
  if (gw_api_reply_query_problem (request) ||
      gw_answer_cache_reply (api->cache, key, request))
    {
      page_job_free (job);
      return;
    }
  gw_answer_cache_make (api->cache, key, "application/geo+json", request, make_page, job,
                        page_job_free);
}

/* ,"community":{…},"street":{…},"district":{…} */
static void
append_areas (GString *out, const GwCell *cell)
{
  gw_encode_literal (out, ",\"community\":");
  gw_encode_area (out, gw_cell_area (cell, GW_AREA_COMMUNITY));
  gw_encode_literal (out, ",\"street\":");
  gw_encode_area (out, gw_cell_area (cell, GW_AREA_STREET));
  gw_encode_literal (out, ",\"district\":");
  gw_encode_area (out, gw_cell_area (cell, GW_AREA_DISTRICT));
}

static void
append_area_name (GString *out, const GwCell *cell, GwAreaLevel level)
{
  const GwArea *area = gw_cell_area (cell, level);

  g_string_append_printf (out, ",\"%s_name\":", gw_area_level_name (level));
  gw_json_append_string (out, area ? area->name : NULL);
  g_string_append_printf (out, ",\"%s_name_en\":", gw_area_level_name (level));
  gw_json_append_string (out, area ? area->name_en : NULL);
}

/* Who is on duty in the cell's duty grid and how to call him, for those who may know. */
static void
append_duty (GString *out, GwApi *api, const GwPerson *user, const GwCell *cell)
{
  g_autoptr (GPtrArray) on_duty =
      cell->duty_grid ? gw_duty_list_of (api->service, user, cell->duty_grid) : NULL;

  gw_encode_literal (out, ",\"duty_grid_name\":");
  gw_json_append_string (out, cell->duty_grid ? cell->duty_grid->name : NULL);
  gw_encode_literal (out, ",\"on_duty\":[");
  for (guint i = 0; on_duty && i < on_duty->len; i++)
    {
      const GwOnDuty *duty = g_ptr_array_index (on_duty, i);

      if (i > 0)
        gw_encode_literal (out, ",");
      gw_encode_literal (out, "{\"inspector\":{\"login\":");
      gw_json_append_string (out, duty->inspector->login);
      gw_encode_literal (out, ",\"name\":");
      gw_json_append_string (out, duty->inspector->name);
      gw_encode_literal (out, ",\"phone\":");
      gw_json_append_string (out, duty->inspector->phone);
      gw_encode_literal (out, "}");
      gw_encode_literal (out, ",\"signed_in_at\":");
      gw_json_append_time (out, duty->signed_in_at);
      gw_encode_literal (out, ",\"shift_until\":");
      gw_json_append_time (out, duty->shift_until);
      gw_encode_literal (out, "}");
    }
  gw_encode_literal (out, "]");
}

void
gw_api_cell_show (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  const char *code = gw_http_request_param (request, "code");
  const GwCell *cell =
      gw_snapshot_cell_by_code (gw_service_get_snapshot (api->service), code);
  g_autoptr (GBytes) body = NULL;
  GString *out;

  if (!cell || !gw_scope_has_cell (gw_http_request_user (request), cell))
    {
      gw_http_request_reply_problem (
          request, gw_problem_new ("not_found", NULL, "There is no cell of this code."));
      return;
    }
  out = g_string_new (NULL);
  open_feature (out, cell);
  append_area_name (out, cell, GW_AREA_COMMUNITY);
  append_area_name (out, cell, GW_AREA_STREET);
  append_area_name (out, cell, GW_AREA_DISTRICT);
  append_duty (out, api, gw_http_request_user (request), cell);
  gw_encode_literal (out, "}}");
  body = g_string_free_to_bytes (out);
  gw_http_request_reply (request, 200, "application/geo+json", body);
}

/* {"code","name"} */
static void
append_code_and_name (GString *out, const char *code, const char *name)
{
  gw_encode_literal (out, "{\"code\":");
  gw_json_append_string (out, code);
  gw_encode_literal (out, ",\"name\":");
  gw_json_append_string (out, name);
  gw_encode_literal (out, "}");
}

void
gw_api_locate (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  GwHttpQuery *query = gw_http_request_query (request);
  GwLonLat position = { gw_http_query_double (query, "lon", -180, 180),
                        gw_http_query_double (query, "lat", -90, 90) };
  GwCoordinateSystem system = gw_api_query_coordinate_system (query);
  const GwCell *cell;
  GString *out;

  if (gw_api_reply_query_problem (request))
    return;
  position = gw_coordinates_to_wgs84 (system, position);
  cell = gw_lon_lat_is_valid (position)
             ? gw_snapshot_find_cell (gw_service_get_snapshot (api->service),
                                      gw_fixed_from_lon_lat (position))
             : NULL;
  if (!cell || !gw_scope_has_cell (gw_http_request_user (request), cell))
    {
      GwProblem *problem = gw_problem_new (
          "outside_city", NULL, "No cell of the city, or of your area, holds this point.");

      problem->status = 404;
      gw_http_request_reply_problem (request, problem);
      return;
    }
  out = g_string_new ("{\"cell\":");
  append_code_and_name (out, cell->code, cell->name);
  gw_encode_literal (out, ",\"duty_grid\":");
  if (cell->duty_grid)
    append_code_and_name (out, cell->duty_grid->code, cell->duty_grid->name);
  else
    gw_encode_literal (out, "null");
  append_areas (out, cell);
  gw_encode_literal (out, "}");
  gw_http_request_reply_json (request, 200, out);
}
