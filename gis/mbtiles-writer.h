/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing an MBTiles 1.3 file: beside its path, in one transaction, equal tiles once. */
#pragma once

#include "gis/tile-math.h"

G_BEGIN_DECLS

/* Metadata: which row of the table images stands for "nothing to show here". */
#define GW_MBTILES_BACKGROUND "background_tile"

/* Bound to one thread. */
typedef struct _GwMbtilesWriter GwMbtilesWriter;

/* Creates a file with another name in the folder of path; GW_GIS_ERROR_IO when it cannot. */
GwMbtilesWriter *gw_mbtiles_writer_new (const char *path, GError **error);
/* Removes what is not finished. */
void gw_mbtiles_writer_free (GwMbtilesWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwMbtilesWriter, gw_mbtiles_writer_free)

gboolean gw_mbtiles_writer_set (GwMbtilesWriter *writer, const char *name,
                                const char *value, GError **error);
gboolean gw_mbtiles_writer_add (GwMbtilesWriter *writer, GwTile tile, GBytes *bytes,
                                GError **error);
/* Keeps bytes as the tile for places without one. */
gboolean gw_mbtiles_writer_set_background (GwMbtilesWriter *writer, GBytes *bytes,
                                           GError **error);
/* Commits, syncs and renames to path. */
gboolean gw_mbtiles_writer_finish (GwMbtilesWriter *writer, GError **error);

G_END_DECLS
