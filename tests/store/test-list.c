/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The filter builder against a slow oracle, on cases and filters at random. */
#include <string.h>

#include "backend/rules/lamp.h"
#include "backend/rules/lifecycle.h"
#include "backend/store/case-list.h"
#include "backend/store/search.h"
#include "tests/store/random-cases.h"

#define N_CASES 1500

/* ---- the oracle: every condition as one line of C ---- */

static gboolean
has_id (const gint64 *ids, guint n_ids, gint64 id)
{
  for (guint i = 0; i < n_ids; i++)
    if (ids[i] == id)
      return TRUE;
  return n_ids == 0;
}

static gboolean
has_text (const char *typed, const char *description)
{
  g_auto (GwSearchTerms) terms = { 0 };
  g_autofree char *folded = gw_search_fold (description);
  g_auto (GStrv) words = NULL;

  gw_search_terms (typed, &terms);
  if (terms.match == NULL)
    return FALSE;
  words = g_strsplit (terms.words, " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (folded, words[i]) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
is_by_deadline (const GwCaseFilter *f)
{
  return f->sort == GW_CASE_SORT_DEADLINE || f->sort == GW_CASE_SORT_LATEST_DEADLINE;
}

static gboolean
matches (const GwCaseFilter *f, const GwCaseRecord *c)
{
  GwLamp lamp = gw_lamp (c->state, c->warn_at, c->deadline, c->handled_at, f->now_ms);

  return (f->states == 0 || f->states >> c->state & 1) && (!f->only_open || c->open) &&
         (f->department_id == 0 || f->department_id == c->department_id) &&
         has_id (f->class_ids, f->n_class_ids, c->class_id) &&
         has_id (f->cell_ids, f->n_cell_ids, c->cell_id) && !f->no_cells &&
         (!f->has_box || gw_box_contains (f->box, c->position)) &&
         (f->ring == NULL || gw_shape_contains (f->ring, c->position)) &&
         (f->lamps == 0 || f->lamps >> lamp & 1) &&
         (f->source == NULL || g_str_equal (f->source, c->source)) &&
         (f->text == NULL || has_text (f->text, c->description)) &&
         (f->from_ms == 0 || c->reported_at >= f->from_ms) &&
         (f->to_ms == 0 || c->reported_at < f->to_ms) &&
         (f->flags == 0 || (f->flags & c->progress.flags) != 0) &&
         (!is_by_deadline (f) || c->open);
}

static int
compare_newest (gconstpointer a, gconstpointer b)
{
  const GwCaseRecord *first = *(GwCaseRecord *const *)a;
  const GwCaseRecord *second = *(GwCaseRecord *const *)b;

  return (first->id < second->id) - (first->id > second->id);
}

static int
compare_deadline (gconstpointer a, gconstpointer b)
{
  const GwCaseRecord *first = *(GwCaseRecord *const *)a;
  const GwCaseRecord *second = *(GwCaseRecord *const *)b;
  gint64 d1 = first->deadline != 0 ? first->deadline : G_MAXINT64;
  gint64 d2 = second->deadline != 0 ? second->deadline : G_MAXINT64;

  if (d1 != d2)
    return d1 < d2 ? -1 : 1;
  return (first->id > second->id) - (first->id < second->id);
}

static int
compare_oldest (gconstpointer a, gconstpointer b)
{
  return compare_newest (b, a);
}

/* Turned round, but what has no deadline stays behind, oldest first. */
static int
compare_latest (gconstpointer a, gconstpointer b)
{
  const GwCaseRecord *first = *(GwCaseRecord *const *)a;
  const GwCaseRecord *second = *(GwCaseRecord *const *)b;

  return first->deadline != 0 && second->deadline != 0 ? compare_deadline (b, a)
                                                       : compare_deadline (a, b);
}

static const GCompareFunc COMPARE[] = {
  [GW_CASE_SORT_NEWEST] = compare_newest,
  [GW_CASE_SORT_DEADLINE] = compare_deadline,
  [GW_CASE_SORT_OLDEST] = compare_oldest,
  [GW_CASE_SORT_LATEST_DEADLINE] = compare_latest,
};

static GPtrArray *
expect (GPtrArray *cases, const GwCaseFilter *filter)
{
  GPtrArray *expected = g_ptr_array_new ();

  for (guint i = 0; i < cases->len; i++)
    if (matches (filter, g_ptr_array_index (cases, i)))
      g_ptr_array_add (expected, g_ptr_array_index (cases, i));
  g_ptr_array_sort (expected, COMPARE[filter->sort]);
  return expected;
}

/* Turns all pages and compares with the oracle, row by row. Returns how many there are. */
static guint
assert_same (TempStore *temp, GPtrArray *cases, GwCaseFilter filter)
{
  g_autoptr (GPtrArray) expected = expect (cases, &filter);
  gboolean more = TRUE;
  guint n_seen = 0;

  while (more)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) page = gw_store_case_list (gw_store_read (temp->store), &filter,
                                                       &more, &filter.after, &error);

      g_assert_no_error (error);
      g_assert_cmpint (page->len, <=, filter.limit);
      g_assert_true (!more || page->len == filter.limit);
      for (guint i = 0; i < page->len; i++, n_seen++)
        {
          const GwCaseRecord *seen = g_ptr_array_index (page, i);

          g_assert_cmpint (n_seen, <, expected->len);
          g_assert_cmpint (seen->id, ==,
                           ((GwCaseRecord *)g_ptr_array_index (expected, n_seen))->id);
        }
    }
  g_assert_cmpint (n_seen, ==, expected->len);
  return n_seen;
}

