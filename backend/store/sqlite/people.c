/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People, their roles and sessions. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/people-store.h"

#include <string.h>

#include "backend/store/sqlite/internal.h"
#include "backend/store/sqlite/rows.h"

enum
{
  PERSON_ID,
  PERSON_LOGIN,
  PERSON_NAME,
  PERSON_PASSWORD_HASH,
  PERSON_DEPARTMENT,
  PERSON_DISABLED,
  PERSON_CREATED_AT,
  PERSON_ROLES,
  PERSON_AREA,
  PERSON_PHONE,
};

enum
{
  SESSION_PERSON,
  SESSION_CREATED_AT,
  SESSION_EXPIRES_AT,
};

static gboolean
add_roles (GwStoreWriter *writer, gint64 person_id, const char *roles, GError **error)
{
  g_auto (GStrv) names = g_strsplit (roles != NULL ? roles : "", ",", -1);

  for (guint i = 0; names[i] != NULL; i++)
    {
      GwStatement *s =
          gw_connection_query (writer->reader.connection, GW_QUERY_ROLE_ADD, error);

      if (s == NULL)
        return FALSE;
      gw_bind_int (s, ":person_id", person_id);
      gw_bind_text (s, ":role", g_strstrip (names[i]));
      if (!gw_statement_run (s, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
gw_store_person_add (GwStoreWriter *writer, GwPersonRecord *record, GError **error)
{
  GwStatement *s =
      gw_connection_query (writer->reader.connection, GW_QUERY_PERSON_ADD, error);

  if (s == NULL)
    return FALSE;
  gw_bind_text (s, ":login", record->login);
  gw_bind_text (s, ":name", record->name);
  gw_bind_text (s, ":password_hash", record->password_hash);
  gw_bind_id (s, ":department_id", record->department_id);
  gw_bind_id (s, ":area_id", record->area_id);
  gw_bind_int (s, ":disabled", record->disabled != 0);
  gw_bind_int (s, ":created_at", record->created_at);
  return gw_run_insert (writer, s, &record->id, error) &&
         add_roles (writer, record->id, record->roles, error);
}

gboolean
gw_store_person_set_disabled (GwStoreWriter *writer, gint64 id, gboolean disabled,
                              GError **error)
{
  GwConnection *connection = writer->reader.connection;
  GwStatement *s = gw_connection_query (connection, GW_QUERY_PERSON_SET_DISABLED, error);

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":disabled", disabled != 0);
  gw_bind_int (s, ":id", id);
  return gw_statement_run (s, error) &&
         gw_expect_change (connection, "there is no such person", error) &&
         (!disabled ||
          gw_run_with_id (writer, GW_QUERY_SESSION_REMOVE_PERSON, ":person_id", id, error));
}

gboolean
gw_store_person_set_password (GwStoreWriter *writer, gint64 id, const char *password_hash,
                              GError **error)
{
  GwConnection *connection = writer->reader.connection;
  GwStatement *s = gw_connection_query (connection, GW_QUERY_PERSON_SET_PASSWORD, error);

  if (s == NULL)
    return FALSE;
  gw_bind_text (s, ":password_hash", password_hash);
  gw_bind_int (s, ":id", id);
  return gw_statement_run (s, error) &&
         gw_expect_change (connection, "there is no such person", error) &&
         gw_run_with_id (writer, GW_QUERY_SESSION_REMOVE_PERSON, ":person_id", id, error);
}

gboolean
gw_store_person_set_area (GwStoreWriter *writer, gint64 id, gint64 area_id, GError **error)
{
  GwConnection *connection = writer->reader.connection;
  GwStatement *s = gw_connection_query (connection, GW_QUERY_PERSON_SET_AREA, error);

  if (s == NULL)
    return FALSE;
  gw_bind_id (s, ":area_id", area_id);
  gw_bind_int (s, ":id", id);
  return gw_statement_run (s, error) &&
         gw_expect_change (connection, "there is no such person", error) &&
         gw_run_with_id (writer, GW_QUERY_SESSION_REMOVE_PERSON, ":person_id", id, error);
}

static gpointer
read_person (GwStatement *s)
{
  GwPersonRecord *record = g_new0 (GwPersonRecord, 1);

  record->id = gw_column_int (s, PERSON_ID);
  record->login = gw_column_dup_text (s, PERSON_LOGIN);
  record->name = gw_column_dup_text (s, PERSON_NAME);
  record->password_hash = gw_column_dup_text (s, PERSON_PASSWORD_HASH);
  record->department_id = gw_column_int (s, PERSON_DEPARTMENT);
  record->disabled = gw_column_int (s, PERSON_DISABLED) != 0;
  record->created_at = gw_column_int (s, PERSON_CREATED_AT);
  record->roles = gw_column_dup_text (s, PERSON_ROLES);
  record->area_id = gw_column_int (s, PERSON_AREA);
  record->phone = gw_column_dup_text (s, PERSON_PHONE);
  if (record->roles == NULL)
    record->roles = g_strdup ("");
  return record;
}

GwPersonRecord *
gw_store_person_find (GwStoreReader *reader, const char *login, GError **error)
{
  GwStatement *s = gw_connection_query (reader->connection, GW_QUERY_PERSON_FIND, error);

  if (s == NULL)
    return NULL;
  gw_bind_text (s, ":login", login);
  return gw_read_one (s, read_person, "there is no such person", error);
}

GwPersonRecord *
gw_store_person_load (GwStoreReader *reader, gint64 id, GError **error)
{
  GwStatement *s = gw_connection_query (reader->connection, GW_QUERY_PERSON_LOAD, error);

  if (s == NULL)
    return NULL;
  gw_bind_int (s, ":id", id);
  return gw_read_one (s, read_person, "there is no such person", error);
}

GPtrArray *
gw_store_person_list (GwStoreReader *reader, GError **error)
{
  return gw_list (reader, GW_QUERY_PERSON_LIST, read_person,
                  (GDestroyNotify)gw_person_record_free, error);
}

gboolean
gw_store_session_add (GwStoreWriter *writer, const GwSessionRecord *record, GError **error)
{
  GwStatement *s =
      gw_connection_query (writer->reader.connection, GW_QUERY_SESSION_ADD, error);

  if (s == NULL)
    return FALSE;
  gw_bind_blob (s, ":token_hash", record->token_hash, sizeof record->token_hash);
  gw_bind_int (s, ":person_id", record->person_id);
  gw_bind_int (s, ":created_at", record->created_at);
  gw_bind_int (s, ":expires_at", record->expires_at);
  return gw_statement_run (s, error);
}

gboolean
gw_store_session_find (GwStoreReader *reader, const guint8 token_hash[32],
                       GwSessionRecord *ret_record, GError **error)
{
  GwStatement *s = gw_connection_query (reader->connection, GW_QUERY_SESSION_FIND, error);

  if (s == NULL)
    return FALSE;
  gw_bind_blob (s, ":token_hash", token_hash, sizeof ret_record->token_hash);
  if (!gw_step_to_row (s, "there is no such session", error))
    return FALSE;
  memcpy (ret_record->token_hash, token_hash, sizeof ret_record->token_hash);
  ret_record->person_id = gw_column_int (s, SESSION_PERSON);
  ret_record->created_at = gw_column_int (s, SESSION_CREATED_AT);
  ret_record->expires_at = gw_column_int (s, SESSION_EXPIRES_AT);
  gw_statement_reset (s);
  return TRUE;
}

gboolean
gw_store_session_remove (GwStoreWriter *writer, const guint8 token_hash[32], GError **error)
{
  GwStatement *s =
      gw_connection_query (writer->reader.connection, GW_QUERY_SESSION_REMOVE, error);

  if (s == NULL)
    return FALSE;
  gw_bind_blob (s, ":token_hash", token_hash, sizeof ((GwSessionRecord *)0)->token_hash);
  return gw_statement_run (s, error);
}

gboolean
gw_store_session_purge (GwStoreWriter *writer, gint64 expired_before_ms, GError **error)
{
  return gw_run_with_id (writer, GW_QUERY_SESSION_PURGE, ":before", expired_before_ms,
                         error);
}
