/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Months of the statistics in the file: what became of them, what was frozen. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/period-store.h"

#include "backend/store/case-store.h"
#include "backend/store/sqlite/internal.h"
#include "backend/store/sqlite/rows.h"

/* In the order of queries/period-act-list.sql. */
enum
{
  ACT_ID,
  ACT_MONTH,
  ACT_ACTION,
  ACT_AT,
  ACT_PERSON,
  ACT_REASON,
  ACT_ROWS,
  ACT_DIGEST,
  ACT_SEAL,
};

void
gw_period_act_record_free (GwPeriodActRecord *record)
{
  g_free (record->reason);
  g_free (record);
}

static GwPeriodActRecord *
read_act (GwStatement *s)
{
  GwPeriodActRecord *act = g_new0 (GwPeriodActRecord, 1);

  act->id = gw_column_int (s, ACT_ID);
  act->month = (guint)gw_column_int (s, ACT_MONTH);
  act->action = (guint)gw_column_int (s, ACT_ACTION);
  act->at = gw_column_int (s, ACT_AT);
  act->person_id = gw_column_int (s, ACT_PERSON);
  act->reason = gw_column_dup_text (s, ACT_REASON);
  act->n_rows = gw_column_int (s, ACT_ROWS);
  act->has_digest =
      gw_column_copy_blob (s, ACT_DIGEST, act->digest.bytes, sizeof act->digest);
  act->seal_id = gw_column_int (s, ACT_SEAL);
  return act;
}

GPtrArray *
gw_store_period_acts (GwStoreReader *reader, guint month, GError **error)
{
  g_autoptr (GPtrArray) acts =
      g_ptr_array_new_with_free_func ((GDestroyNotify)gw_period_act_record_free);
  GwStatement *s =
      gw_connection_query (reader->connection, GW_QUERY_PERIOD_ACT_LIST, error);
  gboolean has_row = TRUE;

  if (s == NULL)
    return NULL;
  gw_bind_int (s, ":month", month);
  while (has_row)
    {
      if (!gw_statement_step (s, &has_row, error))
        return NULL;
      if (has_row)
        g_ptr_array_add (acts, read_act (s));
    }
  return g_steal_pointer (&acts);
}

/* The first column of the first row. */
static gboolean
read_number (GwStatement *s, gint64 *ret_value, GError **error)
{
  gboolean has_row;

  *ret_value = 0;
  if (s == NULL || !gw_statement_step (s, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  *ret_value = gw_column_int (s, 0);
  gw_statement_reset (s);
  return TRUE;
}

gboolean
gw_store_period_state (GwStoreReader *reader, guint month, GwPeriodState *ret_state,
                       GError **error)
{
  GwStatement *s = gw_connection_query (reader->connection, GW_QUERY_PERIOD_STATE, error);
  gint64 action;

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":month", month);
  if (!read_number (s, &action, error))
    return FALSE;
  *ret_state = gw_period_state_after ((GwPeriodAction)action);
  return TRUE;
}

gboolean
gw_store_period_first (GwStoreReader *reader, guint *ret_month, GError **error)
{
  gint64 at;

  if (!read_number (gw_connection_query (reader->connection, GW_QUERY_PERIOD_FIRST, error),
                    &at, error))
    return FALSE;
  *ret_month = at != 0 ? gw_store_local_day (reader->store, at) / 100 : 0;
  return TRUE;
}

/* ---- writing ---- */

static gboolean
insert_act (GwConnection *connection, const GwPeriodActRecord *act, GError **error)
{
  GwStatement *s = gw_connection_query (connection, GW_QUERY_PERIOD_ACT_ADD, error);

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":id", act->id);
  gw_bind_int (s, ":month", act->month);
  gw_bind_int (s, ":action", act->action);
  gw_bind_int (s, ":at", act->at);
  gw_bind_int (s, ":person_id", act->person_id);
  gw_bind_text (s, ":reason", act->reason);
  gw_bind_int (s, ":n_rows", act->n_rows);
  gw_bind_blob (s, ":digest", act->has_digest ? act->digest.bytes : NULL,
                act->has_digest ? sizeof act->digest : 0);
  gw_bind_int (s, ":seal_id", act->seal_id);
  return gw_statement_run (s, error);
}

/* After the last event and what was sealed after it. */
static gint64
next_seal (const GwStoreWriter *writer)
{
  return MAX (GW_SEAL_OF_EVENT (writer->mark.last_seq),
              MAX (writer->head.id, gw_chain_last_id (writer->pieces))) +
         1;
}

gboolean
gw_store_period_act_add (GwStoreWriter *writer, GwPeriodActRecord *record, GError **error)
{
  GwConnection *connection = writer->reader.connection;
  gint64 last;

  if (!read_number (gw_connection_query (connection, GW_QUERY_PERIOD_ACT_LAST, error),
                    &last, error))
    return FALSE;
  record->id = last + 1;
  record->seal_id = next_seal (writer);
  if (record->seal_id % GW_SEALS_PER_EVENT == 0)
    {
      g_set_error_literal (error, GW_STORE_ERROR, GW_STORE_ERROR_CONFLICT,
                           "nothing else was done for too long");
      return FALSE;
    }
  gw_chain_add_period (writer->pieces, record);
  return insert_act (connection, record, error) && gw_writer_load_locked (writer, error);
}

