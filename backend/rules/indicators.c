/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rates, each as a row: numerator, denominator and the formula in words. */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/indicators.h"

#define OFFSET(member) G_STRUCT_OFFSET (GwCounters, member)

typedef struct
{
  const char *name;
  gsize numerator; /* offset in GwCounters */
  gsize done;      /* with what waits, the denominator */
  gsize waiting;
  const char *formula;
  const char *formula_zh;
} Indicator;

static const Indicator indicators[GW_INDICATOR_N] = {
  [GW_INDICATOR_CLOSURE_RATE] = { "closure_rate", OFFSET (closed), OFFSET (closed),
                                  OFFSET (to_close),
                                  "closed / should be closed (closed, and handled but not "
                                  "closed at the end of the period; not void)",
                                  "结案数 / "
                                  "应结案数（期内结案，加期末已处置未结案；不含作废）" },
  [GW_INDICATOR_TIMELY_RATE] = { "timely_rate", OFFSET (handled_in_time), OFFSET (handled),
                                 OFFSET (to_handle),
                                 "handled in time / should be handled (handled, and "
                                 "dispatched but not handled at the end of the period; not "
                                 "void, not deferred)",
                                 "按期处置数 / "
                                 "应处置数（期内处置，加期末已派遣未处置；不含作废"
                                 "和缓办）" },
};

static const struct
{
  const char *name;
  gsize offset;
} shown[GW_N_SHOWN_COUNTERS] = {
  { "reported", OFFSET (reported) },
  { "filed", OFFSET (filed) },
  { "rejected", OFFSET (rejected) },
  { "voided", OFFSET (voided) },
  { "dispatched", OFFSET (dispatched) },
  { "handled", OFFSET (handled) },
  { "handled_in_time", OFFSET (handled_in_time) },
  { "closed", OFFSET (closed) },
  { "closed_in_time", OFFSET (closed_in_time) },
  { "reworks", OFFSET (reworks) },
  { "returns", OFFSET (returns) },
  { "open", OFFSET (open) },
  { "overdue", OFFSET (overdue) },
  { "filed_in_time", OFFSET (filed_in_time) },
  { "merged", OFFSET (merged) },
  { "redispatches", OFFSET (redispatches) },
  { "reopened", OFFSET (reopened) },
  { "deferred", OFFSET (deferred) },
  { "extensions", OFFSET (extensions) },
  { "exempt", OFFSET (exempt) },
  { "to_handle", OFFSET (to_handle) },
  { "to_close", OFFSET (to_close) },
};

const char *
gw_counters_name (guint position)
{
  g_return_val_if_fail (position < GW_N_SHOWN_COUNTERS, NULL);
  return shown[position].name;
}

gint64
gw_counters_get (const GwCounters *counters, guint position)
{
  g_return_val_if_fail (position < GW_N_SHOWN_COUNTERS, 0);
  return G_STRUCT_MEMBER (gint64, counters, shown[position].offset);
}

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
  counters->filed_in_time += more->filed_in_time;
  counters->reopened += more->reopened;
  counters->redispatches += more->redispatches;
  counters->deferred += more->deferred;
  counters->exempt += more->exempt;
  counters->extensions += more->extensions;
  counters->merged += more->merged;
  counters->open += more->open;
  counters->overdue += more->overdue;
  counters->to_handle += more->to_handle;
  counters->to_close += more->to_close;
}

static gint64
count_at (const GwCounters *counters, gsize offset)
{
  return G_STRUCT_MEMBER (gint64, counters, offset);
}

GwRate
gw_indicator_rate (GwIndicator indicator, const GwCounters *counters)
{
  const Indicator *row = &indicators[indicator];
  GwRate rate;

  g_return_val_if_fail ((guint)indicator < GW_INDICATOR_N, (GwRate){ 0 });

  rate.denominator = count_at (counters, row->done) + count_at (counters, row->waiting);
  /* An appeal may be granted in a later period than the one in which the case counts. */
  rate.numerator = MIN (count_at (counters, row->numerator), rate.denominator);
  return rate;
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
