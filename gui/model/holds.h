/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which colleagues have which case open, and telling them which one is open here. */
#pragma once

#include "gui/client/live.h"
#include "gui/model/case-store.h"
#include "gui/model/selection.h"

G_BEGIN_DECLS

/*
 * Says what is selected once it has been for a moment (who leafs through a list holds
 * nothing), again from time to time while the user does something, and nothing any more
 * ten minutes after the last sign of life. Cases of the store learn who holds them
 * (gw_case_get_holder()).
 * Signal "changed" (string number): who holds this case; NULL: of any.
 */
#define GW_TYPE_HOLDS (gw_holds_get_type ())
G_DECLARE_FINAL_TYPE (GwHolds, gw_holds, GW, HOLDS, GObject)

/* login: the user's own, whose holds are not told. */
GwHolds *gw_holds_new (GwLive *live, GwCaseStore *store, GwSelection *selection,
                       const char *login);
/* The user did something. Cheap: may be called for every key and motion. */
void gw_holds_touch (GwHolds *self);
/*
 * Names of those who have the case open, joined; NULL: nobody. since (may be NULL): of the
 * first of them, microseconds UTC. Caller frees.
 */
char *gw_holds_dup_names (GwHolds *self, const char *number, gint64 *ret_since);

G_END_DECLS
