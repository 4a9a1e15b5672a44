/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gridwardctl import cells: files as other programs write them, whole or not at all. */
#include "tests/ctl/ctl-fixture.h"

#include <stdlib.h>

/* Squares of 0.001 degrees by their south-west corner, in thousandths from 113 E 23 N. */
#define SQUARE(x, y)                                                                       \
  "[[[113." x "0,23." y "0],[113." x "9,23." y "0],[113." x "9,23." y "9],[113." x         \
  "0,23." y "9],[113." x "0,23." y "0]]]"
#define FEATURE(code, type, coordinates)                                                   \
  "{\"type\":\"Feature\",\"id\":7,\"properties\":{\"OBJECTID\":1,\"BGCODE\":" code         \
  ",\"mc\":\"网格\",\"shape_area\":9876.5,\"sq\":null},\"geometry\":{\"type\":\"" type     \
  "\",\"coordinates\":" coordinates "}}"
#define POLYGON(code, coordinates) FEATURE (code, "Polygon", coordinates)
#define COLLECTION(features)                                                               \
  "{\"type\":\"FeatureCollection\",\"name\":\"网格\",\"features\":[" features "]}"

#define GOOD_1 POLYGON ("\"A-1\"", SQUARE ("10", "60"))
#define GOOD_2 POLYGON ("\"A-2\"", SQUARE ("11", "60"))
#define BOW_TIE                                                                            \
  POLYGON ("\"A-3\"", "[[[113.12,23.6],[113.13,23.61],[113.13,23.6],[113.12,23.61],"       \
                      "[113.12,23.6]]]")
#define SWAPPED                                                                            \
  POLYGON ("\"A-4\"", "[[[23.6,113.14],[23.6,113.15],[23.61,113.15],[23.6,113.14]]]")
#define FAR_AWAY                                                                           \
  POLYGON ("\"A-5\"", "[[[13.1,23.6],[13.11,23.6],[13.11,23.61],[13.1,23.6]]]")
#define OVER_GOOD_1                                                                        \
  POLYGON ("\"A-6\"", "[[[113.105,23.605],[113.108,23.605],[113.108,23.608],"              \
                      "[113.105,23.605]]]")
#define ACROSS_OLD                                                                         \
  POLYGON ("\"A-7\"", "[[[113.0505,23.6805],[113.0516,23.6805],[113.0516,23.6816],"        \
                      "[113.0505,23.6805]]]")

typedef struct
{
  const char *name;
  const char *text;
  const char *options;
  int status;
  const char *expected;
  guint n_added; /* cells that the city has more afterwards */
} Row;

#define FIELDS "--scheme local --code-field BGCODE --name-field mc"

