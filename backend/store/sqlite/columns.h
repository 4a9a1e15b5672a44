/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many numbers of a day as one blob: what is read is what a question asks for. */
#pragma once

#include "backend/store/sqlite/internal.h"

G_BEGIN_DECLS

/* Where each kind of columns of a day begins. */
#define GW_COLUMNS_OF_THINGS 0
#define GW_COLUMNS_OF_CLOSINGS 50
#define GW_COLUMNS_OF_FILINGS 70

/* The same numbers (guint32) are always the same bytes. */
gboolean gw_column_write (GwConnection *connection, guint32 day, guint column,
                          const GArray *numbers, GError **error);
/* numbers: is filled; left empty where no such column is kept. */
gboolean gw_column_read (GwConnection *connection, guint32 day, guint column,
                         GArray *numbers, GError **error);
/* What was kept of the day and of later ones is not right any more. 0: all. */
gboolean gw_columns_forget_since (GwConnection *connection, guint32 day, GError **error);
/* For what is kept of the day, or of the span that begins on it, and is not whole; FALSE. */
gboolean gw_columns_set_damaged (guint32 day, GError **error);

static inline guint32
gw_column_at (const GArray *column, guint position)
{
  return g_array_index (column, guint32, position);
}

G_END_DECLS
