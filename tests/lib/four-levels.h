/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The small town divided anew, so that it has districts, streets and communities. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define FOUR_LEVELS_CELLS 16

/* All areas: the city, two districts, three streets, four communities. NULL-terminated. */
extern const char *const four_levels_areas[];

/* Writes them into the town's database; whoever has it open reads the city again. */
void four_levels_divide (const char *database);
/* Whether a cell of the town (0 to 15) lies in the area. */
gboolean four_levels_has (const char *area, guint cell);

G_END_DECLS
