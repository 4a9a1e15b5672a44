/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Roll calls: rare and small, so they are read where they are asked for. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/roll-call.h"

#include <string.h>

#include "backend/service/duty-private.h"

#define MS_PER_MINUTE G_GINT64_CONSTANT (60000)
#define CALLERS (GW_ROLE_LEADER | GW_ROLE_ADMIN)

static gboolean
fail (GError **error, GwCaseError code, const char *field, const char *message)
{
  gw_case_error_set (error, code, field, "%s", message);
  return FALSE;
}

/* --- views ---------------------------------------------------------------------------- */

static void
answer_free (gpointer data)
{
  GwRollCallAnswer *answer = data;

  gw_person_unref (answer->inspector);
  g_free (answer);
}

void
gw_roll_call_free (GwRollCall *roll_call)
{
  g_clear_pointer (&roll_call->caller, gw_person_unref);
  g_clear_pointer (&roll_call->answers, g_ptr_array_unref);
  g_free (roll_call);
}

static GwRollCall *
roll_call_new (GwService *service, const GwRollCallRecord *record)
{
  GwRollCall *roll_call = g_new0 (GwRollCall, 1);
  GwPerson *caller = gw_service_person (service, record->caller_id);

  roll_call->caller = caller != NULL ? gw_person_ref (caller) : NULL;
  roll_call->record = *record;
  return roll_call;
}

static int
compare_logins (gconstpointer a, gconstpointer b)
{
  const GwRollCallAnswer *left = *(const GwRollCallAnswer *const *)a;
  const GwRollCallAnswer *right = *(const GwRollCallAnswer *const *)b;

  return strcmp (left->inspector->login, right->inspector->login);
}

static void
take_answers (GwService *service, GwRollCall *roll_call, const GArray *records)
{
  roll_call->answers = g_ptr_array_new_with_free_func (answer_free);
  for (guint i = 0; i < records->len; i++)
    {
      const GwRollCallAnswerRecord *record =
          &g_array_index (records, GwRollCallAnswerRecord, i);
      GwPerson *person = gw_service_person (service, record->person_id);
      GwRollCallAnswer *answer;

      if (person == NULL)
        continue;
      answer = g_new0 (GwRollCallAnswer, 1);
      answer->inspector = gw_person_ref (person);
      answer->duty_grid = gw_snapshot_duty_grid (service->snapshot, record->duty_grid_id);
      answer->record = *record;
      answer->late = record->answered_at > roll_call->record.until;
      g_ptr_array_add (roll_call->answers, answer);
    }
  g_ptr_array_sort (roll_call->answers, compare_logins);
}

/* person_id 0: all of it. */
static GwRollCall *
load (GwService *service, gint64 id, gint64 person_id, GError **error)
{
  GwStoreReader *reader = gw_store_read (service->store);
  GError *local = NULL;
  GwRollCallRecord record;
  g_autoptr (GArray) answers = NULL;
  GwRollCall *roll_call;

  if (gw_store_roll_call_load (reader, id, person_id, &record, &local))
    answers = gw_store_roll_call_answers (reader, id, person_id, &local);
  if (answers == NULL)
    {
      gw_service_propagate_error (error, local);
      return NULL;
    }
  roll_call = roll_call_new (service, &record);
  take_answers (service, roll_call, answers);
  return roll_call;
}

/* Whose part a user sees: 0 all, else the person's; -1 with FORBIDDEN. */
static gint64
seen_by (const GwPerson *user, GError **error)
{
  if (gw_permissions_may_see_duty (user->roles))
    return 0;
  if ((user->roles & GW_ROLE_INSPECTOR) != 0)
    return user->id;
  fail (error, GW_CASE_ERROR_FORBIDDEN, NULL, "not for this role");
  return -1;
}

GwRollCall *
gw_roll_call_load (GwService *service, const GwPerson *user, gint64 id, GError **error)
{
  gint64 person_id = seen_by (user, error);

  return person_id < 0 ? NULL : load (service, id, person_id, error);
}

