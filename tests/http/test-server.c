/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The server over real sockets: what is well formed, and what is refused how. */
#define G_LOG_DOMAIN "gridward-test"

#include "tests/http/server-fixture.h"

#include <string.h>
#include <unistd.h>

static GwTestResponse *
get (Fixture *fixture, const char *path, const char *headers)
{
  return gw_test_request (fixture->port, "GET", path, NULL, headers, NULL, 0);
}

static void
assert_problem (const GwTestResponse *response, guint status, const char *code)
{
  g_autofree char *type = NULL;

  g_assert_cmpuint (response->status, ==, status);
  type = gw_test_response_dup_header (response, "Content-Type");
  g_assert_cmpstr (type, ==, "application/problem+json");
  g_assert_cmpstr (gw_test_json_string (response->json, "code"), ==, code);
  g_assert_cmpint (gw_test_json_int (response->json, "status"), ==, status);
}

static void
test_hello (void)
{
  g_autoptr (Fixture) fixture = fixture_new (NULL, NULL);
  g_autoptr (GwTestResponse) response = get (fixture, "/hello?a=1", NULL);
  g_autofree char *nosniff =
      gw_test_response_dup_header (response, "X-Content-Type-Options");
  g_autofree char *cache = gw_test_response_dup_header (response, "Cache-Control");
  g_autofree char *origin =
      gw_test_response_dup_header (response, "Access-Control-Allow-Origin");

  g_assert_cmpuint (response->status, ==, 200);
  g_assert_cmpstr (response->body, ==, "{\"hello\":\"world\"}");
  g_assert_cmpstr (nosniff, ==, "nosniff");
  g_assert_cmpstr (cache, ==, "no-store");
  g_assert_null (origin);
}

static void
test_keep_alive (void)
{
  g_autoptr (Fixture) fixture = fixture_new (NULL, NULL);
  g_autoptr (GwTestConnection) connection = gw_test_connect (fixture->port);

  for (guint i = 0; i < 100; i++)
    {
      g_autoptr (GwTestResponse) response =
          gw_test_exchange (connection, i % 2 ? "POST" : "GET", i % 2 ? "/echo" : "/hello",
                            NULL, NULL, i % 2 ? "{\"text\":\"x\"}" : NULL, -1);

      g_assert_cmpuint (response->status, ==, 200);
    }
}

static void
test_pipelining (void)
{
  g_autoptr (Fixture) fixture = fixture_new (NULL, NULL);
  g_autoptr (GwTestConnection) connection = gw_test_connect (fixture->port);
  static const char *const paths[] = { "/hello", "/later", "/items/x", "/nothing",
                                       "/later" };
  static const guint statuses[] = { 200, 200, 200, 404, 200 };
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    g_string_append_printf (all, "GET %s HTTP/1.1\r\nHost: x\r\n\r\n", paths[i]);
  gw_test_send (connection, all->str, all->len);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GwTestResponse) response = gw_test_read_response (connection, FALSE);

      g_assert_cmpuint (response->status, ==, statuses[i]);
    }
}

static void
test_methods (void)
{
  g_autoptr (Fixture) fixture = fixture_new (NULL, NULL);
  g_autoptr (GwTestResponse) head =
      gw_test_request (fixture->port, "HEAD", "/hello", NULL, NULL, NULL, 0);
  g_autoptr (GwTestResponse) options =
      gw_test_request (fixture->port, "OPTIONS", "/items/a", NULL, NULL, NULL, 0);
  g_autoptr (GwTestResponse) wrong =
      gw_test_request (fixture->port, "DELETE", "/items/a", NULL, NULL, NULL, 0);
  g_autofree char *length = gw_test_response_dup_header (head, "Content-Length");
  g_autofree char *allow = gw_test_response_dup_header (options, "Allow");
  g_autofree char *allow_again = gw_test_response_dup_header (wrong, "Allow");

  g_assert_cmpuint (head->status, ==, 200);
  g_assert_cmpstr (length, ==, "17");
  g_assert_cmpuint (options->status, ==, 204);
  g_assert_cmpstr (allow, ==, "GET, HEAD, PUT, OPTIONS");
  assert_problem (wrong, 405, "method_not_allowed");
  g_assert_cmpstr (allow_again, ==, allow);
}

