/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What inspectors do, in numbers: figures and rates of people and of duty grids. */
#pragma once

#include "backend/rules/rate.h"

G_BEGIN_DECLS

typedef enum
{
  GW_PATROL_INSPECTORS,
  GW_PATROL_DUTY_GRIDS,
} GwPatrolOf;

/* Of an inspector; each is counted when it happens. */
typedef enum
{
  GW_PATROL_DAYS,             /* local days with a sign-in */
  GW_PATROL_REPORTED,         /* reports */
  GW_PATROL_FILED,            /* reports of the inspector that were filed */
  GW_PATROL_OFFERED,          /* tasks that the inspector was asked for */
  GW_PATROL_TAKEN,            /* taken on before they were done */
  GW_PATROL_LAPSED,           /* not taken in time: another was asked */
  GW_PATROL_VERIFIED,         /* verifications done, confirmed or not */
  GW_PATROL_VERIFIED_IN_TIME, /* of them */
  GW_PATROL_CHECKED,          /* checks done, passed or sent back */
  GW_PATROL_CHECKED_IN_TIME,
  GW_PATROL_N_INSPECTOR,
} GwPatrolInspectorCount;

/* Of a duty grid. */
typedef enum
{
  GW_PATROL_CELLS,        /* now */
  GW_PATROL_GRID_DAYS,    /* local days with a sign-in to it */
  GW_PATROL_CELL_DAYS,    /* its cells on all those days */
  GW_PATROL_VISITED_DAYS, /* those of them that a track has been in */
  GW_PATROL_N_DUTY_GRID,
} GwPatrolGridCount;

#define GW_PATROL_MAX_COUNTS GW_PATROL_N_INSPECTOR

typedef struct
{
  gint64 counts[GW_PATROL_MAX_COUNTS];
} GwPatrolCounts;

guint gw_patrol_n_counts (GwPatrolOf of);
/* "reported". Static. */
const char *gw_patrol_count_name (GwPatrolOf of, guint position);
void gw_patrol_add (GwPatrolCounts *counts, const GwPatrolCounts *more);

guint gw_patrol_n_rates (GwPatrolOf of);
/* "valid_report_rate". Static. */
const char *gw_patrol_rate_name (GwPatrolOf of, guint position);
/* The numerator is never more than the denominator: what was reported in one period may be
 * filed in the next. */
GwRate gw_patrol_rate (GwPatrolOf of, guint position, const GwPatrolCounts *counts);
/* The formula in words; language as in gw_reason_get(). Static. */
const char *gw_patrol_rate_formula (GwPatrolOf of, guint position, const char *language);

G_END_DECLS
