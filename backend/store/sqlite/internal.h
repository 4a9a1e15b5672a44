/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of this folder share. */
#pragma once

#include "backend/store/chain.h"
#include "backend/store/sqlite/connection.h"

G_BEGIN_DECLS

struct _GwStoreReader
{
  GwStore *store;
  GwConnection *connection;
};

/* One change of counters, gathered by a job; see counters.c. */
typedef struct
{
  gint64 cell_id;
  gint64 department_id;
  guint counts;
  gint open;
  gint overdue;
} GwCountChange;

/* A description that waits for the text index; see search-index.c. */
typedef struct
{
  gint64 seq;
  gint64 case_id;
  char *text;
} GwPendingText;

/* What a writer knows without asking the file; restored when a job fails. */
typedef struct
{
  gint64 last_seq;
  guint32 day; /* whose last number is last_id; 0: not known */
  gint64 last_id;
  guint n_changes;
  guint n_texts;
  guint n_pieces;
} GwWriterMark;

struct _GwStoreWriter
{
  GwStoreReader reader;
  gint64 data_version;
  GwWriterMark mark;
  gboolean zone_changed;
  GArray *changes;         /* GwCountChange of the batch */
  GQueue texts;            /* GwPendingText of this batch and earlier ones, oldest first */
  gboolean texts_complete; /* FALSE: some have to be read from the file */
  gint64 indexed_usec;     /* when the text index was last brought forward */
  struct _GwFollower *follower; /* of the figures; NULL until they are followed */
  GwChainPieces *pieces;        /* of the batch, to be sealed with it */
  GwChainHead head;             /* the last seal in the file */
  GArray *locked;      /* guint: locked months (yyyymm) of the statistics, ascending */
  gint64 locked_until; /* UTC ms: the end of the last of them; 0: there are none */
};

/* writer.c */
GwStoreWriter *gw_writer_new (GwStore *store, gboolean spatial, GError **error);
void gw_writer_free (GwStoreWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwStoreWriter, gw_writer_free)
/* A batch: begin, any number of jobs, then commit or rollback. */
gboolean gw_writer_begin (GwStoreWriter *writer, GError **error);
gboolean gw_writer_run_job (GwStoreWriter *writer, GwStoreWriteFunc func, gpointer data,
                            GError **error);
/* FALSE after a failure that undid the whole transaction. */
gboolean gw_writer_is_open (GwStoreWriter *writer);
/* Writes counters, moves the text index on; on disk when it returns TRUE. Rolls back else. */
gboolean gw_writer_commit (GwStoreWriter *writer, GError **error);
void gw_writer_rollback (GwStoreWriter *writer);

/* counters.c */
void gw_counters_note (GwStoreWriter *writer, const GwCountChange *change);
gboolean gw_counters_flush (GwStoreWriter *writer, GError **error);

/* seals.c */
/* Reads where the chain in the file has come to. */
gboolean gw_seals_load (GwStoreWriter *writer, GError **error);
/* Seals what the batch has done. */
gboolean gw_seals_flush (GwStoreWriter *writer, GError **error);
/* Seals a journal of before there were seals, once; on a connection that writes. */
gboolean gw_seals_complete (GwConnection *connection, GError **error);

/* periods.c */
/* Reads which months are locked. */
gboolean gw_writer_load_locked (GwStoreWriter *writer, GError **error);
/* Whether nothing may be dated then. */
gboolean gw_writer_is_locked (const GwStoreWriter *writer, gint64 at_ms);

/* search-index.c */
void gw_search_note (GwStoreWriter *writer, gint64 seq, gint64 case_id, const char *text);
/* Another text for a case, whether the former one is in the index yet or not. */
gboolean gw_search_amend (GwStoreWriter *writer, gint64 case_id, const char *before,
                          const char *after, GError **error);
/* Inside a transaction: indexes a slice of what waits, if it is time. */
gboolean gw_search_advance (GwStoreWriter *writer, GError **error);
/* TRUE when gw_search_advance() would do something now. */
gboolean gw_search_is_due (GwStoreWriter *writer);
void gw_pending_text_free (GwPendingText *pending);

/* case-rows.c; the statement's columns are those of queries/case-load.sql. */
GwCaseRecord *gw_read_case (GwStatement *statement);
/* The same of queries/case-events.sql. */
GwEventRecord *gw_read_event (GwStatement *statement);
/* The same into a record that is zero; more columns may follow. */
void gw_fill_event (GwStatement *statement, GwEventRecord *record);
/* How many columns those are. */
guint gw_n_event_columns (void);

/* tasks.c: begins, changes or ends the row of the case's open task. */
gboolean gw_tasks_follow (GwStoreWriter *writer, const GwCaseRecord *before,
                          const GwCaseRecord *after, const GwEventRecord *event,
                          GError **error);

/* store.c */
/* From now on instants are dated by the zone that the file says. */
gboolean gw_store_reload_zone (GwStore *store, GwConnection *connection, GError **error);

/* answer-box.c: answers of other threads, on their way to the main context. */
typedef struct
{
  gpointer data;
  GDestroyNotify destroy;
  GwStoreDoneFunc done;
  gpointer user_data;
  GError *error; /* owned */
} GwAnswer;

typedef struct _GwAnswerBox GwAnswerBox;
/* context NULL: the default one. */
GwAnswerBox *gw_answer_box_new (GMainContext *context);
/* Delivers what is left, here and now. */
void gw_answer_box_free (GwAnswerBox *box);
/* Takes over an array of GwAnswer; from any thread. */
void gw_answer_box_put (GwAnswerBox *box, GArray *answers);

/* checkpoint-thread.c */
typedef struct _GwCheckpointThread GwCheckpointThread;
GwCheckpointThread *gw_checkpoint_thread_new (const char *path, GError **error);
void gw_checkpoint_thread_free (GwCheckpointThread *thread);
/* Tells the thread of every commit of this connection. */
void gw_checkpoint_thread_watch (GwCheckpointThread *thread, GwConnection *connection);
/* Pages in the write-ahead log after the last commit. */
guint gw_checkpoint_thread_get_pages (GwCheckpointThread *thread);

/* write-thread.c */
typedef struct _GwWriteThread GwWriteThread;
/* Takes the writer over; the others are borrowed. */
GwWriteThread *gw_write_thread_new (GwStoreWriter *writer, GwCheckpointThread *checkpoints,
                                    GwAnswerBox *answers, const GwStoreOptions *options);
/* Finishes the queue, then frees. */
void gw_write_thread_free (GwWriteThread *thread);
gboolean gw_write_thread_push (GwWriteThread *thread, GwStoreWriteFunc func, gpointer data,
                               GDestroyNotify destroy, GwStoreDoneFunc done,
                               gpointer user_data);
gboolean gw_write_thread_call (GwWriteThread *thread, GwStoreWriteFunc func, gpointer data,
                               GError **error);
void gw_write_thread_get_metrics (GwWriteThread *thread, GwStoreMetrics *ret_metrics);

/* read-threads.c */
typedef struct _GwReadThreads GwReadThreads;
GwReadThreads *gw_read_threads_new (GwStore *store, GwAnswerBox *answers,
                                    const GwStoreOptions *options, GError **error);
void gw_read_threads_free (GwReadThreads *threads);
gboolean gw_read_threads_push (GwReadThreads *threads, GwStoreReadFunc func, gpointer data,
                               GDestroyNotify destroy, GwStoreDoneFunc done,
                               gpointer user_data);

G_END_DECLS
