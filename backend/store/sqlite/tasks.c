/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tasks of inspectors, links between cases. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/rules/clock.h"
#include "backend/store/case-store.h"
#include "backend/store/sqlite/internal.h"
#include "backend/store/sqlite/rows.h"

enum
{
  TASK_KIND,
  TASK_INSPECTOR,
  TASK_CREATED_AT,
  TASK_TAKEN_AT,
  TASK_DONE_AT,
  TASK_DONE_BY,
  TASK_REASON,
  TASK_OFFERS,
  TASK_DUE,
  TASK_CELL,
};

enum
{
  LINK_OTHER,
  LINK_RELATION,
  LINK_AT,
  LINK_OUTWARD,
};

/* ---- tasks ---- */

static void
bind_task (GwStatement *s, const GwCaseRecord *record)
{
  const GwCaseProgress *progress = &record->progress;

  gw_bind_id (s, ":inspector_id", progress->inspector);
  gw_bind_id (s, ":taken_at", progress->taken_at);
  gw_bind_text (s, ":reason", record->task_reason);
  gw_bind_int (s, ":offers", progress->offers);
}

static gboolean
begin_task (GwStoreWriter *writer, const GwCaseRecord *record, GError **error)
{
  GwStatement *s =
      gw_connection_query (writer->reader.connection, GW_QUERY_TASK_ADD, error);

  if (s == NULL)
    return FALSE;
  bind_task (s, record);
  gw_bind_int (s, ":case_id", record->id);
  gw_bind_int (s, ":kind", record->progress.task);
  gw_bind_int (s, ":created_at", record->progress.task_at);
  gw_bind_int (s, ":cell_id", record->cell_id);
  return gw_statement_run (s, error);
}

/* Until when the task should be done, as far as it is known by now. */
static gint64
due_of (const GwCaseRecord *record)
{
  GwClocks clocks = { 0 };
  gboolean verifies = record->progress.task == GW_TASK_VERIFICATION;

  gw_clocks_parse (record->clocks, &clocks);
  return clocks.stage[verifies ? GW_STAGE_VERIFY : GW_STAGE_CHECK].due;
}

/* done_at 0: it goes on. record: the case as it is then, or as it was to the end. */
static gboolean
change_task (GwStoreWriter *writer, const GwCaseRecord *record, gint64 done_at,
             gint64 done_by, GError **error)
{
  GwStatement *s =
      gw_connection_query (writer->reader.connection, GW_QUERY_TASK_CHANGE, error);

  if (s == NULL)
    return FALSE;
  bind_task (s, record);
  gw_bind_id (s, ":due", done_at != 0 ? due_of (record) : 0);
  gw_bind_id (s, ":done_at", done_at);
  gw_bind_id (s, ":done_by", done_by);
  gw_bind_int (s, ":case_id", record->id);
  return gw_statement_run (s, error);
}

/* Verifying, checking and sending back are what a task is for; all else cancels it. */
static gint64
done_by (const GwEventRecord *event)
{
  gboolean done = event->action == GW_ACTION_VERIFY || event->action == GW_ACTION_CHECK ||
                  event->action == GW_ACTION_REWORK;

  return done ? event->actor_id : 0;
}

gboolean
gw_tasks_follow (GwStoreWriter *writer, const GwCaseRecord *before,
                 const GwCaseRecord *after, const GwEventRecord *event, GError **error)
{
  const GwCaseProgress *old = &before->progress, *new = &after->progress;
  gboolean same = old->task == new->task && old->task_at == new->task_at;

  if (same && old->inspector == new->inspector && old->taken_at == new->taken_at &&
      old->offer_until == new->offer_until)
    return TRUE;
  if (same)
    return change_task (writer, after, 0, 0, error);
  if (old->task != GW_TASK_NONE &&
      !change_task (writer, before, event->at, done_by (event), error))
    return FALSE;
  return new->task == GW_TASK_NONE || begin_task (writer, after, error);
}

static void
task_record_free (gpointer data)
{
  GwTaskRecord *record = data;

  g_free (record->reason);
  g_free (record);
}

static gpointer
read_task (GwStatement *s)
{
  GwTaskRecord *record = g_new0 (GwTaskRecord, 1);

  record->kind = (guint)gw_column_int (s, TASK_KIND);
  record->inspector_id = gw_column_int (s, TASK_INSPECTOR);
  record->created_at = gw_column_int (s, TASK_CREATED_AT);
  record->taken_at = gw_column_int (s, TASK_TAKEN_AT);
  record->done_at = gw_column_int (s, TASK_DONE_AT);
  record->done_by = gw_column_int (s, TASK_DONE_BY);
  record->reason = gw_column_dup_text (s, TASK_REASON);
  record->offers = (guint)gw_column_int (s, TASK_OFFERS);
  record->due = gw_column_int (s, TASK_DUE);
  record->cell_id = gw_column_int (s, TASK_CELL);
  return record;
}

GPtrArray *
gw_store_case_tasks (GwStoreReader *reader, gint64 case_id, GError **error)
{
  GwStatement *s = gw_connection_query (reader->connection, GW_QUERY_TASK_LIST, error);

  if (s == NULL)
    return NULL;
  gw_bind_int (s, ":case_id", case_id);
  return gw_read_all (s, read_task, task_record_free, error);
}

/* ---- links ---- */

void
gw_link_record_free (GwLinkRecord *record)
{
  g_free (record->relation);
  g_free (record);
}

gboolean
gw_store_link_add (GwStoreWriter *writer, gint64 case_id, gint64 other_id,
                   const char *relation, gint64 at, GError **error)
{
  GwStatement *s =
      gw_connection_query (writer->reader.connection, GW_QUERY_LINK_ADD, error);

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":case_id", case_id);
  gw_bind_int (s, ":other_id", other_id);
  gw_bind_text (s, ":relation", relation);
  gw_bind_int (s, ":at", at);
  return gw_statement_run (s, error);
}

static gpointer
read_link (GwStatement *s)
{
  GwLinkRecord *record = g_new0 (GwLinkRecord, 1);

  record->other_id = gw_column_int (s, LINK_OTHER);
  record->relation = gw_column_dup_text (s, LINK_RELATION);
  record->at = gw_column_int (s, LINK_AT);
  record->outward = gw_column_int (s, LINK_OUTWARD) != 0;
  return record;
}

GPtrArray *
gw_store_case_links (GwStoreReader *reader, gint64 case_id, GError **error)
{
  GwStatement *s = gw_connection_query (reader->connection, GW_QUERY_LINK_LIST, error);

  if (s == NULL)
    return NULL;
  gw_bind_int (s, ":case_id", case_id);
  gw_bind_int (s, ":other_id", case_id);
  return gw_read_all (s, read_link, (GDestroyNotify)gw_link_record_free, error);
}
