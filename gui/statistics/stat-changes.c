/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is not as it was when a month was locked. */
#define G_LOG_DOMAIN "gridward-statistics"

#include "gui/statistics/stat-changes.h"

#include <glib/gi18n.h>

#include "gui/statistics/stat-month-text.h"
#include "gui/statistics/stat-text.h"

typedef enum
{
  COLUMN_FIGURE,
  COLUMN_FROZEN,
  COLUMN_NOW,
  COLUMN_CELL,
  COLUMN_CLASS,
  COLUMN_DEPARTMENT,
  COLUMN_N,
} Column;

static const char *const titles[COLUMN_N] = {
  [COLUMN_FIGURE] = N_ ("Figure"), [COLUMN_FROZEN] = N_ ("When locked"),
  [COLUMN_NOW] = N_ ("Now"),       [COLUMN_CELL] = N_ ("Cell"),
  [COLUMN_CLASS] = N_ ("Class"),   [COLUMN_DEPARTMENT] = N_ ("Department"),
};

/* ---- a row ---- */

#define GW_TYPE_CHANGE_ROW (gw_change_row_get_type ())
G_DECLARE_FINAL_TYPE (GwChangeRow, gw_change_row, GW, CHANGE_ROW, GObject)

struct _GwChangeRow
{
  GObject parent_instance;

  char *texts[COLUMN_N];
};

G_DEFINE_FINAL_TYPE (GwChangeRow, gw_change_row, G_TYPE_OBJECT)

static void
gw_change_row_finalize (GObject *object)
{
  for (guint i = 0; i < COLUMN_N; i++)
    g_free (GW_CHANGE_ROW (object)->texts[i]);

  G_OBJECT_CLASS (gw_change_row_parent_class)->finalize (object);
}

static void
gw_change_row_class_init (GwChangeRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gw_change_row_finalize;
}

static void
gw_change_row_init (GwChangeRow *self)
{
}

static char *
dup_name (const GwNamed *named)
{
  return g_strdup (named->code != NULL ? gw_named_label (named) : "–");
}

static GwChangeRow *
row_new (const GwFigureBook *book, const GwMonthDifference *difference)
{
  GwChangeRow *row = g_object_new (GW_TYPE_CHANGE_ROW, NULL);

  row->texts[COLUMN_FIGURE] = g_strdup (gw_stat_figure_title (book, difference->figure));
  row->texts[COLUMN_FROZEN] = g_strdup_printf ("%" G_GINT64_FORMAT, difference->frozen);
  row->texts[COLUMN_NOW] = g_strdup_printf ("%" G_GINT64_FORMAT, difference->now);
  row->texts[COLUMN_CELL] = g_strdup (difference->cell != NULL ? difference->cell : "–");
  row->texts[COLUMN_CLASS] = dup_name (&difference->case_class);
  row->texts[COLUMN_DEPARTMENT] = dup_name (&difference->department);
  return row;
}

/* ---- the view ---- */

struct _GwStatChanges
{
  GtkWidget parent_instance;

  GwMonths *months;
  GwInsight *insight;
  GTimeZone *zone;
  GtkWidget *box;
  GtkLabel *title;
  GtkWidget *scroller;
  GtkColumnView *view;
  GListStore *rows;
  const GwMonthDifferences *shown; /* not owned, only compared */
};

G_DEFINE_FINAL_TYPE (GwStatChanges, gw_stat_changes, GTK_TYPE_WIDGET)

static void
setup_cb (gpointer data, GtkListItem *item)
{
  const Column column = GPOINTER_TO_UINT (data);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (column >= COLUMN_CLASS)
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (gpointer data, GtkListItem *item)
{
  const GwChangeRow *row = gtk_list_item_get_item (item);
  const char *text = row->texts[GPOINTER_TO_UINT (data)];

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), text);
  gtk_widget_set_tooltip_text (gtk_list_item_get_child (item), text);
}

static void
add_column (GwStatChanges *self, Column column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *made;

  g_signal_connect_swapped (factory, "setup", G_CALLBACK (setup_cb),
                            GUINT_TO_POINTER (column));
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_cb),
                            GUINT_TO_POINTER (column));
  made = gtk_column_view_column_new (_ (titles[column]), factory);
  gtk_column_view_column_set_expand (made, column >= COLUMN_CLASS);
  gtk_column_view_column_set_resizable (made, TRUE);
  gtk_column_view_append_column (self->view, made);
  g_object_unref (made);
}

/* "Locked on …: 2 figures are not as they were"; caller frees. */
static char *
dup_title (GwStatChanges *self, const GwMonthDifferences *differences)
{
  g_autofree char *at = gw_stat_month_time (differences->frozen_at_usec, self->zone);
  g_autofree char *count = NULL;
  g_autofree char *cut = NULL;

  if (differences->n == 0)
    return g_strdup_printf (_ ("All figures are as they were locked on %s."), at);
  count = g_strdup_printf (ngettext ("%u figure is not as it was locked on %s",
                                     "%u figures are not as they were locked on %s",
                                     differences->n),
                           differences->n, at);
  if (differences->items->len < differences->n)
    cut =
        g_strdup_printf (_ ("%s; the first %u are shown"), count, differences->items->len);
  return cut != NULL ? g_steal_pointer (&cut) : g_steal_pointer (&count);
}

static void
changed_cb (GwStatChanges *self)
{
  const GwMonthDifferences *differences = gw_months_get_differences (self->months);
  const GwFigureBook *book = gw_insight_get_book (self->insight);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *title = NULL;

  gtk_widget_set_visible (self->box, differences != NULL);
  if (differences == self->shown)
    return;
  self->shown = differences;
  for (guint i = 0; differences != NULL && i < differences->items->len; i++)
    g_ptr_array_add (items, row_new (book, differences->items->pdata[i]));
  g_list_store_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)),
                       items->pdata, items->len);
  gtk_widget_set_visible (self->scroller, items->len > 0);
  if (differences == NULL)
    return;
  title = dup_title (self, differences);
  gtk_label_set_text (self->title, title);
}

static void
gw_stat_changes_dispose (GObject *object)
{
  GwStatChanges *self = GW_STAT_CHANGES (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->rows);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_object (&self->insight);
  g_clear_object (&self->months);

  G_OBJECT_CLASS (gw_stat_changes_parent_class)->dispose (object);
}

static void
gw_stat_changes_class_init (GwStatChangesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_stat_changes_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
gw_stat_changes_init (GwStatChanges *self)
{
  GtkNoSelection *selection;

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->title = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->title, 0);
  gtk_label_set_wrap (self->title, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "heading");
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "filter-bar");
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->title));
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data-table");
  for (guint i = 0; i < COLUMN_N; i++)
    add_column (self, i);
  self->rows = g_list_store_new (GW_TYPE_CHANGE_ROW);
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->rows)));
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Figures that are not as they were locked"), -1);
  self->scroller = gtk_scrolled_window_new ();
  gtk_widget_set_vexpand (self->scroller, TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller),
                                 GTK_WIDGET (self->view));
  gtk_box_append (GTK_BOX (self->box), self->scroller);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
gw_stat_changes_new (GwMonths *months, GwInsight *insight, GTimeZone *zone)
{
  GwStatChanges *self = g_object_new (GW_TYPE_STAT_CHANGES, NULL);

  self->months = g_object_ref (months);
  self->insight = g_object_ref (insight);
  self->zone = g_time_zone_ref (zone);
  g_signal_connect_object (months, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_visible (self->box, FALSE);
  return GTK_WIDGET (self);
}
