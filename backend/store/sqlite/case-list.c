/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of cases, page by page. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/case-list.h"

#include "backend/store/sqlite/internal.h"
#include "backend/store/sqlite/list-job.h"
#include "backend/store/sqlite/rows.h"

#define MAX_LIMIT 10000
#define N_STATE_BITS 32

static gpointer
read_row (GwStatement *s)
{
  return gw_read_case (s);
}

static GPtrArray *
run_plan (GwConnection *connection, const GwListJob *job, GError **error)
{
  GwStatement *s = gw_list_job_open (connection, job, error);

  if (s == NULL)
    return NULL;
  return gw_read_all (s, read_row, (GDestroyNotify)gw_case_record_free, error);
}

static int
compare_newest (gconstpointer a, gconstpointer b)
{
  const GwCaseRecord *first = *(GwCaseRecord *const *)a;
  const GwCaseRecord *second = *(GwCaseRecord *const *)b;

  return (first->id < second->id) - (first->id > second->id);
}

static int
compare_oldest (gconstpointer a, gconstpointer b)
{
  return compare_newest (b, a);
}

/* One walk per state, each as long as the page, put together by number. */
static GPtrArray *
run_per_state (GwConnection *connection, GwListJob *job, GError **error)
{
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify)gw_case_record_free);

  for (guint state = 0; state < N_STATE_BITS; state++)
    {
      GPtrArray *more;

      if (!(job->filter->states >> state & 1))
        continue;
      job->state = state;
      more = run_plan (connection, job, error);
      if (more == NULL)
        return NULL;
      g_ptr_array_extend_and_steal (rows, more);
    }
  g_ptr_array_sort (rows, job->filter->sort == GW_CASE_SORT_OLDEST ? compare_oldest
                                                                   : compare_newest);
  if (rows->len > job->limit)
    g_ptr_array_set_size (rows, (int)job->limit);
  return g_steal_pointer (&rows);
}

/* First those with a deadline, then those without; the cursor says which part it is in. */
static GPtrArray *
run_by_deadline (GwConnection *connection, GwListJob *job, GError **error)
{
  g_autoptr (GPtrArray) rows = NULL;
  GwCaseFilter rest = *job->filter;
  gboolean ends_before = rest.until.id != 0 && rest.until.deadline != G_MAXINT64;
  GPtrArray *more;

  if (job->filter->after.deadline == G_MAXINT64)
    {
      gw_list_plan_without_deadline (&job->plan, job->filter);
      return run_plan (connection, job, error);
    }
  rows = run_plan (connection, job, error);
  if (rows == NULL || rows->len >= job->limit || ends_before)
    return g_steal_pointer (&rows);
  rest.after = (GwCaseCursor){ G_MAXINT64, 0 };
  job->filter = &rest;
  job->limit -= rows->len;
  gw_list_plan_without_deadline (&job->plan, job->filter);
  more = run_plan (connection, job, error);
  if (more == NULL)
    return NULL;
  g_ptr_array_extend_and_steal (rows, more);
  return g_steal_pointer (&rows);
}

static GPtrArray *
run_list (GwConnection *connection, GwListJob *job, GError **error)
{
  if (gw_list_is_by_deadline (job->filter))
    return run_by_deadline (connection, job, error);
  if (job->plan.per_state)
    return run_per_state (connection, job, error);
  return run_plan (connection, job, error);
}

static void
cut_page (GPtrArray *rows, const GwCaseFilter *filter, gboolean *ret_more,
          GwCaseCursor *ret_next)
{
  const GwCaseRecord *last;

  *ret_more = rows->len > filter->limit;
  *ret_next = (GwCaseCursor){ 0, 0 };
  if (*ret_more)
    g_ptr_array_set_size (rows, (int)filter->limit);
  if (rows->len == 0)
    return;
  last = g_ptr_array_index (rows, rows->len - 1);
  ret_next->id = last->id;
  if (gw_list_is_by_deadline (filter))
    ret_next->deadline = last->deadline != 0 ? last->deadline : G_MAXINT64;
}

GPtrArray *
gw_store_case_list (GwStoreReader *reader, const GwCaseFilter *filter, gboolean *ret_more,
                    GwCaseCursor *ret_next, GError **error)
{
  g_auto (GwListJob) job = { .filter = filter, .limit = (gint64)filter->limit + 1 };
  GPtrArray *rows;

  g_return_val_if_fail (filter->limit >= 1 && filter->limit <= MAX_LIMIT, NULL);

  if (!gw_list_job_prepare (reader->connection, &job, error))
    return NULL;
  if (job.is_empty)
    rows = g_ptr_array_new_with_free_func ((GDestroyNotify)gw_case_record_free);
  else
    rows = run_list (reader->connection, &job, error);
  if (rows != NULL)
    cut_page (rows, filter, ret_more, ret_next);
  return rows;
}
