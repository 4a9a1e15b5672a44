/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plan targets: how they stand on a day, and files with every fault named. */
#include "backend/rules/plan-target.h"

#include <string.h>

#define NONE G_MININT64

/* Values in whole units. */
static const struct
{
  const char *name;
  GwTargetUnit unit;
  gboolean up;
  const char *indicator;
  gint64 start;
  gint64 target;
  guint32 due;
  gint64 actual;
  guint32 today;
  GwLamp lamp;
  gint64 expected; /* hundredths */
  int progress;    /* -1: none */
} STANDINGS[] = {
  /* 2026 has 364 days from January 1 to December 31; 182 of them are half. */
  { "on-line", GW_TARGET_COUNT, TRUE, "", NONE, 100, 20261231, 50, 20260702, GW_LAMP_GREEN,
    5000, 500 },
  { "behind", GW_TARGET_COUNT, TRUE, "", NONE, 100, 20261231, 49, 20260702, GW_LAMP_YELLOW,
    5000, 490 },
  { "first-day", GW_TARGET_COUNT, TRUE, "", NONE, 100, 20261231, 0, 20260101, GW_LAMP_GREEN,
    0, 0 },
  { "before-year", GW_TARGET_COUNT, TRUE, "", NONE, 100, 20261231, 0, 20251201,
    GW_LAMP_GREEN, 0, 0 },
  { "due-day", GW_TARGET_COUNT, TRUE, "", NONE, 100, 20261231, 99, 20261231, GW_LAMP_YELLOW,
    10000, 990 },
  { "over", GW_TARGET_COUNT, TRUE, "", NONE, 100, 20261231, 99, 20270101, GW_LAMP_RED,
    10000, 990 },
  { "reached", GW_TARGET_COUNT, TRUE, "", NONE, 100, 20261231, 100, 20260702, GW_LAMP_GREEN,
    5000, 1000 },
  { "more-than-reached", GW_TARGET_COUNT, TRUE, "", NONE, 100, 20260331, 120, 20270101,
    GW_LAMP_GREEN, 10000, 1000 },
  { "no-actual", GW_TARGET_COUNT, TRUE, "", NONE, 100, 20261231, NONE, 20260702,
    GW_LAMP_NONE, 5000, -1 },
  { "no-actual-over", GW_TARGET_COUNT, TRUE, "", NONE, 100, 20261231, NONE, 20270101,
    GW_LAMP_RED, 10000, -1 },
  { "from-start", GW_TARGET_PERCENT, TRUE, "", 60, 80, 20261231, 70, 20260702,
    GW_LAMP_GREEN, 7000, 500 },
  { "worse-than-start", GW_TARGET_PERCENT, TRUE, "", 60, 80, 20261231, 50, 20260702,
    GW_LAMP_YELLOW, 7000, 0 },
  { "start-is-target", GW_TARGET_COUNT, TRUE, "", 80, 80, 20261231, 40, 20260702,
    GW_LAMP_YELLOW, 8000, 500 },
  { "zero-target", GW_TARGET_COUNT, TRUE, "", NONE, 0, 20261231, 0, 20260702, GW_LAMP_GREEN,
    0, 1000 },
  /* A share that is counted is held at all times. */
  { "counted-share", GW_TARGET_PERCENT, TRUE, "closure_rate", NONE, 90, 20261231, 89,
    20260201, GW_LAMP_YELLOW, 9000, 988 },
  { "counted-share-good", GW_TARGET_PERCENT, TRUE, "closure_rate", NONE, 90, 20261231, 90,
    20260201, GW_LAMP_GREEN, 9000, 1000 },
  { "counted-count", GW_TARGET_COUNT, TRUE, "closed", NONE, 100, 20261231, 50, 20260702,
    GW_LAMP_GREEN, 5000, 500 },
  /* Less is better. */
  { "limit", GW_TARGET_PERCENT, FALSE, "", NONE, 5, 20261231, 4, 20260702, GW_LAMP_GREEN,
    500, 1000 },
  { "limit-over", GW_TARGET_PERCENT, FALSE, "", NONE, 5, 20261231, 10, 20260702,
    GW_LAMP_YELLOW, 500, 500 },
  { "limit-red", GW_TARGET_PERCENT, FALSE, "", NONE, 5, 20261231, 10, 20270101, GW_LAMP_RED,
    500, 500 },
  { "down-line", GW_TARGET_COUNT, FALSE, "", 200, 100, 20261231, 150, 20260702,
    GW_LAMP_GREEN, 15000, 500 },
  { "down-behind", GW_TARGET_COUNT, FALSE, "", 200, 100, 20261231, 151, 20260702,
    GW_LAMP_YELLOW, 15000, 490 },
  { "zero-limit", GW_TARGET_COUNT, FALSE, "", NONE, 0, 20261231, 1, 20260702,
    GW_LAMP_YELLOW, 0, 0 },
};

