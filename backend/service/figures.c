/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of figures: things are sorted into rows and columns and counted. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/figures.h"

#include <string.h>

#include "backend/rules/case-error.h"
#include "backend/service/figures-private.h"

/* One pass over a period; its sums go into figures or, compared with, into before. */
typedef struct
{
  GwFigureJob *job;
  GwLabels *labels;
  GHashTable *rows;      /* Row -> itself */
  const GwLabel *row;    /* of a dimension of periods, else NULL */
  const GwLabel *column; /* the same */
  GwDays days;           /* of that period */
  gboolean with_rows;    /* FALSE: only the total */
  gboolean with_total;
  gboolean before;
} Pass;

typedef struct
{
  const GwLabel *row;
  const GwLabel *column;
  GwDays days;
  GwFigures figures;
  GwFigures before;
} Row;

GwFiguresTable *
gw_figures_table_new (void)
{
  GwFiguresTable *table = g_new0 (GwFiguresTable, 1);

  table->rows = g_array_new (FALSE, TRUE, sizeof (GwFiguresRow));
  table->strings = g_string_chunk_new (4096);
  return table;
}

void
gw_figures_table_free (GwFiguresTable *table)
{
  g_array_unref (table->rows);
  g_string_chunk_free (table->strings);
  g_free (table);
}

static guint
row_hash (gconstpointer data)
{
  const Row *row = data;

  return g_direct_hash (row->row) * 31 + g_direct_hash (row->column);
}

static gboolean
row_equal (gconstpointer a, gconstpointer b)
{
  const Row *first = a, *second = b;

  return first->row == second->row && first->column == second->column;
}

static Row *
find_row (const Pass *pass, const GwLabel *row, const GwLabel *column)
{
  const Row key = { .row = row, .column = column };
  Row *found = g_hash_table_lookup (pass->rows, &key);

  if (found != NULL)
    return found;
  found = g_memdup2 (&key, sizeof key);
  found->days = pass->days;
  g_hash_table_add (pass->rows, found);
  return found;
}

static void
add (GwFigures *figures, guint bits, int sign)
{
  for (guint i = 0; bits != 0; i++, bits >>= 1)
    if ((bits & 1) != 0)
      figures->values[i] += sign;
}

static void
take_thing (const GwThing *thing, int sign, gpointer data)
{
  const Pass *pass = data;
  const GwFiguresQuery *query = &pass->job->query;
  GwFiguresTable *table = pass->job->table;
  const GwLabel *row = pass->row, *column = pass->column;
  Row *found;

  if (!gw_thing_filter_has (&pass->job->filter, thing))
    return;
  if (pass->with_total)
    add (pass->before ? &table->total_before : &table->total, thing->figures, sign);
  if (!pass->with_rows)
    return;
  if (row == NULL)
    row = gw_labels_find (pass->labels, query->rows, thing);
  if (column == NULL && query->has_columns)
    column = gw_labels_find (pass->labels, query->columns, thing);
  if (row == NULL || (column == NULL && query->has_columns))
    return;
  found = find_row (pass, row, column);
  add (pass->before ? &found->before : &found->figures, thing->figures, sign);
}

static gboolean
walk (Pass *pass, GwStoreReader *reader, GwDays days, GError **error)
{
  if (!gw_store_figure_things (reader, days.from, days.to, pass->job->filter.one_cell,
                               take_thing, pass, error) ||
      !gw_store_figure_gone (reader, days.from, days.to, days.to, take_thing, pass, error))
    return FALSE;
  for (GwFigure figure = GW_FIGURE_TO_HANDLE; figure < GW_N_FIGURES; figure++)
    if (!gw_store_figure_waiting (reader, figure, days.to, take_thing, pass, error))
      return FALSE;
  return TRUE;
}

/* The days that each are a period of their own: of the rows or of the columns. */
static const GwDimension *
period_dimension (const GwFiguresQuery *query)
{
  if (gw_dimension_is_period (query->rows))
    return &query->rows;
  return query->has_columns && gw_dimension_is_period (query->columns) ? &query->columns
                                                                       : NULL;
}

/* The period itself, and what it is compared with. */
static gboolean
walk_both (Pass *pass, GwStoreReader *reader, GwDays days, GError **error)
{
  GwCompare compare = pass->job->query.compare;

  pass->before = FALSE;
  pass->days = days;
  if (!walk (pass, reader, days, error))
    return FALSE;
  pass->before = TRUE;
  return compare == GW_COMPARE_NONE ||
         walk (pass, reader, gw_days_compared (days, compare), error);
}

