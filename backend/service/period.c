/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Months of the statistics close: one wish on its way, step by step. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/period.h"

#include "backend/rules/case-error.h"
#include "backend/service/period-freeze.h"
#include "backend/service/service-private.h"
#include "backend/store/case-store.h"
#include "backend/store/figure-store.h"

/* Per write job, so that reports between two need not wait long. */
#define STEP_EVENTS 2000

typedef enum
{
  STEP_FOLLOW,  /* the journal into the figures; again until its end */
  STEP_COLLECT, /* the month's figures */
  STEP_DECIDE,  /* written */
  STEP_DONE,
} Step;

typedef struct
{
  GwService *service;
  GwPerson *user;
  guint month;
  GwPeriodAction action; /* GW_PERIOD_NONE: only differences are wanted */
  char *reason;
  Step step;
  gboolean more;
  gint64 last_seq; /* of the journal when it was collected */
  GArray *sums;    /* GwPeriodSum */
  GwPeriodDifferences *differences;
  GwPeriodFunc done;
  GwPeriodDifferencesFunc compared;
  gpointer user_data;
} Job;

static void
job_clear (gpointer data)
{
  Job *job = data;

  gw_person_unref (job->user);
  g_free (job->reason);
  g_clear_pointer (&job->sums, g_array_unref);
  g_clear_pointer (&job->differences, gw_period_differences_free);
}

/* Each step holds the job. */
static void
job_unref (gpointer job)
{
  g_atomic_rc_box_release_full (job, job_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_unref)

void
gw_period_differences_free (GwPeriodDifferences *differences)
{
  g_array_unref (differences->items);
  g_free (differences);
}

static gboolean
is_over (GwService *service, guint month)
{
  gint64 now_ms = gw_service_now (service);

  return gw_store_local_day (service->store, now_ms) > gw_period_last_day (month);
}

/* --- what is frozen against what is --------------------------------------------------- */

static void
note_difference (GwPeriodDifferences *differences, const GwPeriodSum *frozen,
                 const GwPeriodSum *now)
{
  static const GwPeriodSum none = { 0 };
  const GwPeriodSum *either = frozen != NULL ? frozen : now;

  frozen = frozen != NULL ? frozen : &none;
  now = now != NULL ? now : &none;
  for (guint i = 0; i < GW_N_FIGURES; i++)
    {
      const GwPeriodDifference item = { .cell_id = either->cell_id,
                                        .class_id = either->class_id,
                                        .department_id = either->department_id,
                                        .figure = i,
                                        .frozen = frozen->figures.values[i],
                                        .now = now->figures.values[i] };

      if (item.frozen == GW_PERIOD_UNKNOWN)
        continue;
      differences->frozen.values[i] += item.frozen;
      differences->now.values[i] += item.now;
      if (item.frozen == item.now)
        continue;
      differences->n++;
      if (differences->items->len < GW_PERIOD_DIFFERENCES_MAX)
        g_array_append_val (differences->items, item);
    }
}

static int
compare_ids (const GwPeriodSum *a, const GwPeriodSum *b)
{
  if (a->cell_id != b->cell_id)
    return a->cell_id < b->cell_id ? -1 : 1;
  if (a->class_id != b->class_id)
    return a->class_id < b->class_id ? -1 : 1;
  return (a->department_id > b->department_id) - (a->department_id < b->department_id);
}

/* Both by ascending ids. */
static void
compare (GwPeriodDifferences *differences, const GArray *frozen, const GArray *now)
{
  guint i = 0, j = 0;

  while (i < frozen->len || j < now->len)
    {
      const GwPeriodSum *a =
          i < frozen->len ? &g_array_index (frozen, GwPeriodSum, i) : NULL;
      const GwPeriodSum *b = j < now->len ? &g_array_index (now, GwPeriodSum, j) : NULL;
      int order = a == NULL ? 1 : b == NULL ? -1 : compare_ids (a, b);

      note_difference (differences, order <= 0 ? a : NULL, order >= 0 ? b : NULL);
      i += order <= 0;
      j += order >= 0;
    }
}

/* When the month was locked last; 0: never. */
static gint64
locked_at (const GPtrArray *acts)
{
  gint64 at = 0;

  for (guint i = 0; i < acts->len; i++)
    {
      const GwPeriodActRecord *act = g_ptr_array_index (acts, i);

      if (act->action == GW_PERIOD_LOCK)
        at = act->at;
    }
  return at;
}

static gboolean
find_differences (Job *job, GwStoreReader *reader, GError **error)
{
  g_autoptr (GArray) frozen = gw_period_frozen_sums (reader, job->month, error);
  g_autoptr (GPtrArray) acts =
      frozen != NULL ? gw_store_period_acts (reader, job->month, error) : NULL;
  GwPeriodDifferences *differences;

  if (acts == NULL)
    return FALSE;
  if (locked_at (acts) == 0)
    {
      gw_case_error_set (error, GW_CASE_ERROR_NOT_FOUND, "period",
                         "this month was never locked");
      return FALSE;
    }
  job->differences = differences = g_new0 (GwPeriodDifferences, 1);
  differences->month = job->month;
  differences->frozen_at = locked_at (acts);
  differences->items = g_array_new (FALSE, FALSE, sizeof (GwPeriodDifference));
  compare (differences, frozen, job->sums);
  return gw_store_period_state (reader, job->month, &differences->state, error);
}

/* --- steps, on the store's threads ---------------------------------------------------- */

static gboolean
follow_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  Job *job = data;

  return gw_store_figures_follow (writer, STEP_EVENTS, &job->more, error);
}