static void
test_standing (gconstpointer data)
{
  const guint i = GPOINTER_TO_UINT (data);
  const gboolean has_actual = STANDINGS[i].actual != NONE;
  const GwPlanTarget target = {
    .year = 2026,
    .unit = STANDINGS[i].unit,
    .up = STANDINGS[i].up,
    .indicator = (char *)STANDINGS[i].indicator,
    .has_start = STANDINGS[i].start != NONE,
    .start = STANDINGS[i].start != NONE ? STANDINGS[i].start * GW_TARGET_SCALE : 0,
    .target = STANDINGS[i].target * GW_TARGET_SCALE,
    .due = STANDINGS[i].due,
  };
  const GwTargetStanding standing = gw_plan_target_standing (
      &target, has_actual, has_actual ? STANDINGS[i].actual * GW_TARGET_SCALE : 0,
      STANDINGS[i].today);
  g_autofree char *zh =
      gw_plan_target_reason (&target, &standing, has_actual, STANDINGS[i].today, "zh_CN");
  g_autofree char *en =
      gw_plan_target_reason (&target, &standing, has_actual, STANDINGS[i].today, NULL);

  g_assert_cmpint (standing.lamp, ==, STANDINGS[i].lamp);
  g_assert_cmpint (standing.expected, ==, STANDINGS[i].expected);
  g_assert_cmpint (standing.has_progress, ==, STANDINGS[i].progress >= 0);
  if (standing.has_progress)
    g_assert_cmpint (standing.progress, ==, STANDINGS[i].progress);
  g_assert_cmpstr (zh, !=, en);
  g_assert_cmpint (*en, !=, 0);
}

static const struct
{
  const char *text;
  gint64 value; /* -1: refused */
  const char *written;
} VALUES[] = {
  { "0", 0, "0" },
  { "12", 1200, "12" },
  { "97.5", 9750, "97.5" },
  { "0.05", 5, "0.05" },
  { "1.50", 150, "1.5" },
  { "", -1, NULL },
  { "-1", -1, NULL },
  { "1.234", -1, NULL },
  { "1.", -1, NULL },
  { ".5", -1, NULL },
  { "1e3", -1, NULL },
  { "12 ", -1, NULL },
  { "99999999999", -1, NULL },
};

static void
test_values (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (VALUES); i++)
    {
      gint64 value = -1;
      g_autofree char *text = NULL;

      g_assert_cmpint (gw_target_value_parse (VALUES[i].text, &value), ==,
                       VALUES[i].value >= 0);
      if (VALUES[i].value < 0)
        continue;
      g_assert_cmpint (value, ==, VALUES[i].value);
      text = gw_target_value_to_text (value);
      g_assert_cmpstr (text, ==, VALUES[i].written);
    }
}

/* --- files ------------------------------------------------------------------------------ */

static gboolean
has_area (const char *code, gpointer user_data)
{
  return g_str_has_prefix (code, "4418");
}

static gboolean
has_department (const char *code, gpointer user_data)
{
  return g_str_equal (code, "works");
}

static gboolean
find_indicator (const char *name, gboolean *ret_is_rate, gpointer user_data)
{
  *ret_is_rate = g_str_equal (name, "closure_rate");
  return *ret_is_rate || g_str_equal (name, "closed");
}

static const GwPlanTargetContext context = { has_area, has_department, find_indicator,
                                             NULL };

#define HEADER                                                                             \
  "year,code,area,title,title_en,unit,better,start,target,due,department,indicator,"       \
  "actual,actual_date,note\n"
#define GOOD "2026,points,4418,服务点,Points,count,up,12,40,2026-12-31,works,,,,\n"