GPtrArray *
gw_roll_call_list (GwService *service, const GwPerson *user, gint64 before, guint limit,
                   GError **error)
{
  gint64 person_id = seen_by (user, error);
  g_autoptr (GArray) records = NULL;
  GError *local = NULL;
  GPtrArray *list;

  if (person_id < 0)
    return NULL;
  records = gw_store_roll_call_list (gw_store_read (service->store), person_id,
                                     before != 0 ? before : G_MAXINT64, limit, &local);
  if (records == NULL)
    {
      gw_service_propagate_error (error, local);
      return NULL;
    }
  list = g_ptr_array_new_with_free_func ((GDestroyNotify)gw_roll_call_free);
  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (
        list, roll_call_new (service, &g_array_index (records, GwRollCallRecord, i)));
  return list;
}

void
gw_roll_call_listen (GwService *service, GwRollCallListener func, gpointer user_data)
{
  service->duty->listener = func;
  service->duty->listener_data = user_data;
}

/* --- calling -------------------------------------------------------------------------- */

typedef struct
{
  GwService *service;
  GwRollCallRecord record;
  GArray *called; /* GwDutyRecord; NULL: this is an answer */
  GwRollCallAnswerRecord answer;
  gboolean first;
  gint64 sees; /* person id; 0: all */
  GwRollCallFunc done;
  gpointer user_data;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->called, g_array_unref);
  g_free (job);
}

static gboolean
queue (Job *job, GwStoreWriteFunc run, GwStoreDoneFunc done, GError **error)
{
  if (gw_store_write_async (job->service->store, run, job, job_free, done, NULL))
    return TRUE;
  job_free (job);
  return gw_service_fail_overloaded (error);
}

static void
answer (const Job *job, const GError *error)
{
  g_autoptr (GError) translated = NULL;
  g_autoptr (GwRollCall) roll_call = NULL;

  if (error != NULL)
    translated = gw_service_translate_error (error);
  else
    roll_call = load (job->service, job->record.id, job->sees, &translated);
  job->done (roll_call, job->first, translated, job->user_data);
}

static gboolean
call_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  Job *job = data;

  if (!gw_store_roll_call_add (writer, &job->record, error))
    return FALSE;
  for (guint i = 0; i < job->called->len; i++)
    {
      const GwDutyRecord *record = &g_array_index (job->called, GwDutyRecord, i);

      if (!gw_store_roll_call_ask (writer, job->record.id, record->person_id,
                                   record->duty_grid_id, error))
        return FALSE;
    }
  return TRUE;
}

static void
called_cb (gpointer data, const GError *error, gpointer user_data)
{
  const Job *job = data;
  const GwDuty *duty = job->service->duty;
  g_autoptr (GwRollCall) roll_call = NULL;

  if (error == NULL && duty->listener != NULL)
    roll_call = load (job->service, job->record.id, 0, NULL);
  if (roll_call != NULL)
    duty->listener (roll_call, duty->listener_data);
  answer (job, error);
}

static void
add_called (GArray *called, const GwDutyRecord *record)
{
  for (guint i = 0; i < called->len; i++)
    {
      if (g_array_index (called, GwDutyRecord, i).person_id == record->person_id)
        return;
    }
  g_array_append_vals (called, record, 1);
}

static gboolean
call_named (const GwDuty *duty, const char *const *logins, GArray *called, GError **error)
{
  for (guint i = 0; logins[i] != NULL; i++)
    {
      g_autofree char *field = g_strdup_printf ("inspectors.%u", i);
      const GwDutyRecord *found = NULL;
      GHashTableIter iter;
      gpointer value;

      g_hash_table_iter_init (&iter, duty->on_duty);
      while (found == NULL && g_hash_table_iter_next (&iter, NULL, &value))
        {
          const GwDutyRecord *record = value;
          GwPerson *person = gw_service_person (duty->service, record->person_id);

          if (person != NULL && strcmp (person->login, logins[i]) == 0)
            found = record;
        }
      if (found == NULL)
        return fail (error, GW_CASE_ERROR_OUT_OF_RANGE, field,
                     "no inspector of this login is on duty");
      add_called (called, found);
    }
  return TRUE;
}

/* Those who remain after a shuffle of all. */
static void
call_by_chance (const GwDuty *duty, guint sample, GArray *called)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, duty->on_duty);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_array_append_vals (called, value, 1);
  while (sample > 0 && called->len > sample)
    g_array_remove_index_fast (called, (guint)g_random_int_range (0, (gint32)called->len));
}

