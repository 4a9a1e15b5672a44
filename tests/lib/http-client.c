/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A blocking HTTP and WebSocket client for tests, close enough to the wire to misbehave. */
#define G_LOG_DOMAIN "gridward-test"

#include "tests/lib/http-client.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

GwTestConnection *
gw_test_connect (guint16 port)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons (port) };
  GwTestConnection *connection = g_new0 (GwTestConnection, 1);
  int one = 1;

  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  connection->fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  connection->input = g_byte_array_new ();
  g_assert_cmpint (connection->fd, >=, 0);
  setsockopt (connection->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  g_assert_no_errno (connect (connection->fd, (struct sockaddr *)&address, sizeof address));
  return connection;
}

void
gw_test_connection_free (GwTestConnection *connection)
{
  if (!connection)
    return;
  close (connection->fd);
  g_byte_array_unref (connection->input);
  g_free (connection);
}

gboolean
gw_test_send (GwTestConnection *connection, const char *bytes, gsize length)
{
  while (length > 0)
    {
      gssize n = send (connection->fd, bytes, length, MSG_NOSIGNAL);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      bytes += n;
      length -= (gsize)n;
    }
  return TRUE;
}

gboolean
gw_test_send_text (GwTestConnection *connection, const char *text)
{
  return gw_test_send (connection, text, strlen (text));
}

/* FALSE at the end of the stream. Fails the test when nothing comes for too long. */
static gboolean
read_more_within (GwTestConnection *connection, guint seconds)
{
  struct pollfd poll_fd = { .fd = connection->fd, .events = POLLIN };
  guint8 buffer[65536];
  gssize n;

  if (poll (&poll_fd, 1, (int)seconds * 1000) <= 0)
    g_error ("no answer within %u s", seconds);
  n = recv (connection->fd, buffer, sizeof buffer, 0);
  if (n <= 0)
    return FALSE;
  g_byte_array_append (connection->input, buffer, (guint)n);
  return TRUE;
}

static gboolean
read_more (GwTestConnection *connection)
{
  return read_more_within (connection, GW_TEST_PATIENCE_SECONDS);
}

gboolean
gw_test_wait_closed (GwTestConnection *connection, guint seconds)
{
  struct pollfd poll_fd = { .fd = connection->fd, .events = POLLIN };
  char byte;

  return poll (&poll_fd, 1, (int)seconds * 1000) > 0 &&
         recv (connection->fd, &byte, 1, 0) <= 0;
}

void
gw_test_response_free (GwTestResponse *response)
{
  if (!response)
    return;
  g_free (response->headers);
  g_free (response->body);
  if (response->json)
    json_object_put (response->json);
  g_free (response);
}

char *
gw_test_response_dup_header (const GwTestResponse *response, const char *name)
{
  g_autofree char *pattern = g_strdup_printf ("\r\n%s: ", name);
  g_autofree char *lower_pattern = g_ascii_strdown (pattern, -1);
  g_autofree char *lower = g_ascii_strdown (response->headers ? response->headers : "", -1);
  const char *found = strstr (lower, lower_pattern);
  const char *value;

  if (!found)
    return NULL;
  value = response->headers + (found - lower) + strlen (pattern);
  return g_strndup (value, strcspn (value, "\r"));
}

static const char *
find_end_of_headers (GByteArray *input)
{
  return input->len ? memmem (input->data, input->len, "\r\n\r\n", 4) : NULL;
}

static gboolean
need (GwTestConnection *connection, gsize length)
{
  while (connection->input->len < length)
    if (!read_more (connection))
      return FALSE;
  return TRUE;
}

