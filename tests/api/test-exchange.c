/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Another hotline system, written apart: cases in, statuses out, what citizens say, and what
 * either side does not know; with failures, repetitions, wrong order and restarts. */
#define G_LOG_DOMAIN "gridward-test"

#include <glib/gstdio.h>
#include <string.h>

#include "tests/lib/json-schema.h"
#include "tests/lib/town-server.h"

#define SECRET "a secret of the peer"
#define PATIENCE_USEC (30 * G_USEC_PER_SEC)
#define CASES "/api/v1/exchange/cases"

typedef struct
{
  GwTownServer *server;
  GSubprocess *process;
  GDataInputStream *answers;
  char *port; /* "0" until it has one */
  char *state;
} Peer;

static json_object *document;

static void
ctl (GwTownServer *server, const char *first, ...)
{
  g_autofree char *program =
      g_build_filename (g_getenv ("GRIDWARD_BUILD_DIR"), "backend/ctl/gridwardctl", NULL);
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  va_list more;

  g_ptr_array_add (arguments, program);
  g_ptr_array_add (arguments, (gpointer) "--db");
  g_ptr_array_add (arguments, server->db);
  va_start (more, first);
  for (const char *word = first; word; word = va_arg (more, const char *))
    g_ptr_array_add (arguments, (gpointer)word);
  va_end (more);
  g_ptr_array_add (arguments, NULL);
  process = g_subprocess_newv ((const char *const *)arguments->pdata,
                               G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (process, NULL, &error));
  g_assert_no_error (error);
}

static void
peer_start (Peer *peer)
{
  g_autofree char *script = g_build_filename (g_getenv ("GRIDWARD_SOURCE_DIR"),
                                              "tests/api/exchange-peer.py", NULL);
  g_autofree char *city = g_strdup_printf ("%u", peer->server->port);
  g_autoptr (GError) error = NULL;

  peer->process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                        &error, "python3", script, peer->port, SECRET, peer->state, city,
                        gw_town_server_token (peer->server, "exchange"), NULL);
  g_assert_no_error (error);
  peer->answers = g_data_input_stream_new (g_subprocess_get_stdout_pipe (peer->process));
  g_free (peer->port);
  peer->port = g_data_input_stream_read_line (peer->answers, NULL, NULL, NULL);
  g_assert_nonnull (peer->port);
}

static void
peer_stop (Peer *peer)
{
  g_subprocess_force_exit (peer->process);
  g_subprocess_wait (peer->process, NULL, NULL);
  g_clear_object (&peer->answers);
  g_clear_object (&peer->process);
}

/* What the peer says to the order; caller frees. */
static json_object *
order (Peer *peer, const char *words)
{
  g_autofree char *line = g_strconcat (words, "\n", NULL);
  g_autofree char *answer = NULL;
  g_autoptr (GError) error = NULL;
  json_object *json;

  g_output_stream_write_all (g_subprocess_get_stdin_pipe (peer->process), line,
                             strlen (line), NULL, NULL, &error);
  g_assert_no_error (error);
  answer = g_data_input_stream_read_line (peer->answers, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (answer);
  json = json_tokener_parse (answer);
  g_assert_nonnull (json);
  return json;
}

/* The same where the city must answer so; field NULL: no member is looked at. Caller frees. */
static char *
expect (Peer *peer, const char *words, gint64 status, const char *field)
{
  json_object *json = order (peer, words);
  char *value = NULL;

  if (gw_test_json_int (json, "status") != status)
    g_error ("%s: %s", words, json_object_to_json_string (json));
  if (field)
    value = g_strdup (gw_test_json_string (json, field));
  json_object_put (json);
  return value;
}

static void
expect_only (Peer *peer, const char *words, gint64 status)
{
  g_assert_null (expect (peer, words, status, NULL));
}

static void
set_mode (Peer *peer, const char *mode)
{
  g_autofree char *words = g_strconcat ("mode ", mode, NULL);

  json_object_put (order (peer, words));
}

/* Waits until the peer was told of these statuses of its number, and of nothing else. */
static void
wait_for (Peer *peer, const char *number, const char *statuses)
{
  g_autofree char *words = g_strconcat ("known ", number, NULL);
  gint64 end = g_get_monotonic_time () + PATIENCE_USEC;

  for (;;)
    {
      json_object *known = order (peer, words);
      json_object *list = gw_test_json_get (known, "statuses");
      g_autoptr (GString) told = g_string_new (NULL);

      g_assert_cmpuint (json_object_array_length (gw_test_json_get (known, "faults")), ==,
                        0);
      for (gsize i = 0; i < json_object_array_length (list); i++)
        g_string_append_printf (
            told, "%s%s", i > 0 ? " " : "",
            json_object_get_string (json_object_array_get_idx (list, i)));
      json_object_put (known);
      if (g_str_equal (told->str, statuses))
        return;
      if (g_get_monotonic_time () >= end)
        g_error ("%s: told “%s”, not “%s”", number, told->str, statuses);
      g_usleep (20000);
    }
}

static void
wait_refused (Peer *peer)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_USEC;
  gint64 n = 0;

  while (n == 0)
    {
      json_object *known = order (peer, "known X");

      n = gw_test_json_int (known, "refused");
      json_object_put (known);
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_usleep (20000);
    }
}

