/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long a list is and where its pages begin, from indices alone where one holds it. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/case-list.h"

#include "backend/store/sqlite/internal.h"
#include "backend/store/sqlite/list-job.h"

#define N_STATES 32

/* One walk's ids, in the order of the list. */
typedef struct
{
  GArray *ids; /* gint64 */
  guint at;    /* of the next one that was not taken yet */
} Walk;

typedef struct
{
  GwCaseKeys *keys;
  guint step;
  guint max;
} Counting;

void
gw_case_keys_clear (GwCaseKeys *keys)
{
  g_clear_pointer (&keys->keys, g_array_unref);
}

/* Another row of the list: the one after each whole page shows that the page has an end. */
static void
count_row (Counting *counting, GwCaseCursor *last, GwCaseCursor cursor)
{
  GwCaseKeys *keys = counting->keys;

  if (keys->count == counting->max)
    {
      keys->more = TRUE;
      return;
    }
  if (keys->count > 0 && keys->count % counting->step == 0)
    g_array_append_val (keys->keys, *last);
  keys->count++;
  *last = cursor;
}

static GArray *
read_ids (GwConnection *connection, const GwListJob *job, GError **error)
{
  GwStatement *s = gw_list_job_open (connection, job, error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean has_row = s != NULL;

  if (s == NULL)
    return NULL;
  while (has_row)
    {
      if (!gw_statement_step (s, &has_row, error))
        return NULL;
      if (has_row)
        {
          gint64 id = gw_column_int (s, 0);

          g_array_append_val (ids, id);
        }
    }
  return g_steal_pointer (&ids);
}

/* There are as many walks as states, so the first of all is looked for. */
static gboolean
take_first (Walk *walks, guint n_walks, gboolean oldest_first, gint64 *ret_id)
{
  Walk *first = NULL;

  for (guint i = 0; i < n_walks; i++)
    {
      gint64 id;

      if (walks[i].at >= walks[i].ids->len)
        continue;
      id = g_array_index (walks[i].ids, gint64, walks[i].at);
      if (first == NULL || (oldest_first ? id < *ret_id : id > *ret_id))
        {
          first = &walks[i];
          *ret_id = id;
        }
    }
  if (first == NULL)
    return FALSE;
  first->at++;
  return TRUE;
}

static gboolean
count_by_number (GwConnection *connection, GwListJob *job, Counting *counting,
                 GError **error)
{
  gboolean oldest_first = job->filter->sort == GW_CASE_SORT_OLDEST;
  Walk walks[N_STATES] = { 0 };
  GwCaseCursor last = { 0, 0 };
  guint n_walks = 0;
  gboolean done = TRUE;
  gint64 id = 0;

  for (guint state = 0; state < (job->plan.per_state ? N_STATES : 1) && done; state++)
    {
      if (job->plan.per_state && !(job->filter->states >> state & 1))
        continue;
      job->state = state;
      walks[n_walks].ids = read_ids (connection, job, error);
      done = walks[n_walks].ids != NULL;
      n_walks += done;
    }
  while (done && take_first (walks, n_walks, oldest_first, &id))
    count_row (counting, &last, (GwCaseCursor){ 0, id });
  for (guint i = 0; i < n_walks; i++)
    g_array_unref (walks[i].ids);
  return done;
}

/* Those with a deadline, then those without; both in the list's order already. */
static gboolean
count_by_deadline (GwConnection *connection, GwListJob *job, Counting *counting,
                   GError **error)
{
  GwCaseFilter rest = *job->filter;
  GwCaseCursor last = { 0, 0 };

  for (guint part = rest.after.deadline == G_MAXINT64 ? 1 : 0; part < 2; part++)
    {
      GwStatement *s;
      gboolean has_row = TRUE;

      if (part == 1)
        {
          if (rest.after.deadline != G_MAXINT64)
            rest.after = (GwCaseCursor){ G_MAXINT64, 0 };
          job->filter = &rest;
          gw_list_plan_without_deadline (&job->plan, job->filter);
          gw_list_plan_keys_only (&job->plan);
        }
      s = gw_list_job_open (connection, job, error);
      if (s == NULL)
        return FALSE;
      while (has_row)
        {
          if (!gw_statement_step (s, &has_row, error))
            return FALSE;
          if (has_row)
            count_row (counting, &last,
                       (GwCaseCursor){ part == 0 ? gw_column_int (s, 1) : G_MAXINT64,
                                       gw_column_int (s, 0) });
        }
    }
  return TRUE;
}

/* All cases are those of all states, whose index is a fraction of the table. */
static gboolean
is_of_everything (const GwCaseFilter *f)
{
  return f->states == 0 && !f->only_open && f->department_id == 0 && f->n_class_ids == 0 &&
         f->n_cell_ids == 0 && !f->has_box && f->ring == NULL && f->lamps == 0 &&
         f->flags == 0 && f->source == NULL && f->text == NULL && f->from_ms == 0 &&
         f->to_ms == 0 && !f->is_scoped && !gw_list_is_by_deadline (f);
}

gboolean
gw_store_case_keys (GwStoreReader *reader, const GwCaseFilter *filter, guint step,
                    GwCaseKeys *ret_keys, GError **error)
{
  guint max = filter->ring != NULL ? GW_CASE_KEYS_RING_MAX : GW_CASE_KEYS_MAX;
  GwCaseFilter whole = *filter;
  g_auto (GwListJob) job = { .filter = &whole, .limit = max + 1, .keys_only = TRUE };
  g_auto (GwCaseKeys) keys = { 0 };
  Counting counting = { &keys, step, max };

  g_return_val_if_fail (step >= 1, FALSE);

  whole.until = (GwCaseCursor){ 0, 0 };
  if (is_of_everything (filter))
    whole.states = G_MAXUINT32;
  keys.keys = g_array_new (FALSE, FALSE, sizeof (GwCaseCursor));
  if (!gw_list_job_prepare (reader->connection, &job, error))
    return FALSE;
  if (!job.is_empty)
    {
      gw_list_plan_keys_only (&job.plan);
      if (!(gw_list_is_by_deadline (filter) ? count_by_deadline : count_by_number) (
              reader->connection, &job, &counting, error))
        return FALSE;
    }
  *ret_keys = keys;
  keys.keys = NULL;
  return TRUE;
}
