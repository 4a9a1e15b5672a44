/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What someone was told, and that it was read. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/notice.h"

#include "backend/service/service-private.h"
#include "backend/store/notice-store.h"

GArray *
gw_notice_list (GwService *service, const GwPerson *user, gboolean unread, gint64 before,
                guint limit, GError **error)
{
  GError *local = NULL;
  g_autoptr (GArray) records = gw_store_notice_list (
      gw_store_read (service->store), user->id, unread, before, limit + 1, &local);
  GArray *notices;

  if (records == NULL)
    {
      gw_service_propagate_error (error, local);
      return NULL;
    }
  notices = g_array_new (FALSE, FALSE, sizeof (GwNotice));
  for (guint i = 0; i < records->len; i++)
    {
      const GwNoticeRecord *record = &g_array_index (records, GwNoticeRecord, i);
      GwNotice notice = { .id = record->id,
                          .card = record->card_id,
                          .stage = record->stage,
                          .colour = record->colour,
                          .level = record->level,
                          .at = record->at,
                          .read_at = record->read_at };

      gw_case_number_format (record->case_id, notice.number);
      g_array_append_val (notices, notice);
    }
  return notices;
}

typedef struct
{
  gint64 person;
  gint64 up_to;
  gint64 now_ms;
  guint n;
  GwNoticeReadFunc done;
  gpointer user_data;
} ReadJob;

static gboolean
read_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  ReadJob *job = data;

  return gw_store_notice_read (writer, job->person, job->up_to, job->now_ms, &job->n,
                               error);
}

static void
read_cb (gpointer data, const GError *error, gpointer user_data)
{
  const ReadJob *job = data;
  g_autoptr (GError) translated = error != NULL ? gw_service_translate_error (error) : NULL;

  job->done (job->n, translated, job->user_data);
}

gboolean
gw_notice_read (GwService *service, const GwPerson *user, gint64 up_to,
                GwNoticeReadFunc done, gpointer user_data, GError **error)
{
  ReadJob *job = g_new0 (ReadJob, 1);

  job->person = user->id;
  job->up_to = up_to;
  job->now_ms = gw_service_now (service);
  job->done = done;
  job->user_data = user_data;
  if (gw_store_write_async (service->store, read_thread, job, g_free, read_cb, NULL))
    return TRUE;
  g_free (job);
  return gw_service_fail_overloaded (error);
}
