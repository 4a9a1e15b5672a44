/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CSV tables (RFC 4180, UTF-8) with errors that name line and column. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Reads rows from a text that must outlive it. Lines are counted from 1. */
typedef struct
{
  const char *next;
  const char *end;
  guint line;     /* of the next row */
  guint row_line; /* where the row read last began */
  const char *const *columns;
  guint n_columns;
  GPtrArray *fields; /* of the row read last; owned strings */
  /* What broke the last row, where; fault is static, columns are counted from 1. */
  const char *fault;
  guint fault_line;
  guint fault_column;
} GwCsv;

/*
 * Reads the header line, which must name exactly these columns (NULL-terminated, static).
 * FALSE with GW_CASE_ERROR_TABLE otherwise, also when the text is not UTF-8. A leading
 * byte order mark is skipped. columns NULL: there is no header, and rows may be of any length.
 */
gboolean gw_csv_open (GwCsv *csv, const char *text, gsize length,
                      const char *const *columns, GError **error);
/* TRUE with the next row in fields; FALSE at the end (no error) or with an error. Empty lines
 * are skipped. */
gboolean gw_csv_next (GwCsv *csv, GError **error);
/* After an error: on to the next line, to look for more errors. */
void gw_csv_skip_line (GwCsv *csv);
/* The field of the row read last. Owned by the reader until the next row. */
const char *gw_csv_get (const GwCsv *csv, guint column);
/* An unsigned number in [min, max]; FALSE with GW_CASE_ERROR_TABLE naming line and column. */
gboolean gw_csv_get_uint (const GwCsv *csv, guint column, guint min, guint max,
                          guint *ret_value, GError **error);
/* Sets GW_CASE_ERROR_TABLE "line 7, column unit: …". */
void gw_csv_fail (const GwCsv *csv, guint column, GError **error, const char *format, ...)
    G_GNUC_PRINTF (4, 5);
/* Appends a field, quoted where it must be. */
void gw_csv_append_field (GString *csv, const char *text);
void gw_csv_clear (GwCsv *csv);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GwCsv, gw_csv_clear)

G_END_DECLS
