/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Webhooks: who is told of events elsewhere, and what could not be told. */
#pragma once

#include "backend/service/service.h"

G_BEGIN_DECLS

/* Of the events themselves, as the live push tells them. */
#define GW_WEBHOOK_EVENTS "events"

#define GW_WEBHOOK_DEAD_MAX 1000

typedef struct
{
  const char *url;     /* http or https, absolute, no user or fragment */
  const char *content; /* NULL: GW_WEBHOOK_EVENTS; else what the deliverer knows by it */
  const char *kinds;   /* names of actions, comma-separated; NULL or "": all */
  const char *area;    /* code; NULL: the whole city */
  const char *secret;  /* at least 16 bytes; NULL: one is made */
} GwWebhookPlan;

typedef struct
{
  gint64 id;
  char *url;
  char *content;
  char *kinds; /* "": all */
  char *area;  /* code, or NULL */
  gint64 created_at;
  gint64 seen;   /* up to this event everything was queued or delivered */
  guint waiting; /* deliveries */
  guint dead;    /* deliveries that were given up */
} GwWebhook;

void gw_webhook_free (GwWebhook *webhook);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwWebhook, gw_webhook_free)

typedef struct
{
  gint64 id;
  gint64 seq;    /* of the event; 0: of none */
  char *subject; /* the number of the case */
  gint64 created_at;
  gint64 dead_at;
  guint attempts;
  char *error; /* of the last attempt, or NULL */
} GwDeadDelivery;

void gw_dead_delivery_free (GwDeadDelivery *delivery);

/*
 * For administration: these block. OUT_OF_RANGE, NOT_FOUND name the field. A webhook tells
 * what happens from now on. A running server takes changes up within seconds.
 */
/* The number of the new one, 0 with error. ret_secret: to be shown once; caller frees. */
gint64 gw_webhook_add (GwService *service, const GwWebhookPlan *plan, char **ret_secret,
                       GError **error);
/* With what waits for it. */
gboolean gw_webhook_remove (GwService *service, gint64 id, GError **error);
/* Tries again what was given up; delivery 0: all of it. */
gboolean gw_webhook_retry (GwService *service, gint64 id, gint64 delivery, guint *ret_n,
                           GError **error);

/* For administrators only, else FORBIDDEN. GwWebhook, by number. */
GPtrArray *gw_webhook_list (GwService *service, const GwPerson *user, GError **error);
/* GwDeadDelivery with id > after, at most limit + 1. NOT_FOUND without such a webhook. */
GPtrArray *gw_webhook_list_dead (GwService *service, const GwPerson *user, gint64 id,
                                 gint64 after, guint limit, GError **error);
/* n: so many are tried again. error NOT_FOUND: no such webhook, or no such delivery. */
typedef void (*GwWebhookRetryFunc) (guint n, const GError *error, gpointer user_data);
/* As gw_webhook_retry(), for administrators, without waiting. FALSE: done is not called. */
gboolean gw_webhook_retry_async (GwService *service, const GwPerson *user, gint64 id,
                                 gint64 delivery, GwWebhookRetryFunc done,
                                 gpointer user_data, GError **error);

G_END_DECLS
