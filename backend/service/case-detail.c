/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One case for one user: whom it would go to, and what the user may do. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/service-private.h"

static void
suggest (GwService *service, GwCaseDetail *detail, gint64 component_owner_id)
{
  const GwCaseRow *row = detail->row;
  GwRouteQuestion question = { .class = row->class,
                               .cell = row->cell,
                               .owner_id = component_owner_id,
                               .source = row->source,
                               .at_ms = gw_service_now (service) };
  GwRoutingDecision decision;

  if ((row->state != GW_CASE_REPORTED && row->state != GW_CASE_FILED) ||
      !gw_snapshot_route (row->snapshot, &question, &decision))
    return;
  detail->suggestion = gw_snapshot_department (row->snapshot, decision.department);
  detail->suggestion_reason = gw_snapshot_route_reason (row->snapshot, &decision);
}

GwCaseDetail *
gw_case_detail_new (GwService *service, const GwPerson *user, GwCaseRow *row,
                    GwComponent *component, gint64 component_owner_id,
                    GPtrArray *attachments)
{
  GwCaseDetail *detail = g_new0 (GwCaseDetail, 1);
  GwPerson *reporter = gw_service_person (service, row->reporter_id);
  gboolean own_department =
      row->department != NULL && row->department->id == user->department_id;

  detail->row = row;
  detail->reporter = reporter != NULL ? gw_person_ref (reporter) : NULL;
  detail->component = component;
  detail->attachments = attachments;
  if (attachments == NULL)
    detail->attachments =
        g_ptr_array_new_with_free_func ((GDestroyNotify)gw_attachment_free);
  detail->actions = gw_lifecycle_allowed (row->state, user->roles, own_department);
  suggest (service, detail, component_owner_id);
  return detail;
}

void
gw_case_detail_free (GwCaseDetail *detail)
{
  gw_case_row_unref (detail->row);
  g_clear_pointer (&detail->reporter, gw_person_unref);
  if (detail->component != NULL)
    {
      g_free (detail->component->code);
      g_free (detail->component->name);
      g_free (detail->component);
    }
  gw_reason_free (detail->suggestion_reason);
  g_ptr_array_unref (detail->attachments);
  g_free (detail);
}
