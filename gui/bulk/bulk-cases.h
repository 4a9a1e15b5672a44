/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several selected cases: what they are, and what may be done with how many of them. */
#pragma once

#include "gui/model/desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* So many at once: more is a matter of rules, not of a hand at the desk. */
#define GW_BULK_MAX 500

/* Signal "changed" (): others are selected, or more is known about them. */
#define GW_TYPE_BULK_CASES (gw_bulk_cases_get_type ())
G_DECLARE_FINAL_TYPE (GwBulkCases, gw_bulk_cases, GW, BULK_CASES, GObject)

GwBulkCases *gw_bulk_cases_new (GwDesk *desk);
/* A selection of GwCaseSlot. */
void gw_bulk_cases_follow (GwBulkCases *self, GtkSelectionModel *selection);
/* Also when they are too many. */
guint gw_bulk_cases_get_n_selected (GwBulkCases *self);
/* GwCaseRow of those that are loaded; empty when they are too many. Borrowed. */
GPtrArray *gw_bulk_cases_get_rows (GwBulkCases *self);
/* Of how many it is known what may be done with them. */
guint gw_bulk_cases_get_n_known (GwBulkCases *self);
/* Of how many this could not be learnt. */
guint gw_bulk_cases_get_n_failed (GwBulkCases *self);
/* With how many of them an action may be done. */
guint gw_bulk_cases_count_action (GwBulkCases *self, const char *action);
/*
 * Something to make a form from: the actions that are open on any of them, and whatever all
 * of them agree on. NULL while not all are known. Caller owns the reference.
 */
GwCaseDetail *gw_bulk_cases_make_detail (GwBulkCases *self);
/* The decision for each case that it may be taken about: GwQueuedAction. Caller owns. */
GPtrArray *gw_bulk_cases_decide (GwBulkCases *self, const GwDecision *decision,
                                 const char *title);
/* While decisions are being sent, what changes is not asked for anew. */
void gw_bulk_cases_set_paused (GwBulkCases *self, gboolean paused);
/* Loads them anew. */
void gw_bulk_cases_reload (GwBulkCases *self);

G_END_DECLS
