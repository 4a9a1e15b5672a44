/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the city stands this moment, kept up to date. */
#define G_LOG_DOMAIN "gridward-model"

#include "gui/model/board.h"

#define PATH "/api/v1/statistics/now?top=10"
/* The first event is shown soon, the next ones together. */
#define SOON_MS 400
#define PAUSE_MS 2000
/* Lamps turn by time, which no event tells. */
#define IDLE_S 30

struct _GwBoard
{
  GObject parent_instance;

  GwDesk *desk;
  GwBoardRecord *record;
  GError *error;
  GCancellable *cancellable; /* of the question that is under way */
  guint ask_id;
  gint64 asked_usec; /* monotonic */
  gboolean is_stale; /* events came after the question */
};

G_DEFINE_FINAL_TYPE (GwBoard, gw_board, G_TYPE_OBJECT)

static guint changed_signal;

static void ask_soon (GwBoard *self, guint wait_ms);

static void
gw_board_dispose (GObject *object)
{
  GwBoard *self = GW_BOARD (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->ask_id, g_source_remove);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (gw_board_parent_class)->dispose (object);
}

static void
gw_board_finalize (GObject *object)
{
  GwBoard *self = GW_BOARD (object);

  g_clear_pointer (&self->record, gw_board_record_free);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (gw_board_parent_class)->finalize (object);
}

static void
gw_board_class_init (GwBoardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gw_board_dispose;
  object_class->finalize = gw_board_finalize;
  changed_signal = g_signal_new ("changed", GW_TYPE_BOARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
gw_board_init (GwBoard *self)
{
}

static void
received_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GwBoard) self = data;
  g_autoptr (GError) error = NULL;
  GwBoardRecord *record = gw_client_call_finish (GW_CLIENT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  if (record != NULL)
    {
      g_clear_pointer (&self->record, gw_board_record_free);
      self->record = record;
    }
  self->error = g_steal_pointer (&error);
  if (self->is_stale)
    ask_soon (self, PAUSE_MS);
  g_signal_emit (self, changed_signal, 0);
}

static void
ask (GwBoard *self)
{
  g_clear_handle_id (&self->ask_id, g_source_remove);
  if (self->cancellable != NULL)
    {
      self->is_stale = TRUE;
      return;
    }
  self->is_stale = FALSE;
  self->asked_usec = g_get_monotonic_time ();
  self->cancellable = g_cancellable_new ();
  gw_client_call_async (gw_desk_get_client (self->desk), "GET", PATH, NULL, gw_decode_board,
                        (GDestroyNotify)gw_board_record_free, self->cancellable,
                        received_cb, g_object_ref (self));
}

static gboolean
ask_cb (gpointer data)
{
  GwBoard *self = data;

  self->ask_id = 0;
  ask (self);
  return G_SOURCE_REMOVE;
}

static void
ask_soon (GwBoard *self, guint wait_ms)
{
  if (self->ask_id == 0)
    self->ask_id = g_timeout_add_full (G_PRIORITY_DEFAULT, wait_ms, ask_cb, self, NULL);
}

static void
events_cb (GwBoard *self)
{
  gint64 since_ms = (g_get_monotonic_time () - self->asked_usec) / 1000;

  if (self->cancellable != NULL)
    self->is_stale = TRUE;
  else
    ask_soon (self, (guint)CLAMP (PAUSE_MS - since_ms, SOON_MS, PAUSE_MS));
}

/* In the city's time zone it is another date than that of the figures. */
static gboolean
is_of_yesterday (GwBoard *self)
{
  GwCityInfo *city = gw_desk_get_city (self->desk);
  g_autoptr (GDateTime) utc =
      g_date_time_new_from_unix_utc (gw_city_info_now (city) / G_USEC_PER_SEC);
  g_autoptr (GDateTime) now =
      g_date_time_to_timezone (utc, gw_city_info_get_time_zone (city));
  g_autofree char *day = g_date_time_format (now, "%F");

  return self->record != NULL && g_strcmp0 (self->record->day, day) != 0;
}

static void
tick_cb (GwBoard *self)
{
  gint64 since_s = (g_get_monotonic_time () - self->asked_usec) / G_USEC_PER_SEC;

  if (since_s >= IDLE_S || is_of_yesterday (self))
    ask (self);
}

static void
state_cb (GwBoard *self)
{
  if (gw_live_get_state (gw_desk_get_live (self->desk)) == GW_LIVE_ONLINE)
    ask_soon (self, SOON_MS);
}

GwBoard *
gw_board_new (GwDesk *desk)
{
  GwBoard *self = g_object_new (GW_TYPE_BOARD, NULL);
  GwLive *live = gw_desk_get_live (desk);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (live, "events", G_CALLBACK (events_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (live, "notify::state", G_CALLBACK (state_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "reset", G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "tick", G_CALLBACK (tick_cb), self, G_CONNECT_SWAPPED);
  ask (self);
  return self;
}

const GwBoardRecord *
gw_board_get (GwBoard *self)
{
  g_return_val_if_fail (GW_IS_BOARD (self), NULL);

  return self->record;
}

const GError *
gw_board_get_error (GwBoard *self)
{
  g_return_val_if_fail (GW_IS_BOARD (self), NULL);

  return self->error;
}

gboolean
gw_board_is_loading (GwBoard *self)
{
  g_return_val_if_fail (GW_IS_BOARD (self), FALSE);

  return self->cancellable != NULL || self->ask_id != 0;
}
