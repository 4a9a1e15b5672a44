/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Adding, listing, disabling people; their passwords. */
#define G_LOG_DOMAIN "gridward-service"

#include <string.h>

#include "backend/service/administration-private.h"
#include "backend/service/service-private.h"
#include "backend/service/setup-private.h"
#include "backend/store/open-cases.h"
#include "backend/store/duty-store.h"

#define LOGIN_MAX 64
#define NAME_MAX_CHARS 100
#define PASSWORD_MIN 8
#define PASSWORD_MAX 1024

static gboolean
fail_field (GError **error, const char *field, const char *message)
{
  gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, field, "%s", message);
  return FALSE;
}

gboolean
gw_setup_check_person (const char *login, const char *name, const char *roles,
                       guint *ret_roles, GError **error)
{
  gsize length = login != NULL ? strlen (login) : 0;

  if (length < 1 || length > LOGIN_MAX ||
      strspn (login, "abcdefghijklmnopqrstuvwxyz0123456789._-") != length)
    return fail_field (error, "login", "a login is 1 to 64 of a-z 0-9 . _ -");
  if (name == NULL || name[0] == '\0' || !g_utf8_validate (name, -1, NULL) ||
      g_utf8_strlen (name, -1) > NAME_MAX_CHARS)
    return fail_field (error, "name", "a name is 1 to 100 characters");
  return gw_roles_parse (roles != NULL ? roles : "", ret_roles, error);
}

static char *
hash_new_password (GwService *service, const char *password, GError **error)
{
  char *hash;

  if (strlen (password) < PASSWORD_MIN || strlen (password) > PASSWORD_MAX)
    {
      fail_field (error, "password", "a password has 8 to 1,024 bytes");
      return NULL;
    }
  hash = gw_password_hash (password, service->cheap_passwords);
  if (hash == NULL)
    gw_case_error_set (error, GW_CASE_ERROR_INTERNAL, NULL,
                       "not enough memory to hash a password");
  return hash;
}

static gboolean
add_person_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  GwPersonRecord *record = data;
  GError *local = NULL;

  if (gw_store_person_add (writer, record, &local))
    return TRUE;
  if (!g_error_matches (local, GW_STORE_ERROR, GW_STORE_ERROR_EXISTS))
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  g_error_free (local);
  return fail_field (error, "login", "this login is taken");
}

static gboolean
write_now (GwService *service, GwStoreWriteFunc func, gpointer data, GError **error)
{
  GError *local = NULL;

  if (gw_store_write (service->store, func, data, &local))
    return TRUE;
  gw_service_propagate_error (error, local);
  return FALSE;
}

/* NULL is 0, the whole city. */
static gboolean
find_area (GwService *service, const char *code, gint64 *ret_id, GError **error)
{
  const GwArea *area =
      code != NULL ? gw_snapshot_area_by_code (service->snapshot, code) : NULL;

  *ret_id = area != NULL ? area->id : 0;
  if (code == NULL || area != NULL)
    return TRUE;
  gw_case_error_set (error, GW_CASE_ERROR_NOT_FOUND, "area", "there is no area “%s”", code);
  return FALSE;
}

gboolean
gw_setup_person_add (GwService *service, const char *login, const char *name,
                     const char *password, const char *roles, const char *department,
                     const char *area, GError **error)
{
  g_auto (GwPersonRecord) record = { 0 };
  const GwDepartment *found = NULL;
  guint mask;

  if (!gw_setup_check_person (login, name, roles, &mask, error) ||
      !find_area (service, area, &record.area_id, error))
    return FALSE;
  if (department != NULL)
    {
      found = gw_snapshot_department_by_code (service->snapshot, department);
      if (found == NULL)
        {
          gw_case_error_set (error, GW_CASE_ERROR_UNKNOWN_DEPARTMENT, "department",
                             "there is no department “%s”", department);
          return FALSE;
        }
    }
  if ((mask & GW_ROLE_DEPARTMENT) != 0 && found == NULL)
    return fail_field (error, "department", "the role department needs a department");
  record.password_hash = hash_new_password (service, password, error);
  if (record.password_hash == NULL)
    return FALSE;
  record.login = g_strdup (login);
  record.name = g_strdup (name);
  record.roles = gw_roles_to_string (mask);
  record.department_id = found != NULL ? found->id : 0;
  record.created_at = gw_service_now (service);
  return write_now (service, add_person_thread, &record, error);
}

