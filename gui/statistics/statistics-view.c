/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The managers' page: figures by period, area, department and class, and the way to the
 * cases. */
#define G_LOG_DOMAIN "gridward-statistics"

#include "gui/statistics/statistics-view.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "gui/charts/chart-view.h"
#include "gui/statistics/stat-bar.h"
#include "gui/statistics/stat-cases.h"
#include "gui/statistics/stat-charts.h"
#include "gui/statistics/stat-choice.h"
#include "gui/statistics/stat-headline.h"
#include "gui/statistics/stat-months.h"
#include "gui/statistics/stat-print.h"
#include "gui/statistics/stat-recurring.h"
#include "gui/statistics/stat-scores.h"
#include "gui/statistics/stat-slider.h"
#include "gui/statistics/stat-table.h"
#include "gui/statistics/stat-text.h"

/* From this width on the charts stand beside the table. */
#define WIDE 980
#define TABLE_WIDTH 470
#define TABLE_HEIGHT 230
/* Figures lag behind the journal by no more than this, however many events come. */
#define REFRESH_S 5
#define CHART_WIDTH 250
#define CHART_HEIGHT 210
/* A crossed table is as high as its rows. */
#define CROSSED_ROW_HEIGHT 22
#define CROSSED_HEAD_HEIGHT 64
/* The ranking over the charts. */
#define TABLE_ROW_HEIGHT 24
#define TABLE_MIN_HEIGHT 130

struct _GwStatisticsView
{
  GtkWidget parent_instance;

  GwDesk *desk;
  GwInsight *insight;
  GwScores *scores;
  GwMonths *months;
  GwRecurrences *recurrences;
  GtkWidget *box;
  GtkStack *stack;
  AdwStatusPage *failed;
  GtkPaned *paned;
  GwStatTable *table;
  GwChartView *charts[GW_STAT_CHARTS];
  GwStatScores *ranking; /* by scores */
  GtkWidget *slider;
  gboolean asked;
  guint refresh_id;
  int table_height; /* as it was set here */
  guint turn_id;    /* lays table and charts out the other way */
};

G_DEFINE_FINAL_TYPE (GwStatisticsView, gw_statistics_view, GTK_TYPE_WIDGET)

static guint opened_signal;
static guint placed_signal;

static GwStatQuestion *
copy_question (GwStatisticsView *self)
{
  return gw_stat_question_copy (gw_insight_get_question (self->insight));
}

/* ---- what somebody chose ---- */

static GwStatChart
which_chart (GwStatisticsView *self, GwChartView *view)
{
  GwStatChart which = 0;

  while (which < GW_STAT_CHARTS && self->charts[which] != view)
    which++;
  return which;
}

static void
mark_chosen_cb (GwStatisticsView *self, const char *key, GwChartView *view)
{
  gw_stat_choose (self->insight, which_chart (self, view), key);
}

static void
mark_entered_cb (GwStatisticsView *self, const char *key, GwChartView *view)
{
  gw_stat_enter (self->insight, which_chart (self, view), key);
}

static void
row_entered_cb (GwStatisticsView *self, const char *key)
{
  gw_stat_enter_row (self->insight, key);
}

static void
opened_cb (GwStatisticsView *self, const char *number)
{
  g_signal_emit (self, opened_signal, 0, number);
}

static void
placed_cb (GwStatisticsView *self, double lon, double lat)
{
  g_signal_emit (self, placed_signal, 0, lon, lat);
}

/* A cell that is chosen on the map narrows the page to it. */
static void
cell_chosen_cb (GwStatisticsView *self)
{
  const char *code = gw_selection_get_cell_code (gw_desk_get_selection (self->desk));
  const GwStatQuestion *asked = gw_insight_get_question (self->insight);
  const GwStatFilter *filter = gw_stat_question_find (asked, "cell");
  GwStatQuestion *question;
  GwNamed key = { .code = (char *)code };

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)) ||
      g_strcmp0 (code, filter != NULL ? filter->key.code : NULL) == 0)
    return;
  question = copy_question (self);
  if (code != NULL)
    gw_stat_question_add (question, "cell", &key);
  else
    gw_stat_question_remove (question, "cell");
  gw_insight_ask (self->insight, question);
}

