/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gridwardctl import catalogue, export catalogue: all or nothing, every fault named. */
#define G_LOG_DOMAIN "gridward-ctl"

#include "config.h"

#include "backend/ctl/command.h"
#include "backend/ctl/input-file.h"
#include "backend/service/setup-catalogue.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

/* A million conditions fit in; more is a mistake. */
#define MAX_FILE_MIB 256

static const char *const shipped_path[] = { "--shipped", NULL };

typedef struct
{
  GwCatalogueBook *book;
  GPtrArray *faults; /* GwFaults, one for each path */
  const char *const *paths;
} Files;

static gboolean
read_file (Files *files, guint number, GError **error)
{
  const char *path = files->paths[number];
  GwFaults *faults = gw_ctl_faults_new (path);
  g_autofree char *text = NULL;
  gsize length;

  g_ptr_array_add (files->faults, faults);
  text = gw_ctl_read_file (path, MAX_FILE_MIB, &length, error);
  if (text == NULL)
    return FALSE;
  gw_catalogue_book_read (files->book, number, text, length, faults);
  return TRUE;
}

/* Those of single rows and those between rows, together in the order of their lines. */
static guint
print_faults (const Files *files)
{
  guint n = 0;

  for (guint i = 0; i < files->faults->len; i++)
    {
      GwFaults *faults = g_ptr_array_index (files->faults, i);

      gw_ctl_print_faults (files->paths[i], faults);
      n += faults->n;
    }
  return n;
}

static gboolean
take_over (GwService *service, const Files *files, gboolean replace, const char *use,
           GError **error)
{
  GwCatalogueImport import = { .book = files->book,
                               .faults = (GwFaults *const *)files->faults->pdata,
                               .n_files = files->faults->len,
                               .replace = replace,
                               .class_scheme = use };
  GwCatalogueCounts counts = { 0 };
  GError *local = NULL;
  guint n_faults;

  if (gw_setup_import_catalogue (service, &import, &counts, &local))
    {
      for (GwCatalogueTable table = 0; table < GW_N_TABLES; table++)
        g_print (_ ("%s: %u added, %u ended\n"), gw_catalogue_table_name (table),
                 counts.added[table], counts.ended[table]);
      return TRUE;
    }
  n_faults = print_faults (files);
  if (n_faults == 0)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  g_error_free (local);
  gw_ctl_fail_import (n_faults, error);
  return FALSE;
}

static gboolean
read_files (Files *files, gboolean shipped, GError **error)
{
  if (shipped)
    {
      files->book = gw_catalogue_book_new_builtin (error);
      g_ptr_array_add (files->faults, gw_faults_new ());
      return files->book != NULL;
    }
  files->book = gw_catalogue_book_new ();
  for (guint i = 0; files->paths[i] != NULL; i++)
    if (!read_file (files, i, error))
      return FALSE;
  return TRUE;
}

static gboolean
check_arguments (char **paths, gboolean shipped, const char *use, GError **error)
{
  gboolean none = paths == NULL || paths[0] == NULL;
  GwCatalogueBook *book;
  gboolean known = use == NULL;

  if (none != shipped)
    {
      g_set_error_literal (error, GW_CTL_ERROR, GW_CTL_ERROR_USAGE,
                           _ ("name the files, or --shipped (see --help)"));
      return FALSE;
    }
  book = gw_catalogue_book_new_builtin (NULL);
  for (guint i = 0; !known && i < book->rows[GW_TABLE_SCHEMES]->len; i++)
    {
      const GwCatalogueRow *row = g_ptr_array_index (book->rows[GW_TABLE_SCHEMES], i);

      known = g_str_equal (row->fields[GW_SCHEME_SCHEME], use);
    }
  gw_catalogue_book_free (book);
  if (!known)
    g_set_error (error, GW_CTL_ERROR, GW_CTL_ERROR_USAGE,
                 _ ("%s: there is no such code scheme"), use);
  return known;
}

gboolean
gw_ctl_import_catalogue (GwCtl *ctl, int argc, char **argv, GError **error)
{
  g_auto (GStrv) paths = NULL;
  g_autofree char *use = NULL;
  gboolean replace = FALSE, shipped = FALSE;
  const GOptionEntry entries[] = {
    { "replace", 0, 0, G_OPTION_ARG_NONE, &replace,
      N_ ("End what the files do not name, table by table and scheme by scheme"), NULL },
    { "shipped", 0, 0, G_OPTION_ARG_NONE, &shipped,
      N_ ("Take the shipped catalogue with its sample limits instead of files"), NULL },
    { "use", 0, 0, G_OPTION_ARG_STRING, &use,
      N_ ("From now on new cases are of the classes of this code scheme"), "SCHEME" },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &paths, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GwService) service = NULL;
  g_autoptr (GPtrArray) faults =
      g_ptr_array_new_with_free_func ((GDestroyNotify)gw_faults_free);
  Files files = { .faults = faults };
  gboolean ok;

  if (!gw_ctl_parse (ctl, entries, 0, &argc, &argv, error) ||
      !check_arguments (paths, shipped, use, error))
    return FALSE;
  files.paths = shipped ? shipped_path : (const char *const *)paths;
  service = gw_ctl_open (ctl, FALSE, error);
  ok = service != NULL && read_files (&files, shipped, error) &&
       take_over (service, &files, replace, use, error);
  g_clear_pointer (&files.book, gw_catalogue_book_free);
  return ok;
}

static gboolean
write_table (const GwCatalogueBook *book, GwCatalogueTable table, const char *folder,
             GError **error)
{
  g_autofree char *name = g_strconcat (gw_catalogue_table_name (table), ".csv", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *text = gw_catalogue_book_to_csv (book, table);

  if (!g_file_set_contents (path, text, -1, error))
    return FALSE;
  g_print ("%s\n", path);
  return TRUE;
}

gboolean
gw_ctl_export_catalogue (GwCtl *ctl, int argc, char **argv, GError **error)
{
  g_autoptr (GwService) service = NULL;
  g_autoptr (GwCatalogueBook) book = NULL;

  if (!gw_ctl_parse (ctl, NULL, 1, &argc, &argv, error))
    return FALSE;
  service = gw_ctl_open (ctl, TRUE, error);
  if (service != NULL)
    book = gw_setup_load_catalogue (service, error);
  if (book == NULL)
    return FALSE;
  if (g_mkdir_with_parents (argv[1], 0777) != 0)
    {
      g_set_error (error, GW_CTL_ERROR, GW_CTL_ERROR_FAILED,
                   _ ("%s: the folder cannot be made"), argv[1]);
      return FALSE;
    }
  for (GwCatalogueTable table = 0; table < GW_N_TABLES; table++)
    if (!write_table (book, table, argv[1], error))
      return FALSE;
  return TRUE;
}
