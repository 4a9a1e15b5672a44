/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is written and drawn over the map: names of duty grids, a track, lines to neighbours. */
#pragma once

#include "gis/tile-math.h"
#include "gui/client/codec-map.h"

#include <gtk/gtk.h>
#include <shumate/shumate.h>

G_BEGIN_DECLS

/* A text at a place. */
typedef struct
{
  GwMercator at;
  char *text;
} GwMapNote;

void gw_map_note_free (GwMapNote *note);

/* Redrawn by the map view when the view moves. */
#define GW_TYPE_NOTE_LAYER (gw_note_layer_get_type ())
G_DECLARE_FINAL_TYPE (GwNoteLayer, gw_note_layer, GW, NOTE_LAYER, ShumateLayer)

GwNoteLayer *gw_note_layer_new (ShumateViewport *viewport);
/* GwMapNote, the most important first; takes a reference. They are seen from close by, and
 * where they cover none before them. NULL: none. */
void gw_note_layer_set_notes (GwNoteLayer *self, GPtrArray *notes);
/* GwTrackPlace by time; takes a reference. NULL: none. */
void gw_note_layer_set_track (GwNoteLayer *self, GPtrArray *places);
/* Lines from one place to others (GwLonLat; copied), each with a ring. NULL: none. */
void gw_note_layer_set_links (GwNoteLayer *self, GwLonLat from, GArray *to);
/* In which the times of a track are told; a reference is taken. */
void gw_note_layer_set_zone (GwNoteLayer *self, GTimeZone *zone);
void gw_note_layer_set_dark (GwNoteLayer *self, gboolean dark);

G_END_DECLS
