/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every figure of the managers' page, on the real server, is as long as the list that it opens. */
#include <adwaita.h>

#include "gui/charts/chart-view.h"
#include "gui/client/recurrence-records.h"
#include "gui/statistics/stat-text.h"
#include "tests/gui/lib/town-desk.h"

/* ---- the formula ---- */

static void
find_figures (GtkWidget *root, GPtrArray *figures)
{
  const char *figure = g_object_get_data (G_OBJECT (root), "figure");

  if (figure != NULL && GTK_IS_BUTTON (root) && gtk_widget_get_mapped (root))
    g_ptr_array_add (figures, g_strdup (figure));
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    find_figures (child, figures);
}

static GtkWidget *
find_button (GtkWidget *root, const char *figure)
{
  if (g_strcmp0 (g_object_get_data (G_OBJECT (root), "figure"), figure) == 0 &&
      gtk_widget_get_mapped (root))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, figure);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Pressed as somebody does; the list that is shown is as long as the figure said. */
static void
press_figure (TownDesk *fixture, const char *figure)
{
  gint64 count = gw_tally_get_figure (
      &gw_insight_get_table (fixture->insight, GW_INSIGHT_ROWS)->total, figure);
  GtkWidget *button = find_button (GTK_WIDGET (fixture->view), figure);
  g_autofree char *text = g_strdup_printf (" %" G_GINT64_FORMAT, count);

  g_assert_nonnull (button);
  g_assert_true (g_str_has_suffix (gtk_button_get_label (GTK_BUTTON (button)), text));
  g_signal_emit_by_name (button, "clicked");
  town_desk_settle (fixture);
  g_assert_cmpint (gw_insight_get_n_cases (fixture->insight), ==, count);
  g_assert_cmpint (g_list_model_get_n_items (gw_insight_get_cases (fixture->insight)), ==,
                   count);
  fixture->n_opened++;
  g_assert_true (gw_statistics_view_back (fixture->view));
  town_desk_settle (fixture);
}

/* Of every indicator, every number in its formula. */
static void
test_formulas (gconstpointer data)
{
  TownDesk *fixture = town_desk_start_again ();
  guint n = gw_insight_get_book (fixture->insight)->indicators->len;

  g_assert_cmpuint (n, >, 5);
  for (guint i = 0; i < n; i++)
    {
      const GwFigureBook *book = gw_insight_get_book (fixture->insight);
      const GwIndicator *indicator = book->indicators->pdata[i];
      GwStatQuestion *question = town_desk_copy_question (fixture);
      g_autoptr (GPtrArray) figures = g_ptr_array_new_with_free_func (g_free);

      g_free (question->indicator);
      question->indicator = g_strdup (indicator->name.code);
      town_desk_ask (fixture, question);
      find_figures (GTK_WIDGET (fixture->view), figures);
      g_assert_cmpuint (figures->len, >, 0);
      for (guint k = 0; k < figures->len; k++)
        press_figure (fixture, figures->pdata[k]);
    }
}

static GtkWidget *
find_tip (GtkWidget *root, GType type, const char *part)
{
  const char *tip = gtk_widget_get_tooltip_text (root);
  GtkWidget *found = NULL;

  if (g_type_is_a (G_OBJECT_TYPE (root), type) && tip != NULL &&
      strstr (tip, part) != NULL && gtk_widget_get_mapped (root))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_tip (child, type, part);
  return found;
}

/* What it is compared with opens, too: as the period that it is of. */
static void
test_before (gconstpointer data)
{
  TownDesk *fixture = town_desk_start_again ();
  GwStatQuestion *question = town_desk_copy_question (fixture);
  const GwStatQuestion *asked;
  g_autofree char *period = NULL;
  g_autofree char *tip = NULL;
  GtkWidget *button;
  GwSpan before;

  question->compare = GW_COMPARE_BEFORE;
  g_assert_true (gw_stat_question_get_before (question, &before));
  town_desk_ask (fixture, question);
  period = gw_span_text (&before);
  tip = g_strdup_printf ("Go to %s: ", period);
  button = find_tip (GTK_WIDGET (fixture->view), GTK_TYPE_BUTTON, tip);
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  town_desk_settle (fixture);
  asked = gw_insight_get_question (fixture->insight);
  g_assert_cmpint (g_date_compare (&asked->span.from, &before.from), ==, 0);
  press_figure (fixture, "closed");
}

