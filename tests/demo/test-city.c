/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The demo city: whole and well-formed. */
#define G_LOG_DOMAIN "gridward-test"

#include "backend/rules/catalogue.h"
#include "backend/rules/routing.h"
#include "data/demo/demo-city.h"
#include "gis/adjacency.h"
#include "gis/cell-code.h"
#include "gis/cell-index.h"
#include "gis/coverage-check.h"
#include "gis/division.h"
#include "gis/shape-check.h"

#include <math.h>
#include <string.h>

#define SEED 4418

/* How wide the city is of the whole one. */
static double share;
/* Made once: it takes seconds. */
static GwCity *city;
static GwCellIndex *cell_index;

static GwCityCell *
cell_at (guint i)
{
  return city->cells->pdata[i];
}

static GwCityArea *
find_area (const char *code)
{
  for (guint i = 0; i < city->areas->len; i++)
    {
      GwCityArea *area = city->areas->pdata[i];

      if (g_str_equal (area->code, code))
        return area;
    }
  return NULL;
}

static gboolean
has_department (const char *code)
{
  for (guint i = 0; i < city->departments->len; i++)
    if (g_str_equal (((GwCityDepartment *)city->departments->pdata[i])->code, code))
      return TRUE;
  return FALSE;
}

static GwCityPerson *
find_person (const char *login)
{
  for (guint i = 0; i < city->people->len; i++)
    {
      GwCityPerson *person = city->people->pdata[i];

      if (g_str_equal (person->login, login))
        return person;
    }
  return NULL;
}

static guint
count_level (const char *level)
{
  guint n = 0;

  for (guint i = 0; i < city->areas->len; i++)
    n += g_str_equal (((GwCityArea *)city->areas->pdata[i])->level, level) ? 1 : 0;
  return n;
}

/* So many of the whole city's things are in this one. */
static guint
part_of (guint n)
{
  return (guint)lround (n * share * share);
}

static void
test_counts (void)
{
  g_assert_cmpuint (city->cells->len, >=, part_of (20000));
  g_assert_cmpuint (city->components->len, ==, part_of (10000));
  g_assert_cmpuint (count_level ("street"), >=, 6);
  g_assert_cmpuint (count_level ("community"), >=, part_of (60));
  g_assert_cmpuint (city->departments->len, >=, 20);
  g_assert_cmpuint (city->map_features->len, >=, part_of (20000));
}

static void
test_says_synthetic (void)
{
  g_assert_true (city->synthetic);
  g_assert_nonnull (strstr (city->name, "演示"));
  g_assert_nonnull (strstr (city->name_en, "synthetic"));
  for (guint i = 0; i < city->departments->len; i++)
    g_assert_nonnull (
        strstr (((GwCityDepartment *)city->departments->pdata[i])->name, "演示"));
  for (guint i = 0; i < city->people->len; i++)
    g_assert_nonnull (strstr (((GwCityPerson *)city->people->pdata[i])->name, "演示"));
}

static void
test_areas (void)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < city->areas->len; i++)
    {
      const GwCityArea *area = city->areas->pdata[i];

      g_assert_true (find_area (area->code) == area);
      g_assert_cmpstr (area->name, !=, "");
      g_assert_cmpstr (area->name_en, !=, "");
      if (g_str_equal (area->level, "city"))
        {
          g_assert_null (area->parent);
          continue;
        }
      /* Parents come first, and codes begin with theirs. */
      g_assert_true (g_str_has_prefix (area->code, area->parent));
      g_assert_nonnull (find_area (area->parent));
      if (g_str_equal (area->level, "community"))
        g_assert_true (g_hash_table_add (names, area->name));
    }
}