static void
set_up (Peer *peer, gconstpointer data)
{
  g_autofree char *secret = NULL;
  g_autofree char *map = NULL;
  g_autofree char *url = NULL;

  peer->server = gw_town_server_new (NULL);
  peer->port = g_strdup ("0");
  peer->state = g_build_filename (peer->server->dir, "peer.json", NULL);
  secret = g_build_filename (peer->server->dir, "secret", NULL);
  map = g_build_filename (peer->server->dir, "map.csv", NULL);
  g_assert_true (g_file_set_contents (secret, SECRET "\n", -1, NULL));
  g_assert_true (g_file_set_contents (map,
                                      "external_class,kind,class,urgency\n"
                                      "HW-0301,matter,06010,24h\n",
                                      -1, NULL));
  ctl (peer->server, "hotline", "map", "import", map, NULL);
  peer_start (peer);
  url = g_strdup_printf ("http://127.0.0.1:%s/status", peer->port);
  ctl (peer->server, "webhook", "add", "--content", "hotline", "--secret-file", secret, url,
       NULL);
}

static void
tear_down (Peer *peer, gconstpointer data)
{
  ctl (peer->server, "audit", NULL);
  peer_stop (peer);
  gw_town_server_free (peer->server);
  g_free (peer->port);
  g_free (peer->state);
}

/* From the filing to the closure. */
static void
carry (GwTownServer *server, const char *number)
{
  gw_town_server_act (server, "leader", number, "file");
  gw_town_server_act (server, "dispatcher", number, "dispatch");
  gw_town_server_act (server, "sanitation", number, "accept");
  gw_town_server_act (server, "sanitation", number, "handle");
  gw_town_server_act (server, "leader", number, "check");
  gw_town_server_act (server, "leader", number, "close");
}

/* --- there and back ------------------------------------------------------------------- */

static void
test_whole_way (Peer *peer, gconstpointer data)
{
  g_autofree char *number = expect (peer, "send A-1 HW-0301", 201, "answer.case.case");
  g_autofree char *again = expect (peer, "send A-1 HW-0301", 200, "answer.case.case");
  g_autofree char *status = NULL;

  g_assert_cmpstr (number, ==, again);
  status = expect (peer, "show A-1", 200, "answer.case.status");
  g_assert_cmpstr (status, ==, "received");
  gw_town_server_act (peer->server, "acceptor", number, "register");
  /* Out of order: nobody can be satisfied yet. */
  expect_only (peer, "visit A-1 satisfied yes", 422);
  carry (peer->server, number);
  wait_for (peer, "A-1", "accepted filed dispatched handled closed");
  expect_only (peer, "visit A-1 satisfied yes", 200);
  expect_only (peer, "visit A-1 satisfied yes", 200);
  wait_for (peer, "A-1", "accepted filed dispatched handled closed visited");
}

