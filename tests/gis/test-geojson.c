/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GeoJSON in and out: what is taken, and how what is not is refused. */
#include "gis/geojson.h"
#include "gis/gis-error.h"

#define RING "[[113,23],[113.1,23],[113.1,23.1],[113,23]]"
#define POLYGON "{\"type\":\"Polygon\",\"coordinates\":[" RING "]}"
#define FEATURE(geometry)                                                                  \
  "{\"type\":\"Feature\",\"properties\":{},\"geometry\":" geometry "}"
#define COLLECTION(features) "{\"type\":\"FeatureCollection\",\"features\":[" features "]}"
#define ONE(coordinates)                                                                   \
  COLLECTION (FEATURE ("{\"type\":\"Polygon\",\"coordinates\":" coordinates "}"))

typedef struct
{
  const char *name;
  const char *text;
  guint epsg;
  const char *expected; /* in the message; NULL: taken */
  GwGisError code;
} Row;

/* Faults of the text as a whole. */
static const Row text_rows[] = {
  { "empty-collection", COLLECTION (""), 0, NULL, 0 },
  { "polygon", COLLECTION (FEATURE (POLYGON)), 0, NULL, 0 },
  { "byte-order-mark", "\xef\xbb\xbf" COLLECTION (FEATURE (POLYGON)), 0, NULL, 0 },
  { "white-space", " \n" COLLECTION ("") "\n\n", 0, NULL, 0 },
  { "foreign-members",
    "{\"a\":[1],\"type\":\"FeatureCollection\",\"features\":[],\"b\":{}}", 0, NULL, 0 },
  { "crs84",
    "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":"
    "\"urn:ogc:def:crs:OGC:1.3:CRS84\"}},\"features\":[]}",
    0, NULL, 0 },
  { "empty", "", 0, "ends too early", GW_GIS_ERROR_SYNTAX },
  { "blank", "  ", 0, "ends too early", GW_GIS_ERROR_SYNTAX },
  { "null", "null", 0, "is null", GW_GIS_ERROR_SYNTAX },
  { "array", "[]", 0, "no FeatureCollection", GW_GIS_ERROR_SYNTAX },
  { "number", "17", 0, "", GW_GIS_ERROR_SYNTAX },
  { "bare-feature", FEATURE (POLYGON), 0, "no FeatureCollection", GW_GIS_ERROR_SYNTAX },
  { "features-object", "{\"type\":\"FeatureCollection\",\"features\":{}}", 0,
    "no FeatureCollection", GW_GIS_ERROR_SYNTAX },
  { "cut", "{\"type\":\"FeatureCollection\",\"features\":[", 0, "too early",
    GW_GIS_ERROR_SYNTAX },
  { "two-values", COLLECTION ("") "{}", 0, "not JSON at byte", GW_GIS_ERROR_SYNTAX },
  { "comment", "/* a */" COLLECTION (""), 0, "not JSON", GW_GIS_ERROR_SYNTAX },
  { "single-quotes", "{'type':'FeatureCollection','features':[]}", 0, "not JSON",
    GW_GIS_ERROR_SYNTAX },
  { "trailing-comma", "{\"type\":\"FeatureCollection\",\"features\":[],}", 0, "not JSON",
    GW_GIS_ERROR_SYNTAX },
  { "not-utf8", "{\"type\":\"FeatureCollection\xff\",\"features\":[]}", 0,
    "byte 27 (0xff) is not UTF-8", GW_GIS_ERROR_SYNTAX },
  { "unknown-crs",
    "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":"
    "\"Beijing 1954\"}},\"features\":[]}",
    0, "(Beijing 1954) is not known", GW_GIS_ERROR_UNSUPPORTED },
  { "unknown-epsg", COLLECTION (""), 1, "EPSG:1 ", GW_GIS_ERROR_UNSUPPORTED },
};

static void
test_text (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GwGeojsonCollection) collection =
      gw_geojson_read (row->text, strlen (row->text), row->epsg, &error);

  if (row->expected == NULL)
    {
      g_assert_no_error (error);
      g_assert_nonnull (collection);
      return;
    }
  g_assert_null (collection);
  g_assert_error (error, GW_GIS_ERROR, (int)row->code);
  if (strstr (error->message, row->expected) == NULL)
    g_error ("\"%s\" is not in \"%s\"", row->expected, error->message);
}

