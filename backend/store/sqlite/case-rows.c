/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading rows of cases and events. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/case-store.h"
#include "backend/store/sqlite/internal.h"

/* In the order of queries/case-load.sql and of the piece "select" of case-list.sql. */
enum
{
  CASE_ID,
  CASE_VERSION,
  CASE_STATE,
  CASE_OPEN,
  CASE_TICKING,
  CASE_OVERDUE,
  CASE_KIND,
  CASE_CLASS,
  CASE_URGENT,
  CASE_CELL,
  CASE_LON,
  CASE_LAT,
  CASE_COMPONENT,
  CASE_DESCRIPTION,
  CASE_SOURCE,
  CASE_REPORTER,
  CASE_DEPARTMENT,
  CASE_OBSERVED_AT,
  CASE_REPORTED_AT,
  CASE_FILED_AT,
  CASE_DISPATCHED_AT,
  CASE_HANDLED_AT,
  CASE_CHECKED_AT,
  CASE_CLOSED_AT,
  CASE_DEADLINE_START,
  CASE_WARN_AT,
  CASE_DEADLINE,
  CASE_REWORKS,
  CASE_RETURNS,
  CASE_ROUTING_REASON,
  CASE_DEADLINE_REASON,
  CASE_UPDATED_AT,
  CASE_COUNTED,
  CASE_FLAGS,
  CASE_CLOCKS,
  CASE_WAKE_AT,
  CASE_CONDITION,
  CASE_TASK,
  CASE_TASK_AT,
  CASE_INSPECTOR,
  CASE_TAKEN_AT,
  CASE_REQUEST,
  CASE_REQUEST_STEP,
  CASE_REQUEST_AT,
  CASE_REQUEST_BY,
  CASE_REQUEST_UNTIL,
  CASE_HANDLER,
  CASE_RETURNED_BY,
  CASE_SUSPENDED_UNTIL,
  CASE_MERGED_INTO,
  CASE_SATISFACTION,
  CASE_REDISPATCHES,
  CASE_EXTENSIONS,
  CASE_SUSPENSIONS,
  CASE_DEFERRALS,
  CASE_APPEALS,
  CASE_REOPENINGS,
  CASE_OFFER_UNTIL,
  CASE_OFFERS,
  CASE_TASK_REASON,
  CASE_SOLVED,
  CASE_RESPONSIBLE,
  N_CASE_COLUMNS,
};

/* In the order of queries/case-events.sql and events-after.sql. */
enum
{
  EVENT_SEQ,
  EVENT_CASE,
  EVENT_VERSION,
  EVENT_ACTION,
  EVENT_FROM,
  EVENT_TO,
  EVENT_AT,
  EVENT_ACTOR,
  EVENT_DEPARTMENT,
  EVENT_COUNTS,
  EVENT_OPINION,
  EVENT_DATA,
  N_EVENT_COLUMNS,
};

static void
read_progress (GwStatement *s, GwCaseProgress *p)
{
  p->flags = (guint)gw_column_int (s, CASE_FLAGS);
  p->task = (guint)gw_column_int (s, CASE_TASK);
  p->task_at = gw_column_int (s, CASE_TASK_AT);
  p->inspector = gw_column_int (s, CASE_INSPECTOR);
  p->taken_at = gw_column_int (s, CASE_TAKEN_AT);
  p->request = (guint)gw_column_int (s, CASE_REQUEST);
  p->request_step = (guint)gw_column_int (s, CASE_REQUEST_STEP);
  p->request_at = gw_column_int (s, CASE_REQUEST_AT);
  p->request_by = gw_column_int (s, CASE_REQUEST_BY);
  p->request_until = gw_column_int (s, CASE_REQUEST_UNTIL);
  p->handler = gw_column_int (s, CASE_HANDLER);
  p->returned_by = gw_column_int (s, CASE_RETURNED_BY);
  p->suspended_until = gw_column_int (s, CASE_SUSPENDED_UNTIL);
  p->merged_into = gw_column_int (s, CASE_MERGED_INTO);
  p->satisfaction = (guint)gw_column_int (s, CASE_SATISFACTION);
  p->redispatches = (guint)gw_column_int (s, CASE_REDISPATCHES);
  p->extensions = (guint)gw_column_int (s, CASE_EXTENSIONS);
  p->suspensions = (guint)gw_column_int (s, CASE_SUSPENSIONS);
  p->deferrals = (guint)gw_column_int (s, CASE_DEFERRALS);
  p->appeals = (guint)gw_column_int (s, CASE_APPEALS);
  p->reopenings = (guint)gw_column_int (s, CASE_REOPENINGS);
  p->offer_until = gw_column_int (s, CASE_OFFER_UNTIL);
  p->offers = (guint)gw_column_int (s, CASE_OFFERS);
  p->solved = (guint)gw_column_int (s, CASE_SOLVED);
  p->responsible = gw_column_int (s, CASE_RESPONSIBLE);
}

