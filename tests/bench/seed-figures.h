/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A long history of figures in minutes, straight into the file. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SEED_LAST_YEAR 2026

/*
 * Adds what n_cases would count in the years up to the end of SEED_LAST_YEAR to a city that
 * bench_city_create() made and that is not in use, and communities; the sums are left to be
 * made. Aborts on failure.
 */
void seed_figures (const char *path, guint n_cases, guint years);
#define SEED_EVENTS_PER_CASE 5

G_END_DECLS
