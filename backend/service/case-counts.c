/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a change of a case counts as in the statistics. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/case-counts.h"

#define BIT(name) GW_COUNT_MASK (GW_COUNT_##name)

/* Nothing takes a filing back: a case is filed once, whatever becomes of it. */
#define FOREVER (BIT (FILED) | BIT (REJECTED) | BIT (VOIDED))

/* What counts when a case leaves a set. */
static const struct
{
  guint set;
  guint left;
} withdrawals[] = {
  { BIT (DISPATCHED), BIT (WITHDRAWN_DISPATCHED) },
  { BIT (HANDLED), BIT (WITHDRAWN_HANDLED) },
  { BIT (HANDLED_IN_TIME), BIT (WITHDRAWN_HANDLED_IN_TIME) },
  { BIT (CLOSED), BIT (REOPENED) },
  { BIT (CLOSED_IN_TIME), BIT (WITHDRAWN_CLOSED_IN_TIME) },
  { BIT (DEFERRED), BIT (DEFERRAL_ENDED) },
};

/* What a department has done about it: kept while it is reworked, judged once. */
static guint
handled_sets (guint before, GwCaseState state, const GwCountFacts *facts)
{
  guint now = before & (BIT (HANDLED) | BIT (HANDLED_IN_TIME));

  if (state < GW_CASE_HANDLED)
    return facts->deferred ? BIT (DEFERRED) : now;
  if ((before & BIT (HANDLED)) == 0)
    now = BIT (HANDLED) | (facts->in_time ? BIT (HANDLED_IN_TIME) : 0);
  return now;
}

static guint
closed_sets (guint before, const GwCountFacts *facts)
{
  guint now = BIT (CLOSED) | (before & BIT (CLOSED_IN_TIME));

  if ((before & BIT (CLOSED)) == 0 && facts->closed_in_time)
    now |= BIT (CLOSED_IN_TIME);
  if (facts->exempt)
    now |= BIT (EXEMPT) | BIT (HANDLED_IN_TIME) | BIT (CLOSED_IN_TIME);
  return now;
}

static guint
sets_of (guint before, GwCaseState state, const GwCountFacts *facts)
{
  guint now = before & FOREVER;

  if (state == GW_CASE_REJECTED)
    return now | BIT (REJECTED);
  if (state == GW_CASE_VOIDED)
    return now | BIT (VOIDED);
  if (state < GW_CASE_FILED || state > GW_CASE_CLOSED)
    return now;
  now |= BIT (FILED);
  if (state >= GW_CASE_DISPATCHED)
    now |= BIT (DISPATCHED) | handled_sets (before, state, facts);
  if (state == GW_CASE_CLOSED)
    now |= closed_sets (before, facts);
  return now;
}

guint
gw_case_counts_move (guint counted, guint *ret_left)
{
  guint moved = 0;

  *ret_left = 0;
  for (guint i = 0; i < G_N_ELEMENTS (withdrawals); i++)
    if ((counted & withdrawals[i].set) != 0)
      {
        moved |= withdrawals[i].set;
        *ret_left |= withdrawals[i].left;
      }
  return moved;
}

guint
gw_case_count (guint *counted, GwCaseState to, const GwCountFacts *facts)
{
  guint before = *counted;
  guint now = sets_of (before, to, facts);
  guint counts = now & ~before;

  for (guint i = 0; i < G_N_ELEMENTS (withdrawals); i++)
    if ((before & ~now & withdrawals[i].set) != 0)
      counts |= withdrawals[i].left;
  if ((counts & BIT (FILED)) != 0 && facts->filed_in_time)
    counts |= BIT (FILED_IN_TIME);
  *counted = now;
  return counts;
}
