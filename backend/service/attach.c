/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Attaching uploads to what someone does. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/intake.h"
#include "backend/service/service-private.h"

static gboolean
fail_unknown (GError **error, const char *id)
{
  gw_case_error_set (error, GW_CASE_ERROR_UNKNOWN_ATTACHMENT, "attachments",
                     "“%s” is not an upload of yours that is still free", id);
  return FALSE;
}

gboolean
gw_attach_check (const char *const *ids, GError **error)
{
  guint n = ids != NULL ? g_strv_length ((char **)ids) : 0;

  if (n <= GW_ATTACHMENTS_MAX)
    return TRUE;
  gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, "attachments",
                     "at most %d attachments are taken", GW_ATTACHMENTS_MAX);
  return FALSE;
}

static gboolean
attach_one (GwStoreWriter *writer, const char *id, const GwPerson *user,
            const GwEventRecord *event, const char *stage, GError **error)
{
  GError *local = NULL;
  g_autoptr (GwAttachmentRecord) record =
      gw_store_attachment_load (gw_store_writer_get_reader (writer), id, &local);
  gboolean gone;

  if (record != NULL && record->uploader_id != user->id)
    return fail_unknown (error, id);
  if (record != NULL &&
      gw_store_attachment_attach (writer, event->case_id, event->seq, id, stage, &local))
    return TRUE;
  gone = g_error_matches (local, GW_STORE_ERROR, GW_STORE_ERROR_NOT_FOUND) ||
         g_error_matches (local, GW_STORE_ERROR, GW_STORE_ERROR_EXISTS);
  if (!gone)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  g_error_free (local);
  return fail_unknown (error, id);
}

gboolean
gw_attach_all (GwStoreWriter *writer, char *const *ids, const GwPerson *user,
               const GwEventRecord *event, const char *stage, GError **error)
{
  if (ids == NULL)
    return TRUE;
  for (; *ids != NULL; ids++)
    {
      if (!attach_one (writer, *ids, user, event, stage, error))
        return FALSE;
    }
  return TRUE;
}
