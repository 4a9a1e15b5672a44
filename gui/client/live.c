/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The live feed: every event once and in order, over any number of connections. */
#define G_LOG_DOMAIN "gridward-client"

#include "gui/client/live.h"

#include <time.h>

#include "gui/client/codec.h"

#define FIRST_WAIT_MS 500
#define LONGEST_WAIT_MS 30000
#define KEEPALIVE_S 20
/* Two lost answers to our pings: the line is dead although nobody said so. */
#define SILENCE_LIMIT_S (2 * KEEPALIVE_S + 10)
/* A line that is in doubt is pinged each second, and given up after so long. */
#define PROBE_MS 5000
/* How often the machine's sleep is looked for. */
#define WATCH_S 3
/* A machine that was away for longer than this has no lines any more. */
#define SLEEP_USEC (2 * G_USEC_PER_SEC)
/* With more events than this to catch up with, lists and counts are asked for anew: that is
 * some seconds of work for the server and the desk, against one. */
#define MOST_MISSED 20000
/* A burst after a night away comes in large frames. */
#define MAX_FRAME_BYTES (32 * 1024 * 1024)
/* Events are handed on once per drawn frame at most. */
#define FRAME_MS 16

struct _GwLive
{
  GObject parent_instance;

  GwClient *client;
  GCancellable *cancellable; /* of the attempt that is under way */
  SoupWebsocketConnection *connection;
  GPtrArray *queue; /* GwCaseEvent, not yet handed on */
  guint deliver_id;
  guint retry_id;
  guint silence_id;
  guint probe_id;
  guint watch_id;
  gint64 slept_usec; /* what the machine has slept since its start */
  guint probe_ms;
  gint64 most;
  gboolean wanted;
  GwLiveState state;
  gint64 since_usec;
  gint64 retry_at_usec; /* monotonic */
  gint64 last_heard_usec;
  gint64 last_seq;
  guint failures;
  guint first_wait_ms;
  guint longest_wait_ms;
};

G_DEFINE_FINAL_TYPE (GwLive, gw_live, G_TYPE_OBJECT)

enum
{
  PROP_STATE = 1,
  PROP_SINCE,
  PROP_LAST_SEQ,
  N_PROPS,
};

enum
{
  SIGNAL_EVENTS,
  SIGNAL_RESET,
  SIGNAL_HOLDS,
  SIGNAL_SIGNED_OUT,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void start_attempt (GwLive *self);

static void
set_state (GwLive *self, GwLiveState state)
{
  if (self->state == state)
    return;
  self->state = state;
  self->since_usec = g_get_real_time ();
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SINCE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
drop_connection (GwLive *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->silence_id, g_source_remove);
  g_clear_handle_id (&self->probe_id, g_source_remove);
  if (self->connection == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->connection, self);
  if (soup_websocket_connection_get_state (self->connection) == SOUP_WEBSOCKET_STATE_OPEN)
    soup_websocket_connection_close (self->connection, SOUP_WEBSOCKET_CLOSE_GOING_AWAY,
                                     NULL);
  g_clear_object (&self->connection);
}

static gboolean
retry_cb (gpointer data)
{
  GwLive *self = data;

  self->retry_id = 0;
  start_attempt (self);
  return G_SOURCE_REMOVE;
}

/* Doubles up to the longest wait; the random half keeps a hundred desks from coming at once. */
static guint
next_wait_ms (GwLive *self)
{
  guint64 wait = self->first_wait_ms;

  for (guint i = 1; i < self->failures && wait < self->longest_wait_ms; i++)
    wait *= 2;
  wait = MIN (wait, self->longest_wait_ms);
  return (guint)(wait / 2) + (guint)g_random_int_range (0, (gint32)(wait / 2) + 1);
}

static void
connection_lost (GwLive *self)
{
  guint wait;

  drop_connection (self);
  if (!self->wanted || self->retry_id != 0)
    return;
  self->failures++;
  wait = next_wait_ms (self);
  self->retry_at_usec = g_get_monotonic_time () + (gint64)wait * 1000;
  self->retry_id = g_timeout_add (wait, retry_cb, self);
  set_state (self, GW_LIVE_OFFLINE);
}

static gboolean
deliver_cb (gpointer data)
{
  g_autoptr (GwLive) self = g_object_ref (data);
  g_autoptr (GPtrArray) events = g_steal_pointer (&self->queue);

  self->deliver_id = 0;
  self->queue = g_ptr_array_new_with_free_func ((GDestroyNotify)gw_case_event_free);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LAST_SEQ]);
  g_signal_emit (self, signals[SIGNAL_EVENTS], 0, events);
  return G_SOURCE_REMOVE;
}

