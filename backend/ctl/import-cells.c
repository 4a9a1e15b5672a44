/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gridwardctl import cells: cells from GeoJSON, all or none. */
#define G_LOG_DOMAIN "gridward-ctl"

#include "config.h"

#include "backend/ctl/command.h"
#include "backend/ctl/import-check.h"
#include "backend/service/setup.h"

#include <glib/gi18n.h>

/* After so many lines a person looks for the common cause, not for the next one. */
#define MAX_FAULTS_SHOWN 100

typedef struct
{
  GwImportFields fields;
  const GwCodeScheme *scheme;
  guint epsg;
  gboolean skip_invalid;
} ImportOptions;

static GwGeojsonCollection *
read_file (const char *path, guint epsg, GError **error)
{
  g_autofree char *text = NULL;
  GwGeojsonCollection *collection;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;
  collection = gw_geojson_read (text, length, epsg, error);
  if (collection == NULL)
    g_prefix_error (error, "%s: ", path);
  return collection;
}

/* Prints the faulty ones and returns how many there are. */
static guint
print_faults (const GPtrArray *cells)
{
  guint n_faults = 0;

  for (guint i = 0; i < cells->len; i++)
    {
      const GwImportCell *cell = g_ptr_array_index (cells, i);

      if (cell->fault == NULL)
        continue;
      if (++n_faults > MAX_FAULTS_SHOWN)
        continue;
      if (cell->code != NULL)
        g_printerr (_ ("feature %u (%s): %s\n"), cell->number, cell->code, cell->fault);
      else
        g_printerr (_ ("feature %u: %s\n"), cell->number, cell->fault);
    }
  if (n_faults > MAX_FAULTS_SHOWN)
    g_printerr (_ ("… and %u more\n"), n_faults - MAX_FAULTS_SHOWN);
  return n_faults;
}

static gboolean
write_cells (GwService *service, const GPtrArray *cells, GwCtlProgress *progress,
             guint *ret_n_written, GError **error)
{
  g_autoptr (GArray) sound = g_array_new (FALSE, FALSE, sizeof (GwNewCell));

  for (guint i = 0; i < cells->len; i++)
    {
      const GwImportCell *cell = g_ptr_array_index (cells, i);
      GwNewCell new_cell = { cell->code, cell->name, cell->community, cell->shape };

      if (cell->fault == NULL)
        g_array_append_val (sound, new_cell);
    }
  *ret_n_written = sound->len;
  return sound->len == 0 ||
         gw_setup_import_cells (service, (const GwNewCell *)(gpointer)sound->data,
                                sound->len, gw_ctl_progress_count_cb, progress, error);
}

static gboolean
import_file (GwService *service, const char *path, const ImportOptions *options,
             GError **error)
{
  GwSnapshot *snapshot = gw_service_get_snapshot (service);
  const GwCodeScheme *scheme = options->scheme;
  g_autoptr (GwGeojsonCollection) collection = NULL;
  g_autoptr (GPtrArray) cells = NULL;
  g_auto (GwCtlProgress) progress = { NULL };
  guint n_faults, n_written;

  if (scheme == NULL)
    scheme = gw_code_scheme_get (gw_snapshot_city (snapshot)->code_scheme);
  collection = read_file (path, options->epsg, error);
  if (collection == NULL)
    return FALSE;
  gw_ctl_progress_init (&progress);
  cells =
      gw_import_check (collection, snapshot, scheme, &options->fields, &progress, error);
  if (cells == NULL)
    return FALSE;
  gw_ctl_progress_clear (&progress);
  n_faults = print_faults (cells);
  if (n_faults > 0 && !options->skip_invalid)
    {
      g_set_error (error, GW_CTL_ERROR, GW_CTL_ERROR_FAILED,
                   _ ("%u of %u features are at fault: nothing was imported "
                      "(--skip-invalid takes the others)"),
                   n_faults, cells->len);
      return FALSE;
    }
  if (!write_cells (service, cells, &progress, &n_written, error))
    return FALSE;
  gw_ctl_progress_clear (&progress);
  g_print (_ ("imported %u cells, left out %u\n"), n_written, n_faults);
  return TRUE;
}

gboolean
gw_ctl_import_cells (GwCtl *ctl, int argc, char **argv, GError **error)
{
  g_autofree char *code_field = NULL;
  g_autofree char *name_field = NULL;
  g_autofree char *community_field = NULL;
  g_autofree char *scheme = NULL;
  int epsg = 0;
  ImportOptions options = { { NULL } };
  const GOptionEntry entries[] = {
    { "epsg", 0, 0, G_OPTION_ARG_INT, &epsg,
      N_ ("Coordinate system of the file (default: its own word, else degrees)"), "N" },
    { "code-field", 0, 0, G_OPTION_ARG_STRING, &code_field,
      N_ ("Property with the code (default: code)"), "NAME" },
    { "name-field", 0, 0, G_OPTION_ARG_STRING, &name_field,
      N_ ("Property with the name (default: name)"), "NAME" },
    { "community-field", 0, 0, G_OPTION_ARG_STRING, &community_field,
      N_ ("Property with the area's code (default: the area that the code begins with)"),
      "NAME" },
    { "scheme", 0, 0, G_OPTION_ARG_STRING, &scheme,
      N_ ("Code scheme of the cells (default: the city's)"), "SCHEME" },
    { "skip-invalid", 0, 0, G_OPTION_ARG_NONE, &options.skip_invalid,
      N_ ("Import what is sound and say what was left out"), NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GwService) service = NULL;

  if (!gw_ctl_parse (ctl, entries, 1, &argc, &argv, error))
    return FALSE;
  options.fields =
      (GwImportFields){ code_field != NULL ? code_field : "code",
                        name_field != NULL ? name_field : "name", community_field };
  options.scheme = scheme != NULL ? gw_code_scheme_get (scheme) : NULL;
  options.epsg = (guint)epsg;
  if (epsg < 0 || (scheme != NULL && options.scheme == NULL))
    {
      g_set_error (error, GW_CTL_ERROR, GW_CTL_ERROR_USAGE,
                   _ ("no such code scheme or EPSG code (see --help)"));
      return FALSE;
    }
  service = gw_ctl_open (ctl, FALSE, error);
  return service != NULL && import_file (service, argv[1], &options, error);
}
