/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The managers' page: what is known of its question, for whoever shows it. */
#define G_LOG_DOMAIN "gridward-model"

#include "gui/model/insight-private.h"

const GError *
gw_insight_get_error (GwInsight *self)
{
  g_return_val_if_fail (GW_IS_INSIGHT (self), NULL);

  return self->error;
}

const GwStatQuestion *
gw_insight_get_question (GwInsight *self)
{
  g_return_val_if_fail (GW_IS_INSIGHT (self), NULL);

  return self->question;
}

const GwFigureBook *
gw_insight_get_book (GwInsight *self)
{
  g_return_val_if_fail (GW_IS_INSIGHT (self), NULL);

  return self->book;
}

const GwIndicator *
gw_insight_get_indicator (GwInsight *self)
{
  g_return_val_if_fail (GW_IS_INSIGHT (self), NULL);

  for (guint i = 0; self->book != NULL && i < self->book->indicators->len; i++)
    {
      const GwIndicator *indicator = self->book->indicators->pdata[i];

      if (g_str_equal (indicator->name.code, self->question->indicator))
        return indicator;
    }
  return NULL;
}

const GwTallyTable *
gw_insight_get_table (GwInsight *self, GwInsightTable table)
{
  g_return_val_if_fail (GW_IS_INSIGHT (self) && table < GW_INSIGHT_N, NULL);

  return self->tables[table];
}

GListModel *
gw_insight_get_cases (GwInsight *self)
{
  g_return_val_if_fail (GW_IS_INSIGHT (self), NULL);

  return G_LIST_MODEL (self->cases);
}

int
gw_insight_get_n_cases (GwInsight *self)
{
  g_return_val_if_fail (GW_IS_INSIGHT (self), 0);

  return self->n_cases;
}

GwCellValues *
gw_insight_get_values (GwInsight *self)
{
  g_return_val_if_fail (GW_IS_INSIGHT (self), NULL);

  return self->values;
}

gboolean
gw_insight_measures_times (GwInsight *self)
{
  g_return_val_if_fail (GW_IS_INSIGHT (self), FALSE);

  return gw_span_n_days (&self->question->span) <= GW_INSIGHT_TIMES_MAX_DAYS;
}

const GwClosingTimes *
gw_insight_get_times (GwInsight *self)
{
  g_return_val_if_fail (GW_IS_INSIGHT (self), NULL);

  return self->times;
}
