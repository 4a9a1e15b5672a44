/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Connections in number, in silence and without descriptors. */
#define G_LOG_DOMAIN "gridward-test"

#include "tests/http/server-fixture.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

static void
assert_alive (Fixture *fixture)
{
  g_autoptr (GwTestResponse) response =
      gw_test_request (fixture->port, "GET", "/hello", NULL, NULL, NULL, 0);

  g_assert_cmpuint (response->status, ==, 200);
}

static Fixture *
impatient_fixture (void)
{
  GwHttpLimits limits = GW_HTTP_LIMITS_DEFAULT;

  limits.timeout_ms = 800;
  return fixture_new (&limits, NULL);
}

static void
raise_descriptor_limit (void)
{
  struct rlimit limit;

  getrlimit (RLIMIT_NOFILE, &limit);
  limit.rlim_cur = MIN (limit.rlim_max, 16384);
  setrlimit (RLIMIT_NOFILE, &limit);
}

static void
test_half_sent (gconstpointer data)
{
  g_autoptr (Fixture) fixture = impatient_fixture ();
  g_autoptr (GwTestConnection) connection = gw_test_connect (fixture->port);
  g_autoptr (GwTestResponse) response = NULL;

  gw_test_send_text (connection, data);
  response = gw_test_read_response (connection, FALSE);
  g_assert_cmpuint (response->status, ==, 408);
  g_assert_cmpstr (gw_test_json_string (response->json, "code"), ==, "timeout");
  g_assert_true (gw_test_wait_closed (connection, 5));
  assert_alive (fixture);
}

/* A byte now and then does not buy more time. */
static void
test_trickle (void)
{
  g_autoptr (Fixture) fixture = impatient_fixture ();
  g_autoptr (GwTestConnection) connection = gw_test_connect (fixture->port);
  gint64 start = g_get_monotonic_time ();

  gw_test_send_text (connection, "GET /hello HTTP/1.1\r\nX-Slow: ");
  while (gw_test_send_text (connection, "x") &&
         g_get_monotonic_time () - start < 10 * G_USEC_PER_SEC)
    g_usleep (50000);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
}

static void
test_idle_is_closed (void)
{
  g_autoptr (Fixture) fixture = impatient_fixture ();
  g_autoptr (GwTestConnection) fresh = gw_test_connect (fixture->port);
  g_autoptr (GwTestConnection) used = gw_test_connect (fixture->port);
  g_autoptr (GwTestResponse) response =
      gw_test_exchange (used, "GET", "/hello", NULL, NULL, NULL, 0);

  g_assert_cmpuint (response->status, ==, 200);
  g_assert_true (gw_test_wait_closed (fresh, 5));
  g_assert_true (gw_test_wait_closed (used, 5));
}

/* Work of ours that takes longer than the timeout is not the client's fault. */
static void
test_slow_work_is_patient (void)
{
  GwHttpLimits limits = GW_HTTP_LIMITS_DEFAULT;
  g_autoptr (Fixture) fixture = NULL;
  g_autoptr (GwTestResponse) response = NULL;

  limits.timeout_ms = 500;
  fixture = fixture_new (&limits, NULL);
  fixture->later_ms = 1200;
  response = gw_test_request (fixture->port, "GET", "/later", NULL, NULL, NULL, 0);
  g_assert_cmpuint (response->status, ==, 200);
}

static void
test_header_flood (void)
{
  g_autoptr (Fixture) fixture = fixture_new (NULL, NULL);
  g_autoptr (GwTestConnection) connection = gw_test_connect (fixture->port);
  g_autofree char *line = g_strdup_printf ("X-%01000d: y\r\n", 1);
  guint n_sent = 0;

  gw_test_send_text (connection, "GET /hello HTTP/1.1\r\nHost: x\r\n");
  while (n_sent < 50000 && gw_test_send_text (connection, line))
    n_sent++;
  /* 50 MB of headers are not read. */
  g_assert_cmpuint (n_sent, <, 50000);
  assert_alive (fixture);
}

static void
test_many_idle (void)
{
  g_autoptr (Fixture) fixture = fixture_new (NULL, NULL);
  g_autoptr (GPtrArray) idle =
      g_ptr_array_new_with_free_func ((GDestroyNotify)gw_test_connection_free);

  for (guint i = 0; i < 2000; i++)
    g_ptr_array_add (idle, gw_test_connect (fixture->port));
  for (guint i = 0; i < 20; i++)
    assert_alive (fixture);
  for (guint i = 0; i < idle->len; i += 97)
    {
      g_autoptr (GwTestResponse) response =
          gw_test_exchange (idle->pdata[i], "GET", "/hello", NULL, NULL, NULL, 0);

      g_assert_cmpuint (response->status, ==, 200);
    }
}

