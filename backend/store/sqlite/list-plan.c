/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which pieces answer a filter, and which index they walk. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/sqlite/list-plan.h"

static void
add (GwListPlan *plan, GwListPiece piece)
{
  g_assert (plan->n_pieces < GW_N_PIECES);
  plan->pieces[plan->n_pieces++] = piece;
}

static void
add_if (GwListPlan *plan, gboolean wanted, GwListPiece piece)
{
  if (wanted)
    add (plan, piece);
}

/* The conditions that a walk may check on each row it meets. */
static void
add_conditions (GwListPlan *plan, const GwCaseFilter *filter)
{
  const guint colours = GW_CASE_LAMP_GREEN | GW_CASE_LAMP_YELLOW | GW_CASE_LAMP_RED;
  gboolean has_lamps = filter->lamps != 0;

  add_if (plan, filter->text != NULL, GW_PIECE_WORDS);
  add_if (plan, filter->only_open || (has_lamps && !(filter->lamps & ~colours)),
          GW_PIECE_OPEN);
  if (filter->states != 0)
    add (plan, plan->per_state ? GW_PIECE_STATE : GW_PIECE_STATES);
  add_if (plan, filter->department_id != 0, GW_PIECE_DEPARTMENT);
  add_if (plan, filter->n_class_ids == 1, GW_PIECE_CLASS);
  add_if (plan, filter->n_class_ids > 1, GW_PIECE_CLASSES);
  add_if (plan, filter->n_cell_ids > 0, GW_PIECE_CELLS);
  add_if (plan, filter->has_box, GW_PIECE_BOX);
  add_if (plan, filter->ring != NULL, GW_PIECE_WITHIN);
  add_if (plan, filter->source != NULL, GW_PIECE_SOURCE);
  add_if (plan, filter->from_ms != 0, GW_PIECE_FROM);
  add_if (plan, filter->to_ms != 0, GW_PIECE_TO);
  add_if (plan, has_lamps, GW_PIECE_LAMPS);
  add_if (plan, filter->flags != 0, GW_PIECE_FLAGS);
  add_if (plan, filter->is_scoped, GW_PIECE_SCOPE);
}

/* The index that leaves the fewest rows to look at. */
static GwListPiece
choose_walk (const GwCaseFilter *filter, gboolean few_in_cells)
{
  const guint colours = GW_CASE_LAMP_GREEN | GW_CASE_LAMP_YELLOW | GW_CASE_LAMP_RED;
  gboolean only_open =
      filter->only_open || (filter->lamps != 0 && !(filter->lamps & ~colours));

  if (filter->text != NULL)
    return GW_PIECE_FROM_TEXT;
  if (few_in_cells)
    return GW_PIECE_FROM_CELLS;
  if (filter->department_id != 0 && filter->states != 0)
    return GW_PIECE_FROM_DEPARTMENT_STATE;
  if (filter->department_id != 0)
    return only_open ? GW_PIECE_FROM_DEPARTMENT_OPEN : GW_PIECE_FROM_DEPARTMENT;
  if (filter->states != 0)
    return GW_PIECE_FROM_STATE;
  if (filter->n_class_ids == 1 && !only_open)
    return GW_PIECE_FROM_CLASS;
  return only_open ? GW_PIECE_FROM_OPEN : GW_PIECE_FROM_NEWEST;
}

gboolean
gw_list_is_by_deadline (const GwCaseFilter *filter)
{
  return filter->sort == GW_CASE_SORT_DEADLINE ||
         filter->sort == GW_CASE_SORT_LATEST_DEADLINE;
}

static void
plan_by_deadline (GwListPlan *plan, const GwCaseFilter *filter)
{
  gboolean latest = filter->sort == GW_CASE_SORT_LATEST_DEADLINE;
  /* An end among those without deadline leaves all of these in. */
  gboolean ends = filter->until.id != 0 && filter->until.deadline != G_MAXINT64;

  add (plan, GW_PIECE_SELECT);
  add (plan, GW_PIECE_FROM_DUE);
  add (plan, GW_PIECE_ALWAYS);
  add (plan, latest ? GW_PIECE_DUE_BEFORE : GW_PIECE_DUE_AFTER);
  add_if (plan, ends, latest ? GW_PIECE_DUE_NOT_BEFORE : GW_PIECE_DUE_NOT_AFTER);
  add_conditions (plan, filter);
  add (plan, latest ? GW_PIECE_DUE_LAST : GW_PIECE_DUE_FIRST);
}

static void
plan_by_number (GwListPlan *plan, const GwCaseFilter *filter, GwListPiece walk)
{
  gboolean by_text = walk == GW_PIECE_FROM_TEXT;
  gboolean ends = filter->until.id != 0;

  plan->per_state = walk == GW_PIECE_FROM_STATE || walk == GW_PIECE_FROM_DEPARTMENT_STATE;
  add (plan, GW_PIECE_SELECT);
  add (plan, walk);
  add (plan, GW_PIECE_ALWAYS);
  if (filter->sort == GW_CASE_SORT_OLDEST)
    {
      add (plan, by_text ? GW_PIECE_MATCH_AFTER : GW_PIECE_AFTER);
      add_if (plan, ends, GW_PIECE_NOT_AFTER);
      add_conditions (plan, filter);
      add (plan, by_text ? GW_PIECE_TEXT_OLDEST_FIRST : GW_PIECE_OLDEST_FIRST);
      return;
    }
  add (plan, by_text ? GW_PIECE_MATCH : GW_PIECE_BEFORE);
  add_if (plan, ends, GW_PIECE_NOT_BEFORE);
  add_conditions (plan, filter);
  add (plan, by_text ? GW_PIECE_TEXT_NEWEST_FIRST : GW_PIECE_NEWEST_FIRST);
}

void
gw_list_plan (GwListPlan *plan, const GwCaseFilter *filter, gboolean few_in_cells)
{
  *plan = (GwListPlan){ 0 };
  if (gw_list_is_by_deadline (filter))
    plan_by_deadline (plan, filter);
  else
    plan_by_number (plan, filter, choose_walk (filter, few_in_cells));
}

void
gw_list_plan_keys_only (GwListPlan *plan)
{
  plan->pieces[0] =
      plan->pieces[1] == GW_PIECE_FROM_DUE ? GW_PIECE_SELECT_DUE : GW_PIECE_SELECT_ID;
}

gboolean
gw_list_counts_by_cells (const GwCaseFilter *f)
{
  return f->ring != NULL && f->n_cell_ids > 0 && f->text == NULL && f->states == 0 &&
         !f->only_open && f->department_id == 0 && f->lamps == 0;
}

void
gw_list_plan_without_deadline (GwListPlan *plan, const GwCaseFilter *filter)
{
  *plan = (GwListPlan){ 0 };
  add (plan, GW_PIECE_SELECT);
  add (plan, GW_PIECE_FROM_OPEN);
  add (plan, GW_PIECE_ALWAYS);
  add (plan, GW_PIECE_OPEN);
  add (plan, GW_PIECE_NOT_DUE_AFTER);
  add_if (plan, filter->until.id != 0 && filter->until.deadline == G_MAXINT64,
          GW_PIECE_NOT_AFTER);
  add_conditions (plan, filter);
  add (plan, GW_PIECE_OLDEST_FIRST);
}
