/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The demo city is the same for the same seed, and another one for another. */
#define G_LOG_DOMAIN "gridward-test"

#include "data/demo/demo-city.h"
#include "tests/demo/city-hash.h"

/* The middle is made by the same code as the whole, and has a fifth of its cells. */
#define SIZE 0.45
#define LEAST_CELLS 4000
#define N_COMPONENTS 2025

static GwCity *
make_city (guint64 seed)
{
  g_autoptr (GError) error = NULL;
  GwCity *city = gw_demo_city_make (seed, SIZE, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (city->cells->len, >=, LEAST_CELLS);
  g_assert_cmpuint (city->components->len, ==, N_COMPONENTS);
  return city;
}

static char *
hash_seed (guint64 seed)
{
  g_autoptr (GwCity) city = make_city (seed);

  return city_hash (city);
}

static void
test_seeds (void)
{
  g_autofree char *first = hash_seed (4418);
  g_autofree char *again = hash_seed (4418);
  g_autofree char *other = hash_seed (2);

  g_assert_cmpstr (first, ==, again);
  g_assert_cmpstr (first, !=, other);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo-city/seeds", test_seeds);
  return g_test_run ();
}
