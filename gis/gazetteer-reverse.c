/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is near a point: houses, points of interest and streets in a grid of squares. */
#define G_LOG_DOMAIN "gridward-gis"

#include "gis/gazetteer-private.h"

#include <math.h>
#include <stdlib.h>

/* 2^14 units of 1e-7 degree: 182 m northward. */
#define SQUARE_BITS 14
#define SQUARE_M 182.0
#define MAX_M 1000.0

/* What an item of the grid is; the other bits are its number. */
enum
{
  HOUSE = 0u << 30,
  ENTRY = 1u << 30,
  SEGMENT = 2u << 30, /* from the point of that number to the next */
  KIND = 3u << 30,
};

/* Metres that a kind counts farther than it is. */
#define ENTRY_LOSS_M 10.0
#define SEGMENT_LOSS_M 40.0

/* Squares whose numbers are the same lie thousands of kilometres apart. */
static guint32
square_at (gint32 column, gint32 row)
{
  return ((guint32)row & 0xffff) << 16 | ((guint32)column & 0xffff);
}

static void
add_item (GArray *grid, gint32 column, gint32 row, guint32 item)
{
  GwGridItem entry = { square_at (column, row), item };

  g_array_append_val (grid, entry);
}

/* A segment is in each square of its box: they are short. */
static void
add_segment (GArray *grid, GwFixed a, GwFixed b, guint32 number)
{
  for (gint32 row = MIN (a.y, b.y) >> SQUARE_BITS; row <= MAX (a.y, b.y) >> SQUARE_BITS;
       row++)
    for (gint32 column = MIN (a.x, b.x) >> SQUARE_BITS;
         column <= MAX (a.x, b.x) >> SQUARE_BITS; column++)
      add_item (grid, column, row, SEGMENT | number);
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const GwGridItem *one = a, *other = b;

  if (one->square != other->square)
    return one->square < other->square ? -1 : 1;
  return one->item < other->item ? -1 : one->item > other->item;
}

void
gw_gazetteer_make_grid (GwGazetteer *gazetteer)
{
  GArray *grid = g_array_new (FALSE, FALSE, sizeof (GwGridItem));

  for (guint32 i = 0; i < gazetteer->n_houses; i++)
    add_item (grid, gazetteer->houses[i].position.x >> SQUARE_BITS,
              gazetteer->houses[i].position.y >> SQUARE_BITS, HOUSE | i);
  for (guint32 i = 0; i < gazetteer->n_entries; i++)
    if (gazetteer->entries[i].kind == GW_PLACE_POI)
      add_item (grid, gazetteer->entries[i].position.x >> SQUARE_BITS,
                gazetteer->entries[i].position.y >> SQUARE_BITS, ENTRY | i);
  for (guint32 piece = 0, i = 0; piece < gazetteer->n_pieces; piece++, i++)
    for (; i + 1 < gazetteer->piece_ends[piece]; i++)
      add_segment (grid, gazetteer->points[i], gazetteer->points[i + 1], i);
  gazetteer->n_grid = grid->len;
  gazetteer->grid = (GwGridItem *)(gpointer)g_array_free (grid, FALSE);
  if (gazetteer->n_grid > 0)
    qsort (gazetteer->grid, gazetteer->n_grid, sizeof *gazetteer->grid, compare_items);
}

typedef struct
{
  const GwGazetteer *gazetteer;
  GwFixed point;
  double max_m;
  double best_m; /* with what its kind adds */
  guint32 item;
  double distance_m;
  double x; /* from the place to the point */
  double y;
} Nearest;

/* From the nearest place of the segment to the point. */
static void
way_from_segment (GwFixed a, GwFixed b, GwFixed point, double *ret_x, double *ret_y)
{
  double x, y, px, py, share;

  gw_gazetteer_metres (a, b, &x, &y);
  gw_gazetteer_metres (a, point, &px, &py);
  share = x != 0 || y != 0 ? CLAMP ((px * x + py * y) / (x * x + y * y), 0, 1) : 0;
  *ret_x = px - share * x;
  *ret_y = py - share * y;
}

