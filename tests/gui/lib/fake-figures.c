/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The statistics of the fake server: all that ever happened, whatever the period. */
#include "tests/gui/lib/fake-figures.h"

static void
add_text (json_object *object, const char *name, const char *text)
{
  json_object_object_add (object, name,
                          text != NULL ? json_object_new_string (text) : NULL);
}

static json_object *
titled (const char *name, const char *title)
{
  json_object *object = json_object_new_object ();

  add_text (object, "name", name);
  add_text (object, "title", title);
  return object;
}

json_object *
fake_figure_book (void)
{
  static const char *const dimensions[][2] = {
    { "street", "Street" },         { "community", "Community" },      { "cell", "Cell" },
    { "department", "Department" }, { "class_middle", "Large class" },
  };
  json_object *root = json_object_new_object ();
  json_object *indicators = json_object_new_array ();
  json_object *schemes = json_object_new_array ();
  json_object *figures = json_object_new_array ();
  json_object *names = json_object_new_array ();
  json_object *rate = titled ("closure_rate", "Closure rate");
  json_object *count = titled ("should_close", "Should be closed");

  add_text (rate, "formula", "Closed ÷ (Closed + To close)");
  add_text (rate, "numerator", "closed");
  add_text (rate, "denominator", "closed + to_close");
  add_text (rate, "unit", "rate");
  add_text (rate, "better", "up");
  add_text (rate, "variant", "of what was handled or closed");
  add_text (count, "formula", "Closed + To close");
  add_text (count, "numerator", "closed + to_close");
  add_text (count, "denominator", NULL);
  add_text (count, "unit", "count");
  add_text (count, "better", "up");
  add_text (count, "variant", NULL);
  json_object_array_add (indicators, rate);
  json_object_array_add (indicators, count);
  json_object_array_add (figures, titled ("closed", "Closed"));
  json_object_array_add (figures, titled ("to_close", "To close"));
  for (guint i = 0; i < G_N_ELEMENTS (dimensions); i++)
    json_object_array_add (names, titled (dimensions[i][0], dimensions[i][1]));
  json_object_array_add (schemes, titled ("ten", "Ten points"));
  json_object_object_add (root, "indicators", indicators);
  json_object_object_add (root, "schemes", schemes);
  json_object_object_add (root, "figures", figures);
  json_object_object_add (root, "dimensions", names);
  return root;
}

/* ---- counting ---- */

static gboolean
is_counted (const FakeCase *fake_case, const char *figure)
{
  if (g_str_equal (figure, "closed"))
    return g_str_equal (fake_case->state, "closed");
  return g_str_equal (fake_case->state, "handled") ||
         g_str_equal (fake_case->state, "checked");
}

/* In what row a case is; caller frees. */
static char *
row_of (const FakeCase *fake_case, const char *rows)
{
  if (g_str_equal (rows, "cell"))
    return fake_cell_code (fake_case->cell);
  if (g_str_equal (rows, "department"))
    return g_strdup_printf ("D%d", fake_case->department + 1);
  if (g_str_equal (rows, "weekday"))
    return g_strdup_printf ("%u", fake_case->klass % 7 + 1);
  return g_strdup_printf ("%s-%u", rows, fake_case->cell % 3);
}

static gboolean
is_asked_for (const FakeCase *fake_case, GHashTable *query)
{
  const char *cell = g_hash_table_lookup (query, "cell");
  const char *department = g_hash_table_lookup (query, "department");
  g_autofree char *in_cell = row_of (fake_case, "cell");
  g_autofree char *of_department = row_of (fake_case, "department");

  return (cell == NULL || g_str_equal (cell, in_cell)) &&
         (department == NULL || g_str_equal (department, of_department));
}

typedef struct
{
  gint64 closed;
  gint64 to_close;
} Counts;

