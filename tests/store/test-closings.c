/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How long cases took, in whatever state the days are: the same as the journal has it, one by
 * one; and made again, the same bytes.
 */
#include <sqlite3.h>

#include "backend/rules/lifecycle.h"
#include "backend/store/closing-store.h"
#include "backend/store/sum-store.h"
#include "tests/store/figure-steps.h"
#include "tests/store/random-cases.h"

#define N_CASES 900
#define N_QUESTIONS 12
#define KEYS                                                                               \
  (GW_THING_BIT (GW_THING_CELL) | GW_THING_BIT (GW_THING_CLASS) |                          \
   GW_THING_BIT (GW_THING_DEPARTMENT) | GW_THING_BIT (GW_THING_HOUR) |                     \
   GW_THING_BIT (GW_THING_WEEKDAY))

static TempStore *temp;
static GRand *rnd;

/* --- straight from the file --------------------------------------------------------------- */

/* Each closing of the days that stands at the end of the last one. */
static char *
count_slowly (guint32 from, guint32 to)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT printf ('%%05d,%%05d,%%05d,%%05d,%%d,%%09d', t.cell_id, t.class_id, "
      "  t.department_id, t.hour, "
      "  (strftime ('%%w', printf ('%%04d-%%02d-%%02d', t.day / 10000, t.day / 100 %% 100, "
      "   t.day %% 100)) + 6) %% 7 + 1, "
      "  t.took) "
      "FROM figure_thing AS t "
      "WHERE t.day BETWEEN %u AND %u AND t.figures & %u AND NOT EXISTS ("
      "  SELECT 1 FROM figure_gone AS g WHERE g.day = t.day AND g.seq = t.seq "
      "  AND g.figures & %u AND g.day_out <= %u) "
      "ORDER BY 1",
      from, to, GW_FIGURE_BIT (GW_FIGURE_CLOSED), GW_FIGURE_BIT (GW_FIGURE_CLOSED), to);

  return figure_steps_query (temp, sql);
}

/* --- as it is kept ------------------------------------------------------------------------ */

typedef struct
{
  GPtrArray *closed; /* char */
  GPtrArray *gone;
} Lines;

static char *
line_of (const GwClosings *closings, guint position)
{
  return g_strdup_printf (
      "%05u,%05u,%05u,%05u,%u,%09u,\n", closings->keys[GW_THING_CELL][position],
      closings->keys[GW_THING_CLASS][position],
      closings->keys[GW_THING_DEPARTMENT][position],
      closings->keys[GW_THING_HOUR][position], closings->keys[GW_THING_WEEKDAY][position],
      closings->seconds[position]);
}

static void
take_cb (const GwClosings *closings, gpointer data)
{
  Lines *lines = data;

  g_assert_null (closings->keys[GW_THING_PERSON]);
  for (guint i = 0; i < closings->n; i++)
    g_ptr_array_add (i < closings->n - closings->n_gone ? lines->closed : lines->gone,
                     line_of (closings, i));
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *)a, *(char *const *)b);
}

/* Both are told: what was taken back goes. */
static void
cancel (Lines *lines)
{
  for (guint i = 0; i < lines->gone->len; i++)
    {
      guint position;

      g_assert_true (g_ptr_array_find_with_equal_func (
          lines->closed, g_ptr_array_index (lines->gone, i), g_str_equal, &position));
      g_ptr_array_remove_index_fast (lines->closed, position);
    }
}

static char *
count_kept (guint32 from, guint32 to)
{
  Lines lines = { g_ptr_array_new_with_free_func (g_free),
                  g_ptr_array_new_with_free_func (g_free) };
  GString *out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  gw_store_closings (gw_store_read (temp->store), from, to, KEYS, take_cb, &lines, &error);
  g_assert_no_error (error);
  cancel (&lines);
  g_ptr_array_sort (lines.closed, compare_lines);
  for (guint i = 0; i < lines.closed->len; i++)
    g_string_append (out, g_ptr_array_index (lines.closed, i));
  g_ptr_array_unref (lines.closed);
  g_ptr_array_unref (lines.gone);
  return g_string_free (out, FALSE);
}

static guint32
random_day (void)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 15, G_DATE_AUGUST, 2026);
  g_date_add_days (&date, (guint)g_rand_int_range (rnd, 0, 200));
  return g_date_get_year (&date) * 10000u + (guint32)g_date_get_month (&date) * 100u +
         g_date_get_day (&date);
}

/* How many closings were told. */
static gsize
ask_at_random (void)
{
  gsize told = 0;

  for (guint i = 0; i < N_QUESTIONS; i++)
    {
      guint32 first = random_day (), second = random_day ();
      guint32 from = MIN (first, second), to = MAX (first, second);
      g_autofree char *slow = count_slowly (from, to);
      g_autofree char *kept = count_kept (from, to);

      g_assert_cmpstr (kept, ==, slow);
      told += strlen (kept);
    }
  return told;
}

