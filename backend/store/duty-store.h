/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shifts and sign-ins as rows. */
#pragma once

#include "backend/rules/shift.h"
#include "backend/store/store.h"

G_BEGIN_DECLS

/* All shifts: GwShift. NULL on error. */
GArray *gw_store_shift_list (GwStoreReader *reader, GError **error);
/* These shifts and no others from now on. */
gboolean gw_store_shift_replace (GwStoreWriter *writer, const GArray *shifts,
                                 GError **error);

/* From a sign-in to the sign-out; times are UTC ms. */
typedef struct
{
  gint64 id;
  gint64 person_id;
  gint64 duty_grid_id;
  gint64 signed_in_at;
  gint64 shift_until; /* 0: without a shift */
} GwDutyRecord;

/* Everyone's that has not ended: GwDutyRecord, by id. NULL on error. */
GArray *gw_store_duty_list_open (GwStoreReader *reader, GError **error);
/* FALSE with NOT_FOUND when the person is not on duty. */
gboolean gw_store_duty_find_open (GwStoreReader *reader, gint64 person_id,
                                  GwDutyRecord *ret_record, GError **error);
/*
 * When the person was on duty, with any of it from (inclusive) to (inclusive): GwDutySpan,
 * by time. NULL on error.
 */
typedef struct
{
  gint64 from;
  gint64 to; /* G_MAXINT64: still */
} GwDutySpan;

GArray *gw_store_duty_spans (GwStoreReader *reader, gint64 person_id, gint64 from,
                             gint64 to, GError **error);
/* Assigns record->id. EXISTS when the person is on duty. */
gboolean gw_store_duty_begin (GwStoreWriter *writer, GwDutyRecord *record, GError **error);
/* NOT_FOUND when it has ended already. */
gboolean gw_store_duty_end (GwStoreWriter *writer, gint64 id, gint64 at, GError **error);

G_END_DECLS
