/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shapes: orientation, containment, area, label points, well-known binary, validity. */
#include "gis/gis-error.h"
#include "gis/shape-check.h"
#include "gis/shape.h"
#include "tests/lib/irregular-cells.h"

#include <geodesic.h>
#include <math.h>

/* A square of 1000 units with a square hole, and a triangle apart from it. */
static GwShape *
make_sample (void)
{
  const GwFixed points[] = {
    { 0, 0 },     { 0, 1000 },  { 1000, 1000 }, { 1000, 0 }, /* clockwise on purpose */
    { 200, 200 }, { 800, 200 }, { 800, 800 },   { 200, 800 },
    { 2000, 0 },  { 3000, 0 },  { 2000, 1000 },
  };
  const guint ring_ends[] = { 4, 8, 11 };
  const guint polygon_ends[] = { 2, 3 };

  return gw_shape_new (points, G_N_ELEMENTS (points), ring_ends, 3, polygon_ends, 2);
}

static void
test_orientation (void)
{
  g_autoptr (GwShape) shape = make_sample ();

  /* The outer ring was turned round, the hole too. */
  g_assert_cmpint (shape->points[0].x, ==, 1000);
  g_assert_cmpint (shape->points[0].y, ==, 0);
  g_assert_cmpint (shape->points[4].x, ==, 200);
  g_assert_cmpint (shape->points[4].y, ==, 800);
  g_assert_cmpint (shape->points[8].x, ==, 2000);
  g_assert_cmpint (shape->box.max.x, ==, 3000);
  g_assert_cmpint (shape->box.min.y, ==, 0);
}

typedef struct
{
  GwFixed point;
  gboolean inside;
} PointRow;

/* West and south borders belong to the shape, east and north ones do not. */
static const PointRow point_rows[] = {
  { { 100, 100 }, TRUE },   { { 500, 500 }, FALSE },   { { 0, 500 }, TRUE },
  { { 1000, 500 }, FALSE }, { { 500, 0 }, TRUE },      { { 500, 1000 }, FALSE },
  { { 0, 0 }, TRUE },       { { 1000, 1000 }, FALSE }, { { 200, 500 }, FALSE },
  { { 800, 500 }, TRUE },   { { 1500, 500 }, FALSE },  { { 2100, 100 }, TRUE },
  { { 2500, 500 }, FALSE }, { { -1, 500 }, FALSE },    { { 2000, 999 }, TRUE },
};

static void
test_contains (gconstpointer data)
{
  const PointRow *row = data;
  g_autoptr (GwShape) shape = make_sample ();

  g_assert_cmpint (gw_shape_contains (shape, row->point), ==, row->inside);
}

/* A triangle half the earth wide: the products of its edges need all 64 bits. */
static void
test_contains_at_world_scale (void)
{
  const GwFixed points[] = { { -1800000000, -900000000 },
                             { 1800000000, -900000000 },
                             { 1800000000, 900000000 } };
  g_autoptr (GwShape) shape = gw_shape_new_ring (points, 3);

  g_assert_true (gw_shape_contains (shape, (GwFixed){ 1799999999, 899999998 }));
  g_assert_false (gw_shape_contains (shape, (GwFixed){ -1799999999, 0 }));
  g_assert_true (gw_shape_contains (shape, (GwFixed){ 3, 0 }));
  g_assert_false (gw_shape_contains (shape, (GwFixed){ -3, 0 }));
}

static void
test_area (void)
{
  g_autoptr (GPtrArray) cells = irregular_cells_new (10, 10, 3);
  struct geod_geodesic earth;

  geod_init (&earth, 6378137.0, 1 / 298.257222101);
  for (guint i = 0; i < cells->len; i++)
    {
      const GwShape *cell = g_ptr_array_index (cells, i);
      struct geod_polygon polygon;
      double area, length;

      geod_polygon_init (&polygon, 0);
      for (guint at = 0; at < cell->n_points; at++)
        {
          GwLonLat position = gw_fixed_to_lon_lat (cell->points[at]);

          geod_polygon_addpoint (&earth, &polygon, position.lat, position.lon);
        }
      geod_polygon_compute (&earth, &polygon, 0, 1, &area, &length);
      g_assert_cmpfloat (fabs (gw_shape_area_m2 (cell) - area) / area, <, 1e-6);
    }
}