/* With any other period, here with itself: nothing is other than it was. */
static void
test_other_period (gconstpointer data)
{
  TownDesk *fixture = town_desk_start_again ();
  GwStatQuestion *question = town_desk_copy_question (fixture);
  const GwTallyTable *table;

  gw_stat_question_compare (question, GW_COMPARE_PERIOD);
  g_assert_cmpint (g_date_compare (&question->other.to, &question->span.from), <, 0);
  town_desk_ask (fixture, question);
  table = gw_insight_get_table (fixture->insight, GW_INSIGHT_ROWS);
  g_assert_cmpint (gw_tally_get_figure (&table->total_before, "closed"), ==, 0);

  question = town_desk_copy_question (fixture);
  question->other = gw_span_range (&question->span.from, &question->span.to);
  town_desk_ask (fixture, question);
  table = gw_insight_get_table (fixture->insight, GW_INSIGHT_ROWS);
  g_assert_cmpint (gw_tally_get_figure (&table->total, "closed"), >, 0);
  g_assert_cmpint (gw_tally_get_figure (&table->total_before, "closed"), ==,
                   gw_tally_get_figure (&table->total, "closed"));
}

/* By persons a rate with what waits is told with whose that is. */
static void
test_note (gconstpointer data)
{
  TownDesk *fixture = town_desk_start_again ();
  GtkWidget *view = GTK_WIDGET (fixture->view);
  GwStatQuestion *question = town_desk_copy_question (fixture);

  g_assert_null (find_tip (view, GTK_TYPE_LABEL, "what waits counts with"));
  g_free (question->rows);
  question->rows = g_strdup ("person");
  town_desk_ask (fixture, question);
  g_assert_nonnull (find_tip (view, GTK_TYPE_LABEL, "what waits counts with"));
}

/* ---- the ranking ---- */

static void
check_row (TownDesk *fixture, const char *dimension, const GwTallyItem *item)
{
  g_autoptr (GwStatQuestion) question = town_desk_copy_question (fixture);

  gw_stat_question_add (question, dimension, &item->row);
  g_assert_nonnull (gw_stat_question_find (question, dimension));
  for (guint i = 0; i < item->now.figures->len; i++)
    {
      const GwTallyFigure *figure = &g_array_index (item->now.figures, GwTallyFigure, i);

      if (figure->count != 0)
        town_desk_assert_figure (fixture, question, figure->name, figure->count);
    }
}

/* In every dimension, every figure of every row. */
static void
test_rows (gconstpointer data)
{
  TownDesk *fixture = town_desk_start_again ();
  GwStatQuestion *question = town_desk_copy_question (fixture);
  const GwTallyTable *table;

  g_free (question->rows);
  question->rows = g_strdup (data);
  town_desk_ask (fixture, question);
  table = gw_insight_get_table (fixture->insight, GW_INSIGHT_ROWS);
  g_assert_cmpuint (table->items->len, >, 0);
  for (guint i = 0; i < table->items->len; i++)
    check_row (fixture, data, table->items->pdata[i]);
}

/* ---- charts and map ---- */

static void
check_mark (TownDesk *fixture, const GwStatQuestion *question, const GwTally *tally)
{
  const GwIndicator *indicator = gw_insight_get_indicator (fixture->insight);
  const GwIndicatorValue *value = gw_tally_get_indicator (tally, indicator->name.code);

  g_assert_nonnull (value);
  town_desk_assert_figure (fixture, question, indicator->numerator, value->numerator);
}

static void
check_marks (TownDesk *fixture, GwInsightTable which, const char *row, const char *column)
{
  const GwTallyTable *table = gw_insight_get_table (fixture->insight, which);

  g_assert_cmpuint (table->items->len, >, 0);
  for (guint i = 0; i < table->items->len; i++)
    {
      const GwTallyItem *item = table->items->pdata[i];
      g_autoptr (GwStatQuestion) question = town_desk_copy_question (fixture);

      gw_stat_question_add (question, row, &item->row);
      if (column != NULL)
        gw_stat_question_add (question, column, &item->column);
      check_mark (fixture, question, &item->now);
    }
}

static void
check_trend (TownDesk *fixture)
{
  const GwTallyTable *table = gw_insight_get_table (fixture->insight, GW_INSIGHT_TREND);
  const GwStatQuestion *asked = gw_insight_get_question (fixture->insight);
  g_autoptr (GArray) parts = gw_span_parts (&asked->span);
  guint n_found = 0;

  for (guint i = 0; i < parts->len; i++)
    {
      g_autofree char *key = gw_span_key (&g_array_index (parts, GwSpan, i));
      g_autoptr (GwStatQuestion) question = gw_stat_question_copy (asked);

      question->span = g_array_index (parts, GwSpan, i);
      for (guint k = 0; k < table->items->len; k++)
        {
          const GwTallyItem *item = table->items->pdata[k];

          if (!g_str_equal (item->row.code, key))
            continue;
          check_mark (fixture, question, &item->now);
          n_found++;
        }
    }
  g_assert_cmpuint (n_found, ==, table->items->len);
}

