/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The managers' page: each figure is as long as its list, filters apply to all, there is a way
 * down to the cases and back. */
#include <adwaita.h>
#include <math.h>

#include "gui/charts/chart-view.h"
#include "gui/statistics/stat-charts.h"
#include "gui/statistics/stat-headline.h"
#include "gui/statistics/stat-print.h"
#include "gui/statistics/stat-recurring.h"
#include "gui/statistics/stat-scores.h"
#include "gui/statistics/stat-table.h"
#include "gui/statistics/stat-text.h"
#include "gui/statistics/statistics-view.h"
#include "tests/gui/lib/views.h"
#include "tests/gui/lib/wait.h"

typedef struct
{
  GwViews *views;
  GwDeskPage *page;
  GwStatisticsView *view;
  GwInsight *insight;
} Fixture;

static void
settle (Fixture *fixture)
{
  g_assert_true (wait_until (!gw_insight_is_loading (fixture->insight)));
  g_assert_no_error (gw_insight_get_error (fixture->insight));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->views = gw_views_new (60, FALSE);
  fixture->page = gw_window_get_desk_page (fixture->views->window);
  gw_desk_page_show_section (fixture->page, "statistics");
  g_assert_true (wait_until (
      gw_views_find (GTK_WIDGET (fixture->page), GW_TYPE_STATISTICS_VIEW) != NULL));
  fixture->view = GW_STATISTICS_VIEW (
      gw_views_find (GTK_WIDGET (fixture->page), GW_TYPE_STATISTICS_VIEW));
  fixture->insight = gw_statistics_view_get_insight (fixture->view);
  g_assert_true (
      wait_until (gw_insight_get_table (fixture->insight, GW_INSIGHT_ROWS) != NULL));
  settle (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gw_views_free (fixture->views);
}

static const GwTally *
total_of (Fixture *fixture)
{
  return &gw_insight_get_table (fixture->insight, GW_INSIGHT_ROWS)->total;
}

/* The button that lists the cases of a figure. */
static GtkWidget *
find_figure (GtkWidget *root, const char *figure)
{
  const char *of = g_object_get_data (G_OBJECT (root), "figure");

  if (of != NULL && g_str_equal (of, figure) && gtk_widget_get_mapped (root))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_figure (child, figure);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
check_list (Fixture *fixture, const char *figure)
{
  gint64 count = gw_tally_get_figure (total_of (fixture), figure);
  GtkWidget *button = find_figure (GTK_WIDGET (fixture->view), figure);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  settle (fixture);
  g_assert_cmpstr (gw_insight_get_question (fixture->insight)->figure, ==, figure);
  g_assert_cmpint (gw_insight_get_n_cases (fixture->insight), ==, count);
  g_assert_cmpint (g_list_model_get_n_items (gw_insight_get_cases (fixture->insight)), ==,
                   count);
  g_assert_true (gw_statistics_view_back (fixture->view));
  settle (fixture);
  g_assert_null (gw_insight_get_question (fixture->insight)->figure);
}

static void
test_lists (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (gw_tally_get_figure (total_of (fixture), "closed"), >, 0);
  check_list (fixture, "closed");
  check_list (fixture, "to_close");
}

static void
find_charts (GtkWidget *root, GPtrArray *charts)
{
  if (GW_IS_CHART_VIEW (root))
    g_ptr_array_add (charts, root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    find_charts (child, charts);
}

/* What is printed says by what it is narrowed, and what it is an answer to. */
static void
check_note (Fixture *fixture)
{
  const GwStatQuestion *question = gw_insight_get_question (fixture->insight);
  const GwIndicator *indicator = gw_insight_get_indicator (fixture->insight);
  g_autofree char *note = gw_stat_print_note (fixture->insight);
  g_autofree char *value = gw_stat_value_text (
      indicator, gw_tally_get_indicator (total_of (fixture), indicator->name.code)->value);
  g_autofree char *filter = gw_stat_filter_text (gw_insight_get_book (fixture->insight),
                                                 question->filters->pdata[0]);

  g_assert_true (g_str_has_prefix (note, gw_named_label (&indicator->name)));
  g_assert_nonnull (strstr (note, value));
  g_assert_true (g_str_has_suffix (note, filter));
}

/* A mark that is chosen narrows everything, and the list with it; chosen again it does not. */
static void
test_cross_filter (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) charts = g_ptr_array_new ();
  gint64 all = gw_tally_get_figure (total_of (fixture), "closed");
  const GwChartMark *mark = NULL;
  gint64 sum = 0;
  guint n_marks;

  find_charts (GTK_WIDGET (fixture->view), charts);
  g_assert_cmpuint (charts->len, ==, GW_STAT_CHARTS);
  n_marks = gw_chart_view_get_chart (charts->pdata[GW_STAT_DEPARTMENTS])->marks->len;
  g_assert_cmpuint (n_marks, >, 1);
  for (guint i = 0; i < n_marks; i++)
    {
      GtkWidget *view = charts->pdata[GW_STAT_DEPARTMENTS];
      g_autofree char *key = NULL;

      mark = gw_chart_get (gw_chart_view_get_chart (GW_CHART_VIEW (view)), i);
      key = g_strdup (mark->key);
      g_signal_emit_by_name (view, "chosen", key);
      settle (fixture);
      g_assert_nonnull (
          gw_stat_question_find (gw_insight_get_question (fixture->insight), "department"));
      sum += gw_tally_get_figure (total_of (fixture), "closed");
      check_note (fixture);
      if (i == 0)
        check_list (fixture, "closed");
      gw_statistics_view_back (fixture->view);
      settle (fixture);
    }
  g_assert_cmpint (sum, ==, all);
  g_assert_cmpuint (gw_insight_get_question (fixture->insight)->filters->len, ==, 0);
}

static void
enter_first_row (Fixture *fixture)
{
  GtkWidget *table = gw_views_find (GTK_WIDGET (fixture->view), GW_TYPE_STAT_TABLE);
  const GwTallyTable *rows = gw_insight_get_table (fixture->insight, GW_INSIGHT_ROWS);
  g_autofree char *key = NULL;

  for (guint i = 0; i < rows->items->len && key == NULL; i++)
    {
      const GwTallyItem *item = rows->items->pdata[i];

      if (gw_tally_get_figure (&item->now, "closed") > 0)
        key = g_strdup (item->row.code);
    }
  g_assert_nonnull (key);
  g_signal_emit_by_name (table, "entered", key);
  settle (fixture);
}

/* Street, community, cell, cases, one case in the desk, and all the way back. */
static void
test_way_down (Fixture *fixture, gconstpointer data)
{
  static const char *const levels[] = { "street", "community", "cell" };
  g_autoptr (GwCountedItem) item = NULL;
  guint n_back = 0;

  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    {
      g_assert_cmpstr (gw_insight_get_question (fixture->insight)->rows, ==, levels[i]);
      enter_first_row (fixture);
    }
  g_assert_cmpstr (gw_insight_get_question (fixture->insight)->figure, ==, "closed");
  item = g_list_model_get_item (gw_insight_get_cases (fixture->insight), 0);
  g_assert_nonnull (item);
  g_signal_emit_by_name (fixture->view, "opened", gw_counted_item_get (item)->number);
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (fixture->view)));
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "desk.back", NULL);
  g_assert_true (wait_until (gtk_widget_get_mapped (GTK_WIDGET (fixture->view))));
  while (gw_insight_can_go_back (fixture->insight))
    {
      gtk_widget_activate_action (GTK_WIDGET (fixture->page), "desk.back", NULL);
      settle (fixture);
      n_back++;
    }
  g_assert_cmpuint (n_back, ==, 3);
  g_assert_cmpstr (gw_insight_get_question (fixture->insight)->rows, ==, "street");
}