static void
test_connection_cap (void)
{
  GwHttpLimits limits = GW_HTTP_LIMITS_DEFAULT;
  g_autoptr (Fixture) fixture = NULL;
  g_autoptr (GPtrArray) idle =
      g_ptr_array_new_with_free_func ((GDestroyNotify)gw_test_connection_free);
  g_autoptr (GwTestConnection) late = NULL;
  g_autoptr (GwTestResponse) response = NULL;
  g_autofree char *retry = NULL;

  limits.max_connections = 10;
  fixture = fixture_new (&limits, NULL);
  for (guint i = 0; i < 10; i++)
    {
      GwTestConnection *connection = gw_test_connect (fixture->port);
      g_autoptr (GwTestResponse) hello =
          gw_test_exchange (connection, "GET", "/hello", NULL, NULL, NULL, 0);

      g_assert_cmpuint (hello->status, ==, 200);
      g_ptr_array_add (idle, connection);
    }
  late = gw_test_connect (fixture->port);
  response = gw_test_read_response (late, FALSE);
  g_assert_cmpuint (response->status, ==, 503);
  g_assert_cmpstr (gw_test_json_string (response->json, "code"), ==, "overloaded");
  retry = gw_test_response_dup_header (response, "Retry-After");
  g_assert_cmpstr (retry, ==, "2");
  g_ptr_array_set_size (idle, 0);
  g_usleep (100000);
  assert_alive (fixture);
}

/* Fills the process's descriptor table, then frees it: the server must accept again. */
static void
test_out_of_descriptors (void)
{
  g_autoptr (Fixture) fixture = fixture_new (NULL, NULL);
  g_autoptr (GwTestConnection) connection = NULL;
  struct rlimit before, low;
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (int));
  int fd;

  assert_alive (fixture);
  connection = gw_test_connect (fixture->port);
  getrlimit (RLIMIT_NOFILE, &before);
  low = before;
  low.rlim_cur = 200;
  setrlimit (RLIMIT_NOFILE, &low);
  while ((fd = open ("/dev/null", O_RDONLY)) >= 0)
    g_array_append_val (taken, fd);
  /* One descriptor for the client's end; none is left for the server's. */
  close (g_array_index (taken, int, taken->len - 1));
  g_array_set_size (taken, taken->len - 1);
  {
    g_autoptr (GwTestConnection) refused = gw_test_connect (fixture->port);
    g_autoptr (GwTestResponse) response = gw_test_read_response (refused, FALSE);

    g_assert_cmpuint (response->status, ==, 503);
  }
  for (guint i = 0; i < taken->len; i++)
    close (g_array_index (taken, int, i));
  setrlimit (RLIMIT_NOFILE, &before);
  for (guint i = 0; i < 20; i++)
    assert_alive (fixture);
}

static void
test_churn (void)
{
  g_autoptr (Fixture) fixture = fixture_new (NULL, NULL);
  gint64 before;

  for (guint i = 0; i < 500; i++)
    assert_alive (fixture);
  before = gw_test_resident_kb (getpid ());
  for (guint i = 0; i < 4000; i++)
    assert_alive (fixture);
  /* libsoup's own listener would have leaked 1.4 MB here. */
  g_assert_cmpint (gw_test_resident_kb (getpid ()) - before, <, 1000);
}

/* A client that asks for much and takes nothing is cut off in time. */
static void
test_does_not_read (void)
{
  GwHttpLimits limits = GW_HTTP_LIMITS_DEFAULT;
  g_autoptr (Fixture) fixture = NULL;
  g_autoptr (GwTestConnection) connection = NULL;
  g_autoptr (GwTestResponse) taken = NULL;
  int small = 65536;

  limits.timeout_ms = 500;
  fixture = fixture_new (&limits, NULL);
  taken = gw_test_request (fixture->port, "GET", "/big", NULL, NULL, NULL, 0);
  g_assert_cmpuint (taken->length, ==, BIG);
  connection = gw_test_connect (fixture->port);
  /* Or the kernel would take all of it for us. */
  setsockopt (connection->fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
  gw_test_send_text (connection, "GET /big HTTP/1.1\r\nHost: x\r\n\r\n");
  /* The first deadline may find that the kernel's buffers have been filled in its time. */
  g_usleep (2500000);
  g_clear_pointer (&taken, gw_test_response_free);
  taken = gw_test_read_response (connection, FALSE);
  g_assert_cmpuint (taken->length, <, BIG);
  assert_alive (fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  raise_descriptor_limit ();
  g_test_add_data_func ("/http/connections/half-headers", "GET /hello HTTP/1.1\r\nHos",
                        test_half_sent);
  g_test_add_data_func ("/http/connections/half-body",
                        "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\n{\"a",
                        test_half_sent);
  g_test_add_data_func (
      "/http/connections/half-chunk",
      "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
      "5\r\nab",
      test_half_sent);
  g_test_add_func ("/http/connections/trickle", test_trickle);
  g_test_add_func ("/http/connections/idle", test_idle_is_closed);
  g_test_add_func ("/http/connections/slow-work", test_slow_work_is_patient);
  g_test_add_func ("/http/connections/header-flood", test_header_flood);
  g_test_add_func ("/http/connections/many-idle", test_many_idle);
  g_test_add_func ("/http/connections/cap", test_connection_cap);
  g_test_add_func ("/http/connections/out-of-descriptors", test_out_of_descriptors);
  g_test_add_func ("/http/connections/churn", test_churn);
  g_test_add_func ("/http/connections/does-not-read", test_does_not_read);
  return g_test_run ();
}