static void
test_cell_codes (void)
{
  const GwCodeScheme *scheme = gw_code_scheme_get (city->code_scheme);
  g_autoptr (GHashTable) codes = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < city->cells->len; i++)
    {
      const GwCityCell *cell = cell_at (i);
      g_autoptr (GError) error = NULL;

      g_assert_true (gw_code_check (scheme, GW_CODE_CELL, cell->code, &error));
      g_assert_no_error (error);
      g_assert_true (g_hash_table_add (codes, cell->code));
      g_assert_true (g_str_has_prefix (cell->code, cell->community));
      g_assert_cmpstr (find_area (cell->community)->level, ==, "community");
    }
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double first = *(const double *)a, second = *(const double *)b;

  return (first > second) - (first < second);
}

static void
test_cell_areas (void)
{
  g_autoptr (GArray) areas = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < city->cells->len; i++)
    {
      double area_m2 = gw_shape_area_m2 (cell_at (i)->shape);

      g_assert_cmpfloat (area_m2, >, 4000);
      g_assert_cmpfloat (area_m2, <, 25000);
      g_array_append_val (areas, area_m2);
    }
  g_array_sort (areas, compare_doubles);
  g_assert_cmpfloat (g_array_index (areas, double, areas->len / 2), >, 8000);
  g_assert_cmpfloat (g_array_index (areas, double, areas->len / 2), <, 12000);
}

/* In each community the cells add up to the area of their union. */
static void
test_areas_add_up (void)
{
  for (guint start = 0, end; start < city->cells->len; start = end)
    {
      g_autoptr (GPtrArray) shapes = g_ptr_array_new ();
      g_autoptr (GError) error = NULL;
      double area_error = 1;

      for (end = start; end < city->cells->len &&
                        g_str_equal (cell_at (end)->community, cell_at (start)->community);
           end++)
        g_ptr_array_add (shapes, cell_at (end)->shape);
      gw_coverage_area_error ((GwShape *const *)shapes->pdata, shapes->len, &area_error,
                              &error);
      g_assert_no_error (error);
      g_assert_cmpfloat (area_error, <, 1e-9);
    }
}

/* In the whole city, also where communities meet. */
static void
test_no_overlaps (void)
{
  g_autoptr (GArray) overlaps = g_array_new (FALSE, FALSE, sizeof (GwOverlap));
  g_autoptr (GError) error = NULL;

  gw_coverage_find_overlaps (cell_index, 0, overlaps, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (overlaps->len, ==, 0);
}

static void
test_no_gaps (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) gaps = gw_coverage_find_gaps (cell_index, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (gaps->len, ==, 0);
}

static void
test_valid_shapes (void)
{
  for (guint i = 0; i < city->cells->len; i++)
    {
      g_autoptr (GError) error = NULL;

      gw_shape_check (cell_at (i)->shape, &error);
      g_assert_no_error (error);
    }
}

/* Also across communities each border is one line: the whole city has one outline. */
static void
test_one_arrangement (void)
{
  g_autoptr (GPtrArray) shapes = g_ptr_array_new ();
  g_autoptr (GwShape) joined = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < city->cells->len; i++)
    g_ptr_array_add (shapes, cell_at (i)->shape);
  joined = gw_divide_join ((GwShape *const *)shapes->pdata, shapes->len, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (joined->n_polygons, ==, 1);
  g_assert_cmpuint (joined->n_rings, ==, 1);
}

static void
test_points_in_one_cell (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  GwBox box = gw_cell_index_box (cell_index);
  guint n_inside = 0;

  for (guint i = 0; i < 3000; i++)
    {
      GwFixed point = { g_rand_int_range (random, box.min.x, box.max.x),
                        g_rand_int_range (random, box.min.y, box.max.y) };
      guint32 cell = gw_cell_index_find (cell_index, point);
      guint found = 0;

      for (guint c = 0; c < city->cells->len; c++)
        found += gw_shape_contains (cell_at (c)->shape, point) ? 1 : 0;
      g_assert_cmpuint (found, ==, cell == GW_CELL_NONE ? 0 : 1);
      n_inside += found;
    }
  g_assert_cmpuint (n_inside, >, 1500);
}

static void
test_order_of_numbers (void)
{
  /* In a community the first numbers lie north of the last. */
  for (guint start = 0, end; start < city->cells->len; start = end)
    {
      gint32 first, last;

      for (end = start; end < city->cells->len &&
                        g_str_equal (cell_at (end)->community, cell_at (start)->community);
           end++)
        g_assert_cmpint (atoi (cell_at (end)->code + 12), ==, (int)(end - start) + 1);
      first = gw_shape_label_point (cell_at (start)->shape).y;
      last = gw_shape_label_point (cell_at (end - 1)->shape).y;
      g_assert_cmpint (first, >, last);
    }
}

static void
test_components (void)
{
  const GwCodeScheme *scheme = gw_code_scheme_get (city->code_scheme);
  g_autoptr (GwCatalogue) catalogue = gw_catalogue_new_builtin (city->code_scheme, NULL);
  g_autoptr (GHashTable) codes = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) classes = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < city->components->len; i++)
    {
      const GwCityComponent *component = city->components->pdata[i];
      guint32 cell = gw_cell_index_find (cell_index, component->position);

      g_assert_true (gw_code_check (scheme, GW_CODE_COMPONENT, component->code, NULL));
      g_assert_true (g_hash_table_add (codes, component->code));
      g_hash_table_add (classes, component->class_code);
      g_assert_nonnull (
          gw_catalogue_find (catalogue, GW_KIND_COMPONENT, component->class_code));
      g_assert_cmpint (strncmp (component->code + 6, component->class_code, 5), ==, 0);
      g_assert_true (component->owner == NULL || has_department (component->owner));
      /* Not on a border: the points round it are in the same cell. */
      for (gint32 dx = -1; dx <= 1; dx++)
        for (gint32 dy = -1; dy <= 1; dy++)
          {
            GwFixed near = { component->position.x + dx, component->position.y + dy };

            g_assert_cmpuint (gw_cell_index_find (cell_index, near), ==, cell);
          }
      g_assert_cmpuint (cell, !=, GW_CELL_NONE);
    }
  g_assert_cmpuint (g_hash_table_size (classes), >=, 40);
}

