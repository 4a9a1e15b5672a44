/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases counted in squares: kept up point by point, it must equal a count from nothing. */
#include "gui/map/class-marks.h"
#include "gui/map/cluster-set.h"
#include "gui/map/cluster-symbols.h"
#include "gui/map/picture-cache.h"

#include <math.h>

static GwCasePoint
point_at (guint number, double lon, double lat, GwLamp lamp, GwCaseState state)
{
  GwCasePoint point = { .lon = lon, .lat = lat, .lamp = lamp, .state = state };

  g_snprintf (point.number, sizeof point.number, "20261122-%06u", number);
  return point;
}

static GwCasePoint
random_point (GRand *rand, guint number)
{
  return point_at (number, g_rand_double_range (rand, 113.0, 113.1),
                   g_rand_double_range (rand, 23.65, 23.72),
                   g_rand_int_range (rand, 0, GW_LAMP_N),
                   g_rand_int_range (rand, 0, GW_STATE_UNKNOWN));
}

typedef struct
{
  GwLamp lamp;
  GwCaseState state;
  GwSymbol symbol;
} SymbolRow;

static const SymbolRow symbols[] = {
  { GW_LAMP_NONE, GW_STATE_REPORTED, GW_SYMBOL_NONE },
  { GW_LAMP_NONE, GW_STATE_FILED, GW_SYMBOL_NONE },
  { GW_LAMP_GREEN, GW_STATE_HANDLING, GW_SYMBOL_GREEN },
  { GW_LAMP_YELLOW, GW_STATE_HANDLING, GW_SYMBOL_YELLOW },
  { GW_LAMP_RED, GW_STATE_DISPATCHED, GW_SYMBOL_RED },
  { GW_LAMP_RED, GW_STATE_CLOSED, GW_SYMBOL_ENDED },
  { GW_LAMP_NONE, GW_STATE_VOIDED, GW_SYMBOL_ENDED },
  { GW_LAMP_GREEN, GW_STATE_REJECTED, GW_SYMBOL_ENDED },
  { GW_LAMP_N, GW_STATE_FILED, GW_SYMBOL_NONE },
};

static void
test_symbol (gconstpointer data)
{
  const SymbolRow *row = data;
  GwCasePoint point = point_at (1, 113, 23, row->lamp, row->state);

  g_assert_cmpint (gw_symbol_of_point (&point), ==, row->symbol);
}

typedef struct
{
  guint count;
  const char *text;
} CountRow;

static const CountRow counts[] = {
  { 2, "2" },       { 99, "99" },     { 999, "999" },   { 1000, "1.0k" },
  { 2399, "2.3k" }, { 9999, "9.9k" }, { 10000, "10k" }, { 50000, "50k" },
};

static void
test_count_text (gconstpointer data)
{
  const CountRow *row = data;
  char text[8];

  gw_cluster_count_text (row->count, text, sizeof text);
  g_assert_cmpstr (text, ==, row->text);
}

typedef struct
{
  guint counts[GW_SYMBOL_N];
  guint8 parts[GW_SYMBOL_N];
} RingRow;

static const RingRow rings[] = {
  { { 0, 0, 7, 0, 0 }, { 0, 0, 12, 0, 0 } },  { { 0, 0, 1, 0, 1 }, { 0, 0, 6, 0, 6 } },
  { { 0, 0, 99, 0, 1 }, { 0, 0, 11, 0, 1 } }, { { 1, 1, 996, 1, 1 }, { 1, 1, 8, 1, 1 } },
  { { 0, 3, 3, 3, 3 }, { 0, 3, 3, 3, 3 } },   { { 1, 1, 1, 1, 1 }, { 4, 2, 2, 2, 2 } },
};

static void
test_ring (gconstpointer data)
{
  const RingRow *row = data;
  guint8 parts[GW_SYMBOL_N];
  guint sum = 0;

  gw_cluster_ring_parts (row->counts, parts);
  for (guint i = 0; i < GW_SYMBOL_N; i++)
    {
      sum += parts[i];
      g_assert_true ((parts[i] > 0) == (row->counts[i] > 0));
      g_assert_cmpuint (parts[i], ==, row->parts[i]);
    }
  g_assert_cmpuint (sum, ==, GW_CLUSTER_RING_PARTS);
}

