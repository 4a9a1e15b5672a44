/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking at what is administered: lists, single ones, the journal. */
#define G_LOG_DOMAIN "gridward-service"

#include <string.h>

#include "backend/service/administration-private.h"

typedef struct
{
  GwService *service;
  GwPerson *user;
  GwSubjectFilter filter; /* its strings owned */
  GPtrArray *records;
  GHashTable *seen; /* duty grids of the user's area; NULL: no matter which */
  GwSubjectListFunc done;
  gpointer user_data;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  gw_person_unref (job->user);
  g_free ((char *)job->filter.text);
  g_free ((char *)job->filter.state);
  g_free ((char *)job->filter.after);
  g_clear_pointer (&job->records, g_ptr_array_unref);
  g_clear_pointer (&job->seen, g_hash_table_unref);
  g_free (job);
}

static gboolean
list_thread (GwStoreReader *reader, gpointer data, GError **error)
{
  Job *job = data;

  job->records = gw_store_subject_list (reader, job->filter.subject, error);
  for (guint i = 0; job->records != NULL && i < job->records->len; i++)
    gw_subject_record_show (job->filter.subject, job->records->pdata[i]);
  return job->records != NULL;
}

/* --- which of them ------------------------------------------------------------------- */

static const char *
person_name (GwService *service, const char *login)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, service->people);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (g_str_equal (((const GwPerson *)value)->login, login))
      return ((const GwPerson *)value)->name;
  return NULL;
}

static const char *
choose (const char *name, const char *name_en, const char *language)
{
  return g_strcmp0 (language, "en") == 0 && name_en != NULL && *name_en != '\0' ? name_en
                                                                                : name;
}

const char *
gw_administration_name_of (GwService *service, const char *field, const char *value,
                           const char *language)
{
  const GwSnapshot *snapshot = service->snapshot;

  if (g_str_equal (field, "department") || g_str_equal (field, "parent"))
    {
      const GwDepartment *found = gw_snapshot_department_by_code (snapshot, value);

      return found != NULL ? choose (found->name, found->name_en, language) : NULL;
    }
  if (g_str_equal (field, "area"))
    {
      const GwArea *found = gw_snapshot_area_by_code (snapshot, value);

      return found != NULL ? choose (found->name, found->name_en, language) : NULL;
    }
  if (g_str_equal (field, "duty_grid"))
    {
      const GwDutyGrid *found = gw_snapshot_duty_grid_by_code (snapshot, value);

      return found != NULL ? found->name : NULL;
    }
  if (g_str_equal (field, "calendar"))
    {
      const GwCalendarEdition *found = gw_snapshot_calendar_by_code (snapshot, value);

      return found != NULL ? choose (found->plan->name, found->plan->name_en, language)
                           : NULL;
    }
  return person_name (service, value);
}

static gboolean
has_text (const char *value, const char *folded)
{
  g_autofree char *other = value != NULL ? g_utf8_casefold (value, -1) : NULL;

  return other != NULL && strstr (other, folded) != NULL;
}

/* Lists of codes do not count, names of what is referred to do. */
static gboolean
matches_text (const Job *job, const GwSubjectRecord *record, const char *folded)
{
  const GwSubjectField *fields = gw_subject_fields (job->filter.subject);

  if (has_text (record->key, folded))
    return TRUE;
  for (guint i = 0; i < gw_subject_n_values (job->filter.subject); i++)
    {
      const char *value = record->values[i];

      if (value == NULL || fields[i].is_list)
        continue;
      if (has_text (value, folded) ||
          (fields[i].is_reference &&
           has_text (gw_administration_name_of (job->service, fields[i].name, value, "zh"),
                     folded)))
        return TRUE;
    }
  return FALSE;
}

/* Of shifts and duty grids there may be some that are not the user's. */
static gboolean
is_seen (const Job *job, const GwSubjectRecord *record)
{
  const GwDutyGrid *duty_grid;

  if (job->seen == NULL)
    return TRUE;
  duty_grid = gw_snapshot_duty_grid_by_code (job->service->snapshot,
                                             job->filter.subject == GW_SUBJECT_SHIFT
                                                 ? record->values[GW_SHIFT_DUTY_GRID]
                                                 : record->key);
  return duty_grid != NULL && g_hash_table_contains (job->seen, duty_grid);
}