/* The map is coloured by the indicator, by its change, and by a part of the period. */
static void
test_map (Fixture *fixture, gconstpointer data)
{
  GwCellValues *values = gw_insight_get_values (fixture->insight);
  GwStatQuestion *question;
  g_autofree char *whole = NULL;

  g_assert_cmpuint (gw_cell_values_get_measure (values), ==, GW_MEASURE_PAGE_RATE);
  g_assert_cmpuint (gw_cell_values_get_n_classes (values), >, 0);
  g_assert_cmpstr (gw_cell_values_get_title (values), ==, "Closure rate");
  whole = g_strdup (gw_cell_values_get_period (values));
  gw_insight_set_part (fixture->insight, 0);
  settle (fixture);
  g_assert_cmpstr (gw_cell_values_get_period (values), !=, whole);
  question = gw_stat_question_copy (gw_insight_get_question (fixture->insight));
  question->compare = GW_COMPARE_BEFORE;
  gw_insight_ask (fixture->insight, question);
  settle (fixture);
  g_assert_cmpuint (gw_cell_values_get_measure (values), ==, GW_MEASURE_CHANGE_RATE);
  g_assert_cmpint (gw_insight_get_part (fixture->insight), ==, -1);
}

/* ---- scores ---- */

static void
ask_topic (Fixture *fixture, GwStatTopic topic)
{
  GwStatQuestion *question =
      gw_stat_question_copy (gw_insight_get_question (fixture->insight));

  question->topic = topic;
  gw_insight_ask (fixture->insight, question);
  g_assert_true (wait_until (!gw_statistics_view_is_loading (fixture->view)));
}