static void
test_failures (Peer *peer, gconstpointer data)
{
  g_autofree char *number = NULL;

  /* The answer is lost: the same again is the same case, whether it had come or not. */
  expect_only (peer, "send-lost B-1 HW-0301", 0);
  g_free (expect (peer, "send B-2 HW-0301", 201, "answer.case.case"));
  {
    json_object *json = order (peer, "send B-1 HW-0301");

    number = g_strdup (gw_test_json_string (json, "answer.case.case"));
    json_object_put (json);
  }
  set_mode (peer, "fail");
  gw_town_server_act (peer->server, "leader", number, "file");
  wait_refused (peer);
  /* The city dies, then the peer; neither forgets. */
  gw_town_server_crash (peer->server);
  peer_stop (peer);
  gw_town_server_act (peer->server, "dispatcher", number, "dispatch");
  peer_start (peer);
  wait_for (peer, "B-1", "filed dispatched");
  /* It takes what it is told, but the city does not hear that it has: once is enough. */
  set_mode (peer, "slow");
  gw_town_server_act (peer->server, "sanitation", number, "accept");
  gw_town_server_act (peer->server, "sanitation", number, "handle");
  wait_for (peer, "B-1", "filed dispatched handled");
  set_mode (peer, "ok");
  gw_town_server_act (peer->server, "leader", number, "check");
  gw_town_server_act (peer->server, "leader", number, "close");
  wait_for (peer, "B-1", "filed dispatched handled closed");
  expect_only (peer, "send B-1 HW-0301", 200);
}

static void
test_unsatisfied (Peer *peer, gconstpointer data)
{
  g_autofree char *number = NULL;
  g_autofree char *status = NULL;

  ctl (peer->server, "setting", "set", "visit.reopens", "1", NULL);
  gw_town_server_crash (peer->server);
  peer_stop (peer);
  peer_start (peer);
  number = expect (peer, "send C-1 HW-0301", 201, "answer.case.case");
  carry (peer->server, number);
  status =
      expect (peer, "visit C-1 unsatisfied no key-of-visit-1", 200, "answer.case.status");
  g_assert_cmpstr (status, ==, "filed");
  /* Under the same key it is the same visit. */
  expect_only (peer, "visit C-1 unsatisfied no key-of-visit-1", 200);
  expect_only (peer, "visit C-1 unsatisfied no key-of-visit-2", 422);
  wait_for (peer, "C-1", "filed dispatched handled closed visited filed");
}

/* --- what does not fit ------------------------------------------------------------------ */

static void
test_refused (Peer *peer, gconstpointer data)
{
  static const struct
  {
    guint status;
    const char *login;
    const char *path;
    const char *body;
    const char *code;
    const char *field;
  } refused[] = {
    { 422, "exchange", CASES, "{\"class\":\"HW-0301\",\"description\":\"x\"}",
      "missing_field", "external_number" },
    { 422, "exchange", CASES, "{\"external_number\":\"D-1\",\"description\":\"x\"}",
      "missing_field", "class" },
    { 422, "exchange", CASES,
      "{\"external_number\":\"D-1\",\"class\":\"HW-9\",\"description\":\"x\","
      "\"address\":\"大街3号\"}",
      "unknown_class", "class" },
    { 422, "exchange", CASES,
      "{\"external_number\":\"A B\",\"class\":\"HW-0301\",\"description\":\"x\","
      "\"location\":{\"lon\":113.0005,\"lat\":23.7005}}",
      "out_of_range", "external_number" },
    { 422, "exchange", CASES,
      "{\"external_number\":\"D-0\",\"class\":\"HW-0301\",\"description\":\"other\","
      "\"location\":{\"lon\":113.0005,\"lat\":23.7005}}",
      "external_number_taken", "external_number" },
    { 403, "acceptor", CASES,
      "{\"external_number\":\"D-1\",\"class\":\"HW-0301\",\"description\":\"x\","
      "\"location\":{\"lon\":113.0005,\"lat\":23.7005}}",
      "forbidden", NULL },
    { 404, "exchange", CASES "/D-9/visit", "{\"satisfaction\":\"satisfied\"}", "not_found",
      NULL },
    { 422, "exchange", CASES "/D-0/visit", "{\"satisfaction\":\"glad\"}", "out_of_range",
      "satisfaction" },
    { 422, "exchange", CASES "/D-0/visit", "{}", "missing_field", "satisfaction" },
    { 422, "exchange", CASES "/D-0/visit", "{\"satisfaction\":\"satisfied\"}",
      "action_not_allowed", "action" },
    { 403, "leader", CASES "/D-0/visit", "{\"satisfaction\":\"satisfied\"}", "forbidden",
      NULL },
    { 403, "leader", "/api/v1/exchange/differences", "{\"cases\":[]}", "forbidden", NULL },
    { 422, "exchange", "/api/v1/exchange/differences", "{}", "missing_field", "cases" },
    { 422, "exchange", "/api/v1/exchange/differences",
      "{\"cases\":[],\"from\":\"2020-01-01\",\"to\":\"2026-01-01\"}", "out_of_range",
      "from" },
    { 422, "exchange", "/api/v1/exchange/differences",
      "{\"cases\":[{\"external_number\":\"D-0\",\"status\":\"done\"}]}", "out_of_range",
      "cases.0.status" },
    { 422, "exchange", "/api/v1/exchange/differences",
      "{\"cases\":[{\"external_number\":\"D\",\"status\":\"closed\"},"
      "{\"external_number\":\"D\",\"status\":\"closed\"}]}",
      "out_of_range", "cases.1.external_number" },
  };
  g_autofree char *number = expect (peer, "send D-0 HW-0301", 201, "answer.case.case");
  g_autofree char *path = g_strconcat ("/api/v1/cases/", number, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GwTestResponse) response =
          gw_town_server_expect (peer->server, refused[i].status, refused[i].login, "POST",
                                 refused[i].path, refused[i].body);

      g_assert_cmpstr (gw_test_json_string (response->json, "code"), ==, refused[i].code);
      if (refused[i].field)
        g_assert_cmpstr (gw_test_json_string (response->json, "field"), ==,
                         refused[i].field);
    }
  /* It sees nothing of the city but what it has handed over. */
  gw_test_response_free (
      gw_town_server_expect (peer->server, 404, "exchange", "GET", path, NULL));
  gw_test_response_free (
      gw_town_server_expect (peer->server, 403, "leader", "GET", CASES "/D-0", NULL));
}

