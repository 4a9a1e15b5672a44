/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names of a directory in the shadow. */
#include "tests/durability/power-cut.h"

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

/* names/ holds one file per directory; its path below the watched one, '/' as '!'. */
static int
names_path (const char *watched, const char *directory, const char *shadow, char *out,
            size_t size)
{
  const char *below = directory + strlen (watched);
  int used = snprintf (out, size, "%s/names/", shadow);

  if (used < 0 || (size_t)used + strlen (below) + 2 > size)
    return 0;
  snprintf (out + used, size - (size_t)used, "%s", *below != '\0' ? below : "/");
  for (char *p = out + used; *p != '\0'; p++)
    if (*p == '/')
      *p = '!';
  return 1;
}

int
power_cut_write_names (const char *watched, const char *directory, const char *shadow)
{
  char path[PATH_MAX], temporary[PATH_MAX + 4];
  struct dirent *entry;
  DIR *entries = opendir (directory);
  FILE *out;

  if (entries == NULL || !names_path (watched, directory, shadow, path, sizeof path))
    return 0;
  snprintf (temporary, sizeof temporary, "%s.new", path);
  out = fopen (temporary, "we");
  if (out == NULL)
    return 0;
  while ((entry = readdir (entries)) != NULL)
    if (entry->d_type == DT_REG)
      fprintf (out, "%lu %s\n", (unsigned long)entry->d_ino, entry->d_name);
  closedir (entries);
  return fclose (out) == 0 && rename (temporary, path) == 0;
}
