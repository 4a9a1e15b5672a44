/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A component of the city and what it has been through. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/component.h"

#include "backend/service/scope.h"
#include "backend/service/service-private.h"

void
gw_component_view_free (GwComponentView *view)
{
  g_free (view->code);
  g_free (view->name);
  g_ptr_array_unref (view->cases);
  g_free (view);
}

static gboolean
fail_not_found (GError **error)
{
  gw_case_error_set (error, GW_CASE_ERROR_NOT_FOUND, NULL,
                     "there is no component of this code");
  return FALSE;
}

/* One more than is shown tells that there are more. */
static gboolean
load_cases (GwService *service, const GwPerson *user, gint64 component_id,
            GwComponentView *view, GError **error)
{
  GwStoreReader *reader = gw_store_read (service->store);
  g_autoptr (GArray) ids =
      gw_store_cases_of_component (reader, component_id, GW_COMPONENT_CASES_MAX + 1, error);

  if (ids == NULL)
    return FALSE;
  view->more = ids->len > GW_COMPONENT_CASES_MAX;
  for (guint i = 0; i < MIN (ids->len, GW_COMPONENT_CASES_MAX); i++)
    {
      g_autoptr (GwCaseRecord) record =
          gw_store_case_load (reader, g_array_index (ids, gint64, i), error);
      g_autoptr (GwCaseRow) row =
          record != NULL ? gw_case_row_new_take (service->snapshot, record) : NULL;

      if (record == NULL)
        return FALSE;
      if (row != NULL && gw_case_row_is_visible (row, user))
        g_ptr_array_add (view->cases, g_steal_pointer (&row));
    }
  return TRUE;
}

static GwComponentView *
view_new (GwService *service, const GwComponentRecord *record)
{
  GwComponentView *view = g_new0 (GwComponentView, 1);

  view->code = g_strdup (record->code);
  view->name = g_strdup (record->name);
  view->class = gw_snapshot_class_by_id (service->snapshot, record->class_id);
  view->owner = gw_snapshot_department (service->snapshot, record->owner_id);
  view->position = record->position;
  view->cell = gw_snapshot_find_cell (service->snapshot, record->position);
  view->cases = g_ptr_array_new_with_free_func ((GDestroyNotify)gw_case_row_unref);
  return view;
}

/* Who works with all cases, in the area that he sees; others by a case of theirs. */
static gboolean
may_see (const GwComponentView *view, const GwPerson *user)
{
  if (view->cases->len > 0)
    return TRUE;
  return gw_permissions_scope (user->roles) == GW_SCOPE_ALL &&
         (view->cell != NULL ? gw_scope_has_cell (user, view->cell) : user->area_id == 0);
}

GwComponentView *
gw_component_show (GwService *service, const GwPerson *user, const char *code,
                   GError **error)
{
  g_autoptr (GwComponentRecord) record = NULL;
  g_autoptr (GwComponentView) view = NULL;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (service != NULL && user != NULL && code != NULL, NULL);

  record = gw_store_component_find (gw_store_read (service->store), code, &local);
  if (record != NULL)
    {
      view = view_new (service, record);
      if (load_cases (service, user, record->id, view, &local) && may_see (view, user))
        return g_steal_pointer (&view);
    }
  if (local == NULL || g_error_matches (local, GW_STORE_ERROR, GW_STORE_ERROR_NOT_FOUND))
    fail_not_found (error);
  else
    gw_service_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}
