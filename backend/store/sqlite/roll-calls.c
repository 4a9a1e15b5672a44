/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Roll calls. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/roll-call-store.h"

#include "backend/store/sqlite/internal.h"
#include "backend/store/sqlite/rows.h"

enum
{
  ROLL_CALL_ID,
  ROLL_CALL_CALLER,
  ROLL_CALL_AT,
  ROLL_CALL_UNTIL,
  ROLL_CALL_CALLED,
  ROLL_CALL_ANSWERED,
  ROLL_CALL_LATE,
  ROLL_CALL_OUTSIDE,
};

enum
{
  ANSWER_PERSON,
  ANSWER_DUTY_GRID,
  ANSWER_AT,
  ANSWER_LON,
  ANSWER_LAT,
  ANSWER_ACCURACY,
  ANSWER_HAS_ACCURACY,
  ANSWER_OUTSIDE,
};

gboolean
gw_store_roll_call_add (GwStoreWriter *writer, GwRollCallRecord *record, GError **error)
{
  GwStatement *s =
      gw_connection_query (writer->reader.connection, GW_QUERY_ROLL_CALL_ADD, error);

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":caller_id", record->caller_id);
  gw_bind_int (s, ":at", record->at);
  gw_bind_int (s, ":until", record->until);
  return gw_run_insert (writer, s, &record->id, error);
}

gboolean
gw_store_roll_call_ask (GwStoreWriter *writer, gint64 id, gint64 person_id,
                        gint64 duty_grid_id, GError **error)
{
  GwStatement *s =
      gw_connection_query (writer->reader.connection, GW_QUERY_ROLL_CALL_ASK, error);

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":roll_call_id", id);
  gw_bind_int (s, ":person_id", person_id);
  gw_bind_int (s, ":duty_grid_id", duty_grid_id);
  return gw_statement_run (s, error);
}

gboolean
gw_store_roll_call_answer (GwStoreWriter *writer, gint64 id,
                           const GwRollCallAnswerRecord *answer, gboolean *ret_first,
                           GError **error)
{
  GwConnection *connection = writer->reader.connection;
  GwStatement *s = gw_connection_query (connection, GW_QUERY_ROLL_CALL_ANSWER, error);

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":answered_at", answer->answered_at);
  gw_bind_int (s, ":lon", answer->position.x);
  gw_bind_int (s, ":lat", answer->position.y);
  gw_bind_double (s, ":accuracy", answer->accuracy);
  gw_bind_int (s, ":outside", answer->outside != 0);
  gw_bind_int (s, ":roll_call_id", id);
  gw_bind_int (s, ":person_id", answer->person_id);
  if (!gw_statement_run (s, error))
    return FALSE;
  *ret_first = sqlite3_changes (gw_connection_get_handle (connection)) > 0;
  return TRUE;
}

static GwRollCallRecord
read_roll_call (GwStatement *s)
{
  return (GwRollCallRecord){
    .id = gw_column_int (s, ROLL_CALL_ID),
    .caller_id = gw_column_int (s, ROLL_CALL_CALLER),
    .at = gw_column_int (s, ROLL_CALL_AT),
    .until = gw_column_int (s, ROLL_CALL_UNTIL),
    .n_called = (guint)gw_column_int (s, ROLL_CALL_CALLED),
    .n_answered = (guint)gw_column_int (s, ROLL_CALL_ANSWERED),
    .n_late = (guint)gw_column_int (s, ROLL_CALL_LATE),
    .n_outside = (guint)gw_column_int (s, ROLL_CALL_OUTSIDE),
  };
}

gboolean
gw_store_roll_call_load (GwStoreReader *reader, gint64 id, gint64 person_id,
                         GwRollCallRecord *ret_record, GError **error)
{
  GwStatement *s = gw_connection_query (reader->connection, GW_QUERY_ROLL_CALL_LOAD, error);

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":id", id);
  gw_bind_int (s, ":person_id", person_id);
  if (!gw_step_to_row (s, "there is no such roll call", error))
    return FALSE;
  *ret_record = read_roll_call (s);
  gw_statement_reset (s);
  return TRUE;
}

GArray *
gw_store_roll_call_list (GwStoreReader *reader, gint64 person_id, gint64 before,
                         guint limit, GError **error)
{
  GwQuery query = person_id != 0 ? GW_QUERY_ROLL_CALL_PAGE_OF : GW_QUERY_ROLL_CALL_PAGE;
  GwStatement *s = gw_connection_query (reader->connection, query, error);
  g_autoptr (GArray) records = g_array_new (FALSE, FALSE, sizeof (GwRollCallRecord));
  gboolean has_row = TRUE;

  if (s == NULL)
    return NULL;
  if (person_id != 0)
    gw_bind_int (s, ":person_id", person_id);
  gw_bind_int (s, ":before", before);
  gw_bind_int (s, ":limit", limit);
  while (has_row)
    {
      if (!gw_statement_step (s, &has_row, error))
        return NULL;
      if (has_row)
        {
          GwRollCallRecord record = read_roll_call (s);

          g_array_append_val (records, record);
        }
    }
  return g_steal_pointer (&records);
}

static GwRollCallAnswerRecord
read_answer (GwStatement *s)
{
  return (GwRollCallAnswerRecord){
    .person_id = gw_column_int (s, ANSWER_PERSON),
    .duty_grid_id = gw_column_int (s, ANSWER_DUTY_GRID),
    .answered_at = gw_column_int (s, ANSWER_AT),
    .position = { (gint32)gw_column_int (s, ANSWER_LON),
                  (gint32)gw_column_int (s, ANSWER_LAT) },
    .accuracy =
        gw_column_int (s, ANSWER_HAS_ACCURACY) ? gw_column_double (s, ANSWER_ACCURACY) : -1,
    .outside = gw_column_int (s, ANSWER_OUTSIDE) != 0,
  };
}

GArray *
gw_store_roll_call_answers (GwStoreReader *reader, gint64 id, gint64 person_id,
                            GError **error)
{
  GwStatement *s =
      gw_connection_query (reader->connection, GW_QUERY_ROLL_CALL_ANSWERS, error);
  g_autoptr (GArray) answers = g_array_new (FALSE, FALSE, sizeof (GwRollCallAnswerRecord));
  gboolean has_row = TRUE;

  if (s == NULL)
    return NULL;
  gw_bind_int (s, ":roll_call_id", id);
  gw_bind_int (s, ":person_id", person_id);
  while (has_row)
    {
      if (!gw_statement_step (s, &has_row, error))
        return NULL;
      if (has_row)
        {
          GwRollCallAnswerRecord answer = read_answer (s);

          g_array_append_val (answers, answer);
        }
    }
  return g_steal_pointer (&answers);
}
