/* SPDX-License-Identifier: GPL-3.0-or-later */
/* WebSockets and the hub that pushes to them. */
#define G_LOG_DOMAIN "gridward-test"

#include "tests/http/server-fixture.h"

#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

typedef struct
{
  gint64 first;
  guint n;
  gsize padding;
} Publication;

static void
publish (gpointer fixture_pointer, gpointer data)
{
  Fixture *fixture = fixture_pointer;
  Publication *publication = data;
  g_autofree char *padding = g_strnfill (publication->padding, ' ');

  for (guint i = 0; i < publication->n; i++)
    {
      g_autofree char *item =
          g_strdup_printf ("%" G_GINT64_FORMAT "%s", publication->first + i, padding);

      for (guint c = 0; c < fixture->clients->len; c++)
        gw_push_client_push (fixture->clients->pdata[c], item, strlen (item));
    }
}

static void
publish_range (Fixture *fixture, gint64 first, guint n, gsize padding)
{
  Publication publication = { first, n, padding };

  fixture_run (fixture, publish, &publication);
}

/* Reads frames until the last wanted number; checks that none is missing or doubled. */
static void
expect_range (GwTestConnection *socket, gint64 first, gint64 last)
{
  while (first <= last)
    {
      guint opcode;
      g_autofree char *text = gw_test_web_socket_read (socket, &opcode, 10);
      json_object *array = json_tokener_parse (text);

      g_assert_cmpuint (opcode, ==, 1);
      g_assert_true (json_object_is_type (array, json_type_array));
      for (gsize i = 0; i < json_object_array_length (array); i++)
        g_assert_cmpint (json_object_get_int64 (json_object_array_get_idx (array, i)), ==,
                         first++);
      json_object_put (array);
    }
}

static GwTestConnection *
open_socket (Fixture *fixture, const char *path)
{
  GwTestConnection *socket = gw_test_web_socket (fixture->port, path, "secret", NULL);

  g_assert_nonnull (socket);
  return socket;
}

static void
expect_hello (GwTestConnection *socket)
{
  g_autofree char *hello = gw_test_web_socket_read (socket, NULL, 10);

  g_assert_cmpstr (hello, ==, "[\"hello\"]");
}

static void
test_push (void)
{
  g_autoptr (Fixture) fixture = fixture_new (NULL, NULL);
  g_autoptr (GwTestConnection) first = open_socket (fixture, "/live");
  g_autoptr (GwTestConnection) second = open_socket (fixture, "/live?access_token=secret");

  expect_hello (first);
  expect_hello (second);
  publish_range (fixture, 1, 1, 0);
  publish_range (fixture, 2, 100, 0);
  expect_range (first, 1, 101);
  expect_range (second, 1, 101);
}

static void
test_refusals (void)
{
  g_autoptr (Fixture) fixture = fixture_new (NULL, NULL);
  g_autoptr (GwTestResponse) no_token = NULL;
  g_autoptr (GwTestResponse) no_upgrade = NULL;

  g_assert_null (gw_test_web_socket (fixture->port, "/live", NULL, &no_token));
  g_assert_cmpuint (no_token->status, ==, 401);
  no_upgrade = gw_test_request (fixture->port, "GET", "/live", "secret", NULL, NULL, 0);
  g_assert_cmpuint (no_upgrade->status, ==, 400);
  g_assert_cmpstr (gw_test_json_string (no_upgrade->json, "code"), ==, "malformed_request");
}

static void
count_clients (gpointer fixture_pointer, gpointer data)
{
  Fixture *fixture = fixture_pointer;

  *(guint *)data = gw_push_hub_n_clients (fixture->hub);
}

static void
wait_for_clients (Fixture *fixture, guint wanted)
{
  guint n = G_MAXUINT;

  for (guint i = 0; i < 250 && n != wanted; i++)
    {
      fixture_run (fixture, count_clients, &n);
      if (n != wanted)
        g_usleep (20000);
    }
  g_assert_cmpuint (n, ==, wanted);
}

static void
test_close (void)
{
  g_autoptr (Fixture) fixture = fixture_new (NULL, NULL);
  g_autoptr (GwTestConnection) polite = open_socket (fixture, "/live");
  GwTestConnection *rude = open_socket (fixture, "/live");
  g_autofree char *echo = NULL;
  guint opcode;

  expect_hello (polite);
  expect_hello (rude);
  wait_for_clients (fixture, 2);
  gw_test_connection_free (rude);
  wait_for_clients (fixture, 1);
  gw_test_web_socket_send (polite, 9, "ping", 4);
  echo = gw_test_web_socket_read (polite, &opcode, 10);
  g_assert_cmpuint (opcode, ==, 10);
  g_assert_cmpstr (echo, ==, "ping");
  gw_test_web_socket_send (polite, 8, "\x03\xe8", 2);
  g_free (gw_test_web_socket_read (polite, &opcode, 10));
  g_assert_cmpuint (opcode, ==, 8);
  wait_for_clients (fixture, 0);
}

static const char *const bad_frames[] = {
  "\x81\x01x",                                                /* not masked */
  "\xf1\x80\x01\x02\x03\x04",                                 /* reserved bits */
  "\x83\x80\x01\x02\x03\x04",                                 /* reserved opcode */
  "\x89\xfe\x01\x02\x03\x04",                                 /* a long ping */
  "\x81\xff\x7f\xff\xff\xff\xff\xff\xff\xff\x01\x02\x03\x04", /* 2^63 bytes */
};

