/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A list on its way. A filter becomes a statement put together from the pieces of
 * queries/case-list.sql, never from values; each statement names the one index that it
 * walks, so that no plan can turn into a scan behind our back.
 */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/sqlite/list-job.h"

#include "backend/store/sqlite/functions.h"
#include "backend/store/sqlite/internal.h"

/* Up to so many cases in the wanted cells are sorted; more are met soon by walking. */
#define SORTED_CASES 20000

void
gw_list_job_clear (GwListJob *job)
{
  gw_search_terms_clear (&job->terms);
  g_free (job->cells_json);
  g_clear_pointer (&job->cells, gw_id_set_free);
  g_clear_pointer (&job->inner_cells, gw_id_set_free);
  g_clear_pointer (&job->classes, gw_id_set_free);
}

typedef void (*BindFunc) (GwStatement *s, const GwListJob *job);

static void
bind_cells_json (GwStatement *s, const GwListJob *job)
{
  gw_bind_text (s, ":cells", job->cells_json);
}

static void
bind_match (GwStatement *s, const GwListJob *job)
{
  gint64 before = job->filter->after.id;

  gw_bind_text (s, ":match", job->terms.match);
  gw_bind_int (s, ":before_text", before != 0 ? before : G_MAXINT64);
}

static void
bind_match_after (GwStatement *s, const GwListJob *job)
{
  gw_bind_text (s, ":match", job->terms.match);
  gw_bind_int (s, ":after_text", job->filter->after.id);
}

static void
bind_words (GwStatement *s, const GwListJob *job)
{
  gw_bind_text (s, ":words", job->terms.words);
}

static void
bind_before (GwStatement *s, const GwListJob *job)
{
  gint64 before = job->filter->after.id;

  gw_bind_int (s, ":before", before != 0 ? before : G_MAXINT64);
}

static void
bind_after (GwStatement *s, const GwListJob *job)
{
  gw_bind_int (s, ":after", job->filter->after.id);
}

static void
bind_until (GwStatement *s, const GwListJob *job)
{
  gw_bind_int (s, ":until_id", job->filter->until.id);
}

static void
bind_state (GwStatement *s, const GwListJob *job)
{
  gw_bind_int (s, ":state", job->state);
}

static void
bind_states (GwStatement *s, const GwListJob *job)
{
  gw_bind_int (s, ":states", job->filter->states);
}

static void
bind_department (GwStatement *s, const GwListJob *job)
{
  gw_bind_int (s, ":department_id", job->filter->department_id);
}

static void
bind_class (GwStatement *s, const GwListJob *job)
{
  gw_bind_int (s, ":class_id", job->filter->class_ids[0]);
}

static void
bind_classes (GwStatement *s, const GwListJob *job)
{
  gw_bind_pointer (s, ":classes", job->classes, GW_ID_SET_POINTER);
}

static void
bind_cell_set (GwStatement *s, const GwListJob *job)
{
  gw_bind_pointer (s, ":cell_set", job->cells, GW_ID_SET_POINTER);
}

static void
bind_box (GwStatement *s, const GwListJob *job)
{
  const GwBox *box = &job->filter->box;

  gw_bind_int (s, ":min_lon", box->min.x);
  gw_bind_int (s, ":max_lon", box->max.x);
  gw_bind_int (s, ":min_lat", box->min.y);
  gw_bind_int (s, ":max_lat", box->max.y);
}

static void
bind_within (GwStatement *s, const GwListJob *job)
{
  gw_bind_pointer (s, ":inner_set", job->inner_cells, GW_ID_SET_POINTER);
  gw_bind_pointer (s, ":ring", (gpointer)job->filter->ring, GW_RING_POINTER);
}

static void
bind_source (GwStatement *s, const GwListJob *job)
{
  gw_bind_text (s, ":source", job->filter->source);
}

static void
bind_from (GwStatement *s, const GwListJob *job)
{
  gw_bind_int (s, ":from_ms", job->filter->from_ms);
}

static void
bind_to (GwStatement *s, const GwListJob *job)
{
  gw_bind_int (s, ":to_ms", job->filter->to_ms);
}

static void
bind_lamps (GwStatement *s, const GwListJob *job)
{
  gw_bind_int (s, ":lamps", job->filter->lamps);
  gw_bind_int (s, ":now", job->filter->now_ms);
  gw_bind_int (s, ":now_again", job->filter->now_ms);
}

static void
bind_flags (GwStatement *s, const GwListJob *job)
{
  gw_bind_int (s, ":flags", job->filter->flags);
}