/* A server whose journal ends before what we have seen is not the one we followed. */
static void
take_greeting (GwLive *self, gint64 server_last_seq, gboolean is_reset)
{
  self->failures = 0;
  if (server_last_seq < self->last_seq || is_reset)
    {
      self->last_seq = server_last_seq;
      g_ptr_array_set_size (self->queue, 0);
      g_signal_emit (self, signals[SIGNAL_RESET], 0);
    }
  set_state (self, GW_LIVE_ONLINE);
}

/* The sequence number is the guard: what is not newer than the last one was here before. */
static void
take_events (GwLive *self, GPtrArray *events)
{
  for (guint i = 0; i < events->len; i++)
    {
      GwCaseEvent *event = events->pdata[i];

      if (event->seq <= self->last_seq)
        continue;
      self->last_seq = event->seq;
      g_ptr_array_add (self->queue, event);
      events->pdata[i] = NULL;
    }
  /* A timeout, not an idle: idles starve while the map is being dragged. */
  if (self->queue->len > 0 && self->deliver_id == 0)
    self->deliver_id = g_timeout_add (FRAME_MS, deliver_cb, self);
}

static void
free_event_if_any (gpointer data)
{
  if (data != NULL)
    gw_case_event_free (data);
}

static void
message_cb (SoupWebsocketConnection *connection, int type, GBytes *message, GwLive *self)
{
  g_autoptr (GwLive) keep = g_object_ref (self);
  g_autoptr (GwLiveFrame) frame = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;
  const char *text = g_bytes_get_data (message, &length);

  self->last_heard_usec = g_get_monotonic_time ();
  if (type != SOUP_WEBSOCKET_DATA_TEXT)
    return;
  frame = gw_decode_live_frame (text != NULL ? text : "", length, &error);
  if (frame == NULL)
    {
      /* Going on would lose what was in it: ask for it again. */
      g_info ("live feed: %s", error->message);
      connection_lost (self);
      return;
    }
  g_ptr_array_set_free_func (frame->events, free_event_if_any);
  if (frame->hello_last_seq >= 0)
    take_greeting (self, frame->hello_last_seq, frame->is_reset);
  take_events (self, frame->events);
  if (frame->holds->len > 0)
    g_signal_emit (self, signals[SIGNAL_HOLDS], 0, frame->holds);
}

static void
pong_cb (SoupWebsocketConnection *connection, GBytes *message, GwLive *self)
{
  self->last_heard_usec = g_get_monotonic_time ();
}

static void
closed_cb (SoupWebsocketConnection *connection, GwLive *self)
{
  connection_lost (self);
}

static gboolean
silence_cb (gpointer data)
{
  GwLive *self = data;

  if (g_get_monotonic_time () - self->last_heard_usec <
      (gint64)SILENCE_LIMIT_S * G_USEC_PER_SEC)
    return G_SOURCE_CONTINUE;
  self->silence_id = 0;
  connection_lost (self);
  return G_SOURCE_REMOVE;
}

/* --- lines that die without a word ---------------------------------------------------- */

static gboolean
probed_cb (gpointer data)
{
  GwLive *self = data;
  gint64 silent_usec = g_get_monotonic_time () - self->last_heard_usec;

  self->probe_id = 0;
  if (silent_usec < (gint64)self->probe_ms * 1000)
    {
      soup_websocket_connection_set_keepalive_interval (self->connection, KEEPALIVE_S);
      return G_SOURCE_REMOVE;
    }
  connection_lost (self);
  gw_live_retry (self);
  return G_SOURCE_REMOVE;
}

void
gw_live_probe (GwLive *self)
{
  g_return_if_fail (GW_IS_LIVE (self));

  if (self->connection == NULL || self->probe_id != 0)
    return;
  /* There is no ping of its own to be had from libsoup; the answers tell. */
  soup_websocket_connection_set_keepalive_interval (self->connection, 1);
  self->probe_id = g_timeout_add (self->probe_ms, probed_cb, self);
}

/* The clock that goes on in sleep, less the one that stands still. */
static gint64
get_slept_usec (void)
{
  struct timespec boot;

  if (clock_gettime (CLOCK_BOOTTIME, &boot) != 0)
    return 0;
  return (gint64)boot.tv_sec * G_USEC_PER_SEC + boot.tv_nsec / 1000 -
         g_get_monotonic_time ();
}

