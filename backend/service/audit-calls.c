/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counting calls again from the journal. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/audit-calls.h"

#include "backend/service/hotline-private.h"

struct _GwAuditCalls
{
  GwStore *store;
  GHashTable *sums; /* "day department" -> GwHotlineCounts */
};

GwAuditCalls *
gw_audit_calls_new (GwStore *store)
{
  GwAuditCalls *calls = g_new0 (GwAuditCalls, 1);

  calls->store = store;
  calls->sums = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return calls;
}

void
gw_audit_calls_free (GwAuditCalls *calls)
{
  g_hash_table_unref (calls->sums);
  g_free (calls);
}

static char *
make_key (guint day, gint64 department_id)
{
  return g_strdup_printf ("%u %" G_GINT64_FORMAT, day, department_id);
}

GwCaseRecord *
gw_audit_calls_before (const GwCaseRecord *record)
{
  gboolean is_call = (record->progress.flags & GW_FLAG_HOTLINE) != 0;

  return is_call && record->state != GW_CASE_NONE ? gw_case_record_copy (record) : NULL;
}

void
gw_audit_calls_follow (GwAuditCalls *calls, const GwCaseRecord *before,
                       const GwCaseRecord *after, const GwEventRecord *event)
{
  GwHotlineCounts counts = gw_hotline_count_event (before, after, event);
  GwHotlineCounts *sum;
  g_autofree char *key = NULL;

  if (gw_hotline_counts_are_none (&counts))
    return;
  key = make_key (gw_store_local_day (calls->store, event->at), event->department_id);
  sum = g_hash_table_lookup (calls->sums, key);
  if (sum == NULL)
    {
      sum = g_new0 (GwHotlineCounts, 1);
      g_hash_table_insert (calls->sums, g_steal_pointer (&key), sum);
    }
  gw_hotline_counts_add (sum, &counts);
}

static void
compare (const char *key, const GwHotlineCounts *stored, const GwHotlineCounts *computed,
         GwAuditRowFunc differs, gpointer user_data)
{
  for (guint i = 0; i < GW_N_HOTLINE_COUNTS; i++)
    {
      gint64 a = gw_hotline_count_get (stored, i);
      gint64 b = gw_hotline_count_get (computed, i);
      g_autofree char *what = NULL;
      g_autofree char *a_text = NULL;
      g_autofree char *b_text = NULL;

      if (a == b)
        continue;
      what = g_strdup_printf ("hotline %s %s", key, gw_hotline_count_name (i));
      a_text = g_strdup_printf ("%" G_GINT64_FORMAT, a);
      b_text = g_strdup_printf ("%" G_GINT64_FORMAT, b);
      differs (what, a_text, b_text, user_data);
    }
}

gboolean
gw_audit_calls_compare (GwAuditCalls *calls, GwStoreReader *reader, GwAuditRowFunc differs,
                        gpointer user_data, GError **error)
{
  const GwHotlineCounts none = { 0 };
  g_autoptr (GArray) days = gw_store_hotline_days (reader, error);
  GHashTableIter iter;
  gpointer key, counts;

  if (days == NULL)
    return FALSE;
  for (guint i = 0; i < days->len; i++)
    {
      const GwHotlineDayRecord *day = &g_array_index (days, GwHotlineDayRecord, i);
      g_autofree char *name = make_key (day->day, day->department_id);
      const GwHotlineCounts *computed = g_hash_table_lookup (calls->sums, name);

      compare (name, &day->counts, computed != NULL ? computed : &none, differs, user_data);
      g_hash_table_remove (calls->sums, name);
    }
  g_hash_table_iter_init (&iter, calls->sums);
  while (g_hash_table_iter_next (&iter, &key, &counts))
    compare (key, &none, counts, differs, user_data);
  return TRUE;
}
