/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rings as text, and what they take in: boxes against every point of a lattice. */
#include "gis/ring.h"

#include "gis/gis-error.h"

typedef struct
{
  const char *text;
  int code; /* -1: taken */
} TextRow;

static const TextRow text_rows[] = {
  { "113,23,114,23,114,24", -1 },
  { "113,23,114,24,114,23,113,24", -1 },
  { "113,23,113,23,114,23,114,24", -1 },
  { "113,23,114,23,114,24,113,23", -1 },
  { "", GW_GIS_ERROR_TOPOLOGY },
  { "113,23,114,24", GW_GIS_ERROR_TOPOLOGY },
  { "113,23,114,24,115,25", GW_GIS_ERROR_TOPOLOGY },
  { "113,23,113,23,113,23", GW_GIS_ERROR_TOPOLOGY },
  { "113,23,114,23,114", GW_GIS_ERROR_SYNTAX },
  { "113,23,114,23,114,24,", GW_GIS_ERROR_SYNTAX },
  { "113,23;114,23;114,24", GW_GIS_ERROR_SYNTAX },
  { "113,23,114,23,nan,24", GW_GIS_ERROR_SYNTAX },
  { "113,23,114,23, 114,24", GW_GIS_ERROR_SYNTAX },
  { "113,23,114,23,114,91", GW_GIS_ERROR_COORDINATE },
  { "113,23,1e9,23,114,24", GW_GIS_ERROR_COORDINATE },
};

static void
test_text (gconstpointer data)
{
  const TextRow *row = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GwShape) ring = gw_ring_parse (row->text, &error);

  if (row->code >= 0)
    {
      g_assert_error (error, GW_GIS_ERROR, row->code);
      g_assert_null (ring);
      return;
    }
  g_assert_no_error (error);

  g_autofree char *text = gw_ring_to_text (ring);
  g_autoptr (GwShape) again = gw_ring_parse (text, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (again->n_points, ==, ring->n_points);
}

static void
test_many_points (void)
{
  g_autoptr (GString) text = g_string_new ("113,23");
  g_autoptr (GwShape) ring = NULL;
  g_autoptr (GwShape) refused = NULL;

  for (guint i = 1; i < GW_RING_MAX_POINTS; i++)
    g_string_append_printf (text, ",113.%03u,23.%03u", i, i * i % 97);
  ring = gw_ring_parse (text->str, NULL);
  g_assert_nonnull (ring);
  g_string_append (text, ",113.5,23.5");
  refused = gw_ring_parse (text->str, NULL);
  g_assert_null (refused);
}

/* What is told of a box holds for every point in it. */
static void
test_sides (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20);
  guint told[3] = { 0 };

  for (guint round = 0; round < 3000; round++)
    {
      GwFixed points[6];
      g_autoptr (GwShape) ring = NULL;
      GwBox box;
      GwRingSide side;
      guint n_in = 0;
      guint n = 0;

      for (guint i = 0; i < G_N_ELEMENTS (points); i++)
        points[i] =
            (GwFixed){ g_rand_int_range (rand, 0, 40), g_rand_int_range (rand, 0, 40) };
      ring = gw_shape_new_ring (points, G_N_ELEMENTS (points));
      box.min.x = g_rand_int_range (rand, -5, 42);
      box.min.y = g_rand_int_range (rand, -5, 42);
      box.max.x = box.min.x + g_rand_int_range (rand, 0, 6);
      box.max.y = box.min.y + g_rand_int_range (rand, 0, 6);
      for (gint32 x = box.min.x; x <= box.max.x; x++)
        for (gint32 y = box.min.y; y <= box.max.y; y++, n++)
          n_in += gw_shape_contains (ring, (GwFixed){ x, y });
      side = gw_ring_side_of (ring, box);
      told[side]++;
      if (side == GW_RING_OUTSIDE)
        g_assert_cmpuint (n_in, ==, 0);
      if (side == GW_RING_INSIDE)
        g_assert_cmpuint (n_in, ==, n);
    }
  g_assert_cmpuint (told[GW_RING_INSIDE], >, 50);
  g_assert_cmpuint (told[GW_RING_OUTSIDE], >, 50);
  g_assert_cmpuint (told[GW_RING_ACROSS], >, 50);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (text_rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/gis/ring/text/%u", i);

      g_test_add_data_func (path, &text_rows[i], test_text);
    }
  g_test_add_func ("/gis/ring/many-points", test_many_points);
  g_test_add_func ("/gis/ring/sides", test_sides);
  return g_test_run ();
}
