/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A class, or the beginning of a class code, as the classes that it means. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/class-filter.h"

#include "backend/rules/case-error.h"

gboolean
gw_class_filter (const GwSnapshot *snapshot, const char *code, gboolean has_kind,
                 GwClassKind kind, GArray *out, GError **error)
{
  const GwCatalogue *catalogue = gw_snapshot_catalogue (snapshot);

  if (code == NULL && !has_kind)
    return TRUE;
  for (guint i = 0; i < gw_catalogue_size (catalogue); i++)
    {
      const GwCaseClass *class = gw_catalogue_get (catalogue, i);
      gint64 id = gw_snapshot_class_id (snapshot, class);

      if ((!has_kind || class->kind == kind) &&
          (code == NULL || g_str_has_prefix (class->code, code)))
        g_array_append_val (out, id);
    }
  if (out->len > 0)
    return TRUE;
  gw_case_error_set (error, GW_CASE_ERROR_UNKNOWN_CLASS, "class",
                     "no class has or begins with the code “%s”",
                     code != NULL ? code : gw_class_kind_name (kind));
  return FALSE;
}
