/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The chain of the journal in the file: what a batch did is sealed with it. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/sqlite/internal.h"

#include "backend/store/case-store.h"
#include "backend/store/sqlite/rows.h"

/* In the order of queries/seal-last.sql and anchor-list.sql. */
enum
{
  HEAD_ID,
  HEAD_DAY,
  HEAD_HASH,
};

static GwChainHead
read_head (GwStatement *s)
{
  GwChainHead head = { gw_column_int (s, HEAD_ID), (guint32)gw_column_int (s, HEAD_DAY) };

  gw_column_copy_blob (s, HEAD_HASH, head.hash.bytes, sizeof head.hash);
  return head;
}

gboolean
gw_store_chain_head (GwStoreReader *reader, GwAnchorRecord *ret_head, GError **error)
{
  GwStatement *s = gw_connection_query (reader->connection, GW_QUERY_SEAL_LAST, error);
  gboolean has_row;

  *ret_head = (GwAnchorRecord){ 0 };
  if (s == NULL || !gw_statement_step (s, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  *ret_head = read_head (s);
  gw_statement_reset (s);
  return TRUE;
}

gboolean
gw_seals_load (GwStoreWriter *writer, GError **error)
{
  return gw_store_chain_head (&writer->reader, &writer->head, error);
}

GArray *
gw_store_anchor_list (GwStoreReader *reader, guint32 from_day, guint32 to_day,
                      GError **error)
{
  GwStatement *s = gw_connection_query (reader->connection, GW_QUERY_ANCHOR_LIST, error);
  g_autoptr (GArray) anchors = g_array_new (FALSE, FALSE, sizeof (GwAnchorRecord));
  gboolean has_row = TRUE;

  if (s == NULL)
    return NULL;
  gw_bind_int (s, ":from_day", from_day);
  gw_bind_int (s, ":to_day", to_day);
  while (has_row)
    {
      if (!gw_statement_step (s, &has_row, error))
        return NULL;
      if (has_row)
        {
          GwAnchorRecord anchor = read_head (s);

          g_array_append_val (anchors, anchor);
        }
    }
  return g_steal_pointer (&anchors);
}

enum
{
  SEAL_ID,
  SEAL_DAY,
  SEAL_CONTENT,
  SEAL_HASH,
};

static GwSealRecord
read_seal (GwStatement *s)
{
  GwSealRecord seal = { gw_column_int (s, SEAL_ID), (guint32)gw_column_int (s, SEAL_DAY) };

  gw_column_copy_blob (s, SEAL_CONTENT, seal.content.bytes, sizeof seal.content);
  gw_column_copy_blob (s, SEAL_HASH, seal.hash.bytes, sizeof seal.hash);
  return seal;
}

gboolean
gw_store_walk_seals (GwStoreReader *reader, GwSealFunc func, gpointer data, GError **error)
{
  GwStatement *s = gw_connection_query (reader->connection, GW_QUERY_SEAL_LIST, error);
  gboolean has_row = TRUE;

  if (s == NULL)
    return FALSE;
  while (has_row)
    {
      GwSealRecord seal;

      if (!gw_statement_step (s, &has_row, error))
        return FALSE;
      if (!has_row)
        break;
      seal = read_seal (s);
      if (!func (&seal, data, error))
        {
          gw_statement_reset (s);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
add_anchor (GwConnection *connection, const GwChainHead *head, GError **error)
{
  GwStatement *s = gw_connection_query (connection, GW_QUERY_ANCHOR_ADD, error);

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":day", head->day);
  gw_bind_int (s, ":id", head->id);
  gw_bind_blob (s, ":hash", head->hash.bytes, sizeof head->hash);
  return gw_statement_run (s, error);
}

/* The first event of a day ends the days before. */
static gboolean
extend (GwConnection *connection, GwChainHead *head, gint64 id, const GwHash *content,
        guint32 day, GError **error)
{
  if (head->day != 0 && day > head->day && !add_anchor (connection, head, error))
    return FALSE;
  gw_chain_extend (head, id, content, day);
  return TRUE;
}

gboolean
gw_seals_flush (GwStoreWriter *writer, GError **error)
{
  GwConnection *connection = writer->reader.connection;
  GwSealContent seal;
  guint position = 0;

  gw_chain_sort (writer->pieces);
  while (gw_chain_next (writer->pieces, &position, &seal))
    {
      guint32 day = seal.at != 0 ? gw_store_local_day (writer->reader.store, seal.at) : 0;
      GwStatement *s = gw_connection_query (connection, GW_QUERY_SEAL_ADD, error);

      if (s == NULL ||
          !extend (connection, &writer->head, seal.id, &seal.content, day, error))
        return FALSE;
      gw_bind_int (s, ":id", seal.id);
      gw_bind_int (s, ":day", writer->head.day);
      gw_bind_blob (s, ":content", seal.content.bytes, sizeof seal.content);
      gw_bind_blob (s, ":hash", writer->head.hash.bytes, sizeof writer->head.hash);
      if (!gw_statement_run (s, error))
        return FALSE;
    }
  gw_chain_pieces_truncate (writer->pieces, 0);
  return TRUE;
}

/* ---- what stands with a case --------------------------------------------------------- */

gboolean
gw_chain_add_case (GwChainPieces *pieces, GwStoreReader *reader, const GwCaseRecord *record,
                   const GPtrArray *events, GError **error)
{
  g_autoptr (GwCaseRecord) reported = gw_case_record_copy (record);
  g_autoptr (GPtrArray) files = gw_store_case_attachments (reader, record->id, error);
  const GwEventRecord *report = g_ptr_array_index (events, 0);
  g_autoptr (GwCallRecord) call = NULL;
  GError *local = NULL;

  if (files == NULL)
    return FALSE;
  call = gw_store_call_load (reader, record->id, &local);
  if (call == NULL && !g_error_matches (local, GW_STORE_ERROR, GW_STORE_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  g_clear_error (&local);
  gw_case_record_undo_amendments (reported, events);
  gw_chain_add_words (pieces, report->seq, reported);
  if (call != NULL)
    gw_chain_add_call (pieces, report->seq, call);
  for (guint i = 0; i < files->len; i++)
    {
      const GwAttachmentRecord *file = g_ptr_array_index (files, i);

      gw_chain_add_file (pieces, file->event_seq, file, file->stage);
    }
  for (guint i = 0; i < events->len; i++)
    {
      const GwJournalEvent *event = g_ptr_array_index (events, i);

      gw_chain_add_event (pieces, &event->event, event->cell_id);
      if (event->left_cell_id != 0)
        gw_chain_add_move (pieces, event->event.seq, event->left_cell_id);
    }
  return TRUE;
}

/* ---- a journal of before ------------------------------------------------------------- */

/* A GwStoreWalkFunc: the seals of one case, without hashes. */
static gboolean
add_contents (const GwCaseRecord *record, GPtrArray *events, gpointer data, GError **error)
{
  GwStoreReader *reader = data;
  g_autoptr (GwChainPieces) pieces = gw_chain_pieces_new ();
  const GwHash none = { 0 };
  GwSealContent seal;
  guint position = 0;

  if (record == NULL || events->len == 0)
    return TRUE;
  if (!gw_chain_add_case (pieces, reader, record, events, error))
    return FALSE;
  gw_chain_sort (pieces);
  while (gw_chain_next (pieces, &position, &seal))
    {
      GwStatement *s = gw_connection_query (reader->connection, GW_QUERY_SEAL_ADD, error);

      if (s == NULL)
        return FALSE;
      gw_bind_int (s, ":id", seal.id);
      gw_bind_int (s, ":day", 0);
      gw_bind_blob (s, ":content", seal.content.bytes, sizeof seal.content);
      gw_bind_blob (s, ":hash", none.bytes, sizeof none);
      if (!gw_statement_run (s, error))
        return FALSE;
    }
  return TRUE;
}

enum
{
  DAYS_ID,
  DAYS_CONTENT,
  DAYS_DAY,
};

static gboolean
link_seal (GwConnection *connection, GwChainHead *head, GwStatement *row, GError **error)
{
  GwStatement *s = gw_connection_query (connection, GW_QUERY_SEAL_LINK, error);
  GwHash content = { 0 };

  gw_column_copy_blob (row, DAYS_CONTENT, content.bytes, sizeof content);
  if (s == NULL || !extend (connection, head, gw_column_int (row, DAYS_ID), &content,
                            (guint32)gw_column_int (row, DAYS_DAY), error))
    return FALSE;
  gw_bind_int (s, ":day", head->day);
  gw_bind_blob (s, ":hash", head->hash.bytes, sizeof head->hash);
  gw_bind_int (s, ":id", head->id);
  return gw_statement_run (s, error);
}

static gboolean
link_all (GwConnection *connection, GError **error)
{
  GwStatement *s = gw_connection_query (connection, GW_QUERY_SEAL_DAYS, error);
  GwChainHead head = { 0 };
  gboolean has_row = TRUE;

  while (s != NULL && has_row)
    {
      if (!gw_statement_step (s, &has_row, error))
        return FALSE;
      if (has_row && !link_seal (connection, &head, s, error))
        {
          gw_statement_reset (s);
          return FALSE;
        }
    }
  return s != NULL;
}

static gboolean
run (GwConnection *connection, GwQuery query, GError **error)
{
  GwStatement *s = gw_connection_query (connection, query, error);

  return s != NULL && gw_statement_run (s, error);
}

static gboolean
is_complete (GwConnection *connection, gboolean *ret_complete, GError **error)
{
  GwStatement *s = gw_connection_query (connection, GW_QUERY_CHAIN_LOAD, error);

  if (s == NULL || !gw_step_to_row (s, "the chain of the journal has no state", error))
    return FALSE;
  *ret_complete = gw_column_int (s, 0) != 0;
  gw_statement_reset (s);
  return TRUE;
}

gboolean
gw_seals_complete (GwConnection *connection, GError **error)
{
  GwStoreReader reader = { NULL, connection };
  gboolean complete;

  if (!is_complete (connection, &complete, error))
    return FALSE;
  if (complete)
    return TRUE;
  if (run (connection, GW_QUERY_BEGIN_IMMEDIATE, error) &&
      gw_store_walk_cases (&reader, add_contents, &reader, error) &&
      link_all (connection, error) && run (connection, GW_QUERY_CHAIN_FINISH, error) &&
      run (connection, GW_QUERY_COMMIT, error))
    return TRUE;
  g_prefix_error (error, "sealing the journal: ");
  run (connection, GW_QUERY_ROLLBACK, NULL); /* the first error counts */
  return FALSE;
}
