/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks for the cells of some small boxes and takes a point beside each one's border. */

#include "data/demo/day-places.h"

#include "gis/painter-style.h"
#include "gis/tile-math.h"

#include <cairo.h>
#include <gio/gio.h>
#include <math.h>
#include <string.h>

#define BOXES 70
#define BOX_DEGREES 0.004
#define HOT_SPOTS 6
/* The base map's zoom on which water is looked for: about one metre per pixel. */
#define WATER_ZOOM 17

typedef struct
{
  double west, south, east, north;
} Degrees;

static void
place_free (gpointer data)
{
  GwDayPlace *place = data;

  g_free (place->cell);
  g_free (place->community);
  g_free (place);
}

static GwDayJson *
member (GwDayJson *object, const char *name, json_type type)
{
  GwDayJson *value = NULL;

  if (!json_object_is_type (object, json_type_object) ||
      !json_object_object_get_ex (object, name, &value))
    return NULL;
  return json_object_is_type (value, type) ? value : NULL;
}

static double
number_at (GwDayJson *array, gsize index)
{
  return json_object_get_double (json_object_array_get_idx (array, index));
}

/* Code -> name of every area. */
static GHashTable *
read_area_names (GwDayClient *client, const GwDayAccount *account, GError **error)
{
  g_autoptr (GwDayJson) reply = gw_day_client_get (client, account, "/api/v1/areas", error);
  GwDayJson *areas = member (reply, "areas", json_type_array);
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (gsize i = 0; areas && i < json_object_array_length (areas); i++)
    {
      GwDayJson *area = json_object_array_get_idx (areas, i);
      const char *code = gw_day_json_text (area, "code", NULL);

      if (code)
        g_hash_table_replace (names, g_strdup (code),
                              g_strdup (gw_day_json_text (area, "name", NULL)));
    }
  return names;
}

static gboolean
read_bounds (GwDayClient *client, const GwDayAccount *account, Degrees *ret_bounds,
             GError **error)
{
  g_autoptr (GwDayJson) city = gw_day_client_get (client, account, "/api/v1/city", error);
  GwDayJson *bbox = member (city, "bbox", json_type_array);

  if (city == NULL)
    return FALSE;
  if (bbox == NULL || json_object_array_length (bbox) != 4)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           "The server's city has no bounds");
      return FALSE;
    }
  *ret_bounds = (Degrees){ number_at (bbox, 0), number_at (bbox, 1), number_at (bbox, 2),
                           number_at (bbox, 3) };
  return TRUE;
}

/* A point beside the border, where streets run: an eighth of the way to the middle. */
static gboolean
take_point (GwDayJson *ring, GRand *rand, GwDayPlace *place)
{
  gsize n = json_object_array_length (ring);
  double middle_lon = 0, middle_lat = 0;
  GwDayJson *from, *to;
  gsize at;
  double share;

  if (n < 4)
    return FALSE;
  for (gsize i = 0; i + 1 < n; i++)
    {
      middle_lon += number_at (json_object_array_get_idx (ring, i), 0) / (double)(n - 1);
      middle_lat += number_at (json_object_array_get_idx (ring, i), 1) / (double)(n - 1);
    }
  at = (gsize)g_rand_int_range (rand, 0, (gint32)n - 1);
  share = g_rand_double (rand);
  from = json_object_array_get_idx (ring, at);
  to = json_object_array_get_idx (ring, at + 1);
  place->lon = number_at (from, 0) + (number_at (to, 0) - number_at (from, 0)) * share;
  place->lat = number_at (from, 1) + (number_at (to, 1) - number_at (from, 1)) * share;
  place->lon += (middle_lon - place->lon) / 8;
  place->lat += (middle_lat - place->lat) / 8;
  return TRUE;
}

static GwDayJson *
outer_ring (GwDayJson *feature)
{
  GwDayJson *geometry = member (feature, "geometry", json_type_object);
  GwDayJson *ring = member (geometry, "coordinates", json_type_array);
  gboolean many =
      g_strcmp0 (gw_day_json_text (geometry, "type", NULL), "MultiPolygon") == 0;

  for (guint depth = many ? 2 : 1; ring && depth > 0; depth--)
    ring = json_object_array_length (ring) ? json_object_array_get_idx (ring, 0) : NULL;
  return ring;
}

static void
take_feature (GPtrArray *places, GwDayJson *feature, GHashTable *names, GRand *rand)
{
  const char *code = gw_day_json_text (feature, "id", NULL);
  const char *community = gw_day_json_text (feature, "properties", "community", NULL);
  const char *name = community ? g_hash_table_lookup (names, community) : NULL;
  GwDayJson *ring = outer_ring (feature);
  GwDayPlace *place = g_new0 (GwDayPlace, 1);

  if (code == NULL || ring == NULL || !take_point (ring, rand, place))
    {
      g_free (place);
      return;
    }
  place->cell = g_strdup (code);
  place->community = g_strdup (name ? name : "");
  g_ptr_array_add (places, place);
}

