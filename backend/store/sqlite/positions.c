/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tracks of inspectors. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/position-store.h"

#include "backend/store/sqlite/internal.h"
#include "backend/store/sqlite/rows.h"

/* A step asks about so many people at most. */
#define PURGE_PEOPLE 64

enum
{
  POSITION_AT,
  POSITION_LON,
  POSITION_LAT,
  POSITION_ACCURACY,
  POSITION_HAS_ACCURACY,
};

gboolean
gw_store_position_add (GwStoreWriter *writer, gint64 person_id,
                       const GwPositionRecord *record, gboolean *ret_new, GError **error)
{
  GwConnection *connection = writer->reader.connection;
  GwStatement *s = gw_connection_query (connection, GW_QUERY_POSITION_ADD, error);

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":person_id", person_id);
  gw_bind_int (s, ":at", record->at);
  gw_bind_int (s, ":lon", record->position.x);
  gw_bind_int (s, ":lat", record->position.y);
  gw_bind_double (s, ":accuracy", record->accuracy);
  if (!gw_statement_run (s, error))
    return FALSE;
  *ret_new = sqlite3_changes (gw_connection_get_handle (connection)) > 0;
  return TRUE;
}

static GwPositionRecord
read_position (GwStatement *s)
{
  return (GwPositionRecord){
    .at = gw_column_int (s, POSITION_AT),
    .position = { gw_column_int (s, POSITION_LON), gw_column_int (s, POSITION_LAT) },
    .accuracy = gw_column_int (s, POSITION_HAS_ACCURACY)
                    ? gw_column_double (s, POSITION_ACCURACY)
                    : -1,
  };
}

gboolean
gw_store_position_last (GwStoreReader *reader, gint64 person_id,
                        GwPositionRecord *ret_record, GError **error)
{
  GwStatement *s = gw_connection_query (reader->connection, GW_QUERY_POSITION_LAST, error);

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":person_id", person_id);
  if (!gw_step_to_row (s, "this person has no position", error))
    return FALSE;
  *ret_record = read_position (s);
  gw_statement_reset (s);
  return TRUE;
}

GArray *
gw_store_position_list (GwStoreReader *reader, gint64 person_id, gint64 from, gint64 to,
                        guint limit, GError **error)
{
  GwStatement *s = gw_connection_query (reader->connection, GW_QUERY_POSITION_LIST, error);
  g_autoptr (GArray) records = g_array_new (FALSE, FALSE, sizeof (GwPositionRecord));
  gboolean has_row = TRUE;

  if (s == NULL)
    return NULL;
  gw_bind_int (s, ":person_id", person_id);
  gw_bind_int (s, ":from", from);
  gw_bind_int (s, ":to", to);
  gw_bind_int (s, ":limit", limit);
  while (has_row)
    {
      if (!gw_statement_step (s, &has_row, error))
        return NULL;
      if (has_row)
        {
          GwPositionRecord record = read_position (s);

          g_array_append_val (records, record);
        }
    }
  return g_steal_pointer (&records);
}

/* The first person from that id on who has any; 0: none. */
static gboolean
find_person (GwStoreWriter *writer, gint64 *person_id, GError **error)
{
  GwStatement *s =
      gw_connection_query (writer->reader.connection, GW_QUERY_POSITION_PERSON, error);
  gboolean has_row;

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":person_id", *person_id);
  if (!gw_statement_step (s, &has_row, error))
    return FALSE;
  *person_id = has_row ? gw_column_int (s, 0) : 0;
  if (has_row)
    gw_statement_reset (s);
  return TRUE;
}

static gboolean
purge_person (GwStoreWriter *writer, gint64 person_id, gint64 before_ms, guint limit,
              guint *ret_n, GError **error)
{
  GwConnection *connection = writer->reader.connection;
  GwStatement *s = gw_connection_query (connection, GW_QUERY_POSITION_PURGE, error);

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":person_id", person_id);
  gw_bind_int (s, ":before", before_ms);
  gw_bind_int (s, ":limit", limit);
  if (!gw_statement_run (s, error))
    return FALSE;
  *ret_n = (guint)sqlite3_changes (gw_connection_get_handle (connection));
  return TRUE;
}

gboolean
gw_store_position_purge (GwStoreWriter *writer, gint64 before_ms, guint limit,
                         gint64 *person_id, GError **error)
{
  for (guint i = 0; i < PURGE_PEOPLE && limit > 0; i++)
    {
      guint n;

      if (!find_person (writer, person_id, error))
        return FALSE;
      if (*person_id == 0)
        return TRUE;
      if (!purge_person (writer, *person_id, before_ms, limit, &n, error))
        return FALSE;
      if (n < limit)
        (*person_id)++;
      limit -= n;
    }
  return TRUE;
}

gboolean
gw_store_cell_visit_add (GwStoreWriter *writer, guint32 day, gint64 person_id,
                         gint64 cell_id, GError **error)
{
  GwStatement *s =
      gw_connection_query (writer->reader.connection, GW_QUERY_CELL_VISIT_ADD, error);

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":day", day);
  gw_bind_int (s, ":person_id", person_id);
  gw_bind_int (s, ":cell_id", cell_id);
  return gw_statement_run (s, error);
}
