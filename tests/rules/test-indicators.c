/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rates keep numerator and denominator. */
#include "backend/rules/indicators.h"

static void
test_rates (void)
{
  GwCounters counters = { .handled = 4, .handled_in_time = 3, .closed = 2 };
  GwRate closure = gw_indicator_rate (GW_INDICATOR_CLOSURE_RATE, &counters);
  GwRate timely = gw_indicator_rate (GW_INDICATOR_TIMELY_RATE, &counters);
  double value = 0;

  g_assert_cmpint (closure.numerator, ==, 2);
  g_assert_cmpint (closure.denominator, ==, 4);
  g_assert_true (gw_rate_value (closure, &value));
  g_assert_cmpfloat (value, ==, 0.5);
  g_assert_true (gw_rate_value (timely, &value));
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
  g_test_add_func ("/indicators/rates", test_rates);
  g_test_add_func ("/indicators/no-value", test_no_value);
  g_test_add_func ("/indicators/add", test_add);
  g_test_add_func ("/indicators/words", test_words);
  return g_test_run ();
}