static void
test_not_found (void)
{
  g_autoptr (Fixture) fixture = fixture_new (NULL, NULL);
  g_autoptr (GwTestResponse) chinese =
      get (fixture, "/nothing", "Accept-Language: fr, zh-CN;q=0.9, en;q=0.1\r\n");
  g_autoptr (GwTestResponse) parameter = get (fixture, "/hello?c=1", NULL);

  assert_problem (chinese, 404, "not_found");
  g_assert_cmpstr (gw_test_json_string (chinese->json, "title"), ==, "未找到");
  assert_problem (parameter, 400, "unknown_parameter");
  g_assert_cmpstr (gw_test_json_string (parameter->json, "field"), ==, "c");
}

static void
test_auth (void)
{
  g_autoptr (Fixture) fixture = fixture_new (NULL, NULL);
  g_autoptr (GwTestResponse) none = get (fixture, "/private", NULL);
  g_autoptr (GwTestResponse) bad = gw_test_request (fixture->port, "POST", "/private",
                                                    "guess", NULL, "{\"text\":\"\"}", -1);
  g_autoptr (GwTestResponse) good =
      gw_test_request (fixture->port, "GET", "/private", "secret", NULL, NULL, 0);
  g_autoptr (GwTestResponse) in_query = get (fixture, "/private?access_token=secret", NULL);
  g_autofree char *challenge = gw_test_response_dup_header (none, "WWW-Authenticate");

  assert_problem (none, 401, "unauthenticated");
  g_assert_cmpstr (challenge, ==, "Bearer");
  assert_problem (bad, 401, "unauthenticated");
  g_assert_cmpuint (good->status, ==, 200);
  assert_problem (in_query, 400, "unknown_parameter");
}

static void
test_etag (void)
{
  g_autoptr (Fixture) fixture = fixture_new (NULL, NULL);
  g_autoptr (GwTestResponse) first = get (fixture, "/items/a", NULL);
  g_autoptr (GwTestResponse) same =
      get (fixture, "/items/a", "If-None-Match: \"v0\", W/\"v1\"\r\n");
  g_autoptr (GwTestResponse) other = get (fixture, "/items/a", "If-None-Match: \"v2\"\r\n");
  g_autofree char *etag = gw_test_response_dup_header (first, "ETag");

  g_assert_cmpstr (etag, ==, "\"v1\"");
  g_assert_cmpuint (same->status, ==, 304);
  g_assert_cmpuint (other->status, ==, 200);
  g_assert_cmpstr (gw_test_json_string (other->json, "name"), ==, "a");
}

static void
test_bad_json (void)
{
  g_autoptr (Fixture) fixture = fixture_new (NULL, NULL);
  g_autoptr (GString) deep = g_string_new ("{\"text\":");
  g_autoptr (GwTestResponse) utf8 = NULL;
  g_autoptr (GwTestResponse) nested = NULL;
  g_autoptr (GwTestResponse) field = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append_c (deep, '[');
  utf8 = gw_test_request (fixture->port, "POST", "/echo", NULL, NULL, "{\"text\":\"\xff\"}",
                          -1);
  nested = gw_test_request (fixture->port, "POST", "/deep", NULL, NULL, deep->str,
                            (gssize)deep->len);
  field = gw_test_request (fixture->port, "POST", "/echo", NULL, NULL, "{\"text\":7}", -1);
  assert_problem (utf8, 400, "invalid_utf8");
  assert_problem (nested, 400, "too_deep");
  assert_problem (field, 422, "wrong_type");
  g_assert_cmpstr (gw_test_json_string (field->json, "field"), ==, "text");
}

