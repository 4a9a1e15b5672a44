/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The open cases in memory: read once, then kept up by what is published. When another
 * process has written, they are brought up from the journal, through a subscription that
 * ends as soon as it has seen everything.
 */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/feed.h"
#include "backend/service/nearby-private.h"
#include "backend/service/nearby.h"

struct _GwOpenCases
{
  GwService *service;
  GwOpenIndex *index;
  GwSubscription *catching_up; /* or NULL; while there is one, it alone is believed */
};

static void
note (GwOpenCases *open_cases, const GwCaseRow *row)
{
  const GwOpenCase open_case = {
    .id = row->id,
    .version = row->version,
    .class_id = gw_snapshot_class_id (row->snapshot, row->class),
    .component_id = row->component_id,
    .reported_at = row->reported_at,
    .position = row->position,
    .cell_id = row->cell->id,
    .department_id = row->department != NULL ? row->department->id : 0,
    .state = row->state,
    .flags = row->progress.flags,
    .warn_at = row->warn_at,
    .deadline = row->deadline,
    .handled_at = row->handled_at,
  };

  if (gw_case_state_is_terminal (row->state))
    gw_open_index_remove (open_cases->index, row->id);
  else
    gw_open_index_put (open_cases->index, &open_case);
}

void
gw_open_cases_note (GwOpenCases *open_cases, const GwCaseRow *row)
{
  if (open_cases != NULL && open_cases->catching_up == NULL)
    note (open_cases, row);
}

static void
replayed_cb (GwCaseEvent *const *events, guint n_events, gint64 last_seq, gpointer data)
{
  GwOpenCases *open_cases = data;

  for (guint i = 0; i < n_events; i++)
    note (open_cases, events[i]->row);
  if (last_seq >= gw_feed_last_seq (open_cases->service->feed))
    g_clear_pointer (&open_cases->catching_up, gw_feed_unsubscribe);
}

void
gw_open_cases_fall_behind (GwOpenCases *open_cases, gint64 last_seq)
{
  g_autoptr (GwPerson) administrator = NULL;

  if (open_cases == NULL || open_cases->catching_up != NULL)
    return;
  administrator = gw_person_new_administrator ();
  open_cases->catching_up = gw_feed_subscribe (open_cases->service, administrator, last_seq,
                                               replayed_cb, open_cases);
}

void
gw_open_cases_reload (GwOpenCases *open_cases)
{
  if (open_cases != NULL)
    gw_open_index_set_cells (open_cases->index, (GwCellIndex *)gw_snapshot_cell_index (
                                                    open_cases->service->snapshot));
}

const GwOpenIndex *
gw_open_cases_get_index (const GwOpenCases *open_cases)
{
  return open_cases->index;
}

void
gw_open_cases_free (GwOpenCases *open_cases)
{
  g_clear_pointer (&open_cases->catching_up, gw_feed_unsubscribe);
  gw_open_index_free (open_cases->index);
  g_free (open_cases);
}

gboolean
gw_nearby_start (GwService *service, GError **error)
{
  g_autoptr (GArray) cases = NULL;
  GError *local = NULL;

  if (service->open_cases != NULL)
    return TRUE;
  cases = gw_store_open_cases (gw_store_read (service->store), &local);
  if (cases == NULL)
    {
      gw_service_propagate_error (error, local);
      return FALSE;
    }
  service->open_cases = g_new0 (GwOpenCases, 1);
  service->open_cases->service = service;
  service->open_cases->index = gw_open_index_new ();
  gw_open_cases_reload (service->open_cases);
  for (guint i = 0; i < cases->len; i++)
    gw_open_index_put (service->open_cases->index, &g_array_index (cases, GwOpenCase, i));
  return TRUE;
}
