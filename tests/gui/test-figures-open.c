/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every figure of the managers' page, on the real server, is as long as the list that it opens. */
#include <adwaita.h>

#include "gui/client/codec.h"
#include "gui/charts/chart-view.h"
#include "gui/statistics/stat-text.h"
#include "gui/statistics/statistics-view.h"
#include "tests/gui/lib/views.h"
#include "tests/gui/lib/wait.h"

/* The town's server (town-server-main.c), for all tests. */
static struct
{
  GSubprocess *process;
  GDataInputStream *answers;
  char *base;
} town;

typedef struct
{
  GwClient *client;
  GwViews *views;
  GwStatisticsView *view;
  GwInsight *insight;
  gpointer answer;
  gboolean answered;
  guint n_opened;
} Fixture;

static Fixture desk;

/* ---- a town in which things happened ---- */

typedef struct
{
  guint cell;
  const char *steps; /* "leader:file admin:dispatch" */
} Story;

static const Story stories[] = {
  { 0, "leader:file admin:dispatch sanitation:accept sanitation:handle inspector:check "
       "leader:close" },
  { 1, "leader:file admin:dispatch sanitation:accept sanitation:handle inspector:check "
       "leader:close" },
  { 5, "leader:file admin:dispatch sanitation:accept sanitation:handle inspector:rework "
       "sanitation:handle inspector:check leader:close" },
  { 9, "leader:file admin:dispatch sanitation:accept sanitation:handle" },
  { 9, "leader:file admin:dispatch sanitation:return" },
  { 10, "leader:file admin:dispatch" },
  { 12, "leader:file" },
  { 12, "leader:file admin:void" },
  { 15, "leader:reject" },
  { 3, "" },
};

/* Its answer's first word; caller frees. */
static char *
order (const char *line)
{
  GOutputStream *orders = g_subprocess_get_stdin_pipe (town.process);
  g_autofree char *text = g_strconcat (line, "\n", NULL);
  g_autofree char *answer = NULL;

  g_assert_true (g_output_stream_write_all (orders, text, strlen (text), NULL, NULL, NULL));
  answer = g_data_input_stream_read_line (town.answers, NULL, NULL, NULL);
  g_assert_nonnull (answer);
  return g_strndup (answer, strcspn (answer, " "));
}

static void
live (const Story *story)
{
  g_autofree char *report = g_strdup_printf ("report %u litter", story->cell);
  g_autofree char *number = order (report);
  g_auto (GStrv) steps = g_strsplit (story->steps, " ", -1);

  for (guint i = 0; steps[i] != NULL && steps[i][0] != '\0'; i++)
    {
      g_auto (GStrv) step = g_strsplit (steps[i], ":", 2);
      g_autofree char *act = g_strdup_printf ("act %s %s %s", step[0], number, step[1]);
      g_autofree char *state = order (act);
    }
}

static void
start_town (const char *program)
{
  g_autofree char *line = NULL;
  g_autoptr (GError) error = NULL;

  town.process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                        &error, program, NULL);
  g_assert_no_error (error);
  town.answers = g_data_input_stream_new (g_subprocess_get_stdout_pipe (town.process));
  line = g_data_input_stream_read_line (town.answers, NULL, NULL, NULL);
  g_assert_nonnull (line);
  town.base = g_strndup (line, strcspn (line, " "));
  for (guint i = 0; i < G_N_ELEMENTS (stories); i++)
    live (&stories[i]);
}

/* It ends with its orders. */
static void
end_town (void)
{
  g_output_stream_close (g_subprocess_get_stdin_pipe (town.process), NULL, NULL);
  g_assert_true (g_subprocess_wait_check (town.process, NULL, NULL));
  g_object_unref (town.answers);
  g_object_unref (town.process);
  g_free (town.base);
}

/* ---- asking ---- */

static void
settle (Fixture *fixture)
{
  g_assert_true (wait_until (!gw_insight_is_loading (fixture->insight)));
  g_assert_no_error (gw_insight_get_error (fixture->insight));
}

static void
ask (Fixture *fixture, GwStatQuestion *question)
{
  gw_insight_ask (fixture->insight, question);
  settle (fixture);
}

static GwStatQuestion *
copy_question (Fixture *fixture)
{
  return gw_stat_question_copy (gw_insight_get_question (fixture->insight));
}

static void
answer_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (GError) error = NULL;

  fixture->answer = gw_client_call_finish (GW_CLIENT (source), result, &error);
  fixture->answered = TRUE;
  g_assert_no_error (error);
}

static gpointer
call (Fixture *fixture, const char *method, const char *path, const char *body,
      GwDecoder decode, GDestroyNotify free_answer)
{
  fixture->answered = FALSE;
  gw_client_call_async (fixture->client, method, path, body, decode, free_answer, NULL,
                        answer_cb, fixture);
  g_assert_true (wait_until (fixture->answered));
  return g_steal_pointer (&fixture->answer);
}

static gpointer
get (Fixture *fixture, const char *path, GwDecoder decode, GDestroyNotify free_answer)
{
  return call (fixture, "GET", path, NULL, decode, free_answer);
}

