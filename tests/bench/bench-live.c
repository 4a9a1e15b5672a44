/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long an event takes to reach everyone. */
#include "tests/bench/bench-live.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/bench/bench-city.h"
#include "tests/lib/http-client.h"

#define MARK "bench-live-"
#define READ_SIZE 65536
/* Longer than a mark with its number, so that none is cut in two unnoticed. */
#define KEPT_BYTES 64
#define LAST_WAIT_USEC (2 * G_USEC_PER_SEC)

typedef struct
{
  ServerProcess *server;
  const char *token;
  guint rate;
  guint seconds;
  gint running;
} Poster;

/* The description carries the instant of sending. */
static gpointer
post_thread (gpointer data)
{
  Poster *poster = data;
  g_autoptr (GwTestConnection) connection = gw_test_connect (poster->server->port);
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < poster->rate * poster->seconds; i++)
    {
      gint64 due = start + (gint64)i * G_USEC_PER_SEC / poster->rate;
      gint64 now = g_get_monotonic_time ();
      g_autofree char *body = NULL;
      g_autoptr (GwTestResponse) response = NULL;

      if (due > now)
        g_usleep ((gulong)(due - now));
      body = g_strdup_printf (
          "{\"kind\":\"matter\",\"class\":\"06010\",\"location\":{\"lon\":"
          "%.4f,\"lat\":%.4f},\"description\":\"" MARK "%" G_GINT64_FORMAT ";\"}",
          BENCH_WEST + 0.05, BENCH_SOUTH + 0.05, g_get_monotonic_time ());
      response = gw_test_exchange (connection, "POST", "/api/v1/reports", poster->token,
                                   "Content-Type: application/json\r\n", body, -1);
      if (response->status != 201)
        g_error ("%u %s", response->status, response->body);
    }
  g_atomic_int_set (&poster->running, 0);
  return NULL;
}

typedef struct
{
  GwTestConnection *connection;
  GString *tail; /* the last bytes read, for marks that come in two pieces */
} Client;

static void
take_marks (Client *client, GArray *latencies)
{
  gint64 now = g_get_monotonic_time ();
  char *at = client->tail->str;
  char *end = client->tail->str + client->tail->len;
  char *found;

  while ((found = memmem (at, (gsize)(end - at), MARK, strlen (MARK))) != NULL)
    {
      char *after = memchr (found, ';', (gsize)(end - found));
      gint64 latency;

      if (after == NULL)
        break;
      latency = now - g_ascii_strtoll (found + strlen (MARK), NULL, 10);
      g_array_append_val (latencies, latency);
      at = after;
    }
  if (found != NULL)
    at = found;
  else if (end - at > KEPT_BYTES)
    at = end - KEPT_BYTES;
  g_string_erase (client->tail, 0, at - client->tail->str);
}

static void
read_client (Client *client, GArray *latencies)
{
  gsize before = client->tail->len;
  ssize_t n;

  g_string_set_size (client->tail, before + READ_SIZE);
  n = recv (client->connection->fd, client->tail->str + before, READ_SIZE, MSG_DONTWAIT);
  g_string_truncate (client->tail, before + (n > 0 ? (gsize)n : 0));
  if (n == 0 || (n < 0 && errno != EAGAIN))
    g_error ("a live client lost its connection");
  take_marks (client, latencies);
}

static int
compare_latencies (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *)a, second = *(const gint64 *)b;

  return (first > second) - (first < second);
}

static void
watch (int epoll, GThread *poster_thread, Poster *poster, GArray *latencies)
{
  struct epoll_event events[256];
  gint64 end = G_MAXINT64;

  while (g_get_monotonic_time () < end)
    {
      int n = epoll_wait (epoll, events, G_N_ELEMENTS (events), 100);

      for (int i = 0; i < n; i++)
        read_client (events[i].data.ptr, latencies);
      if (end == G_MAXINT64 && !g_atomic_int_get (&poster->running))
        end = g_get_monotonic_time () + LAST_WAIT_USEC;
    }
  g_thread_join (poster_thread);
}

double
bench_live (ServerProcess *server, const char *token, guint n_clients, guint rate,
            guint seconds)
{
  g_autofree Client *clients = g_new0 (Client, n_clients);
  g_autoptr (GArray) latencies = g_array_new (FALSE, FALSE, sizeof (gint64));
  Poster poster = { server, token, rate, seconds, 1 };
  int epoll = epoll_create1 (EPOLL_CLOEXEC);

  for (guint i = 0; i < n_clients; i++)
    {
      struct epoll_event event = { .events = EPOLLIN, .data.ptr = &clients[i] };

      clients[i].connection =
          gw_test_web_socket (server->port, "/api/v1/live", token, NULL);
      if (clients[i].connection == NULL)
        g_error ("the server refuses a live client");
      clients[i].tail = g_string_new (NULL);
      epoll_ctl (epoll, EPOLL_CTL_ADD, clients[i].connection->fd, &event);
    }
  watch (epoll, g_thread_new ("poster", post_thread, &poster), &poster, latencies);
  for (guint i = 0; i < n_clients; i++)
    {
      gw_test_connection_free (clients[i].connection);
      g_string_free (clients[i].tail, TRUE);
    }
  close (epoll);
  if (latencies->len != n_clients * rate * seconds)
    g_error ("%u deliveries instead of %u", latencies->len, n_clients * rate * seconds);
  g_array_sort (latencies, compare_latencies);
  return (double)g_array_index (latencies, gint64, latencies->len * 99 / 100) / 1000;
}