/* The texts of each row that is shown: rank, name, score, grade. */
static void
collect_labels (GtkWidget *widget, GPtrArray *texts)
{
  if (GTK_IS_LABEL (widget))
    g_ptr_array_add (texts, (gpointer)gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_labels (child, texts);
}

static void
collect_rows (GtkWidget *widget, GPtrArray *rows)
{
  if (g_str_equal (gtk_widget_get_css_name (widget), "row") &&
      gtk_widget_get_mapped (widget))
    {
      GPtrArray *texts = g_ptr_array_new ();

      collect_labels (widget, texts);
      g_ptr_array_add (rows, texts);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_rows (child, rows);
}

/* Who is shown the same score is shown the same rank, and nobody else is. */
static void
assert_ranks (GtkWidget *table)
{
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);
  guint n_alike = 0;

  collect_rows (table, rows);
  g_assert_cmpuint (rows->len, >, 1);
  for (guint i = 1; i < rows->len; i++)
    {
      const GPtrArray *before = rows->pdata[i - 1], *row = rows->pdata[i];
      gboolean alike = g_str_equal (before->pdata[2], row->pdata[2]);

      g_assert_cmpuint (row->len, ==, 4);
      g_test_message ("%s %s %s", (char *)row->pdata[0], (char *)row->pdata[1],
                      (char *)row->pdata[2]);
      g_assert_true (alike == g_str_equal (before->pdata[0], row->pdata[0]));
      n_alike += alike;
    }
  g_assert_cmpuint (n_alike, >, 0);
}

/* The best row is the first; entered, the figures are narrowed to it. */
static void
test_scores (Fixture *fixture, gconstpointer data)
{
  GtkWidget *ranking;
  GtkWidget *table;
  const GwScoreTable *scores;
  const GwStatFilter *filter;
  double best = -1;

  ask_topic (fixture, GW_TOPIC_SCORES);
  ranking = gw_views_find (GTK_WIDGET (fixture->view), GW_TYPE_STAT_SCORES);
  g_assert_nonnull (ranking);
  table = gw_views_find (ranking, GTK_TYPE_COLUMN_VIEW);
  scores = gw_scores_get_table (gw_statistics_view_get_scores (fixture->view));
  for (guint i = 0; i < scores->rows->len; i++)
    best = fmax (best, ((GwScoredRow *)scores->rows->pdata[i])->score.value);
  assert_ranks (table);
  g_signal_emit_by_name (table, "activate", 0);
  settle (fixture);
  g_assert_cmpint (gw_insight_get_question (fixture->insight)->topic, ==, GW_TOPIC_FIGURES);
  filter = gw_stat_question_find (gw_insight_get_question (fixture->insight), "street");
  g_assert_nonnull (filter);
  g_assert_cmpfloat_with_epsilon (gw_score_table_find (scores, filter->key.code)->value,
                                  best, 0.005);
  g_assert_true (gw_statistics_view_back (fixture->view));
  g_assert_true (wait_until (!gw_statistics_view_is_loading (fixture->view)));
  g_assert_true (gtk_widget_get_mapped (ranking));
}

/* ---- months ---- */

/* The first button under root with this label, as it is shown; NULL: none. */
static GtkWidget *
find_labelled (GtkWidget *root, const char *label)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (root) && gtk_widget_get_mapped (root) &&
      g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), label) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_labelled (child, label);
  return found;
}

static void
settle_months (Fixture *fixture)
{
  g_assert_true (wait_until (!gw_statistics_view_is_loading (fixture->view)));
}

static guint
count_actions (Fixture *fixture)
{
  return fake_server_count_requests (fixture->views->fake,
                                     "/api/v1/statistics/periods/2026-09/actions");
}

