/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing changed cases, and telling everyone once they are on disk. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/case-change.h"
#include "backend/service/hotline-private.h"
#include "backend/service/supervise-private.h"
#include "backend/store/period-store.h"

/* A clock goes yellow, then red; then something else must happen. */
#define MAX_WAKES 4

static void
written_free (gpointer data)
{
  GwWritten *written = data;

  gw_case_record_clear (&written->record);
  gw_event_record_clear (&written->event);
  g_free (written);
}

GPtrArray *
gw_written_new (void)
{
  return g_ptr_array_new_with_free_func (written_free);
}

static void
note (GPtrArray *written, const GwCaseRecord *record, GwEventRecord *event)
{
  GwWritten *entry = g_new0 (GwWritten, 1);
  GwCaseRecord *copy = gw_case_record_copy (record);

  entry->record = *copy;
  g_free (copy);
  entry->event = *event;
  *event = (GwEventRecord){ 0 };
  g_ptr_array_add (written, entry);
}

gboolean
gw_written_change (GPtrArray *written, GwStoreWriter *writer, const GwCaseRecord *before,
                   GwCaseRecord *after, GwEventRecord *event, GError **error)
{
  if (!gw_store_case_change (writer, before, after, event, error) ||
      !gw_hotline_note (writer, before, after, event, error))
    return FALSE;
  note (written, after, event);
  return TRUE;
}

gboolean
gw_written_add (GPtrArray *written, GwStoreWriter *writer, GwCaseRecord *record,
                GwEventRecord *event, GError **error)
{
  if (!gw_store_case_add (writer, record, event, error))
    return FALSE;
  note (written, record, event);
  return TRUE;
}

/* Who was asked for the open task so far; ids as gint64. NULL with error. */
static GArray *
read_asked (GwStoreReader *reader, const GwCaseRecord *record, GError **error)
{
  g_autoptr (GPtrArray) events = gw_store_case_events (reader, record->id, error);
  GArray *asked;

  if (events == NULL)
    return NULL;
  asked = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < events->len; i++)
    {
      const GwEventRecord *event = g_ptr_array_index (events, i);
      g_auto (GwFacts) facts = { 0 };

      if (event->case_id == record->id && event->at >= record->progress.task_at &&
          gw_facts_from_json (event->data, &facts) && facts.person != 0)
        g_array_append_val (asked, facts.person);
    }
  return asked;
}

static gboolean
offer_again (GwStoreWriter *writer, GwService *service, GwSnapshot *snapshot,
             GwCaseRecord *record, gint64 now_ms, GwEventRecord *event, GError **error)
{
  g_autoptr (GArray) asked =
      read_asked (gw_store_writer_get_reader (writer), record, error);
  g_auto (GwTaskOffer) offer = { 0 };

  if (asked == NULL)
    return FALSE;
  gw_duty_choose (service, record->position, asked, &offer);
  gw_change_offer (snapshot, now_ms, &offer, record, event);
  return TRUE;
}

/* Another is asked; who has begun with it is not followed by one who goes on. */
static gboolean
release_task (GwStoreWriter *writer, GwService *service, GwSnapshot *snapshot,
              GwCaseRecord *record, gint64 now_ms, GwEventRecord *event, GError **error)
{
  if (record->progress.taken_at == 0)
    return offer_again (writer, service, snapshot, record, now_ms, event, error);
  return gw_change_release (snapshot, now_ms, GW_ACTION_CANCEL_TASK, record, event);
}

gboolean
gw_written_release (GPtrArray *written, GwStoreWriter *writer, GwService *service,
                    GwCaseRecord *record, gint64 person, GError **error)
{
  GwSnapshot *snapshot = service->snapshot;
  gint64 now_ms = gw_service_now (service);

  if (record->progress.handler == person)
    {
      g_autoptr (GwCaseRecord) before = gw_case_record_copy (record);
      g_auto (GwEventRecord) event = { 0 };

      if (gw_change_release (snapshot, now_ms, GW_ACTION_REVOKE, record, &event) &&
          !gw_written_change (written, writer, before, record, &event, error))
        return FALSE;
    }
  if (record->progress.inspector == person && (record->progress.flags & GW_FLAG_TASK) != 0)
    {
      g_autoptr (GwCaseRecord) before = gw_case_record_copy (record);
      g_auto (GwEventRecord) event = { 0 };

      return release_task (writer, service, snapshot, record, now_ms, &event, error) &&
             gw_written_change (written, writer, before, record, &event, error);
    }
  return TRUE;
}

gboolean
gw_written_wake (GPtrArray *written, GwStoreWriter *writer, GwService *service,
                 GwSnapshot *snapshot, GwCaseRecord *record, gint64 now_ms, GError **error)
{
  for (guint i = 0; i < MAX_WAKES && record->wake_at != 0 && record->wake_at <= now_ms; i++)
    {
      g_autoptr (GwCaseRecord) before = gw_case_record_copy (record);
      g_auto (GwEventRecord) event = { 0 };
      gint64 floor_ms;

      if (!gw_store_event_floor (writer, &floor_ms, error))
        return FALSE;
      if (!gw_change_must_offer (record, now_ms))
        gw_change_wake (snapshot, floor_ms, record, &event);
      else if (!offer_again (writer, service, snapshot, record, MAX (now_ms, floor_ms),
                             &event, error))
        return FALSE;
      if (!gw_written_change (written, writer, before, record, &event, error) ||
          !gw_supervise_give (writer, snapshot,
                              g_ptr_array_index (written, written->len - 1), error))
        return FALSE;
    }
  return TRUE;
}

void
gw_written_publish (GPtrArray *written, GwService *service, GwSnapshot *snapshot,
                    GPtrArray *attachments)
{
  for (guint i = 0; i < written->len; i++)
    {
      GwWritten *entry = g_ptr_array_index (written, i);
      GwCaseRow *row = gw_case_row_new_take (snapshot, &entry->record);

      g_assert (row != NULL);
      gw_feed_publish (
          service->feed, &entry->event, row,
          attachments != NULL ? gw_attachments_of (attachments, entry->event.seq) : NULL);
    }
}
