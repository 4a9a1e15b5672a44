/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places found by what people type, and points described by what is near them. */

#include "gis/gazetteer.h"

#include <math.h>
#include <string.h>

/* About 102 m east and 111 m north at this latitude. */
#define STEP 10000
#define AT(x, y) ((GwFixed){ 1130000000 + (x)*STEP, 236000000 + (y)*STEP })

static guint
add_street (GwGazetteerBuilder *builder, const char *name, const char *name_en,
            GwFixed from, GwFixed to)
{
  guint street = gw_gazetteer_builder_add_street (builder, name, name_en);
  const GwFixed points[] = { from, { from.x / 2 + to.x / 2, from.y / 2 + to.y / 2 }, to };

  gw_gazetteer_builder_add_line (builder, street, points, G_N_ELEMENTS (points));
  return street;
}

static void
add_streets (GwGazetteerBuilder *builder)
{
  guint renmin = add_street (builder, "人民路", "Renmin Road", AT (0, 0), AT (10, 0));
  guint east = add_street (builder, "人民东路", "Renmin East Road", AT (12, 0), AT (20, 0));
  guint lvdi = add_street (builder, "绿地街", "Lüdi Street", AT (0, 5), AT (10, 5));

  add_street (builder, "长安大道", "Chang'an Avenue", AT (0, 8), AT (10, 8));
  add_street (builder, "新人民路", NULL, AT (0, 12), AT (10, 12));
  /* Even numbers north, odd ones south, a hundred of them on a kilometre. */
  for (guint i = 2; i <= 100; i += 14)
    gw_gazetteer_builder_add_house (
        builder, renmin, i, "",
        (GwFixed){ AT (0, 0).x + (gint)i * STEP / 10, AT (0, 0).y + STEP / 10 });
  for (guint i = 1; i <= 99; i += 2)
    gw_gazetteer_builder_add_house (
        builder, renmin, i, "",
        (GwFixed){ AT (0, 0).x + (gint)i * STEP / 10, AT (0, 0).y - STEP / 10 });
  gw_gazetteer_builder_add_house (builder, renmin, 15, "-1", AT (2, -1));
  gw_gazetteer_builder_add_house (builder, renmin, 15, "A", AT (3, -1));
  gw_gazetteer_builder_add_house (builder, east, 12, "", AT (13, 0));
  gw_gazetteer_builder_add_house (builder, lvdi, 7, "", AT (1, 5));
}

static GwGazetteer *
make_town (void)
{
  g_autoptr (GwGazetteerBuilder) builder = gw_gazetteer_builder_new ();

  add_streets (builder);
  gw_gazetteer_builder_add_street (builder, "无处街", "Nowhere Street");
  gw_gazetteer_builder_add (builder, GW_PLACE_AREA, "441802", "清城区（演示）", "Qingcheng",
                            AT (5, 5));
  gw_gazetteer_builder_add (builder, GW_PLACE_AREA, "441802001", "凤城街道",
                            "Fengcheng Subdistrict", AT (5, 4));
  gw_gazetteer_builder_add (builder, GW_PLACE_COMMUNITY, "441802001001", "松岗社区",
                            "Songgang", AT (6, 6));
  gw_gazetteer_builder_add (builder, GW_PLACE_POI, "", "第一小学", "No. 1 Primary School",
                            AT (0, 1));
  gw_gazetteer_builder_add (builder, GW_PLACE_POI, "", "第一小学", "No. 1 Primary School",
                            AT (9, 1));
  gw_gazetteer_builder_add (builder, GW_PLACE_POI, "", "中国银行（人民路支行）",
                            "Bank of China", AT (4, 4));
  gw_gazetteer_builder_add (builder, GW_PLACE_POI, "", "７天酒店", NULL, AT (7, 7));
  gw_gazetteer_builder_add (builder, GW_PLACE_COMPONENT, "44180201037000012",
                            "人民路路灯0012号", NULL, AT (1, 0));
  gw_gazetteer_builder_add (builder, GW_PLACE_CELL, "441802001001007", NULL, NULL,
                            AT (1, 1));
  gw_gazetteer_builder_add (builder, GW_PLACE_CELL, "4418020010010A1", NULL, NULL,
                            AT (2, 1));
  return gw_gazetteer_builder_finish (builder);
}

