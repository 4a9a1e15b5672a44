/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases, their journal, attachments and idempotency keys. */
#pragma once

#include "backend/store/case-record.h"
#include "backend/store/store.h"

G_BEGIN_DECLS

/*
 * Adds a case with its first event, counts it and queues its text for the search index.
 * Assigns record->id (the next number of the local day of reported_at), version 1 and
 * updated_at, event->seq, case_id and version.
 */
gboolean gw_store_case_add (GwStoreWriter *writer, GwCaseRecord *record,
                            GwEventRecord *event, GError **error);
/*
 * Replaces `before` (as loaded in this job) by `after` and appends the event. Assigns
 * after->version = before->version + 1, after->updated_at, event->seq, case_id, version.
 * CONFLICT when the row is no longer at before->version. What never changes after the
 * report (id, kind, class, cell, position, description, source, reporter) is not written.
 */
gboolean gw_store_case_change (GwStoreWriter *writer, const GwCaseRecord *before,
                               GwCaseRecord *after, GwEventRecord *event, GError **error);
/* NOT_FOUND when there is none. */
GwCaseRecord *gw_store_case_load (GwStoreReader *reader, gint64 id, GError **error);

/* GwEventRecord of one case, oldest first; NULL on error. */
GPtrArray *gw_store_case_events (GwStoreReader *reader, gint64 id, GError **error);
/* Events with seq > after, at most limit, in order: the feed. */
GPtrArray *gw_store_events_after (GwStoreReader *reader, gint64 after, guint limit,
                                  GError **error);
/* 0 when there is no event. -1 on error. */
gint64 gw_store_last_seq (GwStoreReader *reader, GError **error);

/* What a key was used for. */
typedef struct
{
  guint8 body_sha256[32];
  gint64 case_id;
} GwIdempotencyRecord;

/* found FALSE: the person has not used the key. */
gboolean gw_store_idempotency_find (GwStoreReader *reader, gint64 person_id,
                                    const char *key, gboolean *ret_found,
                                    GwIdempotencyRecord *ret_record, GError **error);
/* EXISTS when the key is taken. */
gboolean gw_store_idempotency_add (GwStoreWriter *writer, gint64 person_id, const char *key,
                                   const GwIdempotencyRecord *record, gint64 at,
                                   GError **error);
/* Forgets keys used before the instant. */
gboolean gw_store_idempotency_purge (GwStoreWriter *writer, gint64 before_ms,
                                     GError **error);

gboolean gw_store_attachment_add (GwStoreWriter *writer, const GwAttachmentRecord *record,
                                  GError **error);
GwAttachmentRecord *gw_store_attachment_load (GwStoreReader *reader, const char *id,
                                              GError **error);
/* NOT_FOUND for an unknown id, EXISTS when it is already attached to a case. */
gboolean gw_store_attachment_attach (GwStoreWriter *writer, gint64 case_id,
                                     gint64 event_seq, const char *attachment_id,
                                     const char *stage, GError **error);
/* GwAttachmentRecord of one case, in the order of attaching. */
GPtrArray *gw_store_case_attachments (GwStoreReader *reader, gint64 case_id,
                                      GError **error);

G_END_DECLS
