/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lists of cases. A filter becomes a statement put together from the pieces of
 * queries/case-list.sql, never from values; each statement names the one index that it
 * walks, so that no plan can turn into a scan behind our back.
 */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/case-list.h"

#include "backend/store/search.h"
#include "backend/store/sqlite/functions.h"
#include "backend/store/sqlite/internal.h"
#include "backend/store/sqlite/list-plan.h"
#include "backend/store/sqlite/rows.h"

#define MAX_LIMIT 10000
#define N_STATE_BITS 32

/* Up to so many cases in the wanted cells are sorted; more are met soon by walking. */
#define SORTED_CASES 20000

/* What the pieces of one statement are bound from. */
typedef struct
{
  const GwCaseFilter *filter;
  GwListPlan plan;
  guint state; /* the one state of this statement, 0: see the filter */
  GwSearchTerms terms;
  char *cells_json;
  GwIdSet *cells;
  GwIdSet *classes;
  gint64 limit;
} ListJob;

static void
list_job_clear (ListJob *job)
{
  gw_search_terms_clear (&job->terms);
  g_free (job->cells_json);
  g_clear_pointer (&job->cells, gw_id_set_free);
  g_clear_pointer (&job->classes, gw_id_set_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ListJob, list_job_clear)

/* ---- pieces ---- */

typedef void (*BindFunc) (GwStatement *s, const ListJob *job);

static void
bind_cells_json (GwStatement *s, const ListJob *job)
{
  gw_bind_text (s, ":cells", job->cells_json);
}

static void
bind_match (GwStatement *s, const ListJob *job)
{
  gint64 before = job->filter->after.id;

  gw_bind_text (s, ":match", job->terms.match);
  gw_bind_int (s, ":before_text", before != 0 ? before : G_MAXINT64);
}

static void
bind_words (GwStatement *s, const ListJob *job)
{
  gw_bind_text (s, ":words", job->terms.words);
}

static void
bind_before (GwStatement *s, const ListJob *job)
{
  gint64 before = job->filter->after.id;

  gw_bind_int (s, ":before", before != 0 ? before : G_MAXINT64);
}

static void
bind_state (GwStatement *s, const ListJob *job)
{
  gw_bind_int (s, ":state", job->state);
}

static void
bind_states (GwStatement *s, const ListJob *job)
{
  gw_bind_int (s, ":states", job->filter->states);
}

static void
bind_department (GwStatement *s, const ListJob *job)
{
  gw_bind_int (s, ":department_id", job->filter->department_id);
}

static void
bind_class (GwStatement *s, const ListJob *job)
{
  gw_bind_int (s, ":class_id", job->filter->class_ids[0]);
}

static void
bind_classes (GwStatement *s, const ListJob *job)
{
  gw_bind_pointer (s, ":classes", job->classes, GW_ID_SET_POINTER);
}

static void
bind_cell_set (GwStatement *s, const ListJob *job)
{
  gw_bind_pointer (s, ":cell_set", job->cells, GW_ID_SET_POINTER);
}

static void
bind_box (GwStatement *s, const ListJob *job)
{
  const GwBox *box = &job->filter->box;

  gw_bind_int (s, ":min_lon", box->min.x);
  gw_bind_int (s, ":max_lon", box->max.x);
  gw_bind_int (s, ":min_lat", box->min.y);
  gw_bind_int (s, ":max_lat", box->max.y);
}

static void
bind_source (GwStatement *s, const ListJob *job)
{
  gw_bind_text (s, ":source", job->filter->source);
}

static void
bind_from (GwStatement *s, const ListJob *job)
{
  gw_bind_int (s, ":from_ms", job->filter->from_ms);
}

static void
bind_to (GwStatement *s, const ListJob *job)
{
  gw_bind_int (s, ":to_ms", job->filter->to_ms);
}

static void
bind_lamps (GwStatement *s, const ListJob *job)
{
  gw_bind_int (s, ":lamps", job->filter->lamps);
  gw_bind_int (s, ":now", job->filter->now_ms);
  gw_bind_int (s, ":now_again", job->filter->now_ms);
}

static void
bind_scope (GwStatement *s, const ListJob *job)
{
  gw_bind_int (s, ":scope_reporter_id", job->filter->scope_reporter_id);
  gw_bind_int (s, ":scope_states", job->filter->scope_states);
  gw_bind_int (s, ":scope_department_id", job->filter->scope_department_id);
  gw_bind_int (s, ":scope_handler_id", job->filter->scope_handler_id);
  gw_bind_int (s, ":scope_inspector_id", job->filter->scope_inspector_id);
  gw_bind_int (s, ":scope_inspector_again", job->filter->scope_inspector_id);
}

static void
bind_due_after (GwStatement *s, const ListJob *job)
{
  gw_bind_int (s, ":after_deadline", job->filter->after.deadline);
  gw_bind_int (s, ":after_id", job->filter->after.id);
}

static void
bind_not_due_after (GwStatement *s, const ListJob *job)
{
  gw_bind_int (s, ":after_id", job->filter->after.id);
}

static void
bind_limit (GwStatement *s, const ListJob *job)
{
  gw_bind_int (s, ":limit", job->limit);
}

static const struct
{
  const char *name;
  BindFunc bind;
} PIECES[] = {
  [GW_PIECE_SELECT] = { "select", NULL },
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
  [GW_PIECE_WORDS] = { "words", bind_words },
  [GW_PIECE_BEFORE] = { "before", bind_before },
  [GW_PIECE_OPEN] = { "open", NULL },
  [GW_PIECE_STATE] = { "state", bind_state },
  [GW_PIECE_STATES] = { "states", bind_states },
  [GW_PIECE_DEPARTMENT] = { "department", bind_department },
  [GW_PIECE_CLASS] = { "class", bind_class },
  [GW_PIECE_CLASSES] = { "classes", bind_classes },
  [GW_PIECE_CELLS] = { "cells", bind_cell_set },
  [GW_PIECE_BOX] = { "box", bind_box },
  [GW_PIECE_SOURCE] = { "source", bind_source },
  [GW_PIECE_FROM] = { "from", bind_from },
  [GW_PIECE_TO] = { "to", bind_to },
  [GW_PIECE_LAMPS] = { "lamps", bind_lamps },
  [GW_PIECE_SCOPE] = { "scope", bind_scope },
  [GW_PIECE_DUE_AFTER] = { "due-after", bind_due_after },
  [GW_PIECE_NOT_DUE_AFTER] = { "not-due-after", bind_not_due_after },
  [GW_PIECE_NEWEST_FIRST] = { "newest-first", bind_limit },
  [GW_PIECE_TEXT_NEWEST_FIRST] = { "text-newest-first", bind_limit },
  [GW_PIECE_DUE_FIRST] = { "due-first", bind_limit },
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

/* ---- running ---- */

static gpointer
read_row (GwStatement *s)
{
  return gw_read_case (s);
}

static GPtrArray *
run_plan (GwConnection *connection, const ListJob *job, GError **error)
{
  g_autofree char *sql = gw_list_plan_sql (&job->plan);
  GwStatement *s = gw_connection_query_text (connection, sql, error);

  if (s == NULL)
    return NULL;
  for (guint i = 0; i < job->plan.n_pieces; i++)
    if (PIECES[job->plan.pieces[i]].bind != NULL)
      PIECES[job->plan.pieces[i]].bind (s, job);
  return gw_read_all (s, read_row, (GDestroyNotify)gw_case_record_free, error);
}

static int
compare_newest (gconstpointer a, gconstpointer b)
{
  const GwCaseRecord *first = *(GwCaseRecord *const *)a;
  const GwCaseRecord *second = *(GwCaseRecord *const *)b;

  return (first->id < second->id) - (first->id > second->id);
}

/* One walk per state, each as long as the page, put together by number. */
static GPtrArray *
run_per_state (GwConnection *connection, ListJob *job, GError **error)
{
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify)gw_case_record_free);

  for (guint state = 0; state < N_STATE_BITS; state++)
    {
      GPtrArray *more;

      if (!(job->filter->states >> state & 1))
        continue;
      job->state = state;
      more = run_plan (connection, job, error);
      if (more == NULL)
        return NULL;
      g_ptr_array_extend_and_steal (rows, more);
    }
  g_ptr_array_sort (rows, compare_newest);
  if (rows->len > job->limit)
    g_ptr_array_set_size (rows, (int)job->limit);
  return g_steal_pointer (&rows);
}