/* ---- data that all tests share ---- */

typedef struct
{
  TempStore *temp;
  GPtrArray *cases;
  GwShape *ring; /* about half of them */
} Fixture;

static Fixture fixture;

static void
wait_for_index (TempStore *temp)
{
  GwStoreMetrics metrics;

  do
    {
      g_usleep (20000);
      gw_store_get_metrics (temp->store, &metrics);
    }
  while (metrics.search_pending > 0);
}

static gboolean
nothing (GwStoreWriter *writer, gpointer data, GError **error)
{
  return TRUE;
}

static void
set_up (void)
{
  static const GwFixed corners[] = { { 1130000000, 229990000 },
                                     { 1130300000, 230000000 },
                                     { 1130150000, 230020000 } };
  g_autoptr (GArray) events = NULL;

  fixture.ring = gw_shape_new_ring (corners, G_N_ELEMENTS (corners));

  fixture.temp = temp_store_new_city ();
  events = random_cases_add (fixture.temp, N_CASES, 17);
  gw_store_write (fixture.temp->store, nothing, NULL, NULL);
  wait_for_index (fixture.temp);
  fixture.cases = random_cases_load (fixture.temp);
  g_assert_cmpint (fixture.cases->len, ==, N_CASES);
}

/* ---- tables ---- */

static const gint64 ONE_CLASS[] = { 2 };
static const gint64 TWO_CLASSES[] = { 2, 5 };
static const gint64 ONE_CELL[] = { 33 };
static const gint64 SOME_CELLS[] = { 3, 4, 5, 33, 34, 60 };

