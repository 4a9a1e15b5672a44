/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which state of a month lets whom do what. */
#include "backend/rules/period.h"
#include "backend/rules/permissions.h"

#define BIT(action) (1u << GW_PERIOD_##action)

typedef struct
{
  GwPeriodState state;
  guint allowed; /* for managers and administrators */
} Row;

static const Row ROWS[] = {
  { GW_PERIOD_OPEN, BIT (REVIEW) },
  { GW_PERIOD_REVIEWED, BIT (LOCK) | BIT (REOPEN) },
  { GW_PERIOD_LOCKED, BIT (REOPEN) },
};

/* Each role, and each month that is not over. */
static void
test_allowed (gconstpointer data)
{
  const Row *row = data;

  for (guint i = 0; i < GW_N_ROLES; i++)
    {
      guint role = 1u << i;
      gboolean decides = role == GW_ROLE_MANAGER || role == GW_ROLE_ADMIN;

      g_assert_cmpuint (gw_period_allowed (row->state, role, TRUE), ==,
                        decides ? row->allowed : 0);
      g_assert_cmpuint (gw_period_allowed (row->state, role, FALSE), ==, 0);
      g_assert_cmpint (gw_period_may_decide (role), ==, decides);
    }
}

static void
test_after (void)
{
  g_assert_cmpint (gw_period_state_after (GW_PERIOD_NONE), ==, GW_PERIOD_OPEN);
  g_assert_cmpint (gw_period_state_after (GW_PERIOD_REVIEW), ==, GW_PERIOD_REVIEWED);
  g_assert_cmpint (gw_period_state_after (GW_PERIOD_LOCK), ==, GW_PERIOD_LOCKED);
  g_assert_cmpint (gw_period_state_after (GW_PERIOD_REOPEN), ==, GW_PERIOD_OPEN);
}

static void
test_names (void)
{
  GwPeriodAction action;

  for (guint i = GW_PERIOD_REVIEW; i < GW_PERIOD_N_ACTIONS; i++)
    {
      g_assert_true (gw_period_action_parse (gw_period_action_name (i), &action));
      g_assert_cmpint (action, ==, i);
    }
  g_assert_false (gw_period_action_parse ("close", &action));
  g_assert_null (gw_period_action_name (GW_PERIOD_N_ACTIONS));
  g_assert_cmpstr (gw_period_state_name (GW_PERIOD_LOCKED), ==, "locked");
  g_assert_null (gw_period_state_name (GW_PERIOD_N_STATES));
}

static void
test_months (void)
{
  static const char *const WRONG[] = { "",        "2026",    "2026-1",  "2026-13",
                                       "2026-00", "2026/11", "20261-1", "2026-1-",
                                       "1969-12", "9999-01", "-026-11", "2026-11-01" };
  g_autofree char *text = gw_period_to_text (202602);
  guint month = 0;

  g_assert_true (gw_period_parse ("2026-11", &month));
  g_assert_cmpuint (month, ==, 202611);
  for (guint i = 0; i < G_N_ELEMENTS (WRONG); i++)
    g_assert_false (gw_period_parse (WRONG[i], &month));
  g_assert_cmpstr (text, ==, "2026-02");
  g_assert_cmpuint (gw_period_next (202612), ==, 202701);
  g_assert_cmpuint (gw_period_next (202609), ==, 202610);
  g_assert_cmpuint (gw_period_last_day (202602), ==, 20260228);
  g_assert_cmpuint (gw_period_last_day (202802), ==, 20280229);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (ROWS); i++)
    {
      g_autofree char *path =
          g_strdup_printf ("/period/allowed/%s", gw_period_state_name (ROWS[i].state));

      g_test_add_data_func (path, &ROWS[i], test_allowed);
    }
  g_test_add_func ("/period/after", test_after);
  g_test_add_func ("/period/names", test_names);
  g_test_add_func ("/period/months", test_months);
  return g_test_run ();
}
