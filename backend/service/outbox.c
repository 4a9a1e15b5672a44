/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The outbox: from the journal to the disk, and from the disk to whoever wants to know. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/outbox-private.h"

#include "backend/service/feed.h"
#include "backend/service/service-private.h"
#include "backend/service/webhook.h"

#define FIRST_WAIT_MS 1000
#define LONGEST_WAIT_MS (3600 * 1000)
/* A webhook with more than so much to deliver is no longer told of events ... */
#define WAITING_MAX 1000
/* ... until it is down to so much; the journal keeps the rest. */
#define WAITING_RESUME 500
/* Events that are not wanted move the mark on only now and then. */
#define MARK_EVENTS 500

typedef struct
{
  GwOutbox *outbox;
  gint64 id;
  char *url;
  char *secret;
  char *content;
  guint64 kinds; /* GW_ACTION_BIT(); 0: all */
  gint64 area_id;
  gint64 queued; /* the mark, once all that is on its way is written */
  guint waiting; /* about */
  gboolean blocked;
  gboolean sending;
  GwSubscription *subscription; /* NULL: to be begun from the mark on disk */
} Hook;

struct _GwOutbox
{
  guint ref_count; /* jobs and attempts on their way keep it alive */
  GwService *service;
  const GwOutboxFuncs *funcs;
  gpointer data;
  GHashTable *hooks; /* id -> Hook */
  GwPerson *reader;  /* whose eyes the journal is read with */
  gboolean stopped;
};

static void pump (Hook *hook);

static void
hook_free (gpointer data)
{
  Hook *hook = data;

  g_clear_pointer (&hook->subscription, gw_feed_unsubscribe);
  g_free (hook->url);
  g_free (hook->secret);
  g_free (hook->content);
  g_free (hook);
}

static GwOutbox *
outbox_ref (GwOutbox *outbox)
{
  outbox->ref_count++;
  return outbox;
}

static void
outbox_unref (GwOutbox *outbox)
{
  if (--outbox->ref_count > 0)
    return;
  g_hash_table_unref (outbox->hooks);
  gw_person_unref (outbox->reader);
  g_free (outbox);
}

/* NULL when it was removed meanwhile, or nothing is delivered any more. */
static Hook *
find_hook (GwOutbox *outbox, gint64 id)
{
  return outbox->stopped ? NULL : g_hash_table_lookup (outbox->hooks, &id);
}

/* --- from the journal to the disk ----------------------------------------------------- */

typedef struct
{
  GwOutbox *outbox;
  gint64 webhook_id;
  gint64 expected;       /* the mark before */
  gint64 seen;           /* the mark after */
  GPtrArray *deliveries; /* GwDeliveryRecord */
} StoreJob;

static void
store_job_free (gpointer data)
{
  StoreJob *job = data;

  g_ptr_array_unref (job->deliveries);
  outbox_unref (job->outbox);
  g_free (job);
}

static gboolean
store_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  StoreJob *job = data;

  if (!gw_store_webhook_advance (writer, job->webhook_id, job->expected, job->seen, error))
    return FALSE;
  for (guint i = 0; i < job->deliveries->len; i++)
    if (!gw_store_delivery_add (writer, g_ptr_array_index (job->deliveries, i), error))
      return FALSE;
  return TRUE;
}

/* Everything on its way is forgotten; it begins anew from the mark on disk. */
static void
start_over (Hook *hook)
{
  g_clear_pointer (&hook->subscription, gw_feed_unsubscribe);
  hook->blocked = FALSE;
}

static void
stored_cb (gpointer data, const GError *error, gpointer user_data)
{
  StoreJob *job = data;
  Hook *hook = find_hook (job->outbox, job->webhook_id);

  if (hook == NULL)
    return;
  if (error == NULL)
    {
      pump (hook);
      return;
    }
  g_debug ("webhook %" G_GINT64_FORMAT ": %s", hook->id, error->message);
  start_over (hook);
}

static gboolean
is_wanted (const Hook *hook, const GwCaseEvent *event)
{
  return (hook->kinds == 0 || (hook->kinds & GW_ACTION_BIT (event->action)) != 0) &&
         (hook->area_id == 0 ||
          gw_area_is_within (event->row->cell->community, hook->area_id));
}

static void
add_delivery (StoreJob *job, const Hook *hook, const GwCaseEvent *event)
{
  GwOutbox *outbox = hook->outbox;
  g_autofree char *body = outbox->funcs->encode (hook->content, event, outbox->data);
  GwDeliveryRecord *record;

  if (body == NULL)
    return;
  record = g_new0 (GwDeliveryRecord, 1);
  record->webhook_id = hook->id;
  record->seq = event->seq;
  record->subject = g_strdup (event->number);
  record->body = g_steal_pointer (&body);
  record->created_at = record->next_at = gw_service_now (outbox->service);
  g_ptr_array_add (job->deliveries, record);
}

