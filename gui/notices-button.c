/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the user was told of cards: how much of it is unread, and the list. */
#define G_LOG_DOMAIN "gridward-desk"

#include "gui/notices-button.h"

#include <glib/gi18n.h>

#include "gui/cases/lamp-icon.h"
#include "gui/client/codec.h"
#include "gui/client/encode.h"
#include "gui/detail/part.h"
#include "gui/model/text.h"

#define PATH "/api/v1/notices?limit=30"

struct _GwNoticesButton
{
  GtkWidget parent_instance;

  GwDesk *desk;
  GPtrArray *notices; /* GwNoticeRecord, newest first; or NULL */
  GCancellable *cancellable;
  GtkWidget *button;
  GtkListBox *list;
  GtkWidget *read_button;
};

G_DEFINE_FINAL_TYPE (GwNoticesButton, gw_notices_button, GTK_TYPE_WIDGET)

static void
gw_notices_button_dispose (GObject *object)
{
  GwNoticesButton *self = GW_NOTICES_BUTTON (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_pointer (&self->notices, g_ptr_array_unref);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (gw_notices_button_parent_class)->dispose (object);
}

static void
gw_notices_button_class_init (GwNoticesButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_notices_button_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
make_row (GwNoticesButton *self, const GwNoticeRecord *notice)
{
  GwCityInfo *city = gw_desk_get_city (self->desk);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *row = gtk_list_box_row_new ();
  g_autofree char *title = g_strdup_printf (
      notice->colour == GW_LAMP_RED ? _ ("Red card: %s") : _ ("Yellow card: %s"),
      gw_text_stage (notice->stage));
  g_autofree char *at = gw_text_moment (notice->at_usec, gw_city_info_now (city),
                                        gw_city_info_get_time_zone (city));
  g_autofree char *text = g_strdup_printf ("%s, %s, %s", title, notice->number, at);
  GtkWidget *name = gw_part_line (title, notice->read_usec == 0 ? "case-class" : NULL);
  GtkWidget *number = gw_part_line (notice->number, "numeric");
  GtkWidget *when = gw_part_line (at, "numeric");

  gtk_widget_add_css_class (when, "dim-label");
  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (line), gw_lamp_icon_new (notice->colour));
  gtk_box_append (GTK_BOX (line), name);
  gtk_box_append (GTK_BOX (line), number);
  gtk_box_append (GTK_BOX (line), when);
  gtk_widget_add_css_class (line, "case-item");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  -1);
  return row;
}

static void
show (GwNoticesButton *self)
{
  guint n = self->notices != NULL ? self->notices->len : 0;
  guint n_unread = 0;
  GtkListBoxRow *row;
  g_autofree char *count = NULL;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < n; i++)
    {
      const GwNoticeRecord *notice = self->notices->pdata[i];

      n_unread += notice->read_usec == 0;
      gtk_list_box_append (self->list, make_row (self, notice));
    }
  count = g_strdup_printf (ngettext ("%u notice", "%u notices", n_unread), n_unread);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->button), count);
  gw_part_set_class (self->button, "offline", n_unread > 0);
  gtk_widget_set_sensitive (self->read_button, n_unread > 0);
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
}

static void
received_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GwNoticesButton) self = data;
  g_autoptr (GError) error = NULL;
  GPtrArray *notices = gw_client_call_finish (GW_CLIENT (source), result, &error);

  if (notices == NULL)
    {
      g_info ("notices: %s", error->message);
      return;
    }
  if (self->desk == NULL)
    {
      g_ptr_array_unref (notices);
      return;
    }
  g_clear_pointer (&self->notices, g_ptr_array_unref);
  self->notices = notices;
  show (self);
}

static void
ask (GwNoticesButton *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  gw_client_call_async (gw_desk_get_client (self->desk), "GET", PATH, NULL,
                        gw_decode_notices, (GDestroyNotify)g_ptr_array_unref,
                        self->cancellable, received_cb, g_object_ref (self));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GwNoticesButton) self = data;
  g_autoptr (GError) error = NULL;

  gw_client_call_finish (GW_CLIENT (source), result, &error);
  if (error != NULL)
    g_info ("notices: %s", error->message);
  else if (self->desk != NULL)
    ask (self);
}

static void
read_clicked_cb (GwNoticesButton *self)
{
  const GwNoticeRecord *newest = self->notices->pdata[0];
  g_autofree char *body = gw_encode_number ("up_to", newest->id);

  gw_client_call_async (gw_desk_get_client (self->desk), "POST", "/api/v1/notices/read",
                        body, NULL, NULL, NULL, read_cb, g_object_ref (self));
}

static void
row_activated_cb (GwNoticesButton *self, GtkListBoxRow *row)
{
  const GwNoticeRecord *notice = self->notices->pdata[gtk_list_box_row_get_index (row)];
  GwSelection *selection = gw_desk_get_selection (self->desk);

  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
  gw_selection_set_case_number (selection, notice->number);
  gw_selection_reveal (selection);
}

/* Only what gives a card, or takes one further up, tells anybody. */
static void
feed_cb (GwNoticesButton *self, GPtrArray *events)
{
  for (guint i = 0; i < events->len; i++)
    {
      const GwCaseEvent *event = events->pdata[i];

      if (g_strcmp0 (event->action, "card") == 0 ||
          g_strcmp0 (event->action, "escalate") == 0)
        {
          ask (self);
          return;
        }
    }
}

static void
gw_notices_button_init (GwNoticesButton *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Notices"), -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb),
                            self);
  g_object_set (scroller, "propagate-natural-height", TRUE, "max-content-height", 360,
                "min-content-width", 380, "hscrollbar-policy", GTK_POLICY_NEVER, NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  self->read_button = gtk_button_new_with_label (_ ("Mark All Read"));
  g_signal_connect_swapped (self->read_button, "clicked", G_CALLBACK (read_clicked_cb),
                            self);
  gtk_box_append (GTK_BOX (content), scroller);
  gtk_box_append (GTK_BOX (content), self->read_button);
  gtk_popover_set_child (GTK_POPOVER (popover), content);
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), popover);
  gtk_widget_add_css_class (self->button, "connection");
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
gw_notices_button_set_desk (GwNoticesButton *self, GwDesk *desk)
{
  g_return_if_fail (GW_IS_NOTICES_BUTTON (self) && self->desk == NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (gw_desk_get_live (desk), "events", G_CALLBACK (feed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "reset", G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
  ask (self);
}
