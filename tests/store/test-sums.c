/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Figures added up, in whatever state their sums are: the same as one by one; and made again,
 * the same bytes.
 */
#include <sqlite3.h>

#include "backend/store/sum-store.h"
#include "tests/store/figure-steps.h"
#include "tests/store/random-cases.h"

#define N_CASES 900
#define N_QUESTIONS 60

static TempStore *temp;
static GRand *rnd;

/* --- one by one --------------------------------------------------------------------------- */

typedef struct
{
  guint keys;
  GwThingFilter filter;
  GHashTable *communities; /* &cell -> community */
  GHashTable *counts;      /* keys as text -> GwFigures */
} Slow;

static gint64
community_of (gint64 cell)
{
  sqlite3 *handle = NULL;
  sqlite3_stmt *statement = NULL;
  gint64 community = 0;

  g_assert_cmpint (sqlite3_open_v2 (temp->path, &handle, SQLITE_OPEN_READONLY, NULL), ==,
                   SQLITE_OK);
  sqlite3_prepare_v2 (handle, "SELECT community_id FROM cell WHERE id = ?", -1, &statement,
                      NULL);
  sqlite3_bind_int64 (statement, 1, cell);
  if (sqlite3_step (statement) == SQLITE_ROW)
    community = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (handle);
  return community;
}

static gint64
known_community (Slow *slow, gint64 cell)
{
  gint64 *known = g_hash_table_lookup (slow->communities, &cell);
  gint64 found;

  if (known != NULL)
    return *known;
  found = community_of (cell);
  g_hash_table_insert (slow->communities, g_memdup2 (&cell, sizeof cell),
                       g_memdup2 (&found, sizeof found));
  return found;
}

static char *
key_text (guint keys, const gint64 *values)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < GW_N_THING_KEYS; i++)
    if ((keys & GW_THING_BIT (i)) != 0)
      g_string_append_printf (text, "%d,", (int)values[i]);
  return g_string_free (text, FALSE);
}

static void
take_thing (const GwThing *thing, int sign, gpointer data)
{
  Slow *slow = data;
  GwThing known = *thing;
  char *key;
  GwFigures *figures;

  known.keys[GW_THING_COMMUNITY] = known_community (slow, thing->keys[GW_THING_CELL]);
  if (!gw_thing_filter_has (&slow->filter, &known))
    return;
  key = key_text (slow->keys, known.keys);
  figures = g_hash_table_lookup (slow->counts, key);
  if (figures == NULL)
    {
      figures = g_new0 (GwFigures, 1);
      g_hash_table_insert (slow->counts, g_strdup (key), figures);
    }
  g_free (key);
  for (guint i = 0; i < GW_N_FIGURES; i++)
    if ((thing->figures & GW_FIGURE_BIT (i)) != 0)
      figures->values[i] += sign;
}

static void
count_slowly (Slow *slow, guint32 from, guint32 to)
{
  GwStoreReader *reader = gw_store_read (temp->store);
  g_autoptr (GError) error = NULL;

  gw_store_figure_things (reader, from, to, 0, take_thing, slow, &error);
  gw_store_figure_gone (reader, from, to, to, take_thing, slow, &error);
  for (GwFigure figure = GW_FIGURE_TO_HANDLE; figure < GW_N_FIGURES; figure++)
    gw_store_figure_waiting (reader, figure, to, take_thing, slow, &error);
  g_assert_no_error (error);
}

/* --- added up ----------------------------------------------------------------------------- */

static void
subtract (Slow *slow, const GwCube *cube)
{
  for (guint i = 0; i < gw_cube_n_sums (cube); i++)
    {
      const GwSum *sum = gw_cube_sum (cube, i);
      gint64 values[GW_N_THING_KEYS];
      g_autofree char *key = NULL;
      GwFigures *figures;

      for (guint j = 0; j < GW_N_THING_KEYS; j++)
        values[j] = sum->keys[j];
      key = key_text (slow->keys, values);
      figures = g_hash_table_lookup (slow->counts, key);
      for (guint j = 0; j < GW_N_FIGURES; j++)
        if (figures != NULL)
          figures->values[j] -= sum->counts[j];
        else
          g_assert_cmpint (sum->counts[j], ==, 0);
    }
}

static void
assert_nothing_left (Slow *slow)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, slow->counts);
  while (g_hash_table_iter_next (&iter, &key, &value))
    for (guint i = 0; i < GW_N_FIGURES; i++)
      g_assert_cmpint (((const GwFigures *)value)->values[i], ==, 0);
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

/* Several periods in a row with the same reader, as trends do. */
static void
ask (Slow *slow)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwSumReader) sums = NULL;
  g_autoptr (GwCube) waiting = gw_cube_new (slow->keys);
  guint32 waiting_day = 0;

  sums = gw_sum_reader_new (gw_store_read (temp->store), &slow->filter, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GwCube) cube = gw_cube_new (slow->keys);
      guint32 first = random_day (), second = random_day ();
      /* The last is a day, as trends ask for. */
      guint32 from = MIN (first, second), to = i == 2 ? from : MAX (first, second);

      g_hash_table_remove_all (slow->counts);
      count_slowly (slow, from, to);
      gw_sum_reader_add (sums, from, to, cube, &error);
      g_assert_no_error (error);
      gw_sum_reader_wait (sums, to, waiting, &waiting_day, &error);
      g_assert_no_error (error);
      subtract (slow, cube);
      subtract (slow, waiting);
      assert_nothing_left (slow);
    }
}

