/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What it costs a write that figures are kept: `bench-kept FILE` lets cases live through the
 * store, day after day, each event a job of its own. Every other day nothing counts, so that the
 * same writes without any keeping are measured in the same run. Times are of the thread that
 * writes, without waiting for the disk.
 */
#include <time.h>

#include "backend/rules/lifecycle.h"
#include "backend/store/case-store.h"
#include "backend/store/figure-store.h"
#include "backend/store/sum-store.h"
#include "tests/bench/bench-city.h"
#include "tests/lib/temp-store.h"

#define DAYS 40
#define CASES_PER_DAY 400
#define STEP_EVENTS 2000
#define DAY_MS G_GINT64_CONSTANT (86400000)
#define MINUTE_MS G_GINT64_CONSTANT (60000)

#define COUNTS(first, second)                                                              \
  (GW_COUNT_MASK (GW_COUNT_##first) | GW_COUNT_MASK (GW_COUNT_##second))

/* The life of a case behind its report. */
static const struct
{
  GwCaseAction action;
  GwCaseState to;
  guint counts;
} LIFE[] = {
  { GW_ACTION_FILE, GW_CASE_FILED, COUNTS (FILED, FILED_IN_TIME) },
  { GW_ACTION_DISPATCH, GW_CASE_DISPATCHED, GW_COUNT_MASK (GW_COUNT_DISPATCHED) },
  { GW_ACTION_HANDLE, GW_CASE_HANDLED, COUNTS (HANDLED, HANDLED_IN_TIME) },
  { GW_ACTION_CLOSE, GW_CASE_CLOSED, COUNTS (CLOSED, CLOSED_IN_TIME) },
};
#define EVENTS_PER_CASE (1 + G_N_ELEMENTS (LIFE))

/* One event. */
typedef struct
{
  GwCaseRecord *record; /* shared by the events of the case; the last one frees it */
  GwEventRecord *event;
  guint position; /* 0: the report */
} Write;

/* What the writer's thread spent, in seconds. */
typedef struct
{
  double bare;    /* events that nothing counts */
  double counted; /* the same, with counters in their transaction */
  double followed;
  double added_up;
} Spent;

static gboolean
cpu_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  *(double *)data = (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
  return TRUE;
}

/* Of the writer's thread; after all that was queued before. */
static double
cpu_of_writer (GwStore *store)
{
  double seconds = 0;

  gw_store_write (store, cpu_thread, &seconds, NULL);
  return seconds;
}

static gboolean
write_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  Write *write = data;
  g_autoptr (GwCaseRecord) before = NULL;

  if (write->position == 0)
    return gw_store_case_add (writer, write->record, write->event, error);
  before = gw_case_record_copy (write->record);
  write->record->state = write->event->to;
  write->record->open =
      !gw_case_state_is_terminal (write->event->to) && write->event->to != GW_CASE_CLOSED;
  return gw_store_case_change (writer, before, write->record, write->event, error);
}

static void
write_free (gpointer data)
{
  Write *write = data;

  if (write->position + 1 == EVENTS_PER_CASE)
    gw_case_record_free (write->record);
  gw_event_record_free (write->event);
  g_free (write);
}

static void
written_cb (gpointer data, const GError *error, gpointer user_data)
{
  if (error != NULL)
    g_error ("%s", error->message);
  ++*(guint *)user_data;
}

static void
push (GwStore *store, GwCaseRecord *record, guint position, gint64 at, gboolean counts,
      guint *n_written)
{
  Write *write = g_new0 (Write, 1);

  write->record = record;
  write->position = position;
  write->event = temp_report_event_new (at);
  if (position > 0)
    {
      write->event->action = LIFE[position - 1].action;
      write->event->from = position > 1 ? LIFE[position - 2].to : GW_CASE_REPORTED;
      write->event->has_from = TRUE;
      write->event->to = LIFE[position - 1].to;
      write->event->counts = LIFE[position - 1].counts;
      write->event->department_id = position > 1 ? 1 + record->class_id % 8 : 0;
      record->department_id = 1 + record->class_id % 8;
    }
  if (!counts)
    write->event->counts = 0;
  if (!gw_store_write_async (store, write_thread, write, write_free, written_cb, n_written))
    g_error ("the queue is full");
}

/* All cases of a day, event by event. */
static double
write_day (GwStore *store, GRand *random, guint day, gboolean counts)
{
  gint64 morning = TEMP_STORE_NOON + day * DAY_MS - 4 * 60 * MINUTE_MS;
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  double start = cpu_of_writer (store);
  guint n_written = 0;

  for (guint i = 0; i < CASES_PER_DAY; i++)
    g_ptr_array_add (records, temp_case_new (g_rand_int_range (random, 1, BENCH_CELLS + 1),
                                             g_rand_int_range (random, 1, 51),
                                             morning + i * 1000, NULL));
  for (guint position = 0; position < EVENTS_PER_CASE; position++)
    for (guint i = 0; i < CASES_PER_DAY; i++)
      push (store, g_ptr_array_index (records, i), position,
            morning + position * 60 * MINUTE_MS + i * 1000, counts, &n_written);
  temp_wait_for (&n_written, CASES_PER_DAY * EVENTS_PER_CASE);
  return cpu_of_writer (store) - start;
}

static gboolean
follow_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  return gw_store_figures_follow (writer, STEP_EVENTS, data, error);
}

