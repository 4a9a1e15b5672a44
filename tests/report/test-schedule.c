/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports that a server makes by itself: what fails is told, tried again, and never lost. */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "backend/report/schedule.h"
#include "backend/service/setup.h"
#include "tests/lib/town.h"

#define MINUTE G_GINT64_CONSTANT (60000)
#define DAY (24 * 60 * MINUTE)
#define PATIENCE_US (30 * G_USEC_PER_SEC)

typedef struct
{
  GwTown *town;
  char *folder; /* of all reports */
  char *days;   /* of the daily ones */
  GwReportSchedule *schedule;
} Scene;

static void
wish (Scene *scene, const char *name, const char *value)
{
  g_autoptr (GError) error = NULL;

  gw_setup_setting_set (scene->town->service, name, value, &error);
  g_assert_no_error (error);
}

/* Monday the 23rd at nine: that of Sunday is due. */
static void
set_up (Scene *scene, gconstpointer data)
{
  scene->town = gw_town_new ();
  scene->town->now_ms = GW_TOWN_MONDAY;
  scene->folder = g_build_filename (scene->town->dir, "reports", NULL);
  scene->days = g_build_filename (scene->folder, "day", NULL);
  g_assert_cmpint (g_mkdir (scene->folder, 0755), ==, 0);
  wish (scene, "report.day", "06:00 csv zh");
  scene->schedule = gw_report_schedule_new (scene->town->service, scene->folder);
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *below = g_build_filename (path, name, NULL);

      remove_all (below);
    }
  g_remove (path);
}

static void
tear_down (Scene *scene, gconstpointer data)
{
  gw_report_schedule_free (scene->schedule);
  remove_all (scene->folder);
  gw_town_free (scene->town);
  g_free (scene->folder);
  g_free (scene->days);
}

static void
restart (Scene *scene)
{
  gw_report_schedule_free (scene->schedule);
  scene->schedule = gw_report_schedule_new (scene->town->service, scene->folder);
}

/* --- what is there ----------------------------------------------------------------------- */

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* The names in the folder of the days, in order: "2026-11-21 2026-11-22". */
static char *
list_days (const Scene *scene)
{
  g_autoptr (GDir) folder = g_dir_open (scene->days, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return g_strjoinv (" ", (char **)names->pdata);
}

static GwReportCounts
counts (const Scene *scene)
{
  GwServiceMetrics metrics;

  gw_service_get_metrics (scene->town->service, &metrics);
  return metrics.reports;
}

/* Looks until so many were made and failed since the schedule began. */
static void
look_until (Scene *scene, guint64 made, guint64 failed)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_US;

  while (counts (scene).made < made || counts (scene).failed < failed)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      gw_report_schedule_look (scene->schedule);
      g_main_context_iteration (NULL, counts (scene).made < made);
    }
  g_assert_cmpuint (counts (scene).made, ==, made);
  g_assert_cmpuint (counts (scene).failed, ==, failed);
}

static void
expect_failure (void)
{
  g_test_expect_message ("gridward-report", G_LOG_LEVEL_WARNING,
                         "*2026-11-22 was not made, and is tried again*");
}

/* --- tests ------------------------------------------------------------------------------- */

/* Nothing can be written at all: it is remembered, and made as soon as it can be. */
static void
test_again (Scene *scene, gconstpointer data)
{
  g_autofree char *days = NULL;

  g_assert_true (g_file_set_contents (scene->days, "no folder", -1, NULL));
  expect_failure ();
  look_until (scene, 0, 1);
  g_test_assert_expected_messages ();
  g_assert_cmpuint (counts (scene).waiting, ==, 1);
  g_assert_cmpint (g_unlink (scene->days), ==, 0);
  /* It rests for a quarter of an hour. */
  scene->town->now_ms += 14 * MINUTE;
  gw_report_schedule_look (scene->schedule);
  days = list_days (scene);
  g_assert_cmpstr (days, ==, "");
  scene->town->now_ms += MINUTE;
  look_until (scene, 1, 1);
  g_assert_cmpuint (counts (scene).waiting, ==, 0);
  g_free (days);
  days = list_days (scene);
  g_assert_cmpstr (days, ==, "2026-11-22");
}

/* Beside the reports it says what failed and why; the next day, after a restart, both come. */
static void
test_mark (Scene *scene, gconstpointer data)
{
  g_autofree char *part = g_build_filename (scene->days, ".part-2026-11-22", NULL);
  g_autofree char *mark = g_build_filename (scene->days, "2026-11-22.failed.txt", NULL);
  g_autofree char *text = NULL;
  g_autofree char *days = NULL;

  g_assert_cmpint (g_mkdir (scene->days, 0755), ==, 0);
  g_assert_true (g_file_set_contents (part, "in the way", -1, NULL));
  expect_failure ();
  look_until (scene, 0, 1);
  g_test_assert_expected_messages ();
  g_assert_true (g_file_get_contents (mark, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "2026-11-22 的报告没有做成："));
  g_assert_cmpint (g_unlink (part), ==, 0);
  scene->town->now_ms += DAY;
  restart (scene);
  look_until (scene, 2, 0);
  days = list_days (scene);
  g_assert_cmpstr (days, ==, "2026-11-22 2026-11-23");
}

/* Days without a server are made up for, as many as are kept. */
static void
test_gap (Scene *scene, gconstpointer data)
{
  g_autofree char *days = NULL;

  wish (scene, "report.keep", "3");
  look_until (scene, 1, 0);
  scene->town->now_ms += 5 * DAY;
  restart (scene);
  look_until (scene, 3, 0);
  gw_report_schedule_look (scene->schedule);
  days = list_days (scene);
  g_assert_cmpstr (days, ==, "2026-11-25 2026-11-26 2026-11-27");
}

/* Nobody wishes for any: nothing comes. */
static void
test_no_wish (Scene *scene, gconstpointer data)
{
  g_autofree char *days = NULL;

  wish (scene, "report.day", "");
  gw_report_schedule_look (scene->schedule);
  days = list_days (scene);
  g_assert_cmpstr (days, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) g_test_add ("/schedule/" name, Scene, NULL, set_up, test, tear_down)
  ADD ("again", test_again);
  ADD ("mark", test_mark);
  ADD ("gap", test_gap);
  ADD ("no-wish", test_no_wish);
  return g_test_run ();
}