typedef struct
{
  const char *name;
  const char *query;
  const char *first; /* NULL: nothing */
  GwPlaceKind kind;
} SearchRow;

static const SearchRow search_rows[] = {
  { "whole-name", "人民路", "人民路", GW_PLACE_STREET },
  { "part-in-the-middle", "民东", "人民东路", GW_PLACE_STREET },
  { "one-character", "绿", "绿地街", GW_PLACE_STREET },
  { "reading-joined", "renminlu", "人民路", GW_PLACE_STREET },
  { "reading-in-syllables", "ren min lu", "人民路", GW_PLACE_STREET },
  { "reading-unfinished", "renmind", "人民东路", GW_PLACE_STREET },
  { "reading-with-tones", "Rénmín Lù", "人民路", GW_PLACE_STREET },
  { "reading-from-the-middle", "dongl", "人民东路", GW_PLACE_STREET },
  { "reading-of-places", "changan", "长安大道", GW_PLACE_STREET },
  { "other-reading", "zhangan", "长安大道", GW_PLACE_STREET },
  { "v-for-u", "lvdijie", "绿地街", GW_PLACE_STREET },
  { "initials", "rml", "人民路", GW_PLACE_STREET },
  { "initials-from-the-middle", "mdl", "人民东路", GW_PLACE_STREET },
  { "initials-capital", "CADD", "长安大道", GW_PLACE_STREET },
  { "english", "renmin road", "人民路", GW_PLACE_STREET },
  { "english-out-of-order", "road east", "人民东路", GW_PLACE_STREET },
  { "english-short", "east rd", "人民东路", GW_PLACE_STREET },
  { "english-prefix", "chang", "长安大道", GW_PLACE_STREET },
  { "both-languages", "renmin 东路", "人民东路", GW_PLACE_STREET },
  { "house-zh", "人民路15号", "人民路15号", GW_PLACE_HOUSE },
  { "house-without-sign", "人民路15", "人民路15号", GW_PLACE_HOUSE },
  { "house-and-more-behind", "人民路15号3楼", "人民路15号", GW_PLACE_HOUSE },
  { "house-wide-digits", "人民路１５号", "人民路15号", GW_PLACE_HOUSE },
  { "house-suffix", "人民路15-1号", "人民路15-1号", GW_PLACE_HOUSE },
  { "house-suffix-zh", "人民路15之1号", "人民路15-1号", GW_PLACE_HOUSE },
  { "house-suffix-letter", "人民路15a", "人民路15A号", GW_PLACE_HOUSE },
  { "house-suffix-unknown", "人民路15-9号", "人民路15号", GW_PLACE_HOUSE },
  { "house-english", "15 Renmin Road", "人民路15号", GW_PLACE_HOUSE },
  { "house-english-no", "No. 15, Renmin Rd", "人民路15号", GW_PLACE_HOUSE },
  { "house-initials", "rml 15", "人民路15号", GW_PLACE_HOUSE },
  { "house-initials-joined", "rml15", "人民路15号", GW_PLACE_HOUSE },
  { "house-reading", "renmin lu 15 hao", "人民路15号", GW_PLACE_HOUSE },
  { "house-interpolated", "人民路12号", "人民路12号", GW_PLACE_HOUSE },
  { "house-on-the-named-street", "人民东路12号", "人民东路12号", GW_PLACE_HOUSE },
  { "house-beyond-the-last", "人民东路44号", NULL, 0 },
  { "district-before", "清城区人民路15号", "人民路15号", GW_PLACE_HOUSE },
  { "areas-before", "清城区凤城街道松岗社区人民路", "人民路", GW_PLACE_STREET },
  { "area", "清城", "清城区（演示）", GW_PLACE_AREA },
  { "community", "songgang", "松岗社区", GW_PLACE_COMMUNITY },
  { "area-code", "441802001001", "松岗社区", GW_PLACE_COMMUNITY },
  { "cell", "441802001001007", "441802001001007", GW_PLACE_CELL },
  { "cell-with-letters", "4418020010010a1", "4418020010010A1", GW_PLACE_CELL },
  { "component-code", "44180201037000012", "人民路路灯0012号", GW_PLACE_COMPONENT },
  { "component", "人民路 路灯", "人民路路灯0012号", GW_PLACE_COMPONENT },
  { "component-number", "路灯0012", "人民路路灯0012号", GW_PLACE_COMPONENT },
  { "poi", "小学", "第一小学", GW_PLACE_POI },
  { "poi-initials", "dyxx", "第一小学", GW_PLACE_POI },
  { "poi-english", "primary school", "第一小学", GW_PLACE_POI },
  { "poi-with-digit", "7天酒店", "7天酒店", GW_PLACE_POI },
  { "poi-of-several-readings", "yinhang", "中国银行（人民路支行）", GW_PLACE_POI },
  { "poi-words", "银行 人民路", "中国银行（人民路支行）", GW_PLACE_POI },
  { "nothing-there", "火星", NULL, 0 },
  { "empty", "", NULL, 0 },
  { "no-words", " ,.-（）", NULL, 0 },
  { "street-that-lies-nowhere", "无处街", NULL, 0 },
  { "number-alone", "15", NULL, 0 },
  { "invalid-utf8", "\xff\xfe人民路", "人民路", GW_PLACE_STREET },
  { "many-terms", "a b c d e f g h i j k l m", NULL, 0 },
};

