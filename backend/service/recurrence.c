/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Groups of cases that were filed of the same class at the same spot. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/recurrence.h"

#include <string.h>

#include "backend/rules/case-error.h"
#include "backend/rules/recurrence.h"
#include "backend/service/figures-private.h"
#include "backend/store/filing-store.h"

typedef struct
{
  GwRecurrence recurrence;
  guint radius_m;
  guint days;
  guint after_n;
  char after_key[GW_CASE_NUMBER_SIZE];
  GwRecurrenceFunc done;
  gpointer user_data;
} Answer;

/* Those that were filed, while they are collected. */
typedef struct
{
  const GwThingFilter *filter;
  guint filter_keys;
  GwLabels *labels;
  GArray *filed; /* GwRecurring */
} Pass;

/* A run of one group in the linked cases. */
typedef struct
{
  guint first;
  guint n;
  char key[GW_CASE_NUMBER_SIZE];
} Run;

static void
answer_free (Answer *answer)
{
  g_array_unref (answer->recurrence.groups);
  g_array_unref (answer->recurrence.cases);
  g_string_chunk_free (answer->recurrence.strings);
  g_free (answer);
}

/* --- what was filed ----------------------------------------------------------------------- */

static void
take_filings (const GwFilings *filings, gpointer data)
{
  const Pass *pass = data;
  guint32 day = gw_day_to_number (filings->day);

  for (guint i = 0; i < filings->n; i++)
    {
      const GwFiling *filing = &filings->filings[i];
      GwThing thing = { .keys[GW_THING_CLASS] = filings->keys[GW_THING_CLASS][i] };
      GwRecurring one = { .day = day,
                          .place = filing->place,
                          .seq = filing->seq,
                          .case_id = filing->case_id,
                          .class_id = filings->keys[GW_THING_CLASS][i],
                          .cell_id = filings->keys[GW_THING_CELL][i] };

      if (!gw_thing_filter_has_at (pass->filter, pass->filter_keys, filings->keys, i))
        continue;
      one.class = gw_labels_find (pass->labels, GW_DIMENSION_CLASS, &thing)->number;
      g_array_append_val (pass->filed, one);
    }
}

static gboolean
refuse_too_many (GError **error, const char *what)
{
  gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, "from",
                     "%s; ask for a shorter period or for less of the city", what);
  return FALSE;
}

/* NULL with error. */
static GArray *
collect (GwFigureJob *job, GwStoreReader *reader, GwLabels *labels, GError **error)
{
  g_autoptr (GArray) filed = NULL;
  Pass pass = { .filter = &job->filter,
                .filter_keys = gw_thing_filter_keys (&job->filter),
                .labels = labels };
  GwFigures figures;
  gint64 n;

  if (!gw_figure_job_count (job, reader, &figures, error))
    return NULL;
  n = figures.values[GW_FIGURE_FILED];
  if (n > GW_RECURRENCE_MAX_CASES)
    {
      refuse_too_many (
          error, "more than " G_STRINGIFY (GW_RECURRENCE_MAX_CASES) " cases were filed");
      return NULL;
    }
  filed = g_array_sized_new (FALSE, FALSE, sizeof (GwRecurring), (guint)MAX (n, 0));
  pass.filed = filed;
  if (!gw_store_filings (reader, job->days.from, job->days.to,
                         pass.filter_keys | GW_THING_BIT (GW_THING_CLASS) |
                             GW_THING_BIT (GW_THING_CELL),
                         take_filings, &pass, error))
    return NULL;
  return g_steal_pointer (&filed);
}

/* --- groups ------------------------------------------------------------------------------- */

static int
compare_runs (gconstpointer a, gconstpointer b)
{
  const Run *first = a, *second = b;

  if (first->n != second->n)
    return first->n > second->n ? -1 : 1;
  return strcmp (first->key, second->key);
}

