/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The case that lies open on the desk: all of it, its journal, and acting on it. */
#pragma once

#include "gui/client/encode.h"
#include "gui/model/desk.h"

G_BEGIN_DECLS

/*
 * Follows the shared selection and the feed. Signals:
 *  "changed" (): another case, or something new about this one, or its loading failed;
 *  "acted" (string action): the server took the decision;
 *  "refused" (GError): it did not; after a conflict the case is being loaded anew.
 * Property "busy" (gboolean): a decision is on its way.
 */
#define GW_TYPE_OPEN_CASE (gw_open_case_get_type ())
G_DECLARE_FINAL_TYPE (GwOpenCase, gw_open_case, GW, OPEN_CASE, GObject)

GwOpenCase *gw_open_case_new (GwDesk *desk);
/* NULL when no case is open. */
const char *gw_open_case_get_number (GwOpenCase *self);
/* NULL until it is loaded. Borrowed until the next "changed". */
GwCaseDetail *gw_open_case_get_detail (GwOpenCase *self);
/* GwCaseEvent, oldest first; NULL until loaded. */
GPtrArray *gw_open_case_get_events (GwOpenCase *self);
const GError *gw_open_case_get_error (GwOpenCase *self);
gboolean gw_open_case_is_busy (GwOpenCase *self);
void gw_open_case_reload (GwOpenCase *self);
/* Sends the decision with the version that is shown; one at a time. */
void gw_open_case_act (GwOpenCase *self, const GwDecision *decision);
/*
 * Says something of a card of the case: verb "explain" or "revoke", as the card allows. Ends
 * with "acted" ("explain_card", "revoke_card") or "refused", as a decision does.
 */
void gw_open_case_answer_card (GwOpenCase *self, gint64 card, const char *verb,
                               const char *text);

G_END_DECLS
