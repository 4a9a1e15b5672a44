/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The demo's day: its incidents are of the catalogue, its photos are PNGs. */

#include "data/demo/day-incident.h"
#include "data/demo/day-photo.h"

#include <string.h>

static void
test_classes_exist (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("GRIDWARD_SOURCE_DIR"), "data",
                                            "catalog", "classes-gb47678-2026.csv", NULL);
  g_autofree char *catalogue = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  g_assert_true (g_file_get_contents (path, &catalogue, NULL, NULL));
  for (guint i = 0; i < 20000; i++)
    {
      const GwDayIncident *incident = gw_day_incident_pick (rand, i % 24);
      g_autofree char *row =
          g_strdup_printf ("\ngb47678-2026,%s,%s,", incident->kind, incident->class_code);

      if (!g_hash_table_add (seen, (gpointer)incident))
        continue;
      g_assert_nonnull (strstr (catalogue, row));
      for (guint j = 0; j < G_N_ELEMENTS (incident->texts); j++)
        g_assert_true (g_utf8_validate (incident->texts[j], -1, NULL));
      g_assert_cmpuint (strlen (incident->cure), >, 0);
    }
  g_assert_cmpuint (g_hash_table_size (seen), >=, 30);
}

/* Barbecues are reported in the evening. */
static void
test_peaks (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (2);
  guint morning = 0, evening = 0;

  for (guint i = 0; i < 20000; i++)
    {
      morning += g_str_equal (gw_day_incident_pick (rand, 9)->class_code, "06029");
      evening += g_str_equal (gw_day_incident_pick (rand, 20)->class_code, "06029");
    }
  g_assert_cmpuint (evening, >, morning * 2);
}

static void
test_hours (void)
{
  for (guint hour = 0; hour < 24; hour++)
    g_assert_cmpuint (gw_day_hour_weight (hour), >, 0);
  g_assert_cmpuint (gw_day_hour_weight (9), >, gw_day_hour_weight (3) * 5);
}

static void
test_photo (void)
{
  g_autoptr (GBytes) before = gw_day_photo_new (7, "北门社区 暴露垃圾", FALSE);
  g_autoptr (GBytes) again = gw_day_photo_new (7, "北门社区 暴露垃圾", FALSE);
  g_autoptr (GBytes) after = gw_day_photo_new (7, "北门社区 暴露垃圾", TRUE);

  g_assert_cmpmem (g_bytes_get_data (before, NULL), 8, "\x89PNG\r\n\x1a\n", 8);
  g_assert_cmpuint (g_bytes_get_size (before), <, 200000);
  g_assert_true (g_bytes_equal (before, again));
  g_assert_false (g_bytes_equal (before, after));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/demo/day/classes-exist", test_classes_exist);
  g_test_add_func ("/demo/day/peaks", test_peaks);
  g_test_add_func ("/demo/day/hours", test_hours);
  g_test_add_func ("/demo/day/photo", test_photo);
  return g_test_run ();
}
