/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which department is responsible: class x area -> department, most specific wins. */
#pragma once

#include "backend/rules/catalogue.h"
#include "backend/rules/reason.h"

G_BEGIN_DECLS

/* One rule; strings are borrowed while building. The names go into the reason. */
typedef struct
{
  gint64 id;
  GwClassKind kind;       /* GW_KIND_ANY: both */
  const char *class_code; /* a prefix: "06", "06010"; NULL or "": any class */
  const char *class_name; /* of the class or its group, or NULL */
  const char *class_name_en;
  const char *area; /* area code; NULL or "": the whole city */
  const char *area_name;
  const char *area_name_en;
  gint64 department; /* the caller's key */
  const char *department_name;
  const char *department_name_en;
} GwRoutingRule;

/* Immutable, reference counted, shared between threads. */
typedef struct _GwRouting GwRouting;

/* The order of the rules decides between equally specific ones: the first wins. */
GwRouting *gw_routing_new (const GwRoutingRule *rules, guint n_rules);
GwRouting *gw_routing_ref (GwRouting *routing);
void gw_routing_unref (GwRouting *routing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwRouting, gw_routing_unref)

/* Both belong to the routing. */
typedef struct
{
  gint64 rule;
  gint64 department;
  const GwReason *reason;
} GwRoutingDecision;

/*
 * areas: NULL-terminated codes of the areas that hold the place, the smallest first
 * (community, street, district, city). More specific means: the longer class code, then
 * the smaller area, then a rule of this kind before one of any kind, then order.
 * FALSE when no rule matches.
 */
gboolean gw_routing_find (const GwRouting *routing, GwClassKind kind,
                          const char *class_code, const char *const *areas,
                          GwRoutingDecision *ret_decision);

G_END_DECLS
