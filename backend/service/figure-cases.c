/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Behind a figure: the list of exactly what it counts. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/figures.h"

#include "backend/rules/case-error.h"
#include "backend/service/figures-private.h"

/* A list goes by day, then by event; a cursor is both in one number. */
#define CURSOR_DAY 19700101
#define CURSOR_SEQS G_GINT64_CONSTANT (100000000000)

typedef struct
{
  GwFigureJob *job;
  GHashTable *gone; /* &seq; of the day that is looked at */
  GArray *page;     /* GwThing */
  gboolean more;
} Pass;

void
gw_figure_cases_free (GwFigureCases *cases)
{
  g_array_unref (cases->items);
  g_string_chunk_free (cases->strings);
  g_free (cases);
}

static gint64
cursor_of (const GwThing *thing)
{
  return ((gint64)thing->day - CURSOR_DAY) * CURSOR_SEQS + thing->seq;
}

static gboolean
is_counted (const Pass *pass, const GwThing *thing)
{
  return (thing->figures & GW_FIGURE_BIT (pass->job->figure)) != 0 &&
         gw_thing_filter_has (&pass->job->filter, thing);
}

static void
take_gone (const GwThing *thing, int sign, gpointer data)
{
  const Pass *pass = data;

  if (is_counted (pass, thing))
    g_hash_table_add (pass->gone, g_memdup2 (&thing->seq, sizeof thing->seq));
}

static void
take_thing (const GwThing *thing, int sign, gpointer data)
{
  Pass *pass = data;
  const GwFigureJob *job = pass->job;

  if (!is_counted (pass, thing) || g_hash_table_contains (pass->gone, &thing->seq) ||
      cursor_of (thing) <= job->after_seq)
    return;
  if (job->query.limit > 0 && pass->page->len >= job->query.limit)
    pass->more = TRUE;
  else
    g_array_append_vals (pass->page, thing, 1);
}

static gboolean
collect_day (Pass *pass, GwStoreReader *reader, guint day, GError **error)
{
  const GwFigureJob *job = pass->job;

  g_hash_table_remove_all (pass->gone);
  return gw_store_figure_gone (reader, day, day, job->days.to, take_gone, pass, error) &&
         gw_store_figure_things (reader, day, day, job->one_cell, take_thing, pass, error);
}

/* Only the days that the page needs are looked at. */
static gboolean
collect_happened (Pass *pass, GwStoreReader *reader, GError **error)
{
  GwFigureJob *job = pass->job;
  GwThingFilter filter = gw_figure_job_sum_filter (job, FALSE);
  g_autoptr (GwSumReader) sums = gw_sum_reader_new (reader, &filter, error);
  guint day = (guint)(job->after_seq / CURSOR_SEQS + CURSOR_DAY);

  if (sums == NULL ||
      !gw_figure_job_count (job, reader, job->figure, &job->cases->total, error))
    return FALSE;
  if (day > job->days.to)
    return TRUE;
  /* A cursor may be anything. */
  day = gw_day_is_valid (day) ? MAX (day, job->days.from) : job->days.from;
  for (; !pass->more; day = gw_day_after (day))
    {
      if (!gw_sum_reader_next_day (sums, GW_FIGURE_BIT (job->figure), day, job->days.to,
                                   &day, error))
        return FALSE;
      if (day == 0)
        break;
      if (!collect_day (pass, reader, day, error))
        return FALSE;
    }
  return TRUE;
}

static void
take_waiting (const GwThing *thing, int sign, gpointer data)
{
  Pass *pass = data;
  GwFigureJob *job = pass->job;

  if (!is_counted (pass, thing))
    return;
  job->cases->total++;
  if (cursor_of (thing) > job->after_seq)
    g_array_append_vals (pass->page, thing, 1);
}

static int
compare_things (gconstpointer a, gconstpointer b)
{
  gint64 first = cursor_of (a), second = cursor_of (b);

  return (first > second) - (first < second);
}

