/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases and their journal. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/case-store.h"

#include <string.h>

#include "backend/store/sqlite/internal.h"
#include "backend/store/sqlite/rows.h"

/* ---- rows ---- */

static void
bind_times (GwStatement *s, const GwCaseRecord *r)
{
  gw_bind_id (s, ":filed_at", r->filed_at);
  gw_bind_id (s, ":dispatched_at", r->dispatched_at);
  gw_bind_id (s, ":handled_at", r->handled_at);
  gw_bind_id (s, ":checked_at", r->checked_at);
  gw_bind_id (s, ":closed_at", r->closed_at);
  gw_bind_id (s, ":deadline_start", r->deadline_start);
  gw_bind_id (s, ":warn_at", r->warn_at);
  gw_bind_id (s, ":deadline", r->deadline);
  gw_bind_int (s, ":reworks", r->reworks);
  gw_bind_int (s, ":returns", r->returns);
  gw_bind_text (s, ":routing_reason", r->routing_reason);
  gw_bind_text (s, ":deadline_reason", r->deadline_reason);
  gw_bind_int (s, ":updated_at", r->updated_at);
  gw_bind_int (s, ":counted", r->counted);
}

static void
bind_progress (GwStatement *s, const GwCaseProgress *p)
{
  gw_bind_int (s, ":flags", p->flags);
  gw_bind_int (s, ":task", p->task);
  gw_bind_id (s, ":task_at", p->task_at);
  gw_bind_id (s, ":inspector_id", p->inspector);
  gw_bind_id (s, ":taken_at", p->taken_at);
  gw_bind_int (s, ":request", p->request);
  gw_bind_int (s, ":request_step", p->request_step);
  gw_bind_id (s, ":request_at", p->request_at);
  gw_bind_id (s, ":request_by", p->request_by);
  gw_bind_id (s, ":request_until", p->request_until);
  gw_bind_id (s, ":handler_id", p->handler);
  gw_bind_id (s, ":returned_by", p->returned_by);
  gw_bind_id (s, ":suspended_until", p->suspended_until);
  gw_bind_id (s, ":merged_into", p->merged_into);
  gw_bind_int (s, ":satisfaction", p->satisfaction);
  gw_bind_int (s, ":redispatches", p->redispatches);
  gw_bind_int (s, ":extensions", p->extensions);
  gw_bind_int (s, ":suspensions", p->suspensions);
  gw_bind_int (s, ":deferrals", p->deferrals);
  gw_bind_int (s, ":appeals", p->appeals);
  gw_bind_int (s, ":reopenings", p->reopenings);
  gw_bind_id (s, ":offer_until", p->offer_until);
  gw_bind_int (s, ":offers", p->offers);
  gw_bind_int (s, ":solved", p->solved);
  gw_bind_id (s, ":responsible_id", p->responsible);
}

static void
bind_clocks (GwStatement *s, const GwCaseRecord *r)
{
  gw_bind_text (s, ":clocks", r->clocks);
  gw_bind_id (s, ":wake_at", r->wake_at);
  gw_bind_id (s, ":condition_id", r->condition_id);
}

static void
bind_state (GwStatement *s, const GwCaseRecord *r)
{
  gw_bind_int (s, ":version", r->version);
  gw_bind_int (s, ":state", r->state);
  gw_bind_int (s, ":open", r->open != 0);
  gw_bind_int (s, ":ticking", r->ticking != 0);
  gw_bind_int (s, ":overdue", r->overdue != 0);
}

static gboolean
insert_case (GwConnection *connection, const GwCaseRecord *r, GError **error)
{
  GwStatement *s = gw_connection_query (connection, GW_QUERY_CASE_ADD, error);

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":id", r->id);
  bind_state (s, r);
  gw_bind_int (s, ":kind", r->kind);
  gw_bind_int (s, ":class_id", r->class_id);
  gw_bind_int (s, ":urgent", r->urgent != 0);
  gw_bind_int (s, ":cell_id", r->cell_id);
  gw_bind_int (s, ":lon", r->position.x);
  gw_bind_int (s, ":lat", r->position.y);
  gw_bind_id (s, ":component_id", r->component_id);
  gw_bind_text (s, ":description", r->description);
  gw_bind_text (s, ":source", r->source);
  gw_bind_int (s, ":reporter_id", r->reporter_id);
  gw_bind_id (s, ":department_id", r->department_id);
  gw_bind_id (s, ":observed_at", r->observed_at);
  gw_bind_int (s, ":reported_at", r->reported_at);
  bind_times (s, r);
  bind_clocks (s, r);
  gw_bind_int (s, ":flags", r->progress.flags);
  return gw_statement_run (s, error);
}