/* ---- what is shown ---- */

static void
show_crossed (GwStatisticsView *self, GwChart *chart)
{
  GtkWidget *crossed = GTK_WIDGET (self->charts[GW_STAT_CROSSED]);

  gtk_widget_set_visible (crossed, chart != NULL);
  if (chart != NULL)
    gtk_widget_set_size_request (
        crossed, CHART_WIDTH,
        CROSSED_HEAD_HEIGHT + CROSSED_ROW_HEIGHT * (int)g_strv_length (chart->row_labels));
}

static void
show_charts (GwStatisticsView *self)
{
  for (GwStatChart which = 0; which < GW_STAT_CHARTS; which++)
    {
      g_autoptr (GwChart) chart = gw_stat_chart_new (self->insight, which);

      gw_chart_view_set_chart (self->charts[which], chart);
      if (which == GW_STAT_CROSSED)
        show_crossed (self, chart);
    }
}

/* Where its answer is shown, once there is one. */
static const char *
page_of (GwStatisticsView *self, const GwStatQuestion *question)
{
  if (question->topic == GW_TOPIC_SCORES)
    return gw_scores_get_table (self->scores) != NULL ? "scores" : "loading";
  if (question->topic == GW_TOPIC_RECURRING)
    return gw_recurrences_get (self->recurrences) != NULL ? "recurring" : "loading";
  if (question->topic == GW_TOPIC_MONTHS)
    return gw_months_get_months (self->months) != NULL ? "months" : "loading";
  if (gw_insight_get_table (self->insight, GW_INSIGHT_ROWS) == NULL)
    return "loading";
  return question->figure != NULL ? "cases" : "tables";
}

static const GError *
error_of (GwStatisticsView *self, const GwStatQuestion *question)
{
  const GError *error = gw_insight_get_error (self->insight);

  if (error == NULL && question->topic == GW_TOPIC_SCORES)
    return gw_scores_get_error (self->scores);
  if (error == NULL && question->topic == GW_TOPIC_RECURRING)
    return gw_recurrences_get_error (self->recurrences);
  if (error == NULL && question->topic == GW_TOPIC_MONTHS)
    return gw_months_get_error (self->months);
  return error;
}

static void
show_page (GwStatisticsView *self)
{
  const GwStatQuestion *question = gw_insight_get_question (self->insight);
  const GError *error = error_of (self, question);
  const char *page = page_of (self, question);

  gtk_widget_set_visible (self->slider, question->topic != GW_TOPIC_MONTHS);
  if (error != NULL)
    {
      adw_status_page_set_description (self->failed, error->message);
      page = "failed";
    }
  gtk_stack_set_visible_child_name (self->stack, page);
}

/* Over the charts the ranking takes no more than its rows do, until somebody moves it. */
static void
show_height (GwStatisticsView *self)
{
  const GwTallyTable *table = gw_insight_get_table (self->insight, GW_INSIGHT_ROWS);
  int height;

  if (table == NULL ||
      gtk_orientable_get_orientation (GTK_ORIENTABLE (self->paned)) !=
          GTK_ORIENTATION_VERTICAL ||
      gtk_paned_get_position (self->paned) != self->table_height)
    return;
  height =
      (int)MIN (table->items->len + 2, TABLE_HEIGHT / TABLE_ROW_HEIGHT) * TABLE_ROW_HEIGHT;
  self->table_height = MAX (height, TABLE_MIN_HEIGHT);
  gtk_paned_set_position (self->paned, self->table_height);
}

static void
changed_cb (GwStatisticsView *self)
{
  show_height (self);
  show_charts (self);
  show_page (self);
}

/* What the insight does not ask for by itself. */
static void
ask_more (GwStatisticsView *self)
{
  const GwStatQuestion *question = gw_insight_get_question (self->insight);

  if (question->topic == GW_TOPIC_SCORES && question->scheme != NULL)
    gw_scores_ask (self->scores, question);
  else if (question->topic == GW_TOPIC_RECURRING)
    gw_recurrences_ask (self->recurrences, question);
  else if (question->topic == GW_TOPIC_MONTHS)
    gw_months_reload (self->months);
}

