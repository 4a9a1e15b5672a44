/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GeoJSON (RFC 7946) in and out. */
#define G_LOG_DOMAIN "gridward-gis"

#include "gis/geojson.h"

#include "gis/gis-error.h"
#include "gis/shape-check.h"

#include <string.h>

/* Eight levels reach a multipolygon's numbers; the rest is for properties. */
#define MAX_DEPTH 64

typedef struct
{
  guint epsg;
  GwProjection *projection; /* NULL: the coordinates are degrees */
} Source;

static gboolean
fail (GError **error, GwGisError code, const char *message)
{
  g_set_error_literal (error, GW_GIS_ERROR, code, message);
  return FALSE;
}

static json_object *
get_member (json_object *object, const char *name, json_type type)
{
  json_object *member = NULL;

  if (!json_object_object_get_ex (object, name, &member) ||
      !json_object_is_type (member, type))
    return NULL;
  return member;
}

/* A string member, or NULL. */
static const char *
get_text (json_object *object, const char *name)
{
  json_object *member = get_member (object, name, json_type_string);

  return member == NULL ? NULL : json_object_get_string (member);
}

static json_object *
parse_text (const char *text, gsize length, GError **error)
{
  struct json_tokener *tokener;
  enum json_tokener_error fault;
  json_object *root;
  gsize end;

  tokener = json_tokener_new_ex (MAX_DEPTH);
  json_tokener_set_flags (tokener, JSON_TOKENER_STRICT);
  root = json_tokener_parse_ex (tokener, text, (int)length);
  end = json_tokener_get_parse_end (tokener);
  /* Numbers and literals only end at what follows them: here, the end of the text. */
  if (json_tokener_get_error (tokener) == json_tokener_continue)
    root = json_tokener_parse_ex (tokener, "", 1);
  fault = json_tokener_get_error (tokener);
  json_tokener_free (tokener);
  if (fault == json_tokener_success)
    return root;
  json_object_put (root);
  if (fault == json_tokener_continue || fault == json_tokener_error_parse_eof)
    g_set_error (error, GW_GIS_ERROR, GW_GIS_ERROR_SYNTAX,
                 "the JSON text ends too early, after %" G_GSIZE_FORMAT " bytes", length);
  else
    g_set_error (error, GW_GIS_ERROR, GW_GIS_ERROR_SYNTAX,
                 "not JSON at byte %" G_GSIZE_FORMAT ": %s", end + 1,
                 json_tokener_error_desc (fault));
  return NULL;
}

/* NULL unless the whole text is one JSON value. */
static json_object *
parse_strictly (const char *text, gsize length, GError **error)
{
  const char *fault;

  /* Editors on Windows put a byte order mark before it; RFC 8259 lets us skip it. */
  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    {
      text += 3;
      length -= 3;
    }
  if (length > G_MAXINT)
    {
      fail (error, GW_GIS_ERROR_UNSUPPORTED, "the text is longer than 2 GB");
      return NULL;
    }
  /* Refuses NUL bytes too, at which json-c would take the text to end. */
  if (!g_utf8_validate_len (text, length, &fault))
    {
      g_set_error (error, GW_GIS_ERROR, GW_GIS_ERROR_SYNTAX,
                   "byte %" G_GSIZE_FORMAT " (0x%02x) is not UTF-8 text",
                   (gsize)(fault - text) + 1, (guchar)*fault);
      return NULL;
    }
  return parse_text (text, length, error);
}

static gboolean
read_number (json_object *value, double *ret_number)
{
  if (!json_object_is_type (value, json_type_double) &&
      !json_object_is_type (value, json_type_int))
    return FALSE;
  *ret_number = json_object_get_double (value);
  return TRUE;
}

static gboolean
read_position (const Source *source, json_object *value, GwLonLat *ret_position,
               GError **error)
{
  GwMetres raw;

  /* A third number is a height, which cells do not have. */
  if (!json_object_is_type (value, json_type_array) ||
      json_object_array_length (value) < 2 ||
      !read_number (json_object_array_get_idx (value, 0), &raw.x) ||
      !read_number (json_object_array_get_idx (value, 1), &raw.y))
    return fail (error, GW_GIS_ERROR_SYNTAX, "it is no array of two or more numbers");
  *ret_position = (GwLonLat){ raw.x, raw.y };
  if (source->projection == NULL ||
      gw_projection_inverse (source->projection, raw, ret_position))
    return TRUE;
  g_set_error (error, GW_GIS_ERROR, GW_GIS_ERROR_COORDINATE,
               "%.10g,%.10g is no place in EPSG:%u (are %s?)", raw.x, raw.y, source->epsg,
               gw_lon_lat_is_valid ((GwLonLat){ raw.x, raw.y }) ? "these degrees"
                                                                : "east and north swapped");
  return FALSE;
}