/* Cases at random are reported twice at times, which none is else. */
static void
assert_as_the_journal_has_it (void)
{
  g_autofree char *sql = g_strdup_printf (
      "WITH o AS (SELECT t.took, (e.at - (SELECT min (f.at) FROM case_event AS f "
      "  WHERE f.case_id = e.case_id AND f.seq <= e.seq AND f.to_state BETWEEN 2 AND 7)) "
      "  / 1000 AS told "
      "FROM figure_thing AS t JOIN case_event AS e ON e.seq = t.seq "
      "WHERE t.figures & %u AND 1 = (SELECT count(*) FROM case_event AS f "
      "  WHERE f.case_id = t.case_id AND f.counts & %u)) "
      "SELECT count (*) > 20, sum (took IS NOT ifnull (told, 0)), max (took) > 100000 "
      "FROM o",
      GW_FIGURE_BIT (GW_FIGURE_CLOSED), GW_COUNT_MASK (GW_COUNT_REPORTED));
  g_autofree char *found = figure_steps_query (temp, sql);

  g_assert_cmpstr (found, ==, "1,0,1,\n");
}

/* --- tests -------------------------------------------------------------------------------- */

static void
test_questions (void)
{
  gsize told = 0;

  /* Each batch begins before the one before it ended: what was made is not right any more. */
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GArray) events = random_cases_add (temp, N_CASES / 3, 11 + i);

      figure_steps_follow (temp, 100000);
      assert_as_the_journal_has_it ();
      told += ask_at_random ();
      figure_steps_make (temp, 1);
      told += ask_at_random ();
      figure_steps_make (temp, 100000);
      told += ask_at_random ();
    }
  g_assert_cmpuint (told, >, 1000);
}

static char *
dump (void)
{
  return figure_steps_query (temp, "SELECT id, hex(numbers) FROM figure_column "
                                   "WHERE id % 100 >= 50 ORDER BY id");
}

static void
test_rebuild (void)
{
  g_autofree char *grown = dump ();
  g_autofree char *cleared = NULL;
  g_autofree char *again = NULL;

  g_assert_cmpuint (strlen (grown), >, 1000);
  figure_steps_clear (temp);
  cleared = dump ();
  g_assert_cmpstr (cleared, ==, "");
  figure_steps_follow (temp, 100000);
  figure_steps_make (temp, 100000);
  again = dump ();
  g_assert_true (g_str_equal (again, grown));
}

static void
fault_cb (const char *row, const char *stored, const char *computed, gpointer data)
{
  g_ptr_array_add (data, g_strdup (row));
}

static void
alter (const char *sql)
{
  g_assert_cmpint (figure_steps_change (temp, sql), ==, 1);
}

/* The row that was altered is named, and no other; then it is as it was. */
static void
assert_found (const char *sql, const char *row, const char *back)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  alter (sql);
  gw_store_figures_check (temp->store, fault_cb, rows, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_true (g_str_has_prefix (g_ptr_array_index (rows, 0), row));
  alter (back);
}

static void
test_altered (void)
{
  assert_found ("UPDATE figure_thing SET took = took + 1 WHERE (day, seq) IN "
                "(SELECT day, seq FROM figure_thing WHERE took > 0 LIMIT 1)",
                "figure_thing ",
                "UPDATE figure_thing SET took = took - 1 WHERE (day, seq) IN "
                "(SELECT day, seq FROM figure_thing WHERE took > 0 LIMIT 1)");
  assert_found ("UPDATE figure_column SET numbers = CAST (numbers || x'00' AS BLOB) "
                "WHERE id IN (SELECT max (id) FROM figure_column)",
                "figure_column ",
                "UPDATE figure_column SET numbers = "
                "substr (numbers, 1, length (numbers) - 1) "
                "WHERE id IN (SELECT max (id) FROM figure_column)");
}

static void
ignore_cb (const GwClosings *closings, gpointer data)
{
}

static void
test_damaged (void)
{
  g_autoptr (GError) error = NULL;

  alter ("UPDATE figure_column SET numbers = x'03ffffff' WHERE id IN "
         "(SELECT id FROM figure_column WHERE id % 100 = 58 LIMIT 1)");
  g_assert_false (gw_store_closings (gw_store_read (temp->store), 20260101, 20261231, KEYS,
                                     ignore_cb, NULL, &error));
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_DAMAGED);
  g_clear_error (&error);
  /* Columns that do not belong together. */
  alter ("UPDATE figure_column SET numbers = x'0101' WHERE numbers = x'03ffffff'");
  alter ("UPDATE figure_column SET numbers = x'010101' WHERE id IN "
         "(SELECT id - 8 FROM figure_column WHERE numbers = x'0101' AND id % 100 = 58 "
         "LIMIT 1)");
  g_assert_false (gw_store_closings (gw_store_read (temp->store), 20260101, 20261231, KEYS,
                                     ignore_cb, NULL, &error));
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_DAMAGED);
}

int
main (int argc, char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  rnd = g_rand_new_with_seed (5);
  temp = temp_store_new_city ();
  g_test_add_func ("/store/closings/questions", test_questions);
  g_test_add_func ("/store/closings/rebuild", test_rebuild);
  g_test_add_func ("/store/closings/altered", test_altered);
  g_test_add_func ("/store/closings/damaged", test_damaged);
  result = g_test_run ();
  temp_store_free (temp);
  g_rand_free (rnd);
  return result;
}