static const Row rows[] = {
  { "two-squares", COLLECTION (GOOD_1 "," GOOD_2), FIELDS, 0,
    "imported 2 cells, left out 0", 2 },
  { "number-code", COLLECTION (POLYGON ("1001", SQUARE ("10", "60"))), FIELDS, 0,
    "imported 1 cells", 1 },
  { "empty", COLLECTION (""), FIELDS, 0, "imported 0 cells", 0 },
  { "multipolygon-with-hole",
    COLLECTION (FEATURE (
        "\"M-1\"", "MultiPolygon",
        "[[[[113.1,23.6],[113.2,23.6],[113.2,23.7],[113.1,23.7],[113.1,23.6]],[[113.14,23."
        "64],"
        "[113.16,23.64],[113.16,23.66],[113.14,23.66],[113.14,23.64]]],[[[113.3,23.6],"
        "[113.31,23.6],[113.31,23.61],[113.3,23.6]]]]")),
    FIELDS, 0, "imported 1 cells", 1 },
  { "gauss-krueger",
    COLLECTION (POLYGON ("\"G-1\"", "[[[408000,2612000],[408100,2612000],[408100,2612100],"
                                    "[408000,2612100],[408000,2612000]]]")),
    FIELDS " --epsg 4547", 0, "imported 1 cells", 1 },
  { "self-intersection", COLLECTION (GOOD_1 "," BOW_TIE "," GOOD_2), FIELDS, 1,
    "feature 2 (A-3): self-intersection at 113.1250000,23.6050000", 0 },
  { "nothing-imported", COLLECTION (GOOD_1 "," BOW_TIE "," GOOD_2), FIELDS, 1,
    "1 of 3 features are at fault: nothing was imported", 0 },
  { "skip-self-intersection", COLLECTION (GOOD_1 "," BOW_TIE "," GOOD_2),
    FIELDS " --skip-invalid", 0, "imported 2 cells, left out 1", 2 },
  { "skip-names-them", COLLECTION (BOW_TIE "," GOOD_2), FIELDS " --skip-invalid", 0,
    "feature 1 (A-3): self-intersection", 1 },
  { "swapped", COLLECTION (GOOD_1 "," SWAPPED), FIELDS, 1,
    "feature 2 (A-4): ring 1 of polygon 1, position 1: the position 23.6,113.14 is not on "
    "the "
    "earth",
    0 },
  { "far-away", COLLECTION (FAR_AWAY), FIELDS, 1, "km from the city; are its coordinates",
    0 },
  { "metres-as-degrees",
    COLLECTION (POLYGON ("\"G-1\"", "[[[408000,2612000],[408100,2612000],[408100,2612100],"
                                    "[408000,2612000]]]")),
    FIELDS, 1, "metres of a projected system?", 0 },
  { "swapped-metres",
    COLLECTION (POLYGON ("\"G-1\"", "[[[2612000,408000],[2612000,408100],[2612100,408100],"
                                    "[2612000,408000]]]")),
    FIELDS " --epsg 4547", 1, "are east and north swapped?", 0 },
  { "overlap-each-other", COLLECTION (GOOD_1 "," OVER_GOOD_1), FIELDS, 1,
    "feature 2 (A-6): it shares ", 0 },
  { "overlap-names-other", COLLECTION (GOOD_1 "," OVER_GOOD_1), FIELDS, 1,
    "m² with feature 1 (A-1), at 113.1", 0 },
  { "skip-overlap", COLLECTION (GOOD_1 "," OVER_GOOD_1 "," GOOD_2),
    FIELDS " --skip-invalid", 0, "imported 2 cells, left out 1", 2 },
  { "overlap-with-city", COLLECTION (GOOD_1 "," ACROSS_OLD), FIELDS, 1,
    "with the city's cell 441802001002", 0 },
  { "same-code-twice", COLLECTION (GOOD_1 "," POLYGON ("\"A-1\"", SQUARE ("11", "60"))),
    FIELDS, 1, "feature 2 (A-1): feature 1 has the same code", 0 },
  { "code-of-city", COLLECTION (POLYGON ("\"441802001001100\"", SQUARE ("10", "60"))),
    "--code-field BGCODE", 1, "the city has a cell of that code already", 0 },
  { "code-against-scheme", COLLECTION (GOOD_1), "--code-field BGCODE", 1,
    "the district (characters 1 to 6)", 0 },
  { "code-of-scheme", COLLECTION (POLYGON ("\"441802001001500\"", SQUARE ("10", "60"))),
    "--code-field BGCODE", 0, "imported 1 cells", 1 },
  { "no-code", COLLECTION (GOOD_1), "--scheme local", 1, "it has no property \"code\"", 0 },
  { "null-code", COLLECTION (GOOD_1), "--scheme local --code-field sq", 1,
    "it has no property \"sq\"", 0 },
  { "blank-code", COLLECTION (POLYGON ("\"A 1\"", SQUARE ("10", "60"))), FIELDS, 1,
    "has ' ' in place 2", 0 },
  { "unknown-community", COLLECTION (GOOD_1), FIELDS " --community-field mc", 1,
    "the city has no area 网格", 0 },
  { "no-community", COLLECTION (GOOD_1), FIELDS " --community-field sq", 1,
    "no property \"sq\" with its community", 0 },
  { "not-closed",
    COLLECTION (
        POLYGON ("\"A-1\"", "[[[113.1,23.6],[113.2,23.6],[113.2,23.7],[113.1,23.7]]]")),
    FIELDS, 1, "feature 1 (A-1): ring 1 of polygon 1 is not closed", 0 },
  { "line", COLLECTION (FEATURE ("\"L\"", "LineString", "[[113.1,23.6],[113.2,23.6]]")),
    FIELDS, 1, "a LineString; only Polygon and MultiPolygon", 0 },
  { "not-json", "cells?", FIELDS, 1, "not JSON at byte 1", 0 },
  { "cut-off", "{\"type\":\"FeatureCollection\",", FIELDS, 1, "ends too early", 0 },
  { "bare-polygon", GOOD_1, FIELDS, 1, "no FeatureCollection", 0 },
  { "unknown-epsg", COLLECTION (GOOD_1), FIELDS " --epsg 1", 1, "EPSG:1 ", 0 },
  { "unknown-scheme", COLLECTION (GOOD_1), "--scheme gb1", 2, "no such code scheme", 0 },
};