static void
test_charts (gconstpointer data)
{
  TownDesk *fixture = town_desk_start_again ();
  const GwClosingTimes *times = gw_insight_get_times (fixture->insight);
  gint64 sum = 0;

  check_trend (fixture);
  check_marks (fixture, GW_INSIGHT_CLASSES, "class_middle", NULL);
  check_marks (fixture, GW_INSIGHT_DEPARTMENTS, "department", NULL);
  check_marks (fixture, GW_INSIGHT_HOURS, "weekday", "hour");
  check_marks (fixture, GW_INSIGHT_CELLS, "cell", NULL);
  g_assert_nonnull (times);
  for (guint i = 0; i < times->bars->len; i++)
    sum += g_array_index (times->bars, gint64, i);
  g_assert_cmpint (sum, ==, times->n);
  town_desk_assert_figure (fixture, gw_insight_get_question (fixture->insight), "closed",
                           times->n);
}

/* ---- a mark is gone into, as somebody does who presses Enter on it ---- */

typedef struct
{
  const char *rows;
  const char *columns;
} Crossing;

static const Crossing crossings[] = {
  { "community", "class_middle" }, { "department", "weekday" },
  { "street", "source" },          { "class_minor", "hour" },
  { "community", "street" },       { "class_middle", "class_minor" },
};

static GwChartView *
find_chart (GtkWidget *root, const char *title)
{
  GwChart *chart =
      GW_IS_CHART_VIEW (root) ? gw_chart_view_get_chart (GW_CHART_VIEW (root)) : NULL;
  GwChartView *found = NULL;

  if (chart != NULL && g_str_equal (chart->title, title))
    return GW_CHART_VIEW (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_chart (child, title);
  return found;
}

/* Back is still to be pressed. */
static void
enter_mark (TownDesk *fixture, GwChartView *chart, const char *key, gint64 count)
{
  g_assert_nonnull (chart);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (chart)));
  g_signal_emit_by_name (chart, "entered", key);
  town_desk_settle (fixture);
  g_assert_nonnull (gw_insight_get_question (fixture->insight)->figure);
  g_assert_cmpint (gw_insight_get_n_cases (fixture->insight), ==, count);
  town_desk_assert_listed (fixture, gw_insight_get_question (fixture->insight), count);
}

static void
enter_place (TownDesk *fixture, const Crossing *crossing)
{
  const GwTallyTable *table = gw_insight_get_table (fixture->insight, GW_INSIGHT_CROSSED);
  const GwTallyItem *item = table->items->pdata[0];
  const GwIndicatorValue *value = gw_tally_get_indicator (&item->now, "closure_rate");
  gint64 count = value->numerator;
  const GwFigureBook *book = gw_insight_get_book (fixture->insight);
  g_autofree char *title =
      g_strdup_printf ("%s × %s", gw_stat_dimension_title (book, crossing->rows),
                       gw_stat_dimension_title (book, crossing->columns));
  g_autofree char *key = g_strconcat (item->row.code, "\t", item->column.code, NULL);
  GwChartView *chart = find_chart (GTK_WIDGET (fixture->view), title);

  enter_mark (fixture, chart, key, count);
  g_assert_cmpstr (gw_insight_get_question (fixture->insight)->figure, ==, "closed");
}

static void
enter_cells (TownDesk *fixture, const char *indicator)
{
  guint n = gw_insight_get_table (fixture->insight, GW_INSIGHT_ROWS)->items->len;

  g_assert_cmpuint (n, >, 1);
  for (guint i = 0; i < n; i++)
    {
      const GwTallyItem *item =
          gw_insight_get_table (fixture->insight, GW_INSIGHT_ROWS)->items->pdata[i];
      const GwIndicatorValue *value = gw_tally_get_indicator (&item->now, indicator);
      g_autofree char *key = g_strdup (item->row.code);

      enter_mark (fixture, find_chart (GTK_WIDGET (fixture->view), "Ranking"), key,
                  value->numerator);
      g_assert_true (gw_statistics_view_back (fixture->view));
      town_desk_settle (fixture);
    }
}

