/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A directory whose power can be cut: the files and their shadow (see power-cut.c). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Only the files directly in it are followed; folders below stay as they are. */
typedef struct
{
  char *root;
  char *files;  /* where the program under test works */
  char *shadow; /* what is on disk */
} CrashDir;

CrashDir *crash_dir_new (void);
/* Removes everything. */
void crash_dir_free (CrashDir *dir);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrashDir, crash_dir_free)

/* All that is there now counts as on disk. While no program is running. */
void crash_dir_settle (CrashDir *dir);
/* What was not synced since crash_dir_settle() is gone. While no program is running. */
void crash_dir_cut_power (CrashDir *dir);
/* "NAME=value" strings for the program under test, NULL-terminated. Caller frees. */
char **crash_dir_environment (CrashDir *dir);

G_END_DECLS
