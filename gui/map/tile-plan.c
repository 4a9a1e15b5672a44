/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which tiles a view wants, the most urgent first. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/map/tile-plan.h"

#include <math.h>

#define LEVELS_UP_COARSE 3u

typedef struct
{
  GwTile tile;
  double distance; /* squared, in tiles from the centre; the ring comes after all visible */
} Candidate;

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const Candidate *one = a;
  const Candidate *other = b;

  if (one->distance != other->distance)
    return one->distance < other->distance ? -1 : 1;
  if (one->tile.y != other->tile.y)
    return one->tile.y < other->tile.y ? -1 : 1;
  return one->tile.x < other->tile.x ? -1 : one->tile.x > other->tile.x;
}

guint
gw_tile_plan (const GwMapFrame *frame, guint level, guint ring, GArray *tiles)
{
  const double behind_all_visible = 1e9;
  double count = exp2 (level);
  GwMercator first = gw_map_frame_to_mercator (frame, 0, 0);
  GwMercator last = gw_map_frame_to_mercator (frame, frame->width, frame->height);
  int left = (int)floor (first.x * count);
  int top = (int)floor (first.y * count);
  /* A tile that begins at the very edge is not seen. */
  int right = (int)ceil (last.x * count) - 1;
  int bottom = (int)ceil (last.y * count) - 1;
  int margin = (int)ring;
  guint n_visible = 0;
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));

  g_array_set_size (tiles, 0);
  if (frame->width <= 0 || frame->height <= 0)
    return 0;

  for (int y = MAX (top - margin, 0); y <= MIN (bottom + margin, (int)count - 1); y++)
    for (int x = MAX (left - margin, 0); x <= MIN (right + margin, (int)count - 1); x++)
      {
        gboolean visible = x >= left && x <= right && y >= top && y <= bottom;
        double dx = x + 0.5 - frame->centre.x * count;
        double dy = y + 0.5 - frame->centre.y * count;
        Candidate candidate = { { level, (guint)x, (guint)y }, dx * dx + dy * dy };

        if (visible)
          n_visible++;
        else
          candidate.distance += behind_all_visible;
        g_array_append_val (candidates, candidate);
      }

  g_array_sort (candidates, compare_candidates);
  for (guint i = 0; i < candidates->len; i++)
    g_array_append_val (tiles, g_array_index (candidates, Candidate, i).tile);
  return n_visible;
}

/* The visible tiles of a frame, of some level, from the from-th on. */
static void
append_plan (const GwMapFrame *frame, guint level, guint ring, guint from, GArray *tiles)
{
  g_autoptr (GArray) more = g_array_new (FALSE, FALSE, sizeof (GwTile));

  gw_tile_plan (frame, level, ring, more);
  for (guint i = from; i < more->len; i++)
    g_array_append_val (tiles, g_array_index (more, GwTile, i));
}

guint
gw_tile_plan_all (const GwMapFrame *frame, const GwMapFrame *target, guint max_level,
                  guint ring, GArray *tiles)
{
  guint level = gw_map_frame_level (frame, max_level);
  guint n_visible = gw_tile_plan (frame, level, 0, tiles);
  GwMapFrame wider = *frame;

  if (target != NULL)
    append_plan (target, gw_map_frame_level (target, max_level), 0, 0, tiles);
  append_plan (frame, level, ring, n_visible, tiles);
  wider.zoom -= 1;
  if (level >= 1)
    append_plan (&wider, level - 1, 0, 0, tiles);
  if (level >= LEVELS_UP_COARSE)
    append_plan (&wider, level - LEVELS_UP_COARSE, 0, 0, tiles);
  return n_visible;
}

guint64
gw_tile_key (GwTile tile)
{
  return (guint64)tile.z << 58 | (guint64)tile.x << 29 | tile.y;
}

GwTile
gw_tile_ancestor (GwTile tile, guint levels)
{
  g_assert (levels <= tile.z);
  return (GwTile){ tile.z - levels, tile.x >> levels, tile.y >> levels };
}

GwTile
gw_tile_child (GwTile tile, guint which)
{
  return (GwTile){ tile.z + 1, tile.x * 2 + (which & 1), tile.y * 2 + (which >> 1) };
}