/* Page by page to the end of the list that a question opens. */
static void
assert_listed (Fixture *fixture, const GwStatQuestion *question, gint64 count)
{
  g_autofree char *path = gw_stat_question_dup_cases_path (question);
  gint64 n_listed = 0;

  while (path != NULL)
    {
      g_autoptr (GwCountedPage) page =
          get (fixture, path, gw_decode_counted_page, (GDestroyNotify)gw_counted_page_free);

      g_assert_cmpint (page->total, ==, count);
      n_listed += page->items->len;
      g_free (path);
      path = g_steal_pointer (&page->next);
    }
  g_assert_cmpint (n_listed, ==, count);
  fixture->n_opened++;
}

static void
assert_figure (Fixture *fixture, const GwStatQuestion *question, const char *figure,
               gint64 count)
{
  g_autoptr (GwStatQuestion) list = gw_stat_question_copy (question);

  g_free (list->figure);
  list->figure = g_strdup (figure);
  assert_listed (fixture, list, count);
}

/* ---- set up ---- */

/* The figures follow the journal by themselves; the test goes on when they are there. */
static void
wait_counted (Fixture *fixture)
{
  gint64 end_usec = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;
  gint64 n_reported = 0;
  gint64 n_closed = 0;

  while ((n_reported < (gint64)G_N_ELEMENTS (stories) || n_closed < 3) &&
         g_get_monotonic_time () < end_usec)
    {
      g_autoptr (GwTallyTable) table =
          get (fixture, "/api/v1/statistics/table?rows=city", gw_decode_tally_table,
               (GDestroyNotify)gw_tally_table_free);

      n_reported = gw_tally_get_figure (&table->total, "reported");
      n_closed = gw_tally_get_figure (&table->total, "closed");
      if (n_closed < 3)
        g_usleep (G_USEC_PER_SEC / 10);
    }
  g_assert_cmpint (n_closed, ==, 3);
}

static void
sign_in (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GwSessionRecord *session;

  fixture->client = gw_client_new (town.base, &error);
  g_assert_no_error (error);
  session = call (fixture, "POST", "/api/v1/sessions",
                  "{\"login\":\"leader\",\"password\":\"password-of-leader\"}",
                  gw_decode_session, (GDestroyNotify)gw_session_record_free);
  gw_client_set_token (fixture->client, session->token);
  gw_session_record_free (session);
}

static void
set_up (Fixture *fixture)
{
  GwDeskPage *page;

  sign_in (fixture);
  wait_counted (fixture);
  fixture->views = gw_views_new_at (town.base, "leader", "password-of-leader");
  page = gw_window_get_desk_page (fixture->views->window);
  gw_desk_page_show_section (page, "statistics");
  g_assert_true (
      wait_until (gw_views_find (GTK_WIDGET (page), GW_TYPE_STATISTICS_VIEW) != NULL));
  fixture->view =
      GW_STATISTICS_VIEW (gw_views_find (GTK_WIDGET (page), GW_TYPE_STATISTICS_VIEW));
  fixture->insight = gw_statistics_view_get_insight (fixture->view);
  g_assert_true (
      wait_until (gw_insight_get_table (fixture->insight, GW_INSIGHT_ROWS) != NULL));
  settle (fixture);
}

static void
tear_down (Fixture *fixture)
{
  g_test_message ("%u figures were opened", fixture->n_opened);
  gw_views_free (fixture->views);
  g_object_unref (fixture->client);
}

/* One desk for all tests; each begins with the question that the page begins with. */
static Fixture *
start_again (void)
{
  Fixture *fixture = &desk;

  while (gw_insight_can_go_back (fixture->insight))
    {
      gw_insight_back (fixture->insight);
      settle (fixture);
    }
  return fixture;
}

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
press_figure (Fixture *fixture, const char *figure)
{
  gint64 count = gw_tally_get_figure (
      &gw_insight_get_table (fixture->insight, GW_INSIGHT_ROWS)->total, figure);
  GtkWidget *button = find_button (GTK_WIDGET (fixture->view), figure);
  g_autofree char *text = g_strdup_printf (" %" G_GINT64_FORMAT, count);

  g_assert_nonnull (button);
  g_assert_true (g_str_has_suffix (gtk_button_get_label (GTK_BUTTON (button)), text));
  g_signal_emit_by_name (button, "clicked");
  settle (fixture);
  g_assert_cmpint (gw_insight_get_n_cases (fixture->insight), ==, count);
  g_assert_cmpint (g_list_model_get_n_items (gw_insight_get_cases (fixture->insight)), ==,
                   count);
  fixture->n_opened++;
  g_assert_true (gw_statistics_view_back (fixture->view));
  settle (fixture);
}

