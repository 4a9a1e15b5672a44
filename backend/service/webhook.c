/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Administration of webhooks. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/webhook.h"

#include <sodium.h>
#include <string.h>

#include "backend/service/service-private.h"
#include "backend/service/outbox-private.h"

#define URL_MAX 2000
#define SECRET_BYTES 32
#define SECRET_MIN 16
#define SECRET_MAX 256
#define CONTENT_MAX 32

void
gw_webhook_free (GwWebhook *webhook)
{
  g_free (webhook->url);
  g_free (webhook->content);
  g_free (webhook->kinds);
  g_free (webhook->area);
  g_free (webhook);
}

void
gw_dead_delivery_free (GwDeadDelivery *delivery)
{
  g_free (delivery->subject);
  g_free (delivery->error);
  g_free (delivery);
}

/* --- checks --------------------------------------------------------------------------- */

static gboolean
fail_field (GError **error, const char *field, const char *message)
{
  gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, field, "%s", message);
  return FALSE;
}

static gboolean
check_url (const char *url, GError **error)
{
  g_autoptr (GUri) uri = NULL;

  if (url != NULL && strlen (url) <= URL_MAX)
    uri = g_uri_parse (url, G_URI_FLAGS_ENCODED, NULL);
  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0' ||
      g_uri_get_userinfo (uri) != NULL || g_uri_get_fragment (uri) != NULL ||
      (!g_str_equal (g_uri_get_scheme (uri), "http") &&
       !g_str_equal (g_uri_get_scheme (uri), "https")))
    return fail_field (error, "url",
                       "an address is http:// or https://, without user and fragment");
  return TRUE;
}

gboolean
gw_webhook_parse_kinds (const char *text, guint64 *ret_kinds, GError **error)
{
  g_auto (GStrv) names = g_strsplit (text != NULL ? text : "", ",", -1);

  *ret_kinds = 0;
  for (char **name = names; *name != NULL; name++)
    {
      GwCaseAction action;

      if (!gw_case_action_parse (g_strstrip (*name), &action))
        {
          gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, "kinds",
                             "“%s” is not an action", *name);
          return FALSE;
        }
      *ret_kinds |= GW_ACTION_BIT (action);
    }
  return TRUE;
}

/* As they are kept: in the order of the table, each once. Caller frees. */
static char *
kinds_to_text (guint64 kinds)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint action = 1; action < GW_ACTION_N; action++)
    {
      if ((kinds & GW_ACTION_BIT (action)) == 0)
        continue;
      if (text->len > 0)
        g_string_append_c (text, ',');
      g_string_append (text, gw_case_action_name (action));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
check_content (const char *content, GError **error)
{
  gsize length = strlen (content);

  if (length >= 1 && length <= CONTENT_MAX &&
      strspn (content, "abcdefghijklmnopqrstuvwxyz_-") == length)
    return TRUE;
  return fail_field (error, "content", "a content is 1 to 32 of a-z _ -");
}

static gboolean
check_secret (const char *secret, GError **error)
{
  gsize length = secret != NULL ? strlen (secret) : SECRET_MIN;

  if (length >= SECRET_MIN && length <= SECRET_MAX)
    return TRUE;
  return fail_field (error, "secret", "a secret has 16 to 256 bytes");
}

static char *
make_secret (void)
{
  guint8 bytes[SECRET_BYTES];
  char *text = g_malloc (2 * SECRET_BYTES + 1);

  randombytes_buf (bytes, sizeof bytes);
  return sodium_bin2hex (text, 2 * SECRET_BYTES + 1, bytes, sizeof bytes);
}

static gboolean
check_admin (const GwPerson *user, GError **error)
{
  if ((user->roles & GW_ROLE_ADMIN) != 0)
    return TRUE;
  gw_case_error_set (error, GW_CASE_ERROR_FORBIDDEN, NULL,
                     "webhooks are for administrators");
  return FALSE;
}

/* --- adding, removing ----------------------------------------------------------------- */

static gboolean
write_now (GwService *service, GwStoreWriteFunc func, gpointer data, GError **error)
{
  GError *local = NULL;

  if (gw_store_write (service->store, func, data, &local))
    return TRUE;
  gw_service_propagate_error (error, local);
  return FALSE;
}

static gboolean
add_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  GwWebhookRecord *record = data;

  record->seen = gw_store_last_seq (gw_store_writer_get_reader (writer), error);
  return record->seen >= 0 && gw_store_webhook_add (writer, record, error);
}

