/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A blocking HTTP and WebSocket client for tests, close enough to the wire to misbehave. */
#pragma once

#include <gio/gio.h>
#include <json-c/json.h>

G_BEGIN_DECLS

/* Gives up (and fails the test) after this long without an answer. */
#define GW_TEST_PATIENCE_SECONDS 20

typedef struct
{
  int fd;
  GByteArray *input;
} GwTestConnection;

/* To 127.0.0.1. Aborts the test when it cannot connect. */
GwTestConnection *gw_test_connect (guint16 port);
void gw_test_connection_free (GwTestConnection *connection);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwTestConnection, gw_test_connection_free)
/* FALSE when the server has closed its end. */
gboolean gw_test_send (GwTestConnection *connection, const char *bytes, gsize length);
gboolean gw_test_send_text (GwTestConnection *connection, const char *text);
/* TRUE when the server closes without sending anything more within the time. */
gboolean gw_test_wait_closed (GwTestConnection *connection, guint seconds);

typedef struct
{
  guint status; /* 0: the connection ended before an answer */
  char *headers;
  char *body; /* NUL-terminated */
  gsize length;
  json_object *json; /* the body, when it is a JSON object */
} GwTestResponse;

void gw_test_response_free (GwTestResponse *response);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwTestResponse, gw_test_response_free)

/* Reads one answer; head_only: it is the answer to HEAD, without a body. */
GwTestResponse *gw_test_read_response (GwTestConnection *connection, gboolean head_only);
/* The value of a header, or NULL. Caller frees. */
char *gw_test_response_dup_header (const GwTestResponse *response, const char *name);
/* A string by dotted path into the body ("case.class.code"); aborts when it is not there. */
const char *gw_test_json_string (json_object *json, const char *path);
gint64 gw_test_json_int (json_object *json, const char *path);
/* The value at a dotted path, or NULL; array members by number. */
json_object *gw_test_json_get (json_object *json, const char *path);

/* One whole exchange on a connection of its own. token, headers and body may be NULL. */
GwTestResponse *gw_test_request (guint16 port, const char *method, const char *path,
                                 const char *token, const char *headers, const char *body,
                                 gssize length);
/* The same on a connection that stays. */
GwTestResponse *gw_test_exchange (GwTestConnection *connection, const char *method,
                                  const char *path, const char *token, const char *headers,
                                  const char *body, gssize length);

/* Upgrades; NULL when the server refuses (its answer is then in ret_response if wanted). */
GwTestConnection *gw_test_web_socket (guint16 port, const char *path, const char *token,
                                      GwTestResponse **ret_response);
/* The next data or close frame; pings are answered. NULL when the connection ended. */
char *gw_test_web_socket_read (GwTestConnection *connection, guint *ret_opcode,
                               guint seconds);
void gw_test_web_socket_send (GwTestConnection *connection, guint opcode,
                              const char *payload, gsize length);

/*
 * Resident memory of a process in kB. Under AddressSanitizer 0: there what is freed stays
 * resident for a while, and leaks are found otherwise.
 */
gint64 gw_test_resident_kb (int pid);

G_END_DECLS
