/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Webhooks and their deliveries. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/webhook-store.h"

#include "backend/store/sqlite/internal.h"
#include "backend/store/sqlite/rows.h"

enum
{
  WEBHOOK_ID,
  WEBHOOK_URL,
  WEBHOOK_SECRET,
  WEBHOOK_CONTENT,
  WEBHOOK_KINDS,
  WEBHOOK_AREA,
  WEBHOOK_SEEN,
  WEBHOOK_CREATED_AT,
};

enum
{
  DELIVERY_ID,
  DELIVERY_WEBHOOK,
  DELIVERY_SEQ,
  DELIVERY_SUBJECT,
  DELIVERY_BODY,
  DELIVERY_CREATED_AT,
  DELIVERY_ATTEMPTS,
  DELIVERY_NEXT_AT,
  DELIVERY_ERROR,
  DELIVERY_DEAD_AT,
};

void
gw_webhook_record_clear (GwWebhookRecord *record)
{
  g_free (record->url);
  g_free (record->secret);
  g_free (record->content);
  g_free (record->kinds);
}

void
gw_webhook_record_free (GwWebhookRecord *record)
{
  gw_webhook_record_clear (record);
  g_free (record);
}

void
gw_delivery_record_clear (GwDeliveryRecord *record)
{
  g_free (record->subject);
  g_free (record->body);
  g_free (record->error);
}

void
gw_delivery_record_free (GwDeliveryRecord *record)
{
  gw_delivery_record_clear (record);
  g_free (record);
}

gboolean
gw_store_webhook_add (GwStoreWriter *writer, GwWebhookRecord *record, GError **error)
{
  GwStatement *s =
      gw_connection_query (writer->reader.connection, GW_QUERY_WEBHOOK_ADD, error);

  if (s == NULL)
    return FALSE;
  gw_bind_text (s, ":url", record->url);
  gw_bind_text (s, ":secret", record->secret);
  gw_bind_text (s, ":content", record->content);
  gw_bind_text (s, ":kinds", record->kinds);
  gw_bind_id (s, ":area_id", record->area_id);
  gw_bind_int (s, ":seen", record->seen);
  gw_bind_int (s, ":created_at", record->created_at);
  return gw_run_insert (writer, s, &record->id, error);
}

gboolean
gw_store_webhook_remove (GwStoreWriter *writer, gint64 id, GError **error)
{
  return gw_run_with_id (writer, GW_QUERY_DELIVERY_CLEAR, ":webhook_id", id, error) &&
         gw_run_with_id (writer, GW_QUERY_DELIVERY_CLEAR_DEAD, ":webhook_id", id, error) &&
         gw_run_with_id (writer, GW_QUERY_WEBHOOK_REMOVE, ":id", id, error) &&
         gw_expect_change (writer->reader.connection, "there is no such webhook", error);
}

static gpointer
read_webhook (GwStatement *s)
{
  GwWebhookRecord *record = g_new0 (GwWebhookRecord, 1);

  record->id = gw_column_int (s, WEBHOOK_ID);
  record->url = gw_column_dup_text (s, WEBHOOK_URL);
  record->secret = gw_column_dup_text (s, WEBHOOK_SECRET);
  record->content = gw_column_dup_text (s, WEBHOOK_CONTENT);
  record->kinds = gw_column_dup_text (s, WEBHOOK_KINDS);
  record->area_id = gw_column_int (s, WEBHOOK_AREA);
  record->seen = gw_column_int (s, WEBHOOK_SEEN);
  record->created_at = gw_column_int (s, WEBHOOK_CREATED_AT);
  return record;
}

GPtrArray *
gw_store_webhook_list (GwStoreReader *reader, GError **error)
{
  return gw_list (reader, GW_QUERY_WEBHOOK_LIST, read_webhook,
                  (GDestroyNotify)gw_webhook_record_free, error);
}

gboolean
gw_store_webhook_advance (GwStoreWriter *writer, gint64 id, gint64 expected, gint64 seen,
                          GError **error)
{
  GwConnection *connection = writer->reader.connection;
  GwStatement *s = gw_connection_query (connection, GW_QUERY_WEBHOOK_ADVANCE, error);

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":seen", seen);
  gw_bind_int (s, ":id", id);
  gw_bind_int (s, ":expected", expected);
  return gw_statement_run (s, error) &&
         gw_expect_change (connection, "the webhook is no longer where it was", error);
}

