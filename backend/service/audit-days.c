/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counting days again from the journal. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/audit-days.h"

#define LAST_DAY G_MAXUINT32 /* also of days that there are not */

struct _GwAuditDays
{
  GwStore *store;
  GHashTable *cells; /* id -> checksum, both in gint64 */
  GHashTable *days;
};

static GHashTable *
new_sums (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
}

GwAuditDays *
gw_audit_days_new (GwStore *store)
{
  GwAuditDays *days = g_new0 (GwAuditDays, 1);

  days->store = store;
  days->cells = new_sums ();
  days->days = new_sums ();
  return days;
}

void
gw_audit_days_free (GwAuditDays *days)
{
  g_hash_table_unref (days->cells);
  g_hash_table_unref (days->days);
  g_free (days);
}

/* Spreads the bits of a number (splitmix64). */
static guint64
spread (guint64 value)
{
  value += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  value = (value ^ (value >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  value = (value ^ (value >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return value ^ (value >> 31);
}

/* What one thing counted weighs in a checksum: a number of its own for each place. */
static guint64
weigh (const GwDayCountRecord *row, guint count)
{
  guint64 weight = spread (row->day);

  weight = spread (weight ^ (guint64)row->cell_id);
  weight = spread (weight ^ (guint64)row->class_id);
  weight = spread (weight ^ (guint64)row->department_id);
  return spread (weight ^ count) | 1;
}

static void
add (GHashTable *sums, gint64 id, guint64 weight)
{
  guint64 *sum = g_hash_table_lookup (sums, &id);

  if (sum == NULL)
    {
      sum = g_new0 (guint64, 1);
      g_hash_table_insert (sums, g_memdup2 (&id, sizeof id), sum);
    }
  *sum += weight;
}

static void
add_to_both (GwAuditDays *self, const GwDayCountRecord *row, guint64 weight)
{
  add (self->cells, row->cell_id, weight);
  add (self->days, row->day, weight);
}

void
gw_audit_days_note (GwAuditDays *self, gint64 at, gint64 cell_id, gint64 class_id,
                    gint64 department_id, guint counts)
{
  GwDayCountRecord row = { .cell_id = cell_id,
                           .class_id = class_id,
                           .department_id = department_id };

  if (counts == 0)
    return;
  row.day = gw_store_local_day (self->store, at);
  for (guint i = 0; i < GW_N_COUNTS; i++)
    if ((counts & GW_COUNT_MASK (i)) != 0)
      add_to_both (self, &row, weigh (&row, i));
}

/* A GwDayCountFunc: what is kept is taken away again. An empty row is one too many. */
static gboolean
take_away (const GwDayCountRecord *row, gpointer data, GError **error)
{
  GwAuditDays *self = data;
  gboolean is_empty = TRUE;

  for (guint i = 0; i < GW_N_COUNTS; i++)
    {
      is_empty = is_empty && row->counts[i] == 0;
      add_to_both (self, row, (guint64)-row->counts[i] * weigh (row, i));
    }
  if (is_empty)
    add_to_both (self, row, weigh (row, GW_N_COUNTS));
  return TRUE;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *)a;
  gint64 second = *(const gint64 *)b;

  return (first > second) - (first < second);
}

static void
tell (GHashTable *sums, const char *what, GwAuditRowFunc differs, gpointer user_data)
{
  GList *ids = g_list_sort (g_hash_table_get_keys (sums), compare_ids);

  for (GList *l = ids; l != NULL; l = l->next)
    {
      const guint64 *left = g_hash_table_lookup (sums, l->data);
      g_autofree char *name = NULL;

      if (*left == 0)
        continue;
      name = g_strdup_printf ("counters by day of %s %" G_GINT64_FORMAT, what,
                              *(const gint64 *)l->data);
      differs (name, "other numbers", "as in the journal", user_data);
    }
  g_list_free (ids);
}

gboolean
gw_audit_days_compare (GwAuditDays *self, GwStoreReader *reader, GwAuditRowFunc differs,
                       gpointer user_data, GError **error)
{
  if (!gw_store_walk_days (reader, 0, LAST_DAY, take_away, self, error))
    return FALSE;
  tell (self->cells, "cell", differs, user_data);
  tell (self->days, "day", differs, user_data);
  return TRUE;
}