static void
add_counts (json_object *object, const Counts *counts, const char *indicator)
{
  json_object *figures = json_object_new_object ();
  json_object *indicators = json_object_new_object ();
  json_object *value = json_object_new_object ();
  gint64 both = counts->closed + counts->to_close;

  json_object_object_add (figures, "closed", json_object_new_int64 (counts->closed));
  json_object_object_add (figures, "to_close", json_object_new_int64 (counts->to_close));
  if (g_strcmp0 (indicator, "should_close") == 0)
    {
      json_object_object_add (value, "value", json_object_new_int64 (both));
      json_object_object_add (value, "numerator", json_object_new_int64 (both));
    }
  else
    {
      json_object_object_add (
          value, "value",
          both > 0 ? json_object_new_double ((double)counts->closed / (double)both) : NULL);
      json_object_object_add (value, "numerator", json_object_new_int64 (counts->closed));
      json_object_object_add (value, "denominator", json_object_new_int64 (both));
    }
  json_object_object_add (indicators, indicator, value);
  json_object_object_add (object, "figures", figures);
  json_object_object_add (object, "indicators", indicators);
}

static json_object *
item_of (const char *key, gboolean crossed, const Counts *counts, const char *indicator)
{
  json_object *item = json_object_new_object ();
  json_object *column = NULL;

  add_text (item, "key", key);
  add_text (item, "name", key);
  if (crossed)
    {
      column = json_object_new_object ();
      add_text (column, "key", "9");
      add_text (column, "name", "9");
    }
  json_object_object_add (item, "column", column);
  add_counts (item, counts, indicator);
  return item;
}

static void
count (Counts *counts, const FakeCase *fake_case)
{
  counts->closed += is_counted (fake_case, "closed");
  counts->to_close += is_counted (fake_case, "to_close");
}

/* Counts by row; all of them together in ret_total. */
static GHashTable *
count_rows (GPtrArray *cases, GHashTable *query, Counts *ret_total)
{
  const char *rows = g_hash_table_lookup (query, "rows");
  GHashTable *all = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < cases->len; i++)
    {
      const FakeCase *fake_case = cases->pdata[i];
      g_autofree char *row = row_of (fake_case, rows);
      Counts *counts = g_hash_table_lookup (all, row);

      if (!is_asked_for (fake_case, query))
        continue;
      if (counts == NULL)
        {
          counts = g_new0 (Counts, 1);
          g_hash_table_insert (all, g_strdup (row), counts);
        }
      count (counts, fake_case);
      count (ret_total, fake_case);
    }
  return all;
}

json_object *
fake_table (GPtrArray *cases, GHashTable *query)
{
  const char *indicator = g_hash_table_lookup (query, "indicators");
  gboolean crossed = g_hash_table_contains (query, "columns");
  Counts total = { 0 };
  g_autoptr (GHashTable) all = count_rows (cases, query, &total);
  json_object *root = json_object_new_object ();
  json_object *items = json_object_new_array ();
  json_object *total_object = json_object_new_object ();
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  g_hash_table_iter_init (&iter, all);
  while (g_hash_table_iter_next (&iter, &key, &value))
    json_object_array_add (items, item_of (key, crossed, value, indicator));
  add_text (root, "from", g_hash_table_lookup (query, "from"));
  add_text (root, "to", g_hash_table_lookup (query, "to"));
  json_object_object_add (root, "items", items);
  add_counts (total_object, &total, indicator);
  json_object_object_add (root, "total", total_object);
  return root;
}

/* ---- scores ---- */

static json_object *
figure_of (const char *name, const char *title, gint64 count)
{
  json_object *figure = titled (name, title);

  json_object_object_add (figure, "count", json_object_new_int64 (count));
  return figure;
}

static json_object *
points_of (const Counts *counts)
{
  const gint64 both = counts->closed + counts->to_close;

  return both > 0 ? json_object_new_double (10.0 * (double)counts->closed / (double)both)
                  : NULL;
}

static void
add_score (json_object *object, const Counts *counts)
{
  json_object *terms = json_object_new_array ();
  json_object *term = json_object_new_object ();
  json_object *figures = json_object_new_array ();
  g_autofree char *text =
      g_strdup_printf ("10 × [Closed %d ÷ (Closed %d + To close %d)]", (int)counts->closed,
                       (int)counts->closed, (int)counts->to_close);

  json_object_array_add (figures, figure_of ("closed", "Closed", counts->closed));
  json_object_array_add (figures, figure_of ("to_close", "To close", counts->to_close));
  add_text (term, "title", "Closure rate");
  json_object_object_add (term, "points", points_of (counts));
  json_object_object_add (term, "of", json_object_new_int (10));
  add_text (term, "substitution", text);
  json_object_object_add (term, "figures", figures);
  json_object_array_add (terms, term);
  json_object_object_add (object, "score", points_of (counts));
  add_text (object, "grade", counts->closed > 0 ? "good" : NULL);
  json_object_object_add (object, "terms", terms);
}

