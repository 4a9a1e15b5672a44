/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What cells can be coloured by: names, palettes, and where the numbers come from. */
#define G_LOG_DOMAIN "gridward-model"

#include "gui/model/measure.h"

#include <glib/gi18n.h>
#include <math.h>

#define HOUR_S 3600.0
#define DAY_H 24
/* From here on hours say little. */
#define LONG_H (2 * DAY_H)

static const char *const labels[GW_MEASURE_N] = {
  [GW_MEASURE_OPEN] = N_ ("Open cases"),
  [GW_MEASURE_OVERDUE] = N_ ("Overdue cases"),
  [GW_MEASURE_CLOSURE_RATE] = N_ ("Closure rate"),
  [GW_MEASURE_TIMELY_RATE] = N_ ("Handled in time"),
  [GW_MEASURE_REWORK_RATE] = N_ ("Rework rate"),
  [GW_MEASURE_REPORTED] = N_ ("Reported cases"),
  [GW_MEASURE_CLOSING_TIME] = N_ ("Time to close"),
  [GW_MEASURE_PAGE_COUNT] = N_ ("Number"),
  [GW_MEASURE_PAGE_RATE] = N_ ("Rate"),
  [GW_MEASURE_CHANGE_COUNT] = N_ ("Change"),
  [GW_MEASURE_CHANGE_RATE] = N_ ("Change of the rate"),
};

/*
 * One hue per count, so that nobody takes one map for another, and none of them red, yellow
 * or green: those are the lamps'. Rates run from orange to a cold hue, which red-green
 * blindness tells apart. On dark ground more is brighter.
 */
static const guint32 palettes[GW_MEASURE_N][2][GW_VALUE_MAX_CLASSES] = {
  [GW_MEASURE_OPEN] = { { 0xcfe0f5, 0x9dc1ea, 0x659adb, 0x3470bf, 0x17478a },
                        { 0x25446f, 0x2f62a3, 0x4484d2, 0x79adee, 0xbad8fc } },
  [GW_MEASURE_OVERDUE] = { { 0xe8d7f1, 0xcba9e0, 0xac79c9, 0x8849ab, 0x5f2180 },
                           { 0x472a60, 0x6a3e8d, 0x925cb9, 0xb988da, 0xe0c2f6 } },
  [GW_MEASURE_CLOSURE_RATE] = { { 0xb85c0a, 0xe5a14d, 0xc9c3ae, 0x67b0a6, 0x0b6e63 },
                                { 0xf7a04a, 0xb8742c, 0x6a6660, 0x3b8fa0, 0x4fd6d2 } },
  [GW_MEASURE_TIMELY_RATE] = { { 0xb85c0a, 0xe9b06a, 0xd3cfd8, 0x9a8fc6, 0x54308c },
                               { 0xf0953a, 0xb07a3c, 0x75737f, 0x8579cf, 0xb9a9fa } },
  [GW_MEASURE_REWORK_RATE] = { { 0xecdfce, 0xd6b98f, 0xb78b57, 0x8a5e2f, 0x573613 },
                               { 0x4d3a26, 0x755634, 0xa27a4c, 0xcda674, 0xf1d9b4 } },
  [GW_MEASURE_REPORTED] = { { 0xdeeef0, 0xa3cad0, 0x6ba5af, 0x397986, 0x124d59 },
                            { 0x1c444c, 0x2a6670, 0x418c98, 0x74b7c1, 0xb4e2e8 } },
  [GW_MEASURE_CLOSING_TIME] = { { 0xf3d9e6, 0xe0a8c4, 0xc476a0, 0x9c4678, 0x6a1f4c },
                                { 0x4f2a40, 0x7a3f61, 0xa85a87, 0xd287b0, 0xf4c3dc } },
  [GW_MEASURE_PAGE_COUNT] = { { 0xcfe0f5, 0x9dc1ea, 0x659adb, 0x3470bf, 0x17478a },
                              { 0x25446f, 0x2f62a3, 0x4484d2, 0x79adee, 0xbad8fc } },
  [GW_MEASURE_PAGE_RATE] = { { 0xb85c0a, 0xe5a14d, 0xc9c3ae, 0x67b0a6, 0x0b6e63 },
                             { 0xf7a04a, 0xb8742c, 0x6a6660, 0x3b8fa0, 0x4fd6d2 } },
  [GW_MEASURE_CHANGE_COUNT] = { { 0xb85c0a, 0xe9b06a, 0xd3cfd8, 0x9a8fc6, 0x54308c },
                                { 0xf0953a, 0xb07a3c, 0x75737f, 0x8579cf, 0xb9a9fa } },
  [GW_MEASURE_CHANGE_RATE] = { { 0xb85c0a, 0xe9b06a, 0xd3cfd8, 0x9a8fc6, 0x54308c },
                               { 0xf0953a, 0xb07a3c, 0x75737f, 0x8579cf, 0xb9a9fa } },
};