static void
test_area_of_parts (void)
{
  g_autoptr (GwShape) shape = make_sample ();
  double unit_m2 = pow (6378137.0 * G_PI / 180 / GW_FIXED_PER_DEGREE, 2);
  double expected = (1000 * 1000 - 600 * 600 + 500 * 1000) * unit_m2;

  /* At the equator a degree of latitude is 0.7 % shorter than one of longitude. */
  g_assert_cmpfloat (fabs (gw_shape_area_m2 (shape) / expected - 0.99331), <, 1e-4);
}

static void
test_label_of_square (void)
{
  const GwFixed points[] = { { 0, 0 }, { 1000, 0 }, { 1000, 1000 }, { 0, 1000 } };
  g_autoptr (GwShape) shape = gw_shape_new_ring (points, 4);
  GwFixed label = gw_shape_label_point (shape);

  g_assert_cmpint (label.x, ==, 500);
  g_assert_cmpint (label.y, ==, 500);
}

/* The centre of a U, and of a ring round a hole, lies outside of it. */
static void
test_label_is_inside (void)
{
  const GwFixed points[] = { { 0, 0 },     { 1000, 0 },  { 1000, 1000 }, { 900, 1000 },
                             { 900, 100 }, { 100, 100 }, { 100, 1000 },  { 0, 1000 } };
  g_autoptr (GwShape) u = gw_shape_new_ring (points, G_N_ELEMENTS (points));
  g_autoptr (GwShape) sample = make_sample ();

  g_assert_true (gw_shape_contains (u, gw_shape_label_point (u)));
  g_assert_true (gw_shape_contains (sample, gw_shape_label_point (sample)));
}

static void
assert_same_shape (const GwShape *a, const GwShape *b)
{
  g_assert_cmpmem (a->points, a->n_points * sizeof *a->points, b->points,
                   b->n_points * sizeof *b->points);
  g_assert_cmpmem (a->ring_ends, a->n_rings * sizeof *a->ring_ends, b->ring_ends,
                   b->n_rings * sizeof *b->ring_ends);
  g_assert_cmpmem (a->polygon_ends, a->n_polygons * sizeof *a->polygon_ends,
                   b->polygon_ends, b->n_polygons * sizeof *b->polygon_ends);
}

static void
assert_round_trip (const GwShape *shape)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) wkb = gw_shape_to_wkb (shape);
  g_autoptr (GwShape) back = NULL;
  gsize size;
  const guint8 *data = g_bytes_get_data (wkb, &size);

  back = gw_shape_from_wkb (data, size, &error);
  g_assert_no_error (error);
  assert_same_shape (shape, back);
}

static void
test_wkb_round_trip (void)
{
  g_autoptr (GwShape) sample = make_sample ();
  g_autoptr (GPtrArray) cells = irregular_cells_new (5, 5, 4);

  assert_round_trip (sample);
  for (guint i = 0; i < cells->len; i++)
    assert_round_trip (g_ptr_array_index (cells, i));
}

static void
test_wkb_every_truncation_is_refused (void)
{
  g_autoptr (GwShape) sample = make_sample ();
  g_autoptr (GBytes) wkb = gw_shape_to_wkb (sample);
  gsize size;
  const guint8 *data = g_bytes_get_data (wkb, &size);

  for (gsize length = 0; length < size; length++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree guint8 *copy = g_memdup2 (data, MAX (length, 1));

      g_assert_null (gw_shape_from_wkb (copy, length, &error));
      g_assert_error (error, GW_GIS_ERROR, GW_GIS_ERROR_SYNTAX);
    }
}

