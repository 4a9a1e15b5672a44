/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Routing rules as a CSV table. */
#pragma once

#include "backend/rules/faults.h"
#include "backend/rules/routing-world.h"

G_BEGIN_DECLS

/*
 * rank        1 to 2147483647; the smaller comes first; no two lines have the same
 * valid_from  2026-10-01
 * valid_to    the first day on which it is not valid any more
 * kind        matter, component
 * class       the beginning of class codes: 06, 06010
 * condition   code of a filing condition of such a class
 * area, cell  codes
 * owner       of the component: code of a department, * (known), - (nobody)
 * source      of the report: inspector, hotline, …
 * weekdays    1 (Monday) to 7: 1-5, 67
 * time        18:00-06:00, local; past midnight it belongs to the day on which it begins
 * max_open    open cases of the department, at most
 * department  code, @owner (of the component), @area (the department of the area)
 * note        for people
 *
 * Only rank and department must be there; what is empty is not asked for.
 */
#define GW_ROUTING_TABLE_HEADER                                                            \
  "rank,valid_from,valid_to,kind,class,condition,area,cell,owner,source,weekdays,time,"    \
  "max_open,department,note"

typedef struct
{
  GArray *rules; /* GwRoutingRule, as they stand in the table; id: their line */
  GStringChunk *strings;
} GwRoutingTable;

void gw_routing_table_free (GwRoutingTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwRoutingTable, gw_routing_table_free)

/* NULL, and every fault with line and column, when there is any. */
GwRoutingTable *gw_routing_table_read (const char *text, gsize length,
                                       const GwRoutingWorld *world, GwFaults *faults);
/* The rules in force as a table that reads back as the same. Caller frees. */
char *gw_routing_table_write (const GwRouting *routing, const GwRoutingWorld *world);

G_END_DECLS
