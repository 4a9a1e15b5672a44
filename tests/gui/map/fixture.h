/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A synthetic town for the tests of the map: cells, cases, base tiles, all from seeds. */
#pragma once

#include "gui/map/map-view-private.h"

#define FIXTURE_LON 113.05
#define FIXTURE_LAT 23.69

/* n_side squared irregular cells of about 100 m, without gaps: GwCellRecord. */
GPtrArray *fixture_cells (guint n_side);
/* A loaded set of them. */
GwCellSet *fixture_cell_set (guint n_side);
/* Cases, denser towards some centres, of all lamps. Caller frees. */
GwCasePoint *fixture_points (guint n_points, guint n_side);
/* A value for each cell, higher towards some centres; NAN here and there. */
double *fixture_values (guint n_side, GwMeasure measure);
GwCityRecord *fixture_city (guint n_side);

/* A painted base tile: streets, a river, parks. For gw_base_tiles_new_from. */
GBytes *fixture_base_tile (GwTile tile, gpointer user_data);

/* A map view with all of it, in a window that is presented. */
typedef struct
{
  GwTileFetch
      fetch; /* set before it is opened: where base tiles come from; NULL: painted */
  GtkWindow *window;
  GwMapView *view;
  GwCellSet *cells;
  GwCellValues *values;
  GwCasePoints *points;
  GwSelection *selection;
  guint n_side;
} Fixture;

void fixture_open (Fixture *fixture, guint n_side, guint n_points, int width, int height);
void fixture_close (Fixture *fixture);
/* Runs the main loop until the map is ready and at rest. */
void fixture_settle (Fixture *fixture);
/* Runs the main loop until condition or for 10 s at most; FALSE then. */
gboolean fixture_wait (gboolean (*condition) (gpointer), gpointer user_data);
/* Draws a widget with the cairo renderer, whatever the window uses. */
GdkTexture *fixture_shoot (GtkWidget *widget);
/* Settings that make every machine draw alike; call after gtk_init. */
void fixture_fix_settings (void);
