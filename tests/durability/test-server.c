/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The server under load is killed, or its power is cut, at random moments. Every report
 * that was answered 201 must be there once, also after all that had no answer is sent
 * again with the same key. The control, without syncing, must lose some: it shows that
 * this test would see it.
 */
#include <glib/gstdio.h>
#include <json-c/json.h>
#include <string.h>

#include "backend/service/setup.h"
#include "backend/store/case-list.h"
#include "backend/store/case-store.h"
#include "backend/store/people-store.h"
#include "backend/store/statistics-store.h"
#include "tests/durability/crash-dir.h"
#include "tests/lib/http-load.h"
#include "tests/lib/server-process.h"
#include "tests/lib/town.h"

#define CONTROL_CYCLES 12
#define CONNECTIONS 32
#define PASSWORD "password-of-inspector"
#define PAGE 10000
#define MIN_LIFE_USEC (150 * 1000)
#define MAX_LIFE_USEC (600 * 1000)

typedef enum
{
  KILL,
  CUT_POWER,
} Ending;

/* All that was ever sent: key -> number, "" while there was no answer. */
typedef struct
{
  CrashDir *dir;
  char *database;
  char *token;
  GHashTable *answered; /* key -> number */
  GHashTable *unanswered;
  GPtrArray *retries; /* keys still to be sent again, borrowed */
  char *in_flight[CONNECTIONS];
  guint n_keys;
  guint n_acknowledged;
  guint n_repeats; /* answers 200: it had been stored, only the answer was lost */
} Ledger;

/* ---- set-up ---- */

