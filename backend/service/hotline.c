/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking a call: what it must say, where it is, and whether it came before. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/hotline.h"

#include <sodium.h>
#include <string.h>

#include "backend/service/geocode.h"
#include "backend/service/hotline-private.h"

#define CALLER_ROLES (GW_ROLE_ACCEPTOR | GW_ROLE_LEADER | GW_ROLE_ADMIN)

void
gw_urgency_free (GwUrgency *urgency)
{
  if (urgency == NULL)
    return;
  g_free (urgency->code);
  g_free (urgency->name);
  g_free (urgency->name_en);
  g_free (urgency);
}

void
gw_resolved_clear (GwResolved *resolved)
{
  g_clear_pointer (&resolved->text, g_free);
}

gboolean
gw_hotline_may_see_callers (const GwPerson *user, GError **error)
{
  if ((user->roles & CALLER_ROLES) != 0)
    return TRUE;
  gw_case_error_set (error, GW_CASE_ERROR_FORBIDDEN, NULL,
                     "who called is for acceptors, leaders and administrators");
  return FALSE;
}

/* --- what is promised ----------------------------------------------------------------- */

GPtrArray *
gw_hotline_urgencies (GwService *service, GError **error)
{
  GError *local = NULL;
  g_autoptr (GPtrArray) records =
      gw_store_urgency_list (gw_store_read (service->store), &local);
  GPtrArray *urgencies;

  if (records == NULL)
    {
      gw_service_propagate_error (error, local);
      return NULL;
    }
  urgencies = g_ptr_array_new_with_free_func ((GDestroyNotify)gw_urgency_free);
  for (guint i = 0; i < records->len; i++)
    {
      GwUrgencyRecord *record = g_ptr_array_index (records, i);
      GwUrgency *urgency = g_new0 (GwUrgency, 1);

      urgency->code = g_steal_pointer (&record->code);
      urgency->name = g_steal_pointer (&record->name);
      urgency->name_en = g_steal_pointer (&record->name_en);
      urgency->limit = record->limit;
      g_ptr_array_add (urgencies, urgency);
    }
  return urgencies;
}

static gboolean
find_answer (GwService *service, const char *code, GwLimit *ret_answer, GError **error)
{
  g_autoptr (GPtrArray) urgencies = gw_hotline_urgencies (service, error);

  if (urgencies == NULL)
    return FALSE;
  for (guint i = 0; i < urgencies->len; i++)
    {
      const GwUrgency *urgency = g_ptr_array_index (urgencies, i);

      if (strcmp (urgency->code, code) == 0)
        {
          *ret_answer = urgency->limit;
          return TRUE;
        }
    }
  gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, "urgency",
                     "there is no urgency “%s”", code);
  return FALSE;
}

/* --- what a call says ----------------------------------------------------------------- */

static gboolean
check_length (const char *text, glong max, const char *field, GError **error)
{
  if (text == NULL || (*text != '\0' && g_utf8_strlen (text, -1) <= max))
    return TRUE;
  gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, field,
                     "1 to %ld characters are taken", max);
  return FALSE;
}

static gboolean
check_phone (const char *phone, const char *field, GError **error)
{
  g_autofree char *normal = phone != NULL ? gw_phone_normalize (phone) : NULL;

  if (phone == NULL || normal != NULL)
    return TRUE;
  gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, field,
                     "“%s” is not a telephone number", phone);
  return FALSE;
}

static gboolean
check_external_number (const char *number, GError **error)
{
  gsize length = 0;

  while (number != NULL && g_ascii_isgraph (number[length]) && number[length] != '/')
    length++;
  if (number == NULL ||
      (number[length] == '\0' && length > 0 && length <= GW_EXTERNAL_NUMBER_MAX))
    return TRUE;
  gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, "external_number",
                     "1 to %d visible ASCII characters without a slash are taken",
                     GW_EXTERNAL_NUMBER_MAX);
  return FALSE;
}

