/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading an MBTiles 1.3 file. */
#pragma once

#include "gis/tile-math.h"

G_BEGIN_DECLS

/* Bound to one thread. */
typedef struct _GwMbtiles GwMbtiles;

/*
 * Opens for reading only. GW_GIS_ERROR_IO when there is no such file or it cannot be read,
 * GW_GIS_ERROR_SYNTAX when it is no MBTiles file.
 */
GwMbtiles *gw_mbtiles_open (const char *path, GError **error);
void gw_mbtiles_close (GwMbtiles *mbtiles);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwMbtiles, gw_mbtiles_close)

/* The tile's bytes (XYZ tile; the file's TMS row is our affair); NULL without error: no such tile. */
GBytes *gw_mbtiles_read (GwMbtiles *mbtiles, GwTile tile, GError **error);
/*
 * The tile that stands for every place where the map has nothing to show, or NULL without
 * error when the file names none (only files that gw_painter_write_mbtiles wrote do).
 */
GBytes *gw_mbtiles_read_background (GwMbtiles *mbtiles, GError **error);
/*
 * A short text that is another when the file is another (its size and time of change), for
 * caches. Owned by the file.
 */
const char *gw_mbtiles_stamp (const GwMbtiles *mbtiles);
/* A row of the metadata table, or NULL. Owned by the file. */
const char *gw_mbtiles_metadata (GwMbtiles *mbtiles, const char *name);

G_END_DECLS
