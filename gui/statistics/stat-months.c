/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Months of the statistics: how each stands, and what changed after it was locked. */
#define G_LOG_DOMAIN "gridward-statistics"

#include "gui/statistics/stat-months.h"

#include <glib/gi18n.h>

#include "gui/data-table.h"
#include "gui/statistics/stat-changes.h"
#include "gui/statistics/stat-month-form.h"
#include "gui/statistics/stat-month-text.h"
#include "gui/statistics/stat-text.h"

#define TABLE_HEIGHT 230

typedef enum
{
  COLUMN_MONTH,
  COLUMN_STATE,
  COLUMN_BY,
  COLUMN_AT,
  COLUMN_REASON,
  COLUMN_N,
} Column;

static const GwTextColumn columns[] = {
  { COLUMN_MONTH, N_ ("Months") },
  { COLUMN_STATE, N_ ("State") },
  { COLUMN_BY, N_ ("By") },
  { COLUMN_AT, N_ ("On") },
  { COLUMN_REASON, N_ ("Why"), TRUE, TRUE },
};

/* The text of COLUMN_MONTH is its key. */
static GwTextRow *
row_new (const GwMonth *month, GTimeZone *zone)
{
  GwTextRow *row = gw_text_row_new (COLUMN_N, NULL, NULL);
  const GwMonthAct *last =
      month->acts->len > 0 ? month->acts->pdata[month->acts->len - 1] : NULL;

  gw_text_row_take (row, COLUMN_MONTH, g_strdup (month->month));
  gw_text_row_take (row, COLUMN_STATE, g_strdup (gw_stat_month_state (month)));
  gw_text_row_take (row, COLUMN_BY,
                    g_strdup (last != NULL ? gw_stat_month_person (last) : ""));
  gw_text_row_take (row, COLUMN_AT,
                    last != NULL ? gw_stat_moment_text (last->at_usec, zone)
                                 : g_strdup (""));
  gw_text_row_take (row, COLUMN_REASON,
                    g_strdup (last != NULL && last->reason != NULL ? last->reason : ""));
  return row;
}

/* ---- the view ---- */

struct _GwStatMonths
{
  GtkWidget parent_instance;

  GwMonths *months;
  GTimeZone *zone;
  GtkWidget *paned;
  GtkColumnView *view;
  GListStore *rows;
  GtkSingleSelection *selection;
  GwStatMonthForm *form;
  const GPtrArray *shown; /* not owned, only compared */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (GwStatMonths, gw_stat_months, GTK_TYPE_WIDGET)

/* ---- what is shown ---- */

static void
select_chosen (GwStatMonths *self)
{
  const GwMonth *chosen = gw_months_get_chosen (self->months);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));

  for (guint i = 0; chosen != NULL && i < n; i++)
    {
      g_autoptr (GwTextRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), i);

      if (g_str_equal (gw_text_row_get (row, COLUMN_MONTH), chosen->month))
        gtk_single_selection_set_selected (self->selection, i);
    }
}

static void
changed_cb (GwStatMonths *self)
{
  const GPtrArray *months = gw_months_get_months (self->months);
  g_autoptr (GPtrArray) items = NULL;

  if (months == NULL)
    return;
  self->filling = TRUE;
  if (months != self->shown)
    {
      self->shown = months;
      items = g_ptr_array_new_with_free_func (g_object_unref);
      for (guint i = 0; i < months->len; i++)
        g_ptr_array_add (items, row_new (months->pdata[i], self->zone));
      gw_data_table_fill (self->rows, items);
    }
  select_chosen (self);
  self->filling = FALSE;
}

static void
selected_cb (GwStatMonths *self)
{
  const GwTextRow *row = gtk_single_selection_get_selected_item (self->selection);

  if (!self->filling && row != NULL)
    gw_months_choose (self->months, gw_text_row_get (row, COLUMN_MONTH));
}

static void
activated_cb (GwStatMonths *self)
{
  gw_stat_month_form_focus (self->form);
}

/* ---- made ---- */

static void
gw_stat_months_dispose (GObject *object)
{
  GwStatMonths *self = GW_STAT_MONTHS (object);

  g_clear_pointer (&self->paned, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_object (&self->months);

  G_OBJECT_CLASS (gw_stat_months_parent_class)->dispose (object);
}

static void
gw_stat_months_class_init (GwStatMonthsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_stat_months_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
make_table (GwStatMonths *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->view = gw_data_table_new (_ ("Months of the statistics"));
  gw_data_table_add_texts (self->view, columns, G_N_ELEMENTS (columns));
  self->rows = g_list_store_new (GW_TYPE_TEXT_ROW);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->rows));
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_swapped (self->view, "activate", G_CALLBACK (activated_cb), self);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb),
                           self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  return scroller;
}

static void
gw_stat_months_init (GwStatMonths *self)
{
}

GtkWidget *
gw_stat_months_new (GwMonths *months, GwInsight *insight, GTimeZone *zone)
{
  GwStatMonths *self = g_object_new (GW_TYPE_STAT_MONTHS, NULL);
  GtkWidget *below = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->months = g_object_ref (months);
  self->zone = g_time_zone_ref (zone);
  self->form = GW_STAT_MONTH_FORM (gw_stat_month_form_new (months, zone));
  gtk_box_append (GTK_BOX (below), GTK_WIDGET (self->form));
  gtk_box_append (GTK_BOX (below), gw_stat_changes_new (months, insight, zone));
  self->paned = gtk_paned_new (GTK_ORIENTATION_VERTICAL);
  gtk_paned_set_start_child (GTK_PANED (self->paned), make_table (self));
  gtk_paned_set_end_child (GTK_PANED (self->paned), below);
  gtk_paned_set_shrink_start_child (GTK_PANED (self->paned), FALSE);
  gtk_paned_set_shrink_end_child (GTK_PANED (self->paned), FALSE);
  gtk_paned_set_resize_start_child (GTK_PANED (self->paned), FALSE);
  gtk_paned_set_position (GTK_PANED (self->paned), TABLE_HEIGHT);
  gtk_widget_set_parent (self->paned, GTK_WIDGET (self));
  g_signal_connect_object (months, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
