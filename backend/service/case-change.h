/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an action does to a case: the rules applied to a record, without any file. */
#pragma once

#include "backend/service/case-view.h"
#include "backend/store/case-record.h"
#include "backend/store/city-store.h"

G_BEGIN_DECLS

typedef struct
{
  GwCaseAction action;
  char *opinion;                  /* or NULL */
  const GwDepartment *department; /* or NULL */
  gboolean has_urgent;
  gboolean urgent;
  gboolean has_attachments;
  const GwComponentRecord *component; /* of the case, or NULL */
  gint64 now_ms;
} GwChange;

/*
 * Changes the record as the action says and fills the event (but for what the store
 * assigns). Errors as gw_lifecycle_apply(), and MISSING_FIELD when a dispatch names no
 * department and no rule suggests one; the record is then undefined.
 */
gboolean gw_change_apply (const GwChange *change, const GwSnapshot *snapshot,
                          const GwPerson *user, GwCaseRecord *record, GwEventRecord *event,
                          GError **error);

G_END_DECLS