static gboolean
collect_thread (GwStoreReader *reader, gpointer data, GError **error)
{
  Job *job = data;

  job->last_seq = gw_store_last_seq (reader, error);
  if (job->last_seq < 0)
    return FALSE;
  job->sums = gw_period_sums (reader, job->month, error);
  return job->sums != NULL &&
         (job->action != GW_PERIOD_NONE || find_differences (job, reader, error));
}

static gboolean
fail_state (const Job *job, GwPeriodState state, GError **error)
{
  g_autofree char *month = gw_period_to_text (job->month);

  if (!is_over (job->service, job->month))
    gw_case_error_set (error, GW_CASE_ERROR_PERIOD_STATE, "period", "%s is not over yet",
                       month);
  else
    gw_case_error_set (error, GW_CASE_ERROR_PERIOD_STATE, "action",
                       "%s is %s: “%s” cannot be done to it", month,
                       gw_period_state_name (state), gw_period_action_name (job->action));
  return FALSE;
}

static gboolean
freeze (const Job *job, GwStoreWriter *writer, GwPeriodActRecord *act, GError **error)
{
  g_autoptr (GwPeriodDigest) digest = gw_period_digest_new ();

  if (!gw_store_period_figures_clear (writer, job->month, error))
    return FALSE;
  for (guint i = 0; i < job->sums->len; i++)
    {
      const GwPeriodSum *sum = &g_array_index (job->sums, GwPeriodSum, i);
      g_autofree char *text = gw_period_figures_to_text (&sum->figures);
      const GwPeriodFigure figure = { sum->cell_id, sum->class_id, sum->department_id,
                                      text };

      gw_period_digest_add (digest, &figure);
      if (!gw_store_period_figure_add (writer, job->month, &figure, error))
        return FALSE;
    }
  act->has_digest = TRUE;
  gw_period_digest_get (digest, &act->digest, &act->n_rows);
  return TRUE;
}

/* Nothing may have come into the month since its figures were collected. */
static gboolean
is_as_collected (const Job *job, GwStoreWriter *writer, GError **error)
{
  gint64 end =
      gw_store_local_start (job->service->store, gw_period_next (job->month) * 100 + 1);
  gboolean any;

  if (!gw_store_period_came_late (gw_store_writer_get_reader (writer), job->last_seq, end,
                                  &any, error))
    return FALSE;
  if (any)
    gw_case_error_set (error, GW_CASE_ERROR_OVERLOADED, NULL,
                       "something came into the month meanwhile; try again");
  return !any;
}

/* A month before the first event is none: there is nothing to be decided about it. */
static gboolean
check_month (const Job *job, GwStoreReader *reader, GError **error)
{
  guint first = 0;

  if (!gw_store_period_first (reader, &first, error))
    return FALSE;
  if (is_over (job->service, job->month) && (first == 0 || job->month < first))
    {
      gw_case_error_set (error, GW_CASE_ERROR_NOT_FOUND, "period",
                         "the journal tells nothing of this month");
      return FALSE;
    }
  return TRUE;
}

static gboolean
decide_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  Job *job = data;
  g_autoptr (GwPeriodActRecord) act = g_new0 (GwPeriodActRecord, 1);
  GwPeriodState state;

  if (!check_month (job, gw_store_writer_get_reader (writer), error) ||
      !gw_store_period_state (gw_store_writer_get_reader (writer), job->month, &state,
                              error))
    return FALSE;
  if ((gw_period_allowed (state, job->user->roles, is_over (job->service, job->month)) &
       1u << job->action) == 0)
    return fail_state (job, state, error);
  *act = (GwPeriodActRecord){ .month = job->month,
                              .action = job->action,
                              .at = gw_service_now (job->service),
                              .person_id = job->user->id,
                              .reason = g_strdup (job->reason) };
  if (job->action == GW_PERIOD_LOCK &&
      (!is_as_collected (job, writer, error) || !freeze (job, writer, act, error)))
    return FALSE;
  return gw_store_period_act_add (writer, act, error);
}