static void
queue_job (Hook *hook, StoreJob *job)
{
  if (!gw_store_write_async (hook->outbox->service->store, store_thread, job,
                             store_job_free, stored_cb, NULL))
    {
      store_job_free (job);
      start_over (hook);
      return;
    }
  hook->queued = job->seen;
  hook->waiting += job->deliveries->len;
  if (hook->waiting <= WAITING_MAX || hook->blocked)
    return;
  hook->blocked = TRUE;
  gw_feed_set_blocked (hook->subscription, TRUE);
}

static void
events_cb (GwCaseEvent *const *events, guint n_events, gint64 last_seq, gpointer user_data)
{
  Hook *hook = user_data;
  StoreJob *job = g_new0 (StoreJob, 1);

  job->outbox = outbox_ref (hook->outbox);
  job->webhook_id = hook->id;
  job->expected = hook->queued;
  job->seen = last_seq;
  job->deliveries =
      g_ptr_array_new_with_free_func ((GDestroyNotify)gw_delivery_record_free);
  for (guint i = 0; i < n_events; i++)
    if (is_wanted (hook, events[i]))
      add_delivery (job, hook, events[i]);
  if (job->deliveries->len == 0 && last_seq - hook->queued < MARK_EVENTS)
    store_job_free (job);
  else
    queue_job (hook, job);
}

/* --- from the disk to the other side -------------------------------------------------- */

/* One delivery that is tried, then what came of it. */
typedef struct
{
  GwOutbox *outbox;
  GwDeliveryRecord *record;
  gboolean taken;
} Attempt;

static void
attempt_free (gpointer data)
{
  Attempt *attempt = data;

  gw_delivery_record_free (attempt->record);
  outbox_unref (attempt->outbox);
  g_free (attempt);
}

static gboolean
result_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  const Attempt *attempt = data;

  if (attempt->taken)
    return gw_store_delivery_remove (writer, attempt->record->id, error);
  return gw_store_delivery_fail (writer, attempt->record, GW_WEBHOOK_DEAD_MAX, error);
}

static void
result_cb (gpointer data, const GError *error, gpointer user_data)
{
  const Attempt *attempt = data;
  Hook *hook = find_hook (attempt->outbox, attempt->record->webhook_id);

  if (hook == NULL)
    return;
  hook->sending = FALSE;
  if (error != NULL)
    g_warning ("webhook %" G_GINT64_FORMAT ": %s", hook->id, error->message);
  else
    {
      if ((attempt->taken || attempt->record->dead_at != 0) && hook->waiting > 0)
        hook->waiting--;
      pump (hook);
    }
}

static void
note_failure (GwDeliveryRecord *record, const char *error, gint64 now_ms)
{
  gint64 wait = (gint64)FIRST_WAIT_MS << MIN (record->attempts, 20);

  record->attempts++;
  record->next_at = now_ms + MIN (wait, LONGEST_WAIT_MS);
  g_free (record->error);
  record->error = g_strdup (error);
  if (record->attempts < GW_OUTBOX_ATTEMPTS)
    return;
  record->dead_at = now_ms;
  g_warning ("webhook %" G_GINT64_FORMAT ": delivery %" G_GINT64_FORMAT " is given up: %s",
             record->webhook_id, record->id, error);
}

static void
sent_cb (const char *error, gpointer sent_data)
{
  Attempt *attempt = sent_data;
  GwService *service = attempt->outbox->service;
  Hook *hook = find_hook (attempt->outbox, attempt->record->webhook_id);

  if (hook == NULL)
    {
      attempt_free (attempt);
      return;
    }
  attempt->taken = error == NULL;
  if (error != NULL)
    note_failure (attempt->record, error, gw_service_now (service));
  if (gw_store_write_async (service->store, result_thread, attempt, attempt_free, result_cb,
                            NULL))
    return;
  /* It stays on disk as it was and is tried again within a second. */
  hook->sending = FALSE;
  attempt_free (attempt);
}