/* Faults of a single feature. */
static const Row feature_rows[] = {
  { "polygon", COLLECTION (FEATURE (POLYGON)), 0, NULL, 0 },
  { "heights", ONE ("[[[113,23,5],[113.1,23,5],[113.1,23.1,5],[113,23,5]]]"), 0, NULL, 0 },
  { "integers", ONE ("[[[113,23],[114,23],[114,24],[113,23]]]"), 0, NULL, 0 },
  { "exponents", ONE ("[[[1.13e2,23],[114,23],[114,24],[113,2.3E1]]]"), 0, NULL, 0 },
  { "repeated-position", ONE ("[[[113,23],[113,23],[114,23],[114,24],[113,23]]]"), 0, NULL,
    0 },
  { "wrong-turn", ONE ("[[[113,23],[114,24],[114,23],[113,23]]]"), 0, NULL, 0 },
  { "multipolygon",
    COLLECTION (FEATURE ("{\"type\":\"MultiPolygon\",\"coordinates\":[[" RING "],"
                         "[[[115,23],[116,23],[116,24],[115,23]]]]}")),
    0, NULL, 0 },
  { "gauss-krueger",
    ONE ("[[[403000,2620000],[403100,2620000],[403100,2620100],[403000,2620000]]]"), 4547,
    NULL, 0 },
  { "not-an-object", COLLECTION ("7"), 0, "no object of \"type\": \"Feature\"",
    GW_GIS_ERROR_SYNTAX },
  { "null-feature", COLLECTION ("null"), 0, "no object of", GW_GIS_ERROR_SYNTAX },
  { "no-geometry", COLLECTION ("{\"type\":\"Feature\",\"properties\":null}"), 0,
    "no geometry", GW_GIS_ERROR_SYNTAX },
  { "null-geometry", COLLECTION (FEATURE ("null")), 0, "no geometry", GW_GIS_ERROR_SYNTAX },
  { "no-type", COLLECTION (FEATURE ("{}")), 0, "no \"type\"", GW_GIS_ERROR_SYNTAX },
  { "point", COLLECTION (FEATURE ("{\"type\":\"Point\",\"coordinates\":[113,23]}")), 0,
    "a Point; only Polygon and MultiPolygon", GW_GIS_ERROR_UNSUPPORTED },
  { "no-coordinates", COLLECTION (FEATURE ("{\"type\":\"Polygon\"}")), 0,
    "no array of \"coordinates\"", GW_GIS_ERROR_SYNTAX },
  { "no-ring", ONE ("[]"), 0, "polygon 1 has no ring", GW_GIS_ERROR_SYNTAX },
  { "no-part", COLLECTION (FEATURE ("{\"type\":\"MultiPolygon\",\"coordinates\":[]}")), 0,
    "no polygon", GW_GIS_ERROR_SYNTAX },
  { "ring-of-numbers", ONE ("[[113,23]]"), 0,
    "ring 1 of polygon 1, position 1: it is no array", GW_GIS_ERROR_SYNTAX },
  { "ring-is-number", ONE ("[113,23]"), 0, "a ring is no array", GW_GIS_ERROR_SYNTAX },
  { "text-coordinate", ONE ("[[[113,23],[\"113.1\",23],[113.1,23.1],[113,23]]]"), 0,
    "position 2: it is no array of two or more numbers", GW_GIS_ERROR_SYNTAX },
  { "null-coordinate", ONE ("[[[113,23],[null,23],[113.1,23.1],[113,23]]]"), 0,
    "position 2", GW_GIS_ERROR_SYNTAX },
  { "one-coordinate", ONE ("[[[113,23],[113.1],[113.1,23.1],[113,23]]]"), 0, "position 2",
    GW_GIS_ERROR_SYNTAX },
  { "not-closed", ONE ("[[[113,23],[114,23],[114,24],[113,24]]]"), 0,
    "ring 1 of polygon 1 is not closed", GW_GIS_ERROR_SYNTAX },
  { "too-short", ONE ("[[[113,23],[114,23],[113,23]]]"), 0, "has 3 positions",
    GW_GIS_ERROR_SYNTAX },
  { "a-line", ONE ("[[[113,23],[114,23],[114,23],[113,23]]]"), 0, "encloses nothing",
    GW_GIS_ERROR_TOPOLOGY },
  { "swapped", ONE ("[[[23,113],[23,113.1],[23.1,113.1],[23,113]]]"), 0,
    "longitude and latitude swapped?", GW_GIS_ERROR_COORDINATE },
  { "metres-as-degrees", ONE ("[[[403000,2620000],[403100,2620000],[403100,2620100]]]"), 0,
    "metres of a projected system?", GW_GIS_ERROR_COORDINATE },
  { "swapped-metres",
    ONE ("[[[2620000,403000],[2620000,403100],[2620100,403100],[2620000,403000]]]"), 4547,
    "is no place in EPSG:4547 (are east and north swapped?)", GW_GIS_ERROR_COORDINATE },
  { "degrees-as-metres", ONE ("[[[113,23],[114,23],[114,24],[113,23]]]"), 4547,
    "is no place in EPSG:4547 (are these degrees?)", GW_GIS_ERROR_COORDINATE },
  { "infinite", ONE ("[[[1e999,23],[114,23],[114,24],[1e999,23]]]"), 0, "not on the earth",
    GW_GIS_ERROR_COORDINATE },
  { "bow-tie", ONE ("[[[113,23],[114,24],[114,23],[113,24],[113,23]]]"), 0,
    "self-intersection at 113.5000000,23.5000000", GW_GIS_ERROR_TOPOLOGY },
  { "hole-outside", ONE ("[" RING ",[[115,23],[116,23],[116,24],[115,23]]]"), 0,
    "hole lies outside shell", GW_GIS_ERROR_TOPOLOGY },
  { "second-part-bad",
    COLLECTION (FEATURE ("{\"type\":\"MultiPolygon\",\"coordinates\":[[" RING
                         "],[[[1,1],[2,1],[999,2],[1,1]]]]}")),
    0, "ring 1 of polygon 2, position 3", GW_GIS_ERROR_COORDINATE },
};

