/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /api/v1/sessions: signing in, who one is, signing out. */
#define G_LOG_DOMAIN "gridward-api"

#include "backend/api/api-private.h"
#include "backend/api/encode.h"
#include "backend/api/resources.h"
#include "backend/http/json-write.h"
#include "backend/service/session.h"

#define MAX_LOGIN 100
#define MAX_PASSWORD 1000

static void
logged_in_cb (const GwSession *session, const GError *error, gpointer data)
{
  g_autoptr (GwHttpRequest) request = data;
  GwApi *api = gw_http_request_context (request);
  GString *out;

  if (error)
    {
      gw_api_reply_error (request, error);
      return;
    }
  /* The server has gone while the password was checked. */
  if (!api)
    return;
  out = g_string_new (NULL);
  g_string_append_printf (out, "{\"token\":\"%s\",\"expires_at\":", session->token);
  gw_json_append_time (out, session->expires_at);
  gw_encode_literal (out, ",\"user\":");
  gw_encode_user (out, session->user, gw_service_get_snapshot (api->service));
  gw_encode_literal (out, "}");
  gw_http_request_set_header (request, "Location", "/api/v1/sessions/current");
  gw_http_request_reply_json (request, 201, out);
}

void
gw_api_session_create (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  json_object *json = gw_api_read_json (request);
  g_autoptr (GError) error = NULL;
  GwJsonReader reader;
  const char *login, *password;

  if (!json)
    return;
  gw_json_reader_init (&reader, json);
  login = gw_json_reader_string (&reader, "login", TRUE, MAX_LOGIN);
  password = gw_json_reader_string (&reader, "password", TRUE, MAX_PASSWORD);
  if (gw_api_reply_reader_problem (request, &reader))
    return;
  if (gw_session_login (api->service, login, password, gw_http_request_peer (request),
                        logged_in_cb, gw_http_request_ref (request), &error))
    return;
  gw_api_reply_error (request, error);
  gw_http_request_unref (request);
}

void
gw_api_session_show (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  g_autoptr (GError) error = NULL;
  g_autoptr (GwPerson) user = NULL;
  gint64 expires_at = 0;
  GString *out;

  user = gw_session_authenticate (api->service, gw_http_request_token (request),
                                  &expires_at, &error);
  if (!user)
    {
      gw_api_reply_error (request, error);
      return;
    }
  out = g_string_new ("{\"user\":");
  gw_encode_user (out, user, gw_service_get_snapshot (api->service));
  gw_encode_literal (out, ",\"expires_at\":");
  gw_json_append_time (out, expires_at);
  gw_encode_literal (out, "}");
  gw_http_request_reply_json (request, 200, out);
}

static void
logged_out_cb (const GError *error, gpointer data)
{
  g_autoptr (GwHttpRequest) request = data;

  if (error)
    gw_api_reply_error (request, error);
  else
    gw_http_request_reply_empty (request, 204);
}

void
gw_api_session_delete (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  g_autoptr (GError) error = NULL;

  if (gw_session_logout (api->service, gw_http_request_token (request), logged_out_cb,
                         gw_http_request_ref (request), &error))
    return;
  gw_api_reply_error (request, error);
  gw_http_request_unref (request);
}
