/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the classes of a map begin. */
#pragma once

#include "gui/model/measure.h"

G_BEGIN_DECLS

typedef enum
{
  GW_BREAKS_QUANTILE, /* about as many cells in each class */
  GW_BREAKS_EQUAL,    /* classes equally wide */
  GW_BREAKS_N,
} GwBreaks;

typedef struct
{
  guint n_classes;                     /* 0: no value to sort */
  double floors[GW_VALUE_MAX_CLASSES]; /* the least value of each class, rising */
  double highest;
} GwValueBreaks;

/* "Equally many cells", translated. */
const char *gw_breaks_label (GwBreaks kind);
/* What suits most: counts pile up at the low end, rates are read on a fixed scale. */
GwBreaks gw_breaks_usual (GwMeasure measure);
/*
 * Classes of the values; NANs have none, nor have counts of 0. Counts break at whole
 * numbers. Equal classes of closure and timeliness always run from 0 to 100 %.
 */
void gw_value_breaks_find (GwValueBreaks *breaks, GwBreaks kind, GwMeasure measure,
                           const double *values, guint n_values);
/* The class of a value or G_MAXUINT8. */
guint8 gw_value_breaks_classify (const GwValueBreaks *breaks, double value);

G_END_DECLS
