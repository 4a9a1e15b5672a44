/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What became of the months of the statistics. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/period.h"

#include "backend/rules/case-error.h"
#include "backend/rules/permissions.h"
#include "backend/service/service-private.h"
#include "backend/store/period-store.h"

static void
act_free (gpointer data)
{
  GwPeriodAct *act = data;

  g_clear_pointer (&act->person, gw_person_unref);
  g_free (act->reason);
  g_free (act->digest);
  g_free (act);
}

void
gw_period_free (GwPeriod *period)
{
  g_ptr_array_unref (period->acts);
  g_free (period);
}

static void
add_act (GwService *service, GwPeriod *period, const GwPeriodActRecord *record)
{
  GwPeriodAct *act = g_new0 (GwPeriodAct, 1);
  GwPerson *person =
      record->person_id != 0 ? gw_service_person (service, record->person_id) : NULL;

  act->action = record->action;
  act->at = record->at;
  act->person = person != NULL ? gw_person_ref (person) : NULL;
  act->reason = g_strdup (record->reason);
  act->n_rows = record->n_rows;
  act->digest = record->has_digest ? gw_hash_to_text (&record->digest) : NULL;
  act->seal = record->seal_id;
  g_ptr_array_add (period->acts, act);
  period->state = gw_period_state_after (act->action);
}

static GwPeriod *
make_period (GwService *service, const GwPerson *user, guint month, guint current,
             const GPtrArray *records)
{
  GwPeriod *period = g_new0 (GwPeriod, 1);

  period->month = month;
  period->is_over = month < current;
  period->acts = g_ptr_array_new_with_free_func (act_free);
  for (guint i = 0; i < records->len; i++)
    {
      const GwPeriodActRecord *record = g_ptr_array_index (records, i);

      if (record->month == month)
        add_act (service, period, record);
    }
  period->allowed = user->area_id == 0
                        ? gw_period_allowed (period->state, user->roles, period->is_over)
                        : 0;
  return period;
}

GPtrArray *
gw_period_list (GwService *service, const GwPerson *user, GError **error)
{
  GwStoreReader *reader = gw_store_read (service->store);
  g_autoptr (GPtrArray) periods =
      g_ptr_array_new_with_free_func ((GDestroyNotify)gw_period_free);
  g_autoptr (GPtrArray) records = NULL;
  guint current = gw_store_local_day (service->store, gw_service_now (service)) / 100;
  guint first = 0;
  GError *local = NULL;

  if ((gw_permissions_scope (user->roles) & GW_SCOPE_ALL) == 0)
    {
      gw_case_error_set (error, GW_CASE_ERROR_FORBIDDEN, NULL,
                         "you may not see the periods of the statistics");
      return NULL;
    }
  records = gw_store_period_acts (reader, 0, &local);
  if (records == NULL || !gw_store_period_first (reader, &first, &local))
    {
      gw_service_propagate_error (error, local);
      return NULL;
    }
  for (guint month = first != 0 ? first : current; month <= current;
       month = gw_period_next (month))
    g_ptr_array_insert (periods, 0, make_period (service, user, month, current, records));
  return g_steal_pointer (&periods);
}