static guint
count_cells (const CtlFixture *fixture)
{
  g_auto (CtlRun) run = ctl_run (fixture, NULL, "check --scheme local");
  const char *at = strstr (run.out, "codes unique and well-formed: ");

  g_assert_nonnull (at);
  return (guint)strtoul (at + strlen ("codes unique and well-formed: "), NULL, 10);
}

/* The small city, set up once and copied for each row; returns how many cells it has. */
static guint
copy_city (const CtlFixture *fixture)
{
  static char *made = NULL;
  static gsize made_size = 0;
  static guint n_cells = 0;
  g_autoptr (GError) error = NULL;

  if (made != NULL)
    g_file_set_contents (fixture->database, made, (gssize)made_size, &error);
  else
    {
      g_autoptr (GwCity) city = ctl_make_city ();

      ctl_create (fixture, city);
      n_cells = city->cells->len;
      g_file_get_contents (fixture->database, &made, &made_size, &error);
    }
  g_assert_no_error (error);
  return n_cells;
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  CtlFixture fixture;
  guint n_before;

  ctl_fixture_set_up (&fixture, NULL);
  n_before = copy_city (&fixture);
  {
    g_autofree char *path = ctl_write (&fixture, "cells.geojson", row->text);
    g_autofree char *arguments = g_strdup_printf ("import cells %s %s", path, row->options);
    g_auto (CtlRun) run = ctl_run (&fixture, NULL, arguments);

    ctl_assert (&run, row->status, row->expected);
  }
  g_assert_cmpuint (count_cells (&fixture), ==, n_before + row->n_added);
  ctl_fixture_tear_down (&fixture, NULL);
}

static void
expect (CtlFixture *fixture, const char *arguments, int status, const char *text)
{
  g_auto (CtlRun) run = ctl_run (fixture, NULL, arguments);

  ctl_assert (&run, status, text);
}

/* A city of strangers' cells alone: set up, imported, asked. */
static void
test_new_city (CtlFixture *fixture, gconstpointer data)
{
  g_autofree char *path =
      ctl_write (fixture, "cells.geojson",
                 COLLECTION (GOOD_1 "," POLYGON ("\"A-2\"", SQUARE ("11", "60"))));
  g_autofree char *import =
      g_strdup_printf ("import cells %s --code-field BGCODE --name-field mc", path);

  expect (fixture, "init --name 外城 --code out --code-scheme local", 0,
          "made the database");
  expect (fixture, import, 0, "imported 2 cells");
  expect (fixture, "locate 113.1045 23.6045", 0, "A-1");
  expect (fixture, "locate 113.1145 23.6045", 0, "网格");
  expect (fixture, "locate 113.2 23.7", 1, "no cell");
  expect (fixture, import, 1, "the city has a cell of that code already");
}

/* EPSG:4547 and its degrees name the same ground. */
static void
test_projected_place (CtlFixture *fixture, gconstpointer data)
{
  g_autofree char *path =
      ctl_write (fixture, "cells.geojson",
                 COLLECTION (POLYGON (
                     "\"G-1\"", "[[[499950,3320063],[500050,3320063],[500050,3320163],"
                                "[499950,3320163],[499950,3320063]]]")));
  g_autofree char *import =
      g_strdup_printf ("import cells %s --code-field BGCODE --epsg 4547", path);

  expect (fixture, "init --name 外城 --code out --code-scheme local", 0,
          "made the database");
  expect (fixture, import, 0, "imported 1 cells");
  expect (fixture, "locate 114 30", 0, "G-1");
  expect (fixture, "locate 114.001 30", 1, "no cell");
}

static void
test_no_file (CtlFixture *fixture, gconstpointer data)
{
  expect (fixture, "init --name 外城 --code out --code-scheme local", 0,
          "made the database");
  expect (fixture, "import cells /nowhere/cells.geojson", 1, "/nowhere/cells.geojson");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/ctl/import/%s", rows[i].name);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add ("/ctl/import/new-city", CtlFixture, NULL, ctl_fixture_set_up, test_new_city,
              ctl_fixture_tear_down);
  g_test_add ("/ctl/import/projected-place", CtlFixture, NULL, ctl_fixture_set_up,
              test_projected_place, ctl_fixture_tear_down);
  g_test_add ("/ctl/import/no-file", CtlFixture, NULL, ctl_fixture_set_up, test_no_file,
              ctl_fixture_tear_down);
  return g_test_run ();
}
