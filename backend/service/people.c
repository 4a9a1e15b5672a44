/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People in memory, as they were last read. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/service-private.h"

GwPerson *
gw_person_new (const GwPersonRecord *record)
{
  GwPerson *person = g_atomic_rc_box_new0 (GwPerson);

  person->id = record->id;
  person->login = g_strdup (record->login);
  person->name = g_strdup (record->name);
  person->department_id = record->department_id;
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
