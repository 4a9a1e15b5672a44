/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shifts and sign-ins. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/duty-store.h"

#include "backend/store/sqlite/internal.h"
#include "backend/store/sqlite/rows.h"

enum
{
  SHIFT_PERSON,
  SHIFT_DUTY_GRID,
  SHIFT_WEEKDAYS,
  SHIFT_DATE,
  SHIFT_START,
  SHIFT_UNTIL,
  SHIFT_VALID_FROM,
  SHIFT_VALID_TO,
  SHIFT_SUBSTITUTE,
  SHIFT_SUBSTITUTE_FROM,
  SHIFT_SUBSTITUTE_TO,
};

enum
{
  DUTY_ID,
  DUTY_PERSON,
  DUTY_DUTY_GRID,
  DUTY_SIGNED_IN_AT,
  DUTY_SHIFT_UNTIL,
};

enum
{
  SPAN_FROM,
  SPAN_TO,
};

GArray *
gw_store_shift_list (GwStoreReader *reader, GError **error)
{
  GwStatement *s = gw_connection_query (reader->connection, GW_QUERY_SHIFT_LIST, error);
  g_autoptr (GArray) shifts = g_array_new (FALSE, FALSE, sizeof (GwShift));
  gboolean has_row = s != NULL;

  if (s == NULL)
    return NULL;
  while (has_row)
    {
      if (!gw_statement_step (s, &has_row, error))
        return NULL;
      if (has_row)
        {
          GwShift shift = { .person_id = gw_column_int (s, SHIFT_PERSON),
                            .duty_grid_id = gw_column_int (s, SHIFT_DUTY_GRID),
                            .weekdays = gw_column_int (s, SHIFT_WEEKDAYS),
                            .date = gw_column_int (s, SHIFT_DATE),
                            .start = gw_column_int (s, SHIFT_START),
                            .end = gw_column_int (s, SHIFT_UNTIL),
                            .valid_from = gw_column_int (s, SHIFT_VALID_FROM),
                            .valid_to = gw_column_int (s, SHIFT_VALID_TO),
                            .substitute_id = gw_column_int (s, SHIFT_SUBSTITUTE),
                            .substitute_from = gw_column_int (s, SHIFT_SUBSTITUTE_FROM),
                            .substitute_to = gw_column_int (s, SHIFT_SUBSTITUTE_TO) };

          g_array_append_val (shifts, shift);
        }
    }
  return g_steal_pointer (&shifts);
}

static gboolean
add_shift (GwStoreWriter *writer, const GwShift *shift, GError **error)
{
  GwStatement *s =
      gw_connection_query (writer->reader.connection, GW_QUERY_SHIFT_ADD, error);

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":person_id", shift->person_id);
  gw_bind_int (s, ":duty_grid_id", shift->duty_grid_id);
  gw_bind_int (s, ":weekdays", shift->weekdays);
  gw_bind_int (s, ":date", shift->date);
  gw_bind_int (s, ":start", shift->start);
  gw_bind_int (s, ":until", shift->end);
  return gw_statement_run (s, error);
}

gboolean
gw_store_shift_replace (GwStoreWriter *writer, const GArray *shifts, GError **error)
{
  GwStatement *s =
      gw_connection_query (writer->reader.connection, GW_QUERY_SHIFT_CLEAR, error);

  if (s == NULL || !gw_statement_run (s, error))
    return FALSE;
  for (guint i = 0; i < shifts->len; i++)
    if (!add_shift (writer, &g_array_index (shifts, GwShift, i), error))
      return FALSE;
  return TRUE;
}

static GwDutyRecord
read_duty (GwStatement *s)
{
  return (GwDutyRecord){ .id = gw_column_int (s, DUTY_ID),
                         .person_id = gw_column_int (s, DUTY_PERSON),
                         .duty_grid_id = gw_column_int (s, DUTY_DUTY_GRID),
                         .signed_in_at = gw_column_int (s, DUTY_SIGNED_IN_AT),
                         .shift_until = gw_column_int (s, DUTY_SHIFT_UNTIL) };
}

GArray *
gw_store_duty_list_open (GwStoreReader *reader, GError **error)
{
  GwStatement *s = gw_connection_query (reader->connection, GW_QUERY_DUTY_OPEN, error);
  g_autoptr (GArray) records = g_array_new (FALSE, FALSE, sizeof (GwDutyRecord));
  gboolean has_row = TRUE;

  if (s == NULL)
    return NULL;
  while (has_row)
    {
      if (!gw_statement_step (s, &has_row, error))
        return NULL;
      if (has_row)
        {
          GwDutyRecord record = read_duty (s);

          g_array_append_val (records, record);
        }
    }
  return g_steal_pointer (&records);
}

gboolean
gw_store_duty_find_open (GwStoreReader *reader, gint64 person_id, GwDutyRecord *ret_record,
                         GError **error)
{
  GwStatement *s = gw_connection_query (reader->connection, GW_QUERY_DUTY_FIND, error);

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":person_id", person_id);
  if (!gw_step_to_row (s, "this person is not on duty", error))
    return FALSE;
  *ret_record = read_duty (s);
  gw_statement_reset (s);
  return TRUE;
}

GArray *
gw_store_duty_spans (GwStoreReader *reader, gint64 person_id, gint64 from, gint64 to,
                     GError **error)
{
  GwStatement *s = gw_connection_query (reader->connection, GW_QUERY_DUTY_SPANS, error);
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (GwDutySpan));
  gboolean has_row = TRUE;

  if (s == NULL)
    return NULL;
  gw_bind_int (s, ":person_id", person_id);
  gw_bind_int (s, ":to", to);
  gw_bind_int (s, ":from", from);
  while (has_row)
    {
      GwDutySpan span;

      if (!gw_statement_step (s, &has_row, error))
        return NULL;
      span.from = has_row ? gw_column_int (s, SPAN_FROM) : 0;
      span.to = has_row ? gw_column_int (s, SPAN_TO) : 0;
      if (has_row)
        g_array_append_val (spans, span);
    }
  return g_steal_pointer (&spans);
}

gboolean
gw_store_duty_begin (GwStoreWriter *writer, GwDutyRecord *record, GError **error)
{
  GwStatement *s =
      gw_connection_query (writer->reader.connection, GW_QUERY_DUTY_BEGIN, error);

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":person_id", record->person_id);
  gw_bind_int (s, ":duty_grid_id", record->duty_grid_id);
  gw_bind_int (s, ":signed_in_at", record->signed_in_at);
  gw_bind_id (s, ":shift_until", record->shift_until);
  return gw_run_insert (writer, s, &record->id, error);
}

gboolean
gw_store_duty_end (GwStoreWriter *writer, gint64 id, gint64 at, GError **error)
{
  GwConnection *connection = writer->reader.connection;
  GwStatement *s = gw_connection_query (connection, GW_QUERY_DUTY_END, error);

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":signed_out_at", at);
  gw_bind_int (s, ":id", id);
  return gw_statement_run (s, error) &&
         gw_expect_change (connection, "this duty has ended", error);
}
