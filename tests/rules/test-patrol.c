/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rates of inspectors and duty grids. */
#include "backend/rules/patrol.h"

typedef struct
{
  const char *name; /* of the test and of the rate */
  GwPatrolOf of;
  guint rate;
  GwPatrolCounts counts;
  gint64 numerator;
  gint64 denominator;
} Row;

static const Row ROWS[] = {
  { "valid_report_rate",
    GW_PATROL_INSPECTORS,
    0,
    { { [GW_PATROL_REPORTED] = 4, [GW_PATROL_FILED] = 3 } },
    3,
    4 },
  /* Reported last month, filed in this one. */
  { "valid_report_rate",
    GW_PATROL_INSPECTORS,
    0,
    { { [GW_PATROL_REPORTED] = 1, [GW_PATROL_FILED] = 3 } },
    1,
    1 },
  { "timely_verification_rate",
    GW_PATROL_INSPECTORS,
    1,
    { { [GW_PATROL_VERIFIED] = 5, [GW_PATROL_VERIFIED_IN_TIME] = 2 } },
    2,
    5 },
  { "timely_check_rate",
    GW_PATROL_INSPECTORS,
    2,
    { { [GW_PATROL_CHECKED] = 0, [GW_PATROL_CHECKED_IN_TIME] = 0 } },
    0,
    0 },
  { "lapse_rate",
    GW_PATROL_INSPECTORS,
    3,
    { { [GW_PATROL_OFFERED] = 8, [GW_PATROL_LAPSED] = 2 } },
    2,
    8 },
  { "coverage",
    GW_PATROL_DUTY_GRIDS,
    0,
    { { [GW_PATROL_CELL_DAYS] = 16, [GW_PATROL_VISITED_DAYS] = 12 } },
    12,
    16 },
};

static void
test_rate (gconstpointer data)
{
  const Row *row = data;
  GwRate rate = gw_patrol_rate (row->of, row->rate, &row->counts);

  g_assert_cmpstr (gw_patrol_rate_name (row->of, row->rate), ==, row->name);
  g_assert_cmpint (rate.numerator, ==, row->numerator);
  g_assert_cmpint (rate.denominator, ==, row->denominator);
}

static void
test_words (gconstpointer data)
{
  GwPatrolOf of = GPOINTER_TO_UINT (data);

  for (guint i = 0; i < gw_patrol_n_rates (of); i++)
    {
      const char *zh = gw_patrol_rate_formula (of, i, "zh_CN");
      const char *en = gw_patrol_rate_formula (of, i, "en");

      g_assert_true (g_utf8_validate (zh, -1, NULL));
      g_assert_cmpstr (zh, !=, en);
      g_assert_cmpstr (gw_patrol_rate_formula (of, i, NULL), ==, en);
    }
  for (guint i = 0; i < gw_patrol_n_counts (of); i++)
    g_assert_nonnull (gw_patrol_count_name (of, i));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (ROWS); i++)
    {
      g_autofree char *path = g_strdup_printf ("/patrol/rate/%u/%s", i, ROWS[i].name);

      g_test_add_data_func (path, &ROWS[i], test_rate);
    }
  g_test_add_data_func ("/patrol/words/inspectors", GUINT_TO_POINTER (GW_PATROL_INSPECTORS),
                        test_words);
  g_test_add_data_func ("/patrol/words/duty-grids", GUINT_TO_POINTER (GW_PATROL_DUTY_GRIDS),
                        test_words);
  return g_test_run ();
}
