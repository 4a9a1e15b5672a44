/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the other hotline system has, against what was handed over. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/exchange.h"

#include <string.h>

#include "backend/service/hotline-private.h"

typedef struct
{
  GwService *service;
  gint64 user_id;
  gint64 first; /* case ids */
  gint64 before;
  GHashTable *there; /* external number -> GwExchangeItem, what is not compared yet */
  GPtrArray *items;
  GPtrArray *differences;
  guint n_compared;
  GwDifferencesFunc done;
  gpointer user_data;
} CompareJob;

void
gw_exchange_item_free (GwExchangeItem *item)
{
  g_free (item->external_number);
  g_free (item->status);
  g_free (item);
}

static void
difference_free (gpointer data)
{
  GwDifference *difference = data;

  g_free (difference->external_number);
  g_free (difference->here);
  g_free (difference->there);
  g_free (difference);
}

static void
compare_job_free (gpointer data)
{
  CompareJob *job = data;

  g_hash_table_unref (job->there);
  g_ptr_array_unref (job->items);
  g_ptr_array_unref (job->differences);
  g_free (job);
}

/* case_id 0: unknown here. */
static void
differ (CompareJob *job, GwDifferenceKind kind, const char *external_number, gint64 case_id,
        const char *here, const char *there)
{
  GwDifference *difference = g_new0 (GwDifference, 1);

  G_STATIC_ASSERT (GW_CASE_NUMBER_MAX >= GW_CASE_NUMBER_SIZE);
  difference->kind = kind;
  difference->external_number = g_strdup (external_number);
  if (case_id != 0)
    gw_case_number_format (case_id, difference->number);
  difference->here = g_strdup (here);
  difference->there = g_strdup (there);
  g_ptr_array_add (job->differences, difference);
}

static void
compare_one (CompareJob *job, const GwExchangeRecord *record)
{
  const GwCaseProgress progress = { .flags = record->flags,
                                    .satisfaction = record->satisfaction };
  const char *here = gw_hotline_status (record->state, &progress);
  const GwExchangeItem *item = g_hash_table_lookup (job->there, record->external_number);

  if (item == NULL)
    {
      differ (job, GW_DIFFERENCE_UNKNOWN_THERE, record->external_number, record->case_id,
              here, NULL);
      return;
    }
  job->n_compared++;
  if (strcmp (item->status, here) != 0)
    differ (job, GW_DIFFERENCE_STATUS, record->external_number, record->case_id, here,
            item->status);
  g_hash_table_remove (job->there, record->external_number);
}

/* What the period has not: perhaps it is of another one. */
static gboolean
compare_rest (CompareJob *job, GwStoreReader *reader, GError **error)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, job->there);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const GwExchangeItem *item = value;
      g_autoptr (GwCallRecord) call = NULL;
      g_autoptr (GwCaseRecord) record = NULL;
      GError *local = NULL;

      call = gw_store_call_find (reader, item->external_number, &local);
      if (call == NULL &&
          !g_error_matches (local, GW_STORE_ERROR, GW_STORE_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, local);
          return FALSE;
        }
      g_clear_error (&local);
      if (call == NULL || call->taker_id != job->user_id)
        {
          differ (job, GW_DIFFERENCE_UNKNOWN_HERE, item->external_number, 0, NULL,
                  item->status);
          continue;
        }
      record = gw_store_case_load (reader, call->case_id, error);
      if (record == NULL)
        return FALSE;
      job->n_compared++;
      if (strcmp (item->status, gw_hotline_status (record->state, &record->progress)) != 0)
        differ (job, GW_DIFFERENCE_STATUS, item->external_number, record->id,
                gw_hotline_status (record->state, &record->progress), item->status);
    }
  return TRUE;
}

static int
by_number (gconstpointer a, gconstpointer b)
{
  const GwDifference *one = *(GwDifference *const *)a;
  const GwDifference *other = *(GwDifference *const *)b;

  return strcmp (one->external_number, other->external_number);
}

static gboolean
compare_thread (GwStoreReader *reader, gpointer data, GError **error)
{
  CompareJob *job = data;
  g_autoptr (GPtrArray) here =
      gw_store_exchange_list (reader, job->user_id, job->first, job->before, error);

  if (here == NULL)
    return FALSE;
  for (guint i = 0; i < here->len; i++)
    compare_one (job, g_ptr_array_index (here, i));
  if (!compare_rest (job, reader, error))
    return FALSE;
  g_ptr_array_sort (job->differences, by_number);
  return TRUE;
}

static void
compared_cb (gpointer data, const GError *error, gpointer user_data)
{
  CompareJob *job = data;
  g_autoptr (GError) translated = error != NULL ? gw_service_translate_error (error) : NULL;

  job->done (translated == NULL ? job->differences : NULL, job->n_compared, translated,
             job->user_data);
}

static gboolean
check_items (GPtrArray *items, GHashTable *there, GError **error)
{
  for (guint i = 0; i < items->len; i++)
    {
      GwExchangeItem *item = g_ptr_array_index (items, i);
      const char *member = NULL;
      g_autofree char *field = NULL;

      if (!gw_hotline_status_is_known (item->status))
        member = "status";
      else if (!g_hash_table_insert (there, item->external_number, item))
        member = "external_number";
      if (member == NULL)
        continue;
      field = g_strdup_printf ("cases.%u.%s", i, member);
      gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, field, "%s",
                         g_str_equal (member, "status") ? "there is no such status"
                                                        : "this number comes twice");
      return FALSE;
    }
  return TRUE;
}

/* Days of the proleptic Gregorian calendar. */
static guint
julian (guint date)
{
  GDate value;

  g_date_clear (&value, 1);
  g_date_set_dmy (&value, (GDateDay)(date % 100), (GDateMonth)(date / 100 % 100),
                  (GDateYear)(date / 10000));
  return g_date_get_julian (&value);
}

static gboolean
check_period (guint from, guint to, GError **error)
{
  if (from <= to && julian (to) - julian (from) < GW_EXCHANGE_DAYS_MAX)
    return TRUE;
  gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, "from",
                     "a period of 1 to %d days is expected", GW_EXCHANGE_DAYS_MAX);
  return FALSE;
}

gboolean
gw_exchange_compare (GwService *service, const GwPerson *user, guint from, guint to,
                     GPtrArray *items, GwDifferencesFunc done, gpointer user_data,
                     GError **error)
{
  CompareJob *job = g_new0 (CompareJob, 1);

  job->service = service;
  job->user_id = user->id;
  job->items = items;
  job->there = g_hash_table_new (g_str_hash, g_str_equal);
  job->differences = g_ptr_array_new_with_free_func (difference_free);
  job->first = from * GW_CASE_IDS_PER_DAY;
  job->before = (to + 1) * GW_CASE_IDS_PER_DAY;
  job->done = done;
  job->user_data = user_data;
  if (!gw_exchange_check_user (user, error) || !check_period (from, to, error) ||
      !check_items (items, job->there, error))
    {
      compare_job_free (job);
      return FALSE;
    }
  if (gw_store_read_async (service->store, compare_thread, job, compare_job_free,
                           compared_cb, NULL))
    return TRUE;
  compare_job_free (job);
  return gw_service_fail_overloaded (error);
}
