/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who else has the open case open. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/detail/hold-view.h"

#include <glib/gi18n.h>

#include "gui/model/text.h"

struct _GwHoldView
{
  GtkWidget parent_instance;

  GwDesk *desk;
  GtkWidget *box;
  GtkWidget *label;
};

G_DEFINE_FINAL_TYPE (GwHoldView, gw_hold_view, GTK_TYPE_WIDGET)

static void
gw_hold_view_dispose (GObject *object)
{
  GwHoldView *self = GW_HOLD_VIEW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (gw_hold_view_parent_class)->dispose (object);
}

static void
gw_hold_view_class_init (GwHoldViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_hold_view_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
gw_hold_view_init (GwHoldView *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  self->label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "hexpand", TRUE,
                              "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS, NULL);
  gtk_box_append (GTK_BOX (self->box),
                  gtk_image_new_from_icon_name ("avatar-default-symbolic"));
  gtk_box_append (GTK_BOX (self->box), self->label);
  gtk_widget_add_css_class (self->box, "hold");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
show (GwHoldView *self)
{
  const char *number = gw_selection_get_case_number (gw_desk_get_selection (self->desk));
  gint64 since = 0;
  g_autofree char *names =
      gw_holds_dup_names (gw_desk_get_holds (self->desk), number, &since);
  g_autofree char *at = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), names != NULL);
  if (names == NULL)
    return;
  at = gw_text_moment (since, gw_desk_now (self->desk),
                       gw_city_info_get_time_zone (gw_desk_get_city (self->desk)));
  /* Translators: names of colleagues, and since when. */
  text = g_strdup_printf (_ ("%s has had this case open since %s"), names, at);
  gtk_label_set_text (GTK_LABEL (self->label), text);
}

static void
changed_cb (GwHoldView *self, const char *number)
{
  const char *shown = gw_selection_get_case_number (gw_desk_get_selection (self->desk));

  if (g_strcmp0 (number, shown) == 0)
    show (self);
}

void
gw_hold_view_set_desk (GwHoldView *self, GwDesk *desk)
{
  g_return_if_fail (GW_IS_HOLD_VIEW (self) && self->desk == NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (gw_desk_get_holds (desk), "changed", G_CALLBACK (changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gw_desk_get_selection (desk), "notify::case-number",
                           G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
}
