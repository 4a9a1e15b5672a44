/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The two ends that libsoup gets of a connection: what leaves together, who is woken when. */
#define G_LOG_DOMAIN "gridward-test"

#include "backend/http/client-output.h"
#include "backend/http/client-stream.h"

#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

typedef struct
{
  GMainContext *context;
  GwReadySet *set;
  GwClientStream *stream;
  GPollableInputStream *input;
  GPollableOutputStream *output;
  int peer;
} Pair;

/* SOCK_SEQPACKET shows what was sent at once; SOCK_STREAM is like TCP. */
static Pair *
pair_new (int type)
{
  Pair *pair = g_new0 (Pair, 1);
  g_autoptr (GSocket) socket = NULL;
  int ends[2];

  g_assert_cmpint (socketpair (AF_UNIX, type | SOCK_CLOEXEC, 0, ends), ==, 0);
  socket = g_socket_new_from_fd (ends[0], NULL);
  pair->peer = ends[1];
  pair->context = g_main_context_new ();
  pair->set = gw_ready_set_new (pair->context);
  pair->stream = gw_client_stream_new (socket, pair->set);
  gw_client_stream_set_idle (pair->stream, FALSE);
  pair->input =
      G_POLLABLE_INPUT_STREAM (g_io_stream_get_input_stream (G_IO_STREAM (pair->stream)));
  pair->output =
      G_POLLABLE_OUTPUT_STREAM (g_io_stream_get_output_stream (G_IO_STREAM (pair->stream)));
  return pair;
}

static void
pair_free (Pair *pair)
{
  g_object_unref (pair->stream);
  gw_ready_set_free (pair->set);
  g_main_context_unref (pair->context);
  close (pair->peer);
  g_free (pair);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Pair, pair_free)

static void
assert_write (Pair *pair, const char *text)
{
  g_assert_cmpint (g_pollable_output_stream_write_nonblocking (pair->output, text,
                                                               strlen (text), NULL, NULL),
                   ==, strlen (text));
}

static void
assert_packet (Pair *pair, const char *expected)
{
  char packet[100] = "";
  ssize_t n = recv (pair->peer, packet, sizeof packet - 1, MSG_DONTWAIT);

  g_assert_cmpint (n, ==, expected ? (ssize_t)strlen (expected) : -1);
  if (expected)
    g_assert_cmpstr (packet, ==, expected);
}

