/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inbox is read on a reader's thread: which tasks there are, then those of the page. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/task-inbox.h"

#include <math.h>

#include "backend/service/duty-private.h"
#include "backend/store/task-store.h"

/* With more than that of each kind, the rest is not looked at: nobody walks so far. */
#define EXAMINED_MAX 2000

typedef struct
{
  GwOpenTask task;
  gint64 distance; /* decimetres; 0 without a place */
} Candidate;

typedef struct
{
  GwService *service;
  GwSnapshot *snapshot;
  gint64 person_id;
  gint64 duty_grid_id; /* that he is signed in to, or 0 */
  gint64 now_ms;
  GwInboxQuery query;
  GwInbox inbox;
  GwInboxFunc done;
  gpointer user_data;
} Job;

static void
inbox_task_free (gpointer data)
{
  GwInboxTask *task = data;

  g_clear_pointer (&task->row, gw_case_row_unref);
  g_clear_pointer (&task->reason, gw_reason_free);
  g_clear_pointer (&task->photos, g_ptr_array_unref);
  g_free (task);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  gw_snapshot_unref (job->snapshot);
  g_ptr_array_unref (job->inbox.tasks);
  g_free (job);
}

/* --- which ---------------------------------------------------------------------------- */

static gboolean
is_own_cell (const Job *job, const GwCell *cell)
{
  if (cell->duty_grid == NULL)
    return FALSE;
  return job->duty_grid_id != 0 ? cell->duty_grid->id == job->duty_grid_id
                                : cell->duty_grid->inspector_id == job->person_id;
}

static GArray *
own_cells (const Job *job)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < gw_snapshot_n_cells (job->snapshot); i++)
    {
      const GwCell *cell = gw_snapshot_cell (job->snapshot, i);

      if (is_own_cell (job, cell))
        g_array_append_val (ids, cell->id);
    }
  return ids;
}

static int
compare (gint64 distance, gint64 id, const Candidate *other)
{
  if (distance != other->distance)
    return distance < other->distance ? -1 : 1;
  return (id > other->task.id) - (id < other->task.id);
}

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const Candidate *left = a;

  return compare (left->distance, left->task.id, b);
}

/* Those behind the page before, in order. */
static GArray *
rank (const Job *job, const GArray *tasks)
{
  const GwInboxQuery *query = &job->query;
  GArray *candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));

  for (guint i = 0; i < tasks->len; i++)
    {
      Candidate candidate = { .task = g_array_index (tasks, GwOpenTask, i) };
      GwLonLat there = gw_fixed_to_lon_lat (candidate.task.position);

      if (query->has_place)
        candidate.distance = (gint64)round (gw_distance_m (query->place, there) * 10);
      if (query->after_id == 0 ||
          compare (query->after_distance, query->after_id, &candidate) < 0)
        g_array_append_val (candidates, candidate);
    }
  g_array_sort (candidates, compare_candidates);
  return candidates;
}

/* --- what is shown of them ------------------------------------------------------------ */

static void
fill_clock (GwInboxTask *task, const GwCaseRecord *record, gint64 now_ms)
{
  GwClocks clocks = { 0 };
  gboolean verifies = task->kind == GW_TASK_VERIFICATION;
  const GwClock *clock = &clocks.stage[verifies ? GW_STAGE_VERIFY : GW_STAGE_CHECK];

  gw_clocks_parse (record->clocks, &clocks);
  task->due = clock->due;
  task->lamp = gw_clock_lamp (clock, now_ms);
}

