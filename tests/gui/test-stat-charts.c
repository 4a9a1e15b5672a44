/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the managers' page's charts are made of, and what they leave out. */
#include <adwaita.h>

#include "gui/charts/chart-area.h"
#include "gui/charts/chart-view.h"
#include "gui/model/insight-private.h"
#include "gui/statistics/stat-charts.h"

#define BOOK                                                                               \
  "{\"indicators\":[{\"name\":\"reported\",\"title\":\"Reported\",\"unit\":\"count\"}],"   \
  "\"figures\":[],\"dimensions\":[{\"name\":\"street\",\"title\":\"Street\"},"             \
  "{\"name\":\"class_minor\",\"title\":\"Class\"},{\"name\":\"day\",\"title\":\"Day\"}]}"

/* An insight with its answers, of no server. */
static GwInsight *
make_insight (const char *rows, const char *columns)
{
  GwInsight *insight = g_object_new (GW_TYPE_INSIGHT, NULL);
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, 11, 11, 2026);
  insight->book = gw_decode_figure_book (BOOK, strlen (BOOK), NULL);
  g_assert_nonnull (insight->book);
  insight->question = gw_stat_question_new (&day);
  g_free (insight->question->indicator);
  insight->question->indicator = g_strdup ("reported");
  g_free (insight->question->rows);
  insight->question->rows = g_strdup (rows);
  insight->question->columns = g_strdup (columns);
  return insight;
}

/* One more item of a table as the server gives it; column may be NULL. */
static void
add (GString *items, const char *row, const char *column, guint count)
{
  g_string_append_printf (items, "%s{\"key\":\"%s\"", items->len > 0 ? "," : "", row);
  if (column != NULL)
    g_string_append_printf (items, ",\"column\":{\"key\":\"%s\"}", column);
  g_string_append_printf (items, ",\"indicators\":{\"reported\":%u}}", count);
}

static void
answer (GwInsight *insight, GwInsightTable which, GString *items)
{
  g_autofree char *json = g_strdup_printf ("{\"items\":[%s]}", items->str);
  g_autoptr (GError) error = NULL;

  insight->tables[which] = gw_decode_tally_table (json, strlen (json), &error);
  g_assert_no_error (error);
}

/* ---- classes ---- */

static GwChart *
make_classes (guint n)
{
  g_autoptr (GwInsight) insight = make_insight ("street", NULL);
  g_autoptr (GString) items = g_string_new (NULL);

  /* The one with the most comes last. */
  for (guint i = 0; i <= n; i++)
    {
      g_autofree char *key = g_strdup_printf ("class-%02u", i);

      add (items, key, NULL, i);
    }
  answer (insight, GW_INSIGHT_CLASSES, items);
  return gw_stat_chart_new (insight, GW_STAT_CLASSES);
}

