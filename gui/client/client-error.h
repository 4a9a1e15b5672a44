/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a call to the server failed, with what the server said about it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define GW_CLIENT_ERROR (gw_client_error_quark ())

typedef enum
{
  GW_CLIENT_ERROR_UNREACHABLE,     /* no answer from the server */
  GW_CLIENT_ERROR_UNAUTHENTICATED, /* 401 */
  GW_CLIENT_ERROR_FORBIDDEN,       /* 403 */
  GW_CLIENT_ERROR_NOT_FOUND,       /* 404 */
  GW_CLIENT_ERROR_STALE,           /* 409: somebody else was faster */
  GW_CLIENT_ERROR_REFUSED,         /* any other 4xx: the request was wrong */
  GW_CLIENT_ERROR_SERVER,          /* 5xx */
  GW_CLIENT_ERROR_MALFORMED,       /* an answer that is not what was agreed */
} GwClientError;

/* An extended error domain: carries the members of the problem document. */
GQuark gw_client_error_quark (void);

/* Takes nothing; each string may be NULL. message is title and detail joined. */
GError *gw_client_error_new (GwClientError code, guint status, const char *problem_code,
                             const char *title, const char *detail, const char *field);
/* "stale_version", …; NULL when the error is of another domain or has none. Borrowed. */
const char *gw_client_error_get_problem (const GError *error);
/* The member of the request that is wrong, or NULL. Borrowed. */
const char *gw_client_error_get_field (const GError *error);
/* 0 when there was no answer. */
guint gw_client_error_get_status (const GError *error);

G_END_DECLS
