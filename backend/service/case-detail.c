/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One case for one user: whom it would go to, and what the user may do. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/service-private.h"

static GwReason *
explain_owner (const GwDepartment *owner, const char *component_code)
{
  return gw_reason_new_take (
      g_strdup_printf ("部件 %s 的权属单位：%s", component_code, owner->name),
      g_strdup_printf ("Owner of component %s: %s", component_code,
                       owner->name_en != NULL ? owner->name_en : owner->name));
}

gboolean
gw_suggest_department (const GwSnapshot *snapshot, const GwCaseClass *class,
                       const GwCell *cell, gint64 component_owner_id,
                       const char *component_code, const GwDepartment **ret_department,
                       GwReason **ret_reason)
{
  const GwDepartment *owner = gw_snapshot_department (snapshot, component_owner_id);
  const GwReason *reason;

  if (owner != NULL)
    {
      *ret_department = owner;
      *ret_reason = explain_owner (owner, component_code);
      return TRUE;
    }
  if (!gw_snapshot_route (snapshot, class, cell, ret_department, &reason))
    return FALSE;
  *ret_reason = gw_reason_copy (reason);
  return TRUE;
}

static void
suggest (GwCaseDetail *detail, gint64 component_owner_id)
{
  const GwCaseRow *row = detail->row;
  const char *component = detail->component != NULL ? detail->component->code : NULL;

  if (row->state != GW_CASE_REPORTED && row->state != GW_CASE_FILED)
    return;
  gw_suggest_department (row->snapshot, row->class, row->cell, component_owner_id,
                         component, &detail->suggestion, &detail->suggestion_reason);
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
  suggest (detail, component_owner_id);
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
