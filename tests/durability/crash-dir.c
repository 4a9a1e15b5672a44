/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A directory whose power can be cut. */
#include "tests/durability/crash-dir.h"

#include <ftw.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <unistd.h>

#include "tests/durability/power-cut.h"

/* The watched directory's own names: "/" with '/' as '!'. */
#define TOP_NAMES "names/!"

CrashDir *
crash_dir_new (void)
{
  g_autoptr (GError) error = NULL;
  CrashDir *dir = g_new0 (CrashDir, 1);

  dir->root = g_dir_make_tmp ("gridward-crash-XXXXXX", &error);
  g_assert_no_error (error);
  dir->files = g_build_filename (dir->root, "files", NULL);
  dir->shadow = g_build_filename (dir->root, "shadow", NULL);
  g_assert_cmpint (g_mkdir (dir->files, 0700), ==, 0);
  return dir;
}

static int
remove_entry (const char *path, const struct stat *status, int type, struct FTW *walk)
{
  return remove (path);
}

static void
remove_tree (const char *path)
{
  nftw (path, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

void
crash_dir_free (CrashDir *dir)
{
  remove_tree (dir->root);
  g_free (dir->root);
  g_free (dir->files);
  g_free (dir->shadow);
  g_free (dir);
}

static void
copy_file (const char *from, const char *to)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);

  g_file_copy (source, target, G_FILE_COPY_OVERWRITE | G_FILE_COPY_TARGET_DEFAULT_PERMS,
               NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

void
crash_dir_settle (CrashDir *dir)
{
  g_autofree char *inodes = g_build_filename (dir->shadow, "inodes", NULL);
  g_autofree char *names = g_build_filename (dir->shadow, "names", NULL);
  g_autoptr (GDir) entries = g_dir_open (dir->files, 0, NULL);
  const char *name;

  remove_tree (dir->shadow);
  g_assert_cmpint (g_mkdir_with_parents (inodes, 0700), ==, 0);
  g_assert_cmpint (g_mkdir_with_parents (names, 0700), ==, 0);
  while ((name = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *path = g_build_filename (dir->files, name, NULL);
      g_autofree char *copy = NULL;
      GStatBuf status;

      if (g_stat (path, &status) != 0 || !S_ISREG (status.st_mode))
        continue;
      copy = g_strdup_printf ("%s/%lu", inodes, (gulong)status.st_ino);
      copy_file (path, copy);
    }
  g_assert_true (power_cut_write_names (dir->files, dir->files, dir->shadow));
}

static void
remove_files (CrashDir *dir)
{
  g_autoptr (GDir) entries = g_dir_open (dir->files, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *path = g_build_filename (dir->files, name, NULL);

      if (!g_file_test (path, G_FILE_TEST_IS_DIR))
        g_assert_cmpint (g_unlink (path), ==, 0);
    }
}

void
crash_dir_cut_power (CrashDir *dir)
{
  g_autofree char *names = g_build_filename (dir->shadow, TOP_NAMES, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (names, &text, NULL, NULL));
  remove_files (dir);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], " ", 2);
      g_autofree char *kept = g_build_filename (dir->shadow, "inodes", parts[0], NULL);
      g_autofree char *path = g_build_filename (dir->files, parts[1], NULL);

      /* A name can be on disk before any byte of its file. */
      if (g_file_test (kept, G_FILE_TEST_EXISTS))
        copy_file (kept, path);
      else
        g_assert_true (g_file_set_contents (path, "", 0, NULL));
    }
}

char **
crash_dir_environment (CrashDir *dir)
{
  const char *library = g_getenv ("POWER_CUT_LIBRARY");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *preload = g_strconcat ("LD_PRELOAD=", library, NULL);
  g_autofree char *files = g_strconcat ("POWER_CUT_DIR=", dir->files, NULL);
  g_autofree char *shadow = g_strconcat ("POWER_CUT_SHADOW=", dir->shadow, NULL);

  g_assert_nonnull (library);
  /* The sanitizer's library is used to be the first of all. */
  g_strv_builder_add_many (builder, preload, files, shadow,
                           "ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=0", NULL);
  return g_strv_builder_end (builder);
}
