/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of this room share. */
#pragma once

#include "backend/service/case-change.h"
#include "backend/service/case-view.h"
#include "backend/service/scope.h"
#include "backend/service/service.h"
#include "backend/store/card-store.h"
#include "backend/store/case-store.h"
#include "backend/store/city-store.h"
#include "backend/store/people-store.h"
#include "backend/store/setting-store.h"
#include "backend/store/store.h"
#include "gis/projection.h"

G_BEGIN_DECLS

typedef struct _GwFeed GwFeed;
typedef struct _GwSessions GwSessions;
typedef struct _GwGeocoder GwGeocoder;
typedef struct _GwOpenCases GwOpenCases;
typedef struct _GwDuty GwDuty;
typedef struct _GwOutbox GwOutbox;

struct _GwService
{
  GwStore *store;
  GwSnapshot *snapshot;
  GHashTable *people; /* id -> GwPerson, as last seen */
  GwFeed *feed;
  GwSessions *sessions;
  GwDuty *duty;
  GwGeocoder *geocoder;    /* NULL until addresses are wanted */
  GwOpenCases *open_cases; /* NULL until nearby cases are wanted */
  GwOutbox *outbox;        /* NULL unless somebody delivers */
  GThreadPool *workers;    /* what is slow and not the database: passwords, photographs */
  GAsyncQueue *replies;    /* of the workers */
  GSource *reply_source;
  GMainContext *context;
  GSource *tick;
  guint64 n_ticks; /* seconds since opening */
  char *attachment_dir;
  GwServiceClock clock;
  gpointer clock_data;
  gboolean cheap_passwords;
  gboolean read_only;
  GwChangeMarks marks; /* of what is in memory */
  gboolean recalculating;
  guint n_recalculated;           /* cases, by the one that runs or the last one */
  guint n_recalculated_otherwise; /* of these */
  guint n_reloading;              /* threads that read the city anew */
  gboolean waking;                /* a job of case-tick.c is on its way */
  gboolean wake_again;            /* and is to be followed by another */
  GwReportCounts report_counts;   /* for metrics */
  gint64 settled_until;           /* see gw_service_settled_until() */
};

/* service.c: work for the worker threads; answers through gw_service_answer(). */
typedef void (*GwWorkFunc) (gpointer data);
/* FALSE when too much is waiting: data is still the caller's. */
gboolean gw_service_work (GwService *service, GwWorkFunc func, gpointer data);
/* From a worker: func (data) on the service's main context. */
typedef void (*GwAnswerFunc) (gpointer data);
void gw_service_answer (GwService *service, GwAnswerFunc func, gpointer data);
/* Sets GW_CASE_ERROR_OVERLOADED. Always FALSE. */
gboolean gw_service_fail_overloaded (GError **error);
/* An error of the store in the words of this room; one of ours stays as it is. */
GError *gw_service_translate_error (const GError *error);
/* Moves an error of the store to `error`, translated. */
void gw_service_propagate_error (GError **error, GError *store_error);

/* people.c: main thread only. */
GwPerson *gw_person_new (const GwPersonRecord *record);
/* From memory, or from the file; NULL for 0 and who is not there. Owned by the service. */
GwPerson *gw_service_person (GwService *service, gint64 id);
/* Remembers what was just read. */
GwPerson *gw_service_remember_person (GwService *service, const GwPersonRecord *record);
gboolean gw_service_load_people (GwService *service, GError **error);

/*
 * reload.c: reads the city on a worker, so that reports go on meanwhile; then it is the
 * service's, and done is called. error NULL: it is. FALSE, done never called, when too much
 * is waiting.
 */
typedef void (*GwReloadFunc) (const GError *error, gpointer user_data);
gboolean gw_service_reload_async (GwService *service, GwReloadFunc done,
                                  gpointer user_data);

/*
 * follow.c: reads anew what was changed since, whoever did it: people, shifts and settings
 * here and now, the city itself on a worker, some time later. What cannot be read stays as it
 * was, with a warning.
 */
void gw_service_follow_changes (GwService *service);
/* The same after a change of one's own; TRUE: the city is being read, and done is called when
 * it is in force. FALSE: nothing more is to be waited for. */
gboolean gw_service_follow_own_change (GwService *service, GwReloadFunc done,
                                       gpointer user_data);