/* What all other classes have is one bar, and the line is of everything that was counted. */
static void
test_rest (void)
{
  g_autoptr (GwChart) chart = make_classes (20);
  const GwChartMark *rest = gw_chart_get (chart, chart->marks->len - 1);

  g_assert_cmpuint (chart->marks->len, ==, 12);
  g_assert_cmpfloat (chart->total, ==, 210);
  g_assert_cmpstr (gw_chart_get (chart, 0)->key, ==, "class-20");
  g_assert_cmpstr (rest->key, ==, "");
  g_assert_cmpstr (rest->text, ==, "Other, 9 classes: 45");
  g_assert_cmpfloat (rest->value, ==, 45);
  g_assert_cmpfloat_with_epsilon (gw_chart_share_so_far (chart, 0), 20 / 210.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (gw_chart_share_so_far (chart, 10), 165 / 210.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (gw_chart_share_so_far (chart, 11), 1, 1e-9);
}

/* Those that can be shown are; one without cases is none. */
static void
test_few_classes (void)
{
  g_autoptr (GwChart) chart = make_classes (12);

  g_assert_cmpuint (chart->marks->len, ==, 12);
  g_assert_cmpstr (gw_chart_get (chart, 11)->key, ==, "class-01");
  g_assert_cmpfloat_with_epsilon (gw_chart_share_so_far (chart, 11), 1, 1e-9);
}

/* ---- rows by columns ---- */

static GwChart *
make_crossed (const char *rows, const char *columns, GString *items)
{
  g_autoptr (GwInsight) insight = make_insight (rows, columns);

  answer (insight, GW_INSIGHT_CROSSED, items);
  return gw_stat_chart_new (insight, GW_STAT_CROSSED);
}

typedef struct
{
  const char *columns;
  const char *keys[4]; /* the first one has the fewest cases */
  const char *labels;
} OrderRow;

static const OrderRow order_rows[] = {
  { "hour",
    { "04", "23", "05", NULL },
    "00:00 01:00 02:00 03:00 04:00 05:00 06:00 07:00 08:00 09:00 10:00 11:00 12:00 13:00 "
    "14:00 15:00 16:00 17:00 18:00 19:00 20:00 21:00 22:00 23:00" },
  { "weekday", { "2", "7", "3", NULL }, "Mon Tue Wed Thu Fri Sat Sun" },
  { "shift", { "06-14", "22-06", "14-22", NULL }, "06-14 14-22 22-06" },
  { "day", { "2026-11-02", "2026-11-20", "2026-11-07", NULL }, "11-02 11-07 11-20" },
  { "week", { "2026-W09", "2026-W48", "2026-W47", NULL }, "W09 W47 W48" },
  { "month", { "2025-12", "2026-11", "2026-02", NULL }, "2025-12 2026-02 2026-11" },
  { "quarter", { "2026-Q1", "2026-Q4", "2026-Q2", NULL }, "Q1 Q2 Q4" },
  { "year", { "2024", "2026", "2025", NULL }, "2024 2025 2026" },
  { "class_minor", { "a", "b", "c", NULL }, "c b a" },
};

/* What has an order of its own is not shuffled, and no hour or weekday is left out. */
static void
test_order (gconstpointer data)
{
  const OrderRow *row = data;
  g_autoptr (GString) items = g_string_new (NULL);
  g_autoptr (GwChart) chart = NULL;
  g_autofree char *labels = NULL;

  for (guint i = 0; row->keys[i] != NULL; i++)
    add (items, "river", row->keys[i], i + 1);
  chart = make_crossed ("street", row->columns, items);
  labels = g_strjoinv (" ", chart->column_labels);
  g_assert_cmpstr (labels, ==, row->labels);
  g_assert_cmpuint (chart->marks->len, ==, g_strv_length (chart->column_labels));
  g_assert_null (chart->note);
  g_assert_null (gw_chart_left_out_text (chart, chart->marks->len));
}

/* As rows they say the year. */
static void
test_rows_in_order (void)
{
  g_autoptr (GString) items = g_string_new (NULL);
  g_autoptr (GwChart) chart = NULL;
  g_autofree char *labels = NULL;

  add (items, "2026-11-02", "river", 1);
  add (items, "2026-11-01", "river", 2);
  chart = make_crossed ("day", "street", items);
  labels = g_strjoinv (" ", chart->row_labels);
  g_assert_cmpstr (labels, ==, "2026-11-01 2026-11-02");
}

/* Lines with the fewest cases are cut, which is said. */
static void
test_cut (void)
{
  g_autoptr (GString) items = g_string_new (NULL);
  g_autoptr (GwChart) chart = NULL;
  g_autofree char *left_out = NULL;

  for (guint row = 0; row < 40; row++)
    for (guint column = 0; column < 20; column++)
      {
        g_autofree char *street = g_strdup_printf ("street-%02u", row);
        g_autofree char *class = g_strdup_printf ("class-%02u", column);

        add (items, street, class, row + column);
      }
  chart = make_crossed ("street", "class_minor", items);
  left_out = gw_chart_left_out_text (chart, chart->marks->len);
  g_assert_cmpuint (chart->marks->len, ==, 30 * 12);
  g_assert_cmpstr (chart->row_labels[0], ==, "street-39");
  g_assert_cmpstr (chart->column_labels[0], ==, "class-19");
  g_assert_cmpstr (left_out, ==, "Street: the first 30 of 40 · Class: the first 12 of 20");
}

/* Of very many days the last ones are shown. */
static void
test_cut_days (void)
{
  g_autoptr (GString) items = g_string_new (NULL);
  g_autoptr (GwChart) chart = NULL;

  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *day = g_strdup_printf ("2026-%02u-%02u", i / 28 + 1, i % 28 + 1);

      add (items, "river", day, 100 - i);
    }
  chart = make_crossed ("street", "day", items);
  g_assert_cmpuint (g_strv_length (chart->column_labels), ==, 92);
  g_assert_cmpstr (chart->column_labels[0], ==, "01-09");
  g_assert_cmpstr (chart->column_labels[91], ==, "04-16");
  g_assert_cmpstr (chart->note, ==, "Day: the last 92 of 100");
}

/* ---- hours of the week ---- */

/* Its marks have the keys of the server, by which the other charts narrow, too. */
static void
test_hours (void)
{
  g_autoptr (GwInsight) insight = make_insight ("street", NULL);
  g_autoptr (GString) items = g_string_new (NULL);
  g_autoptr (GwChart) chart = NULL;
  const GwChartMark *mark;

  add (items, "3", "05", 7);
  answer (insight, GW_INSIGHT_HOURS, items);
  gw_stat_question_add (insight->question, "weekday", &(GwNamed){ .code = (char *)"3" });
  gw_stat_question_add (insight->question, "hour", &(GwNamed){ .code = (char *)"05" });
  chart = gw_stat_chart_new (insight, GW_STAT_HOURS);
  mark = gw_chart_get (chart, 2 * 24 + 5);
  g_assert_cmpstr (mark->key, ==, "3\t05");
  g_assert_cmpfloat (mark->value, ==, 7);
  g_assert_true (mark->chosen);
}

/* ---- bars ---- */

/* The widget's rows have room for more than the chart. */
static void
test_bars (void)
{
  g_autoptr (GwInsight) insight = make_insight ("street", NULL);
  g_autoptr (GString) items = g_string_new (NULL);
  g_autoptr (GwChart) chart = NULL;
  g_autofree char *some = NULL;
  g_autofree char *all = NULL;

  for (guint i = 0; i < 57; i++)
    {
      g_autofree char *key = g_strdup_printf ("street-%02u", i);

      add (items, key, NULL, i);
    }
  answer (insight, GW_INSIGHT_ROWS, items);
  chart = gw_stat_chart_new (insight, GW_STAT_RANKING);
  some = gw_chart_left_out_text (chart, 9);
  all = gw_chart_left_out_text (chart, chart->marks->len);
  g_assert_cmpstr (some, ==, "the first 9 of 57");
  g_assert_cmpstr (all, ==, "the first 40 of 57");
}

/* ---- seen ---- */

/* The first widget of the type under root; NULL: none. */
static GtkWidget *
find (GtkWidget *root, GType type)
{
  GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (root), type) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);
  return found;
}

