/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules that somebody is still writing: checked, tried, and put into force. Never blocks. */
#pragma once

#include "backend/rules/routing-check.h"
#include "backend/service/rule-book.h"

G_BEGIN_DECLS

#define GW_DRY_RUN_CASES 1000
#define GW_DRY_RUN_CASES_MAX 10000

/* One field of a rule after the other, as in GW_ROUTING_TABLE_HEADER. */
#define GW_RULE_N_FIELDS 15

/* Their names, NULL-terminated. Static. */
extern const char *const gw_rule_fields[];

/* A change of a single rule of those in force. */
typedef struct
{
  gint64 rule; /* its id; 0: another one is added */
  gboolean remove;
  const char *fields[GW_RULE_N_FIELDS]; /* NULL: as it is, or empty; borrowed */
} GwRuleEdit;

/* What became of a draft. Belongs to the call. */
typedef struct
{
  GwSnapshot *snapshot;
  GwRoutingWorld *world;
  GwFaults *faults;      /* of the table; with any, the rest is NULL */
  GwRoutingTable *table; /* NULL: the rules in force were asked about */
  GwRouting *routing;
  GwRoutingReport *report; /* of a check */
  guint n_cases;           /* of a dry run */
  GArray *changed;         /* GwReroutedCase of a dry run, the latest first */
  GwRoutingExplanation *explanation;
  GwRuleBookChange change; /* of what was put into force */
} GwRuleDraft;

/* draft NULL with error; with faults nothing was done. */
typedef void (*GwRuleDraftFunc) (const GwRuleDraft *draft, const GError *error,
                                 gpointer user_data);

/*
 * In all of them csv is a table as in routing-table.h. FALSE, with done never called:
 * FORBIDDEN for who is no admin, OVERLOADED, and what each says. Only the last two change
 * something: the rules are in force when done is called, here and, within a second, in
 * other processes. csv NULL: the rules in force.
 */
gboolean gw_rule_draft_check (GwService *service, const GwPerson *user, GBytes *csv,
                              GwRuleDraftFunc done, gpointer user_data, GError **error);
/* OUT_OF_RANGE for n_last. */
gboolean gw_rule_draft_dry_run (GwService *service, const GwPerson *user, GBytes *csv,
                                guint n_last, GwRuleDraftFunc done, gpointer user_data,
                                GError **error);
/* The question's strings must be static or of the snapshot. */
gboolean gw_rule_draft_explain (GwService *service, const GwPerson *user, GBytes *csv,
                                const GwRouteQuestion *question, GwRuleDraftFunc done,
                                gpointer user_data, GError **error);
/* done may be told STALE_VERSION; see gw_rule_book_write(). */
gboolean gw_rule_draft_publish (GwService *service, const GwPerson *user, GBytes *csv,
                                gint64 version, GwRuleDraftFunc done, gpointer user_data,
                                GError **error);
/* The same for one rule of those in force; NOT_FOUND when it is none of them. */
gboolean gw_rule_draft_edit (GwService *service, const GwPerson *user,
                             const GwRuleEdit *edit, gint64 version, GwRuleDraftFunc done,
                             gpointer user_data, GError **error);

/* rule-edit.c: a table with the change made; line: of the table, from 1, 0 adds a rule at the
 * end. Caller frees. */
char *gw_rule_edit_apply (const char *csv, guint line, const GwRuleEdit *edit);

G_END_DECLS