static void
test_search (gconstpointer data)
{
  const SearchRow *row = data;
  g_autoptr (GwGazetteer) town = make_town ();
  GwPlace places[10];
  guint n = gw_gazetteer_search (town, row->query, NULL, places, G_N_ELEMENTS (places));
  g_autofree char *text = NULL;

  if (row->first == NULL)
    {
      g_assert_cmpuint (n, ==, 0);
      return;
    }
  g_assert_cmpuint (n, >, 0);
  text = gw_place_dup_text (&places[0]);
  g_assert_cmpstr (text, ==, row->first);
  g_assert_cmpint (places[0].kind, ==, row->kind);
  for (guint i = 1; i < n; i++)
    g_assert_cmpint (places[i].score, <=, places[i - 1].score);
}

static void
test_order (void)
{
  g_autoptr (GwGazetteer) town = make_town ();
  GwPlace places[10];
  guint n = gw_gazetteer_search (town, "人民路", NULL, places, G_N_ELEMENTS (places));

  /* The whole name, then parts, then components. */
  g_assert_cmpuint (n, ==, 4);
  g_assert_cmpstr (places[0].name, ==, "人民路");
  g_assert_cmpstr (places[1].name, ==, "新人民路");
  g_assert_cmpstr (places[2].name, ==, "中国银行（人民路支行）");
  g_assert_cmpstr (places[3].name, ==, "人民路路灯0012号");
  /* A beginning before parts. */
  g_assert_cmpuint (gw_gazetteer_search (town, "ren", NULL, places, 3), ==, 3);
  g_assert_cmpstr (places[0].name, ==, "人民路");
  g_assert_cmpstr (places[1].name, ==, "人民东路");
  g_assert_cmpstr (places[2].name, ==, "新人民路");
  /* As many as asked for, and the best of them. */
  g_assert_cmpuint (gw_gazetteer_search (town, "人民路", NULL, places, 1), ==, 1);
  g_assert_cmpstr (places[0].name, ==, "人民路");
  g_assert_cmpuint (gw_gazetteer_search (town, "人民路", NULL, places, 0), ==, 0);
}

static void
test_near (void)
{
  g_autoptr (GwGazetteer) town = make_town ();
  const GwFixed points[] = { AT (0, 0), AT (9, 0) };

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    {
      GwPlace places[2];

      g_assert_cmpuint (gw_gazetteer_search (town, "第一小学", &points[i], places, 2), ==,
                        2);
      g_assert_cmpint (places[0].position.x, ==, points[i].x);
    }
}