/* The words in the place of the chart; NULL: it has values. */
static const char *
empty_words (GtkWidget *view)
{
  GtkStack *stack = GTK_STACK (find (view, GTK_TYPE_STACK));
  GtkWidget *child = gtk_stack_get_visible_child (stack);

  return GTK_IS_LABEL (child) ? gtk_label_get_text (GTK_LABEL (child)) : NULL;
}

/* That nothing was asked for is not that there are no cases. */
static void
test_too_long (void)
{
  g_autoptr (GwInsight) insight = make_insight ("street", NULL);
  GtkWidget *view = g_object_ref_sink (gw_chart_view_new ("Time to Close"));
  g_autoptr (GwChart) chart = NULL;
  g_autoptr (GwChart) none = gw_chart_new (GW_CHART_HISTOGRAM, GW_CHART_COUNT, "Time");

  g_assert_cmpstr (empty_words (view), ==, "");
  gw_chart_view_set_chart (GW_CHART_VIEW (view), none);
  g_assert_cmpstr (empty_words (view), ==, "No cases");
  g_assert_null (gw_stat_chart_new (insight, GW_STAT_TIMES));
  g_date_set_dmy (&insight->question->span.from, 1, 1, 2025);
  chart = gw_stat_chart_new (insight, GW_STAT_TIMES);
  gw_chart_view_set_chart (GW_CHART_VIEW (view), chart);
  g_assert_cmpstr (empty_words (view), ==, "Closing times are told for at most 366 days.");
  g_object_unref (view);
}

static void
note_key_cb (GString *keys, const char *key)
{
  g_string_append_printf (keys, "%s ", key);
}

static void
press (GtkWidget *area, guint key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (area);
  gboolean stopped;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, 0, &stopped);
    }
}

/* The rest is looked at like every bar, but nothing is narrowed to it. */
static void
test_rest_is_not_chosen (void)
{
  g_autoptr (GwChart) chart = make_classes (20);
  GtkWidget *view = g_object_ref_sink (gw_chart_view_new ("Classes"));
  GtkWidget *area = find (view, GW_TYPE_CHART_AREA);
  GtkWidget *as_table = find (view, GTK_TYPE_TOGGLE_BUTTON);
  GtkListBox *table = GTK_LIST_BOX (find (view, GTK_TYPE_LIST_BOX));
  g_autoptr (GString) keys = g_string_new (NULL);

  g_signal_connect_swapped (view, "chosen", G_CALLBACK (note_key_cb), keys);
  g_signal_connect_swapped (view, "entered", G_CALLBACK (note_key_cb), keys);
  gw_chart_view_set_chart (GW_CHART_VIEW (view), chart);
  press (area, GDK_KEY_Home);
  press (area, GDK_KEY_space);
  press (area, GDK_KEY_End);
  press (area, GDK_KEY_space);
  press (area, GDK_KEY_Return);
  g_assert_cmpstr (keys->str, ==, "class-20 ");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (as_table), TRUE);
  g_assert_true (
      gtk_list_box_row_get_activatable (gtk_list_box_get_row_at_index (table, 10)));
  g_assert_false (
      gtk_list_box_row_get_activatable (gtk_list_box_get_row_at_index (table, 11)));
  g_object_unref (view);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/gui/stat-charts/rest", test_rest);
  g_test_add_func ("/gui/stat-charts/few-classes", test_few_classes);
  for (guint i = 0; i < G_N_ELEMENTS (order_rows); i++)
    {
      g_autofree char *path =
          g_strconcat ("/gui/stat-charts/order/", order_rows[i].columns, NULL);

      g_test_add_data_func (path, &order_rows[i], test_order);
    }
  g_test_add_func ("/gui/stat-charts/rows-in-order", test_rows_in_order);
  g_test_add_func ("/gui/stat-charts/cut", test_cut);
  g_test_add_func ("/gui/stat-charts/cut-days", test_cut_days);
  g_test_add_func ("/gui/stat-charts/hours", test_hours);
  g_test_add_func ("/gui/stat-charts/bars", test_bars);
  g_test_add_func ("/gui/stat-charts/too-long", test_too_long);
  g_test_add_func ("/gui/stat-charts/rest-is-not-chosen", test_rest_is_not_chosen);
  return g_test_run ();
}