static gboolean
make_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  return gw_store_sums_make (writer, data, error);
}

static double
run_steps (GwStore *store, GwStoreWriteFunc func)
{
  g_autoptr (GError) error = NULL;
  double start = cpu_of_writer (store);
  gboolean more = TRUE;

  while (more && error == NULL)
    gw_store_write (store, func, &more, &error);
  g_assert_no_error (error);
  return cpu_of_writer (store) - start;
}

static void
live (GwStore *store, Spent *spent)
{
  GRand *random = g_rand_new_with_seed (3);

  for (guint day = 0; day < DAYS; day++)
    {
      gboolean counts = day % 2 == 1;
      double seconds = write_day (store, random, day, counts);

      /* Events that do not count are followed, too, but that is not what is asked here. */
      *(counts ? &spent->counted : &spent->bare) += seconds;
      seconds = run_steps (store, follow_thread);
      spent->followed += counts ? seconds : 0;
      spent->added_up += run_steps (store, make_thread);
    }
  g_rand_free (random);
}

static void
tell (const Spent *spent)
{
  const double events = (double)DAYS / 2 * CASES_PER_DAY * EVENTS_PER_CASE;
  double bare = spent->bare * 1e6 / events;
  double counters = (spent->counted - spent->bare) * 1e6 / events;
  double follow = spent->followed * 1e6 / events;
  double sums = spent->added_up * 1e6 / events;

  g_print ("# of the writer's thread, for each event: the write itself, counters in its "
           "transaction, figures behind it, their sums once a day is over\n");
  g_print ("kept_write_alone %.1f us/event\n", bare);
  g_print ("kept_counters %.1f us/event\n", counters);
  g_print ("kept_figures %.1f us/event\n", follow);
  g_print ("kept_sums %.1f us/event\n", sums);
  g_print ("# a write with its counters, held against one without\n");
  g_print ("kept_in_transaction %.2f ratio\n", (bare + counters) / bare);
  g_print ("# what it would be with the figures in the same transaction, too\n");
  g_print ("kept_figures_if_in_transaction %.2f ratio\n",
           (bare + counters + follow) / bare);
  g_print ("# with everything that is kept, whenever it is done\n");
  g_print ("kept_in_all %.2f ratio\n", (bare + counters + follow + sums) / bare);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  GwStore *store;
  Spent spent = { 0 };

  if (argc != 2)
    g_error ("bench-kept FILE");
  bench_city_create (argv[1]);
  store = gw_store_open (argv[1], NULL, &error);
  g_assert_no_error (error);
  live (store, &spent);
  gw_store_close (store);
  tell (&spent);
  return 0;
}
