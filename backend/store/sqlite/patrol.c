/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counting what inspectors did, behind the journal, and reading it. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/patrol-store.h"

#include "backend/store/sqlite/internal.h"
#include "backend/store/sqlite/rows.h"

#define DAY_MS G_GINT64_CONSTANT (86400000)

enum
{
  MARK_SEQ,
  MARK_LAST,
};

enum
{
  PEOPLE_ID,
  PEOPLE_FIRST_COUNT, /* in the order of GwPatrolInspectorCount */
};

enum
{
  DAY_DAY,
  DAY_ID,
};

static gboolean
read_mark (GwStoreReader *reader, gint64 *ret_seq, gint64 *ret_last, GError **error)
{
  GwStatement *s = gw_connection_query (reader->connection, GW_QUERY_REPORTER_MARK, error);
  gboolean has_row;

  if (s == NULL || !gw_statement_step (s, &has_row, error))
    return FALSE;
  *ret_seq = has_row ? gw_column_int (s, MARK_SEQ) : 0;
  *ret_last = has_row ? gw_column_int (s, MARK_LAST) : 0;
  if (has_row)
    gw_statement_reset (s);
  return TRUE;
}

gboolean
gw_store_patrol_is_behind (GwStoreReader *reader)
{
  gint64 seq, last;

  return read_mark (reader, &seq, &last, NULL) && seq < last;
}

gboolean
gw_store_patrol_follow (GwStoreWriter *writer, guint limit, gboolean *ret_more,
                        GError **error)
{
  GwStatement *s;
  gint64 after, until, last;

  *ret_more = FALSE;
  if (!read_mark (gw_store_writer_get_reader (writer), &after, &last, error))
    return FALSE;
  if (after >= last)
    return TRUE;
  until = MIN (last, after + limit);
  s = gw_connection_query (writer->reader.connection, GW_QUERY_REPORTER_DAY_ADD, error);
  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":after", after);
  gw_bind_int (s, ":until", until);
  if (!gw_statement_run (s, error))
    return FALSE;
  *ret_more = until < last;
  return gw_run_with_id (writer, GW_QUERY_REPORTER_MARK_SET, ":seq", until, error);
}

/* --- reading -------------------------------------------------------------------------- */

/* Some instant on the day, far enough from it for every time zone. */
static gint64
instant (guint32 day, int plus_days)
{
  g_autoptr (GDateTime) date = g_date_time_new_utc (
      (int)(day / 10000), (int)(day / 100 % 100), (int)(day % 100), 0, 0, 0);

  return date == NULL ? 0 : g_date_time_to_unix (date) * 1000 + plus_days * DAY_MS;
}

static void
bind_instants (GwStatement *s, guint32 from_day, guint32 to_day)
{
  gw_bind_int (s, ":from_at", instant (from_day, -1));
  gw_bind_int (s, ":to_at", instant (to_day, 2));
}

GArray *
gw_store_patrol_people (GwStoreReader *reader, guint32 from_day, guint32 to_day,
                        GError **error)
{
  GwStatement *s = gw_connection_query (reader->connection, GW_QUERY_PATROL_PEOPLE, error);
  g_autoptr (GArray) people = g_array_new (FALSE, FALSE, sizeof (GwPatrolPerson));
  gboolean has_row = TRUE;

  if (s == NULL)
    return NULL;
  gw_bind_int (s, ":from_day", from_day);
  gw_bind_int (s, ":to_day", to_day);
  bind_instants (s, from_day, to_day);
  while (has_row)
    {
      GwPatrolPerson person = { 0 };

      if (!gw_statement_step (s, &has_row, error))
        return NULL;
      if (!has_row)
        break;
      person.id = gw_column_int (s, PEOPLE_ID);
      for (guint i = 0; i < GW_PATROL_N_INSPECTOR; i++)
        person.counts.counts[i] = gw_column_int (s, PEOPLE_FIRST_COUNT + (int)i);
      g_array_append_val (people, person);
    }
  return g_steal_pointer (&people);
}

static GArray *
read_days (GwStatement *s, GError **error)
{
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (GwPatrolDay));
  gboolean has_row = TRUE;

  while (has_row)
    {
      GwPatrolDay day;

      if (!gw_statement_step (s, &has_row, error))
        return NULL;
      if (!has_row)
        break;
      day.day = (guint32)gw_column_int (s, DAY_DAY);
      day.id = gw_column_int (s, DAY_ID);
      g_array_append_val (days, day);
    }
  return g_steal_pointer (&days);
}

GArray *
gw_store_patrol_visits (GwStoreReader *reader, guint32 from_day, guint32 to_day,
                        GError **error)
{
  GwStatement *s = gw_connection_query (reader->connection, GW_QUERY_PATROL_VISITS, error);

  if (s == NULL)
    return NULL;
  gw_bind_int (s, ":from_day", from_day);
  gw_bind_int (s, ":to_day", to_day);
  return read_days (s, error);
}

GArray *
gw_store_patrol_duties (GwStoreReader *reader, guint32 from_day, guint32 to_day,
                        GError **error)
{
  GwStatement *s = gw_connection_query (reader->connection, GW_QUERY_PATROL_DUTIES, error);

  if (s == NULL)
    return NULL;
  bind_instants (s, from_day, to_day);
  gw_bind_int (s, ":from_day", from_day);
  gw_bind_int (s, ":to_day", to_day);
  return read_days (s, error);
}
