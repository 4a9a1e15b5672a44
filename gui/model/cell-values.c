/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One number per cell, sorted into few classes with colours: map, legend and table share it. */
#define G_LOG_DOMAIN "gridward-model"

#include "gui/model/cell-values.h"

#include <glib/gi18n.h>
#include <math.h>

struct _GwCellValues
{
  GObject parent_instance;

  GwCellSet *cells;
  GwMeasure measure;
  char *period;
  double *values;
  guint n_values;
  guint n_classes;
  double floors[GW_VALUE_MAX_CLASSES]; /* the least value of each class */
  double highest;
  guint counts[GW_VALUE_MAX_CLASSES];
};

G_DEFINE_FINAL_TYPE (GwCellValues, gw_cell_values, G_TYPE_OBJECT)

enum
{
  PROP_MEASURE = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];
static guint changed_signal;

/*
 * One hue per count, so that nobody takes one map for another, and none of them red, yellow
 * or green: those are the lamps'. Rates run from orange to teal, which red-green blindness
 * tells apart. On dark ground more is brighter.
 */
static const guint32 palettes[GW_MEASURE_N][2][GW_VALUE_MAX_CLASSES] = {
  [GW_MEASURE_OPEN] = { { 0xcfe0f5, 0x9dc1ea, 0x659adb, 0x3470bf, 0x17478a },
                        { 0x25446f, 0x2f62a3, 0x4484d2, 0x79adee, 0xbad8fc } },
  [GW_MEASURE_OVERDUE] = { { 0xe8d7f1, 0xcba9e0, 0xac79c9, 0x8849ab, 0x5f2180 },
                           { 0x472a60, 0x6a3e8d, 0x925cb9, 0xb988da, 0xe0c2f6 } },
  [GW_MEASURE_CLOSURE_RATE] = { { 0xb85c0a, 0xe5a14d, 0xc9c3ae, 0x67b0a6, 0x0b6e63 },
                                { 0xf0953a, 0xb9803f, 0x7f837c, 0x3f8f84, 0x2fc7b2 } },
};

static const char *const measure_labels[GW_MEASURE_N] = {
  [GW_MEASURE_OPEN] = N_ ("Open cases"),
  [GW_MEASURE_OVERDUE] = N_ ("Overdue cases"),
  [GW_MEASURE_CLOSURE_RATE] = N_ ("Closure rate"),
};