/* Only what may be done is offered; a month is not reopened without a reason. */
static void
test_months (Fixture *fixture, gconstpointer data)
{
  GwMonths *months = gw_statistics_view_get_months (fixture->view);
  GtkWidget *page = GTK_WIDGET (fixture->view);
  GtkWidget *reason;

  ask_topic (fixture, GW_TOPIC_MONTHS);
  g_assert_cmpuint (gw_months_get_months (months)->len, ==, 3);
  g_assert_cmpstr (gw_months_get_chosen (months)->month, ==, "2026-10");
  g_assert_nonnull (find_labelled (page, "_Lock the Month"));
  g_assert_null (find_labelled (page, "Note as _Reviewed"));
  g_assert_null (gw_months_get_differences (months));
  gw_months_choose (months, "2026-09");
  settle_months (fixture);
  g_assert_cmpuint (gw_months_get_differences (months)->n, ==, 2);
  g_assert_null (find_labelled (page, "_Lock the Month"));
  reason = gw_views_find (page, GTK_TYPE_ENTRY);
  g_assert_nonnull (reason);
  g_signal_emit_by_name (find_labelled (page, "Re_open"), "clicked");
  g_assert_true (gtk_widget_has_css_class (reason, "error"));
  g_assert_cmpuint (count_actions (fixture), ==, 0);
  gtk_editable_set_text (GTK_EDITABLE (reason), "reports came late");
  g_assert_false (gtk_widget_has_css_class (reason, "error"));
  g_signal_emit_by_name (find_labelled (page, "Re_open"), "clicked");
  g_assert_true (wait_until (count_actions (fixture) == 1));
  g_assert_true (wait_until (*gtk_editable_get_text (GTK_EDITABLE (reason)) == '\0'));
  settle_months (fixture);
}

/* ---- recurring cases ---- */

static gboolean
shows_text (GtkWidget *root, const char *text)
{
  if (GTK_IS_LABEL (root) && gtk_widget_get_mapped (root) &&
      g_str_equal (gtk_label_get_text (GTK_LABEL (root)), text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows_text (child, text))
      return TRUE;
  return FALSE;
}

static guint
count_cases (GtkWidget *view)
{
  guint n = 0;

  for (guint i = 1; i <= 67; i++)
    {
      g_autofree char *number = g_strdup_printf ("20260101-%06u", i);

      n += find_labelled (view, number) != NULL ? 1 : 0;
    }
  return n;
}

/* All spots come, page after page. One that is selected is pinned on the map, its cases are all
 * there or it is said how many are, and they open in the desk. */
static void
test_recurring (Fixture *fixture, gconstpointer data)
{
  GtkSelectionModel *rows;
  GtkWidget *view;
  GtkWidget *button;

  ask_topic (fixture, GW_TOPIC_RECURRING);
  view = gw_views_find (GTK_WIDGET (fixture->view), GW_TYPE_STAT_RECURRING);
  g_assert_nonnull (view);
  rows = gtk_column_view_get_model (
      GTK_COLUMN_VIEW (gw_views_find (view, GTK_TYPE_COLUMN_VIEW)));
  g_assert_true (wait_until (g_list_model_get_n_items (G_LIST_MODEL (rows)) == 3));
  g_assert_true (shows_text (view, "3 spots with 1265 of 2530 filed cases, 50.0 %"));
  g_assert_cmpuint (count_cases (view), ==, 0);
  gtk_selection_model_select_item (rows, 0, TRUE);
  g_assert_cmpuint (count_cases (view), ==, 2);
  g_assert_true (shows_text (view, "Litter · Lower · 44180200100101; the first 2 of "
                                   "1200 cases are shown"));
  gtk_selection_model_select_item (rows, 1, TRUE);
  g_assert_cmpuint (count_cases (view), ==, 63);
  g_assert_true (shows_text (view, "Litter · Lower · 44180200100101"));
  button = find_labelled (view, "20260101-000003");
  g_signal_emit_by_name (button, "clicked");
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (fixture->view)));
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "desk.back", NULL);
  g_assert_true (wait_until (gtk_widget_get_mapped (view)));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/gui/statistics/lists", test_lists },
    { "/gui/statistics/cross-filter", test_cross_filter },
    { "/gui/statistics/way-down", test_way_down },
    { "/gui/statistics/map", test_map },
    { "/gui/statistics/scores", test_scores },
    { "/gui/statistics/months", test_months },
    { "/gui/statistics/recurring", test_recurring },
  };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
