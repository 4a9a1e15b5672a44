/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of the managers' page is looked at, in the table of views. */
#include "tests/gui/lib/views-topic.h"

#include "gui/statistics/statistics-view.h"
#include "tests/gui/lib/wait.h"

static GwStatisticsView *
find_view (GwViews *views)
{
  GtkWidget *page = GTK_WIDGET (gw_window_get_desk_page (views->window));

  return GW_STATISTICS_VIEW (gw_views_find (page, GW_TYPE_STATISTICS_VIEW));
}

static GtkWidget *
open_topic (GwViews *views, GwStatTopic topic)
{
  GwDeskPage *page = gw_window_get_desk_page (views->window);
  GwStatQuestion *question;
  GwInsight *insight;

  gw_desk_page_show_section (page, "statistics");
  g_assert_true (wait_until (gw_desk_page_is_settled (page)));
  g_assert_true (
      wait_until (gw_views_find (GTK_WIDGET (page), GW_TYPE_STATISTICS_VIEW) != NULL));
  insight = gw_statistics_view_get_insight (find_view (views));
  question = gw_stat_question_copy (gw_insight_get_question (insight));
  question->topic = topic;
  gw_insight_ask (insight, question);
  g_assert_true (wait_until (gw_desk_page_is_settled (page)));
  gw_views_wait_frame (GTK_WIDGET (page));
  return GTK_WIDGET (page);
}

GtkWidget *
gw_views_open_scores (GwViews *views)
{
  return open_topic (views, GW_TOPIC_SCORES);
}

GtkWidget *
gw_views_open_months (GwViews *views)
{
  return open_topic (views, GW_TOPIC_MONTHS);
}

GtkWidget *
gw_views_open_recurring (GwViews *views)
{
  return open_topic (views, GW_TOPIC_RECURRING);
}

/* The page is as it was. */
void
gw_views_close_topic (GwViews *views, GtkWidget *root)
{
  GwDeskPage *page = gw_window_get_desk_page (views->window);

  gw_statistics_view_back (find_view (views));
  g_assert_true (wait_until (gw_desk_page_is_settled (page)));
  gw_desk_page_show_section (page, "cases");
}
