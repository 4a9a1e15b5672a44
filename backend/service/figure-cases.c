/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Behind a figure, or a sum of some: the list of exactly what is counted. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/figures.h"

#include "backend/rules/case-error.h"
#include "backend/service/closing-times.h"
#include "backend/service/figures-private.h"

/* A list goes by day, then by event; a cursor is both in one number. */
#define CURSOR_DAY 19700101
#define CURSOR_SEQS G_GINT64_CONSTANT (100000000000)

/* Something that is listed. */
typedef struct
{
  GwThing thing;
  int times;
} Entry;

typedef struct
{
  GwFigureJob *job;
  guint happened; /* figures, GW_FIGURE_BIT() of each, that the list is made of */
  guint waiting;
  GHashTable *gone; /* &seq -> figures that were taken back; of the day that is looked at */
  GArray *entries;
  guint n_happened; /* of the entries */
  gint64 horizon;   /* up to which all is looked at; 0: to the end */
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

/* How often a thing with these figures counts. */
static int
times_of (const Pass *pass, guint figures)
{
  const GwExpression *counted = &pass->job->list.counted;
  int times = 0;

  for (guint i = 0; i < counted->n; i++)
    if ((figures & GW_FIGURE_BIT (counted->figures[i])) != 0)
      times += counted->minus[i] ? -1 : 1;
  return times;
}

static gboolean
passes (const Pass *pass, const GwThing *thing)
{
  const GwFigureList *list = &pass->job->list;

  return (list->over_s == 0 || thing->took > list->over_s) &&
         (list->within_s == 0 || thing->took <= list->within_s) &&
         gw_thing_filter_has (&pass->job->filter, thing);
}

static void
add_entry (Pass *pass, const GwThing *thing, int times)
{
  const Entry entry = { *thing, times };

  g_array_append_val (pass->entries, entry);
}

/* --- what happened ------------------------------------------------------------------------ */

static void
take_gone (const GwThing *thing, int sign, gpointer data)
{
  const Pass *pass = data;
  guint before = GPOINTER_TO_UINT (g_hash_table_lookup (pass->gone, &thing->seq));

  if ((thing->figures & pass->happened) != 0)
    g_hash_table_insert (pass->gone, g_memdup2 (&thing->seq, sizeof thing->seq),
                         GUINT_TO_POINTER (before | thing->figures));
}

static void
take_thing (const GwThing *thing, int sign, gpointer data)
{
  Pass *pass = data;
  guint limit = pass->job->query.limit;
  guint gone = GPOINTER_TO_UINT (g_hash_table_lookup (pass->gone, &thing->seq));
  int times = times_of (pass, thing->figures & ~gone & pass->happened);

  if (times == 0 || pass->horizon != 0 || cursor_of (thing) <= pass->job->after_seq ||
      !passes (pass, thing))
    return;
  if (limit > 0 && pass->n_happened >= limit)
    {
      pass->horizon =
          cursor_of (&g_array_index (pass->entries, Entry, pass->entries->len - 1).thing);
      return;
    }
  add_entry (pass, thing, times);
  pass->n_happened++;
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

  if (sums == NULL)
    return FALSE;
  if (day > job->days.to)
    return TRUE;
  /* A cursor may be anything. */
  day = gw_day_is_valid (day) ? MAX (day, job->days.from) : job->days.from;
  for (; pass->horizon == 0; day = gw_day_after (day))
    {
      if (!gw_sum_reader_next_day (sums, pass->happened, day, job->days.to, &day, error))
        return FALSE;
      if (day == 0)
        break;
      if (!collect_day (pass, reader, day, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
count_happened (const Pass *pass, GwStoreReader *reader, GError **error)
{
  GwFigureJob *job = pass->job;
  const GwFigureList *list = &job->list;
  gint64 bars[GW_N_CLOSING_BARS];
  GwFigures figures;

  if (list->over_s == 0 && list->within_s == 0)
    {
      if (!gw_figure_job_count (job, reader, &figures, error))
        return FALSE;
      job->cases->total = gw_expression_value (&list->counted, &figures);
      return TRUE;
    }
  if (!gw_closing_bars (job, reader, bars, error))
    return FALSE;
  for (guint i = 0; i < GW_N_CLOSING_BARS; i++)
    if ((i > 0 ? gw_closing_bar_s (i - 1) : 0) >= list->over_s &&
        (list->within_s == 0 ||
         (gw_closing_bar_s (i) > 0 && gw_closing_bar_s (i) <= list->within_s)))
      job->cases->total += bars[i];
  return TRUE;
}

/* --- what waits --------------------------------------------------------------------------- */

static void
take_waiting (const GwThing *thing, int sign, gpointer data)
{
  Pass *pass = data;
  GwFigureJob *job = pass->job;
  int times = times_of (pass, thing->figures);

  if (!passes (pass, thing))
    return;
  job->cases->total += times;
  if (cursor_of (thing) > job->after_seq)
    add_entry (pass, thing, times);
}

static gboolean
collect_waiting (Pass *pass, GwStoreReader *reader, GError **error)
{
  for (guint left = pass->waiting; left != 0; left &= left - 1)
    if (!gw_store_figure_waiting (reader, (GwFigure)__builtin_ctz (left),
                                  pass->job->days.to, take_waiting, pass, error))
      return FALSE;
  return TRUE;
}

/* --- the page ----------------------------------------------------------------------------- */

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  gint64 first = cursor_of (&((const Entry *)a)->thing);
  gint64 second = cursor_of (&((const Entry *)b)->thing);

  return (first > second) - (first < second);
}

/* An event that counts by several figures is one entry, or none. */
static void
join_entries (GArray *entries)
{
  guint n = 0;

  g_array_sort (entries, compare_entries);
  for (guint i = 0; i < entries->len; i++)
    {
      const Entry entry = g_array_index (entries, Entry, i);

      if (n > 0 && compare_entries (&g_array_index (entries, Entry, n - 1), &entry) == 0)
        g_array_index (entries, Entry, n - 1).times += entry.times;
      else
        g_array_index (entries, Entry, n++) = entry;
      if (g_array_index (entries, Entry, n - 1).times == 0 &&
          (i + 1 == entries->len ||
           compare_entries (&g_array_index (entries, Entry, i + 1), &entry) != 0))
        n--;
    }
  g_array_set_size (entries, n);
}

/* Behind the horizon of what happened, what waits is told on another page. */
static void
cut (Pass *pass)
{
  guint limit = pass->job->query.limit;
  guint n = pass->entries->len;

  while (pass->horizon != 0 && n > 0 &&
         cursor_of (&g_array_index (pass->entries, Entry, n - 1).thing) > pass->horizon)
    n--;
  if (limit > 0 && n > limit)
    {
      n = limit;
      pass->horizon = cursor_of (&g_array_index (pass->entries, Entry, n - 1).thing);
    }
  g_array_set_size (pass->entries, n);
}

static gboolean
collect (Pass *pass, GwStoreReader *reader, GError **error)
{
  if (pass->happened != 0 &&
      (!count_happened (pass, reader, error) || !collect_happened (pass, reader, error)))
    return FALSE;
  if (!collect_waiting (pass, reader, error))
    return FALSE;
  join_entries (pass->entries);
  cut (pass);
  return TRUE;
}

/* When it happened; the case as it is now. */
static gboolean
fill_item (GwFigureJob *job, GwStoreReader *reader, GwLabels *labels, const Entry *entry,
           GError **error)
{
  const GwThing *thing = &entry->thing;
  g_autoptr (GwCaseRecord) record = gw_store_case_load (reader, thing->case_id, error);
  g_autoptr (GPtrArray) events =
      record != NULL ? gw_store_events_after (reader, thing->seq - 1, 1, error) : NULL;
  const GwLabel *cell, *class, *department;
  GwFigureCase item = { .times = entry->times,
                        .seq = thing->seq,
                        .case_id = thing->case_id };

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

static void
sort_figures (Pass *pass)
{
  const GwExpression *counted = &pass->job->list.counted;

  for (guint i = 0; i < counted->n; i++)
    if (gw_figure_is_waiting (counted->figures[i]))
      pass->waiting |= GW_FIGURE_BIT (counted->figures[i]);
    else
      pass->happened |= GW_FIGURE_BIT (counted->figures[i]);
}

static gboolean
run_list (GwFigureJob *job, GwStoreReader *reader, GError **error)
{
  g_autoptr (GHashTable) gone =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_autoptr (GwLabels) labels = NULL;
  Pass pass = { .job = job, .gone = gone, .entries = entries };
  gboolean any;

  sort_figures (&pass);
  if (!gw_figure_job_prepare (job, reader, &any, error) ||
      (any && !collect (&pass, reader, error)))
    return FALSE;
  labels = gw_labels_new (job->snapshot, job->people, job->sources, job->cases->strings);
  for (guint i = 0; i < entries->len; i++)
    if (!fill_item (job, reader, labels, &g_array_index (entries, Entry, i), error))
      return FALSE;
  job->cases->next = pass.horizon;
  return TRUE;
}

static void
list_done (GwFigureJob *job, const GError *error)
{
  job->cases_func (error == NULL ? job->cases : NULL, error, job->user_data);
}

static gboolean
is_bar_end (gint64 seconds)
{
  for (guint i = 0; i < GW_N_CLOSING_BARS; i++)
    if (seconds == gw_closing_bar_s (i))
      return TRUE;
  return FALSE;
}

/* The times of closings are counted by bars. */
static gboolean
check_times (const GwFigureJob *job, GError **error)
{
  const GwFigureList *list = &job->list;
  const char *field = list->over_s != 0 ? "over_s" : "within_s";

  if (list->over_s == 0 && list->within_s == 0)
    return TRUE;
  if (list->counted.n != 1 || list->counted.figures[0] != GW_FIGURE_CLOSED)
    {
      gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, field,
                         "only for the figure closed it is known how long it took");
      return FALSE;
    }
  if (!is_bar_end (list->over_s) || !is_bar_end (list->within_s))
    {
      gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, field,
                         "one of the edges of the closing times is expected");
      return FALSE;
    }
  return gw_figure_job_check_length (job, GW_CLOSING_MAX_DAYS, error);
}

gboolean
gw_figures_cases (GwService *service, const GwPerson *user, const GwFigureList *list,
                  const GwFiguresQuery *query, gint64 after, GwFigureCasesFunc done,
                  gpointer user_data, GError **error)
{
  GwFigureJob *job;

  g_return_val_if_fail (service != NULL && user != NULL && done != NULL, FALSE);
  g_return_val_if_fail (list != NULL && list->counted.n > 0, FALSE);

  job = gw_figure_job_new (service, user, query, error);
  if (job == NULL)
    return FALSE;
  job->list = *list;
  if (!check_times (job, error))
    {
      gw_figure_job_free (job);
      return FALSE;
    }
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