/* By so many keys, about half of the ids of each; by none of them now and then. */
static void
narrow (GwThingFilter *filter, guint n_keys)
{
  for (guint i = 0; i < n_keys; i++)
    {
      guint key = (guint)g_rand_int_range (rnd, 0, GW_N_THING_KEYS);
      gboolean any = g_rand_int_range (rnd, 0, 8) > 0;

      if (filter->ids[key] == NULL)
        filter->ids[key] = gw_id_set_new ();
      for (gint64 id = 0; any && id < 300; id++)
        if (g_rand_boolean (rnd))
          gw_id_set_add (filter->ids[key], id);
    }
}

static void
ask_at_random (void)
{
  Slow slow = { .communities =
                    g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free),
                .counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free) };

  for (guint i = 0; i < N_QUESTIONS; i++)
    {
      /* No key, one, two, three. */
      slow.keys = 0;
      for (guint j = 0; j < i % 4; j++)
        slow.keys |= GW_THING_BIT (g_rand_int_range (rnd, 0, GW_N_THING_KEYS));
      narrow (&slow.filter, i % 3);
      ask (&slow);
      gw_thing_filter_clear (&slow.filter);
    }
  g_hash_table_unref (slow.communities);
  g_hash_table_unref (slow.counts);
}

/* --- tests -------------------------------------------------------------------------------- */

static void
test_questions (void)
{
  /* Each batch begins before the one before it ended: what was made is not right any more. */
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GArray) events = random_cases_add (temp, N_CASES / 3, 11 + i);

      figure_steps_follow (temp, 100000);
      ask_at_random ();
      figure_steps_make (temp, 1);
      ask_at_random ();
      figure_steps_make (temp, 100000);
      g_assert_false (gw_store_sums_are_due (gw_store_read (temp->store)));
      ask_at_random ();
    }
}

static char *
dump (void)
{
  return figure_steps_query (
      temp, "SELECT 'cube', id, hex (sums) FROM figure_cube "
            "UNION ALL SELECT 'column', id, hex (numbers) FROM figure_column "
            "UNION ALL SELECT 'made', id, made FROM figure_made "
            "UNION ALL SELECT 'day', day, seq FROM figure_day "
            "UNION ALL SELECT 'making', id, 0 FROM figure_making ORDER BY 1, 2");
}

static void
test_rebuild (void)
{
  g_autofree char *grown = dump ();
  g_autofree char *again = NULL;

  g_assert_cmpuint (strlen (grown), >, 100000);
  figure_steps_clear (temp);
  figure_steps_follow (temp, 100000);
  figure_steps_make (temp, 100000);
  again = dump ();
  g_assert_true (g_str_equal (again, grown));
}

/* What cannot be read is told, and nothing is marked as made. */
static void
test_unreadable (void)
{
  g_autoptr (TempStore) broken = temp_store_new_city ();
  g_autoptr (GArray) events = random_cases_add (broken, 60, 3);
  g_autofree char *made = NULL;
  g_autoptr (GError) error = NULL;

  figure_steps_follow (broken, 100000);
  /* The index leads to a page that is none of an index. */
  figure_steps_change (broken, "PRAGMA writable_schema = ON;"
                               "UPDATE sqlite_schema SET rootpage = 1 "
                               "WHERE name = 'cell_community';"
                               "PRAGMA schema_version = 100000");
  g_assert_false (figure_steps_try_make (broken, &error));
  g_assert_nonnull (error);
  made = figure_steps_query (broken, "SELECT made FROM figure_made");
  g_assert_cmpstr (made, ==, "0,\n");
}

static void
assert_damaged (guint keys)
{
  const GwThingFilter filter = { 0 };
  g_autoptr (GwCube) cube = gw_cube_new (keys);
  g_autoptr (GError) error = NULL;
  g_autoptr (GwSumReader) sums =
      gw_sum_reader_new (gw_store_read (temp->store), &filter, &error);

  g_assert_no_error (error);
  g_assert_false (gw_sum_reader_add (sums, 20260101, 20261231, cube, &error));
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_DAMAGED);
}

static void
test_damaged (void)
{
  /* Ids of rows end in the number of the column (sqlite/day-things.c). */
  static const char *const columns[] = {
    /* No width. */
    "UPDATE figure_column SET numbers = x'03ffffff' WHERE id % 100 = 2",
    /* Not as many as there are things. */
    "UPDATE figure_column SET numbers = x'01' WHERE id % 100 = 2",
    /* Sets that are not there. */
    "UPDATE figure_column SET numbers = x'04' WHERE id % 100 = 11",
  };

  figure_steps_change (temp, "UPDATE figure_cube SET sums = x'0180ff'");
  assert_damaged (GW_THING_BIT (GW_THING_CLASS));
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      figure_steps_change (temp, columns[i]);
      assert_damaged (GW_THING_BIT (GW_THING_CELL) | GW_THING_BIT (GW_THING_CLASS));
    }
}

int
main (int argc, char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  rnd = g_rand_new_with_seed (5);
  temp = temp_store_new_city ();
  g_test_add_func ("/store/sums/questions", test_questions);
  g_test_add_func ("/store/sums/rebuild", test_rebuild);
  g_test_add_func ("/store/sums/unreadable", test_unreadable);
  g_test_add_func ("/store/sums/damaged", test_damaged);
  result = g_test_run ();
  temp_store_free (temp);
  g_rand_free (rnd);
  return result;
}
