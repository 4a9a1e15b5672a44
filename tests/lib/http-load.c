/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many keep-alive connections to one server, from one thread. */
#include "tests/lib/http-load.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define READ_SIZE 65536
#define WAIT_MS 100
/* After the end of the run: how long the last answers may take. */
#define PATIENCE_USEC (20 * G_USEC_PER_SEC)

typedef struct
{
  int fd; /* -1: closed */
  guint number;
  GString *output;
  gsize sent;
  GString *input;
  gint64 started_usec;
  gboolean in_flight;
} Connection;

typedef struct
{
  const HttpLoad *load;
  int epoll;
  gint64 end_usec;
  guint n_open;
  guint n_broken;
} Run;

static void
end_connection (Run *run, Connection *connection, gboolean broken)
{
  close (connection->fd);
  connection->fd = -1;
  run->n_open--;
  run->n_broken += broken;
}

static void
want (Run *run, Connection *connection, guint32 events)
{
  struct epoll_event event = { .events = events, .data.ptr = connection };

  epoll_ctl (run->epoll, EPOLL_CTL_MOD, connection->fd, &event);
}

/* Nearly always all goes out at once; EPOLLOUT is only for when it does not. */
static void
send_rest (Run *run, Connection *connection)
{
  gsize left = connection->output->len - connection->sent;
  ssize_t n = send (connection->fd, connection->output->str + connection->sent, left,
                    MSG_NOSIGNAL | MSG_DONTWAIT);

  if (n < 0 && errno != EAGAIN)
    {
      end_connection (run, connection, TRUE);
      return;
    }
  connection->sent += n > 0 ? (gsize)n : 0;
  if (connection->sent < connection->output->len)
    want (run, connection, EPOLLIN | EPOLLOUT);
}

static void
send_next (Run *run, Connection *connection)
{
  const HttpLoad *load = run->load;
  gint64 now = g_get_monotonic_time ();

  g_string_truncate (connection->output, 0);
  connection->sent = 0;
  connection->in_flight =
      now < run->end_usec &&
      load->request (connection->number, connection->output, load->data);
  if (!connection->in_flight)
    {
      end_connection (run, connection, FALSE);
      return;
    }
  connection->started_usec = now;
  send_rest (run, connection);
}

/* The body's length, or -1 when the head says nothing. */
static gssize
content_length (const char *head, gsize length)
{
  static const char NAME[] = "\r\nContent-Length:";

  for (gsize i = 0; i + sizeof NAME < length; i++)
    if (head[i] == '\r' && g_ascii_strncasecmp (head + i, NAME, sizeof NAME - 1) == 0)
      return strtol (head + i + sizeof NAME - 1, NULL, 10);
  return -1;
}

/* TRUE when a whole answer was there and has been handled. */
static gboolean
take_answer (Run *run, Connection *connection)
{
  GString *input = connection->input;
  const char *end = memmem (input->str, input->len, "\r\n\r\n", 4);
  HttpLoadAnswer answer;
  gssize body_length;
  gsize head_length;

  if (end == NULL || input->len < 12)
    return FALSE;
  head_length = (gsize)(end + 4 - input->str);
  body_length = content_length (input->str, head_length);
  if (body_length < 0)
    g_error ("an answer without Content-Length: %.*s", (int)head_length, input->str);
  if (input->len < head_length + (gsize)body_length)
    return FALSE;
  answer.status = (guint)strtoul (input->str + 9, NULL, 10);
  answer.body = input->str + head_length;
  answer.length = (gsize)body_length;
  answer.latency_usec = g_get_monotonic_time () - connection->started_usec;
  connection->in_flight = FALSE;
  run->load->answer (connection->number, &answer, run->load->data);
  g_string_erase (input, 0, (gssize)(head_length + answer.length));
  return TRUE;
}

static void
receive (Run *run, Connection *connection)
{
  GString *input = connection->input;
  gsize before = input->len;
  ssize_t n;

  g_string_set_size (input, before + READ_SIZE);
  n = recv (connection->fd, input->str + before, READ_SIZE, MSG_DONTWAIT);
  g_string_truncate (input, before + (n > 0 ? (gsize)n : 0));
  if (n == 0 || (n < 0 && errno != EAGAIN))
    end_connection (run, connection, connection->in_flight);
  else if (take_answer (run, connection))
    send_next (run, connection);
}

static void
open_connection (Run *run, Connection *connection, guint number)
{
  struct sockaddr_in address = { .sin_family = AF_INET,
                                 .sin_port = htons (run->load->port),
                                 .sin_addr = { htonl (INADDR_LOOPBACK) } };
  struct epoll_event event = { .events = EPOLLIN, .data.ptr = connection };
  int on = 1;

  connection->number = number;
  connection->output = g_string_new (NULL);
  connection->input = g_string_sized_new (READ_SIZE);
  connection->fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  run->n_open++;
  setsockopt (connection->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  epoll_ctl (run->epoll, EPOLL_CTL_ADD, connection->fd, &event);
  if (connect (connection->fd, (struct sockaddr *)&address, sizeof address) != 0)
    end_connection (run, connection, TRUE);
}

static void
handle (Run *run, const struct epoll_event *event)
{
  Connection *connection = event->data.ptr;

  if (connection->fd >= 0 && (event->events & EPOLLOUT))
    {
      want (run, connection, EPOLLIN);
      send_rest (run, connection);
    }
  if (connection->fd >= 0 && (event->events & (EPOLLIN | EPOLLHUP | EPOLLERR)))
    receive (run, connection);
}

gboolean
http_load_run (const HttpLoad *load)
{
  Run run = { load, epoll_create1 (EPOLL_CLOEXEC),
              g_get_monotonic_time () + load->duration_usec, 0, 0 };
  g_autofree Connection *connections = g_new0 (Connection, load->n_connections);
  struct epoll_event events[256];

  for (guint i = 0; i < load->n_connections; i++)
    open_connection (&run, &connections[i], i);
  for (guint i = 0; i < load->n_connections; i++)
    if (connections[i].fd >= 0)
      send_next (&run, &connections[i]);
  while (run.n_open > 0 && g_get_monotonic_time () < run.end_usec + PATIENCE_USEC)
    {
      int n = epoll_wait (run.epoll, events, G_N_ELEMENTS (events), WAIT_MS);

      for (int i = 0; i < n; i++)
        handle (&run, &events[i]);
    }
  for (guint i = 0; i < load->n_connections; i++)
    {
      if (connections[i].fd >= 0)
        end_connection (&run, &connections[i], TRUE);
      g_string_free (connections[i].output, TRUE);
      g_string_free (connections[i].input, TRUE);
    }
  close (run.epoll);
  return run.n_broken == 0;
}

void
http_load_append_post (GString *out, const char *path, const char *token, const char *key,
                       const char *body)
{
  g_string_append_printf (out,
                          "POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                          "Content-Type: application/json\r\nContent-Length: %zu\r\n",
                          path, strlen (body));
  if (token != NULL)
    g_string_append_printf (out, "Authorization: Bearer %s\r\n", token);
  if (key != NULL)
    g_string_append_printf (out, "Idempotency-Key: %s\r\n", key);
  g_string_append_printf (out, "\r\n%s", body);
}

void
http_load_append_get (GString *out, const char *path, const char *token)
{
  g_string_append_printf (out, "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\n", path);
  if (token != NULL)
    g_string_append_printf (out, "Authorization: Bearer %s\r\n", token);
  g_string_append (out, "\r\n");
}
