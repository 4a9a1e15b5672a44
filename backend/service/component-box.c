/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The components that stand in a box. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/component-box.h"

#include "backend/service/scope.h"
#include "backend/service/service-private.h"
#include "backend/store/city-store.h"

typedef struct
{
  GwSnapshot *snapshot;
  GwPerson user; /* its area alone is looked at */
  GwBox box;
  gint64 after;
  guint limit;
  GPtrArray *views;
  gint64 next;
  GwComponentPageFunc done;
  gpointer user_data;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  gw_snapshot_unref (job->snapshot);
  g_ptr_array_unref (job->views);
  g_free (job);
}

static void
view_free (gpointer data)
{
  GwComponentView *view = data;

  g_free (view->code);
  g_free (view->name);
  g_free (view);
}

static void
take_component (Job *job, GwComponentRecord *record)
{
  const GwCell *cell = gw_snapshot_find_cell (job->snapshot, record->position);
  GwComponentView *view;

  if (cell != NULL ? !gw_scope_has_cell (&job->user, cell) : job->user.area_id != 0)
    return;
  view = g_new0 (GwComponentView, 1);
  view->code = g_steal_pointer (&record->code);
  view->name = g_steal_pointer (&record->name);
  view->class = gw_snapshot_class_by_id (job->snapshot, record->class_id);
  view->owner = gw_snapshot_department (job->snapshot, record->owner_id);
  view->cell = cell;
  view->position = record->position;
  g_ptr_array_add (job->views, view);
}

static gboolean
read_thread (GwStoreReader *reader, gpointer data, GError **error)
{
  Job *job = data;
  g_autoptr (GPtrArray) records =
      gw_store_component_box (reader, job->box, job->after, job->limit + 1, error);

  if (records == NULL)
    return FALSE;
  if (records->len > job->limit)
    {
      g_ptr_array_set_size (records, (int)job->limit);
      job->next = ((GwComponentRecord *)g_ptr_array_index (records, job->limit - 1))->id;
    }
  for (guint i = 0; i < records->len; i++)
    take_component (job, g_ptr_array_index (records, i));
  return TRUE;
}

static void
read_cb (gpointer data, const GError *error, gpointer user_data)
{
  Job *job = data;
  g_autoptr (GError) translated = error != NULL ? gw_service_translate_error (error) : NULL;

  job->done (job->views, job->next, translated, job->user_data);
}

static gboolean
may_look (const GwPerson *user, GwBox box, GError **error)
{
  const gint64 widest = (gint64)(GW_COMPONENT_BOX_MAX * GW_FIXED_PER_DEGREE);

  if (gw_permissions_scope (user->roles) != GW_SCOPE_ALL)
    {
      gw_case_error_set (error, GW_CASE_ERROR_FORBIDDEN, NULL, "not for this role");
      return FALSE;
    }
  if ((gint64)box.max.x - box.min.x <= widest && (gint64)box.max.y - box.min.y <= widest)
    return TRUE;
  gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, "bbox",
                     "a box of at most %.2f degrees is expected", GW_COMPONENT_BOX_MAX);
  return FALSE;
}

gboolean
gw_component_box (GwService *service, const GwPerson *user, GwBox box, gint64 after,
                  guint limit, GwComponentPageFunc done, gpointer user_data, GError **error)
{
  Job *job;

  g_return_val_if_fail (service != NULL && user != NULL && done != NULL, FALSE);
  g_return_val_if_fail (limit >= 1 && limit <= GW_COMPONENT_PAGE_MAX, FALSE);

  if (!may_look (user, box, error))
    return FALSE;
  job = g_new0 (Job, 1);
  job->snapshot = gw_snapshot_ref (service->snapshot);
  job->user = (GwPerson){ .area_id = user->area_id };
  job->box = box;
  job->after = after;
  job->limit = limit;
  job->views = g_ptr_array_new_with_free_func (view_free);
  job->done = done;
  job->user_data = user_data;
  if (gw_store_read_async (service->store, read_thread, job, job_free, read_cb, NULL))
    return TRUE;
  job_free (job);
  return gw_service_fail_overloaded (error);
}
