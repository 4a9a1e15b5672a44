/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the city stands this moment: the day's figures, lamps by department, hottest cells. */
#pragma once

#include "backend/rules/lamp.h"
#include "backend/service/statistics.h"

G_BEGIN_DECLS

#define GW_BOARD_TOP_MAX 50
#define GW_BOARD_N_LAMPS (GW_LAMP_RED + 1)

/* The open cases of one department by their lamps. */
typedef struct
{
  const GwDepartment *department; /* NULL: those that nobody was given yet */
  guint lamps[GW_BOARD_N_LAMPS];
  guint open; /* the sum */
} GwBoardDepartment;

typedef struct
{
  const GwCell *cell;
  gint64 open;
  gint64 overdue;
  gint64 reported; /* today */
  gint64 change;   /* by how many open cases the cell has more than at midnight */
} GwBoardCell;

typedef struct
{
  GwSnapshot *snapshot; /* that the pointers point into */
  gint64 as_of;         /* UTC ms */
  gint64 last_seq;      /* every event up to this one is in the figures */
  guint day;            /* the city's date: 20261123 */
  GwCounters today;     /* of the day; open and overdue of now */
  GwShownRates rates;   /* as the city counted when it was asked for */
  GArray *departments;  /* GwBoardDepartment with open cases: the most red ones first */
  GArray *cells;        /* GwBoardCell with open cases: the most first */
} GwBoard;

void gw_board_free (GwBoard *board);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwBoard, gw_board_free)

/* board is borrowed; NULL with error. */
typedef void (*GwBoardFunc) (GwBoard *board, const GError *error, gpointer user_data);

/*
 * What the user may see of it: a department's person her department's (and no cells, which
 * are counted for all departments together), who has an area that area's. At most top cells.
 * The day is told from the figures on the store's threads; lamps are counted on the main
 * thread among the open cases in memory, about a millisecond for 50,000. FALSE,
 * with done never called: FORBIDDEN to whom sees no cases at all, OVERLOADED, INTERNAL.
 */
gboolean gw_board_query (GwService *service, const GwPerson *user, guint top,
                         GwBoardFunc done, gpointer user_data, GError **error);

G_END_DECLS
