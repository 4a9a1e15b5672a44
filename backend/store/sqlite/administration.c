/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is administered over the network, as rows of named texts, and the journal of it. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/administration-store.h"

#include "backend/store/sqlite/internal.h"
#include "backend/store/sqlite/rows.h"

enum
{
  COLUMN_ID,
  COLUMN_VERSION,
  COLUMN_KEY,
  COLUMN_STATE,
  COLUMN_VALUES,
};

/* Of what a subject does not have. */
#define NO_QUERY GW_N_QUERIES

typedef struct
{
  GwQuery list;
  GwQuery load;
  GwQuery add;
  GwQuery change;
  GwQuery set_state;
  GwQuery items_clear; /* of the list that stands last */
  GwQuery items_add;
  guint n_values;
  const char *parameters[GW_SUBJECT_MAX_VALUES];
} Table;

static const Table tables[GW_N_SUBJECTS] = {
  [GW_SUBJECT_PERSON] = { GW_QUERY_ADMINISTRATION_PERSON_LIST,
                          GW_QUERY_ADMINISTRATION_PERSON_LOAD,
                          GW_QUERY_ADMINISTRATION_PERSON_ADD,
                          GW_QUERY_ADMINISTRATION_PERSON_CHANGE,
                          GW_QUERY_ADMINISTRATION_PERSON_SET_STATE,
                          GW_QUERY_ADMINISTRATION_ROLE_CLEAR,
                          GW_QUERY_ADMINISTRATION_ROLE_ADD,
                          GW_PERSON_N_VALUES,
                          { ":name", ":name_en", ":phone", ":department", ":area" } },
  [GW_SUBJECT_DEPARTMENT] = { GW_QUERY_ADMINISTRATION_DEPARTMENT_LIST,
                              GW_QUERY_ADMINISTRATION_DEPARTMENT_LOAD,
                              GW_QUERY_ADMINISTRATION_DEPARTMENT_ADD,
                              GW_QUERY_ADMINISTRATION_DEPARTMENT_CHANGE,
                              GW_QUERY_ADMINISTRATION_DEPARTMENT_SET_STATE,
                              GW_QUERY_ADMINISTRATION_AREA_CLEAR,
                              GW_QUERY_ADMINISTRATION_AREA_ADD,
                              GW_DEPARTMENT_N_VALUES,
                              { ":name", ":name_en", ":level", ":parent", ":calendar" } },
  [GW_SUBJECT_DUTY_GRID] = { GW_QUERY_ADMINISTRATION_DUTY_GRID_LIST,
                             GW_QUERY_ADMINISTRATION_DUTY_GRID_LOAD,
                             GW_QUERY_ADMINISTRATION_DUTY_GRID_ADD,
                             GW_QUERY_ADMINISTRATION_DUTY_GRID_CHANGE,
                             GW_QUERY_ADMINISTRATION_DUTY_GRID_SET_STATE,
                             GW_QUERY_ADMINISTRATION_CELL_CLEAR,
                             GW_QUERY_ADMINISTRATION_CELL_ADD,
                             GW_DUTY_GRID_N_VALUES,
                             { ":name", ":inspector" } },
  [GW_SUBJECT_SHIFT] = { GW_QUERY_ADMINISTRATION_SHIFT_LIST,
                         GW_QUERY_ADMINISTRATION_SHIFT_LOAD,
                         GW_QUERY_ADMINISTRATION_SHIFT_ADD,
                         GW_QUERY_ADMINISTRATION_SHIFT_CHANGE,
                         NO_QUERY,
                         NO_QUERY,
                         NO_QUERY,
                         GW_SHIFT_N_VALUES,
                         { ":inspector", ":duty_grid", ":weekdays", ":date", ":start",
                           ":until", ":valid_from", ":valid_to", ":substitute",
                           ":substitute_from", ":substitute_to" } },
};

guint
gw_subject_n_values (GwSubject subject)
{
  return tables[subject].n_values;
}

void
gw_subject_record_free (GwSubjectRecord *record)
{
  g_free (record->key);
  g_free (record->state);
  for (guint i = 0; i < GW_SUBJECT_MAX_VALUES; i++)
    g_free (record->values[i]);
  g_free (record);
}

/* --- reading -------------------------------------------------------------------------- */

static gpointer
read_record (GwStatement *s)
{
  GwSubjectRecord *record = g_new0 (GwSubjectRecord, 1);
  int n = sqlite3_column_count (gw_statement_get_handle (s)) - COLUMN_VALUES;

  record->id = gw_column_int (s, COLUMN_ID);
  record->version = gw_column_int (s, COLUMN_VERSION);
  record->key = gw_column_dup_text (s, COLUMN_KEY);
  record->state = gw_column_dup_text (s, COLUMN_STATE);
  for (int i = 0; i < n; i++)
    record->values[i] = gw_column_dup_text (s, COLUMN_VALUES + i);
  return record;
}

