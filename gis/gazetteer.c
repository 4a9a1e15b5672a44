/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The gazetteer's entries, and places in words. */
#define G_LOG_DOMAIN "gridward-gis"

#include "gis/gazetteer-private.h"
#include "gis/pinyin.h"

#include <math.h>
#include <string.h>

/* Nearer than this a point is at the place. */
#define AT_M 10.0

static const char *const kind_names[] = {
  [GW_PLACE_STREET] = "street",       [GW_PLACE_AREA] = "area",
  [GW_PLACE_COMMUNITY] = "community", [GW_PLACE_POI] = "poi",
  [GW_PLACE_COMPONENT] = "component", [GW_PLACE_CELL] = "cell",
  [GW_PLACE_HOUSE] = "house",
};

const char *
gw_place_kind_name (GwPlaceKind kind)
{
  g_return_val_if_fail ((guint)kind < G_N_ELEMENTS (kind_names), NULL);
  return kind_names[kind];
}

GwGazetteer *
gw_gazetteer_ref (GwGazetteer *gazetteer)
{
  g_atomic_ref_count_inc (&gazetteer->ref_count);
  return gazetteer;
}

void
gw_gazetteer_unref (GwGazetteer *gazetteer)
{
  if (!g_atomic_ref_count_dec (&gazetteer->ref_count))
    return;
  g_free (gazetteer->text);
  g_free (gazetteer->entries);
  g_free (gazetteer->streets);
  g_free (gazetteer->houses);
  g_ptr_array_unref (gazetteer->suffixes);
  g_free (gazetteer->points);
  g_free (gazetteer->piece_ends);
  g_free (gazetteer->starts);
  g_free (gazetteer->minima);
  g_free (gazetteer->grid);
  g_free (gazetteer);
}

guint
gw_gazetteer_size (const GwGazetteer *gazetteer)
{
  return gazetteer->n_entries + gazetteer->n_houses;
}

gsize
gw_gazetteer_bytes (const GwGazetteer *gazetteer)
{
  return sizeof *gazetteer + gazetteer->text_length +
         gazetteer->n_entries * sizeof *gazetteer->entries +
         gazetteer->n_streets * sizeof *gazetteer->streets +
         gazetteer->n_houses * sizeof *gazetteer->houses +
         gazetteer->n_points * sizeof *gazetteer->points +
         gazetteer->n_pieces * sizeof *gazetteer->piece_ends +
         gazetteer->n_starts * sizeof *gazetteer->starts +
         gazetteer->n_starts / GW_MINIMA_BLOCK * sizeof *gazetteer->minima +
         gazetteer->n_grid * sizeof *gazetteer->grid;
}

void
gw_gazetteer_fill_entry (const GwGazetteer *gazetteer, guint32 entry, GwPlace *ret_place)
{
  const GwEntry *e = &gazetteer->entries[entry];
  const char *fields[GW_N_FIELDS];

  gw_text_fields (gazetteer->text + e->text, fields);
  *ret_place = (GwPlace){ .kind = e->kind,
                          .code = fields[GW_FIELD_CODE],
                          .name = fields[GW_FIELD_NAME],
                          .name_en = fields[GW_FIELD_NAME_EN],
                          .position = e->position };
}

void
gw_gazetteer_fill_house (const GwGazetteer *gazetteer, guint32 street, guint32 house,
                         GwPlace *ret_place)
{
  const GwHouse *h = &gazetteer->houses[house];

  gw_gazetteer_fill_entry (gazetteer, street, ret_place);
  ret_place->kind = GW_PLACE_HOUSE;
  ret_place->number = h->number;
  g_strlcpy (ret_place->suffix, g_ptr_array_index (gazetteer->suffixes, h->suffix),
             sizeof ret_place->suffix);
  ret_place->position = h->position;
}

