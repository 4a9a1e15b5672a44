/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The city as far as routing rules speak of it: what there is, for reading and checking rules. */
#pragma once

#include "backend/rules/routing.h"

G_BEGIN_DECLS

typedef struct
{
  GwClassKind kind;
  const char *code;
  GPtrArray *conditions; /* codes, one of which each case has; or NULL: none has any */
} GwWorldClass;

#define GW_WORLD_NONE G_MAXUINT

typedef struct
{
  const char *code;
  guint parent;     /* GW_WORLD_NONE for the root */
  guint n_cells;    /* that lie in it and in no smaller area */
  gint64 territory; /* department of it or of an area above; 0: none */
} GwWorldArea;

typedef struct
{
  const char *code;
  guint area;
} GwWorldCell;

typedef struct
{
  gint64 id;
  const char *code;
} GwWorldDepartment;

/* Strings are borrowed and outlive it. */
typedef struct
{
  GArray *classes;     /* GwWorldClass */
  GArray *areas;       /* GwWorldArea, parents first */
  GArray *cells;       /* GwWorldCell */
  GArray *departments; /* GwWorldDepartment */
  GPtrArray *sources;
  GHashTable *areas_by_code; /* code -> position + 1 */
  GHashTable *cells_by_code;
  GHashTable *departments_by_code;
} GwRoutingWorld;

GwRoutingWorld *gw_routing_world_new (void);
void gw_routing_world_free (GwRoutingWorld *world);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwRoutingWorld, gw_routing_world_free)

void gw_routing_world_add_class (GwRoutingWorld *world, GwClassKind kind, const char *code);
/* Of the class added last. */
void gw_routing_world_add_condition (GwRoutingWorld *world, const char *code);
/* parent: code of an area that is there, or NULL; department 0: the parent's. */
void gw_routing_world_add_area (GwRoutingWorld *world, const char *code, const char *parent,
                                gint64 department);
/* area: code of an area that is there. */
void gw_routing_world_add_cell (GwRoutingWorld *world, const char *code, const char *area);
void gw_routing_world_add_department (GwRoutingWorld *world, gint64 id, const char *code);
void gw_routing_world_add_source (GwRoutingWorld *world, const char *name);

/* NULL when there is none. */
const GwWorldArea *gw_routing_world_area (const GwRoutingWorld *world, const char *code);
const GwWorldCell *gw_routing_world_cell (const GwRoutingWorld *world, const char *code);
const GwWorldDepartment *gw_routing_world_department (const GwRoutingWorld *world,
                                                      const char *code);
/* The code of a department; NULL for none. */
const char *gw_routing_world_department_code (const GwRoutingWorld *world, gint64 id);
/* TRUE when `area` (a position) is the area `outer` or lies in it. */
gboolean gw_routing_world_lies_in (const GwRoutingWorld *world, guint area,
                                   const char *outer);

G_END_DECLS
