/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the managers' page's charts are made of. */
#include <adwaita.h>

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

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/gui/stat-charts/too-long", test_too_long);
  return g_test_run ();
}
