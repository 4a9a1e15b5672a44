/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is left in working time, for rows; the documents it and the place's card come from. */
#include "gui/client/place-records.h"
#include "gui/model/clock-text.h"
#include "tests/gui/lib/wait.h"

#define HOUR (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)
/* 2026-11-23 08:00:00 UTC, a Monday. */
#define MONDAY (G_GINT64_CONSTANT (1795420800) * G_USEC_PER_SEC)

#define HOURS                                                                              \
  "{\"from\":\"2026-11-23T08:00:00Z\",\"to\":\"2026-11-30T08:00:00Z\",\"calendars\":["     \
  "{\"code\":\"city\",\"departments\":[],\"spans\":["                                      \
  "[\"2026-11-23T08:00:00Z\",\"2026-11-23T10:00:00Z\"],"                                   \
  "[\"2026-11-24T00:00:00Z\",\"2026-11-24T04:00:00Z\"],"                                   \
  "[\"2026-11-24T06:00:00Z\",\"2026-11-24T10:00:00Z\"]]},"                                 \
  "{\"code\":\"shift\",\"departments\":[\"D02\"],\"spans\":["                              \
  "[\"2026-11-23T08:00:00Z\",\"2026-11-30T08:00:00Z\"]]}]}"

static GwWorkHours *
make_hours (void)
{
  GwWorkHours *hours = gw_work_hours_new ();
  g_autoptr (GError) error = NULL;
  GwWorkHoursRecord *record = gw_decode_work_hours (HOURS, strlen (HOURS), &error);

  g_assert_no_error (error);
  gw_work_hours_take (hours, record);
  return hours;
}

static const struct
{
  const char *name;
  const char *department;
  gint64 from;
  gint64 to;
  gint64 expected; /* hours; -1: not known */
} BETWEEN[] = {
  { "within", NULL, 0, 1, 1 },
  { "evening", NULL, 0, 12, 2 },
  { "next-morning", "D01", 1, 18, 3 },
  { "over-noon", NULL, 18, 24, 4 },
  { "night", NULL, 3, 15, 0 },
  { "nothing", NULL, 5, 5, 0 },
  { "own-calendar", "D02", 0, 24, 24 },
  { "before-what-is-known", NULL, -2, 4, -1 },
  { "after-what-is-known", NULL, 0, 24 * 8, -1 },
};

static void
test_between (gconstpointer data)
{
  const guint i = GPOINTER_TO_UINT (data);
  GwWorkHours *hours = make_hours ();
  gint64 found =
      gw_work_hours_between (hours, BETWEEN[i].department, MONDAY + BETWEEN[i].from * HOUR,
                             MONDAY + BETWEEN[i].to * HOUR);

  g_assert_cmpint (found, ==, BETWEEN[i].expected < 0 ? -1 : BETWEEN[i].expected * HOUR);
  assert_finalizes (hours);
}

static void
test_unknown (void)
{
  GwWorkHours *hours = gw_work_hours_new ();

  g_assert_cmpint (gw_work_hours_between (hours, NULL, MONDAY, MONDAY + HOUR), ==, -1);
  assert_finalizes (hours);
}

static void
assert_left (const GwCaseRow *row, GwWorkHours *hours, gint64 now, const char *expected)
{
  g_autofree char *text = gw_text_row_left (row, hours, now);

  g_assert_cmpstr (text, ==, expected);
}

/* Friday's four hours are not the weekend's sixty. */
static void
test_row (void)
{
  GwWorkHours *hours = make_hours ();
  g_autoptr (GwCaseRow) row = gw_case_row_new ();

  row->state = GW_STATE_HANDLING;
  row->deadline_usec = MONDAY + 18 * HOUR;
  row->deadline_working = TRUE;
  assert_left (row, hours, MONDAY, "4 h 00 min of work left");
  assert_left (row, hours, MONDAY + 10 * HOUR, "2 h 00 min of work left");
  assert_left (row, NULL, MONDAY + 10 * HOUR, "8 h 00 min left");
  assert_left (row, hours, MONDAY + 19 * HOUR, "1 h 00 min late");
  row->deadline_working = FALSE;
  assert_left (row, hours, MONDAY + 10 * HOUR, "8 h 00 min left");
  row->state = GW_STATE_REPORTED;
  assert_left (row, hours, MONDAY, NULL);
  assert_finalizes (hours);
}