static void
gw_cell_values_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_MEASURE)
    g_value_set_uint (value, GW_CELL_VALUES (object)->measure);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gw_cell_values_set_property (GObject *object, guint id, const GValue *value,
                             GParamSpec *pspec)
{
  if (id == PROP_MEASURE)
    gw_cell_values_set_measure (GW_CELL_VALUES (object), g_value_get_uint (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gw_cell_values_finalize (GObject *object)
{
  GwCellValues *self = GW_CELL_VALUES (object);

  g_clear_object (&self->cells);
  g_free (self->period);
  g_free (self->values);

  G_OBJECT_CLASS (gw_cell_values_parent_class)->finalize (object);
}

static void
gw_cell_values_class_init (GwCellValuesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gw_cell_values_get_property;
  object_class->set_property = gw_cell_values_set_property;
  object_class->finalize = gw_cell_values_finalize;

  properties[PROP_MEASURE] = g_param_spec_uint (
      "measure", NULL, NULL, 0, GW_MEASURE_N - 1, GW_MEASURE_OPEN,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  changed_signal = g_signal_new ("changed", GW_TYPE_CELL_VALUES, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
gw_cell_values_init (GwCellValues *self)
{
}

GwCellValues *
gw_cell_values_new (GwCellSet *cells)
{
  GwCellValues *self = g_object_new (GW_TYPE_CELL_VALUES, NULL);

  self->cells = g_object_ref (cells);
  return self;
}

const char *
gw_measure_label (GwMeasure measure)
{
  g_return_val_if_fail (measure < GW_MEASURE_N, "");

  return _ (measure_labels[measure]);
}

GwMeasure
gw_cell_values_get_measure (GwCellValues *self)
{
  g_return_val_if_fail (GW_IS_CELL_VALUES (self), GW_MEASURE_OPEN);

  return self->measure;
}

void
gw_cell_values_set_measure (GwCellValues *self, GwMeasure measure)
{
  g_return_if_fail (GW_IS_CELL_VALUES (self) && measure < GW_MEASURE_N);

  if (self->measure == measure)
    return;
  self->measure = measure;
  /* The old numbers mean something else now. */
  g_clear_pointer (&self->values, g_free);
  self->n_values = 0;
  self->n_classes = 0;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MEASURE]);
}

const char *
gw_cell_values_get_period (GwCellValues *self)
{
  g_return_val_if_fail (GW_IS_CELL_VALUES (self), NULL);

  return self->period != NULL ? self->period : "";
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double left = *(const double *)a;
  double right = *(const double *)b;

  return (left > right) - (left < right);
}

/* Whole-number classes of about as many cells each, the first beginning at one. */
static void
break_counts (GwCellValues *self)
{
  g_autoptr (GArray) sorted = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < self->n_values; i++)
    if (self->values[i] > 0)
      g_array_append_val (sorted, self->values[i]);
  self->n_classes = 0;
  self->highest = 0;
  if (sorted->len == 0)
    return;
  g_array_sort (sorted, compare_doubles);
  self->highest = g_array_index (sorted, double, sorted->len - 1);
  for (guint i = 0; i < GW_VALUE_MAX_CLASSES; i++)
    {
      double floor =
          i == 0 ? 1
                 : g_array_index (sorted, double, sorted->len *i / GW_VALUE_MAX_CLASSES);

      /* Most cells have one case: then quantiles coincide and the next number takes over. */
      if (self->n_classes > 0)
        floor = MAX (floor, self->floors[self->n_classes - 1] + 1);
      if (floor > self->highest)
        return;
      self->floors[self->n_classes++] = floor;
    }
}

static void
break_rates (GwCellValues *self)
{
  self->highest = 1;
  self->n_classes = GW_VALUE_MAX_CLASSES;
  for (guint i = 0; i < GW_VALUE_MAX_CLASSES; i++)
    self->floors[i] = (double)i / GW_VALUE_MAX_CLASSES;
}

void
gw_cell_values_take (GwCellValues *self, const char *period, double *values, guint n_values)
{
  g_return_if_fail (GW_IS_CELL_VALUES (self));

  g_free (self->period);
  self->period = g_strdup (period);
  g_free (self->values);
  self->values = values;
  self->n_values = n_values;
  if (self->measure == GW_MEASURE_CLOSURE_RATE)
    break_rates (self);
  else
    break_counts (self);
  memset (self->counts, 0, sizeof self->counts);
  for (guint i = 0; i < n_values; i++)
    {
      guint8 value_class = gw_cell_values_classify (self, values[i]);

      if (value_class != GW_VALUE_NO_CLASS)
        self->counts[value_class]++;
    }
  g_signal_emit (self, changed_signal, 0);
}

double
gw_cell_values_get (GwCellValues *self, guint32 position)
{
  g_return_val_if_fail (GW_IS_CELL_VALUES (self), NAN);

  return position < self->n_values ? self->values[position] : NAN;
}

guint
gw_cell_values_get_n_classes (GwCellValues *self)
{
  g_return_val_if_fail (GW_IS_CELL_VALUES (self), 0);

  return self->n_classes;
}

guint8
gw_cell_values_classify (GwCellValues *self, double value)
{
  g_return_val_if_fail (GW_IS_CELL_VALUES (self), GW_VALUE_NO_CLASS);

  if (isnan (value))
    return GW_VALUE_NO_CLASS;
  for (guint i = self->n_classes; i > 0; i--)
    if (value >= self->floors[i - 1])
      return (guint8)(i - 1);
  return GW_VALUE_NO_CLASS;
}

guint8
gw_cell_values_get_class (GwCellValues *self, guint32 position)
{
  return gw_cell_values_classify (self, gw_cell_values_get (self, position));
}

char *
gw_cell_values_dup_class_label (GwCellValues *self, guint value_class)
{
  double from;
  double to;

  g_return_val_if_fail (GW_IS_CELL_VALUES (self) && value_class < self->n_classes, NULL);

  from = self->floors[value_class];
  to = value_class + 1 < self->n_classes ? self->floors[value_class + 1] : self->highest;
  if (self->measure == GW_MEASURE_CLOSURE_RATE)
    return g_strdup_printf ("%.0f – %.0f %%", from * 100, to * 100);
  if (value_class + 1 < self->n_classes)
    to -= 1;
  if (to <= from)
    return g_strdup_printf ("%.0f", from);
  return g_strdup_printf ("%.0f – %.0f", from, to);
}

guint
gw_cell_values_get_class_count (GwCellValues *self, guint value_class)
{
  g_return_val_if_fail (GW_IS_CELL_VALUES (self) && value_class < self->n_classes, 0);

  return self->counts[value_class];
}

guint32
gw_cell_values_get_class_colour (GwCellValues *self, guint value_class, gboolean dark)
{
  guint step;

  g_return_val_if_fail (GW_IS_CELL_VALUES (self), 0);
  g_return_val_if_fail (value_class < GW_VALUE_MAX_CLASSES, 0);

  /* Few classes take steps from the whole range, so that they are told apart. */
  step = self->n_classes <= 1
             ? 2
             : value_class * (GW_VALUE_MAX_CLASSES - 1) / (self->n_classes - 1);
  return palettes[self->measure][dark ? 1 : 0][MIN (step, GW_VALUE_MAX_CLASSES - 1)];
}