static void
test_one_square (void)
{
  g_autoptr (GwClusterLevel) level = gw_cluster_level_new (15);
  GwMercator at = gw_mercator_from_lon_lat ((GwLonLat){ 113.05, 23.69 });
  GwMercator near = { at.x + 1e-9, at.y };
  gint64 column, row;
  const GwCluster *cluster;

  gw_cluster_level_square (15, at, &column, &row);
  g_assert_null (gw_cluster_level_lookup (level, column, row));
  gw_cluster_level_add (level, at, GW_SYMBOL_GREEN, 7);
  gw_cluster_level_add (level, near, GW_SYMBOL_RED, 9);
  cluster = gw_cluster_level_lookup (level, column, row);
  g_assert_cmpuint (cluster->count, ==, 2);
  g_assert_cmpint (gw_cluster_worst (cluster), ==, GW_SYMBOL_RED);
  g_assert_cmpfloat_with_epsilon (gw_cluster_centre (cluster).x, at.x + 5e-10, 1e-13);

  gw_cluster_level_remove (level, near, GW_SYMBOL_RED, 9);
  g_assert_cmpuint (cluster->count, ==, 1);
  g_assert_cmpuint (cluster->slots, ==, 7);
  g_assert_cmpint (gw_cluster_worst (cluster), ==, GW_SYMBOL_GREEN);
  gw_cluster_level_remove (level, at, GW_SYMBOL_GREEN, 7);
  g_assert_null (gw_cluster_level_lookup (level, column, row));
  g_assert_cmpuint (gw_cluster_level_size (level), ==, 0);
}

/* Counts the points of a set in squares anew, and compares with what the level holds. */
static void
assert_level_is_right (GwClusterSet *set, const GArray *points, guint zoom)
{
  const GwClusterLevel *level = gw_cluster_set_get_level (set, zoom);
  g_autoptr (GwClusterLevel) expected = gw_cluster_level_new (zoom);
  guint total = 0;

  for (guint i = 0; i < points->len; i++)
    {
      const GwCasePoint *point = &g_array_index (points, GwCasePoint, i);

      gw_cluster_level_add (expected,
                            gw_mercator_from_lon_lat ((GwLonLat){ point->lon, point->lat }),
                            gw_symbol_of_point (point), i);
    }
  g_assert_cmpuint (gw_cluster_level_size (level), ==, gw_cluster_level_size (expected));
  for (guint i = 0; i < points->len; i++)
    {
      const GwCasePoint *point = &g_array_index (points, GwCasePoint, i);
      gint64 column, row;
      const GwCluster *own, *other;

      gw_cluster_level_square (
          zoom, gw_mercator_from_lon_lat ((GwLonLat){ point->lon, point->lat }), &column,
          &row);
      own = gw_cluster_level_lookup (level, column, row);
      other = gw_cluster_level_lookup (expected, column, row);
      g_assert_nonnull (own);
      g_assert_cmpuint (own->count, ==, other->count);
      g_assert_cmpmem (own->counts, sizeof own->counts, other->counts, sizeof own->counts);
      g_assert_cmpfloat_with_epsilon (gw_cluster_centre (own).x,
                                      gw_cluster_centre (other).x, 1e-12);
      if (own->count == 1)
        {
          g_assert_cmpstr (gw_cluster_set_at_slot (set, own->slots)->number, ==,
                           point->number);
          total++;
        }
    }
  g_assert_cmpuint (total, <=, points->len);
}