/* --- reconciliation --------------------------------------------------------------------- */

static const char *
kind_of (json_object *answer, const char *number)
{
  json_object *list = gw_test_json_get (answer, "answer.differences");

  for (gsize i = 0; i < json_object_array_length (list); i++)
    {
      json_object *one = json_object_array_get_idx (list, i);

      if (g_str_equal (gw_test_json_string (one, "external_number"), number))
        return gw_test_json_string (one, "kind");
    }
  return NULL;
}

static void
test_differences (Peer *peer, gconstpointer data)
{
  g_autofree char *one = expect (peer, "send E-1 HW-0301", 201, "answer.case.case");
  g_autofree char *two = expect (peer, "send E-2 HW-0301", 201, "answer.case.case");
  json_object *answer;

  gw_town_server_act (peer->server, "leader", one, "file");
  gw_town_server_act (peer->server, "leader", two, "file");
  wait_for (peer, "E-1", "filed");
  wait_for (peer, "E-2", "filed");
  answer = order (peer, "compare");
  gw_test_schema_assert (document, "ExchangeDifferences",
                         gw_test_json_get (answer, "answer"));
  g_assert_cmpint (gw_test_json_int (answer, "answer.compared"), ==, 2);
  g_assert_cmpuint (
      json_object_array_length (gw_test_json_get (answer, "answer.differences")), ==, 0);
  json_object_put (answer);
  answer = order (peer, "compare E-1=closed E-2=- E-3=received");
  g_assert_cmpstr (kind_of (answer, "E-1"), ==, "status");
  g_assert_cmpstr (kind_of (answer, "E-2"), ==, "unknown_there");
  g_assert_cmpstr (kind_of (answer, "E-3"), ==, "unknown_here");
  json_object_put (answer);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  document = gw_test_schema_document ();
  g_test_add ("/exchange/whole-way", Peer, NULL, set_up, test_whole_way, tear_down);
  g_test_add ("/exchange/failures", Peer, NULL, set_up, test_failures, tear_down);
  g_test_add ("/exchange/unsatisfied", Peer, NULL, set_up, test_unsatisfied, tear_down);
  g_test_add ("/exchange/refused", Peer, NULL, set_up, test_refused, tear_down);
  g_test_add ("/exchange/differences", Peer, NULL, set_up, test_differences, tear_down);
  result = g_test_run ();
  json_object_put (document);
  return result;
}