static void
asked_cb (GwStatisticsView *self)
{
  ask_more (self);
  show_page (self);
}

static void
reload (GwStatisticsView *self)
{
  gw_insight_reload (self->insight);
  ask_more (self);
}

/* A list that somebody reads stays as it is; what nobody sees is asked for when it is shown. */
static gboolean
refresh_cb (gpointer data)
{
  GwStatisticsView *self = data;

  self->refresh_id = 0;
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->asked = FALSE;
  else if (gw_insight_get_question (self->insight)->figure == NULL)
    reload (self);
  return G_SOURCE_REMOVE;
}

static void
events_cb (GwStatisticsView *self)
{
  if (self->asked && self->refresh_id == 0)
    self->refresh_id = g_timeout_add_seconds (REFRESH_S, refresh_cb, self);
}

static void
try_clicked_cb (GwStatisticsView *self)
{
  reload (self);
  show_page (self);
}

static void
print_cb (GwStatisticsView *self)
{
  const GwCityRecord *city = gw_city_info_get_record (gw_desk_get_city (self->desk));
  g_autoptr (GPtrArray) charts =
      g_ptr_array_new_with_free_func ((GDestroyNotify)gw_chart_unref);

  for (guint i = 0; i < GW_STAT_CHARTS; i++)
    {
      GwChart *chart = gw_chart_view_get_chart (self->charts[i]);

      if (chart != NULL)
        g_ptr_array_add (charts, gw_chart_ref (chart));
    }
  gw_stat_print (self->insight, &city->name, charts,
                 GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
}

/* ---- laid out ---- */

static gboolean
turn_cb (gpointer data)
{
  GwStatisticsView *self = data;
  gboolean wide = gtk_widget_get_width (GTK_WIDGET (self)) >= WIDE;

  self->turn_id = 0;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->paned),
                                  wide ? GTK_ORIENTATION_HORIZONTAL
                                       : GTK_ORIENTATION_VERTICAL);
  self->table_height = TABLE_HEIGHT;
  gtk_paned_set_position (self->paned, wide ? TABLE_WIDTH : TABLE_HEIGHT);
  show_height (self);
  gw_stat_scores_set_wide (self->ranking, wide);
  return G_SOURCE_REMOVE;
}

static void
gw_statistics_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GwStatisticsView *self = GW_STATISTICS_VIEW (widget);
  gboolean is_wide = self->paned != NULL &&
                     gtk_orientable_get_orientation (GTK_ORIENTABLE (self->paned)) ==
                         GTK_ORIENTATION_HORIZONTAL;

  gtk_widget_allocate (self->box, width, height, baseline, NULL);
  /* Not while laying out. */
  if (self->paned != NULL && is_wide != (width >= WIDE) && self->turn_id == 0)
    self->turn_id = g_idle_add_full (G_PRIORITY_DEFAULT, turn_cb, self, NULL);
}

static void
gw_statistics_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                            int *minimum, int *natural, int *minimum_baseline,
                            int *natural_baseline)
{
  gtk_widget_measure (GW_STATISTICS_VIEW (widget)->box, orientation, for_size, minimum,
                      natural, minimum_baseline, natural_baseline);
}

