/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The steps of a due, word by word. */
#include "backend/rules/calendar-plan.h"
#include "backend/rules/clock.h"

#include <string.h>

#define HOUR G_GINT64_CONSTANT (3600000)
#define DAY (24 * HOUR)
/* Wednesday 2026-09-30 08:00 in Shanghai, the day before the National Day. */
#define WEDNESDAY G_GINT64_CONSTANT (1790726400000)

static GwCalendar *
china (void)
{
  g_autoptr (GwCalendarPlan) plan = gw_calendar_plan_new ("city", "城市", "Asia/Shanghai");

  gw_calendar_plan_add_office_hours (plan);
  for (guint day = 1; day <= 7; day++)
    {
      g_autofree char *date = g_strdup_printf ("2026-10-%02u", day);

      gw_calendar_plan_add_day (plan, date, FALSE, "国庆节");
    }
  gw_calendar_plan_add_day (plan, "2026-10-10", TRUE, "国庆节调休上班");
  return gw_calendar_plan_build (plan, NULL);
}

/* Steps are given as lines. */
static void
expect (GPtrArray *steps, const char *zh, const char *en)
{
  g_autoptr (GString) all_zh = g_string_new (NULL);
  g_autoptr (GString) all_en = g_string_new (NULL);

  for (guint i = 0; i < steps->len; i++)
    {
      const GwReason *step = g_ptr_array_index (steps, i);

      g_string_append_printf (all_zh, "%s\n", step->zh);
      g_string_append_printf (all_en, "%s\n", step->en);
    }
  g_assert_cmpstr (all_zh->str, ==, zh);
  g_assert_cmpstr (all_en->str, ==, en);
  g_ptr_array_unref (steps);
}

static void
test_national_day (void)
{
  g_autoptr (GwCalendar) calendar = china ();

  expect (
      gw_deadline_why (calendar, WEDNESDAY + 8 * HOUR, (GwLimit){ 3, GW_UNIT_WORK_DAY }),
      "自 2026-09-30 16:00 起 3 工作日（24 小时）\n"
      "09-30 周三 16:00–18:00 计 2 小时，剩 22 小时\n"
      "10-01 至 10-07 国庆节不计（7 天）\n"
      "10-08 至 10-09 2 个工作日计 16 小时，剩 6 小时\n"
      "10-10 周六（调休上班） 08:00–12:00、14:00–16:00 计 6 小时\n"
      "至 2026-10-10 16:00 到期\n",
      "2026-09-30 16:00: 3 working days (24 h)\n"
      "09-30 Wednesday 16:00–18:00: 2 h, leaving 22 h\n"
      "10-01 to 10-07 holiday “国庆节”: not counted (7 days)\n"
      "10-08 to 10-09: 2 working days, 16 h, leaving 6 h\n"
      "10-10 Saturday (make-up day) 08:00–12:00, 14:00–16:00: 6 h\n"
      "due 2026-10-10 16:00\n");
}

static void
test_weekend (void)
{
  g_autoptr (GwCalendar) calendar = china ();

  /* Friday 18:30, in the evening. */
  expect (gw_deadline_why (calendar, WEDNESDAY + 16 * DAY + 10 * HOUR + HOUR / 2,
                           (GwLimit){ 1, GW_UNIT_WORK_HOUR }),
          "自 2026-10-16 18:30 起 1 工作时（1 小时）\n"
          "10-16 周五 18:30 已过工作时段，不计\n"
          "10-17 至 10-18 休息日不计\n"
          "10-19 周一 08:00–09:00 计 1 小时\n"
          "至 2026-10-19 09:00 到期\n",
          "2026-10-16 18:30: 1 working hour (1 h)\n"
          "10-16 Friday 18:30: after working hours, not counted\n"
          "10-17 to 10-18: off, not counted\n"
          "10-19 Monday 08:00–09:00: 1 h\n"
          "due 2026-10-19 09:00\n");
}

