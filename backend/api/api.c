/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The HTTP API of one city: routes bound to the service. */
#define G_LOG_DOMAIN "gridward-api"

#include "backend/api/api.h"

#include "backend/api/api-private.h"
#include "backend/api/fault-words.h"
#include "backend/service/geocode.h"
#include "backend/service/nearby.h"
#include "backend/service/session.h"

#define CACHE_BYTES (64 * 1024 * 1024)

static gboolean
authenticate (GwHttpRequest *request, const char *token, gpointer context,
              GwProblem **problem)
{
  GwApi *api = context;
  g_autoptr (GError) error = NULL;
  GwPerson *user;

  if (!token)
    return FALSE;
  user = gw_session_authenticate (api->service, token, NULL, &error);
  if (!user)
    return FALSE;
  gw_http_request_set_user (request, user, (GDestroyNotify)gw_person_unref);
  return TRUE;
}

GwApi *
gw_api_new (GwService *service, const GwApiOptions *options, GError **error)
{
  g_autoptr (GwMbtiles) tiles = NULL;
  const GwHttpRoute *routes;
  gsize n_routes;
  GwApi *api;

  if (options->tiles)
    {
      tiles = gw_mbtiles_open (options->tiles, error);
      if (!tiles)
        return NULL;
    }
  if (!gw_nearby_start (service, error))
    return NULL;
  api = g_new0 (GwApi, 1);
  api->service = service;
  gw_geocode_start (service);
  api->tiles = g_steal_pointer (&tiles);
  api->cache = gw_answer_cache_new (CACHE_BYTES);
  api->hub = gw_push_hub_new (&GW_PUSH_LIMITS_DEFAULT);
  api->listeners = g_ptr_array_new ();
  api->holds = gw_holds_new (service, gw_api_hold_changed, api);
  gw_roll_call_listen (service, gw_api_roll_call_told, api);
  routes = gw_api_routes (&n_routes);
  api->server = gw_http_server_new (routes, n_routes, authenticate, api, &options->limits);
  gw_http_server_set_words (api->server, gw_fault_words_dup);
  api->deliverer = gw_deliverer_new (service);
  return api;
}

void
gw_api_free (GwApi *api)
{
  if (!api)
    return;
  gw_roll_call_listen (api->service, NULL, NULL);
  gw_deliverer_free (api->deliverer);
  gw_push_hub_free (api->hub);
  gw_holds_free (api->holds);
  gw_http_server_free (api->server);
  g_ptr_array_unref (api->listeners);
  gw_answer_cache_free (api->cache);
  g_clear_pointer (&api->snapshot, gw_snapshot_unref);
  g_clear_pointer (&api->tiles, gw_mbtiles_close);
  g_free (api);
}

GwHttpServer *
gw_api_server (GwApi *api)
{
  return api->server;
}

GwSnapshot *
gw_api_snapshot (GwApi *api)
{
  GwSnapshot *snapshot = gw_service_get_snapshot (api->service);

  if (snapshot == api->snapshot)
    return snapshot;
  gw_answer_cache_clear (api->cache);
  g_clear_pointer (&api->snapshot, gw_snapshot_unref);
  api->snapshot = gw_snapshot_ref (snapshot);
  return snapshot;
}
