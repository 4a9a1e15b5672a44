/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The city in memory: what every report is located, classified and routed with. */
#pragma once

#include "backend/rules/calendar-plan.h"
#include "backend/rules/catalogue.h"
#include "backend/rules/routing.h"
#include "backend/rules/score-scheme.h"
#include "backend/rules/settings.h"
#include "gis/cell-index.h"

G_BEGIN_DECLS

/* Immutable, reference counted, shared between threads. All below belongs to it. */
typedef struct _GwSnapshot GwSnapshot;

typedef enum
{
  GW_AREA_CITY,
  GW_AREA_DISTRICT,
  GW_AREA_STREET,
  GW_AREA_COMMUNITY,
} GwAreaLevel;

typedef struct _GwArea GwArea;
struct _GwArea
{
  gint64 id;
  char *code;
  char *name;
  char *name_en;
  GwAreaLevel level;
  gint64 department_id;     /* answers for what nobody else does here; 0: see parent */
  const GwArea *parent;     /* NULL for the root */
  const char *const *codes; /* this area's code and those above it, NULL-terminated */
};

typedef struct
{
  gint64 id;
  char *code;
  char *name;
  gint64 inspector_id;
} GwDutyGrid;

typedef struct
{
  gint64 id;
  guint32 position; /* in gw_snapshot_cell_index(); GW_CELL_NONE once retired */
  char *code;
  char *name; /* or NULL */
  double area_m2;
  const GwArea *community;
  const GwDutyGrid *duty_grid; /* or NULL */
  const GwShape *shape;
} GwCell;

/* A calendar from one change to the next. */
typedef struct
{
  gint64 id;
  GwCalendarPlan *plan; /* as it is shown */
  const GwCalendar *calendar;
  gint64 valid_from; /* UTC ms */
  gint64 valid_to;   /* 0: valid */
} GwCalendarEdition;

typedef struct
{
  gint64 id;
  char *code;
  char *name;
  char *name_en;
  const GwCalendarEdition *calendar; /* its own, or the city's */
  guint position;                    /* in gw_snapshot_department_at() */
} GwDepartment;

typedef struct
{
  const char *name;
  const char *name_en;
  const char *code_scheme;
  const char *class_scheme; /* whose classes new cases are of */
  const char *time_zone;
  gboolean synthetic;
} GwCityInfo;

/* A code scheme and the classes that are valid in it. Dates are yyyymmdd; 0: none. */
typedef struct
{
  char *code; /* "gb47678-2026" */
  char *name; /* NULL for one that nobody described */
  char *name_en;
  guint32 valid_from;
  guint32 valid_to; /* the first day that it is no longer in force */
  const GwCatalogue *catalogue;
} GwScheme;

GwSnapshot *gw_snapshot_ref (GwSnapshot *snapshot);
void gw_snapshot_unref (GwSnapshot *snapshot);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwSnapshot, gw_snapshot_unref)

const GwCityInfo *gw_snapshot_city (const GwSnapshot *snapshot);
/* Of the scheme that new cases are of. By id it knows the classes of all schemes. */
const GwCatalogue *gw_snapshot_catalogue (const GwSnapshot *snapshot);
/* The city's. */
const GwCalendar *gw_snapshot_calendar (const GwSnapshot *snapshot);
/* By which the department works; NULL: the city's. */
const GwCalendar *gw_snapshot_calendar_for (const GwSnapshot *snapshot,
                                            const GwDepartment *department);
guint gw_snapshot_n_calendars (const GwSnapshot *snapshot);
/* Those that are valid, the city's first. */
const GwCalendarEdition *gw_snapshot_calendar_at (const GwSnapshot *snapshot,
                                                  guint position);
/* NULL when there is none that is valid. */
const GwCalendarEdition *gw_snapshot_calendar_by_code (const GwSnapshot *snapshot,
                                                       const char *code);
/*
 * What was decided by a calendar names its edition, so that it can be computed again after
 * the calendar was changed. NULL for an id that never was; 0 for a calendar that is not of
 * this snapshot.
 */
const GwCalendar *gw_snapshot_calendar_by_id (const GwSnapshot *snapshot, gint64 id);
gint64 gw_snapshot_calendar_id (const GwSnapshot *snapshot, const GwCalendar *calendar);

/* What the city decided about the life of its cases. */
const GwSettings *gw_snapshot_settings (const GwSnapshot *snapshot);
/* Its indicators and score schemes. */
const GwIndicatorBook *gw_snapshot_indicators (const GwSnapshot *snapshot);
const GwScoreBook *gw_snapshot_scores (const GwSnapshot *snapshot);

/* Cells that are valid now, by position in the index; they ascend by code. */
const GwCellIndex *gw_snapshot_cell_index (const GwSnapshot *snapshot);
guint gw_snapshot_n_cells (const GwSnapshot *snapshot);
const GwCell *gw_snapshot_cell (const GwSnapshot *snapshot, guint position);
/* The cell that holds the point, or NULL outside of the city. */
const GwCell *gw_snapshot_find_cell (const GwSnapshot *snapshot, GwFixed point);
/* The same with the cells of former divisions, after the others. */
guint gw_snapshot_n_all_cells (const GwSnapshot *snapshot);
const GwCell *gw_snapshot_cell_of_all (const GwSnapshot *snapshot, guint position);
/* NULL when unknown. By id also the cells of former divisions. */
const GwCell *gw_snapshot_cell_by_code (const GwSnapshot *snapshot, const char *code);
const GwCell *gw_snapshot_cell_by_id (const GwSnapshot *snapshot, gint64 id);
/* The level's area that holds the cell, or NULL when the city has no such level. */
const GwArea *gw_cell_area (const GwCell *cell, GwAreaLevel level);
/* TRUE when the area is the one of that id or lies in it. */
gboolean gw_area_is_within (const GwArea *area, gint64 id);

