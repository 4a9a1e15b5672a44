/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The journal of a case as a readable timeline. */
#pragma once

#include "gui/model/city-info.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Signal "opened" (char *number): another case that is named is asked for. */
#define GW_TYPE_JOURNAL_VIEW (gw_journal_view_get_type ())
G_DECLARE_FINAL_TYPE (GwJournalView, gw_journal_view, GW, JOURNAL_VIEW, GtkWidget)

/* GwCaseEvent, oldest first (shown newest first); NULL: none yet. number: of the open case. */
void gw_journal_view_set_events (GwJournalView *self, const char *number, GPtrArray *events,
                                 GwCityInfo *city);

G_END_DECLS
