/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The live feed. A subscription is either live (it has seen everything published) or
 * catching up: then it reads the journal piece by piece until it has, at one instant of the
 * main context, seen everything, and from that instant on is live. So nothing is missed and
 * nothing comes twice.
 */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/feed.h"

#include "backend/service/service-private.h"

/* Events per piece of catching up. */
#define REPLAY_EVENTS 500

struct _GwFeed
{
  GwService *service;
  gint64 last_seq; /* published */
  gint64 on_disk;  /* a second ago */
  GPtrArray *subscriptions;
  GPtrArray *pending; /* GwCaseEvent, published but not yet delivered */
  GSource *flush;     /* delivers what is pending; NULL when nothing is */
};

struct _GwSubscription
{
  guint ref_count; /* a reading piece keeps it alive */
  GwFeed *feed;    /* NULL once unsubscribed */
  GwPerson *user;
  gint64 seen; /* all up to here was delivered or may not be seen */
  gboolean live;
  gboolean reading;
  gboolean blocked;
  GwFeedFunc func;
  gpointer user_data;
};

static void catch_up (GwSubscription *subscription);

static void
subscription_unref (GwSubscription *subscription)
{
  if (--subscription->ref_count > 0)
    return;
  gw_person_unref (subscription->user);
  g_free (subscription);
}

GwFeed *
gw_feed_new (GwService *service, gint64 last_seq)
{
  GwFeed *feed = g_new0 (GwFeed, 1);

  feed->service = service;
  feed->last_seq = last_seq;
  feed->subscriptions = g_ptr_array_new ();
  feed->pending = g_ptr_array_new_with_free_func ((GDestroyNotify)gw_case_event_unref);
  return feed;
}

static void
stop_flush (GwFeed *feed)
{
  if (feed->flush == NULL)
    return;
  g_source_destroy (feed->flush);
  g_clear_pointer (&feed->flush, g_source_unref);
}

void
gw_feed_free (GwFeed *feed)
{
  stop_flush (feed);
  for (guint i = 0; i < feed->subscriptions->len; i++)
    {
      GwSubscription *subscription = g_ptr_array_index (feed->subscriptions, i);

      subscription->feed = NULL;
    }
  g_ptr_array_unref (feed->subscriptions);
  g_ptr_array_unref (feed->pending);
  g_free (feed);
}

gint64
gw_feed_last_seq (GwFeed *feed)
{
  return feed->last_seq;
}

guint
gw_feed_n_subscribers (GwFeed *feed)
{
  return feed->subscriptions->len;
}

/* Also when a case leaves what the user sees, so that lists can let it go. */
static gboolean
is_visible (const GwCaseEvent *event, const GwPerson *user)
{
  gboolean own_department =
      event->department != NULL && event->department->id == user->department_id;
  gboolean ends_task =
      event->action == GW_ACTION_VERIFY || event->action == GW_ACTION_ACCEPT_TASK ||
      event->action == GW_ACTION_CANCEL_TASK || event->action == GW_ACTION_OFFER_TASK;
  GwCaseActor before = { .roles = user->roles,
                         .own_department = own_department,
                         .own_task = ends_task,
                         .own_assignment = own_department,
                         .outside_area = !gw_scope_has_cell (user, event->row->cell) };

  return gw_case_row_is_visible (event->row, user) ||
         gw_permissions_may_see (&before, event->from);
}

/* Delivers what of the events is new to the subscription and may be seen. */
static void
deliver (GwSubscription *subscription, GPtrArray *events, gint64 last_seq)
{
  g_autoptr (GPtrArray) visible = g_ptr_array_sized_new (events->len);

  for (guint i = 0; i < events->len; i++)
    {
      GwCaseEvent *event = g_ptr_array_index (events, i);

      if (event->seq > subscription->seen && is_visible (event, subscription->user))
        g_ptr_array_add (visible, event);
    }
  if (last_seq <= subscription->seen)
    return;
  subscription->seen = last_seq;
  subscription->func ((GwCaseEvent *const *)visible->pdata, visible->len, last_seq,
                      subscription->user_data);
}

/* --- live ----------------------------------------------------------------------------- */

