/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calendars as CSV: what is taken, that it comes out again, and that every fault is named. */
#include "backend/rules/calendar-plan.h"

#include <string.h>

#include "backend/rules/case-error.h"

static gboolean
has_department (const char *code, gpointer user_data)
{
  return g_str_has_prefix (code, "D");
}

static const GwCalendarCsvContext shift = { "shift", "Asia/Shanghai", has_department,
                                            NULL };
static const GwCalendarCsvContext city = { GW_CITY_CALENDAR, "Asia/Shanghai",
                                           has_department, NULL };

static GwCalendarPlan *
read_good (const char *text, const GwCalendarCsvContext *context)
{
  g_autoptr (GwFaults) faults = gw_faults_new ();
  GwCalendarPlan *plan = gw_calendar_plan_from_csv (text, strlen (text), context, faults);

  if (faults->n > 0)
    g_error ("%s", ((GwFault *)faults->kept->pdata[0])->text);
  g_assert_nonnull (plan);
  return plan;
}

static const char whole[] = "name,环卫轮班,\"Shift, sanitation\"\n"
                            "zone,Asia/Tokyo\n"
                            "hours,12\n"
                            "slot,1,06:00,12:00\n"
                            "slot,1,12:00,24:00\n"
                            "slot,6,00:00,24:00\n"
                            "make_up_slot,08:00,12:00\n"
                            "day,2026-10-01,0,国庆节\n"
                            "day,2026-10-10,1\n"
                            "department,D04\n";

static void
test_whole (void)
{
  g_autoptr (GwCalendarPlan) plan = read_good (whole, &shift);
  g_autoptr (GwCalendar) calendar = gw_calendar_plan_build (plan, NULL);
  g_autofree char *again = gw_calendar_plan_to_csv (plan);

  g_assert_cmpstr (plan->code, ==, "shift");
  g_assert_cmpstr (plan->name_en, ==, "Shift, sanitation");
  g_assert_cmpuint (plan->slots->len, ==, 4);
  g_assert_nonnull (calendar);
  /* 2026-10-10 10:00 in Tokyo, a make-up day. */
  g_assert_true (gw_calendar_is_working (calendar, 1791594000000));
  g_assert_cmpstr (again, ==, whole);
}

/* In any order, with a byte order mark, filled up by a spreadsheet, the zone left out. */
static void
test_lenient (void)
{
  g_autoptr (GwCalendarPlan) plan = read_good ("\xef\xbb\xbf"
                                               "slot,2,14:00,18:00\r\n"
                                               "slot,2,08:00,12:00,,\r\n"
                                               "\r\n"
                                               "day,2026-12-31,0,,\r\n"
                                               "day,2026-01-01,0,New Year\r\n",
                                               &city);
  g_autoptr (GwCalendar) calendar = gw_calendar_plan_build (plan, NULL);
  g_autofree char *csv = gw_calendar_plan_to_csv (plan);

  g_assert_nonnull (calendar);
  g_assert_cmpstr (plan->name, ==, "city");
  g_assert_cmpstr (plan->time_zone, ==, "Asia/Shanghai");
  g_assert_cmpuint (plan->hours_per_day, ==, 8);
  g_assert_nonnull (strstr (csv, "day,2026-01-01,0,New Year\nday,2026-12-31,0\n"));
}

typedef struct
{
  const char *name;
  const char *text;
  guint line, column;
  const char *fault; /* a part of it */
} Bad;

static const Bad bad[] = {
  { "word", "slot,1,08:00,12:00\nholiday,2026-10-01\n", 2, 1, "is none of" },
  { "name-empty", "slot,1,08:00,12:00\nname,\n", 2, 2, "missing" },
  { "name-twice", "slot,1,08:00,12:00\nname,a\nname,b\n", 3, 1, "line 2" },
  { "zone", "zone,Mars/Base\nslot,1,08:00,12:00\n", 1, 2, "not a time zone" },
  { "zone-empty", "zone\nslot,1,08:00,12:00\n", 1, 2, "not a time zone" },
  { "zone-twice", "zone,UTC\nzone,UTC\nslot,1,08:00,12:00\n", 2, 1, "line 1" },
  { "hours", "hours,25\nslot,1,08:00,12:00\n", 1, 2, "from 1 to 24" },
  { "hours-zero", "hours,0\nslot,1,08:00,12:00\n", 1, 2, "from 1 to 24" },
  { "weekday", "slot,8,08:00,12:00\n", 1, 2, "from 1 to 7" },
  { "time", "slot,1,8:00,12:00\n", 1, 3, "not a time" },
  { "time-end", "slot,1,08:00,24:01\n", 1, 4, "not a time" },
  { "time-minute", "slot,1,08:60,12:00\n", 1, 3, "not a time" },
  { "time-missing", "slot,1,08:00\n", 1, 4, "not a time" },
  { "backwards", "slot,1,12:00,12:00\n", 1, 4, "ends before" },
  { "overlap", "slot,1,08:00,12:00\nslot,1,11:59,13:00\n", 2, 3, "line 1" },
  { "make-up-overlap",
    "slot,1,08:00,12:00\nmake_up_slot,08:00,12:00\n"
    "make_up_slot,07:00,09:00\n",
    3, 2, "line 2" },
  { "date", "slot,1,08:00,12:00\nday,2026-02-29,0\n", 2, 2, "not a date" },
  { "date-shape", "slot,1,08:00,12:00\nday,2026-2-01,0\n", 2, 2, "not a date" },
  { "date-twice", "slot,1,08:00,12:00\nday,2026-10-01,0\nday,2026-10-01,1\n", 3, 2,
    "line 2" },
  { "working", "slot,1,08:00,12:00\nday,2026-10-01,yes\n", 2, 3, "from 0 to 1" },
  { "department", "slot,1,08:00,12:00\ndepartment,X1\n", 2, 2, "no department “X1”" },
  { "department-twice", "slot,1,08:00,12:00\ndepartment,D1\ndepartment,D1\n", 3, 2,
    "line 2" },
  { "too-many", "slot,1,08:00,12:00,lunch\n", 1, 5, "too many" },
  { "no-slot", "hours,8\nday,2026-10-01,0\n", 3, 0, "no weekday" },
  { "make-up-only", "make_up_slot,08:00,12:00\n", 2, 0, "no weekday" },
  { "empty", "", 1, 0, "no weekday" },
  { "quote", "slot,1,08:00,12:00\nday,2026-10-01,0,a\"b\n", 2, 4, "quote" },
  { "open-quote", "slot,1,08:00,12:00\nname,\"b\n", 2, 2, "not closed" },
  { "utf8", "slot,1,08:00,12:00\nname,\xff\n", 2, 2, "UTF-8" },
};

