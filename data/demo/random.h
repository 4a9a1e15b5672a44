/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random numbers that are the same everywhere, and smooth noise made of them. */
#pragma once

#include <glib.h>

/* A stream of numbers; copy it to remember a place in the stream. */
typedef struct
{
  guint64 state;
} GwRandom;

/* Each stream of a seed is independent of the others. */
GwRandom gw_random_init (guint64 seed, guint64 stream);
guint64 gw_random_next (GwRandom *random);
/* 0 <= result < n; n must not be 0. */
guint gw_random_below (GwRandom *random, guint n);
/* low <= result < high. */
double gw_random_range (GwRandom *random, double low, double high);
gboolean gw_random_chance (GwRandom *random, double probability);

/* Smooth in x and y, between -1 and 1, with one bump per unit of length or so. */
double gw_noise (guint64 seed, double x, double y);
