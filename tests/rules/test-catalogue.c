/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The built-in catalogue and the tables it is read from. */
#include <string.h>

#include "backend/rules/case-error.h"
#include "backend/rules/catalogue-book.h"

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
test_builtin_2013 (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwCatalogue) catalogue = gw_catalogue_new_builtin ("gb30428-2013", &error);
  const GwCaseClass *cover = gw_catalogue_find (catalogue, GW_KIND_COMPONENT, "0101");
  const GwFilingCondition *bouncing = gw_case_class_condition (cover, "03");

  g_assert_no_error (error);
  g_assert_cmpuint (gw_catalogue_size (catalogue), ==, 132);
  for (guint i = 0; i < gw_catalogue_size (catalogue); i++)
    {
      const GwCaseClass *class = gw_catalogue_get (catalogue, i);

      g_assert_cmpuint (strlen (class->code), ==, 4);
      g_assert_true (g_str_is_ascii (class->name_en));
      g_assert_true (gw_case_class_condition (class, NULL)->sample);
    }
  g_assert_cmpuint (cover->conditions->len, ==, 4);
  g_assert_cmpuint (bouncing->limit.value, ==, 2);
  g_assert_cmpint (bouncing->limit.unit, ==, GW_UNIT_WORK_DAY);
  g_assert_null (gw_case_class_condition (cover, "05"));
}

typedef struct
{
  GwClassKind kind;
  const char *old;
  const char *now; /* NULL: unmapped */
} Pair;

/* What the sources name, what they call the same, and what they leave open. */
static const Pair pairs[] = {
  { GW_KIND_MATTER, "0602", "09013" },    { GW_KIND_COMPONENT, "0507", "01070" },
  { GW_KIND_MATTER, "0507", "10001" },    { GW_KIND_MATTER, "0508", "10002" },
  { GW_KIND_COMPONENT, "0149", "01049" }, { GW_KIND_MATTER, "0113", "06013" },
  { GW_KIND_COMPONENT, "0101", NULL },    { GW_KIND_MATTER, "0110", NULL },
  { GW_KIND_MATTER, "0501", NULL },       { GW_KIND_COMPONENT, "0154", NULL },
};

static void
test_mapping (void)
{
  g_autoptr (GwCatalogue) old = gw_catalogue_new_builtin ("gb30428-2013", NULL);
  g_autoptr (GwCatalogue) now = builtin ();

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      const GwCaseClass *class = gw_catalogue_find (old, pairs[i].kind, pairs[i].old);
      const GwClassMapping *mapping = g_ptr_array_index (class->mappings, 0);

      g_assert_cmpuint (class->mappings->len, ==, 1);
      g_assert_cmpstr (mapping->scheme, ==, "gb47678-2026");
      g_assert_cmpstr (mapping->code, ==, pairs[i].now);
      if (pairs[i].now == NULL)
        continue;
      class = gw_catalogue_find (now, pairs[i].kind, pairs[i].now);
      g_assert_cmpuint (class->mappings->len, ==, 1);
      mapping = g_ptr_array_index (class->mappings, 0);
      g_assert_cmpstr (mapping->code, ==, pairs[i].old);
    }
}

/* A pair needs a name that both lists have, but for the one that the sources name apart. */
static void
test_nothing_guessed (void)
{
  g_autoptr (GwCatalogue) old = gw_catalogue_new_builtin ("gb30428-2013", NULL);
  guint n_pairs = 0;

  for (guint i = 0; i < gw_catalogue_size (old); i++)
    {
      const GwCaseClass *class = gw_catalogue_get (old, i);
      const GwClassMapping *mapping = g_ptr_array_index (class->mappings, 0);
      g_autofree char *name = g_utf8_normalize (class->name, -1, G_NORMALIZE_ALL);
      g_autofree char *other = NULL;

      if (mapping->code == NULL)
        continue;
      n_pairs++;
      other = g_utf8_normalize (mapping->name, -1, G_NORMALIZE_ALL);
      if (!g_str_equal (mapping->code, "10001"))
        g_assert_cmpstr (name, ==, other);
    }
  g_assert_cmpuint (n_pairs, ==, 93);
}

static void
test_unknown_scheme (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (gw_catalogue_new_builtin ("local", &error));
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_TABLE);
}

typedef struct
{
  const char *name;
  const char *seasons;
  guint date;
  guint value; /* 7: the condition's own */
} Season;

#define WINTER "11-15..03-15=2 urgent_hour"

