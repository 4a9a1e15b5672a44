/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening and closing a city; its clock, workers and once-a-second tick. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/nearby-private.h"

#include <sodium.h>

#include "backend/service/outbox-private.h"

#define WORKERS 2
#define WORK_QUEUE_LIMIT 64
#define SECONDS_PER_HOUR 3600
#define KEEP_KEYS_MS (7 * G_GINT64_CONSTANT (86400000))

static gint64
real_time (gpointer data)
{
  return g_get_real_time () / 1000;
}

gint64
gw_service_now (GwService *service)
{
  return service->clock (service->clock_data);
}

/* What runs in the pool. */
typedef struct
{
  GwWorkFunc func;
  gpointer data;
} Work;

static void
run_work (gpointer data, gpointer user_data)
{
  Work *work = data;

  work->func (work->data);
  g_free (work);
}

gboolean
gw_service_work (GwService *service, GwWorkFunc func, gpointer data)
{
  Work *work;

  /* None when the service is closing: answers of the store still come then. */
  if (service->workers == NULL ||
      g_thread_pool_unprocessed (service->workers) >= WORK_QUEUE_LIMIT)
    return FALSE;
  work = g_new0 (Work, 1);
  work->func = func;
  work->data = data;
  g_thread_pool_push (service->workers, work, NULL);
  return TRUE;
}

/* What a worker has for the main context. */
typedef struct
{
  GwAnswerFunc func;
  gpointer data;
} Reply;

void
gw_service_answer (GwService *service, GwAnswerFunc func, gpointer data)
{
  Reply *reply = g_new0 (Reply, 1);

  reply->func = func;
  reply->data = data;
  g_async_queue_push (service->replies, reply);
  g_source_set_ready_time (service->reply_source, 0);
}

static void
deliver_replies (GwService *service)
{
  Reply *reply;

  while ((reply = g_async_queue_try_pop (service->replies)) != NULL)
    {
      reply->func (reply->data);
      g_free (reply);
    }
}

static gboolean
dispatch_replies (GSource *source, GSourceFunc callback, gpointer user_data)
{
  g_source_set_ready_time (source, -1);
  return callback (user_data);
}

static gboolean
replied_cb (gpointer data)
{
  deliver_replies (data);
  return G_SOURCE_CONTINUE;
}

static GSourceFuncs reply_funcs = { .dispatch = dispatch_replies };

static GSource *
add_source (GwService *service, GSource *source, GSourceFunc func)
{
  g_source_set_callback (source, func, service, NULL);
  g_source_attach (source, service->context);
  return source;
}

static void
remove_source (GSource *source)
{
  g_source_destroy (source);
  g_source_unref (source);
}

gboolean
gw_service_fail_overloaded (GError **error)
{
  gw_case_error_set (error, GW_CASE_ERROR_OVERLOADED, NULL,
                     "too much is waiting; try again shortly");
  return FALSE;
}

GError *
gw_service_translate_error (const GError *error)
{
  GError *translated = NULL;
  GwCaseError code = GW_CASE_ERROR_INTERNAL;

  if (error->domain == GW_CASE_ERROR)
    return g_error_copy (error);
  if (g_error_matches (error, GW_STORE_ERROR, GW_STORE_ERROR_NOT_FOUND))
    code = GW_CASE_ERROR_NOT_FOUND;
  else if (g_error_matches (error, GW_STORE_ERROR, GW_STORE_ERROR_CONFLICT))
    code = GW_CASE_ERROR_STALE_VERSION;
  else if (g_error_matches (error, GW_STORE_ERROR, GW_STORE_ERROR_LOCKED))
    code = GW_CASE_ERROR_PERIOD_LOCKED;
  else if (g_error_matches (error, GW_STORE_ERROR, GW_STORE_ERROR_BUSY) ||
           g_error_matches (error, GW_STORE_ERROR, GW_STORE_ERROR_FULL) ||
           g_error_matches (error, GW_STORE_ERROR, GW_STORE_ERROR_IO) ||
           g_error_matches (error, GW_STORE_ERROR, GW_STORE_ERROR_OVERLOADED) ||
           g_error_matches (error, GW_STORE_ERROR, GW_STORE_ERROR_CLOSED))
    code = GW_CASE_ERROR_OVERLOADED;
  gw_case_error_set (&translated, code, NULL, "%s", error->message);
  return translated;
}

void
gw_service_propagate_error (GError **error, GError *store_error)
{
  if (error != NULL)
    *error = gw_service_translate_error (store_error);
  g_error_free (store_error);
}

static gboolean
purge_keys (GwStoreWriter *writer, gpointer data, GError **error)
{
  GwService *service = data;

  return gw_store_idempotency_purge (writer, gw_service_now (service) - KEEP_KEYS_MS,
                                     error);
}

/* One row per department, and only when a rule asks for it. */
static void
refresh_loads (GwService *service)
{
  g_autoptr (GError) error = NULL;

  if (!gw_snapshot_load_loads (service->snapshot, gw_store_read (service->store), &error))
    g_info ("how much departments have to do is not refreshed: %s", error->message);
}

static void
read_cb (const GError *error, gpointer data)
{
  if (error != NULL)
    g_warning ("the catalogue of the day cannot be read: %s", error->message);
}

/* A catalogue may be imported that begins on a later day. */
static void
follow_catalogue (GwService *service)
{
  if (service->n_reloading == 0 &&
      gw_snapshot_is_outdated (service->snapshot, gw_service_now (service)))
    gw_service_reload_async (service, read_cb, NULL);
}

