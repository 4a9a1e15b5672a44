/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of figures, and that each figure is as long as the list behind it. */
#define G_LOG_DOMAIN "gridward-test"

#include <string.h>

#include "backend/rules/figures.h"
#include "tests/lib/town-server.h"

/* By which parameter a row of the dimension is asked for alone; NULL: by its period. */
static const struct
{
  const char *dimension;
  const char *parameter;
} DIMENSIONS[] = {
  { "city", "area" },
  { "district", "area" },
  { "street", "area" },
  { "community", "area" },
  { "cell", "cell" },
  { "duty_grid", "duty_grid" },
  { "department", "department" },
  { "class_major", "kind" },
  { "class_middle", "class" },
  { "class_minor", "class" },
  { "source", "source" },
  { "person", "person" },
  { "post", "post" },
  { "shift", "shift" },
  { "hour", "hour" },
  { "weekday", "weekday" },
  { "day", NULL },
  { "week", NULL },
  { "month", NULL },
  { "year", NULL },
};

static GwTownServer *server;

static json_object *
ask (const char *path, GwTestResponse **ret_response)
{
  g_autofree char *full = g_strconcat ("/api/v1/statistics/", path, NULL);

  *ret_response = gw_town_server_expect (server, 200, "manager", "GET", full, NULL);
  return (*ret_response)->json;
}

/* Both the total that is told and the items, over all pages. */
static gint64
count_list (const char *figure, const char *filters)
{
  g_autofree char *path = g_strdup_printf ("cases?figure=%s&limit=2%s", figure, filters);
  gint64 total = -1, n = 0;

  while (path != NULL)
    {
      g_autoptr (GwTestResponse) response = NULL;
      json_object *page = ask (path, &response);
      json_object *next = NULL;

      total = gw_test_json_int (page, "total");
      n += (gint64)json_object_array_length (gw_test_json_get (page, "items"));
      g_clear_pointer (&path, g_free);
      if (json_object_object_get_ex (page, "next", &next))
        path = g_strdup (json_object_get_string (next) + strlen ("/api/v1/statistics/"));
    }
  g_assert_cmpint (n, ==, total);
  return total;
}

static void
assert_lists (json_object *item, const char *filters)
{
  json_object *figures = gw_test_json_get (item, "figures");

  for (guint i = 0; i < GW_N_FIGURES; i++)
    {
      gint64 value = gw_test_json_int (figures, gw_figure_name (i));

      g_assert_cmpint (value, >=, 0);
      if (value > 0)
        g_assert_cmpint (count_list (gw_figure_name (i), filters), ==, value);
    }
}

static void
test_dimension (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  g_autoptr (GwTestResponse) response = NULL;
  g_autofree char *path = g_strdup_printf ("table?rows=%s", DIMENSIONS[row].dimension);
  json_object *items = gw_test_json_get (ask (path, &response), "items");

  /* The town has none. */
  if (strcmp (DIMENSIONS[row].dimension, "district") != 0)
    g_assert_cmpuint (json_object_array_length (items), >, 0);
  for (guint i = 0; i < json_object_array_length (items) && i < 3; i++)
    {
      json_object *item = json_object_array_get_idx (items, i);
      g_autofree char *key =
          g_uri_escape_string (gw_test_json_string (item, "key"), NULL, FALSE);
      g_autofree char *filters =
          DIMENSIONS[row].parameter != NULL
              ? g_strdup_printf ("&%s=%s", DIMENSIONS[row].parameter, key)
              : g_strdup_printf ("&from=%s&to=%s", gw_test_json_string (item, "from"),
                                 gw_test_json_string (item, "to"));

      assert_lists (item, filters);
    }
}

static void
test_total (void)
{
  g_autoptr (GwTestResponse) response = NULL;
  g_autoptr (GwTestResponse) crossed = NULL;
  json_object *total = gw_test_json_get (ask ("table?rows=city", &response), "total");
  json_object *items =
      gw_test_json_get (ask ("table?rows=cell&columns=hour", &crossed), "items");
  gint64 reported = 0;

  assert_lists (total, "");
  g_assert_cmpint (gw_test_json_int (total, "figures.reported"), ==, 8);
  g_assert_cmpint (gw_test_json_int (total, "figures.voided"), ==, 1);
  g_assert_cmpint (gw_test_json_int (total, "figures.closed"), ==, 1);
  g_assert_cmpint (gw_test_json_int (total, "figures.returned"), ==, 1);
  for (guint i = 0; i < json_object_array_length (items); i++)
    reported += gw_test_json_int (json_object_array_get_idx (items, i), "figures.reported");
  g_assert_cmpint (reported, ==, 8);
}

