/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases at random over two months, in every state, with their journal. */
#include "tests/store/random-cases.h"

#include "backend/rules/lamp.h"
#include "backend/rules/lifecycle.h"

#define MINUTE G_GINT64_CONSTANT (60000)
#define STATES_BESIDE_REPORTED 8

static const char *const TEXTS[] = {
  "井盖丢失，路口东北角",
  "污水井盖破损 manhole broken",
  "暴露垃圾堆积",
  "Street lamp LED灯 dark",
  "占道经营",
  "路灯不亮，东北角",
  "树木倒伏 (A12)",
  "道路破损，积水",
};
static const char *const SOURCES[] = { "inspector", "hotline", "public" };

typedef struct
{
  guint n_cases;
  GRand *random;
  GArray *events; /* RandomEvent */
} Job;

static void
remember (Job *job, const GwCaseRecord *record, const GwEventRecord *event)
{
  RandomEvent happened = { event->at, record->cell_id, record->class_id,
                           event->department_id, event->counts };

  g_array_append_val (job->events, happened);
}

/* Not the lifecycle's order: the store must not care. */
static gboolean
move_on (GwStoreWriter *writer, Job *job, GwCaseRecord *record, GError **error)
{
  g_autoptr (GwCaseRecord) before = gw_case_record_copy (record);
  g_autoptr (GwEventRecord) event = g_new0 (GwEventRecord, 1);
  guint state = (guint)g_rand_int_range (job->random, GW_CASE_FILED,
                                         GW_CASE_FILED + STATES_BESIDE_REPORTED);

  event->at = before->updated_at + g_rand_int_range (job->random, 1, 3000) * MINUTE;
  event->action = GW_ACTION_FILE;
  event->from = before->state;
  event->has_from = TRUE;
  event->to = state;
  event->actor_id = TEMP_STORE_PERSON;
  event->counts = (guint)g_rand_int_range (job->random, 0, 1 << GW_N_COUNTS);
  record->state = state;
  record->open = !gw_case_state_is_terminal (state);
  record->ticking = gw_case_state_has_clock (state);
  if (record->ticking)
    {
      record->department_id = g_rand_int_range (job->random, 1, TEMP_STORE_DEPARTMENTS + 1);
      record->deadline_start = event->at;
      record->deadline = event->at + g_rand_int_range (job->random, 1, 60000) * MINUTE;
      record->warn_at = gw_lamp_yellow_at (record->deadline_start, record->deadline);
      record->overdue = FALSE;
    }
  if (state == GW_CASE_HANDLED)
    record->handled_at = event->at;
  if (!record->ticking)
    record->overdue = record->handled_at != 0 && record->deadline != 0 &&
                      record->handled_at > record->deadline;
  /* So that no lamp needs an instant that is not there. */
  if (record->open && !record->ticking && record->handled_at == 0)
    record->deadline = record->deadline_start = record->warn_at = 0;
  event->department_id = record->department_id;
  if (!gw_store_case_change (writer, before, record, event, error))
    return FALSE;
  remember (job, record, event);
  return TRUE;
}

static gboolean
add_cases (GwStoreWriter *writer, gpointer data, GError **error)
{
  Job *job = data;

  for (guint i = 0; i < job->n_cases; i++)
    {
      gint64 at =
          RANDOM_CASES_START + g_rand_int_range (job->random, 0, 60 * 24 * 60) * MINUTE;
      g_autoptr (GwCaseRecord) record =
          temp_case_new (g_rand_int_range (job->random, 1, TEMP_STORE_CELLS + 1),
                         g_rand_int_range (job->random, 1, TEMP_STORE_CLASSES + 1), at,
                         TEXTS[g_rand_int_range (job->random, 0, G_N_ELEMENTS (TEXTS))]);
      g_autoptr (GwEventRecord) event = temp_report_event_new (at);
      gint32 n_moves = g_rand_int_range (job->random, 0, 4);

      g_free (record->source);
      record->source =
          g_strdup (SOURCES[g_rand_int_range (job->random, 0, G_N_ELEMENTS (SOURCES))]);
      if (!gw_store_case_add (writer, record, event, error))
        return FALSE;
      remember (job, record, event);
      for (gint32 move = 0; move < n_moves; move++)
        if (!move_on (writer, job, record, error))
          return FALSE;
    }
  return TRUE;
}

GArray *
random_cases_add (TempStore *temp, guint n_cases, guint32 seed)
{
  g_autoptr (GError) error = NULL;
  Job job = { n_cases, g_rand_new_with_seed (seed),
              g_array_new (FALSE, FALSE, sizeof (RandomEvent)) };

  gw_store_write (temp->store, add_cases, &job, &error);
  g_assert_no_error (error);
  g_rand_free (job.random);
  return job.events;
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  const GwCaseRecord *first = *(GwCaseRecord *const *)a;
  const GwCaseRecord *second = *(GwCaseRecord *const *)b;

  return (first->id > second->id) - (first->id < second->id);
}

GPtrArray *
random_cases_load (TempStore *temp)
{
  GPtrArray *cases = g_ptr_array_new_with_free_func ((GDestroyNotify)gw_case_record_free);
  g_autoptr (GPtrArray) events =
      gw_store_events_after (gw_store_read (temp->store), 0, 1000000, NULL);

  for (guint i = 0; i < events->len; i++)
    {
      const GwEventRecord *event = g_ptr_array_index (events, i);

      if (!event->has_from)
        g_ptr_array_add (
            cases, gw_store_case_load (gw_store_read (temp->store), event->case_id, NULL));
    }
  g_ptr_array_sort (cases, compare_numbers);
  return cases;
}