static void
test_too_large (void)
{
  g_autoptr (Fixture) fixture = fixture_new (NULL, NULL);
  gsize size = 10 * 1024 * 1024;
  g_autofree char *body = g_malloc (size);
  gint64 before = 0;

  memset (body, 'x', size);
  for (guint i = 0; i < 8; i++)
    {
      g_autoptr (GwTestResponse) declared =
          gw_test_request (fixture->port, "POST", "/echo", NULL, NULL, body, (gssize)size);
      g_autoptr (GwTestResponse) on_get =
          gw_test_request (fixture->port, "GET", "/hello", NULL, NULL, "{}", -1);

      assert_problem (declared, 413, "body_too_large");
      assert_problem (on_get, 413, "body_too_large");
      /* The client's own copies belong to this process too: measure once they are there. */
      if (i == 2)
        before = gw_test_resident_kb (getpid ());
    }
  g_assert_cmpint (gw_test_resident_kb (getpid ()) - before, <, 8 * 1024);
}

/* Declares more than would ever be read. */
static void
test_absurd_length (void)
{
  g_autoptr (Fixture) fixture = fixture_new (NULL, NULL);
  g_autoptr (GwTestConnection) connection = gw_test_connect (fixture->port);
  g_autoptr (GwTestResponse) response = NULL;

  gw_test_send_text (connection, "POST /echo HTTP/1.1\r\nHost: x\r\n"
                                 "Content-Length: 1000000000000\r\n\r\nabc");
  response = gw_test_read_response (connection, FALSE);
  assert_problem (response, 413, "body_too_large");
  g_assert_true (gw_test_wait_closed (connection, 5));
}

static void
test_chunked (void)
{
  g_autoptr (Fixture) fixture = fixture_new (NULL, NULL);
  g_autoptr (GwTestConnection) good = gw_test_connect (fixture->port);
  g_autoptr (GwTestConnection) endless = gw_test_connect (fixture->port);
  g_autoptr (GwTestResponse) taken = NULL;
  g_autoptr (GwTestResponse) refused = NULL;
  g_autofree char *chunk = g_strnfill (0x10000, 'x');
  guint n_sent = 0;

  gw_test_send_text (good,
                     "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
                     "\r\n5\r\n{\"tex\r\n9\r\nt\":\"abc\"\r\n1\r\n}\r\n0\r\n\r\n");
  taken = gw_test_read_response (good, FALSE);
  g_assert_cmpuint (taken->status, ==, 200);
  g_assert_cmpstr (gw_test_json_string (taken->json, "text"), ==, "abc");

  gw_test_send_text (endless, "POST /echo HTTP/1.1\r\nHost: x\r\n"
                              "Transfer-Encoding: chunked\r\n\r\n");
  /* The server stops reading after a while: at the latest when it has thrown away 32 MB. */
  while (n_sent < 2000 && gw_test_send_text (endless, "10000\r\n") &&
         gw_test_send (endless, chunk, 0x10000) && gw_test_send_text (endless, "\r\n"))
    n_sent++;
  g_assert_cmpuint (n_sent, <, 2000);
  refused = gw_test_read_response (endless, FALSE);
  if (refused->status != 0)
    assert_problem (refused, 413, "body_too_large");
  g_clear_pointer (&taken, gw_test_response_free);
  taken = get (fixture, "/hello", NULL);
  g_assert_cmpuint (taken->status, ==, 200);
}

static void
test_expect_continue (void)
{
  g_autoptr (Fixture) fixture = fixture_new (NULL, NULL);
  g_autoptr (GwTestConnection) connection = gw_test_connect (fixture->port);
  g_autoptr (GwTestConnection) large = gw_test_connect (fixture->port);
  g_autoptr (GwTestResponse) response = NULL;
  g_autoptr (GwTestResponse) refused = NULL;

  gw_test_send_text (connection,
                     "POST /echo HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
                     "Content-Length: 12\r\n\r\n");
  g_usleep (50000);
  gw_test_send_text (connection, "{\"text\":\"a\"}");
  response = gw_test_read_response (connection, FALSE);
  g_assert_cmpuint (response->status, ==, 200);
  gw_test_send_text (large, "POST /echo HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
                            "Content-Length: 5000\r\n\r\n");
  refused = gw_test_read_response (large, FALSE);
  assert_problem (refused, 413, "body_too_large");
}

