/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong with a set of rules: rules that never match, cases that no rule takes. */
#pragma once

#include "backend/rules/routing-world.h"

G_BEGIN_DECLS

typedef enum
{
  GW_RULE_FIRES,
  GW_RULE_SHADOWED,  /* earlier rules take all that it would */
  GW_RULE_EMPTY,     /* what it asks for does not exist, or contradicts itself */
  GW_RULE_EXPIRED,   /* ended before the day of the check */
  GW_RULE_UNDECIDED, /* too many combinations: it was not found to match */
} GwRuleVerdict;

#define GW_RULE_BY_MAX 5

typedef struct
{
  guint position; /* in the routing */
  GwRuleVerdict verdict;
  /* Positions of the earlier rules: one that takes all, else the first of those that do
     together. n_by counts all of these. */
  guint n_by;
  guint by[GW_RULE_BY_MAX];
} GwDeadRule;

/* A class that some or all cases of have no rule for. */
typedef struct
{
  guint class;    /* in the world */
  guint n_never;  /* areas (and cells that rules name) where no rule takes it */
  guint n_partly; /* where some rule takes it under circumstances only */
  guint area;     /* one of them, in the world */
  guint depends;  /* of those partly: 1 << GwRoutingMiss of what it depends on */
} GwClassGap;

/* Two rules that match the same case and send it to different departments. */
typedef struct
{
  guint winner; /* positions */
  guint loser;
} GwRuleOverlap;

typedef struct
{
  GArray *dead;        /* GwDeadRule: all that do not fire */
  GArray *class_gaps;  /* GwClassGap; areas of area_gaps do not count */
  GArray *area_gaps;   /* guint: areas in the world where no class has a rule */
  GArray *overlaps;    /* GwRuleOverlap, the first ones */
  guint n_overlaps;    /* of all: neither rule holds the other */
  guint n_exceptions;  /* the winner lies inside of the loser: the rule and its exception */
  guint n_areas;       /* areas with cells, and cells that rules name */
  gboolean incomplete; /* some combinations were given up: gaps may be missing, too */
} GwRoutingReport;

/*
 * Exact: the classes of the city (with the conditions that rules name), its areas (and the
 * cells that rules name) and everything else that rules ask for, cut where some rule makes
 * a difference, are gone through in every combination; a rule fires if and only if some
 * combination reaches it. Circumstances are taken as independent of each other: any
 * component may belong to any owner, any department have any load. today (yyyymmdd):
 * earlier days do not count.
 *
 * Combinations of class and area are looked at once each; in each, what is left for later
 * rules is kept as boxes over the other dimensions. That may grow without bound only for
 * very many rules of the same class and area that each ask for something else; it is given
 * up at GW_CHECK_EFFORT_MAX steps and said so (UNDECIDED, incomplete). A few tens of
 * milliseconds for 2,000 rules over classes and areas.
 */
#define GW_CHECK_EFFORT_MAX 400000000u
GwRoutingReport *gw_routing_check (const GwRouting *routing, const GwRoutingWorld *world,
                                   guint32 today);
void gw_routing_report_free (GwRoutingReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwRoutingReport, gw_routing_report_free)

G_END_DECLS
