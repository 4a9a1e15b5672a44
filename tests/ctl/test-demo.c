/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gridwardctl demo: the synthetic city as it is set up, accounts and all. */
#include "tests/ctl/ctl-fixture.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

static const char *const needed_logins[] = { "dispatcher", "leader",     "manager",
                                             "inspector",  "department", "admin" };

static void
check_accounts (const char *path)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GHashTable) passwords = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) logins = g_hash_table_new (g_str_hash, g_str_equal);
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      char *blank = strchr (lines[i], ' ');

      g_assert_nonnull (blank);
      *blank = '\0';
      g_assert_cmpuint (strlen (blank + 1), ==, 16);
      g_assert_true (g_hash_table_add (passwords, blank + 1));
      g_assert_true (g_hash_table_add (logins, lines[i]));
    }
  for (guint i = 0; i < G_N_ELEMENTS (needed_logins); i++)
    g_assert_true (g_hash_table_contains (logins, needed_logins[i]));
}

static void
test_demo (CtlFixture *fixture, gconstpointer data)
{
  const char *size = g_getenv ("GRIDWARD_TEST_CITY_SIZE");
  double share = g_ascii_strtod (size, NULL);
  g_autofree char *accounts = ctl_path (fixture, "accounts");
  g_autofree char *arguments =
      g_strdup_printf ("demo --accounts %s --seed 1 --size %s", accounts, size);
  g_autofree char *components =
      g_strdup_printf (" cells, %.0f components", 10000 * share * share);
  g_auto (CtlRun) made = ctl_run (fixture, NULL, arguments);
  g_auto (CtlRun) again = { -1, NULL, NULL };
  g_auto (CtlRun) check = { -1, NULL, NULL };
  const char *cells;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  ctl_assert (&made, 0, "made the synthetic city");
  ctl_assert (&made, 0, components);
  cells = g_strrstr_len (made.out, strstr (made.out, " cells, ") - made.out, " ");
  g_assert_cmpfloat (g_ascii_strtod (cells, NULL), >=, 20000 * share * share);
  check_accounts (accounts);

  g_assert_true (g_file_get_contents (accounts, &before, NULL, NULL));
  again = ctl_run (fixture, NULL, arguments);
  ctl_assert (&again, 1, "is there already");
  g_assert_true (g_file_get_contents (accounts, &after, NULL, NULL));
  g_assert_cmpstr (before, ==, after);

  check = ctl_run (fixture, NULL, "check");
  ctl_assert (&check, 0, "ok     cells do not overlap");
  g_assert_null (strstr (check.out, "FAULT"));
}

/* Days behind it: cases of every stage, and a journal that says the same of them. */
static void
test_past (CtlFixture *fixture, gconstpointer data)
{
  g_autofree char *accounts = ctl_path (fixture, "accounts");
  g_autofree char *arguments =
      g_strdup_printf ("demo --accounts %s --size 0.3 --past 3 --per-day 30", accounts);
  g_auto (CtlRun) wrong = ctl_run (fixture, NULL, "demo --accounts none --past 900");
  g_auto (CtlRun) made = { -1, NULL, NULL };
  g_auto (CtlRun) audit = { -1, NULL, NULL };
  g_auto (CtlRun) cells = { -1, NULL, NULL };
  guint reported = 0, closed = 0;
  g_auto (GStrv) lines = NULL;

  ctl_assert (&wrong, 2, "--past");
  g_assert_false (g_file_test (fixture->database, G_FILE_TEST_EXISTS));
  made = ctl_run (fixture, NULL, arguments);
  ctl_assert (&made, 0, "cases of the past were lived");
  audit = ctl_run (fixture, NULL, "audit");
  ctl_assert (&audit, 0, " 0 differences");
  cells = ctl_run (fixture, NULL, "stats cells");
  lines = g_strsplit (cells.out, "\n", -1);
  /* The formulas of the rates stand below. */
  for (guint i = 1; lines[i] != NULL && g_ascii_isdigit (*lines[i]); i++)
    {
      guint row[8];

      g_assert_cmpint (sscanf (lines[i], "%*s %u %u %u %u %u %u %u %u", &row[0], &row[1],
                               &row[2], &row[3], &row[4], &row[5], &row[6], &row[7]),
                       ==, 8);
      reported += row[0];
      closed += row[7];
    }
  g_assert_cmpuint (reported, >, 40);
  g_assert_cmpuint (closed, >, 10);
  g_assert_cmpuint (closed, <, reported);
}

static void
test_no_accounts (CtlFixture *fixture, gconstpointer data)
{
  g_auto (CtlRun) run = ctl_run (fixture, NULL, "demo");

  ctl_assert (&run, 2, "--accounts FILE");
  g_assert_false (g_file_test (fixture->database, G_FILE_TEST_EXISTS));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/ctl/demo/city", CtlFixture, NULL, ctl_fixture_set_up, test_demo,
              ctl_fixture_tear_down);
  g_test_add ("/ctl/demo/past", CtlFixture, NULL, ctl_fixture_set_up, test_past,
              ctl_fixture_tear_down);
  g_test_add ("/ctl/demo/no-accounts", CtlFixture, NULL, ctl_fixture_set_up,
              test_no_accounts, ctl_fixture_tear_down);
  return g_test_run ();
}