static void
test_duty_grids (void)
{
  g_autoptr (GHashTable) sizes = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_fitting = 0;

  for (guint i = 0; i < city->cells->len; i++)
    {
      const GwCityCell *cell = cell_at (i);
      gpointer size = g_hash_table_lookup (sizes, cell->duty_grid);

      g_assert_true (g_str_has_prefix (cell->duty_grid, cell->community));
      g_hash_table_insert (sizes, cell->duty_grid,
                           GUINT_TO_POINTER (GPOINTER_TO_UINT (size) + 1));
    }
  g_assert_cmpuint (g_hash_table_size (sizes), ==, city->duty_grids->len);
  for (guint i = 0; i < city->duty_grids->len; i++)
    {
      const GwCityDutyGrid *grid = city->duty_grids->pdata[i];
      guint size = GPOINTER_TO_UINT (g_hash_table_lookup (sizes, grid->code));

      g_assert_cmpuint (size, >=, 8);
      g_assert_cmpuint (size, <=, 40);
      n_fitting += size >= 14 && size <= 26 ? 1 : 0;
      g_assert_cmpstr (find_person (grid->inspector)->roles, ==, "inspector");
    }
  g_test_message ("%u of %u duty grids have 14 to 26 cells", n_fitting,
                  city->duty_grids->len);
  g_assert_cmpuint (n_fitting * 10, >, city->duty_grids->len * 8);
}

static void
test_people (void)
{
  static const char *const logins[] = { "dispatcher", "leader", "manager", "inspector",
                                        "department", "admin",  "acceptor" };

  for (guint i = 0; i < G_N_ELEMENTS (logins); i++)
    g_assert_cmpstr (find_person (logins[i])->roles, ==, logins[i]);
  for (guint i = 0; i < city->people->len; i++)
    {
      const GwCityPerson *person = city->people->pdata[i];

      g_assert_true (find_person (person->login) == person);
      g_assert_null (person->password);
      g_assert_cmpint (g_str_equal (person->roles, "department"), ==,
                       person->department != NULL);
      g_assert_true (person->department == NULL || has_department (person->department));
    }
  for (guint i = 0; i < city->departments->len; i++)
    {
      const GwCityDepartment *department = city->departments->pdata[i];
      g_autofree char *login = g_strconcat ("dept-", department->code, NULL);

      g_assert_cmpstr (find_person (login)->department, ==, department->code);
    }
}

