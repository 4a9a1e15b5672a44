/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbers of the cells: totals, and a table whose colours are the map's. */
#define G_LOG_DOMAIN "gridward-statistics"

#include "gui/statistics/statistics-view.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "gui/model/text.h"
#include "gui/statistics/columns.h"

enum
{
  TOTAL_REPORTED,
  TOTAL_CLOSED,
  TOTAL_OPEN,
  TOTAL_OVERDUE,
  TOTAL_RATE,
  N_TOTALS,
};

static const char *const total_labels[N_TOTALS] = {
  [TOTAL_REPORTED] = N_ ("Reported"), [TOTAL_CLOSED] = N_ ("Closed"),
  [TOTAL_OPEN] = N_ ("Open now"),     [TOTAL_OVERDUE] = N_ ("Overdue now"),
  [TOTAL_RATE] = N_ ("Closure rate"),
};

struct _GwStatisticsView
{
  GtkWidget parent_instance;

  GwDesk *desk;
  GtkSortListModel *sorted;
  GtkSingleSelection *selection;
  GtkBox *period_box;
  GtkBox *totals_box;
  GtkLabel *formula_label;
  GtkStack *stack;
  AdwStatusPage *failed_page;
  GtkColumnView *column_view;
  GtkToggleButton *period_buttons[GW_PERIOD_N];
  GtkLabel *totals[N_TOTALS];
  gboolean asked;
  gboolean following;
};

G_DEFINE_FINAL_TYPE (GwStatisticsView, gw_statistics_view, GTK_TYPE_WIDGET)

static void
set_count (GwStatisticsView *self, guint total, gint64 count)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, count);

  gtk_label_set_text (self->totals[total], text);
}

static void
show_totals (GwStatisticsView *self)
{
  const GwStatisticsRow *total =
      gw_statistics_get_total (gw_desk_get_statistics (self->desk));
  g_autofree char *rate = NULL;
  g_autofree char *formula = NULL;

  set_count (self, TOTAL_REPORTED, total->reported);
  set_count (self, TOTAL_CLOSED, total->closed);
  set_count (self, TOTAL_OPEN, total->open);
  set_count (self, TOTAL_OVERDUE, total->overdue);
  if (total->closure_denominator > 0)
    {
      rate = g_strdup_printf ("%.1f %%", 100.0 * (double)total->closure_numerator /
                                             (double)total->closure_denominator);
      formula =
          g_strdup_printf (_ ("Closure rate = closed ÷ should close = %d ÷ %d"),
                           (int)total->closure_numerator, (int)total->closure_denominator);
    }
  gtk_label_set_text (self->totals[TOTAL_RATE], rate != NULL ? rate : "–");
  gtk_label_set_text (self->formula_label,
                      formula != NULL ? formula
                                      : _ ("Closure rate = closed ÷ should close"));
}

/* The cell chosen on the map, when it has a line. */
static void
follow_selection (GwStatisticsView *self)
{
  const char *code = gw_selection_get_cell_code (gw_desk_get_selection (self->desk));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->sorted));
  guint position = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; code != NULL && i < n; i++)
    {
      g_autoptr (GwCellStatistics) row =
          g_list_model_get_item (G_LIST_MODEL (self->sorted), i);

      if (g_str_equal (gw_cell_statistics_get (row)->code, code))
        {
          position = i;
          break;
        }
    }
  if (gtk_single_selection_get_selected (self->selection) == position)
    return;
  self->following = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (gtk_widget_get_last_child (GTK_WIDGET (self->column_view)),
                                "list.scroll-to-item", "u", position);
  self->following = FALSE;
}

static void
row_selected_cb (GwStatisticsView *self)
{
  GwCellStatistics *row = gtk_single_selection_get_selected_item (self->selection);
  GwSelection *selection = gw_desk_get_selection (self->desk);

  if (self->following || row == NULL)
    return;
  gw_selection_set_case_number (selection, NULL);
  gw_selection_set_cell_code (selection, gw_cell_statistics_get (row)->code);
  gw_selection_reveal (selection);
}

static void
show_page (GwStatisticsView *self)
{
  GwStatistics *statistics = gw_desk_get_statistics (self->desk);
  const GError *error = gw_statistics_get_error (statistics);
  const char *page = "table";

  if (g_list_model_get_n_items (gw_statistics_get_rows (statistics)) == 0)
    {
      if (gw_statistics_is_loading (statistics))
        page = "loading";
      else
        page = error != NULL ? "failed" : "empty";
    }
  if (error != NULL)
    adw_status_page_set_description (self->failed_page, error->message);
  gtk_stack_set_visible_child_name (self->stack, page);
}

