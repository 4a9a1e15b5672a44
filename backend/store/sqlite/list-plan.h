/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which pieces of queries/case-list.sql answer a filter, and which index they walk. */
#pragma once

#include "backend/store/case-list.h"

G_BEGIN_DECLS

typedef enum
{
  GW_PIECE_SELECT,
  GW_PIECE_SELECT_ID,
  GW_PIECE_SELECT_DUE,
  GW_PIECE_FROM_NEWEST,
  GW_PIECE_FROM_OPEN,
  GW_PIECE_FROM_STATE,
  GW_PIECE_FROM_CLASS,
  GW_PIECE_FROM_DEPARTMENT,
  GW_PIECE_FROM_DEPARTMENT_OPEN,
  GW_PIECE_FROM_DEPARTMENT_STATE,
  GW_PIECE_FROM_CELLS,
  GW_PIECE_FROM_TEXT,
  GW_PIECE_FROM_DUE,
  GW_PIECE_ALWAYS,
  GW_PIECE_MATCH,
  GW_PIECE_MATCH_AFTER,
  GW_PIECE_WORDS,
  GW_PIECE_BEFORE,
  GW_PIECE_AFTER,
  GW_PIECE_NOT_BEFORE,
  GW_PIECE_NOT_AFTER,
  GW_PIECE_OPEN,
  GW_PIECE_STATE,
  GW_PIECE_STATES,
  GW_PIECE_DEPARTMENT,
  GW_PIECE_CLASS,
  GW_PIECE_CLASSES,
  GW_PIECE_CELLS,
  GW_PIECE_BOX,
  GW_PIECE_WITHIN,
  GW_PIECE_SOURCE,
  GW_PIECE_FROM,
  GW_PIECE_TO,
  GW_PIECE_LAMPS,
  GW_PIECE_FLAGS,
  GW_PIECE_SCOPE,
  GW_PIECE_DUE_AFTER,
  GW_PIECE_DUE_BEFORE,
  GW_PIECE_DUE_NOT_AFTER,
  GW_PIECE_DUE_NOT_BEFORE,
  GW_PIECE_NOT_DUE_AFTER,
  GW_PIECE_NEWEST_FIRST,
  GW_PIECE_TEXT_NEWEST_FIRST,
  GW_PIECE_TEXT_OLDEST_FIRST,
  GW_PIECE_DUE_FIRST,
  GW_PIECE_DUE_LAST,
  GW_PIECE_OLDEST_FIRST,
  GW_N_PIECES,
} GwListPiece;

typedef struct
{
  GwListPiece pieces[GW_N_PIECES];
  guint n_pieces;
  gboolean per_state; /* to be run once for each wanted state */
} GwListPlan;

/* TRUE when rows come by deadline, in either direction. */
gboolean gw_list_is_by_deadline (const GwCaseFilter *filter);

/* few_in_cells: the filter's cells hold so few cases that these may be sorted. */
void gw_list_plan (GwListPlan *plan, const GwCaseFilter *filter, gboolean few_in_cells);
/* The same rows, but only what orders them: no column that the walked index lacks. */
void gw_list_plan_keys_only (GwListPlan *plan);
/*
 * For keys alone: whether the wanted cells are walked, however many cases they hold. Their
 * index has all that is needed for cells that lie in a ring whole.
 */
gboolean gw_list_counts_by_cells (const GwCaseFilter *filter);
/* The second part of a list by deadline: open cases without one. */
void gw_list_plan_without_deadline (GwListPlan *plan, const GwCaseFilter *filter);
/* The statement; caller frees. */
char *gw_list_plan_sql (const GwListPlan *plan);

G_END_DECLS
