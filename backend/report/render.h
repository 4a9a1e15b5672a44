/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a report to files: one function per format. Any thread. */
#pragma once

#include "backend/report/document.h"

G_BEGIN_DECLS

#define GW_REPORT_ERROR (gw_report_error_quark ())

typedef enum
{
  GW_REPORT_ERROR_INPUT,  /* a period, a format, an area that is none */
  GW_REPORT_ERROR_FAILED, /* the disk, a library */
} GwReportError;

GQuark gw_report_error_quark (void);

typedef enum
{
  GW_REPORT_FORMAT_PDF,
  GW_REPORT_FORMAT_CSV, /* one file for each table */
  GW_REPORT_FORMAT_XLSX,
  GW_REPORT_FORMAT_GPKG,
  GW_REPORT_FORMAT_GEOJSON, /* one file for each map */
  GW_REPORT_N_FORMATS,
} GwReportFormat;

/* "pdf", "csv", "xlsx", "gpkg", "geojson". Static. */
const char *gw_report_format_name (GwReportFormat format);
/* "pdf,xlsx" as bits (1 << GwReportFormat); 0 with GW_REPORT_ERROR_INPUT. */
guint gw_report_formats_parse (const char *text, GError **error);

/*
 * Writes the report in those formats into the folder, which is made. Each file is there as a
 * whole or not at all. Appends the paths (char *) to files, which may be NULL.
 */
gboolean gw_report_write (const GwReportDocument *report, guint formats, const char *folder,
                          GPtrArray *files, GError **error);

/* Each makes one file at the path. */
gboolean gw_report_write_pdf (const GwReportDocument *report, const char *path,
                              GError **error);
gboolean gw_report_write_xlsx (const GwReportDocument *report, const char *path,
                               GError **error);
gboolean gw_report_write_gpkg (const GwReportDocument *report, const char *path,
                               GError **error);
/* RFC 4180 with a byte order mark, without which spreadsheets take Chinese for Latin. */
gboolean gw_report_write_csv (const GwReportTable *table, const char *path, GError **error);
gboolean gw_report_write_geojson (const GwReportMap *map, const char *path, GError **error);

G_END_DECLS