static void
test_bad (gconstpointer data)
{
  const Bad *row = data;
  g_autoptr (GwFaults) faults = gw_faults_new ();
  const GwFault *fault;

  g_assert_null (gw_calendar_plan_from_csv (row->text, strlen (row->text), &shift, faults));
  g_assert_cmpuint (faults->n, ==, 1);
  fault = g_ptr_array_index (faults->kept, 0);
  g_assert_cmpuint (fault->line, ==, row->line);
  g_assert_cmpuint (fault->column, ==, row->column);
  g_assert_nonnull (strstr (fault->text, row->fault));
}

static void
test_city (void)
{
  const char *text = "zone,UTC\nslot,1,08:00,12:00\ndepartment,D1\n";
  g_autoptr (GwFaults) faults = gw_faults_new ();

  g_assert_null (gw_calendar_plan_from_csv (text, strlen (text), &city, faults));
  g_assert_cmpuint (faults->n, ==, 2);
  g_assert_cmpuint (((GwFault *)faults->kept->pdata[0])->line, ==, 1);
  g_assert_cmpuint (((GwFault *)faults->kept->pdata[1])->line, ==, 3);
}

/* A file with every line at fault names each, up to a bound, and goes on after broken rows. */
static void
test_all_faults (void)
{
  g_autoptr (GString) text = g_string_new ("a\"b\n");
  g_autoptr (GwFaults) faults = gw_faults_new ();

  for (guint i = 0; i < GW_MAX_FAULTS_KEPT + 250; i++)
    g_string_append (text, i % 2 == 0 ? "slot,9,08:00,12:00\n" : "\"a\"b,c\n");
  g_assert_null (gw_calendar_plan_from_csv (text->str, text->len, &shift, faults));
  g_assert_cmpuint (faults->n, ==, GW_MAX_FAULTS_KEPT + 251);
  g_assert_cmpuint (faults->kept->len, ==, GW_MAX_FAULTS_KEPT);
  for (guint i = 0; i < GW_MAX_FAULTS_KEPT; i++)
    g_assert_cmpuint (((GwFault *)faults->kept->pdata[i])->line, ==, i + 1);
}

/* 100,000 lines with one fault: named, and at once. */
static void
test_long_file (void)
{
  g_autoptr (GString) text = g_string_new ("slot,1,08:00,12:00\n");
  g_autoptr (GwFaults) faults = gw_faults_new ();
  g_autoptr (GDateTime) day = g_date_time_new_utc (1900, 1, 1, 0, 0, 0);
  const GwFault *fault;

  for (guint line = 2; line <= 100000; line++)
    {
      g_autoptr (GDateTime) next = g_date_time_add_days (day, 1);
      g_autofree char *date = g_date_time_format (day, "%F");

      g_string_append_printf (text, "day,%s,%s,\n", date, line == 77777 ? "2" : "0");
      g_date_time_unref (day);
      day = g_steal_pointer (&next);
    }
  g_assert_null (gw_calendar_plan_from_csv (text->str, text->len, &shift, faults));
  g_assert_cmpuint (faults->n, ==, 1);
  fault = g_ptr_array_index (faults->kept, 0);
  g_assert_cmpuint (fault->line, ==, 77777);
  g_assert_cmpuint (fault->column, ==, 3);
}

static void
test_build_refuses (void)
{
  g_autoptr (GwCalendarPlan) plan = gw_calendar_plan_new ("a", "A", "Nowhere/Land");
  g_autoptr (GError) error = NULL;

  gw_calendar_plan_add_office_hours (plan);
  g_assert_null (gw_calendar_plan_build (plan, &error));
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_TABLE);
  g_clear_error (&error);
  g_free (plan->time_zone);
  plan->time_zone = g_strdup ("UTC");
  gw_calendar_plan_add_slot (plan, 1, 700, 800);
  g_assert_null (gw_calendar_plan_build (plan, &error));
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_TABLE);
  g_clear_error (&error);
  g_array_set_size (plan->slots, 0);
  g_assert_null (gw_calendar_plan_build (plan, &error));
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_TABLE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calendar-csv/whole", test_whole);
  g_test_add_func ("/calendar-csv/lenient", test_lenient);
  g_test_add_func ("/calendar-csv/city", test_city);
  g_test_add_func ("/calendar-csv/all-faults", test_all_faults);
  g_test_add_func ("/calendar-csv/long-file", test_long_file);
  g_test_add_func ("/calendar-csv/build-refuses", test_build_refuses);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *path = g_strconcat ("/calendar-csv/bad/", bad[i].name, NULL);

      g_test_add_data_func (path, &bad[i], test_bad);
    }
  return g_test_run ();
}
