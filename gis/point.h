/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Positions: degrees for people and files, fixed point for every decision. */
#pragma once

#include <glib.h>

/* WGS 84 / CGCS2000 longitude and latitude in degrees. */
typedef struct
{
  double lon;
  double lat;
} GwLonLat;

/*
 * The same in units of 1e-7 degree (about 1 cm). All topology (which cell holds a
 * point) is decided on these integers, so that it never depends on rounding.
 */
typedef struct
{
  gint32 x;
  gint32 y;
} GwFixed;

#define GW_FIXED_PER_DEGREE 10000000

/* A closed box; empty when min > max. */
typedef struct
{
  GwFixed min;
  GwFixed max;
} GwBox;

/* FALSE for NaN, infinities and anything outside [-180, 180] x [-90, 90]. */
gboolean gw_lon_lat_is_valid (GwLonLat position);
/* Rounds to the nearest fixed point; the position must be valid. */
GwFixed gw_fixed_from_lon_lat (GwLonLat position);
GwLonLat gw_fixed_to_lon_lat (GwFixed point);
/* Appends "113.0512345" with exactly 7 decimals, independent of the locale. */
void gw_fixed_append_degrees (GString *out, gint32 value);
/* Reads a plain decimal number and moves the cursor behind it; FALSE when there is none. */
gboolean gw_degrees_parse (const char **cursor, double *ret_value);

GwBox gw_box_empty (void);
void gw_box_add (GwBox *box, GwFixed point);
void gw_box_unite (GwBox *box, GwBox other);
gboolean gw_box_intersects (GwBox a, GwBox b);
gboolean gw_box_contains (GwBox box, GwFixed point);
/* Parses "minlon,minlat,maxlon,maxlat"; FALSE (and box untouched) when it is not that. */
gboolean gw_box_parse (const char *text, GwBox *ret_box);