static const struct
{
  const char *name;
  GwCaseFilter filter;
  gboolean may_be_empty;
} FILTERS[] = {
  { "/store/list/all", { .limit = 1 } },
  { "/store/list/all-at-once", { .limit = 10000 } },
  { "/store/list/open", { .only_open = TRUE, .limit = 100 } },
  { "/store/list/one-state", { .states = 1 << GW_CASE_CLOSED, .limit = 7 } },
  { "/store/list/three-states", { .states = 1 << 1 | 1 << 3 | 1 << 8, .limit = 13 } },
  { "/store/list/no-such-state", { .states = 1u << 31, .limit = 13 }, TRUE },
  { "/store/list/department", { .department_id = 3, .limit = 20 } },
  { "/store/list/department-open", { .department_id = 3, .only_open = TRUE, .limit = 20 } },
  { "/store/list/department-states",
    { .department_id = 3, .states = 1 << 3 | 1 << 4, .limit = 20 } },
  { "/store/list/no-such-department", { .department_id = 99, .limit = 20 }, TRUE },
  { "/store/list/class", { .class_ids = ONE_CLASS, .n_class_ids = 1, .limit = 20 } },
  { "/store/list/classes", { .class_ids = TWO_CLASSES, .n_class_ids = 2, .limit = 20 } },
  { "/store/list/cell", { .cell_ids = ONE_CELL, .n_cell_ids = 1, .limit = 5 } },
  { "/store/list/cells", { .cell_ids = SOME_CELLS, .n_cell_ids = 6, .limit = 5 } },
  { "/store/list/no-cells", { .no_cells = TRUE, .limit = 5 }, TRUE },
  { "/store/list/box",
    { .has_box = TRUE,
      .box = { { 1130100000, 230000000 }, { 1130200000, 230010000 } },
      .limit = 9 } },
  { "/store/list/red", { .lamps = GW_CASE_LAMP_RED, .limit = 9 } },
  { "/store/list/yellow", { .lamps = GW_CASE_LAMP_YELLOW, .limit = 9 } },
  { "/store/list/green", { .lamps = GW_CASE_LAMP_GREEN, .limit = 9 } },
  { "/store/list/no-lamp", { .lamps = GW_CASE_LAMP_NONE, .limit = 9 } },
  { "/store/list/red-or-none",
    { .lamps = GW_CASE_LAMP_NONE | GW_CASE_LAMP_RED, .limit = 9 } },
  { "/store/list/source", { .source = "hotline", .limit = 30 } },
  { "/store/list/injection", { .source = "' OR 1=1 --", .limit = 30 }, TRUE },
  { "/store/list/from", { .from_ms = TEMP_STORE_NOON - 86400000, .limit = 30 } },
  { "/store/list/to", { .to_ms = RANDOM_CASES_START + 86400000, .limit = 30 } },
  { "/store/list/text", { .text = "井盖", .limit = 30 } },
  { "/store/list/text-open", { .text = "东北角", .only_open = TRUE, .limit = 30 } },
  { "/store/list/text-states", { .text = "井盖", .states = 1 << 3, .limit = 30 } },
  { "/store/list/deadline", { .sort = GW_CASE_SORT_DEADLINE, .limit = 11 } },
  { "/store/list/deadline-at-once", { .sort = GW_CASE_SORT_DEADLINE, .limit = 10000 } },
  { "/store/list/oldest", { .sort = GW_CASE_SORT_OLDEST, .limit = 40 } },
  { "/store/list/oldest-states",
    { .sort = GW_CASE_SORT_OLDEST, .states = 1 << 1 | 1 << 3, .limit = 40 } },
  { "/store/list/oldest-text",
    { .sort = GW_CASE_SORT_OLDEST, .text = "井盖", .limit = 11 } },
  { "/store/list/latest-deadline", { .sort = GW_CASE_SORT_LATEST_DEADLINE, .limit = 11 } },
  { "/store/list/no-such-flag", { .flags = 1u << 31, .limit = 11 }, TRUE },
  { "/store/list/deadline-department",
    { .sort = GW_CASE_SORT_DEADLINE, .department_id = 2, .limit = 11 } },
  { "/store/list/deadline-text",
    { .sort = GW_CASE_SORT_DEADLINE, .text = "井盖", .limit = 11 } },
};

static void
test_filter (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  GwCaseFilter filter = FILTERS[row].filter;
  guint n_found;

  filter.now_ms = TEMP_STORE_NOON;
  n_found = assert_same (fixture.temp, fixture.cases, filter);
  g_assert_true (FILTERS[row].may_be_empty || n_found > 0);
}

/* Texts and which of the eight descriptions they find: see random-cases.c. */
static const struct
{
  const char *name;
  const char *typed;
  gboolean found;
} SEARCHES[] = {
  { "/store/search/two-characters", "污水", TRUE },
  { "/store/search/one-character", "井", TRUE },
  { "/store/search/one-last-character", "营", TRUE },
  { "/store/search/three-characters", "东北角", TRUE },
  { "/store/search/long", "污水井盖破损", TRUE },
  { "/store/search/pairs-but-not-the-word", "井盖东北", FALSE },
  { "/store/search/across-a-comma", "丢失路口", FALSE },
  { "/store/search/two-words", "东北角 丢失", TRUE },
  { "/store/search/two-words-apart", "占道 丢失", FALSE },
  { "/store/search/english", "manhole", TRUE },
  { "/store/search/english-case", "MANHOLE", TRUE },
  { "/store/search/english-start", "man", TRUE },
  { "/store/search/english-middle", "hole", FALSE },
  { "/store/search/mixed", "led灯", TRUE },
  { "/store/search/mixed-languages", "lamp 灯", TRUE },
  { "/store/search/digits", "a12", TRUE },
  { "/store/search/none", "洪水", FALSE },
  { "/store/search/punctuation-only", "，。", FALSE },
  { "/store/search/empty", "", FALSE },
  { "/store/search/spaces", "  \t ", FALSE },
  { "/store/search/quote", "\"井盖", FALSE },
  { "/store/search/operators", "井盖 OR *", FALSE },
  { "/store/search/bytes", "\xff\xfe井", FALSE },
};

static void
test_search (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  GwCaseFilter filter = { .text = SEARCHES[row].typed, .limit = 50 };
  g_autoptr (GError) error = NULL;
  gboolean more;
  g_autoptr (GPtrArray) page = gw_store_case_list (gw_store_read (fixture.temp->store),
                                                   &filter, &more, &filter.after, &error);

  g_assert_no_error (error);
  g_assert_true ((page->len > 0) == SEARCHES[row].found);
  /* The oracle has no words, only substrings: it may find more in the middle of one. */
  if (SEARCHES[row].found)
    assert_same (fixture.temp, fixture.cases,
                 (GwCaseFilter){ .text = SEARCHES[row].typed, .limit = 50 });
}

