/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /healthz, /metrics and the API's own description. */
#define G_LOG_DOMAIN "gridward-api"

#include "config.h"

#include "backend/api/api-private.h"
#include "backend/api/encode.h"
#include "backend/api/gridward-api-resources.h"
#include "backend/api/resources.h"
#include "backend/http/json-write.h"

void
gw_api_health (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  GwServiceMetrics metrics;
  GString *out =
      g_string_new ("{\"status\":\"ok\",\"version\":\"" GW_VERSION "\",\"time\":");

  gw_json_append_time (out, gw_service_now (api->service));
  gw_encode_literal (out, ",\"settled_until\":");
  gw_json_append_time (out, gw_service_settled_until (api->service));
  gw_service_get_metrics (api->service, &metrics);
  gw_encode_literal (out, ",\"failed_reports\":");
  gw_json_append_int (out, metrics.reports.waiting);
  gw_encode_literal (out, "}");
  gw_http_request_reply_json (request, 200, out);
}

static void
append_number (GString *out, const char *name, const char *type, guint64 value)
{
  g_string_append_printf (out, "# TYPE gridward_%s %s\ngridward_%s %" G_GUINT64_FORMAT "\n",
                          name, type, name, value);
}

void
gw_api_metrics (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  GwServiceMetrics metrics;
  GString *out = g_string_new (NULL);
  g_autoptr (GBytes) body = NULL;

  gw_http_server_append_metrics (api->server, out);
  gw_service_get_metrics (api->service, &metrics);
  append_number (out, "write_batches_total", "counter", metrics.batches);
  append_number (out, "write_jobs_total", "counter", metrics.jobs);
  append_number (out, "write_jobs_failed_total", "counter", metrics.failed_jobs);
  append_number (out, "write_overloads_total", "counter", metrics.overloads);
  append_number (out, "write_queue", "gauge", metrics.queued);
  append_number (out, "write_log_bytes", "gauge", metrics.log_bytes);
  append_number (out, "last_commit_microseconds", "gauge", metrics.last_commit_us);
  append_number (out, "sessions", "gauge", metrics.sessions);
  append_number (out, "live_clients", "gauge", gw_push_hub_n_clients (api->hub));
  append_number (out, "live_dropped_total", "counter", gw_push_hub_n_dropped (api->hub));
  append_number (out, "scheduled_reports_total", "counter", metrics.reports.made);
  append_number (out, "scheduled_reports_failed_total", "counter", metrics.reports.failed);
  append_number (out, "scheduled_reports_waiting", "gauge", metrics.reports.waiting);
  append_number (out, "last_event", "counter", (guint64)gw_service_last_seq (api->service));
  body = g_string_free_to_bytes (out);
  gw_http_request_reply (request, 200, "text/plain; version=0.0.4; charset=utf-8", body);
}

GBytes *
gw_api_document (void)
{
  static GBytes *document = NULL;

  if (!document)
    document = g_resource_lookup_data (gw_api_resources_get_resource (),
                                       "/org/gridward/api/openapi.json", 0, NULL);
  return document;
}

void
gw_api_openapi (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;

  if (!gw_answer_cache_reply (api->cache, "openapi", request))
    gw_answer_cache_add (api->cache, "openapi", "application/json", gw_api_document (),
                         request);
}