static void
test_upload (void)
{
  g_autoptr (Fixture) fixture = fixture_new (NULL, NULL);
  g_autofree char *body = g_strnfill (1000000, 'x');
  g_autoptr (GwTestResponse) taken =
      gw_test_request (fixture->port, "POST", "/upload", NULL, NULL, body, 1000000);
  g_autoptr (GwTestConnection) broken = gw_test_connect (fixture->port);
  g_autoptr (GwTestResponse) refused = NULL;

  g_assert_cmpuint (taken->status, ==, 201);
  g_assert_cmpint (g_atomic_int_get (&fixture->n_upload_bytes), ==, 1000000);
  body[500000] = '!';
  refused = gw_test_request (fixture->port, "POST", "/upload", NULL, NULL, body, 1000000);
  assert_problem (refused, 415, "unsupported_media_type");
  gw_test_send_text (broken, "POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n"
                             "\r\nonly this");
  fixture_wait (&fixture->n_uploads, 1);
  g_clear_pointer (&broken, gw_test_connection_free);
  for (guint i = 0; i < 100 && g_atomic_int_get (&fixture->n_uploads) > 0; i++)
    g_usleep (20000);
  g_assert_cmpint (g_atomic_int_get (&fixture->n_uploads), ==, 0);
}

/* Answers that come after the client has gone are dropped; the server lives on. */
static void
test_client_leaves (void)
{
  g_autoptr (Fixture) fixture = fixture_new (NULL, NULL);
  g_autoptr (GwTestResponse) response = NULL;

  for (guint i = 0; i < 50; i++)
    {
      g_autoptr (GwTestConnection) connection = gw_test_connect (fixture->port);

      gw_test_send_text (connection, "GET /later HTTP/1.1\r\nHost: x\r\n\r\n");
    }
  g_usleep (300000);
  response = get (fixture, "/later", NULL);
  g_assert_cmpuint (response->status, ==, 200);
}

/* A request in work when the server stops is still answered; one that hangs is cut. */
static void
test_graceful_stop (void)
{
  GwHttpLimits limits = GW_HTTP_LIMITS_DEFAULT;
  g_autoptr (GwTestConnection) working = NULL;
  g_autoptr (GwTestConnection) hanging = NULL;
  g_autoptr (GwTestResponse) answered = NULL;
  Fixture *fixture;

  limits.drain_ms = 1000;
  fixture = fixture_new (&limits, NULL);
  working = gw_test_connect (fixture->port);
  hanging = gw_test_connect (fixture->port);
  gw_test_send_text (working, "GET /later HTTP/1.1\r\nHost: x\r\n\r\n");
  gw_test_send_text (hanging, "GET /never HTTP/1.1\r\nHost: x\r\n\r\n");
  fixture_wait (&fixture->n_taken, 2);
  fixture_free (fixture);
  answered = gw_test_read_response (working, FALSE);
  g_assert_cmpuint (answered->status, ==, 200);
  g_assert_true (gw_test_wait_closed (hanging, 5));
}

static void
test_malformed_http (void)
{
  g_autoptr (Fixture) fixture = fixture_new (NULL, NULL);
  static const char *const requests[] = {
    "GET\r\n\r\n",
    "\r\n\r\n\r\n\r\n",
    "GET /hello HTTP/9.9\r\nHost: x\r\n\r\n",
    "GET /hello HTTP/1.1\r\n\r\n",
    "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
    "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      g_autoptr (GwTestConnection) connection = gw_test_connect (fixture->port);
      g_autoptr (GwTestResponse) alive = NULL;

      gw_test_send_text (connection, requests[i]);
      g_usleep (10000);
      alive = get (fixture, "/hello", NULL);
      g_assert_cmpuint (alive->status, ==, 200);
    }
}