static gboolean
read_ring (const Source *source, json_object *ring, GwShapeBuilder *builder, GError **error)
{
  if (!json_object_is_type (ring, json_type_array))
    return fail (error, GW_GIS_ERROR_SYNTAX, "a ring is no array of positions");
  for (size_t i = 0; i < json_object_array_length (ring); i++)
    {
      GwLonLat position;

      if (!read_position (source, json_object_array_get_idx (ring, i), &position, error) ||
          !gw_shape_builder_add (builder, position, error))
        {
          g_autofree char *place = gw_shape_builder_dup_place (builder);

          g_prefix_error (error, "%s, position %u: ", place, (guint)i + 1);
          return FALSE;
        }
    }
  return gw_shape_builder_end_ring (builder, error);
}

static gboolean
read_polygon (const Source *source, json_object *rings, GwShapeBuilder *builder,
              GError **error)
{
  if (!json_object_is_type (rings, json_type_array))
    return fail (error, GW_GIS_ERROR_SYNTAX,
                 "a polygon's coordinates are no array of rings");
  for (size_t i = 0; i < json_object_array_length (rings); i++)
    if (!read_ring (source, json_object_array_get_idx (rings, i), builder, error))
      return FALSE;
  return gw_shape_builder_end_polygon (builder, error);
}

static gboolean
read_multi_polygon (const Source *source, json_object *polygons, GwShapeBuilder *builder,
                    GError **error)
{
  for (size_t i = 0; i < json_object_array_length (polygons); i++)
    if (!read_polygon (source, json_object_array_get_idx (polygons, i), builder, error))
      return FALSE;
  return TRUE;
}

static gboolean
read_geometry (const Source *source, json_object *geometry, GwShapeBuilder *builder,
               GError **error)
{
  const char *type = get_text (geometry, "type");
  json_object *coordinates = get_member (geometry, "coordinates", json_type_array);

  if (type == NULL)
    return fail (error, GW_GIS_ERROR_SYNTAX, "its geometry has no \"type\"");
  if (g_str_equal (type, "Polygon") && coordinates != NULL)
    return read_polygon (source, coordinates, builder, error);
  if (g_str_equal (type, "MultiPolygon") && coordinates != NULL)
    return read_multi_polygon (source, coordinates, builder, error);
  if (g_str_equal (type, "Polygon") || g_str_equal (type, "MultiPolygon"))
    return fail (error, GW_GIS_ERROR_SYNTAX,
                 "its geometry has no array of \"coordinates\"");
  g_set_error (error, GW_GIS_ERROR, GW_GIS_ERROR_UNSUPPORTED,
               "its geometry is a %.40s; only Polygon and MultiPolygon are taken", type);
  return FALSE;
}

static GwShape *
read_shape (const Source *source, json_object *feature, GError **error)
{
  g_auto (GwShapeBuilder) builder = { NULL };
  g_autoptr (GwShape) shape = NULL;
  json_object *geometry;

  if (g_strcmp0 (get_text (feature, "type"), "Feature") != 0)
    {
      fail (error, GW_GIS_ERROR_SYNTAX, "it is no object of \"type\": \"Feature\"");
      return NULL;
    }
  geometry = get_member (feature, "geometry", json_type_object);
  if (geometry == NULL)
    {
      fail (error, GW_GIS_ERROR_SYNTAX, "it has no geometry");
      return NULL;
    }
  gw_shape_builder_init (&builder);
  if (!read_geometry (source, geometry, &builder, error))
    return NULL;
  shape = gw_shape_builder_build (&builder, error);
  if (shape == NULL || !gw_shape_check (shape, error))
    return NULL;
  return g_steal_pointer (&shape);
}

static void
feature_free (gpointer data)
{
  GwGeojsonFeature *feature = data;

  g_clear_pointer (&feature->shape, gw_shape_unref);
  g_clear_error (&feature->error);
  g_free (feature);
}

static GwGeojsonFeature *
read_feature (const Source *source, json_object *object, guint number)
{
  GwGeojsonFeature *feature = g_new0 (GwGeojsonFeature, 1);

  feature->number = number;
  feature->properties = get_member (object, "properties", json_type_object);
  feature->shape = read_shape (source, object, &feature->error);
  return feature;
}

/*
 * The collection's own word on its coordinates: {"type":"name","properties":{"name":
 * "urn:ogc:def:crs:EPSG::4547"}}. RFC 7946 dropped it, desktop programs still write it.
 */
