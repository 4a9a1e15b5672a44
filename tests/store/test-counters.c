/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The counters against counting everything again. */
#include "backend/rules/lifecycle.h"
#include "backend/store/statistics-store.h"
#include "tests/store/random-cases.h"

#define N_CASES 2000

typedef struct
{
  TempStore *temp;
  GArray *events;
  GPtrArray *cases;
} Fixture;

static Fixture fixture;

/* ---- the oracle ---- */

static gboolean
is_wanted (const GwCountQuery *query, const RandomEvent *event)
{
  guint32 day = gw_store_local_day (fixture.temp->store, event->at);
  gboolean has_class = query->n_class_ids == 0;

  for (guint i = 0; i < query->n_class_ids; i++)
    has_class |= query->class_ids[i] == event->class_id;
  return has_class && (query->from_day == 0 || day >= query->from_day) &&
         (query->to_day == 0 || day <= query->to_day) &&
         (query->department_id == 0 || query->department_id == event->department_id);
}

static gboolean
is_open_in (const GwCountQuery *query, const GwCaseRecord *record)
{
  gboolean has_class = query->n_class_ids == 0;

  for (guint i = 0; i < query->n_class_ids; i++)
    has_class |= query->class_ids[i] == record->class_id;
  return record->open && has_class &&
         (query->department_id == 0 || query->department_id == record->department_id);
}

static void
recount (const GwCountQuery *query, gboolean by_cell, GwCountRow *rows)
{
  for (guint i = 0; i < fixture.events->len; i++)
    {
      const RandomEvent *event = &g_array_index (fixture.events, RandomEvent, i);
      gint64 place = by_cell ? event->cell_id : event->department_id;

      if (is_wanted (query, event))
        for (guint j = 0; j < GW_N_COUNTS; j++)
          rows[place].counts[j] += event->counts >> j & 1;
    }
  for (guint i = 0; i < fixture.cases->len; i++)
    {
      const GwCaseRecord *record = g_ptr_array_index (fixture.cases, i);
      gint64 place = by_cell ? record->cell_id : record->department_id;

      if (is_open_in (query, record))
        {
          rows[place].open++;
          rows[place].overdue += record->overdue;
        }
    }
}

static void
assert_counts (const GwCountQuery *query, gboolean by_cell)
{
  g_autoptr (GError) error = NULL;
  GwCountRow expected[TEMP_STORE_CELLS + 1] = { 0 };
  GwStoreReader *reader = gw_store_read (fixture.temp->store);
  g_autoptr (GArray) rows = by_cell ? gw_store_cell_counts (reader, query, &error)
                                    : gw_store_department_counts (reader, query, &error);
  gint64 last_id = 0;

  g_assert_no_error (error);
  recount (query, by_cell, expected);
  for (guint i = 0; i < rows->len; i++)
    {
      const GwCountRow *row = &g_array_index (rows, GwCountRow, i);

      g_assert_cmpint (row->id, >, last_id);
      last_id = row->id;
      for (guint j = 0; j < GW_N_COUNTS; j++)
        g_assert_cmpint (row->counts[j], ==, expected[row->id].counts[j]);
      g_assert_cmpint (row->open, ==, expected[row->id].open);
      g_assert_cmpint (row->overdue, ==, expected[row->id].overdue);
      expected[row->id] = (GwCountRow){ 0 };
    }
  /* What the answer left out must be nothing; index 0 is "no department". */
  for (guint i = 1; i <= TEMP_STORE_CELLS; i++)
    {
      for (guint j = 0; j < GW_N_COUNTS; j++)
        g_assert_cmpint (expected[i].counts[j], ==, 0);
      g_assert_cmpint (expected[i].open, ==, 0);
    }
}

/* ---- tables ---- */

static const gint64 CLASSES[] = { 1, 4 };

static const struct
{
  const char *name;
  GwCountQuery query;
} QUERIES[] = {
  { "all", { 0 } },
  { "one-month", { 20261001, 20261031 } },
  { "two-months", { 20261001, 20261130 } },
  { "from-first", { 20261101, 0 } },
  { "from-middle", { 20261015, 0 } },
  { "to-last", { 0, 20261031 } },
  { "to-middle", { 0, 20261110 } },
  { "one-day", { 20261103, 20261103 } },
  { "inside-a-month", { 20261103, 20261117 } },
  { "across-a-month", { 20261020, 20261110 } },
  { "across-months", { 20260928, 20261203 } },
  { "month-and-a-bit", { 20261001, 20261105 } },
  { "turned-round", { 20261110, 20261020 } },
  { "before-everything", { 20200101, 20201231 } },
  { "classes", { 0, 0, CLASSES, 2 } },
  { "classes-and-days", { 20261020, 20261110, CLASSES, 2 } },
  { "department", { 0, 0, NULL, 0, 3 } },
  { "department-classes-days", { 20261020, 20261110, CLASSES, 2, 3 } },
};

static void
test_cells (gconstpointer data)
{
  assert_counts (&QUERIES[GPOINTER_TO_UINT (data)].query, TRUE);
}

static void
test_departments (gconstpointer data)
{
  assert_counts (&QUERIES[GPOINTER_TO_UINT (data)].query, FALSE);
}

static void
test_recount_clean (void)
{
  g_autoptr (GPtrArray) differences = g_ptr_array_new_with_free_func (g_free);

  g_assert_true (gw_store_recount (gw_store_read (fixture.temp->store), differences, NULL));
  g_assert_cmpint (differences->len, ==, 0);
}

/* ---- time passes ---- */

static gboolean
nothing (GwStoreWriter *writer, gpointer data, GError **error)
{
  return TRUE;
}

static void
set_up (void)
{
  fixture.temp = temp_store_new_city ();
  fixture.events = random_cases_add (fixture.temp, N_CASES, 99);
  /* Past the writer's next look for overdue cases, so that none is found later. */
  g_usleep (1200000);
  gw_store_write (fixture.temp->store, nothing, NULL, NULL);
  g_usleep (200000);
  fixture.cases = random_cases_load (fixture.temp);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  set_up ();
  for (guint i = 0; i < G_N_ELEMENTS (QUERIES); i++)
    {
      g_autofree char *cells =
          g_strconcat ("/store/counters/cells/", QUERIES[i].name, NULL);
      g_autofree char *departments =
          g_strconcat ("/store/counters/departments/", QUERIES[i].name, NULL);

      g_test_add_data_func (cells, GUINT_TO_POINTER (i), test_cells);
      g_test_add_data_func (departments, GUINT_TO_POINTER (i), test_departments);
    }
  g_test_add_func ("/store/counters/recount-clean", test_recount_clean);
  result = g_test_run ();
  g_ptr_array_unref (fixture.cases);
  g_array_unref (fixture.events);
  temp_store_free (fixture.temp);
  return result;
}
