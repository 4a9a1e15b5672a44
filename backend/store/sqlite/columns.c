/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A column as bytes: how many bytes each number has (1, 2 or 4), then the numbers, lowest byte
 * first. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/sqlite/columns.h"

#include <string.h>

#include "backend/store/sqlite/cube.h"

#define COLUMNS_PER_DAY 100

static gint64
row_id (guint32 day, guint column)
{
  return (gint64)day * COLUMNS_PER_DAY + column;
}

/* --- bytes -------------------------------------------------------------------------------- */

static guint8
width_of (const GArray *column)
{
  guint32 any = 0;

  for (guint i = 0; i < column->len; i++)
    any |= gw_column_at (column, i);
  if (any <= G_MAXUINT8)
    return 1;
  return any <= G_MAXUINT16 ? 2 : 4;
}

static GByteArray *
to_bytes (const GArray *column)
{
  guint8 width = width_of (column);
  GByteArray *bytes = g_byte_array_sized_new (1 + column->len * width);

  g_byte_array_append (bytes, &width, 1);
  for (guint i = 0; i < column->len; i++)
    {
      guint32 number = GUINT32_TO_LE (gw_column_at (column, i));

      g_byte_array_append (bytes, (const guint8 *)&number, width);
    }
  return bytes;
}

/* FALSE: they are none of a column. */
static gboolean
from_bytes (const guint8 *bytes, gsize length, GArray *column)
{
  guint8 width = length > 0 ? bytes[0] : 0;
  gsize n;
  guint32 *out;

  if ((width != 1 && width != 2 && width != 4) || (length - 1) % width != 0)
    return FALSE;
  n = (length - 1) / width;
  g_array_set_size (column, (guint)n);
  out = (guint32 *)(void *)column->data;
  bytes++;
  if (width == 1)
    for (gsize i = 0; i < n; i++)
      out[i] = bytes[i];
  else if (width == 2)
    for (gsize i = 0; i < n; i++)
      out[i] = bytes[2 * i] | (guint32)bytes[2 * i + 1] << 8;
  else
    for (gsize i = 0; i < n; i++)
      {
        guint32 number;

        memcpy (&number, bytes + 4 * i, sizeof number);
        out[i] = GUINT32_FROM_LE (number);
      }
  return TRUE;
}

/* --- rows --------------------------------------------------------------------------------- */

gboolean
gw_column_write (GwConnection *connection, guint32 day, guint column, const GArray *numbers,
                 GError **error)
{
  GwStatement *s = gw_connection_query (connection, GW_QUERY_FIGURE_COLUMN_SET, error);
  g_autoptr (GByteArray) bytes = to_bytes (numbers);

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":id", row_id (day, column));
  gw_bind_blob (s, ":numbers", bytes->data, bytes->len);
  return gw_statement_run (s, error);
}

gboolean
gw_column_read (GwConnection *connection, guint32 day, guint column, GArray *numbers,
                GError **error)
{
  GwStatement *s = gw_connection_query (connection, GW_QUERY_FIGURE_COLUMN, error);
  gboolean has_row, good;
  sqlite3_stmt *handle;

  g_array_set_size (numbers, 0);
  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":id", row_id (day, column));
  if (!gw_statement_step (s, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  handle = gw_statement_get_handle (s);
  good = from_bytes (sqlite3_column_blob (handle, 0),
                     (gsize)sqlite3_column_bytes (handle, 0), numbers);
  gw_statement_reset (s);
  return good || gw_columns_set_damaged (day, error);
}

gboolean
gw_columns_forget_since (GwConnection *connection, guint32 day, GError **error)
{
  return gw_cube_run_range (connection, GW_QUERY_FIGURE_COLUMN_REMOVE, row_id (day, 0),
                            G_MAXINT64, error);
}

gboolean
gw_columns_set_damaged (guint32 day, GError **error)
{
  g_set_error (error, GW_STORE_ERROR, GW_STORE_ERROR_DAMAGED,
               "the figures of %u are damaged; gridwardctl statistics rebuild makes them "
               "again",
               day);
  return FALSE;
}
