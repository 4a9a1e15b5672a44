/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The built-in catalogue and the tables it is read from. */
#include <string.h>

#include "backend/rules/case-error.h"
#include "backend/rules/catalogue.h"

static GwCatalogue *
builtin (void)
{
  g_autoptr (GError) error = NULL;
  GwCatalogue *catalogue = gw_catalogue_new_builtin ("gb47678-2026", &error);

  g_assert_no_error (error);
  return catalogue;
}

static void
test_builtin_is_complete (void)
{
  g_autoptr (GwCatalogue) catalogue = builtin ();
  guint components = 0;

  g_assert_cmpuint (gw_catalogue_size (catalogue), ==, 403);
  for (guint i = 0; i < gw_catalogue_size (catalogue); i++)
    {
      const GwCaseClass *class = gw_catalogue_get (catalogue, i);

      components += class->kind == GW_KIND_COMPONENT;
      g_assert_cmpuint (strlen (class->code), ==, 5);
      g_assert_cmpuint (class->conditions->len, >=, 1);
      g_assert_cmpuint (gw_case_class_limit (class).value, >, 0);
      g_assert_true (g_str_is_ascii (class->name_en));
      g_assert_true (g_str_is_ascii (class->group_en));
      g_assert_false (g_str_is_ascii (class->name));
    }
  g_assert_cmpuint (components, ==, 153);
}

static void
test_kinds_share_codes (void)
{
  g_autoptr (GwCatalogue) catalogue = builtin ();
  const GwCaseClass *component = gw_catalogue_find (catalogue, GW_KIND_COMPONENT, "01001");
  const GwCaseClass *matter = gw_catalogue_find (catalogue, GW_KIND_MATTER, "01001");

  g_assert_cmpstr (component->name, ==, "供水井盖");
  g_assert_cmpstr (matter->name, ==, "供水井盖异常");
  g_assert_cmpstr (component->name_en, !=, matter->name_en);
  g_assert_null (gw_catalogue_find (catalogue, GW_KIND_COMPONENT, "06010"));
  g_assert_null (gw_catalogue_find (catalogue, GW_KIND_MATTER, "06031"));
}

static void
test_unknown_scheme (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (gw_catalogue_new_builtin ("gb30428-2013", &error));
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_TABLE);
}

static void
test_class_without_condition (void)
{
  g_autoptr (GwCatalogue) catalogue = gw_catalogue_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (
      gw_catalogue_add_class (catalogue, GW_KIND_MATTER, "1", "g", "g", "n", "n", &error));
  g_assert_false (gw_catalogue_check (catalogue, &error));
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_TABLE);
  g_assert_cmpuint (gw_case_class_limit (gw_catalogue_get (catalogue, 0)).value, ==, 0);
}

static void
test_urgent_runs_day_and_night (void)
{
  GwLimit hours = gw_limit_urgent ((GwLimit){ 4, GW_UNIT_WORK_HOUR });
  GwLimit days = gw_limit_urgent ((GwLimit){ 5, GW_UNIT_WORK_DAY });

  g_assert_cmpint (hours.unit, ==, GW_UNIT_URGENT_HOUR);
  g_assert_cmpuint (hours.value, ==, 4);
  g_assert_cmpint (days.unit, ==, GW_UNIT_NATURAL_DAY);
  g_assert_cmpuint (days.value, ==, 5);
}

#define CLASSES "kind,code,group,group_en,name,name_en\n"
#define CONDITIONS "kind,code,condition,condition_en,limit,unit,closing,closing_en\n"
#define ONE CLASSES "matter,06,g,g,n,n\n"

typedef struct
{
  const char *name;
  const char *classes;
  const char *conditions;
  const char *place;
} Bad;

static const Bad bad[] = {
  { "kind", CLASSES "thing,06,g,g,n,n\n", NULL, "line 2, column kind" },
  { "empty-name", CLASSES "matter,06,g,g,,n\n", NULL, "line 2, column name" },
  { "twice", CLASSES "matter,06,g,g,n,n\nmatter,06,g,g,n,n\n", NULL,
    "line 3, column code" },
  { "unknown-class", ONE, CONDITIONS "matter,07,c,c,1,work_day,e,e\n",
    "line 2, column code" },
  { "limit-zero", ONE, CONDITIONS "matter,06,c,c,0,work_day,e,e\n",
    "line 2, column limit" },
  { "limit-word", ONE, CONDITIONS "matter,06,c,c,soon,work_day,e,e\n",
    "line 2, column limit" },
  { "limit-negative", ONE, CONDITIONS "matter,06,c,c,-1,work_day,e,e\n",
    "line 2, column limit" },
  { "unit", ONE, CONDITIONS "matter,06,c,c,1,work_day,e,e\nmatter,06,c,c,1,moon,e,e\n",
    "line 3, column unit" },
  { "fields", ONE, CONDITIONS "matter,06,c,c,1,work_day,e\n", "line 2" },
};

static void
test_bad (gconstpointer data)
{
  const Bad *row = data;
  g_autoptr (GwCatalogue) catalogue = gw_catalogue_new ();
  g_autoptr (GError) error = NULL;
  gboolean ok =
      gw_catalogue_add_classes_csv (catalogue, row->classes, strlen (row->classes), &error);

  if (ok && row->conditions != NULL)
    ok = gw_catalogue_add_conditions_csv (catalogue, row->conditions,
                                          strlen (row->conditions), &error);
  g_assert_false (ok);
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_TABLE);
  g_assert_true (g_str_has_prefix (error->message, row->place));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalogue/builtin", test_builtin_is_complete);
  g_test_add_func ("/catalogue/kinds-share-codes", test_kinds_share_codes);
  g_test_add_func ("/catalogue/unknown-scheme", test_unknown_scheme);
  g_test_add_func ("/catalogue/class-without-condition", test_class_without_condition);
  g_test_add_func ("/catalogue/urgent", test_urgent_runs_day_and_night);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *path = g_strconcat ("/catalogue/bad/", bad[i].name, NULL);

      g_test_add_data_func (path, &bad[i], test_bad);
    }
  return g_test_run ();
}
