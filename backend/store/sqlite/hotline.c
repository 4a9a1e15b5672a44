/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calls of the hotline, their counters, and classes of another system. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/hotline-store.h"

#include "backend/store/sqlite/internal.h"
#include "backend/store/sqlite/rows.h"

enum
{
  URGENCY_CODE,
  URGENCY_NAME,
  URGENCY_NAME_EN,
  URGENCY_LIMIT_VALUE,
  URGENCY_LIMIT_UNIT,
};

/* In the order of all queries/hotline-call*.sql that select. */
enum
{
  CALL_CASE,
  CALL_TAKER,
  CALL_AT,
  CALL_URGENCY,
  CALL_ADDRESS,
  CALL_PLACE,
  CALL_EXTERNAL_NUMBER,
  CALL_BODY_SHA256,
  CALL_CALLER_NAME,
  CALL_CALLER_PHONE,
};

enum
{
  MAPPING_EXTERNAL_CLASS,
  MAPPING_KIND,
  MAPPING_CLASS,
  MAPPING_URGENCY,
};

void
gw_urgency_record_free (GwUrgencyRecord *record)
{
  g_free (record->code);
  g_free (record->name);
  g_free (record->name_en);
  g_free (record);
}

void
gw_call_record_clear (GwCallRecord *record)
{
  g_free (record->urgency);
  g_free (record->address);
  g_free (record->place);
  g_free (record->external_number);
  g_free (record->caller_name);
  g_free (record->caller_phone);
}

void
gw_call_record_free (GwCallRecord *record)
{
  if (record == NULL)
    return;
  gw_call_record_clear (record);
  g_free (record);
}

/* --- urgency classes ------------------------------------------------------------------ */

static gpointer
read_urgency (GwStatement *s)
{
  GwUrgencyRecord *record = g_new0 (GwUrgencyRecord, 1);
  g_autofree char *unit = gw_column_dup_text (s, URGENCY_LIMIT_UNIT);

  record->code = gw_column_dup_text (s, URGENCY_CODE);
  record->name = gw_column_dup_text (s, URGENCY_NAME);
  record->name_en = gw_column_dup_text (s, URGENCY_NAME_EN);
  record->limit.value = (guint)gw_column_int (s, URGENCY_LIMIT_VALUE);
  gw_limit_unit_parse (unit, &record->limit.unit);
  return record;
}

GPtrArray *
gw_store_urgency_list (GwStoreReader *reader, GError **error)
{
  return gw_list (reader, GW_QUERY_HOTLINE_URGENCY_LIST, read_urgency,
                  (GDestroyNotify)gw_urgency_record_free, error);
}

/* --- calls ---------------------------------------------------------------------------- */

static gpointer
read_call (GwStatement *s)
{
  GwCallRecord *record = g_new0 (GwCallRecord, 1);

  record->case_id = gw_column_int (s, CALL_CASE);
  record->taker_id = gw_column_int (s, CALL_TAKER);
  record->at = gw_column_int (s, CALL_AT);
  record->urgency = gw_column_dup_text (s, CALL_URGENCY);
  record->address = gw_column_dup_text (s, CALL_ADDRESS);
  record->place = gw_column_dup_text (s, CALL_PLACE);
  record->external_number = gw_column_dup_text (s, CALL_EXTERNAL_NUMBER);
  record->has_body = gw_column_copy_blob (s, CALL_BODY_SHA256, record->body_sha256,
                                          sizeof record->body_sha256);
  record->caller_name = gw_column_dup_text (s, CALL_CALLER_NAME);
  record->caller_phone = gw_column_dup_text (s, CALL_CALLER_PHONE);
  return record;
}

static gboolean
add_caller (GwStoreWriter *writer, const GwCallRecord *record, GError **error)
{
  GwStatement *s;

  if (record->caller_name == NULL && record->caller_phone == NULL)
    return TRUE;
  s = gw_connection_query (writer->reader.connection, GW_QUERY_HOTLINE_CALLER_ADD, error);
  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":case_id", record->case_id);
  gw_bind_text (s, ":name", record->caller_name);
  gw_bind_text (s, ":phone", record->caller_phone);
  return gw_statement_run (s, error);
}

/* The call belongs to the report, and is taken with it. */
static gboolean
seal_call (GwStoreWriter *writer, const GwCallRecord *record, GError **error)
{
  gint64 seq = gw_chain_find_report (writer->pieces, record->case_id);

  if (seq != 0)
    {
      gw_chain_add_call (writer->pieces, seq, record);
      return TRUE;
    }
  g_set_error_literal (error, GW_STORE_ERROR, GW_STORE_ERROR_FAILED,
                       "a call is taken with its report");
  return FALSE;
}

