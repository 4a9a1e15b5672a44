/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the base map looks, as tables. Sizes are in pixels of a GW_TILE_SIZE tile. */
#pragma once

#include "gis/map-feature.h"

G_BEGIN_DECLS

/* Sizes are listed for these zooms; below and above the nearest one holds. */
#define GW_STYLE_ZOOM_MIN 10
#define GW_STYLE_ZOOM_MAX 18
#define GW_STYLE_N_ZOOMS (GW_STYLE_ZOOM_MAX - GW_STYLE_ZOOM_MIN + 1)

/* Colours are 0xRRGGBB. */
#define GW_STYLE_LAND 0xf6f4ef

typedef struct
{
  GwMapKind kind;
  guint zoom_min; /* painted from here on */
  guint32 fill;
  guint outline_zoom; /* outlined from here on; 0: never */
  guint32 outline;
  double outline_width;
} GwAreaStyle;

typedef struct
{
  GwMapKind kind;
  guint rank; /* of boundaries; 0 for every other line */
  guint32 fill;
  guint32 casing;                /* beneath, wider by casing_width on each side */
  guint casing_zoom;             /* cased from here on; 0: never */
  double casing_width;           /* on each side */
  double dash[4];                /* on, off, on, off; all 0: solid */
  float width[GW_STYLE_N_ZOOMS]; /* 0: not painted */
} GwLineStyle;

typedef struct
{
  GwMapKind kind;
  guint rank; /* of places; 0 for every other label */
  guint32 colour;
  gboolean bold;
  double spacing; /* between characters along a line, in parts of the font size */
  double repeat;  /* no nearer to another label of the same text; lines repeat at it */
  float size[GW_STYLE_N_ZOOMS]; /* font size; 0: not shown */
} GwTextStyle;

/* Each list is in painting order (texts: in order of importance) and NULL-free. */
const GwAreaStyle *gw_style_areas (guint *ret_n);
const GwLineStyle *gw_style_lines (guint *ret_n);
const GwTextStyle *gw_style_texts (guint *ret_n);

/* The entry of a table of sizes for a zoom. */
float gw_style_size (const float *sizes, guint zoom);

G_END_DECLS
