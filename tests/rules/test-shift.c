/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shifts: whose turn it is, and files with every fault named. */
#include "backend/rules/shift.h"

#include <string.h>

static gint64
find (const char *name, const char *prefix)
{
  return g_str_has_prefix (name, prefix) ? g_ascii_strtoll (name + 1, NULL, 10) : 0;
}

static gint64
find_inspector (const char *login, gpointer user_data)
{
  return find (login, "i");
}

static gint64
find_duty_grid (const char *code, gpointer user_data)
{
  return find (code, "D");
}

static const GwShiftCsvContext context = { find_inspector, find_duty_grid, NULL };

#define HEADER "inspector,duty_grid,days,from,to\n"

static GArray *
read_good (const char *text)
{
  g_autoptr (GwFaults) faults = gw_faults_new ();
  GArray *shifts = gw_shifts_from_csv (text, strlen (text), &context, faults);

  if (faults->n > 0)
    g_error ("%s", ((GwFault *)faults->kept->pdata[0])->text);
  return shifts;
}

static void
test_read (void)
{
  g_autoptr (GArray) shifts = read_good (HEADER "i1,D1,12345,08:00,12:00\n"
                                                "i1,D2,\"1-3 5\",12:00,24:00,,\r\n"
                                                "\r\n"
                                                "i2,D1,2026-10-01,22:00,06:00\n");
  const GwShift *shift = &g_array_index (shifts, GwShift, 1);

  g_assert_cmpuint (shifts->len, ==, 3);
  g_assert_cmpint (shift->person_id, ==, 1);
  g_assert_cmpint (shift->duty_grid_id, ==, 2);
  g_assert_cmpuint (shift->weekdays, ==, 1 + 2 + 4 + 16);
  g_assert_cmpuint (shift->end, ==, 1440);
  shift = &g_array_index (shifts, GwShift, 2);
  g_assert_cmpuint (shift->date, ==, 20261001);
  g_assert_cmpuint (shift->weekdays, ==, 0);
  g_assert_cmpuint (shift->start, ==, 1320);
  g_assert_cmpuint (shift->end, ==, 1800);
}

static const struct
{
  const char *name;
  const char *text;
  guint line;
  guint column;
  const char *says;
} faults[] = {
  { "empty", "", 1, 0, "the header is missing" },
  { "header", "inspector,grid\n", 1, 2, "the header must be" },
  { "inspector", HEADER "x,D1,1,08:00,09:00\n", 2, 1, "there is no inspector “x”" },
  { "duty-grid", HEADER "i1,x,1,08:00,09:00\n", 2, 2, "there is no duty grid “x”" },
  { "day", HEADER "i1,D1,8,08:00,09:00\n", 2, 3, "neither a date" },
  { "range", HEADER "i1,D1,5-1,08:00,09:00\n", 2, 3, "neither a date" },
  { "open-range", HEADER "i1,D1,1-,08:00,09:00\n", 2, 3, "neither a date" },
  { "date", HEADER "i1,D1,2026-02-30,08:00,09:00\n", 2, 3, "neither a date" },
  { "no-days", HEADER "i1,D1, ,08:00,09:00\n", 2, 3, "neither a date" },
  { "time", HEADER "i1,D1,1,8:00,09:00\n", 2, 4, "is not a time" },
  { "minute", HEADER "i1,D1,1,08:00,24:01\n", 2, 5, "is not a time" },
  { "nothing", HEADER "i1,D1,1,08:00,08:00\n", 2, 5, "ends when it begins" },
  { "short", HEADER "i1,D1,1,08:00\n", 2, 5, "“” is not a time" },
  { "long", HEADER "i1,D1,1,08:00,09:00,x\n", 2, 6, "one field too many" },
  { "quote", HEADER "i1,\"D1,1,08:00,09:00\n", 2, 2, "not closed" },
  { "overlap", HEADER "i1,D1,1-5,08:00,12:00\ni1,D2,5,11:59,13:00\n", 3, 4,
    "overlaps that of line 2" },
  { "night", HEADER "i1,D1,7,22:00,06:00\ni1,D2,1,05:00,13:00\n", 3, 4,
    "overlaps that of line 2" },
  { "dates", HEADER "i1,D1,2026-12-31,22:00,06:00\ni1,D2,2027-01-01,05:00,13:00\n", 3, 4,
    "overlaps that of line 2" },
};

