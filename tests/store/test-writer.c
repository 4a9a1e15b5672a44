/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Group commit: order, a failing job alone, overload, and readers beside the writer. */
#include <glib/gstdio.h>

#include "backend/store/people-store.h"
#include "backend/store/sqlite/internal.h"
#include "backend/store/statistics-store.h"
#include "tests/lib/temp-store.h"

typedef struct
{
  guint number;
  gboolean fail;
  gint64 id; /* of the case that the job added */
} Job;

typedef struct
{
  guint n_done;
  guint n_failed;
  guint last_number;
  gboolean in_order;
} Done;

static gboolean
add_case (GwStoreWriter *writer, gpointer data, GError **error)
{
  Job *job = data;
  g_autoptr (GwCaseRecord) record =
      temp_case_new (job->number % TEMP_STORE_CELLS + 1, 1, TEMP_STORE_NOON, NULL);
  g_autoptr (GwEventRecord) event = temp_report_event_new (TEMP_STORE_NOON);

  if (!gw_store_case_add (writer, record, event, error))
    return FALSE;
  job->id = record->id;
  if (!job->fail)
    return TRUE;
  g_set_error_literal (error, GW_STORE_ERROR, GW_STORE_ERROR_CONFLICT, "as told");
  return FALSE;
}

static void
job_done_cb (gpointer data, const GError *error, gpointer user_data)
{
  Job *job = data;
  Done *done = user_data;

  g_assert_true ((error != NULL) == job->fail);
  done->in_order &= done->n_done == 0 || job->number > done->last_number;
  done->last_number = job->number;
  done->n_failed += error != NULL;
  done->n_done++;
}

static void
push (TempStore *temp, guint number, gboolean fail, Done *done)
{
  Job *job = g_new0 (Job, 1);

  job->number = number;
  job->fail = fail;
  g_assert_true (
      gw_store_write_async (temp->store, add_case, job, g_free, job_done_cb, done));
}

static guint
count_events (TempStore *temp)
{
  g_autoptr (GPtrArray) events =
      gw_store_events_after (gw_store_read (temp->store), 0, 100000, NULL);

  return events->len;
}

static void
test_order (void)
{
  g_autoptr (TempStore) temp = temp_store_new_city ();
  Done done = { .in_order = TRUE };
  GwStoreMetrics metrics;

  for (guint i = 0; i < 3000; i++)
    push (temp, i, FALSE, &done);
  temp_wait_for (&done.n_done, 3000);
  g_assert_true (done.in_order);
  g_assert_cmpint (count_events (temp), ==, 3000);
  gw_store_get_metrics (temp->store, &metrics);
  /* Many jobs to one commit is the point. */
  g_assert_cmpint (metrics.jobs, ==, 3000);
  g_assert_cmpint (metrics.batches, <, 1500);
}

static void
test_failed_alone (void)
{
  g_autoptr (TempStore) temp = temp_store_new_city ();
  Done done = { .in_order = TRUE };
  g_autoptr (GPtrArray) events = NULL;

  for (guint i = 0; i < 1000; i++)
    push (temp, i, i % 7 == 3, &done);
  temp_wait_for (&done.n_done, 1000);
  g_assert_true (done.in_order);
  g_assert_cmpint (done.n_failed, ==, 143);
  events = gw_store_events_after (gw_store_read (temp->store), 0, 100000, NULL);
  g_assert_cmpint (events->len, ==, 1000 - 143);
  /* Neither numbers nor events have gaps where a job failed. */
  for (guint i = 0; i < events->len; i++)
    {
      GwEventRecord *event = g_ptr_array_index (events, i);

      g_assert_cmpint (event->seq, ==, i + 1);
      g_assert_cmpint (event->case_id % GW_CASE_IDS_PER_DAY, ==, i + 1);
    }
}

/* Holds the writer until the test lets it go. */
typedef struct
{
  GMutex lock;
  GCond changed;
  gboolean entered;
  gboolean released;
} Gate;

