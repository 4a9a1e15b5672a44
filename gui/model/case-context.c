/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the open case lies in: who looks after its cell now, and its component. */
#define G_LOG_DOMAIN "gridward-model"

#include "gui/model/case-context.h"

struct _GwCaseContext
{
  GObject parent_instance;

  GwClient *client;
  GCancellable *cancellable; /* of what was asked for last, or NULL */
  guint n_asking;
  char *number;
  gint64 version;
  GwCellDutyRecord *duty;
  GwComponentCard *component;
};

G_DEFINE_FINAL_TYPE (GwCaseContext, gw_case_context, G_TYPE_OBJECT)

static guint changed_signal;

static void
cancel (GwCaseContext *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->n_asking = 0;
}

static void
forget (GwCaseContext *self)
{
  g_clear_pointer (&self->duty, gw_cell_duty_record_free);
  g_clear_pointer (&self->component, gw_component_card_free);
}

static void
gw_case_context_dispose (GObject *object)
{
  GwCaseContext *self = GW_CASE_CONTEXT (object);

  cancel (self);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (gw_case_context_parent_class)->dispose (object);
}

static void
gw_case_context_finalize (GObject *object)
{
  GwCaseContext *self = GW_CASE_CONTEXT (object);

  forget (self);
  g_free (self->number);

  G_OBJECT_CLASS (gw_case_context_parent_class)->finalize (object);
}

static void
gw_case_context_class_init (GwCaseContextClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_case_context_dispose;
  G_OBJECT_CLASS (klass)->finalize = gw_case_context_finalize;
  changed_signal = g_signal_new ("changed", GW_TYPE_CASE_CONTEXT, G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gw_case_context_init (GwCaseContext *self)
{
}

GwCaseContext *
gw_case_context_new (GwClient *client)
{
  GwCaseContext *self = g_object_new (GW_TYPE_CASE_CONTEXT, NULL);

  g_set_object (&self->client, client);
  return self;
}

static void
duty_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GwCaseContext) self = data;
  g_autoptr (GError) error = NULL;
  GwCellDutyRecord *duty = gw_client_call_finish (GW_CLIENT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->n_asking--;
  if (error != NULL)
    g_info ("duty of the cell: %s", error->message);
  g_clear_pointer (&self->duty, gw_cell_duty_record_free);
  self->duty = duty;
  g_signal_emit (self, changed_signal, 0);
}

static void
component_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GwCaseContext) self = data;
  g_autoptr (GError) error = NULL;
  GwComponentCard *component = gw_client_call_finish (GW_CLIENT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->n_asking--;
  if (error != NULL)
    g_info ("component: %s", error->message);
  g_clear_pointer (&self->component, gw_component_card_free);
  self->component = component;
  g_signal_emit (self, changed_signal, 0);
}

static void
ask_server (GwCaseContext *self, const char *folder, const char *code, GwDecoder decoder,
            GDestroyNotify free_result, GAsyncReadyCallback callback)
{
  g_autofree char *escaped = g_uri_escape_string (code, NULL, FALSE);
  g_autofree char *path = g_strconcat ("/api/v1/", folder, "/", escaped, NULL);

  self->n_asking++;
  gw_client_call_async (self->client, "GET", path, NULL, decoder, free_result,
                        self->cancellable, callback, g_object_ref (self));
}

void
gw_case_context_ask (GwCaseContext *self, const GwCaseDetail *detail)
{
  const char *number = detail != NULL ? detail->row->number : NULL;
  gboolean same;

  g_return_if_fail (GW_IS_CASE_CONTEXT (self));

  same = g_strcmp0 (number, self->number) == 0;
  if (same && (detail == NULL || detail->row->version == self->version))
    return;
  cancel (self);
  g_free (self->number);
  self->number = g_strdup (number);
  self->version = detail != NULL ? detail->row->version : 0;
  if (!same)
    forget (self);
  if (detail != NULL)
    {
      self->cancellable = g_cancellable_new ();
      ask_server (self, "cells", detail->row->cell, gw_decode_cell_duty,
                  (GDestroyNotify)gw_cell_duty_record_free, duty_cb);
      if (detail->component.code != NULL)
        ask_server (self, "components", detail->component.code, gw_decode_component,
                    (GDestroyNotify)gw_component_card_free, component_cb);
    }
  if (!same)
    g_signal_emit (self, changed_signal, 0);
}

const GwCellDutyRecord *
gw_case_context_get_duty (GwCaseContext *self)
{
  g_return_val_if_fail (GW_IS_CASE_CONTEXT (self), NULL);

  return self->duty;
}

const GwComponentCard *
gw_case_context_get_component (GwCaseContext *self)
{
  g_return_val_if_fail (GW_IS_CASE_CONTEXT (self), NULL);

  return self->component;
}

gboolean
gw_case_context_is_asking (GwCaseContext *self)
{
  g_return_val_if_fail (GW_IS_CASE_CONTEXT (self), FALSE);

  return self->n_asking > 0;
}