gboolean
gw_store_call_add (GwStoreWriter *writer, const GwCallRecord *record, GError **error)
{
  GwStatement *s =
      gw_connection_query (writer->reader.connection, GW_QUERY_HOTLINE_CALL_ADD, error);

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":case_id", record->case_id);
  gw_bind_int (s, ":taker_id", record->taker_id);
  gw_bind_int (s, ":at", record->at);
  gw_bind_text (s, ":urgency", record->urgency);
  gw_bind_text (s, ":address", record->address);
  gw_bind_text (s, ":place", record->place);
  gw_bind_text (s, ":external_number", record->external_number);
  gw_bind_blob (s, ":body_sha256", record->has_body ? record->body_sha256 : NULL,
                record->has_body ? sizeof record->body_sha256 : 0);
  return seal_call (writer, record, error) && gw_statement_run (s, error) &&
         add_caller (writer, record, error);
}

GwCallRecord *
gw_store_call_load (GwStoreReader *reader, gint64 case_id, GError **error)
{
  GwStatement *s =
      gw_connection_query (reader->connection, GW_QUERY_HOTLINE_CALL_LOAD, error);

  if (s == NULL)
    return NULL;
  gw_bind_int (s, ":case_id", case_id);
  return gw_read_one (s, read_call, "the case did not come by a call", error);
}

GwCallRecord *
gw_store_call_find (GwStoreReader *reader, const char *external_number, GError **error)
{
  GwStatement *s =
      gw_connection_query (reader->connection, GW_QUERY_HOTLINE_CALL_FIND, error);

  if (s == NULL)
    return NULL;
  gw_bind_text (s, ":external_number", external_number);
  return gw_read_one (s, read_call, "no case has this number", error);
}

GPtrArray *
gw_store_call_list (GwStoreReader *reader, const char *phone, gint64 first, gint64 before,
                    guint limit, GError **error)
{
  GwStatement *s = gw_connection_query (
      reader->connection,
      phone != NULL ? GW_QUERY_HOTLINE_CALLS_PHONE : GW_QUERY_HOTLINE_CALLS, error);

  if (s == NULL)
    return NULL;
  if (phone != NULL)
    gw_bind_text (s, ":phone", phone);
  gw_bind_int (s, ":first", first);
  gw_bind_int (s, ":before", before);
  gw_bind_int (s, ":limit", limit);
  return gw_read_all (s, read_call, (GDestroyNotify)gw_call_record_free, error);
}

static gpointer
read_exchange (GwStatement *s)
{
  GwExchangeRecord *record = g_new0 (GwExchangeRecord, 1);

  record->case_id = gw_column_int (s, 0);
  record->external_number = gw_column_dup_text (s, 1);
  record->state = (guint)gw_column_int (s, 2);
  record->flags = (guint)gw_column_int (s, 3);
  record->satisfaction = (guint)gw_column_int (s, 4);
  return record;
}

static void
exchange_free (gpointer data)
{
  GwExchangeRecord *record = data;

  g_free (record->external_number);
  g_free (record);
}

GPtrArray *
gw_store_exchange_list (GwStoreReader *reader, gint64 taker_id, gint64 first, gint64 before,
                        GError **error)
{
  GwStatement *s =
      gw_connection_query (reader->connection, GW_QUERY_HOTLINE_EXCHANGE, error);

  if (s == NULL)
    return NULL;
  gw_bind_int (s, ":first", first);
  gw_bind_int (s, ":before", before);
  gw_bind_int (s, ":taker_id", taker_id);
  return gw_read_all (s, read_exchange, exchange_free, error);
}

/* --- counters ------------------------------------------------------------------------- */

static const char *const COUNT_PARAMETERS[GW_N_HOTLINE_COUNTS] = {
  ":calls",   ":assigned",  ":answered", ":answered_late",
  ":visited", ":satisfied", ":asked",    ":solved",
};

gboolean
gw_store_hotline_count (GwStoreWriter *writer, gint64 at, gint64 department_id,
                        const GwHotlineCounts *counts, GError **error)
{
  GwStatement *s =
      gw_connection_query (writer->reader.connection, GW_QUERY_HOTLINE_DAY_ADD, error);

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":day", gw_store_local_day (writer->reader.store, at));
  gw_bind_int (s, ":department_id", department_id);
  for (guint i = 0; i < GW_N_HOTLINE_COUNTS; i++)
    gw_bind_int (s, COUNT_PARAMETERS[i], gw_hotline_count_get (counts, i));
  return gw_statement_run (s, error);
}

