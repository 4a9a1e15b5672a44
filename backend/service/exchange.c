/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases that another hotline system hands over, and what it says of them later. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/exchange.h"

#include <string.h>

#include "backend/service/case-act.h"
#include "backend/service/hotline-private.h"

gboolean
gw_exchange_check_user (const GwPerson *user, GError **error)
{
  if ((user->roles & GW_ROLE_EXCHANGE) != 0)
    return TRUE;
  gw_case_error_set (error, GW_CASE_ERROR_FORBIDDEN, NULL,
                     "this is for accounts of role exchange");
  return FALSE;
}

/* --- handing over --------------------------------------------------------------------- */

static GwHotlineMapping *
find_mapping (GwService *service, const char *external_class, GError **error)
{
  GError *local = NULL;
  GwHotlineMapping *mapping = gw_store_hotline_mapping_find (gw_store_read (service->store),
                                                             external_class, &local);

  if (mapping != NULL)
    return mapping;
  if (g_error_matches (local, GW_STORE_ERROR, GW_STORE_ERROR_NOT_FOUND))
    {
      g_error_free (local);
      gw_case_error_set (error, GW_CASE_ERROR_UNKNOWN_CLASS, "class",
                         "no class of this city is mapped to “%s”", external_class);
    }
  else
    gw_service_propagate_error (error, local);
  return NULL;
}

gboolean
gw_exchange_take (GwService *service, const GwPerson *user, const char *external_class,
                  GwReport *report, GwCall *call, gboolean has_location, GwCallFunc done,
                  gpointer user_data, GError **error)
{
  g_autoptr (GwHotlineMapping) mapping = NULL;

  if (!gw_exchange_check_user (user, error))
    return FALSE;
  if (call->external_number == NULL)
    {
      gw_case_error_set (error, GW_CASE_ERROR_MISSING_FIELD, "external_number",
                         "the number of the other system is needed");
      return FALSE;
    }
  mapping = find_mapping (service, external_class, error);
  if (mapping == NULL)
    return FALSE;
  report->kind = mapping->kind;
  report->class_code = mapping->class_code;
  if (call->urgency == NULL)
    call->urgency = mapping->urgency;
  return gw_hotline_take (service, user, report, call, has_location, done, user_data,
                          error);
}

/* --- what became of it ---------------------------------------------------------------- */

/* The call of that number, if this account handed it over; NOT_FOUND. */
static GwCallRecord *
find_own (GwService *service, const GwPerson *user, const char *external_number,
          GError **error)
{
  GError *local = NULL;
  g_autoptr (GwCallRecord) call = NULL;

  if (!gw_exchange_check_user (user, error))
    return NULL;
  call = gw_store_call_find (gw_store_read (service->store), external_number, &local);
  if (call == NULL && !g_error_matches (local, GW_STORE_ERROR, GW_STORE_ERROR_NOT_FOUND))
    {
      gw_service_propagate_error (error, local);
      return NULL;
    }
  g_clear_error (&local);
  if (call != NULL && call->taker_id == user->id)
    return g_steal_pointer (&call);
  gw_case_error_set (error, GW_CASE_ERROR_NOT_FOUND, NULL,
                     "no case was handed over with this number");
  return NULL;
}

GwCaseRow *
gw_exchange_case (GwService *service, const GwPerson *user, const char *external_number,
                  GError **error)
{
  g_autoptr (GwCallRecord) call = find_own (service, user, external_number, error);
  g_autoptr (GwCaseRecord) record = NULL;
  GError *local = NULL;

  if (call == NULL)
    return NULL;
  record = gw_store_case_load (gw_store_read (service->store), call->case_id, &local);
  if (record == NULL)
    {
      gw_service_propagate_error (error, local);
      return NULL;
    }
  return gw_case_record_check (service->snapshot, record, error)
             ? gw_case_row_new_take (service->snapshot, record)
             : NULL;
}

char *
gw_exchange_dup_number (GwService *service, const GwCaseRow *row)
{
  g_autoptr (GwCallRecord) call = NULL;

  if ((row->progress.flags & GW_FLAG_HOTLINE) == 0)
    return NULL;
  /* What cannot be read is told as if it had none: the next status tells it. */
  call = gw_store_call_load (gw_store_read (service->store), row->id, NULL);
  return call != NULL ? g_steal_pointer (&call->external_number) : NULL;
}

gboolean
gw_exchange_visit (GwService *service, const GwPerson *user, const GwExchangeVisit *visit,
                   GwActionFunc done, gpointer user_data, GError **error)
{
  g_autoptr (GwCallRecord) call = find_own (service, user, visit->external_number, error);
  GwActionRequest request = { .version = 1,
                              .action = GW_ACTION_VISIT,
                              .opinion = visit->opinion,
                              .satisfaction = visit->satisfaction,
                              .solved = visit->solved };
  char number[GW_CASE_NUMBER_SIZE];

  if (call == NULL || !gw_idempotency_key_check (visit->key, error))
    return FALSE;
  request.number = gw_case_number_format (call->case_id, number);
  return gw_case_action_exchange (service, user, &request, visit->key, done, user_data,
                                  error);
}
