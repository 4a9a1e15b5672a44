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

/* Of a cell or of a department; 0: none. */
static gint64
place_of (GwThingKey place, gint64 cell_id, gint64 department_id)
{
  return place == GW_THING_CELL ? cell_id : department_id;
}

/* What the answer left out must be nothing; 0 is "no department". */
static void
assert_rows (const GArray *rows, GwCountRow *expected)
{
  gint64 last_id = 0;

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
  for (guint i = 1; i <= TEMP_STORE_CELLS; i++)
    {
      for (guint j = 0; j < GW_N_COUNTS; j++)
        g_assert_cmpint (expected[i].counts[j], ==, 0);
      g_assert_cmpint (expected[i].open, ==, 0);
    }
}

static void
count_open (GwThingKey place, const GwThingFilter *filter, GwCountRow *expected)
{
  for (guint i = 0; i < fixture.cases->len; i++)
    {
      const GwCaseRecord *record = g_ptr_array_index (fixture.cases, i);
      const GwThing thing = { .keys = { [GW_THING_CELL] = record->cell_id,
                                        [GW_THING_CLASS] = record->class_id,
                                        [GW_THING_DEPARTMENT] = record->department_id } };
      GwCountRow *row = &expected[place_of (place, record->cell_id, record->department_id)];

      if (!record->open || !gw_thing_filter_has (filter, &thing))
        continue;
      row->open++;
      row->overdue += record->overdue;
    }
}

/* ---- all time ---- */

static void
test_counts (gconstpointer data)
{
  GwThingKey place = GPOINTER_TO_UINT (data);
  GwCountRow expected[TEMP_STORE_CELLS + 1] = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows =
      gw_store_counts (gw_store_read (fixture.temp->store), place, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < fixture.events->len; i++)
    {
      const RandomEvent *event = &g_array_index (fixture.events, RandomEvent, i);
      GwCountRow *row = &expected[place_of (place, event->cell_id, event->department_id)];

      for (guint j = 0; j < GW_N_COUNTS; j++)
        row->counts[j] += event->counts >> j & 1;
    }
  count_open (place, &(GwThingFilter){ 0 }, expected);
  assert_rows (rows, expected);
}

/* ---- what is open ---- */

#define N_IDS 2

static const struct
{
  const char *name;
  gint64 ids[GW_N_THING_KEYS][N_IDS]; /* 0: none */
} FILTERS[] = {
  { "all", { { 0 } } },
  { "cells", { [GW_THING_CELL] = { 2, 5 } } },
  { "classes", { [GW_THING_CLASS] = { 1, 4 } } },
  { "department", { [GW_THING_DEPARTMENT] = { 3 } } },
  { "department-and-classes",
    { [GW_THING_CLASS] = { 1, 4 }, [GW_THING_DEPARTMENT] = { 3 } } },
};

static void
assert_open (GwThingKey place, const GwThingFilter *filter)
{
  GwCountRow expected[TEMP_STORE_CELLS + 1] = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows =
      gw_store_open_counts (gw_store_read (fixture.temp->store), place, filter, &error);

  g_assert_no_error (error);
  count_open (place, filter, expected);
  assert_rows (rows, expected);
}

static void
test_open (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  GwThingFilter filter = { 0 };

  for (guint key = 0; key < GW_N_THING_KEYS; key++)
    for (guint i = 0; i < N_IDS && FILTERS[row].ids[key][i] != 0; i++)
      {
        if (filter.ids[key] == NULL)
          filter.ids[key] = gw_id_set_new ();
        gw_id_set_add (filter.ids[key], FILTERS[row].ids[key][i]);
      }
  assert_open (GW_THING_CELL, &filter);
  assert_open (GW_THING_DEPARTMENT, &filter);
  gw_thing_filter_clear (&filter);
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
  g_test_add_data_func ("/store/counters/cells", GUINT_TO_POINTER (GW_THING_CELL),
                        test_counts);
  g_test_add_data_func ("/store/counters/departments",
                        GUINT_TO_POINTER (GW_THING_DEPARTMENT), test_counts);
  for (guint i = 0; i < G_N_ELEMENTS (FILTERS); i++)
    {
      g_autofree char *name = g_strconcat ("/store/counters/open/", FILTERS[i].name, NULL);

      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_open);
    }
  g_test_add_func ("/store/counters/recount-clean", test_recount_clean);
  result = g_test_run ();
  g_ptr_array_unref (fixture.cases);
  g_array_unref (fixture.events);
  temp_store_free (fixture.temp);
  return result;
}