static gboolean
read_crs (json_object *root, guint *ret_epsg, GError **error)
{
  json_object *crs = NULL;
  const char *name = NULL, *epsg;
  guint64 code;

  if (!json_object_object_get_ex (root, "crs", &crs) || crs == NULL)
    return TRUE;
  name = get_text (get_member (crs, "properties", json_type_object), "name");
  if (name != NULL && g_str_has_suffix (name, "CRS84"))
    return TRUE;
  epsg = name == NULL ? NULL : g_strrstr (name, "EPSG:");
  if (epsg != NULL && g_ascii_string_to_unsigned (epsg + strcspn (epsg, "0123456789"), 10,
                                                  1, G_MAXINT, &code, NULL))
    {
      *ret_epsg = (guint)code;
      return TRUE;
    }
  g_set_error (
      error, GW_GIS_ERROR, GW_GIS_ERROR_UNSUPPORTED,
      "the coordinate system of its \"crs\" member (%.60s) is not known: state the "
      "EPSG code",
      name != NULL ? name : "unnamed");
  return FALSE;
}

static gboolean
open_source (json_object *root, guint epsg, Source *ret_source, GError **error)
{
  ret_source->epsg = epsg;
  ret_source->projection = NULL;
  if (epsg == 0 && !read_crs (root, &ret_source->epsg, error))
    return FALSE;
  if (ret_source->epsg == 0 || ret_source->epsg == 4326 || ret_source->epsg == 4490)
    return TRUE;
  ret_source->projection = gw_projection_new_epsg (ret_source->epsg, error);
  return ret_source->projection != NULL;
}

GwGeojsonCollection *
gw_geojson_read (const char *text, gsize length, guint epsg, GError **error)
{
  g_autoptr (GwGeojsonCollection) collection = g_new0 (GwGeojsonCollection, 1);
  g_autoptr (GwProjection) projection = NULL;
  json_object *features;
  Source source;

  g_return_val_if_fail (text != NULL, NULL);

  collection->features = g_ptr_array_new_with_free_func (feature_free);
  collection->root = parse_strictly (text, length, error);
  if (collection->root == NULL)
    {
      if (error != NULL && *error == NULL)
        fail (error, GW_GIS_ERROR_SYNTAX, "the text is null, not a FeatureCollection");
      return NULL;
    }
  features = get_member (collection->root, "features", json_type_array);
  if (g_strcmp0 (get_text (collection->root, "type"), "FeatureCollection") != 0 ||
      features == NULL)
    {
      fail (
          error, GW_GIS_ERROR_SYNTAX,
          "it is no FeatureCollection (an object with \"type\": \"FeatureCollection\" and "
          "an array of \"features\")");
      return NULL;
    }
  if (!open_source (collection->root, epsg, &source, error))
    return NULL;
  projection = source.projection;
  for (size_t i = 0; i < json_object_array_length (features); i++)
    g_ptr_array_add (
        collection->features,
        read_feature (&source, json_object_array_get_idx (features, i), (guint)i + 1));
  return g_steal_pointer (&collection);
}

void
gw_geojson_collection_free (GwGeojsonCollection *collection)
{
  g_clear_pointer (&collection->features, g_ptr_array_unref);
  g_clear_pointer (&collection->root, json_object_put);
  g_free (collection);
}

char *
gw_geojson_feature_dup_property (const GwGeojsonFeature *feature, const char *name)
{
  json_object *value = NULL;

  if (!json_object_object_get_ex (feature->properties, name, &value) || value == NULL ||
      json_object_is_type (value, json_type_object) ||
      json_object_is_type (value, json_type_array))
    return NULL;
  return g_strdup (json_object_get_string (value));
}

static void
append_position (GString *out, GwFixed point)
{
  g_string_append_c (out, '[');
  gw_fixed_append_degrees (out, point.x);
  g_string_append_c (out, ',');
  gw_fixed_append_degrees (out, point.y);
  g_string_append_c (out, ']');
}

static void
append_polygon (GString *out, const GwShape *shape, guint polygon)
{
  guint first = polygon == 0 ? 0 : shape->polygon_ends[polygon - 1];

  for (guint ring = first; ring < shape->polygon_ends[polygon]; ring++)
    {
      guint start = ring == 0 ? 0 : shape->ring_ends[ring - 1];

      g_string_append (out, ring == first ? "[[" : ",[");
      for (guint i = start; i < shape->ring_ends[ring]; i++)
        {
          append_position (out, shape->points[i]);
          g_string_append_c (out, ',');
        }
      append_position (out, shape->points[start]);
      g_string_append_c (out, ']');
    }
  g_string_append_c (out, ']');
}

void
gw_geojson_append_shape (GString *out, const GwShape *shape)
{
  gboolean single = shape->n_polygons == 1;

  g_string_append (out, single ? "{\"type\":\"Polygon\",\"coordinates\":"
                               : "{\"type\":\"MultiPolygon\",\"coordinates\":[");
  for (guint polygon = 0; polygon < shape->n_polygons; polygon++)
    {
      if (polygon > 0)
        g_string_append_c (out, ',');
      append_polygon (out, shape, polygon);
    }
  g_string_append (out, single ? "}" : "]}");
}
