/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counting what happens to calls, with the event that it comes of. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/hotline-private.h"

static GwHotlineSituation
situation_of (const GwCaseRecord *record)
{
  GwHotlineSituation situation = { .state = record->state,
                                   .satisfaction = record->progress.satisfaction,
                                   .solved = record->progress.solved };
  GwClocks clocks = { 0 };

  gw_clocks_parse (record->clocks, &clocks);
  situation.answer = clocks.stage[GW_STAGE_ANSWER];
  return situation;
}

GwHotlineCounts
gw_hotline_count_event (const GwCaseRecord *before, const GwCaseRecord *after,
                        const GwEventRecord *event)
{
  GwHotlineSituation from = { .state = GW_CASE_NONE };
  GwHotlineSituation to;

  if ((after->progress.flags & GW_FLAG_HOTLINE) == 0)
    return (GwHotlineCounts){ 0 };
  if (before != NULL)
    from = situation_of (before);
  to = situation_of (after);
  return gw_hotline_count (event->action, &from, &to);
}

gboolean
gw_hotline_note (GwStoreWriter *writer, const GwCaseRecord *before,
                 const GwCaseRecord *after, const GwEventRecord *event, GError **error)
{
  GwHotlineCounts counts = gw_hotline_count_event (before, after, event);

  return gw_hotline_counts_are_none (&counts) ||
         gw_store_hotline_count (writer, event->at, event->department_id, &counts, error);
}
