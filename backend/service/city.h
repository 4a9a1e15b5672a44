/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything that a city needs before its first report, as plain data. */
#pragma once

#include "backend/rules/calendar-plan.h"
#include "backend/rules/routing.h"
#include "gis/map-feature.h"
#include "gis/shape.h"

G_BEGIN_DECLS

/* All strings are owned; arrays hold pointers with the matching free function set. */

typedef struct
{
  char *code;   /* 441802, 441802001, 441802001001 */
  char *parent; /* code, or NULL for the city */
  char *level;  /* "city", "district", "street", "community" */
  char *name;
  char *name_en;
  char *department; /* answers for what nobody else does; code or NULL */
} GwCityArea;

typedef struct
{
  char *code;
  char *community; /* area code */
  char *duty_grid; /* code or NULL */
  char *name;      /* or NULL */
  GwShape *shape;
} GwCityCell;

typedef struct
{
  char *code;
  char *name;
  char *inspector; /* login or NULL */
} GwCityDutyGrid;

typedef struct
{
  char *code;
  char *name;
  char *name_en;
} GwCityDepartment;

typedef struct
{
  char *login;
  char *name;
  char *password; /* clear; hashed when stored */
  char *
      roles; /* comma-separated: inspector,acceptor,leader,dispatcher,department,manager,admin */
  char *department; /* code or NULL */
  char *area;       /* code of what the person sees, or NULL: the whole city */
} GwCityPerson;

typedef struct
{
  char *code; /* by the city's code scheme */
  char *class_code;
  char *name;
  char *owner; /* department code or NULL */
  GwFixed position;
} GwCityComponent;

/* The first that matches wins. The strings of rule are owned; what it has of ids is not used. */
typedef struct
{
  GwRoutingRule rule; /* rank 0: ten more than the one before */
  char *owner;        /* department code, GW_OWNER_…_WORD, or NULL */
  char *department;   /* code or GW_ROUTE_TO_…_WORD */
} GwCityRoutingRule;

/* Any case goes to that department; for the caller to narrow down. Copies. */
GwCityRoutingRule *gw_city_routing_rule_new (const char *department);

/* A number on a street of the map, or on one that only its houses tell of. */
typedef struct
{
  char *street; /* name */
  guint number;
  char *suffix; /* "", "A" or "-1" */
  GwFixed position;
} GwCityHouse;

/* A point of interest. */
typedef struct
{
  char *category; /* "school" */
  char *name;
  char *name_en; /* or NULL */
  GwFixed position;
} GwCityPoi;

typedef struct
{
  char *name;
  char *name_en;
  char *code_scheme; /* "gb47678-2026" */
  char *time_zone;   /* "Asia/Shanghai" */
  gboolean synthetic;
  GPtrArray *areas;         /* GwCityArea, parents first */
  GPtrArray *duty_grids;    /* GwCityDutyGrid */
  GPtrArray *cells;         /* GwCityCell */
  GPtrArray *departments;   /* GwCityDepartment */
  GPtrArray *people;        /* GwCityPerson */
  GPtrArray *components;    /* GwCityComponent */
  GPtrArray *routing_rules; /* GwCityRoutingRule, the first to be asked first */
  GPtrArray *calendars; /* GwCalendarPlan, the city's first; time_zone NULL: the city's */
  GPtrArray *map_features; /* GwMapFeature */
  GPtrArray *houses;       /* GwCityHouse */
  GPtrArray *pois;         /* GwCityPoi */
} GwCity;

/* An empty city: every array is there, every string NULL. Its calendar has office hours. */
GwCity *gw_city_new (void);
/* Frees the city with all that it holds; NULL is fine. */
void gw_city_free (GwCity *city);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCity, gw_city_free)

G_END_DECLS
