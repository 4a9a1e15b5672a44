/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cards: a clock of a case was nearly or wholly used up, and what was said of it. */
#pragma once

#include "backend/rules/clock.h"
#include "backend/store/case-record.h"
#include "backend/store/store.h"

G_BEGIN_DECLS

/* Times are UTC ms, 0: not. Ids are row ids, 0: none. */
typedef struct
{
  gint64 id; /* gw_card_id() */
  gint64 case_id;
  GwStage stage;
  guint colour; /* GwLamp, yellow or red */
  gint64 at;
  gint64 due;
  GwLimit limit;
  gint64 department_id; /* answers for it, in the handling */
  gint64 person_id;     /* the inspector or handler who has it */
  char *explanation;    /* or NULL */
  gint64 explained_by;
  gint64 explained_at;
  char *revocation; /* the reason, or NULL */
  gint64 revoked_by;
  gint64 revoked_at;
  guint level;    /* so often it was escalated */
  gint64 next_at; /* when it is escalated next */
  gint64 cell_id; /* of the case, now; not kept with the card */
} GwCardRecord;

void gw_card_record_clear (GwCardRecord *record);
void gw_card_record_free (GwCardRecord *record);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GwCardRecord, gw_card_record_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCardRecord, gw_card_record_free)

/* The cards that the event gives: GwCardRecord, by the facts that it notes. */
GPtrArray *gw_cards_given (const GwCaseRecord *after, const GwEventRecord *event);
gboolean gw_store_card_add (GwStoreWriter *writer, const GwCardRecord *record,
                            GError **error);
/* Keeps explanation, by and at. */
gboolean gw_store_card_explain (GwStoreWriter *writer, const GwCardRecord *record,
                                GError **error);
/* Keeps revocation, by and at; it is escalated no more. */
gboolean gw_store_card_revoke (GwStoreWriter *writer, const GwCardRecord *record,
                               GError **error);
gboolean gw_store_card_escalate (GwStoreWriter *writer, gint64 id, guint level,
                                 gint64 next_at, GError **error);
/* The card to be escalated first by now; 0 for none. FALSE on error. */
gboolean gw_store_card_due (GwStoreReader *reader, gint64 now_ms, gint64 *ret_id,
                            GError **error);

/* NOT_FOUND when there is none. */
GwCardRecord *gw_store_card_load (GwStoreReader *reader, gint64 id, GError **error);
/* GwCardRecord, the oldest first. */
GPtrArray *gw_store_case_cards (GwStoreReader *reader, gint64 case_id, GError **error);

typedef enum
{
  GW_CARD_OPEN = 1,
  GW_CARD_EXPLAINED = 2,
  GW_CARD_REVOKED = 3,
} GwCardState;

/* What is left zero asks for nothing (but stage: -1). Pointers are borrowed. */
typedef struct
{
  gint64 case_id;
  gint64 department_id;
  int stage; /* GwStage, or -1 */
  guint colour;
  guint state; /* GwCardState */
  gint64 from_ms;
  gint64 to_ms; /* 0: open end */
  /* Only what this department or this person answers for. */
  gboolean own_only;
  gint64 own_department_id;
  gint64 own_person_id;
  const gint64 *cell_ids; /* only of cases in these cells now; NULL: of any */
  guint n_cell_ids;
  gint64 before; /* id; 0: from the newest */
  guint limit;
} GwCardFilter;

/* GwCardRecord, the newest first, walking one index. */
GPtrArray *gw_store_card_list (GwStoreReader *reader, const GwCardFilter *filter,
                               GError **error);

typedef struct
{
  gint64 yellow; /* these three without those that were revoked */
  gint64 red;
  gint64 explained;
  gint64 revoked;
} GwCardCounts;

/* Of one department (0: of no department); time and cells as in the filter. */
gboolean gw_store_card_count (GwStoreReader *reader, gint64 department_id,
                              const GwCardFilter *filter, GwCardCounts *ret_counts,
                              GError **error);
G_END_DECLS
