/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The store: one file, one writer thread with group commit, bounded readers. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define GW_STORE_ERROR (gw_store_error_quark ())

typedef enum
{
  GW_STORE_ERROR_FAILED,     /* the engine refused for a reason that is a bug of ours */
  GW_STORE_ERROR_NOT_FOUND,  /* no such row */
  GW_STORE_ERROR_EXISTS,     /* a unique key is taken */
  GW_STORE_ERROR_CONFLICT,   /* the row is no longer at the expected version */
  GW_STORE_ERROR_LOCKED,     /* an event in a month that is locked */
  GW_STORE_ERROR_BUSY,       /* another process holds the write lock for too long */
  GW_STORE_ERROR_FULL,       /* no space left; nothing of the batch was kept */
  GW_STORE_ERROR_IO,         /* the disk failed; nothing of the batch was kept */
  GW_STORE_ERROR_OVERLOADED, /* the queue is full; try again later */
  GW_STORE_ERROR_CLOSED,     /* the store is shutting down */
  GW_STORE_ERROR_NEWER,      /* the file was written by a newer Gridward */
  GW_STORE_ERROR_OLDER, /* by an older one, and may not be brought up to date: read_only */
  GW_STORE_ERROR_FOREIGN, /* the file is not a Gridward database */
  GW_STORE_ERROR_DAMAGED, /* the file is ours, but broken */
} GwStoreError;

GQuark gw_store_error_quark (void);

/* An open database. Made and closed on one thread, whose main context gets the callbacks. */
typedef struct _GwStore GwStore;
/* A view of the data, bound to the thread that it was given to. Not to be kept. */
typedef struct _GwStoreReader GwStoreReader;
/* The same inside a write transaction. Not to be kept. */
typedef struct _GwStoreWriter GwStoreWriter;

typedef struct
{
  guint queue_limit;      /* write jobs waiting at most; 0: 16,384 */
  guint read_threads;     /* 0: 2 */
  guint read_queue_limit; /* 0: 1,024 */
  guint64
      log_limit_bytes; /* where the writer itself folds the log into the file; 0: 1 GB */
  gboolean create;     /* make the file when there is none */
  gboolean read_only;  /* no writer, no migration: for reading next to a server */
} GwStoreOptions;

/*
 * Opens (or, with create, makes) the database and brings it up to this version's schema.
 * options NULL: all defaults. Errors: NOT_FOUND, NEWER, FOREIGN, DAMAGED, BUSY, IO, FULL;
 * a refused file is never changed, and the message says what to do.
 */
GwStore *gw_store_open (const char *path, const GwStoreOptions *options, GError **error);
/* Runs what is queued, delivers every callback, folds the log into the file, frees. */
void gw_store_close (GwStore *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwStore, gw_store_close)

const char *gw_store_get_path (GwStore *store);

/* One unit of work. FALSE with error set undoes exactly what this call changed. */
typedef gboolean (*GwStoreWriteFunc) (GwStoreWriter *writer, gpointer data, GError **error);
typedef gboolean (*GwStoreReadFunc) (GwStoreReader *reader, gpointer data, GError **error);
/* error NULL: for a write, the change is on disk. */
typedef void (*GwStoreDoneFunc) (gpointer data, const GError *error, gpointer user_data);

/*
 * Queues func for the writer thread, which runs all that is queued (at most 1,024 jobs) in
 * one transaction with one sync. done is called on the store's main context after the
 * commit, in the order of queueing, one source per batch; then destroy (data).
 * FALSE when the queue is full or the store is closing: nothing was taken, data is still
 * the caller's. Callable from any thread.
 */
gboolean gw_store_write_async (GwStore *store, GwStoreWriteFunc func, gpointer data,
                               GDestroyNotify destroy, GwStoreDoneFunc done,
                               gpointer user_data);
/* The same, waiting for the commit; for administration and tests. From any thread. */
gboolean gw_store_write (GwStore *store, GwStoreWriteFunc func, gpointer data,
                         GError **error);
/*
 * The same on a connection that knows geometry, in a transaction of its own: everything
 * that gw_city_store.h writes with geometry goes through here. Blocks; keeps other writes
 * waiting.
 */
gboolean gw_store_write_spatial (GwStore *store, GwStoreWriteFunc func, gpointer data,
                                 GError **error);

/* Queues func for one of the reader threads; as gw_store_write_async otherwise. */
gboolean gw_store_read_async (GwStore *store, GwStoreReadFunc func, gpointer data,
                              GDestroyNotify destroy, GwStoreDoneFunc done,
                              gpointer user_data);
/* For reads under 2 ms on the thread that opened the store. Owned by the store. */
GwStoreReader *gw_store_read (GwStore *store);
/* Runs func on a connection that knows geometry, here and now, in one view of the file. */
gboolean gw_store_read_spatial (GwStore *store, GwStoreReadFunc func, gpointer data,
                                GError **error);
/* Reads inside a write job, seeing what the batch wrote so far. */
GwStoreReader *gw_store_writer_get_reader (GwStoreWriter *writer);

/* The city's local date (yyyymmdd) at an instant in ms since 1970 UTC. */
guint32 gw_store_local_day (GwStore *store, gint64 at_ms);
/* When the local day (yyyymmdd) begins, UTC ms. */
gint64 gw_store_local_start (GwStore *store, guint32 day);
/* The hour that the clocks of the city show then, 0 to 23. */
guint gw_store_local_hour (GwStore *store, gint64 at_ms);

/* For /metrics and tests; all since the store was opened. */
typedef struct
{
  guint64 batches;
  guint64 jobs;
  guint64 failed_jobs;
  guint64 overloads;
  guint queued;
  guint64 log_bytes;      /* size of the write-ahead log after the last commit */
  guint search_pending;   /* cases not yet in the text index */
  guint64 last_commit_us; /* duration of the last commit */
} GwStoreMetrics;

void gw_store_get_metrics (GwStore *store, GwStoreMetrics *ret_metrics);

G_END_DECLS