/* What waits comes in no order. */
static gboolean
collect_waiting (Pass *pass, GwStoreReader *reader, GError **error)
{
  const GwFigureJob *job = pass->job;

  if (!gw_store_figure_waiting (reader, job->figure, job->days.to, take_waiting, pass,
                                error))
    return FALSE;
  g_array_sort (pass->page, compare_things);
  pass->more = job->query.limit > 0 && pass->page->len > job->query.limit;
  if (pass->more)
    g_array_set_size (pass->page, job->query.limit);
  return TRUE;
}

static gboolean
collect (Pass *pass, GwStoreReader *reader, GError **error)
{
  return gw_figure_is_waiting (pass->job->figure) ? collect_waiting (pass, reader, error)
                                                  : collect_happened (pass, reader, error);
}

/* When it happened; the case as it is now. */
static gboolean
fill_item (GwFigureJob *job, GwStoreReader *reader, GwLabels *labels, const GwThing *thing,
           GError **error)
{
  g_autoptr (GwCaseRecord) record = gw_store_case_load (reader, thing->case_id, error);
  g_autoptr (GPtrArray) events =
      record != NULL ? gw_store_events_after (reader, thing->seq - 1, 1, error) : NULL;
  const GwLabel *cell, *class, *department;
  GwFigureCase item = { .seq = thing->seq, .case_id = thing->case_id };

  if (events == NULL)
    return FALSE;
  cell = gw_labels_find (labels, GW_DIMENSION_CELL, thing);
  class = gw_labels_find (labels, GW_DIMENSION_CLASS, thing);
  department = gw_labels_find (labels, GW_DIMENSION_DEPARTMENT, thing);
  gw_case_number_format (thing->case_id, item.number);
  if (events->len > 0)
    item.at = ((const GwEventRecord *)g_ptr_array_index (events, 0))->at;
  item.class = class->words;
  item.cell = cell != NULL ? cell->words.key : NULL;
  if (department != NULL)
    item.department = department->words;
  item.state = record->state;
  item.description = g_string_chunk_insert (job->cases->strings, record->description);
  g_array_append_val (job->cases->items, item);
  return TRUE;
}

static gboolean
run_list (GwFigureJob *job, GwStoreReader *reader, GError **error)
{
  g_autoptr (GHashTable) gone =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GArray) page = g_array_new (FALSE, FALSE, sizeof (GwThing));
  g_autoptr (GwLabels) labels = NULL;
  Pass pass = { .job = job, .gone = gone, .page = page };
  gboolean any;

  if (!gw_figure_job_prepare (job, reader, &any, error) ||
      (any && !collect (&pass, reader, error)))
    return FALSE;
  labels = gw_labels_new (job->snapshot, job->people, job->sources, job->cases->strings);
  for (guint i = 0; i < page->len; i++)
    if (!fill_item (job, reader, labels, &g_array_index (page, GwThing, i), error))
      return FALSE;
  if (pass.more)
    job->cases->next = cursor_of (&g_array_index (page, GwThing, page->len - 1));
  return TRUE;
}

static void
list_done (GwFigureJob *job, const GError *error)
{
  job->cases_func (error == NULL ? job->cases : NULL, error, job->user_data);
}

gboolean
gw_figures_cases (GwService *service, const GwPerson *user, GwFigure figure,
                  const GwFiguresQuery *query, gint64 after, GwFigureCasesFunc done,
                  gpointer user_data, GError **error)
{
  GwFigureJob *job;

  g_return_val_if_fail (service != NULL && user != NULL && done != NULL, FALSE);

  job = gw_figure_job_new (service, user, query, error);
  if (job == NULL)
    return FALSE;
  job->figure = figure;
  job->after_seq = after;
  job->cases = g_new0 (GwFigureCases, 1);
  job->cases->items = g_array_new (FALSE, TRUE, sizeof (GwFigureCase));
  job->cases->strings = g_string_chunk_new (4096);
  job->cases->from = job->days.from;
  job->cases->to = job->days.to;
  job->run = run_list;
  job->done = list_done;
  job->cases_func = done;
  job->user_data = user_data;
  return gw_figure_job_start (job, error);
}
