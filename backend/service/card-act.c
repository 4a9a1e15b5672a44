/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Explaining and revoking cards. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/card-private.h"

#include "backend/service/case-change.h"

typedef struct
{
  GwService *service;
  GwSnapshot *snapshot;
  GwPerson *user;
  GwCaseAction action;
  gint64 id;
  char *text;
  GwCardRecord *card;
  GPtrArray *written;
  GwCardFunc done;
  gpointer user_data;
} CardJob;

static void
card_job_free (gpointer data)
{
  CardJob *job = data;

  gw_snapshot_unref (job->snapshot);
  gw_person_unref (job->user);
  g_free (job->text);
  g_clear_pointer (&job->card, gw_card_record_free);
  g_ptr_array_unref (job->written);
  g_free (job);
}

static gboolean
fail (GError **error, GwCaseError code, const char *message)
{
  gw_case_error_set (error, code, NULL, "%s", message);
  return FALSE;
}

static gboolean
load_card (CardJob *job, GwStoreReader *reader, GError **error)
{
  GwCardActor actor;
  gboolean may;

  job->card = gw_store_card_load (reader, job->id, error);
  if (job->card == NULL)
    return FALSE;
  actor = gw_card_actor (job->snapshot, job->user, job->card);
  if (!gw_permissions_may_see_card (&actor))
    return fail (error, GW_CASE_ERROR_NOT_FOUND, "there is no such card");
  may = job->action == GW_ACTION_EXPLAIN_CARD ? gw_permissions_may_explain (&actor)
                                              : gw_permissions_may_revoke (&actor);
  if (!may)
    return fail (error, GW_CASE_ERROR_FORBIDDEN,
                 job->action == GW_ACTION_EXPLAIN_CARD
                     ? "who answers for the card explains it"
                     : "a leader or manager revokes cards");
  return job->card->revoked_at == 0 ||
         fail (error, GW_CASE_ERROR_ACTION_NOT_ALLOWED, "the card has been revoked");
}

static gboolean
note_in_journal (CardJob *job, GwStoreWriter *writer, gint64 now, GError **error)
{
  GwStoreReader *reader = gw_store_writer_get_reader (writer);
  g_autoptr (GwCaseRecord) record = gw_store_case_load (reader, job->card->case_id, error);
  const GwCardChange change = {
    .action = job->action, .card = job->id, .actor = job->user->id, .text = job->text
  };
  g_autoptr (GwCaseRecord) before = NULL;
  g_auto (GwEventRecord) event = { 0 };

  if (record == NULL || !gw_case_record_check (job->snapshot, record, error) ||
      !gw_written_wake (job->written, writer, job->service, job->snapshot, record, now,
                        error))
    return FALSE;
  before = gw_case_record_copy (record);
  return gw_change_card (job->snapshot, now, &change, record, &event) &&
         gw_written_change (job->written, writer, before, record, &event, error);
}

static gboolean
write_card (CardJob *job, GwStoreWriter *writer, GError **error)
{
  const GwWritten *last = g_ptr_array_index (job->written, job->written->len - 1);
  GwCardRecord *card = job->card;

  if (job->action == GW_ACTION_EXPLAIN_CARD)
    {
      g_free (card->explanation);
      card->explanation = g_strdup (job->text);
      card->explained_by = job->user->id;
      card->explained_at = last->event.at;
      return gw_store_card_explain (writer, card, error);
    }
  card->revocation = g_strdup (job->text);
  card->revoked_by = job->user->id;
  card->revoked_at = last->event.at;
  return gw_store_card_revoke (writer, card, error);
}

static gboolean
act_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  CardJob *job = data;

  return load_card (job, gw_store_writer_get_reader (writer), error) &&
         note_in_journal (job, writer, gw_service_now (job->service), error) &&
         write_card (job, writer, error);
}

static void
acted_cb (gpointer data, const GError *error, gpointer user_data)
{
  CardJob *job = data;
  g_autoptr (GError) translated = NULL;
  g_autoptr (GwCard) card = NULL;

  if (error != NULL)
    {
      translated = gw_service_translate_error (error);
      job->done (NULL, translated, job->user_data);
      return;
    }
  gw_written_publish (job->written, job->service, job->snapshot, NULL);
  card = gw_card_new (job->service, job->user, job->card);
  job->done (card, NULL, job->user_data);
}

static gboolean
check_text (const char *text, const char *field, GError **error)
{
  glong length =
      text != NULL && g_utf8_validate (text, -1, NULL) ? g_utf8_strlen (text, -1) : 0;

  if (length >= 1 && length <= GW_CARD_TEXT_MAX)
    return TRUE;
  gw_case_error_set (error,
                     length == 0 ? GW_CASE_ERROR_MISSING_FIELD : GW_CASE_ERROR_OUT_OF_RANGE,
                     field, "1 to %d characters are expected", GW_CARD_TEXT_MAX);
  return FALSE;
}

static gboolean
act (GwService *service, const GwPerson *user, GwCaseAction action, gint64 id,
     const char *text, GwCardFunc done, gpointer user_data, GError **error)
{
  CardJob *job = g_new0 (CardJob, 1);

  job->service = service;
  job->snapshot = gw_snapshot_ref (service->snapshot);
  job->user = gw_person_ref (user);
  job->action = action;
  job->id = id;
  job->text = g_strdup (text);
  job->written = gw_written_new ();
  job->done = done;
  job->user_data = user_data;
  if (gw_store_write_async (service->store, act_thread, job, card_job_free, acted_cb, NULL))
    return TRUE;
  card_job_free (job);
  return gw_service_fail_overloaded (error);
}

gboolean
gw_card_explain (GwService *service, const GwPerson *user, gint64 id, const char *text,
                 GwCardFunc done, gpointer user_data, GError **error)
{
  return check_text (text, "text", error) &&
         act (service, user, GW_ACTION_EXPLAIN_CARD, id, text, done, user_data, error);
}

gboolean
gw_card_revoke (GwService *service, const GwPerson *user, gint64 id, const char *reason,
                GwCardFunc done, gpointer user_data, GError **error)
{
  return check_text (reason, "reason", error) &&
         act (service, user, GW_ACTION_REVOKE_CARD, id, reason, done, user_data, error);
}