static gboolean
wait_at_gate (GwStoreWriter *writer, gpointer data, GError **error)
{
  Gate *gate = data;

  g_mutex_lock (&gate->lock);
  gate->entered = TRUE;
  g_cond_broadcast (&gate->changed);
  while (!gate->released)
    g_cond_wait (&gate->changed, &gate->lock);
  g_mutex_unlock (&gate->lock);
  return TRUE;
}

static void
close_gate (TempStore *temp, Gate *gate)
{
  g_assert_true (gw_store_write_async (temp->store, wait_at_gate, gate, NULL, NULL, NULL));
  g_mutex_lock (&gate->lock);
  while (!gate->entered)
    g_cond_wait (&gate->changed, &gate->lock);
  g_mutex_unlock (&gate->lock);
}

static void
open_gate (Gate *gate)
{
  g_mutex_lock (&gate->lock);
  gate->released = TRUE;
  g_cond_broadcast (&gate->changed);
  g_mutex_unlock (&gate->lock);
}

/* Changes a great many pages that the batch had before, then fails. */
static gboolean
fail_late (GwStoreWriter *writer, gpointer data, GError **error)
{
  GwConnection *connection = gw_store_writer_get_reader (writer)->connection;

  if (!gw_connection_run (connection, "UPDATE case_file SET description = 'spoilt'", error))
    return FALSE;
  g_set_error_literal (error, GW_STORE_ERROR, GW_STORE_ERROR_CONFLICT, "as told");
  return FALSE;
}

static void
count_failed_cb (gpointer data, const GError *error, gpointer user_data)
{
  Done *done = user_data;

  done->n_failed += error != NULL;
  done->n_done++;
}

/* What has to be undone is more than is kept in memory for that. */
static void
test_failed_late (void)
{
  g_autoptr (TempStore) temp = temp_store_new_city ();
  Done done = { .in_order = TRUE };
  Gate gate = { 0 };
  g_autoptr (GPtrArray) events = NULL;

  close_gate (temp, &gate);
  for (guint i = 0; i < 800; i++)
    push (temp, i, FALSE, &done);
  g_assert_true (
      gw_store_write_async (temp->store, fail_late, NULL, NULL, count_failed_cb, &done));
  push (temp, 801, FALSE, &done);
  open_gate (&gate);
  temp_wait_for (&done.n_done, 802);
  g_assert_cmpint (done.n_failed, ==, 1);
  events = gw_store_events_after (gw_store_read (temp->store), 0, 100000, NULL);
  g_assert_cmpint (events->len, ==, 801);
  for (guint i = 0; i < events->len; i++)
    {
      const GwEventRecord *event = g_ptr_array_index (events, i);
      g_autoptr (GwCaseRecord) record =
          gw_store_case_load (gw_store_read (temp->store), event->case_id, NULL);

      g_assert_cmpstr (record->description, !=, "spoilt");
    }
}

static void
test_overload (void)
{
  const GwStoreOptions options = { .queue_limit = 10 };
  g_autoptr (TempStore) temp = temp_store_new_with (&options, TRUE);
  Gate gate = { 0 };
  Done done = { .in_order = TRUE };
  Job refused = { 0 };
  GwStoreMetrics metrics;

  close_gate (temp, &gate);
  for (guint i = 0; i < 10; i++)
    push (temp, i, FALSE, &done);
  g_assert_false (
      gw_store_write_async (temp->store, add_case, &refused, NULL, job_done_cb, &done));
  gw_store_get_metrics (temp->store, &metrics);
  g_assert_cmpint (metrics.queued, ==, 10);
  g_assert_cmpint (metrics.overloads, ==, 1);
  open_gate (&gate);
  temp_wait_for (&done.n_done, 10);
  g_assert_cmpint (count_events (temp), ==, 10);
  push (temp, 11, FALSE, &done);
  temp_wait_for (&done.n_done, 11);
}

