/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one way to the server: HTTP calls with the session's token. */
#pragma once

#include "gui/client/client-error.h"
#include "gui/client/records.h"

#include <gio/gio.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

#define GW_TYPE_CLIENT (gw_client_get_type ())
G_DECLARE_FINAL_TYPE (GwClient, gw_client, GW, CLIENT, GObject)

/*
 * Makes a result from an answer's document, in a worker thread. NULL with
 * GW_CLIENT_ERROR_MALFORMED when it is not what was agreed; unknown members are ignored.
 */
typedef gpointer (*GwDecoder) (const char *text, gsize length, GError **error);

/* base: "http://127.0.0.1:8311", with or without a path or a slash at the end. */
GwClient *gw_client_new (const char *base, GError **error);
const char *gw_client_get_base (GwClient *self);
/* NULL: signed out. */
void gw_client_set_token (GwClient *self, const char *token);
const char *gw_client_get_token (GwClient *self);
SoupSession *gw_client_get_session (GwClient *self);
/* A request for a path on the server with token and language set. */
SoupMessage *gw_client_new_message (GwClient *self, const char *method, const char *path);

/*
 * Asks, decodes in a worker thread and returns what decoder made. body (JSON text) may be
 * NULL. decoder NULL: any answer below 300 will do. The finish function's result is the
 * caller's, to be freed as the decoder says.
 */
void gw_client_call_async (GwClient *self, const char *method, const char *path,
                           const char *body, GwDecoder decoder, GDestroyNotify free_result,
                           GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data);
/*
 * A POST of a body that the server takes once for each key, however often it is sent: after a
 * lost answer the same is sent again. Ends as a call does.
 */
void gw_client_post_once_async (GwClient *self, const char *path, const char *key,
                                const char *body, GwDecoder decoder,
                                GDestroyNotify free_result, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);
gpointer gw_client_call_finish (GwClient *self, GAsyncResult *result, GError **error);

/*
 * Sends bytes of a media type; decoder and finish function as of a call. progress (may be
 * NULL) is called with user_data on the caller's main loop.
 */
void gw_client_upload_async (GwClient *self, const char *path, GBytes *bytes,
                             const char *content_type, GFileProgressCallback progress,
                             GwDecoder decoder, GDestroyNotify free_result,
                             GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data);

/* The bytes of a tile or a photo. 204 and 404 fail with GW_CLIENT_ERROR_NOT_FOUND. */
void gw_client_fetch_async (GwClient *self, const char *path, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
GBytes *gw_client_fetch_finish (GwClient *self, GAsyncResult *result, GError **error);

/* "signed-out": emitted when the server no longer takes the token. */

G_END_DECLS
