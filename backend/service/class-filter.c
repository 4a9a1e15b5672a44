/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A class, or the beginning of a class code, as the classes that it means. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/class-filter.h"

#include "backend/rules/case-error.h"

static void
add_match (const GwCaseClass *class, const char *code, gboolean has_kind, GwClassKind kind,
           GArray *out)
{
  if ((!has_kind || class->kind == kind) &&
      (code == NULL || g_str_has_prefix (class->code, code)))
    g_array_append_val (out, class->id);
}

gboolean
gw_class_filter (const GwSnapshot *snapshot, const char *code, gboolean has_kind,
                 GwClassKind kind, GArray *out, GError **error)
{
  const GwCatalogue *catalogue = gw_snapshot_catalogue (snapshot);
  const char *scheme = gw_snapshot_city (snapshot)->class_scheme;

  if (code == NULL && !has_kind)
    return TRUE;
  for (guint i = 0; i < gw_catalogue_size (catalogue); i++)
    add_match (gw_catalogue_get (catalogue, i), code, has_kind, kind, out);
  /* Versions that ended: cases of the past are of them. */
  for (guint i = 0; i < gw_catalogue_n_former (catalogue); i++)
    {
      const GwCaseClass *class = gw_catalogue_get_former (catalogue, i);

      if (g_strcmp0 (class->scheme, scheme) == 0)
        add_match (class, code, has_kind, kind, out);
    }
  if (out->len > 0)
    return TRUE;
  gw_case_error_set (error, GW_CASE_ERROR_UNKNOWN_CLASS, "class",
                     "no class has or begins with the code “%s”",
                     code != NULL ? code : gw_class_kind_name (kind));
  return FALSE;
}
