/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Idempotency keys and attachments. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/case-store.h"
#include "backend/store/sqlite/internal.h"
#include "backend/store/sqlite/rows.h"

enum
{
  KEY_BODY,
  KEY_CASE,
};

enum
{
  ATTACHMENT_ID,
  ATTACHMENT_SHA256,
  ATTACHMENT_SIZE,
  ATTACHMENT_TYPE,
  ATTACHMENT_UPLOADER,
  ATTACHMENT_CREATED_AT,
  ATTACHMENT_STAGE,
  ATTACHMENT_EVENT,
  ATTACHMENT_CASE,
};

gboolean
gw_store_idempotency_find (GwStoreReader *reader, gint64 person_id, const char *key,
                           gboolean *ret_found, GwIdempotencyRecord *ret_record,
                           GError **error)
{
  GwStatement *s =
      gw_connection_query (reader->connection, GW_QUERY_IDEMPOTENCY_FIND, error);

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":person_id", person_id);
  gw_bind_text (s, ":key", key);
  if (!gw_statement_step (s, ret_found, error))
    return FALSE;
  if (!*ret_found)
    return TRUE;
  ret_record->case_id = gw_column_int (s, KEY_CASE);
  gw_column_copy_blob (s, KEY_BODY, ret_record->body_sha256,
                       sizeof ret_record->body_sha256);
  gw_statement_reset (s);
  return TRUE;
}

gboolean
gw_store_idempotency_add (GwStoreWriter *writer, gint64 person_id, const char *key,
                          const GwIdempotencyRecord *record, gint64 at, GError **error)
{
  GwStatement *s =
      gw_connection_query (writer->reader.connection, GW_QUERY_IDEMPOTENCY_ADD, error);

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":person_id", person_id);
  gw_bind_text (s, ":key", key);
  gw_bind_blob (s, ":body_sha256", record->body_sha256, sizeof record->body_sha256);
  gw_bind_int (s, ":case_id", record->case_id);
  gw_bind_int (s, ":at", at);
  return gw_statement_run (s, error);
}

gboolean
gw_store_idempotency_purge (GwStoreWriter *writer, gint64 before_ms, GError **error)
{
  return gw_run_with_id (writer, GW_QUERY_IDEMPOTENCY_PURGE, ":before", before_ms, error);
}

gboolean
gw_store_attachment_add (GwStoreWriter *writer, const GwAttachmentRecord *record,
                         GError **error)
{
  GwStatement *s =
      gw_connection_query (writer->reader.connection, GW_QUERY_ATTACHMENT_ADD, error);

  if (s == NULL)
    return FALSE;
  gw_bind_text (s, ":id", record->id);
  gw_bind_blob (s, ":sha256", record->sha256, sizeof record->sha256);
  gw_bind_int (s, ":size", record->size);
  gw_bind_text (s, ":type", record->type);
  gw_bind_int (s, ":uploader_id", record->uploader_id);
  gw_bind_int (s, ":created_at", record->created_at);
  return gw_statement_run (s, error);
}

static gpointer
read_attachment (GwStatement *s)
{
  GwAttachmentRecord *record = g_new0 (GwAttachmentRecord, 1);

  record->id = gw_column_dup_text (s, ATTACHMENT_ID);
  gw_column_copy_blob (s, ATTACHMENT_SHA256, record->sha256, sizeof record->sha256);
  record->size = gw_column_int (s, ATTACHMENT_SIZE);
  record->type = gw_column_dup_text (s, ATTACHMENT_TYPE);
  record->uploader_id = gw_column_int (s, ATTACHMENT_UPLOADER);
  record->created_at = gw_column_int (s, ATTACHMENT_CREATED_AT);
  record->stage = gw_column_dup_text (s, ATTACHMENT_STAGE);
  record->event_seq = gw_column_int (s, ATTACHMENT_EVENT);
  record->case_id = gw_column_int (s, ATTACHMENT_CASE);
  return record;
}

GwAttachmentRecord *
gw_store_attachment_load (GwStoreReader *reader, const char *id, GError **error)
{
  GwStatement *s =
      gw_connection_query (reader->connection, GW_QUERY_ATTACHMENT_LOAD, error);

  if (s == NULL)
    return NULL;
  gw_bind_text (s, ":id", id);
  return gw_read_one (s, read_attachment, "there is no such attachment", error);
}

/* The seal of an event covers its files: they come with it. */
static gboolean
seal_attachment (GwStoreWriter *writer, gint64 event_seq, const char *attachment_id,
                 const char *stage, GError **error)
{
  g_autoptr (GwAttachmentRecord) record =
      gw_store_attachment_load (&writer->reader, attachment_id, error);

  if (record == NULL)
    return FALSE;
  if (!gw_chain_has_event (writer->pieces, event_seq))
    {
      g_set_error_literal (error, GW_STORE_ERROR, GW_STORE_ERROR_FAILED,
                           "a file is attached in the batch of its event");
      return FALSE;
    }
  gw_chain_add_file (writer->pieces, event_seq, record, stage);
  return TRUE;
}

gboolean
gw_store_attachment_attach (GwStoreWriter *writer, gint64 case_id, gint64 event_seq,
                            const char *attachment_id, const char *stage, GError **error)
{
  GwConnection *connection = writer->reader.connection;
  GwStatement *s = gw_connection_query (connection, GW_QUERY_ATTACHMENT_ATTACH, error);

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":case_id", case_id);
  gw_bind_int (s, ":event_seq", event_seq);
  gw_bind_text (s, ":stage", stage);
  gw_bind_text (s, ":id", attachment_id);
  if (!gw_statement_run (s, error))
    return FALSE;
  return gw_expect_change (connection, "there is no such attachment", error) &&
         seal_attachment (writer, event_seq, attachment_id, stage, error);
}

GPtrArray *
gw_store_case_attachments (GwStoreReader *reader, gint64 case_id, GError **error)
{
  GwStatement *s =
      gw_connection_query (reader->connection, GW_QUERY_CASE_ATTACHMENTS, error);

  if (s == NULL)
    return NULL;
  gw_bind_int (s, ":case_id", case_id);
  return gw_read_all (s, read_attachment, (GDestroyNotify)gw_attachment_record_free, error);
}
