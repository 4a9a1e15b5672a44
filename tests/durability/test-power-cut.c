/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The simulation itself: what it keeps and what it loses, call by call, in a child. */
#include <fcntl.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/durability/crash-dir.h"

static char *program;

/* What the child does; each step of the script is one letter with a file name. */
static void
run_step (const char *directory, const char *step, int fds[])
{
  g_auto (GStrv) parts = g_strsplit (step, " ", -1);
  g_autofree char *path =
      parts[1] != NULL ? g_build_filename (directory, parts[1], NULL) : NULL;
  int *fd = &fds[parts[1] != NULL ? parts[1][0] % 4 : 0];

  switch (*step)
    {
    case 'o': /* open */
      *fd = open (path, O_RDWR | O_CREAT, 0600);
      break;
    case 'w': /* write at the end */
      g_assert_cmpint (write (*fd, parts[2], strlen (parts[2])), ==, strlen (parts[2]));
      break;
    case 'p': /* write at the start */
      g_assert_cmpint (pwrite (*fd, parts[2], strlen (parts[2]), 0), ==, strlen (parts[2]));
      break;
    case 't': /* cut to a length */
      g_assert_cmpint (ftruncate (*fd, atoi (parts[2])), ==, 0);
      break;
    case 's': /* sync the file */
      g_assert_cmpint (fdatasync (*fd), ==, 0);
      break;
    case 'd': /* sync the directory */
      {
        int directory_fd = open (directory, O_RDONLY);

        g_assert_cmpint (fsync (directory_fd), ==, 0);
        close (directory_fd);
        break;
      }
    case 'r': /* rename */
      {
        g_autofree char *target = g_build_filename (directory, parts[2], NULL);

        g_assert_cmpint (rename (path, target), ==, 0);
        break;
      }
    case 'u': /* unlink */
      g_assert_cmpint (unlink (path), ==, 0);
      break;
    default:
      g_assert_not_reached ();
    }
}

static int
run_script (const char *directory, const char *script)
{
  g_auto (GStrv) steps = g_strsplit (script, ", ", -1);
  int fds[4] = { -1, -1, -1, -1 };

  for (guint i = 0; steps[i] != NULL; i++)
    run_step (directory, steps[i], fds);
  /* As a kill would: nothing is flushed or closed in order. */
  _exit (0);
}

static const struct
{
  const char *name;
  const char *script;
  const char *a; /* what file a holds after the cut; NULL: there is no a */
  const char *b;
} SCRIPTS[] = {
  { "nothing-synced", "o a, w a one", NULL, NULL },
  { "file-without-directory", "o a, w a one, s a", NULL, NULL },
  { "directory-without-file", "o a, w a one, d", "", NULL },
  { "both", "o a, w a one, s a, d", "one", NULL },
  { "after-the-sync", "o a, w a one, s a, d, w a two", "one", NULL },
  { "synced-again", "o a, w a one, s a, d, w a two, s a", "onetwo", NULL },
  { "overwritten", "o a, w a one, s a, d, p a two", "one", NULL },
  { "cut", "o a, w a one, s a, d, t a 1", "one", NULL },
  { "cut-and-synced", "o a, w a one, s a, d, t a 1, s a", "o", NULL },
  { "other-file", "o a, o b, w a one, w b two, s b, d", "", "two" },
  { "renamed", "o a, w a one, s a, d, r a b", "one", NULL },
  { "renamed-and-synced", "o a, w a one, s a, d, r a b, d", NULL, "one" },
  { "deleted", "o a, w a one, s a, d, u a", "one", NULL },
  { "deleted-and-synced", "o a, w a one, s a, d, u a, d", NULL, NULL },
};

static void
assert_content (CrashDir *dir, const char *name, const char *expected)
{
  g_autofree char *path = g_build_filename (dir->files, name, NULL);
  g_autofree char *content = NULL;

  if (expected == NULL)
    g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  else
    g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, expected);
}

static void
test_script (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  g_autoptr (CrashDir) dir = crash_dir_new ();
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) environment = NULL;
  g_auto (GStrv) added = crash_dir_environment (dir);
  char *argv[] = { program, (char *)"--script", dir->files, (char *)SCRIPTS[row].script,
                   NULL };
  int status;

  environment = g_get_environ ();
  for (guint i = 0; added[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (added[i], "=", 2);

      environment = g_environ_setenv (environment, parts[0], parts[1], TRUE);
    }
  crash_dir_settle (dir);
  g_assert_true (g_spawn_sync (NULL, argv, environment, G_SPAWN_DEFAULT, NULL, NULL, NULL,
                               NULL, &status, &error));
  g_assert_cmpint (status, ==, 0);
  crash_dir_cut_power (dir);
  assert_content (dir, "a", SCRIPTS[row].a);
  assert_content (dir, "b", SCRIPTS[row].b);
}

int
main (int argc, char **argv)
{
  if (argc == 4 && g_str_equal (argv[1], "--script"))
    return run_script (argv[2], argv[3]);
  g_test_init (&argc, &argv, NULL);
  program = argv[0];
  for (guint i = 0; i < G_N_ELEMENTS (SCRIPTS); i++)
    {
      g_autofree char *name = g_strconcat ("/durability/power-cut/", SCRIPTS[i].name, NULL);

      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_script);
    }
  return g_test_run ();
}