/* ---- filters at random ---- */

static GwCaseFilter
random_filter (GRand *random, gint64 *classes, gint64 *cells)
{
  static const char *const TYPED[] = { "井盖", "东北角", "灯", "broken", "积水" };
  GwCaseFilter f = { .now_ms = TEMP_STORE_NOON + g_rand_int_range (random, -30, 30) *
                                                     G_GINT64_CONSTANT (86400000) };

  f.limit = (guint)g_rand_int_range (random, 1, 400);
  f.sort = (GwCaseSort)g_rand_int_range (random, 0, G_N_ELEMENTS (COMPARE));
  if (g_rand_int_range (random, 0, 3) == 0)
    f.states = (guint)g_rand_int_range (random, 1, 1 << 10);
  f.only_open = g_rand_int_range (random, 0, 4) == 0;
  if (g_rand_int_range (random, 0, 4) == 0)
    f.department_id = g_rand_int_range (random, 1, TEMP_STORE_DEPARTMENTS + 1);
  if (g_rand_int_range (random, 0, 4) == 0)
    {
      f.n_class_ids = (guint)g_rand_int_range (random, 1, 4);
      f.class_ids = classes;
      for (guint i = 0; i < f.n_class_ids; i++)
        classes[i] = g_rand_int_range (random, 1, TEMP_STORE_CLASSES + 1);
    }
  if (g_rand_int_range (random, 0, 4) == 0)
    {
      f.n_cell_ids = (guint)g_rand_int_range (random, 1, 30);
      f.cell_ids = cells;
      for (guint i = 0; i < f.n_cell_ids; i++)
        cells[i] = (gint64)i * 2 + 1;
    }
  if (g_rand_int_range (random, 0, 4) == 0)
    f.ring = fixture.ring;
  if (g_rand_int_range (random, 0, 4) == 0)
    f.lamps = (guint)g_rand_int_range (random, 1, 16);
  if (g_rand_int_range (random, 0, 6) == 0)
    f.source = "public";
  if (g_rand_int_range (random, 0, 4) == 0)
    f.text = TYPED[g_rand_int_range (random, 0, G_N_ELEMENTS (TYPED))];
  if (g_rand_int_range (random, 0, 5) == 0)
    f.from_ms = RANDOM_CASES_START +
                g_rand_int_range (random, 0, 60) * G_GINT64_CONSTANT (86400000);
  if (g_rand_int_range (random, 0, 5) == 0)
    f.to_ms = RANDOM_CASES_START +
              g_rand_int_range (random, 0, 60) * G_GINT64_CONSTANT (86400000);
  return f;
}

static void
test_ring (void)
{
  GwCaseFilter filter = { .ring = fixture.ring, .limit = 50 };
  guint n_found = assert_same (fixture.temp, fixture.cases, filter);

  g_assert_cmpuint (n_found, >, 0);
  g_assert_cmpuint (n_found, <, N_CASES);
  filter.cell_ids = SOME_CELLS;
  filter.n_cell_ids = G_N_ELEMENTS (SOME_CELLS);
  assert_same (fixture.temp, fixture.cases, filter);
}

static void
test_random (void)
{
  GRand *random = g_rand_new_with_seed (4242);
  gint64 classes[4], cells[30];

  for (guint i = 0; i < 400; i++)
    assert_same (fixture.temp, fixture.cases, random_filter (random, classes, cells));
  g_rand_free (random);
}

