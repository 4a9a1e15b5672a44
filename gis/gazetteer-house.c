/* SPDX-License-Identifier: GPL-3.0-or-later */
/* House numbers on a street: those that are known, and places between them. */
#define G_LOG_DOMAIN "gridward-gis"

#include "gis/gazetteer-private.h"

#include <math.h>

/* Houses farther from a line than this do not stand along it. */
#define ALONG_M 120.0

/* The first house of the street whose number is not less. */
static guint32
find_house (const GwGazetteer *gazetteer, const GwStreet *street, guint number)
{
  guint32 low = street->first_house, high = low + street->n_houses;

  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;

      if (gazetteer->houses[middle].number < number)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* A place beside a line: how far along it, how far to its left. */
typedef struct
{
  double along_m;
  double left_m;
  double distance_m;
} Foot;

static Foot
find_foot (const GwFixed *points, guint n_points, GwFixed place)
{
  Foot best = { 0, 0, G_MAXDOUBLE };
  double way_m = 0;

  for (guint i = 0; i + 1 < n_points; i++)
    {
      double x, y, px, py, length_m, share;

      gw_gazetteer_metres (points[i], points[i + 1], &x, &y);
      gw_gazetteer_metres (points[i], place, &px, &py);
      length_m = hypot (x, y);
      share = length_m > 0 ? CLAMP ((px * x + py * y) / (length_m * length_m), 0, 1) : 0;
      if (hypot (px - share * x, py - share * y) < best.distance_m)
        best = (Foot){ way_m + share * length_m,
                       length_m > 0 ? (x * py - y * px) / length_m : 0,
                       hypot (px - share * x, py - share * y) };
      way_m += length_m;
    }
  return best;
}

static GwFixed
place_beside (const GwFixed *points, guint n_points, double along_m, double left_m)
{
  for (guint i = 0; i + 1 < n_points; i++)
    {
      double x, y, length_m;

      gw_gazetteer_metres (points[i], points[i + 1], &x, &y);
      length_m = hypot (x, y);
      if (length_m == 0 || (along_m > length_m && i + 2 < n_points))
        {
          along_m -= length_m;
          continue;
        }
      return gw_gazetteer_move (points[i], (along_m * x - left_m * y) / length_m,
                                (along_m * y + left_m * x) / length_m);
    }
  return points[n_points - 1];
}

static GwFixed
between (GwFixed a, GwFixed b, double share)
{
  return (GwFixed){ (gint32)lround (a.x + share * ((double)b.x - a.x)),
                    (gint32)lround (a.y + share * ((double)b.y - a.y)) };
}

/* Along the piece of the street that both houses stand on; else straight. */
static GwFixed
interpolate (const GwGazetteer *gazetteer, const GwStreet *street, GwFixed a, GwFixed b,
             double share)
{
  double best_m = ALONG_M;
  GwFixed place = between (a, b, share);

  for (guint32 i = 0; i < street->n_pieces; i++)
    {
      guint32 piece = street->first_piece + i;
      guint32 begin = piece > 0 ? gazetteer->piece_ends[piece - 1] : 0;
      const GwFixed *points = gazetteer->points + begin;
      guint n = gazetteer->piece_ends[piece] - begin;
      Foot from = find_foot (points, n, a), to = find_foot (points, n, b);

      if (from.distance_m + to.distance_m >= best_m)
        continue;
      best_m = from.distance_m + to.distance_m;
      place = place_beside (points, n, from.along_m + share * (to.along_m - from.along_m),
                            from.left_m + share * (to.left_m - from.left_m));
    }
  return place;
}

/* The houses next below and above, of the same side of the street if that is wanted. */
static gboolean
find_neighbours (const GwGazetteer *gazetteer, const GwStreet *street, guint number,
                 gboolean same_side, const GwHouse **ret_below, const GwHouse **ret_above)
{
  guint32 at = find_house (gazetteer, street, number);
  guint32 end = street->first_house + street->n_houses;
  const GwHouse *houses = gazetteer->houses;
  guint step = same_side ? 2 : 1;
  guint32 above = at, below = at;

  while (above < end && (houses[above].number - number) % step != 0)
    above++;
  while (below > street->first_house && (number - houses[below - 1].number) % step != 0)
    below--;
  if (above == end || below == street->first_house)
    return FALSE;
  *ret_above = &houses[above];
  *ret_below = &houses[below - 1];
  return TRUE;
}

/* The house of that number, with the suffix if there is one like that. */
static guint32
choose_suffix (const GwGazetteer *gazetteer, guint32 house, guint32 end, const char *suffix)
{
  guint number = gazetteer->houses[house].number;

  for (guint32 i = house; i < end && gazetteer->houses[i].number == number; i++)
    if (g_str_equal (g_ptr_array_index (gazetteer->suffixes, gazetteer->houses[i].suffix),
                     suffix))
      return i;
  return house;
}

gboolean
gw_gazetteer_find_house (const GwGazetteer *gazetteer, guint32 street, guint number,
                         const char *suffix, GwPlace *ret_place)
{
  const GwStreet *s = &gazetteer->streets[street];
  guint32 at = find_house (gazetteer, s, number), end = s->first_house + s->n_houses;
  const GwHouse *below, *above;

  if (at < end && gazetteer->houses[at].number == number)
    {
      gw_gazetteer_fill_house (gazetteer, street,
                               choose_suffix (gazetteer, at, end, suffix), ret_place);
      return TRUE;
    }
  if (!find_neighbours (gazetteer, s, number, TRUE, &below, &above) &&
      !find_neighbours (gazetteer, s, number, FALSE, &below, &above))
    return FALSE;
  gw_gazetteer_fill_entry (gazetteer, street, ret_place);
  ret_place->kind = GW_PLACE_HOUSE;
  ret_place->number = number;
  ret_place->interpolated = TRUE;
  ret_place->position =
      interpolate (gazetteer, s, below->position, above->position,
                   (double)(number - below->number) / (above->number - below->number));
  return TRUE;
}
