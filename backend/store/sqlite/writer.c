/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A write transaction: many jobs, each of which can fail alone. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/sqlite/follower.h"
#include "backend/store/sqlite/internal.h"

static gboolean
run (GwStoreWriter *writer, GwQuery query, GError **error)
{
  GwStatement *statement = gw_connection_query (writer->reader.connection, query, error);

  return statement != NULL && gw_statement_run (statement, error);
}

static gboolean
read_int (GwStoreWriter *writer, GwQuery query, gint64 *ret_value, GError **error)
{
  GwStatement *statement = gw_connection_query (writer->reader.connection, query, error);
  gboolean has_row;

  if (statement == NULL || !gw_statement_step (statement, &has_row, error))
    return FALSE;
  *ret_value = has_row ? gw_column_int (statement, 0) : 0;
  if (has_row)
    gw_statement_reset (statement);
  return TRUE;
}

GwStoreWriter *
gw_writer_new (GwStore *store, gboolean spatial, GError **error)
{
  g_autoptr (GwStoreWriter) writer = g_new0 (GwStoreWriter, 1);

  writer->changes = g_array_new (FALSE, FALSE, sizeof (GwCountChange));
  writer->pieces = gw_chain_pieces_new ();
  writer->locked = g_array_new (FALSE, FALSE, sizeof (guint));
  g_queue_init (&writer->texts);
  writer->data_version = -1;
  writer->reader.store = store;
  writer->reader.connection =
      gw_connection_new (gw_store_get_path (store), GW_CONNECTION_WRITE, spatial, error);
  return writer->reader.connection == NULL ? NULL : g_steal_pointer (&writer);
}

void
gw_writer_free (GwStoreWriter *writer)
{
  g_queue_clear_full (&writer->texts, (GDestroyNotify)gw_pending_text_free);
  g_array_unref (writer->changes);
  g_clear_pointer (&writer->follower, gw_follower_free);
  gw_chain_pieces_free (writer->pieces);
  g_array_unref (writer->locked);
  g_clear_pointer (&writer->reader.connection, gw_connection_free);
  g_free (writer);
}

static gboolean
forget_if_others_wrote (GwStoreWriter *writer, GError **error)
{
  gint64 version;

  if (!read_int (writer, GW_QUERY_DATA_VERSION, &version, error))
    return FALSE;
  if (version == writer->data_version)
    return TRUE;
  if (!read_int (writer, GW_QUERY_EVENT_LAST_SEQ, &writer->mark.last_seq, error) ||
      !gw_seals_load (writer, error) || !gw_writer_load_locked (writer, error))
    return FALSE;
  writer->mark.day = 0;
  g_queue_clear_full (&writer->texts, (GDestroyNotify)gw_pending_text_free);
  writer->texts_complete = FALSE;
  writer->data_version = version;
  return TRUE;
}

gboolean
gw_writer_begin (GwStoreWriter *writer, GError **error)
{
  if (!run (writer, GW_QUERY_BEGIN_IMMEDIATE, error))
    return FALSE;
  if (forget_if_others_wrote (writer, error))
    return TRUE;
  gw_writer_rollback (writer);
  return FALSE;
}

static void
restore (GwStoreWriter *writer, const GwWriterMark *mark)
{
  writer->mark = *mark;
  g_array_set_size (writer->changes, mark->n_changes);
  gw_chain_pieces_truncate (writer->pieces, mark->n_pieces);
  while (writer->texts.length > mark->n_texts)
    gw_pending_text_free (g_queue_pop_tail (&writer->texts));
}

/*
 * On a full disk or a failed one SQLite may undo the whole transaction by itself. Whatever
 * ran afterwards would be kept although its batch is lost.
 */
static gboolean
check_transaction (GwStoreWriter *writer, GError **error)
{
  if (!sqlite3_get_autocommit (gw_connection_get_handle (writer->reader.connection)))
    return TRUE;
  g_set_error_literal (error, GW_STORE_ERROR, GW_STORE_ERROR_IO,
                       "the file failed under another change of the same batch");
  return FALSE;
}

gboolean
gw_writer_run_job (GwStoreWriter *writer, GwStoreWriteFunc func, gpointer data,
                   GError **error)
{
  GwWriterMark before = writer->mark;

  before.n_changes = writer->changes->len;
  before.n_texts = writer->texts.length;
  before.n_pieces = gw_chain_pieces_count (writer->pieces);
  if (!check_transaction (writer, error) || !run (writer, GW_QUERY_JOB_BEGIN, error))
    return FALSE;
  if (func (writer, data, error) && check_transaction (writer, error) &&
      run (writer, GW_QUERY_JOB_RELEASE, error))
    return TRUE;
  restore (writer, &before);
  if (gw_writer_is_open (writer))
    {
      run (writer, GW_QUERY_JOB_ROLLBACK, NULL);
      run (writer, GW_QUERY_JOB_RELEASE, NULL);
    }
  return FALSE;
}

/* What is on disk stays there, whatever happens now: this may not fail the batch. */
static void
use_new_zone (GwStoreWriter *writer)
{
  g_autoptr (GError) error = NULL;

  writer->zone_changed = FALSE;
  if (!gw_store_reload_zone (writer->reader.store, writer->reader.connection, &error))
    g_warning ("days are still counted in the old time zone: %s", error->message);
}

gboolean
gw_writer_is_open (GwStoreWriter *writer)
{
  return !sqlite3_get_autocommit (gw_connection_get_handle (writer->reader.connection));
}

gboolean
gw_writer_commit (GwStoreWriter *writer, GError **error)
{
  if (!check_transaction (writer, error) || !gw_counters_flush (writer, error) ||
      !gw_seals_flush (writer, error) || !gw_search_advance (writer, error) ||
      !check_transaction (writer, error) || !run (writer, GW_QUERY_COMMIT, error))
    {
      gw_writer_rollback (writer);
      return FALSE;
    }
  if (writer->zone_changed)
    use_new_zone (writer);
  return TRUE;
}

/* Afterwards nothing in memory is trusted: the next batch reads it again. */
void
gw_writer_rollback (GwStoreWriter *writer)
{
  g_array_set_size (writer->changes, 0);
  gw_chain_pieces_truncate (writer->pieces, 0);
  g_queue_clear_full (&writer->texts, (GDestroyNotify)gw_pending_text_free);
  writer->texts_complete = FALSE;
  writer->data_version = -1;
  writer->mark.day = 0;
  if (gw_writer_is_open (writer))
    run (writer, GW_QUERY_ROLLBACK, NULL);
}
