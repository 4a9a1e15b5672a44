/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where what was filed. A day's filings, by event, are kept as columns. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/sqlite/filings.h"

#include <stdio.h>

#include "backend/store/sqlite/columns.h"
#include "backend/store/sqlite/cube.h"
#include "backend/store/sqlite/rows.h"

enum
{
  PLACE_LON,
  PLACE_LAT,
  PLACE_AMENDED,
};

/* Columns: the kept keys, in their order, and these. Large numbers are two of 32 bits. */
enum
{
  COLUMN_LON = GW_N_KEPT_THING_KEYS,
  COLUMN_LAT,
  COLUMN_SEQ,
  COLUMN_SEQ_HIGH,
  COLUMN_CASE,
  COLUMN_CASE_HIGH,
  N_COLUMNS,
};

/* In the order of figure-filed.sql. */
enum
{
  FILED_SEQ,
  FILED_CASE,
  FILED_LON,
  FILED_LAT,
  FILED_FIRST_KEY, /* in the order of GwThingKey */
};

typedef struct
{
  GArray *columns[N_COLUMNS]; /* guint32 */
  GArray *weekdays;           /* guint32 */
  GArray *filings;            /* GwFiling */
} Day;

static void
day_init (Day *day)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    day->columns[i] = g_array_new (FALSE, FALSE, sizeof (guint32));
  day->weekdays = g_array_new (FALSE, FALSE, sizeof (guint32));
  day->filings = g_array_new (FALSE, FALSE, sizeof (GwFiling));
}

static void
day_clear (Day *day)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    g_array_unref (day->columns[i]);
  g_array_unref (day->weekdays);
  g_array_unref (day->filings);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Day, day_clear)

/* --- from the journal --------------------------------------------------------------------- */

gboolean
gw_filing_find_place (GwConnection *connection, gint64 case_id, gint64 seq,
                      GwFixed *ret_place, GError **error)
{
  GwStatement *s = gw_connection_query (connection, GW_QUERY_PLACE_AT, error);
  g_autofree char *amended = NULL;
  gint64 cell;

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":seq", seq);
  gw_bind_int (s, ":case_id", case_id);
  if (!gw_step_to_row (s, "the case is not there", error))
    return FALSE;
  ret_place->x = (gint32)gw_column_int (s, PLACE_LON);
  ret_place->y = (gint32)gw_column_int (s, PLACE_LAT);
  amended = gw_column_dup_text (s, PLACE_AMENDED);
  gw_statement_reset (s);
  /* Cell, longitude and latitude before, then the same after (facts.h). */
  if (amended != NULL)
    sscanf (amended, "[%" G_GINT64_FORMAT ",%d,%d,", &cell, &ret_place->x, &ret_place->y);
  return TRUE;
}

/* --- from what the follower wrote --------------------------------------------------------- */

static void
append (GArray *column, gint64 number)
{
  guint32 kept = (guint32)number;

  g_array_append_val (column, kept);
}

static gboolean
read_written (GwConnection *connection, guint32 day, Day *into, GError **error)
{
  GwStatement *s = gw_connection_query (connection, GW_QUERY_FIGURE_FILED, error);
  gboolean good = TRUE;

  for (guint i = 0; i < N_COLUMNS; i++)
    g_array_set_size (into->columns[i], 0);
  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":day", day);
  gw_bind_int (s, ":filed", GW_FIGURE_BIT (GW_FIGURE_FILED));
  while (gw_statement_next (s, &good, error))
    {
      gint64 seq = gw_column_int (s, FILED_SEQ), case_id = gw_column_int (s, FILED_CASE);

      for (guint i = 0; i < GW_N_KEPT_THING_KEYS; i++)
        append (into->columns[i], gw_column_int (s, FILED_FIRST_KEY + (int)i));
      append (into->columns[COLUMN_LON], gw_column_int (s, FILED_LON));
      append (into->columns[COLUMN_LAT], gw_column_int (s, FILED_LAT));
      append (into->columns[COLUMN_SEQ], seq);
      append (into->columns[COLUMN_SEQ_HIGH], seq >> 32);
      append (into->columns[COLUMN_CASE], case_id);
      append (into->columns[COLUMN_CASE_HIGH], case_id >> 32);
    }
  return good;
}

