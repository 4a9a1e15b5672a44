/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the city stands this moment, as it travels on the wire. */
#pragma once

#include "gui/client/records.h"

G_BEGIN_DECLS

/* The open cases of one department by their lamps. */
typedef struct
{
  GwNamed department; /* code NULL: of those that nobody was given yet */
  guint lamps[GW_LAMP_N];
  guint open;
} GwBoardDepartment;

typedef struct
{
  char *code;
  GwNamed community;
  gint64 open;
  gint64 overdue;
  gint64 reported; /* today */
  gint64 change;   /* since midnight */
} GwBoardCell;

typedef struct
{
  gint64 as_of_usec;
  gint64 last_seq;
  char *day;       /* the city's date: "2026-11-23" */
  gint64 reported; /* that day, as the next three */
  gint64 filed;
  gint64 dispatched;
  gint64 closed;
  gint64 open;
  gint64 overdue;
  GwRateRecord closure;
  GwRateRecord timely;
  GPtrArray *departments; /* GwBoardDepartment, the most red ones first */
  GPtrArray *cells;       /* GwBoardCell, the most open ones first */
} GwBoardRecord;

void gw_board_record_free (GwBoardRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwBoardRecord, gw_board_record_free)

/* GwBoardRecord. A GwDecoder, thread-safe. */
gpointer gw_decode_board (const char *text, gsize length, GError **error);

G_END_DECLS