/* Departments by their place in the list of rules; the area's by that of the street. */
static GwRouting *
make_routing (void)
{
  guint n = city->routing_rules->len;
  g_autofree GwRoutingRule *rules = g_new0 (GwRoutingRule, n);

  for (guint i = 0; i < n; i++)
    {
      const GwCityRoutingRule *rule = city->routing_rules->pdata[i];

      rules[i] = rule->rule;
      rules[i].id = rules[i].rank = i + 1;
      if (g_str_equal (rule->department, GW_ROUTE_TO_OWNER_WORD))
        rules[i].target = GW_ROUTE_TO_OWNER;
      else if (g_str_equal (rule->department, GW_ROUTE_TO_TERRITORY_WORD))
        rules[i].target = GW_ROUTE_TO_TERRITORY;
      else
        {
          g_assert_true (has_department (rule->department));
          rules[i].department = i + 1;
        }
    }
  return gw_routing_new (rules, n);
}

/* Every class gets a department in every community; ownerless things the street's office. */
static void
test_routing (void)
{
  g_autoptr (GwRouting) routing = make_routing ();
  g_autoptr (GwCatalogue) catalogue = gw_catalogue_new_builtin (city->code_scheme, NULL);

  for (guint a = 0; a < city->areas->len; a++)
    {
      const GwCityArea *community = city->areas->pdata[a];
      const char *areas[] = { community->code, community->parent, "441802", "4418", NULL };

      if (!g_str_equal (community->level, "community"))
        continue;
      g_assert_cmpstr (find_area (community->parent)->department + 2, ==,
                       community->parent + 6);
      for (guint i = 0; i < gw_catalogue_size (catalogue); i++)
        {
          const GwCaseClass *class = gw_catalogue_get (catalogue, i);
          GwRoutingQuestion question = { .kind = class->kind,
                                         .class_code = class->code,
                                         .areas = areas,
                                         .territory = G_MAXINT32,
                                         .date = 20261122,
                                         .weekday = 7 };
          GwRoutingDecision decision;

          g_assert_true (gw_routing_find (routing, &question, &decision));
          if (g_str_equal (class->code, "01023") || g_str_equal (class->code, "01034"))
            g_assert_cmpint (decision.department, ==, G_MAXINT32);
        }
    }
}

static void
test_calendar (void)
{
  static const struct
  {
    const char *date;
    gboolean working;
  } days[] = {
    { "2026-01-01", FALSE }, { "2026-01-04", TRUE },  { "2026-02-14", TRUE },
    { "2026-02-17", FALSE }, { "2026-02-28", TRUE },  { "2026-04-05", FALSE },
    { "2026-05-05", FALSE }, { "2026-05-09", TRUE },  { "2026-06-19", FALSE },
    { "2026-09-20", TRUE },  { "2026-09-25", FALSE }, { "2026-10-07", FALSE },
    { "2026-10-10", TRUE },
  };

  const GPtrArray *special = ((GwCalendarPlan *)city->calendars->pdata[0])->days;

  const GwCalendarPlan *sanitation = city->calendars->pdata[1];

  g_assert_cmpuint (city->calendars->len, ==, 2);
  g_assert_cmpstr (sanitation->departments->pdata[0], ==, "hw");
  g_assert_cmpuint (special->len, ==, 39);
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      gboolean found = FALSE;

      for (guint k = 0; k < special->len; k++)
        {
          const GwPlanDay *day = special->pdata[k];

          if (g_str_equal (day->date, days[i].date))
            {
              found = TRUE;
              g_assert_cmpint (day->working, ==, days[i].working);
            }
        }
      g_assert_true (found);
    }
}

