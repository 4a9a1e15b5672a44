/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One cell of the table of cases, always up to date. */
#define G_LOG_DOMAIN "gridward-cases"

#include "gui/cases/case-cell.h"

#include "gui/cases/lamp-icon.h"

struct _GwCaseCell
{
  GtkWidget parent_instance;

  GwDesk *desk;
  GwCaseColumn column;
  GtkWidget *child; /* a label, or the lamp */
  GwCaseSlot *slot;
  GwCase *object;
};

G_DEFINE_FINAL_TYPE (GwCaseCell, gw_case_cell, GTK_TYPE_WIDGET)

static void
gw_case_cell_dispose (GObject *object)
{
  GwCaseCell *self = GW_CASE_CELL (object);

  gw_case_cell_set_slot (self, NULL);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->child, gtk_widget_unparent);

  G_OBJECT_CLASS (gw_case_cell_parent_class)->dispose (object);
}

static void
gw_case_cell_class_init (GwCaseCellClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_case_cell_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass),
                                        GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
gw_case_cell_init (GwCaseCell *self)
{
}

static void
set_class (GtkWidget *widget, const char *name, gboolean set)
{
  if (set)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
show_lamp (GwCaseCell *self)
{
  GwLamp lamp = self->object != NULL ? gw_case_get_lamp (self->object) : GW_LAMP_NONE;

  gtk_widget_set_visible (self->child, self->object != NULL);
  gw_lamp_icon_set_lamp (GW_LAMP_ICON (self->child), lamp);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gw_lamp_label (lamp), -1);
}

static void
show_text (GwCaseCell *self)
{
  g_autofree char *text = self->object != NULL
                              ? gw_case_column_text (self->column, self->object, self->desk)
                              : NULL;

  gtk_label_set_text (GTK_LABEL (self->child), text != NULL ? text : "…");
  if (self->column == GW_COLUMN_DESCRIPTION)
    gtk_widget_set_tooltip_text (GTK_WIDGET (self), text);
  if (self->column == GW_COLUMN_DUE && self->object != NULL)
    {
      GwLamp lamp = gw_case_get_lamp (self->object);

      set_class (self->child, "late", lamp == GW_LAMP_RED);
      set_class (self->child, "soon", lamp == GW_LAMP_YELLOW);
    }
}

static void
show (GwCaseCell *self)
{
  if (self->column == GW_COLUMN_LAMP)
    show_lamp (self);
  else
    show_text (self);
}

static void
tick_cb (GwCaseCell *self)
{
  if (self->object != NULL)
    show (self);
}

static void
queue_changed_cb (GwCaseCell *self, const char *number)
{
  if (self->object != NULL && g_str_equal (gw_case_get_number (self->object), number))
    show (self);
}

static GtkWidget *
make_label (GwCaseColumn column)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "numeric");
  if (column == GW_COLUMN_CLASS)
    gtk_widget_add_css_class (label, "case-class");
  return label;
}

GtkWidget *
gw_case_cell_new (GwDesk *desk, GwCaseColumn column)
{
  GwCaseCell *self = g_object_new (GW_TYPE_CASE_CELL, NULL);

  self->desk = g_object_ref (desk);
  self->column = column;
  if (column == GW_COLUMN_LAMP)
    {
      self->child = gw_lamp_icon_new (GW_LAMP_NONE);
      gtk_widget_set_halign (self->child, GTK_ALIGN_CENTER);
      gtk_widget_set_valign (self->child, GTK_ALIGN_CENTER);
    }
  else
    self->child = make_label (column);
  gtk_widget_set_parent (self->child, GTK_WIDGET (self));
  if (column == GW_COLUMN_STATE)
    g_signal_connect_object (gw_desk_get_queue (desk), "changed",
                             G_CALLBACK (queue_changed_cb), self, G_CONNECT_SWAPPED);
  if (gw_case_column_info (column)->ticks)
    g_signal_connect_object (desk, "tick", G_CALLBACK (tick_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

static void
set_case (GwCaseCell *self, GwCase *object)
{
  if (self->object != NULL)
    g_signal_handlers_disconnect_by_data (self->object, self);
  g_set_object (&self->object, object);
  if (object == NULL)
    return;
  g_signal_connect_swapped (object, "notify::row", G_CALLBACK (show), self);
  if (self->column == GW_COLUMN_PLACE)
    g_signal_connect_swapped (object, "notify::holder", G_CALLBACK (show), self);
  if (self->column == GW_COLUMN_LAMP || self->column == GW_COLUMN_DUE)
    g_signal_connect_swapped (object, "notify::lamp", G_CALLBACK (show), self);
}

static void
case_came_cb (GwCaseCell *self)
{
  set_case (self, gw_case_slot_get_case (self->slot));
  show (self);
}

void
gw_case_cell_set_slot (GwCaseCell *self, GwCaseSlot *slot)
{
  g_return_if_fail (GW_IS_CASE_CELL (self));

  if (self->slot != NULL)
    g_signal_handlers_disconnect_by_data (self->slot, self);
  set_case (self, NULL);
  g_set_object (&self->slot, slot);
  if (slot == NULL)
    return;
  g_signal_connect_swapped (slot, "notify::case", G_CALLBACK (case_came_cb), self);
  case_came_cb (self);
}