/* The keys are where the pages end, and a page between two keys is the same page. */
static void
assert_keys (TempStore *temp, GwCaseFilter filter)
{
  g_auto (GwCaseKeys) keys = { 0 };
  GwStoreReader *reader = gw_store_read (temp->store);
  g_autoptr (GError) error = NULL;
  gboolean more = TRUE;
  guint n_seen = 0;

  g_assert_true (gw_store_case_keys (reader, &filter, filter.limit, &keys, &error));
  g_assert_no_error (error);
  g_assert_false (keys.more);
  for (guint i = 0; more; i++)
    {
      GwCaseFilter between = filter;
      gboolean more_between;
      g_autoptr (GPtrArray) page =
          gw_store_case_list (reader, &filter, &more, &filter.after, &error);
      g_autoptr (GPtrArray) same = NULL;

      g_assert_no_error (error);
      n_seen += page->len;
      g_assert_cmpint (more, ==, i < keys.keys->len);
      if (!more)
        break;
      between.until = g_array_index (keys.keys, GwCaseCursor, i);
      between.limit = 10000;
      g_assert_cmpint (between.until.id, ==, filter.after.id);
      g_assert_cmpint (between.until.deadline, ==, filter.after.deadline);
      same = gw_store_case_list (reader, &between, &more_between, &between.after, &error);
      g_assert_no_error (error);
      g_assert_false (more_between);
      g_assert_cmpint (same->len, ==, page->len);
      for (guint k = 0; k < page->len; k++)
        g_assert_cmpint (((GwCaseRecord *)same->pdata[k])->id, ==,
                         ((GwCaseRecord *)page->pdata[k])->id);
    }
  g_assert_cmpint (n_seen, ==, keys.count);
}

/* An index that begins behind the first page has the keys of the rest. */
static void
assert_keys_after (TempStore *temp, GwCaseFilter filter)
{
  g_auto (GwCaseKeys) all = { 0 };
  g_auto (GwCaseKeys) rest = { 0 };
  GwStoreReader *reader = gw_store_read (temp->store);

  g_assert_true (gw_store_case_keys (reader, &filter, filter.limit, &all, NULL));
  for (guint i = 0; i < all.keys->len; i++)
    {
      filter.after = g_array_index (all.keys, GwCaseCursor, i);
      gw_case_keys_clear (&rest);
      g_assert_true (gw_store_case_keys (reader, &filter, filter.limit, &rest, NULL));
      g_assert_cmpint (rest.count, ==, all.count - (i + 1) * filter.limit);
      g_assert_cmpint (rest.keys->len, ==, all.keys->len - 1 - i);
    }
}

static void
test_keys (void)
{
  GRand *random = g_rand_new_with_seed (77);
  gint64 classes[4], cells[30];

  for (guint sort = 0; sort < G_N_ELEMENTS (COMPARE); sort++)
    {
      assert_keys (fixture.temp, (GwCaseFilter){ .sort = (GwCaseSort)sort, .limit = 100 });
      assert_keys_after (fixture.temp,
                         (GwCaseFilter){ .sort = (GwCaseSort)sort, .limit = 70 });
    }
  for (guint i = 0; i < 200; i++)
    assert_keys (fixture.temp, random_filter (random, classes, cells));
  g_rand_free (random);
}

/* A case that comes while pages are turned moves nothing to another page. */
static void
test_stable_pages (void)
{
  g_autoptr (TempStore) temp = temp_store_new_city ();
  GwCaseFilter filter = { .limit = 2 };
  gboolean more;
  gint64 first_ids[4];
  g_autoptr (GPtrArray) one = NULL, two = NULL;

  for (guint i = 0; i < 4; i++)
    first_ids[i] = temp_store_add (temp, temp_case_new (1, 1, TEMP_STORE_NOON, NULL));
  one =
      gw_store_case_list (gw_store_read (temp->store), &filter, &more, &filter.after, NULL);
  temp_store_add (temp, temp_case_new (1, 1, TEMP_STORE_NOON, NULL));
  two =
      gw_store_case_list (gw_store_read (temp->store), &filter, &more, &filter.after, NULL);
  g_assert_false (more);
  g_assert_cmpint (((GwCaseRecord *)one->pdata[0])->id, ==, first_ids[3]);
  g_assert_cmpint (((GwCaseRecord *)one->pdata[1])->id, ==, first_ids[2]);
  g_assert_cmpint (((GwCaseRecord *)two->pdata[0])->id, ==, first_ids[1]);
  g_assert_cmpint (((GwCaseRecord *)two->pdata[1])->id, ==, first_ids[0]);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  set_up ();
  for (guint i = 0; i < G_N_ELEMENTS (FILTERS); i++)
    g_test_add_data_func (FILTERS[i].name, GUINT_TO_POINTER (i), test_filter);
  for (guint i = 0; i < G_N_ELEMENTS (SEARCHES); i++)
    g_test_add_data_func (SEARCHES[i].name, GUINT_TO_POINTER (i), test_search);
  g_test_add_func ("/store/list/ring", test_ring);
  g_test_add_func ("/store/list/random", test_random);
  g_test_add_func ("/store/list/keys", test_keys);
  g_test_add_func ("/store/list/stable-pages", test_stable_pages);
  result = g_test_run ();
  gw_shape_unref (fixture.ring);
  g_ptr_array_unref (fixture.cases);
  temp_store_free (fixture.temp);
  return result;
}
