/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a check found about a set of routing rules, in words of both languages. */
#pragma once

#include "backend/service/rule-draft.h"

G_BEGIN_DECLS

/* {"rules":[…],"findings":[…],…} of a draft that was checked. */
void gw_api_append_rule_findings (GString *out, const GwRuleDraft *draft);

G_END_DECLS
