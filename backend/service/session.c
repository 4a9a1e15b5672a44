/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sessions: the token goes to the user, its hash to the file and to a table in memory, from
 * which each request is answered. A session in memory is confirmed from the file once a
 * second, because another process may disable its user.
 */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/session.h"

#include <sodium.h>
#include <string.h>

#include "backend/service/login-limit.h"
#include "backend/service/service-private.h"

#define TOKEN_BYTES 32
#define HASH_BYTES 32
#define SESSION_MS (GW_SESSION_HOURS * G_GINT64_CONSTANT (3600000))
#define PASSWORD_MAX 1024
#define LOGIN_MAX 64
#define PURGE_SECONDS 600

/* A session in memory. */
typedef struct
{
  guint8 hash[HASH_BYTES]; /* the key */
  GwPerson *user;
  gint64 expires_at;
  guint64 confirmed_tick;
} Entry;

struct _GwSessions
{
  GwService *service;
  GHashTable *entries; /* Entry, by hash */
  GwLoginLimit *limit;
};

static guint
hash_entry (gconstpointer data)
{
  guint value;

  /* The key is a cryptographic hash itself. */
  memcpy (&value, ((const Entry *)data)->hash, sizeof value);
  return value;
}

static gboolean
equal_entries (gconstpointer a, gconstpointer b)
{
  return memcmp (((const Entry *)a)->hash, ((const Entry *)b)->hash, HASH_BYTES) == 0;
}

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  gw_person_unref (entry->user);
  g_free (entry);
}

GwSessions *
gw_sessions_new (GwService *service)
{
  GwSessions *sessions = g_new0 (GwSessions, 1);

  sessions->service = service;
  sessions->entries = g_hash_table_new_full (hash_entry, equal_entries, NULL, entry_free);
  sessions->limit = gw_login_limit_new ();
  return sessions;
}

void
gw_sessions_free (GwSessions *sessions)
{
  g_hash_table_unref (sessions->entries);
  gw_login_limit_free (sessions->limit);
  g_free (sessions);
}

guint
gw_sessions_size (GwSessions *sessions)
{
  return g_hash_table_size (sessions->entries);
}

void
gw_sessions_forget (GwSessions *sessions)
{
  g_hash_table_remove_all (sessions->entries);
}

static gboolean
purge_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  GwService *service = data;

  return gw_store_session_purge (writer, gw_service_now (service), error);
}

void
gw_sessions_tick (GwSessions *sessions)
{
  gint64 now = gw_service_now (sessions->service);
  GHashTableIter iter;
  gpointer value;

  if (sessions->service->n_ticks % PURGE_SECONDS != 0)
    return;
  gw_login_limit_purge (sessions->limit, now);
  g_hash_table_iter_init (&iter, sessions->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      if (((Entry *)value)->expires_at <= now)
        g_hash_table_iter_remove (&iter);
    }
  /* When the queue is full, expired sessions can wait for the next time. */
  gw_store_write_async (sessions->service->store, purge_thread, sessions->service, NULL,
                        NULL, NULL);
}

static Entry *
add_entry (GwSessions *sessions, const GwSessionRecord *record, const GwPerson *user)
{
  Entry *entry = g_new0 (Entry, 1);

  memcpy (entry->hash, record->token_hash, HASH_BYTES);
  entry->user = gw_person_ref (user);
  entry->expires_at = record->expires_at;
  entry->confirmed_tick = sessions->service->n_ticks;
  g_hash_table_replace (sessions->entries, entry, entry);
  return entry;
}

static void
forget (GwSessions *sessions, const guint8 hash[HASH_BYTES])
{
  Entry key;

  memcpy (key.hash, hash, HASH_BYTES);
  g_hash_table_remove (sessions->entries, &key);
}

/* --- signing in ----------------------------------------------------------------------- */

typedef struct
{
  GwService *service;
  char *login;
  char *password;
  char *address;
  char *hash;     /* what the password must match; NULL: nothing does */
  GwPerson *user; /* NULL: nobody may come in so */
  gboolean matches;
  GwSession session;
  GwSessionRecord record;
  GwSessionFunc done;
  gpointer user_data;
} LoginJob;

static void
login_job_free (gpointer data)
{
  LoginJob *job = data;

  sodium_memzero (job->password, strlen (job->password));
  sodium_memzero (&job->session, sizeof job->session);
  g_free (job->login);
  g_free (job->password);
  g_free (job->address);
  g_free (job->hash);
  g_clear_pointer (&job->user, gw_person_unref);
  g_free (job);
}

