/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the classes of another hotline system are in a city that stands. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/hotline-private.h"
#include "backend/service/setup.h"

gboolean
gw_setup_has_urgency (GwService *service, const char *code)
{
  /* A file that cannot be read fails at the import. */
  g_autoptr (GPtrArray) urgencies = gw_hotline_urgencies (service, NULL);

  for (guint i = 0; urgencies != NULL && i < urgencies->len; i++)
    if (g_str_equal (((GwUrgency *)g_ptr_array_index (urgencies, i))->code, code))
      return TRUE;
  return FALSE;
}

static gboolean
import_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  return gw_store_hotline_mapping_replace (writer, data, error);
}

gboolean
gw_setup_import_hotline_map (GwService *service, GPtrArray *mappings, GError **error)
{
  GError *local = NULL;

  if (gw_store_write (service->store, import_thread, mappings, &local))
    return TRUE;
  gw_service_propagate_error (error, local);
  return FALSE;
}

GPtrArray *
gw_setup_list_hotline_map (GwService *service, GError **error)
{
  GError *local = NULL;
  GPtrArray *mappings =
      gw_store_hotline_mapping_list (gw_store_read (service->store), &local);

  if (mappings == NULL)
    gw_service_propagate_error (error, local);
  return mappings;
}