GPtrArray *
gw_store_subject_list (GwStoreReader *reader, GwSubject subject, GError **error)
{
  return gw_list (reader, tables[subject].list, read_record,
                  (GDestroyNotify)gw_subject_record_free, error);
}

GwSubjectRecord *
gw_store_subject_load (GwStoreReader *reader, GwSubject subject, const char *key,
                       GError **error)
{
  GwStatement *s = gw_connection_query (reader->connection, tables[subject].load, error);

  if (s == NULL)
    return NULL;
  gw_bind_text (s, ":key", key);
  return gw_read_one (s, read_record, "there is no such thing", error);
}

static gpointer
read_count (GwStatement *s)
{
  gint64 count = gw_column_int (s, 0);

  return g_memdup2 (&count, sizeof count);
}

gint64
gw_store_other_administrators (GwStoreReader *reader, gint64 person_id, GError **error)
{
  GwStatement *s = gw_connection_query (
      reader->connection, GW_QUERY_ADMINISTRATION_OTHER_ADMINISTRATORS, error);
  g_autofree gint64 *count = NULL;

  if (s == NULL)
    return -1;
  gw_bind_int (s, ":id", person_id);
  count = gw_read_one (s, read_count, "nothing was counted", error);
  return count != NULL ? *count : -1;
}

static gpointer
read_department_uses (GwStatement *s)
{
  const GwSubjectUses uses = { .rules = gw_column_int (s, 0),
                               .cases = gw_column_int (s, 1),
                               .people = gw_column_int (s, 2),
                               .children = gw_column_int (s, 3),
                               .areas = gw_column_int (s, 4) };

  return g_memdup2 (&uses, sizeof uses);
}

static gpointer
read_duty_grid_uses (GwStatement *s)
{
  const GwSubjectUses uses = { .shifts = gw_column_int (s, 0),
                               .people = gw_column_int (s, 1) };

  return g_memdup2 (&uses, sizeof uses);
}

gboolean
gw_store_subject_uses (GwStoreReader *reader, GwSubject subject, gint64 id,
                       GwSubjectUses *ret_uses, GError **error)
{
  gboolean is_grid = subject == GW_SUBJECT_DUTY_GRID;
  g_autofree GwSubjectUses *uses = NULL;
  GwStatement *s;

  *ret_uses = (GwSubjectUses){ 0 };
  if (!is_grid && subject != GW_SUBJECT_DEPARTMENT)
    return TRUE;
  s = gw_connection_query (reader->connection,
                           is_grid ? GW_QUERY_ADMINISTRATION_DUTY_GRID_USES
                                   : GW_QUERY_ADMINISTRATION_DEPARTMENT_USES,
                           error);
  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":id", id);
  uses = gw_read_one (s, is_grid ? read_duty_grid_uses : read_department_uses,
                      "nothing was counted", error);
  if (uses != NULL)
    *ret_uses = *uses;
  return uses != NULL;
}

/* --- writing -------------------------------------------------------------------------- */

static void
bind_values (GwStatement *s, GwSubject subject, const GwSubjectRecord *record)
{
  const Table *table = &tables[subject];

  for (guint i = 0; i < table->n_values && table->parameters[i] != NULL; i++)
    gw_bind_text (s, table->parameters[i], record->values[i]);
}