static gboolean
woken_cb (GObject *stream, gpointer data)
{
  *(gboolean *)data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Whether a source of this end is dispatched without waiting. */
static gboolean
is_woken (Pair *pair, GSource *taken)
{
  g_autoptr (GSource) source = taken;
  gboolean woken = FALSE;

  g_source_set_callback (source, G_SOURCE_FUNC (woken_cb), &woken, NULL);
  g_source_attach (source, pair->context);
  g_main_context_iteration (pair->context, FALSE);
  g_source_destroy (source);
  return woken;
}

static gboolean
is_readable (Pair *pair)
{
  return is_woken (pair, g_pollable_input_stream_create_source (pair->input, NULL));
}

static gboolean
is_writable (Pair *pair)
{
  return is_woken (pair, g_pollable_output_stream_create_source (pair->output, NULL));
}

static void
test_together (void)
{
  g_autoptr (Pair) pair = pair_new (SOCK_SEQPACKET);

  gw_client_stream_expect_body (pair->stream);
  assert_write (pair, "headers ");
  assert_packet (pair, NULL);
  assert_write (pair, "body");
  assert_packet (pair, "headers body");
  /* More of the body, and the next answer, which has none. */
  assert_write (pair, "more");
  assert_packet (pair, "more");
  assert_write (pair, "headers alone");
  assert_packet (pair, "headers alone");
}

/* Everything arrives once and in order, however little the socket takes at a time. */
static void
test_slow_reader (gconstpointer data)
{
  gsize n_headers = GPOINTER_TO_SIZE (data), n_body = 300000, written = 0;
  g_autoptr (Pair) pair = pair_new (SOCK_STREAM);
  g_autofree char *headers = g_strnfill (n_headers, 'h');
  g_autofree char *body = g_strnfill (n_body, 'b');
  g_autoptr (GByteArray) arrived = g_byte_array_new ();
  int small = 4096;

  setsockopt (g_socket_get_fd (gw_client_stream_socket (pair->stream)), SOL_SOCKET,
              SO_SNDBUF, &small, sizeof small);
  gw_client_stream_expect_body (pair->stream);
  assert_write (pair, headers);
  while (arrived->len < n_headers + n_body)
    {
      g_autoptr (GError) error = NULL;
      guint8 piece[3000];
      gssize n = 0;

      if (written < n_body)
        n = g_pollable_output_stream_write_nonblocking (pair->output, body + written,
                                                        n_body - written, NULL, &error);
      if (error)
        {
          g_assert_error (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK);
          g_assert_false (is_writable (pair));
        }
      written += (gsize)MAX (n, 0);
      while ((n = recv (pair->peer, piece, sizeof piece, MSG_DONTWAIT)) > 0)
        g_byte_array_append (arrived, piece, (guint)n);
      g_assert_true (is_writable (pair));
    }
  g_assert_cmpmem (arrived->data, n_headers, headers, n_headers);
  g_assert_cmpmem (arrived->data + n_headers, arrived->len - n_headers, body, n_body);
}

static void
test_reader_gone (void)
{
  g_autoptr (Pair) pair = pair_new (SOCK_STREAM);
  g_autoptr (GError) error = NULL;

  gw_client_stream_expect_body (pair->stream);
  assert_write (pair, "headers");
  shutdown (pair->peer, SHUT_RDWR);
  g_assert_cmpint (
      g_pollable_output_stream_write_nonblocking (pair->output, "body", 4, NULL, &error),
      ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE);
  g_assert_true (is_writable (pair));
}

static gssize
read_some (Pair *pair, gsize count)
{
  char bytes[100];

  return g_pollable_input_stream_read_nonblocking (pair->input, bytes, count, NULL, NULL);
}

static void
test_readable (void)
{
  g_autoptr (Pair) pair = pair_new (SOCK_STREAM);

  g_assert_false (is_readable (pair));
  g_assert_cmpint (send (pair->peer, "12345678", 8, 0), ==, 8);
  g_assert_true (is_readable (pair));
  /* As much as was asked for: there may be more. */
  g_assert_cmpint (read_some (pair, 4), ==, 4);
  g_assert_true (is_readable (pair));
  g_assert_cmpint (read_some (pair, 100), ==, 4);
  g_assert_false (is_readable (pair));
  g_assert_cmpint (read_some (pair, 100), ==, -1);
  g_assert_cmpint (send (pair->peer, "9", 1, 0), ==, 1);
  g_assert_true (is_readable (pair));
}

/* The end arrives with the last bytes, and is still seen after these have been read. */
static void
test_end_is_readable (void)
{
  g_autoptr (Pair) pair = pair_new (SOCK_STREAM);

  g_assert_cmpint (send (pair->peer, "last", 4, 0), ==, 4);
  shutdown (pair->peer, SHUT_WR);
  g_assert_true (is_readable (pair));
  g_assert_cmpint (read_some (pair, 100), ==, 4);
  g_assert_true (is_readable (pair));
  g_assert_cmpint (read_some (pair, 100), ==, 0);
  g_assert_true (is_readable (pair));
}

static void
test_given_up (void)
{
  g_autoptr (Pair) pair = pair_new (SOCK_STREAM);

  gw_ready_set_give_up (pair->set,
                        g_socket_get_fd (gw_client_stream_socket (pair->stream)));
  g_assert_cmpint (send (pair->peer, "x", 1, 0), ==, 1);
  g_assert_false (is_readable (pair));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http/client-io/together", test_together);
  g_test_add_data_func ("/http/client-io/slow-reader/short-headers", GSIZE_TO_POINTER (200),
                        test_slow_reader);
  g_test_add_data_func ("/http/client-io/slow-reader/long-headers",
                        GSIZE_TO_POINTER (40000), test_slow_reader);
  g_test_add_func ("/http/client-io/reader-gone", test_reader_gone);
  g_test_add_func ("/http/client-io/readable", test_readable);
  g_test_add_func ("/http/client-io/end-is-readable", test_end_is_readable);
  g_test_add_func ("/http/client-io/given-up", test_given_up);
  return g_test_run ();
}