/* Of every indicator, every mark opens all that it counts: of a sum every part. */
static void
test_entered (gconstpointer data)
{
  TownDesk *fixture = town_desk_start_again ();
  guint n = gw_insight_get_book (fixture->insight)->indicators->len;

  for (guint i = 0; i < n; i++)
    {
      const GwFigureBook *book = gw_insight_get_book (fixture->insight);
      const GwIndicator *indicator = book->indicators->pdata[i];
      GwStatQuestion *question = town_desk_copy_question (fixture);

      g_free (question->indicator);
      question->indicator = g_strdup (indicator->name.code);
      g_free (question->rows);
      question->rows = g_strdup ("cell");
      town_desk_ask (fixture, question);
      enter_cells (fixture, indicator->name.code);
    }
}

/* Every bar of the time to close opens the cases that took so long. */
static void
test_entered_times (gconstpointer data)
{
  TownDesk *fixture = town_desk_start_again ();
  guint n = gw_insight_get_times (fixture->insight)->bars->len;
  gint64 sum = 0;

  for (guint i = 0; i < n; i++)
    {
      GwChartView *chart = find_chart (GTK_WIDGET (fixture->view), "Time to Close");
      g_autofree char *key = g_strdup_printf ("%u", i);
      gint64 count =
          g_array_index (gw_insight_get_times (fixture->insight)->bars, gint64, i);

      enter_mark (fixture, chart, key, count);
      sum += count;
      g_assert_true (gw_statistics_view_back (fixture->view));
      town_desk_settle (fixture);
    }
  g_assert_cmpint (sum, >, 0);
}

/* The drop-down of the bar with this hint. */
static GtkWidget *
find_choice (GtkWidget *root, const char *hint)
{
  GtkWidget *found = NULL;

  if (GTK_IS_DROP_DOWN (root) && g_strcmp0 (gtk_widget_get_tooltip_text (root), hint) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_choice (child, hint);
  return found;
}

static void
choose (TownDesk *fixture, const char *hint, const char *text)
{
  GtkWidget *choice = find_choice (GTK_WIDGET (fixture->view), hint);
  GListModel *texts = gtk_drop_down_get_model (GTK_DROP_DOWN (choice));
  guint n = g_list_model_get_n_items (texts);
  guint i = 0;

  while (i < n &&
         !g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (texts), i), text))
    i++;
  g_assert_cmpuint (i, <, n);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), i);
  town_desk_settle (fixture);
}

static void
test_crossed (gconstpointer data)
{
  TownDesk *fixture = town_desk_start_again ();
  const Crossing *crossing = data;
  const GwFigureBook *book = gw_insight_get_book (fixture->insight);
  g_autofree char *columns =
      g_strdup_printf ("× %s", gw_stat_dimension_title (book, crossing->columns));

  choose (fixture, "One row for each", gw_stat_dimension_title (book, crossing->rows));
  choose (fixture, "Crossed with", columns);
  check_marks (fixture, GW_INSIGHT_CROSSED, crossing->rows, crossing->columns);
  enter_place (fixture, crossing);
}

/* ---- scores ---- */

static void
check_scored (TownDesk *fixture, const GwStatQuestion *question, const GwScored *scored)
{
  g_assert_cmpuint (scored->terms->len, >, 0);
  for (guint i = 0; i < scored->terms->len; i++)
    {
      const GwScoredTerm *term = scored->terms->pdata[i];

      g_assert_cmpuint (term->figures->len, >, 0);
      for (guint k = 0; k < term->figures->len; k++)
        {
          const GwScoredFigure *figure = term->figures->pdata[k];
          g_autofree char *number = g_strdup_printf (" %d", (int)figure->count);

          g_assert_nonnull (strstr (term->substitution, number));
          town_desk_assert_figure (fixture, question, figure->figure.code, figure->count);
        }
    }
}

/* A number of a score lists its cases, and Back leads to the score again. */
static void
press_scored (TownDesk *fixture, const GwScored *total)
{
  const GwScoredFigure *figure =
      ((GwScoredTerm *)total->terms->pdata[0])->figures->pdata[0];
  const gint64 count = figure->count;
  GtkWidget *button = find_button (GTK_WIDGET (fixture->view), figure->figure.code);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  town_desk_settle (fixture);
  g_assert_cmpint (gw_insight_get_n_cases (fixture->insight), ==, count);
  g_assert_true (gw_statistics_view_back (fixture->view));
  town_desk_settle (fixture);
  g_assert_cmpint (gw_insight_get_question (fixture->insight)->topic, ==, GW_TOPIC_SCORES);
}

