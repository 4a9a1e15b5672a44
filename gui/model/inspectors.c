/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the inspectors on duty are. */
#define G_LOG_DOMAIN "gridward-model"

#include "gui/model/inspectors.h"

#include "gui/client/codec.h"

struct _GwInspectors
{
  GObject parent_instance;

  GwClient *client;
  GCancellable *cancellable; /* of the question that is out, or NULL */
  GPtrArray *items;
  guint timer_id;
  gboolean active;
  gboolean refused; /* not for this user: there is no use in asking */
};

G_DEFINE_FINAL_TYPE (GwInspectors, gw_inspectors, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ACTIVE,
  N_PROPS
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static void
stop (GwInspectors *self)
{
  g_clear_handle_id (&self->timer_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
gw_inspectors_dispose (GObject *object)
{
  GwInspectors *self = GW_INSPECTORS (object);

  stop (self);
  g_clear_object (&self->client);
  G_OBJECT_CLASS (gw_inspectors_parent_class)->dispose (object);
}

static void
gw_inspectors_finalize (GObject *object)
{
  g_ptr_array_unref (GW_INSPECTORS (object)->items);
  G_OBJECT_CLASS (gw_inspectors_parent_class)->finalize (object);
}

static void
gw_inspectors_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_ACTIVE)
    g_value_set_boolean (value, GW_INSPECTORS (object)->active);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gw_inspectors_set_property (GObject *object, guint id, const GValue *value,
                            GParamSpec *pspec)
{
  if (id == PROP_ACTIVE)
    gw_inspectors_set_active (GW_INSPECTORS (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gw_inspectors_class_init (GwInspectorsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gw_inspectors_dispose;
  object_class->finalize = gw_inspectors_finalize;
  object_class->get_property = gw_inspectors_get_property;
  object_class->set_property = gw_inspectors_set_property;
  props[PROP_ACTIVE] = g_param_spec_boolean ("active", NULL, NULL, FALSE,
                                             G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                                 G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 0);
}

static void
gw_inspectors_init (GwInspectors *self)
{
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify)gw_inspector_record_free);
}

GwInspectors *
gw_inspectors_new (GwClient *client)
{
  GwInspectors *self = g_object_new (GW_TYPE_INSPECTORS, NULL);

  g_set_object (&self->client, client);
  return self;
}

GPtrArray *
gw_inspectors_get_items (GwInspectors *self)
{
  g_return_val_if_fail (GW_IS_INSPECTORS (self), NULL);
  return self->items;
}

void
gw_inspectors_take_items (GwInspectors *self, GPtrArray *items)
{
  g_return_if_fail (GW_IS_INSPECTORS (self));

  for (guint i = items->len; i > 0; i--)
    {
      const GwInspectorRecord *record = g_ptr_array_index (items, i - 1);

      if (!record->on_duty)
        g_ptr_array_remove_index (items, i - 1);
    }
  g_ptr_array_unref (self->items);
  self->items = items;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Without an answer what was known stays, and grows old on the map. */
static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GwInspectors) self = data;
  g_autoptr (GError) error = NULL;
  GPtrArray *items = gw_client_call_finish (GW_CLIENT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  self->refused = g_error_matches (error, GW_CLIENT_ERROR, GW_CLIENT_ERROR_FORBIDDEN);
  if (error != NULL)
    g_info ("where inspectors are: %s", error->message);
  else
    gw_inspectors_take_items (self, items);
}

static void
ask_server (GwInspectors *self)
{
  if (self->client == NULL || self->cancellable != NULL || self->refused)
    return;
  self->cancellable = g_cancellable_new ();
  gw_client_call_async (self->client, "GET", "/api/v1/positions/last", NULL,
                        gw_decode_inspectors, (GDestroyNotify)g_ptr_array_unref,
                        self->cancellable, answered_cb, g_object_ref (self));
}

static gboolean
timer_cb (gpointer data)
{
  ask_server (data);
  return G_SOURCE_CONTINUE;
}

void
gw_inspectors_set_active (GwInspectors *self, gboolean active)
{
  g_return_if_fail (GW_IS_INSPECTORS (self));

  if (self->active == active)
    return;
  self->active = active;
  stop (self);
  if (active)
    {
      self->timer_id = g_timeout_add_seconds (GW_INSPECTORS_SECONDS, timer_cb, self);
      ask_server (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ACTIVE]);
}
