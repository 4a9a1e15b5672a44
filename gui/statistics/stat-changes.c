/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is not as it was when a month was locked. */
#define G_LOG_DOMAIN "gridward-statistics"

#include "gui/statistics/stat-changes.h"

#include <glib/gi18n.h>

#include "gui/data-table.h"
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

static const GwTextColumn columns[] = {
  { COLUMN_FIGURE, N_ ("Figure"), FALSE, TRUE },
  { COLUMN_FROZEN, N_ ("When locked"), FALSE, TRUE },
  { COLUMN_NOW, N_ ("Now"), FALSE, TRUE },
  { COLUMN_CELL, N_ ("Cell"), FALSE, TRUE },
  { COLUMN_CLASS, N_ ("Class"), TRUE, TRUE },
  { COLUMN_DEPARTMENT, N_ ("Department"), TRUE, TRUE },
};

static char *
dup_name (const GwNamed *named)
{
  return g_strdup (named->code != NULL ? gw_named_label (named) : "–");
}

static GwTextRow *
row_new (const GwFigureBook *book, const GwMonthDifference *difference)
{
  GwTextRow *row = gw_text_row_new (COLUMN_N, NULL, NULL);

  gw_text_row_take (row, COLUMN_FIGURE,
                    g_strdup (gw_stat_figure_title (book, difference->figure)));
  gw_text_row_take (row, COLUMN_FROZEN,
                    g_strdup_printf ("%" G_GINT64_FORMAT, difference->frozen));
  gw_text_row_take (row, COLUMN_NOW,
                    g_strdup_printf ("%" G_GINT64_FORMAT, difference->now));
  gw_text_row_take (row, COLUMN_CELL,
                    g_strdup (difference->cell != NULL ? difference->cell : "–"));
  gw_text_row_take (row, COLUMN_CLASS, dup_name (&difference->case_class));
  gw_text_row_take (row, COLUMN_DEPARTMENT, dup_name (&difference->department));
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
  GListStore *rows;
  const GwMonthDifferences *shown; /* not owned, only compared */
};

G_DEFINE_FINAL_TYPE (GwStatChanges, gw_stat_changes, GTK_TYPE_WIDGET)

/* "Locked on …: 2 figures are not as they were"; caller frees. */
static char *
dup_title (GwStatChanges *self, const GwMonthDifferences *differences)
{
  g_autofree char *at = gw_stat_moment_text (differences->frozen_at_usec, self->zone);
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
  gw_data_table_fill (self->rows, items);
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
  GtkColumnView *view;

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->title = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->title, 0);
  gtk_label_set_wrap (self->title, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "heading");
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "filter-bar");
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->title));
  view = gw_data_table_new (_ ("Figures that are not as they were locked"));
  gw_data_table_add_texts (view, columns, G_N_ELEMENTS (columns));
  self->rows = g_list_store_new (GW_TYPE_TEXT_ROW);
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->rows)));
  gtk_column_view_set_model (view, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
  self->scroller = gtk_scrolled_window_new ();
  gtk_widget_set_vexpand (self->scroller, TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (view));
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
