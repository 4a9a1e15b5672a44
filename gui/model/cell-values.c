/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One number per cell, sorted into few classes with colours: map, legend and table share it. */
#define G_LOG_DOMAIN "gridward-model"

#include "gui/model/cell-values.h"

#include <math.h>

struct _GwCellValues
{
  GObject parent_instance;

  GwCellSet *cells;
  GwMeasure measure;
  char *period;
  char *title; /* NULL: the measure's label */
  double *values;
  guint n_values;
  GwBreaks kinds[GW_MEASURE_N];
  GwValueBreaks breaks;
  guint counts[GW_VALUE_MAX_CLASSES];
};

G_DEFINE_FINAL_TYPE (GwCellValues, gw_cell_values, G_TYPE_OBJECT)

enum
{
  PROP_MEASURE = 1,
  PROP_BREAKS,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];
static guint changed_signal;

static void
gw_cell_values_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_MEASURE)
    g_value_set_uint (value, GW_CELL_VALUES (object)->measure);
  else if (id == PROP_BREAKS)
    g_value_set_uint (value, gw_cell_values_get_breaks (GW_CELL_VALUES (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gw_cell_values_set_property (GObject *object, guint id, const GValue *value,
                             GParamSpec *pspec)
{
  if (id == PROP_MEASURE)
    gw_cell_values_set_measure (GW_CELL_VALUES (object), g_value_get_uint (value));
  else if (id == PROP_BREAKS)
    gw_cell_values_set_breaks (GW_CELL_VALUES (object), g_value_get_uint (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gw_cell_values_finalize (GObject *object)
{
  GwCellValues *self = GW_CELL_VALUES (object);

  g_clear_object (&self->cells);
  g_free (self->period);
  g_free (self->title);
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
  properties[PROP_BREAKS] = g_param_spec_uint (
      "breaks", NULL, NULL, 0, GW_BREAKS_N - 1, GW_BREAKS_QUANTILE,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  changed_signal = g_signal_new ("changed", GW_TYPE_CELL_VALUES, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
gw_cell_values_init (GwCellValues *self)
{
  for (guint measure = 0; measure < GW_MEASURE_N; measure++)
    self->kinds[measure] = gw_breaks_usual (measure);
}

GwCellValues *
gw_cell_values_new (GwCellSet *cells)
{
  GwCellValues *self = g_object_new (GW_TYPE_CELL_VALUES, NULL);

  self->cells = g_object_ref (cells);
  return self;
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
  self->breaks.n_classes = 0;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MEASURE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BREAKS]);
}

GwBreaks
gw_cell_values_get_breaks (GwCellValues *self)
{
  g_return_val_if_fail (GW_IS_CELL_VALUES (self), GW_BREAKS_QUANTILE);

  return self->kinds[self->measure];
}

static void
sort_into_classes (GwCellValues *self)
{
  gw_value_breaks_find (&self->breaks, self->kinds[self->measure], self->measure,
                        self->values, self->n_values);
  memset (self->counts, 0, sizeof self->counts);
  for (guint i = 0; i < self->n_values; i++)
    {
      guint8 value_class = gw_cell_values_classify (self, self->values[i]);

      if (value_class != GW_VALUE_NO_CLASS)
        self->counts[value_class]++;
    }
  g_signal_emit (self, changed_signal, 0);
}

void
gw_cell_values_set_breaks (GwCellValues *self, GwBreaks breaks)
{
  g_return_if_fail (GW_IS_CELL_VALUES (self) && breaks < GW_BREAKS_N);

  if (self->kinds[self->measure] == breaks)
    return;
  self->kinds[self->measure] = breaks;
  sort_into_classes (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BREAKS]);
}

const char *
gw_cell_values_get_period (GwCellValues *self)
{
  g_return_val_if_fail (GW_IS_CELL_VALUES (self), NULL);

  return self->period != NULL ? self->period : "";
}

const char *
gw_cell_values_get_title (GwCellValues *self)
{
  g_return_val_if_fail (GW_IS_CELL_VALUES (self), "");

  return self->title != NULL ? self->title : gw_measure_label (self->measure);
}

void
gw_cell_values_set_title (GwCellValues *self, const char *title)
{
  g_return_if_fail (GW_IS_CELL_VALUES (self));

  g_free (self->title);
  self->title = g_strdup (title);
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
  sort_into_classes (self);
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

  return self->breaks.n_classes;
}

guint8
gw_cell_values_classify (GwCellValues *self, double value)
{
  g_return_val_if_fail (GW_IS_CELL_VALUES (self), GW_VALUE_NO_CLASS);

  return gw_value_breaks_classify (&self->breaks, value);
}

guint8
gw_cell_values_get_class (GwCellValues *self, guint32 position)
{
  return gw_cell_values_classify (self, gw_cell_values_get (self, position));
}

/* "5 h – 2.1 d" */
static char *
join_times (GwMeasure measure, double from, double to)
{
  g_autofree char *first = gw_measure_format (measure, from);
  g_autofree char *last = gw_measure_format (measure, to);

  return to <= from || g_str_equal (first, last) ? g_steal_pointer (&first)
                                                 : g_strdup_printf ("%s – %s", first, last);
}

char *
gw_cell_values_dup_class_label (GwCellValues *self, guint value_class)
{
  const GwValueBreaks *breaks = &self->breaks;
  double from;
  double to;

  g_return_val_if_fail (GW_IS_CELL_VALUES (self) && value_class < breaks->n_classes, NULL);

  from = breaks->floors[value_class];
  to = value_class + 1 < breaks->n_classes ? breaks->floors[value_class + 1]
                                           : breaks->highest;
  if (gw_measure_is_rate (self->measure))
    return to - from < 0.005 ? g_strdup_printf ("%.0f %%", from * 100)
                             : g_strdup_printf ("%.0f – %.0f %%", from * 100, to * 100);
  if (value_class + 1 < breaks->n_classes)
    to -= 1;
  if (gw_measure_is_time (self->measure))
    return join_times (self->measure, from, to);
  if (to <= from)
    return g_strdup_printf ("%.0f", from);
  return g_strdup_printf ("%.0f – %.0f", from, to);
}

guint
gw_cell_values_get_class_count (GwCellValues *self, guint value_class)
{
  g_return_val_if_fail (GW_IS_CELL_VALUES (self) && value_class < self->breaks.n_classes,
                        0);

  return self->counts[value_class];
}

guint32
gw_cell_values_get_class_colour (GwCellValues *self, guint value_class, gboolean dark)
{
  guint step;

  g_return_val_if_fail (GW_IS_CELL_VALUES (self), 0);
  g_return_val_if_fail (value_class < GW_VALUE_MAX_CLASSES, 0);

  /* Few classes take steps from the whole range, so that they are told apart. */
  step = self->breaks.n_classes <= 1
             ? 2
             : value_class * (GW_VALUE_MAX_CLASSES - 1) / (self->breaks.n_classes - 1);
  return gw_measure_colour (self->measure, MIN (step, GW_VALUE_MAX_CLASSES - 1), dark);
}