/* snapshot-load.c: needs a spatial reader. */
GwSnapshot *gw_snapshot_load (GwStoreReader *reader, gint64 now_ms, GError **error);

/* snapshot-calendars.c: of a snapshot that nobody else has yet: as if the plan were in
 * force. */
gboolean gw_snapshot_try_calendar (GwSnapshot *snapshot, const GwCalendarPlan *plan,
                                   GError **error);

/* What the city decides, anew; main thread only, others may be reading the snapshot. */
gboolean gw_snapshot_load_settings (GwSnapshot *snapshot, GwStoreReader *reader,
                                    GError **error);

/* snapshot-route.c: how much the departments have to do, anew; any thread. Nothing is read
 * unless a rule asks for it. */
gboolean gw_snapshot_load_loads (GwSnapshot *snapshot, GwStoreReader *reader,
                                 GError **error);

/* case-rows.c: any thread. Steals the strings; NULL when cell or class are not of the
 * snapshot (the city was changed by another process and not reloaded). */
GwCaseRow *gw_case_row_new_take (GwSnapshot *snapshot, GwCaseRecord *record);
/* FALSE with GW_CASE_ERROR_INTERNAL when that would be NULL. */
gboolean gw_case_record_check (const GwSnapshot *snapshot, const GwCaseRecord *record,
                               GError **error);
/* As gw_case_row_is_visible(). */
gboolean gw_case_record_is_visible (const GwSnapshot *snapshot, const GwCaseRecord *record,
                                    const GwPerson *user);
GwAttachment *gw_attachment_new (const GwAttachmentRecord *record);
/* GwAttachmentRecord -> GwAttachment. NULL stays NULL. */
GPtrArray *gw_attachments_new (GPtrArray *records);

/* Those of one event, or NULL for none. Caller frees. */
GPtrArray *gw_attachments_of (GPtrArray *records, gint64 event_seq);

/* What a detail is made of, read next to the row; see gw_case_parts_load(). */
typedef struct
{
  GwComponentRecord *component; /* or NULL */
  GPtrArray *attachments;       /* GwAttachmentRecord, or NULL */
  GPtrArray *tasks;             /* GwTaskRecord, or NULL */
  GPtrArray *links;             /* GwLinkRecord, or NULL */
  GPtrArray *cards;             /* GwCardRecord, or NULL */
} GwCaseParts;

void gw_case_parts_clear (GwCaseParts *parts);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GwCaseParts, gw_case_parts_clear)
/* Any thread. component_id 0: none. Only what is not there yet is read. */
gboolean gw_case_parts_load (GwCaseParts *parts, GwStoreReader *reader, gint64 case_id,
                             gint64 component_id, GError **error);

/* case-detail.c: main thread only. Takes row; parts stay the caller's. */
GwCaseDetail *gw_case_detail_new (GwService *service, const GwPerson *user, GwCaseRow *row,
                                  const GwCaseParts *parts);
/* Steals the texts; takes row and attachments, which may be NULL. */
GwCaseEvent *gw_case_event_new (GwService *service, GwEventRecord *record, GwCaseRow *row,
                                GPtrArray *attachments);

/* case-write.c: what a write job did to cases, to be published once it is on disk. */
typedef struct
{
  GwCaseRecord record; /* after the event */
  GwEventRecord event;
} GwWritten;

/* Of GwWritten. */
GPtrArray *gw_written_new (void);
/*
 * Changes the case in the file and notes it. before: as loaded in this job; after is left
 * as it is then in the file.
 */
gboolean gw_written_change (GPtrArray *written, GwStoreWriter *writer,
                            const GwCaseRecord *before, GwCaseRecord *after,
                            GwEventRecord *event, GError **error);
/* Adds a case and notes it. */
gboolean gw_written_add (GPtrArray *written, GwStoreWriter *writer, GwCaseRecord *record,
                         GwEventRecord *event, GError **error);
/*
 * Lets happen to the case what time alone has done by now; the record follows. It is dated at
 * its instant, unless the journal has gone on since (the server was down, or slow): then at the
 * journal's last event. Else it would come into days that people have read the figures of, or
 * that are locked.
 */