static void
test_bad_frames (void)
{
  g_autoptr (Fixture) fixture = fixture_new (NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (bad_frames); i++)
    {
      g_autoptr (GwTestConnection) socket = open_socket (fixture, "/live");
      guint opcode;

      expect_hello (socket);
      gw_test_send_text (socket, bad_frames[i]);
      g_free (gw_test_web_socket_read (socket, &opcode, 10));
      g_assert_cmpuint (opcode, ==, 8);
    }
  wait_for_clients (fixture, 0);
}

/* A client that reads nothing is dropped at the cap; the others notice nothing. */
static void
test_stalled (void)
{
  /* The reader, too, may wait for a processor, but not so long. */
  GwPushLimits limits = { .max_backlog = 512 * 1024,
                          .max_blocked_ms = 1000,
                          .ping_ms = 20000 };
  g_autoptr (Fixture) fixture = fixture_new (NULL, &limits);
  g_autoptr (GwTestConnection) reader = open_socket (fixture, "/live");
  g_autoptr (GwTestConnection) stalled = open_socket (fixture, "/live");
  gint64 seq = 1;
  int small = 65536;

  setsockopt (stalled->fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
  expect_hello (reader);
  for (guint i = 0; i < 60; i++)
    {
      publish_range (fixture, seq, 10, 10000);
      expect_range (reader, seq, seq + 9);
      seq += 10;
    }
  wait_for_clients (fixture, 1);
  publish_range (fixture, seq, 1, 0);
  expect_range (reader, seq, seq);
}

static void
get_blocked (gpointer fixture_pointer, gpointer data)
{
  Fixture *fixture = fixture_pointer;

  *(int *)data = fixture->n_blocked;
}

static void
wait_for_blocked (Fixture *fixture, int wanted)
{
  int n = -1;

  for (guint i = 0; i < 250 && n != wanted; i++)
    {
      fixture_run (fixture, get_blocked, &n);
      if (n != wanted)
        g_usleep (20000);
    }
  g_assert_cmpint (n, ==, wanted);
}

/* A client that stalls for a while and then reads has missed nothing. */
static void
test_unblocked (void)
{
  g_autoptr (Fixture) fixture = fixture_new (NULL, NULL);
  g_autoptr (GwTestConnection) socket = open_socket (fixture, "/live");
  int small = 65536;
  gint64 seq = 1;
  int n_blocked = 0;

  setsockopt (socket->fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
  expect_hello (socket);
  while (n_blocked == 0 && seq < 5000)
    {
      publish_range (fixture, seq, 10, 10000);
      seq += 10;
      g_usleep (1000);
      fixture_run (fixture, get_blocked, &n_blocked);
    }
  g_assert_cmpint (n_blocked, ==, 1);
  expect_range (socket, 1, seq - 1);
  wait_for_blocked (fixture, 0);
  wait_for_clients (fixture, 1);
}

static void
test_silent_client_is_dropped (void)
{
  GwPushLimits limits = { .max_backlog = 512 * 1024, .max_blocked_ms = 200, .ping_ms = 50 };
  g_autoptr (Fixture) fixture = fixture_new (NULL, &limits);
  g_autoptr (GwTestConnection) silent = open_socket (fixture, "/live");

  expect_hello (silent);
  wait_for_clients (fixture, 0);
}

static void
test_many_clients (void)
{
  g_autoptr (Fixture) fixture = fixture_new (NULL, NULL);
  g_autoptr (GPtrArray) sockets =
      g_ptr_array_new_with_free_func ((GDestroyNotify)gw_test_connection_free);

  for (guint i = 0; i < 200; i++)
    {
      g_ptr_array_add (sockets, open_socket (fixture, "/live"));
      expect_hello (sockets->pdata[i]);
    }
  for (guint i = 0; i < 20; i++)
    publish_range (fixture, 1 + i * 10, 10, 200);
  for (guint i = 0; i < 200; i++)
    expect_range (sockets->pdata[i], 1, 200);
}

/* A client that pings without end and reads nothing costs no memory. */
static void
test_ping_flood (void)
{
  g_autoptr (Fixture) fixture = fixture_new (NULL, NULL);
  g_autoptr (GwTestConnection) flood = open_socket (fixture, "/live");
  g_autoptr (GwTestConnection) other = open_socket (fixture, "/live");
  g_autofree char *payload = g_strnfill (125, 'p');
  gint64 before = gw_test_resident_kb (getpid ());

  for (guint i = 0; i < 200000; i++)
    gw_test_web_socket_send (flood, 9, payload, 125);
  g_assert_cmpint (gw_test_resident_kb (getpid ()) - before, <, 8 * 1024);
  expect_hello (other);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http/push/push", test_push);
  g_test_add_func ("/http/push/unblocked", test_unblocked);
  g_test_add_func ("/http/push/refusals", test_refusals);
  g_test_add_func ("/http/push/close", test_close);
  g_test_add_func ("/http/push/bad-frames", test_bad_frames);
  g_test_add_func ("/http/push/stalled", test_stalled);
  g_test_add_func ("/http/push/silent", test_silent_client_is_dropped);
  g_test_add_func ("/http/push/many-clients", test_many_clients);
  g_test_add_func ("/http/push/ping-flood", test_ping_flood);
  return g_test_run ();
}
