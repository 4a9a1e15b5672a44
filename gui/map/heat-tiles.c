/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where cases are dense, as tiles. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/map/heat-tiles.h"

#include "gui/map/cell-tiles.h"
#include "gui/map/tile-workers.h"

#include <math.h>

/* Warmth is computed for squares of so many pixels, and smoothed in between. */
#define SQUARE_PX 4
#define SIDE (GW_TILE_SIZE / SQUARE_PX)
#define SIGMA 5.0
#define REACH 14
#define WIDE (SIDE + 2 * REACH)
/* Two cases at one place are no hot spot, even where there is nothing hotter. */
#define LEAST_HOTTEST 4u
/* Cases of the densest square are not all at one spot: where they are spread this is seen. */
#define SPREAD 0.45
#define FAINTEST 0.06
#define MAX_OPACITY 0.78

/* All cases, sorted from west to east; shared by the workers. */
typedef struct
{
  gatomicrefcount ref_count;
  guint n;
  GwMercator *at;
  gint densest[GW_TILE_MAX_ZOOM + 1]; /* cases of the densest square of a kernel; atomic */
} Places;

struct _GwHeatTiles
{
  GwTileSource parent_instance;

  Places *places;
  gboolean dark;
};

G_DEFINE_FINAL_TYPE (GwHeatTiles, gw_heat_tiles, GW_TYPE_TILE_SOURCE)

static void
places_unref (Places *places)
{
  if (!g_atomic_ref_count_dec (&places->ref_count))
    return;
  g_free (places->at);
  g_free (places);
}

typedef struct
{
  GwTile tile;
  Places *places;
  gboolean dark;
  guint revision;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  places_unref (job->places);
  g_free (job);
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const GwMercator *one = a;
  const GwMercator *other = b;

  return (one->x > other->x) - (one->x < other->x);
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  guint64 one = *(const guint64 *)a;
  guint64 other = *(const guint64 *)b;

  return (one > other) - (one < other);
}

/* The most cases in one square as wide as the kernel; several workers may count at once. */
static guint
count_densest (Places *places, guint level)
{
  double squares = exp2 (level) * GW_TILE_SIZE / (SQUARE_PX * 4 * SIGMA);
  guint known = (guint)g_atomic_int_get (&places->densest[level]);
  g_autofree guint64 *keys = NULL;
  guint run = 0;
  guint most = 1;

  if (known != 0)
    return known;
  keys = g_new (guint64, MAX (places->n, 1));
  for (guint i = 0; i < places->n; i++)
    keys[i] =
        (guint64)(places->at[i].x * squares) << 32 | (guint64)(places->at[i].y * squares);
  qsort (keys, places->n, sizeof *keys, compare_keys);
  for (guint i = 0; i < places->n; i++)
    {
      run = i > 0 && keys[i] == keys[i - 1] ? run + 1 : 1;
      most = MAX (most, run);
    }
  g_atomic_int_set (&places->densest[level], (gint)most);
  return most;
}

