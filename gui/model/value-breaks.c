/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the classes of a map begin. */
#define G_LOG_DOMAIN "gridward-model"

#include "gui/model/value-breaks.h"

#include <glib/gi18n.h>
#include <math.h>

/* Equal classes of a rate end at a multiple of this. */
#define RATE_STEP 0.05

static const char *const labels[GW_BREAKS_N] = {
  [GW_BREAKS_QUANTILE] = N_ ("Equally many cells a class"),
  [GW_BREAKS_EQUAL] = N_ ("Equally wide classes"),
};

const char *
gw_breaks_label (GwBreaks kind)
{
  g_return_val_if_fail (kind < GW_BREAKS_N, "");

  return _ (labels[kind]);
}

GwBreaks
gw_breaks_usual (GwMeasure measure)
{
  return gw_measure_is_rate (measure) ? GW_BREAKS_EQUAL : GW_BREAKS_QUANTILE;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double left = *(const double *)a;
  double right = *(const double *)b;

  return (left > right) - (left < right);
}

static GArray *
sort_values (gboolean rates, const double *values, guint n_values)
{
  GArray *sorted = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < n_values; i++)
    if (!isnan (values[i]) && (rates || values[i] > 0))
      g_array_append_val (sorted, values[i]);
  g_array_sort (sorted, compare_doubles);
  return sorted;
}

/* The least value above one; that value itself when there is none. */
static double
next_above (GArray *sorted, double value)
{
  for (guint i = 0; i < sorted->len; i++)
    if (g_array_index (sorted, double, i) > value)
      return g_array_index (sorted, double, i);
  return value;
}

/* Most cells have one case: where quantiles coincide the next number takes over. */
static void
break_quantiles (GwValueBreaks *breaks, gboolean rates, GArray *sorted)
{
  for (guint i = 0; i < GW_VALUE_MAX_CLASSES; i++)
    {
      guint at = sorted->len * i / GW_VALUE_MAX_CLASSES;
      double floor = i == 0 && !rates ? 1 : g_array_index (sorted, double, at);

      if (breaks->n_classes > 0)
        {
          double last = breaks->floors[breaks->n_classes - 1];

          if (!rates)
            floor = MAX (floor, last + 1);
          else if (floor <= last)
            floor = next_above (sorted, last);
          if (floor > breaks->highest || floor <= last)
            return;
        }
      breaks->floors[breaks->n_classes++] = floor;
    }
}

/* Round 0, as far down as up: much less, less, about the same, more, much more. */
static void
break_change (GwValueBreaks *breaks, GwMeasure measure, const double *values,
              guint n_values)
{
  gboolean rates = gw_measure_is_rate (measure);
  static const double shares[GW_VALUE_MAX_CLASSES] = { -1, -0.6, -0.2, 0.2, 0.6 };
  double furthest = -1;
  double inner;

  for (guint i = 0; i < n_values; i++)
    if (!isnan (values[i]))
      furthest = MAX (furthest, fabs (values[i]));
  if (furthest < 0)
    return;
  breaks->n_classes = GW_VALUE_MAX_CLASSES;
  if (rates)
    {
      breaks->highest = MAX (ceil (furthest / RATE_STEP - 1e-9), 1) * RATE_STEP;
      for (guint i = 0; i < GW_VALUE_MAX_CLASSES; i++)
        breaks->floors[i] = shares[i] * breaks->highest;
      return;
    }
  inner = MAX (ceil (furthest / 3), 1);
  breaks->highest = MAX (furthest, inner + 1);
  breaks->floors[0] = -breaks->highest;
  breaks->floors[1] = -inner;
  breaks->floors[2] = 0;
  breaks->floors[3] = 1;
  breaks->floors[4] = inner + 1;
}

/* Divided last: three fifths must not begin a hair above 0.6, where cells are. */
static void
break_equally (GwValueBreaks *breaks, GwMeasure measure)
{
  gboolean rates = gw_measure_is_rate (measure);
  double from = rates ? 0 : 1;
  double width;

  if (rates && measure != GW_MEASURE_REWORK_RATE && measure != GW_MEASURE_PAGE_RATE)
    breaks->highest = 1;
  else if (rates)
    breaks->highest = MAX (ceil (breaks->highest / RATE_STEP - 1e-9), 1) * RATE_STEP;
  width = rates ? breaks->highest
                : ceil (breaks->highest / GW_VALUE_MAX_CLASSES) * GW_VALUE_MAX_CLASSES;
  for (guint i = 0; i < GW_VALUE_MAX_CLASSES; i++)
    {
      double floor = from + i * width / GW_VALUE_MAX_CLASSES;

      if (i > 0 && floor > breaks->highest)
        return;
      breaks->floors[breaks->n_classes++] = floor;
    }
}

void
gw_value_breaks_find (GwValueBreaks *breaks, GwBreaks kind, GwMeasure measure,
                      const double *values, guint n_values)
{
  gboolean rates = gw_measure_is_rate (measure);
  g_autoptr (GArray) sorted = sort_values (rates, values, n_values);

  breaks->n_classes = 0;
  breaks->highest = 0;
  if (gw_measure_is_change (measure))
    {
      break_change (breaks, measure, values, n_values);
      return;
    }
  if (sorted->len == 0)
    return;
  breaks->highest = g_array_index (sorted, double, sorted->len - 1);
  if (kind == GW_BREAKS_EQUAL)
    break_equally (breaks, measure);
  else
    break_quantiles (breaks, rates, sorted);
}

guint8
gw_value_breaks_classify (const GwValueBreaks *breaks, double value)
{
  if (isnan (value))
    return G_MAXUINT8;
  for (guint i = breaks->n_classes; i > 0; i--)
    if (value >= breaks->floors[i - 1])
      return (guint8)(i - 1);
  return G_MAXUINT8;
}