static void
fail_login (LoginJob *job, GwCaseError code, const char *message)
{
  g_autoptr (GError) error = NULL;

  gw_case_error_set (&error, code, NULL, "%s", message);
  job->done (NULL, error, job->user_data);
}

static gboolean
hash_token (const char *token, guint8 hash[HASH_BYTES])
{
  guint8 bytes[TOKEN_BYTES];
  gsize length;

  if (sodium_base642bin (bytes, sizeof bytes, token, strlen (token), NULL, &length, NULL,
                         sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 ||
      length != TOKEN_BYTES)
    return FALSE;
  crypto_generichash (hash, HASH_BYTES, bytes, sizeof bytes, NULL, 0);
  return TRUE;
}

static gboolean
add_session_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  LoginJob *job = data;

  return gw_store_session_add (writer, &job->record, error);
}

static void
session_added_cb (gpointer data, const GError *error, gpointer user_data)
{
  LoginJob *job = data;
  g_autoptr (GError) translated = NULL;

  if (error != NULL)
    {
      translated = gw_service_translate_error (error);
      job->done (NULL, translated, job->user_data);
      return;
    }
  add_entry (job->service->sessions, &job->record, job->user);
  job->done (&job->session, NULL, job->user_data);
}

static void
begin_session (LoginJob *job)
{
  guint8 bytes[TOKEN_BYTES];
  gint64 now = gw_service_now (job->service);

  G_STATIC_ASSERT (
      GW_TOKEN_LENGTH + 1 ==
      sodium_base64_ENCODED_LEN (TOKEN_BYTES, sodium_base64_VARIANT_URLSAFE_NO_PADDING));
  randombytes_buf (bytes, sizeof bytes);
  sodium_bin2base64 (job->session.token, sizeof job->session.token, bytes, sizeof bytes,
                     sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  crypto_generichash (job->record.token_hash, HASH_BYTES, bytes, sizeof bytes, NULL, 0);
  sodium_memzero (bytes, sizeof bytes);
  job->record.person_id = job->user->id;
  job->record.created_at = now;
  job->record.expires_at = now + SESSION_MS;
  job->session.expires_at = job->record.expires_at;
  job->session.user = job->user;
  if (gw_store_write_async (job->service->store, add_session_thread, job, login_job_free,
                            session_added_cb, NULL))
    return;
  fail_login (job, GW_CASE_ERROR_OVERLOADED, "too much is waiting; try again shortly");
  login_job_free (job);
}

static void
verified_cb (gpointer data)
{
  LoginJob *job = data;

  if (!job->matches || job->user == NULL)
    {
      fail_login (job, GW_CASE_ERROR_UNAUTHENTICATED, "login or password is wrong");
      login_job_free (job);
      return;
    }
  gw_login_limit_give_back (job->service->sessions->limit, job->login, job->address);
  begin_session (job);
}

static void
verify_thread (gpointer data)
{
  LoginJob *job = data;
  g_autofree char *unused = NULL;

  /* A stranger takes as long as a wrong password: time must not tell who exists. */
  if (job->hash == NULL)
    unused = gw_password_hash (job->password, job->service->cheap_passwords);
  else
    job->matches = gw_password_verify (job->hash, job->password);
  gw_service_answer (job->service, verified_cb, job);
}

/* Whom to let in if the password is right. */
static gboolean
find_person (GwService *service, LoginJob *job, GError **error)
{
  GError *local = NULL;
  g_autoptr (GwPersonRecord) record =
      gw_store_person_find (gw_store_read (service->store), job->login, &local);

  if (record == NULL && !g_error_matches (local, GW_STORE_ERROR, GW_STORE_ERROR_NOT_FOUND))
    {
      gw_service_propagate_error (error, local);
      return FALSE;
    }
  g_clear_error (&local);
  if (record != NULL && !record->disabled)
    {
      job->user = gw_person_ref (gw_service_remember_person (service, record));
      job->hash = g_strdup (record->password_hash);
      return TRUE;
    }
  return TRUE;
}

gboolean
gw_session_login (GwService *service, const char *login, const char *password,
                  const char *address, GwSessionFunc done, gpointer user_data,
                  GError **error)
{
  LoginJob *job;
  guint wait_seconds;

  g_return_val_if_fail (login != NULL && password != NULL && address != NULL, FALSE);

  if (strlen (login) > LOGIN_MAX || strlen (password) > PASSWORD_MAX)
    {
      gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE,
                         strlen (login) > LOGIN_MAX ? "login" : "password", "too long");
      return FALSE;
    }
  if (!gw_login_limit_take (service->sessions->limit, login, address,
                            gw_service_now (service), &wait_seconds))
    {
      gw_case_error_set (error, GW_CASE_ERROR_TOO_MANY_REQUESTS, NULL,
                         "too many attempts; wait %u seconds", wait_seconds);
      if (error != NULL)
        gw_case_error_set_value (*error, wait_seconds);
      return FALSE;
    }
  job = g_new0 (LoginJob, 1);
  job->service = service;
  job->login = g_strdup (login);
  job->password = g_strdup (password);
  job->address = g_strdup (address);
  job->done = done;
  job->user_data = user_data;
  if (!find_person (service, job, error))
    {
      login_job_free (job);
      return FALSE;
    }
  if (gw_service_work (service, verify_thread, job))
    return TRUE;
  login_job_free (job);
  return gw_service_fail_overloaded (error);
}

