/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A made-up city of irregular cells that share their borders, for tests and benchmarks. */
#pragma once

#include "gis/shape.h"

/*
 * n_columns * n_rows cells of twelve points, about 100 m wide, round 113.05 E 23.68 N:
 * GwShape, row by row from the south-west. Same seed, same cells.
 */
GPtrArray *irregular_cells_new (guint n_columns, guint n_rows, guint32 seed);
