/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /api/v1/attachments: photographs in as they come, out as they are. */
#define G_LOG_DOMAIN "gridward-api"

#include "backend/service/attachment.h"
#include "backend/api/api-private.h"
#include "backend/api/encode.h"
#include "backend/api/resources.h"
#include "backend/http/json-write.h"

#include <string.h>

/* The upload of a request, until it is finished. */
typedef struct
{
  GwUpload *upload;
} Receiver;

static void
receiver_free (gpointer data)
{
  Receiver *receiver = data;

  g_clear_pointer (&receiver->upload, gw_upload_free);
  g_free (receiver);
}

static gboolean
receive (GwHttpRequest *request, const guint8 *bytes, gsize length, gpointer data)
{
  Receiver *receiver = data;
  g_autoptr (GError) error = NULL;

  if (gw_attachment_append (receiver->upload, bytes, length, &error))
    return TRUE;
  gw_api_reply_error (request, error);
  return FALSE;
}

void
gw_api_attachment_started (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  const char *header = gw_http_request_header (request, "Content-Type");
  g_autofree char *type =
      g_strndup (header ? header : "", header ? strcspn (header, "; ") : 0);
  g_autoptr (GError) error = NULL;
  GwUpload *upload =
      gw_attachment_begin (api->service, gw_http_request_user (request), type, &error);
  Receiver *receiver;

  if (!upload)
    {
      gw_api_reply_error (request, error);
      return;
    }
  receiver = g_new0 (Receiver, 1);
  receiver->upload = upload;
  gw_http_request_set_sink (request, receive, receiver, receiver_free);
}

static void
received_cb (const GwAttachment *attachment, const GError *error, gpointer data)
{
  g_autoptr (GwHttpRequest) request = data;
  g_autofree char *location = NULL;
  GString *out;

  if (error)
    {
      gw_api_reply_error (request, error);
      return;
    }
  out = g_string_new ("{\"id\":");
  gw_json_append_string (out, attachment->id);
  g_string_append_printf (out, ",\"sha256\":\"%s\",\"size\":%" G_GINT64_FORMAT ",\"type\":",
                          attachment->sha256, attachment->size);
  gw_json_append_string (out, attachment->type);
  gw_encode_literal (out, "}");
  location = g_strconcat ("/api/v1/attachments/", attachment->id, NULL);
  gw_http_request_set_header (request, "Location", location);
  gw_http_request_reply_json (request, 201, out);
}

void
gw_api_attachment_create (GwHttpRequest *request, gpointer context)
{
  Receiver *receiver = gw_http_request_sink_data (request);

  gw_attachment_finish (g_steal_pointer (&receiver->upload), received_cb,
                        gw_http_request_ref (request));
}

void
gw_api_attachment_show (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GwAttachment) attachment =
      gw_attachment_open (api->service, gw_http_request_user (request),
                          gw_http_request_param (request, "id"), &bytes, &error);

  if (!attachment)
    {
      gw_api_reply_error (request, error);
      return;
    }
  /* The id stands for this very content, for ever. */
  gw_http_request_set_header (request, "Cache-Control",
                              "private, max-age=31536000, immutable");
  /* Nobody's photograph may run anything in a browser. */
  gw_http_request_set_header (request, "Content-Security-Policy",
                              "default-src 'none'; sandbox");
  if (!gw_http_request_reply_if_same (request, attachment->sha256))
    gw_http_request_reply (request, 200, attachment->type, bytes);
}
