/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of figures: things are sorted into rows and columns and counted. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/figures.h"

#include <string.h>

#include "backend/rules/case-error.h"
#include "backend/service/figures-private.h"

/* What waits, as far as the days have been gone through. */
typedef struct
{
  GwCube *cube;
  guint32 day;
} Waiting;

/* One pass over a period; its sums go into figures or, compared with, into before. */
typedef struct
{
  GwFigureJob *job;
  GwThingFilter filter; /* for sums; its sets are the job's */
  GwSumReader *sums;
  Waiting waiting[2]; /* of the period, and of what it is compared with */
  guint keys;
  GwLabels *labels;
  GArray *rows;          /* Row */
  GHashTable *positions; /* of two labels (pair_of()) -> 1 + position in rows */
  const GwLabel *row;    /* of a dimension of periods, else NULL */
  const GwLabel *column; /* the same */
  GwDays days;           /* of that period */
  gboolean with_rows;    /* FALSE: only the total */
  gboolean with_columns;
  gboolean with_total;
  gboolean before;
  gboolean any; /* something was counted since it was set */
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

/* Both labels as one number. */
static gpointer
pair_of (const GwLabel *row, const GwLabel *column)
{
  guint64 pair = (guint64)row->number << 32 | (column != NULL ? column->number : 0);

  G_STATIC_ASSERT (sizeof (gpointer) == sizeof pair);
  return (gpointer)(guintptr)pair;
}

static guint
pair_hash (gconstpointer pair)
{
  return (guint)(((guint64)(guintptr)pair * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15)) >> 32);
}

static Row *
find_row (const Pass *pass, const GwLabel *row, const GwLabel *column)
{
  const Row new = { .row = row, .column = column, .days = pass->days };
  gpointer pair = pair_of (row, column);
  guint position = GPOINTER_TO_UINT (g_hash_table_lookup (pass->positions, pair));

  if (position == 0)
    {
      g_array_append_val (pass->rows, new);
      position = pass->rows->len;
      g_hash_table_insert (pass->positions, pair, GUINT_TO_POINTER (position));
    }
  return &g_array_index (pass->rows, Row, position - 1);
}

static void
add (GwFigures *figures, const GwSum *sum)
{
  for (guint left = sum->figures; left != 0; left &= left - 1)
    figures->values[__builtin_ctz (left)] += sum->counts[__builtin_ctz (left)];
}

static gboolean
is_zero (const GwSum *sum)
{
  for (guint left = sum->figures; left != 0; left &= left - 1)
    if (sum->counts[__builtin_ctz (left)] != 0)
      return FALSE;
  return TRUE;
}

static void
take_sum (Pass *pass, const GwSum *sum)
{
  const GwFiguresQuery *query = &pass->job->query;
  GwFiguresTable *table = pass->job->table;
  const GwLabel *row = pass->row, *column = pass->column;
  GwThing thing = { 0 };
  Row *found;

  if (pass->with_total)
    add (pass->before ? &table->total_before : &table->total, sum);
  if (!pass->with_rows || is_zero (sum))
    return;
  for (guint i = 0; i < GW_N_THING_KEYS; i++)
    thing.keys[i] = sum->keys[i];
  if (row == NULL)
    row = gw_labels_find (pass->labels, query->rows, &thing);
  if (column == NULL && pass->with_columns)
    column = gw_labels_find (pass->labels, query->columns, &thing);
  if (row == NULL || (column == NULL && pass->with_columns))
    return;
  pass->any = TRUE;
  found = find_row (pass, row, column);
  add (pass->before ? &found->before : &found->figures, sum);
}

static void
take_all (Pass *pass, const GwCube *cube)
{
  for (guint i = 0; i < gw_cube_n_sums (cube); i++)
    take_sum (pass, gw_cube_sum (cube, i));
}