static void
changed_cb (GwStatisticsView *self)
{
  show_totals (self);
  show_page (self);
  self->following = TRUE;
  follow_selection (self);
  self->following = FALSE;
}

static void
values_changed_cb (GwStatisticsView *self)
{
  gw_statistics_columns_refresh (self->column_view);
}

static void
period_toggled_cb (GwStatisticsView *self, GtkToggleButton *button)
{
  for (guint i = 0; i < GW_PERIOD_N; i++)
    if (self->period_buttons[i] == button && gtk_toggle_button_get_active (button) &&
        self->desk != NULL)
      gw_statistics_set_period (gw_desk_get_statistics (self->desk), i);
}

static void
try_clicked_cb (GwStatisticsView *self)
{
  gw_statistics_reload (gw_desk_get_statistics (self->desk));
}

static void
add_period (GwStatisticsView *self, guint i)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (gw_period_label (i));

  if (i > 0)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), self->period_buttons[0]);
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (period_toggled_cb), self);
  self->period_buttons[i] = GTK_TOGGLE_BUTTON (button);
  gtk_box_append (self->period_box, button);
}

static void
add_total (GwStatisticsView *self, guint i)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *number = gtk_label_new ("–");
  GtkWidget *label = gtk_label_new (_ (total_labels[i]));

  gtk_widget_add_css_class (box, "total");
  gtk_widget_add_css_class (number, "title-2");
  gtk_widget_add_css_class (number, "numeric");
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), number);
  gtk_box_append (GTK_BOX (box), label);
  self->totals[i] = GTK_LABEL (number);
  gtk_box_append (self->totals_box, box);
}

static void
gw_statistics_view_dispose (GObject *object)
{
  GwStatisticsView *self = GW_STATISTICS_VIEW (object);
  GtkWidget *child;

  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->selection);
  g_clear_object (&self->sorted);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (gw_statistics_view_parent_class)->dispose (object);
}

static void
gw_statistics_view_class_init (GwStatisticsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_statistics_view_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/gridward/Desk/statistics/statistics-view.ui");
  gtk_widget_class_bind_template_child (widget_class, GwStatisticsView, period_box);
  gtk_widget_class_bind_template_child (widget_class, GwStatisticsView, totals_box);
  gtk_widget_class_bind_template_child (widget_class, GwStatisticsView, formula_label);
  gtk_widget_class_bind_template_child (widget_class, GwStatisticsView, stack);
  gtk_widget_class_bind_template_child (widget_class, GwStatisticsView, failed_page);
  gtk_widget_class_bind_template_child (widget_class, GwStatisticsView, column_view);
  gtk_widget_class_bind_template_callback (widget_class, try_clicked_cb);
}

static void
gw_statistics_view_init (GwStatisticsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < GW_PERIOD_N; i++)
    add_period (self, i);
  for (guint i = 0; i < N_TOTALS; i++)
    add_total (self, i);
}

void
gw_statistics_view_set_desk (GwStatisticsView *self, GwDesk *desk)
{
  GwStatistics *statistics;
  GtkSorter *sorter;

  g_return_if_fail (GW_IS_STATISTICS_VIEW (self) && self->desk == NULL);

  self->desk = g_object_ref (desk);
  statistics = gw_desk_get_statistics (desk);
  gw_statistics_columns_add (self->column_view, desk);
  sorter = gtk_column_view_get_sorter (self->column_view);
  self->sorted = gtk_sort_list_model_new (
      g_object_ref (gw_statistics_get_rows (statistics)), g_object_ref (sorter));
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->sorted));
  gtk_column_view_set_model (self->column_view, GTK_SELECTION_MODEL (self->selection));
  gtk_toggle_button_set_active (self->period_buttons[gw_statistics_get_period (statistics)],
                                TRUE);

  g_signal_connect_swapped (self->selection, "notify::selected-item",
                            G_CALLBACK (row_selected_cb), self);
  g_signal_connect_object (statistics, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (statistics, "notify::loading", G_CALLBACK (show_page), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gw_desk_get_values (desk), "changed",
                           G_CALLBACK (values_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gw_desk_get_selection (desk), "notify::cell-code",
                           G_CALLBACK (follow_selection), self, G_CONNECT_SWAPPED);
  show_page (self);
}

void
gw_statistics_view_show (GwStatisticsView *self)
{
  g_return_if_fail (GW_IS_STATISTICS_VIEW (self));

  if (self->asked)
    return;
  self->asked = TRUE;
  gw_statistics_reload (gw_desk_get_statistics (self->desk));
}
