/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The hotline's counters of a period, by department. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/hotline-private.h"

void
gw_hotline_statistics_free (GwHotlineStatistics *statistics)
{
  if (statistics == NULL)
    return;
  gw_snapshot_unref (statistics->snapshot);
  g_array_unref (statistics->rows);
  g_free (statistics);
}

/* Which departments the user may ask about; ret_only 0: all. */
static gboolean
find_scope (GwService *service, const GwPerson *user, const char *code, gint64 *ret_only,
            GError **error)
{
  guint scope = gw_permissions_scope (user->roles);
  const GwDepartment *department =
      code != NULL ? gw_snapshot_department_by_code (service->snapshot, code) : NULL;

  if (code != NULL && department == NULL)
    {
      gw_case_error_set (error, GW_CASE_ERROR_UNKNOWN_DEPARTMENT, "department",
                         "there is no department “%s”", code);
      return FALSE;
    }
  *ret_only = department != NULL ? department->id : 0;
  if (user->area_id != 0)
    {
      gw_case_error_set (error, GW_CASE_ERROR_FORBIDDEN, NULL,
                         "these statistics are of the whole city");
      return FALSE;
    }
  if ((scope & GW_SCOPE_ALL) != 0)
    return TRUE;
  if ((scope & GW_SCOPE_DEPARTMENT) != 0 && user->department_id != 0 &&
      (department == NULL || department->id == user->department_id))
    {
      *ret_only = user->department_id;
      return TRUE;
    }
  gw_case_error_set (error, GW_CASE_ERROR_FORBIDDEN, NULL,
                     "these statistics are not for your role");
  return FALSE;
}

/* The centre comes last. */
static int
compare (gconstpointer a, gconstpointer b)
{
  const GwHotlineSum *one = a, *other = b;
  guint position = one->department != NULL ? one->department->position : G_MAXUINT;
  guint other_position =
      other->department != NULL ? other->department->position : G_MAXUINT;

  return position < other_position ? -1 : position > other_position;
}

GwHotlineStatistics *
gw_hotline_statistics (GwService *service, const GwPerson *user, guint from, guint to,
                       const char *department, GError **error)
{
  GwHotlineStatistics *statistics;
  g_autoptr (GArray) sums = NULL;
  GError *local = NULL;
  gint64 only;

  if (!find_scope (service, user, department, &only, error))
    return NULL;
  sums = gw_store_hotline_sums (gw_store_read (service->store), from,
                                to != 0 ? to : G_MAXINT32, &local);
  if (sums == NULL)
    {
      gw_service_propagate_error (error, local);
      return NULL;
    }
  statistics = g_new0 (GwHotlineStatistics, 1);
  statistics->snapshot = gw_snapshot_ref (service->snapshot);
  statistics->rows = g_array_new (FALSE, FALSE, sizeof (GwHotlineSum));
  for (guint i = 0; i < sums->len; i++)
    {
      const GwHotlineDayRecord *sum = &g_array_index (sums, GwHotlineDayRecord, i);
      GwHotlineSum row = { gw_snapshot_department (service->snapshot, sum->department_id),
                           sum->counts };

      if (only != 0 && sum->department_id != only)
        continue;
      gw_hotline_counts_add (&statistics->total, &row.counts);
      g_array_append_val (statistics->rows, row);
    }
  g_array_sort (statistics->rows, compare);
  return statistics;
}