/* --- staying signed in ---------------------------------------------------------------- */

/* Reads session and person from the file; FALSE when either does not let in any more. */
static Entry *
confirm (GwService *service, const guint8 hash[HASH_BYTES], GError **error)
{
  GwStoreReader *reader = gw_store_read (service->store);
  GwSessionRecord record;
  g_autoptr (GwPersonRecord) person = NULL;
  GError *local = NULL;
  gboolean found = gw_store_session_find (reader, hash, &record, &local);

  if (found)
    person = gw_store_person_load (reader, record.person_id, &local);
  if (local != NULL && !g_error_matches (local, GW_STORE_ERROR, GW_STORE_ERROR_NOT_FOUND))
    {
      gw_service_propagate_error (error, local);
      return NULL;
    }
  g_clear_error (&local);
  if (person == NULL || person->disabled)
    {
      gw_case_error_set (error, GW_CASE_ERROR_UNAUTHENTICATED, NULL,
                         "not signed in, or no longer");
      return NULL;
    }
  return add_entry (service->sessions, &record,
                    gw_service_remember_person (service, person));
}

static gboolean
fail_unauthenticated (GError **error)
{
  gw_case_error_set (error, GW_CASE_ERROR_UNAUTHENTICATED, NULL,
                     "not signed in, or no longer");
  return FALSE;
}

GwPerson *
gw_session_authenticate (GwService *service, const char *token, gint64 *ret_expires_at,
                         GError **error)
{
  GwSessions *sessions = service->sessions;
  Entry key;
  Entry *entry;

  if (token == NULL || !hash_token (token, key.hash))
    {
      fail_unauthenticated (error);
      return NULL;
    }
  entry = g_hash_table_lookup (sessions->entries, &key);
  if (entry == NULL || entry->confirmed_tick != service->n_ticks)
    {
      if (entry != NULL)
        g_hash_table_remove (sessions->entries, &key);
      entry = confirm (service, key.hash, error);
    }
  if (entry == NULL)
    return NULL;
  if (entry->expires_at <= gw_service_now (service))
    {
      g_hash_table_remove (sessions->entries, &key);
      fail_unauthenticated (error);
      return NULL;
    }
  if (ret_expires_at != NULL)
    *ret_expires_at = entry->expires_at;
  return gw_person_ref (entry->user);
}

/* --- signing out ---------------------------------------------------------------------- */

typedef struct
{
  GwService *service;
  guint8 hash[HASH_BYTES];
  GwLogoutFunc done;
  gpointer user_data;
} LogoutJob;

static gboolean
remove_session_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  LogoutJob *job = data;

  return gw_store_session_remove (writer, job->hash, error);
}

static void
session_removed_cb (gpointer data, const GError *error, gpointer user_data)
{
  LogoutJob *job = data;
  g_autoptr (GError) translated = NULL;

  if (error != NULL)
    translated = gw_service_translate_error (error);
  /* A request in between may have read it from the file once more. */
  forget (job->service->sessions, job->hash);
  job->done (translated, job->user_data);
}

gboolean
gw_session_logout (GwService *service, const char *token, GwLogoutFunc done,
                   gpointer user_data, GError **error)
{
  LogoutJob *job = g_new0 (LogoutJob, 1);

  job->service = service;
  job->done = done;
  job->user_data = user_data;
  if (!hash_token (token, job->hash))
    {
      g_free (job);
      return fail_unauthenticated (error);
    }
  if (!gw_store_write_async (service->store, remove_session_thread, job, g_free,
                             session_removed_cb, NULL))
    {
      g_free (job);
      return gw_service_fail_overloaded (error);
    }
  forget (service->sessions, job->hash);
  return TRUE;
}