/* Closing runs what is queued and tells everyone. */
static void
test_close_finishes (void)
{
  g_autoptr (TempStore) temp = temp_store_new_city ();
  Gate gate = { 0 };
  Done done = { .in_order = TRUE };

  close_gate (temp, &gate);
  for (guint i = 0; i < 100; i++)
    push (temp, i, FALSE, &done);
  open_gate (&gate);
  temp_store_close (temp);
  g_assert_cmpint (done.n_done, ==, 100);
  temp_store_reopen (temp);
  g_assert_cmpint (count_events (temp), ==, 100);
}

static gboolean
add_twice (GwStoreWriter *writer, gpointer data, GError **error)
{
  GwPersonRecord person = { .login = "same", .name = "-", .password_hash = "-" };

  return gw_store_person_add (writer, &person, error) &&
         gw_store_person_add (writer, &person, error);
}

static void
test_synchronous (void)
{
  g_autoptr (TempStore) temp = temp_store_new_city ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GwPersonRecord) person = NULL;
  Job job = { .number = 1 };

  g_assert_true (gw_store_write (temp->store, add_case, &job, &error));
  g_assert_no_error (error);
  g_assert_false (gw_store_write (temp->store, add_twice, NULL, &error));
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  person = gw_store_person_find (gw_store_read (temp->store), "same", &error);
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_NOT_FOUND);
}

/* A reader beside the writer sees whole jobs only, and never an older state again. */
typedef struct
{
  gint64 last_seq;
  guint n_reads;
} Watch;

static gboolean
watch (GwStoreReader *reader, gpointer data, GError **error)
{
  Watch *seen = data;
  gint64 seq = gw_store_last_seq (reader, error);
  g_autoptr (GPtrArray) events = NULL;

  if (seq < 0)
    return FALSE;
  g_assert_cmpint (seq, >=, seen->last_seq);
  events = gw_store_events_after (reader, MAX (seq - 5, 0), 5, error);
  for (guint i = 0; i < events->len; i++)
    {
      GwEventRecord *event = g_ptr_array_index (events, i);
      g_autoptr (GwCaseRecord) record = gw_store_case_load (reader, event->case_id, error);

      g_assert_nonnull (record);
    }
  seen->last_seq = seq;
  return TRUE;
}

static void
watched_cb (gpointer data, const GError *error, gpointer user_data)
{
  Watch *seen = data;

  g_assert_no_error (error);
  seen->n_reads++;
}

static void
test_readers_beside (void)
{
  const GwStoreOptions options = { .read_threads = 3, .log_limit_bytes = 1 << 20 };
  g_autoptr (TempStore) temp = temp_store_new_with (&options, TRUE);
  Done done = { .in_order = TRUE };
  Watch seen[3] = { 0 };

  for (guint round = 0; round < 60; round++)
    {
      for (guint i = 0; i < 50; i++)
        push (temp, round * 50 + i, FALSE, &done);
      for (guint i = 0; i < 3; i++)
        g_assert_true (
            gw_store_read_async (temp->store, watch, &seen[i], NULL, watched_cb, NULL));
      for (guint i = 0; i < 3; i++)
        temp_wait_for (&seen[i].n_reads, round + 1);
    }
  temp_wait_for (&done.n_done, 3000);
  g_assert_cmpint (count_events (temp), ==, 3000);
}

static gboolean
nothing (GwStoreReader *reader, gpointer data, GError **error)
{
  return TRUE;
}

static gboolean
read_at_gate (GwStoreReader *reader, gpointer data, GError **error)
{
  return wait_at_gate (NULL, data, error);
}

static void
test_read_overload (void)
{
  const GwStoreOptions options = { .read_threads = 1, .read_queue_limit = 2 };
  g_autoptr (TempStore) temp = temp_store_new_with (&options, FALSE);
  Gate gate = { 0 };

  g_assert_true (gw_store_read_async (temp->store, read_at_gate, &gate, NULL, NULL, NULL));
  g_mutex_lock (&gate.lock);
  while (!gate.entered)
    g_cond_wait (&gate.changed, &gate.lock);
  g_mutex_unlock (&gate.lock);
  g_assert_true (gw_store_read_async (temp->store, nothing, NULL, NULL, NULL, NULL));
  g_assert_true (gw_store_read_async (temp->store, nothing, NULL, NULL, NULL, NULL));
  g_assert_false (gw_store_read_async (temp->store, nothing, NULL, NULL, NULL, NULL));
  open_gate (&gate);
}