static void
test_features (void)
{
  guint counts[GW_MAP_N_KINDS] = { 0 }, n_bridges = 0;

  for (guint i = 0; i < city->map_features->len; i++)
    {
      const GwMapFeature *feature = city->map_features->pdata[i];

      counts[feature->kind]++;
      n_bridges += feature->bridge ? 1 : 0;
      if (feature->shape == NULL)
        g_assert_cmpuint (feature->n_points, >=, feature->kind == GW_MAP_PLACE ? 1 : 2);
    }
  for (guint kind = 0; kind < GW_MAP_N_KINDS; kind++)
    g_assert_cmpuint (counts[kind], >, 0);
  g_assert_cmpuint (n_bridges, >=, 8);
}

/* Streets with numbers on both sides, some missing; places of every sort, all in the city. */
static void
test_addresses (void)
{
  g_autoptr (GHashTable) streets = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_odd = 0;

  g_assert_cmpuint (city->houses->len, >, part_of (20000));
  g_assert_cmpuint (city->pois->len, >, part_of (300));
  for (guint i = 0; i < city->houses->len; i++)
    {
      const GwCityHouse *house = city->houses->pdata[i];

      g_hash_table_add (streets, house->street);
      g_assert_cmpuint (house->number, >=, 1);
      g_assert_cmpuint (gw_cell_index_find (cell_index, house->position), !=, GW_CELL_NONE);
      n_odd += house->number % 2;
    }
  g_assert_cmpuint (g_hash_table_size (streets), >, part_of (300));
  g_assert_cmpuint (n_odd, >, city->houses->len * 2 / 5);
  g_assert_cmpuint (n_odd, <, city->houses->len * 3 / 5);
  for (guint i = 0; i < city->pois->len; i++)
    {
      const GwCityPoi *poi = city->pois->pdata[i];

      g_assert_true (g_utf8_validate (poi->name, -1, NULL));
      g_assert_nonnull (poi->name_en);
      g_assert_cmpuint (gw_cell_index_find (cell_index, poi->position), !=, GW_CELL_NONE);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree GwShape **shapes = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);
  share = g_ascii_strtod (g_getenv ("GRIDWARD_TEST_CITY_SIZE"), NULL);
  city = gw_demo_city_make (SEED, share, NULL, NULL, &error);
  g_assert_no_error (error);
  shapes = g_new (GwShape *, city->cells->len);
  for (guint i = 0; i < city->cells->len; i++)
    shapes[i] = cell_at (i)->shape;
  cell_index = gw_cell_index_new (shapes, city->cells->len);

  g_test_add_func ("/demo-city/counts", test_counts);
  g_test_add_func ("/demo-city/says-synthetic", test_says_synthetic);
  g_test_add_func ("/demo-city/areas", test_areas);
  g_test_add_func ("/demo-city/cell-codes", test_cell_codes);
  g_test_add_func ("/demo-city/cell-areas", test_cell_areas);
  g_test_add_func ("/demo-city/areas-add-up", test_areas_add_up);
  g_test_add_func ("/demo-city/no-overlaps", test_no_overlaps);
  g_test_add_func ("/demo-city/no-gaps", test_no_gaps);
  g_test_add_func ("/demo-city/valid-shapes", test_valid_shapes);
  g_test_add_func ("/demo-city/one-arrangement", test_one_arrangement);
  g_test_add_func ("/demo-city/points-in-one-cell", test_points_in_one_cell);
  g_test_add_func ("/demo-city/order-of-numbers", test_order_of_numbers);
  g_test_add_func ("/demo-city/components", test_components);
  g_test_add_func ("/demo-city/addresses", test_addresses);
  g_test_add_func ("/demo-city/duty-grids", test_duty_grids);
  g_test_add_func ("/demo-city/people", test_people);
  g_test_add_func ("/demo-city/routing", test_routing);
  g_test_add_func ("/demo-city/calendar", test_calendar);
  g_test_add_func ("/demo-city/features", test_features);
  result = g_test_run ();
  gw_cell_index_unref (cell_index);
  gw_city_free (city);
  return result;
}