gboolean gw_written_wake (GPtrArray *written, GwStoreWriter *writer, GwService *service,
                          GwSnapshot *snapshot, GwCaseRecord *record, gint64 now_ms,
                          GError **error);
/* Takes what the person has of an open case from him, for he is locked out; the record
 * follows. */
gboolean gw_written_release (GPtrArray *written, GwStoreWriter *writer, GwService *service,
                             GwCaseRecord *record, gint64 person, GError **error);
/* Main thread: to the feed, in order. attachments: GwAttachmentRecord of the cases. */
void gw_written_publish (GPtrArray *written, GwService *service, GwSnapshot *snapshot,
                         GPtrArray *attachments);

/* intake.c: where a place is. NULL with OUT_OF_RANGE or OUTSIDE_CITY, naming "location". */
const GwCell *gw_intake_find_cell (const GwSnapshot *snapshot,
                                   GwCoordinateSystem coordinate_system, GwLonLat location,
                                   GwFixed *ret_position, GError **error);

/* case-tick.c: looks for cases to which something happens by itself. */
void gw_case_tick (GwService *service);

/* attach.c: inside a write job. Attaches the user's uploads to the event. */
gboolean gw_attach_all (GwStoreWriter *writer, char *const *ids, const GwPerson *user,
                        const GwEventRecord *event, const char *stage, GError **error);
/* Shape of a list of ids, before anything is queued. */
gboolean gw_attach_check (const char *const *ids, GError **error);

/* attachment.c: removes what uploads left behind that a crash ended. */
void gw_attachment_clear_incoming (GwService *service);

/* feed.c */
GwFeed *gw_feed_new (GwService *service, gint64 last_seq);
void gw_feed_free (GwFeed *feed);
/* After a commit, in order of seq; takes row and attachments, steals the opinion. */
void gw_feed_publish (GwFeed *feed, GwEventRecord *event, GwCaseRow *row,
                      GPtrArray *attachments);
/* Events that another process wrote are picked up here. */
void gw_feed_tick (GwFeed *feed);
gint64 gw_feed_last_seq (GwFeed *feed);
guint gw_feed_n_subscribers (GwFeed *feed);

/* session.c */
GwSessions *gw_sessions_new (GwService *service);
void gw_sessions_free (GwSessions *sessions);
void gw_sessions_tick (GwSessions *sessions);
guint gw_sessions_size (GwSessions *sessions);
/* Sessions are asked for again at their next use. */
void gw_sessions_forget (GwSessions *sessions);

/* geocode.c */
/* The city was read again: so are its places, if they were wanted. */
void gw_geocoder_reload (GwService *service);
/* Waits for the thread that reads places; its answer may be on its way. */
void gw_geocoder_stop (GwGeocoder *geocoder);
void gw_geocoder_free (GwGeocoder *geocoder);

/* open-cases.c; all do nothing with NULL. */
/* A case as it was published. */
void gw_open_cases_note (GwOpenCases *open_cases, const GwCaseRow *row);
/* What follows last_seq was not published here. */
void gw_open_cases_fall_behind (GwOpenCases *open_cases, gint64 last_seq);
/* The city was read again: its cells may be others. */
void gw_open_cases_reload (GwOpenCases *open_cases);

/*
 * duty-nearest.c: whom to ask for a task at that point: of those on duty the nearest whose
 * position is fresh; else who is signed in to the point's duty grid, its own inspector
 * before others; else nobody. asked: ids (gint64) of who was asked already, or NULL. Any
 * thread.
 */
void gw_duty_choose (GwService *service, GwFixed point, const GArray *asked,
                     GwTaskOffer *ret_offer);

/* duty.c */
GwDuty *gw_duty_new (GwService *service);
void gw_duty_free (GwDuty *duty);
/* Reads anew who has a shift and who is on duty, after the snapshot. */
gboolean gw_duty_load (GwDuty *duty, GError **error);
void gw_duty_tick (GwDuty *duty);
/* Another process, or another room, may have signed someone out: reads who is on duty. */
void gw_duty_refresh (GwDuty *duty);

/* password.c: any thread; slow on purpose. */
/* NULL when memory is short. Caller frees. */
char *gw_password_hash (const char *password, gboolean cheap);
gboolean gw_password_verify (const char *hash, const char *password);

G_END_DECLS
