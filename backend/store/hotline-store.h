/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calls of the hotline, their counters, and classes of another system, as rows. */
#pragma once

#include "backend/rules/catalogue.h"
#include "backend/rules/hotline-map.h"
#include "backend/rules/hotline.h"
#include "backend/store/store.h"

G_BEGIN_DECLS

/* After how long a caller is promised an answer. Strings are owned. */
typedef struct
{
  char *code; /* "24h" */
  char *name;
  char *name_en;
  GwLimit limit; /* urgent hours or natural days: day and night */
} GwUrgencyRecord;

void gw_urgency_record_free (GwUrgencyRecord *record);
/* GwUrgencyRecord, the most urgent first; NULL on error. */
GPtrArray *gw_store_urgency_list (GwStoreReader *reader, GError **error);

#define GW_CALL_SHA256_SIZE 32

/* The call of a case. Strings are owned, NULL when absent; times UTC ms. */
typedef struct
{
  gint64 case_id;
  gint64 taker_id; /* who took it, or the account of the other system */
  gint64 at;
  char *urgency; /* code */
  char *address; /* as the caller said it */
  char *place;   /* what the gazetteer made of it */
  char *external_number;
  gboolean has_body; /* body_sha256: what the other system sent */
  guint8 body_sha256[GW_CALL_SHA256_SIZE];
  char *caller_name;
  char *caller_phone; /* as gw_phone_normalize() */
} GwCallRecord;

void gw_call_record_clear (GwCallRecord *record);
void gw_call_record_free (GwCallRecord *record);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GwCallRecord, gw_call_record_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCallRecord, gw_call_record_free)

/* EXISTS when the external number is taken. */
gboolean gw_store_call_add (GwStoreWriter *writer, const GwCallRecord *record,
                            GError **error);
/* NOT_FOUND when the case did not come by a call. */
GwCallRecord *gw_store_call_load (GwStoreReader *reader, gint64 case_id, GError **error);
/* NOT_FOUND for a number of another system that is not known. */
GwCallRecord *gw_store_call_find (GwStoreReader *reader, const char *external_number,
                                  GError **error);
/*
 * GwCallRecord with first <= case_id < before, the newest first; phone NULL: of everyone.
 * NULL on error.
 */
GPtrArray *gw_store_call_list (GwStoreReader *reader, const char *phone, gint64 first,
                               gint64 before, guint limit, GError **error);

/* How far a case is that another system has handed over. */
typedef struct
{
  gint64 case_id;
  char *external_number;
  guint state;
  guint flags; /* GwCaseFlag */
  guint satisfaction;
} GwExchangeRecord;

/* GwExchangeRecord of that taker with first <= case_id < before. NULL on error. */
GPtrArray *gw_store_exchange_list (GwStoreReader *reader, gint64 taker_id, gint64 first,
                                   gint64 before, GError **error);

/* --- counters --- */

typedef struct
{
  guint day; /* yyyymmdd; 0 in sums */
  gint64 department_id;
  GwHotlineCounts counts;
} GwHotlineDayRecord;

/* Adds to the local day of the instant. department_id 0: the centre. */
gboolean gw_store_hotline_count (GwStoreWriter *writer, gint64 at, gint64 department_id,
                                 const GwHotlineCounts *counts, GError **error);
/* Sums over both days inclusive: GwHotlineDayRecord, one a department. NULL on error. */
GArray *gw_store_hotline_sums (GwStoreReader *reader, guint from_day, guint to_day,
                               GError **error);
/* All days, in order: GwHotlineDayRecord. */
GArray *gw_store_hotline_days (GwStoreReader *reader, GError **error);

/* --- classes of another system --- */

/* These and no others from now on: GwHotlineMapping. */
gboolean gw_store_hotline_mapping_replace (GwStoreWriter *writer, const GPtrArray *rows,
                                           GError **error);
/* GwHotlineMapping, by external class; NULL on error. */
GPtrArray *gw_store_hotline_mapping_list (GwStoreReader *reader, GError **error);
/* NOT_FOUND for a class that is not mapped. */
GwHotlineMapping *gw_store_hotline_mapping_find (GwStoreReader *reader,
                                                 const char *external_class,
                                                 GError **error);

G_END_DECLS
