/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All cases that any view holds, one object per number. */
#pragma once

#include "gui/model/case.h"

G_BEGIN_DECLS

/* Signal "added" (GwCase): one that no view held before. */
#define GW_TYPE_CASE_STORE (gw_case_store_get_type ())
G_DECLARE_FINAL_TYPE (GwCaseStore, gw_case_store, GW, CASE_STORE, GObject)

GwCaseStore *gw_case_store_new (void);
/* The case of that number, updated or made. The store holds it weakly; the caller owns it. */
GwCase *gw_case_store_take_row (GwCaseStore *self, GwCaseRow *row);
/* NULL when no view holds it. Borrowed. */
GwCase *gw_case_store_lookup (GwCaseStore *self, const char *number);
void gw_case_store_tick (GwCaseStore *self, gint64 now_usec);

G_END_DECLS