static void
judge (Nearest *nearest, guint32 item)
{
  const GwGazetteer *g = nearest->gazetteer;
  guint32 number = item & ~KIND;
  double x, y, distance_m, loss_m = 0;

  switch (item & KIND)
    {
    case HOUSE:
      gw_gazetteer_metres (g->houses[number].position, nearest->point, &x, &y);
      break;
    case ENTRY:
      gw_gazetteer_metres (g->entries[number].position, nearest->point, &x, &y);
      loss_m = ENTRY_LOSS_M;
      break;
    default:
      way_from_segment (g->points[number], g->points[number + 1], nearest->point, &x, &y);
      loss_m = SEGMENT_LOSS_M;
    }
  distance_m = hypot (x, y);
  if (distance_m > nearest->max_m || distance_m + loss_m >= nearest->best_m)
    return;
  nearest->best_m = distance_m + loss_m;
  nearest->item = item;
  nearest->distance_m = distance_m;
  nearest->x = x;
  nearest->y = y;
}

static void
judge_square (Nearest *nearest, guint32 square)
{
  const GwGridItem *grid = nearest->gazetteer->grid;
  guint32 low = 0, high = nearest->gazetteer->n_grid;

  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;

      if (grid[middle].square < square)
        low = middle + 1;
      else
        high = middle;
    }
  for (; low < nearest->gazetteer->n_grid && grid[low].square == square; low++)
    judge (nearest, grid[low].item);
}

static guint32
piece_of_point (const GwGazetteer *gazetteer, guint32 point)
{
  guint32 low = 0, high = gazetteer->n_pieces - 1;

  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;

      if (point < gazetteer->piece_ends[middle])
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

static void
fill_place (const GwGazetteer *gazetteer, guint32 item, GwPlace *ret_place)
{
  guint32 number = item & ~KIND;

  if ((item & KIND) == HOUSE)
    gw_gazetteer_fill_house (gazetteer, gw_gazetteer_street_of_house (gazetteer, number),
                             number, ret_place);
  else if ((item & KIND) == ENTRY)
    gw_gazetteer_fill_entry (gazetteer, number, ret_place);
  else
    gw_gazetteer_fill_entry (
        gazetteer,
        gw_gazetteer_street_of_piece (gazetteer, piece_of_point (gazetteer, number)),
        ret_place);
}

gboolean
gw_gazetteer_nearest (const GwGazetteer *gazetteer, GwFixed point, double max_m,
                      GwPlaceNearby *ret_nearby)
{
  Nearest nearest = { .gazetteer = gazetteer,
                      .point = point,
                      .max_m = MIN (max_m, MAX_M),
                      .best_m = G_MAXDOUBLE };
  double narrowing = cos ((double)point.y / GW_FIXED_PER_DEGREE * G_PI / 180);
  gint32 rows = (gint32)ceil (nearest.max_m / SQUARE_M);
  /* Squares get narrow towards the poles. */
  gint32 columns = (gint32)ceil (nearest.max_m / SQUARE_M / MAX (narrowing, 0.05));
  double bearing;

  for (gint32 row = -rows; row <= rows; row++)
    for (gint32 column = -columns; column <= columns; column++)
      judge_square (&nearest, square_at ((point.x >> SQUARE_BITS) + column,
                                         (point.y >> SQUARE_BITS) + row));
  if (nearest.best_m == G_MAXDOUBLE)
    return FALSE;
  fill_place (gazetteer, nearest.item, &ret_nearby->place);
  bearing = atan2 (nearest.x, nearest.y) * 180 / G_PI;
  ret_nearby->distance_m = nearest.distance_m;
  ret_nearby->bearing = bearing < 0 ? bearing + 360 : bearing;
  return TRUE;
}
