/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notices as rows. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/notice-store.h"

#include "backend/store/sqlite/internal.h"

enum
{
  NOTICE_ID,
  NOTICE_CARD,
  NOTICE_CASE,
  NOTICE_STAGE,
  NOTICE_COLOUR,
  NOTICE_LEVEL,
  NOTICE_AT,
  NOTICE_READ_AT,
};

gboolean
gw_store_notice_add (GwStoreWriter *writer, gint64 person_id, gint64 card_id,
                     gint64 event_seq, guint level, gint64 at, GError **error)
{
  GwStatement *s =
      gw_connection_query (writer->reader.connection, GW_QUERY_NOTICE_ADD, error);

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":person_id", person_id);
  gw_bind_int (s, ":card_id", card_id);
  gw_bind_int (s, ":event_seq", event_seq);
  gw_bind_int (s, ":level", level);
  gw_bind_int (s, ":at", at);
  return gw_statement_run (s, error);
}

static GwNoticeRecord
read_notice (GwStatement *s)
{
  return (GwNoticeRecord){ .id = gw_column_int (s, NOTICE_ID),
                           .card_id = gw_column_int (s, NOTICE_CARD),
                           .case_id = gw_column_int (s, NOTICE_CASE),
                           .stage = gw_column_int (s, NOTICE_STAGE),
                           .colour = (guint)gw_column_int (s, NOTICE_COLOUR),
                           .level = (guint)gw_column_int (s, NOTICE_LEVEL),
                           .at = gw_column_int (s, NOTICE_AT),
                           .read_at = gw_column_int (s, NOTICE_READ_AT) };
}

GArray *
gw_store_notice_list (GwStoreReader *reader, gint64 person_id, gboolean unread,
                      gint64 before, guint limit, GError **error)
{
  GwStatement *s = gw_connection_query (
      reader->connection, unread ? GW_QUERY_NOTICE_UNREAD : GW_QUERY_NOTICE_OF_PERSON,
      error);
  g_autoptr (GArray) records = g_array_new (FALSE, FALSE, sizeof (GwNoticeRecord));
  gboolean has_row = TRUE;

  if (s == NULL)
    return NULL;
  gw_bind_int (s, ":person_id", person_id);
  gw_bind_int (s, ":before", before != 0 ? before : G_MAXINT64);
  gw_bind_int (s, ":limit", limit);
  while (has_row)
    {
      if (!gw_statement_step (s, &has_row, error))
        return NULL;
      if (has_row)
        {
          GwNoticeRecord record = read_notice (s);

          g_array_append_val (records, record);
        }
    }
  return g_steal_pointer (&records);
}

gboolean
gw_store_notice_read (GwStoreWriter *writer, gint64 person_id, gint64 up_to, gint64 now_ms,
                      guint *ret_n, GError **error)
{
  GwConnection *connection = writer->reader.connection;
  GwStatement *s = gw_connection_query (connection, GW_QUERY_NOTICE_READ, error);

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":read_at", now_ms);
  gw_bind_int (s, ":person_id", person_id);
  gw_bind_int (s, ":up_to", up_to);
  if (!gw_statement_run (s, error))
    return FALSE;
  *ret_n = (guint)sqlite3_changes (gw_connection_get_handle (connection));
  return TRUE;
}

GArray *
gw_store_notice_people (GwStoreReader *reader, const char *role, gint64 department_id,
                        GError **error)
{
  GwStatement *s = gw_connection_query (reader->connection, GW_QUERY_NOTICE_PEOPLE, error);
  g_autoptr (GArray) people = g_array_new (FALSE, FALSE, sizeof (GwRecipient));
  gboolean has_row = TRUE;

  if (s == NULL)
    return NULL;
  gw_bind_text (s, ":role", role);
  gw_bind_int (s, ":department_id", department_id);
  while (has_row)
    {
      if (!gw_statement_step (s, &has_row, error))
        return NULL;
      if (has_row)
        {
          GwRecipient recipient = { gw_column_int (s, 0), gw_column_int (s, 1) };

          g_array_append_val (people, recipient);
        }
    }
  return g_steal_pointer (&people);
}