const char *
gw_measure_label (GwMeasure measure)
{
  g_return_val_if_fail (measure < GW_MEASURE_N, "");

  return _ (labels[measure]);
}

gboolean
gw_measure_is_rate (GwMeasure measure)
{
  return measure == GW_MEASURE_CLOSURE_RATE || measure == GW_MEASURE_TIMELY_RATE ||
         measure == GW_MEASURE_REWORK_RATE || measure == GW_MEASURE_PAGE_RATE ||
         measure == GW_MEASURE_CHANGE_RATE;
}

gboolean
gw_measure_is_time (GwMeasure measure)
{
  return measure == GW_MEASURE_CLOSING_TIME;
}

gboolean
gw_measure_is_change (GwMeasure measure)
{
  return measure == GW_MEASURE_CHANGE_COUNT || measure == GW_MEASURE_CHANGE_RATE;
}

gboolean
gw_measure_is_of_now (GwMeasure measure)
{
  return measure == GW_MEASURE_OPEN || measure == GW_MEASURE_OVERDUE;
}

static double
value_of (GwRateRecord rate)
{
  return rate.denominator > 0 ? (double)rate.numerator / (double)rate.denominator : NAN;
}

double
gw_measure_of_row (GwMeasure measure, const GwStatisticsRow *row)
{
  switch (measure)
    {
    case GW_MEASURE_OPEN:
      return (double)row->open;
    case GW_MEASURE_OVERDUE:
      return (double)row->overdue;
    case GW_MEASURE_CLOSURE_RATE:
      return value_of (row->closure);
    case GW_MEASURE_TIMELY_RATE:
      return value_of (row->timely);
    case GW_MEASURE_REWORK_RATE:
      return value_of (row->rework);
    case GW_MEASURE_REPORTED:
      return (double)row->reported;
    case GW_MEASURE_CLOSING_TIME:
      return row->closed > 0 ? MAX (round (row->closing_s / HOUR_S), 1) : NAN;
    /* These come from other tables. */
    case GW_MEASURE_PAGE_COUNT:
    case GW_MEASURE_PAGE_RATE:
    case GW_MEASURE_CHANGE_COUNT:
    case GW_MEASURE_CHANGE_RATE:
      return NAN;
    case GW_MEASURE_N:
      break;
    }
  g_return_val_if_reached (NAN);
}

/* "5 h", "3.5 d" */
static char *
format_time (double hours)
{
  return hours < LONG_H ? g_strdup_printf (_ ("%.0f h"), hours)
                        : g_strdup_printf (_ ("%.1f d"), hours / DAY_H);
}

char *
gw_measure_format (GwMeasure measure, double value)
{
  if (gw_measure_is_time (measure))
    return format_time (value);
  if (gw_measure_is_change (measure))
    return gw_measure_is_rate (measure) ? g_strdup_printf ("%+.1f %%", value * 100)
                                        : g_strdup_printf ("%+.0f", value);
  return gw_measure_is_rate (measure) ? g_strdup_printf ("%.0f %%", value * 100)
                                      : g_strdup_printf ("%.0f", value);
}

guint32
gw_measure_colour (GwMeasure measure, guint step, gboolean dark)
{
  g_return_val_if_fail (measure < GW_MEASURE_N && step < GW_VALUE_MAX_CLASSES, 0);

  return palettes[measure][dark ? 1 : 0][step];
}
