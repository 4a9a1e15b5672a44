/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case and its journal as rows: memory and numbers. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/case-record.h"

#include <string.h>

void
gw_case_record_clear (GwCaseRecord *record)
{
  g_clear_pointer (&record->description, g_free);
  g_clear_pointer (&record->source, g_free);
  g_clear_pointer (&record->routing_reason, g_free);
  g_clear_pointer (&record->deadline_reason, g_free);
  g_clear_pointer (&record->clocks, g_free);
  g_clear_pointer (&record->task_reason, g_free);
}

void
gw_case_record_free (GwCaseRecord *record)
{
  gw_case_record_clear (record);
  g_free (record);
}

GwCaseRecord *
gw_case_record_copy (const GwCaseRecord *record)
{
  GwCaseRecord *copy = g_memdup2 (record, sizeof *record);

  copy->description = g_strdup (record->description);
  copy->source = g_strdup (record->source);
  copy->routing_reason = g_strdup (record->routing_reason);
  copy->deadline_reason = g_strdup (record->deadline_reason);
  copy->clocks = g_strdup (record->clocks);
  copy->task_reason = g_strdup (record->task_reason);
  return copy;
}

void
gw_event_record_clear (GwEventRecord *record)
{
  g_clear_pointer (&record->opinion, g_free);
  g_clear_pointer (&record->data, g_free);
}

void
gw_event_record_free (GwEventRecord *record)
{
  gw_event_record_clear (record);
  g_free (record);
}

void
gw_attachment_record_clear (GwAttachmentRecord *record)
{
  g_clear_pointer (&record->id, g_free);
  g_clear_pointer (&record->type, g_free);
  g_clear_pointer (&record->stage, g_free);
}

void
gw_attachment_record_free (GwAttachmentRecord *record)
{
  gw_attachment_record_clear (record);
  g_free (record);
}

const char *
gw_case_number_format (gint64 id, char buffer[GW_CASE_NUMBER_SIZE])
{
  g_snprintf (buffer, GW_CASE_NUMBER_SIZE, "%08d-%06d", (int)(id / GW_CASE_IDS_PER_DAY),
              (int)(id % GW_CASE_IDS_PER_DAY));
  return buffer;
}

gboolean
gw_case_number_parse (const char *text, gint64 *ret_id)
{
  char again[GW_CASE_NUMBER_SIZE];
  gint64 day = 0, number = 0;
  gsize length = strlen (text);

  if (length < 15 || length > 16 || text[8] != '-')
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      if (i == 8)
        continue;
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      if (i < 8)
        day = day * 10 + (text[i] - '0');
      else
        number = number * 10 + (text[i] - '0');
    }
  if (strcmp (gw_case_number_format (day * GW_CASE_IDS_PER_DAY + number, again), text) != 0)
    return FALSE;
  *ret_id = day * GW_CASE_IDS_PER_DAY + number;
  return TRUE;
}
