/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The counters: what the jobs of a batch changed is gathered in memory, added up per row
 * and written once, inside the batch's transaction.
 */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/sqlite/functions.h"
#include "backend/store/sqlite/internal.h"

typedef enum
{
  TABLE_CELL,
  TABLE_DEPARTMENT,
} CounterTable;

/* One row to be added to one table. */
typedef struct
{
  CounterTable table;
  gint64 id;
  gint counts[GW_N_COUNTS];
  gint open;
  gint overdue;
} Increment;

void
gw_counters_note (GwStoreWriter *writer, const GwCountChange *change)
{
  if (change->counts != 0 || change->open != 0 || change->overdue != 0)
    g_array_append_val (writer->changes, *change);
}

static void
append (GArray *increments, CounterTable table, gint64 id, const GwCountChange *change)
{
  Increment increment = {
    .table = table, .id = id, .open = change->open, .overdue = change->overdue
  };

  for (guint i = 0; i < GW_N_COUNTS; i++)
    increment.counts[i] = change->counts >> i & 1;
  g_array_append_val (increments, increment);
}

static void
expand (GArray *increments, const GwCountChange *change)
{
  append (increments, TABLE_CELL, change->cell_id, change);
  if (change->department_id != 0)
    append (increments, TABLE_DEPARTMENT, change->department_id, change);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const Increment *first = a, *second = b;

  if (first->table != second->table)
    return first->table < second->table ? -1 : 1;
  return (first->id > second->id) - (first->id < second->id);
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
    const char *id;
  } tables[] = {
    [TABLE_CELL] = { GW_QUERY_CELL_COUNTER_ADD, ":cell_id" },
    [TABLE_DEPARTMENT] = { GW_QUERY_DEPARTMENT_COUNTER_ADD, ":department_id" },
  };
  GwPackedCounts packed;
  GwStatement *statement =
      gw_connection_query (connection, tables[increment->table].query, error);

  if (statement == NULL)
    return FALSE;
  gw_counts_pack (increment->counts, &packed);
  gw_bind_int (statement, tables[increment->table].id, increment->id);
  gw_bind_blob (statement, ":counts", &packed, sizeof packed);
  gw_bind_int (statement, ":open", increment->open);
  gw_bind_int (statement, ":overdue", increment->overdue);
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
