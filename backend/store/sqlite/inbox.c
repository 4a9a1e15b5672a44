/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Open tasks of an inspector and of nobody. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/task-store.h"

#include "backend/store/sqlite/internal.h"

enum
{
  INBOX_ID,
  INBOX_CASE,
  INBOX_KIND,
  INBOX_LON,
  INBOX_LAT,
  INBOX_INSPECTOR,
};

static gboolean
read_tasks (GwStatement *s, GArray *tasks, GError **error)
{
  gboolean has_row = TRUE;

  while (has_row)
    {
      GwOpenTask task = { 0 };

      if (!gw_statement_step (s, &has_row, error))
        return FALSE;
      if (!has_row)
        break;
      task.id = gw_column_int (s, INBOX_ID);
      task.case_id = gw_column_int (s, INBOX_CASE);
      task.kind = (guint)gw_column_int (s, INBOX_KIND);
      task.position.x = (gint32)gw_column_int (s, INBOX_LON);
      task.position.y = (gint32)gw_column_int (s, INBOX_LAT);
      task.own = gw_column_int (s, INBOX_INSPECTOR) != 0;
      g_array_append_val (tasks, task);
    }
  return TRUE;
}

static char *
ids_to_json (const GArray *ids)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (json, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "",
                            g_array_index (ids, gint64, i));
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

GArray *
gw_store_task_inbox (GwStoreReader *reader, gint64 inspector_id, const GArray *cell_ids,
                     guint limit, GError **error)
{
  g_autoptr (GArray) tasks = g_array_new (FALSE, FALSE, sizeof (GwOpenTask));
  g_autofree char *cells = ids_to_json (cell_ids);
  GwStatement *s = gw_connection_query (reader->connection, GW_QUERY_INBOX_OWN, error);

  if (s == NULL)
    return NULL;
  gw_bind_int (s, ":inspector_id", inspector_id);
  gw_bind_int (s, ":limit", limit);
  if (!read_tasks (s, tasks, error))
    return NULL;
  s = gw_connection_query (reader->connection, GW_QUERY_INBOX_ANYONE, error);
  if (s == NULL)
    return NULL;
  gw_bind_text (s, ":cells", cells);
  gw_bind_int (s, ":limit", limit);
  if (!read_tasks (s, tasks, error))
    return NULL;
  return g_steal_pointer (&tasks);
}
