/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the city decides about the life of its cases. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/service-private.h"
#include "backend/service/setup.h"

typedef struct
{
  const char *name;
  char *value;
} SettingJob;

static gboolean
set_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  SettingJob *job = data;

  return gw_store_setting_set (writer, job->name, job->value, error);
}

gboolean
gw_setup_setting_set (GwService *service, const char *name, const char *value,
                      GError **error)
{
  GwSettings settings = *gw_snapshot_settings (service->snapshot);
  g_autofree char *normal = NULL;
  SettingJob job = { .name = name };
  GError *local = NULL;
  GwSetting setting;

  if (!gw_setting_parse (name, &setting))
    {
      gw_case_error_set (error, GW_CASE_ERROR_NOT_FOUND, "name", "there is no setting “%s”",
                         name);
      return FALSE;
    }
  if (!gw_settings_set (&settings, setting, value, error))
    return FALSE;
  job.value = normal = gw_settings_to_text (&settings, setting);
  if (!gw_store_write (service->store, set_thread, &job, &local))
    {
      gw_service_propagate_error (error, local);
      return FALSE;
    }
  return gw_service_reload (service, error);
}