/* By every scheme, every number that any score is made of. */
static void
test_scores (gconstpointer data)
{
  TownDesk *fixture = town_desk_start_again ();
  const GwFigureBook *book = gw_insight_get_book (fixture->insight);
  GwScores *scores = gw_statistics_view_get_scores (fixture->view);

  choose (fixture, "What is shown", "Scores");
  g_assert_cmpuint (book->schemes->len, >, 1);
  for (guint i = 0; i < book->schemes->len; i++)
    {
      const GwScheme *scheme = book->schemes->pdata[i];
      const GwScoreTable *table;

      choose (fixture, "Score scheme", gw_named_label (&scheme->name));
      table = gw_scores_get_table (scores);
      g_assert_cmpstr (table->scheme.code, ==, scheme->name.code);
      g_assert_cmpuint (table->rows->len, >, 0);
      check_scored (fixture, gw_insight_get_question (fixture->insight), &table->total);
      for (guint k = 0; k < table->rows->len; k++)
        {
          const GwScoredRow *row = table->rows->pdata[k];
          g_autoptr (GwStatQuestion) question = town_desk_copy_question (fixture);

          gw_stat_question_add (question, question->rows, &row->row);
          check_scored (fixture, question, &row->score);
        }
      press_scored (fixture, &table->total);
    }
}

/* ---- recurring cases ---- */

/* What was filed is as long as its list; each spot names its cases. */
static void
test_recurring (gconstpointer data)
{
  TownDesk *fixture = town_desk_start_again ();
  const GwStatQuestion *question;
  g_autofree char *path = NULL;
  g_autoptr (GwRecurrence) recurrence = NULL;
  guint n_cases = 0;

  choose (fixture, "What is shown", "Recurring Cases");
  question = gw_insight_get_question (fixture->insight);
  path = gw_stat_question_dup_recurrence_path (question);
  recurrence = town_desk_get (fixture, path, gw_decode_recurrence,
                              (GDestroyNotify)gw_recurrence_free);
  town_desk_assert_figure (fixture, question, "filed", recurrence->n_filed);
  g_assert_cmpuint (recurrence->items->len, ==, recurrence->n_groups);
  g_assert_cmpuint (recurrence->n_groups, >, 0);
  for (guint i = 0; i < recurrence->items->len; i++)
    {
      const GwRecurring *recurring = recurrence->items->pdata[i];

      g_assert_cmpuint (recurring->n, ==, g_strv_length (recurring->cases));
      n_cases += recurring->n;
    }
  g_assert_cmpuint (n_cases, ==, recurrence->n_cases);
}

int
main (int argc, char **argv)
{
  static const char *const dimensions[] = { "street",      "community",   "cell",
                                            "department",  "class_major", "class_middle",
                                            "class_minor", "source",      "person",
                                            "post",        "weekday",     "shift",
                                            "hour" };
  int result;

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_assert_cmpint (argc, ==, 2);
  town_desk_begin (argv[1]);
  g_test_add_data_func ("/gui/figures-open/formulas", NULL, test_formulas);
  for (guint i = 0; i < G_N_ELEMENTS (dimensions); i++)
    {
      g_autofree char *path = g_strconcat ("/gui/figures-open/rows/", dimensions[i], NULL);

      g_test_add_data_func (path, dimensions[i], test_rows);
    }
  for (guint i = 0; i < G_N_ELEMENTS (crossings); i++)
    {
      g_autofree char *path = g_strconcat ("/gui/figures-open/crossed/", crossings[i].rows,
                                           "-", crossings[i].columns, NULL);

      g_test_add_data_func (path, &crossings[i], test_crossed);
    }
  g_test_add_data_func ("/gui/figures-open/charts", NULL, test_charts);
  g_test_add_data_func ("/gui/figures-open/before", NULL, test_before);
  g_test_add_data_func ("/gui/figures-open/other-period", NULL, test_other_period);
  g_test_add_data_func ("/gui/figures-open/note", NULL, test_note);
  g_test_add_data_func ("/gui/figures-open/entered", NULL, test_entered);
  g_test_add_data_func ("/gui/figures-open/entered-times", NULL, test_entered_times);
  g_test_add_data_func ("/gui/figures-open/scores", NULL, test_scores);
  g_test_add_data_func ("/gui/figures-open/recurring", NULL, test_recurring);
  result = g_test_run ();
  town_desk_end ();
  return result;
}
