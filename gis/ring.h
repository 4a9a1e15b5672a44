/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A ring that somebody drew: as text, and what of the city it takes in. */
#pragma once

#include "gis/shape.h"

G_BEGIN_DECLS

#define GW_RING_MIN_POINTS 3
#define GW_RING_MAX_POINTS 64

typedef enum
{
  GW_RING_OUTSIDE, /* no point of it is in the ring */
  GW_RING_ACROSS,  /* perhaps some: each point has to be looked at */
  GW_RING_INSIDE,  /* all of it */
} GwRingSide;

/*
 * "lon,lat,lon,lat,…": 3 to 64 points that enclose an area; the first one is not repeated. A
 * ring that crosses itself takes in what is enclosed an odd number of times. NULL with
 * GW_GIS_ERROR_SYNTAX, _COORDINATE or _TOPOLOGY (nothing is enclosed).
 */
GwShape *gw_ring_parse (const char *text, GError **error);
/* The same text, of a shape's first ring; caller frees. */
char *gw_ring_to_text (const GwShape *ring);
/* How a box lies to the ring. Never wrong about OUTSIDE and INSIDE. O(points). */
GwRingSide gw_ring_side_of (const GwShape *ring, GwBox box);

G_END_DECLS