static gboolean
flushed_cb (gpointer data)
{
  GwFeed *feed = data;
  g_autoptr (GPtrArray) events = g_steal_pointer (&feed->pending);
  g_autoptr (GPtrArray) listeners = g_ptr_array_new ();
  const GwCaseEvent *last = g_ptr_array_index (events, events->len - 1);

  feed->pending = g_ptr_array_new_with_free_func ((GDestroyNotify)gw_case_event_unref);
  stop_flush (feed);
  /* A listener may unsubscribe itself or others while it is told. */
  for (guint i = 0; i < feed->subscriptions->len; i++)
    {
      GwSubscription *subscription = g_ptr_array_index (feed->subscriptions, i);

      subscription->ref_count++;
      g_ptr_array_add (listeners, subscription);
    }
  for (guint i = 0; i < listeners->len; i++)
    {
      GwSubscription *subscription = g_ptr_array_index (listeners, i);

      if (subscription->feed != NULL && subscription->live)
        deliver (subscription, events, last->seq);
      subscription_unref (subscription);
    }
  return G_SOURCE_REMOVE;
}

/* One delivery for all that a commit brought. */
static void
schedule_flush (GwFeed *feed)
{
  if (feed->flush != NULL)
    return;
  feed->flush = g_idle_source_new ();
  g_source_set_priority (feed->flush, G_PRIORITY_DEFAULT);
  g_source_set_callback (feed->flush, flushed_cb, feed, NULL);
  g_source_attach (feed->flush, feed->service->context);
}

static gboolean
has_live (GwFeed *feed)
{
  for (guint i = 0; i < feed->subscriptions->len; i++)
    {
      const GwSubscription *subscription = g_ptr_array_index (feed->subscriptions, i);

      if (subscription->live)
        return TRUE;
    }
  return FALSE;
}

/* Events that were not published here: everyone reads them from the journal. */
static void
fall_behind (GwFeed *feed, gint64 last_seq)
{
  gint64 seen = feed->last_seq;

  feed->last_seq = last_seq;
  for (guint i = 0; i < feed->subscriptions->len; i++)
    {
      GwSubscription *subscription = g_ptr_array_index (feed->subscriptions, i);

      subscription->live = FALSE;
      catch_up (subscription);
    }
  gw_open_cases_fall_behind (feed->service->open_cases, seen);
}

void
gw_feed_publish (GwFeed *feed, GwEventRecord *record, GwCaseRow *row,
                 GPtrArray *attachments)
{
  g_autoptr (GwCaseRow) own_row = row;
  g_autoptr (GPtrArray) own_attachments = attachments;

  if (record->seq <= feed->last_seq)
    return;
  if (record->seq > feed->last_seq + 1)
    {
      fall_behind (feed, record->seq);
      return;
    }
  feed->last_seq = record->seq;
  gw_open_cases_note (feed->service->open_cases, row);
  if (!has_live (feed))
    return;
  g_ptr_array_add (feed->pending,
                   gw_case_event_new (feed->service, record, g_steal_pointer (&own_row),
                                      g_steal_pointer (&own_attachments)));
  schedule_flush (feed);
}

void
gw_feed_tick (GwFeed *feed)
{
  gint64 on_disk = gw_store_last_seq (gw_store_read (feed->service->store), NULL);

  /* What was on disk a second ago and is still not published came from elsewhere. */
  if (feed->on_disk > feed->last_seq)
    fall_behind (feed, on_disk);
  feed->on_disk = on_disk;
  /* Whom an overloaded reader turned away tries again. */
  for (guint i = 0; i < feed->subscriptions->len; i++)
    catch_up (g_ptr_array_index (feed->subscriptions, i));
}

/* --- catching up ---------------------------------------------------------------------- */

/* One piece of the journal. */
typedef struct
{
  GwSubscription *subscription;
  GwSnapshot *snapshot;
  gint64 after;
  GPtrArray *records;      /* GwEventRecord */
  GHashTable *rows;        /* case id -> GwCaseRow; each case is read once */
  GHashTable *attachments; /* case id -> GwAttachmentRecord array */
} ReplayJob;

static void
replay_job_free (gpointer data)
{
  ReplayJob *job = data;

  subscription_unref (job->subscription);
  gw_snapshot_unref (job->snapshot);
  g_clear_pointer (&job->records, g_ptr_array_unref);
  g_hash_table_unref (job->rows);
  g_hash_table_unref (job->attachments);
  g_free (job);
}

static gboolean
read_case (ReplayJob *job, GwStoreReader *reader, const GwEventRecord *event,
           GError **error)
{
  g_autoptr (GwCaseRecord) record = NULL;
  g_autoptr (GPtrArray) attachments = NULL;
  GwCaseRow *row;

  if (g_hash_table_contains (job->attachments, &event->case_id))
    return TRUE;
  record = gw_store_case_load (reader, event->case_id, error);
  attachments =
      record != NULL ? gw_store_case_attachments (reader, event->case_id, error) : NULL;
  if (attachments == NULL)
    return FALSE;
  row = gw_case_row_new_take (job->snapshot, record);
  if (row != NULL)
    g_hash_table_insert (job->rows, (gpointer)&event->case_id, row);
  g_hash_table_insert (job->attachments, (gpointer)&event->case_id,
                       g_steal_pointer (&attachments));
  return TRUE;
}

