/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The session's token in the user's keyring, where there is one. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * Without a secret service these do nothing: the token then lives in memory only and one
 * signs in at every start. Nothing is ever written to a plain file.
 */
void gw_keyring_store (const char *server, const char *login, const char *token);
void gw_keyring_forget (const char *server, const char *login);
void gw_keyring_lookup_async (const char *server, const char *login,
                              GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data);
/* NULL when there is none, for whatever reason; caller frees. */
char *gw_keyring_lookup_finish (GAsyncResult *result);

G_END_DECLS
