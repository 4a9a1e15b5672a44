/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What cells can be coloured by: names, palettes, and where the numbers come from. */
#pragma once

#include "gui/client/records.h"

G_BEGIN_DECLS

typedef enum
{
  GW_MEASURE_OPEN,
  GW_MEASURE_OVERDUE,
  GW_MEASURE_CLOSURE_RATE,
  GW_MEASURE_TIMELY_RATE,
  GW_MEASURE_REWORK_RATE,
  GW_MEASURE_REPORTED,
  GW_MEASURE_CLOSING_TIME, /* of half of the closed cases, in whole hours, at least one */
  /* Not to be chosen on the map: what the managers' page puts there, under its own title. */
  GW_MEASURE_PAGE_COUNT,
  GW_MEASURE_PAGE_RATE,
  GW_MEASURE_CHANGE_COUNT, /* more or less than before, round 0 */
  GW_MEASURE_CHANGE_RATE,
  GW_MEASURE_N,
} GwMeasure;

/* Those that one can choose. */
#define GW_MEASURE_N_CHOICES GW_MEASURE_PAGE_COUNT

#define GW_VALUE_MAX_CLASSES 5

/* "Open cases", translated. */
const char *gw_measure_label (GwMeasure measure);
/* A share of one, told in percent; others are whole numbers. */
gboolean gw_measure_is_rate (GwMeasure measure);
/* A span of hours, told in hours or days. */
gboolean gw_measure_is_time (GwMeasure measure);
/* A difference between two periods. */
gboolean gw_measure_is_change (GwMeasure measure);
/* Of this moment, from the open cases; others are of a period, from the statistics. */
gboolean gw_measure_is_of_now (GwMeasure measure);
/* The number of a line of statistics; NAN: there is nothing to rate. */
double gw_measure_of_row (GwMeasure measure, const GwStatisticsRow *row);
/* "12", "83 %", "5 h", "3.5 d"; caller frees. */
char *gw_measure_format (GwMeasure measure, double value);
/*
 * Opaque colour 0xRRGGBB of a step, 0 … GW_VALUE_MAX_CLASSES - 1. All steps of a palette are
 * told apart by those who see no red or no green too.
 */
guint32 gw_measure_colour (GwMeasure measure, guint step, gboolean dark);

G_END_DECLS
