/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rates, each as a row: numerator, denominator and the formula in words. */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/indicators.h"

typedef struct
{
  const char *name;
  gsize numerator; /* offset in GwCounters */
  gsize denominator;
  const char *formula;
  const char *formula_zh;
} Indicator;

static const Indicator indicators[GW_INDICATOR_N] = {
  [GW_INDICATOR_CLOSURE_RATE] = { "closure_rate", G_STRUCT_OFFSET (GwCounters, closed),
                                  G_STRUCT_OFFSET (GwCounters, handled),
                                  "closed / should be closed (handled at least once)",
                                  "结案数 / 应结案数（至少处置过一次）" },
  [GW_INDICATOR_TIMELY_RATE] = { "timely_rate",
                                 G_STRUCT_OFFSET (GwCounters, handled_in_time),
                                 G_STRUCT_OFFSET (GwCounters, handled),
                                 "handled in time / handled", "按期处置数 / 处置数" },
};

void
gw_counters_add (GwCounters *counters, const GwCounters *more)
{
  counters->reported += more->reported;
  counters->filed += more->filed;
  counters->rejected += more->rejected;
  counters->voided += more->voided;
  counters->dispatched += more->dispatched;
  counters->handled += more->handled;
  counters->handled_in_time += more->handled_in_time;
  counters->closed += more->closed;
  counters->closed_in_time += more->closed_in_time;
  counters->reworks += more->reworks;
  counters->returns += more->returns;
  counters->open += more->open;
  counters->overdue += more->overdue;
}

GwRate
gw_indicator_rate (GwIndicator indicator, const GwCounters *counters)
{
  const Indicator *row = &indicators[indicator];

  g_return_val_if_fail ((guint)indicator < GW_INDICATOR_N, (GwRate){ 0 });

  return (GwRate){ G_STRUCT_MEMBER (gint64, counters, row->numerator),
                   G_STRUCT_MEMBER (gint64, counters, row->denominator) };
}

gboolean
gw_rate_value (GwRate rate, double *ret_value)
{
  if (rate.denominator == 0)
    return FALSE;
  *ret_value = (double)rate.numerator / (double)rate.denominator;
  return TRUE;
}

const char *
gw_indicator_name (GwIndicator indicator)
{
  g_return_val_if_fail ((guint)indicator < GW_INDICATOR_N, NULL);
  return indicators[indicator].name;
}

const char *
gw_indicator_formula (GwIndicator indicator, const char *language)
{
  g_return_val_if_fail ((guint)indicator < GW_INDICATOR_N, NULL);
  if (language != NULL && g_str_has_prefix (language, "zh"))
    return indicators[indicator].formula_zh;
  return indicators[indicator].formula;
}