static gboolean
matches (const Job *job, const GwSubjectRecord *record, const char *folded)
{
  const char *state = job->filter.state;

  if (state == NULL ? g_str_equal (record->state, "retired")
                    : !g_str_equal (state, "all") && !g_str_equal (state, record->state))
    return FALSE;
  return is_seen (job, record) && (folded == NULL || matches_text (job, record, folded));
}

static gboolean
is_after (const Job *job, const GwSubjectRecord *record)
{
  if (job->filter.after == NULL)
    return TRUE;
  if (job->filter.subject == GW_SUBJECT_SHIFT)
    return record->id > g_ascii_strtoll (job->filter.after, NULL, 10);
  return strcmp (record->key, job->filter.after) > 0;
}

static void
listed_cb (gpointer data, const GError *error, gpointer user_data)
{
  Job *job = data;
  g_autoptr (GError) translated = NULL;
  g_autoptr (GPtrArray) page = g_ptr_array_new ();
  g_autofree char *folded =
      job->filter.text != NULL ? g_utf8_casefold (job->filter.text, -1) : NULL;
  guint total = 0;
  gboolean more = FALSE;

  if (error != NULL)
    {
      translated = gw_service_translate_error (error);
      job->done (NULL, 0, FALSE, translated, job->user_data);
      return;
    }
  if ((job->user->roles & GW_ROLE_ADMIN) == 0)
    job->seen = gw_scope_duty_grids (job->user, job->service->snapshot);
  for (guint i = 0; i < job->records->len; i++)
    {
      GwSubjectRecord *record = job->records->pdata[i];

      if (!matches (job, record, folded))
        continue;
      total++;
      if (!is_after (job, record))
        continue;
      more = page->len == job->filter.limit;
      if (!more)
        g_ptr_array_add (page, record);
    }
  job->done (page, total, more, NULL, job->user_data);
}

gboolean
gw_administration_list (GwService *service, const GwPerson *user,
                        const GwSubjectFilter *filter, GwSubjectListFunc done,
                        gpointer user_data, GError **error)
{
  Job *job;

  if (!gw_administration_may_see (service, user, filter->subject, error))
    return FALSE;
  job = g_new0 (Job, 1);
  job->service = service;
  job->user = gw_person_ref (user);
  job->filter = *filter;
  job->filter.text = g_strdup (filter->text);
  job->filter.state = g_strdup (filter->state);
  job->filter.after = g_strdup (filter->after);
  job->done = done;
  job->user_data = user_data;
  if (gw_store_read_async (service->store, list_thread, job, job_free, listed_cb, NULL))
    return TRUE;
  job_free (job);
  return gw_service_fail_overloaded (error);
}

GwSubjectRecord *
gw_administration_load (GwService *service, const GwPerson *user, GwSubject subject,
                        const char *key, GError **error)
{
  GError *local = NULL;
  g_autoptr (GwSubjectRecord) record = NULL;

  if (!gw_administration_may_see (service, user, subject, error))
    return NULL;
  record = gw_store_subject_load (gw_store_read (service->store), subject, key, &local);
  if (record == NULL)
    {
      gw_service_propagate_error (error, local);
      return NULL;
    }
  gw_subject_record_show (subject, record);
  if (!gw_administration_may_touch (service->snapshot, user, subject, record, error))
    return NULL;
  return g_steal_pointer (&record);
}

GPtrArray *
gw_administration_journal (GwService *service, const GwPerson *user, const char *subject,
                           const char *key, const char *login, gint64 before, guint limit,
                           GError **error)
{
  GError *local = NULL;
  GPtrArray *changes;

  if (!gw_administration_may (service, user, GW_SUBJECT_PERSON, error))
    return NULL;
  changes = gw_store_administration_journal (gw_store_read (service->store), subject, key,
                                             login, before, limit, &local);
  if (changes == NULL)
    gw_service_propagate_error (error, local);
  return changes;
}