/* Past the limit the writer folds the log into the file itself: it must not grow on. */
static void
test_log_limit (void)
{
  const GwStoreOptions options = { .log_limit_bytes = 256 * 1024 };
  g_autoptr (TempStore) temp = temp_store_new_with (&options, TRUE);
  g_autofree char *log = g_strconcat (temp->path, "-wal", NULL);
  Done done = { .in_order = TRUE };
  GStatBuf status;

  for (guint round = 0; round < 100; round++)
    {
      for (guint i = 0; i < 100; i++)
        push (temp, round * 100 + i, FALSE, &done);
      temp_wait_for (&done.n_done, round * 100 + 100);
    }
  g_assert_cmpint (g_stat (log, &status), ==, 0);
  g_assert_cmpint (status.st_size, <, 8 * 1024 * 1024);
}

/* Another connection (gridwardctl) adds an event: the writer goes on after it. */
static void
test_second_process (void)
{
  g_autoptr (TempStore) temp = temp_store_new_city ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GwStore) second = gw_store_open (temp->path, NULL, &error);
  Job job = { .number = 1 };

  g_assert_no_error (error);
  for (guint i = 0; i < 20; i++)
    {
      g_assert_true (gw_store_write (i % 2 ? second : temp->store, add_case, &job, &error));
      g_assert_no_error (error);
      g_assert_cmpint (job.id % GW_CASE_IDS_PER_DAY, ==, i + 1);
    }
}

/* The disk is full under this job, which makes SQLite undo all of the batch by itself. */
static gboolean
fill_disk (GwStoreWriter *writer, gpointer data, GError **error)
{
  g_autofree char *type = g_strnfill (100000, 'x');
  GwAttachmentRecord record = { .type = type, .uploader_id = TEMP_STORE_PERSON };

  g_assert_true (
      gw_connection_run (writer->reader.connection, "PRAGMA max_page_count = 1", NULL));
  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *id = g_strdup_printf ("fill%u", i);

      record.id = id;
      if (!gw_store_attachment_add (writer, &record, error))
        return FALSE;
    }
  g_assert_not_reached ();
}

static gboolean
add_case_with_room (GwStoreWriter *writer, gpointer data, GError **error)
{
  g_assert_true (gw_connection_run (writer->reader.connection,
                                    "PRAGMA max_page_count = 1000000", NULL));
  return add_case (writer, data, error);
}

static void
expect_full_cb (gpointer data, const GError *error, gpointer user_data)
{
  guint *n_failed = user_data;

  g_assert_nonnull (error);
  *n_failed += 1;
}

/* What was answered with a failure is not there: neither jobs before nor jobs after. */
static void
test_full_disk (void)
{
  g_autoptr (TempStore) temp = temp_store_new_city ();
  g_autoptr (GPtrArray) differences = g_ptr_array_new_with_free_func (g_free);
  const GwStoreWriteFunc jobs[] = { add_case, fill_disk, add_case_with_room, add_case };
  Job job = { .number = 1 };
  Gate gate = { 0 };
  Done done = { .in_order = TRUE };
  guint n_failed = 0;

  close_gate (temp, &gate);
  /* The gate is a batch of its own; what is queued behind it is the next one. */
  for (guint i = 0; i < G_N_ELEMENTS (jobs); i++)
    g_assert_true (
        gw_store_write_async (temp->store, jobs[i], &job, NULL, expect_full_cb, &n_failed));
  open_gate (&gate);
  temp_wait_for (&n_failed, G_N_ELEMENTS (jobs));
  g_assert_cmpint (count_events (temp), ==, 0);
  g_assert_true (gw_store_write (temp->store, add_case_with_room, &job, NULL));
  push (temp, 2, FALSE, &done);
  temp_wait_for (&done.n_done, 1);
  g_assert_cmpint (count_events (temp), ==, 2);
  g_assert_true (gw_store_recount (gw_store_read (temp->store), differences, NULL));
  g_assert_cmpint (differences->len, ==, 0);
}