/* libsoup 3.2.3 would leak the path of each: the sanitizers see it. */
static void
test_nonsense_length (gconstpointer data)
{
  g_autoptr (Fixture) fixture = fixture_new (NULL, NULL);
  g_autoptr (GwTestConnection) connection = gw_test_connect (fixture->port);
  g_autoptr (GwTestResponse) refused = NULL;
  g_autoptr (GwTestResponse) alive = NULL;
  const char *header = data;
  gsize half = strlen (header) / 2;
  g_autofree char *first =
      g_strdup_printf ("POST /echo HTTP/1.1\r\nHost: x\r\n%.*s", (int)half, header);
  g_autofree char *rest = g_strconcat (header + half, "\r\n\r\n", NULL);

  gw_test_send_text (connection, first);
  g_usleep (20000);
  gw_test_send_text (connection, rest);
  refused = gw_test_read_response (connection, FALSE);
  assert_problem (refused, 400, "malformed_request");
  alive = get (fixture, "/hello", NULL);
  g_assert_cmpuint (alive->status, ==, 200);
}

static void
test_metrics (void)
{
  g_autoptr (Fixture) fixture = fixture_new (NULL, NULL);
  g_autoptr (GwTestResponse) hello = get (fixture, "/hello", NULL);
  g_autoptr (GwTestResponse) nothing = get (fixture, "/nothing", NULL);
  g_autoptr (GwTestResponse) metrics = get (fixture, "/metrics", NULL);

  g_assert_nonnull (strstr (metrics->body, "gridward_http_requests_total{method=\"GET\","
                                           "route=\"/hello\",status=\"2xx\"} 1\n"));
  g_assert_nonnull (strstr (metrics->body, "gridward_http_requests_total{method=\"\","
                                           "route=\"\",status=\"4xx\"} 1\n"));
  g_assert_nonnull (strstr (metrics->body, "gridward_connections_accepted_total 3\n"));
}

int
main (int argc, char **argv)
{
  static const char *const nonsense[] = {
    "Transfer-Encoding: rot13",
    "transfer-encoding:gzip, chunked",
    "Transfer-Encoding:",
    "Transfer-Encoding: chunked, x",
    "Content-Length: -5",
    "Content-Length: 5x",
    "CONTENT-LENGTH: 0x10",
    "Content-Length: 99999999999999999999",
    "Content-Length:\r\n 5",
    "Transfer-Encoding: chunked                                                        x",
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (nonsense); i++)
    {
      g_autofree char *path = g_strdup_printf ("/http/server/nonsense-length/%u", i);

      g_test_add_data_func (path, nonsense[i], test_nonsense_length);
    }
  g_test_add_func ("/http/server/hello", test_hello);
  g_test_add_func ("/http/server/keep-alive", test_keep_alive);
  g_test_add_func ("/http/server/pipelining", test_pipelining);
  g_test_add_func ("/http/server/methods", test_methods);
  g_test_add_func ("/http/server/not-found", test_not_found);
  g_test_add_func ("/http/server/auth", test_auth);
  g_test_add_func ("/http/server/etag", test_etag);
  g_test_add_func ("/http/server/bad-json", test_bad_json);
  g_test_add_func ("/http/server/too-large", test_too_large);
  g_test_add_func ("/http/server/absurd-length", test_absurd_length);
  g_test_add_func ("/http/server/chunked", test_chunked);
  g_test_add_func ("/http/server/expect-continue", test_expect_continue);
  g_test_add_func ("/http/server/upload", test_upload);
  g_test_add_func ("/http/server/client-leaves", test_client_leaves);
  g_test_add_func ("/http/server/graceful-stop", test_graceful_stop);
  g_test_add_func ("/http/server/malformed-http", test_malformed_http);
  g_test_add_func ("/http/server/metrics", test_metrics);
  return g_test_run ();
}
