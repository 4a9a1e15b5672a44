/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What other processes change of the city comes into memory by itself, a second later. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/service-private.h"

static gboolean
reload_settings (GwService *service, GError **error)
{
  GError *local = NULL;

  if (gw_snapshot_load_settings (service->snapshot, gw_store_read (service->store), &local))
    return TRUE;
  gw_service_propagate_error (error, local);
  return FALSE;
}

/* The whole city holds the rest, so that nothing is read twice. */
static gboolean
follow (GwService *service, const GwChangeMarks *before, const GwChangeMarks *now,
        GError **error)
{
  if (now->people != before->people)
    gw_sessions_forget (service->sessions);
  if (now->city != before->city && service->n_reloading == 0)
    return gw_service_reload (service, error);
  return (now->people == before->people || gw_service_load_people (service, error)) &&
         (now->shifts == before->shifts || gw_duty_load (service->duty, error)) &&
         (now->settings == before->settings || reload_settings (service, error));
}

void
gw_service_follow_changes (GwService *service)
{
  const GwChangeMarks before = service->marks;
  g_autoptr (GError) error = NULL;
  GwChangeMarks now;

  if (!gw_store_change_marks (gw_store_read (service->store), &now, &error))
    {
      g_info ("whether the city was changed is not known: %s", error->message);
      return;
    }
  /* Also when it fails: it would fail again each second. */
  service->marks = now;
  /* Somebody is reading it already; he says up to where. */
  if (service->n_reloading > 0)
    service->marks.city = before.city;
  if (!follow (service, &before, &now, &error))
    g_warning ("what was changed of the city cannot be read: %s", error->message);
}
