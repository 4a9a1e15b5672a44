/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fake server's lists of cases: pages by key, how long they are, points. */
#include "tests/gui/lib/fake-lists.h"

#include <string.h>

#include "tests/gui/lib/fake-city.h"

static gboolean
is_asked_for (const FakeCase *of, GHashTable *query)
{
  const char *text = query != NULL ? g_hash_table_lookup (query, "q") : NULL;
  const char *cell = query != NULL ? g_hash_table_lookup (query, "cell") : NULL;
  const char *klass = query != NULL ? g_hash_table_lookup (query, "class") : NULL;
  const char *states = query != NULL ? g_hash_table_lookup (query, "state") : NULL;
  g_autofree char *own_cell = fake_cell_code (of->cell);

  return fake_has_state (states, of->state) &&
         (cell == NULL || g_str_equal (cell, own_cell)) &&
         (text == NULL || strstr (of->description, text) != NULL ||
          strstr (of->number, text) != NULL) &&
         (klass == NULL || klass[0] == '\0');
}

static guint
asked_number (GHashTable *query, const char *name, guint fallback)
{
  const char *text = g_hash_table_lookup (query, name);

  return text != NULL ? (guint)atoi (text) : fallback;
}

/* Newest first, as list_cases(): a key is the place of the last row before it. */
json_object *
fake_list_index (const FakeList *list, GHashTable *query)
{
  json_object *root = json_object_new_object ();
  json_object *keys = json_object_new_array ();
  guint step = asked_number (query, "step", 200);
  guint n_rows = list->n_long > 0 ? list->n_long : list->cases->len;
  guint count = 0;
  guint last = 0;

  for (guint i = asked_number (query, "after", n_rows); i-- > 0;)
    {
      if (list->n_long == 0 && !is_asked_for (list->cases->pdata[i], query))
        continue;
      if (count > 0 && count % step == 0)
        {
          g_autofree char *key = g_strdup_printf ("%u", last);

          json_object_array_add (keys, json_object_new_string (key));
        }
      last = i;
      count++;
    }
  json_object_object_add (root, "count", json_object_new_int64 (count));
  json_object_object_add (root, "more", json_object_new_boolean (FALSE));
  json_object_object_add (root, "step", json_object_new_int64 (step));
  json_object_object_add (root, "keys", keys);
  return root;
}

/* Rows that are made up on the spot, each with a number that tells its place. */
static json_object *
list_long (const FakeList *list, GHashTable *query)
{
  json_object *root = json_object_new_object ();
  json_object *array = json_object_new_array ();
  guint limit = asked_number (query, "limit", 100);
  guint until = asked_number (query, "until", 0);
  guint i = asked_number (query, "after", list->n_long);

  while (i > until && json_object_array_length (array) < limit)
    {
      FakeCase *of = list->cases->pdata[--i % list->cases->len];
      json_object *row = fake_row (of, list->n_columns, g_get_real_time ());
      g_autofree char *number = g_strdup_printf ("20250101-%07u", i);

      json_object_object_add (row, "number", json_object_new_string (number));
      json_object_object_add (row, "reported_at",
                              fake_time (g_get_real_time () -
                                         (gint64)(list->n_long - i) * 20 * G_USEC_PER_SEC));
      json_object_array_add (array, row);
    }
  json_object_object_add (root, "cases", array);
  if (i > until)
    {
      g_autofree char *next = g_strdup_printf ("/api/v1/cases?limit=%u&after=%u", limit, i);

      json_object_object_add (root, "next", json_object_new_string (next));
    }
  return root;
}

json_object *
fake_list_cases (const FakeList *list, GHashTable *query, gboolean as_points)
{
  json_object *root = json_object_new_object ();
  json_object *array = json_object_new_array ();
  guint limit = asked_number (query, "limit", 100);
  guint until = asked_number (query, "until", 0);
  guint i = asked_number (query, "after", list->cases->len);

  if (list->n_long > 0 && !as_points)
    {
      json_object_put (root);
      json_object_put (array);
      return list_long (list, query);
    }
  while (i > until && json_object_array_length (array) < limit)
    {
      FakeCase *of = list->cases->pdata[--i];
      json_object *point;
      g_autofree char *cell = fake_cell_code (of->cell);

      if (!is_asked_for (of, query))
        continue;
      if (!as_points)
        {
          json_object_array_add (array, fake_row (of, list->n_columns, g_get_real_time ()));
          continue;
        }
      point = json_object_new_array ();
      json_object_array_add (point, json_object_new_string (of->number));
      json_object_array_add (point, json_object_new_double (of->lon));
      json_object_array_add (point, json_object_new_double (of->lat));
      json_object_array_add (point,
                             json_object_new_string (fake_lamp (of, g_get_real_time ())));
      json_object_array_add (point, json_object_new_string (of->state));
      json_object_array_add (point, json_object_new_string (cell));
      json_object_array_add (array, point);
    }
  json_object_object_add (root, as_points ? "points" : "cases", array);
  if (i > until && json_object_array_length (array) == limit)
    {
      const char *state = g_hash_table_lookup (query, "state");
      g_autofree char *next =
          g_strdup_printf ("/api/v1/cases%s?%s%s%slimit=%u&after=%u",
                           as_points ? "/points" : "", state != NULL ? "state=" : "",
                           state != NULL ? state : "", state != NULL ? "&" : "", limit, i);

      json_object_object_add (root, "next", json_object_new_string (next));
    }
  return root;
}
