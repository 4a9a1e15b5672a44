/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Listing plan targets: read, counted where an indicator counts, judged, cut to a page. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/plan.h"

#include <math.h>
#include <string.h>

#include "backend/service/figures.h"
#include "backend/service/service-private.h"

#define PERCENTS 100

/* What one question to the figures answers for: all areas of a level up to a day. */
typedef struct
{
  GwAreaLevel level;
  guint32 to;
} Count;

typedef struct
{
  GwService *service;
  GwPerson *user;
  GwPlanFilter filter; /* its strings are not valid any more */
  char *code;
  gint64 area_id;       /* 0: all */
  gint64 department_id; /* 0: all */
  GPtrArray *records;   /* GwPlanTargetRecord */
  GwIndicatorBook *book;
  GArray *counts; /* Count, still to be asked for; the last one is on its way */
  GwPlanList *list;
  GwPlanFunc done;
  gpointer user_data;
} Job;

static void
view_free (gpointer data)
{
  GwPlanTargetView *view = data;

  gw_plan_target_record_free (view->record);
  g_free (view);
}

static GwPlanList *
list_new (GwSnapshot *snapshot)
{
  GwPlanList *list = g_new0 (GwPlanList, 1);

  list->snapshot = gw_snapshot_ref (snapshot);
  list->targets = g_ptr_array_new_with_free_func (view_free);
  return list;
}

static void
list_free (GwPlanList *list)
{
  g_ptr_array_unref (list->targets);
  g_clear_pointer (&list->history, g_ptr_array_unref);
  g_clear_pointer (&list->years, g_array_unref);
  gw_snapshot_unref (list->snapshot);
  g_free (list);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  gw_person_unref (job->user);
  g_free (job->code);
  g_clear_pointer (&job->records, g_ptr_array_unref);
  gw_indicator_book_unref (job->book);
  g_array_unref (job->counts);
  list_free (job->list);
  g_free (job);
}

/* --- judging and cutting ------------------------------------------------------------------ */

static void
judge (const Job *job, GwPlanTargetView *view)
{
  const GwPlanActualRecord *actual = view->record->actual;

  if (!view->counted && actual != NULL)
    {
      view->has_actual = TRUE;
      view->actual = actual->value;
      view->actual_date = actual->date;
    }
  view->standing = gw_plan_target_standing (&view->record->plan, view->has_actual,
                                            view->actual, job->list->today);
}

/* Keeps what has the lamp, and of that the page. */
static void
cut (Job *job)
{
  GwPlanList *list = job->list;
  g_autoptr (GPtrArray) all = g_steal_pointer (&list->targets);
  gboolean reached = job->filter.after == 0;

  list->targets = g_ptr_array_new_with_free_func (view_free);
  g_ptr_array_set_free_func (all, NULL);
  for (guint i = 0; i < all->len; i++)
    {
      GwPlanTargetView *view = all->pdata[i];
      const gint64 id = view->record->id;
      const gboolean passes =
          !job->filter.has_lamp || view->standing.lamp == job->filter.lamp;
      gboolean taken = FALSE;

      list->lamps[view->standing.lamp]++;
      list->total += passes;
      if (passes && reached)
        {
          taken = job->filter.limit == 0 || list->targets->len < job->filter.limit;
          list->more = list->more || !taken;
        }
      if (taken)
        g_ptr_array_add (list->targets, view);
      else
        view_free (view);
      reached = reached || id == job->filter.after;
    }
}

static void
finish (Job *job, const GError *error)
{
  g_autoptr (GError) missing = NULL;

  if (error == NULL)
    {
      for (guint i = 0; i < job->list->targets->len; i++)
        judge (job, job->list->targets->pdata[i]);
      cut (job);
      if (job->filter.id != 0 && job->list->targets->len == 0)
        gw_case_error_set (&missing, GW_CASE_ERROR_NOT_FOUND, NULL,
                           "there is no such target");
    }
  if (error == NULL && missing == NULL)
    job->done (job->list, NULL, job->user_data);
  else
    job->done (NULL, error != NULL ? error : missing, job->user_data);
  job_free (job);
}

/* --- counting ------------------------------------------------------------------------------ */

static const GwDimension dimensions[] = {
  [GW_AREA_CITY] = GW_DIMENSION_CITY,
  [GW_AREA_DISTRICT] = GW_DIMENSION_DISTRICT,
  [GW_AREA_STREET] = GW_DIMENSION_STREET,
  [GW_AREA_COMMUNITY] = GW_DIMENSION_COMMUNITY,
};