guint32
gw_gazetteer_street_of_house (const GwGazetteer *gazetteer, guint32 house)
{
  guint32 low = 0, high = gazetteer->n_streets - 1;

  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;
      const GwStreet *street = &gazetteer->streets[middle];

      if (house < street->first_house + street->n_houses)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

guint32
gw_gazetteer_street_of_piece (const GwGazetteer *gazetteer, guint32 piece)
{
  guint32 low = 0, high = gazetteer->n_streets - 1;

  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;
      const GwStreet *street = &gazetteer->streets[middle];

      if (piece < street->first_piece + street->n_pieces)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

#define METRES_PER_UNIT (6371008.8 * G_PI / 180 / GW_FIXED_PER_DEGREE)

/* A unit of longitude against one of latitude. */
static double
narrowing (GwFixed place)
{
  return cos ((double)place.y / GW_FIXED_PER_DEGREE * G_PI / 180);
}

void
gw_gazetteer_metres (GwFixed a, GwFixed b, double *ret_x, double *ret_y)
{
  *ret_x = ((double)b.x - a.x) * METRES_PER_UNIT * narrowing (a);
  *ret_y = ((double)b.y - a.y) * METRES_PER_UNIT;
}

GwFixed
gw_gazetteer_move (GwFixed from, double x, double y)
{
  return (GwFixed){ (gint32)lround (from.x + x / METRES_PER_UNIT / narrowing (from)),
                    (gint32)lround (from.y + y / METRES_PER_UNIT) };
}

char *
gw_place_dup_text (const GwPlace *place)
{
  const char *name = *place->name != '\0' ? place->name : place->code;

  return place->kind == GW_PLACE_HOUSE
             ? g_strdup_printf ("%s%u%s号", name, place->number, place->suffix)
             : g_strdup (name);
}

/* "Renminlu": where nobody gave an English name. */
static char *
dup_name_en (const GwPlace *place)
{
  g_autoptr (GString) reading = NULL;

  if (*place->name_en != '\0')
    return g_strdup (place->name_en);
  reading = g_string_new (NULL);
  gw_pinyin_append (reading, place->name, FALSE);
  if (reading->len == 0)
    return g_strdup (*place->name != '\0' ? place->name : place->code);
  for (gsize i = 1; i < reading->len; i++)
    reading->str[i] = g_ascii_tolower (reading->str[i]);
  return g_string_free (g_steal_pointer (&reading), FALSE);
}

char *
gw_place_dup_text_en (const GwPlace *place)
{
  g_autofree char *name = dup_name_en (place);

  return place->kind == GW_PLACE_HOUSE
             ? g_strdup_printf ("%u%s %s", place->number, place->suffix, name)
             : g_steal_pointer (&name);
}

static guint
direction_of (double bearing)
{
  return (guint)lround (bearing / 45) % 8;
}

/* To tens. */
static guint
round_distance (double distance_m)
{
  return (guint)lround (distance_m / 10) * 10;
}

char *
gw_place_nearby_dup_text (const GwPlaceNearby *nearby)
{
  static const char *const directions[] = { "北", "东北", "东", "东南",
                                            "南", "西南", "西", "西北" };
  g_autofree char *place = gw_place_dup_text (&nearby->place);

  if (nearby->distance_m < AT_M)
    return g_steal_pointer (&place);
  return g_strdup_printf ("%s%s%u米", place, directions[direction_of (nearby->bearing)],
                          round_distance (nearby->distance_m));
}

char *
gw_place_nearby_dup_text_en (const GwPlaceNearby *nearby)
{
  static const char *const directions[] = { "north", "northeast", "east", "southeast",
                                            "south", "southwest", "west", "northwest" };
  g_autofree char *place = gw_place_dup_text_en (&nearby->place);

  if (nearby->distance_m < AT_M)
    return g_steal_pointer (&place);
  return g_strdup_printf ("%u m %s of %s", round_distance (nearby->distance_m),
                          directions[direction_of (nearby->bearing)], place);
}
