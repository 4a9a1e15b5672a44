/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mutated calendars and clocks: refused or taken, and what is taken comes out again. */
#include <string.h>

#include "backend/rules/calendar-plan.h"
#include "backend/rules/clock.h"

#define ROUNDS 4000

static const char calendar_csv[] =
    "name,环卫轮班,\"Shift, \"\"sanitation\"\"\"\nzone,Asia/Shanghai\nhours,8\n"
    "slot,1,06:00,22:00\nslot,7,00:00,24:00\nmake_up_slot,08:00,12:00\n"
    "day,2026-10-01,0,国庆节\nday,2026-10-10,1\ndepartment,D1\n";

static const char *const clock_texts[] = {
  "p1795050000000+ a1795046400000l10ux0w32400000d36000000c2 "
  "t1795046400000l1np3600000w77760000d86400000",
  "p1795050000000+7200000 h1795046400000l4ww100d200f5g-7e14400000r86400000c1",
};

/* Changes, removes or doubles some bytes. */
static GString *
mutate (GRand *random, const char *text)
{
  GString *mutant = g_string_new (text);
  guint n = g_rand_int_range (random, 1, 5);

  for (guint i = 0; i < n && mutant->len > 1; i++)
    {
      gsize at = g_rand_int_range (random, 0, (gint32)mutant->len);

      switch (g_rand_int_range (random, 0, 4))
        {
        case 0:
          mutant->str[at] = (char)g_rand_int_range (random, 1, 256);
          break;
        case 1:
          g_string_erase (mutant, (gssize)at, 1);
          break;
        case 2:
          mutant->str[at] = "0123456789,:\"\n -+"[g_rand_int_range (random, 0, 17)];
          break;
        default:
          {
            g_autofree char *tail = g_strdup (mutant->str + at);

            g_string_append (mutant, tail);
          }
        }
    }
  return mutant;
}

static gboolean
has_department (const char *code, gpointer user_data)
{
  return g_str_has_prefix (code, "D");
}

static void
test_calendar (void)
{
  const GwCalendarCsvContext context = { "shift", "UTC", has_department, NULL };
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  guint n_taken = 0;

  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (GString) text = mutate (random, calendar_csv);
      g_autoptr (GwFaults) faults = gw_faults_new ();
      g_autoptr (GwCalendarPlan) plan =
          gw_calendar_plan_from_csv (text->str, text->len, &context, faults);
      g_autoptr (GwCalendarPlan) again = NULL;
      g_autoptr (GwCalendar) calendar = NULL;
      g_autofree char *csv = NULL;
      g_autofree char *csv_again = NULL;

      g_assert_cmpint (plan == NULL, ==, faults->n > 0);
      if (plan == NULL)
        continue;
      n_taken++;
      calendar = gw_calendar_plan_build (plan, NULL);
      g_assert_nonnull (calendar);
      csv = gw_calendar_plan_to_csv (plan);
      again = gw_calendar_plan_from_csv (csv, strlen (csv), &context, faults);
      g_assert_nonnull (again);
      csv_again = gw_calendar_plan_to_csv (again);
      g_assert_cmpstr (csv, ==, csv_again);
    }
  g_assert_cmpuint (n_taken, >, 0);
  g_assert_cmpuint (n_taken, <, ROUNDS);
}

static void
test_clocks (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (4);
  guint n_taken = 0;

  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (GString) text =
          mutate (random, clock_texts[i % G_N_ELEMENTS (clock_texts)]);
      g_autofree char *again = NULL;
      GwClocks clocks;

      if (!gw_clocks_parse (text->str, &clocks))
        continue;
      n_taken++;
      again = gw_clocks_to_text (&clocks);
      g_assert_cmpstr (text->str, ==, again);
      gw_clocks_wake_at (&clocks);
    }
  g_assert_cmpuint (n_taken, >, 0);
  g_assert_cmpuint (n_taken, <, ROUNDS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (clock_texts); i++)
    {
      GwClocks clocks;

      g_assert_true (gw_clocks_parse (clock_texts[i], &clocks));
    }
  g_test_add_func ("/fuzz/calendar", test_calendar);
  g_test_add_func ("/fuzz/clocks", test_clocks);
  return g_test_run ();
}