/* First those with a deadline, then those without; the cursor says which part it is in. */
static GPtrArray *
run_by_deadline (GwConnection *connection, ListJob *job, GError **error)
{
  g_autoptr (GPtrArray) rows = NULL;
  GwCaseFilter rest = *job->filter;
  GPtrArray *more;

  if (job->filter->after.deadline == G_MAXINT64)
    {
      gw_list_plan_without_deadline (&job->plan, job->filter);
      return run_plan (connection, job, error);
    }
  rows = run_plan (connection, job, error);
  if (rows == NULL || rows->len >= job->limit)
    return g_steal_pointer (&rows);
  rest.after = (GwCaseCursor){ G_MAXINT64, 0 };
  job->filter = &rest;
  job->limit -= rows->len;
  gw_list_plan_without_deadline (&job->plan, job->filter);
  more = run_plan (connection, job, error);
  if (more == NULL)
    return NULL;
  g_ptr_array_extend_and_steal (rows, more);
  return g_steal_pointer (&rows);
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
prepare_cells (GwConnection *connection, ListJob *job, gboolean *ret_sorted, GError **error)
{
  const GwCaseFilter *filter = job->filter;
  gint64 total = 0;

  *ret_sorted = FALSE;
  if (filter->n_cell_ids == 0)
    return TRUE;
  job->cells = gw_id_set_new (filter->cell_ids, filter->n_cell_ids);
  job->cells_json = ids_to_json (filter->cell_ids, filter->n_cell_ids);
  if (!count_in_cells (connection, job->cells_json, &total, error))
    return FALSE;
  *ret_sorted = total <= SORTED_CASES;
  return TRUE;
}

static GPtrArray *
run_list (GwConnection *connection, ListJob *job, GError **error)
{
  gboolean few_in_cells;

  if (!prepare_cells (connection, job, &few_in_cells, error))
    return NULL;
  gw_list_plan (&job->plan, job->filter, few_in_cells);
  if (job->filter->sort == GW_CASE_SORT_DEADLINE)
    return run_by_deadline (connection, job, error);
  if (job->plan.per_state)
    return run_per_state (connection, job, error);
  return run_plan (connection, job, error);
}

static gboolean
is_surely_empty (const GwCaseFilter *filter, const GwSearchTerms *terms)
{
  return filter->no_cells || (filter->text != NULL && terms->match == NULL);
}

static void
cut_page (GPtrArray *rows, const GwCaseFilter *filter, gboolean *ret_more,
          GwCaseCursor *ret_next)
{
  const GwCaseRecord *last;

  *ret_more = rows->len > filter->limit;
  *ret_next = (GwCaseCursor){ 0, 0 };
  if (*ret_more)
    g_ptr_array_set_size (rows, (int)filter->limit);
  if (rows->len == 0)
    return;
  last = g_ptr_array_index (rows, rows->len - 1);
  ret_next->id = last->id;
  if (filter->sort == GW_CASE_SORT_DEADLINE)
    ret_next->deadline = last->deadline != 0 ? last->deadline : G_MAXINT64;
}

GPtrArray *
gw_store_case_list (GwStoreReader *reader, const GwCaseFilter *filter, gboolean *ret_more,
                    GwCaseCursor *ret_next, GError **error)
{
  g_auto (ListJob) job = { .filter = filter, .limit = (gint64)filter->limit + 1 };
  GPtrArray *rows;

  g_return_val_if_fail (filter->limit >= 1 && filter->limit <= MAX_LIMIT, NULL);

  if (filter->text != NULL)
    gw_search_terms (filter->text, &job.terms);
  if (filter->n_class_ids > 1)
    job.classes = gw_id_set_new (filter->class_ids, filter->n_class_ids);
  if (is_surely_empty (filter, &job.terms))
    rows = g_ptr_array_new_with_free_func ((GDestroyNotify)gw_case_record_free);
  else
    rows = run_list (reader->connection, &job, error);
  if (rows != NULL)
    cut_page (rows, filter, ret_more, ret_next);
  return rows;
}