/* A reader that looks, waits while another case comes in, and looks again. */
typedef struct
{
  Gate gate;
  gint64 before;
  gint64 after;
  guint n_done;
} SecondLook;

static gboolean
look_twice (GwStoreReader *reader, gpointer data, GError **error)
{
  SecondLook *look = data;

  look->before = gw_store_last_seq (reader, error);
  wait_at_gate (NULL, &look->gate, error);
  look->after = gw_store_last_seq (reader, error);
  return look->after >= 0;
}

static void
looked_cb (gpointer data, const GError *error, gpointer user_data)
{
  SecondLook *look = data;

  g_assert_no_error (error);
  look->n_done++;
}

static void
test_one_instant (void)
{
  g_autoptr (TempStore) temp = temp_store_new_city ();
  SecondLook look = { 0 };
  Job job = { .number = 1 };

  for (guint round = 1; round <= 2; round++)
    {
      look.gate = (Gate){ 0 };
      g_assert_true (
          gw_store_read_async (temp->store, look_twice, &look, NULL, looked_cb, NULL));
      g_mutex_lock (&look.gate.lock);
      while (!look.gate.entered)
        g_cond_wait (&look.gate.changed, &look.gate.lock);
      g_mutex_unlock (&look.gate.lock);
      g_assert_true (gw_store_write (temp->store, add_case, &job, NULL));
      open_gate (&look.gate);
      temp_wait_for (&look.n_done, round);
      g_assert_cmpint (look.before, ==, round - 1);
      g_assert_cmpint (look.after, ==, round - 1);
    }
}

static gboolean
write_nothing (GwStoreWriter *writer, gpointer data, GError **error)
{
  return TRUE;
}

static gboolean
read_nothing (GwStoreReader *reader, gpointer data, GError **error)
{
  return TRUE;
}

static void
want_more_cb (gpointer data, const GError *error, gpointer user_data)
{
  GwStore **store = user_data;

  g_assert_no_error (error);
  g_assert_false (gw_store_write_async (*store, write_nothing, NULL, NULL, NULL, NULL));
  g_assert_false (gw_store_read_async (*store, read_nothing, NULL, NULL, NULL, NULL));
  *store = NULL;
}

/* The last answers come while the store closes: what they want done then is refused. */
static void
test_work_while_closing (void)
{
  g_autoptr (TempStore) temp = temp_store_new_city ();
  GwStore *store = g_steal_pointer (&temp->store);
  GwStore *asked = store;

  g_assert_true (
      gw_store_write_async (store, write_nothing, NULL, NULL, want_more_cb, &asked));
  gw_store_close (store);
  g_assert_null (asked);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/writer/order", test_order);
  g_test_add_func ("/store/writer/work-while-closing", test_work_while_closing);
  g_test_add_func ("/store/writer/failed-alone", test_failed_alone);
  g_test_add_func ("/store/writer/failed-late", test_failed_late);
  g_test_add_func ("/store/writer/overload", test_overload);
  g_test_add_func ("/store/writer/close-finishes", test_close_finishes);
  g_test_add_func ("/store/writer/synchronous", test_synchronous);
  g_test_add_func ("/store/writer/readers-beside", test_readers_beside);
  g_test_add_func ("/store/writer/read-overload", test_read_overload);
  g_test_add_func ("/store/writer/log-limit", test_log_limit);
  g_test_add_func ("/store/writer/second-process", test_second_process);
  g_test_add_func ("/store/writer/full-disk", test_full_disk);
  g_test_add_func ("/store/writer/one-instant", test_one_instant);
  return g_test_run ();
}
