/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The state of the live connection, in a word, always visible; pressed, it tries again. */
#define G_LOG_DOMAIN "gridward-desk"

#include "gui/connection-button.h"

#include <glib/gi18n.h>

#include "gui/model/text.h"

struct _GwConnectionButton
{
  GtkWidget parent_instance;

  GwDesk *desk;
  GtkWidget *button;
  GtkWidget *image;
  GtkWidget *label;
  guint second_id;
};

G_DEFINE_FINAL_TYPE (GwConnectionButton, gw_connection_button, GTK_TYPE_WIDGET)

static void
show_online (GwConnectionButton *self)
{
  gtk_image_set_from_icon_name (GTK_IMAGE (self->image),
                                "network-transmit-receive-symbolic");
  gtk_label_set_text (GTK_LABEL (self->label), _ ("Live"));
  gtk_widget_set_tooltip_text (self->button, _ ("Changes appear at once"));
}

static void
show_connecting (GwConnectionButton *self)
{
  gtk_image_set_from_icon_name (GTK_IMAGE (self->image), "network-idle-symbolic");
  gtk_label_set_text (GTK_LABEL (self->label), _ ("Connecting…"));
  gtk_widget_set_tooltip_text (self->button, NULL);
}

static void
show_offline (GwConnectionButton *self, GwLive *live)
{
  guint wait_s = gw_live_get_retry_in (live);
  g_autofree char *since =
      gw_text_moment (gw_live_get_since (live), g_get_real_time (),
                      gw_city_info_get_time_zone (gw_desk_get_city (self->desk)));
  g_autofree char *text = g_strdup_printf (_ ("Offline since %s"), since);
  g_autofree char *tooltip = g_strdup_printf (
      ngettext ("What you see may be old. Next attempt in %u second; press to "
                "try now.",
                "What you see may be old. Next attempt in %u seconds; press to "
                "try now.",
                wait_s),
      wait_s);

  gtk_image_set_from_icon_name (GTK_IMAGE (self->image), "network-offline-symbolic");
  gtk_label_set_text (GTK_LABEL (self->label), text);
  gtk_widget_set_tooltip_text (self->button, tooltip);
}

static void
show_state (GwConnectionButton *self)
{
  GwLive *live = self->desk != NULL ? gw_desk_get_live (self->desk) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), live != NULL);
  gtk_widget_remove_css_class (self->button, "offline");
  if (live == NULL)
    return;
  switch (gw_live_get_state (live))
    {
    case GW_LIVE_ONLINE:
      show_online (self);
      break;
    case GW_LIVE_CONNECTING:
      show_connecting (self);
      break;
    case GW_LIVE_OFFLINE:
    default:
      show_offline (self, live);
      gtk_widget_add_css_class (self->button, "offline");
      break;
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (GTK_LABEL (self->label)), -1);
}

static gboolean
second_cb (gpointer data)
{
  GwConnectionButton *self = data;

  if (self->desk != NULL &&
      gw_live_get_state (gw_desk_get_live (self->desk)) != GW_LIVE_ONLINE)
    show_state (self);
  return G_SOURCE_CONTINUE;
}

static void
clicked_cb (GwConnectionButton *self)
{
  if (self->desk != NULL)
    gw_live_retry (gw_desk_get_live (self->desk));
}

static void
gw_connection_button_dispose (GObject *object)
{
  GwConnectionButton *self = GW_CONNECTION_BUTTON (object);

  g_clear_handle_id (&self->second_id, g_source_remove);
  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (gw_connection_button_parent_class)->dispose (object);
}

static void
gw_connection_button_class_init (GwConnectionButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_connection_button_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
gw_connection_button_init (GwConnectionButton *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->image = gtk_image_new ();
  self->label = gtk_label_new (NULL);
  self->button = gtk_button_new ();
  gtk_box_append (GTK_BOX (box), self->image);
  gtk_box_append (GTK_BOX (box), self->label);
  gtk_button_set_child (GTK_BUTTON (self->button), box);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_add_css_class (self->button, "connection");
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (clicked_cb), self);
  self->second_id = g_timeout_add_seconds (1, second_cb, self);
  show_state (self);
}

void
gw_connection_button_set_desk (GwConnectionButton *self, GwDesk *desk)
{
  g_return_if_fail (GW_IS_CONNECTION_BUTTON (self));

  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (gw_desk_get_live (self->desk), self);
  g_set_object (&self->desk, desk);
  if (desk != NULL)
    g_signal_connect_object (gw_desk_get_live (desk), "notify::state",
                             G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  show_state (self);
}
