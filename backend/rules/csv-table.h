/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A whole CSV table whose every fault is to be named: what the readers of tables share. */
#pragma once

#include "backend/rules/csv.h"
#include "backend/rules/faults.h"

G_BEGIN_DECLS

/* A fault of the row read last. column: from 0; a format and its arguments follow. */
#define gw_csv_fault(csv, faults, column, ...)                                             \
  gw_faults_add ((faults), (csv)->row_line, (column) + 1, __VA_ARGS__)

/* The field of the row read last, from 0; "" for one that is not there. Owned by the reader. */
const char *gw_csv_field (const GwCsv *csv, guint column);
/* A field "08:30" as minutes of the day, 24:00 included; FALSE, and a fault, for another. */
gboolean gw_csv_minute (const GwCsv *csv, GwFaults *faults, guint column,
                        guint *ret_minute);

/* "2026-10-01" as 20261001; 0 for anything else, and for days before 1900. */
guint32 gw_csv_date (const char *text);

/*
 * Reads a text whose first line must name these columns (NULL-terminated) and calls row with
 * user_data for each line after it, its fields in csv; goes on after a fault. Fields behind
 * the last column must be empty. The caller clears csv.
 */
void gw_csv_read_table (GwCsv *csv, const char *text, gsize length,
                        const char *const *columns, GwFaults *faults,
                        void (*row) (gpointer user_data), gpointer user_data);

G_END_DECLS