static void
set_password (const char *path)
{
  const GwServiceOptions options = { .cheap_passwords = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (GwService) service = gw_service_open (path, &options, &error);

  g_assert_no_error (error);
  gw_setup_person_set_password (service, "inspector", PASSWORD, &error);
  g_assert_no_error (error);
}

static Ledger *
ledger_new (void)
{
  Ledger *ledger = g_new0 (Ledger, 1);

  ledger->dir = crash_dir_new ();
  ledger->database = gw_town_create (ledger->dir->files);
  set_password (ledger->database);
  ledger->answered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  ledger->unanswered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  ledger->retries = g_ptr_array_new ();
  return ledger;
}

static void
ledger_free (Ledger *ledger)
{
  g_hash_table_unref (ledger->answered);
  g_hash_table_unref (ledger->unanswered);
  g_ptr_array_unref (ledger->retries);
  crash_dir_free (ledger->dir);
  g_free (ledger->database);
  g_free (ledger->token);
  g_free (ledger);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Ledger, ledger_free)

/* ---- load ---- */

static void
append_report (Ledger *ledger, const char *key, GString *out)
{
  g_autofree char *body =
      g_strdup_printf ("{\"kind\":\"matter\",\"class\":\"06010\",\"location\":{"
                       "\"lon\":113.00%02u,\"lat\":23.7005},\"description\":\"%s\"}",
                       g_str_hash (key) % 40, key);

  http_load_append_post (out, "/api/v1/reports", ledger->token, key, body);
}

static gboolean
new_report_cb (guint connection, GString *out, gpointer data)
{
  Ledger *ledger = data;
  char *key = g_strdup_printf ("durable-key-%08u", ledger->n_keys++);

  g_hash_table_add (ledger->unanswered, key);
  ledger->in_flight[connection] = key;
  append_report (ledger, key, out);
  return TRUE;
}

static gboolean
retry_cb (guint connection, GString *out, gpointer data)
{
  Ledger *ledger = data;

  if (ledger->retries->len == 0)
    return FALSE;
  ledger->in_flight[connection] =
      g_ptr_array_steal_index_fast (ledger->retries, ledger->retries->len - 1);
  append_report (ledger, ledger->in_flight[connection], out);
  return TRUE;
}

static char *
dup_number (const HttpLoadAnswer *answer)
{
  json_tokener *tokener = json_tokener_new ();
  json_object *root = json_tokener_parse_ex (tokener, answer->body, (int)answer->length);
  json_object *report = NULL, *number = NULL;
  char *text;

  json_tokener_free (tokener);
  if (!json_object_object_get_ex (root, "case", &report) ||
      !json_object_object_get_ex (report, "number", &number))
    g_error ("an answer without a number: %.*s", (int)answer->length, answer->body);
  text = g_strdup (json_object_get_string (number));
  json_object_put (root);
  return text;
}

static void
answered_cb (guint connection, const HttpLoadAnswer *answer, gpointer data)
{
  Ledger *ledger = data;
  char *key = ledger->in_flight[connection];
  g_autofree char *number = NULL;
  const char *before = g_hash_table_lookup (ledger->answered, key);

  if (answer->status != 201 && answer->status != 200)
    g_error ("%u: %.*s", answer->status, (int)answer->length, answer->body);
  number = dup_number (answer);
  /* What had its 201 must come back as the same case. */
  if (before != NULL)
    g_assert_cmpstr (number, ==, before);
  if (before != NULL)
    g_assert_cmpint (answer->status, ==, 200);
  ledger->n_acknowledged += answer->status == 201;
  ledger->n_repeats += answer->status == 200 && before == NULL;
  g_hash_table_insert (ledger->answered, g_strdup (key), g_steal_pointer (&number));
  if (before == NULL)
    g_hash_table_remove (ledger->unanswered, key);
}

static gboolean
run_load (Ledger *ledger, ServerProcess *server, gint64 duration_usec,
          HttpLoadRequestFunc request)
{
  HttpLoad load = {
    server->port, CONNECTIONS, duration_usec, request, answered_cb, ledger
  };

  return http_load_run (&load);
}

/* All that had no answer, and some that had one. */
static void
send_again (Ledger *ledger, ServerProcess *server)
{
  GHashTableIter iter;
  gpointer key;
  guint n_known = 0;
  g_autoptr (GPtrArray) known = g_ptr_array_new_with_free_func (g_free);

  g_hash_table_iter_init (&iter, ledger->unanswered);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_ptr_array_add (ledger->retries, key);
  g_hash_table_iter_init (&iter, ledger->answered);
  while (n_known++ < 50 && g_hash_table_iter_next (&iter, &key, NULL))
    {
      g_ptr_array_add (known, g_strdup (key));
      g_ptr_array_add (ledger->retries, known->pdata[known->len - 1]);
    }
  g_assert_true (run_load (ledger, server, 20 * G_USEC_PER_SEC, retry_cb));
  g_assert_cmpint (g_hash_table_size (ledger->unanswered), ==, 0);
}

static gpointer
kill_thread (gpointer data)
{
  g_usleep ((gulong)g_random_int_range (MIN_LIFE_USEC, MAX_LIFE_USEC));
  server_process_kill (data);
  return NULL;
}

static char **
make_environment (Ledger *ledger, Ending ending, gboolean unsafe)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (ending == CUT_POWER)
    {
      g_auto (GStrv) simulation = crash_dir_environment (ledger->dir);

      g_strv_builder_addv (builder, (const char **)simulation);
    }
  if (unsafe)
    g_strv_builder_add_many (builder, "GRIDWARD_UNSAFE_SYNCHRONOUS=normal",
                             "G_DEBUG=fatal-criticals", NULL);
  return g_strv_builder_end (builder);
}

static void
live_and_die (Ledger *ledger, Ending ending, gboolean unsafe)
{
  g_auto (GStrv) environment = make_environment (ledger, ending, unsafe);
  g_autoptr (ServerProcess) server = NULL;
  GThread *killer;

  if (ending == CUT_POWER)
    crash_dir_settle (ledger->dir);
  server = server_process_start (ledger->database, NULL, (const char *const *)environment);
  g_free (ledger->token);
  ledger->token = server_process_sign_in (server, "inspector", PASSWORD);
  send_again (ledger, server);
  killer = g_thread_new ("killer", kill_thread, server);
  run_load (ledger, server, 10 * G_USEC_PER_SEC, new_report_cb);
  g_thread_join (killer);
  if (ending == CUT_POWER)
    crash_dir_cut_power (ledger->dir);
}

