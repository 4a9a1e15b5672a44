/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings are decided by an administrator, over the network or at the machine. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/city-settings.h"

#include <string.h>

#include "backend/service/change-note.h"
#include "backend/service/service-private.h"
#include "backend/service/setup.h"

typedef struct
{
  GwService *service;
  gint64 person_id; /* 0: at the machine */
  gint64 version;   /* that it was made from; 0: whatever is there */
  GwSetting settings[GW_SETTING_WISHES_MAX];
  char *values[GW_SETTING_WISHES_MAX]; /* as gw_settings_to_text() writes them */
  guint n;
  GwSettingsFunc done;
  gpointer user_data;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  for (guint i = 0; i < job->n; i++)
    g_free (job->values[i]);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

/* --- on the writer's thread ------------------------------------------------------------ */

/* As it is in the file, which another process may have written. */
static const char *
find_value (const GPtrArray *records, GwSetting setting)
{
  const GwSettingInfo *info = gw_setting_info (setting);

  for (guint i = 0; i < records->len; i++)
    {
      const GwSettingRecord *record = g_ptr_array_index (records, i);

      if (strcmp (record->name, info->name) == 0)
        return record->value;
    }
  return info->fallback;
}

static gboolean
check_version (const Job *job, GwStoreReader *reader, GError **error)
{
  GwChangeMarks marks;

  if (job->version == 0)
    return TRUE;
  if (!gw_store_change_marks (reader, &marks, error))
    return FALSE;
  if (marks.settings + 1 == job->version)
    return TRUE;
  gw_case_error_set (error, GW_CASE_ERROR_STALE_VERSION, "version",
                     "the settings were changed meanwhile");
  if (error != NULL)
    gw_case_error_set_value (*error, marks.settings + 1);
  return FALSE;
}

static gboolean
decide_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  const Job *job = data;
  GwStoreReader *reader = gw_store_writer_get_reader (writer);
  const GwChangeNote note = { writer, gw_service_now (job->service), job->person_id };
  g_autoptr (GPtrArray) records = gw_store_setting_list (reader, error);

  if (records == NULL || !check_version (job, reader, error))
    return FALSE;
  for (guint i = 0; i < job->n; i++)
    {
      const char *name = gw_setting_info (job->settings[i])->name;
      const char *before = find_value (records, job->settings[i]);
      const GwSettingChangeRecord change = { .at = note.at,
                                             .person_id = job->person_id,
                                             .name = (char *)name,
                                             .before = (char *)before,
                                             .after = job->values[i] };

      if (strcmp (before, job->values[i]) == 0)
        continue;
      if (!gw_store_setting_set (writer, name, job->values[i], error) ||
          !gw_store_setting_change_add (writer, &change, error) ||
          !gw_change_note (&note, GW_NOTED_SETTING, name, "value", before, job->values[i],
                           error))
        return FALSE;
    }
  return TRUE;
}

/* --- on the main context ---------------------------------------------------------------- */

static gboolean
fail_wish (GError **error, const char *name, const char *message)
{
  g_autofree char *field = g_strconcat ("settings.", name, NULL);

  gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, field, "%s", message);
  return FALSE;
}

static gboolean
add_wish (Job *job, const GwSettingWish *wish, GError **error)
{
  g_autoptr (GError) local = NULL;
  GwSettings tried = *gw_snapshot_settings (job->service->snapshot);
  GwSetting setting;

  if (job->n == GW_SETTING_WISHES_MAX || !gw_setting_parse (wish->name, &setting))
    return fail_wish (error, wish->name, "there is no such setting");
  if (!gw_settings_set (
          &tried, setting,
          wish->value != NULL ? wish->value : gw_setting_info (setting)->fallback, &local))
    return fail_wish (error, wish->name, local->message);
  job->settings[job->n] = setting;
  job->values[job->n++] = gw_settings_to_text (&tried, setting);
  return TRUE;
}

static gboolean
check_admin (const GwPerson *user, GError **error)
{
  if ((user->roles & GW_ROLE_ADMIN) != 0)
    return TRUE;
  gw_case_error_set (error, GW_CASE_ERROR_FORBIDDEN, NULL,
                     "settings are an administrator's");
  return FALSE;
}

static void
decided_cb (gpointer data, const GError *error, gpointer user_data)
{
  Job *job = data;
  g_autoptr (GError) translated = NULL;

  if (error != NULL)
    {
      translated = gw_service_translate_error (error);
      job->done (NULL, translated, job->user_data);
      return;
    }
  gw_service_follow_changes (job->service);
  job->done (gw_snapshot_settings (job->service->snapshot), NULL, job->user_data);
}

gboolean
gw_settings_change (GwService *service, const GwPerson *user, gint64 version,
                    const GwSettingWish *wishes, guint n_wishes, GwSettingsFunc done,
                    gpointer user_data, GError **error)
{
  g_autoptr (Job) job = g_new0 (Job, 1);

  if (!check_admin (user, error))
    return FALSE;
  job->service = service;
  job->person_id = user->id;
  job->version = version;
  job->done = done;
  job->user_data = user_data;
  for (guint i = 0; i < n_wishes; i++)
    if (!add_wish (job, &wishes[i], error))
      return FALSE;
  if (!gw_store_write_async (service->store, decide_thread, job, job_free, decided_cb,
                             NULL))
    return gw_service_fail_overloaded (error);
  g_steal_pointer (&job);
  return TRUE;
}

gint64
gw_settings_version (GwService *service)
{
  return service->marks.settings + 1;
}

gboolean
gw_setup_setting_set (GwService *service, const char *name, const char *value,
                      GError **error)
{
  const GwSettingWish wish = { name, value };
  g_autoptr (Job) job = g_new0 (Job, 1);
  GError *local = NULL;

  job->service = service;
  if (!add_wish (job, &wish, error))
    return FALSE;
  if (gw_store_write (service->store, decide_thread, job, &local))
    {
      gw_service_follow_changes (service);
      return TRUE;
    }
  gw_service_propagate_error (error, local);
  return FALSE;
}

/* --- the journal ------------------------------------------------------------------------- */

void
gw_setting_change_free (GwSettingChange *change)
{
  g_clear_pointer (&change->person, gw_person_unref);
  g_free (change->name);
  g_free (change->before);
  g_free (change->after);
  g_free (change);
}

static GwSettingChange *
make_change (GwService *service, GwSettingChangeRecord *record)
{
  GwSettingChange *change = g_new0 (GwSettingChange, 1);
  GwPerson *person =
      record->person_id != 0 ? gw_service_person (service, record->person_id) : NULL;

  change->at = record->at;
  change->person = person != NULL ? gw_person_ref (person) : NULL;
  change->name = g_steal_pointer (&record->name);
  change->before = g_steal_pointer (&record->before);
  change->after = g_steal_pointer (&record->after);
  return change;
}

GPtrArray *
gw_settings_journal (GwService *service, const GwPerson *user, GError **error)
{
  g_autoptr (GPtrArray) records = NULL;
  GPtrArray *changes;
  GError *local = NULL;

  if (!check_admin (user, error))
    return NULL;
  records = gw_store_setting_change_list (gw_store_read (service->store),
                                          GW_SETTING_CHANGES_MAX, &local);
  if (records == NULL)
    {
      gw_service_propagate_error (error, local);
      return NULL;
    }
  changes = g_ptr_array_new_with_free_func ((GDestroyNotify)gw_setting_change_free);
  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (changes, make_change (service, g_ptr_array_index (records, i)));
  return changes;
}