static gboolean
add_task (Job *job, GwStoreReader *reader, const Candidate *candidate, GError **error)
{
  g_autoptr (GwCaseRecord) record =
      gw_store_case_load (reader, candidate->task.case_id, error);
  g_autoptr (GPtrArray) photos = NULL;
  GwInboxTask *task;

  if (record == NULL || !gw_case_record_check (job->snapshot, record, error))
    return FALSE;
  photos = gw_store_case_attachments (reader, record->id, error);
  if (photos == NULL)
    return FALSE;
  task = g_new0 (GwInboxTask, 1);
  task->id = candidate->task.id;
  task->kind = candidate->task.kind;
  task->own = candidate->task.own;
  task->created_at = record->progress.task_at;
  task->taken_at = record->progress.taken_at;
  task->offer_until = record->progress.offer_until;
  task->distance_m = job->query.has_place ? (double)candidate->distance / 10 : -1;
  task->reason = gw_reason_from_json (record->task_reason);
  task->photos = gw_attachments_new (photos);
  fill_clock (task, record, job->now_ms);
  task->row = gw_case_row_new_take (job->snapshot, record);
  g_ptr_array_add (job->inbox.tasks, task);
  return TRUE;
}

static gboolean
read_thread (GwStoreReader *reader, gpointer data, GError **error)
{
  Job *job = data;
  g_autoptr (GArray) cells = own_cells (job);
  g_autoptr (GArray) tasks =
      gw_store_task_inbox (reader, job->person_id, cells, EXAMINED_MAX, error);
  g_autoptr (GArray) candidates = tasks != NULL ? rank (job, tasks) : NULL;

  if (candidates == NULL)
    return FALSE;
  for (guint i = 0; i < MIN (candidates->len, job->query.limit); i++)
    {
      const Candidate *candidate = &g_array_index (candidates, Candidate, i);

      if (!add_task (job, reader, candidate, error))
        return FALSE;
      job->inbox.next.after_distance = candidate->distance;
      job->inbox.next.after_id = candidate->task.id;
    }
  job->inbox.more = candidates->len > job->query.limit;
  return TRUE;
}

static void
read_cb (gpointer data, const GError *error, gpointer user_data)
{
  Job *job = data;
  g_autoptr (GError) translated = NULL;

  if (error != NULL)
    translated = gw_service_translate_error (error);
  job->done (error == NULL ? &job->inbox : NULL, translated, job->user_data);
}

/* Where he was last, if he may still be there. */
static void
find_place (Job *job)
{
  const GwDuty *duty = job->service->duty;
  const GwLastPosition *last = g_hash_table_lookup (duty->last, &job->person_id);

  if (job->query.has_place || last == NULL ||
      !gw_position_is_fresh (duty, &last->record, job->now_ms))
    return;
  job->query.has_place = TRUE;
  job->query.place = gw_fixed_to_lon_lat (last->record.position);
}

gboolean
gw_task_inbox (GwService *service, const GwPerson *user, const GwInboxQuery *query,
               GwInboxFunc done, gpointer user_data, GError **error)
{
  const GwDutyRecord *on_duty;
  Job *job;

  if ((user->roles & GW_ROLE_INSPECTOR) == 0)
    {
      gw_case_error_set (error, GW_CASE_ERROR_FORBIDDEN, NULL, "not for this role");
      return FALSE;
    }
  if (query->has_place && !gw_lon_lat_is_valid (query->place))
    {
      gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, "lon", "no place on earth");
      return FALSE;
    }
  on_duty = g_hash_table_lookup (service->duty->on_duty, &user->id);
  job = g_new0 (Job, 1);
  job->service = service;
  job->snapshot = gw_snapshot_ref (service->snapshot);
  job->person_id = user->id;
  job->duty_grid_id = on_duty != NULL ? on_duty->duty_grid_id : 0;
  job->now_ms = gw_service_now (service);
  job->query = *query;
  /* As exact as the link to the next page tells it. */
  if (query->has_place)
    job->query.place = gw_fixed_to_lon_lat (gw_fixed_from_lon_lat (query->place));
  job->done = done;
  job->user_data = user_data;
  find_place (job);
  job->inbox.tasks = g_ptr_array_new_with_free_func (inbox_task_free);
  job->inbox.next = job->query;
  if (gw_store_read_async (service->store, read_thread, job, job_free, read_cb, NULL))
    return TRUE;
  job_free (job);
  return gw_service_fail_overloaded (error);
}
