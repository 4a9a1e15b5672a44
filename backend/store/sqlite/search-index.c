/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Keeping the text index. A description costs about as much to index as its case costs to
 * store, so it is done apart from the case: after at most INDEX_DELAY_USEC or once enough
 * wait, in slices that ride on other commits. A mark in the file says how far it has come,
 * so that nothing is forgotten over a crash.
 */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/sqlite/internal.h"

#define INDEX_DELAY_USEC (400 * 1000)
/* A slice is long enough to be cheap per case and short enough not to be felt (~3 ms). */
#define SLICE 256
#define MAX_READ 4096

enum
{
  MISSING_SEQ,
  MISSING_ID,
  MISSING_TEXT,
};

void
gw_pending_text_free (GwPendingText *pending)
{
  g_free (pending->text);
  g_free (pending);
}

static void
push (GwStoreWriter *writer, gint64 seq, gint64 case_id, char *text)
{
  GwPendingText *pending = g_new (GwPendingText, 1);

  pending->seq = seq;
  pending->case_id = case_id;
  pending->text = text;
  g_queue_push_tail (&writer->texts, pending);
}

void
gw_search_note (GwStoreWriter *writer, gint64 seq, gint64 case_id, const char *text)
{
  if (writer->texts_complete)
    push (writer, seq, case_id, g_strdup (text));
}

gboolean
gw_search_is_due (GwStoreWriter *writer)
{
  if (writer->texts_complete && writer->texts.length == 0)
    return FALSE;
  return !writer->texts_complete || writer->texts.length >= SLICE ||
         g_get_monotonic_time () - writer->indexed_usec >= INDEX_DELAY_USEC;
}

static gboolean
load_mark (GwConnection *connection, gint64 *ret_seq, GError **error)
{
  GwStatement *statement =
      gw_connection_query (connection, GW_QUERY_SEARCH_MARK_LOAD, error);
  gboolean has_row;

  if (statement == NULL || !gw_statement_step (statement, &has_row, error))
    return FALSE;
  *ret_seq = gw_column_int (statement, 0);
  gw_statement_reset (statement);
  return TRUE;
}

/* The queue holds all up to its last entry; reads on from there. */
static gboolean
read_missing (GwStoreWriter *writer, GError **error)
{
  GwConnection *connection = writer->reader.connection;
  GwPendingText *last = g_queue_peek_tail (&writer->texts);
  GwStatement *statement;
  gboolean has_row = TRUE;
  gint64 seq = last != NULL ? last->seq : 0;
  guint n_read = 0;

  if (last == NULL && !load_mark (connection, &seq, error))
    return FALSE;
  statement = gw_connection_query (connection, GW_QUERY_SEARCH_MISSING, error);
  if (statement == NULL)
    return FALSE;
  gw_bind_int (statement, ":seq", seq);
  gw_bind_int (statement, ":limit", MAX_READ);
  while (has_row)
    {
      if (!gw_statement_step (statement, &has_row, error))
        return FALSE;
      if (!has_row)
        break;
      push (writer, gw_column_int (statement, MISSING_SEQ),
            gw_column_int (statement, MISSING_ID),
            gw_column_dup_text (statement, MISSING_TEXT));
      n_read++;
    }
  writer->texts_complete = n_read < MAX_READ;
  return TRUE;
}

static gboolean
index_one (GwConnection *connection, const GwPendingText *pending, GError **error)
{
  GwStatement *statement = gw_connection_query (connection, GW_QUERY_SEARCH_ADD, error);

  if (statement == NULL)
    return FALSE;
  gw_bind_int (statement, ":id", pending->case_id);
  gw_bind_text (statement, ":description", pending->text);
  return gw_statement_run (statement, error);
}

/* TRUE in ret_indexed when the report of the case has gone into the index. */
static gboolean
is_indexed (GwConnection *connection, gint64 case_id, gboolean *ret_indexed, GError **error)
{
  GwStatement *statement = gw_connection_query (connection, GW_QUERY_EVENT_FIRST, error);
  gint64 reported, mark;
  gboolean has_row;

  if (statement == NULL)
    return FALSE;
  gw_bind_int (statement, ":case_id", case_id);
  if (!gw_statement_step (statement, &has_row, error))
    return FALSE;
  reported = gw_column_int (statement, 0);
  gw_statement_reset (statement);
  if (!load_mark (connection, &mark, error))
    return FALSE;
  *ret_indexed = reported <= mark;
  return TRUE;
}

gboolean
gw_search_amend (GwStoreWriter *writer, gint64 case_id, const char *before,
                 const char *after, GError **error)
{
  GwConnection *connection = writer->reader.connection;
  const GwPendingText pending = { .case_id = case_id, .text = (char *)after };
  GwStatement *statement;
  gboolean indexed;

  if (!is_indexed (connection, case_id, &indexed, error))
    return FALSE;
  if (!indexed)
    {
      /* It will be, as the file has it then: with this change, or without if it fails. */
      g_queue_clear_full (&writer->texts, (GDestroyNotify)gw_pending_text_free);
      writer->texts_complete = FALSE;
      return TRUE;
    }
  statement = gw_connection_query (connection, GW_QUERY_SEARCH_REMOVE, error);
  if (statement == NULL)
    return FALSE;
  gw_bind_int (statement, ":id", case_id);
  gw_bind_text (statement, ":description", before);
  return gw_statement_run (statement, error) && index_one (connection, &pending, error);
}

gboolean
gw_search_advance (GwStoreWriter *writer, GError **error)
{
  GwConnection *connection = writer->reader.connection;
  GwStatement *statement;
  gint64 seq = 0;

  if (!gw_search_is_due (writer))
    return TRUE;
  if (!writer->texts_complete && writer->texts.length < SLICE &&
      !read_missing (writer, error))
    return FALSE;
  for (guint i = 0; i < SLICE && writer->texts.length > 0; i++)
    {
      /* Taken off before the commit: after a failed one all is read again. */
      GwPendingText *pending = g_queue_pop_head (&writer->texts);
      gboolean indexed = index_one (connection, pending, error);

      seq = pending->seq;
      gw_pending_text_free (pending);
      if (!indexed)
        return FALSE;
    }
  writer->indexed_usec = g_get_monotonic_time ();
  if (seq == 0)
    return TRUE;
  statement = gw_connection_query (connection, GW_QUERY_SEARCH_MARK_SET, error);
  if (statement == NULL)
    return FALSE;
  gw_bind_int (statement, ":seq", seq);
  return gw_statement_run (statement, error);
}
