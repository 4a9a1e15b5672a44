/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The counters: what the jobs of a batch changed is gathered in memory, added up per row
 * and written once, inside the batch's transaction.
 */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/sqlite/functions.h"
#include "backend/store/sqlite/internal.h"

#include <string.h>

typedef enum
{
  TABLE_CELL,
  TABLE_DEPARTMENT,
  TABLE_DAY,
} CounterTable;

/* A table and the most columns that the key of one has. */
#define N_KEYS 5

/* One row to be added to one table. */
typedef struct
{
  gint64 key[N_KEYS]; /* table, then the table's key columns, 0 where it has fewer */
  gint counts[GW_N_COUNTS];
  gint open;
  gint overdue;
} Increment;

static const char *const COUNT_PARAMETERS[GW_N_COUNTS] = {
  ":reported",
  ":filed",
  ":rejected",
  ":voided",
  ":dispatched",
  ":handled",
  ":handled_in_time",
  ":closed",
  ":closed_in_time",
  ":reworks",
  ":returns",
  ":filed_in_time",
  ":withdrawn_dispatched",
  ":withdrawn_handled",
  ":withdrawn_handled_in_time",
  ":withdrawn_closed_in_time",
  ":reopened",
  ":redispatches",
  ":deferred",
  ":deferral_ended",
  ":exempt",
  ":extensions",
  ":merged",
};

void
gw_counters_note (GwStoreWriter *writer, const GwCountChange *change)
{
  if (change->counts != 0 || change->open != 0 || change->overdue != 0)
    g_array_append_val (writer->changes, *change);
}

static void
append (GArray *increments, const gint64 key[N_KEYS], const GwCountChange *change,
        gboolean with_now)
{
  Increment increment = { 0 };

  memcpy (increment.key, key, sizeof increment.key);
  for (guint i = 0; i < GW_N_COUNTS; i++)
    increment.counts[i] = change->counts >> i & 1;
  if (with_now)
    {
      increment.open = change->open;
      increment.overdue = change->overdue;
    }
  g_array_append_val (increments, increment);
}

static void
expand (GArray *increments, const GwCountChange *change)
{
  append (increments, (gint64[N_KEYS]){ TABLE_CELL, change->cell_id }, change, TRUE);
  if (change->department_id != 0)
    append (increments, (gint64[N_KEYS]){ TABLE_DEPARTMENT, change->department_id }, change,
            TRUE);
  if (change->counts == 0)
    return;
  append (increments,
          (gint64[N_KEYS]){ TABLE_DAY, change->day, change->cell_id, change->class_id,
                            change->department_id },
          change, FALSE);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const gint64 *first = ((const Increment *)a)->key;
  const gint64 *second = ((const Increment *)b)->key;

  for (guint i = 0; i < N_KEYS; i++)
    if (first[i] != second[i])
      return first[i] < second[i] ? -1 : 1;
  return 0;
}

/* Adds up neighbours of the same key, in place. */
static void
merge (GArray *increments)
{
  guint kept = 0;

  for (guint i = 1; i < increments->len; i++)
    {
      Increment *last = &g_array_index (increments, Increment, kept);
      const Increment *next = &g_array_index (increments, Increment, i);

      if (compare (last, next) != 0)
        {
          g_array_index (increments, Increment, ++kept) = *next;
          continue;
        }
      for (guint j = 0; j < GW_N_COUNTS; j++)
        last->counts[j] += next->counts[j];
      last->open += next->open;
      last->overdue += next->overdue;
    }
  g_array_set_size (increments, MIN (kept + 1, increments->len));
}

static gboolean
write_increment (GwConnection *connection, const Increment *increment, GError **error)
{
  static const struct
  {
    GwQuery query;
    const char *keys[N_KEYS - 1];
    gboolean has_now;
  } TABLES[] = {
    [TABLE_CELL] = { GW_QUERY_CELL_COUNTER_ADD, { ":cell_id" }, TRUE },
    [TABLE_DEPARTMENT] = { GW_QUERY_DEPARTMENT_COUNTER_ADD, { ":department_id" }, TRUE },
    [TABLE_DAY] = { GW_QUERY_CELL_DAY_ADD,
                    { ":day", ":cell_id", ":class_id", ":department_id" },
                    FALSE },
  };
  guint table = (guint)increment->key[0];
  GwPackedCounts packed;
  GwStatement *statement = gw_connection_query (connection, TABLES[table].query, error);

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < N_KEYS - 1 && TABLES[table].keys[i] != NULL; i++)
    gw_bind_int (statement, TABLES[table].keys[i], increment->key[i + 1]);
  if (TABLES[table].has_now)
    {
      gw_counts_pack (increment->counts, &packed);
      gw_bind_blob (statement, ":counts", &packed, sizeof packed);
      gw_bind_int (statement, ":open", increment->open);
      gw_bind_int (statement, ":overdue", increment->overdue);
    }
  else
    for (guint i = 0; i < GW_N_COUNTS; i++)
      gw_bind_int (statement, COUNT_PARAMETERS[i], increment->counts[i]);
  return gw_statement_run (statement, error);
}

gboolean
gw_counters_flush (GwStoreWriter *writer, GError **error)
{
  g_autoptr (GArray) increments = g_array_new (FALSE, FALSE, sizeof (Increment));

  for (guint i = 0; i < writer->changes->len; i++)
    expand (increments, &g_array_index (writer->changes, GwCountChange, i));
  g_array_sort (increments, compare);
  merge (increments);
  for (guint i = 0; i < increments->len; i++)
    if (!write_increment (writer->reader.connection,
                          &g_array_index (increments, Increment, i), error))
      return FALSE;
  g_array_set_size (writer->changes, 0);
  return TRUE;
}
