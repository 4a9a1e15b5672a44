/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The disk fails or is full: nothing is acknowledged, and afterwards all goes on. */
#include <signal.h>
#include <sys/resource.h>

#include "backend/store/sqlite/connection.h"
#include "backend/store/sqlite/internal.h"
#include "backend/store/statistics-store.h"
#include "tests/lib/temp-store.h"

#define N_JOBS 200

typedef struct
{
  guint n_done;
  guint n_failed;
  GwStoreError code;
} Done;

static gboolean
add_case (GwStoreWriter *writer, gpointer data, GError **error)
{
  g_autoptr (GwCaseRecord) record = temp_case_new (5, 1, TEMP_STORE_NOON, NULL);
  g_autoptr (GwEventRecord) event = temp_report_event_new (TEMP_STORE_NOON);

  return gw_store_case_add (writer, record, event, error);
}

static void
job_done_cb (gpointer data, const GError *error, gpointer user_data)
{
  Done *done = user_data;

  done->n_done++;
  if (error == NULL)
    return;
  g_assert_true (error->domain == GW_STORE_ERROR);
  done->code = (GwStoreError)error->code;
  done->n_failed++;
}

/* Adds N_JOBS reports; returns how many failed. */
static guint
add_many (TempStore *temp, GwStoreError *ret_code)
{
  Done done = { 0 };

  for (guint i = 0; i < N_JOBS; i++)
    g_assert_true (
        gw_store_write_async (temp->store, add_case, NULL, NULL, job_done_cb, &done));
  temp_wait_for (&done.n_done, N_JOBS);
  *ret_code = done.code;
  return done.n_failed;
}

static guint
count_events (TempStore *temp)
{
  g_autoptr (GPtrArray) events =
      gw_store_events_after (gw_store_read (temp->store), 0, 100000, NULL);

  return events->len;
}

static void
assert_sound (TempStore *temp, guint n_events)
{
  g_autoptr (GPtrArray) differences = g_ptr_array_new_with_free_func (g_free);

  g_assert_cmpint (count_events (temp), ==, n_events);
  g_assert_cmpint (gw_store_last_seq (gw_store_read (temp->store), NULL), ==, n_events);
  g_assert_true (gw_store_recount (gw_store_read (temp->store), differences, NULL));
  g_assert_cmpint (differences->len, ==, 0);
}

/* The log may not grow: the commit itself fails. */
static void
limit_file_size (rlim_t bytes)
{
  struct rlimit limit = { bytes, RLIM_INFINITY };

  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static void
test_disk_fails (void)
{
  g_autoptr (TempStore) temp = temp_store_new_city ();
  GwStoreError code;

  g_assert_cmpint (add_many (temp, &code), ==, 0);
  limit_file_size (8192);
  g_assert_cmpint (add_many (temp, &code), ==, N_JOBS);
  limit_file_size (RLIM_INFINITY);
  g_assert_true (code == GW_STORE_ERROR_IO || code == GW_STORE_ERROR_FULL);
  assert_sound (temp, N_JOBS);
  g_assert_cmpint (add_many (temp, &code), ==, 0);
  assert_sound (temp, 2 * N_JOBS);
  temp_store_reopen (temp);
  assert_sound (temp, 2 * N_JOBS);
}

/* The file may not grow: a statement fails, and with it what the batch did before. */
static gboolean
limit_pages (GwStoreWriter *writer, gpointer data, GError **error)
{
  sqlite3 *handle = gw_connection_get_handle (writer->reader.connection);

  g_assert_cmpint (sqlite3_exec (handle, data, NULL, NULL, NULL), ==, SQLITE_OK);
  return TRUE;
}

static void
test_disk_full (void)
{
  g_autoptr (TempStore) temp = temp_store_new_city ();
  GwStoreError code;
  guint n_stored = 0, n_failed = 0;

  /* SQLite takes a limit below the present size as the present size. */
  g_assert_true (gw_store_write (temp->store, limit_pages,
                                 (gpointer) "PRAGMA max_page_count = 1", NULL));
  for (guint i = 0; i < 40 && n_failed == 0; i++)
    {
      n_failed = add_many (temp, &code);
      n_stored += N_JOBS - n_failed;
    }
  g_assert_cmpint (n_failed, >, 0);
  g_assert_cmpint (code, ==, GW_STORE_ERROR_FULL);
  assert_sound (temp, n_stored);
  g_assert_true (gw_store_write (temp->store, limit_pages,
                                 (gpointer) "PRAGMA max_page_count = 1000000", NULL));
  g_assert_cmpint (add_many (temp, &code), ==, 0);
  assert_sound (temp, n_stored + N_JOBS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  /* The text index complains when it cannot go on; that is what this test provokes. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  signal (SIGXFSZ, SIG_IGN);
  g_test_add_func ("/store/failure/disk-fails", test_disk_fails);
  g_test_add_func ("/store/failure/disk-full", test_disk_full);
  return g_test_run ();
}
