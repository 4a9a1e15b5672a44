/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calls as those see them who may know who called. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/hotline-private.h"

void
gw_call_view_free (GwCallView *view)
{
  if (view == NULL)
    return;
  gw_case_row_unref (view->row);
  g_clear_pointer (&view->taker, gw_person_unref);
  gw_urgency_free (view->urgency);
  g_free (view->address);
  g_free (view->place);
  g_free (view->external_number);
  g_free (view->caller_name);
  g_free (view->caller_phone);
  g_free (view);
}

/* One page on its way through a reader. */
typedef struct
{
  GwService *service;
  GwSnapshot *snapshot;
  GwPerson *user;
  char *phone;           /* or NULL */
  char *external_number; /* or NULL */
  gint64 first;
  gint64 before;
  guint limit;
  GPtrArray *calls; /* GwCallRecord */
  GPtrArray *rows;  /* GwCaseRow, of the same positions */
  gint64 next;
  GwCallListFunc done;
  gpointer user_data;
} ListJob;

static void
list_job_free (gpointer data)
{
  ListJob *job = data;

  gw_snapshot_unref (job->snapshot);
  gw_person_unref (job->user);
  g_free (job->phone);
  g_free (job->external_number);
  g_clear_pointer (&job->calls, g_ptr_array_unref);
  g_ptr_array_unref (job->rows);
  g_free (job);
}

/* NULL without error: there is none that the user may see. */
static GwCaseRow *
load_row (GwSnapshot *snapshot, const GwPerson *user, GwStoreReader *reader,
          const GwCallRecord *call, GError **error)
{
  g_autoptr (GwCaseRecord) record = gw_store_case_load (reader, call->case_id, error);

  if (record == NULL || !gw_case_record_check (snapshot, record, error) ||
      (call->taker_id != user->id && !gw_case_record_is_visible (snapshot, record, user)))
    return NULL;
  return gw_case_row_new_take (snapshot, record);
}

static GPtrArray *
read_calls (ListJob *job, GwStoreReader *reader, GError **error)
{
  GPtrArray *calls;
  GwCallRecord *call;
  GError *local = NULL;

  if (job->external_number == NULL)
    return gw_store_call_list (reader, job->phone, job->first, job->before, job->limit + 1,
                               error);
  call = gw_store_call_find (reader, job->external_number, &local);
  if (call == NULL && !g_error_matches (local, GW_STORE_ERROR, GW_STORE_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, local);
      return NULL;
    }
  g_clear_error (&local);
  calls = g_ptr_array_new_with_free_func ((GDestroyNotify)gw_call_record_free);
  if (call != NULL)
    g_ptr_array_add (calls, call);
  return calls;
}

static gboolean
list_thread (GwStoreReader *reader, gpointer data, GError **error)
{
  ListJob *job = data;

  job->calls = read_calls (job, reader, error);
  if (job->calls == NULL)
    return FALSE;
  if (job->calls->len > job->limit)
    {
      g_ptr_array_set_size (job->calls, job->limit);
      job->next = ((GwCallRecord *)g_ptr_array_index (job->calls, job->limit - 1))->case_id;
    }
  for (guint i = 0; i < job->calls->len; i++)
    {
      const GwCallRecord *call = g_ptr_array_index (job->calls, i);
      GError *local = NULL;
      GwCaseRow *row = load_row (job->snapshot, job->user, reader, call, &local);

      if (local != NULL)
        {
          g_propagate_error (error, local);
          return FALSE;
        }
      g_ptr_array_add (job->rows, row);
    }
  return TRUE;
}

/* Takes the row; steals the texts. */
static GwCallView *
make_view (GwService *service, GPtrArray *urgencies, GwCallRecord *call, GwCaseRow *row)
{
  GwCallView *view = g_new0 (GwCallView, 1);
  GwPerson *taker = gw_service_person (service, call->taker_id);

  view->row = row;
  view->taker = taker != NULL ? gw_person_ref (taker) : NULL;
  view->at = call->at;
  for (guint i = 0; i < urgencies->len; i++)
    {
      const GwUrgency *urgency = g_ptr_array_index (urgencies, i);

      if (g_strcmp0 (urgency->code, call->urgency) != 0)
        continue;
      view->urgency = g_new0 (GwUrgency, 1);
      view->urgency->code = g_strdup (urgency->code);
      view->urgency->name = g_strdup (urgency->name);
      view->urgency->name_en = g_strdup (urgency->name_en);
      view->urgency->limit = urgency->limit;
    }
  view->address = g_steal_pointer (&call->address);
  view->place = g_steal_pointer (&call->place);
  view->external_number = g_steal_pointer (&call->external_number);
  view->caller_name = g_steal_pointer (&call->caller_name);
  view->caller_phone = g_steal_pointer (&call->caller_phone);
  return view;
}

