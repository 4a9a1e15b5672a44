/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What only the map shows: components, who is on duty where, the track of an inspector. */
#pragma once

#include "gui/client/records.h"

G_BEGIN_DECLS

/* A component that stands in a box. */
typedef struct
{
  char *code;
  char *name;
  GwNamed klass; /* empty when the catalogue has dropped it */
  GwNamed owner; /* empty: nobody is known to answer for it */
  double lon;
  double lat;
} GwMapComponent;

void gw_map_component_free (GwMapComponent *component);

/* Who is signed in to which duty grid. */
typedef struct
{
  GwNamed person; /* code: the login */
  GwNamed duty_grid;
} GwMapDuty;

void gw_map_duty_free (GwMapDuty *duty);

/* A place on the way of an inspector. Plain value. */
typedef struct
{
  double lon;
  double lat;
  gint64 at_usec;
} GwTrackPlace;

/* GPtrArray of GwMapComponent. */
gpointer gw_decode_components (const char *text, gsize length, GError **error);
/* GPtrArray of GwMapDuty. */
gpointer gw_decode_duty (const char *text, gsize length, GError **error);
/* GHashTable of char * by char *: the names of duty grids by their codes. */
gpointer gw_decode_duty_grids (const char *text, gsize length, GError **error);
/* GPtrArray of GwTrackPlace (g_free), by time. */
gpointer gw_decode_track (const char *text, gsize length, GError **error);

G_END_DECLS