gboolean
gw_hotline_check (GwService *service, const GwCall *call, GwLimit *ret_answer,
                  GError **error)
{
  if (call->urgency == NULL)
    {
      gw_case_error_set (error, GW_CASE_ERROR_MISSING_FIELD, "urgency",
                         "an urgency is needed");
      return FALSE;
    }
  return check_length (call->caller_name, GW_CALLER_NAME_MAX_CHARS, "caller.name", error) &&
         check_phone (call->caller_phone, "caller.phone", error) &&
         check_length (call->address, GW_ADDRESS_MAX_CHARS, "address", error) &&
         check_external_number (call->external_number, error) &&
         find_answer (service, call->urgency, ret_answer, error);
}

gboolean
gw_hotline_resolve (GwService *service, const char *address, GwResolved *ret_resolved,
                    GError **error)
{
  GwGazetteer *gazetteer = gw_geocode_get_gazetteer (service);
  GwPlace place;

  if (gazetteer == NULL)
    {
      gw_case_error_set (error, GW_CASE_ERROR_OVERLOADED, NULL,
                         "the places are still being read");
      return FALSE;
    }
  if (gw_gazetteer_search (gazetteer, address, NULL, &place, 1) == 0)
    {
      gw_case_error_set (error, GW_CASE_ERROR_UNKNOWN_ADDRESS, "address",
                         "“%s” is not found: give a location", address);
      return FALSE;
    }
  ret_resolved->position = place.position;
  ret_resolved->text = gw_place_dup_text (&place);
  return TRUE;
}

GwCallRecord *
gw_hotline_make_record (const GwPerson *user, const GwReport *report)
{
  const GwCall *call = report->call;
  GwCallRecord *record = g_new0 (GwCallRecord, 1);

  record->taker_id = user->id;
  record->urgency = g_strdup (call->urgency);
  record->address = g_strdup (call->address);
  record->place = g_strdup (call->place);
  record->external_number = g_strdup (call->external_number);
  record->caller_name = g_strdup (call->caller_name);
  if (call->caller_phone != NULL)
    record->caller_phone = gw_phone_normalize (call->caller_phone);
  record->has_body = call->external_number != NULL;
  if (record->has_body)
    crypto_hash_sha256 (record->body_sha256, report->body, report->body_length);
  return record;
}

gboolean
gw_hotline_find_repeated (GwStoreReader *reader, const GwCallRecord *call,
                          gint64 *ret_case_id, GError **error)
{
  g_autoptr (GwCallRecord) former = NULL;
  GError *local = NULL;

  *ret_case_id = 0;
  if (call->external_number == NULL)
    return TRUE;
  former = gw_store_call_find (reader, call->external_number, &local);
  if (former == NULL)
    {
      if (g_error_matches (local, GW_STORE_ERROR, GW_STORE_ERROR_NOT_FOUND))
        {
          g_error_free (local);
          return TRUE;
        }
      g_propagate_error (error, local);
      return FALSE;
    }
  if (former->taker_id != call->taker_id || !former->has_body ||
      memcmp (former->body_sha256, call->body_sha256, sizeof call->body_sha256) != 0)
    {
      gw_case_error_set (error, GW_CASE_ERROR_EXTERNAL_NUMBER_TAKEN, "external_number",
                         "“%s” came with something else before", call->external_number);
      return FALSE;
    }
  *ret_case_id = former->case_id;
  return TRUE;
}

gboolean
gw_hotline_take (GwService *service, const GwPerson *user, GwReport *report, GwCall *call,
                 gboolean has_location, GwCallFunc done, gpointer user_data, GError **error)
{
  g_auto (GwResolved) resolved = { .text = NULL };

  if (!has_location && call->address == NULL)
    {
      gw_case_error_set (error, GW_CASE_ERROR_MISSING_FIELD, "location",
                         "a location is needed, or an address that can be found");
      return FALSE;
    }
  if (!has_location)
    {
      if (!check_length (call->address, GW_ADDRESS_MAX_CHARS, "address", error) ||
          !gw_hotline_resolve (service, call->address, &resolved, error))
        return FALSE;
      report->location = gw_fixed_to_lon_lat (resolved.position);
      report->coordinate_system = GW_COORDINATES_WGS84;
      call->place = resolved.text;
    }
  report->source = "hotline";
  report->call = call;
  return gw_intake_report (service, user, report, done, user_data, error);
}
