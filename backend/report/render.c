/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a report to files: beside their place first, then renamed. */
#define G_LOG_DOMAIN "gridward-report"

#include "config.h"

#include "backend/report/render.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

G_DEFINE_QUARK (gw - report - error - quark, gw_report_error)

static const char *const names[GW_REPORT_N_FORMATS] = { "pdf", "csv", "xlsx", "gpkg",
                                                        "geojson" };

const char *
gw_report_format_name (GwReportFormat format)
{
  g_return_val_if_fail ((guint)format < GW_REPORT_N_FORMATS, NULL);
  return names[format];
}

static guint
find_format (const char *name)
{
  for (guint i = 0; i < GW_REPORT_N_FORMATS; i++)
    if (g_str_equal (names[i], name))
      return 1u << i;
  return 0;
}

guint
gw_report_formats_parse (const char *text, GError **error)
{
  g_auto (GStrv) words = g_strsplit (text, ",", -1);
  guint formats = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      guint format = find_format (g_strstrip (words[i]));

      if (format == 0)
        {
          g_set_error (error, GW_REPORT_ERROR, GW_REPORT_ERROR_INPUT,
                       _ ("%s is no format: pdf, csv, xlsx, gpkg and geojson are"),
                       words[i][0] != '\0' ? words[i] : "\"\"");
          return 0;
        }
      formats |= format;
    }
  if (formats == 0)
    g_set_error_literal (error, GW_REPORT_ERROR, GW_REPORT_ERROR_INPUT,
                         _ ("name a format: pdf, csv, xlsx, gpkg or geojson"));
  return formats;
}

/* What is written under the name of .part becomes the file as a whole. */
typedef struct
{
  const GwReportDocument *report;
  const char *folder;
  GPtrArray *files;
} Target;

static gboolean
sync_file (const char *path, GError **error)
{
  int file = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  int code = file < 0 || fsync (file) < 0 ? errno : 0;

  if (file >= 0)
    close (file);
  if (code == 0)
    return TRUE;
  g_set_error (error, GW_REPORT_ERROR, GW_REPORT_ERROR_FAILED, "%s: %s", path,
               g_strerror (code));
  return FALSE;
}

static gboolean
put_in_place (Target *target, const char *part, const char *path, GError **error)
{
  if (!sync_file (part, error))
    {
      g_unlink (part);
      return FALSE;
    }
  if (g_rename (part, path) < 0)
    {
      int code = errno;

      g_unlink (part);
      g_set_error (error, GW_REPORT_ERROR, GW_REPORT_ERROR_FAILED, "%s: %s", path,
                   g_strerror (code));
      return FALSE;
    }
  if (target->files != NULL)
    g_ptr_array_add (target->files, g_strdup (path));
  return TRUE;
}

/* "FOLDER/STEM[-name].ending". */
static char *
make_path (const Target *target, const char *name, const char *ending)
{
  g_autofree char *file =
      name != NULL ? g_strdup_printf ("%s-%s.%s", target->report->stem, name, ending)
                   : g_strdup_printf ("%s.%s", target->report->stem, ending);

  return g_build_filename (target->folder, file, NULL);
}

typedef gboolean (*WriteFunc) (gconstpointer what, const char *path, GError **error);

static gboolean
write_one (Target *target, WriteFunc write, gconstpointer what, const char *name,
           const char *ending, GError **error)
{
  g_autofree char *path = make_path (target, name, ending);
  g_autofree char *part = g_strconcat (path, ".part", NULL);

  g_unlink (part);
  if (!write (what, part, error))
    {
      g_unlink (part);
      return FALSE;
    }
  return put_in_place (target, part, path, error);
}

/* One file per table (or map) of the report. */
static gboolean
write_each (Target *target, gboolean maps, const char *ending, GError **error)
{
  for (guint i = 0; i < target->report->blocks->len; i++)
    {
      const GwReportBlock *block = target->report->blocks->pdata[i];

      if (maps && block->map != NULL &&
          !write_one (target, (WriteFunc)gw_report_write_geojson, block->map,
                      block->map->table->name, ending, error))
        return FALSE;
      if (!maps && block->table != NULL &&
          !write_one (target, (WriteFunc)gw_report_write_csv, block->table,
                      block->table->name, ending, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_format (Target *target, GwReportFormat format, GError **error)
{
  const char *ending = names[format];

  switch (format)
    {
    case GW_REPORT_FORMAT_PDF:
      return write_one (target, (WriteFunc)gw_report_write_pdf, target->report, NULL,
                        ending, error);
    case GW_REPORT_FORMAT_XLSX:
      return write_one (target, (WriteFunc)gw_report_write_xlsx, target->report, NULL,
                        ending, error);
    case GW_REPORT_FORMAT_GPKG:
      return write_one (target, (WriteFunc)gw_report_write_gpkg, target->report, NULL,
                        ending, error);
    case GW_REPORT_FORMAT_CSV:
      return write_each (target, FALSE, ending, error);
    default:
      return write_each (target, TRUE, ending, error);
    }
}

gboolean
gw_report_write (const GwReportDocument *report, guint formats, const char *folder,
                 GPtrArray *files, GError **error)
{
  Target target = { report, folder, files };

  if (g_mkdir_with_parents (folder, 0755) < 0)
    {
      g_set_error (error, GW_REPORT_ERROR, GW_REPORT_ERROR_FAILED, "%s: %s", folder,
                   g_strerror (errno));
      return FALSE;
    }
  for (guint i = 0; i < GW_REPORT_N_FORMATS; i++)
    if ((formats & 1u << i) != 0 && !write_format (&target, i, error))
      return FALSE;
  return TRUE;
}
