/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings, their journal, and the marks of changes. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/setting-store.h"

#include "backend/store/sqlite/internal.h"
#include "backend/store/sqlite/rows.h"

enum
{
  SETTING_NAME,
  SETTING_VALUE,
};

enum
{
  CHANGE_AT,
  CHANGE_PERSON,
  CHANGE_NAME,
  CHANGE_BEFORE,
  CHANGE_AFTER,
};

enum
{
  MARK_CITY,
  MARK_PEOPLE,
  MARK_SHIFTS,
  MARK_SETTINGS,
};

/* ---- settings ---- */

void
gw_setting_record_free (GwSettingRecord *record)
{
  g_free (record->name);
  g_free (record->value);
  g_free (record);
}

gboolean
gw_store_setting_set (GwStoreWriter *writer, const char *name, const char *value,
                      GError **error)
{
  GwStatement *s =
      gw_connection_query (writer->reader.connection, GW_QUERY_SETTING_SET, error);

  if (s == NULL)
    return FALSE;
  gw_bind_text (s, ":name", name);
  gw_bind_text (s, ":value", value);
  return gw_statement_run (s, error);
}

static gpointer
read_setting (GwStatement *s)
{
  GwSettingRecord *record = g_new0 (GwSettingRecord, 1);

  record->name = gw_column_dup_text (s, SETTING_NAME);
  record->value = gw_column_dup_text (s, SETTING_VALUE);
  return record;
}

GPtrArray *
gw_store_setting_list (GwStoreReader *reader, GError **error)
{
  return gw_list (reader, GW_QUERY_SETTING_LIST, read_setting,
                  (GDestroyNotify)gw_setting_record_free, error);
}

/* ---- their journal ---- */

void
gw_setting_change_record_free (GwSettingChangeRecord *record)
{
  g_free (record->name);
  g_free (record->before);
  g_free (record->after);
  g_free (record);
}

gboolean
gw_store_setting_change_add (GwStoreWriter *writer, const GwSettingChangeRecord *record,
                             GError **error)
{
  GwStatement *s =
      gw_connection_query (writer->reader.connection, GW_QUERY_SETTING_CHANGE_ADD, error);

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":at", record->at);
  gw_bind_int (s, ":person_id", record->person_id);
  gw_bind_text (s, ":name", record->name);
  gw_bind_text (s, ":value_before", record->before);
  gw_bind_text (s, ":value_after", record->after);
  return gw_statement_run (s, error);
}

static gpointer
read_change (GwStatement *s)
{
  GwSettingChangeRecord *record = g_new0 (GwSettingChangeRecord, 1);

  record->at = gw_column_int (s, CHANGE_AT);
  record->person_id = gw_column_int (s, CHANGE_PERSON);
  record->name = gw_column_dup_text (s, CHANGE_NAME);
  record->before = gw_column_dup_text (s, CHANGE_BEFORE);
  record->after = gw_column_dup_text (s, CHANGE_AFTER);
  return record;
}

GPtrArray *
gw_store_setting_change_list (GwStoreReader *reader, guint limit, GError **error)
{
  GwStatement *s =
      gw_connection_query (reader->connection, GW_QUERY_SETTING_CHANGE_LIST, error);

  if (s == NULL)
    return NULL;
  gw_bind_int (s, ":limit", limit);
  return gw_read_all (s, read_change, (GDestroyNotify)gw_setting_change_record_free, error);
}

/* ---- marks ---- */

gboolean
gw_store_change_marks (GwStoreReader *reader, GwChangeMarks *ret_marks, GError **error)
{
  GwStatement *s = gw_connection_query (reader->connection, GW_QUERY_CHANGE_MARKS, error);
  gboolean has_row;

  *ret_marks = (GwChangeMarks){ 0 };
  if (s == NULL || !gw_statement_step (s, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  ret_marks->city = gw_column_int (s, MARK_CITY);
  ret_marks->people = gw_column_int (s, MARK_PEOPLE);
  ret_marks->shifts = gw_column_int (s, MARK_SHIFTS);
  ret_marks->settings = gw_column_int (s, MARK_SETTINGS);
  gw_statement_reset (s);
  return TRUE;
}
