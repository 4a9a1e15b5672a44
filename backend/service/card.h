/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cards (电子监察): who answers for a clock that ran out, what they say, who takes it back. */
#pragma once

#include "backend/service/case-view.h"
#include "backend/service/service.h"

G_BEGIN_DECLS

#define GW_CARD_PAGE_MAX 1000
#define GW_CARD_TEXT_MAX 2000

typedef enum
{
  GW_CARD_STATE_ANY = 0,
  GW_CARD_STATE_OPEN = 1,
  GW_CARD_STATE_EXPLAINED = 2,
  GW_CARD_STATE_REVOKED = 3,
} GwCardStateKind;

/* "open", "explained", "revoked"; NULL for any. Static. */
const char *gw_card_state_name (GwCardStateKind state);
gboolean gw_card_state_parse (const char *name, GwCardStateKind *ret_state);

/* A card as one user sees it. Times are UTC ms, 0: not. People may be NULL: no longer known. */
struct _GwCard
{
  GwSnapshot *snapshot;
  gint64 id;
  char number[GW_CASE_NUMBER_MAX]; /* of the case */
  GwStage stage;
  GwLamp colour; /* yellow: nine tenths of the limit were over; red: all of it */
  gint64 at;
  gint64 due;
  GwLimit limit;
  GwCardStateKind state;
  guint roles;                    /* GwRole: who answers when nobody else does */
  const GwDepartment *department; /* who answers, or NULL */
  GwPerson *person;               /* the inspector or handler, or NULL */
  char *explanation;              /* or NULL */
  GwPerson *explained_by;
  gint64 explained_at;
  char *revocation; /* the reason, or NULL */
  GwPerson *revoked_by;
  gint64 revoked_at;
  guint level; /* so often it was escalated */
  gboolean may_explain;
  gboolean may_revoke;
};

void gw_card_free (GwCard *card);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCard, gw_card_free)

/* What is left zero asks for nothing; stage: -1. Pointers are borrowed for the call. */
typedef struct
{
  const char *number;     /* of the case */
  int stage;              /* GwStage or -1 */
  GwLamp colour;          /* none: any */
  const char *department; /* code */
  const char *area;       /* code */
  GwCardStateKind state;
  gint64 from_ms;
  gint64 to_ms;
  guint limit;   /* 1 .. GW_CARD_PAGE_MAX */
  gint64 before; /* the last card of the page before; 0: from the newest */
} GwCardQuery;

/* cards: GwCard, the newest first. next: the `before` of the page after, 0 at the end. */
typedef void (*GwCardPageFunc) (GPtrArray *cards, gint64 next, const GError *error,
                                gpointer user_data);
/*
 * Lists cards that the user may see, on a reader thread. FALSE, with done never called:
 * OUT_OF_RANGE, UNKNOWN_DEPARTMENT, NOT_FOUND (area, case), OVERLOADED.
 */
gboolean gw_card_list (GwService *service, const GwPerson *user, const GwCardQuery *query,
                       GwCardPageFunc done, gpointer user_data, GError **error);

/* card belongs to the callback; NULL with error. */
typedef void (*GwCardFunc) (GwCard *card, const GError *error, gpointer user_data);
/*
 * The one who answers for it says why; a later word replaces an earlier one, and the journal
 * has both. NOT_FOUND, FORBIDDEN, ACTION_NOT_ALLOWED once it is revoked.
 */
gboolean gw_card_explain (GwService *service, const GwPerson *user, gint64 id,
                          const char *text, GwCardFunc done, gpointer user_data,
                          GError **error);
/* A leader or manager takes it back, with a reason: it does not count any more. The same. */
gboolean gw_card_revoke (GwService *service, const GwPerson *user, gint64 id,
                         const char *reason, GwCardFunc done, gpointer user_data,
                         GError **error);

typedef struct
{
  const GwDepartment *department; /* NULL: cards that no department answers for */
  gint64 yellow;                  /* these three without those that were revoked */
  gint64 red;
  gint64 explained;
  gint64 revoked;
} GwCardFigures;

/* rows: GwCardFigures by code of the department, then those of none; total: over all. */
typedef void (*GwCardFiguresFunc) (GArray *rows, const GwCardFigures *total,
                                   const GError *error, gpointer user_data);
/* Cards that were given in [from, to). Who sees only a department's cases gets its row. */
gboolean gw_card_count (GwService *service, const GwPerson *user, gint64 from_ms,
                        gint64 to_ms, GwCardFiguresFunc done, gpointer user_data,
                        GError **error);

G_END_DECLS
