/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The city in memory: what every report is located, classified and routed with. */
#pragma once

#include "backend/rules/calendar-plan.h"
#include "backend/rules/catalogue.h"
#include "backend/rules/routing.h"
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
} GwDepartment;

typedef struct
{
  const char *name;
  const char *name_en;
  const char *code_scheme;
  const char *time_zone;
  gboolean synthetic;
} GwCityInfo;

GwSnapshot *gw_snapshot_ref (GwSnapshot *snapshot);
void gw_snapshot_unref (GwSnapshot *snapshot);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwSnapshot, gw_snapshot_unref)

const GwCityInfo *gw_snapshot_city (const GwSnapshot *snapshot);
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

/* Cells that are valid now, by position in the index; they ascend by code. */
const GwCellIndex *gw_snapshot_cell_index (const GwSnapshot *snapshot);
guint gw_snapshot_n_cells (const GwSnapshot *snapshot);
const GwCell *gw_snapshot_cell (const GwSnapshot *snapshot, guint position);
/* The cell that holds the point, or NULL outside of the city. */
const GwCell *gw_snapshot_find_cell (const GwSnapshot *snapshot, GwFixed point);
/* NULL when unknown. By id also the cells of former divisions. */
const GwCell *gw_snapshot_cell_by_code (const GwSnapshot *snapshot, const char *code);
const GwCell *gw_snapshot_cell_by_id (const GwSnapshot *snapshot, gint64 id);
/* The level's area that holds the cell, or NULL when the city has no such level. */
const GwArea *gw_cell_area (const GwCell *cell, GwAreaLevel level);

guint gw_snapshot_n_areas (const GwSnapshot *snapshot);
/* Parents first. */
const GwArea *gw_snapshot_area (const GwSnapshot *snapshot, guint position);
const GwArea *gw_snapshot_area_by_code (const GwSnapshot *snapshot, const char *code);
/* "city", "district", "street", "community". Static. */
const char *gw_area_level_name (GwAreaLevel level);

guint gw_snapshot_n_departments (const GwSnapshot *snapshot);
const GwDepartment *gw_snapshot_department_at (const GwSnapshot *snapshot, guint position);
/* NULL for 0 and what is unknown. */
const GwDepartment *gw_snapshot_department (const GwSnapshot *snapshot, gint64 id);
const GwDepartment *gw_snapshot_department_by_code (const GwSnapshot *snapshot,
                                                    const char *code);

const GwCaseClass *gw_snapshot_class_by_id (const GwSnapshot *snapshot, gint64 id);
/* 0 when the class is not of this snapshot. */
gint64 gw_snapshot_class_id (const GwSnapshot *snapshot, const GwCaseClass *class);

/* FALSE when no rule matches. The reason belongs to the snapshot. */
gboolean gw_snapshot_route (const GwSnapshot *snapshot, const GwCaseClass *class,
                            const GwCell *cell, const GwDepartment **ret_department,
                            const GwReason **ret_reason);

G_END_DECLS