/* In the order of the answer. filed is linked. */
static GArray *
list_runs (const GArray *filed, GwRecurrence *recurrence)
{
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (Run));

  for (guint first = 0, end; first < filed->len; first = end)
    {
      const GwRecurring *one = &g_array_index (filed, GwRecurring, first);
      Run run = { .first = first };

      for (end = first + 1; end < filed->len; end++)
        if (g_array_index (filed, GwRecurring, end).group != one->group)
          break;
      run.n = end - first;
      gw_case_number_format (one->case_id, run.key);
      g_array_append_val (runs, run);
    }
  recurrence->n_groups = runs->len;
  recurrence->n_cases = filed->len;
  g_array_sort (runs, compare_runs);
  return runs;
}

/* The cell that most of them are in, of several the one of the earliest case. */
static guint32
find_cell (const GwRecurring *cases, guint n)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  guint32 best = 0;
  guint most = 0;

  for (guint i = 0; i < n; i++)
    {
      gpointer cell = GUINT_TO_POINTER (cases[i].cell_id);
      guint so_far = GPOINTER_TO_UINT (g_hash_table_lookup (counts, cell));

      g_hash_table_insert (counts, cell, GUINT_TO_POINTER (so_far + 1));
    }
  for (guint i = 0; i < n; i++)
    {
      guint count = GPOINTER_TO_UINT (
          g_hash_table_lookup (counts, GUINT_TO_POINTER (cases[i].cell_id)));

      if (count > most)
        {
          most = count;
          best = cases[i].cell_id;
        }
    }
  return best;
}

static GwFixed
find_middle (const GwRecurring *cases, guint n)
{
  gint64 x = 0, y = 0;

  for (guint i = 0; i < n; i++)
    {
      x += cases[i].place.x;
      y += cases[i].place.y;
    }
  return (GwFixed){ (gint32)(x / n), (gint32)(y / n) };
}

static gboolean
find_instant (GwStoreReader *reader, gint64 seq, gint64 *ret_at, GError **error)
{
  g_autoptr (GPtrArray) events = gw_store_events_after (reader, seq - 1, 1, error);

  *ret_at = 0;
  if (events != NULL && events->len > 0)
    *ret_at = ((const GwEventRecord *)g_ptr_array_index (events, 0))->at;
  return events != NULL;
}

static gboolean
fill_group (Answer *answer, GwStoreReader *reader, GwLabels *labels, const Run *run,
            const GwRecurring *cases, GError **error)
{
  GwRecurrence *recurrence = &answer->recurrence;
  GwRecurrenceGroup group = { .n = run->n };
  GwThing thing = { 0 };
  const GwLabel *class, *cell, *community;

  g_strlcpy (group.key, run->key, sizeof group.key);
  group.middle = find_middle (cases, run->n);
  thing.keys[GW_THING_CLASS] = cases[0].class_id;
  thing.keys[GW_THING_CELL] = find_cell (cases, run->n);
  class = gw_labels_find (labels, GW_DIMENSION_CLASS, &thing);
  cell = gw_labels_find (labels, GW_DIMENSION_CELL, &thing);
  community = gw_labels_find (labels, GW_DIMENSION_COMMUNITY, &thing);
  group.class = class->words;
  group.cell = cell != NULL ? cell->words.key : NULL;
  if (community != NULL)
    group.community = community->words;
  group.n_named = MIN (run->n, GW_RECURRENCE_NAMED_MAX);
  for (guint i = 0; i < group.n_named; i++)
    g_array_append_val (recurrence->cases, cases[i].case_id);
  if (!find_instant (reader, cases[0].seq, &group.first_at, error) ||
      !find_instant (reader, cases[run->n - 1].seq, &group.last_at, error))
    return FALSE;
  g_array_append_val (recurrence->groups, group);
  return TRUE;
}

/* The page has no room for another group of so many cases. */
static gboolean
is_full (const GwRecurrence *recurrence, guint limit, guint n)
{
  return (limit > 0 && recurrence->groups->len >= limit) ||
         recurrence->cases->len + MIN (n, GW_RECURRENCE_NAMED_MAX) >
             GW_RECURRENCE_PAGE_NAMED_MAX;
}

static gboolean
is_after (const Answer *answer, const Run *run)
{
  if (answer->after_n == 0 || run->n != answer->after_n)
    return answer->after_n == 0 || run->n < answer->after_n;
  return strcmp (run->key, answer->after_key) > 0;
}

