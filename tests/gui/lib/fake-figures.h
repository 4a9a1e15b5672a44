/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The statistics of the fake server: all that ever happened, whatever the period. */
#pragma once

#include "tests/gui/lib/fake-city.h"

G_BEGIN_DECLS

/* Two indicators over two figures: cases that are closed, and that wait to be. */
json_object *fake_figure_book (void);
/* query: what was asked for; rows, indicators, cell and department are heeded. */
json_object *fake_table (GPtrArray *cases, GHashTable *query);
json_object *fake_counted (GPtrArray *cases, GHashTable *query);
/* By the fake book's only scheme: the closure rate, of ten points. */
json_object *fake_scores (GPtrArray *cases, GHashTable *query);
/* Documents that are always the same: three months, the last of them open, the first locked,
 * and what changed of it after that; three spots with recurring cases on two pages, the first
 * with more cases than are named. */
gboolean fake_is_fixed (const char *path);
json_object *fake_fixed (const char *path, GHashTable *query);
/* Those that are closed took less than an hour. */
json_object *fake_closing_times (GPtrArray *cases, GHashTable *query);

G_END_DECLS