static void
test_live_changes (void)
{
  g_autoptr (GwClusterSet) set = gw_cluster_set_new ();
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (GwCasePoint));
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);
  guint next = 1;

  /* Levels are there from the start, so that every change goes through them. */
  gw_cluster_set_get_level (set, 11);
  gw_cluster_set_get_level (set, 16);
  for (guint round = 0; round < 3000; round++)
    {
      guint what = g_rand_int_range (rand, 0, 4);
      guint victim = points->len > 0 ? g_rand_int_range (rand, 0, points->len) : 0;

      if (what == 0 && points->len > 0)
        {
          g_assert_true (gw_cluster_set_remove (
              set, g_array_index (points, GwCasePoint, victim).number));
          g_array_remove_index_fast (points, victim);
        }
      else
        {
          guint number = next;
          GwCasePoint point;

          if (what == 1 && points->len > 0)
            {
              const char *held = g_array_index (points, GwCasePoint, victim).number;

              number = (guint)g_ascii_strtoull (held + 9, NULL, 10);
              g_array_remove_index_fast (points, victim);
            }
          else
            next++;
          point = random_point (rand, number);
          gw_cluster_set_put (set, &point);
          g_array_append_val (points, point);
        }
    }
  g_assert_cmpuint (gw_cluster_set_size (set), ==, points->len);
  assert_level_is_right (set, points, 11);
  assert_level_is_right (set, points, 16);
  assert_level_is_right (set, points, 18);
}

static void
test_replace_touches_what_differs (void)
{
  g_autoptr (GwClusterSet) set = gw_cluster_set_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (GwCasePoint));
  GwCasePoint *data;

  for (guint i = 0; i < 500; i++)
    {
      GwCasePoint point = random_point (rand, i + 1);

      g_array_append_val (points, point);
    }
  data = (GwCasePoint *)(gpointer)points->data;
  gw_cluster_set_get_level (set, 14);
  g_assert_cmpuint (gw_cluster_set_replace (set, data, 500), ==, 500);
  g_assert_cmpuint (gw_cluster_set_replace (set, data, 500), ==, 0);
  data[7].lon += 0.01;
  data[8].state = GW_STATE_CLOSED;
  data[8].lamp = GW_LAMP_RED;
  g_assert_cmpuint (gw_cluster_set_replace (set, data, 498), <=, 4);
  g_assert_cmpuint (gw_cluster_set_size (set), ==, 498);
  g_assert_null (gw_cluster_set_find (set, data[499].number));
  g_assert_nonnull (gw_cluster_set_find (set, data[7].number));
  g_assert_null (gw_cluster_set_find (set, NULL));
  g_array_set_size (points, 498);
  assert_level_is_right (set, points, 14);
  g_assert_cmpuint (gw_cluster_set_replace (set, NULL, 0), ==, 498);
  g_assert_cmpuint (gw_cluster_set_size (set), ==, 0);
}

static void
test_members (void)
{
  g_autoptr (GwClusterSet) set = gw_cluster_set_new ();
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (GwClusterPoint));
  GwCasePoint here = point_at (1, 113.05, 23.69, GW_LAMP_GREEN, GW_STATE_HANDLING);
  GwCasePoint too = point_at (2, 113.05, 23.69, GW_LAMP_RED, GW_STATE_HANDLING);
  GwCasePoint far = point_at (3, 113.09, 23.69, GW_LAMP_RED, GW_STATE_HANDLING);
  gint64 column, row;

  gw_cluster_set_put (set, &here);
  gw_cluster_set_put (set, &too);
  gw_cluster_set_put (set, &far);
  g_assert_false (gw_cluster_set_put (set, &far));
  gw_cluster_level_square (16, gw_mercator_from_lon_lat ((GwLonLat){ 113.05, 23.69 }),
                           &column, &row);
  gw_cluster_set_members (set, 16, column, row, members);
  g_assert_cmpuint (members->len, ==, 2);
  g_assert_false (gw_cluster_set_remove (set, "20261122-000009"));
}

static void
test_group_of_class (void)
{
  static const struct
  {
    const char *code;
    guint group;
  } cases[] = { { "06010", 6 }, { "01002", 1 }, { "10002", 10 },
                { "11001", 0 }, { "00001", 0 }, { "6", 0 },
                { "x6", 0 },    { "", 0 },      { NULL, 0 } };
  g_autoptr (GwClusterSet) set = gw_cluster_set_new ();
  GwCasePoint point = point_at (1, 113.05, 23.69, GW_LAMP_GREEN, GW_STATE_HANDLING);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpuint (gw_class_group (cases[i].code), ==, cases[i].group);
  g_assert_null (gw_class_group_label (0));
  for (guint group = 1; group < GW_N_CLASS_GROUPS; group++)
    g_assert_nonnull (gw_class_group_label (group));

  /* A case whose class was put right looks different in its place. */
  g_assert_true (gw_cluster_set_put (set, &point));
  point.group = 6;
  g_assert_true (gw_cluster_set_put (set, &point));
  g_assert_false (gw_cluster_set_put (set, &point));
  g_assert_cmpuint (gw_cluster_set_find (set, point.number)->group, ==, 6);
}

