/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The case that lies open on the desk: all of it, its journal, and acting on it. */
#define G_LOG_DOMAIN "gridward-model"

#include "gui/model/open-case.h"

#include "gui/client/codec.h"

struct _GwOpenCase
{
  GObject parent_instance;

  GwDesk *desk;
  char *number;
  GwCaseDetail *detail;
  GPtrArray *events;
  GError *error;
  GCancellable *cancellable; /* of loading; cancelled when another case is opened */
  char *acting;              /* the action that is on its way, or NULL */
};

G_DEFINE_FINAL_TYPE (GwOpenCase, gw_open_case, G_TYPE_OBJECT)

enum
{
  PROP_BUSY = 1,
  N_PROPS,
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_ACTED,
  SIGNAL_REFUSED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
gw_open_case_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_BUSY)
    g_value_set_boolean (value, gw_open_case_is_busy (GW_OPEN_CASE (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
forget (GwOpenCase *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->detail, gw_case_detail_unref);
  g_clear_pointer (&self->events, g_ptr_array_unref);
  g_clear_error (&self->error);
}

static void
gw_open_case_dispose (GObject *object)
{
  GwOpenCase *self = GW_OPEN_CASE (object);

  forget (self);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->number, g_free);
  g_clear_pointer (&self->acting, g_free);

  G_OBJECT_CLASS (gw_open_case_parent_class)->dispose (object);
}

static void
gw_open_case_class_init (GwOpenCaseClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gw_open_case_get_property;
  object_class->dispose = gw_open_case_dispose;

  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE,
                                                G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY |
                                                    G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", GW_TYPE_OPEN_CASE, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ACTED] = g_signal_new ("acted", GW_TYPE_OPEN_CASE, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_REFUSED] =
      g_signal_new ("refused", GW_TYPE_OPEN_CASE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
gw_open_case_init (GwOpenCase *self)
{
}

static char *
path_of (GwOpenCase *self, const char *rest)
{
  g_autofree char *number = g_uri_escape_string (self->number, NULL, FALSE);

  return g_strconcat ("/api/v1/cases/", number, rest, NULL);
}

/* A desk that is told of version 5 by the feed must not be shown version 4 by a late answer. */
static void
take_detail (GwOpenCase *self, GwCaseDetail *detail)
{
  if (self->detail != NULL && self->detail->row->version > detail->row->version)
    {
      gw_case_detail_unref (detail);
      return;
    }
  g_clear_pointer (&self->detail, gw_case_detail_unref);
  self->detail = detail;
  gw_desk_take_row (self->desk, detail->row);
}

static void
detail_received_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GwOpenCase) self = data;
  g_autoptr (GError) error = NULL;
  GwCaseDetail *detail = gw_client_call_finish (GW_CLIENT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_error (&self->error);
  if (detail != NULL)
    take_detail (self, detail);
  else
    self->error = g_steal_pointer (&error);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
events_received_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GwOpenCase) self = data;
  g_autoptr (GError) error = NULL;
  GPtrArray *events = gw_client_call_finish (GW_CLIENT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (events == NULL)
    {
      g_info ("journal: %s", error->message);
      return;
    }
  g_clear_pointer (&self->events, g_ptr_array_unref);
  self->events = events;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
gw_open_case_reload (GwOpenCase *self)
{
  g_autofree char *path = NULL;
  g_autofree char *events_path = NULL;
  GwClient *client;

  g_return_if_fail (GW_IS_OPEN_CASE (self));

  if (self->number == NULL)
    return;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  client = gw_desk_get_client (self->desk);
  path = path_of (self, "");
  events_path = path_of (self, "/events");
  gw_client_call_async (client, "GET", path, NULL, gw_decode_case,
                        (GDestroyNotify)gw_case_detail_unref, self->cancellable,
                        detail_received_cb, g_object_ref (self));
  gw_client_call_async (client, "GET", events_path, NULL, gw_decode_events,
                        (GDestroyNotify)g_ptr_array_unref, self->cancellable,
                        events_received_cb, g_object_ref (self));
}

static void
selection_changed_cb (GwOpenCase *self)
{
  const char *number = gw_selection_get_case_number (gw_desk_get_selection (self->desk));

  if (g_strcmp0 (number, self->number) == 0)
    return;
  forget (self);
  g_free (self->number);
  self->number = g_strdup (number);
  gw_open_case_reload (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* The feed names the case: what we show is old, unless it was our own decision's answer. */
static void
feed_cb (GwOpenCase *self, GPtrArray *events)
{
  gint64 known = self->detail != NULL ? self->detail->row->version : 0;

  for (guint i = 0; i < events->len; i++)
    {
      GwCaseEvent *event = events->pdata[i];

      if (g_strcmp0 (event->number, self->number) != 0)
        continue;
      if (event->row == NULL || event->row->version > known || self->events == NULL ||
          self->events->len == 0 ||
          ((GwCaseEvent *)self->events->pdata[self->events->len - 1])->seq < event->seq)
        {
          gw_open_case_reload (self);
          return;
        }
    }
}

GwOpenCase *
gw_open_case_new (GwDesk *desk)
{
  GwOpenCase *self = g_object_new (GW_TYPE_OPEN_CASE, NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (gw_desk_get_selection (desk), "notify::case-number",
                           G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gw_desk_get_live (desk), "events", G_CALLBACK (feed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "reset", G_CALLBACK (gw_open_case_reload), self,
                           G_CONNECT_SWAPPED);
  selection_changed_cb (self);
  return self;
}

static void
set_acting (GwOpenCase *self, const char *action)
{
  g_free (self->acting);
  self->acting = g_strdup (action);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static void
acted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GwOpenCase) self = data;
  g_autoptr (GError) error = NULL;
  GwCaseDetail *detail = gw_client_call_finish (GW_CLIENT (source), result, &error);
  g_autofree char *action = g_strdup (self->acting);

  if (self->desk == NULL)
    {
      g_clear_pointer (&detail, gw_case_detail_unref);
      return;
    }
  set_acting (self, NULL);
  if (detail == NULL)
    {
      if (g_error_matches (error, GW_CLIENT_ERROR, GW_CLIENT_ERROR_STALE) ||
          g_error_matches (error, GW_CLIENT_ERROR, GW_CLIENT_ERROR_REFUSED))
        gw_open_case_reload (self);
      g_signal_emit (self, signals[SIGNAL_REFUSED], 0, error);
      return;
    }
  if (g_strcmp0 (detail->row->number, self->number) == 0)
    {
      take_detail (self, detail);
      gw_open_case_reload (self);
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
    }
  else
    {
      gw_desk_take_row (self->desk, detail->row);
      gw_case_detail_unref (detail);
    }
  g_signal_emit (self, signals[SIGNAL_ACTED], 0, action);
}

void
gw_open_case_act (GwOpenCase *self, const GwDecision *decision)
{
  g_autofree char *path = NULL;
  g_autofree char *body = NULL;

  g_return_if_fail (GW_IS_OPEN_CASE (self));

  if (self->detail == NULL || self->acting != NULL)
    return;
  path = path_of (self, "/actions");
  body = gw_encode_decision (decision, self->detail->row->version);
  set_acting (self, gw_decision_get_action (decision));
  /* Not cancelled when another case is opened: the decision was made. */
  gw_client_call_async (gw_desk_get_client (self->desk), "POST", path, body, gw_decode_case,
                        (GDestroyNotify)gw_case_detail_unref, NULL, acted_cb,
                        g_object_ref (self));
}

static void
card_answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GwOpenCase) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *action = g_strdup (self->acting);

  gw_client_call_finish (GW_CLIENT (source), result, &error);
  if (self->desk == NULL)
    return;
  set_acting (self, NULL);
  gw_open_case_reload (self);
  if (error != NULL)
    g_signal_emit (self, signals[SIGNAL_REFUSED], 0, error);
  else
    g_signal_emit (self, signals[SIGNAL_ACTED], 0, action);
}

void
gw_open_case_answer_card (GwOpenCase *self, gint64 card, const char *verb, const char *text)
{
  g_autofree char *path = NULL;
  g_autofree char *body = NULL;
  g_autofree char *action = NULL;

  g_return_if_fail (GW_IS_OPEN_CASE (self));

  if (self->detail == NULL || self->acting != NULL)
    return;
  path = g_strdup_printf ("/api/v1/cards/%" G_GINT64_FORMAT "/%s", card, verb);
  body = gw_encode_text (g_str_equal (verb, "revoke") ? "reason" : "text", text);
  action = g_strconcat (verb, "_card", NULL);
  set_acting (self, action);
  gw_client_call_async (gw_desk_get_client (self->desk), "POST", path, body, NULL, NULL,
                        NULL, card_answered_cb, g_object_ref (self));
}

const char *
gw_open_case_get_number (GwOpenCase *self)
{
  g_return_val_if_fail (GW_IS_OPEN_CASE (self), NULL);

  return self->number;
}

GwCaseDetail *
gw_open_case_get_detail (GwOpenCase *self)
{
  g_return_val_if_fail (GW_IS_OPEN_CASE (self), NULL);

  return self->detail;
}

GPtrArray *
gw_open_case_get_events (GwOpenCase *self)
{
  g_return_val_if_fail (GW_IS_OPEN_CASE (self), NULL);

  return self->events;
}

const GError *
gw_open_case_get_error (GwOpenCase *self)
{
  g_return_val_if_fail (GW_IS_OPEN_CASE (self), NULL);

  return self->error;
}

gboolean
gw_open_case_is_busy (GwOpenCase *self)
{
  g_return_val_if_fail (GW_IS_OPEN_CASE (self), FALSE);

  return self->acting != NULL;
}
