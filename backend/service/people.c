/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People in memory, as they were last read. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/people.h"

#include <string.h>

#include "backend/service/service-private.h"

GwPerson *
gw_person_new (const GwPersonRecord *record)
{
  GwPerson *person = g_atomic_rc_box_new0 (GwPerson);

  person->id = record->id;
  person->login = g_strdup (record->login);
  person->name = g_strdup (record->name);
  person->phone = g_strdup (record->phone);
  person->department_id = record->department_id;
  person->area_id = record->area_id;
  person->disabled = record->disabled;
  /* Roles of a newer version that are not known here grant nothing. */
  if (!gw_roles_parse (record->roles, &person->roles, NULL))
    person->roles = 0;
  return person;
}

GwPerson *
gw_person_ref (const GwPerson *person)
{
  return g_atomic_rc_box_acquire ((gpointer)person);
}

static void
clear_person (gpointer data)
{
  GwPerson *person = data;

  g_free (person->login);
  g_free (person->name);
  g_free (person->phone);
}

void
gw_person_unref (GwPerson *person)
{
  g_atomic_rc_box_release_full (person, clear_person);
}

GwPerson *
gw_service_remember_person (GwService *service, const GwPersonRecord *record)
{
  GwPerson *person = gw_person_new (record);

  /* The key lies in the value: replace both. */
  g_hash_table_replace (service->people, &person->id, person);
  return person;
}

GwPerson *
gw_service_person (GwService *service, gint64 id)
{
  GwPerson *person = id != 0 ? g_hash_table_lookup (service->people, &id) : NULL;
  g_autoptr (GwPersonRecord) record = NULL;

  if (person != NULL || id == 0)
    return person;
  record = gw_store_person_load (gw_store_read (service->store), id, NULL);
  return record != NULL ? gw_service_remember_person (service, record) : NULL;
}

gboolean
gw_service_load_people (GwService *service, GError **error)
{
  GError *local = NULL;
  g_autoptr (GPtrArray) records =
      gw_store_person_list (gw_store_read (service->store), &local);

  if (records == NULL)
    {
      gw_service_propagate_error (error, local);
      return FALSE;
    }
  g_hash_table_remove_all (service->people);
  for (guint i = 0; i < records->len; i++)
    gw_service_remember_person (service, g_ptr_array_index (records, i));
  return TRUE;
}

/* --- to choose from ------------------------------------------------------------------- */

/* 0: of any. FALSE with an error. */
static gboolean
department_asked (GwService *service, const GwPerson *user, const char *code,
                  gint64 *ret_department_id, GError **error)
{
  GwScope scope = gw_permissions_people (user->roles);
  const GwDepartment *department =
      code != NULL ? gw_snapshot_department_by_code (service->snapshot, code) : NULL;

  *ret_department_id = department != NULL ? department->id : 0;
  if (scope == GW_SCOPE_DEPARTMENT && code == NULL)
    *ret_department_id = user->department_id;
  if (scope == GW_SCOPE_NOTHING ||
      (scope == GW_SCOPE_DEPARTMENT &&
       (*ret_department_id != user->department_id || user->department_id == 0)))
    {
      gw_case_error_set (error, GW_CASE_ERROR_FORBIDDEN, NULL,
                         "these people are not yours to look up");
      return FALSE;
    }
  if (code == NULL || department != NULL)
    return TRUE;
  gw_case_error_set (error, GW_CASE_ERROR_UNKNOWN_DEPARTMENT, "department",
                     "there is no department “%s”", code);
  return FALSE;
}

static int
compare_logins (gconstpointer a, gconstpointer b)
{
  const GwPerson *const *left = a;
  const GwPerson *const *right = b;

  return strcmp ((*left)->login, (*right)->login);
}

GPtrArray *
gw_people_list (GwService *service, const GwPerson *user, const GwPeopleFilter *filter,
                gboolean *ret_more, GError **error)
{
  GPtrArray *list;
  GHashTableIter iter;
  gpointer value;
  gint64 department_id;

  if (!department_asked (service, user, filter->department, &department_id, error))
    return NULL;
  list = g_ptr_array_new_with_free_func ((GDestroyNotify)gw_person_unref);
  g_hash_table_iter_init (&iter, service->people);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const GwPerson *person = value;

      if (!person->disabled &&
          (filter->roles == 0 || (person->roles & filter->roles) != 0) &&
          (department_id == 0 || person->department_id == department_id) &&
          (filter->after == NULL || strcmp (person->login, filter->after) > 0))
        g_ptr_array_add (list, gw_person_ref (person));
    }
  g_ptr_array_sort (list, compare_logins);
  *ret_more = list->len > filter->limit;
  if (*ret_more)
    g_ptr_array_set_size (list, (gint)filter->limit);
  return list;
}
