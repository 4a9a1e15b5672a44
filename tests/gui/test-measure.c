/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where classes begin, what their colours are like to those who see few, and where numbers
 * come from. */
#include "gui/model/cell-values.h"

#include <math.h>

typedef struct
{
  const char *name;
  GwBreaks kind;
  GwMeasure measure;
  double values[16]; /* ends with -1 */
  const char *floors;
} BreaksRow;

static const BreaksRow breaks_rows[] = {
  { "nothing", GW_BREAKS_QUANTILE, GW_MEASURE_OPEN, { 0, 0, -1 }, "" },
  { "one-case-each", GW_BREAKS_QUANTILE, GW_MEASURE_OPEN, { 1, 1, 1, 0, -1 }, "1 " },
  { "few-cases", GW_BREAKS_QUANTILE, GW_MEASURE_OPEN, { 1, 1, 1, 2, 3, -1 }, "1 2 3 " },
  { "quantiles",
    GW_BREAKS_QUANTILE,
    GW_MEASURE_REPORTED,
    { 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, -1 },
    "1 3 8 21 55 " },
  { "equal-counts", GW_BREAKS_EQUAL, GW_MEASURE_OPEN, { 1, 40, 50, -1 }, "1 11 21 31 41 " },
  { "counts-that-changed",
    GW_BREAKS_QUANTILE,
    GW_MEASURE_CHANGE_COUNT,
    { 2, 5, -1 },
    "-5 -2 0 1 3 " },
  { "rates-that-changed",
    GW_BREAKS_EQUAL,
    GW_MEASURE_CHANGE_RATE,
    { 0.1, 0.22, -1 },
    "-0.25 -0.15 -0.05 0.05 0.15 " },
  { "equal-few", GW_BREAKS_EQUAL, GW_MEASURE_OVERDUE, { 1, 3, -1 }, "1 2 3 " },
  { "equal-rates",
    GW_BREAKS_EQUAL,
    GW_MEASURE_CLOSURE_RATE,
    { 0.5, 0.7, -1 },
    "0 0.2 0.4 0.6 0.8 " },
  { "rework-ends-near-the-highest",
    GW_BREAKS_EQUAL,
    GW_MEASURE_REWORK_RATE,
    { 0, 0.12, 0.24, -1 },
    "0 0.05 0.1 0.15 0.2 " },
  { "rate-quantiles-coincide",
    GW_BREAKS_QUANTILE,
    GW_MEASURE_REWORK_RATE,
    { 0, 0, 0, 0, 0, 0, 0.1, 0.2, -1 },
    "0 0.1 0.2 " },
  { "rates-all-alike", GW_BREAKS_QUANTILE, GW_MEASURE_TIMELY_RATE, { 1, 1, 1, -1 }, "1 " },
};

static void
test_breaks (gconstpointer data)
{
  const BreaksRow *row = data;
  GwValueBreaks breaks;
  g_autoptr (GString) floors = g_string_new (NULL);
  double values[16];
  guint n = 0;

  for (; row->values[n] >= 0; n++)
    values[n] = row->values[n];
  values[n++] = NAN;
  gw_value_breaks_find (&breaks, row->kind, row->measure, values, n);
  for (guint i = 0; i < breaks.n_classes; i++)
    g_string_append_printf (floors, "%g ", breaks.floors[i]);
  g_assert_cmpstr (floors->str, ==, row->floors);
  for (guint i = 0; i < breaks.n_classes; i++)
    {
      /* As a number that was read, not the one that was computed. */
      g_assert_cmpuint (
          gw_value_breaks_classify (&breaks, round (breaks.floors[i] * 1000) / 1000), ==,
          i);
      if (i > 0)
        g_assert_cmpfloat (breaks.floors[i - 1], <, breaks.floors[i]);
    }
  g_assert_cmpuint (gw_value_breaks_classify (&breaks, NAN), ==, GW_VALUE_NO_CLASS);
}