/* A page ends with a whole row; nothing is told twice. */
static void
test_pages (void)
{
  g_autofree char *path = g_strdup ("table?rows=cell&columns=class_minor&limit=3");
  g_autofree char *last = g_strdup ("");
  guint n = 0;

  while (path != NULL)
    {
      g_autoptr (GwTestResponse) response = NULL;
      json_object *page = ask (path, &response);
      json_object *items = gw_test_json_get (page, "items");
      json_object *next = NULL;

      for (guint i = 0; i < json_object_array_length (items); i++)
        {
          const char *key =
              gw_test_json_string (json_object_array_get_idx (items, i), "key");

          g_assert_cmpstr (key, >, last);
          g_free (last);
          last = g_strdup (key);
          n++;
        }
      g_clear_pointer (&path, g_free);
      if (json_object_object_get_ex (page, "next", &next))
        path = g_strdup (json_object_get_string (next) + strlen ("/api/v1/statistics/"));
    }
  g_assert_cmpuint (n, ==, 8);
}

static const struct
{
  const char *path;
  const char *code;
  const char *field;
} REFUSALS[] = {
  { "table", "missing_field", "rows" },
  { "table?rows=x", "unknown_dimension", "rows" },
  { "table?rows=cell&columns=x", "unknown_dimension", "columns" },
  { "table?rows=cell&columns=cell", "out_of_range", "columns" },
  { "table?rows=day&columns=month", "out_of_range", "columns" },
  { "table?rows=day&from=1990-01-01", "out_of_range", "from" },
  { "table?rows=cell&from=2026-11-02&to=2026-11-01", "period", "to" },
  { "table?rows=cell&figures=x", "unknown_figure", "figures" },
  { "table?rows=cell&indicators=x", "unknown_indicator", "indicators" },
  { "table?rows=cell&area=x", "unknown_area", "area" },
  { "table?rows=cell&cell=x", "unknown_cell", "cell" },
  { "table?rows=cell&duty_grid=x", "unknown_duty_grid", "duty_grid" },
  { "table?rows=cell&department=x", "unknown_department", "department" },
  { "table?rows=cell&class=x", "unknown_class", "class" },
  { "table?rows=cell&class=x:1", "out_of_range", "class" },
  { "table?rows=cell&person=x", "out_of_range", "person" },
  { "table?rows=cell&hour=24", "out_of_range", "hour" },
  { "table?rows=cell&weekday=0", "out_of_range", "weekday" },
  { "table?rows=cell&compare=x", "out_of_range", "compare" },
  { "cases", "missing_field", "figure" },
  { "cases?figure=x", "unknown_figure", "figure" },
};

static void
test_refusal (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  g_autofree char *path = g_strconcat ("/api/v1/statistics/", REFUSALS[row].path, NULL);
  g_autoptr (GwTestResponse) response =
      gw_town_server_call (server, "manager", "GET", path, NULL);

  g_assert_cmpstr (gw_test_json_string (response->json, "code"), ==, REFUSALS[row].code);
  g_assert_cmpstr (gw_test_json_string (response->json, "field"), ==, REFUSALS[row].field);
}

/* Nothing at all is a table without rows and rates without a value. */
static void
test_empty (void)
{
  g_autoptr (GwTestResponse) response = NULL;
  json_object *table =
      ask ("table?rows=cell&from=2001-01-01&to=2001-12-31&compare=year", &response);

  g_assert_cmpuint (json_object_array_length (gw_test_json_get (table, "items")), ==, 0);
  g_assert_cmpint (gw_test_json_int (table, "total.figures.reported"), ==, 0);
  g_assert_null (gw_test_json_get (table, "total.indicators.closure_rate.value"));
}

static void
make_cases (void)
{
  static const char *const steps[][2] = { { "leader", "file" },
                                          { "dispatcher", "dispatch" },
                                          { "sanitation", "accept" } };
  char *numbers[8];

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      numbers[i] = gw_town_server_report (server, i, "垃圾");
      for (guint j = 0; j < MIN (i, G_N_ELEMENTS (steps)); j++)
        gw_town_server_act (server, steps[j][0], numbers[i], steps[j][1]);
    }
  gw_town_server_act (server, "sanitation", numbers[5], "handle");
  gw_town_server_act (server, "sanitation", numbers[6], "handle");
  gw_town_server_act (server, "leader", numbers[6], "check");
  gw_town_server_act (server, "leader", numbers[6], "close");
  gw_town_server_act (server, "sanitation", numbers[7], "return");
  gw_town_server_act (server, "leader", numbers[4], "void");
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    g_free (numbers[i]);
}

int
main (int argc, char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  server = gw_town_server_new (NULL);
  make_cases ();
  g_test_add_func ("/api/figures/total", test_total);
  g_test_add_func ("/api/figures/pages", test_pages);
  g_test_add_func ("/api/figures/empty", test_empty);
  for (guint i = 0; i < G_N_ELEMENTS (DIMENSIONS); i++)
    {
      g_autofree char *name =
          g_strconcat ("/api/figures/lists/", DIMENSIONS[i].dimension, NULL);

      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_dimension);
    }
  for (guint i = 0; i < G_N_ELEMENTS (REFUSALS); i++)
    {
      g_autofree char *name = g_strdup_printf ("/api/figures/refused/%u", i);

      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_refusal);
    }
  result = g_test_run ();
  gw_town_server_free (server);
  return result;
}