static gboolean
take_box (GPtrArray *places, GwDayClient *client, const GwDayAccount *account, double lon,
          double lat, GHashTable *names, GRand *rand, GError **error)
{
  char numbers[4][G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *path = NULL;
  g_autoptr (GwDayJson) reply = NULL;
  GwDayJson *features;

  g_ascii_formatd (numbers[0], sizeof numbers[0], "%.6f", lon - BOX_DEGREES / 2);
  g_ascii_formatd (numbers[1], sizeof numbers[1], "%.6f", lat - BOX_DEGREES / 2);
  g_ascii_formatd (numbers[2], sizeof numbers[2], "%.6f", lon + BOX_DEGREES / 2);
  g_ascii_formatd (numbers[3], sizeof numbers[3], "%.6f", lat + BOX_DEGREES / 2);
  path = g_strdup_printf ("/api/v1/cells?bbox=%s,%s,%s,%s&limit=60", numbers[0], numbers[1],
                          numbers[2], numbers[3]);
  reply = gw_day_client_get (client, account, path, error);
  if (reply == NULL)
    return FALSE;
  features = member (reply, "features", json_type_array);
  for (gsize i = 0; features && i < json_object_array_length (features); i++)
    take_feature (places, json_object_array_get_idx (features, i), names, rand);
  return TRUE;
}

/* About normal, -1.5 to 1.5 most of the time. */
static double
bell (GRand *rand)
{
  return g_rand_double (rand) + g_rand_double (rand) + g_rand_double (rand) - 1.5;
}

/* Half round the middle, a third at the hot spots, the rest anywhere. */
static void
pick_middle (Degrees bounds, const double hot[HOT_SPOTS][2], GRand *rand, double *ret_lon,
             double *ret_lat)
{
  double width = bounds.east - bounds.west, height = bounds.north - bounds.south;
  double kind = g_rand_double (rand), x, y;

  if (kind < 0.5)
    {
      x = 0.5 + bell (rand) * 0.22;
      y = 0.5 + bell (rand) * 0.22;
    }
  else if (kind < 0.85)
    {
      guint spot = (guint)g_rand_int_range (rand, 0, HOT_SPOTS);

      x = hot[spot][0] + bell (rand) * 0.04;
      y = hot[spot][1] + bell (rand) * 0.04;
    }
  else
    {
      x = g_rand_double_range (rand, 0.05, 0.95);
      y = g_rand_double_range (rand, 0.05, 0.95);
    }
  *ret_lon = bounds.west + width * x;
  *ret_lat = bounds.south + height * y;
}

GPtrArray *
gw_day_places_new (GwDayClient *client, const GwDayAccount *account, GRand *rand,
                   GError **error)
{
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func (place_free);
  g_autoptr (GHashTable) names = NULL;
  double hot[HOT_SPOTS][2];
  Degrees bounds;

  if (!read_bounds (client, account, &bounds, error))
    return NULL;
  names = read_area_names (client, account, error);
  if (g_hash_table_size (names) == 0 && error && *error)
    return NULL;
  for (guint i = 0; i < HOT_SPOTS; i++)
    for (guint axis = 0; axis < 2; axis++)
      hot[i][axis] = 0.5 + bell (rand) * 0.3;
  for (guint i = 0; i < BOXES; i++)
    {
      double lon, lat;

      pick_middle (bounds, hot, rand, &lon, &lat);
      if (!take_box (places, client, account, lon, lat, names, rand, error))
        return NULL;
    }
  if (places->len > 0)
    return g_steal_pointer (&places);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "The server has no cells");
  return NULL;
}

typedef struct
{
  const guchar *data;
  gsize length;
} Reader;

static cairo_status_t
read_png (void *closure, unsigned char *data, unsigned int length)
{
  Reader *reader = closure;

  if (reader->length < length)
    return CAIRO_STATUS_READ_ERROR;
  memcpy (data, reader->data, length);
  reader->data += length;
  reader->length -= length;
  return CAIRO_STATUS_SUCCESS;
}

static guint32
water_colour (void)
{
  guint n_styles;
  const GwAreaStyle *styles = gw_style_areas (&n_styles);

  for (guint i = 0; i < n_styles; i++)
    if (styles[i].kind == GW_MAP_WATER)
      return styles[i].fill;
  g_return_val_if_reached (0);
}

gboolean
gw_day_place_is_land (GwDayClient *client, const GwDayPlace *place)
{
  GwLonLat at = { place->lon, place->lat };
  GwMercator mercator = gw_mercator_from_lon_lat (at);
  GwTile tile = gw_tile_at (at, WATER_ZOOM);
  g_autofree char *path = g_strdup_printf ("/tiles/%u/%u/%u.png", tile.z, tile.x, tile.y);
  g_autoptr (GBytes) png = gw_day_client_get_bytes (client, path);
  guint column = (guint)((mercator.x * (1u << WATER_ZOOM) - tile.x) * GW_TILE_SIZE);
  guint row = (guint)((mercator.y * (1u << WATER_ZOOM) - tile.y) * GW_TILE_SIZE);
  guint32 pixel = 0;
  cairo_surface_t *surface;
  Reader reader;

  if (png == NULL)
    return TRUE;
  reader.data = g_bytes_get_data (png, &reader.length);
  surface = cairo_image_surface_create_from_png_stream (read_png, &reader);
  if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
    memcpy (&pixel,
            cairo_image_surface_get_data (surface) +
                row * (gsize)cairo_image_surface_get_stride (surface) + column * 4,
            sizeof pixel);
  cairo_surface_destroy (surface);
  return (pixel & 0xffffff) != water_colour ();
}