/* The last is told nearly the first's score: printed they are the same. */
static void
make_alike (json_object *items)
{
  gsize n = json_object_array_length (items);
  json_object *first =
      n > 1 ? json_object_object_get (json_object_array_get_idx (items, 0), "score") : NULL;

  if (first != NULL)
    json_object_object_add (json_object_array_get_idx (items, n - 1), "score",
                            json_object_new_double (json_object_get_double (first) + 1e-5));
}

json_object *
fake_scores (GPtrArray *cases, GHashTable *query)
{
  Counts total = { 0 };
  g_autoptr (GHashTable) all = count_rows (cases, query, &total);
  json_object *root = json_object_new_object ();
  json_object *items = json_object_new_array ();
  json_object *total_object = json_object_new_object ();
  json_object *scheme = titled ("ten", "Ten points");
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  g_hash_table_iter_init (&iter, all);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      json_object *item = json_object_new_object ();

      add_text (item, "key", key);
      add_text (item, "name", key);
      add_score (item, value);
      json_object_array_add (items, item);
    }
  make_alike (items);
  json_object_object_add (scheme, "points", json_object_new_int (10));
  json_object_object_add (root, "scheme", scheme);
  json_object_object_add (root, "items", items);
  add_score (total_object, &total);
  json_object_object_add (root, "total", total_object);
  return root;
}

json_object *
fake_counted (GPtrArray *cases, GHashTable *query)
{
  const char *figure = g_hash_table_lookup (query, "figure");
  json_object *root = json_object_new_object ();
  json_object *items = json_object_new_array ();

  for (guint i = 0; i < cases->len; i++)
    {
      const FakeCase *fake_case = cases->pdata[i];
      g_autofree char *cell = fake_cell_code (fake_case->cell);
      json_object *item;

      if (!is_counted (fake_case, figure) || !is_asked_for (fake_case, query))
        continue;
      item = json_object_new_object ();
      json_object_object_add (item, "times", json_object_new_int64 (1));
      json_object_object_add (item, "seq", json_object_new_int64 (i + 1));
      add_text (item, "case", fake_case->number);
      json_object_object_add (item, "at", fake_time (fake_case->updated_usec));
      add_text (item, "cell", cell);
      json_object_object_add (item, "department", fake_department (fake_case->department));
      add_text (item, "state", fake_case->state);
      add_text (item, "description", fake_case->description);
      json_object_array_add (items, item);
    }
  json_object_object_add (root, "total",
                          json_object_new_int64 ((gint64)json_object_array_length (items)));
  json_object_object_add (root, "items", items);
  return root;
}

json_object *
fake_closing_times (GPtrArray *cases, GHashTable *query)
{
  json_object *root = json_object_new_object ();
  json_object *edges = json_object_new_array ();
  json_object *bars = json_object_new_array ();
  json_object *total = json_object_new_object ();
  gint64 n = 0;

  for (guint i = 0; i < cases->len; i++)
    n += is_counted (cases->pdata[i], "closed") && is_asked_for (cases->pdata[i], query);
  json_object_array_add (edges, json_object_new_int (3600));
  json_object_array_add (edges, json_object_new_int (86400));
  json_object_array_add (bars, json_object_new_int64 (n));
  json_object_array_add (bars, json_object_new_int (0));
  json_object_array_add (bars, json_object_new_int (0));
  json_object_object_add (total, "n", json_object_new_int64 (n));
  json_object_object_add (total, "median_s", n > 0 ? json_object_new_int (1200) : NULL);
  json_object_object_add (total, "p90_s", n > 0 ? json_object_new_int (3000) : NULL);
  json_object_object_add (total, "mean_s", n > 0 ? json_object_new_double (1500.5) : NULL);
  json_object_object_add (total, "histogram", bars);
  json_object_object_add (root, "edges_s", edges);
  json_object_object_add (root, "items", json_object_new_array ());
  json_object_object_add (root, "total", total);
  return root;
}