/* After a sleep nobody says that the socket is dead; its timers have slept, too. */
static gboolean
watch_cb (gpointer data)
{
  GwLive *self = data;
  gint64 slept_usec = get_slept_usec ();
  gboolean has_slept = slept_usec - self->slept_usec > SLEEP_USEC;

  self->slept_usec = slept_usec;
  if (!has_slept || !self->wanted)
    return G_SOURCE_CONTINUE;
  if (self->connection != NULL)
    connection_lost (self);
  gw_live_retry (self);
  return G_SOURCE_CONTINUE;
}

void
gw_live_hold (GwLive *self, const char *number)
{
  g_autofree char *text = NULL;

  g_return_if_fail (GW_IS_LIVE (self));

  if (self->connection == NULL ||
      soup_websocket_connection_get_state (self->connection) != SOUP_WEBSOCKET_STATE_OPEN)
    return;
  /* Numbers of cases need no escaping. */
  text = number != NULL ? g_strdup_printf ("{\"hold\":\"%s\"}", number)
                        : g_strdup ("{\"hold\":null}");
  soup_websocket_connection_send_text (self->connection, text);
}

static void
take_connection (GwLive *self, SoupWebsocketConnection *connection)
{
  self->connection = connection;
  self->last_heard_usec = g_get_monotonic_time ();
  soup_websocket_connection_set_max_incoming_payload_size (connection, MAX_FRAME_BYTES);
  soup_websocket_connection_set_keepalive_interval (connection, KEEPALIVE_S);
  g_signal_connect (connection, "message", G_CALLBACK (message_cb), self);
  g_signal_connect (connection, "pong", G_CALLBACK (pong_cb), self);
  g_signal_connect (connection, "closed", G_CALLBACK (closed_cb), self);
  self->silence_id = g_timeout_add_seconds (KEEPALIVE_S, silence_cb, self);
}

typedef struct
{
  GwLive *live;
  SoupMessage *message;
} Attempt;

static void
attempt_free (Attempt *attempt)
{
  g_object_unref (attempt->live);
  g_object_unref (attempt->message);
  g_free (attempt);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Attempt, attempt_free)

static void
connected_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Attempt) attempt = data;
  g_autoptr (GError) error = NULL;
  GwLive *self = attempt->live;
  SoupWebsocketConnection *connection =
      soup_session_websocket_connect_finish (SOUP_SESSION (source), result, &error);

  if (connection != NULL && self->wanted && self->connection == NULL)
    {
      take_connection (self, connection);
      return;
    }
  g_clear_object (&connection);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (soup_message_get_status (attempt->message) == 401)
    {
      gw_live_stop (self);
      g_signal_emit (self, signals[SIGNAL_SIGNED_OUT], 0);
      return;
    }
  connection_lost (self);
}

static void
start_attempt (GwLive *self)
{
  g_autofree char *path =
      g_strdup_printf ("/api/v1/live?after=%" G_GINT64_FORMAT "&most=%" G_GINT64_FORMAT,
                       self->last_seq, self->most);
  Attempt *attempt = g_new0 (Attempt, 1);

  drop_connection (self);
  set_state (self, GW_LIVE_CONNECTING);
  self->cancellable = g_cancellable_new ();
  attempt->live = g_object_ref (self);
  attempt->message = gw_client_new_message (self->client, "GET", path);
  soup_session_websocket_connect_async (gw_client_get_session (self->client),
                                        attempt->message, NULL, NULL, G_PRIORITY_DEFAULT,
                                        self->cancellable, connected_cb, attempt);
}

static void
network_changed_cb (GNetworkMonitor *monitor, gboolean available, GwLive *self)
{
  if (!available)
    return;
  gw_live_retry (self);
  /* Another network, perhaps: what went over the old one is dead. */
  gw_live_probe (self);
}

static void
gw_live_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GwLive *self = GW_LIVE (object);

  if (id == PROP_STATE)
    g_value_set_uint (value, self->state);
  else if (id == PROP_SINCE)
    g_value_set_int64 (value, self->since_usec);
  else if (id == PROP_LAST_SEQ)
    g_value_set_int64 (value, self->last_seq);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gw_live_dispose (GObject *object)
{
  GwLive *self = GW_LIVE (object);

  self->wanted = FALSE;
  drop_connection (self);
  g_clear_handle_id (&self->retry_id, g_source_remove);
  g_clear_handle_id (&self->deliver_id, g_source_remove);
  g_clear_handle_id (&self->watch_id, g_source_remove);
  g_clear_object (&self->client);
  g_clear_pointer (&self->queue, g_ptr_array_unref);

  G_OBJECT_CLASS (gw_live_parent_class)->dispose (object);
}

