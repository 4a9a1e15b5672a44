/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gridwardctl audit: silent where all is well, and each planted fault named. */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#include "tests/ctl/ctl-fixture.h"
#include "tests/lib/town.h"

#define HOUR G_GINT64_CONSTANT (3600000)

static void
act (GwTown *town, const char *number, const char *login, GwActionRequest request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwTownAnswer) answer = NULL;

  request.number = number;
  request.opinion = "说明";
  answer = gw_town_act (town, login, request, &error);
  g_assert_no_error (error);
}

static void
act_plainly (GwTown *town, const char *number, const char *login, GwCaseAction action)
{
  act (town, number, login, (GwActionRequest){ .action = action });
}

/* Of the first case: corrected, extended. Of the second: sent back and suspended. Of the
 * third: closed, with a task that was done, and linked to the first. */
static void
fill (GwTown *town)
{
  g_autofree char *first = gw_town_case (town, GW_CASE_REPORTED);
  g_autofree char *second = gw_town_case (town, GW_CASE_DISPATCHED);
  g_autofree char *third = gw_town_case (town, GW_CASE_CLOSED);

  act (town, first, "acceptor",
       (GwActionRequest){ .action = GW_ACTION_AMEND, .class_code = "06013" });
  act_plainly (town, first, "leader", GW_ACTION_FILE);
  act_plainly (town, first, "dispatcher", GW_ACTION_DISPATCH);
  act_plainly (town, first, "works", GW_ACTION_REQUEST_EXTENSION);
  act_plainly (town, first, "dispatcher", GW_ACTION_APPROVE);
  act_plainly (town, second, "sanitation", GW_ACTION_RETURN);
  act (town, second, "dispatcher",
       (GwActionRequest){ .action = GW_ACTION_REDISPATCH, .department = "works" });
  act (town, second, "works",
       (GwActionRequest){ .action = GW_ACTION_REQUEST_SUSPENSION,
                          .until = GW_TOWN_MONDAY + 100 * HOUR });
  act_plainly (town, second, "dispatcher", GW_ACTION_APPROVE);
  act_plainly (town, second, "leader", GW_ACTION_APPROVE);
  act (town, third, "leader",
       (GwActionRequest){ .action = GW_ACTION_LINK, .other = first });
}

/* A city with the three cases above; its file is nobody's. */
static GwTown *
make_town (void)
{
  GwTown *town = gw_town_new ();

  town->now_ms = GW_TOWN_MONDAY;
  fill (town);
  g_clear_pointer (&town->service, gw_service_close);
  return town;
}

/* A copy of the file to spoil. */
static char *
copy_database (const GwTown *town)
{
  g_autofree char *path = g_build_filename (town->dir, "copy.db", NULL);
  g_autoptr (GFile) from = g_file_new_for_path (town->path);
  g_autoptr (GFile) to = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  g_file_copy (from, to, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&path);
}