static void
pass_end (Pass *pass)
{
  g_clear_pointer (&pass->sums, gw_sum_reader_free);
  for (guint i = 0; i < G_N_ELEMENTS (pass->waiting); i++)
    g_clear_pointer (&pass->waiting[i].cube, gw_cube_free);
}

/* with_rows and with_columns say what sums have to tell apart. */
static gboolean
pass_begin (Pass *pass, GwStoreReader *reader, GError **error)
{
  const GwFiguresQuery *query = &pass->job->query;
  pass_end (pass);
  pass->keys = (pass->with_rows ? gw_labels_keys (query->rows) : 0) |
               (pass->with_columns ? gw_labels_keys (query->columns) : 0);
  pass->filter = gw_figure_job_sum_filter (
      pass->job, (pass->keys & GW_THING_BIT (GW_THING_CELL)) != 0);
  pass->sums = gw_sum_reader_new (reader, &pass->filter, error);
  for (guint i = 0; i < G_N_ELEMENTS (pass->waiting); i++)
    pass->waiting[i] = (Waiting){ gw_cube_new (pass->keys), 0 };
  return pass->sums != NULL;
}

static gboolean
walk (Pass *pass, GwDays days, GError **error)
{
  g_autoptr (GwCube) cube = gw_cube_new (pass->keys);
  Waiting *waiting = &pass->waiting[pass->before ? 1 : 0];

  if (!gw_sum_reader_add (pass->sums, days.from, days.to, cube, error) ||
      !gw_sum_reader_wait (pass->sums, days.to, waiting->cube, &waiting->day, error))
    return FALSE;
  take_all (pass, cube);
  take_all (pass, waiting->cube);
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
walk_both (Pass *pass, GwDays days, GError **error)
{
  const GwFiguresQuery *query = &pass->job->query;

  pass->before = FALSE;
  pass->days = days;
  if (!walk (pass, days, error))
    return FALSE;
  pass->before = TRUE;
  return query->compare == GW_COMPARE_NONE ||
         walk (pass, gw_days_compared (days, query), error);
}

/* Rows of other pages than the one that is asked for are not counted: only one more, which
 * tells that there are any. */
static gboolean
walk_periods (Pass *pass, GwDimension dimension, GError **error)
{
  const GwFigureJob *job = pass->job;
  gboolean are_rows = job->query.rows == dimension;
  GwDays left = job->days;
  guint n = 0;

  while (left.from <= left.to &&
         (!are_rows || job->query.limit == 0 || n <= job->query.limit))
    {
      GwDays days = gw_days_first_period (left, dimension);
      const GwLabel *label = gw_labels_find_period (pass->labels, dimension, days.from);

      left.from = gw_day_after (days.to);
      if (are_rows && job->after != NULL && strcmp (label->words.key, job->after) <= 0)
        continue;
      *(are_rows ? &pass->row : &pass->column) = label;
      pass->any = FALSE;
      if (!walk_both (pass, days, error))
        return FALSE;
      n += pass->any ? 1 : 0;
    }
  return TRUE;
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const Row *first = *(const Row *const *)a, *second = *(const Row *const *)b;
  int order = strcmp (first->row->words.key, second->row->words.key);

  return order != 0 || first->column == NULL
             ? order
             : strcmp (first->column->words.key, second->column->words.key);
}

/* Rows are large: what is sorted is where they are. */
static void
collect_rows (GwFigureJob *job, const GArray *rows)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_sized_new (rows->len);

  for (guint i = 0; i < rows->len; i++)
    {
      Row *row = &g_array_index (rows, Row, i);

      if (!gw_figures_are_zero (&row->figures) || !gw_figures_are_zero (&row->before))
        g_ptr_array_add (sorted, row);
    }
  g_ptr_array_sort (sorted, compare_rows);
  for (guint i = 0; i < sorted->len; i++)
    {
      const Row *row = g_ptr_array_index (sorted, i);
      GwFiguresRow made = { .row = row->row->words,
                            .from = row->days.from,
                            .to = row->days.to,
                            .figures = row->figures,
                            .before = row->before };

      if (row->column != NULL)
        made.column = row->column->words;
      g_array_append_val (job->table->rows, made);
    }
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

/* Of cells by something else there may be too many: first, which cells the page has. */
static gboolean
choose_cells (Pass *pass, GwStoreReader *reader, GError **error)
{
  GwFigureJob *job = pass->job;
  const GwSnapshot *snapshot = job->snapshot;
  g_autoptr (GHashTable) codes = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GwIdSet) cells = gw_id_set_new ();
  const GwIdSet *known = job->filter.ids[GW_THING_CELL];

  pass->with_columns = FALSE;
  if (!pass_begin (pass, reader, error) || !walk_both (pass, job->days, error))
    return FALSE;
  collect_rows (job, pass->rows);
  cut_page (job);
  for (guint i = 0; i < job->table->rows->len; i++)
    g_hash_table_add (codes,
                      (gpointer)g_array_index (job->table->rows, GwFiguresRow, i).row.key);
  for (guint i = 0; i < gw_snapshot_n_all_cells (snapshot); i++)
    {
      const GwCell *cell = gw_snapshot_cell_of_all (snapshot, i);

      if (g_hash_table_contains (codes, cell->code) &&
          (known == NULL || gw_id_set_has (known, cell->id)))
        gw_id_set_add (cells, cell->id);
    }
  g_clear_pointer (&job->filter.ids[GW_THING_CELL], gw_id_set_free);
  job->filter.ids[GW_THING_CELL] = g_steal_pointer (&cells);
  g_array_set_size (job->table->rows, 0);
  g_array_set_size (pass->rows, 0);
  g_hash_table_remove_all (pass->positions);
  pass->with_columns = TRUE;
  pass->with_total = FALSE;
  return TRUE;
}

