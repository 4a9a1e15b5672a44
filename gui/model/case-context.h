/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the open case lies in: who looks after its cell now, and its component. */
#pragma once

#include "gui/client/client.h"
#include "gui/client/place-records.h"

G_BEGIN_DECLS

/* Only the last question counts. Signal "changed" (): something came, or is forgotten. */
#define GW_TYPE_CASE_CONTEXT (gw_case_context_get_type ())
G_DECLARE_FINAL_TYPE (GwCaseContext, gw_case_context, GW, CASE_CONTEXT, GObject)

GwCaseContext *gw_case_context_new (GwClient *client);
/* The same case at the same version is asked for once; NULL: nothing. */
void gw_case_context_ask (GwCaseContext *self, const GwCaseDetail *detail);
/* NULL until they come, and where there is nothing of it. Borrowed until "changed". */
const GwCellDutyRecord *gw_case_context_get_duty (GwCaseContext *self);
const GwComponentCard *gw_case_context_get_component (GwCaseContext *self);
gboolean gw_case_context_is_asking (GwCaseContext *self);

G_END_DECLS