/* The counters begin at that column, in the order of GwHotlineCounts. */
static GwHotlineCounts
read_counts (GwStatement *s, int column)
{
  return (GwHotlineCounts){
    .calls = gw_column_int (s, column),
    .assigned = gw_column_int (s, column + 1),
    .answered = gw_column_int (s, column + 2),
    .answered_late = gw_column_int (s, column + 3),
    .visited = gw_column_int (s, column + 4),
    .satisfied = gw_column_int (s, column + 5),
    .asked = gw_column_int (s, column + 6),
    .solved = gw_column_int (s, column + 7),
  };
}

/* with_day: the first column is the day. */
static GArray *
read_days (GwStatement *s, gboolean with_day, GError **error)
{
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (GwHotlineDayRecord));
  int column = with_day ? 1 : 0;
  gboolean has_row = TRUE;

  while (has_row)
    {
      if (!gw_statement_step (s, &has_row, error))
        return NULL;
      if (has_row)
        {
          GwHotlineDayRecord record = {
            .day = with_day ? (guint)gw_column_int (s, 0) : 0,
            .department_id = gw_column_int (s, column),
            .counts = read_counts (s, column + 1),
          };

          g_array_append_val (days, record);
        }
    }
  return g_steal_pointer (&days);
}

GArray *
gw_store_hotline_sums (GwStoreReader *reader, guint from_day, guint to_day, GError **error)
{
  GwStatement *s = gw_connection_query (reader->connection, GW_QUERY_HOTLINE_DAYS, error);

  if (s == NULL)
    return NULL;
  gw_bind_int (s, ":from", from_day);
  gw_bind_int (s, ":to", to_day);
  return read_days (s, FALSE, error);
}

GArray *
gw_store_hotline_days (GwStoreReader *reader, GError **error)
{
  GwStatement *s =
      gw_connection_query (reader->connection, GW_QUERY_HOTLINE_DAY_LIST, error);

  return s != NULL ? read_days (s, TRUE, error) : NULL;
}

/* --- classes of another system -------------------------------------------------------- */

static gpointer
read_mapping (GwStatement *s)
{
  GwHotlineMapping *mapping = g_new0 (GwHotlineMapping, 1);
  g_autofree char *kind = gw_column_dup_text (s, MAPPING_KIND);

  mapping->external_class = gw_column_dup_text (s, MAPPING_EXTERNAL_CLASS);
  gw_class_kind_parse (kind, &mapping->kind);
  mapping->class_code = gw_column_dup_text (s, MAPPING_CLASS);
  mapping->urgency = gw_column_dup_text (s, MAPPING_URGENCY);
  return mapping;
}

static gboolean
add_mapping (GwStoreWriter *writer, const GwHotlineMapping *mapping, GError **error)
{
  GwStatement *s =
      gw_connection_query (writer->reader.connection, GW_QUERY_HOTLINE_MAPPING_ADD, error);

  if (s == NULL)
    return FALSE;
  gw_bind_text (s, ":external_class", mapping->external_class);
  gw_bind_text (s, ":kind", gw_class_kind_name (mapping->kind));
  gw_bind_text (s, ":class_code", mapping->class_code);
  gw_bind_text (s, ":urgency", mapping->urgency);
  return gw_statement_run (s, error);
}

gboolean
gw_store_hotline_mapping_replace (GwStoreWriter *writer, const GPtrArray *rows,
                                  GError **error)
{
  GwStatement *s = gw_connection_query (writer->reader.connection,
                                        GW_QUERY_HOTLINE_MAPPING_CLEAR, error);

  if (s == NULL || !gw_statement_run (s, error))
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    if (!add_mapping (writer, g_ptr_array_index (rows, i), error))
      return FALSE;
  return TRUE;
}

GPtrArray *
gw_store_hotline_mapping_list (GwStoreReader *reader, GError **error)
{
  return gw_list (reader, GW_QUERY_HOTLINE_MAPPING_LIST, read_mapping,
                  (GDestroyNotify)gw_hotline_mapping_free, error);
}

GwHotlineMapping *
gw_store_hotline_mapping_find (GwStoreReader *reader, const char *external_class,
                               GError **error)
{
  GwStatement *s =
      gw_connection_query (reader->connection, GW_QUERY_HOTLINE_MAPPING_FIND, error);

  if (s == NULL)
    return NULL;
  gw_bind_text (s, ":external_class", external_class);
  return gw_read_one (s, read_mapping, "no class is mapped to this one", error);
}
