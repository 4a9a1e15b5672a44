/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counters by name and by figure, and the rates of the city's book over them. */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/counters.h"

#define OFFSET(member) G_STRUCT_OFFSET (GwCounters, member)

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

static const gsize of_figure[GW_N_FIGURES] = {
  [GW_FIGURE_REPORTED] = OFFSET (reported),
  [GW_FIGURE_REJECTED] = OFFSET (rejected),
  [GW_FIGURE_VOIDED] = OFFSET (voided),
  [GW_FIGURE_MERGED] = OFFSET (merged),
  [GW_FIGURE_FILED] = OFFSET (filed),
  [GW_FIGURE_FILED_IN_TIME] = OFFSET (filed_in_time),
  [GW_FIGURE_DISPATCHED] = OFFSET (dispatched),
  [GW_FIGURE_DISPATCHED_IN_TIME] = OFFSET (dispatched_in_time),
  [GW_FIGURE_REDISPATCHED] = OFFSET (redispatches),
  [GW_FIGURE_RETURNED] = OFFSET (returns),
  [GW_FIGURE_HANDLED] = OFFSET (handled),
  [GW_FIGURE_HANDLED_IN_TIME] = OFFSET (handled_in_time),
  [GW_FIGURE_REWORKED] = OFFSET (reworks),
  [GW_FIGURE_DEFERRED] = OFFSET (deferred),
  [GW_FIGURE_EXTENDED] = OFFSET (extensions),
  [GW_FIGURE_CLOSED] = OFFSET (closed),
  [GW_FIGURE_CLOSED_IN_TIME] = OFFSET (closed_in_time),
  [GW_FIGURE_EXEMPT] = OFFSET (exempt),
  [GW_FIGURE_REOPENED] = OFFSET (reopened),
  [GW_FIGURE_TO_HANDLE] = OFFSET (to_handle),
  [GW_FIGURE_OVERDUE_TO_HANDLE] = OFFSET (overdue_to_handle),
  [GW_FIGURE_TO_CLOSE] = OFFSET (to_close),
};

/* Those who read the counters know the second by a shorter name. */
static const struct
{
  const char *name;
  const char *indicator;
} shown_rates[GW_N_SHOWN_RATES] = {
  { "closure_rate", "closure_rate" },
  { "timely_rate", "handling_timely_rate" },
  { "rework_rate", "rework_rate" },
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
  counters->dispatched_in_time += more->dispatched_in_time;
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
  counters->overdue_to_handle += more->overdue_to_handle;
  counters->to_close += more->to_close;
}

gint64 *
gw_counters_figure (GwCounters *counters, GwFigure figure)
{
  g_return_val_if_fail ((guint)figure < GW_N_FIGURES, NULL);
  return &G_STRUCT_MEMBER (gint64, counters, of_figure[figure]);
}

/* ---- rates ---- */

GwShownRates
gw_shown_rates_find (const GwIndicatorBook *book)
{
  GwShownRates rates = { 0 };

  for (guint i = 0; i < GW_N_SHOWN_RATES; i++)
    {
      const GwBookIndicator *found =
          gw_indicator_book_find (book, shown_rates[i].indicator);

      /* A city may count under the name of a rate; a share it is not. */
      if (found != NULL && found->is_rate)
        rates.in_force[i] = found;
    }
  return rates;
}

const char *
gw_shown_rates_name (guint position)
{
  g_return_val_if_fail (position < GW_N_SHOWN_RATES, NULL);
  return shown_rates[position].name;
}

GwRate
gw_shown_rates_get (const GwShownRates *rates, guint position, const GwCounters *counters)
{
  GwFigures figures;

  g_return_val_if_fail (position < GW_N_SHOWN_RATES, (GwRate){ 0 });
  if (rates->in_force[position] == NULL)
    return (GwRate){ 0 };
  for (guint i = 0; i < GW_N_FIGURES; i++)
    figures.values[i] = G_STRUCT_MEMBER (gint64, counters, of_figure[i]);
  return gw_book_indicator_rate (rates->in_force[position], &figures);
}

const char *
gw_shown_rates_variant (const GwShownRates *rates, guint position)
{
  g_return_val_if_fail (position < GW_N_SHOWN_RATES, "");
  return rates->in_force[position] != NULL ? rates->in_force[position]->variant : "";
}

static gboolean
uses (const GwExpression *expression, GwFigure figure)
{
  for (guint i = 0; i < expression->n; i++)
    if (expression->figures[i] == figure)
      return TRUE;
  return FALSE;
}

gboolean
gw_shown_rates_use (const GwShownRates *rates, GwFigure figure)
{
  for (guint i = 0; i < GW_N_SHOWN_RATES; i++)
    {
      const GwBookIndicator *rate = rates->in_force[i];

      if (rate != NULL &&
          (uses (&rate->numerator, figure) || uses (&rate->denominator, figure)))
        return TRUE;
    }
  return FALSE;
}
