/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A decision about a case that waits to be sent, and what became of it. */
#define G_LOG_DOMAIN "gridward-model"

#include "gui/model/queued-action.h"

struct _GwQueuedAction
{
  GObject parent_instance;

  GwCaseRow *row;
  GwDecision *decision;
  char *title;
  GwUnsent *unsent;
  GwQueuedState state;
  GError *error;
};

G_DEFINE_FINAL_TYPE (GwQueuedAction, gw_queued_action, G_TYPE_OBJECT)

enum
{
  PROP_STATE = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
gw_queued_action_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_STATE)
    g_value_set_uint (value, GW_QUEUED_ACTION (object)->state);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gw_queued_action_finalize (GObject *object)
{
  GwQueuedAction *self = GW_QUEUED_ACTION (object);

  gw_case_row_unref (self->row);
  gw_decision_free (self->decision);
  g_free (self->title);
  g_clear_object (&self->unsent);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (gw_queued_action_parent_class)->finalize (object);
}

static void
gw_queued_action_class_init (GwQueuedActionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gw_queued_action_get_property;
  object_class->finalize = gw_queued_action_finalize;
  properties[PROP_STATE] = g_param_spec_uint (
      "state", NULL, NULL, 0, GW_QUEUED_UNDONE, GW_QUEUED_WAITING,
      G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gw_queued_action_init (GwQueuedAction *self)
{
}

GwQueuedAction *
gw_queued_action_new (GwCaseRow *row, const GwDecision *decision, const char *title)
{
  GwQueuedAction *self = g_object_new (GW_TYPE_QUEUED_ACTION, NULL);

  self->row = gw_case_row_ref (row);
  self->decision = gw_decision_copy (decision);
  self->title = g_strdup (title);
  return self;
}

const GwCaseRow *
gw_queued_action_get_row (GwQueuedAction *self)
{
  g_return_val_if_fail (GW_IS_QUEUED_ACTION (self), NULL);

  return self->row;
}

const char *
gw_queued_action_get_number (GwQueuedAction *self)
{
  g_return_val_if_fail (GW_IS_QUEUED_ACTION (self), NULL);

  return self->row->number;
}

const GwDecision *
gw_queued_action_get_decision (GwQueuedAction *self)
{
  g_return_val_if_fail (GW_IS_QUEUED_ACTION (self), NULL);

  return self->decision;
}

const char *
gw_queued_action_get_title (GwQueuedAction *self)
{
  g_return_val_if_fail (GW_IS_QUEUED_ACTION (self), NULL);

  return self->title;
}

GwQueuedState
gw_queued_action_get_state (GwQueuedAction *self)
{
  g_return_val_if_fail (GW_IS_QUEUED_ACTION (self), GW_QUEUED_UNDONE);

  return self->state;
}

const GError *
gw_queued_action_get_error (GwQueuedAction *self)
{
  g_return_val_if_fail (GW_IS_QUEUED_ACTION (self), NULL);

  return self->error;
}

gboolean
gw_queued_action_is_open (GwQueuedAction *self)
{
  g_return_val_if_fail (GW_IS_QUEUED_ACTION (self), FALSE);

  return self->state == GW_QUEUED_WAITING || self->state == GW_QUEUED_SENDING;
}

gboolean
gw_queued_action_is_kept (GwQueuedAction *self)
{
  g_return_val_if_fail (GW_IS_QUEUED_ACTION (self), FALSE);

  return self->unsent != NULL && gw_unsent_get_state (self->unsent) == GW_UNSENT_WAITING;
}

GwUnsent *
gw_queued_action_get_unsent (GwQueuedAction *self)
{
  g_return_val_if_fail (GW_IS_QUEUED_ACTION (self), NULL);

  return self->unsent;
}

void
gw_queued_action_set_unsent (GwQueuedAction *self, GwUnsent *unsent)
{
  g_return_if_fail (GW_IS_QUEUED_ACTION (self));

  g_set_object (&self->unsent, unsent);
}

void
gw_queued_action_set_state (GwQueuedAction *self, GwQueuedState state, const GError *error)
{
  g_return_if_fail (GW_IS_QUEUED_ACTION (self));

  g_clear_error (&self->error);
  if (error != NULL)
    self->error = g_error_copy (error);
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}
