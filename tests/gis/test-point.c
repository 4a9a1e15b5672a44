/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fixed point, degrees as text, boxes. */
#include "gis/point.h"

#include <math.h>

typedef struct
{
  gint32 value;
  const char *text;
} DegreesRow;

static const DegreesRow degrees_rows[] = {
  { 0, "0.0000000" },
  { 1, "0.0000001" },
  { -1, "-0.0000001" },
  { 1130512345, "113.0512345" },
  { -1800000000, "-180.0000000" },
  { 9999999, "0.9999999" },
  { 10000000, "1.0000000" },
  { G_MININT32, "-214.7483648" },
};

static void
test_degrees (gconstpointer data)
{
  const DegreesRow *row = data;
  g_autoptr (GString) out = g_string_new (NULL);

  gw_fixed_append_degrees (out, row->value);
  g_assert_cmpstr (out->str, ==, row->text);
}

typedef struct
{
  const char *text;
  gboolean taken;
} BoxRow;

static const BoxRow box_rows[] = {
  { "113,23,114,24", TRUE },
  { "-180,-90,180,90", TRUE },
  { "1.5e2,23,160,24", TRUE },
  { "113,23,113,23", TRUE },
  { "", FALSE },
  { "113,23,114", FALSE },
  { "113,23,114,24,", FALSE },
  { "113,23,114,24 ", FALSE },
  { " 113,23,114,24", FALSE },
  { "114,23,113,24", FALSE },
  { "113,24,114,23", FALSE },
  { "nan,23,114,24", FALSE },
  { "113,23,inf,24", FALSE },
  { "0x71,23,114,24", FALSE },
  { "113;23;114;24", FALSE },
  { "113,23,114,91", FALSE },
  { "113,23,181,24", FALSE },
  { "1e999,23,114,24", FALSE },
  { "e,e,e,e", FALSE },
};

static void
test_box_parse (gconstpointer data)
{
  const BoxRow *row = data;
  GwBox box = { { 1, 2 }, { 3, 4 } };

  g_assert_cmpint (gw_box_parse (row->text, &box), ==, row->taken);
  if (!row->taken)
    g_assert_cmpint (box.max.y, ==, 4);
}

static void
test_fixed_round_trip (void)
{
  GRand *random = g_rand_new_with_seed (1);

  for (guint i = 0; i < 100000; i++)
    {
      GwFixed point = { g_rand_int_range (random, -1800000000, 1800000001),
                        g_rand_int_range (random, -900000000, 900000001) };
      GwFixed back = gw_fixed_from_lon_lat (gw_fixed_to_lon_lat (point));

      g_assert_cmpint (back.x, ==, point.x);
      g_assert_cmpint (back.y, ==, point.y);
    }
  g_rand_free (random);
}

static void
test_valid (void)
{
  g_assert_true (gw_lon_lat_is_valid ((GwLonLat){ 180, -90 }));
  g_assert_false (gw_lon_lat_is_valid ((GwLonLat){ 180.0001, 0 }));
  g_assert_false (gw_lon_lat_is_valid ((GwLonLat){ 23, 113 }));
  g_assert_false (gw_lon_lat_is_valid ((GwLonLat){ NAN, 0 }));
  g_assert_false (gw_lon_lat_is_valid ((GwLonLat){ 0, -INFINITY }));
}

static void
test_boxes (void)
{
  GwBox box = gw_box_empty ();
  GwBox other;

  g_assert_false (gw_box_contains (box, (GwFixed){ 0, 0 }));
  gw_box_add (&box, (GwFixed){ 5, 5 });
  gw_box_add (&box, (GwFixed){ -5, 7 });
  g_assert_true (gw_box_contains (box, (GwFixed){ 0, 5 }));
  g_assert_false (gw_box_contains (box, (GwFixed){ 0, 4 }));
  other = (GwBox){ { 5, 7 }, { 9, 9 } };
  g_assert_true (gw_box_intersects (box, other));
  other.min.x = 6;
  g_assert_false (gw_box_intersects (box, other));
  g_assert_false (gw_box_intersects (box, gw_box_empty ()));
  gw_box_unite (&box, other);
  g_assert_cmpint (box.max.x, ==, 9);
  g_assert_cmpint (box.min.x, ==, -5);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (degrees_rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/gis/point/degrees/%u", i);

      g_test_add_data_func (path, &degrees_rows[i], test_degrees);
    }
  for (guint i = 0; i < G_N_ELEMENTS (box_rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/gis/point/box-parse/%02u", i);

      g_test_add_data_func (path, &box_rows[i], test_box_parse);
    }
  g_test_add_func ("/gis/point/fixed-round-trip", test_fixed_round_trip);
  g_test_add_func ("/gis/point/valid", test_valid);
  g_test_add_func ("/gis/point/boxes", test_boxes);
  return g_test_run ();
}
