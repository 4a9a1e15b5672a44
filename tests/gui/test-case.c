/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case as time passes: the lamp by what the server says of it. */
#include "gui/model/case.h"

#define MINUTE G_GINT64_CONSTANT (60000000)
#define NOON (G_GINT64_CONSTANT (1795046400) * G_USEC_PER_SEC)

/* Due at noon, yellow an hour before; minutes are told from noon on. */
typedef struct
{
  const char *name;
  GwCaseState state;
  GwLamp sent;
  const char *flag;
  gboolean warned; /* whether the server says when it turns yellow */
  gint64 minutes;
  GwLamp lamp;
} Row;

static const Row rows[] = {
  { "green", GW_STATE_HANDLING, GW_LAMP_GREEN, "registered", TRUE, -61, GW_LAMP_GREEN },
  { "yellow", GW_STATE_HANDLING, GW_LAMP_GREEN, "registered", TRUE, -60, GW_LAMP_YELLOW },
  { "dispatched", GW_STATE_DISPATCHED, GW_LAMP_GREEN, NULL, TRUE, -60, GW_LAMP_YELLOW },
  { "red", GW_STATE_HANDLING, GW_LAMP_YELLOW, NULL, TRUE, 1, GW_LAMP_RED },
  { "at-noon", GW_STATE_HANDLING, GW_LAMP_YELLOW, NULL, TRUE, 0, GW_LAMP_YELLOW },
  { "suspended", GW_STATE_HANDLING, GW_LAMP_GREEN, "suspended", TRUE, 1, GW_LAMP_GREEN },
  { "handled", GW_STATE_HANDLED, GW_LAMP_GREEN, NULL, TRUE, 1, GW_LAMP_GREEN },
  { "no-deadline", GW_STATE_FILED, GW_LAMP_NONE, NULL, FALSE, 1, GW_LAMP_NONE },
  { "unsaid", GW_STATE_HANDLING, GW_LAMP_GREEN, NULL, FALSE, -1, GW_LAMP_GREEN },
  { "unsaid-late", GW_STATE_HANDLING, GW_LAMP_GREEN, NULL, FALSE, 1, GW_LAMP_RED },
};

static void
test_lamp (gconstpointer data)
{
  const Row *test = data;
  const char *flags[] = { test->flag, NULL };
  g_autoptr (GwCaseRow) row = gw_case_row_new ();

  row->state = test->state;
  row->lamp = test->sent;
  row->flags = g_strdupv ((char **)flags);
  row->deadline_start_usec = NOON - 4 * 60 * MINUTE;
  row->deadline_usec = test->state == GW_STATE_FILED ? 0 : NOON;
  row->warn_usec = test->warned ? NOON - 60 * MINUTE : 0;
  g_assert_cmpint (gw_case_row_lamp_at (row, NOON + test->minutes * MINUTE), ==,
                   test->lamp);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/gui/case/lamp/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_lamp);
    }
  return g_test_run ();
}
