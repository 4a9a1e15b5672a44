/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The demo's way to the server: accounts, sessions, JSON over HTTP. */
#pragma once

#include <glib.h>
#include <json-c/json.h>

G_BEGIN_DECLS

typedef struct json_object GwDayJson;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwDayJson, json_object_put)

/* Someone who can sign in. */
typedef struct
{
  char *login;
  char *password;
  char *token;      /* NULL before signing in */
  GPtrArray *roles; /* char *, as the server says */
  char *department; /* code or NULL */
} GwDayAccount;

/* Blocking calls, from one thread. */
typedef struct _GwDayClient GwDayClient;

/*
 * Reads an accounts file ("LOGIN PASSWORD" per line, # comments) and signs its people in:
 * everyone, or only until there is somebody for each step of a case. server is
 * "http://127.0.0.1:8311".
 */
GwDayClient *gw_day_client_new (const char *server, const char *accounts_path,
                                gboolean everyone, GError **error);
void gw_day_client_free (GwDayClient *client);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwDayClient, gw_day_client_free)

/* The first account with the role and, unless NULL, of the department; NULL: none. */
const GwDayAccount *gw_day_client_account (GwDayClient *client, const char *role,
                                           const char *department);
/* The account of that login, which signs in if need be; NULL with error. */
const GwDayAccount *gw_day_client_named (GwDayClient *client, const char *login,
                                         GError **error);
/* The account of that role that stands at a number, counted round; NULL: none. */
const GwDayAccount *gw_day_client_nth_account (GwDayClient *client, const char *role,
                                               guint number);

/* The reply's JSON; NULL with G_IO_ERROR and the server's own words otherwise. */
GwDayJson *gw_day_client_get (GwDayClient *client, const GwDayAccount *account,
                              const char *path, GError **error);
/* A reply that is no JSON, such as a tile; NULL when there is none. */
GBytes *gw_day_client_get_bytes (GwDayClient *client, const char *path);
/* key (or NULL) goes as Idempotency-Key. Waits and tries again when the server is busy. */
GwDayJson *gw_day_client_post (GwDayClient *client, const GwDayAccount *account,
                               const char *path, GwDayJson *body, const char *key,
                               GError **error);
/* Uploads a PNG; its id, or NULL. Caller frees. */
char *gw_day_client_upload (GwDayClient *client, const GwDayAccount *account, GBytes *png,
                            GError **error);

/* Walks members ("case", "number"); NULL when one is missing or the last is no string. */
const char *gw_day_json_text (GwDayJson *object, const char *member,
                              ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