static gboolean
count_rows (Pass *pass, GwStoreReader *reader, GError **error)
{
  GwFigureJob *job = pass->job;
  const GwDimension *periods = period_dimension (&job->query);
  gboolean by_pages = job->query.rows == GW_DIMENSION_CELL && job->query.has_columns &&
                      job->query.limit > 0 && periods == NULL;
  gboolean more;

  /* Periods overlap in what they take back: their total was counted by itself. */
  pass->with_total = periods == NULL;
  pass->with_rows = TRUE;
  pass->with_columns = job->query.has_columns;
  if ((by_pages && !choose_cells (pass, reader, error)) ||
      !pass_begin (pass, reader, error) ||
      !(periods != NULL ? walk_periods (pass, *periods, error)
                        : walk_both (pass, job->days, error)))
    return FALSE;
  more = job->table->more;
  collect_rows (job, pass->rows);
  cut_page (job);
  job->table->more |= more;
  return TRUE;
}

static gboolean
count_total (Pass *pass, GwStoreReader *reader, GError **error)
{
  pass->row = pass->column = NULL;
  pass->with_rows = pass->with_columns = FALSE;
  pass->with_total = TRUE;
  return pass_begin (pass, reader, error) && walk_both (pass, pass->job->days, error);
}

static gboolean
run_table (GwFigureJob *job, GwStoreReader *reader, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Row));
  g_autoptr (GHashTable) positions = g_hash_table_new (pair_hash, NULL);
  g_autoptr (GwLabels) labels = NULL;
  Pass pass = { .job = job, .rows = rows, .positions = positions };
  gboolean any, good;

  if (!gw_figure_job_prepare (job, reader, &any, error))
    return FALSE;
  labels = gw_labels_new (job->snapshot, job->people, job->sources, job->table->strings);
  pass.labels = labels;
  good = !any ||
         ((period_dimension (&job->query) == NULL || count_total (&pass, reader, error)) &&
          count_rows (&pass, reader, error));
  pass_end (&pass);
  return good;
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
      left.from = gw_day_after (gw_days_first_period (left, *periods).to);
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
      GwDays before = gw_days_compared (job->days, query);

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