static void
gw_live_class_init (GwLiveClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gw_live_get_property;
  object_class->dispose = gw_live_dispose;

  properties[PROP_STATE] =
      g_param_spec_uint ("state", NULL, NULL, 0, GW_LIVE_ONLINE, GW_LIVE_OFFLINE, flags);
  properties[PROP_SINCE] =
      g_param_spec_int64 ("since", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_LAST_SEQ] =
      g_param_spec_int64 ("last-seq", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_EVENTS] = g_signal_new ("events", GW_TYPE_LIVE, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
  signals[SIGNAL_RESET] = g_signal_new ("reset", GW_TYPE_LIVE, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_HOLDS] = g_signal_new ("holds", GW_TYPE_LIVE, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
  signals[SIGNAL_SIGNED_OUT] = g_signal_new ("signed-out", GW_TYPE_LIVE, G_SIGNAL_RUN_LAST,
                                             0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gw_live_init (GwLive *self)
{
  self->queue = g_ptr_array_new_with_free_func ((GDestroyNotify)gw_case_event_free);
  self->first_wait_ms = FIRST_WAIT_MS;
  self->longest_wait_ms = LONGEST_WAIT_MS;
  self->since_usec = g_get_real_time ();
  self->probe_ms = PROBE_MS;
  self->most = MOST_MISSED;
  self->slept_usec = get_slept_usec ();
  self->watch_id = g_timeout_add_seconds (WATCH_S, watch_cb, self);
  g_signal_connect_object (g_network_monitor_get_default (), "network-changed",
                           G_CALLBACK (network_changed_cb), self, 0);
}

GwLive *
gw_live_new (GwClient *client)
{
  GwLive *self = g_object_new (GW_TYPE_LIVE, NULL);

  self->client = g_object_ref (client);
  return self;
}

void
gw_live_start (GwLive *self, gint64 seq)
{
  g_return_if_fail (GW_IS_LIVE (self));

  self->wanted = TRUE;
  self->failures = 0;
  self->last_seq = seq;
  g_clear_handle_id (&self->retry_id, g_source_remove);
  start_attempt (self);
}

void
gw_live_stop (GwLive *self)
{
  g_return_if_fail (GW_IS_LIVE (self));

  self->wanted = FALSE;
  g_clear_handle_id (&self->retry_id, g_source_remove);
  drop_connection (self);
  set_state (self, GW_LIVE_OFFLINE);
}

void
gw_live_retry (GwLive *self)
{
  g_return_if_fail (GW_IS_LIVE (self));

  if (self->retry_id == 0)
    return;
  g_clear_handle_id (&self->retry_id, g_source_remove);
  start_attempt (self);
}

GwLiveState
gw_live_get_state (GwLive *self)
{
  g_return_val_if_fail (GW_IS_LIVE (self), GW_LIVE_OFFLINE);

  return self->state;
}

gint64
gw_live_get_since (GwLive *self)
{
  g_return_val_if_fail (GW_IS_LIVE (self), 0);

  return self->since_usec;
}

gint64
gw_live_get_last_seq (GwLive *self)
{
  g_return_val_if_fail (GW_IS_LIVE (self), 0);

  return self->last_seq;
}

guint
gw_live_get_retry_in (GwLive *self)
{
  gint64 left;

  g_return_val_if_fail (GW_IS_LIVE (self), 0);

  left = self->retry_id != 0 ? self->retry_at_usec - g_get_monotonic_time () : 0;
  return left > 0 ? (guint)((left + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC) : 0;
}

void
gw_live_set_backoff (GwLive *self, guint first_ms, guint longest_ms)
{
  g_return_if_fail (GW_IS_LIVE (self));

  self->first_wait_ms = first_ms;
  self->longest_wait_ms = longest_ms;
}

void
gw_live_set_probe (GwLive *self, guint probe_ms)
{
  g_return_if_fail (GW_IS_LIVE (self));

  self->probe_ms = probe_ms;
}

void
gw_live_set_most (GwLive *self, gint64 most)
{
  g_return_if_fail (GW_IS_LIVE (self));

  self->most = most;
}
