/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Other rules, tried on cases that were. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/rule-book.h"
#include "backend/service/service-private.h"
#include "backend/store/routing-store.h"

G_STATIC_ASSERT (sizeof ((GwReroutedCase *)NULL)->number >= GW_CASE_NUMBER_SIZE);

static gint64
decide (const GwSnapshot *snapshot, const GwRouting *routing,
        const GwRouteQuestion *question, guint32 *ret_rank)
{
  GwRoutingDecision decision;

  *ret_rank = 0;
  if (!gw_snapshot_route_by (snapshot, routing, question, &decision))
    return 0;
  *ret_rank = decision.rank;
  return decision.department;
}

/* FALSE when class or cell are not of the snapshot. */
static gboolean
replay_case (const GwSnapshot *snapshot, const GwRouting *other, const GwRoutedCase *routed,
             GwReroutedCase *ret_case)
{
  const GwFilingCondition *condition =
      gw_snapshot_condition_by_id (snapshot, routed->condition_id);
  const GwRouteQuestion question = {
    .condition = condition != NULL ? condition->code : NULL,
    .class = gw_snapshot_class_by_id (snapshot, routed->class_id),
    .cell = gw_snapshot_cell_by_id (snapshot, routed->cell_id),
    .owner_id = routed->owner_id,
    .source = routed->source,
    .at_ms = routed->at,
  };

  if (question.class == NULL || question.cell == NULL)
    return FALSE;
  ret_case->id = routed->id;
  gw_case_number_format (routed->id, ret_case->number);
  ret_case->at = routed->at;
  ret_case->from =
      decide (snapshot, gw_snapshot_routing (snapshot), &question, &ret_case->from_rank);
  ret_case->to = decide (snapshot, other, &question, &ret_case->to_rank);
  return TRUE;
}

GArray *
gw_rule_book_replay (const GwSnapshot *snapshot, GwStoreReader *reader,
                     const GwRouting *other, guint n_last, guint *ret_n_cases,
                     GError **error)
{
  g_autoptr (GPtrArray) cases = gw_store_routed_cases (reader, n_last, error);
  GArray *changed;

  if (cases == NULL)
    return NULL;
  *ret_n_cases = 0;
  changed = g_array_new (FALSE, FALSE, sizeof (GwReroutedCase));
  for (guint i = 0; i < cases->len; i++)
    {
      GwReroutedCase replayed;

      if (!replay_case (snapshot, other, g_ptr_array_index (cases, i), &replayed))
        continue;
      (*ret_n_cases)++;
      if (replayed.from != replayed.to)
        g_array_append_val (changed, replayed);
    }
  return changed;
}
