/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The store as a whole: opening, closing, and handing work to its threads. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/store.h"

#include <glib/gstdio.h>

#include "backend/store/city-store.h"
#include "backend/store/sqlite/internal.h"
#include "backend/store/sqlite/schema.h"

struct _GwStore
{
  char *path;
  GwStoreOptions options;
  GwStoreReader reader; /* of the thread that opened the store */
  GwAnswerBox *answers;
  GwCheckpointThread *checkpoints;
  GwWriteThread *writer; /* NULL when read_only */
  GwReadThreads *readers;

  GMutex zone_lock;
  GTimeZone *zone;
  /* The local day that was asked for last: nearly always the next one too. */
  gint64 day_start_ms;
  gint64 day_end_ms;
  guint32 day;
  gboolean closing; /* answers may still come, work is no longer taken */
};

G_DEFINE_QUARK (gw - store - error - quark, gw_store_error)

/* ---- local days ---- */

static gint64
to_ms (GDateTime *time)
{
  return g_date_time_to_unix (time) * 1000;
}

static void
find_day (GwStore *store, gint64 at_ms)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at_ms / 1000);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, store->zone);
  int year, month, day;
  g_autoptr (GDateTime) start = NULL;
  g_autoptr (GDateTime) next = NULL;
  g_autoptr (GDateTime) end = NULL;

  g_date_time_get_ymd (local, &year, &month, &day);
  start = g_date_time_new (store->zone, year, month, day, 0, 0, 0);
  next = g_date_time_add_days (start, 1);
  end = g_date_time_new (store->zone, g_date_time_get_year (next),
                         g_date_time_get_month (next), g_date_time_get_day_of_month (next),
                         0, 0, 0);
  store->day_start_ms = to_ms (start);
  store->day_end_ms = to_ms (end);
  store->day = (guint32)(year * 10000 + month * 100 + day);
}

guint32
gw_store_local_day (GwStore *store, gint64 at_ms)
{
  guint32 day;

  g_mutex_lock (&store->zone_lock);
  if (at_ms < store->day_start_ms || at_ms >= store->day_end_ms)
    find_day (store, at_ms);
  day = store->day;
  g_mutex_unlock (&store->zone_lock);
  return day;
}

guint
gw_store_local_hour (GwStore *store, gint64 at_ms)
{
  const gint64 hour_ms = G_GINT64_CONSTANT (3600000);
  guint hour = 0;
  gboolean changes;

  gw_store_local_day (store, at_ms);
  g_mutex_lock (&store->zone_lock);
  /* Most days have no change of the clock. */
  changes = store->day_end_ms - store->day_start_ms != 24 * hour_ms ||
            at_ms < store->day_start_ms || at_ms >= store->day_end_ms;
  if (!changes)
    hour = (guint)((at_ms - store->day_start_ms) / hour_ms);
  else
    {
      g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at_ms / 1000);
      g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, store->zone);

      hour = (guint)g_date_time_get_hour (local);
    }
  g_mutex_unlock (&store->zone_lock);
  return hour;
}

gint64
gw_store_local_start (GwStore *store, guint32 day)
{
  g_autoptr (GDateTime) start = NULL;

  g_mutex_lock (&store->zone_lock);
  start = g_date_time_new (store->zone, (int)(day / 10000), (int)(day / 100 % 100),
                           (int)(day % 100), 0, 0, 0);
  g_mutex_unlock (&store->zone_lock);
  return start != NULL ? to_ms (start) : 0;
}

gboolean
gw_store_reload_zone (GwStore *store, GwConnection *connection, GError **error)
{
  GwStoreReader reader = { store, connection };
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GwCityRecord) city = gw_store_city_load (&reader, &local_error);
  g_autoptr (GTimeZone) zone = NULL;

  if (city == NULL &&
      !g_error_matches (local_error, GW_STORE_ERROR, GW_STORE_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  zone = g_time_zone_new_identifier (city != NULL ? city->time_zone : "UTC");
  if (zone == NULL)
    {
      g_set_error (error, GW_STORE_ERROR, GW_STORE_ERROR_FAILED, "unknown time zone \"%s\"",
                   city != NULL ? city->time_zone : "UTC");
      return FALSE;
    }
  g_mutex_lock (&store->zone_lock);
  g_clear_pointer (&store->zone, g_time_zone_unref);
  store->zone = g_steal_pointer (&zone);
  store->day_start_ms = store->day_end_ms = 0;
  g_mutex_unlock (&store->zone_lock);
  return TRUE;
}

/* ---- opening and closing ---- */

static gboolean
prepare_file (GwStore *store, GError **error)
{
  g_autoptr (GwConnection) connection = NULL;
  GwConnectionMode mode =
      store->options.read_only ? GW_CONNECTION_READ : GW_CONNECTION_WRITE;
  gboolean is_new;

  if (!gw_schema_check_file (store->path, store->options.create, &is_new, error))
    return FALSE;
  connection =
      gw_connection_new (store->path, is_new ? GW_CONNECTION_CREATE : mode, TRUE, error);
  return connection != NULL &&
         gw_schema_check_version (connection, is_new, !store->options.read_only, error) &&
         (store->options.read_only || gw_schema_migrate (connection, error)) &&
         gw_schema_check (connection, error) &&
         (store->options.read_only || gw_seals_complete (connection, error));
}

static gboolean
start_writer (GwStore *store, GError **error)
{
  GwStoreWriter *writer;

  store->checkpoints = gw_checkpoint_thread_new (store->path, error);
  if (store->checkpoints == NULL)
    return FALSE;
  writer = gw_writer_new (store, FALSE, error);
  if (writer == NULL)
    return FALSE;
  store->writer =
      gw_write_thread_new (writer, store->checkpoints, store->answers, &store->options);
  return TRUE;
}

GwStore *
gw_store_open (const char *path, const GwStoreOptions *options, GError **error)
{
  g_autoptr (GwStore) store = g_new0 (GwStore, 1);

  g_mutex_init (&store->zone_lock);
  store->path = g_strdup (path);
  if (options != NULL)
    store->options = *options;
  store->answers = gw_answer_box_new (g_main_context_get_thread_default ());
  if (!prepare_file (store, error))
    return NULL;
  store->reader.store = store;
  store->reader.connection = gw_connection_new (path, GW_CONNECTION_READ, FALSE, error);
  if (store->reader.connection == NULL ||
      !gw_store_reload_zone (store, store->reader.connection, error))
    return NULL;
  if (!store->options.read_only && !start_writer (store, error))
    return NULL;
  store->readers = gw_read_threads_new (store, store->answers, &store->options, error);
  return store->readers == NULL ? NULL : g_steal_pointer (&store);
}

/* What is in the log moves to the file and the log disappears: one file to copy. */
static void
fold_log (GwStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwConnection) connection =
      gw_connection_new (store->path, GW_CONNECTION_WRITE, FALSE, &error);

  if (connection == NULL ||
      sqlite3_wal_checkpoint_v2 (gw_connection_get_handle (connection), NULL,
                                 SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL) != SQLITE_OK)
    g_debug ("the log stays: %s", error != NULL ? error->message : "in use");
}