static void
plant (const char *path, const char *sql)
{
  sqlite3 *database;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  sqlite3_exec (database, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  g_assert_cmpint (sqlite3_close (database), ==, SQLITE_OK);
}

static CtlRun
audit (const char *path)
{
  const char *arguments[] = { "--db", path, "audit", NULL };

  return ctl_run_plain (NULL, arguments);
}

static void
test_sound (gconstpointer data)
{
  const GwTown *town = data;
  g_auto (CtlRun) run = audit (town->path);

  ctl_assert (&run, 0, "3 cases, 22 events: 0 differences\n");
}

/* Other settings and calendars today change nothing about what was decided. */
static void
test_settings_of_today (gconstpointer data)
{
  g_autofree char *path = copy_database (data);
  g_auto (CtlRun) run = { 0 };

  plant (path, "INSERT INTO setting VALUES ('extension_approvers', 'dispatcher,leader'),"
               " ('suspension_approvers', 'leader')");
  run = audit (path);
  ctl_assert (&run, 0, ": 0 differences\n");
}

typedef struct
{
  const GwTown *town;
  const char *name;
  const char *sql;
  const char *expected;
} Fault;

#define FIRST "20261123-000001"
#define CASE_1 " WHERE id = 202611230000001"
#define CASE_2 " WHERE id = 202611230000002"
#define JOURNAL "DROP TRIGGER case_event_no_update; DROP TRIGGER case_event_no_delete; "

static Fault faults[] = {
  { NULL, "state", "UPDATE case_file SET state = 5" CASE_1,
    "case " FIRST ": state: stored handled, computed dispatched\n" },
  { NULL, "flag", "UPDATE case_file SET flags = flags | 256" CASE_1,
    "case " FIRST ": flags: stored registered,supervised, computed registered\n" },
  { NULL, "lost-flag", "UPDATE case_file SET flags = flags & ~64" CASE_2,
    "case 20261123-000002: flags: stored registered, computed registered,suspended\n" },
  { NULL, "deadline", "UPDATE case_file SET deadline = deadline + 1" CASE_1,
    "case " FIRST ": deadline: stored 2026-" },
  { NULL, "clock", "UPDATE case_file SET clocks = clocks || 'c1'" CASE_1,
    "case " FIRST ": clocks: stored " },
  { NULL, "wake", "UPDATE case_file SET wake_at = NULL" CASE_1,
    "case " FIRST ": wake_at: stored none, computed 2026-" },
  { NULL, "class", "UPDATE case_file SET class_id = 1" CASE_1,
    "case " FIRST ": class_id: " },
  { NULL, "extensions", "UPDATE case_file SET extensions = 2" CASE_1,
    "case " FIRST ": extensions: stored 2, computed 1\n" },
  { NULL, "counted", "UPDATE case_file SET counted = 0" CASE_2,
    "case 20261123-000002: counted: stored 0x0, computed 0x" },
  { NULL, "reason", "UPDATE case_file SET routing_reason = NULL" CASE_2,
    "case 20261123-000002: routing_reason: stored none, computed " },
  { NULL, "suspension", "UPDATE case_file SET suspended_until = 1" CASE_2,
    "case 20261123-000002: suspended_until: stored 1970-01-01T00:00:00.001Z" },
  { NULL, "counter", "UPDATE cell_counter SET open = open + 1",
    "counters: stored counters differ" },
  { NULL, "event-counts", JOURNAL "UPDATE case_event SET counts = 0 WHERE seq = 1",
    "case " FIRST ": event 1: stored counts 0x0 for department 0 in cell " },
  { NULL, "missing-event", JOURNAL "DELETE FROM case_event WHERE seq = 13",
    "case " FIRST ": event 14: stored dispatch from filed to dispatched, version 4, "
    "computed the case is in state reported\n" },
  { NULL, "missing-last", JOURNAL "DELETE FROM case_event WHERE seq = 21",
    "case 20261123-000002: version: stored 8, computed 7\n" },
  { NULL, "gap", JOURNAL "DELETE FROM case_event WHERE seq = 13",
    "journal: stored 21 events, computed 22\n" },
  { NULL, "impossible", JOURNAL "UPDATE case_event SET action = 27 WHERE seq = 14",
    "case " FIRST ": event 14: stored refuse from filed to dispatched" },
  { NULL, "task", "UPDATE task SET done_by = 0",
    "case 20261123-000003: task 1: stored check of person 0 since "
    "2026-11-23T01:00:00.000Z" },
  { NULL, "no-task", "DELETE FROM task", "case 20261123-000003: task 1: stored none, " },
  { NULL, "open-task",
    "INSERT INTO task (case_id, kind, created_at) VALUES (202611230000001, 2, 1)",
    "case " FIRST ": task 1: stored check of person 0 since 1970-01-01T00:00:00.001Z" },
  { NULL, "link", "UPDATE case_link SET at = at + 1",
    "case 20261123-000003: link: stored none, computed linked " FIRST
    " at 2026-11-23T01:00:00.000Z\n" },
  { NULL, "turned-link", "UPDATE case_link SET case_id = other_id, other_id = case_id",
    "case " FIRST ": link: stored linked 20261123-000003 at " },
  { NULL, "no-link", "DELETE FROM case_link",
    "case 20261123-000003: link: stored none, computed linked " },
  { NULL, "no-journal", JOURNAL "DELETE FROM case_event WHERE case_id % 10 = 3",
    "case 20261123-000003: journal: stored none" },
  { NULL, "no-case", "DELETE FROM case_file" CASE_1, "case " FIRST ": case: stored none" },
};

static void
test_fault (gconstpointer data)
{
  const Fault *fault = data;
  g_autofree char *path = copy_database (fault->town);
  g_auto (CtlRun) run = { 0 };

  plant (path, fault->sql);
  run = audit (path);
  ctl_assert (&run, 1, fault->expected);
}

/* What was written elsewhere holds for the copy; what is no such file is told. */
static void
test_anchors (gconstpointer data)
{
  g_autofree char *path = copy_database (data);
  g_autofree char *anchors = g_strconcat (path, ".anchors", NULL);
  const char *export[] = { "--db", path, "audit", "--export-anchors", anchors, NULL };
  const char *compare[] = { "--db", path, "audit", "--anchors", anchors, NULL };
  g_auto (CtlRun) written = ctl_run_plain (NULL, export);
  g_auto (CtlRun) held = ctl_run_plain (NULL, compare);
  g_auto (CtlRun) other = { 0 };
  g_auto (CtlRun) broken = { 0 };

  ctl_assert (&written, 0, "1 anchors written to ");
  ctl_assert (&held, 0, "1 anchors hold\n");
  g_assert_true (g_file_set_contents (
      anchors,
      "2026-11-23 1024 0000000000000000000000000000000000000000000000000000000000000000\n",
      -1, NULL));
  other = ctl_run_plain (NULL, compare);
  ctl_assert (&other, 1, "exported anchor of day 20261123: stored ");
  g_assert_true (g_file_set_contents (anchors, "2026-13-23 1024 00\n", -1, NULL));
  broken = ctl_run_plain (NULL, compare);
  ctl_assert (&broken, 1, "line 1 is no anchor");
}

/* Whoever may write everywhere cannot find out what others may. */
static void
become_nobody (gpointer data)
{
  const uid_t nobody = 65534;

  if (geteuid () == 0 && (setgid (nobody) != 0 || setuid (nobody) != 0))
    _exit (127);
}

/* An auditor gets the file on a medium that he cannot write to. */
static void
test_read_only (gconstpointer data)
{
  const GwTown *town = data;
  g_autofree char *copy = copy_database (town);
  g_autofree char *folder = g_build_filename (town->dir, "frozen", NULL);
  g_autofree char *path = g_build_filename (folder, "ä?#%.db", NULL);
  g_autofree char *program =
      g_build_filename (g_getenv ("GRIDWARD_BUILD_DIR"), "backend/ctl/gridwardctl", NULL);
  char *argv[] = { program, (char *)"--db", path, (char *)"audit", NULL };
  g_autofree char *out = NULL;
  g_autoptr (GError) error = NULL;
  int status = -1;

  g_assert_cmpint (g_mkdir (folder, 0755), ==, 0);
  g_assert_cmpint (g_rename (copy, path), ==, 0);
  g_assert_cmpint (g_chmod (path, 0444), ==, 0);
  g_assert_cmpint (g_chmod (folder, 0555), ==, 0);
  g_assert_cmpint (g_chmod (town->dir, 0755), ==, 0);
  if (!g_spawn_sync (NULL, argv, NULL, G_SPAWN_DEFAULT, become_nobody, NULL, &out, NULL,
                     &status, &error))
    g_test_skip ("other people may not run the program here");
  else
    {
      g_assert_cmpint (status, ==, 0);
      g_assert_nonnull (strstr (out, ": 0 differences\n"));
    }
  g_assert_cmpint (g_chmod (folder, 0755), ==, 0);
}

int
main (int argc, char **argv)
{
  g_autoptr (GwTown) town = NULL;

  g_test_init (&argc, &argv, NULL);
  town = make_town ();
  g_test_add_data_func ("/audit/sound", town, test_sound);
  g_test_add_data_func ("/audit/anchors", town, test_anchors);
  g_test_add_data_func ("/audit/read-only", town, test_read_only);
  g_test_add_data_func ("/audit/settings-of-today", town, test_settings_of_today);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *path = g_strconcat ("/audit/", faults[i].name, NULL);

      faults[i].town = town;
      g_test_add_data_func (path, &faults[i], test_fault);
    }
  return g_test_run ();
}
