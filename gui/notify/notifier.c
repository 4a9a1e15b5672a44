/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells of lamps, supervision and cards by the desktop's notifications. */
#define G_LOG_DOMAIN "gridward-desk"

#include "gui/notify/notifier.h"

#include <glib/gi18n.h>

#include "gui/model/text.h"

/* What happened longer ago than this came while the desk was away. */
#define NEWS_USEC (10 * 60 * G_USEC_PER_SEC)

struct _GwNotifier
{
  GObject parent_instance;

  GwDesk *desk;
  GwSettings *settings;
  GwAlertQueue queue;
  guint sum_id;
};

G_DEFINE_FINAL_TYPE (GwNotifier, gw_notifier, G_TYPE_OBJECT)

static guint alert_signal;

static const char *const keys[GW_N_ALERTS] = {
  [GW_ALERT_RED] = "notify-red",
  [GW_ALERT_YELLOW] = "notify-yellow",
  [GW_ALERT_SUPERVISED] = "notify-supervised",
  [GW_ALERT_CARD] = "notify-cards",
};

static void
gw_notifier_dispose (GObject *object)
{
  GwNotifier *self = GW_NOTIFIER (object);

  g_clear_handle_id (&self->sum_id, g_source_remove);
  g_clear_object (&self->desk);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (gw_notifier_parent_class)->dispose (object);
}

