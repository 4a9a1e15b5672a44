/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A place in a list of cases: there before its case is. */
#pragma once

#include "gui/model/case.h"

G_BEGIN_DECLS

/*
 * What a list gives to a view, which wants an object at once. Property "case" (GwCase): NULL
 * until the page with it has come; it never changes to another case.
 */
#define GW_TYPE_CASE_SLOT (gw_case_slot_get_type ())
G_DECLARE_FINAL_TYPE (GwCaseSlot, gw_case_slot, GW, CASE_SLOT, GObject)

/* object may be NULL. */
GwCaseSlot *gw_case_slot_new (GwCase *object);
/* Borrowed; NULL: not loaded yet. */
GwCase *gw_case_slot_get_case (GwCaseSlot *self);
void gw_case_slot_set_case (GwCaseSlot *self, GwCase *object);

G_END_DECLS