static void
test_many_weeks (void)
{
  g_autoptr (GwCalendar) calendar = china ();

  expect (
      gw_deadline_why (calendar, WEDNESDAY + 70 * DAY, (GwLimit){ 30, GW_UNIT_WORK_DAY }),
      "自 2026-12-09 08:00 起 30 工作日（240 小时）\n"
      "12-09 周三 08:00–12:00、14:00–18:00 计 8 小时，剩 232 小时\n"
      "12-10 至 2027-01-18 28 个工作日计 224 小时（休息日 12 天不计），剩 8 小时\n"
      "2027-01-19 周二 08:00–12:00、14:00–18:00 计 8 小时\n"
      "至 2027-01-19 18:00 到期\n",
      "2026-12-09 08:00: 30 working days (240 h)\n"
      "12-09 Wednesday 08:00–12:00, 14:00–18:00: 8 h, leaving 232 h\n"
      "12-10 to 2027-01-18: 28 working days, 224 h (12 days off not counted), "
      "leaving 8 h\n"
      "2027-01-19 Tuesday 08:00–12:00, 14:00–18:00: 8 h\n"
      "due 2027-01-19 18:00\n");
}

static void
test_continuous (void)
{
  g_autoptr (GwCalendar) calendar = china ();

  expect (gw_deadline_why (calendar, WEDNESDAY, (GwLimit){ 2, GW_UNIT_URGENT_HOUR }),
          "自 2026-09-30 08:00 起 2 紧急工作时（2 小时）\n"
          "2026-09-30 08:00 至 2026-09-30 10:00 昼夜连续计 2 小时\n"
          "至 2026-09-30 10:00 到期\n",
          "2026-09-30 08:00: 2 urgent hours (2 h)\n"
          "2026-09-30 08:00 to 2026-09-30 10:00, day and night: 2 h\n"
          "due 2026-09-30 10:00\n");
}

static void
test_pause_and_extension (void)
{
  g_autoptr (GwCalendar) calendar = china ();
  g_autoptr (GwReason) reason = NULL;
  GwClocks clocks = { 0 };

  gw_clocks_start (&clocks, GW_STAGE_HANDLE, calendar, (GwLimit){ 4, GW_UNIT_WORK_HOUR },
                   WEDNESDAY, NULL);
  g_assert_true (gw_clocks_pause (&clocks, WEDNESDAY + HOUR));
  gw_clocks_resume (&clocks, calendar, WEDNESDAY + 7 * HOUR);
  g_assert_true (gw_clocks_extend (&clocks, GW_STAGE_HANDLE, calendar,
                                   (GwLimit){ 1, GW_UNIT_NATURAL_DAY }, &reason));
  g_assert_nonnull (strstr (reason->zh, "；延期 24 小时（昼夜连续）；"));
  expect (gw_clocks_why (&clocks, GW_STAGE_HANDLE, calendar),
          "自 2026-09-30 08:00 起 4 工作时（4 小时）\n"
          "09-30 周三 08:00–09:00 计 1 小时，剩 3 小时\n"
          "2026-09-30 09:00 至 2026-09-30 15:00 暂停，不计\n"
          "09-30 周三 15:00–18:00 计 3 小时\n"
          "延期 24 小时（昼夜连续）\n"
          "2026-09-30 18:00 至 2026-10-01 18:00 昼夜连续计 24 小时\n"
          "至 2026-10-01 18:00 到期\n",
          "2026-09-30 08:00: 4 working hours (4 h)\n"
          "09-30 Wednesday 08:00–09:00: 1 h, leaving 3 h\n"
          "2026-09-30 09:00 to 2026-09-30 15:00: paused, not counted\n"
          "09-30 Wednesday 15:00–18:00: 3 h\n"
          "extended by 24 h day and night\n"
          "2026-09-30 18:00 to 2026-10-01 18:00, day and night: 24 h\n"
          "due 2026-10-01 18:00\n");
}