typedef struct
{
  const char *name;
  double matrix[3][3]; /* of linear red, green, blue: Machado and others 2009, whole loss */
} Sight;

static const Sight sights[] = {
  { "full", { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } } },
  { "no-red",
    { { 0.152286, 1.052583, -0.204868 },
      { 0.114503, 0.786281, 0.099216 },
      { -0.003882, -0.048116, 1.051998 } } },
  { "no-green",
    { { 0.367322, 0.860646, -0.227968 },
      { 0.280085, 0.672501, 0.047413 },
      { -0.011820, 0.042940, 0.968881 } } },
};

static double
linear (guint channel)
{
  double value = channel / 255.0;

  return value <= 0.04045 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

static double
lab_curve (double t)
{
  return t > 216.0 / 24389 ? cbrt (t) : (24389.0 / 27 * t + 16) / 116;
}

/* CIE L*a*b* of a colour as it is seen. */
static void
see (const Sight *sight, guint32 rgb, double lab[3])
{
  static const double to_xyz[3][3] = { { 0.4124, 0.3576, 0.1805 },
                                       { 0.2126, 0.7152, 0.0722 },
                                       { 0.0193, 0.1192, 0.9505 } };
  static const double white[3] = { 0.9505, 1, 1.089 };
  double colour[3] = { linear (rgb >> 16 & 0xff), linear (rgb >> 8 & 0xff),
                       linear (rgb & 0xff) };
  double seen[3], f[3];

  for (guint i = 0; i < 3; i++)
    {
      seen[i] = 0;
      for (guint k = 0; k < 3; k++)
        seen[i] += sight->matrix[i][k] * colour[k];
      seen[i] = CLAMP (seen[i], 0, 1);
    }
  for (guint i = 0; i < 3; i++)
    {
      double sum = 0;

      for (guint k = 0; k < 3; k++)
        sum += to_xyz[i][k] * seen[k];
      f[i] = lab_curve (sum / white[i]);
    }
  lab[0] = 116 * f[1] - 16;
  lab[1] = 500 * (f[0] - f[1]);
  lab[2] = 200 * (f[1] - f[2]);
}

/* Every two classes of every palette, on both grounds: far enough apart to be told. */
static void
test_palettes (gconstpointer data)
{
  const double told_apart = 11;
  const Sight *sight = data;

  for (guint measure = 0; measure < GW_MEASURE_N; measure++)
    for (guint dark = 0; dark < 2; dark++)
      for (guint a = 0; a < GW_VALUE_MAX_CLASSES; a++)
        for (guint b = a + 1; b < GW_VALUE_MAX_CLASSES; b++)
          {
            double one[3], other[3], distance;

            see (sight, gw_measure_colour (measure, a, dark), one);
            see (sight, gw_measure_colour (measure, b, dark), other);
            distance = sqrt (pow (one[0] - other[0], 2) + pow (one[1] - other[1], 2) +
                             pow (one[2] - other[2], 2));
            if (distance < told_apart)
              g_test_message ("%s, dark %u: steps %u and %u are %.1f apart",
                              gw_measure_label (measure), dark, a, b, distance);
            g_assert_cmpfloat (distance, >=, told_apart);
          }
}

static void
test_of_row (void)
{
  const GwStatisticsRow row = { .open = 7,
                                .overdue = 2,
                                .reported = 30,
                                .reworks = 3,
                                .closure = { 15, 20 },
                                .timely = { 9, 10 },
                                .rework = { 3, 12 }, /* of what was handled */
                                .closed = 3,
                                .closing_s = 5.6 * 3600 };
  const GwStatisticsRow empty = { 0 };
  const double expected[GW_MEASURE_N_CHOICES] = { 7, 2, 0.75, 0.9, 0.25, 30, 6 };

  for (guint measure = 0; measure < GW_MEASURE_N_CHOICES; measure++)
    {
      g_assert_cmpfloat_with_epsilon (gw_measure_of_row (measure, &row), expected[measure],
                                      1e-9);
      g_assert_true (isnan (gw_measure_of_row (measure, &empty)) ==
                     (gw_measure_is_rate (measure) || gw_measure_is_time (measure)));
    }
}

static void
changed_cb (guint *n_changed)
{
  ++*n_changed;
}

/* How classes are cut is a matter of the measure, and kept while another is looked at. */
static void
test_breaks_are_kept_by_measure (void)
{
  g_autoptr (GwCellSet) cells = gw_cell_set_new ();
  g_autoptr (GwCellValues) values = gw_cell_values_new (cells);
  double *numbers = g_new (double, 3);
  g_autofree char *label = NULL;
  guint n_changed = 0;

  numbers[0] = 1;
  numbers[1] = 2;
  numbers[2] = 50;
  gw_cell_values_take (values, "", numbers, 3);
  g_signal_connect_swapped (values, "changed", G_CALLBACK (changed_cb), &n_changed);
  g_assert_cmpuint (gw_cell_values_get_breaks (values), ==, GW_BREAKS_QUANTILE);
  g_object_set (values, "breaks", GW_BREAKS_EQUAL, NULL);
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_cmpuint (gw_cell_values_get_n_classes (values), ==, 5);
  g_assert_cmpuint (gw_cell_values_get_class_count (values, 0), ==, 2);
  g_assert_cmpuint (gw_cell_values_get_class_count (values, 4), ==, 1);
  label = gw_cell_values_dup_class_label (values, 4);
  g_assert_cmpstr (label, ==, "41 – 50");

  gw_cell_values_set_measure (values, GW_MEASURE_CLOSURE_RATE);
  g_assert_cmpuint (gw_cell_values_get_breaks (values), ==, GW_BREAKS_EQUAL);
  gw_cell_values_set_breaks (values, GW_BREAKS_QUANTILE);
  gw_cell_values_set_measure (values, GW_MEASURE_OPEN);
  g_assert_cmpuint (gw_cell_values_get_breaks (values), ==, GW_BREAKS_EQUAL);
}

/* Hours while they say something, days from the third on. */
static void
test_times (void)
{
  g_autoptr (GwCellSet) cells = gw_cell_set_new ();
  g_autoptr (GwCellValues) values = gw_cell_values_new (cells);
  const double hours[] = { 1, 6, 20, 60, 132, NAN };
  const char *const labels[] = { "1 h – 5 h", "6 h – 19 h", "20 h – 2.5 d", "2.5 d – 5.5 d",
                                 "5.5 d" };

  gw_cell_values_set_measure (values, GW_MEASURE_CLOSING_TIME);
  gw_cell_values_take (values, "", g_memdup2 (hours, sizeof hours), G_N_ELEMENTS (hours));
  g_assert_cmpuint (gw_cell_values_get_n_classes (values), ==, G_N_ELEMENTS (labels));
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      g_autofree char *label = gw_cell_values_dup_class_label (values, i);

      g_assert_cmpstr (label, ==, labels[i]);
    }
  g_assert_cmpuint (gw_cell_values_get_class (values, 5), ==, GW_VALUE_NO_CLASS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (breaks_rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/measure/breaks/%s", breaks_rows[i].name);

      g_test_add_data_func (path, &breaks_rows[i], test_breaks);
    }
  for (guint i = 0; i < G_N_ELEMENTS (sights); i++)
    {
      g_autofree char *path = g_strdup_printf ("/measure/palettes/%s", sights[i].name);

      g_test_add_data_func (path, &sights[i], test_palettes);
    }
  g_test_add_func ("/measure/of-row", test_of_row);
  g_test_add_func ("/measure/times", test_times);
  g_test_add_func ("/measure/breaks-kept", test_breaks_are_kept_by_measure);
  return g_test_run ();
}