static const Season seasons[] = {
  { "none", NULL, 20260704, 7 },
  { "before", WINTER, 20261114, 7 },
  { "first-day", WINTER, 20261115, 2 },
  { "new-year-eve", WINTER, 20261231, 2 },
  { "new-year", WINTER, 20270101, 2 },
  { "leap-day", WINTER, 20280229, 2 },
  { "last-day", WINTER, 20270315, 2 },
  { "after", WINTER, 20270316, 7 },
  { "one-day", "05-01..05-01=3 work_day", 20260501, 3 },
  { "second", "01-01..02-10=3 work_day;" WINTER, 20261120, 7 },
  { "two", "05-01..05-31=3 work_day;" WINTER, 20261120, 2 },
};

static void
test_season (gconstpointer data)
{
  const Season *row = data;
  g_autoptr (GError) error = NULL;
  GwFilingCondition condition = { .limit = { 7, GW_UNIT_WORK_DAY } };
  gboolean overlap = g_str_equal (row->name, "second");

  g_assert_true (gw_seasons_parse (row->seasons, &condition.seasons, &error) == !overlap);
  if (overlap)
    g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_TABLE);
  g_assert_cmpuint (gw_condition_limit (&condition, row->date).value, ==, row->value);
  g_clear_pointer (&condition.seasons, g_array_unref);
}

static void
test_seasons_as_text (void)
{
  g_autoptr (GArray) parsed = NULL;
  g_autofree char *text = NULL;

  g_assert_true (gw_seasons_parse (" 11-01..02-28=30 natural_day; 3-1..05-31=15 work_day",
                                   &parsed, NULL));
  text = gw_seasons_to_text (parsed);
  g_assert_cmpstr (text, ==, "03-01..05-31=15 work_day;11-01..02-28=30 natural_day");
}

static void
test_class_without_condition (void)
{
  const char *text = "scheme,kind,code,group,group_en,name,name_en,valid_from,valid_to\n"
                     "gb47678-2026,matter,06001,g,g,n,n,,\n";
  g_autoptr (GwCatalogueBook) book = gw_catalogue_book_new ();
  g_autoptr (GwFaults) faults = gw_faults_new ();
  g_autoptr (GwCatalogue) catalogue = NULL;
  g_autoptr (GError) error = NULL;

  gw_catalogue_book_read (book, 0, text, strlen (text), faults);
  catalogue = gw_catalogue_new_from_book (book, "gb47678-2026", 20261122, &error);
  g_assert_no_error (error);
  g_assert_false (gw_catalogue_check (catalogue, &error));
  g_assert_error (error, GW_CASE_ERROR, GW_CASE_ERROR_TABLE);
  g_assert_cmpuint (gw_case_class_limit (gw_catalogue_get (catalogue, 0)).value, ==, 0);
}

/* Against the scan that it replaces. */
static void
test_first_by_beginning (void)
{
  static const char *const beginnings[] = {
    "0",  "06", "0601",   "06010",
    "10", "99", "060101", "a code far longer than any code may ever be"
  };
  g_autoptr (GwCatalogue) catalogue = gw_catalogue_new_builtin ("gb47678-2026", NULL);

  for (guint kind = GW_KIND_MATTER; kind <= GW_KIND_COMPONENT; kind++)
    for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++)
      {
        const GwCaseClass *first = NULL;

        for (guint k = 0; first == NULL && k < gw_catalogue_size (catalogue); k++)
          {
            const GwCaseClass *class = gw_catalogue_get (catalogue, k);

            if (class->kind == kind && g_str_has_prefix (class->code, beginnings[i]))
              first = class;
          }
        g_assert_true (gw_catalogue_find_first (catalogue, kind, beginnings[i]) == first);
      }
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalogue/builtin", test_builtin_is_complete);
  g_test_add_func ("/catalogue/kinds-share-codes", test_kinds_share_codes);
  g_test_add_func ("/catalogue/unknown-scheme", test_unknown_scheme);
  g_test_add_func ("/catalogue/class-without-condition", test_class_without_condition);
  g_test_add_func ("/catalogue/first-by-beginning", test_first_by_beginning);
  g_test_add_func ("/catalogue/urgent", test_urgent_runs_day_and_night);
  g_test_add_func ("/catalogue/builtin-2013", test_builtin_2013);
  g_test_add_func ("/catalogue/mapping", test_mapping);
  g_test_add_func ("/catalogue/nothing-guessed", test_nothing_guessed);
  g_test_add_func ("/catalogue/seasons-as-text", test_seasons_as_text);
  for (gsize i = 0; i < G_N_ELEMENTS (seasons); i++)
    {
      g_autofree char *path = g_strconcat ("/catalogue/season/", seasons[i].name, NULL);

      g_test_add_data_func (path, &seasons[i], test_season);
    }
  return g_test_run ();
}
