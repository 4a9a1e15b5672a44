/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deadlines by table: local start, limit, local deadline. */
#include <string.h>

#include "backend/rules/calendar.h"
#include "backend/rules/case-error.h"

static GwCalendar *
make_calendar (const char *zone)
{
  g_autoptr (GError) error = NULL;
  GwCalendar *calendar = gw_calendar_new (zone, &error);
  const char *holidays[] = { "2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06",
                             "2026-10-07" };

  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (holidays); i++)
    g_assert_true (gw_calendar_add_day (calendar, holidays[i], FALSE, "国庆节", NULL));
  g_assert_true (gw_calendar_add_day (calendar, "2026-10-10", TRUE, "国庆节调休", NULL));
  return calendar;
}

static gint64
parse_local (const GwCalendar *calendar, const char *text)
{
  g_autoptr (GDateTime) time =
      g_date_time_new_from_iso8601 (text, gw_calendar_time_zone (calendar));

  g_assert_nonnull (time);
  return g_date_time_to_unix (time) * 1000;
}

static char *
format_local (const GwCalendar *calendar, gint64 ms)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (ms / 1000);
  g_autoptr (GDateTime) local =
      g_date_time_to_timezone (utc, gw_calendar_time_zone (calendar));

  return g_date_time_format (local, "%FT%T");
}

typedef struct
{
  const char *name;
  const char *zone;
  const char *start;
  GwLimit limit;
  const char *deadline;
  const char *words; /* part of the English reason, or NULL */
} Row;

#define CN "Asia/Shanghai"
#define UK "Europe/London"

static const Row rows[] = {
  { "inside-slot",
    CN,
    "2026-11-23T09:00:00",
    { 2, GW_UNIT_WORK_HOUR },
    "2026-11-23T11:00:00",
    NULL },
  { "over-lunch",
    CN,
    "2026-11-23T11:00:00",
    { 4, GW_UNIT_WORK_HOUR },
    "2026-11-23T17:00:00",
    NULL },
  { "over-weekend",
    CN,
    "2026-11-20T17:00:00",
    { 4, GW_UNIT_WORK_HOUR },
    "2026-11-23T11:00:00",
    "4 working hours from 2026-11-20 17:00: 1 h until 18:00, weekend, 3 h from Monday "
    "08:00;"
    " due 2026-11-23 11:00" },
  { "starts-at-night",
    CN,
    "2026-11-23T22:15:00",
    { 1, GW_UNIT_WORK_HOUR },
    "2026-11-24T09:00:00",
    "1 working hour from" },
  { "starts-before-work",
    CN,
    "2026-11-23T05:06:00",
    { 4, GW_UNIT_WORK_HOUR },
    "2026-11-23T12:00:00",
    "4 working hours from 2026-11-23 05:06: 4 h from 08:00 to 12:00; due 2026-11-23 "
    "12:00" },
  { "starts-at-lunch",
    CN,
    "2026-11-23T13:00:00",
    { 1, GW_UNIT_WORK_HOUR },
    "2026-11-23T15:00:00",
    NULL },
  { "starts-on-sunday",
    CN,
    "2026-11-22T10:00:00",
    { 8, GW_UNIT_WORK_HOUR },
    "2026-11-23T18:00:00",
    NULL },
  { "ends-at-slot-end",
    CN,
    "2026-11-23T08:00:00",
    { 4, GW_UNIT_WORK_HOUR },
    "2026-11-23T12:00:00",
    NULL },
  { "work-day",
    CN,
    "2026-11-23T10:30:00",
    { 1, GW_UNIT_WORK_DAY },
    "2026-11-24T10:30:00",
    NULL },
  { "five-work-days",
    CN,
    "2026-11-23T10:30:00",
    { 5, GW_UNIT_WORK_DAY },
    "2026-11-30T10:30:00",
    "32 h from 11-24 to 11-27, weekend" },
  { "holiday",
    CN,
    "2026-09-30T17:00:00",
    { 2, GW_UNIT_WORK_HOUR },
    "2026-10-08T09:00:00",
    "holiday “国庆节” (2 days), weekend, holiday “国庆节” (3 days)" },
  { "make-up-saturday",
    CN,
    "2026-10-09T17:00:00",
    { 2, GW_UNIT_WORK_HOUR },
    "2026-10-10T09:00:00",
    "(make-up day)" },
  { "urgent-runs-through",
    CN,
    "2026-11-20T17:00:00",
    { 4, GW_UNIT_URGENT_HOUR },
    "2026-11-20T21:00:00",
    "running day and night" },
  { "natural-days",
    CN,
    "2026-11-20T17:00:00",
    { 2, GW_UNIT_NATURAL_DAY },
    "2026-11-22T17:00:00",
    NULL },
  { "spring-forward",
    UK,
    "2026-03-27T17:00:00",
    { 2, GW_UNIT_WORK_HOUR },
    "2026-03-30T09:00:00",
    NULL },
  { "fall-back",
    UK,
    "2026-10-23T17:00:00",
    { 2, GW_UNIT_WORK_HOUR },
    "2026-10-26T09:00:00",
    NULL },
  { "natural-day-is-24-hours",
    UK,
    "2026-03-28T12:00:00",
    { 1, GW_UNIT_NATURAL_DAY },
    "2026-03-29T13:00:00",
    NULL },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (GwCalendar) calendar = make_calendar (row->zone);
  g_autoptr (GwReason) reason = NULL;
  gint64 deadline =
      gw_deadline_add (calendar, parse_local (calendar, row->start), row->limit, &reason);
  g_autofree char *text = format_local (calendar, deadline);

  g_assert_cmpstr (text, ==, row->deadline);
  g_assert_nonnull (reason);
  if (row->words != NULL && strstr (reason->en, row->words) == NULL)
    g_error ("“%s” is not in “%s”", row->words, reason->en);
}

