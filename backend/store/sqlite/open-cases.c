/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is still open, in short. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/open-cases.h"

#include "backend/store/sqlite/internal.h"

enum
{
  ID,
  VERSION,
  CLASS_ID,
  COMPONENT_ID,
  REPORTED_AT,
  LON,
  LAT,
  CELL_ID,
  DEPARTMENT_ID,
  STATE,
  FLAGS,
  WARN_AT,
  DEADLINE,
  HANDLED_AT,
};

static GwOpenCase
read_open_case (GwStatement *statement)
{
  return (GwOpenCase){
    .id = gw_column_int (statement, ID),
    .version = gw_column_int (statement, VERSION),
    .class_id = gw_column_int (statement, CLASS_ID),
    .component_id = gw_column_int (statement, COMPONENT_ID),
    .reported_at = gw_column_int (statement, REPORTED_AT),
    .position = { (gint32)gw_column_int (statement, LON),
                  (gint32)gw_column_int (statement, LAT) },
    .cell_id = gw_column_int (statement, CELL_ID),
    .department_id = gw_column_int (statement, DEPARTMENT_ID),
    .state = (GwCaseState)gw_column_int (statement, STATE),
    .flags = (guint)gw_column_int (statement, FLAGS),
    .warn_at = gw_column_int (statement, WARN_AT),
    .deadline = gw_column_int (statement, DEADLINE),
    .handled_at = gw_column_int (statement, HANDLED_AT),
  };
}

GArray *
gw_store_open_cases (GwStoreReader *reader, GError **error)
{
  GwStatement *statement =
      gw_connection_query (reader->connection, GW_QUERY_CASE_OPEN, error);
  g_autoptr (GArray) cases = g_array_new (FALSE, FALSE, sizeof (GwOpenCase));
  gboolean has_row = statement != NULL;

  if (statement == NULL)
    return NULL;
  while (has_row)
    {
      if (!gw_statement_step (statement, &has_row, error))
        return NULL;
      if (has_row)
        {
          GwOpenCase open_case = read_open_case (statement);

          g_array_append_val (cases, open_case);
        }
    }
  return g_steal_pointer (&cases);
}

static GArray *
read_ids (GwStatement *s, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean has_row = TRUE;

  while (has_row)
    {
      gint64 id;

      if (!gw_statement_step (s, &has_row, error))
        return NULL;
      if (!has_row)
        break;
      id = gw_column_int (s, 0);
      g_array_append_val (ids, id);
    }
  return g_steal_pointer (&ids);
}

GArray *
gw_store_open_cases_of (GwStoreReader *reader, gint64 person, GError **error)
{
  GwStatement *s = gw_connection_query (reader->connection, GW_QUERY_CASE_OPEN_OF, error);

  if (s == NULL)
    return NULL;
  gw_bind_int (s, ":handler_id", person);
  gw_bind_int (s, ":inspector_id", person);
  return read_ids (s, error);
}

GArray *
gw_store_open_case_ids (GwStoreReader *reader, gint64 after, guint limit, GError **error)
{
  GwStatement *s = gw_connection_query (reader->connection, GW_QUERY_CASE_OPEN_IDS, error);

  if (s == NULL)
    return NULL;
  gw_bind_int (s, ":after", after);
  gw_bind_int (s, ":limit", limit);
  return read_ids (s, error);
}
