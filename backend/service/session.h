/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signing in and staying so. */
#pragma once

#include "backend/service/service.h"

G_BEGIN_DECLS

#define GW_SESSION_HOURS 12
#define GW_TOKEN_LENGTH 43 /* characters of URL-safe base64 */

typedef struct
{
  char token[GW_TOKEN_LENGTH + 1]; /* told once, kept only hashed */
  gint64 expires_at;               /* UTC ms */
  GwPerson *user;
} GwSession;

/* session belongs to the callback's caller; NULL with error. */
typedef void (*GwSessionFunc) (const GwSession *session, const GError *error,
                               gpointer user_data);

/*
 * Checks the password in a worker thread (argon2id). address: whom to count attempts
 * against, beside the login. FALSE, with done never called: TOO_MANY_REQUESTS (value:
 * seconds to wait), OVERLOADED. Through done: UNAUTHENTICATED for a wrong login, a wrong
 * password and a disabled person alike; INTERNAL.
 */
gboolean gw_session_login (GwService *service, const char *login, const char *password,
                           const char *address, GwSessionFunc done, gpointer user_data,
                           GError **error);

/*
 * The user of a token, from memory; the file is asked once a second per session, so that
 * whoever is disabled by another process is out within that time. NULL with
 * UNAUTHENTICATED. ret_expires_at may be NULL.
 */
GwPerson *gw_session_authenticate (GwService *service, const char *token,
                                   gint64 *ret_expires_at, GError **error);

/* error NULL: the session is gone, on disk too. */
typedef void (*GwLogoutFunc) (const GError *error, gpointer user_data);
/* Ends the session at once. FALSE, with done never called, with OVERLOADED. */
gboolean gw_session_logout (GwService *service, const char *token, GwLogoutFunc done,
                            gpointer user_data, GError **error);

G_END_DECLS