/* ---- looking ---- */

/* description (the key) -> number of every case that is there; no key twice. */
static GHashTable *
read_cases (GwStore *store)
{
  GHashTable *cases = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GwCaseFilter filter = { .limit = PAGE };
  gboolean more = TRUE;

  while (more)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) page =
          gw_store_case_list (gw_store_read (store), &filter, &more, &filter.after, &error);

      g_assert_no_error (error);
      for (guint i = 0; i < page->len; i++)
        {
          const GwCaseRecord *record = g_ptr_array_index (page, i);
          char number[GW_CASE_NUMBER_SIZE];

          gw_case_number_format (record->id, number);
          g_assert_true (g_hash_table_insert (cases, g_strdup (record->description),
                                              g_strdup (number)));
        }
    }
  return cases;
}

static void
assert_sound (GwStore *store)
{
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  g_assert_true (gw_store_recount (gw_store_read (store), faults, &error));
  for (guint i = 0; i < faults->len; i++)
    g_test_message ("%s", (char *)faults->pdata[i]);
  g_assert_cmpint (faults->len, ==, 0);
}

/* How many acknowledged reports are not there; these are forgotten, so that one can go on. */
static guint
count_lost (Ledger *ledger)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwStore) store = gw_store_open (ledger->database, NULL, &error);
  g_autoptr (GHashTable) cases = NULL;
  GHashTableIter iter;
  gpointer key, number;
  guint n_lost = 0;

  g_assert_no_error (error);
  cases = read_cases (store);
  assert_sound (store);
  g_hash_table_iter_init (&iter, ledger->answered);
  while (g_hash_table_iter_next (&iter, &key, &number))
    if (g_strcmp0 (g_hash_table_lookup (cases, key), number) != 0)
      {
        n_lost++;
        g_hash_table_iter_remove (&iter);
      }
  /* Nothing is there that was never sent. */
  g_hash_table_iter_init (&iter, cases);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_assert_true (g_hash_table_contains (ledger->answered, key) ||
                   g_hash_table_contains (ledger->unanswered, key) || n_lost > 0);
  return n_lost;
}

/* ---- tests ---- */

static void
run_cycles (Ending ending)
{
  g_autoptr (Ledger) ledger = ledger_new ();
  guint n_cycles = (guint)g_ascii_strtoull (g_getenv ("GRIDWARD_TEST_CYCLES"), NULL, 10);

  for (guint i = 0; i < n_cycles; i++)
    {
      live_and_die (ledger, ending, FALSE);
      g_assert_cmpint (count_lost (ledger), ==, 0);
    }
  g_test_message ("%u acknowledged, %u stored without an answer, none lost, none doubled",
                  ledger->n_acknowledged, ledger->n_repeats);
  g_assert_cmpint (ledger->n_acknowledged, >, n_cycles * CONNECTIONS);
}

static void
test_kill (void)
{
  run_cycles (KILL);
}

static void
test_power_cut (void)
{
  run_cycles (CUT_POWER);
}

static void
test_control (void)
{
  g_autoptr (Ledger) ledger = ledger_new ();
  guint n_lost = 0;

  for (guint i = 0; i < CONTROL_CYCLES && n_lost == 0; i++)
    {
      live_and_die (ledger, CUT_POWER, TRUE);
      n_lost = count_lost (ledger);
    }
  g_test_message ("without syncing: %u acknowledged, %u lost", ledger->n_acknowledged,
                  n_lost);
  g_assert_cmpint (n_lost, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/durability/server/kill", test_kill);
  g_test_add_func ("/durability/server/power-cut", test_power_cut);
  g_test_add_func ("/durability/server/control", test_control);
  return g_test_run ();
}
