/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Bounded mutation fuzzing of the readers of untrusted geometry: whatever comes in, they
 * answer with a shape or an error, and a shape that passes is one that can be used.
 */
#include "gis/geojson.h"
#include "gis/shape.h"
#include "tests/lib/irregular-cells.h"

#define N_ROUNDS 20000
#define SEED 20261122

static const char *const dictionary[] = {
  "[",
  "]",
  "{",
  "}",
  ",",
  ":",
  "\"",
  "null",
  "-",
  "1e308",
  "1e-320",
  "NaN",
  "Infinity",
  "0",
  "Polygon",
  "MultiPolygon",
  "\"coordinates\"",
  "\"crs\"",
  "EPSG:4547",
  "[[[[",
  "\\ud800",
  "\xff",
  "\xc0\x80",
  "[[0,0],[1,0],[1,1],[0,0]]",
  "180",
  "-90.0000001",
  "\\u0000",
};

static void
mutate (GRand *random, GByteArray *bytes)
{
  gint32 n_changes = g_rand_int_range (random, 1, 4);

  for (gint32 i = 0; i < n_changes && bytes->len > 0; i++)
    {
      guint at = (guint)g_rand_int_range (random, 0, (gint32)bytes->len);
      const char *word;

      switch (g_rand_int_range (random, 0, 8))
        {
        case 0:
          bytes->data[at] ^= (guint8)(1u << g_rand_int_range (random, 0, 8));
          break;
        case 1:
          bytes->data[at] = (guint8)g_rand_int_range (random, 0, 256);
          break;
        case 2:
          g_byte_array_set_size (bytes, at);
          break;
        case 3:
          g_byte_array_remove_range (
              bytes, at,
              (guint)g_rand_int_range (random, 1, (gint32)MIN (bytes->len - at, 40) + 1));
          break;
        case 4:
          word = dictionary[g_rand_int_range (random, 0, G_N_ELEMENTS (dictionary))];
          for (gsize k = 0; k < strlen (word) && at + k < bytes->len; k++)
            bytes->data[at + k] = (guint8)word[k];
          break;
        default:
          /* Another digit keeps the text a text, so that the geometry is looked at. */
          while (at < bytes->len && !g_ascii_isdigit (bytes->data[at]))
            at++;
          if (at < bytes->len)
            bytes->data[at] = (guint8)g_rand_int_range (random, '0', '9' + 1);
          break;
        }
    }
}

static void
use_shape (const GwShape *shape)
{
  g_autoptr (GBytes) wkb = gw_shape_to_wkb (shape);
  g_autoptr (GwShape) back = NULL;
  gsize size;
  const guint8 *data = g_bytes_get_data (wkb, &size);

  g_assert_cmpfloat (gw_shape_area_m2 (shape), >=, 0);
  gw_shape_contains (shape, gw_shape_label_point (shape));
  back = gw_shape_from_wkb (data, size, NULL);
  g_assert_nonnull (back);
  g_assert_cmpuint (back->n_points, ==, shape->n_points);
}

static void
fuzz_wkb (void)
{
  g_autoptr (GPtrArray) cells = irregular_cells_new (3, 3, SEED);
  GRand *random = g_rand_new_with_seed (SEED);
  guint n_taken = 0;

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      g_autoptr (GBytes) wkb = gw_shape_to_wkb (g_ptr_array_index (cells, i % cells->len));
      g_autoptr (GByteArray) bytes = g_bytes_unref_to_array (g_bytes_ref (wkb));
      g_autoptr (GError) error = NULL;
      g_autoptr (GwShape) shape = NULL;

      mutate (random, bytes);
      shape = gw_shape_from_wkb (bytes->data, bytes->len, &error);
      g_assert_cmpint (shape == NULL, ==, error != NULL);
      if (shape != NULL)
        {
          use_shape (shape);
          n_taken++;
        }
    }
  g_assert_cmpuint (n_taken, >, 0);
  g_assert_cmpuint (n_taken, <, N_ROUNDS);
  g_rand_free (random);
}

static void
fuzz_geojson (void)
{
  static const char seed_text[] =
      "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":"
      "\"urn:ogc:def:crs:OGC:1.3:CRS84\"}},\"features\":[{\"type\":\"Feature\","
      "\"properties\":"
      "{\"code\":\"网格-1\",\"area\":1.5e4},\"geometry\":{\"type\":\"Polygon\","
      "\"coordinates\":"
      "[[[113.1,23.1],[113.2,23.1],[113.2,23.2],[113.1,23.1]]]}},{\"type\":\"Feature\","
      "\"properties\":null,\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":[[[[0,0]"
      ","
      "[3,0],[3,3],[0,0]],[[2,1],[2.5,1],[2.5,2],[2,1]]]]}}]}";
  GRand *random = g_rand_new_with_seed (SEED);
  guint n_read = 0, n_shapes = 0;

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      g_autoptr (GError) error = NULL;
      g_autoptr (GwGeojsonCollection) collection = NULL;

      g_byte_array_append (bytes, (const guint8 *)seed_text, sizeof seed_text - 1);
      mutate (random, bytes);
      if (bytes->len == 0)
        continue;
      collection = gw_geojson_read ((const char *)bytes->data, bytes->len, 0, &error);
      g_assert_cmpint (collection == NULL, ==, error != NULL);
      if (error != NULL)
        g_assert_true (g_utf8_validate (error->message, -1, NULL));
      for (guint k = 0; collection != NULL && k < collection->features->len; k++)
        {
          const GwGeojsonFeature *feature = g_ptr_array_index (collection->features, k);

          g_assert_cmpint (feature->shape == NULL, ==, feature->error != NULL);
          if (feature->shape != NULL)
            use_shape (feature->shape);
          n_shapes += feature->shape != NULL;
        }
      n_read += collection != NULL;
    }
  g_assert_cmpuint (n_read, >, N_ROUNDS / 10);
  g_assert_cmpuint (n_shapes, >, N_ROUNDS / 10);
  g_rand_free (random);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fuzz/gis/wkb", fuzz_wkb);
  g_test_add_func ("/fuzz/gis/geojson", fuzz_geojson);
  return g_test_run ();
}