static void
test_words_in_chinese (void)
{
  g_autoptr (GwCalendar) calendar = make_calendar (CN);
  g_autoptr (GwReason) reason = NULL;

  gw_deadline_add (calendar, parse_local (calendar, "2026-11-20T17:00:00"),
                   (GwLimit){ 4, GW_UNIT_WORK_HOUR }, &reason);
  g_assert_cmpstr (
      reason->zh, ==,
      "自 2026-11-20 17:00 起 4 工作时：当日 18:00 前计 1 小时，周末不计，周一 "
      "08:00 起计 3 小时，至 2026-11-23 11:00");
}

/* A working night during which the clocks change holds the hours that really pass. */
static void
test_night_shift_over_dst (void)
{
  g_autoptr (GwCalendar) calendar = make_calendar (UK);
  GwSlot night = { 0, 360 };
  g_autofree char *spring = NULL;
  g_autofree char *autumn = NULL;

  for (guint weekday = 1; weekday <= 7; weekday++)
    g_assert_true (gw_calendar_set_slots (calendar, weekday, &night, 1, NULL));
  spring = format_local (
      calendar, gw_deadline_add (calendar, parse_local (calendar, "2026-03-29T00:00:00"),
                                 (GwLimit){ 4, GW_UNIT_WORK_HOUR }, NULL));
  autumn = format_local (
      calendar, gw_deadline_add (calendar, parse_local (calendar, "2026-10-25T00:00:00"),
                                 (GwLimit){ 4, GW_UNIT_WORK_HOUR }, NULL));
  g_assert_cmpstr (spring, ==, "2026-03-29T05:00:00");
  g_assert_cmpstr (autumn, ==, "2026-10-25T03:00:00");
}

static void
test_hours_per_day (void)
{
  g_autoptr (GwCalendar) calendar = make_calendar (CN);
  g_autofree char *text = NULL;

  gw_calendar_set_hours_per_day (calendar, 7);
  text = format_local (
      calendar, gw_deadline_add (calendar, parse_local (calendar, "2026-11-23T08:00:00"),
                                 (GwLimit){ 1, GW_UNIT_WORK_DAY }, NULL));
  g_assert_cmpstr (text, ==, "2026-11-23T17:00:00");
}

static void
test_local_date (void)
{
  g_autoptr (GwCalendar) calendar = make_calendar (CN);
  gint64 midnight = parse_local (calendar, "2026-11-23T00:00:00");

  g_assert_cmpuint (gw_calendar_local_date (calendar, midnight), ==, 20261123);
  g_assert_cmpuint (gw_calendar_local_date (calendar, midnight - 1), ==, 20261122);
  g_assert_cmpint (gw_calendar_date_start (calendar, 20261123), ==, midnight);
}

static void
test_is_working (void)
{
  g_autoptr (GwCalendar) calendar = make_calendar (CN);

  g_assert_true (
      gw_calendar_is_working (calendar, parse_local (calendar, "2026-11-23T08:00:00")));
  g_assert_false (
      gw_calendar_is_working (calendar, parse_local (calendar, "2026-11-23T12:00:00")));
  g_assert_false (
      gw_calendar_is_working (calendar, parse_local (calendar, "2026-10-01T09:00:00")));
  g_assert_true (
      gw_calendar_is_working (calendar, parse_local (calendar, "2026-10-10T09:00:00")));
}

static void
test_bad_slots (void)
{
  g_autoptr (GwCalendar) calendar = make_calendar (CN);
  const GwSlot overlapping[] = { { 480, 720 }, { 700, 900 } };
  const GwSlot late[] = { { 480, 1500 } };
  const GwSlot empty[] = { { 480, 480 } };
  g_autoptr (GError) error = NULL;

  g_assert_false (gw_calendar_set_slots (calendar, 1, overlapping, 2, &error));
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_TABLE);
  g_assert_false (gw_calendar_set_slots (calendar, 1, late, 1, NULL));
  g_assert_false (gw_calendar_set_make_up_slots (calendar, empty, 1, NULL));
}

static void
test_bad_input (void)
{
  g_autoptr (GwCalendar) calendar = make_calendar (CN);
  g_autoptr (GError) error = NULL;

  g_assert_false (gw_calendar_add_day (calendar, "2026-02-30", FALSE, NULL, &error));
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_TABLE);
  g_assert_false (gw_calendar_add_day (calendar, "2026-10-01x", FALSE, NULL, NULL));
  g_assert_null (gw_calendar_new ("Mars/Olympus", NULL));
  for (guint weekday = 1; weekday <= 7; weekday++)
    g_assert_true (gw_calendar_set_slots (calendar, weekday, NULL, 0, NULL));
  g_assert_false (gw_calendar_check (calendar, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/calendar/deadline/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/calendar/words-in-chinese", test_words_in_chinese);
  g_test_add_func ("/calendar/night-shift-over-dst", test_night_shift_over_dst);
  g_test_add_func ("/calendar/hours-per-day", test_hours_per_day);
  g_test_add_func ("/calendar/local-date", test_local_date);
  g_test_add_func ("/calendar/is-working", test_is_working);
  g_test_add_func ("/calendar/bad-slots", test_bad_slots);
  g_test_add_func ("/calendar/bad-input", test_bad_input);
  return g_test_run ();
}