static GtkWidget *
make_charts (GwStatisticsView *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *viewport = gtk_viewport_new (NULL, NULL);
  GtkWidget *flow = gtk_flow_box_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_homogeneous (GTK_FLOW_BOX (flow), FALSE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (flow), 2);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (flow), 2);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (flow), 12);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (flow), 12);
  gtk_widget_add_css_class (box, "charts");
  gtk_widget_set_vexpand (flow, TRUE);
  for (GwStatChart which = 0; which < GW_STAT_CHARTS; which++)
    {
      GtkWidget *chart = gw_chart_view_new (gw_stat_chart_title (which));

      self->charts[which] = GW_CHART_VIEW (chart);
      gtk_widget_set_size_request (chart, CHART_WIDTH, CHART_HEIGHT);
      g_signal_connect_swapped (chart, "chosen", G_CALLBACK (mark_chosen_cb), self);
      g_signal_connect_swapped (chart, "entered", G_CALLBACK (mark_entered_cb), self);
      if (which == GW_STAT_CROSSED)
        {
          gtk_box_append (GTK_BOX (box), chart);
          gtk_widget_set_visible (chart, FALSE);
          continue;
        }
      gtk_flow_box_insert (GTK_FLOW_BOX (flow), chart, -1);
      /* The chart itself takes the keyboard. */
      gtk_widget_set_focusable (gtk_widget_get_parent (chart), FALSE);
    }
  gtk_box_append (GTK_BOX (box), flow);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  /* Charts with many bars are as high as they want. */
  gtk_scrollable_set_vscroll_policy (GTK_SCROLLABLE (viewport), GTK_SCROLL_NATURAL);
  gtk_viewport_set_child (GTK_VIEWPORT (viewport), box);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), viewport);
  return scroller;
}

static void
make_tables (GwStatisticsView *self)
{
  self->paned = GTK_PANED (gtk_paned_new (GTK_ORIENTATION_VERTICAL));
  self->table = GW_STAT_TABLE (gw_stat_table_new (self->insight));
  g_signal_connect_swapped (self->table, "entered", G_CALLBACK (row_entered_cb), self);
  gtk_paned_set_start_child (self->paned, GTK_WIDGET (self->table));
  gtk_paned_set_end_child (self->paned, make_charts (self));
  gtk_paned_set_shrink_start_child (self->paned, FALSE);
  gtk_paned_set_shrink_end_child (self->paned, FALSE);
  gtk_paned_set_resize_start_child (self->paned, FALSE);
  self->table_height = TABLE_HEIGHT;
  gtk_paned_set_position (self->paned, TABLE_HEIGHT);
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->paned), "tables");
}

static void
make_failed (GwStatisticsView *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Try Again"));

  self->failed = ADW_STATUS_PAGE (adw_status_page_new ());
  adw_status_page_set_icon_name (self->failed, "network-error-symbolic");
  adw_status_page_set_title (self->failed, _ ("The Numbers Could Not Be Loaded"));
  gtk_widget_add_css_class (GTK_WIDGET (self->failed), "compact");
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (try_clicked_cb), self);
  adw_status_page_set_child (self->failed, button);
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->failed), "failed");
}

static void
make_stack (GwStatisticsView *self)
{
  GtkWidget *spinner = gtk_spinner_new ();
  GtkWidget *recurring;
  GTimeZone *zone = gw_city_info_get_time_zone (gw_desk_get_city (self->desk));
  GtkWidget *cases = gw_stat_cases_new (self->insight, zone);

  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_widget_set_halign (spinner, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (spinner, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (spinner, 32, 32);
  gtk_stack_add_named (self->stack, spinner, "loading");
  make_tables (self);
  g_signal_connect_swapped (cases, "opened", G_CALLBACK (opened_cb), self);
  gtk_stack_add_named (self->stack, cases, "cases");
  self->ranking = GW_STAT_SCORES (gw_stat_scores_new (self->insight, self->scores));
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->ranking), "scores");
  gtk_stack_add_named (self->stack, gw_stat_months_new (self->months, self->insight, zone),
                       "months");
  recurring = gw_stat_recurring_new (self->recurrences, zone);
  g_signal_connect_swapped (recurring, "opened", G_CALLBACK (opened_cb), self);
  g_signal_connect_swapped (recurring, "placed", G_CALLBACK (placed_cb), self);
  gtk_stack_add_named (self->stack, recurring, "recurring");
  make_failed (self);
}

static void
gw_statistics_view_dispose (GObject *object)
{
  GwStatisticsView *self = GW_STATISTICS_VIEW (object);

  g_clear_handle_id (&self->turn_id, g_source_remove);
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->months);
  g_clear_object (&self->recurrences);
  g_clear_object (&self->scores);
  g_clear_object (&self->insight);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (gw_statistics_view_parent_class)->dispose (object);
}

