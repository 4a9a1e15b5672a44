/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is told is few enough to be read; what is begun is on the disk. */
#include "gui/client/disk.h"
#include "gui/model/drafts.h"
#include "gui/notify/alert-queue.h"

#include <glib/gstdio.h>

#include "tests/gui/lib/wait.h"

#define SECOND G_USEC_PER_SEC

static void
test_few_a_minute (void)
{
  GwAlertQueue queue = { 0 };
  GwAlertSum sum;
  gint64 now = 1000 * SECOND;

  for (guint i = 0; i < GW_ALERT_MOST; i++)
    g_assert_true (gw_alert_queue_push (&queue, GW_ALERT_RED, now + i));
  for (guint i = 0; i < 40; i++)
    g_assert_false (gw_alert_queue_push (&queue, GW_ALERT_RED, now + SECOND));
  g_assert_false (gw_alert_queue_push (&queue, GW_ALERT_SUPERVISED, now + SECOND));
  g_assert_false (gw_alert_queue_pop (&queue, now + 2 * SECOND, &sum));
  g_assert_cmpint (gw_alert_queue_next (&queue), ==, now + GW_ALERT_SPAN_USEC);
  g_assert_true (gw_alert_queue_pop (&queue, now + GW_ALERT_SPAN_USEC, &sum));
  g_assert_cmpuint (sum.total, ==, 41);
  g_assert_cmpuint (sum.counts[GW_ALERT_RED], ==, 40);
  g_assert_cmpuint (sum.counts[GW_ALERT_SUPERVISED], ==, 1);
  g_assert_cmpint (gw_alert_queue_next (&queue), ==, 0);
  g_assert_false (gw_alert_queue_pop (&queue, now + 10 * GW_ALERT_SPAN_USEC, &sum));
}

/* What waits is told before what comes later, even when there is room again. */
static void
test_order (void)
{
  GwAlertQueue queue = { 0 };
  GwAlertSum sum;

  gw_alert_queue_defer (&queue, GW_ALERT_CARD);
  g_assert_false (gw_alert_queue_push (&queue, GW_ALERT_CARD, SECOND));
  g_assert_cmpint (gw_alert_queue_next (&queue), ==, 1);
  g_assert_true (gw_alert_queue_pop (&queue, SECOND, &sum));
  g_assert_cmpuint (sum.counts[GW_ALERT_CARD], ==, 2);
  g_assert_true (gw_alert_queue_push (&queue, GW_ALERT_CARD, 2 * SECOND));
}

static void
test_quiet_hours (void)
{
  static const struct
  {
    int hour, from, to;
    gboolean quiet;
  } rows[] = { { 23, 22, 7, TRUE },  { 3, 22, 7, TRUE },   { 7, 22, 7, FALSE },
               { 21, 22, 7, FALSE }, { 13, 12, 14, TRUE }, { 14, 12, 14, FALSE },
               { 0, 0, 0, FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (gw_alert_is_quiet (rows[i].hour, rows[i].from, rows[i].to), ==,
                     rows[i].quiet);
}

/* --- drafts --------------------------------------------------------------------------- */

typedef struct
{
  char *folder;
  GwClient *client;
  GwDrafts *drafts;
} Fixture;

static void
settle_disk (void)
{
  gw_disk_wait ();
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
begin (Fixture *fixture, const char *login)
{
  fixture->drafts = gw_drafts_new (fixture->client, login, fixture->folder);
  settle_disk ();
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("gridward-drafts-XXXXXX", NULL);
  fixture->client = gw_client_new ("http://127.0.0.1:1", NULL);
  begin (fixture, "leader");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) folder = NULL;
  const char *name;

  assert_finalizes (fixture->drafts);
  settle_disk ();
  folder = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (fixture->folder, name, NULL);

      g_remove (file);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_object_unref (fixture->client);
}

static void
start_again (Fixture *fixture, const char *login)
{
  gw_drafts_flush (fixture->drafts);
  assert_finalizes (fixture->drafts);
  begin (fixture, login);
}

static void
test_survives (Fixture *fixture, gconstpointer data)
{
  gw_drafts_set (fixture->drafts, GW_DRAFT_CALL, "水管\"破裂\"\n");
  gw_drafts_set (fixture->drafts, "action/20261122-000001/return", "{}");
  start_again (fixture, "leader");
  g_assert_cmpstr (gw_drafts_get (fixture->drafts, GW_DRAFT_CALL), ==, "水管\"破裂\"\n");
  g_assert_cmpint (gw_drafts_get_at (fixture->drafts, GW_DRAFT_CALL), >, 0);
  gw_drafts_set (fixture->drafts, GW_DRAFT_CALL, NULL);
  /* Another person at the same desk has drafts of his own. */
  start_again (fixture, "dispatcher");
  g_assert_null (gw_drafts_get (fixture->drafts, "action/20261122-000001/return"));
  start_again (fixture, "leader");
  g_assert_null (gw_drafts_get (fixture->drafts, GW_DRAFT_CALL));
  g_assert_cmpstr (gw_drafts_get (fixture->drafts, "action/20261122-000001/return"), ==,
                   "{}");
}

static void
test_names (void)
{
  g_autofree char *name = gw_draft_name_of_action ("20261122-000001", "request_check");
  g_autofree char *number = NULL;
  g_autofree char *action = NULL;

  g_assert_true (gw_draft_name_parse (name, &number, &action));
  g_assert_cmpstr (number, ==, "20261122-000001");
  g_assert_cmpstr (action, ==, "request_check");
  g_assert_false (gw_draft_name_parse (GW_DRAFT_CALL, &number, &action));
}

static void
test_bounds (Fixture *fixture, gconstpointer data)
{
  g_autofree char *long_text = g_strnfill (GW_DRAFTS_MAX_BYTES + 1, 'x');
  g_auto (GStrv) names = NULL;

  for (guint i = 0; i < GW_DRAFTS_MAX + 20; i++)
    {
      g_autofree char *name = g_strdup_printf ("draft-%u", i);

      gw_drafts_set (fixture->drafts, name, "x");
    }
  names = gw_drafts_dup_names (fixture->drafts);
  g_assert_cmpuint (g_strv_length (names), ==, GW_DRAFTS_MAX);
  gw_drafts_set (fixture->drafts, "draft-119", long_text);
  g_assert_null (gw_drafts_get (fixture->drafts, "draft-119"));
}

/* A file that is no such file costs the drafts, not the desk. */
static void
test_broken (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path =
      gw_disk_path (fixture->folder, "http://127.0.0.1:1", "leader", ".drafts");

  settle_disk ();
  g_assert_true (g_file_set_contents (path, "{\"call\":{\"text\":5},\"x\":1,", -1, NULL));
  start_again (fixture, "leader");
  g_assert_null (gw_drafts_get (fixture->drafts, GW_DRAFT_CALL));
  gw_drafts_set (fixture->drafts, GW_DRAFT_CALL, "again");
  start_again (fixture, "leader");
  g_assert_cmpstr (gw_drafts_get (fixture->drafts, GW_DRAFT_CALL), ==, "again");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/alerts/few-a-minute", test_few_a_minute);
  g_test_add_func ("/alerts/order", test_order);
  g_test_add_func ("/alerts/quiet-hours", test_quiet_hours);
  g_test_add_func ("/drafts/names", test_names);
  g_test_add ("/drafts/survives", Fixture, NULL, set_up, test_survives, tear_down);
  g_test_add ("/drafts/bounds", Fixture, NULL, set_up, test_bounds, tear_down);
  g_test_add ("/drafts/broken", Fixture, NULL, set_up, test_broken, tear_down);
  return g_test_run ();
}
