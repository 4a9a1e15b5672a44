/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is remembered: for the place and for each account, and what an old file held. */
#include <glib/gstdio.h>

#include "gui/session/settings.h"

typedef struct
{
  char *folder;
  char *path;
  char *old;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("gridward-settings-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "settings", NULL);
  fixture->old = g_build_filename (fixture->folder, "desk.ini", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_remove (fixture->path);
  g_remove (fixture->old);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->old);
}

#define assert_string(settings, key, expected)                                             \
  ({                                                                                       \
    g_autofree char *assert_value = gw_settings_dup_string (settings, key, NULL);          \
    g_assert_cmpstr (assert_value, ==, expected);                                          \
  })

static void
test_schema (Fixture *fixture, gconstpointer data)
{
  GwSettings *settings = gw_settings_new (fixture->path);

  g_assert_nonnull (gw_settings_get_store (settings));
  assert_string (settings, "appearance", "system");
  g_assert_cmpint (gw_settings_get_int (settings, "undo-seconds", 77), ==, 5);
  gw_settings_set_string (settings, "appearance", "dark");
  gw_settings_set_int (settings, "undo-seconds", 0);
  gw_settings_set_boolean (settings, "maximised", TRUE);
  g_assert_finalize_object (settings);

  settings = gw_settings_new (fixture->path);
  assert_string (settings, "appearance", "dark");
  g_assert_cmpint (gw_settings_get_int (settings, "undo-seconds", 77), ==, 0);
  g_assert_true (gw_settings_get_boolean (settings, "maximised", FALSE));
  /* What the schema does not allow is not taken. */
  gw_settings_set_string (settings, "appearance", "plaid");
  gw_settings_set_int (settings, "undo-seconds", 3600);
  gw_settings_set_int (settings, "login", 3);
  assert_string (settings, "appearance", "dark");
  assert_string (settings, "login", "");
  g_assert_cmpint (gw_settings_get_int (settings, "undo-seconds", 77), ==, 0);
  g_assert_finalize_object (settings);
}

static void
test_accounts (Fixture *fixture, gconstpointer data)
{
  GwSettings *settings = gw_settings_new (fixture->path);

  /* What nobody's desk was given is the first one's who signs in, and nobody else's. */
  gw_settings_set_string (settings, "columns", "number:120");
  gw_settings_enter_account (settings, "http://a", "wang");
  assert_string (settings, "columns", "number:120");
  gw_settings_set_int (settings, "list-width", 444);
  gw_settings_set_boolean (settings, "heat", TRUE);
  gw_settings_enter_account (settings, "http://a", "li");
  assert_string (settings, "columns", NULL);
  g_assert_cmpint (gw_settings_get_int (settings, "list-width", 7), ==, 7);
  gw_settings_set_string (settings, "columns", "state:1");
  g_assert_finalize_object (settings);

  settings = gw_settings_new (fixture->path);
  assert_string (settings, "columns", NULL);
  gw_settings_enter_account (settings, "http://a", "wang");
  assert_string (settings, "columns", "number:120");
  g_assert_cmpint (gw_settings_get_int (settings, "list-width", 7), ==, 444);
  g_assert_true (gw_settings_get_boolean (settings, "heat", FALSE));
  gw_settings_enter_account (settings, "http://b", "wang");
  assert_string (settings, "columns", NULL);
  gw_settings_enter_account (settings, "http://a", "li");
  assert_string (settings, "columns", "state:1");
  g_assert_finalize_object (settings);
}

static void
test_migration (Fixture *fixture, gconstpointer data)
{
  static const char old[] =
      "[desk]\nserver=http://old:1\nlogin=wang\nwidth=1600\nheight=wide\nmaximised=true\n"
      "appearance=plaid\ncolumns=number:120\nlist-width=512\ncases-map-heat-visible=true\n";
  g_autoptr (GError) error = NULL;
  GwSettings *settings = gw_settings_new (fixture->path);

  g_assert_false (gw_settings_migrate (settings, fixture->old));
  g_assert_true (g_file_set_contents (fixture->old, old, -1, &error));
  g_assert_no_error (error);
  g_assert_true (gw_settings_migrate (settings, fixture->old));
  g_assert_false (g_file_test (fixture->old, G_FILE_TEST_EXISTS));
  assert_string (settings, "server", "http://old:1");
  assert_string (settings, "appearance", "system");
  g_assert_cmpint (gw_settings_get_int (settings, "width", 0), ==, 1600);
  g_assert_cmpint (gw_settings_get_int (settings, "height", 0), ==, 800);
  g_assert_true (gw_settings_get_boolean (settings, "maximised", FALSE));
  gw_settings_enter_account (settings, "http://old:1", "wang");
  assert_string (settings, "columns", "number:120");
  g_assert_cmpint (gw_settings_get_int (settings, "list-width", 0), ==, 512);
  g_assert_true (gw_settings_get_boolean (settings, "cases-map-heat-visible", FALSE));
  g_assert_false (gw_settings_migrate (settings, fixture->old));
  g_assert_finalize_object (settings);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/gui/settings/schema", Fixture, NULL, set_up, test_schema, tear_down);
  g_test_add ("/gui/settings/accounts", Fixture, NULL, set_up, test_accounts, tear_down);
  g_test_add ("/gui/settings/migration", Fixture, NULL, set_up, test_migration, tear_down);
  return g_test_run ();
}
