/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What lives with the desk's page and is not seen in it: alerts, and signs of life. */
#define G_LOG_DOMAIN "gridward-desk"

#include "gui/desk-live.h"

#include "gui/notify/notifier.h"

#define NOTIFIER_KEY "gw-notifier"

static gboolean
key_cb (GwHolds *holds)
{
  gw_holds_touch (holds);
  return GDK_EVENT_PROPAGATE;
}

static void
watch_user (GtkWidget *page, GwHolds *holds)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *pointer = gtk_event_controller_motion_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_event_controller_set_propagation_phase (pointer, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), holds,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (pointer, "motion", G_CALLBACK (gw_holds_touch), holds,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (page, keys);
  gtk_widget_add_controller (page, pointer);
}

void
gw_desk_live_attach (GtkWidget *page, GwDesk *desk, GwSettings *settings)
{
  GwNotifier *notifier = gw_notifier_new (desk, settings);

  g_return_if_fail (GTK_IS_WIDGET (page));

  if (g_application_get_default () != NULL)
    gw_notifier_show_on (notifier, g_application_get_default ());
  g_object_set_data_full (G_OBJECT (page), NOTIFIER_KEY, notifier, g_object_unref);
  watch_user (page, gw_desk_get_holds (desk));
}