static const struct
{
  const char *name;
  const char *line;
  guint column;
  const char *says;
} FAULTS[] = {
  { "year", "26,points,4418,T,,count,up,,40,2026-12-31,works,,,,\n", 1, "is no year" },
  { "code", "2026,Points,4418,T,,count,up,,40,2026-12-31,works,,,,\n", 2, "is no code" },
  { "area", "2026,points,x,T,,count,up,,40,2026-12-31,works,,,,\n", 3, "no area “x”" },
  { "title", "2026,points,4418,,,count,up,,40,2026-12-31,works,,,,\n", 4, "empty" },
  { "unit", "2026,points,4418,T,,share,up,,40,2026-12-31,works,,,,\n", 6,
    "count or percent" },
  { "better", "2026,points,4418,T,,count,more,,40,2026-12-31,works,,,,\n", 7,
    "up or down" },
  { "start", "2026,points,4418,T,,count,up,x,40,2026-12-31,works,,,,\n", 8,
    "is no number" },
  { "no-target", "2026,points,4418,T,,count,up,,,2026-12-31,works,,,,\n", 9,
    "is no number" },
  { "percent", "2026,points,4418,T,,percent,up,,101,2026-12-31,works,,,,\n", 9,
    "at most 100" },
  { "due", "2026,points,4418,T,,count,up,,40,2026-02-30,works,,,,\n", 10, "is no date" },
  { "due-year", "2026,points,4418,T,,count,up,,40,2027-01-01,works,,,,\n", 10,
    "not in the year" },
  { "department", "2026,points,4418,T,,count,up,,40,2026-12-31,x,,,,\n", 11,
    "no department “x”" },
  { "indicator", "2026,points,4418,T,,count,up,,40,2026-12-31,works,x,,,\n", 12,
    "no indicator “x”" },
  { "indicator-unit", "2026,points,4418,T,,count,up,,40,2026-12-31,works,closure_rate,,,\n",
    6, "another unit" },
  { "counted", "2026,points,4418,T,,count,up,,40,2026-12-31,works,closed,3,2026-03-01,\n",
    13, "nobody enters it" },
  { "no-actual-date", "2026,points,4418,T,,count,up,,40,2026-12-31,works,,3,,\n", 14,
    "of which day" },
  { "actual-date", "2026,points,4418,T,,count,up,,40,2026-12-31,works,,3,x,\n", 14,
    "is no date" },
  { "twice", GOOD GOOD, 2, "line 2 has the same target" },
  { "other-title", GOOD "2026,points,4418001,T,Points,count,up,,4,2026-12-31,works,,,,\n",
    2, "is another one above" },
};

static void
test_fault (gconstpointer data)
{
  const guint i = GPOINTER_TO_UINT (data);
  g_autofree char *text = g_strconcat (HEADER, FAULTS[i].line, NULL);
  g_autoptr (GwFaults) found = gw_faults_new ();
  const GwFault *fault;

  g_assert_null (gw_plan_targets_from_csv (text, strlen (text), &context, found));
  g_assert_cmpuint (found->n, ==, 1);
  fault = found->kept->pdata[0];
  g_assert_cmpuint (fault->line, >=, 2);
  g_assert_cmpuint (fault->column, ==, FAULTS[i].column);
  if (strstr (fault->text, FAULTS[i].says) == NULL)
    g_error ("%s", fault->text);
}

static void
test_all_faults (void)
{
  static const char text[] = HEADER "x,X,x,,,x,x,x,x,x,x,x,x,x,x\n";
  g_autoptr (GwFaults) found = gw_faults_new ();

  g_assert_null (gw_plan_targets_from_csv (text, strlen (text), &context, found));
  g_assert_cmpuint (found->n, ==, 14);
}

/* What was read is written back as it was. */
static void
test_round_trip (void)
{
  static const char text[] =
      "year,code,area,title,title_en,unit,better,start,target,due,department,indicator,"
      "actual,actual_date,note\r\n"
      "2026,points,4418,\"服务点,新建\",Points,count,up,12,40,2026-12-31,works,,35,"
      "2026-10-31,十月\r\n"
      "2026,points,4418001,\"服务点,新建\",Points,count,up,,4.5,2026-12-31,works,,,,\r\n"
      "2026,rate,4418,结案率,,percent,up,,97.5,2026-06-30,works,closure_rate,,,\r\n";
  g_autoptr (GwFaults) faults = gw_faults_new ();
  g_autoptr (GPtrArray) targets =
      gw_plan_targets_from_csv (text, strlen (text), &context, faults);
  g_autofree char *written = NULL;

  g_assert_nonnull (targets);
  g_assert_cmpuint (targets->len, ==, 3);
  written = gw_plan_targets_to_csv (targets);
  g_assert_cmpstr (written, ==, text);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (STANDINGS); i++)
    {
      g_autofree char *path =
          g_strconcat ("/rules/plan-target/standing/", STANDINGS[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_standing);
    }
  for (guint i = 0; i < G_N_ELEMENTS (FAULTS); i++)
    {
      g_autofree char *path =
          g_strconcat ("/rules/plan-target/fault/", FAULTS[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_fault);
    }
  g_test_add_func ("/rules/plan-target/values", test_values);
  g_test_add_func ("/rules/plan-target/all-faults", test_all_faults);
  g_test_add_func ("/rules/plan-target/round-trip", test_round_trip);
  return g_test_run ();
}