static gboolean
update_case (GwConnection *connection, const GwCaseRecord *r, gint64 expected_version,
             GError **error)
{
  GwStatement *s = gw_connection_query (connection, GW_QUERY_CASE_CHANGE, error);

  if (s == NULL)
    return FALSE;
  bind_state (s, r);
  gw_bind_int (s, ":urgent", r->urgent != 0);
  gw_bind_id (s, ":component_id", r->component_id);
  gw_bind_id (s, ":department_id", r->department_id);
  bind_times (s, r);
  bind_clocks (s, r);
  bind_progress (s, &r->progress);
  gw_bind_text (s, ":task_reason", r->task_reason);
  gw_bind_int (s, ":id", r->id);
  gw_bind_int (s, ":expected_version", expected_version);
  if (!gw_statement_run (s, error))
    return FALSE;
  if (sqlite3_changes (gw_connection_get_handle (connection)) == 1)
    return TRUE;
  g_set_error (error, GW_STORE_ERROR, GW_STORE_ERROR_CONFLICT,
               "the case is no longer at version %" G_GINT64_FORMAT, expected_version);
  return FALSE;
}

/* What the report said; indexed, and so written only when it was corrected. */
static gboolean
amend_case (GwStoreWriter *writer, const GwCaseRecord *before, const GwCaseRecord *after,
            GError **error)
{
  GwStatement *s;

  gboolean same_text = strcmp (before->description, after->description) == 0;

  if (before->class_id == after->class_id && before->kind == after->kind &&
      before->position.x == after->position.x && before->position.y == after->position.y &&
      before->cell_id == after->cell_id && same_text)
    return TRUE;
  s = gw_connection_query (writer->reader.connection, GW_QUERY_CASE_AMEND, error);
  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":kind", after->kind);
  gw_bind_int (s, ":class_id", after->class_id);
  gw_bind_int (s, ":cell_id", after->cell_id);
  gw_bind_int (s, ":lon", after->position.x);
  gw_bind_int (s, ":lat", after->position.y);
  gw_bind_text (s, ":description", after->description);
  gw_bind_int (s, ":id", after->id);
  return gw_statement_run (s, error) &&
         (same_text || gw_search_amend (writer, after->id, before->description,
                                        after->description, error));
}

/* ---- numbers ---- */

static gboolean
load_last_id (GwStoreWriter *writer, guint32 day, GError **error)
{
  GwStatement *s =
      gw_connection_query (writer->reader.connection, GW_QUERY_CASE_LAST_ID, error);
  gint64 first = (gint64)day * GW_CASE_IDS_PER_DAY;
  gboolean has_row;

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":first", first);
  gw_bind_int (s, ":last", first + GW_CASE_IDS_PER_DAY - 1);
  if (!gw_statement_step (s, &has_row, error))
    return FALSE;
  writer->mark.last_id = MAX (gw_column_int (s, 0), first);
  writer->mark.day = day;
  gw_statement_reset (s);
  return TRUE;
}

static gboolean
next_id (GwStoreWriter *writer, guint32 day, gint64 *ret_id, GError **error)
{
  if (writer->mark.day != day && !load_last_id (writer, day, error))
    return FALSE;
  if (writer->mark.last_id % GW_CASE_IDS_PER_DAY == GW_CASE_IDS_PER_DAY - 1)
    {
      g_set_error (error, GW_STORE_ERROR, GW_STORE_ERROR_FAILED,
                   "the numbers of %u are used up", day);
      return FALSE;
    }
  *ret_id = ++writer->mark.last_id;
  return TRUE;
}

/* ---- events ---- */

static gboolean
append_event (GwStoreWriter *writer, const GwCaseRecord *record, GwEventRecord *event,
              GError **error)
{
  GwStatement *s =
      gw_connection_query (writer->reader.connection, GW_QUERY_EVENT_ADD, error);

  if (s == NULL)
    return FALSE;
  if (gw_writer_is_locked (writer, event->at))
    {
      g_set_error_literal (error, GW_STORE_ERROR, GW_STORE_ERROR_LOCKED,
                           "the clock of the server stands in a month whose statistics are "
                           "locked");
      return FALSE;
    }
  event->seq = ++writer->mark.last_seq;
  event->case_id = record->id;
  event->version = record->version;
  gw_bind_int (s, ":seq", event->seq);
  gw_bind_int (s, ":case_id", event->case_id);
  gw_bind_int (s, ":version", event->version);
  gw_bind_int (s, ":action", event->action);
  gw_bind_id (s, ":from_state", event->has_from ? event->from : 0);
  gw_bind_int (s, ":to_state", event->to);
  gw_bind_int (s, ":at", event->at);
  gw_bind_int (s, ":actor_id", event->actor_id);
  gw_bind_id (s, ":department_id", event->department_id);
  gw_bind_int (s, ":counts", event->counts);
  gw_bind_int (s, ":cell_id", record->cell_id);
  gw_bind_text (s, ":opinion", event->opinion);
  gw_bind_text (s, ":data", event->data);
  gw_chain_add_event (writer->pieces, event, record->cell_id);
  return gw_statement_run (s, error);
}