static void
test_feature (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GwGeojsonCollection) collection =
      gw_geojson_read (row->text, strlen (row->text), row->epsg, &error);
  const GwGeojsonFeature *feature;

  g_assert_no_error (error);
  g_assert_cmpuint (collection->features->len, ==, 1);
  feature = g_ptr_array_index (collection->features, 0);
  g_assert_cmpuint (feature->number, ==, 1);
  if (row->expected == NULL)
    {
      g_assert_no_error (feature->error);
      g_assert_nonnull (feature->shape);
      return;
    }
  g_assert_null (feature->shape);
  g_assert_error (feature->error, GW_GIS_ERROR, (int)row->code);
  if (strstr (feature->error->message, row->expected) == NULL)
    g_error ("\"%s\" is not in \"%s\"", row->expected, feature->error->message);
}

/* A bad feature leaves its neighbours alone, and each knows its number. */
static void
test_faults_stay_apart (void)
{
  const char *text = COLLECTION (FEATURE (POLYGON) ",7," FEATURE (POLYGON));
  g_autoptr (GwGeojsonCollection) collection =
      gw_geojson_read (text, strlen (text), 0, NULL);

  g_assert_cmpuint (collection->features->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      const GwGeojsonFeature *feature = g_ptr_array_index (collection->features, i);

      g_assert_cmpuint (feature->number, ==, i + 1);
      g_assert_cmpint (feature->error == NULL, ==, i != 1);
      g_assert_cmpint (feature->shape == NULL, ==, i == 1);
    }
}

static void
test_properties (void)
{
  const char *text = COLLECTION (
      "{\"type\":\"Feature\",\"properties\":{\"code\":441802001001001,\"名称\":\"单元\","
      "\"ratio\":1.50,\"none\":null,\"deep\":{},\"yes\":true},\"geometry\":" POLYGON "}");
  g_autoptr (GwGeojsonCollection) collection =
      gw_geojson_read (text, strlen (text), 0, NULL);
  const GwGeojsonFeature *feature = g_ptr_array_index (collection->features, 0);
  const struct
  {
    const char *name, *value;
  } rows[] = { { "code", "441802001001001" },
               { "名称", "单元" },
               { "ratio", "1.50" },
               { "none", NULL },
               { "deep", NULL },
               { "absent", NULL },
               { "yes", "true" } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *value = gw_geojson_feature_dup_property (feature, rows[i].name);

      g_assert_cmpstr (value, ==, rows[i].value);
    }
}

