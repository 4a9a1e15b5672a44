/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The least that an HTTP server can do. */
#include "tests/bench/raw-server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static void
add (int epoll, int fd)
{
  struct epoll_event event = { .events = EPOLLIN, .data.fd = fd };

  epoll_ctl (epoll, EPOLL_CTL_ADD, fd, &event);
}

static void
answer (int fd, const GString *reply)
{
  char request[8192];
  ssize_t n = recv (fd, request, sizeof request, 0);

  if (n <= 0)
    close (fd);
  /* The load client sends one request at a time, in one piece. */
  else if (send (fd, reply->str, reply->len, MSG_NOSIGNAL) != (ssize_t)reply->len)
    close (fd);
}

static void
serve (int listener, gsize body_length)
{
  GString *reply = g_string_new (NULL);
  int epoll = epoll_create1 (0);
  struct epoll_event events[256];
  int on = 1;

  g_string_printf (reply,
                   "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                   "Content-Length: %zu\r\n\r\n",
                   body_length);
  for (gsize i = 0; i < body_length; i++)
    g_string_append_c (reply, ' ');
  add (epoll, listener);
  while (TRUE)
    {
      int n = epoll_wait (epoll, events, G_N_ELEMENTS (events), -1);

      for (int i = 0; i < n; i++)
        if (events[i].data.fd == listener)
          {
            int fd = accept (listener, NULL, NULL);

            setsockopt (fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
            add (epoll, fd);
          }
        else
          answer (events[i].data.fd, reply);
    }
}

guint16
raw_server_start (gsize body_length, GPid *ret_pid)
{
  struct sockaddr_in address = { .sin_family = AF_INET,
                                 .sin_addr = { htonl (INADDR_LOOPBACK) } };
  socklen_t length = sizeof address;
  int listener = socket (AF_INET, SOCK_STREAM, 0);

  if (bind (listener, (struct sockaddr *)&address, sizeof address) != 0 ||
      listen (listener, 1024) != 0 ||
      getsockname (listener, (struct sockaddr *)&address, &length) != 0)
    g_error ("the yardstick's socket");
  *ret_pid = fork ();
  if (*ret_pid == 0)
    {
      prctl (PR_SET_PDEATHSIG, SIGKILL);
      serve (listener, body_length);
    }
  close (listener);
  return ntohs (address.sin_port);
}

void
raw_server_stop (GPid pid)
{
  kill (pid, SIGKILL);
  waitpid (pid, NULL, 0);
}
