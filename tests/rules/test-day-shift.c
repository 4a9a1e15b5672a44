/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shifts of the day: each hour is in one of them; what is refused. */
#define G_LOG_DOMAIN "gridward-test"

#include <string.h>

#include "backend/rules/day-shift.h"

static const struct
{
  const char *text;
  const char *keys; /* of hour 0, 6, 12, 23 */
} rows[] = {
  { "morning:6,middle:14,night:22", "22-06 06-14 06-14 22-06" },
  { "day:0", "00-00 00-00 00-00 00-00" },
  { "day:8,night:20", "20-08 20-08 08-20 20-08" },
  { "night:0,day:7,evening:19", "00-07 00-07 07-19 19-00" },
};

static void
test_hours (void)
{
  static const guint hours[] = { 0, 6, 12, 23 };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GwDayShifts shifts = { 0 };
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GString) keys = g_string_new (NULL);
      guint all = 0, found;
      char key[GW_DAY_SHIFT_KEY_SIZE];

      g_assert_true (gw_day_shifts_parse (rows[i].text, &shifts));
      gw_day_shifts_append (text, &shifts);
      g_assert_cmpstr (text->str, ==, rows[i].text);
      for (guint j = 0; j < G_N_ELEMENTS (hours); j++)
        {
          gw_day_shift_key (&shifts, gw_day_shifts_of_hour (&shifts, hours[j]), key);
          g_string_append_printf (keys, "%s%s", j > 0 ? " " : "", key);
        }
      g_assert_cmpstr (keys->str, ==, rows[i].keys);
      for (guint shift = 0; shift < shifts.n; shift++)
        {
          g_assert_cmpuint (all & gw_day_shift_hours (&shifts, shift), ==, 0);
          all |= gw_day_shift_hours (&shifts, shift);
          gw_day_shift_key (&shifts, shift, key);
          g_assert_true (gw_day_shift_find (&shifts, key, &found));
          g_assert_cmpuint (found, ==, shift);
          g_assert_nonnull (gw_day_shift_name (&shifts, shift));
          g_assert_nonnull (gw_day_shift_name_en (&shifts, shift));
        }
      g_assert_cmphex (all, ==, 0xffffff);
      g_assert_false (gw_day_shift_find (&shifts, "05-06", &found));
    }
}

static void
test_meaning (void)
{
  GwDayShifts shifts = { 0 };
  g_autofree char *en = NULL;
  g_autofree char *zh = NULL;

  g_assert_true (gw_day_shifts_parse ("day:8,night:20", &shifts));
  en = gw_day_shifts_meaning (&shifts, "en");
  zh = gw_day_shifts_meaning (&shifts, "zh-CN");
  g_assert_nonnull (strstr (en, "Day 08-20, Night 20-08"));
  g_assert_nonnull (strstr (zh, "白班 08-20、夜班 20-08"));
}

static void
test_refused (void)
{
  static const char *const wrong[] = {
    "",
    "morning",
    "morning:24",
    "morning:6,night:6",
    "noon:12",
    "morning:6,",
    "night:22,morning:6",
    "morning:6,morning:9",
    "morning:x",
    "morning:6:7,day:9",
    ":6",
    "morning: 6",
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      GwDayShifts shifts = { 0 };

      g_assert_false (gw_day_shifts_parse (wrong[i], &shifts));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/day-shift/hours", test_hours);
  g_test_add_func ("/rules/day-shift/meaning", test_meaning);
  g_test_add_func ("/rules/day-shift/refused", test_refused);
  return g_test_run ();
}