gboolean
gw_store_delivery_add (GwStoreWriter *writer, GwDeliveryRecord *record, GError **error)
{
  GwStatement *s =
      gw_connection_query (writer->reader.connection, GW_QUERY_DELIVERY_ADD, error);

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":webhook_id", record->webhook_id);
  gw_bind_int (s, ":seq", record->seq);
  gw_bind_text (s, ":subject", record->subject);
  gw_bind_text (s, ":body", record->body);
  gw_bind_int (s, ":created_at", record->created_at);
  gw_bind_int (s, ":next_at", record->next_at);
  return gw_run_insert (writer, s, &record->id, error);
}

static gpointer
read_delivery (GwStatement *s)
{
  GwDeliveryRecord *record = g_new0 (GwDeliveryRecord, 1);

  record->id = gw_column_int (s, DELIVERY_ID);
  record->webhook_id = gw_column_int (s, DELIVERY_WEBHOOK);
  record->seq = gw_column_int (s, DELIVERY_SEQ);
  record->subject = gw_column_dup_text (s, DELIVERY_SUBJECT);
  record->body = gw_column_dup_text (s, DELIVERY_BODY);
  record->created_at = gw_column_int (s, DELIVERY_CREATED_AT);
  record->attempts = (guint)gw_column_int (s, DELIVERY_ATTEMPTS);
  record->next_at = gw_column_int (s, DELIVERY_NEXT_AT);
  record->error = gw_column_dup_text (s, DELIVERY_ERROR);
  record->dead_at = gw_column_int (s, DELIVERY_DEAD_AT);
  return record;
}

GPtrArray *
gw_store_delivery_list (GwStoreReader *reader, gint64 webhook_id, gboolean dead,
                        gint64 after, guint limit, GError **error)
{
  GwStatement *s = gw_connection_query (
      reader->connection, dead ? GW_QUERY_DELIVERY_DEAD : GW_QUERY_DELIVERY_WAITING, error);

  if (s == NULL)
    return NULL;
  gw_bind_int (s, ":webhook_id", webhook_id);
  gw_bind_int (s, ":after", after);
  gw_bind_int (s, ":limit", limit);
  return gw_read_all (s, read_delivery, (GDestroyNotify)gw_delivery_record_free, error);
}

gboolean
gw_store_delivery_count (GwStoreReader *reader, gint64 webhook_id, guint *ret_waiting,
                         guint *ret_dead, GError **error)
{
  GwStatement *s = gw_connection_query (reader->connection, GW_QUERY_DELIVERY_COUNT, error);
  gboolean has_row;

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":webhook_id", webhook_id);
  gw_bind_int (s, ":again", webhook_id);
  if (!gw_statement_step (s, &has_row, error))
    return FALSE;
  *ret_waiting = (guint)gw_column_int (s, 0);
  *ret_dead = (guint)gw_column_int (s, 1);
  gw_statement_reset (s);
  return TRUE;
}

static gboolean
trim_dead (GwStoreWriter *writer, gint64 webhook_id, guint keep, GError **error)
{
  GwStatement *s =
      gw_connection_query (writer->reader.connection, GW_QUERY_DELIVERY_TRIM, error);

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":webhook_id", webhook_id);
  gw_bind_int (s, ":keep", keep);
  return gw_statement_run (s, error);
}

gboolean
gw_store_delivery_fail (GwStoreWriter *writer, const GwDeliveryRecord *record,
                        guint keep_dead, GError **error)
{
  GwStatement *s =
      gw_connection_query (writer->reader.connection, GW_QUERY_DELIVERY_FAIL, error);

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":attempts", record->attempts);
  gw_bind_int (s, ":next_at", record->next_at);
  gw_bind_text (s, ":error", record->error);
  gw_bind_id (s, ":dead_at", record->dead_at);
  gw_bind_int (s, ":id", record->id);
  return gw_statement_run (s, error) &&
         (record->dead_at == 0 || trim_dead (writer, record->webhook_id, keep_dead, error));
}

gboolean
gw_store_delivery_remove (GwStoreWriter *writer, gint64 id, GError **error)
{
  return gw_run_with_id (writer, GW_QUERY_DELIVERY_REMOVE, ":id", id, error);
}

gboolean
gw_store_delivery_retry (GwStoreWriter *writer, gint64 webhook_id, gint64 id, gint64 now_ms,
                         guint *ret_n, GError **error)
{
  GwConnection *connection = writer->reader.connection;
  GwStatement *s = gw_connection_query (connection, GW_QUERY_DELIVERY_RETRY, error);

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":next_at", now_ms);
  gw_bind_int (s, ":webhook_id", webhook_id);
  gw_bind_int (s, ":id", id);
  gw_bind_int (s, ":all", id);
  if (!gw_statement_run (s, error))
    return FALSE;
  *ret_n = (guint)sqlite3_changes (gw_connection_get_handle (connection));
  return TRUE;
}
