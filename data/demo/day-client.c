/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libsoup and json-c, in their blocking forms. */

#define G_LOG_DOMAIN "gridward-demo"

#include "data/demo/day-client.h"

#include <libsoup/soup.h>
#include <stdarg.h>
#include <string.h>

/* A busy server is asked again after 0.1, 0.2, 0.4 ... seconds. */
#define TRIES_MAX 8
/* Of accounts that differ only in a number this many sign in. */
#define ALIKE_MAX 12

struct _GwDayClient
{
  SoupSession *session;
  char *server;
  GPtrArray *accounts; /* GwDayAccount */
};

static void
account_free (gpointer data)
{
  GwDayAccount *account = data;

  g_free (account->login);
  g_free (account->password);
  g_free (account->token);
  g_free (account->department);
  g_ptr_array_unref (account->roles);
  g_free (account);
}

static void
add_account (GwDayClient *client, const char *login, const char *password)
{
  GwDayAccount *account = g_new0 (GwDayAccount, 1);

  account->login = g_strdup (login);
  account->password = g_strdup (password);
  account->roles = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (client->accounts, account);
}

/* "inspector" for "inspector012". */
static char *
dup_stem (const char *login)
{
  gsize length = strlen (login);

  while (length > 0 && g_ascii_isdigit (login[length - 1]))
    length--;
  return g_strndup (login, length);
}

/* A city has more inspectors than a demo needs; each sign-in costs the server a tenth of a second. */
static gboolean
has_enough_like (GHashTable *stems, const char *login)
{
  char *stem = dup_stem (login);
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (stems, stem));

  g_hash_table_replace (stems, stem, GUINT_TO_POINTER (n + 1));
  return n >= ALIKE_MAX;
}

static gboolean
read_accounts (GwDayClient *client, const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GHashTable) stems =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (!g_file_get_contents (path, &text, NULL, error))
    return FALSE;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i]; i++)
    {
      g_auto (GStrv) words = g_strsplit (g_strstrip (lines[i]), " ", 2);

      if (words[0] && words[0][0] != '#' && words[1] && !has_enough_like (stems, words[0]))
        add_account (client, words[0], g_strstrip (words[1]));
    }
  if (client->accounts->len > 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s holds no accounts", path);
  return FALSE;
}

const char *
gw_day_json_text (GwDayJson *object, const char *member, ...)
{
  va_list members;

  va_start (members, member);
  for (; member && object; member = va_arg (members, const char *))
    if (!json_object_is_type (object, json_type_object) ||
        !json_object_object_get_ex (object, member, &object))
      object = NULL;
  va_end (members);
  return json_object_is_type (object, json_type_string) ? json_object_get_string (object)
                                                        : NULL;
}

static GwDayJson *
parse (GBytes *bytes)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  struct json_tokener *tokener = json_tokener_new ();
  GwDayJson *json = json_tokener_parse_ex (tokener, text ? text : "", (int)length);

  json_tokener_free (tokener);
  return json;
}

/* The server's own words: "422 unknown_class (class): There is no such class." */
static void
set_error (GError **error, SoupMessage *message, GwDayJson *problem)
{
  const char *code = gw_day_json_text (problem, "code", NULL);
  const char *field = gw_day_json_text (problem, "field", NULL);
  const char *detail = gw_day_json_text (problem, "detail", NULL);

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s %s: %u %s%s%s%s %s",
               soup_message_get_method (message),
               g_uri_get_path (soup_message_get_uri (message)),
               soup_message_get_status (message), code ? code : "", field ? " (" : "",
               field ? field : "", field ? ")" : "", detail ? detail : "");
}

static SoupMessage *
new_message (GwDayClient *client, const GwDayAccount *account, const char *method,
             const char *path)
{
  g_autofree char *uri = g_strconcat (client->server, path, NULL);
  SoupMessage *message = soup_message_new (method, uri);

  if (message && account && account->token)
    {
      g_autofree char *value = g_strconcat ("Bearer ", account->token, NULL);

      soup_message_headers_replace (soup_message_get_request_headers (message),
                                    "Authorization", value);
    }
  return message;
}

static gboolean
is_busy (SoupMessage *message)
{
  guint status = soup_message_get_status (message);

  return status == SOUP_STATUS_SERVICE_UNAVAILABLE || status == 429;
}

/* Sends until the server is not busy; takes type and body for a POST. */
static GwDayJson *
send_message (GwDayClient *client, const GwDayAccount *account, const char *method,
              const char *path, const char *type, GBytes *body, const char *key,
              GError **error)
{
  for (guint try = 0;; try++)
    {
      g_autoptr (SoupMessage) message = new_message (client, account, method, path);
      g_autoptr (GBytes) reply = NULL;
      g_autoptr (GwDayJson) json = NULL;

      if (message == NULL)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                       "%s is no address of a server", client->server);
          return NULL;
        }
      if (body != NULL)
        soup_message_set_request_body_from_bytes (message, type, body);
      if (key != NULL)
        soup_message_headers_replace (soup_message_get_request_headers (message),
                                      "Idempotency-Key", key);
      reply = soup_session_send_and_read (client->session, message, NULL, error);
      if (reply == NULL)
        return NULL;
      json = parse (reply);
      if (SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (message)) && json)
        return g_steal_pointer (&json);
      if (!is_busy (message) || try >= TRIES_MAX)
        {
          set_error (error, message, json);
          return NULL;
        }
      g_usleep ((gulong)(100000u << try));
    }
}

