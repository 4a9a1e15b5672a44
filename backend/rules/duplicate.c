/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether two cases are likely one. */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/duplicate.h"

#define WEIGHT_NEAR 0.4
#define WEIGHT_RECENT 0.2
#define WEIGHT_SIMILAR 0.4
#define OTHER_CLASS 0.5

/* 1 for none of the limit, 0 from all of it on. */
static double
closeness (double value, double limit)
{
  return value < limit ? 1 - value / limit : 0;
}

GwDuplicateVerdict
gw_duplicate_judge (const GwDuplicateFacts *facts, const GwDuplicateLimits *limits)
{
  gboolean is_near = facts->same_component || facts->distance_m <= limits->radius_m;
  double near = facts->same_component ? 1 : closeness (facts->distance_m, limits->radius_m);
  double recent = closeness ((double)facts->apart_ms, (double)limits->window_ms);
  double score = WEIGHT_NEAR * near + WEIGHT_RECENT * recent;

  if (facts->has_similarity)
    score += WEIGHT_SIMILAR * facts->similarity;
  else
    score /= WEIGHT_NEAR + WEIGHT_RECENT;
  return (GwDuplicateVerdict){
    .duplicate = facts->same_class && is_near && !facts->other_component &&
                 facts->apart_ms <= limits->window_ms,
    .score = facts->same_class ? score : score * OTHER_CLASS,
  };
}
