/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Properties of working time on random calendars, against a slow minute-by-minute count. */
#include "backend/rules/calendar.h"

#define MINUTE G_GINT64_CONSTANT (60000)
#define N_CALENDARS 50
#define N_INPUTS 100

static const char *const zones[] = { "Asia/Shanghai", "Europe/London", "America/New_York",
                                     "UTC", "Australia/Lord_Howe" };

/* One to three slots between 05:00 and 24:00: no clock is changed in there. */
static guint
random_slots (GRand *random, GwSlot slots[3])
{
  guint n = g_rand_int_range (random, 1, 4);
  guint at = 300;

  for (guint i = 0; i < n; i++)
    {
      slots[i].start = at + g_rand_int_range (random, 0, 120);
      slots[i].end = slots[i].start + g_rand_int_range (random, 1, 240);
      at = slots[i].end;
    }
  return n;
}

static GwCalendar *
random_calendar (GRand *random)
{
  const char *zone = zones[g_rand_int_range (random, 0, G_N_ELEMENTS (zones))];
  GwCalendar *calendar = gw_calendar_new (zone, NULL);
  GwSlot slots[3];
  guint n;

  for (guint weekday = 1; weekday <= 7; weekday++)
    {
      n = g_rand_int_range (random, 0, 4) == 0 ? 0 : random_slots (random, slots);
      g_assert_true (gw_calendar_set_slots (calendar, weekday, slots, n, NULL));
    }
  n = random_slots (random, slots);
  g_assert_true (gw_calendar_set_slots (calendar, 3, slots, n, NULL));
  n = random_slots (random, slots);
  g_assert_true (gw_calendar_set_make_up_slots (calendar, slots, n, NULL));
  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *date =
          g_strdup_printf ("2026-%02d-%02d", g_rand_int_range (random, 1, 13),
                           g_rand_int_range (random, 1, 29));

      g_assert_true (
          gw_calendar_add_day (calendar, date, g_rand_boolean (random), NULL, NULL));
    }
  return calendar;
}

/* An instant of 2026, to the millisecond or on the minute. */
static gint64
random_start (GRand *random)
{
  gint64 minute = 1767225600000 / MINUTE + g_rand_int_range (random, 0, 350 * 1440);

  return minute * MINUTE +
         (g_rand_boolean (random) ? 0 : g_rand_int_range (random, 0, 60000));
}

/* Walks the minutes; slots begin and end on full minutes. */
static gint64
oracle (const GwCalendar *calendar, gint64 start, gint64 amount)
{
  for (gint64 at = start;;)
    {
      gint64 next = (at / MINUTE + 1) * MINUTE;

      if (gw_calendar_is_working (calendar, at))
        {
          if (amount <= next - at)
            return at + amount;
          amount -= next - at;
        }
      at = next;
    }
}

static void
test_oracle (gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (GPOINTER_TO_UINT (data));
  g_autoptr (GwCalendar) calendar = random_calendar (random);

  for (guint i = 0; i < N_INPUTS; i++)
    {
      gint64 start = random_start (random);
      gint64 amount = g_rand_int_range (random, 1, 16 * 60 * 60000);

      g_assert_cmpint (gw_deadline_add_working (calendar, start, amount), ==,
                       oracle (calendar, start, amount));
    }
}

static void
test_properties (gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1000 + GPOINTER_TO_UINT (data));
  g_autoptr (GwCalendar) calendar = random_calendar (random);

  for (guint i = 0; i < N_INPUTS; i++)
    {
      gint64 start = random_start (random);
      gint64 later = start + g_rand_int_range (random, 0, 5 * 1440) * MINUTE;
      gint64 a = g_rand_int_range (random, 0, 40 * 60 * 60000);
      gint64 b = g_rand_int_range (random, 0, 40 * 60 * 60000);
      gint64 after_a = gw_deadline_add_working (calendar, start, a);
      gint64 sum = gw_deadline_add_working (calendar, start, a + b);

      g_assert_cmpint (gw_deadline_add_working (calendar, after_a, b), ==, sum);
      g_assert_cmpint (gw_deadline_add_working (calendar, later, a), >=, after_a);
      g_assert_cmpint (sum, >=, after_a);
      g_assert_cmpint (after_a, >=, start + a);
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
      g_autoptr (GwCalendar) calendar = random_calendar (random);

      for (guint j = 0; j < 20; j++)
        {
          GwLimit limit = { g_rand_int_range (random, 1, 30),
                            g_rand_int_range (random, GW_UNIT_URGENT_HOUR,
                                              GW_UNIT_NATURAL_DAY + 1) };
          g_autoptr (GwReason) reason = NULL;

          gw_deadline_add (calendar, random_start (random), limit, &reason);
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
