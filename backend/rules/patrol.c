/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rates of inspectors and duty grids, each as a row with its formula in words. */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/patrol.h"

static const char *const inspector_counts[GW_PATROL_N_INSPECTOR] = {
  [GW_PATROL_DAYS] = "days_on_duty", [GW_PATROL_REPORTED] = "reported",
  [GW_PATROL_FILED] = "filed",       [GW_PATROL_OFFERED] = "offered",
  [GW_PATROL_TAKEN] = "taken",       [GW_PATROL_LAPSED] = "lapsed",
  [GW_PATROL_VERIFIED] = "verified", [GW_PATROL_VERIFIED_IN_TIME] = "verified_in_time",
  [GW_PATROL_CHECKED] = "checked",   [GW_PATROL_CHECKED_IN_TIME] = "checked_in_time",
};

static const char *const duty_grid_counts[GW_PATROL_N_DUTY_GRID] = {
  [GW_PATROL_CELLS] = "cells",
  [GW_PATROL_GRID_DAYS] = "days_on_duty",
  [GW_PATROL_CELL_DAYS] = "cell_days",
  [GW_PATROL_VISITED_DAYS] = "visited",
};

typedef struct
{
  const char *name;
  guint numerator;
  guint denominator;
  const char *formula;
  const char *formula_zh;
} Rate;

static const Rate inspector_rates[] = {
  { "valid_report_rate", GW_PATROL_FILED, GW_PATROL_REPORTED,
    "filed / reported (both counted when they happen)",
    "立案数 / 上报数（均按发生时间计）" },
  { "timely_verification_rate", GW_PATROL_VERIFIED_IN_TIME, GW_PATROL_VERIFIED,
    "verified in time / verified", "按期核实数 / 核实数" },
  { "timely_check_rate", GW_PATROL_CHECKED_IN_TIME, GW_PATROL_CHECKED,
    "checked in time / checked", "按期核查数 / 核查数" },
  { "lapse_rate", GW_PATROL_LAPSED, GW_PATROL_OFFERED,
    "tasks not taken in time / tasks offered", "逾时未接任务数 / 派发任务数" },
};

static const Rate duty_grid_rates[] = {
  { "coverage", GW_PATROL_VISITED_DAYS, GW_PATROL_CELL_DAYS,
    "cells visited, day by day / cells of the duty grid × days on duty",
    "逐日巡查单元网格数之和 / （责任网格的单元网格数 × 在岗天数）" },
};

guint
gw_patrol_n_counts (GwPatrolOf of)
{
  return of == GW_PATROL_INSPECTORS ? (guint)GW_PATROL_N_INSPECTOR
                                    : (guint)GW_PATROL_N_DUTY_GRID;
}

const char *
gw_patrol_count_name (GwPatrolOf of, guint position)
{
  g_return_val_if_fail (position < gw_patrol_n_counts (of), NULL);
  return of == GW_PATROL_INSPECTORS ? inspector_counts[position]
                                    : duty_grid_counts[position];
}

void
gw_patrol_add (GwPatrolCounts *counts, const GwPatrolCounts *more)
{
  for (guint i = 0; i < GW_PATROL_MAX_COUNTS; i++)
    counts->counts[i] += more->counts[i];
}

guint
gw_patrol_n_rates (GwPatrolOf of)
{
  return of == GW_PATROL_INSPECTORS ? G_N_ELEMENTS (inspector_rates)
                                    : G_N_ELEMENTS (duty_grid_rates);
}

static const Rate *
find_rate (GwPatrolOf of, guint position)
{
  g_assert (position < gw_patrol_n_rates (of));
  return of == GW_PATROL_INSPECTORS ? &inspector_rates[position]
                                    : &duty_grid_rates[position];
}

const char *
gw_patrol_rate_name (GwPatrolOf of, guint position)
{
  return find_rate (of, position)->name;
}

GwRate
gw_patrol_rate (GwPatrolOf of, guint position, const GwPatrolCounts *counts)
{
  const Rate *rate = find_rate (of, position);
  gint64 denominator = counts->counts[rate->denominator];

  return (GwRate){ MIN (counts->counts[rate->numerator], denominator), denominator };
}

const char *
gw_patrol_rate_formula (GwPatrolOf of, guint position, const char *language)
{
  const Rate *rate = find_rate (of, position);

  return language != NULL && g_str_has_prefix (language, "zh") ? rate->formula_zh
                                                               : rate->formula;
}