typedef struct
{
  const char *name;
  const char *hex;
  GwGisError code; /* when expected is set */
  const char *expected;
} WkbRow;

#define TRIANGLE_LE                                                                        \
  "04000000"                                                                               \
  "00000000000000000000000000000000"                                                       \
  "000000000000f03f0000000000000000"                                                       \
  "000000000000f03f000000000000f03f"                                                       \
  "00000000000000000000000000000000"

static const WkbRow wkb_rows[] = {
  { "polygon", "010300000001000000" TRIANGLE_LE, 0, NULL },
  { "multipolygon", "010600000001000000010300000001000000" TRIANGLE_LE, 0, NULL },
  { "big-endian",
    "000000000300000001000000040000000000000000000000000000000"
    "03ff000000000000000000000000000003ff00000000000003ff000000000000000000000000000000000"
    "000000000000",
    0, NULL },
  { "empty", "", GW_GIS_ERROR_SYNTAX, "ends too early" },
  { "byte-order", "020300000001000000", GW_GIS_ERROR_SYNTAX, "byte order 0 or 1, not 2" },
  { "point", "0101000000", GW_GIS_ERROR_UNSUPPORTED, "geometry type 1 is neither" },
  { "polygon-z", "01eb030000", GW_GIS_ERROR_UNSUPPORTED, "geometry type 1003" },
  { "no-polygon", "010600000000000000", GW_GIS_ERROR_SYNTAX, "no polygon" },
  { "no-ring", "010300000000000000", GW_GIS_ERROR_SYNTAX, "polygon 1 has no ring" },
  { "four-billion-rings", "0103000000ffffffff", GW_GIS_ERROR_SYNTAX, "ends too early" },
  { "four-billion-points", "010300000001000000ffffffff", GW_GIS_ERROR_SYNTAX, "too early" },
  { "three-points",
    "01030000000100000003000000"
    "00000000000000000000000000000000000000000000f03f000000000000000000000000000000000000"
    "000000000000",
    GW_GIS_ERROR_SYNTAX, "ring 1 of polygon 1 has 3 positions" },
  { "nan",
    "01030000000100000004000000000000000000f87f000000000000000000000000000000000000000000"
    "00000000000000000000000000000000000000000000000000000000000000000000000000000000",
    GW_GIS_ERROR_COORDINATE, "is not on the earth" },
  { "no-area",
    "010300000001000000040000000000000000000000000000000000000000000000000000000000000000"
    "00000000000000000000000000000000000000000000000000000000000000000000000000000000",
    GW_GIS_ERROR_TOPOLOGY, "encloses nothing" },
  { "point-in-multipolygon", "0106000000010000000101000000", GW_GIS_ERROR_SYNTAX,
    "part 1 of the multipolygon has geometry type 1" },
  { "trailing", "010300000001000000" TRIANGLE_LE "00", GW_GIS_ERROR_SYNTAX,
    "1 bytes follow" },
};

static void
test_wkb (gconstpointer data)
{
  const WkbRow *row = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GwShape) shape = NULL;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  for (const char *at = row->hex; at[0] != '\0' && at[1] != '\0'; at += 2)
    {
      guint8 byte =
          (guint8)(g_ascii_xdigit_value (at[0]) << 4 | g_ascii_xdigit_value (at[1]));

      g_byte_array_append (bytes, &byte, 1);
    }
  shape = gw_shape_from_wkb (bytes->data, bytes->len, &error);
  if (row->expected == NULL)
    {
      g_assert_no_error (error);
      g_assert_cmpuint (shape->n_points, ==, 3);
      g_assert_true (gw_shape_contains (shape, (GwFixed){ 9000000, 5000000 }));
      return;
    }
  g_assert_null (shape);
  g_assert_error (error, GW_GIS_ERROR, (int)row->code);
  if (strstr (error->message, row->expected) == NULL)
    g_error ("\"%s\" is not in \"%s\"", row->expected, error->message);
}