/* Of every indicator, every number in its formula. */
static void
test_formulas (gconstpointer data)
{
  Fixture *fixture = start_again ();
  guint n = gw_insight_get_book (fixture->insight)->indicators->len;

  g_assert_cmpuint (n, >, 5);
  for (guint i = 0; i < n; i++)
    {
      const GwFigureBook *book = gw_insight_get_book (fixture->insight);
      const GwIndicator *indicator = book->indicators->pdata[i];
      GwStatQuestion *question = copy_question (fixture);
      g_autoptr (GPtrArray) figures = g_ptr_array_new_with_free_func (g_free);

      g_free (question->indicator);
      question->indicator = g_strdup (indicator->name.code);
      ask (fixture, question);
      find_figures (GTK_WIDGET (fixture->view), figures);
      g_assert_cmpuint (figures->len, >, 0);
      for (guint k = 0; k < figures->len; k++)
        press_figure (fixture, figures->pdata[k]);
    }
}

/* ---- the ranking ---- */

static void
check_row (Fixture *fixture, const char *dimension, const GwTallyItem *item)
{
  g_autoptr (GwStatQuestion) question = copy_question (fixture);

  gw_stat_question_add (question, dimension, &item->row);
  g_assert_nonnull (gw_stat_question_find (question, dimension));
  for (guint i = 0; i < item->now.figures->len; i++)
    {
      const GwTallyFigure *figure = &g_array_index (item->now.figures, GwTallyFigure, i);

      if (figure->count != 0)
        assert_figure (fixture, question, figure->name, figure->count);
    }
}

/* In every dimension, every figure of every row. */
static void
test_rows (gconstpointer data)
{
  Fixture *fixture = start_again ();
  GwStatQuestion *question = copy_question (fixture);
  const GwTallyTable *table;

  g_free (question->rows);
  question->rows = g_strdup (data);
  ask (fixture, question);
  table = gw_insight_get_table (fixture->insight, GW_INSIGHT_ROWS);
  g_assert_cmpuint (table->items->len, >, 0);
  for (guint i = 0; i < table->items->len; i++)
    check_row (fixture, data, table->items->pdata[i]);
}

/* ---- charts and map ---- */

/* The closure rate's numerator is what is closed. */
static void
check_mark (Fixture *fixture, const GwStatQuestion *question, const GwTally *tally)
{
  const GwIndicatorValue *value = gw_tally_get_indicator (tally, "closure_rate");

  g_assert_nonnull (value);
  assert_figure (fixture, question, "closed", value->numerator);
}

static void
check_marks (Fixture *fixture, GwInsightTable which, const char *row, const char *column)
{
  const GwTallyTable *table = gw_insight_get_table (fixture->insight, which);

  g_assert_cmpuint (table->items->len, >, 0);
  for (guint i = 0; i < table->items->len; i++)
    {
      const GwTallyItem *item = table->items->pdata[i];
      g_autoptr (GwStatQuestion) question = copy_question (fixture);

      gw_stat_question_add (question, row, &item->row);
      if (column != NULL)
        gw_stat_question_add (question, column, &item->column);
      check_mark (fixture, question, &item->now);
    }
}

static void
check_trend (Fixture *fixture)
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
  Fixture *fixture = start_again ();
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
  assert_figure (fixture, gw_insight_get_question (fixture->insight), "closed", times->n);
}

/* Two dimensions crossed; a place is gone into as somebody does who presses Enter on it. */
typedef struct
{
  const char *rows;
  const char *columns;
} Crossing;

static const Crossing crossings[] = {
  { "community", "class_middle" },
  { "department", "weekday" },
  { "street", "source" },
  { "class_minor", "hour" },
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

static void
enter_place (Fixture *fixture, const Crossing *crossing)
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

  g_assert_nonnull (chart);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (chart)));
  g_signal_emit_by_name (chart, "entered", key);
  settle (fixture);
  g_assert_cmpstr (gw_insight_get_question (fixture->insight)->figure, ==, "closed");
  g_assert_cmpint (gw_insight_get_n_cases (fixture->insight), ==, count);
  fixture->n_opened++;
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
choose (Fixture *fixture, const char *hint, const char *text)
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
  settle (fixture);
}

static void
test_crossed (gconstpointer data)
{
  Fixture *fixture = start_again ();
  const Crossing *crossing = data;
  const GwFigureBook *book = gw_insight_get_book (fixture->insight);
  g_autofree char *columns =
      g_strdup_printf ("× %s", gw_stat_dimension_title (book, crossing->columns));

  choose (fixture, "One row for each", gw_stat_dimension_title (book, crossing->rows));
  choose (fixture, "Crossed with", columns);
  check_marks (fixture, GW_INSIGHT_CROSSED, crossing->rows, crossing->columns);
  enter_place (fixture, crossing);
}

int
main (int argc, char **argv)
{
  static const char *const dimensions[] = { "street",      "community",   "cell",
                                            "department",  "class_major", "class_middle",
                                            "class_minor", "source",      "person",
                                            "weekday",     "hour" };
  int result;

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_assert_cmpint (argc, ==, 2);
  start_town (argv[1]);
  set_up (&desk);
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
  result = g_test_run ();
  tear_down (&desk);
  end_town ();
  return result;
}