static guint32
counted_until (const Job *job, const GwPlanTarget *plan)
{
  return MIN (job->list->today, plan->due);
}

static void
take_rate (GwPlanTargetView *view, GwRate rate, guint32 date)
{
  double value;

  view->rate = rate;
  view->actual_date = date;
  view->has_actual = gw_rate_value (rate, &value);
  if (view->has_actual)
    view->actual =
        (gint64)llround (value * GW_TARGET_SCALE *
                         (view->record->plan.unit == GW_TARGET_PERCENT ? PERCENTS : 1));
}

static const GwFigures *
find_figures (const GwFiguresTable *table, GwAreaLevel level, const char *code)
{
  static const GwFigures none;

  if (level == GW_AREA_CITY)
    return &table->total;
  for (guint i = 0; i < table->rows->len; i++)
    {
      const GwFiguresRow *row = &g_array_index (table->rows, GwFiguresRow, i);

      if (strcmp (row->row.key, code) == 0)
        return &row->figures;
    }
  return &none;
}

static void
take_counts (Job *job, const GwFiguresTable *table, const Count *count)
{
  for (guint i = 0; i < job->list->targets->len; i++)
    {
      GwPlanTargetView *view = job->list->targets->pdata[i];
      const GwPlanTarget *plan = &view->record->plan;
      const GwBookIndicator *indicator;

      if (!view->counted || view->area->level != count->level ||
          counted_until (job, plan) != count->to)
        continue;
      indicator = gw_indicator_book_find (job->book, plan->indicator);
      if (indicator != NULL)
        take_rate (view,
                   gw_book_indicator_rate (
                       indicator, find_figures (table, count->level, view->area->code)),
                   count->to);
    }
}

static void count_next (Job *job);

static void
counted_cb (GwFiguresTable **table, const GError *error, gpointer data)
{
  Job *job = data;

  if (error != NULL)
    {
      finish (job, error);
      return;
    }
  take_counts (job, *table, &g_array_index (job->counts, Count, job->counts->len - 1));
  g_array_set_size (job->counts, job->counts->len - 1);
  count_next (job);
}

static void
count_next (Job *job)
{
  /* What an area reached does not depend on who looks at it. */
  g_autoptr (GwPerson) anyone = gw_person_new_administrator ();
  g_autoptr (GError) error = NULL;
  const Count *count;
  GwFiguresQuery query = { 0 };

  if (job->counts->len == 0)
    {
      finish (job, NULL);
      return;
    }
  count = &g_array_index (job->counts, Count, job->counts->len - 1);
  query.rows = dimensions[count->level];
  query.from = job->list->year * 10000 + 101;
  query.to = count->to;
  if (!gw_figures_query (job->service, anyone, &query, counted_cb, job, &error))
    finish (job, error);
}

static void
want_count (Job *job, const GwPlanTargetView *view)
{
  const Count wanted = { view->area->level, counted_until (job, &view->record->plan) };

  /* A year that has not begun has nothing to count. */
  if (wanted.to < job->list->year * 10000 + 101)
    return;
  for (guint i = 0; i < job->counts->len; i++)
    {
      const Count *count = &g_array_index (job->counts, Count, i);

      if (count->level == wanted.level && count->to == wanted.to)
        return;
    }
  g_array_append_val (job->counts, wanted);
}

/* --- reading -------------------------------------------------------------------------------- */

static gboolean
read_thread (GwStoreReader *reader, gpointer data, GError **error)
{
  Job *job = data;
  GwPlanTargetRecord *record;

  job->list->years = gw_store_plan_years (reader, error);
  if (job->list->years == NULL)
    return FALSE;
  if (job->filter.id == 0)
    {
      job->records = gw_store_plan_target_list (reader, job->list->year, error);
      return job->records != NULL;
    }
  record = gw_store_plan_target_load (reader, job->filter.id, error);
  if (record == NULL)
    return FALSE;
  job->records =
      g_ptr_array_new_with_free_func ((GDestroyNotify)gw_plan_target_record_free);
  g_ptr_array_add (job->records, record);
  job->list->history =
      gw_store_plan_actuals (reader, job->filter.id, GW_PLAN_HISTORY_MAX, error);
  return job->list->history != NULL;
}

static gboolean
is_seen (const GwPerson *user, const GwPlanTargetRecord *record, const GwArea *area)
{
  if ((gw_permissions_scope (user->roles) & GW_SCOPE_ALL) != 0)
    return gw_scope_has (user, area);
  return record->department_id == user->department_id;
}

