/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One request that changes something, from the moment it is decided until it is answered. */
#define G_LOG_DOMAIN "gridward-client"

#include "gui/client/unsent.h"

struct _GwUnsent
{
  GObject parent_instance;

  char *key;
  char *path;
  char *body;
  char *title;
  char *number;
  char *message;
  gint64 at;
  GwUnsentState state;
};

G_DEFINE_FINAL_TYPE (GwUnsent, gw_unsent, G_TYPE_OBJECT)

enum
{
  PROP_STATE = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
gw_unsent_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_STATE)
    g_value_set_uint (value, GW_UNSENT (object)->state);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gw_unsent_finalize (GObject *object)
{
  GwUnsent *self = GW_UNSENT (object);

  g_free (self->key);
  g_free (self->path);
  g_free (self->body);
  g_free (self->title);
  g_free (self->number);
  g_free (self->message);

  G_OBJECT_CLASS (gw_unsent_parent_class)->finalize (object);
}

static void
gw_unsent_class_init (GwUnsentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gw_unsent_get_property;
  object_class->finalize = gw_unsent_finalize;
  properties[PROP_STATE] = g_param_spec_uint (
      "state", NULL, NULL, 0, GW_UNSENT_ENDED, GW_UNSENT_HELD,
      G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gw_unsent_init (GwUnsent *self)
{
}

GwUnsent *
gw_unsent_new (const char *key, const char *path, const char *body, const char *title,
               const char *number, gint64 at)
{
  GwUnsent *self;

  g_return_val_if_fail (path != NULL && body != NULL, NULL);

  self = g_object_new (GW_TYPE_UNSENT, NULL);
  self->key = key != NULL ? g_strdup (key) : g_uuid_string_random ();
  self->path = g_strdup (path);
  self->body = g_strdup (body);
  self->title = g_strdup (title != NULL ? title : "");
  self->number = g_strdup (number);
  self->at = at != 0 ? at : g_get_real_time ();
  return self;
}

void
gw_unsent_set_state (GwUnsent *self, GwUnsentState state, const char *message)
{
  g_return_if_fail (GW_IS_UNSENT (self));

  g_free (self->message);
  self->message = g_strdup (message);
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

const char *
gw_unsent_get_key (GwUnsent *self)
{
  g_return_val_if_fail (GW_IS_UNSENT (self), NULL);

  return self->key;
}

const char *
gw_unsent_get_path (GwUnsent *self)
{
  g_return_val_if_fail (GW_IS_UNSENT (self), NULL);

  return self->path;
}

const char *
gw_unsent_get_body (GwUnsent *self)
{
  g_return_val_if_fail (GW_IS_UNSENT (self), NULL);

  return self->body;
}

const char *
gw_unsent_get_title (GwUnsent *self)
{
  g_return_val_if_fail (GW_IS_UNSENT (self), NULL);

  return self->title;
}

const char *
gw_unsent_get_number (GwUnsent *self)
{
  g_return_val_if_fail (GW_IS_UNSENT (self), NULL);

  return self->number;
}

gint64
gw_unsent_get_at (GwUnsent *self)
{
  g_return_val_if_fail (GW_IS_UNSENT (self), 0);

  return self->at;
}

GwUnsentState
gw_unsent_get_state (GwUnsent *self)
{
  g_return_val_if_fail (GW_IS_UNSENT (self), GW_UNSENT_ENDED);

  return self->state;
}

const char *
gw_unsent_get_message (GwUnsent *self)
{
  g_return_val_if_fail (GW_IS_UNSENT (self), NULL);

  return self->message;
}