static void
read_chunked (GwTestConnection *connection, GString *body)
{
  for (;;)
    {
      const char *end;
      gsize size;

      while (!(end = memmem (connection->input->data, connection->input->len, "\r\n", 2)))
        if (!read_more (connection))
          return;
      size = (gsize)g_ascii_strtoull ((char *)connection->input->data, NULL, 16);
      g_byte_array_remove_range (connection->input, 0,
                                 (guint)(end - (char *)connection->input->data) + 2);
      if (!need (connection, size + 2))
        return;
      g_string_append_len (body, (char *)connection->input->data, (gssize)size);
      g_byte_array_remove_range (connection->input, 0, (guint)size + 2);
      if (size == 0)
        return;
    }
}

static void
read_body (GwTestConnection *connection, GwTestResponse *response)
{
  g_autofree char *length_text = gw_test_response_dup_header (response, "Content-Length");
  g_autofree char *encoding = gw_test_response_dup_header (response, "Transfer-Encoding");
  g_autoptr (GString) body = g_string_new (NULL);

  if (encoding)
    read_chunked (connection, body);
  else if (length_text)
    {
      gsize length = (gsize)g_ascii_strtoull (length_text, NULL, 10);

      need (connection, length);
      length = MIN (length, connection->input->len);
      g_string_append_len (body, (char *)connection->input->data, (gssize)length);
      g_byte_array_remove_range (connection->input, 0, (guint)length);
    }
  response->length = body->len;
  response->body = g_string_free (g_steal_pointer (&body), FALSE);
}

GwTestResponse *
gw_test_read_response (GwTestConnection *connection, gboolean head_only)
{
  GwTestResponse *response = g_new0 (GwTestResponse, 1);
  const char *end;
  gsize size;

  while (!(end = find_end_of_headers (connection->input)))
    if (!read_more (connection))
      return response;
  size = (gsize)(end - (char *)connection->input->data) + 4;
  response->headers = g_strndup ((char *)connection->input->data, size);
  g_byte_array_remove_range (connection->input, 0, (guint)size);
  g_assert_true (g_str_has_prefix (response->headers, "HTTP/1."));
  response->status = (guint)g_ascii_strtoull (response->headers + 9, NULL, 10);
  if (response->status == 100)
    {
      gw_test_response_free (response);
      return gw_test_read_response (connection, head_only);
    }
  if (head_only || response->status == 304 || response->status == 204 ||
      response->status == 101)
    response->body = g_strdup ("");
  else
    read_body (connection, response);
  if (response->body[0] == '{' || response->body[0] == '[')
    response->json = json_tokener_parse (response->body);
  return response;
}

GwTestResponse *
gw_test_exchange (GwTestConnection *connection, const char *method, const char *path,
                  const char *token, const char *headers, const char *body, gssize length)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%s %s HTTP/1.1\r\nHost: localhost\r\n", method, path);
  if (token)
    g_string_append_printf (text, "Authorization: Bearer %s\r\n", token);
  if (headers)
    g_string_append (text, headers);
  if (body)
    {
      gsize n = length < 0 ? strlen (body) : (gsize)length;

      g_string_append_printf (text, "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n", n);
      g_string_append_len (text, body, (gssize)n);
    }
  else
    g_string_append (text, "\r\n");
  /* A server that refuses early may close before it has all: its answer is still there. */
  gw_test_send (connection, text->str, text->len);
  return gw_test_read_response (connection, g_str_equal (method, "HEAD"));
}

GwTestResponse *
gw_test_request (guint16 port, const char *method, const char *path, const char *token,
                 const char *headers, const char *body, gssize length)
{
  g_autoptr (GwTestConnection) connection = gw_test_connect (port);

  return gw_test_exchange (connection, method, path, token, headers, body, length);
}

json_object *
gw_test_json_get (json_object *json, const char *path)
{
  g_auto (GStrv) names = g_strsplit (path, ".", -1);

  for (guint i = 0; names[i] && json; i++)
    {
      if (json_object_is_type (json, json_type_array))
        json =
            json_object_array_get_idx (json, (gsize)g_ascii_strtoull (names[i], NULL, 10));
      else if (!json_object_is_type (json, json_type_object) ||
               !json_object_object_get_ex (json, names[i], &json))
        return NULL;
    }
  return json;
}