/* NULL: it is not what was asked for, or not for this user. */
static GwPlanTargetView *
make_view (const Job *job, GwPlanTargetRecord *record)
{
  const GwSnapshot *snapshot = job->list->snapshot;
  const GwArea *area = gw_snapshot_area_by_id (snapshot, record->area_id);
  GwPlanTargetView *view;

  if (record->retired || area == NULL || !is_seen (job->user, record, area) ||
      (job->area_id != 0 && !gw_area_is_within (area, job->area_id)) ||
      (job->department_id != 0 && record->department_id != job->department_id) ||
      (job->code != NULL && strcmp (record->plan.code, job->code) != 0))
    return NULL;
  view = g_new0 (GwPlanTargetView, 1);
  view->record = record;
  view->area = area;
  view->department = gw_snapshot_department (snapshot, record->department_id);
  view->counted = *record->plan.indicator != '\0';
  view->may_enter =
      !view->counted && gw_plan_may_enter (job->user, area, record->department_id);
  return view;
}

static void
read_cb (gpointer data, const GError *error, gpointer user_data)
{
  Job *job = data;
  g_autoptr (GPtrArray) records = g_steal_pointer (&job->records);

  if (error != NULL)
    {
      g_autoptr (GError) translated = gw_service_translate_error (error);

      finish (job, translated);
      return;
    }
  g_ptr_array_set_free_func (records, NULL);
  for (guint i = 0; i < records->len; i++)
    {
      GwPlanTargetRecord *record = records->pdata[i];
      GwPlanTargetView *view = make_view (job, record);

      if (view == NULL)
        {
          gw_plan_target_record_free (record);
          continue;
        }
      g_ptr_array_add (job->list->targets, view);
      job->list->year = record->plan.year;
      if (view->counted)
        want_count (job, view);
    }
  count_next (job);
}

static gboolean
take_filter (Job *job, const GwPlanFilter *filter, GError **error)
{
  const GwSnapshot *snapshot = job->list->snapshot;
  const GwArea *area;
  const GwDepartment *department;

  if (filter->area != NULL)
    {
      area = gw_snapshot_area_by_code (snapshot, filter->area);
      if (area == NULL)
        {
          gw_case_error_set (error, GW_CASE_ERROR_NOT_FOUND, "area",
                             "there is no such area");
          return FALSE;
        }
      job->area_id = area->id;
    }
  if (filter->department != NULL)
    {
      department = gw_snapshot_department_by_code (snapshot, filter->department);
      if (department == NULL)
        {
          gw_case_error_set (error, GW_CASE_ERROR_UNKNOWN_DEPARTMENT, "department",
                             "there is no such department");
          return FALSE;
        }
      job->department_id = department->id;
    }
  job->code = g_strdup (filter->code);
  return TRUE;
}

static Job *
job_new (GwService *service, const GwPerson *user, const GwPlanFilter *filter,
         GwPlanFunc done, gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->service = service;
  job->user = gw_person_ref (user);
  job->filter = *filter;
  job->book =
      gw_indicator_book_ref ((GwIndicatorBook *)gw_snapshot_indicators (service->snapshot));
  job->counts = g_array_new (FALSE, FALSE, sizeof (Count));
  job->list = list_new (service->snapshot);
  job->list->today = gw_calendar_local_date (gw_snapshot_calendar (service->snapshot),
                                             gw_service_now (service));
  job->list->year = filter->year != 0 ? filter->year : job->list->today / 10000;
  job->done = done;
  job->user_data = user_data;
  return job;
}

gboolean
gw_plan_list (GwService *service, const GwPerson *user, const GwPlanFilter *filter,
              GwPlanFunc done, gpointer user_data, GError **error)
{
  Job *job;

  if ((gw_permissions_scope (user->roles) & (GW_SCOPE_ALL | GW_SCOPE_DEPARTMENT)) == 0)
    {
      gw_case_error_set (error, GW_CASE_ERROR_FORBIDDEN, NULL, "not for this role");
      return FALSE;
    }
  job = job_new (service, user, filter, done, user_data);
  if (!take_filter (job, filter, error))
    {
      job_free (job);
      return FALSE;
    }
  /* The job outlives the read: what has to be counted is counted afterwards. */
  if (gw_store_read_async (service->store, read_thread, job, NULL, read_cb, NULL))
    return TRUE;
  job_free (job);
  return gw_service_fail_overloaded (error);
}