static guint
first_east_of (const Places *places, double x)
{
  guint low = 0;
  guint high = places->n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (places->at[middle].x < x)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Cases counted into the squares of the tile and of a margin round it. */
static guint
count_squares (const Job *job, float *squares)
{
  double per_world = exp2 (job->tile.z) * SIDE;
  double left = (double)job->tile.x * SIDE - REACH;
  double top = (double)job->tile.y * SIDE - REACH;
  guint end = first_east_of (job->places, (left + WIDE) / per_world);
  guint n = 0;

  memset (squares, 0, sizeof (float) * WIDE * WIDE);
  for (guint i = first_east_of (job->places, left / per_world); i < end; i++)
    {
      int column = (int)floor (job->places->at[i].x * per_world - left);
      int row = (int)floor (job->places->at[i].y * per_world - top);

      if (column < 0 || column >= WIDE || row < 0 || row >= WIDE)
        continue;
      squares[row * WIDE + column] += 1;
      n++;
    }
  return n;
}

/* Spreads along one direction; step is 1 for rows, WIDE for columns. */
static void
spread (const float *from, float *to, int step)
{
  float weights[REACH + 1];

  for (int d = 0; d <= REACH; d++)
    weights[d] = (float)exp (-d * d / (2 * SIGMA * SIGMA));
  for (int line = 0; line < WIDE; line++)
    for (int i = 0; i < WIDE; i++)
      {
        const float *start = from + line * (step == 1 ? WIDE : 1);
        float sum = 0;

        for (int k = MAX (i - REACH, 0); k <= MIN (i + REACH, WIDE - 1); k++)
          sum += start[k * step] * weights[ABS (k - i)];
        to[line * (step == 1 ? WIDE : 1) + i * step] = sum;
      }
}

guint32
gw_heat_colour (double warmth, gboolean dark)
{
  /* Of even lightness steps, which needs no hue to be read. */
  static const guint32 stops[2][5] = {
    { 0xfec287, 0xfb8861, 0xd3436e, 0x8c2981, 0x3b0f70 },
    { 0x51127c, 0xa3307e, 0xe65164, 0xfd9a6a, 0xfcfdbf },
  };
  double scaled = CLAMP (warmth, 0, 1) * 4;
  guint stop = MIN ((guint)scaled, 3);
  double share = scaled - stop;
  guint32 rgb = 0;

  if (warmth < FAINTEST)
    return 0;
  for (int shift = 16; shift >= 0; shift -= 8)
    {
      double one = stops[dark][stop] >> shift & 0xff;
      double other = stops[dark][stop + 1] >> shift & 0xff;

      rgb |= (guint32)lround (one + (other - one) * share) << shift;
    }
  return gw_colour_premultiply (rgb, MAX_OPACITY *
                                         MIN ((warmth - FAINTEST) / (4 * FAINTEST), 1));
}

/* Between the middles of four squares. */
static float
sample (const float *squares, double x, double y)
{
  int column = (int)floor (x);
  int row = (int)floor (y);
  float right = (float)(x - column);
  float below = (float)(y - row);
  const float *at = squares + row * WIDE + column;

  return (at[0] * (1 - right) + at[1] * right) * (1 - below) +
         (at[WIDE] * (1 - right) + at[WIDE + 1] * right) * below;
}

static GBytes *
paint (const Job *job)
{
  g_autofree float *squares = g_new (float, WIDE *WIDE);
  g_autofree float *warm = g_new (float, WIDE *WIDE);
  guint32 table[256];
  guint32 *pixels;
  guint32 *pixel;
  double hottest;

  if (count_squares (job, squares) == 0)
    return NULL;
  spread (squares, warm, 1);
  spread (warm, squares, WIDE);
  hottest = SPREAD * MAX (count_densest (job->places, job->tile.z), LEAST_HOTTEST);
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    table[i] = gw_heat_colour (i / 255.0, job->dark);
  pixel = pixels = g_new (guint32, (gsize)GW_TILE_SIZE * GW_TILE_SIZE);
  for (guint y = 0; y < GW_TILE_SIZE; y++)
    for (guint x = 0; x < GW_TILE_SIZE; x++)
      {
        double warmth = sample (squares, (x + 0.5) / SQUARE_PX - 0.5 + REACH,
                                (y + 0.5) / SQUARE_PX - 0.5 + REACH) /
                        hottest;

        *pixel++ = table[(guint)(CLAMP (warmth, 0, 1) * 255)];
      }
  return g_bytes_new_take (pixels, (gsize)GW_TILE_SIZE * GW_TILE_SIZE * sizeof *pixels);
}

static void
paint_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Job *job = task_data;
  g_autoptr (GBytes) pixels = paint (job);
  GwTileContent *content = gw_tile_content_new_from_pixels (
      job->revision, pixels, GW_TILE_SIZE, GW_TILE_SIZE, TRUE, NULL);

  g_task_return_pointer (task, content, (GDestroyNotify)gw_tile_content_unref);
}

static void
gw_heat_tiles_load_async (GwTileSource *source, GwTile tile, GBytes *known,
                          GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GwHeatTiles *self = GW_HEAT_TILES (source);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->tile = tile;
  job->places = self->places;
  g_atomic_ref_count_inc (&job->places->ref_count);
  job->dark = self->dark;
  job->revision = gw_tile_source_get_revision (source);
  g_task_set_source_tag (task, gw_heat_tiles_load_async);
  g_task_set_task_data (task, job, job_free);
  gw_tile_workers_run (task, paint_thread);
}

static void
gw_heat_tiles_finalize (GObject *object)
{
  g_clear_pointer (&GW_HEAT_TILES (object)->places, places_unref);
  G_OBJECT_CLASS (gw_heat_tiles_parent_class)->finalize (object);
}

static void
gw_heat_tiles_class_init (GwHeatTilesClass *klass)
{
  GwTileSourceClass *source_class = GW_TILE_SOURCE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = gw_heat_tiles_finalize;
  source_class->max_in_flight = 3 * gw_tile_workers_count ();
  source_class->load_async = gw_heat_tiles_load_async;
}

static Places *
places_new (const GwCasePoint *points, guint n_points)
{
  Places *places = g_new0 (Places, 1);

  g_atomic_ref_count_init (&places->ref_count);
  places->n = n_points;
  places->at = g_new (GwMercator, n_points);
  for (guint i = 0; i < n_points; i++)
    places->at[i] = gw_mercator_from_lon_lat ((GwLonLat){ points[i].lon, points[i].lat });
  if (n_points > 0)
    qsort (places->at, n_points, sizeof *places->at, compare_places);
  return places;
}

static void
gw_heat_tiles_init (GwHeatTiles *self)
{
  self->places = places_new (NULL, 0);
}

GwTileSource *
gw_heat_tiles_new (void)
{
  return g_object_new (GW_TYPE_HEAT_TILES, NULL);
}

void
gw_heat_tiles_set_points (GwHeatTiles *self, const GwCasePoint *points, guint n_points)
{
  g_return_if_fail (GW_IS_HEAT_TILES (self));
  places_unref (self->places);
  self->places = places_new (points, n_points);
  gw_tile_source_changed (GW_TILE_SOURCE (self));
}

void
gw_heat_tiles_set_dark (GwHeatTiles *self, gboolean dark)
{
  g_return_if_fail (GW_IS_HEAT_TILES (self));
  if (self->dark == dark)
    return;
  self->dark = dark;
  gw_tile_source_changed (GW_TILE_SOURCE (self));
}
