/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Open cases near the open one, as rows. */
#define G_LOG_DOMAIN "gridward-detail"

#include "gui/detail/nearby-view.h"

#include <glib/gi18n.h>

#include "gui/cases/lamp-icon.h"
#include "gui/client/records.h"
#include "gui/detail/part.h"
#include "gui/model/text.h"

struct _GwNearbyView
{
  GtkWidget parent_instance;

  GwNearbyCases *model;
  GtkWidget *box;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (GwNearbyView, gw_nearby_view, GTK_TYPE_WIDGET)

static guint opened_signal;

static GtkWidget *
make_first_line (const GwNearbyRecord *record, const char *distance)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *away = gw_part_line (distance, "numeric");

  gtk_box_append (GTK_BOX (line),
                  gw_part_line (gw_named_label (&record->row->klass), "case-class"));
  if (record->duplicate)
    {
      GtkWidget *flag = gw_part_line (_ ("Likely Duplicate"), "pill");

      gtk_widget_add_css_class (flag, "duplicate");
      gtk_widget_add_css_class (flag, "caption");
      gtk_widget_set_valign (flag, GTK_ALIGN_CENTER);
      gtk_label_set_ellipsize (GTK_LABEL (flag), PANGO_ELLIPSIZE_NONE);
      gtk_box_append (GTK_BOX (line), flag);
    }
  gtk_label_set_ellipsize (GTK_LABEL (away), PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_hexpand (away, TRUE);
  gtk_widget_set_halign (away, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (line), away);
  return line;
}

static GtkWidget *
make_second_line (const GwNearbyRecord *record, const char *age)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *ago = gw_part_line (age, "numeric");

  gtk_widget_add_css_class (line, "case-second");
  gtk_box_append (GTK_BOX (line), gw_part_line (record->row->number, "numeric"));
  gtk_box_append (GTK_BOX (line), gw_part_line (gw_text_state (record->row), "case-state"));
  gtk_widget_set_hexpand (ago, TRUE);
  gtk_widget_set_halign (ago, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (line), ago);
  return line;
}

/* What a screen reader says of the row. */
static char *
describe (const GwNearbyRecord *record, const char *distance, const char *age)
{
  const char *parts[] = { gw_named_label (&record->row->klass),
                          record->row->number,
                          distance,
                          age,
                          gw_lamp_label (record->row->lamp),
                          record->duplicate ? _ ("Likely Duplicate") : NULL,
                          NULL };

  return g_strjoinv (", ", (char **)parts);
}

static GtkWidget *
make_row (const GwNearbyRecord *record)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *lamp = gw_lamp_icon_new (record->row->lamp);
  g_autofree char *span = gw_text_span (record->age_usec);
  g_autofree char *age = g_strdup_printf (_ ("%s ago"), span);
  /* Translators: a distance in metres. */
  g_autofree char *distance = g_strdup_printf (_ ("%.0f m"), record->distance_m);
  g_autofree char *text = describe (record, distance, age);

  gtk_widget_set_valign (lamp, GTK_ALIGN_START);
  gtk_widget_set_margin_top (lamp, 3);
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_box_append (GTK_BOX (lines), make_first_line (record, distance));
  gtk_box_append (GTK_BOX (lines), make_second_line (record, age));
  gtk_box_append (GTK_BOX (content), lamp);
  gtk_box_append (GTK_BOX (content), lines);
  gtk_widget_add_css_class (content, "case-item");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), content);
  gtk_widget_set_tooltip_text (row, record->row->description);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  -1);
  return row;
}

static void
show_items (GwNearbyView *self)
{
  GPtrArray *items = gw_nearby_cases_get_items (self->model);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < items->len; i++)
    gtk_list_box_append (self->list, make_row (items->pdata[i]));
  gtk_widget_set_visible (GTK_WIDGET (self), items->len > 0);
}

static void
row_activated_cb (GwNearbyView *self, GtkListBoxRow *row)
{
  GPtrArray *items = gw_nearby_cases_get_items (self->model);
  const GwNearbyRecord *record = items->pdata[gtk_list_box_row_get_index (row)];
  g_autofree char *number = g_strdup (record->row->number);

  g_signal_emit (self, opened_signal, 0, number);
}

static void
gw_nearby_view_dispose (GObject *object)
{
  GwNearbyView *self = GW_NEARBY_VIEW (object);

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->model);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (gw_nearby_view_parent_class)->dispose (object);
}

static void
gw_nearby_view_class_init (GwNearbyViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_nearby_view_dispose;
  opened_signal = g_signal_new ("opened", GW_TYPE_NEARBY_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
gw_nearby_view_init (GwNearbyView *self)
{
  GtkWidget *title = gw_part_heading (_ ("Nearby Cases"));

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "nearby-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Nearby Cases"), -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb),
                            self);
  gtk_box_append (GTK_BOX (self->box), title);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->list));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
gw_nearby_view_set_model (GwNearbyView *self, GwNearbyCases *model)
{
  g_return_if_fail (GW_IS_NEARBY_VIEW (self) && self->model == NULL);

  self->model = g_object_ref (model);
  g_signal_connect_swapped (model, "changed", G_CALLBACK (show_items), self);
  show_items (self);
}