static void
test_interpolation (void)
{
  g_autoptr (GwGazetteer) town = make_town ();
  GwPlace place;

  g_assert_cmpuint (gw_gazetteer_search (town, "人民路9号", NULL, &place, 1), ==, 1);
  g_assert_false (place.interpolated);
  /* Between 2 and 16, on their side of the street. */
  g_assert_cmpuint (gw_gazetteer_search (town, "人民路10号", NULL, &place, 1), ==, 1);
  g_assert_true (place.interpolated);
  g_assert_cmpint (ABS (place.position.x - (AT (0, 0).x + STEP)), <, 5);
  g_assert_cmpint (ABS (place.position.y - (AT (0, 0).y + STEP / 10)), <, 5);
}

/* Numbers follow the street's bend, not the straight way across. */
static void
test_interpolation_round_a_bend (void)
{
  g_autoptr (GwGazetteerBuilder) builder = gw_gazetteer_builder_new ();
  g_autoptr (GwGazetteer) gazetteer = NULL;
  guint street = gw_gazetteer_builder_add_street (builder, "弯街", NULL);
  const GwFixed points[] = { AT (0, 0), AT (10, 0), AT (10, 10) };
  GwPlace place;

  gw_gazetteer_builder_add_line (builder, street, points, G_N_ELEMENTS (points));
  gw_gazetteer_builder_add_house (builder, street, 1, "", AT (0, 0));
  gw_gazetteer_builder_add_house (builder, street, 101, "", AT (10, 10));
  gazetteer = gw_gazetteer_builder_finish (builder);
  g_assert_cmpuint (gw_gazetteer_search (gazetteer, "wanjie 25", NULL, &place, 1), ==, 1);
  g_assert_cmpint (place.position.y, ==, AT (0, 0).y);
  g_assert_cmpint (place.position.x, >, AT (4, 0).x);
  g_assert_cmpuint (gw_gazetteer_search (gazetteer, "wanjie 75", NULL, &place, 1), ==, 1);
  g_assert_cmpint (ABS (place.position.x - AT (10, 0).x), <, 3);
}

typedef struct
{
  const char *name;
  double x, y; /* in steps of about 100 m */
  const char *text;
  const char *text_en;
} NearestRow;

static const NearestRow nearest_rows[] = {
  { "at-a-house", 1.5, -0.1, "人民路15号", "15 Renmin Road" },
  { "near-a-house", 9.95, -0.35, "人民路99号南30米", "30 m south of 99 Renmin Road" },
  { "east-of-a-school", 0.15, 1, "第一小学东20米", "20 m east of No. 1 Primary School" },
  { "on-a-street", 18, 0, "人民东路", "Renmin East Road" },
  { "north-of-a-street", 18, 0.5, "人民东路北60米", "60 m north of Renmin East Road" },
  { "no-english-name", 5, 11.9, "新人民路南10米", "10 m south of Xinrenminlu" },
  { "off-the-end", 20.3, 0.28, "人民东路东北40米", "40 m northeast of Renmin East Road" },
  { "nowhere", 30, 30, NULL, NULL },
};

static void
test_nearest (gconstpointer data)
{
  const NearestRow *row = data;
  g_autoptr (GwGazetteer) town = make_town ();
  GwFixed point = { AT (0, 0).x + (gint)lround (row->x * STEP),
                    AT (0, 0).y + (gint)lround (row->y * STEP) };
  GwPlaceNearby nearby;
  gboolean found = gw_gazetteer_nearest (town, point, 300, &nearby);

  g_assert_cmpint (found, ==, row->text != NULL);
  if (found)
    {
      g_autofree char *text = gw_place_nearby_dup_text (&nearby);
      g_autofree char *text_en = gw_place_nearby_dup_text_en (&nearby);

      g_assert_cmpstr (text, ==, row->text);
      g_assert_cmpstr (text_en, ==, row->text_en);
      g_assert_cmpfloat (nearby.bearing, >=, 0);
      g_assert_cmpfloat (nearby.bearing, <, 360);
    }
}

static void
test_empty (void)
{
  g_autoptr (GwGazetteerBuilder) builder = gw_gazetteer_builder_new ();
  g_autoptr (GwGazetteer) gazetteer = gw_gazetteer_builder_finish (builder);
  GwPlaceNearby nearby;
  GwPlace place;

  g_assert_cmpuint (gw_gazetteer_size (gazetteer), ==, 0);
  g_assert_cmpuint (gw_gazetteer_search (gazetteer, "人民路12号", NULL, &place, 1), ==, 0);
  g_assert_false (gw_gazetteer_nearest (gazetteer, AT (0, 0), 300, &nearby));
}

