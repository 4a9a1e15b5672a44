/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The charts of the managers' page on paper, with what was asked. */
#define G_LOG_DOMAIN "gridward-statistics"

#include "gui/statistics/stat-print.h"

#include "gui/charts/chart-print.h"
#include "gui/statistics/stat-text.h"

#define BETWEEN " · "

static void
add (GString *text, const char *part)
{
  if (text->len > 0)
    g_string_append (text, BETWEEN);
  g_string_append (text, part);
}

char *
gw_stat_print_note (GwInsight *insight)
{
  const GwIndicator *indicator = gw_insight_get_indicator (insight);
  const GwTallyTable *table = gw_insight_get_table (insight, GW_INSIGHT_ROWS);
  const GPtrArray *filters = gw_insight_get_question (insight)->filters;
  GString *text = g_string_new (NULL);
  g_autofree char *sentence = NULL;

  if (indicator == NULL || table == NULL)
    return g_string_free (text, FALSE);
  sentence =
      gw_stat_sentence (indicator, gw_named_label (&indicator->name),
                        gw_tally_get_indicator (&table->total, indicator->name.code));
  add (text, sentence);
  if (indicator->variant != NULL && indicator->variant[0] != '\0')
    add (text, indicator->variant);
  for (guint i = 0; i < filters->len; i++)
    {
      g_autofree char *filter =
          gw_stat_filter_text (gw_insight_get_book (insight), filters->pdata[i]);

      add (text, filter);
    }
  return g_string_free (text, FALSE);
}

void
gw_stat_print (GwInsight *insight, const GwNamed *city, GPtrArray *charts,
               GtkWindow *parent)
{
  const GwIndicator *indicator = gw_insight_get_indicator (insight);
  g_autofree char *period = gw_span_text (&gw_insight_get_question (insight)->span);
  g_autofree char *note = gw_stat_print_note (insight);
  g_autofree char *heading = NULL;

  if (indicator == NULL || charts->len == 0)
    return;
  heading = g_strjoin (BETWEEN, gw_named_label (city), gw_named_label (&indicator->name),
                       period, NULL);
  gw_chart_print (charts, heading, note, parent);
}