GwCaseRecord *
gw_read_case (GwStatement *s)
{
  GwCaseRecord *r = g_new0 (GwCaseRecord, 1);

  g_assert_cmpint (sqlite3_column_count (gw_statement_get_handle (s)), ==, N_CASE_COLUMNS);
  r->id = gw_column_int (s, CASE_ID);
  r->version = gw_column_int (s, CASE_VERSION);
  r->state = (guint)gw_column_int (s, CASE_STATE);
  r->open = gw_column_int (s, CASE_OPEN) != 0;
  r->ticking = gw_column_int (s, CASE_TICKING) != 0;
  r->overdue = gw_column_int (s, CASE_OVERDUE) != 0;
  r->kind = (guint)gw_column_int (s, CASE_KIND);
  r->class_id = gw_column_int (s, CASE_CLASS);
  r->urgent = gw_column_int (s, CASE_URGENT) != 0;
  r->cell_id = gw_column_int (s, CASE_CELL);
  r->position.x = (gint32)gw_column_int (s, CASE_LON);
  r->position.y = (gint32)gw_column_int (s, CASE_LAT);
  r->component_id = gw_column_int (s, CASE_COMPONENT);
  r->description = gw_column_dup_text (s, CASE_DESCRIPTION);
  r->source = gw_column_dup_text (s, CASE_SOURCE);
  r->reporter_id = gw_column_int (s, CASE_REPORTER);
  r->department_id = gw_column_int (s, CASE_DEPARTMENT);
  r->observed_at = gw_column_int (s, CASE_OBSERVED_AT);
  r->reported_at = gw_column_int (s, CASE_REPORTED_AT);
  r->filed_at = gw_column_int (s, CASE_FILED_AT);
  r->dispatched_at = gw_column_int (s, CASE_DISPATCHED_AT);
  r->handled_at = gw_column_int (s, CASE_HANDLED_AT);
  r->checked_at = gw_column_int (s, CASE_CHECKED_AT);
  r->closed_at = gw_column_int (s, CASE_CLOSED_AT);
  r->deadline_start = gw_column_int (s, CASE_DEADLINE_START);
  r->warn_at = gw_column_int (s, CASE_WARN_AT);
  r->deadline = gw_column_int (s, CASE_DEADLINE);
  r->reworks = (guint)gw_column_int (s, CASE_REWORKS);
  r->returns = (guint)gw_column_int (s, CASE_RETURNS);
  r->routing_reason = gw_column_dup_text (s, CASE_ROUTING_REASON);
  r->deadline_reason = gw_column_dup_text (s, CASE_DEADLINE_REASON);
  r->updated_at = gw_column_int (s, CASE_UPDATED_AT);
  r->counted = (guint)gw_column_int (s, CASE_COUNTED);
  r->clocks = gw_column_dup_text (s, CASE_CLOCKS);
  r->wake_at = gw_column_int (s, CASE_WAKE_AT);
  r->condition_id = gw_column_int (s, CASE_CONDITION);
  r->task_reason = gw_column_dup_text (s, CASE_TASK_REASON);
  read_progress (s, &r->progress);
  return r;
}

guint
gw_n_event_columns (void)
{
  return N_EVENT_COLUMNS;
}