/* More entries than are judged: the whole name is still found, wherever it stands. */
static void
test_common_word (void)
{
  g_autoptr (GwGazetteerBuilder) builder = gw_gazetteer_builder_new ();
  g_autoptr (GwGazetteer) gazetteer = NULL;
  GwPlace places[GW_GAZETTEER_MAX_RESULTS];

  for (guint i = 0; i < 5000; i++)
    {
      g_autofree char *name = g_strdup_printf ("灯%04u", i);

      gw_gazetteer_builder_add (builder, GW_PLACE_POI, NULL, name, NULL, AT (0, 0));
    }
  gw_gazetteer_builder_add (builder, GW_PLACE_CELL, "1", "灯", NULL, AT (1, 0));
  gazetteer = gw_gazetteer_builder_finish (builder);
  g_assert_cmpuint (gw_gazetteer_search (gazetteer, "灯", NULL, places, 1000), ==,
                    GW_GAZETTEER_MAX_RESULTS);
  g_assert_cmpint (places[0].kind, ==, GW_PLACE_CELL);
  g_assert_cmpuint (gw_gazetteer_search (gazetteer, "灯4321", NULL, places, 10), ==, 1);
  g_assert_cmpstr (places[0].name, ==, "灯4321");
}

/* What the search finds is what reading every text finds. */
static void
test_against_scan (void)
{
  static const char *const parts[] = { "东", "西", "山", "路", "街", "12", "A座", "长" };
  g_autoptr (GwGazetteerBuilder) builder = gw_gazetteer_builder_new ();
  g_autoptr (GwGazetteer) gazetteer = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint i = 0; i < 40; i++)
    {
      GString *name = g_string_new (NULL);
      gint n = g_rand_int_range (random, 1, 6);

      for (gint k = 0; k < n; k++)
        g_string_append (name, parts[g_rand_int_range (random, 0, G_N_ELEMENTS (parts))]);
      gw_gazetteer_builder_add (builder, GW_PLACE_POI, NULL, name->str, NULL, AT (0, 0));
      g_ptr_array_add (names, g_string_free (name, FALSE));
    }
  gazetteer = gw_gazetteer_builder_finish (builder);
  for (guint first = 0; first < 5; first++)
    for (guint second = 0; second < 5; second++)
      {
        g_autofree char *query = g_strconcat (parts[first], parts[second], NULL);
        GwPlace places[GW_GAZETTEER_MAX_RESULTS];
        guint expected = 0;

        for (guint i = 0; i < names->len; i++)
          expected += strstr (g_ptr_array_index (names, i), query) != NULL;
        g_assert_cmpuint (
            gw_gazetteer_search (gazetteer, query, NULL, places, GW_GAZETTEER_MAX_RESULTS),
            ==, expected);
      }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (search_rows); i++)
    {
      g_autofree char *path = g_strconcat ("/gazetteer/search/", search_rows[i].name, NULL);

      g_test_add_data_func (path, &search_rows[i], test_search);
    }
  for (guint i = 0; i < G_N_ELEMENTS (nearest_rows); i++)
    {
      g_autofree char *path =
          g_strconcat ("/gazetteer/nearest/", nearest_rows[i].name, NULL);

      g_test_add_data_func (path, &nearest_rows[i], test_nearest);
    }
  g_test_add_func ("/gazetteer/order", test_order);
  g_test_add_func ("/gazetteer/near", test_near);
  g_test_add_func ("/gazetteer/interpolation", test_interpolation);
  g_test_add_func ("/gazetteer/interpolation-round-a-bend",
                   test_interpolation_round_a_bend);
  g_test_add_func ("/gazetteer/empty", test_empty);
  g_test_add_func ("/gazetteer/common-word", test_common_word);
  g_test_add_func ("/gazetteer/against-scan", test_against_scan);
  return g_test_run ();
}