static const struct
{
  const char *name;
  const char *text;
} FAULTY[] = {
  { "none", "{}" },
  { "span", "{\"from\":\"2026-11-23T08:00:00Z\",\"to\":\"2026-11-30T08:00:00Z\","
            "\"calendars\":[{\"code\":\"city\",\"departments\":[],\"spans\":[1]}]}" },
  { "order", "{\"from\":\"2026-11-23T08:00:00Z\",\"to\":\"2026-11-30T08:00:00Z\","
             "\"calendars\":[{\"code\":\"city\",\"departments\":[],\"spans\":["
             "[\"2026-11-24T08:00:00Z\",\"2026-11-24T07:00:00Z\"]]}]}" },
};

static void
test_faulty (gconstpointer data)
{
  const char *text = FAULTY[GPOINTER_TO_UINT (data)].text;
  g_autoptr (GError) error = NULL;

  g_assert_null (gw_decode_work_hours (text, strlen (text), &error));
  g_assert_nonnull (error);
}

static void
test_duty (void)
{
  static const char text[] =
      "{\"type\":\"Feature\",\"properties\":{\"code\":\"c\",\"duty_grid\":\"D1\","
      "\"duty_grid_name\":\"Grid one\",\"on_duty\":[{\"inspector\":{\"login\":\"li\","
      "\"name\":\"Li\",\"phone\":\"138\"},\"shift_until\":\"2026-11-23T08:00:00Z\"}]}}";
  g_autoptr (GError) error = NULL;
  g_autoptr (GwCellDutyRecord) duty = gw_decode_cell_duty (text, strlen (text), &error);
  const GwOnDutyRecord *record;

  g_assert_no_error (error);
  g_assert_cmpstr (duty->duty_grid.code, ==, "D1");
  g_assert_cmpuint (duty->on_duty->len, ==, 1);
  record = duty->on_duty->pdata[0];
  g_assert_cmpstr (record->person.name, ==, "Li");
  g_assert_cmpstr (record->phone, ==, "138");
  g_assert_cmpint (record->until_usec, ==, MONDAY);
}

static void
test_component (void)
{
  static const char text[] =
      "{\"component\":{\"code\":\"4418\",\"name\":\"lamp\",\"class\":{\"code\":\"01037\","
      "\"name\":\"lamps\"},\"owner\":null,\"cell\":\"c\",\"location\":{\"lon\":113,"
      "\"lat\":23}},\"cases\":[],\"more\":true}";
  g_autoptr (GError) error = NULL;
  g_autoptr (GwComponentCard) card = gw_decode_component (text, strlen (text), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (card->named.name, ==, "lamp");
  g_assert_cmpstr (card->klass.code, ==, "01037");
  g_assert_null (card->owner.code);
  g_assert_true (card->more);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (BETWEEN); i++)
    {
      g_autofree char *path = g_strconcat ("/gui/work-hours/", BETWEEN[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_between);
    }
  for (guint i = 0; i < G_N_ELEMENTS (FAULTY); i++)
    {
      g_autofree char *path = g_strconcat ("/gui/work-hours/faulty/", FAULTY[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_faulty);
    }
  g_test_add_func ("/gui/work-hours/unknown", test_unknown);
  g_test_add_func ("/gui/work-hours/row", test_row);
  g_test_add_func ("/gui/work-hours/duty", test_duty);
  g_test_add_func ("/gui/work-hours/component", test_component);
  return g_test_run ();
}