static gboolean
add_items (GwStoreWriter *writer, GwSubject subject, const GwSubjectRecord *record,
           GError **error)
{
  const Table *table = &tables[subject];
  const char *list = record->values[table->n_values - 1];
  g_auto (GStrv) items = NULL;

  if (table->items_add == NO_QUERY || list == NULL)
    return TRUE;
  items = g_strsplit (list, ",", -1);
  for (guint i = 0; items[i] != NULL; i++)
    {
      GwStatement *s =
          gw_connection_query (writer->reader.connection, table->items_add, error);

      if (s == NULL)
        return FALSE;
      gw_bind_int (s, ":id", record->id);
      gw_bind_text (s, ":item", items[i]);
      if (!gw_statement_run (s, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
gw_store_subject_add (GwStoreWriter *writer, GwSubject subject, GwSubjectRecord *record,
                      const char *password_hash, gint64 at, GError **error)
{
  GwStatement *s =
      gw_connection_query (writer->reader.connection, tables[subject].add, error);

  if (s == NULL)
    return FALSE;
  if (subject != GW_SUBJECT_SHIFT)
    gw_bind_text (s, ":key", record->key);
  bind_values (s, subject, record);
  if (subject == GW_SUBJECT_PERSON)
    {
      gw_bind_text (s, ":password_hash", password_hash);
      gw_bind_int (s, ":at", at);
    }
  if (!gw_run_insert (writer, s, &record->id, error))
    return FALSE;
  if (subject == GW_SUBJECT_SHIFT)
    {
      g_free (record->key);
      record->key = g_strdup_printf ("%" G_GINT64_FORMAT, record->id);
    }
  return add_items (writer, subject, record, error);
}

static gboolean
change_items (GwStoreWriter *writer, GwSubject subject, const GwSubjectRecord *record,
              GError **error)
{
  return tables[subject].items_clear == NO_QUERY ||
         (gw_run_with_id (writer, tables[subject].items_clear, ":id", record->id, error) &&
          add_items (writer, subject, record, error));
}

gboolean
gw_store_subject_change (GwStoreWriter *writer, GwSubject subject,
                         const GwSubjectRecord *record, GError **error)
{
  GwConnection *connection = writer->reader.connection;
  GwStatement *s = gw_connection_query (connection, tables[subject].change, error);

  if (s == NULL)
    return FALSE;
  bind_values (s, subject, record);
  gw_bind_int (s, ":id", record->id);
  return gw_statement_run (s, error) &&
         gw_expect_change (connection, "there is no such thing", error) &&
         change_items (writer, subject, record, error);
}

gboolean
gw_store_subject_set_state (GwStoreWriter *writer, GwSubject subject, gint64 id,
                            const char *state, gint64 at, GError **error)
{
  GwConnection *connection = writer->reader.connection;
  GwStatement *s;

  if (subject == GW_SUBJECT_SHIFT)
    return gw_run_with_id (writer, GW_QUERY_ADMINISTRATION_SHIFT_REMOVE, ":id", id, error);
  s = gw_connection_query (connection, tables[subject].set_state, error);
  if (s == NULL)
    return FALSE;
  gw_bind_text (s, ":state", state);
  gw_bind_int (s, ":at", at);
  gw_bind_int (s, ":id", id);
  return gw_statement_run (s, error) &&
         gw_expect_change (connection, "there is no such thing", error) &&
         (subject != GW_SUBJECT_DUTY_GRID ||
          gw_run_with_id (writer, GW_QUERY_ADMINISTRATION_CELL_CLEAR, ":id", id, error));
}

gboolean
gw_store_sessions_end (GwStoreWriter *writer, gint64 person_id, GError **error)
{
  return gw_run_with_id (writer, GW_QUERY_SESSION_REMOVE_PERSON, ":person_id", person_id,
                         error);
}

/* --- the journal ---------------------------------------------------------------------- */

enum
{
  CHANGE_ID,
  CHANGE_AT,
  CHANGE_LOGIN,
  CHANGE_NAME,
  CHANGE_SUBJECT,
  CHANGE_KEY,
  CHANGE_FIELD,
  CHANGE_BEFORE,
  CHANGE_AFTER,
};

void
gw_administration_change_free (GwAdministrationChange *change)
{
  g_free (change->login);
  g_free (change->name);
  g_free (change->subject);
  g_free (change->key);
  g_free (change->field);
  g_free (change->before);
  g_free (change->after);
  g_free (change);
}

gboolean
gw_store_administration_note (GwStoreWriter *writer, const GwAdministrationChange *change,
                              GError **error)
{
  GwStatement *s =
      gw_connection_query (writer->reader.connection, GW_QUERY_ADMINISTRATION_NOTE, error);

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":at", change->at);
  gw_bind_int (s, ":person_id", change->person_id);
  gw_bind_text (s, ":subject", change->subject);
  gw_bind_text (s, ":key", change->key);
  gw_bind_text (s, ":field", change->field);
  gw_bind_text (s, ":value_before", change->before);
  gw_bind_text (s, ":value_after", change->after);
  return gw_statement_run (s, error);
}

static gpointer
read_change (GwStatement *s)
{
  GwAdministrationChange *change = g_new0 (GwAdministrationChange, 1);

  change->id = gw_column_int (s, CHANGE_ID);
  change->at = gw_column_int (s, CHANGE_AT);
  change->login = gw_column_dup_text (s, CHANGE_LOGIN);
  change->name = gw_column_dup_text (s, CHANGE_NAME);
  change->subject = gw_column_dup_text (s, CHANGE_SUBJECT);
  change->key = gw_column_dup_text (s, CHANGE_KEY);
  change->field = gw_column_dup_text (s, CHANGE_FIELD);
  change->before = gw_column_dup_text (s, CHANGE_BEFORE);
  change->after = gw_column_dup_text (s, CHANGE_AFTER);
  return change;
}

GPtrArray *
gw_store_administration_journal (GwStoreReader *reader, const char *subject,
                                 const char *key, const char *login, gint64 before,
                                 guint limit, GError **error)
{
  GwStatement *s =
      gw_connection_query (reader->connection, GW_QUERY_ADMINISTRATION_JOURNAL_LIST, error);

  if (s == NULL)
    return NULL;
  gw_bind_int (s, ":before", before != 0 ? before : G_MAXINT64);
  gw_bind_text (s, ":subject", subject);
  gw_bind_text (s, ":key", key);
  gw_bind_text (s, ":login", login);
  gw_bind_int (s, ":limit", limit);
  return gw_read_all (s, read_change, (GDestroyNotify)gw_administration_change_free, error);
}