static void
bind_scope (GwStatement *s, const GwListJob *job)
{
  gw_bind_int (s, ":scope_reporter_id", job->filter->scope_reporter_id);
  gw_bind_int (s, ":scope_states", job->filter->scope_states);
  gw_bind_int (s, ":scope_department_id", job->filter->scope_department_id);
  gw_bind_int (s, ":scope_handler_id", job->filter->scope_handler_id);
  gw_bind_int (s, ":scope_inspector_id", job->filter->scope_inspector_id);
  gw_bind_int (s, ":scope_inspector_again", job->filter->scope_inspector_id);
}

static void
bind_due_after (GwStatement *s, const GwListJob *job)
{
  gw_bind_int (s, ":after_deadline", job->filter->after.deadline);
  gw_bind_int (s, ":after_id", job->filter->after.id);
}

static void
bind_due_before (GwStatement *s, const GwListJob *job)
{
  const GwCaseCursor *after = &job->filter->after;

  gw_bind_int (s, ":before_deadline", after->id != 0 ? after->deadline : G_MAXINT64);
  gw_bind_int (s, ":before_id", after->id);
}

static void
bind_due_until (GwStatement *s, const GwListJob *job)
{
  gw_bind_int (s, ":until_deadline", job->filter->until.deadline);
  gw_bind_int (s, ":until_id", job->filter->until.id);
}

static void
bind_not_due_after (GwStatement *s, const GwListJob *job)
{
  gw_bind_int (s, ":after_id", job->filter->after.id);
}

static void
bind_limit (GwStatement *s, const GwListJob *job)
{
  gw_bind_int (s, ":limit", job->limit);
}

static const struct
{
  const char *name;
  BindFunc bind;
} PIECES[] = {
  [GW_PIECE_SELECT] = { "select", NULL },
  [GW_PIECE_SELECT_ID] = { "select-id", NULL },
  [GW_PIECE_SELECT_DUE] = { "select-due", NULL },
  [GW_PIECE_FROM_NEWEST] = { "from-newest", NULL },
  [GW_PIECE_FROM_OPEN] = { "from-open", NULL },
  [GW_PIECE_FROM_STATE] = { "from-state", NULL },
  [GW_PIECE_FROM_CLASS] = { "from-class", NULL },
  [GW_PIECE_FROM_DEPARTMENT] = { "from-department", NULL },
  [GW_PIECE_FROM_DEPARTMENT_OPEN] = { "from-department-open", NULL },
  [GW_PIECE_FROM_DEPARTMENT_STATE] = { "from-department-state", NULL },
  [GW_PIECE_FROM_CELLS] = { "from-cells", bind_cells_json },
  [GW_PIECE_FROM_TEXT] = { "from-text", NULL },
  [GW_PIECE_FROM_DUE] = { "from-due", NULL },
  [GW_PIECE_ALWAYS] = { "always", NULL },
  [GW_PIECE_MATCH] = { "match", bind_match },
  [GW_PIECE_MATCH_AFTER] = { "match-after", bind_match_after },
  [GW_PIECE_WORDS] = { "words", bind_words },
  [GW_PIECE_BEFORE] = { "before", bind_before },
  [GW_PIECE_AFTER] = { "after", bind_after },
  [GW_PIECE_NOT_BEFORE] = { "not-before", bind_until },
  [GW_PIECE_NOT_AFTER] = { "not-after", bind_until },
  [GW_PIECE_OPEN] = { "open", NULL },
  [GW_PIECE_STATE] = { "state", bind_state },
  [GW_PIECE_STATES] = { "states", bind_states },
  [GW_PIECE_DEPARTMENT] = { "department", bind_department },
  [GW_PIECE_CLASS] = { "class", bind_class },
  [GW_PIECE_CLASSES] = { "classes", bind_classes },
  [GW_PIECE_CELLS] = { "cells", bind_cell_set },
  [GW_PIECE_BOX] = { "box", bind_box },
  [GW_PIECE_WITHIN] = { "within", bind_within },
  [GW_PIECE_SOURCE] = { "source", bind_source },
  [GW_PIECE_FROM] = { "from", bind_from },
  [GW_PIECE_TO] = { "to", bind_to },
  [GW_PIECE_LAMPS] = { "lamps", bind_lamps },
  [GW_PIECE_FLAGS] = { "flags", bind_flags },
  [GW_PIECE_SCOPE] = { "scope", bind_scope },
  [GW_PIECE_DUE_AFTER] = { "due-after", bind_due_after },
  [GW_PIECE_DUE_BEFORE] = { "due-before", bind_due_before },
  [GW_PIECE_DUE_NOT_AFTER] = { "due-not-after", bind_due_until },
  [GW_PIECE_DUE_NOT_BEFORE] = { "due-not-before", bind_due_until },
  [GW_PIECE_NOT_DUE_AFTER] = { "not-due-after", bind_not_due_after },
  [GW_PIECE_NEWEST_FIRST] = { "newest-first", bind_limit },
  [GW_PIECE_TEXT_NEWEST_FIRST] = { "text-newest-first", bind_limit },
  [GW_PIECE_TEXT_OLDEST_FIRST] = { "text-oldest-first", bind_limit },
  [GW_PIECE_DUE_FIRST] = { "due-first", bind_limit },
  [GW_PIECE_DUE_LAST] = { "due-last", bind_limit },
  [GW_PIECE_OLDEST_FIRST] = { "oldest-first", bind_limit },
};