static void
gw_statistics_view_class_init (GwStatisticsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_statistics_view_dispose;
  widget_class->measure = gw_statistics_view_measure;
  widget_class->size_allocate = gw_statistics_view_size_allocate;
  opened_signal = g_signal_new ("opened", GW_TYPE_STATISTICS_VIEW, G_SIGNAL_RUN_LAST, 0,
                                NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  placed_signal =
      g_signal_new ("placed", GW_TYPE_STATISTICS_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
}

static void
gw_statistics_view_init (GwStatisticsView *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

void
gw_statistics_view_set_desk (GwStatisticsView *self, GwDesk *desk)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *bar;

  g_return_if_fail (GW_IS_STATISTICS_VIEW (self) && self->desk == NULL);

  self->desk = g_object_ref (desk);
  self->insight = gw_insight_new (gw_desk_get_client (desk), gw_desk_get_city (desk),
                                  gw_desk_get_cells (desk));
  self->scores = gw_scores_new (gw_desk_get_client (desk));
  self->months = gw_months_new (gw_desk_get_client (desk));
  self->recurrences = gw_recurrences_new (gw_desk_get_client (desk));
  bar = gw_stat_bar_new (self->insight);
  g_signal_connect_swapped (bar, "print", G_CALLBACK (print_cb), self);
  gtk_widget_add_css_class (head, "filter-bar");
  gtk_box_append (GTK_BOX (head), bar);
  gtk_box_append (GTK_BOX (head), gw_stat_headline_new (self->insight));
  gtk_box_append (GTK_BOX (self->box), head);
  gtk_box_append (GTK_BOX (self->box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  make_stack (self);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->stack));
  self->slider = gw_stat_slider_new (self->insight);
  gtk_box_append (GTK_BOX (self->box), self->slider);

  g_signal_connect_object (self->insight, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->insight, "asked", G_CALLBACK (asked_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->scores, "changed", G_CALLBACK (show_page), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->months, "changed", G_CALLBACK (show_page), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->recurrences, "changed", G_CALLBACK (show_page), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gw_desk_get_live (desk), "events", G_CALLBACK (events_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gw_desk_get_selection (desk), "notify::cell-code",
                           G_CALLBACK (cell_chosen_cb), self, G_CONNECT_SWAPPED);
  show_page (self);
}

void
gw_statistics_view_show (GwStatisticsView *self)
{
  g_return_if_fail (GW_IS_STATISTICS_VIEW (self));

  /* The list that was left is come back to. */
  if (self->asked || (gw_insight_get_book (self->insight) != NULL &&
                      gw_insight_get_question (self->insight)->figure != NULL))
    return;
  self->asked = TRUE;
  gw_insight_reload (self->insight);
}

gboolean
gw_statistics_view_is_loading (GwStatisticsView *self)
{
  g_return_val_if_fail (GW_IS_STATISTICS_VIEW (self), FALSE);

  return self->insight != NULL &&
         (gw_insight_is_loading (self->insight) || gw_scores_is_loading (self->scores) ||
          gw_months_is_loading (self->months) ||
          gw_recurrences_is_loading (self->recurrences));
}

GwInsight *
gw_statistics_view_get_insight (GwStatisticsView *self)
{
  g_return_val_if_fail (GW_IS_STATISTICS_VIEW (self), NULL);

  return self->insight;
}

GwMonths *
gw_statistics_view_get_months (GwStatisticsView *self)
{
  g_return_val_if_fail (GW_IS_STATISTICS_VIEW (self), NULL);

  return self->months;
}

GwScores *
gw_statistics_view_get_scores (GwStatisticsView *self)
{
  g_return_val_if_fail (GW_IS_STATISTICS_VIEW (self), NULL);

  return self->scores;
}

gboolean
gw_statistics_view_back (GwStatisticsView *self)
{
  g_return_val_if_fail (GW_IS_STATISTICS_VIEW (self), FALSE);

  if (!gw_insight_can_go_back (self->insight))
    return FALSE;
  gw_insight_back (self->insight);
  return TRUE;
}