static gboolean
find_area (GwService *service, const char *code, gint64 *ret_id, GError **error)
{
  const GwArea *area;

  if (code == NULL)
    return TRUE;
  area = gw_snapshot_area_by_code (service->snapshot, code);
  if (area == NULL)
    {
      gw_case_error_set (error, GW_CASE_ERROR_NOT_FOUND, "area", "there is no area “%s”",
                         code);
      return FALSE;
    }
  *ret_id = area->id;
  return TRUE;
}

gint64
gw_webhook_add (GwService *service, const GwWebhookPlan *plan, char **ret_secret,
                GError **error)
{
  const char *content = plan->content != NULL ? plan->content : GW_WEBHOOK_EVENTS;
  g_auto (GwWebhookRecord) record = { 0 };
  guint64 kinds;

  if (!check_url (plan->url, error) || !check_content (content, error) ||
      !gw_webhook_parse_kinds (plan->kinds, &kinds, error) ||
      !check_secret (plan->secret, error) ||
      !find_area (service, plan->area, &record.area_id, error))
    return 0;
  record.url = g_strdup (plan->url);
  record.secret = plan->secret != NULL ? g_strdup (plan->secret) : make_secret ();
  record.content = g_strdup (content);
  record.kinds = kinds_to_text (kinds);
  record.created_at = gw_service_now (service);
  if (!write_now (service, add_thread, &record, error))
    return 0;
  if (ret_secret != NULL)
    *ret_secret = g_strdup (record.secret);
  return record.id;
}

static gboolean
remove_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  return gw_store_webhook_remove (writer, *(const gint64 *)data, error);
}

gboolean
gw_webhook_remove (GwService *service, gint64 id, GError **error)
{
  return write_now (service, remove_thread, &id, error);
}

/* --- looking -------------------------------------------------------------------------- */

static GwWebhook *
webhook_new_take (GwSnapshot *snapshot, GwWebhookRecord *record)
{
  GwWebhook *webhook = g_new0 (GwWebhook, 1);
  const GwArea *area = gw_snapshot_area_by_id (snapshot, record->area_id);

  webhook->id = record->id;
  webhook->url = g_steal_pointer (&record->url);
  webhook->content = g_steal_pointer (&record->content);
  webhook->kinds = g_steal_pointer (&record->kinds);
  webhook->area = area != NULL ? g_strdup (area->code) : NULL;
  webhook->created_at = record->created_at;
  webhook->seen = record->seen;
  return webhook;
}

GPtrArray *
gw_webhook_list (GwService *service, const GwPerson *user, GError **error)
{
  GwStoreReader *reader = gw_store_read (service->store);
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GPtrArray) webhooks =
      g_ptr_array_new_with_free_func ((GDestroyNotify)gw_webhook_free);
  GError *local = NULL;

  if (!check_admin (user, error))
    return NULL;
  records = gw_store_webhook_list (reader, &local);
  for (guint i = 0; records != NULL && local == NULL && i < records->len; i++)
    {
      GwWebhook *webhook =
          webhook_new_take (service->snapshot, g_ptr_array_index (records, i));

      g_ptr_array_add (webhooks, webhook);
      gw_store_delivery_count (reader, webhook->id, &webhook->waiting, &webhook->dead,
                               &local);
    }
  if (local == NULL)
    return g_steal_pointer (&webhooks);
  gw_service_propagate_error (error, local);
  return NULL;
}