static void
test_stated_crs (void)
{
  const char *text =
      "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":"
      "\"urn:ogc:def:crs:EPSG::4547\"}},\"features\":[" FEATURE (
          "{\"type\":\"Polygon\",\"coordinates\":[[[500000,3320113.398],[500100,3320113."
          "398],"
          "[500100,3320213.398],[500000,3320113.398]]]}") "]}";
  g_autoptr (GwGeojsonCollection) collection =
      gw_geojson_read (text, strlen (text), 0, NULL);
  const GwGeojsonFeature *feature = g_ptr_array_index (collection->features, 0);

  g_assert_no_error (feature->error);
  g_assert_cmpint (feature->shape->points[0].x, ==, 1140000000);
  g_assert_cmpint (feature->shape->points[0].y, ==, 300000000);
}

static void
test_deep_nesting (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append_c (text, '[');
  g_assert_null (gw_geojson_read (text->str, text->len, 0, &error));
  g_assert_error (error, GW_GIS_ERROR, GW_GIS_ERROR_SYNTAX);
  g_assert_nonnull (strstr (error->message, "nesting"));
}

static void
test_nul_byte (void)
{
  static const char text[] = COLLECTION ("") "\0 and more";
  g_autoptr (GError) error = NULL;

  g_assert_null (gw_geojson_read (text, sizeof text - 1, 0, &error));
  g_assert_error (error, GW_GIS_ERROR, GW_GIS_ERROR_SYNTAX);
}

static void
test_append (void)
{
  const char *text = COLLECTION (
      FEATURE ("{\"type\":\"MultiPolygon\",\"coordinates\":[[[[0,0],[3,0],[3,3],[0,0]],[[2,"
               "1],[2.5,1],"
               "[2.5,2],[2,1]]],[[[-1,-1],[-0.5,-1],[-1,-0.0000001],[-1,-1]]]]}"));
  g_autoptr (GwGeojsonCollection) collection =
      gw_geojson_read (text, strlen (text), 0, NULL);
  const GwGeojsonFeature *feature = g_ptr_array_index (collection->features, 0);
  g_autoptr (GString) out = g_string_new (NULL);

  g_assert_no_error (feature->error);
  gw_geojson_append_shape (out, feature->shape);
  g_assert_cmpstr (
      out->str, ==,
      "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[0.0000000,0.0000000],"
      "[3.0000000,0.0000000],[3.0000000,3.0000000],[0.0000000,0.0000000]],"
      "[[2.5000000,2.0000000],[2.5000000,1.0000000],[2.0000000,1.0000000],"
      "[2.5000000,2.0000000]]],[[[-1.0000000,-1.0000000],[-0.5000000,-1.0000000],"
      "[-1.0000000,-0.0000001],[-1.0000000,-1.0000000]]]]}");
}

static void
test_append_reads_back (void)
{
  const char *text = COLLECTION (FEATURE (POLYGON));
  g_autoptr (GwGeojsonCollection) collection =
      gw_geojson_read (text, strlen (text), 0, NULL);
  const GwGeojsonFeature *feature = g_ptr_array_index (collection->features, 0);
  g_autoptr (GString) out =
      g_string_new ("{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\","
                    "\"geometry\":");
  g_autoptr (GwGeojsonCollection) again = NULL;
  const GwGeojsonFeature *back;

  gw_geojson_append_shape (out, feature->shape);
  g_string_append (out, "}]}");
  again = gw_geojson_read (out->str, out->len, 0, NULL);
  back = g_ptr_array_index (again->features, 0);
  g_assert_no_error (back->error);
  g_assert_cmpmem (feature->shape->points, feature->shape->n_points * sizeof (GwFixed),
                   back->shape->points, back->shape->n_points * sizeof (GwFixed));
}

static void
add_rows (const char *prefix, const Row *rows, guint n_rows, GTestDataFunc function)
{
  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *path = g_strdup_printf ("/gis/geojson/%s/%s", prefix, rows[i].name);

      g_test_add_data_func (path, &rows[i], function);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add_rows ("text", text_rows, G_N_ELEMENTS (text_rows), test_text);
  add_rows ("feature", feature_rows, G_N_ELEMENTS (feature_rows), test_feature);
  g_test_add_func ("/gis/geojson/faults-stay-apart", test_faults_stay_apart);
  g_test_add_func ("/gis/geojson/properties", test_properties);
  g_test_add_func ("/gis/geojson/stated-crs", test_stated_crs);
  g_test_add_func ("/gis/geojson/deep-nesting", test_deep_nesting);
  g_test_add_func ("/gis/geojson/nul-byte", test_nul_byte);
  g_test_add_func ("/gis/geojson/append", test_append);
  g_test_add_func ("/gis/geojson/append-reads-back", test_append_reads_back);
  return g_test_run ();
}
