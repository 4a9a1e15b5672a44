/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All cases with their journals: two scans side by side, both in the order of cases. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/case-store.h"
#include "backend/store/sqlite/internal.h"

typedef struct
{
  GwStatement *cases;
  GwStatement *events;
  GwCaseRecord *record;  /* the next one, or NULL at the end */
  GwJournalEvent *event; /* the same */
} Walk;

static gboolean
next_record (Walk *walk, GError **error)
{
  gboolean has_row;

  g_clear_pointer (&walk->record, gw_case_record_free);
  if (!gw_statement_step (walk->cases, &has_row, error))
    return FALSE;
  walk->record = has_row ? gw_read_case (walk->cases) : NULL;
  return TRUE;
}

/* In the order of queries/check-events.sql, behind the columns of the event. */
enum
{
  MORE_CELL,
  MORE_LEFT_CELL,
  MORE_LEFT_COUNTS,
  MORE_SEAL,
};

static GwJournalEvent *
read_journal_event (GwStatement *s)
{
  GwJournalEvent *event = g_new0 (GwJournalEvent, 1);
  int more = (int)gw_n_event_columns ();

  gw_fill_event (s, &event->event);
  event->cell_id = gw_column_int (s, more + MORE_CELL);
  event->left_cell_id = gw_column_int (s, more + MORE_LEFT_CELL);
  event->event.left_counts = (guint)gw_column_int (s, more + MORE_LEFT_COUNTS);
  event->has_seal =
      gw_column_copy_blob (s, more + MORE_SEAL, event->seal.bytes, sizeof event->seal);
  return event;
}

static gboolean
next_event (Walk *walk, GError **error)
{
  gboolean has_row;

  if (!gw_statement_step (walk->events, &has_row, error))
    return FALSE;
  walk->event = has_row ? read_journal_event (walk->events) : NULL;
  return TRUE;
}

/* Steps to the first event of another case. */
static gboolean
take_events (Walk *walk, gint64 case_id, GPtrArray *events, GError **error)
{
  while (walk->event != NULL && walk->event->event.case_id == case_id)
    {
      g_ptr_array_add (events, g_steal_pointer (&walk->event));
      if (!next_event (walk, error))
        return FALSE;
    }
  return TRUE;
}

/* The case that comes first, or has events that come first. */
static gboolean
visit_next (Walk *walk, GwStoreWalkFunc func, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) events =
      g_ptr_array_new_with_free_func ((GDestroyNotify)gw_event_record_free);
  gboolean orphan = walk->record == NULL ||
                    (walk->event != NULL && walk->event->event.case_id < walk->record->id);
  gint64 id = orphan ? walk->event->event.case_id : walk->record->id;

  if (!take_events (walk, id, events, error) ||
      !func (orphan ? NULL : walk->record, events, data, error))
    return FALSE;
  return orphan || next_record (walk, error);
}

static gboolean
visit_all (Walk *walk, GwStoreWalkFunc func, gpointer data, GError **error)
{
  if (!next_record (walk, error) || !next_event (walk, error))
    return FALSE;
  while (walk->record != NULL || walk->event != NULL)
    {
      if (!visit_next (walk, func, data, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
gw_store_walk_cases (GwStoreReader *reader, GwStoreWalkFunc func, gpointer data,
                     GError **error)
{
  Walk walk = { gw_connection_query (reader->connection, GW_QUERY_CHECK_CASES, error) };
  gboolean done = FALSE;

  if (walk.cases != NULL)
    walk.events = gw_connection_query (reader->connection, GW_QUERY_CHECK_EVENTS, error);
  if (walk.events != NULL)
    {
      done = visit_all (&walk, func, data, error);
      gw_statement_reset (walk.events);
    }
  if (walk.cases != NULL)
    gw_statement_reset (walk.cases);
  g_clear_pointer (&walk.record, gw_case_record_free);
  if (walk.event != NULL)
    gw_event_record_free (&walk.event->event);
  return done;
}
