/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases, their journal, attachments and idempotency keys. */
#pragma once

#include "backend/store/chain.h"
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
 * (unless the event is silent: then the version stays). Begins, changes and ends the row of
 * the case's task as progress says. CONFLICT when the row is no longer at before->version.
 * What never changes after the report (id, cell, position, description, source, reporter) is
 * not written.
 */
gboolean gw_store_case_change (GwStoreWriter *writer, const GwCaseRecord *before,
                               GwCaseRecord *after, GwEventRecord *event, GError **error);
/* NOT_FOUND when there is none. */
GwCaseRecord *gw_store_case_load (GwStoreReader *reader, gint64 id, GError **error);

/* Ids (gint64) of cases whose wake_at has come, the longest waiting first. */
GArray *gw_store_cases_due (GwStoreReader *reader, gint64 now_ms, guint limit,
                            GError **error);

/* Ids (gint64) of the cases of a component, newest first. */
GArray *gw_store_cases_of_component (GwStoreReader *reader, gint64 component_id,
                                     guint limit, GError **error);

/* GwEventRecord of one case and of those merged into it, oldest first; NULL on error. */
GPtrArray *gw_store_case_events (GwStoreReader *reader, gint64 id, GError **error);
/* Events with seq > after, at most limit, in order: the feed. */
GPtrArray *gw_store_events_after (GwStoreReader *reader, gint64 after, guint limit,
                                  GError **error);
/* 0 when there is no event. -1 on error. */
gint64 gw_store_last_seq (GwStoreReader *reader, GError **error);
/* When the last event was; 0: there is none. */
gboolean gw_store_last_at (GwStoreReader *reader, gint64 *ret_at_ms, GError **error);

/* An event with what else is kept of it. Is a GwEventRecord, and is freed as one. */
typedef struct
{
  GwEventRecord event; /* with left_counts */
  gint64 cell_id;      /* where the case was afterwards */
  gint64 left_cell_id; /* the cell that it has left; 0: none */
  gboolean has_seal;
  GwHash seal; /* its content */
} GwJournalEvent;

/*
 * Gets one case with its whole journal (GwJournalEvent, oldest first). record NULL: there are
 * events of a case that is not there. FALSE ends the walk.
 */
typedef gboolean (*GwStoreWalkFunc) (const GwCaseRecord *record, GPtrArray *events,
                                     gpointer data, GError **error);
/*
 * Every case, by ascending id; in memory is one at a time. FALSE with error, or func's. The
 * reader must not be asked for anything else meanwhile that comes from the journal.
 */
gboolean gw_store_walk_cases (GwStoreReader *reader, GwStoreWalkFunc func, gpointer data,
                              GError **error);

/* The pieces of all seals of a case, with its whole journal, as they are kept now. */
gboolean gw_chain_add_case (GwChainPieces *pieces, GwStoreReader *reader,
                            const GwCaseRecord *record, const GPtrArray *events,
                            GError **error);

/* One seal of the chain. */
typedef struct
{
  gint64 id;
  guint32 day;
  GwHash content;
  GwHash hash;
} GwSealRecord;

/* The end of a local day, or where the chain stands now. */
typedef GwChainHead GwAnchorRecord;

/* FALSE ends the walk. */
typedef gboolean (*GwSealFunc) (const GwSealRecord *seal, gpointer data, GError **error);
/* The whole chain in its order. FALSE with error, or func's. */
gboolean gw_store_walk_seals (GwStoreReader *reader, GwSealFunc func, gpointer data,
                              GError **error);
/* GwAnchorRecord of the days that are over, of a range (yyyymmdd), in order. NULL on error. */
GArray *gw_store_anchor_list (GwStoreReader *reader, guint32 from_day, guint32 to_day,
                              GError **error);
/* Where the chain stands. */
gboolean gw_store_chain_head (GwStoreReader *reader, GwAnchorRecord *ret_head,
                              GError **error);

/* A task of an inspector, as it went. */
typedef struct
{
  guint kind; /* GwTaskKind */
  gint64 inspector_id;
  gint64 created_at;
  gint64 taken_at;
  gint64 done_at; /* 0: open */
  gint64 due;     /* until when it should have been done; known once it is */
  gint64 done_by; /* 0 with done_at: cancelled */
  char *reason;   /* why it is whose it is, as JSON; or NULL */
  guint offers;   /* so many inspectors were asked */
  gint64 cell_id; /* where the case was when it began */
} GwTaskRecord;

/* GwTaskRecord of one case, oldest first. */
GPtrArray *gw_store_case_tasks (GwStoreReader *reader, gint64 case_id, GError **error);

#define GW_RELATION_LINKED "linked"
#define GW_RELATION_MERGED "merged"
#define GW_RELATION_SPLIT "split"

/* Two cases that have to do with each other, seen from one of them. */
typedef struct
{
  gint64 other_id;
  char *relation; /* GW_RELATION_LINKED... */
  gint64 at;
  gboolean outward; /* said of this case: it was merged into the other, or split */
} GwLinkRecord;

void gw_link_record_free (GwLinkRecord *record);
/* Twice is no error. */
gboolean gw_store_link_add (GwStoreWriter *writer, gint64 case_id, gint64 other_id,
                            const char *relation, gint64 at, GError **error);
/* GwLinkRecord, oldest first. */
GPtrArray *gw_store_case_links (GwStoreReader *reader, gint64 case_id, GError **error);

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
/* In the batch of the event. NOT_FOUND for an unknown id, EXISTS when it is already attached
 * to a case. */
gboolean gw_store_attachment_attach (GwStoreWriter *writer, gint64 case_id,
                                     gint64 event_seq, const char *attachment_id,
                                     const char *stage, GError **error);
/* GwAttachmentRecord of one case, in the order of attaching. */
GPtrArray *gw_store_case_attachments (GwStoreReader *reader, gint64 case_id,
                                      GError **error);

G_END_DECLS