G_STATIC_ASSERT (G_N_ELEMENTS (PIECES) == GW_N_PIECES);

char *
gw_list_plan_sql (const GwListPlan *plan)
{
  GString *sql = g_string_new (NULL);

  for (guint i = 0; i < plan->n_pieces; i++)
    g_string_append (sql, gw_query_piece (PIECES[plan->pieces[i]].name));
  return g_string_free (sql, FALSE);
}

GwStatement *
gw_list_job_open (GwConnection *connection, const GwListJob *job, GError **error)
{
  g_autofree char *sql = gw_list_plan_sql (&job->plan);
  GwStatement *s = gw_connection_query_text (connection, sql, error);

  if (s == NULL)
    return NULL;
  for (guint i = 0; i < job->plan.n_pieces; i++)
    if (PIECES[job->plan.pieces[i]].bind != NULL)
      PIECES[job->plan.pieces[i]].bind (s, job);
  return s;
}

static char *
ids_to_json (const gint64 *ids, guint n_ids)
{
  GString *out = g_string_new ("[");

  for (guint i = 0; i < n_ids; i++)
    g_string_append_printf (out, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", ids[i]);
  g_string_append_c (out, ']');
  return g_string_free (out, FALSE);
}

static gboolean
count_in_cells (GwConnection *connection, const char *cells_json, gint64 *ret_total,
                GError **error)
{
  GwStatement *s = gw_connection_query (connection, GW_QUERY_CELLS_TOTAL, error);
  gboolean has_row;

  if (s == NULL)
    return FALSE;
  gw_bind_text (s, ":cells", cells_json);
  if (!gw_statement_step (s, &has_row, error))
    return FALSE;
  *ret_total = gw_column_int (s, 0);
  gw_statement_reset (s);
  return TRUE;
}

static gboolean
prepare_cells (GwConnection *connection, GwListJob *job, gboolean *ret_sorted,
               GError **error)
{
  const GwCaseFilter *filter = job->filter;
  gint64 total = 0;

  *ret_sorted = FALSE;
  if (filter->ring != NULL)
    job->inner_cells = gw_id_set_new_of (filter->inner_cell_ids, filter->n_inner_cell_ids);
  if (filter->n_cell_ids == 0)
    return TRUE;
  job->cells = gw_id_set_new_of (filter->cell_ids, filter->n_cell_ids);
  job->cells_json = ids_to_json (filter->cell_ids, filter->n_cell_ids);
  if (job->keys_only && gw_list_counts_by_cells (filter))
    {
      *ret_sorted = TRUE;
      return TRUE;
    }
  if (!count_in_cells (connection, job->cells_json, &total, error))
    return FALSE;
  *ret_sorted = total <= SORTED_CASES;
  return TRUE;
}

gboolean
gw_list_job_prepare (GwConnection *connection, GwListJob *job, GError **error)
{
  const GwCaseFilter *filter = job->filter;
  gboolean few_in_cells;

  if (filter->text != NULL)
    gw_search_terms (filter->text, &job->terms);
  job->is_empty = filter->no_cells || (filter->text != NULL && job->terms.match == NULL);
  if (job->is_empty)
    return TRUE;
  if (filter->n_class_ids > 1)
    job->classes = gw_id_set_new_of (filter->class_ids, filter->n_class_ids);
  if (!prepare_cells (connection, job, &few_in_cells, error))
    return FALSE;
  gw_list_plan (&job->plan, filter, few_in_cells);
  return TRUE;
}
