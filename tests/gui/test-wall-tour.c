/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tour of the command view: which areas, by itself, by hand, and standing still. */
#define G_LOG_DOMAIN "gridward-test"

#include "gui/wall/wall-tour.h"

/* Two streets of two communities each, in one district. */
static const struct
{
  const char *code;
  const char *level;
} areas[] = {
  { "44", "city" },
  { "4401", "district" },
  { "440101", "street" },
  { "440102", "street" },
  { "44010101", "community" },
  { "44010102", "community" },
  { "44010201", "community" },
  { "44010202", "community" },
};

static GwCityInfo *
make_city (void)
{
  GwCityRecord *record = g_new0 (GwCityRecord, 1);
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify)gw_area_record_free);

  record->name.code = g_strdup ("44");
  record->name.name = g_strdup ("The City");
  record->time_zone = g_strdup ("Asia/Shanghai");
  for (guint i = 0; i < G_N_ELEMENTS (areas); i++)
    {
      GwAreaRecord *area = g_new0 (GwAreaRecord, 1);

      area->area.code = g_strdup (areas[i].code);
      area->area.name = g_strdup (areas[i].code);
      area->level = g_strdup (areas[i].level);
      g_ptr_array_add (list, area);
    }
  return gw_city_info_new (record, list, g_ptr_array_new (), g_ptr_array_new ());
}

static void
test_stops (void)
{
  g_autoptr (GwCityInfo) city = make_city ();
  g_autoptr (GwWallTour) whole = gw_wall_tour_new (city, NULL);
  g_autoptr (GwWallTour) street = gw_wall_tour_new (city, "440102");
  g_autoptr (GwWallTour) community = gw_wall_tour_new (city, "44010201");

  g_assert_cmpuint (gw_wall_tour_get_n_stops (whole), ==, 3);
  g_assert_cmpstr (gw_wall_tour_get_name (whole), ==, "The City");
  g_assert_null (gw_wall_tour_get_code (whole));
  gw_wall_tour_step (whole, 1);
  g_assert_cmpstr (gw_wall_tour_get_code (whole), ==, "440101");
  gw_wall_tour_step (whole, -2);
  g_assert_cmpstr (gw_wall_tour_get_code (whole), ==, "440102");
  gw_wall_tour_restart (whole);
  g_assert_cmpuint (gw_wall_tour_get_position (whole), ==, 0);

  /* Who sees a street is shown its communities and nothing else. */
  g_assert_cmpuint (gw_wall_tour_get_n_stops (street), ==, 3);
  g_assert_cmpstr (gw_wall_tour_get_code (street), ==, "440102");
  gw_wall_tour_step (street, 2);
  g_assert_cmpstr (gw_wall_tour_get_code (street), ==, "44010202");
  g_assert_cmpuint (gw_wall_tour_get_n_stops (community), ==, 1);
  gw_wall_tour_step (community, 1);
  g_assert_cmpstr (gw_wall_tour_get_code (community), ==, "44010201");
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static gboolean
wake_cb (gpointer data)
{
  *(gboolean *)data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Goes by itself; while it is paused it stays. */
static void
test_by_itself (void)
{
  g_autoptr (GwCityInfo) city = make_city ();
  g_autoptr (GwWallTour) tour = gw_wall_tour_new (city, NULL);
  gboolean woken = FALSE;
  guint count = 0;

  gw_wall_tour_set_stay_ms (tour, 5);
  g_signal_connect_swapped (tour, "moved", G_CALLBACK (count_cb), &count);
  /* Round the city and on. */
  while (count < 4)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (gw_wall_tour_get_position (tour), ==, 1);
  gw_wall_tour_set_paused (tour, TRUE);
  g_assert_cmpuint (count, ==, 5);
  g_timeout_add (40, wake_cb, &woken);
  while (!woken)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (gw_wall_tour_get_position (tour), ==, 1);
  gw_wall_tour_set_paused (tour, FALSE);
  while (gw_wall_tour_get_position (tour) != 2)
    g_main_context_iteration (NULL, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gui/wall-tour/stops", test_stops);
  g_test_add_func ("/gui/wall-tour/by-itself", test_by_itself);
  return g_test_run ();
}