GPtrArray *
gw_setup_person_list (GwService *service, GError **error)
{
  GError *local = NULL;
  g_autoptr (GPtrArray) records =
      gw_store_person_list (gw_store_read (service->store), &local);
  GPtrArray *people;

  if (records == NULL)
    {
      gw_service_propagate_error (error, local);
      return NULL;
    }
  people = g_ptr_array_new_with_free_func ((GDestroyNotify)gw_person_unref);
  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (people, gw_person_new (g_ptr_array_index (records, i)));
  return people;
}

/* A change of one person, found by login inside the job. */
typedef struct
{
  GwService *service; /* of a locking out */
  GPtrArray *written; /* GwWritten, of the same */
  const char *login;
  const char *password_hash; /* NULL: change something else */
  gboolean sets_area;
  gint64 area_id;
  gboolean disabled;
  gint64 now_ms;
} PersonJob;

/* Whoever may do nothing any more is not on duty either. */
static gboolean
sign_out (GwStoreWriter *writer, gint64 person_id, gint64 now_ms, GError **error)
{
  GwDutyRecord record;
  g_autoptr (GError) local = NULL;

  if (gw_store_duty_find_open (gw_store_writer_get_reader (writer), person_id, &record,
                               &local))
    return gw_store_duty_end (writer, record.id, now_ms, error);
  if (g_error_matches (local, GW_STORE_ERROR, GW_STORE_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* What only he could go on with goes to others. */
static gboolean
release_cases (GwService *service, GPtrArray *written, GwStoreWriter *writer, gint64 person,
               GError **error)
{
  GwStoreReader *reader = gw_store_writer_get_reader (writer);
  g_autoptr (GArray) ids = gw_store_open_cases_of (reader, person, error);

  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (GwCaseRecord) record =
          gw_store_case_load (reader, g_array_index (ids, gint64, i), error);

      if (record == NULL || !gw_case_record_check (service->snapshot, record, error) ||
          !gw_written_release (written, writer, service, record, person, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
gw_person_release (GwService *service, GPtrArray *written, GwStoreWriter *writer,
                   gint64 person_id, gint64 now_ms, GError **error)
{
  return sign_out (writer, person_id, now_ms, error) &&
         release_cases (service, written, writer, person_id, error);
}

static gboolean
change_person_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  const PersonJob *job = data;
  g_autoptr (GwPersonRecord) record =
      gw_store_person_find (gw_store_writer_get_reader (writer), job->login, error);

  if (record == NULL)
    return FALSE;
  if (job->password_hash != NULL)
    return gw_store_person_set_password (writer, record->id, job->password_hash, error);
  if (job->sets_area)
    return gw_store_person_set_area (writer, record->id, job->area_id, error);
  return gw_store_person_set_disabled (writer, record->id, job->disabled, error) &&
         (!job->disabled || gw_person_release (job->service, job->written, writer,
                                               record->id, job->now_ms, error));
}

gboolean
gw_setup_person_set_disabled (GwService *service, const char *login, gboolean disabled,
                              GError **error)
{
  g_autoptr (GPtrArray) written = gw_written_new ();
  PersonJob job = { .service = service,
                    .written = written,
                    .login = login,
                    .disabled = disabled,
                    .now_ms = gw_service_now (service) };

  if (!write_now (service, change_person_thread, &job, error))
    return FALSE;
  gw_written_publish (written, service, service->snapshot, NULL);
  gw_duty_refresh (service->duty);
  gw_sessions_forget (service->sessions);
  return TRUE;
}

gboolean
gw_setup_person_set_password (GwService *service, const char *login, const char *password,
                              GError **error)
{
  g_autofree char *hash = hash_new_password (service, password, error);
  PersonJob job = { .login = login, .password_hash = hash };

  if (hash == NULL || !write_now (service, change_person_thread, &job, error))
    return FALSE;
  gw_sessions_forget (service->sessions);
  return TRUE;
}

gboolean
gw_setup_person_set_area (GwService *service, const char *login, const char *area,
                          GError **error)
{
  PersonJob job = { .login = login, .sets_area = TRUE };

  if (!find_area (service, area, &job.area_id, error) ||
      !write_now (service, change_person_thread, &job, error))
    return FALSE;
  gw_sessions_forget (service->sessions);
  return TRUE;
}