void
gw_fill_event (GwStatement *s, GwEventRecord *r)
{
  r->seq = gw_column_int (s, EVENT_SEQ);
  r->case_id = gw_column_int (s, EVENT_CASE);
  r->version = gw_column_int (s, EVENT_VERSION);
  r->action = (guint)gw_column_int (s, EVENT_ACTION);
  r->from = (guint)gw_column_int (s, EVENT_FROM);
  r->has_from = r->from != 0;
  r->to = (guint)gw_column_int (s, EVENT_TO);
  r->at = gw_column_int (s, EVENT_AT);
  r->actor_id = gw_column_int (s, EVENT_ACTOR);
  r->department_id = gw_column_int (s, EVENT_DEPARTMENT);
  r->counts = (guint)gw_column_int (s, EVENT_COUNTS);
  r->opinion = gw_column_dup_text (s, EVENT_OPINION);
  r->data = gw_column_dup_text (s, EVENT_DATA);
}

GwEventRecord *
gw_read_event (GwStatement *s)
{
  GwEventRecord *r = g_new0 (GwEventRecord, 1);

  g_assert_cmpint (sqlite3_column_count (gw_statement_get_handle (s)), ==, N_EVENT_COLUMNS);
  gw_fill_event (s, r);
  return r;
}

static GPtrArray *
read_events (GwStatement *s, GError **error)
{
  g_autoptr (GPtrArray) events =
      g_ptr_array_new_with_free_func ((GDestroyNotify)gw_event_record_free);
  gboolean has_row = TRUE;

  while (has_row)
    {
      if (!gw_statement_step (s, &has_row, error))
        return NULL;
      if (has_row)
        g_ptr_array_add (events, gw_read_event (s));
    }
  return g_steal_pointer (&events);
}

GPtrArray *
gw_store_case_events (GwStoreReader *reader, gint64 id, GError **error)
{
  GwStatement *s = gw_connection_query (reader->connection, GW_QUERY_CASE_EVENTS, error);

  if (s == NULL)
    return NULL;
  gw_bind_int (s, ":case_id", id);
  return read_events (s, error);
}

GPtrArray *
gw_store_events_after (GwStoreReader *reader, gint64 after, guint limit, GError **error)
{
  GwStatement *s = gw_connection_query (reader->connection, GW_QUERY_EVENTS_AFTER, error);

  if (s == NULL)
    return NULL;
  gw_bind_int (s, ":after", after);
  gw_bind_int (s, ":limit", limit);
  return read_events (s, error);
}

gboolean
gw_store_last_at (GwStoreReader *reader, gint64 *ret_at_ms, GError **error)
{
  GwStatement *s = gw_connection_query (reader->connection, GW_QUERY_EVENT_LAST_AT, error);
  gboolean has_row;

  if (s == NULL || !gw_statement_step (s, &has_row, error))
    return FALSE;
  *ret_at_ms = has_row ? gw_column_int (s, 0) : 0;
  if (has_row)
    gw_statement_reset (s);
  return TRUE;
}

gint64
gw_store_last_seq (GwStoreReader *reader, GError **error)
{
  GwStatement *s = gw_connection_query (reader->connection, GW_QUERY_EVENT_LAST_SEQ, error);
  gboolean has_row;
  gint64 seq;

  if (s == NULL || !gw_statement_step (s, &has_row, error))
    return -1;
  seq = gw_column_int (s, 0);
  gw_statement_reset (s);
  return seq;
}

static GArray *
read_ids (GwStatement *s, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean has_row = TRUE;

  while (has_row)
    {
      gint64 id;

      if (!gw_statement_step (s, &has_row, error))
        return NULL;
      id = has_row ? gw_column_int (s, 0) : 0;
      if (has_row)
        g_array_append_val (ids, id);
    }
  return g_steal_pointer (&ids);
}

GArray *
gw_store_cases_due (GwStoreReader *reader, gint64 now_ms, guint limit, GError **error)
{
  GwStatement *s = gw_connection_query (reader->connection, GW_QUERY_CASE_DUE, error);

  if (s == NULL)
    return NULL;
  gw_bind_int (s, ":now", now_ms);
  gw_bind_int (s, ":limit", limit);
  return read_ids (s, error);
}

GArray *
gw_store_cases_of_component (GwStoreReader *reader, gint64 component_id, guint limit,
                             GError **error)
{
  GwStatement *s =
      gw_connection_query (reader->connection, GW_QUERY_CASE_OF_COMPONENT, error);

  if (s == NULL)
    return NULL;
  gw_bind_int (s, ":component_id", component_id);
  gw_bind_int (s, ":limit", limit);
  return read_ids (s, error);
}