static gboolean
choose (const GwDuty *duty, const GwRollCallRequest *request, GArray *called,
        GError **error)
{
  if (request->inspectors != NULL)
    {
      if (!call_named (duty, request->inspectors, called, error))
        return FALSE;
    }
  else
    call_by_chance (duty, request->sample, called);
  if (called->len == 0)
    return fail (error, GW_CASE_ERROR_OUT_OF_RANGE, "inspectors", "nobody is on duty");
  return called->len <= GW_ROLL_CALL_MAX ||
         fail (error, GW_CASE_ERROR_OUT_OF_RANGE, "inspectors",
               "these are too many for one roll call");
}

gboolean
gw_roll_call (GwService *service, const GwPerson *user, const GwRollCallRequest *request,
              GwRollCallFunc done, gpointer user_data, GError **error)
{
  g_autoptr (GArray) called = g_array_new (FALSE, FALSE, sizeof (GwDutyRecord));
  gint64 now = gw_service_now (service);
  Job *job;

  if ((user->roles & CALLERS) == 0)
    return fail (error, GW_CASE_ERROR_FORBIDDEN, NULL, "not for this role");
  if (!choose (service->duty, request, called, error))
    return FALSE;
  job = g_new0 (Job, 1);
  job->service = service;
  job->record = (GwRollCallRecord){ .caller_id = user->id,
                                    .at = now,
                                    .until = now + request->minutes * MS_PER_MINUTE };
  job->called = g_steal_pointer (&called);
  job->first = TRUE;
  job->done = done;
  job->user_data = user_data;
  return queue (job, call_thread, called_cb, error);
}

/* --- answering ------------------------------------------------------------------------ */

static gboolean
is_outside (const GwSnapshot *snapshot, GwFixed position, gint64 duty_grid_id)
{
  const GwCell *cell = gw_snapshot_find_cell (snapshot, position);

  return cell == NULL || cell->duty_grid == NULL || cell->duty_grid->id != duty_grid_id;
}

static gboolean
answer_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  Job *job = data;

  return gw_store_roll_call_answer (writer, job->record.id, &job->answer, &job->first,
                                    error);
}

static void
answered_cb (gpointer data, const GError *error, gpointer user_data)
{
  answer (data, error);
}

/* To whom the person was signed in when he was called; 0 with NOT_FOUND. */
static gint64
called_from (GwService *service, gint64 id, gint64 person_id, GError **error)
{
  g_autoptr (GArray) answers = NULL;
  GError *local = NULL;

  answers =
      gw_store_roll_call_answers (gw_store_read (service->store), id, person_id, &local);
  if (answers == NULL)
    {
      gw_service_propagate_error (error, local);
      return 0;
    }
  if (answers->len > 0)
    return g_array_index (answers, GwRollCallAnswerRecord, 0).duty_grid_id;
  fail (error, GW_CASE_ERROR_NOT_FOUND, NULL, "there is no such roll call of you");
  return 0;
}

gboolean
gw_roll_call_answer (GwService *service, const GwPerson *user, gint64 id, GwLonLat place,
                     double accuracy, GwRollCallFunc done, gpointer user_data,
                     GError **error)
{
  gint64 duty_grid_id;
  GwFixed position;
  Job *job;

  if ((user->roles & GW_ROLE_INSPECTOR) == 0)
    return fail (error, GW_CASE_ERROR_FORBIDDEN, NULL, "not for this role");
  if (!gw_lon_lat_is_valid (place))
    return fail (error, GW_CASE_ERROR_OUT_OF_RANGE, "lon", "this is no place on earth");
  duty_grid_id = called_from (service, id, user->id, error);
  if (duty_grid_id == 0)
    return FALSE;
  position = gw_fixed_from_lon_lat (place);
  job = g_new0 (Job, 1);
  job->service = service;
  job->record.id = id;
  job->answer = (GwRollCallAnswerRecord){
    .person_id = user->id,
    .answered_at = gw_service_now (service),
    .position = position,
    .accuracy = accuracy < 0 ? -1 : accuracy,
    .outside = is_outside (service->snapshot, position, duty_grid_id),
  };
  job->sees = user->id;
  job->done = done;
  job->user_data = user_data;
  return queue (job, answer_thread, answered_cb, error);
}
