/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The city's routing rules as a whole: exchanged, and tried on past cases. Blocks. */
#pragma once

#include "backend/rules/routing-table.h"
#include "backend/service/case-view.h"
#include "backend/service/change-note.h"
#include "backend/service/service.h"
#include "backend/store/store.h"

G_BEGIN_DECLS

/* What rules can name in this city. Its strings belong to the snapshot. */
GwRoutingWorld *gw_rule_book_world (const GwSnapshot *snapshot);

typedef struct
{
  guint n_kept;
  guint n_added;
  guint n_retired;
} GwRuleBookChange;

/*
 * Puts these rules into force in one transaction instead of those that are: the same ones
 * stay, others retire and explain only what they decided once. A service that is open
 * elsewhere sees them after gw_service_reload(), this one at once.
 */
gboolean gw_rule_book_replace (GwService *service, const GwRoutingTable *table,
                               GwRuleBookChange *ret_change, GError **error);

/* The same inside a write job; what changed is noted by who writes. world: what the rules can
 * name. STALE_VERSION (with the version that is there) unless version, which was asked for
 * when the table was made, is still that; 0: whatever is there. */
gboolean gw_rule_book_write (const GwChangeNote *note, const GwRoutingTable *table,
                             const GwRoutingWorld *world, gint64 version,
                             GwRuleBookChange *ret_change, GError **error);

/* Who answers for what nobody else does in the area: department (code) or NULL, nobody.
 * UNKNOWN_DEPARTMENT, or NOT_FOUND for the area. */
gboolean gw_rule_book_set_territory (GwService *service, const char *area,
                                     const char *department, GError **error);

/* Grows by each rule that is added or retired: against lost updates. */
gint64 gw_rule_book_version (const GwRouting *routing);

/* A case that would go elsewhere. */
typedef struct
{
  gint64 id;
  char number[GW_CASE_NUMBER_MAX]; /* as people know it */
  gint64 at;                       /* as of when it was asked about, UTC ms */
  gint64 from;                     /* departments; 0: no rule takes it */
  gint64 to;
  guint32 from_rank; /* of the rules; 0: none */
  guint32 to_rank;
} GwReroutedCase;

/*
 * GwReroutedCase, the latest first: what `other` would have decided about the latest n_last
 * cases otherwise than the snapshot's rules. Any thread. NULL on error.
 */
GArray *gw_rule_book_replay (const GwSnapshot *snapshot, GwStoreReader *reader,
                             const GwRouting *other, guint n_last, guint *ret_n_cases,
                             GError **error);

/* Cases that would go from one department to another; ids, 0: no rule takes them. */
typedef struct
{
  gint64 from;
  gint64 to;
  GPtrArray *numbers; /* of the cases, the latest first; strings */
} GwRerouting;

typedef struct
{
  guint n_cases;         /* looked at */
  guint n_changed;       /* of these */
  GPtrArray *reroutings; /* GwRerouting, the most cases first */
} GwDryRun;

/*
 * What the draft would have decided about the latest n_last cases otherwise than the rules
 * in force. Each is asked about as of its dispatch, else its report; departments have to do
 * what they have to do now. Nothing is written.
 */
GwDryRun *gw_rule_book_dry_run (GwService *service, const GwRoutingTable *draft,
                                guint n_last, GError **error);
void gw_dry_run_free (GwDryRun *run);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwDryRun, gw_dry_run_free)

G_END_DECLS
