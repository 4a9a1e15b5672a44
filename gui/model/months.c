/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Months of the statistics. */
#define G_LOG_DOMAIN "gridward-model"

#include "gui/model/months.h"

#define PERIODS "/api/v1/statistics/periods"

struct _GwMonths
{
  GObject parent_instance;

  GwClient *client;
  GCancellable *cancellable; /* of the months */
  GCancellable *differences_cancellable;
  GPtrArray *months;
  GwMonthDifferences *differences;
  char *chosen; /* NULL: nobody chose */
  guint n_pending;
  GError *error;
};

G_DEFINE_FINAL_TYPE (GwMonths, gw_months, G_TYPE_OBJECT)

static guint changed_signal;

static void
changed (GwMonths *self)
{
  g_signal_emit (self, changed_signal, 0);
}

static void
renew (GCancellable **cancellable)
{
  g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
  *cancellable = g_cancellable_new ();
}

/* ---- differences ---- */

static void
differences_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GwMonths) self = data;
  g_autoptr (GError) error = NULL;
  GwMonthDifferences *differences =
      gw_client_call_finish (GW_CLIENT (source), result, &error);

  self->n_pending--;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  /* They are for those who decide about months; others look at the months without them. */
  g_clear_pointer (&self->differences, gw_month_differences_free);
  self->differences = differences;
  changed (self);
}

static void
ask_differences (GwMonths *self)
{
  const GwMonth *chosen = gw_months_get_chosen (self);
  g_autofree char *path = NULL;

  renew (&self->differences_cancellable);
  if (chosen == NULL || !gw_month_was_locked (chosen))
    {
      g_clear_pointer (&self->differences, gw_month_differences_free);
      return;
    }
  path = g_strconcat (PERIODS "/", chosen->month, "/differences", NULL);
  self->n_pending++;
  gw_client_call_async (self->client, "GET", path, NULL, gw_decode_month_differences,
                        (GDestroyNotify)gw_month_differences_free,
                        self->differences_cancellable, differences_cb, g_object_ref (self));
}

/* ---- months ---- */

static void
months_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GwMonths) self = data;
  GError *error = NULL;
  GPtrArray *months = gw_client_call_finish (GW_CLIENT (source), result, &error);

  self->n_pending--;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (error);
      return;
    }
  g_clear_error (&self->error);
  self->error = error;
  if (months != NULL)
    {
      g_clear_pointer (&self->months, g_ptr_array_unref);
      self->months = months;
      ask_differences (self);
    }
  changed (self);
}

void
gw_months_reload (GwMonths *self)
{
  g_return_if_fail (GW_IS_MONTHS (self));

  renew (&self->cancellable);
  self->n_pending++;
  gw_client_call_async (self->client, "GET", PERIODS, NULL, gw_decode_months,
                        (GDestroyNotify)g_ptr_array_unref, self->cancellable, months_cb,
                        g_object_ref (self));
}

gboolean
gw_months_is_loading (GwMonths *self)
{
  g_return_val_if_fail (GW_IS_MONTHS (self), FALSE);

  return self->n_pending > 0;
}

const GError *
gw_months_get_error (GwMonths *self)
{
  g_return_val_if_fail (GW_IS_MONTHS (self), NULL);

  return self->error;
}

GPtrArray *
gw_months_get_months (GwMonths *self)
{
  g_return_val_if_fail (GW_IS_MONTHS (self), NULL);

  return self->months;
}

const GwMonth *
gw_months_get_chosen (GwMonths *self)
{
  const GwMonth *first_over = NULL;

  g_return_val_if_fail (GW_IS_MONTHS (self), NULL);

  for (guint i = 0; self->months != NULL && i < self->months->len; i++)
    {
      const GwMonth *month = self->months->pdata[i];

      if (g_strcmp0 (month->month, self->chosen) == 0)
        return month;
      if (first_over == NULL && month->is_over)
        first_over = month;
    }
  if (first_over == NULL && self->months != NULL && self->months->len > 0)
    return self->months->pdata[0];
  return first_over;
}

void
gw_months_choose (GwMonths *self, const char *month)
{
  const GwMonth *chosen = gw_months_get_chosen (self);

  g_return_if_fail (GW_IS_MONTHS (self));

  if (chosen != NULL && g_str_equal (chosen->month, month))
    return;
  g_free (self->chosen);
  self->chosen = g_strdup (month);
  g_clear_pointer (&self->differences, gw_month_differences_free);
  ask_differences (self);
  changed (self);
}

const GwMonthDifferences *
gw_months_get_differences (GwMonths *self)
{
  g_return_val_if_fail (GW_IS_MONTHS (self), NULL);

  return self->differences;
}

/* ---- acting ---- */

static void
acted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  gw_client_call_finish (GW_CLIENT (source), result, &error);
  /* What is there by now is shown, also when somebody else was faster. */
  gw_months_reload (g_task_get_source_object (task));
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

void
gw_months_act_async (GwMonths *self, GwMonthAction action, const char *reason,
                     GAsyncReadyCallback callback, gpointer user_data)
{
  const GwMonth *chosen = gw_months_get_chosen (self);
  GTask *task = g_task_new (self, NULL, callback, user_data);
  g_autofree char *body = gw_encode_month_action (action, reason);
  g_autofree char *path = NULL;

  g_return_if_fail (chosen != NULL);

  g_task_set_source_tag (task, gw_months_act_async);
  path = g_strconcat (PERIODS "/", chosen->month, "/actions", NULL);
  gw_client_call_async (self->client, "POST", path, body, NULL, NULL, NULL, acted_cb, task);
}

gboolean
gw_months_act_finish (GwMonths *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- life ---- */

static void
gw_months_dispose (GObject *object)
{
  GwMonths *self = GW_MONTHS (object);

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->differences_cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->differences_cancellable);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (gw_months_parent_class)->dispose (object);
}

static void
gw_months_finalize (GObject *object)
{
  GwMonths *self = GW_MONTHS (object);

  g_clear_pointer (&self->months, g_ptr_array_unref);
  g_clear_pointer (&self->differences, gw_month_differences_free);
  g_free (self->chosen);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (gw_months_parent_class)->finalize (object);
}

static void
gw_months_class_init (GwMonthsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_months_dispose;
  G_OBJECT_CLASS (klass)->finalize = gw_months_finalize;
  changed_signal = g_signal_new ("changed", GW_TYPE_MONTHS, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
gw_months_init (GwMonths *self)
{
}

GwMonths *
gw_months_new (GwClient *client)
{
  GwMonths *self = g_object_new (GW_TYPE_MONTHS, NULL);

  self->client = g_object_ref (client);
  return self;
}
