/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing changed cases, and telling everyone once they are on disk. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/case-change.h"
#include "backend/service/service-private.h"

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
  if (!gw_store_case_change (writer, before, after, event, error))
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

gboolean
gw_written_wake (GPtrArray *written, GwStoreWriter *writer, GwSnapshot *snapshot,
                 GwCaseRecord *record, gint64 now_ms, GError **error)
{
  for (guint i = 0; i < MAX_WAKES && record->wake_at != 0 && record->wake_at <= now_ms; i++)
    {
      g_autoptr (GwCaseRecord) before = gw_case_record_copy (record);
      g_auto (GwEventRecord) event = { 0 };

      gw_change_wake (snapshot, record, &event);
      if (!gw_written_change (written, writer, before, record, &event, error))
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
