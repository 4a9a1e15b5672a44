/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the server is measured with: a city of squares, and tiles of noise. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define BENCH_LOGIN "inspector"
#define BENCH_PASSWORD "password-of-the-bench"
#define BENCH_CELLS 20000
#define BENCH_COLUMNS 200
#define BENCH_WEST 113.0
#define BENCH_SOUTH 23.6
#define BENCH_CELL_DEGREES 0.001
/* Tiles of zoom 14 are BENCH_TILES_SIDE x BENCH_TILES_SIDE from this corner on. */
#define BENCH_TILES_SIDE 140
#define BENCH_TILE_X 13000
#define BENCH_TILE_Y 7000
#define BENCH_TILE_Z 14
#define BENCH_TILE_BYTES 13000

/* Aborts on failure. */
void bench_city_create (const char *path);
void bench_tiles_create (const char *path);

G_END_DECLS