static void
listed_cb (gpointer data, const GError *error, gpointer user_data)
{
  ListJob *job = data;
  g_autoptr (GError) failure = error != NULL ? gw_service_translate_error (error) : NULL;
  g_autoptr (GPtrArray) urgencies = NULL;
  g_autoptr (GPtrArray) views = NULL;

  if (failure == NULL)
    urgencies = gw_hotline_urgencies (job->service, &failure);
  if (failure != NULL)
    {
      job->done (NULL, 0, failure, job->user_data);
      return;
    }
  views = g_ptr_array_new_with_free_func ((GDestroyNotify)gw_call_view_free);
  for (guint i = 0; i < job->calls->len; i++)
    {
      GwCaseRow *row = g_steal_pointer (&g_ptr_array_index (job->rows, i));

      if (row != NULL)
        g_ptr_array_add (views, make_view (job->service, urgencies,
                                           g_ptr_array_index (job->calls, i), row));
    }
  job->done (views, job->next, NULL, job->user_data);
}

static void
row_free (gpointer row)
{
  if (row != NULL)
    gw_case_row_unref (row);
}

gboolean
gw_hotline_list (GwService *service, const GwPerson *user, const GwCallQuery *query,
                 GwCallListFunc done, gpointer user_data, GError **error)
{
  g_autofree char *phone = query->phone != NULL ? gw_phone_normalize (query->phone) : NULL;
  ListJob *job;

  if (!gw_hotline_may_see_callers (user, error))
    return FALSE;
  if (query->phone != NULL && phone == NULL)
    {
      gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, "phone",
                         "“%s” is not a telephone number", query->phone);
      return FALSE;
    }
  job = g_new0 (ListJob, 1);
  job->service = service;
  job->snapshot = gw_snapshot_ref (service->snapshot);
  job->user = gw_person_ref (user);
  job->phone = g_steal_pointer (&phone);
  job->external_number = g_strdup (query->external_number);
  job->first = query->from * GW_CASE_IDS_PER_DAY;
  job->before = query->to != 0 ? (query->to + 1) * GW_CASE_IDS_PER_DAY : G_MAXINT64;
  if (query->before != 0)
    job->before = MIN (job->before, query->before);
  job->limit = query->limit;
  job->rows = g_ptr_array_new_with_free_func (row_free);
  job->done = done;
  job->user_data = user_data;
  if (gw_store_read_async (service->store, list_thread, job, list_job_free, listed_cb,
                           NULL))
    return TRUE;
  list_job_free (job);
  return gw_service_fail_overloaded (error);
}

GwCallView *
gw_hotline_call (GwService *service, const GwPerson *user, const char *number,
                 GError **error)
{
  GwStoreReader *reader = gw_store_read (service->store);
  g_autoptr (GPtrArray) urgencies = NULL;
  g_autoptr (GwCallRecord) call = NULL;
  GError *local = NULL;
  GwCaseRow *row = NULL;
  gint64 id;

  if (!gw_hotline_may_see_callers (user, error))
    return NULL;
  if (gw_case_number_parse (number, &id))
    call = gw_store_call_load (reader, id, &local);
  if (call != NULL)
    row = load_row (service->snapshot, user, reader, call, &local);
  if (row != NULL)
    urgencies = gw_hotline_urgencies (service, &local);
  if (urgencies != NULL)
    return make_view (service, urgencies, call, row);
  g_clear_pointer (&row, gw_case_row_unref);
  if (local == NULL || g_error_matches (local, GW_STORE_ERROR, GW_STORE_ERROR_NOT_FOUND))
    {
      g_clear_error (&local);
      gw_case_error_set (error, GW_CASE_ERROR_NOT_FOUND, NULL,
                         "there is no call of such a case");
    }
  else
    gw_service_propagate_error (error, local);
  return NULL;
}
