/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lamp at its edges. */
#include "backend/rules/lamp.h"

typedef struct
{
  const char *name;
  GwCaseState state;
  gint64 start, deadline, handled, now;
  GwLamp lamp;
} Row;

static const Row rows[] = {
  { "no-deadline", GW_CASE_FILED, 0, 0, 0, 500, GW_LAMP_NONE },
  { "fresh", GW_CASE_DISPATCHED, 1000, 2000, 0, 1000, GW_LAMP_GREEN },
  { "before-nine-tenths", GW_CASE_HANDLING, 1000, 2000, 0, 1899, GW_LAMP_GREEN },
  { "nine-tenths", GW_CASE_HANDLING, 1000, 2000, 0, 1900, GW_LAMP_YELLOW },
  { "at-the-deadline", GW_CASE_HANDLING, 1000, 2000, 0, 2000, GW_LAMP_YELLOW },
  { "overdue", GW_CASE_DISPATCHED, 1000, 2000, 0, 2001, GW_LAMP_RED },
  { "handled-in-time", GW_CASE_HANDLED, 1000, 2000, 1950, 9999, GW_LAMP_GREEN },
  { "handled-late", GW_CASE_CHECKED, 1000, 2000, 2001, 9999, GW_LAMP_RED },
  { "closed", GW_CASE_CLOSED, 1000, 2000, 2001, 9999, GW_LAMP_NONE },
  { "voided", GW_CASE_VOIDED, 1000, 2000, 0, 9999, GW_LAMP_NONE },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;

  g_assert_cmpstr (
      gw_lamp_name (gw_lamp (row->state, gw_lamp_yellow_at (row->start, row->deadline),
                             row->deadline, row->handled, row->now)),
      ==, gw_lamp_name (row->lamp));
}

static void
test_names (void)
{
  GwLamp lamp = GW_LAMP_NONE;

  g_assert_true (gw_lamp_parse ("yellow", &lamp));
  g_assert_cmpint (lamp, ==, GW_LAMP_YELLOW);
  g_assert_false (gw_lamp_parse ("blue", &lamp));
  g_assert_null (gw_lamp_name (9));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/lamp/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/lamp/names", test_names);
  return g_test_run ();
}
