/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rates keep numerator and denominator. */
#include "backend/rules/indicators.h"

static const struct
{
  const char *name;
  GwIndicator indicator;
  GwCounters counters;
  gint64 numerator;
  gint64 denominator;
} RATES[] = {
  { "closed",
    GW_INDICATOR_CLOSURE_RATE,
    { .closed = 2, .handled = 4, .to_close = 2 },
    2,
    4 },
  { "closed-backlog",
    GW_INDICATOR_CLOSURE_RATE,
    { .closed = 5, .handled = 1, .to_close = 3 },
    5,
    8 },
  { "nothing-handled",
    GW_INDICATOR_CLOSURE_RATE,
    { .dispatched = 3, .to_handle = 3 },
    0,
    0 },
  { "reopened", GW_INDICATOR_CLOSURE_RATE, { .closed = 2, .reopened = 1 }, 2, 2 },
  { "in-time",
    GW_INDICATOR_TIMELY_RATE,
    { .dispatched = 4, .handled = 4, .handled_in_time = 3 },
    3,
    4 },
  { "not-yet-handled",
    GW_INDICATOR_TIMELY_RATE,
    { .dispatched = 4, .handled = 2, .handled_in_time = 2, .to_handle = 2 },
    2,
    4 },
  { "appeal-of-before",
    GW_INDICATOR_TIMELY_RATE,
    { .handled = 1, .handled_in_time = 2, .exempt = 1 },
    1,
    1 },
};

static void
test_rate (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  GwRate rate = gw_indicator_rate (RATES[row].indicator, &RATES[row].counters);

  g_assert_cmpint (rate.numerator, ==, RATES[row].numerator);
  g_assert_cmpint (rate.denominator, ==, RATES[row].denominator);
}

static void
test_value (void)
{
  double value = 0;

  g_assert_true (gw_rate_value ((GwRate){ 3, 4 }, &value));
  g_assert_cmpfloat (value, ==, 0.75);
}

static void
test_no_value (void)
{
  GwCounters counters = { .reported = 5 };
  double value = 7;

  g_assert_false (
      gw_rate_value (gw_indicator_rate (GW_INDICATOR_CLOSURE_RATE, &counters), &value));
  g_assert_cmpfloat (value, ==, 7);
}

static void
test_add (void)
{
  GwCounters sum = { .reported = 1, .overdue = 2 };
  GwCounters more = { .reported = 10, .closed_in_time = 3, .overdue = 4 };

  gw_counters_add (&sum, &more);
  g_assert_cmpint (sum.reported, ==, 11);
  g_assert_cmpint (sum.closed_in_time, ==, 3);
  g_assert_cmpint (sum.overdue, ==, 6);
}

static void
test_words (void)
{
  for (guint i = 0; i < GW_INDICATOR_N; i++)
    {
      g_assert_nonnull (gw_indicator_name (i));
      g_assert_nonnull (gw_indicator_formula (i, "en"));
      g_assert_cmpstr (gw_indicator_formula (i, "zh-CN"), !=,
                       gw_indicator_formula (i, NULL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (RATES); i++)
    {
      g_autofree char *name = g_strconcat ("/indicators/rate/", RATES[i].name, NULL);

      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_rate);
    }
  g_test_add_func ("/indicators/value", test_value);
  g_test_add_func ("/indicators/no-value", test_no_value);
  g_test_add_func ("/indicators/add", test_add);
  g_test_add_func ("/indicators/words", test_words);
  return g_test_run ();
}