gboolean
gw_store_period_figures_clear (GwStoreWriter *writer, guint month, GError **error)
{
  GwStatement *s =
      gw_connection_query (writer->reader.connection, GW_QUERY_PERIOD_FIGURE_CLEAR, error);

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":month", month);
  return gw_statement_run (s, error);
}

gboolean
gw_store_period_figure_add (GwStoreWriter *writer, guint month,
                            const GwPeriodFigure *figure, GError **error)
{
  GwStatement *s =
      gw_connection_query (writer->reader.connection, GW_QUERY_PERIOD_FIGURE_ADD, error);

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":month", month);
  gw_bind_int (s, ":cell_id", figure->cell_id);
  gw_bind_int (s, ":class_id", figure->class_id);
  gw_bind_int (s, ":department_id", figure->department_id);
  gw_bind_text (s, ":figures", figure->figures);
  return gw_statement_run (s, error);
}

/* ---- reading what was frozen ---- */

gboolean
gw_store_period_figures (GwStoreReader *reader, guint month, GwPeriodFigureFunc func,
                         gpointer data, GError **error)
{
  GwStatement *s =
      gw_connection_query (reader->connection, GW_QUERY_PERIOD_FIGURE_LIST, error);
  gboolean has_row = TRUE;

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":month", month);
  while (has_row)
    {
      g_autofree char *text = NULL;
      GwPeriodFigure figure;

      if (!gw_statement_step (s, &has_row, error))
        return FALSE;
      if (!has_row)
        break;
      text = gw_column_dup_text (s, 3);
      figure = (GwPeriodFigure){ gw_column_int (s, 0), gw_column_int (s, 1),
                                 gw_column_int (s, 2), text };
      if (!func (&figure, data, error))
        {
          gw_statement_reset (s);
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
gw_store_period_strays (GwStoreReader *reader, GPtrArray *ret_lines, GError **error)
{
  GwStatement *s =
      gw_connection_query (reader->connection, GW_QUERY_PERIOD_STRAY_LIST, error);
  gboolean has_row = s != NULL;

  while (has_row)
    {
      if (!gw_statement_step (s, &has_row, error))
        return FALSE;
      if (has_row)
        g_ptr_array_add (ret_lines, gw_column_dup_text (s, 0));
    }
  return s != NULL;
}

gboolean
gw_store_seal_content (GwStoreReader *reader, gint64 id, GwHash *ret_content,
                       gboolean *ret_found, GError **error)
{
  GwStatement *s = gw_connection_query (reader->connection, GW_QUERY_SEAL_CONTENT, error);

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":id", id);
  if (!gw_statement_step (s, ret_found, error))
    return FALSE;
  if (!*ret_found)
    return TRUE;
  *ret_found = gw_column_copy_blob (s, 0, ret_content->bytes, sizeof *ret_content);
  gw_statement_reset (s);
  return TRUE;
}

gboolean
gw_store_period_came_late (GwStoreReader *reader, gint64 after_seq, gint64 end_ms,
                           gboolean *ret_any, GError **error)
{
  GwStatement *s = gw_connection_query (reader->connection, GW_QUERY_PERIOD_LATE, error);
  gint64 any;

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":after_seq", after_seq);
  gw_bind_int (s, ":end_ms", end_ms);
  if (!read_number (s, &any, error))
    return FALSE;
  *ret_any = any != 0;
  return TRUE;
}

/* ---- what is locked ---- */

gboolean
gw_writer_load_locked (GwStoreWriter *writer, GError **error)
{
  GwStatement *s =
      gw_connection_query (writer->reader.connection, GW_QUERY_PERIOD_LOCKED_LIST, error);
  gboolean has_row = TRUE;

  if (s == NULL)
    return FALSE;
  g_array_set_size (writer->locked, 0);
  while (has_row)
    {
      guint month;

      if (!gw_statement_step (s, &has_row, error))
        return FALSE;
      if (!has_row)
        break;
      month = (guint)gw_column_int (s, 0);
      g_array_append_val (writer->locked, month);
      writer->locked_until =
          gw_store_local_start (writer->reader.store, gw_period_next (month) * 100 + 1);
    }
  if (writer->locked->len == 0)
    writer->locked_until = 0;
  return TRUE;
}

gboolean
gw_writer_is_locked (const GwStoreWriter *writer, gint64 at_ms)
{
  guint month;

  if (at_ms >= writer->locked_until)
    return FALSE;
  month = gw_store_local_day (writer->reader.store, at_ms) / 100;
  for (guint i = 0; i < writer->locked->len; i++)
    if (g_array_index (writer->locked, guint, i) == month)
      return TRUE;
  return FALSE;
}

gboolean
gw_store_event_floor (GwStoreWriter *writer, gint64 *ret_at_ms, GError **error)
{
  if (!gw_store_last_at (&writer->reader, ret_at_ms, error))
    return FALSE;
  *ret_at_ms = MAX (*ret_at_ms, writer->locked_until);
  return TRUE;
}