static void
take_user (GwDayAccount *account, GwDayJson *reply)
{
  GwDayJson *user = NULL, *roles = NULL;

  account->token = g_strdup (gw_day_json_text (reply, "token", NULL));
  account->department =
      g_strdup (gw_day_json_text (reply, "user", "department", "code", NULL));
  if (json_object_object_get_ex (reply, "user", &user) &&
      json_object_object_get_ex (user, "roles", &roles) &&
      json_object_is_type (roles, json_type_array))
    for (gsize i = 0; i < json_object_array_length (roles); i++)
      g_ptr_array_add (account->roles, g_strdup (json_object_get_string (
                                           json_object_array_get_idx (roles, i))));
}

static gboolean
sign_in (GwDayClient *client, GwDayAccount *account, GError **error)
{
  g_autoptr (GwDayJson) body = json_object_new_object ();
  g_autoptr (GwDayJson) reply = NULL;

  json_object_object_add (body, "login", json_object_new_string (account->login));
  json_object_object_add (body, "password", json_object_new_string (account->password));
  reply = gw_day_client_post (client, NULL, "/api/v1/sessions", body, NULL, error);
  if (reply == NULL)
    {
      g_prefix_error (error, "Cannot sign in as %s: ", account->login);
      return FALSE;
    }
  take_user (account, reply);
  if (account->token != NULL)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "Signing in as %s gave no token",
               account->login);
  return FALSE;
}

static gboolean
covers_every_step (GwDayClient *client)
{
  static const char *const roles[] = { "inspector", "leader", "dispatcher", "department",
                                       "manager" };

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (gw_day_client_account (client, roles[i], NULL) == NULL)
      return FALSE;
  return TRUE;
}

GwDayClient *
gw_day_client_new (const char *server, const char *accounts_path, gboolean everyone,
                   GError **error)
{
  g_autoptr (GwDayClient) client = g_new0 (GwDayClient, 1);

  client->session = soup_session_new_with_options ("timeout", 30, NULL);
  client->server = g_strdup (server);
  client->accounts = g_ptr_array_new_with_free_func (account_free);
  if (!read_accounts (client, accounts_path, error))
    return NULL;
  for (guint i = 0; i < client->accounts->len; i++)
    if ((everyone || !covers_every_step (client)) &&
        !sign_in (client, g_ptr_array_index (client->accounts, i), error))
      return NULL;
  return g_steal_pointer (&client);
}

void
gw_day_client_free (GwDayClient *client)
{
  if (client == NULL)
    return;
  g_clear_object (&client->session);
  g_ptr_array_unref (client->accounts);
  g_free (client->server);
  g_free (client);
}

static gboolean
has_role (const GwDayAccount *account, const char *role)
{
  return g_ptr_array_find_with_equal_func (account->roles, role, g_str_equal, NULL);
}

const GwDayAccount *
gw_day_client_account (GwDayClient *client, const char *role, const char *department)
{
  for (guint i = 0; i < client->accounts->len; i++)
    {
      const GwDayAccount *account = g_ptr_array_index (client->accounts, i);

      if (has_role (account, role) &&
          (department == NULL || g_strcmp0 (account->department, department) == 0))
        return account;
    }
  return NULL;
}

const GwDayAccount *
gw_day_client_named (GwDayClient *client, const char *login, GError **error)
{
  for (guint i = 0; i < client->accounts->len; i++)
    {
      GwDayAccount *account = g_ptr_array_index (client->accounts, i);

      if (g_strcmp0 (account->login, login) == 0)
        return account->token != NULL || sign_in (client, account, error) ? account : NULL;
    }
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "No account is of %s", login);
  return NULL;
}

const GwDayAccount *
gw_day_client_nth_account (GwDayClient *client, const char *role, guint number)
{
  g_autoptr (GPtrArray) fitting = g_ptr_array_new ();

  for (guint i = 0; i < client->accounts->len; i++)
    if (has_role (g_ptr_array_index (client->accounts, i), role))
      g_ptr_array_add (fitting, g_ptr_array_index (client->accounts, i));
  return fitting->len ? g_ptr_array_index (fitting, number % fitting->len) : NULL;
}

GwDayJson *
gw_day_client_get (GwDayClient *client, const GwDayAccount *account, const char *path,
                   GError **error)
{
  return send_message (client, account, "GET", path, NULL, NULL, NULL, error);
}

GBytes *
gw_day_client_get_bytes (GwDayClient *client, const char *path)
{
  g_autoptr (SoupMessage) message = new_message (client, NULL, "GET", path);
  g_autoptr (GBytes) reply =
      soup_session_send_and_read (client->session, message, NULL, NULL);

  return soup_message_get_status (message) == 200 ? g_steal_pointer (&reply) : NULL;
}

GwDayJson *
gw_day_client_post (GwDayClient *client, const GwDayAccount *account, const char *path,
                    GwDayJson *body, const char *key, GError **error)
{
  const char *text = json_object_to_json_string_ext (body, JSON_C_TO_STRING_PLAIN);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return send_message (client, account, "POST", path, "application/json", bytes, key,
                       error);
}

char *
gw_day_client_upload (GwDayClient *client, const GwDayAccount *account, GBytes *png,
                      GError **error)
{
  g_autoptr (GwDayJson) reply = send_message (
      client, account, "POST", "/api/v1/attachments", "image/png", png, NULL, error);
  GwDayJson *id = NULL;

  if (reply == NULL || !json_object_object_get_ex (reply, "id", &id))
    return NULL;
  return g_strdup (json_object_get_string (id));
}
