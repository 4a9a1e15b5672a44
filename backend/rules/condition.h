/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Filing conditions as values. */
#pragma once

#include "backend/rules/catalogue.h"

G_BEGIN_DECLS

void gw_filing_condition_free (GwFilingCondition *condition);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwFilingCondition, gw_filing_condition_free)

G_END_DECLS
