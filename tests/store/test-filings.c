/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What was filed and where, in whatever state the days are: the same as the journal has it, one
 * by one, whatever was amended since; and made again, the same bytes.
 */
#include "backend/rules/lifecycle.h"
#include "backend/store/filing-store.h"
#include "tests/store/figure-steps.h"
#include "tests/store/random-cases.h"

#define N_CASES 900
#define N_QUESTIONS 12
#define KEYS                                                                               \
  (GW_THING_BIT (GW_THING_CELL) | GW_THING_BIT (GW_THING_CLASS) |                          \
   GW_THING_BIT (GW_THING_HOUR) | GW_THING_BIT (GW_THING_WEEKDAY))

static TempStore *temp;
static GRand *rnd;

/* --- straight from the file --------------------------------------------------------------- */

/* Each filing of the days: where the case is, or was until it was first amended after it. */
static char *
list_slowly (guint32 from, guint32 to)
{
  g_autofree char *amended = g_strdup_printf ("SELECT json_extract (e.data, '$.place') "
                                              "FROM case_event AS e "
                                              "WHERE e.case_id = t.case_id "
                                              "AND e.seq > t.seq AND e.action = %d "
                                              "ORDER BY e.seq LIMIT 1",
                                              GW_ACTION_AMEND);
  g_autofree char *sql = g_strdup_printf (
      "SELECT t.day, t.seq, t.case_id, "
      "  ifnull (json_extract ((%s), '$[1]'), f.lon), "
      "  ifnull (json_extract ((%s), '$[2]'), f.lat), t.cell_id, t.class_id, t.hour, "
      "  (strftime ('%%w', printf ('%%04d-%%02d-%%02d', t.day / 10000, t.day / 100 %% 100, "
      "   t.day %% 100)) + 6) %% 7 + 1 "
      "FROM figure_thing AS t JOIN case_file AS f ON f.id = t.case_id "
      "WHERE t.day BETWEEN %u AND %u AND t.figures & %u ORDER BY t.day, t.seq",
      amended, amended, from, to, GW_FIGURE_BIT (GW_FIGURE_FILED));

  return figure_steps_query (temp, sql);
}

/* --- as it is kept ------------------------------------------------------------------------ */

static void
take_cb (const GwFilings *filings, gpointer data)
{
  g_assert_null (filings->keys[GW_THING_PERSON]);
  for (guint i = 0; i < filings->n; i++)
    g_string_append_printf (
        data, "%u,%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT ",%d,%d,%u,%u,%u,%u,\n",
        filings->day, filings->filings[i].seq, filings->filings[i].case_id,
        filings->filings[i].place.x, filings->filings[i].place.y,
        filings->keys[GW_THING_CELL][i], filings->keys[GW_THING_CLASS][i],
        filings->keys[GW_THING_HOUR][i], filings->keys[GW_THING_WEEKDAY][i]);
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

/* How much was told. */
static gsize
ask_at_random (void)
{
  gsize told = 0;

  for (guint i = 0; i < N_QUESTIONS; i++)
    {
      guint32 first = random_day (), second = random_day ();
      guint32 from = MIN (first, second), to = MAX (first, second);
      g_autofree char *slow = list_slowly (from, to);
      g_autoptr (GString) kept = g_string_new (NULL);
      g_autoptr (GError) error = NULL;

      gw_store_filings (gw_store_read (temp->store), from, to, KEYS, take_cb, kept, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (kept->str, ==, slow);
      told += kept->len;
    }
  return told;
}

static gsize
ask_in_each_state (void)
{
  gsize told;

  figure_steps_follow (temp, 100000);
  told = ask_at_random ();
  figure_steps_make (temp, 1);
  told += ask_at_random ();
  figure_steps_make (temp, 100000);
  return told + ask_at_random ();
}

/* --- tests -------------------------------------------------------------------------------- */

/* Each third case turns out to be somewhere else. */
static void
amend (void)
{
  g_autofree char *sql = g_strdup_printf (
      "INSERT INTO case_event (case_id, version, action, to_state, at, actor_id, counts, "
      "  data) "
      "SELECT id, version + 1, %d, state, updated_at, %d, 0, "
      "  json_object ('place', json_array (cell_id, lon, lat, cell_id, lon + 7, lat - 9)) "
      "FROM case_file WHERE id %% 3 = 0;"
      "UPDATE case_file SET lon = lon + 7, lat = lat - 9 WHERE id %% 3 = 0",
      GW_ACTION_AMEND, TEMP_STORE_PERSON);

  g_assert_cmpint (figure_steps_change (temp, sql), >, N_CASES / 4);
}

static void
test_questions (void)
{
  gsize told = 0;

  /* Each batch begins before the one before it ended: what was made is not right any more. */
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GArray) events = random_cases_add (temp, N_CASES / 3, 11 + i);

      /* Some are followed before they are amended, some afterwards. */
      if (i == 2)
        amend ();
      told += ask_in_each_state ();
    }
  g_assert_cmpuint (told, >, 10000);
}

static char *
dump (void)
{
  return figure_steps_query (temp, "SELECT id, hex(numbers) FROM figure_column "
                                   "WHERE id % 100 >= 70 ORDER BY id");
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
  assert_found ("UPDATE figure_thing SET lat = lat + 1 WHERE (day, seq) IN "
                "(SELECT day, seq FROM figure_thing WHERE lat > 0 LIMIT 1)",
                "figure_thing ",
                "UPDATE figure_thing SET lat = lat - 1 WHERE (day, seq) IN "
                "(SELECT day, seq FROM figure_thing WHERE lat > 0 LIMIT 1)");
  assert_found ("UPDATE figure_column SET numbers = CAST (numbers || x'00' AS BLOB) "
                "WHERE id IN (SELECT max (id) FROM figure_column WHERE id % 100 = 78)",
                "figure_column ",
                "UPDATE figure_column SET numbers = "
                "substr (numbers, 1, length (numbers) - 1) "
                "WHERE id IN (SELECT max (id) FROM figure_column WHERE id % 100 = 78)");
}

static void
test_damaged (void)
{
  static const char *const damages[] = {
    "UPDATE figure_column SET numbers = x'03ffffff' WHERE id = ",
    /* Columns that do not belong together. */
    "UPDATE figure_column SET numbers = x'0101' WHERE id = ",
    "DELETE FROM figure_column WHERE id = ",
  };
  g_autofree char *found =
      figure_steps_query (temp, "SELECT min (id) FROM figure_column WHERE id % 100 = 78 "
                                "AND length (numbers) > 9");
  g_autofree char *id = g_strndup (found, strcspn (found, ","));

  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      g_autofree char *sql = g_strconcat (damages[i], id, NULL);

      alter (sql);
      g_assert_false (gw_store_filings (gw_store_read (temp->store), 20260101, 20271231,
                                        KEYS, take_cb, out, &error));
      g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_DAMAGED);
    }
}

int
main (int argc, char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  rnd = g_rand_new_with_seed (5);
  temp = temp_store_new_city ();
  g_test_add_func ("/store/filings/questions", test_questions);
  g_test_add_func ("/store/filings/rebuild", test_rebuild);
  g_test_add_func ("/store/filings/altered", test_altered);
  g_test_add_func ("/store/filings/damaged", test_damaged);
  result = g_test_run ();
  temp_store_free (temp);
  g_rand_free (rnd);
  return result;
}
