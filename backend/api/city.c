/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /api/v1/city, /departments, /areas, /routing-rules: what a client needs before the first case. */
#define G_LOG_DOMAIN "gridward-api"

#include "backend/api/api-private.h"
#include "backend/api/encode.h"
#include "backend/api/resources.h"
#include "backend/http/json-write.h"

static void
append_box (GString *out, GwBox box)
{
  if (box.min.x > box.max.x)
    {
      gw_encode_literal (out, "null");
      return;
    }
  gw_encode_literal (out, "[");
  gw_fixed_append_degrees (out, box.min.x);
  gw_encode_literal (out, ",");
  gw_fixed_append_degrees (out, box.min.y);
  gw_encode_literal (out, ",");
  gw_fixed_append_degrees (out, box.max.x);
  gw_encode_literal (out, ",");
  gw_fixed_append_degrees (out, box.max.y);
  gw_encode_literal (out, "]");
}

void
gw_api_city_show (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  GwSnapshot *snapshot = gw_service_get_snapshot (api->service);
  const GwCityInfo *city = gw_snapshot_city (snapshot);
  GString *out = g_string_new ("{\"name\":");

  gw_json_append_string (out, city->name);
  gw_encode_literal (out, ",\"name_en\":");
  gw_json_append_string (out, city->name_en);
  gw_encode_literal (out, ",\"synthetic\":");
  gw_json_append_bool (out, city->synthetic);
  gw_encode_literal (out, ",\"time_zone\":");
  gw_json_append_string (out, city->time_zone);
  gw_encode_literal (out, ",\"code_scheme\":");
  gw_json_append_string (out, city->code_scheme);
  gw_encode_literal (out, ",\"bbox\":");
  append_box (out, gw_cell_index_box (gw_snapshot_cell_index (snapshot)));
  gw_encode_literal (out, ",\"cells\":");
  gw_json_append_int (out, gw_snapshot_n_cells (snapshot));
  gw_encode_literal (out, ",\"server_time\":");
  gw_json_append_time (out, gw_service_now (api->service));
  gw_encode_literal (out, ",\"last_seq\":");
  gw_json_append_int (out, gw_service_last_seq (api->service));
  gw_encode_literal (out, "}");
  gw_http_request_reply_json (request, 200, out);
}

static void
append_departments (GString *out, const GwSnapshot *snapshot)
{
  gw_encode_literal (out, "{\"departments\":[");
  for (guint i = 0; i < gw_snapshot_n_departments (snapshot); i++)
    {
      if (i > 0)
        gw_encode_literal (out, ",");
      gw_encode_department (out, gw_snapshot_department_at (snapshot, i));
    }
}

static void
append_areas (GString *out, const GwSnapshot *snapshot)
{
  gw_encode_literal (out, "{\"areas\":[");
  for (guint i = 0; i < gw_snapshot_n_areas (snapshot); i++)
    {
      const GwArea *area = gw_snapshot_area (snapshot, i);

      if (i > 0)
        gw_encode_literal (out, ",");
      gw_encode_literal (out, "{\"code\":");
      gw_json_append_string (out, area->code);
      gw_encode_literal (out, ",\"parent\":");
      gw_json_append_string (out, area->parent ? area->parent->code : NULL);
      g_string_append_printf (
          out, ",\"level\":\"%s\",\"name\":", gw_area_level_name (area->level));
      gw_json_append_string (out, area->name);
      gw_encode_literal (out, ",\"name_en\":");
      gw_json_append_string (out, area->name_en);
      gw_encode_literal (out, "}");
    }
}

/* The same for everybody until the city changes. */
static void
reply_list (GwHttpRequest *request, GwApi *api, const char *name,
            void (*append) (GString *out, const GwSnapshot *snapshot))
{
  GwSnapshot *snapshot = gw_api_snapshot (api);
  g_autoptr (GBytes) bytes = NULL;
  GString *out;

  if (gw_answer_cache_reply (api->cache, name, request))
    return;
  out = g_string_new (NULL);
  append (out, snapshot);
  gw_encode_literal (out, "]}");
  bytes = g_string_free_to_bytes (out);
  gw_answer_cache_add (api->cache, name, "application/json", bytes, request);
}

void
gw_api_department_list (GwHttpRequest *request, gpointer api)
{
  reply_list (request, api, "departments", append_departments);
}

void
gw_api_area_list (GwHttpRequest *request, gpointer api)
{
  reply_list (request, api, "areas", append_areas);
}

void
gw_api_routing_rule_list (GwHttpRequest *request, gpointer api)
{
  if (gw_api_wants_csv (request))
    gw_api_reply_routing_csv (request, api);
  else
    reply_list (request, api, "routing-rules", gw_api_append_routing_rules);
}