static void
gw_notifier_class_init (GwNotifierClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_notifier_dispose;

  alert_signal =
      g_signal_new ("alert", GW_TYPE_NOTIFIER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
}

static void
gw_notifier_init (GwNotifier *self)
{
}

/* --- words ---------------------------------------------------------------------------- */

static const char *
title_of (GwAlertKind kind)
{
  switch (kind)
    {
    case GW_ALERT_RED:
      return _ ("Red lamp");
    case GW_ALERT_YELLOW:
      return _ ("Yellow lamp");
    case GW_ALERT_SUPERVISED:
      return _ ("Supervised");
    default:
      return _ ("Card for your department");
    }
}

static char *
count_text (GwAlertKind kind, guint n)
{
  switch (kind)
    {
    case GW_ALERT_RED:
      return g_strdup_printf (ngettext ("%u red lamp", "%u red lamps", n), n);
    case GW_ALERT_YELLOW:
      return g_strdup_printf (ngettext ("%u yellow lamp", "%u yellow lamps", n), n);
    case GW_ALERT_SUPERVISED:
      return g_strdup_printf (ngettext ("%u supervised", "%u supervised", n), n);
    default:
      return g_strdup_printf (
          ngettext ("%u card for your department", "%u cards for your department", n), n);
    }
}

static void
tell_one (GwNotifier *self, GwAlertKind kind, const GwCaseEvent *event, const char *stage)
{
  const GwCaseRow *row = event->row;
  g_autofree char *title =
      g_strdup_printf ("%s: %s", title_of (kind), gw_named_label (&row->klass));
  g_autofree char *stage_text =
      stage != NULL ? g_strconcat (" · ", gw_text_stage (stage), NULL) : g_strdup ("");
  g_autofree char *body = g_strdup_printf ("%s · %s%s", event->number,
                                           gw_named_label (&row->community), stage_text);

  g_signal_emit (self, alert_signal, 0, title, body, event->number);
}

static void
tell_sum (GwNotifier *self, const GwAlertSum *sum)
{
  g_autoptr (GString) body = g_string_new (NULL);

  for (guint i = 0; i < GW_N_ALERTS; i++)
    {
      g_autofree char *text = NULL;

      if (sum->counts[i] == 0)
        continue;
      text = count_text (i, sum->counts[i]);
      g_string_append_printf (body, "%s%s", body->len > 0 ? ", " : "", text);
    }
  g_signal_emit (self, alert_signal, 0, _ ("Meanwhile on the desk"), body->str, NULL);
}

/* --- what is told --------------------------------------------------------------------- */

static gboolean
is_quiet (GwNotifier *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return gw_settings_get_boolean (self->settings, "quiet-hours", FALSE) &&
         gw_alert_is_quiet (g_date_time_get_hour (now),
                            gw_settings_get_int (self->settings, "quiet-from", 22),
                            gw_settings_get_int (self->settings, "quiet-to", 7));
}

static gboolean sum_cb (gpointer data);

static void
plan_sum (GwNotifier *self)
{
  gint64 next = gw_alert_queue_next (&self->queue);
  gint64 wait_usec = next - g_get_monotonic_time ();

  if (next != 0 && self->sum_id == 0)
    self->sum_id =
        g_timeout_add (wait_usec > 0 ? (guint)(wait_usec / 1000) + 1 : 1000, sum_cb, self);
}

static gboolean
sum_cb (gpointer data)
{
  GwNotifier *self = data;
  GwAlertSum sum;

  self->sum_id = 0;
  if (gw_alert_queue_pop (&self->queue, g_get_monotonic_time (), &sum) && !is_quiet (self))
    tell_sum (self, &sum);
  plan_sum (self);
  return G_SOURCE_REMOVE;
}

static void
alert (GwNotifier *self, GwAlertKind kind, const GwCaseEvent *event, const char *stage)
{
  gboolean is_old = gw_desk_now (self->desk) - event->at_usec > NEWS_USEC;

  if (!gw_settings_get_boolean (self->settings, keys[kind], kind != GW_ALERT_YELLOW) ||
      is_quiet (self))
    return;
  if (is_old)
    gw_alert_queue_defer (&self->queue, kind);
  else if (gw_alert_queue_push (&self->queue, kind, g_get_monotonic_time ()))
    tell_one (self, kind, event, stage);
  plan_sum (self);
}

/* The card of who answers for it is told as such; to all others it is a lamp. */
static GwAlertKind
kind_of_card (GwNotifier *self, const GwCaseEvent *event, const GwGivenCard *card)
{
  const char *own = gw_desk_get_user (self->desk)->department.code;

  if (own != NULL && *own != '\0' && g_strcmp0 (event->row->department.code, own) == 0)
    return GW_ALERT_CARD;
  return card->colour == GW_LAMP_RED ? GW_ALERT_RED : GW_ALERT_YELLOW;
}

static void
events_cb (GwNotifier *self, GPtrArray *events)
{
  for (guint i = 0; i < events->len; i++)
    {
      const GwCaseEvent *event = events->pdata[i];
      guint n_cards = event->cards != NULL ? event->cards->len : 0;

      if (event->row == NULL)
        continue;
      for (guint k = 0; k < n_cards; k++)
        {
          const GwGivenCard *card = event->cards->pdata[k];

          alert (self, kind_of_card (self, event, card), event, card->stage);
        }
      if (g_strcmp0 (event->action, "supervise") == 0 &&
          g_strcmp0 (event->actor.code, gw_desk_get_user (self->desk)->login) != 0)
        alert (self, GW_ALERT_SUPERVISED, event, NULL);
    }
}

GwNotifier *
gw_notifier_new (GwDesk *desk, GwSettings *settings)
{
  GwNotifier *self = g_object_new (GW_TYPE_NOTIFIER, NULL);

  self->desk = g_object_ref (desk);
  self->settings = g_object_ref (settings);
  g_signal_connect_object (gw_desk_get_live (desk), "events", G_CALLBACK (events_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

static void
show_cb (GApplication *application, const char *title, const char *body, const char *number)
{
  g_autoptr (GNotification) notification = g_notification_new (title);

  g_notification_set_body (notification, body);
  g_notification_set_priority (notification, G_NOTIFICATION_PRIORITY_HIGH);
  if (number != NULL)
    g_notification_set_default_action_and_target (notification, "app.open-case", "s",
                                                  number);
  /* One for each case: a newer one takes the place of the older. */
  g_application_send_notification (application, number != NULL ? number : "sum",
                                   notification);
}

void
gw_notifier_show_on (GwNotifier *self, GApplication *application)
{
  g_return_if_fail (GW_IS_NOTIFIER (self));

  g_signal_connect_object (self, "alert", G_CALLBACK (show_cb), application,
                           G_CONNECT_SWAPPED);
}