/* For the cell that the case has left, what its leaving counts as. */
static gboolean
append_move (GwStoreWriter *writer, const GwCaseRecord *before, const GwEventRecord *event,
             GError **error)
{
  const GwCountChange left = { .cell_id = before->cell_id,
                               .department_id = event->department_id,
                               .counts = event->left_counts };
  GwStatement *s;

  if (event->left_counts == 0)
    return TRUE;
  s = gw_connection_query (writer->reader.connection, GW_QUERY_MOVE_ADD, error);
  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":seq", event->seq);
  gw_bind_int (s, ":cell_id", before->cell_id);
  gw_bind_int (s, ":counts", event->left_counts);
  gw_counters_note (writer, &left);
  gw_chain_add_move (writer->pieces, event->seq, before->cell_id);
  return gw_statement_run (s, error);
}

/* What counted before the event counted for the class of then. */
static gboolean
keep_class (GwStoreWriter *writer, const GwCaseRecord *before, const GwCaseRecord *after,
            const GwEventRecord *event, GError **error)
{
  GwStatement *s;

  if (before->class_id == after->class_id)
    return TRUE;
  s = gw_connection_query (writer->reader.connection, GW_QUERY_RECLASS_ADD, error);
  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":case_id", event->case_id);
  gw_bind_int (s, ":seq", event->seq);
  gw_bind_int (s, ":class_id", before->class_id);
  return gw_statement_run (s, error);
}

/* The event counts for its department; what is open belongs to the case's. */
static void
note_counts (GwStoreWriter *writer, const GwCaseRecord *before, const GwCaseRecord *after,
             const GwEventRecord *event)
{
  GwCountChange counted = { .cell_id = after->cell_id,
                            .department_id = event->department_id,
                            .counts = event->counts };
  GwCountChange gone = { .cell_id = after->cell_id };
  GwCountChange come = { .cell_id = after->cell_id,
                         .department_id = after->department_id,
                         .open = after->open != 0,
                         .overdue = after->open && after->overdue };

  gw_counters_note (writer, &counted);
  if (before != NULL)
    {
      gone.cell_id = before->cell_id;
      gone.department_id = before->department_id;
      gone.open = -(before->open != 0);
      gone.overdue = -(before->open && before->overdue);
    }
  if (gone.cell_id == come.cell_id && gone.department_id == come.department_id)
    {
      come.open += gone.open;
      come.overdue += gone.overdue;
    }
  else
    gw_counters_note (writer, &gone);
  gw_counters_note (writer, &come);
}

/* ---- public ---- */

gboolean
gw_store_case_add (GwStoreWriter *writer, GwCaseRecord *record, GwEventRecord *event,
                   GError **error)
{
  g_return_val_if_fail (record->description != NULL && record->source != NULL, FALSE);

  if (!next_id (writer, gw_store_local_day (writer->reader.store, record->reported_at),
                &record->id, error))
    return FALSE;
  record->version = 1;
  record->updated_at = event->at;
  if (!insert_case (writer->reader.connection, record, error) ||
      !append_event (writer, record, event, error))
    return FALSE;
  gw_chain_add_words (writer->pieces, event->seq, record);
  note_counts (writer, NULL, record, event);
  gw_search_note (writer, event->seq, record->id, record->description);
  return TRUE;
}

gboolean
gw_store_case_change (GwStoreWriter *writer, const GwCaseRecord *before,
                      GwCaseRecord *after, GwEventRecord *event, GError **error)
{
  g_return_val_if_fail (before->id == after->id && before->id != 0, FALSE);
  g_return_val_if_fail (event->has_from, FALSE);

  after->version = before->version + (event->silent ? 0 : 1);
  after->updated_at = event->at;
  if (!update_case (writer->reader.connection, after, before->version, error) ||
      !amend_case (writer, before, after, error) ||
      !append_event (writer, after, event, error) ||
      !append_move (writer, before, event, error) ||
      !keep_class (writer, before, after, event, error) ||
      !gw_tasks_follow (writer, before, after, event, error))
    return FALSE;
  note_counts (writer, before, after, event);
  return TRUE;
}

GwCaseRecord *
gw_store_case_load (GwStoreReader *reader, gint64 id, GError **error)
{
  GwStatement *s = gw_connection_query (reader->connection, GW_QUERY_CASE_LOAD, error);
  GwCaseRecord *record;

  if (s == NULL)
    return NULL;
  gw_bind_int (s, ":id", id);
  if (!gw_step_to_row (s, "there is no such case", error))
    return NULL;
  record = gw_read_case (s);
  gw_statement_reset (s);
  return record;
}