static void
test_check_valid (void)
{
  g_autoptr (GPtrArray) cells = irregular_cells_new (20, 20, 5);
  g_autoptr (GwShape) sample = make_sample ();
  g_autoptr (GError) error = NULL;

  g_assert_true (gw_shape_check (sample, &error));
  for (guint i = 0; i < cells->len; i++)
    g_assert_true (gw_shape_check (g_ptr_array_index (cells, i), &error));
  g_assert_no_error (error);
}

typedef struct
{
  const char *name;
  GwFixed points[8];
  guint ring_ends[2];
  guint polygon_ends[2];
  guint n_rings, n_polygons;
  const char *expected;
} InvalidRow;

#define D 10000000

static const InvalidRow invalid_rows[] = {
  { "bow-tie",
    { { 0, 0 }, { 2 * D, 2 * D }, { 2 * D, 0 }, { 0, 2 * D } },
    { 4 },
    { 1 },
    1,
    1,
    "self-intersection at 1.0000000,1.0000000" },
  { "hole-outside",
    { { 0, 0 },
      { D, 0 },
      { D, D },
      { 0, D },
      { 3 * D, 0 },
      { 4 * D, 0 },
      { 4 * D, D },
      { 3 * D, D } },
    { 4, 8 },
    { 2 },
    2,
    1,
    "hole lies outside shell at" },
  { "parts-overlap",
    { { 0, 0 },
      { 2 * D, 0 },
      { 2 * D, 2 * D },
      { 0, 2 * D },
      { D, D },
      { 3 * D, D },
      { 3 * D, 3 * D },
      { D, 3 * D } },
    { 4, 8 },
    { 1, 2 },
    2,
    2,
    "self-intersection at" },
  { "same-part-twice",
    { { 0, 0 }, { D, 0 }, { D, D }, { 0, D }, { 0, 0 }, { D, 0 }, { D, D }, { 0, D } },
    { 4, 8 },
    { 1, 2 },
    2,
    2,
    " at " },
};

static void
test_check_invalid (gconstpointer data)
{
  const InvalidRow *row = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GwShape) shape =
      gw_shape_new (row->points, row->ring_ends[row->n_rings - 1], row->ring_ends,
                    row->n_rings, row->polygon_ends, row->n_polygons);

  g_assert_false (gw_shape_check (shape, &error));
  g_assert_error (error, GW_GIS_ERROR, GW_GIS_ERROR_TOPOLOGY);
  if (strstr (error->message, row->expected) == NULL)
    g_error ("\"%s\" is not in \"%s\"", row->expected, error->message);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gis/shape/orientation", test_orientation);
  for (guint i = 0; i < G_N_ELEMENTS (point_rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/gis/shape/contains/%02u", i);

      g_test_add_data_func (path, &point_rows[i], test_contains);
    }
  g_test_add_func ("/gis/shape/contains-at-world-scale", test_contains_at_world_scale);
  g_test_add_func ("/gis/shape/area", test_area);
  g_test_add_func ("/gis/shape/area-of-parts", test_area_of_parts);
  g_test_add_func ("/gis/shape/label-of-square", test_label_of_square);
  g_test_add_func ("/gis/shape/label-is-inside", test_label_is_inside);
  g_test_add_func ("/gis/shape/wkb-round-trip", test_wkb_round_trip);
  g_test_add_func ("/gis/shape/wkb-every-truncation-is-refused",
                   test_wkb_every_truncation_is_refused);
  for (guint i = 0; i < G_N_ELEMENTS (wkb_rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/gis/shape/wkb/%s", wkb_rows[i].name);

      g_test_add_data_func (path, &wkb_rows[i], test_wkb);
    }
  g_test_add_func ("/gis/shape/check-valid", test_check_valid);
  for (guint i = 0; i < G_N_ELEMENTS (invalid_rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/gis/shape/check/%s", invalid_rows[i].name);

      g_test_add_data_func (path, &invalid_rows[i], test_check_invalid);
    }
  return g_test_run ();
}
