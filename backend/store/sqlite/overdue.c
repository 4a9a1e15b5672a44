/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases that become overdue because time passes: nobody acts, so there is no event. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/sqlite/overdue.h"
#include "backend/store/sqlite/internal.h"

#define MAX_PER_JOB 1000

enum
{
  DUE_ID,
  DUE_CELL,
  DUE_DEPARTMENT,
};

typedef struct
{
  gint64 id;
  gint64 cell_id;
  gint64 department_id;
} DueCase;

static GArray *
find_due (GwConnection *connection, gint64 now_ms, guint limit, GError **error)
{
  GwStatement *statement = gw_connection_query (connection, GW_QUERY_OVERDUE_DUE, error);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (DueCase));
  gboolean has_row = TRUE;

  if (statement == NULL)
    return NULL;
  gw_bind_int (statement, ":now", now_ms);
  gw_bind_int (statement, ":limit", limit);
  while (has_row)
    {
      DueCase due;

      if (!gw_statement_step (statement, &has_row, error))
        return NULL;
      if (!has_row)
        break;
      due.id = gw_column_int (statement, DUE_ID);
      due.cell_id = gw_column_int (statement, DUE_CELL);
      due.department_id = gw_column_int (statement, DUE_DEPARTMENT);
      g_array_append_val (found, due);
    }
  return g_steal_pointer (&found);
}

gboolean
gw_overdue_is_due (GwStoreReader *reader, gint64 now_ms, gboolean *ret_due, GError **error)
{
  g_autoptr (GArray) found = find_due (reader->connection, now_ms, 1, error);

  *ret_due = found != NULL && found->len > 0;
  return found != NULL;
}

gboolean
gw_overdue_job (GwStoreWriter *writer, gpointer data, GError **error)
{
  GwOverdueJob *job = data;
  GwConnection *connection = writer->reader.connection;
  g_autoptr (GArray) found = find_due (connection, job->now_ms, MAX_PER_JOB, error);

  if (found == NULL)
    return FALSE;
  for (guint i = 0; i < found->len; i++)
    {
      const DueCase *due = &g_array_index (found, DueCase, i);
      GwCountChange change = { .cell_id = due->cell_id,
                               .department_id = due->department_id,
                               .overdue = 1 };
      GwStatement *mark = gw_connection_query (connection, GW_QUERY_OVERDUE_MARK, error);

      if (mark == NULL)
        return FALSE;
      gw_bind_int (mark, ":id", due->id);
      if (!gw_statement_run (mark, error))
        return FALSE;
      gw_counters_note (writer, &change);
    }
  job->more = found->len == MAX_PER_JOB;
  return TRUE;
}