guint gw_snapshot_n_areas (const GwSnapshot *snapshot);
/* Parents first. */
const GwArea *gw_snapshot_area (const GwSnapshot *snapshot, guint position);
/* NULL when there is none (any more). */
const GwArea *gw_snapshot_area_by_id (const GwSnapshot *snapshot, gint64 id);
const GwArea *gw_snapshot_area_by_code (const GwSnapshot *snapshot, const char *code);
/* "city", "district", "street", "community". Static. */
const char *gw_area_level_name (GwAreaLevel level);

/* NULL for what is unknown or no longer valid. */
const GwDutyGrid *gw_snapshot_duty_grid (const GwSnapshot *snapshot, gint64 id);
const GwDutyGrid *gw_snapshot_duty_grid_by_code (const GwSnapshot *snapshot,
                                                 const char *code);

guint gw_snapshot_n_departments (const GwSnapshot *snapshot);
const GwDepartment *gw_snapshot_department_at (const GwSnapshot *snapshot, guint position);
/* NULL for 0 and what is unknown. */
const GwDepartment *gw_snapshot_department (const GwSnapshot *snapshot, gint64 id);
const GwDepartment *gw_snapshot_department_by_code (const GwSnapshot *snapshot,
                                                    const char *code);

/* Since the snapshot was made a day has come on which the catalogue changes by itself. */
gboolean gw_snapshot_is_outdated (const GwSnapshot *snapshot, gint64 now_ms);

guint gw_snapshot_n_schemes (const GwSnapshot *snapshot);
/* The one of new cases first. */
const GwScheme *gw_snapshot_scheme_at (const GwSnapshot *snapshot, guint position);
/* NULL when unknown. */
const GwScheme *gw_snapshot_scheme (const GwSnapshot *snapshot, const char *code);

/* Also versions that ended: a case keeps its own. */
const GwCaseClass *gw_snapshot_class_by_id (const GwSnapshot *snapshot, gint64 id);
gint64 gw_snapshot_class_id (const GwSnapshot *snapshot, const GwCaseClass *class);
/* NULL for 0 and what is unknown. Also versions that ended. */
const GwFilingCondition *gw_snapshot_condition_by_id (const GwSnapshot *snapshot,
                                                      gint64 id);

/* --- routing (snapshot-route.c) -------------------------------------------------------- */

/* What is asked about a case. */
typedef struct
{
  const GwCaseClass *class;
  const char *condition; /* code of the filing condition; NULL: the class' first */
  const GwCell *cell;
  gint64 owner_id;    /* of the component; 0: none */
  const char *source; /* of the report */
  gint64 at_ms;       /* decides on validity, weekday and time of day */
} GwRouteQuestion;

/* The rules in force and the retired ones. */
const GwRouting *gw_snapshot_routing (const GwSnapshot *snapshot);
/* NULL: neither the area nor one above it names a department. */
const GwDepartment *gw_snapshot_territory (const GwSnapshot *snapshot, const GwArea *area);
/*
 * The first rule that matches; FALSE when none does. gw_snapshot_department() has the
 * decision's department. A few microseconds, any thread.
 */
gboolean gw_snapshot_route (const GwSnapshot *snapshot, const GwRouteQuestion *question,
                            GwRoutingDecision *ret_decision);
/* The same with other rules: those of a draft. */
gboolean gw_snapshot_route_by (const GwSnapshot *snapshot, const GwRouting *routing,
                               const GwRouteQuestion *question,
                               GwRoutingDecision *ret_decision);
/* The rule that decided, in words. Owned by the caller. */
GwReason *gw_snapshot_route_reason (const GwSnapshot *snapshot,
                                    const GwRoutingDecision *decision);
/*
 * The decision as it is kept in a case's routing_reason: a reason for
 * gw_reason_from_json(), with a compact trace for gw_routing_explain(). Caller frees.
 */
char *gw_snapshot_route_to_json (const GwSnapshot *snapshot,
                                 const GwRouteQuestion *question,
                                 const GwRoutingDecision *decision);
/* A rule in words. Owned by the caller. */
GwReason *gw_snapshot_describe_rule (const GwSnapshot *snapshot, const GwRoutingRule *rule);

/* Why a department: the rule that decided, and why those before it did not. */
typedef struct
{
  gint64 rule; /* id */
  guint32 rank;
  gint64 department; /* of gw_routing_explain_by() only */
  guint32 date;      /* local, of the decision, yyyymmdd */
  guint minute;      /* of that day */
  GwReason *reason;
  GPtrArray *before; /* GwReason, the rule nearest to the one that decided first */
  GArray *ranks;     /* guint32, of those; 0: not known any more */
  guint n_more;      /* rules of the case's class before those */
} GwRoutingExplanation;

/*
 * From a case's routing_reason. NULL when it is NULL or tells of no rule (a person chose
 * the department; the reason itself says so). Rules that have retired since are explained
 * as they were.
 */
GwRoutingExplanation *gw_routing_explain (const GwSnapshot *snapshot,
                                          const char *routing_reason);
/*
 * The same for a case that is only thought of, by these rules (those of a draft, say).
 * rank 0 and a reason that says so: no rule takes it.
 */
GwRoutingExplanation *gw_routing_explain_by (const GwSnapshot *snapshot,
                                             const GwRouting *routing,
                                             const GwRouteQuestion *question);
void gw_routing_explanation_free (GwRoutingExplanation *explanation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwRoutingExplanation, gw_routing_explanation_free)

G_END_DECLS