const char *
gw_test_json_string (json_object *json, const char *path)
{
  json_object *value = gw_test_json_get (json, path);

  if (!json_object_is_type (value, json_type_string))
    g_error ("no string at %s in %s", path, json_object_to_json_string (json));
  return json_object_get_string (value);
}

gint64
gw_test_json_int (json_object *json, const char *path)
{
  json_object *value = gw_test_json_get (json, path);

  if (!json_object_is_type (value, json_type_int))
    g_error ("no whole number at %s in %s", path, json_object_to_json_string (json));
  return json_object_get_int64 (value);
}

GwTestConnection *
gw_test_web_socket (guint16 port, const char *path, const char *token,
                    GwTestResponse **ret_response)
{
  g_autoptr (GwTestConnection) connection = gw_test_connect (port);
  g_autoptr (GwTestResponse) response = gw_test_exchange (
      connection, "GET", path, token,
      "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n",
      NULL, 0);
  gboolean upgraded = response->status == 101;

  if (ret_response)
    *ret_response = g_steal_pointer (&response);
  return upgraded ? g_steal_pointer (&connection) : NULL;
}

void
gw_test_web_socket_send (GwTestConnection *connection, guint opcode, const char *payload,
                         gsize length)
{
  g_autoptr (GByteArray) frame = g_byte_array_new ();
  guint8 head[8] = { (guint8)(0x80 | opcode), (guint8)(0x80 | MIN (length, 126)) };
  guint n = 2;

  if (length >= 126)
    {
      head[2] = (guint8)(length >> 8);
      head[3] = (guint8)length;
      n = 4;
    }
  /* A mask of zeros is a mask. */
  memset (head + n, 0, MIN (4, sizeof head - n));
  g_byte_array_append (frame, head, n + 4);
  g_byte_array_append (frame, (const guint8 *)payload, (guint)length);
  gw_test_send (connection, (char *)frame->data, frame->len);
}

static gboolean
has_frame (GByteArray *input, gsize *ret_head, gsize *ret_length)
{
  const guint8 *data = input->data;

  if (input->len < 2)
    return FALSE;
  *ret_head = 2;
  *ret_length = data[1] & 0x7f;
  if (*ret_length == 126)
    {
      if (input->len < 4)
        return FALSE;
      *ret_head = 4;
      *ret_length = ((gsize)data[2] << 8) | data[3];
    }
  else if (*ret_length == 127)
    {
      if (input->len < 10)
        return FALSE;
      *ret_head = 10;
      *ret_length = 0;
      for (guint i = 2; i < 10; i++)
        *ret_length = *ret_length << 8 | data[i];
    }
  return input->len >= *ret_head + *ret_length;
}

char *
gw_test_web_socket_read (GwTestConnection *connection, guint *ret_opcode, guint seconds)
{
  for (;;)
    {
      gsize head, length;
      guint opcode;
      char *payload;

      while (!has_frame (connection->input, &head, &length))
        if (!read_more_within (connection, seconds))
          return NULL;
      opcode = connection->input->data[0] & 0x0f;
      payload = g_strndup ((char *)connection->input->data + head, length);
      if (opcode == 8 && length >= 2)
        memmove (payload, connection->input->data + head, length);
      g_byte_array_remove_range (connection->input, 0, (guint)(head + length));
      if (opcode != 9)
        {
          if (ret_opcode)
            *ret_opcode = opcode;
          return payload;
        }
      gw_test_web_socket_send (connection, 10, payload, length);
      g_free (payload);
    }
}

gint64
gw_test_resident_kb (int pid)
{
#ifdef __SANITIZE_ADDRESS__
  return 0;
#else
  g_autofree char *path = g_strdup_printf ("/proc/%d/statm", pid);
  g_autofree char *text = NULL;
  const char *resident;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  resident = strchr (text, ' ');
  return g_ascii_strtoll (resident, NULL, 10) * (sysconf (_SC_PAGESIZE) / 1024);
#endif
}
