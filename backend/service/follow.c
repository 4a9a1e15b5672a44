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

/* What is little, here and now. */
static gboolean
follow_little (GwService *service, const GwChangeMarks *before, const GwChangeMarks *now,
               GError **error)
{
  return (now->people == before->people || gw_service_load_people (service, error)) &&
         (now->shifts == before->shifts || gw_duty_load (service->duty, error)) &&
         (now->settings == before->settings || reload_settings (service, error));
}

/* FALSE: nothing is known to have changed of the city itself. */
static gboolean
follow (GwService *service)
{
  const GwChangeMarks before = service->marks;
  g_autoptr (GError) error = NULL;
  GwChangeMarks now;

  if (!gw_store_change_marks (gw_store_read (service->store), &now, &error))
    {
      g_info ("whether the city was changed is not known: %s", error->message);
      return FALSE;
    }
  /* Also when it fails: it would fail again each second. */
  service->marks = now;
  /* Who reads it says up to where. */
  service->marks.city = before.city;
  if (now.people != before.people)
    gw_sessions_forget (service->sessions);
  if (!follow_little (service, &before, &now, &error))
    g_warning ("what was changed of the city cannot be read: %s", error->message);
  return now.city != before.city;
}

static void
read_cb (const GError *error, gpointer data)
{
  if (error != NULL)
    g_warning ("what was changed of the city cannot be read: %s", error->message);
}

void
gw_service_follow_changes (GwService *service)
{
  /* When too much is waiting, the next second does it. */
  if (follow (service) && service->n_reloading == 0)
    gw_service_reload_async (service, read_cb, NULL);
}

gboolean
gw_service_follow_own_change (GwService *service, GwReloadFunc done, gpointer user_data)
{
  /* What is being read already may be from before. */
  return follow (service) && gw_service_reload_async (service, done, user_data);
}