static gboolean
replay_thread (GwStoreReader *reader, gpointer data, GError **error)
{
  ReplayJob *job = data;

  job->records = gw_store_events_after (reader, job->after, REPLAY_EVENTS, error);
  if (job->records == NULL)
    return FALSE;
  for (guint i = 0; i < job->records->len; i++)
    {
      if (!read_case (job, reader, g_ptr_array_index (job->records, i), error))
        return FALSE;
    }
  return TRUE;
}

static GPtrArray *
make_events (ReplayJob *job, GwService *service)
{
  GPtrArray *events = g_ptr_array_new_with_free_func ((GDestroyNotify)gw_case_event_unref);

  for (guint i = 0; i < job->records->len; i++)
    {
      GwEventRecord *record = g_ptr_array_index (job->records, i);
      GwCaseRow *row = g_hash_table_lookup (job->rows, &record->case_id);
      GPtrArray *attachments = g_hash_table_lookup (job->attachments, &record->case_id);

      if (row != NULL)
        g_ptr_array_add (events,
                         gw_case_event_new (service, record, gw_case_row_ref (row),
                                            gw_attachments_of (attachments, record->seq)));
    }
  return events;
}

static void
replayed_cb (gpointer data, const GError *error, gpointer user_data)
{
  ReplayJob *job = data;
  GwSubscription *subscription = job->subscription;
  g_autoptr (GPtrArray) events = NULL;
  const GwEventRecord *last;

  subscription->reading = FALSE;
  if (subscription->feed == NULL || subscription->blocked)
    return;
  if (error != NULL)
    {
      g_debug ("a subscription will read the journal again: %s", error->message);
      return;
    }
  if (job->records->len == 0)
    {
      subscription->seen = subscription->feed->last_seq;
      subscription->live = TRUE;
      return;
    }
  last = g_ptr_array_index (job->records, job->records->len - 1);
  events = make_events (job, subscription->feed->service);
  deliver (subscription, events, last->seq);
  /* The listener may have left, or be blocked now. */
  if (subscription->feed != NULL)
    catch_up (subscription);
}

static void
catch_up (GwSubscription *subscription)
{
  GwFeed *feed = subscription->feed;
  ReplayJob *job;

  if (subscription->live || subscription->reading || subscription->blocked)
    return;
  if (subscription->seen >= feed->last_seq)
    {
      subscription->live = TRUE;
      return;
    }
  job = g_new0 (ReplayJob, 1);
  job->subscription = subscription;
  job->snapshot = gw_snapshot_ref (feed->service->snapshot);
  job->after = subscription->seen;
  job->rows = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL,
                                     (GDestroyNotify)gw_case_row_unref);
  job->attachments = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL,
                                            (GDestroyNotify)g_ptr_array_unref);
  subscription->ref_count++;
  subscription->reading = TRUE;
  if (gw_store_read_async (feed->service->store, replay_thread, job, replay_job_free,
                           replayed_cb, NULL))
    return;
  subscription->reading = FALSE;
  replay_job_free (job);
}

GwSubscription *
gw_feed_subscribe (GwService *service, const GwPerson *user, gint64 after_seq,
                   GwFeedFunc func, gpointer user_data)
{
  GwFeed *feed = service->feed;
  GwSubscription *subscription = g_new0 (GwSubscription, 1);

  g_return_val_if_fail (user != NULL && func != NULL, NULL);

  subscription->ref_count = 1;
  subscription->feed = feed;
  subscription->user = gw_person_ref (user);
  subscription->seen =
      after_seq < 0 || after_seq > feed->last_seq ? feed->last_seq : after_seq;
  subscription->func = func;
  subscription->user_data = user_data;
  g_ptr_array_add (feed->subscriptions, subscription);
  catch_up (subscription);
  return subscription;
}

void
gw_feed_set_blocked (GwSubscription *subscription, gboolean blocked)
{
  if (subscription->blocked == blocked)
    return;
  subscription->blocked = blocked;
  subscription->live = FALSE;
  if (!blocked && subscription->feed != NULL)
    catch_up (subscription);
}

void
gw_feed_unsubscribe (GwSubscription *subscription)
{
  if (subscription->feed != NULL)
    g_ptr_array_remove (subscription->feed->subscriptions, subscription);
  subscription->feed = NULL;
  subscription_unref (subscription);
}