static gboolean
walk_periods (Pass *pass, GwStoreReader *reader, GwDimension dimension, GError **error)
{
  GwDays left = pass->job->days;

  pass->with_rows = TRUE;
  pass->with_total = FALSE;
  while (left.from <= left.to)
    {
      GwDays days = gw_days_first_period (left, dimension);
      const GwLabel *label = gw_labels_find_period (pass->labels, dimension, days.from);

      if (pass->job->query.rows == dimension)
        pass->row = label;
      else
        pass->column = label;
      if (!walk_both (pass, reader, days, error))
        return FALSE;
      left.from = gw_day_next (days.to);
    }
  pass->with_rows = FALSE;
  pass->with_total = TRUE;
  return walk_both (pass, reader, pass->job->days, error);
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const GwFiguresRow *first = a, *second = b;
  int order = strcmp (first->row.key, second->row.key);

  return order != 0 || first->column.key == NULL
             ? order
             : strcmp (first->column.key, second->column.key);
}

static void
collect_rows (GwFigureJob *job, GHashTable *rows)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, rows);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      const Row *row = key;
      GwFiguresRow made = { .row = row->row->words,
                            .from = row->days.from,
                            .to = row->days.to,
                            .figures = row->figures,
                            .before = row->before };

      if (row->column != NULL)
        made.column = row->column->words;
      if (!gw_figures_are_zero (&row->figures) || !gw_figures_are_zero (&row->before))
        g_array_append_val (job->table->rows, made);
    }
  g_array_sort (job->table->rows, compare_rows);
}

/* Keeps the page that was asked for: whole rows. */
static void
cut_page (GwFigureJob *job)
{
  GArray *rows = job->table->rows;
  guint skip = 0, n = 0, end;

  while (job->after != NULL && skip < rows->len &&
         strcmp (g_array_index (rows, GwFiguresRow, skip).row.key, job->after) <= 0)
    skip++;
  if (skip > 0)
    g_array_remove_range (rows, 0, skip);
  for (end = 0; end < rows->len; end++)
    {
      if (end == 0 || strcmp (g_array_index (rows, GwFiguresRow, end).row.key,
                              g_array_index (rows, GwFiguresRow, end - 1).row.key) != 0)
        n++;
      if (job->query.limit > 0 && n > job->query.limit)
        break;
    }
  job->table->more = end < rows->len;
  g_array_set_size (rows, end);
}

static gboolean
run_table (GwFigureJob *job, GwStoreReader *reader, GError **error)
{
  g_autoptr (GHashTable) rows = g_hash_table_new_full (row_hash, row_equal, g_free, NULL);
  const GwDimension *periods = period_dimension (&job->query);
  g_autoptr (GwLabels) labels = NULL;
  Pass pass = { .job = job, .rows = rows, .with_rows = TRUE, .with_total = TRUE };
  gboolean any;

  if (!gw_figure_job_prepare (job, reader, &any, error))
    return FALSE;
  labels = gw_labels_new (job->snapshot, job->people, job->sources, job->table->strings);
  pass.labels = labels;
  if (any && !(periods != NULL ? walk_periods (&pass, reader, *periods, error)
                               : walk_both (&pass, reader, job->days, error)))
    return FALSE;
  collect_rows (job, rows);
  cut_page (job);
  return TRUE;
}

static void
table_done (GwFigureJob *job, const GError *error)
{
  job->table_func (error == NULL ? &job->table : NULL, error, job->user_data);
}

static gboolean
check_table (const GwFigureJob *job, GError **error)
{
  const GwFiguresQuery *query = &job->query;
  const GwDimension *periods = period_dimension (query);
  GwDays left = job->days;
  const char *wrong = NULL;

  if (query->has_columns &&
      (query->columns == query->rows ||
       (gw_dimension_is_period (query->rows) && gw_dimension_is_period (query->columns))))
    wrong = "columns";
  for (guint n = 0; wrong == NULL && periods != NULL && left.from <= left.to; n++)
    {
      if (n == GW_FIGURES_MAX_PERIODS)
        wrong = "from";
      left.from = gw_day_next (gw_days_first_period (left, *periods).to);
    }
  if (wrong == NULL)
    return TRUE;
  gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, wrong,
                     strcmp (wrong, "from") == 0
                         ? "the period has too many parts for a table"
                         : "rows and columns must be told apart by different things");
  return FALSE;
}

gboolean
gw_figures_query (GwService *service, const GwPerson *user, const GwFiguresQuery *query,
                  GwFiguresFunc done, gpointer user_data, GError **error)
{
  GwFigureJob *job;

  g_return_val_if_fail (service != NULL && user != NULL && done != NULL, FALSE);

  job = gw_figure_job_new (service, user, query, error);
  if (job == NULL)
    return FALSE;
  job->table = gw_figures_table_new ();
  job->table->from = job->days.from;
  job->table->to = job->days.to;
  job->table->stamp = gw_service_stamp (service);
  if (query->compare != GW_COMPARE_NONE)
    {
      GwDays before = gw_days_compared (job->days, query->compare);

      job->table->before_from = before.from;
      job->table->before_to = before.to;
    }
  job->run = run_table;
  job->done = table_done;
  job->table_func = done;
  job->user_data = user_data;
  if (!check_table (job, error))
    {
      gw_figure_job_free (job);
      return FALSE;
    }
  return gw_figure_job_start (job, error);
}
