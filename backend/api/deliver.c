/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What webhooks are told, signed and sent. */
#define G_LOG_DOMAIN "gridward-api"

#include "backend/api/deliver.h"

#include "backend/api/encode.h"
#include "backend/api/exchange.h"
#include "backend/service/exchange.h"
#include "backend/service/outbox.h"
#include "backend/service/webhook.h"

#include <string.h>

#define TIMEOUT_SECONDS 15
/* So much of what the other side says is kept. */
#define ERROR_CHARS 200
#define NUMBER_CHARS 24

struct _GwDeliverer
{
  GwService *service;
  GwPoster *poster;
};

static char *
tell_event (GwService *service, const GwCaseEvent *event)
{
  GString *out = g_string_new (NULL);

  gw_encode_event (out, event, gw_service_now (service));
  return g_string_free (out, FALSE);
}

static const struct
{
  const char *content;
  GwDeliverFunc tell;
} contents[] = {
  { GW_WEBHOOK_EVENTS, tell_event },
  { GW_WEBHOOK_HOTLINE, gw_api_tell_hotline },
};

static char *
encode (const char *content, const GwCaseEvent *event, gpointer data)
{
  GwDeliverer *deliverer = data;

  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    if (g_str_equal (contents[i].content, content))
      return contents[i].tell (deliverer->service, event);
  return NULL;
}

char *
gw_deliver_signature (const char *secret, const char *timestamp, const char *body)
{
  g_autofree char *text = g_strconcat (timestamp, ".", body, NULL);
  g_autofree char *digest = g_compute_hmac_for_string (
      G_CHECKSUM_SHA256, (const guchar *)secret, strlen (secret), text, -1);

  return g_strconcat ("sha256=", digest, NULL);
}

/* A delivery under way. */
typedef struct
{
  GwOutboxSentFunc sent;
  gpointer sent_data;
} Sending;

static void
answered_cb (guint status, const char *body, const GError *error, gpointer data)
{
  g_autofree Sending *sending = data;
  g_autofree char *start = NULL;
  g_autofree char *why = NULL;

  if (error != NULL)
    why = g_strdup (error->message);
  else if (status < 200 || status > 299)
    {
      start = g_utf8_substring (body, 0, MIN (g_utf8_strlen (body, -1), ERROR_CHARS));
      why = g_strdup_printf ("answered %u: %s", status, start);
    }
  sending->sent (why, sending->sent_data);
}

static void
send (const GwOutgoing *outgoing, GwOutboxSentFunc sent, gpointer sent_data, gpointer data)
{
  GwDeliverer *deliverer = data;
  Sending *sending = g_new0 (Sending, 1);
  char webhook[NUMBER_CHARS], delivery[NUMBER_CHARS];
  char attempt[NUMBER_CHARS], timestamp[NUMBER_CHARS];
  g_autofree char *signature = NULL;
  g_autoptr (GBytes) body = g_bytes_new (outgoing->body, strlen (outgoing->body));

  g_snprintf (webhook, sizeof webhook, "%" G_GINT64_FORMAT, outgoing->webhook_id);
  g_snprintf (delivery, sizeof delivery, "%" G_GINT64_FORMAT, outgoing->delivery_id);
  g_snprintf (attempt, sizeof attempt, "%u", outgoing->attempt);
  g_snprintf (timestamp, sizeof timestamp, "%" G_GINT64_FORMAT, outgoing->now_ms / 1000);
  signature = gw_deliver_signature (outgoing->secret, timestamp, outgoing->body);
  sending->sent = sent;
  sending->sent_data = sent_data;
  {
    const GwPosterHeader headers[] = {
      { "Gridward-Webhook", webhook },     { "Gridward-Delivery", delivery },
      { "Gridward-Attempt", attempt },     { "Gridward-Timestamp", timestamp },
      { "Gridward-Signature", signature },
    };

    gw_poster_post (deliverer->poster, outgoing->url, headers, G_N_ELEMENTS (headers), body,
                    answered_cb, sending);
  }
}

static const GwOutboxFuncs funcs = { encode, send };

GwDeliverer *
gw_deliverer_new (GwService *service)
{
  GwDeliverer *deliverer = g_new0 (GwDeliverer, 1);

  deliverer->service = service;
  deliverer->poster = gw_poster_new (TIMEOUT_SECONDS);
  gw_outbox_start (service, &funcs, deliverer);
  return deliverer;
}

void
gw_deliverer_free (GwDeliverer *deliverer)
{
  if (deliverer == NULL)
    return;
  gw_outbox_stop (deliverer->service);
  gw_poster_free (deliverer->poster);
  g_free (deliverer);
}
