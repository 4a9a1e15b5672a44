/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Properties of working time on random calendars, against a slow minute-by-minute count. */
#include "tests/rules/working-time.h"

#define N_CALENDARS 50
#define N_INPUTS 200

/* 10,000 inputs in all. */
static void
test_oracle (gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (GPOINTER_TO_UINT (data));
  g_autoptr (WorkingTime) time = working_time_new_random (random);

  for (guint i = 0; i < N_INPUTS; i++)
    {
      gint64 start = working_time_random_instant (time, random);
      gint64 amount = working_time_random_amount (time, random);
      gint64 end = working_time_random_instant (time, random);

      g_assert_cmpint (gw_deadline_add_working (time->calendar, start, amount), ==,
                       working_time_add (time, start, amount));
      g_assert_cmpint (gw_working_between (time->calendar, start, end), ==,
                       working_time_between (time, start, end));
      g_assert_cmpint (gw_calendar_is_working (time->calendar, start), ==,
                       working_time_is_working (time, start));
    }
}

static void
test_properties (gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1000 + GPOINTER_TO_UINT (data));
  g_autoptr (WorkingTime) time = working_time_new_random (random);
  const GwCalendar *calendar = time->calendar;

  for (guint i = 0; i < N_INPUTS; i++)
    {
      gint64 start = working_time_random_instant (time, random);
      gint64 later = start + g_rand_int_range (random, 0, 5 * 1440) * MINUTE;
      gint64 a = working_time_random_amount (time, random);
      gint64 b = working_time_random_amount (time, random);
      gint64 after_a = gw_deadline_add_working (calendar, start, a);
      gint64 sum = gw_deadline_add_working (calendar, start, a + b);

      g_assert_cmpint (gw_deadline_add_working (calendar, after_a, b), ==, sum);
      g_assert_cmpint (gw_deadline_add_working (calendar, later, a), >=, after_a);
      g_assert_cmpint (sum, >=, after_a);
      g_assert_cmpint (after_a, >=, start + a);
      g_assert_cmpint (gw_working_between (calendar, start, after_a), ==, a);
      g_assert_cmpint (gw_working_between (calendar, start, later) +
                           gw_working_between (calendar, later, later + DAY),
                       ==, gw_working_between (calendar, start, later + DAY));
      /* Inside a slot, or at its end. */
      g_assert_true (gw_calendar_is_working (calendar, after_a) ||
                     gw_calendar_is_working (calendar, after_a - 1));
    }
}

static void
test_words_never_fail (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint i = 0; i < N_CALENDARS; i++)
    {
      g_autoptr (WorkingTime) time = working_time_new_random (random);

      for (guint j = 0; j < 20; j++)
        {
          GwLimit limit = { g_rand_int_range (random, 1, 30),
                            g_rand_int_range (random, GW_UNIT_URGENT_HOUR,
                                              GW_UNIT_NATURAL_DAY + 1) };
          g_autoptr (GwReason) reason = NULL;

          gw_deadline_add (time->calendar, working_time_random_instant (time, random),
                           limit, &reason);
          g_assert_true (g_utf8_validate (reason->zh, -1, NULL));
          g_assert_nonnull (g_strstr_len (reason->en, -1, "; due 202"));
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < N_CALENDARS; i++)
    {
      g_autofree char *oracle_path = g_strdup_printf ("/deadline/oracle/%u", i);
      g_autofree char *properties_path = g_strdup_printf ("/deadline/properties/%u", i);

      g_test_add_data_func (oracle_path, GUINT_TO_POINTER (i), test_oracle);
      g_test_add_data_func (properties_path, GUINT_TO_POINTER (i), test_properties);
    }
  g_test_add_func ("/deadline/words", test_words_never_fail);
  return g_test_run ();
}
