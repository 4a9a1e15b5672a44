/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who has which case open just now: a courtesy among colleagues, in memory alone. */
#pragma once

#include "backend/service/case-view.h"
#include "backend/service/service.h"

G_BEGIN_DECLS

/*
 * A hold keeps nobody from anything; it only tells others that somebody is at it. It ends when
 * its holder takes another case or leaves, and after GW_HOLD_IDLE_MS without a sign of life.
 * Main context only.
 */
typedef struct _GwHolds GwHolds;
/* One connection of one person; holds one case at most. */
typedef struct _GwHolder GwHolder;

#define GW_HOLD_IDLE_MS (10 * 60 * 1000)

typedef struct
{
  const GwCaseRow *row; /* for who may see it; as it was lately */
  const GwPerson *person;
  gint64 since; /* UTC ms; 0: it has ended */
} GwHold;

/* A person's hold on a case has begun or ended (once, however many connections he has). */
typedef void (*GwHoldFunc) (const GwHold *hold, gpointer user_data);

GwHolds *gw_holds_new (GwService *service, GwHoldFunc changed, gpointer user_data);
/* After the last holder has left. */
void gw_holds_free (GwHolds *holds);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwHolds, gw_holds_free)

/* TRUE for those who work on cases at a desk; others cannot hold. */
gboolean gw_holds_is_for (const GwPerson *person);
GwHolder *gw_holds_join (GwHolds *holds, const GwPerson *person);
/* Ends what it holds. */
void gw_holds_leave (GwHolder *holder);
/*
 * Holds this case (the same again: a sign of life) instead of any other; NULL: none. What is
 * no case that the person may see, and what comes too often, is passed over.
 */
void gw_holds_take (GwHolder *holder, const char *number);
/* All that is held now, once for each person and case. */
void gw_holds_each (GwHolds *holds, GwHoldFunc func, gpointer user_data);
/* A case has changed, and with it perhaps who may see it. */
void gw_holds_note (GwHolds *holds, const GwCaseRow *row);
/* Ends what had no sign of life for so long at this instant (monotonic usec). */
void gw_holds_expire (GwHolds *holds, gint64 now_usec);

G_END_DECLS