static void
test_set_by_hand (void)
{
  g_autoptr (GwCalendar) calendar = china ();
  GwClocks clocks = { 0 };

  gw_clocks_start (&clocks, GW_STAGE_HANDLE, calendar, (GwLimit){ 4, GW_UNIT_WORK_HOUR },
                   WEDNESDAY, NULL);
  gw_clocks_set_due (&clocks, GW_STAGE_HANDLE, calendar, WEDNESDAY + 20 * DAY,
                     WEDNESDAY + HOUR);
  g_assert_true (gw_clocks_pause (&clocks, WEDNESDAY + 2 * HOUR));
  gw_clocks_resume (&clocks, calendar, WEDNESDAY + 3 * HOUR);
  expect (gw_clocks_why (&clocks, GW_STAGE_HANDLE, calendar),
          "自 2026-09-30 09:00 起改定期限为 2026-10-20 08:00\n"
          "2026-09-30 10:00 至 2026-09-30 11:00 暂停，不计\n"
          "至 2026-10-20 09:00 到期\n",
          "2026-09-30 09:00: due set to 2026-10-20 08:00\n"
          "2026-09-30 10:00 to 2026-09-30 11:00: paused, not counted\n"
          "due 2026-10-20 09:00\n");
}

static void
test_never_and_none (void)
{
  g_autoptr (GwCalendar) calendar = china ();
  g_autoptr (GPtrArray) never =
      gw_deadline_why (calendar, WEDNESDAY, (GwLimit){ 4000000, GW_UNIT_WORK_DAY });
  g_autoptr (GPtrArray) none = gw_deadline_why (calendar, WEDNESDAY, (GwLimit){ 0 });
  g_autoptr (GwReason) reason = NULL;

  g_assert_cmpuint (never->len, ==, 2);
  g_assert_nonnull (strstr (((GwReason *)never->pdata[1])->en, "never due"));
  g_assert_cmpint (gw_deadline_add (calendar, WEDNESDAY,
                                    (GwLimit){ 4000000, GW_UNIT_WORK_DAY }, &reason),
                   ==, G_MAXINT64);
  g_assert_nonnull (strstr (reason->zh, "永不到期"));
  g_assert_cmpuint (none->len, ==, 0);
}

/* A year in which every third day is a holiday of its own name. */
static void
test_bounded (void)
{
  g_autoptr (GwCalendar) calendar = china ();
  g_autoptr (GPtrArray) steps = NULL;
  g_autoptr (GwReason) reason = NULL;

  for (guint i = 0; i < 1000; i += 3)
    {
      g_autoptr (GDateTime) day =
          g_date_time_new_from_unix_utc ((WEDNESDAY + i * DAY) / 1000);
      g_autofree char *date = g_date_time_format (day, "%F");
      g_autofree char *name = g_strdup_printf ("No. %u", i);

      g_assert_true (gw_calendar_add_day (calendar, date, FALSE, name, NULL));
    }
  steps = gw_deadline_why (calendar, WEDNESDAY, (GwLimit){ 300, GW_UNIT_WORK_DAY });
  g_assert_cmpuint (steps->len, <=, GW_MAX_WHY_STEPS);
  g_assert_nonnull (strstr (((GwReason *)steps->pdata[20])->en, "left out"));
  gw_deadline_add (calendar, WEDNESDAY, (GwLimit){ 300, GW_UNIT_WORK_DAY }, &reason);
  g_assert_cmpuint (strlen (reason->zh), <, 4000);
  g_assert_nonnull (strstr (reason->en, ", …, "));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clock-why/national-day", test_national_day);
  g_test_add_func ("/clock-why/weekend", test_weekend);
  g_test_add_func ("/clock-why/many-weeks", test_many_weeks);
  g_test_add_func ("/clock-why/continuous", test_continuous);
  g_test_add_func ("/clock-why/pause-and-extension", test_pause_and_extension);
  g_test_add_func ("/clock-why/set-by-hand", test_set_by_hand);
  g_test_add_func ("/clock-why/never-and-none", test_never_and_none);
  g_test_add_func ("/clock-why/bounded", test_bounded);
  return g_test_run ();
}