static void
send_first (Hook *hook, GwDeliveryRecord *record, gint64 now_ms)
{
  GwOutbox *outbox = hook->outbox;
  Attempt *attempt = g_new0 (Attempt, 1);
  GwOutgoing outgoing = {
    .url = hook->url,
    .secret = hook->secret,
    .body = record->body,
    .webhook_id = hook->id,
    .delivery_id = record->id,
    .attempt = record->attempts + 1,
    .now_ms = now_ms,
  };

  attempt->outbox = outbox_ref (outbox);
  attempt->record = record;
  hook->sending = TRUE;
  outbox->funcs->send (&outgoing, sent_cb, attempt, outbox->data);
}

/* Tries the first that waits, when it is time. */
static void
pump (Hook *hook)
{
  GwService *service = hook->outbox->service;
  gint64 now = gw_service_now (service);
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GError) error = NULL;
  GwDeliveryRecord *record;

  if (hook->sending)
    return;
  first = gw_store_delivery_list (gw_store_read (service->store), hook->id, FALSE, 0, 1,
                                  &error);
  if (first == NULL)
    g_warning ("webhook %" G_GINT64_FORMAT ": %s", hook->id, error->message);
  if (first == NULL || first->len == 0)
    return;
  record = g_ptr_array_index (first, 0);
  if (record->next_at <= now)
    send_first (hook, g_ptr_array_steal_index (first, 0), now);
}

/* --- webhooks come and go ------------------------------------------------------------- */

static Hook *
hook_new (GwOutbox *outbox, const GwWebhookRecord *record)
{
  Hook *hook = g_new0 (Hook, 1);
  g_autoptr (GError) error = NULL;

  hook->outbox = outbox;
  hook->id = record->id;
  hook->url = g_strdup (record->url);
  hook->secret = g_strdup (record->secret);
  hook->content = g_strdup (record->content);
  hook->area_id = record->area_id;
  if (!gw_webhook_parse_kinds (record->kinds, &hook->kinds, &error))
    g_warning ("webhook %" G_GINT64_FORMAT ": %s", hook->id, error->message);
  return hook;
}

static void
count_waiting (Hook *hook)
{
  guint dead;

  gw_store_delivery_count (gw_store_read (hook->outbox->service->store), hook->id,
                           &hook->waiting, &dead, NULL);
}

static void
follow (Hook *hook, const GwWebhookRecord *record)
{
  if (hook->subscription == NULL)
    {
      count_waiting (hook);
      hook->queued = record->seen;
      hook->subscription = gw_feed_subscribe (hook->outbox->service, hook->outbox->reader,
                                              record->seen, events_cb, hook);
    }
  else if (hook->blocked)
    {
      count_waiting (hook);
      if (hook->waiting > WAITING_RESUME)
        return;
      hook->blocked = FALSE;
      gw_feed_set_blocked (hook->subscription, FALSE);
    }
}

/* Those that are no longer in the file are dropped. */
static void
drop_missing (GwOutbox *outbox, const GPtrArray *records)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, outbox->hooks);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Hook *hook = value;
      gboolean found = FALSE;

      for (guint i = 0; i < records->len && !found; i++)
        found = ((const GwWebhookRecord *)g_ptr_array_index (records, i))->id == hook->id;
      if (!found)
        g_hash_table_iter_remove (&iter);
    }
}

void
gw_outbox_tick (GwOutbox *outbox)
{
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;

  if (outbox == NULL)
    return;
  records = gw_store_webhook_list (gw_store_read (outbox->service->store), &error);
  if (records == NULL)
    {
      g_warning ("webhooks: %s", error->message);
      return;
    }
  drop_missing (outbox, records);
  for (guint i = 0; i < records->len; i++)
    {
      const GwWebhookRecord *record = g_ptr_array_index (records, i);
      Hook *hook = g_hash_table_lookup (outbox->hooks, &record->id);

      if (hook == NULL)
        {
          hook = hook_new (outbox, record);
          g_hash_table_insert (outbox->hooks, &hook->id, hook);
        }
      follow (hook, record);
      pump (hook);
    }
}

void
gw_outbox_start (GwService *service, const GwOutboxFuncs *funcs, gpointer data)
{
  GwOutbox *outbox = g_new0 (GwOutbox, 1);

  g_return_if_fail (service->outbox == NULL);

  outbox->ref_count = 1;
  outbox->service = service;
  outbox->funcs = funcs;
  outbox->data = data;
  outbox->hooks = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, hook_free);
  outbox->reader = gw_person_new_administrator ();
  service->outbox = outbox;
  gw_outbox_tick (outbox);
}

void
gw_outbox_stop (GwService *service)
{
  GwOutbox *outbox = g_steal_pointer (&service->outbox);

  if (outbox == NULL)
    return;
  outbox->stopped = TRUE;
  g_hash_table_remove_all (outbox->hooks);
  outbox_unref (outbox);
}
