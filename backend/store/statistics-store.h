/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The counters of all time and of now, kept in the transaction of each change. */
#pragma once

#include "backend/store/case-record.h"
#include "backend/store/store.h"
#include "backend/store/thing-filter.h"

G_BEGIN_DECLS

/*
 * id: of the cell or the department. to_handle and to_close are what waits: dispatched and not
 * handled (deferred ones do not wait), handled and not closed.
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
 * One row per cell (GW_THING_CELL) or department (GW_THING_DEPARTMENT) that ever had anything,
 * by ascending id. A deferral that went on in another cell counts there alone.
 */
GArray *gw_store_counts (GwStoreReader *reader, GwThingKey place, GError **error);
/* The same for what is open now and passes, counted one by one: rows with open and overdue
 * alone. Of the filter's keys cell, class and department are looked at. */
GArray *gw_store_open_counts (GwStoreReader *reader, GwThingKey place,
                              const GwThingFilter *filter, GError **error);
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

G_END_DECLS
