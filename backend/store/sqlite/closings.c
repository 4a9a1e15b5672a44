/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How long cases took until they were closed. A day's closings, by event, and behind them what
 * was taken back on it, are kept as columns.
 */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/sqlite/closings.h"

#include "backend/store/sqlite/columns.h"
#include "backend/store/sqlite/cube.h"

/* Columns: the kept keys, in their order, and these. */
enum
{
  COLUMN_SECONDS = GW_N_KEPT_THING_KEYS,
  COLUMN_GONE, /* on which day that was closed which is taken back: only of the last ones */
  N_COLUMNS,
};

#define MAX_SECONDS G_MAXINT32

/* In the order of figure-closed.sql. */
enum
{
  CLOSED_DAY,
  CLOSED_FIRST_KEY, /* in the order of GwThingKey */
  CLOSED_SECONDS = CLOSED_FIRST_KEY + GW_N_KEPT_THING_KEYS,
};

typedef struct
{
  GArray *columns[N_COLUMNS]; /* guint32 */
  GArray *weekdays;           /* guint32; of the day that a closing is of */
} Day;

static void
day_init (Day *day)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    day->columns[i] = g_array_new (FALSE, FALSE, sizeof (guint32));
  day->weekdays = g_array_new (FALSE, FALSE, sizeof (guint32));
}

static void
day_clear (Day *day)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    g_array_unref (day->columns[i]);
  g_array_unref (day->weekdays);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Day, day_clear)

static void
day_empty (Day *day)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    g_array_set_size (day->columns[i], 0);
}

/* --- from what the follower wrote --------------------------------------------------------- */

static void
append (GArray *column, gint64 number)
{
  guint32 kept = (guint32)number;

  g_array_append_val (column, kept);
}

static gboolean
read_rows (GwConnection *connection, GwQuery query, guint32 day, gboolean gone, Day *into,
           GError **error)
{
  GwStatement *s = gw_connection_query (connection, query, error);
  gboolean good = TRUE;

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":day", day);
  gw_bind_int (s, ":closed", GW_FIGURE_BIT (GW_FIGURE_CLOSED));
  while (gw_statement_next (s, &good, error))
    {
      for (guint i = 0; i < GW_N_KEPT_THING_KEYS; i++)
        append (into->columns[i], gw_column_int (s, CLOSED_FIRST_KEY + (int)i));
      append (into->columns[COLUMN_SECONDS],
              CLAMP (gw_column_int (s, CLOSED_SECONDS), 0, MAX_SECONDS));
      if (gone)
        append (into->columns[COLUMN_GONE], gw_column_int (s, CLOSED_DAY));
    }
  return good;
}

static gboolean
read_written (GwConnection *connection, guint32 day, Day *into, GError **error)
{
  day_empty (into);
  return read_rows (connection, GW_QUERY_FIGURE_CLOSED, day, FALSE, into, error) &&
         read_rows (connection, GW_QUERY_FIGURE_CLOSED_GONE, day, TRUE, into, error);
}

/* --- made --------------------------------------------------------------------------------- */

gboolean
gw_closings_make_day (GwConnection *connection, guint32 day, GError **error)
{
  g_auto (Day) made = { 0 };

  day_init (&made);
  if (!read_written (connection, day, &made, error))
    return FALSE;
  for (guint i = 0; i < N_COLUMNS; i++)
    if (made.columns[i]->len > 0 &&
        !gw_column_write (connection, day, GW_COLUMNS_OF_CLOSINGS + i, made.columns[i],
                          error))
      return FALSE;
  return TRUE;
}

static gboolean
read_column (GwConnection *connection, guint32 day, guint column, Day *into, GError **error)
{
  return gw_column_read (connection, day, GW_COLUMNS_OF_CLOSINGS + column,
                         into->columns[column], error);
}

/* columns: bits of those that are wanted. */
static gboolean
read_kept (GwConnection *connection, guint32 day, guint columns, Day *into, GError **error)
{
  guint n;

  day_empty (into);
  if (!read_column (connection, day, COLUMN_SECONDS, into, error))
    return FALSE;
  n = into->columns[COLUMN_SECONDS]->len;
  if (n == 0)
    return TRUE;
  if (!read_column (connection, day, COLUMN_GONE, into, error))
    return FALSE;
  for (guint i = 0; i < GW_N_KEPT_THING_KEYS; i++)
    {
      if ((columns & GW_THING_BIT (i)) == 0)
        continue;
      if (!read_column (connection, day, i, into, error))
        return FALSE;
      if (into->columns[i]->len != n)
        break;
      columns &= ~GW_THING_BIT (i);
    }
  if ((columns & (GW_THING_BIT (GW_N_KEPT_THING_KEYS) - 1)) == 0 &&
      into->columns[COLUMN_GONE]->len <= n)
    return TRUE;
  return gw_columns_set_damaged (day, error);
}

/* --- asking ------------------------------------------------------------------------------- */

/* What was taken back of closings before the first day asked for was never told. */
static guint
drop_earlier (Day *day, guint32 from_day)
{
  GArray *gone = day->columns[COLUMN_GONE];
  guint first = day->columns[COLUMN_SECONDS]->len - gone->len, n = 0;

  for (guint i = 0; i < gone->len; i++)
    {
      if (gw_column_at (gone, i) < from_day)
        continue;
      for (guint j = 0; j < COLUMN_GONE; j++)
        if (day->columns[j]->len > 0)
          g_array_index (day->columns[j], guint32, first + n) =
              gw_column_at (day->columns[j], first + i);
      g_array_index (gone, guint32, n++) = gw_column_at (gone, i);
    }
  g_array_set_size (gone, n);
  return first + n;
}

static void
fill_weekdays (Day *day, guint32 date, guint n)
{
  const GArray *gone = day->columns[COLUMN_GONE];
  guint32 weekday = gw_day_to_weekday (date);

  g_array_set_size (day->weekdays, n);
  for (guint i = 0; i < n; i++)
    g_array_index (day->weekdays, guint32, i) =
        i < n - gone->len ? weekday
                          : gw_day_to_weekday (gw_column_at (gone, i - (n - gone->len)));
}

static void
tell (Day *day, guint32 date, guint32 from_day, guint keys, GwClosingsFunc func,
      gpointer data)
{
  GwClosings closings = { .n = drop_earlier (day, from_day) };

  closings.n_gone = day->columns[COLUMN_GONE]->len;
  closings.seconds = (const guint32 *)(const void *)day->columns[COLUMN_SECONDS]->data;
  for (guint i = 0; i < GW_N_KEPT_THING_KEYS; i++)
    if ((keys & GW_THING_BIT (i)) != 0)
      closings.keys[i] = (const guint32 *)(const void *)day->columns[i]->data;
  if ((keys & GW_THING_BIT (GW_THING_WEEKDAY)) != 0)
    {
      fill_weekdays (day, date, closings.n);
      closings.keys[GW_THING_WEEKDAY] = (const guint32 *)(const void *)day->weekdays->data;
    }
  if (closings.n > 0)
    func (&closings, data);
}

gboolean
gw_store_closings (GwStoreReader *reader, guint32 from_day, guint32 to_day, guint keys,
                   GwClosingsFunc func, gpointer data, GError **error)
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
      tell (&day, date, from_day, keys, func, data);
    }
  return TRUE;
}
