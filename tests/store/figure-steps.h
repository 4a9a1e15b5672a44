/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The figures' way behind the journal, step by step, and what the file then holds. */
#pragma once

#include "tests/lib/temp-store.h"

G_BEGIN_DECLS

/* n_steps at most; each must be good. */
void figure_steps_follow (TempStore *temp, guint n_steps);
void figure_steps_make (TempStore *temp, guint n_steps);
/* One step, which may fail. */
gboolean figure_steps_try_make (TempStore *temp, GError **error);
/* All of it is to be counted again. */
void figure_steps_clear (TempStore *temp);
/* Rows as lines, columns ended by commas, NULL as "-"; straight from the file. Caller frees. */
char *figure_steps_query (TempStore *temp, const char *sql);
/* Behind the program's back, straight in the file. How many rows changed last. */
int figure_steps_change (TempStore *temp, const char *sql);

G_END_DECLS
