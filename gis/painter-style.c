/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of the base map's look: a light, calm map that cases stand out on. */

#include "gis/painter-style.h"

static const GwAreaStyle areas[] = {
  { .kind = GW_MAP_BUILTUP, .zoom_min = 0, .fill = 0xefece5 },
  { .kind = GW_MAP_GREEN,
    .zoom_min = 0,
    .fill = 0xd6e8cc,
    .outline_zoom = 14,
    .outline = 0xc3dbb6,
    .outline_width = 0.8 },
  { .kind = GW_MAP_WATER,
    .zoom_min = 0,
    .fill = 0xb4d5ea,
    .outline_zoom = 13,
    .outline = 0x97c1dc,
    .outline_width = 0.8 },
  { .kind = GW_MAP_BUILDING,
    .zoom_min = 14,
    .fill = 0xe1dbd0,
    .outline_zoom = 16,
    .outline = 0xc8c0b1,
    .outline_width = 0.8 },
};

/* Columns: zoom 10 to 18. */
static const GwLineStyle lines[] = {
  { .kind = GW_MAP_WATER, .fill = 0xb4d5ea, .width = { 0.8, 1, 1.2, 1.6, 2, 3, 4, 6, 9 } },
  { .kind = GW_MAP_FOOTWAY,
    .fill = 0xc8b48f,
    .dash = { 5, 3, 5, 3 },
    .width = { 0, 0, 0, 0, 0, 0, 1.0, 1.4, 1.8 } },
  { .kind = GW_MAP_RESIDENTIAL,
    .fill = 0xffffff,
    .casing = 0xd9d4c8,
    .casing_zoom = 14,
    .casing_width = 0.8,
    .width = { 0, 0, 0.4, 0.9, 1.5, 3.2, 5.5, 9, 14 } },
  { .kind = GW_MAP_SECONDARY,
    .fill = 0xffffff,
    .casing = 0xcbc4b4,
    .casing_zoom = 13,
    .casing_width = 0.9,
    .width = { 0.5, 0.9, 1.4, 2.2, 3.2, 5.2, 8, 12, 18 } },
  { .kind = GW_MAP_PRIMARY,
    .fill = 0xfdeab0,
    .casing = 0xdcbf75,
    .casing_zoom = 12,
    .casing_width = 1.0,
    .width = { 0.9, 1.4, 2.1, 3.2, 4.6, 7, 10, 15, 22 } },
  { .kind = GW_MAP_MOTORWAY,
    .fill = 0xfbcb86,
    .casing = 0xd9a04f,
    .casing_zoom = 11,
    .casing_width = 1.0,
    .width = { 1.4, 2, 2.8, 4, 5.5, 8, 11.5, 17, 24 } },
  { .kind = GW_MAP_RAILWAY,
    .fill = 0xf8f7f4,
    .casing = 0xa9a59d,
    .casing_zoom = 10,
    .casing_width = 0.8,
    .dash = { 7, 7, 7, 7 },
    .width = { 0.3, 0.4, 0.6, 0.9, 1.2, 1.5, 1.9, 2.4, 3 } },
  { .kind = GW_MAP_BOUNDARY,
    .rank = 3,
    .fill = 0xb9a3c4,
    .dash = { 3, 4, 3, 4 },
    .width = { 0, 0, 0, 0, 0.7, 0.8, 0.9, 1, 1.2 } },
  { .kind = GW_MAP_BOUNDARY,
    .rank = 2,
    .fill = 0xa98fb8,
    .dash = { 8, 4, 2, 4 },
    .width = { 0.6, 0.7, 0.9, 1.1, 1.3, 1.5, 1.6, 1.8, 2 } },
  { .kind = GW_MAP_BOUNDARY,
    .rank = 1,
    .fill = 0x9a7cae,
    .dash = { 12, 4, 3, 4 },
    .width = { 1, 1.2, 1.5, 1.8, 2, 2.2, 2.4, 2.6, 2.8 } },
};

static const GwTextStyle texts[] = {
  { .kind = GW_MAP_PLACE,
    .rank = 1,
    .colour = 0x33363d,
    .bold = TRUE,
    .repeat = 2000,
    .size = { 16, 18, 20, 20, 0, 0, 0, 0, 0 } },
  { .kind = GW_MAP_PLACE,
    .rank = 2,
    .colour = 0x474a52,
    .bold = TRUE,
    .repeat = 1500,
    .size = { 0, 12, 13, 15, 17, 18, 0, 0, 0 } },
  { .kind = GW_MAP_WATER,
    .colour = 0x4682ab,
    .spacing = 0.9,
    .repeat = 700,
    .size = { 0, 11, 12, 13, 14, 14, 15, 15, 16 } },
  { .kind = GW_MAP_MOTORWAY,
    .colour = 0x7a5420,
    .spacing = 0.12,
    .repeat = 480,
    .size = { 0, 0, 10.5, 11, 11.5, 12, 12.5, 13, 14 } },
  { .kind = GW_MAP_PRIMARY,
    .colour = 0x66583a,
    .spacing = 0.12,
    .repeat = 420,
    .size = { 0, 0, 0, 10.5, 11, 11.5, 12, 13, 14 } },
  { .kind = GW_MAP_PLACE,
    .rank = 3,
    .colour = 0x6a6470,
    .repeat = 1500,
    .size = { 0, 0, 0, 0, 11.5, 13, 14, 15, 0 } },
  { .kind = GW_MAP_SECONDARY,
    .colour = 0x5d574b,
    .spacing = 0.12,
    .repeat = 400,
    .size = { 0, 0, 0, 0, 10.5, 11, 11.5, 12, 13 } },
  { .kind = GW_MAP_GREEN,
    .colour = 0x4f8043,
    .repeat = 900,
    .size = { 0, 0, 0, 11, 11, 12, 12, 13, 14 } },
  { .kind = GW_MAP_PLACE,
    .rank = 0,
    .colour = 0x6a6470,
    .repeat = 600,
    .size = { 0, 0, 0, 0, 0, 11, 12, 12, 13 } },
  { .kind = GW_MAP_RESIDENTIAL,
    .colour = 0x6b655a,
    .spacing = 0.12,
    .repeat = 380,
    .size = { 0, 0, 0, 0, 0, 0, 10.5, 11.5, 12.5 } },
  { .kind = GW_MAP_BUILDING,
    .colour = 0x7a7163,
    .repeat = 300,
    .size = { 0, 0, 0, 0, 0, 0, 0, 11, 12 } },
  { .kind = GW_MAP_RAILWAY,
    .colour = 0x77736b,
    .spacing = 0.12,
    .repeat = 700,
    .size = { 0, 0, 0, 0, 10.5, 11, 11, 11.5, 12 } },
};

const GwAreaStyle *
gw_style_areas (guint *ret_n)
{
  *ret_n = G_N_ELEMENTS (areas);
  return areas;
}

const GwLineStyle *
gw_style_lines (guint *ret_n)
{
  *ret_n = G_N_ELEMENTS (lines);
  return lines;
}

const GwTextStyle *
gw_style_texts (guint *ret_n)
{
  *ret_n = G_N_ELEMENTS (texts);
  return texts;
}

float
gw_style_size (const float *sizes, guint zoom)
{
  return sizes[CLAMP (zoom, GW_STYLE_ZOOM_MIN, GW_STYLE_ZOOM_MAX) - GW_STYLE_ZOOM_MIN];
}