void
gw_store_close (GwStore *store)
{
  gboolean had_writer = store->writer != NULL;

  store->closing = TRUE;
  g_clear_pointer (&store->writer, gw_write_thread_free);
  g_clear_pointer (&store->readers, gw_read_threads_free);
  gw_answer_box_free (store->answers);
  g_clear_pointer (&store->checkpoints, gw_checkpoint_thread_free);
  g_clear_pointer (&store->reader.connection, gw_connection_free);
  if (had_writer)
    fold_log (store);
  g_clear_pointer (&store->zone, g_time_zone_unref);
  g_mutex_clear (&store->zone_lock);
  g_free (store->path);
  g_free (store);
}

const char *
gw_store_get_path (GwStore *store)
{
  return store->path;
}

/* ---- work ---- */

gboolean
gw_store_write_async (GwStore *store, GwStoreWriteFunc func, gpointer data,
                      GDestroyNotify destroy, GwStoreDoneFunc done, gpointer user_data)
{
  if (store->closing)
    return FALSE;
  g_return_val_if_fail (store->writer != NULL, FALSE);

  return gw_write_thread_push (store->writer, func, data, destroy, done, user_data);
}

gboolean
gw_store_write (GwStore *store, GwStoreWriteFunc func, gpointer data, GError **error)
{
  g_return_val_if_fail (store->writer != NULL, FALSE);

  return gw_write_thread_call (store->writer, func, data, error);
}

gboolean
gw_store_write_spatial (GwStore *store, GwStoreWriteFunc func, gpointer data,
                        GError **error)
{
  g_autoptr (GwStoreWriter) writer = NULL;

  g_return_val_if_fail (store->writer != NULL, FALSE);

  writer = gw_writer_new (store, TRUE, error);
  if (writer == NULL)
    return FALSE;
  gw_checkpoint_thread_watch (store->checkpoints, writer->reader.connection);
  if (!gw_writer_begin (writer, error))
    return FALSE;
  if (!gw_writer_run_job (writer, func, data, error))
    {
      gw_writer_rollback (writer);
      return FALSE;
    }
  return gw_writer_commit (writer, error);
}

gboolean
gw_store_read_async (GwStore *store, GwStoreReadFunc func, gpointer data,
                     GDestroyNotify destroy, GwStoreDoneFunc done, gpointer user_data)
{
  return !store->closing &&
         gw_read_threads_push (store->readers, func, data, destroy, done, user_data);
}

GwStoreReader *
gw_store_read (GwStore *store)
{
  return &store->reader;
}

gboolean
gw_store_read_spatial (GwStore *store, GwStoreReadFunc func, gpointer data, GError **error)
{
  GwStoreReader reader = { store, gw_connection_new (store->path, GW_CONNECTION_READ, TRUE,
                                                     error) };
  GwStatement *begin;
  gboolean done;

  if (reader.connection == NULL)
    return FALSE;
  /* One view of the file, whatever a server next to us writes meanwhile. */
  begin = gw_connection_query (reader.connection, GW_QUERY_BEGIN_READ, error);
  done = begin != NULL && gw_statement_run (begin, error) && func (&reader, data, error);
  gw_connection_free (reader.connection);
  return done;
}

GwStoreReader *
gw_store_writer_get_reader (GwStoreWriter *writer)
{
  return &writer->reader;
}

void
gw_store_get_metrics (GwStore *store, GwStoreMetrics *ret_metrics)
{
  *ret_metrics = (GwStoreMetrics){ 0 };
  if (store->writer != NULL)
    gw_write_thread_get_metrics (store->writer, ret_metrics);
}