static gboolean
fill_page (GwFigureJob *job, GwStoreReader *reader, GwLabels *labels, const GArray *filed,
           GError **error)
{
  Answer *answer = job->user_data;
  GwRecurrence *recurrence = &answer->recurrence;
  g_autoptr (GArray) runs = list_runs (filed, recurrence);
  guint named = 0;

  for (guint i = 0; i < runs->len; i++)
    {
      const Run *run = &g_array_index (runs, Run, i);

      if (!is_after (answer, run))
        continue;
      recurrence->more = is_full (recurrence, job->query.limit, run->n);
      if (recurrence->more)
        break;
      if (!fill_group (answer, reader, labels, run,
                       &g_array_index (filed, GwRecurring, run->first), error))
        return FALSE;
    }
  /* Only now do they stay where they are. */
  for (guint i = 0; i < recurrence->groups->len; i++)
    {
      GwRecurrenceGroup *group = &g_array_index (recurrence->groups, GwRecurrenceGroup, i);

      group->cases = &g_array_index (recurrence->cases, gint64, named);
      named += group->n_named;
    }
  return TRUE;
}

static gboolean
run_recurrence (GwFigureJob *job, GwStoreReader *reader, GError **error)
{
  Answer *answer = job->user_data;
  g_autoptr (GArray) filed = NULL;
  g_autoptr (GwLabels) labels = NULL;
  gboolean any;

  if (!gw_figure_job_prepare (job, reader, &any, error))
    return FALSE;
  labels =
      gw_labels_new (job->snapshot, job->people, job->sources, answer->recurrence.strings);
  filed = any ? collect (job, reader, labels, error)
              : g_array_new (FALSE, FALSE, sizeof (GwRecurring));
  if (filed == NULL)
    return FALSE;
  answer->recurrence.n_filed = filed->len;
  if (!gw_recurrence_link (filed, answer->radius_m, answer->days))
    return refuse_too_many (error, "too many cases lie nearly so far apart");
  return fill_page (job, reader, labels, filed, error);
}

/* --- on the main context ------------------------------------------------------------------ */

static void
recurrence_done (GwFigureJob *job, const GError *error)
{
  Answer *answer = job->user_data;

  answer->done (error == NULL ? &answer->recurrence : NULL, error, answer->user_data);
  answer_free (answer);
}

static Answer *
answer_new (const GwFigureJob *job, guint radius_m, guint days,
            const GwRecurrenceAfter *after)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->recurrence.from = job->days.from;
  answer->recurrence.to = job->days.to;
  answer->recurrence.groups = g_array_new (FALSE, FALSE, sizeof (GwRecurrenceGroup));
  answer->recurrence.cases = g_array_new (FALSE, FALSE, sizeof (gint64));
  answer->recurrence.strings = g_string_chunk_new (1024);
  answer->radius_m = radius_m;
  answer->days = days;
  answer->after_n = after->n;
  if (after->n > 0)
    g_strlcpy (answer->after_key, after->key, sizeof answer->after_key);
  return answer;
}

gboolean
gw_recurrence (GwService *service, const GwPerson *user, const GwFiguresQuery *query,
               guint radius_m, guint days, const GwRecurrenceAfter *after,
               GwRecurrenceFunc done, gpointer user_data, GError **error)
{
  GwFigureJob *job;
  Answer *answer;

  g_return_val_if_fail (service != NULL && user != NULL && done != NULL, FALSE);

  job = gw_figure_job_new (service, user, query, error);
  if (job == NULL)
    return FALSE;
  if (!gw_figure_job_check_length (job, GW_RECURRENCE_MAX_PERIOD_DAYS, error))
    {
      gw_figure_job_free (job);
      return FALSE;
    }
  answer = answer_new (job, radius_m, days, after);
  answer->done = done;
  answer->user_data = user_data;
  job->run = run_recurrence;
  job->done = recurrence_done;
  job->user_data = answer;
  if (gw_figure_job_start (job, error))
    return TRUE;
  answer_free (answer);
  return FALSE;
}
