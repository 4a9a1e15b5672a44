/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeping the open cases in memory as events come. */
#pragma once

#include "backend/service/open-index.h"
#include "backend/service/service-private.h"

G_BEGIN_DECLS

void gw_open_cases_free (GwOpenCases *open_cases);
/* The cases as of all that was published. Borrowed. */
const GwOpenIndex *gw_open_cases_get_index (const GwOpenCases *open_cases);

G_END_DECLS
