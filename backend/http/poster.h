/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sending to other servers: POST of a body, within limits. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * Belongs to the main context of the thread that made it. Redirects are not followed, no
 * cookies and no credentials are kept, no proxy is used; of an answer's body little is read.
 */
typedef struct _GwPoster GwPoster;

typedef struct
{
  const char *name;
  const char *value;
} GwPosterHeader;

/* timeout_seconds: for everything from the name to the answer. */
GwPoster *gw_poster_new (guint timeout_seconds);
/* Ends what is under way (each done is called), then frees. */
void gw_poster_free (GwPoster *poster);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwPoster, gw_poster_free)

/*
 * status 0: there was no answer, and error says why. Else the answer's status, with the
 * beginning of its body as valid text (never NULL).
 */
typedef void (*GwPosterFunc) (guint status, const char *body, const GError *error,
                              gpointer user_data);
/*
 * Posts the body as application/json with these headers besides. done is called exactly
 * once, never from inside this call.
 */
void gw_poster_post (GwPoster *poster, const char *url, const GwPosterHeader *headers,
                     guint n_headers, GBytes *body, GwPosterFunc done, gpointer user_data);

G_END_DECLS
