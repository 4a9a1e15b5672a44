/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SplitMix64, and value noise on a lattice hashed by it. */
#define G_LOG_DOMAIN "gridward-demo"

#include "data/demo/random.h"

#include <math.h>

static guint64
mix (guint64 z)
{
  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

GwRandom
gw_random_init (guint64 seed, guint64 stream)
{
  return (GwRandom){ mix (mix (seed + 1) ^
                          (stream * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15))) };
}

guint64
gw_random_next (GwRandom *random)
{
  random->state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return mix (random->state);
}

guint
gw_random_below (GwRandom *random, guint n)
{
  return (guint)((gw_random_next (random) >> 32) * n >> 32);
}

double
gw_random_range (GwRandom *random, double low, double high)
{
  return low + (high - low) * (double)(gw_random_next (random) >> 11) * 0x1p-53;
}

gboolean
gw_random_chance (GwRandom *random, double probability)
{
  return gw_random_range (random, 0, 1) < probability;
}

static double
lattice (guint64 seed, gint64 x, gint64 y)
{
  guint64 z = mix (mix (seed ^ (guint64)x * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) ^
                   (guint64)y * G_GUINT64_CONSTANT (0xc2b2ae3d27d4eb4f));

  return (double)(z >> 11) * 0x1p-52 - 1;
}

static double
fade (double t)
{
  return t * t * (3 - 2 * t);
}

double
gw_noise (guint64 seed, double x, double y)
{
  double floor_x = floor (x), floor_y = floor (y);
  double u = fade (x - floor_x), v = fade (y - floor_y);
  gint64 i = (gint64)floor_x, k = (gint64)floor_y;
  double low = lattice (seed, i, k) * (1 - u) + lattice (seed, i + 1, k) * u;
  double high = lattice (seed, i, k + 1) * (1 - u) + lattice (seed, i + 1, k + 1) * u;

  return low * (1 - v) + high * v;
}