/* Each mark has a picture of its own, within its square; no group has none. */
static void
test_marks_differ (void)
{
  guint8 pixels[GW_N_CLASS_GROUPS][24 * 24 * 4] = { 0 };

  for (guint group = 0; group < GW_N_CLASS_GROUPS; group++)
    {
      cairo_surface_t *surface = cairo_image_surface_create_for_data (
          pixels[group], CAIRO_FORMAT_ARGB32, 24, 24, 24 * 4);
      cairo_t *cr = cairo_create (surface);

      cairo_translate (cr, 12, 12);
      gw_class_mark_draw (cr, group, 9);
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
      for (guint other = 0; other < group; other++)
        g_assert_cmpint (memcmp (pixels[group], pixels[other], sizeof pixels[0]), !=, 0);
    }
}

static void
test_levels_are_built_quickly (void)
{
  g_autoptr (GwClusterSet) set = gw_cluster_set_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (6);
  gint64 start_usec;
  double ms;

  for (guint i = 0; i < 50000; i++)
    {
      GwCasePoint point = random_point (rand, i + 1);

      gw_cluster_set_put (set, &point);
    }
  start_usec = g_get_monotonic_time ();
  gw_cluster_set_get_level (set, 17);
  ms = (double)(g_get_monotonic_time () - start_usec) / 1000;
  g_test_message ("level 17 of 50,000 cases: %.1f ms", ms);
  /* A frame is 16.7 ms; the rest is room for slow and instrumented machines. */
  g_assert_cmpfloat (ms, <, 500);
}

static guint n_freed;

static void
free_thing (gpointer thing)
{
  g_free (thing);
  n_freed++;
}

static void
test_pictures_in_use_are_kept (void)
{
  GwPictureCache *cache = gw_picture_cache_new (20, free_thing);

  n_freed = 0;
  gw_picture_cache_insert (cache, "used", g_strdup ("used"));
  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *key = g_strdup_printf ("%u", i);

      gw_picture_cache_insert (cache, key, g_strdup (key));
      g_assert_cmpstr (gw_picture_cache_lookup (cache, key), ==, key);
      g_assert_cmpstr (gw_picture_cache_lookup (cache, "used"), ==, "used");
      g_assert_cmpuint (gw_picture_cache_size (cache), <=, 20);
    }
  g_assert_null (gw_picture_cache_lookup (cache, "0"));
  g_assert_cmpuint (n_freed, >=, 181);
  gw_picture_cache_clear (cache);
  g_assert_null (gw_picture_cache_lookup (cache, "used"));
  g_assert_cmpuint (n_freed, ==, 201);
  gw_picture_cache_free (cache);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (symbols); i++)
    {
      g_autofree char *path = g_strdup_printf ("/cluster/symbol/%u", i);

      g_test_add_data_func (path, &symbols[i], test_symbol);
    }
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autofree char *path = g_strdup_printf ("/cluster/count-text/%u", counts[i].count);

      g_test_add_data_func (path, &counts[i], test_count_text);
    }
  for (guint i = 0; i < G_N_ELEMENTS (rings); i++)
    {
      g_autofree char *path = g_strdup_printf ("/cluster/ring/%u", i);

      g_test_add_data_func (path, &rings[i], test_ring);
    }
  g_test_add_func ("/cluster/one-square", test_one_square);
  g_test_add_func ("/cluster/live-changes", test_live_changes);
  g_test_add_func ("/cluster/replace", test_replace_touches_what_differs);
  g_test_add_func ("/cluster/members", test_members);
  g_test_add_func ("/cluster/group-of-class", test_group_of_class);
  g_test_add_func ("/cluster/marks-differ", test_marks_differ);
  g_test_add_func ("/cluster/pictures-in-use", test_pictures_in_use_are_kept);
  g_test_add_func ("/cluster/levels-are-built-quickly", test_levels_are_built_quickly);
  return g_test_run ();
}
