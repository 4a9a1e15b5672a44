/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The counters behind every indicator, kept in the transaction of each change. */
#pragma once

#include "backend/store/case-record.h"
#include "backend/store/store.h"

G_BEGIN_DECLS

/* Days are the city's local dates, yyyymmdd, both inclusive; 0: without bound. */
typedef struct
{
  guint32 from_day;
  guint32 to_day;
  const gint64 *class_ids; /* restricts to events of these classes; n 0: all */
  guint n_class_ids;
  gint64 department_id;   /* restricts to events counted for it; 0: all */
  const gint64 *cell_ids; /* restricts to events in these cells; n 0: all */
  guint n_cell_ids;
} GwCountQuery;

/*
 * id: of the cell or the department. open and overdue are as of now, whatever the days;
 * to_handle and to_close are what waited at the end of to_day: dispatched and not handled
 * (deferred ones do not wait), handled and not closed.
 */
typedef struct
{
  gint64 id;
  gint64 counts[GW_N_COUNTS];
  gint64 open;
  gint64 overdue;
  gint64 to_handle;
  gint64 to_close;
} GwCountRow;

/*
 * One row per cell that has any figure, by ascending cell id. The unbounded
 * question without class, department and cells is the fast one; others sum days.
 */
GArray *gw_store_cell_counts (GwStoreReader *reader, const GwCountQuery *query,
                              GError **error);
/* The same per department; query->department_id is honoured. */
GArray *gw_store_department_counts (GwStoreReader *reader, const GwCountQuery *query,
                                    GError **error);
/*
 * Counts everything again from journal and cases and compares: appends one line of text
 * per difference. TRUE when the comparison could be made.
 */
gboolean gw_store_recount (GwStoreReader *reader, GPtrArray *ret_differences,
                           GError **error);
/* Rows of cases, journal and counters that belong to nothing, or that no program of ours
 * writes like that: appends one line of text for each. */
gboolean gw_store_find_strays (GwStoreReader *reader, GPtrArray *ret_faults,
                               GError **error);

/* What counted on a day in a cell, of a class, for a department (0: none). */
typedef struct
{
  guint32 day;
  gint64 cell_id;
  gint64 class_id;
  gint64 department_id;
  gint64 counts[GW_N_COUNTS];
} GwDayCountRecord;

/* FALSE ends the walk. */
typedef gboolean (*GwDayCountFunc) (const GwDayCountRecord *row, gpointer data,
                                    GError **error);
/* The counters of the days of a range (both inclusive), in the order of their columns. */
gboolean gw_store_walk_days (GwStoreReader *reader, guint32 from_day, guint32 to_day,
                             GwDayCountFunc func, gpointer data, GError **error);

G_END_DECLS
