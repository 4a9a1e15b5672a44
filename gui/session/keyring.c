/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The session's token in the user's keyring, where there is one. */
#define G_LOG_DOMAIN "gridward-session"

#include "gui/session/keyring.h"

#include <libsecret/secret.h>

static const SecretSchema schema = { "org.gridward.Desk.Session",
                                     SECRET_SCHEMA_NONE,
                                     { { "server", SECRET_SCHEMA_ATTRIBUTE_STRING },
                                       { "login", SECRET_SCHEMA_ATTRIBUTE_STRING },
                                       { NULL, 0 } },
                                     0,
                                     0,
                                     0,
                                     0,
                                     0,
                                     0,
                                     0,
                                     0 };

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!secret_password_store_finish (result, &error))
    g_info ("keyring: %s", error->message);
}

static void
forgotten_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!secret_password_clear_finish (result, &error) && error != NULL)
    g_info ("keyring: %s", error->message);
}

void
gw_keyring_store (const char *server, const char *login, const char *token)
{
  g_autofree char *label = g_strdup_printf ("Gridward: %s, %s", login, server);

  secret_password_store (&schema, SECRET_COLLECTION_DEFAULT, label, token, NULL, stored_cb,
                         NULL, "server", server, "login", login, NULL);
}

void
gw_keyring_forget (const char *server, const char *login)
{
  secret_password_clear (&schema, NULL, forgotten_cb, NULL, "server", server, "login",
                         login, NULL);
}

void
gw_keyring_lookup_async (const char *server, const char *login, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  secret_password_lookup (&schema, cancellable, callback, user_data, "server", server,
                          "login", login, NULL);
}

char *
gw_keyring_lookup_finish (GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *secret = secret_password_lookup_finish (result, &error);
  char *token = secret != NULL && secret[0] != '\0' ? g_strdup (secret) : NULL;

  if (error != NULL)
    g_info ("keyring: %s", error->message);
  return token;
}