static gboolean
webhook_exists (GwStoreReader *reader, gint64 id, GError **error)
{
  g_autoptr (GPtrArray) records = gw_store_webhook_list (reader, error);

  if (records == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    if (((const GwWebhookRecord *)g_ptr_array_index (records, i))->id == id)
      return TRUE;
  g_set_error_literal (error, GW_STORE_ERROR, GW_STORE_ERROR_NOT_FOUND,
                       "there is no such webhook");
  return FALSE;
}

static GwDeadDelivery *
dead_new_take (GwDeliveryRecord *record)
{
  GwDeadDelivery *delivery = g_new0 (GwDeadDelivery, 1);

  delivery->id = record->id;
  delivery->seq = record->seq;
  delivery->subject = g_steal_pointer (&record->subject);
  delivery->created_at = record->created_at;
  delivery->dead_at = record->dead_at;
  delivery->attempts = record->attempts;
  delivery->error = g_steal_pointer (&record->error);
  return delivery;
}

GPtrArray *
gw_webhook_list_dead (GwService *service, const GwPerson *user, gint64 id, gint64 after,
                      guint limit, GError **error)
{
  GwStoreReader *reader = gw_store_read (service->store);
  g_autoptr (GPtrArray) records = NULL;
  GPtrArray *list;
  GError *local = NULL;

  if (!check_admin (user, error))
    return NULL;
  if (webhook_exists (reader, id, &local))
    records = gw_store_delivery_list (reader, id, TRUE, after, limit + 1, &local);
  if (records == NULL)
    {
      gw_service_propagate_error (error, local);
      return NULL;
    }
  list = g_ptr_array_new_with_free_func ((GDestroyNotify)gw_dead_delivery_free);
  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (list, dead_new_take (g_ptr_array_index (records, i)));
  return list;
}

/* --- trying again --------------------------------------------------------------------- */

typedef struct
{
  GwService *service;
  gint64 id;
  gint64 delivery;
  gint64 now_ms;
  guint n;
  GwWebhookRetryFunc done;
  gpointer user_data;
} RetryJob;

static gboolean
retry_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  RetryJob *job = data;

  if (!webhook_exists (gw_store_writer_get_reader (writer), job->id, error) ||
      !gw_store_delivery_retry (writer, job->id, job->delivery, job->now_ms, &job->n,
                                error))
    return FALSE;
  if (job->delivery == 0 || job->n > 0)
    return TRUE;
  g_set_error_literal (error, GW_STORE_ERROR, GW_STORE_ERROR_NOT_FOUND,
                       "there is no such delivery among those given up");
  return FALSE;
}

gboolean
gw_webhook_retry (GwService *service, gint64 id, gint64 delivery, guint *ret_n,
                  GError **error)
{
  RetryJob job = { .id = id, .delivery = delivery, .now_ms = gw_service_now (service) };

  if (!write_now (service, retry_thread, &job, error))
    return FALSE;
  *ret_n = job.n;
  return TRUE;
}

static void
retried_cb (gpointer data, const GError *error, gpointer user_data)
{
  RetryJob *job = data;
  g_autoptr (GError) translated = error != NULL ? gw_service_translate_error (error) : NULL;

  gw_outbox_tick (job->service->outbox);
  job->done (job->n, translated, job->user_data);
}

gboolean
gw_webhook_retry_async (GwService *service, const GwPerson *user, gint64 id,
                        gint64 delivery, GwWebhookRetryFunc done, gpointer user_data,
                        GError **error)
{
  RetryJob *job;

  if (!check_admin (user, error))
    return FALSE;
  job = g_new0 (RetryJob, 1);
  job->service = service;
  job->id = id;
  job->delivery = delivery;
  job->now_ms = gw_service_now (service);
  job->done = done;
  job->user_data = user_data;
  if (gw_store_write_async (service->store, retry_thread, job, g_free, retried_cb, NULL))
    return TRUE;
  g_free (job);
  return gw_service_fail_overloaded (error);
}