/* --- made --------------------------------------------------------------------------------- */

gboolean
gw_filings_make_day (GwConnection *connection, guint32 day, GError **error)
{
  g_auto (Day) made = { 0 };

  day_init (&made);
  if (!read_written (connection, day, &made, error))
    return FALSE;
  for (guint i = 0; i < N_COLUMNS; i++)
    if (made.columns[i]->len > 0 &&
        !gw_column_write (connection, day, GW_COLUMNS_OF_FILINGS + i, made.columns[i],
                          error))
      return FALSE;
  return TRUE;
}

/* keys: bits of those that are wanted; all that are no keys are. */
static gboolean
read_kept (GwConnection *connection, guint32 day, guint keys, Day *into, GError **error)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      gboolean wanted = i >= GW_N_KEPT_THING_KEYS || (keys & GW_THING_BIT (i)) != 0;

      g_array_set_size (into->columns[i], 0);
      if (wanted && !gw_column_read (connection, day, GW_COLUMNS_OF_FILINGS + i,
                                     into->columns[i], error))
        return FALSE;
    }
  for (guint i = 0; i < N_COLUMNS; i++)
    if ((i >= GW_N_KEPT_THING_KEYS || (keys & GW_THING_BIT (i)) != 0) &&
        into->columns[i]->len != into->columns[COLUMN_SEQ]->len)
      return gw_columns_set_damaged (day, error);
  return TRUE;
}

/* --- asking ------------------------------------------------------------------------------- */

static inline gint64
large_at (const Day *day, guint column, guint position)
{
  return (gint64)((guint64)gw_column_at (day->columns[column + 1], position) << 32 |
                  gw_column_at (day->columns[column], position));
}

static void
fill_filings (Day *day, guint n)
{
  GwFiling *filings;

  g_array_set_size (day->filings, n);
  filings = (GwFiling *)(void *)day->filings->data;
  for (guint i = 0; i < n; i++)
    filings[i] =
        (GwFiling){ .seq = large_at (day, COLUMN_SEQ, i),
                    .case_id = large_at (day, COLUMN_CASE, i),
                    .place = { (gint32)gw_column_at (day->columns[COLUMN_LON], i),
                               (gint32)gw_column_at (day->columns[COLUMN_LAT], i) } };
}

static const guint32 *
fill_weekdays (Day *day, guint32 date, guint n)
{
  guint32 weekday = gw_day_to_weekday (date);

  g_array_set_size (day->weekdays, n);
  for (guint i = 0; i < n; i++)
    g_array_index (day->weekdays, guint32, i) = weekday;
  return (const guint32 *)(const void *)day->weekdays->data;
}

static void
tell (Day *day, guint32 date, guint keys, GwFilingsFunc func, gpointer data)
{
  GwFilings filings = { .day = date, .n = day->columns[COLUMN_SEQ]->len };

  if (filings.n == 0)
    return;
  fill_filings (day, filings.n);
  filings.filings = (const GwFiling *)(const void *)day->filings->data;
  for (guint i = 0; i < GW_N_KEPT_THING_KEYS; i++)
    if ((keys & GW_THING_BIT (i)) != 0)
      filings.keys[i] = (const guint32 *)(const void *)day->columns[i]->data;
  if ((keys & GW_THING_BIT (GW_THING_WEEKDAY)) != 0)
    filings.keys[GW_THING_WEEKDAY] = fill_weekdays (day, date, filings.n);
  func (&filings, data);
}

gboolean
gw_store_filings (GwStoreReader *reader, guint32 from_day, guint32 to_day, guint keys,
                  GwFilingsFunc func, gpointer data, GError **error)
{
  GwConnection *connection = reader->connection;
  g_auto (Day) day = { 0 };
  GwCubeMark mark;

  day_init (&day);
  if (!gw_cube_mark_read (connection, &mark, error))
    return FALSE;
  for (guint32 date = MAX (from_day, mark.first);
       mark.first != 0 && date <= MIN (to_day, mark.newest); date = gw_day_after (date))
    {
      if (!(date <= mark.made ? read_kept (connection, date, keys, &day, error)
                              : read_written (connection, date, &day, error)))
        return FALSE;
      tell (&day, date, keys, func, data);
    }
  return TRUE;
}