/* --- from step to step, on the main context ------------------------------------------- */

static void
tell_period (Job *job)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) periods = gw_period_list (job->service, job->user, &error);

  for (guint i = 0; periods != NULL && i < periods->len; i++)
    {
      const GwPeriod *period = g_ptr_array_index (periods, i);

      if (period->month != job->month)
        continue;
      job->done (period, NULL, job->user_data);
      return;
    }
  if (error == NULL)
    gw_case_error_set (&error, GW_CASE_ERROR_NOT_FOUND, "period",
                       "the journal tells nothing of this month");
  job->done (NULL, error, job->user_data);
}

static void
finish (Job *job, const GError *error)
{
  if (job->compared != NULL)
    job->compared (error == NULL ? job->differences : NULL, error, job->user_data);
  else if (error != NULL)
    job->done (NULL, error, job->user_data);
  else
    tell_period (job);
}

static gboolean push (Job *job, GError **error);

static void
stepped_cb (gpointer data, const GError *error, gpointer user_data)
{
  Job *job = data;
  g_autoptr (GError) fault = NULL;

  if (error != NULL)
    fault = gw_service_translate_error (error);
  else
    {
      if (job->step == STEP_COLLECT && job->action == GW_PERIOD_NONE)
        job->step = STEP_DONE;
      else if (job->step != STEP_FOLLOW || !job->more)
        job->step++;
      if (job->step != STEP_DONE && push (job, &fault))
        return;
    }
  finish (job, fault);
}

static gboolean
push (Job *job, GError **error)
{
  static const GwStoreWriteFunc writes[] = {
    [STEP_FOLLOW] = follow_thread, [STEP_DECIDE] = decide_thread
  };
  GwStore *store = job->service->store;
  Job *held = g_atomic_rc_box_acquire (job);

  if (job->step == STEP_COLLECT
          ? gw_store_read_async (store, collect_thread, held, job_unref, stepped_cb, NULL)
          : gw_store_write_async (store, writes[job->step], held, job_unref, stepped_cb,
                                  NULL))
    return TRUE;
  job_unref (held);
  return gw_service_fail_overloaded (error);
}

static gboolean
check_decider (const GwPerson *user, GError **error)
{
  if (gw_period_may_decide (user->roles) && user->area_id == 0)
    return TRUE;
  gw_case_error_set (error, GW_CASE_ERROR_FORBIDDEN, NULL,
                     "the periods of the statistics are a manager's of the whole city");
  return FALSE;
}

static Job *
job_new (GwService *service, const GwPerson *user, guint month, gpointer user_data)
{
  Job *job = g_atomic_rc_box_new0 (Job);

  job->service = service;
  job->user = gw_person_ref (user);
  job->month = month;
  job->user_data = user_data;
  return job;
}

gboolean
gw_period_act (GwService *service, const GwPerson *user, guint month, GwPeriodAction action,
               const char *reason, GwPeriodFunc done, gpointer user_data, GError **error)
{
  g_autoptr (Job) job = NULL;
  gboolean has_reason = reason != NULL && *reason != '\0';

  if (!check_decider (user, error))
    return FALSE;
  if (!has_reason && gw_period_needs_reason (action))
    {
      gw_case_error_set (error, GW_CASE_ERROR_MISSING_FIELD, "reason",
                         "a reopening needs its reason");
      return FALSE;
    }
  if (has_reason && g_utf8_strlen (reason, -1) > GW_PERIOD_REASON_MAX)
    {
      gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, "reason",
                         "a reason has up to %d characters", GW_PERIOD_REASON_MAX);
      return FALSE;
    }
  job = job_new (service, user, month, user_data);
  job->action = action;
  job->reason = has_reason ? g_strdup (reason) : NULL;
  job->step = action == GW_PERIOD_LOCK ? STEP_FOLLOW : STEP_DECIDE;
  job->done = done;
  return push (job, error);
}

gboolean
gw_period_compare (GwService *service, const GwPerson *user, guint month,
                   GwPeriodDifferencesFunc done, gpointer user_data, GError **error)
{
  g_autoptr (Job) job = NULL;

  if (!check_decider (user, error))
    return FALSE;
  job = job_new (service, user, month, user_data);
  job->step = service->read_only ? STEP_COLLECT : STEP_FOLLOW;
  job->compared = done;
  return push (job, error);
}
