/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Replacing the shifts of a city that stands. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/service-private.h"
#include "backend/service/setup-private.h"
#include "backend/store/duty-store.h"

gint64
gw_setup_find_inspector (GwService *service, const char *login)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, service->people);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const GwPerson *person = value;

      if ((person->roles & GW_ROLE_INSPECTOR) != 0 && g_str_equal (person->login, login))
        return person->id;
    }
  return 0;
}

static gboolean
check (GwService *service, const GwShift *shift, GError **error)
{
  const GwPerson *person = gw_service_person (service, shift->person_id);

  if (person == NULL || (person->roles & GW_ROLE_INSPECTOR) == 0)
    gw_case_error_set (error, GW_CASE_ERROR_NOT_FOUND, "inspector",
                       "there is no such inspector");
  else if (gw_snapshot_duty_grid (service->snapshot, shift->duty_grid_id) == NULL)
    gw_case_error_set (error, GW_CASE_ERROR_NOT_FOUND, "duty_grid",
                       "there is no such duty grid");
  else
    return TRUE;
  return FALSE;
}

static gboolean
import_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  return gw_store_shift_replace (writer, data, error);
}

gboolean
gw_setup_import_shifts (GwService *service, const GArray *shifts, GError **error)
{
  GError *local = NULL;

  for (guint i = 0; i < shifts->len; i++)
    if (!check (service, &g_array_index (shifts, GwShift, i), error))
      return FALSE;
  if (gw_store_write (service->store, import_thread, (gpointer)shifts, &local))
    return gw_duty_load (service->duty, error);
  gw_service_propagate_error (error, local);
  return FALSE;
}