static void
test_fault (gconstpointer data)
{
  const guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GwFaults) found = gw_faults_new ();
  const GwFault *fault;

  g_assert_null (
      gw_shifts_from_csv (faults[i].text, strlen (faults[i].text), &context, found));
  g_assert_cmpuint (found->n, ==, 1);
  fault = found->kept->pdata[0];
  g_assert_cmpuint (fault->line, ==, faults[i].line);
  g_assert_cmpuint (fault->column, ==, faults[i].column);
  if (strstr (fault->text, faults[i].says) == NULL)
    g_error ("%s", fault->text);
}

/* Every fault of a line and of a file in one go. */
static void
test_all_faults (void)
{
  static const char text[] = HEADER "x,x,x,x,x\ni1,D1,1,08:00,09:00\ni2,D1,1,1,2\n";
  g_autoptr (GwFaults) found = gw_faults_new ();

  g_assert_null (gw_shifts_from_csv (text, strlen (text), &context, found));
  g_assert_cmpuint (found->n, ==, 7);
}

static const char plan[] = HEADER "i1,D1,1-5,08:00,12:00\n"
                                  "i1,D2,1-5,14:00,18:00\n"
                                  "i1,D3,7,22:00,06:00\n"
                                  "i1,D4,2026-11-25,10:00,11:00\n"
                                  "i2,D5,1-7,00:30,01:00\n";

static const struct
{
  const char *local; /* in Shanghai */
  gint64 person;
  gint64 duty_grid; /* 0: no turn */
  const char *from;
} turns[] = {
  { "2026-11-23T06:59:59+08", 1, 0, NULL },
  { "2026-11-23T07:00:00+08", 1, 1, "2026-11-23T08:00:00+08" },
  { "2026-11-23T11:59:59+08", 1, 1, "2026-11-23T08:00:00+08" },
  { "2026-11-23T12:00:00+08", 1, 0, NULL },
  { "2026-11-23T13:10:00+08", 1, 2, "2026-11-23T14:00:00+08" },
  { "2026-11-23T09:00:00+08", 2, 0, NULL },
  { "2026-11-22T23:50:00+08", 1, 3, "2026-11-22T22:00:00+08" },
  { "2026-11-23T05:59:00+08", 1, 3, "2026-11-22T22:00:00+08" },
  { "2026-11-25T08:30:00+08", 1, 0, NULL },
  { "2026-11-25T09:30:00+08", 1, 4, "2026-11-25T10:00:00+08" },
  { "2026-11-24T23:40:00+08", 2, 5, "2026-11-25T00:30:00+08" },
};

static gint64
instant (const char *text)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);

  return g_date_time_to_unix (time) * 1000;
}

static void
test_turn (gconstpointer data)
{
  const guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GwCalendar) calendar = gw_calendar_new ("Asia/Shanghai", NULL);
  g_autoptr (GArray) shifts = read_good (plan);
  GwShiftTurn turn = { .shift = NULL };
  gboolean found =
      gw_shift_find (shifts, turns[i].person, calendar, instant (turns[i].local), &turn);

  g_assert_cmpint (found, ==, turns[i].duty_grid != 0);
  if (!found)
    return;
  g_assert_cmpint (turn.shift->duty_grid_id, ==, turns[i].duty_grid);
  g_assert_cmpint (turn.from, ==, instant (turns[i].from));
  g_assert_cmpint (turn.until - turn.from, ==,
                   (turn.shift->end - turn.shift->start) * G_GINT64_CONSTANT (60000));
}

/* On the day the clocks go back, 22:00 to 06:00 is nine hours. */
static void
test_daylight_saving (void)
{
  g_autoptr (GwCalendar) calendar = gw_calendar_new ("Europe/Berlin", NULL);
  g_autoptr (GArray) shifts = read_good (HEADER "i1,D1,6,22:00,06:00\n");
  GwShiftTurn turn = { .shift = NULL };

  g_assert_true (
      gw_shift_find (shifts, 1, calendar, instant ("2026-10-25T03:00:00+01"), &turn));
  g_assert_cmpint (turn.until - turn.from, ==, 9 * G_GINT64_CONSTANT (3600000));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/shift/read", test_read);
  g_test_add_func ("/shift/all-faults", test_all_faults);
  g_test_add_func ("/shift/daylight-saving", test_daylight_saving);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *path = g_strconcat ("/shift/fault/", faults[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_fault);
    }
  for (guint i = 0; i < G_N_ELEMENTS (turns); i++)
    {
      g_autofree char *path =
          g_strdup_printf ("/shift/turn/%s/%d", turns[i].local, (int)turns[i].person);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_turn);
    }
  return g_test_run ();
}