static gboolean
ticked_cb (gpointer data)
{
  GwService *service = data;

  service->n_ticks++;
  gw_feed_tick (service->feed);
  gw_sessions_tick (service->sessions);
  gw_duty_tick (service->duty);
  refresh_loads (service);
  gw_service_follow_changes (service);
  follow_catalogue (service);
  if (!service->read_only)
    gw_case_tick (service);
  gw_outbox_tick (service->outbox);
  /* When the queue is full the keys can wait for the next hour. */
  if (service->n_ticks % SECONDS_PER_HOUR == 0)
    gw_store_write_async (service->store, purge_keys, service, NULL, NULL, NULL);
  return G_SOURCE_CONTINUE;
}

gint64
gw_service_settled_until (GwService *service)
{
  return service->settled_until;
}

void
gw_service_follow_clock (GwService *service)
{
  /* The last second of an hour, then the first of the next. */
  service->n_ticks += SECONDS_PER_HOUR - 1 - service->n_ticks % SECONDS_PER_HOUR;
  ticked_cb (service);
  ticked_cb (service);
}

static gboolean
open_store (GwService *service, const char *path, const GwServiceOptions *options,
            GError **error)
{
  GwStoreOptions store_options = { .queue_limit = options->queue_limit,
                                   .read_threads = options->read_threads,
                                   .read_only = options->read_only };
  GError *local = NULL;
  gint64 last_seq;

  service->store = gw_store_open (path, &store_options, &local);
  if (service->store == NULL)
    {
      gw_service_propagate_error (error, local);
      return FALSE;
    }
  last_seq = gw_store_last_seq (gw_store_read (service->store), &local);
  if (last_seq < 0)
    {
      gw_service_propagate_error (error, local);
      return FALSE;
    }
  service->feed = gw_feed_new (service, last_seq);
  return TRUE;
}

GwService *
gw_service_open (const char *path, const GwServiceOptions *options, GError **error)
{
  static const GwServiceOptions defaults = { 0 };
  g_autoptr (GwService) service = g_new0 (GwService, 1);

  g_return_val_if_fail (path != NULL, NULL);

  if (options == NULL)
    options = &defaults;
  if (sodium_init () < 0)
    {
      gw_case_error_set (error, GW_CASE_ERROR_INTERNAL, NULL, "no source of randomness");
      return NULL;
    }
  service->context = g_main_context_ref_thread_default ();
  service->clock = options->clock != NULL ? options->clock : real_time;
  service->clock_data = options->clock_data;
  service->read_only = options->read_only;
  service->cheap_passwords = options->cheap_passwords;
  service->attachment_dir = options->attachment_dir != NULL
                                ? g_strdup (options->attachment_dir)
                                : g_strconcat (path, ".files", NULL);
  service->people = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL,
                                           (GDestroyNotify)gw_person_unref);
  service->replies = g_async_queue_new ();
  service->reply_source =
      add_source (service, g_source_new (&reply_funcs, sizeof (GSource)), replied_cb);
  service->workers = g_thread_pool_new (run_work, NULL, WORKERS, FALSE, NULL);
  service->sessions = gw_sessions_new (service);
  service->duty = gw_duty_new (service);
  if (!open_store (service, path, options, error) || !gw_service_reload (service, error))
    return NULL;
  service->read_only = options->read_only;
  if (!options->read_only)
    gw_attachment_clear_incoming (service);
  service->tick = add_source (service, g_timeout_source_new_seconds (1), ticked_cb);
  return g_steal_pointer (&service);
}

void
gw_service_close (GwService *service)
{
  g_clear_pointer (&service->tick, remove_source);
  /* Workers first: what they finish still wants to be written. */
  g_thread_pool_free (service->workers, FALSE, TRUE);
  service->workers = NULL;
  gw_geocoder_stop (service->geocoder);
  deliver_replies (service);
  g_clear_pointer (&service->reply_source, remove_source);
  /* What the last answers call finds a store that takes no more work, not none. */
  if (service->store != NULL)
    gw_store_close (service->store);
  g_clear_pointer (&service->open_cases, gw_open_cases_free);
  g_clear_pointer (&service->feed, gw_feed_free);
  g_clear_pointer (&service->sessions, gw_sessions_free);
  g_clear_pointer (&service->duty, gw_duty_free);
  g_clear_pointer (&service->geocoder, gw_geocoder_free);
  g_clear_pointer (&service->snapshot, gw_snapshot_unref);
  g_hash_table_unref (service->people);
  g_async_queue_unref (service->replies);
  g_main_context_unref (service->context);
  g_free (service->attachment_dir);
  g_free (service);
}

GwSnapshot *
gw_service_get_snapshot (GwService *service)
{
  return service->snapshot;
}

gint64
gw_service_last_seq (GwService *service)
{
  return gw_feed_last_seq (service->feed);
}

guint64
gw_service_stamp (GwService *service)
{
  /* Each of them only grows, so that no two states have the same sum. */
  return (guint64)(gw_feed_last_seq (service->feed) + service->marks.city +
                   service->marks.settings);
}

void
gw_service_get_metrics (GwService *service, GwServiceMetrics *ret_metrics)
{
  GwStoreMetrics store;

  gw_store_get_metrics (service->store, &store);
  *ret_metrics = (GwServiceMetrics){
    .batches = store.batches,
    .jobs = store.jobs,
    .failed_jobs = store.failed_jobs,
    .overloads = store.overloads,
    .queued = store.queued,
    .log_bytes = store.log_bytes,
    .last_commit_us = store.last_commit_us,
    .sessions = gw_sessions_size (service->sessions),
    .subscribers = gw_feed_n_subscribers (service->feed),
    .reports = service->report_counts,
  };
}

void
gw_service_set_report_counts (GwService *service, const GwReportCounts *counts)
{
  service->report_counts = *counts;
}
