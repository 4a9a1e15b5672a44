/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A large database in seconds: cases, journal and counters by bulk statements. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Adds n_cases to a city that is set up and not in use, spread over its cells, classes and
 * departments and over the year before the end of 2026. One in twenty is open. Aborts on
 * failure.
 */
void seed_cases (const char *path, guint n_cases);
/* Makes a database with n_cells square cells, 50 classes, 8 departments, one inspector. */
void seed_city (const char *path, guint n_cells);

G_END_DECLS
