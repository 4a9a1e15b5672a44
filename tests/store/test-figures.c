/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What counts, made from the journal: in whatever steps, to the same rows. */
#include "backend/store/figure-store.h"
#include "tests/store/figure-steps.h"
#include "tests/store/random-cases.h"

#define N_CASES 800
#define FIRST_DAY 20260901
#define LAST_DAY 20261231

static TempStore *temp;

typedef struct
{
  guint limit; /* 0: a step of another size each time */
  guint steps;
  gboolean more;
} Steps;

static gboolean
follow_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  Steps *steps = data;
  guint limit = steps->limit != 0 ? steps->limit : 1 + steps->steps * 37 % 211;

  steps->steps++;
  return gw_store_figures_follow (writer, limit, &steps->more, error);
}

static void
follow (guint limit)
{
  Steps steps = { .limit = limit, .more = TRUE };
  g_autoptr (GError) error = NULL;

  while (steps.more)
    {
      gw_store_write (temp->store, follow_thread, &steps, &error);
      g_assert_no_error (error);
    }
  g_assert_false (gw_store_figures_are_behind (gw_store_read (temp->store)));
}

static char *
dump (void)
{
  return figure_steps_query (temp,
                             "SELECT * FROM figure_thing ORDER BY 1, 2;"
                             "SELECT * FROM figure_gone ORDER BY 1, 2, 3, 4;"
                             "SELECT * FROM figure_wait ORDER BY 1, 2, 3;"
                             "SELECT * FROM figure_wait_third ORDER BY 1, 2, 3, 4;"
                             "SELECT * FROM figure_source; SELECT * FROM figure_mark;");
}

static void
test_rebuild (void)
{
  static const guint limits[] = { 1000000, 1, 64 };
  g_autofree char *grown = dump ();

  g_assert_cmpuint (strlen (grown), >, 10000);
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      g_autofree char *again = NULL;

      figure_steps_clear (temp);
      follow (limits[i]);
      again = dump ();
      g_assert_cmpstr (again, ==, grown);
    }
}

static void
count_thing (const GwThing *thing, int sign, gpointer data)
{
  *(gint64 *)data += sign;
}

/* Found by thirds of months: the same as by looking at everything. */
static void
test_waiting (void)
{
  for (guint day = FIRST_DAY; day <= LAST_DAY; day++)
    for (GwFigure figure = GW_FIGURE_TO_HANDLE; figure < GW_N_FIGURES; figure++)
      {
        g_autoptr (GError) error = NULL;
        g_autofree char *sql = g_strdup_printf (
            "SELECT count(*) FROM figure_wait WHERE figure = %d AND day_in <= %u "
            "AND day_out > %u",
            figure, day, day);
        g_autofree char *text = NULL;
        gint64 n = 0;

        if (!g_date_valid_dmy (day % 100, (GDateMonth)(day / 100 % 100), 2026) ||
            day % 7 != 0)
          continue;
        text = figure_steps_query (temp, sql);
        gw_store_figure_waiting (gw_store_read (temp->store), figure, day, count_thing, &n,
                                 &error);
        g_assert_no_error (error);
        g_assert_cmpint (n, ==, g_ascii_strtoll (text, NULL, 10));
      }
}

/* What is taken back was there before, and once. */
static void
test_gone (void)
{
  g_autofree char *wrong = figure_steps_query (
      temp, "SELECT g.seq FROM figure_gone AS g LEFT JOIN figure_thing AS t "
            "ON t.day = g.day AND t.seq = g.seq "
            "WHERE t.seq IS NULL OR g.figures & ~t.figures OR g.day_out < g.day;"
            "SELECT seq FROM figure_gone AS g GROUP BY seq, figures HAVING count(*) > 1");
  g_autofree char *some = figure_steps_query (temp, "SELECT count(*) > 0 FROM figure_gone");

  g_assert_cmpstr (wrong, ==, "");
  g_assert_cmpstr (some, ==, "1,\n");
}

int
main (int argc, char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  temp = temp_store_new_city ();
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GArray) events = random_cases_add (temp, N_CASES / 3, 7 + i);

      follow (0);
    }
  g_test_add_func ("/store/figures/waiting", test_waiting);
  g_test_add_func ("/store/figures/gone", test_gone);
  g_test_add_func ("/store/figures/rebuild", test_rebuild);
  result = g_test_run ();
  temp_store_free (temp);
  return result;
}
