/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A question about figures: what it asks, and its way through the store. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/figures-private.h"

#include <string.h>

#include "backend/rules/case-error.h"
#include "backend/rules/post.h"
#include "backend/service/class-filter.h"
#include "backend/service/statistics.h"

/* A step takes the writer some milliseconds. */
#define STEP_EVENTS 2000
#define ALL_HOURS ((1u << 24) - 1)

/* --- reading the question ------------------------------------------------------------- */

static gboolean
refuse (GError **error, const char *field, const char *code)
{
  gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, field, "there is no “%s”", code);
  return FALSE;
}

static gboolean
read_cells (GwFigureJob *job, const GwFiguresQuery *query, GError **error)
{
  const GwSnapshot *snapshot = job->snapshot;
  const GwArea *area =
      query->area != NULL ? gw_snapshot_area_by_code (snapshot, query->area) : NULL;
  gboolean limited = gw_scope_is_limited (job->user, snapshot);
  GwIdSet *cells;

  if (query->area != NULL && area == NULL)
    return refuse (error, "area", query->area);
  if (query->cell != NULL && gw_snapshot_cell_by_code (snapshot, query->cell) == NULL)
    return refuse (error, "cell", query->cell);
  if (area == NULL && query->cell == NULL && !limited)
    return TRUE;
  cells = job->filter.ids[GW_THING_CELL] = gw_id_set_new ();
  if (query->cell == NULL)
    job->communities = gw_id_set_new ();
  for (guint i = 0; i < gw_snapshot_n_all_cells (snapshot); i++)
    {
      const GwCell *cell = gw_snapshot_cell_of_all (snapshot, i);

      /* A code may have been given to other ground before. */
      if ((query->cell != NULL && strcmp (cell->code, query->cell) != 0) ||
          (area != NULL && !gw_area_is_within (cell->community, area->id)) ||
          !gw_scope_has_cell (job->user, cell))
        continue;
      gw_id_set_add (cells, cell->id);
      if (job->communities != NULL)
        gw_id_set_add (job->communities, cell->community->id);
      job->one_cell = cells->n_ids == 1 ? cell->id : 0;
    }
  return TRUE;
}

static gboolean
read_classes (GwFigureJob *job, const GwFiguresQuery *query, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean has_kind = query->has_kind;
  GwClassKind kind = query->kind;
  const char *code = query->class_code;
  const char *colon = code != NULL ? strchr (code, ':') : NULL;

  if (colon != NULL)
    {
      g_autofree char *name = g_strndup (code, (gsize)(colon - code));

      has_kind = gw_class_kind_parse (name, &kind) && kind != GW_KIND_ANY;
      if (!has_kind)
        return refuse (error, "class", code);
      code = colon + 1;
    }
  if (!gw_class_filter (job->snapshot, code, has_kind, kind, ids, error))
    return FALSE;
  if (code == NULL && !has_kind)
    return TRUE;
  job->filter.ids[GW_THING_CLASS] =
      gw_id_set_new_of ((const gint64 *)(const void *)ids->data, ids->len);
  return TRUE;
}

static gboolean
read_department (GwFigureJob *job, const char *code, GError **error)
{
  const GwPerson *user = job->user;
  const GwDepartment *department =
      code != NULL ? gw_snapshot_department_by_code (job->snapshot, code) : NULL;

  if (code != NULL && department == NULL)
    {
      gw_case_error_set (error, GW_CASE_ERROR_UNKNOWN_DEPARTMENT, "department",
                         "there is no department “%s”", code);
      return FALSE;
    }
  if (department != NULL)
    gw_thing_filter_set_only (&job->filter, GW_THING_DEPARTMENT, department->id);
  if (!gw_statistics_is_own_department (user))
    return TRUE;
  if (user->department_id == 0 ||
      (department != NULL && department->id != user->department_id))
    {
      gw_case_error_set (error, GW_CASE_ERROR_FORBIDDEN, "department",
                         "only the figures of your own department are open to you");
      return FALSE;
    }
  gw_thing_filter_set_only (&job->filter, GW_THING_DEPARTMENT, user->department_id);
  return TRUE;
}

/* A shift's hours, and of them the one that is asked for. */
static gboolean
read_hours (GwFigureJob *job, const GwFiguresQuery *query, GError **error)
{
  const GwDayShifts *shifts = gw_settings_day_shifts (gw_snapshot_settings (job->snapshot));
  guint hours = ALL_HOURS, shift;

  if (query->shift != NULL && !gw_day_shift_find (shifts, query->shift, &shift))
    return refuse (error, "shift", query->shift);
  if (query->shift != NULL)
    hours &= gw_day_shift_hours (shifts, shift);
  if (query->has_hour)
    hours &= 1u << query->hour;
  if (hours == ALL_HOURS)
    return TRUE;
  job->filter.ids[GW_THING_HOUR] = gw_id_set_new ();
  for (; hours != 0; hours &= hours - 1)
    gw_id_set_add (job->filter.ids[GW_THING_HOUR], __builtin_ctz (hours));
  return TRUE;
}

static gboolean
read_person (GwFigureJob *job, const char *login, GError **error)
{
  GHashTableIter iter;
  gpointer value;

  if (login == NULL)
    return TRUE;
  g_hash_table_iter_init (&iter, job->people);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const GwPerson *person = value;

      if (strcmp (person->login, login) != 0)
        continue;
      gw_thing_filter_set_only (&job->filter, GW_THING_PERSON, person->id);
      return TRUE;
    }
  return refuse (error, "person", login);
}

static gboolean
read_others (GwFigureJob *job, const GwFiguresQuery *query, GError **error)
{
  const GwDutyGrid *grid =
      query->duty_grid != NULL
          ? gw_snapshot_duty_grid_by_code (job->snapshot, query->duty_grid)
          : NULL;
  GwRole post = 0;

  if (query->duty_grid != NULL && grid == NULL)
    return refuse (error, "duty_grid", query->duty_grid);
  if (query->post != NULL && !gw_post_parse (query->post, &post))
    return refuse (error, "post", query->post);
  if (grid != NULL)
    gw_thing_filter_set_only (&job->filter, GW_THING_DUTY_GRID, grid->id);
  if (query->post != NULL)
    gw_thing_filter_set_only (&job->filter, GW_THING_POST, gw_post_to_number (post));
  if (query->weekday != 0)
    gw_thing_filter_set_only (&job->filter, GW_THING_WEEKDAY, query->weekday);
  job->source = g_strdup (query->source);
  return read_hours (job, query, error) && read_person (job, query->person, error);
}

static gboolean
read_days (GwFigureJob *job, const GwFiguresQuery *query, GError **error)
{
  guint today = gw_calendar_local_date (gw_snapshot_calendar (job->snapshot),
                                        gw_service_now (job->service));
  GwDays days = { query->from, query->to != 0 ? query->to : today };
  const char *wrong = NULL;

  if (days.from == 0)
    days.from = days.to / 100 * 100 + 1;
  if (!gw_day_is_valid (days.to))
    wrong = "to";
  else if (!gw_day_is_valid (days.from))
    wrong = "from";
  else if (days.to < days.from)
    wrong = query->to != 0 ? "to" : "from";
  if (wrong != NULL)
    {
      gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, wrong,
                         "%04u-%02u-%02u to %04u-%02u-%02u is no period: days from "
                         "1970-01-01 to 9998-12-31, the first one first, are possible",
                         days.from / 10000, days.from / 100 % 100, days.from % 100,
                         days.to / 10000, days.to / 100 % 100, days.to % 100);
      return FALSE;
    }
  job->days = days;
  return TRUE;
}

/* Nobody else changes the table while a thread reads it. */
static GHashTable *
copy_people (GwService *service)
{
  GHashTable *people = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL,
                                              (GDestroyNotify)gw_person_unref);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, service->people);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      GwPerson *person = gw_person_ref (value);

      g_hash_table_insert (people, &person->id, person);
    }
  return people;
}

static void
job_free (gpointer data)
{
  gw_figure_job_free (data);
}

void
gw_figure_job_free (GwFigureJob *job)
{
  g_clear_pointer (&job->table, gw_figures_table_free);
  g_clear_pointer (&job->cases, gw_figure_cases_free);
  gw_thing_filter_clear (&job->filter);
  g_clear_pointer (&job->communities, gw_id_set_free);
  g_free (job->source);
  g_clear_pointer (&job->sources, g_hash_table_unref);
  g_hash_table_unref (job->people);
  gw_person_unref (job->user);
  gw_snapshot_unref (job->snapshot);
  g_free (job->after);
  g_free (job);
}

GwFigureJob *
gw_figure_job_new (GwService *service, const GwPerson *user, const GwFiguresQuery *query,
                   GError **error)
{
  GwFigureJob *job = g_new0 (GwFigureJob, 1);

  job->service = service;
  job->snapshot = gw_snapshot_ref (service->snapshot);
  job->user = gw_person_ref (user);
  job->people = copy_people (service);
  job->query = *query;
  job->after = g_strdup (query->after);
  if (read_days (job, query, error) && read_cells (job, query, error) &&
      read_classes (job, query, error) && read_department (job, query->department, error) &&
      read_others (job, query, error))
    return job;
  job_free (job);
  return NULL;
}

gboolean
gw_figure_job_check_length (const GwFigureJob *job, guint max_days, GError **error)
{
  if (gw_day_to_number (job->days.to) - gw_day_to_number (job->days.from) < max_days)
    return TRUE;
  gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, "from",
                     "a period of no more than %u days is expected", max_days);
  return FALSE;
}

/* --- on its way ----------------------------------------------------------------------- */

/* None passes while nobody has reported by the source. */
static void
find_source (GwFigureJob *job)
{
  GHashTableIter iter;
  gpointer id, name;

  job->filter.ids[GW_THING_SOURCE] = gw_id_set_new ();
  g_hash_table_iter_init (&iter, job->sources);
  while (g_hash_table_iter_next (&iter, &id, &name))
    if (strcmp (name, job->source) == 0)
      gw_id_set_add (job->filter.ids[GW_THING_SOURCE], *(gint64 *)id);
}

gboolean
gw_figure_job_prepare (GwFigureJob *job, GwStoreReader *reader, gboolean *ret_any,
                       GError **error)
{
  job->sources = gw_store_figure_sources (reader, error);
  if (job->sources == NULL)
    return FALSE;
  if (job->source != NULL)
    find_source (job);
  *ret_any = gw_thing_filter_may_pass (&job->filter);
  return TRUE;
}

GwThingFilter
gw_figure_job_sum_filter (const GwFigureJob *job, gboolean by_cell)
{
  GwThingFilter filter = job->filter;

  if (job->communities != NULL && !by_cell)
    {
      filter.ids[GW_THING_CELL] = NULL;
      filter.ids[GW_THING_COMMUNITY] = job->communities;
    }
  return filter;
}

gboolean
gw_figure_job_count (const GwFigureJob *job, GwStoreReader *reader, GwFigures *ret_figures,
                     GError **error)
{
  GwThingFilter filter = gw_figure_job_sum_filter (job, FALSE);
  g_autoptr (GwSumReader) sums = gw_sum_reader_new (reader, &filter, error);
  g_autoptr (GwCube) cube = gw_cube_new (0);

  *ret_figures = (GwFigures){ 0 };
  if (sums == NULL || !gw_sum_reader_add (sums, job->days.from, job->days.to, cube, error))
    return FALSE;
  for (guint i = 0; gw_cube_n_sums (cube) > 0 && i < GW_N_FIGURES; i++)
    ret_figures->values[i] = gw_cube_sum (cube, 0)->counts[i];
  return TRUE;
}

static gboolean
run_thread (GwStoreReader *reader, gpointer data, GError **error)
{
  GwFigureJob *job = data;

  return job->run (job, reader, error);
}

static void
ran_cb (gpointer data, const GError *error, gpointer user_data)
{
  GwFigureJob *job = data;
  g_autoptr (GError) translated = NULL;

  if (error != NULL)
    translated = gw_service_translate_error (error);
  job->done (job, translated);
}

/* Takes the job. */
static gboolean
run (GwFigureJob *job, GError **error)
{
  if (gw_store_read_async (job->service->store, run_thread, job, job_free, ran_cb, NULL))
    return TRUE;
  job_free (job);
  return gw_service_fail_overloaded (error);
}

static gboolean
follow_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  GwFigureJob *job = *(GwFigureJob **)data;

  return gw_store_figures_follow (writer, STEP_EVENTS, &job->more, error);
}

static gboolean follow (GwFigureJob *job, GError **error);

/* The job goes on from step to step, and only its box ends with each. */
static void
followed_cb (gpointer data, const GError *error, gpointer user_data)
{
  GwFigureJob *job = g_steal_pointer ((GwFigureJob **)data);
  GwFigureJob failed = *job;
  g_autoptr (GError) refused = NULL;

  if (error != NULL)
    {
      ran_cb (job, error, NULL);
      job_free (job);
      return;
    }
  if (!(job->more ? follow (job, &refused) : run (job, &refused)))
    {
      failed.table = NULL;
      failed.cases = NULL;
      failed.done (&failed, refused);
    }
}

static void
box_free (gpointer data)
{
  GwFigureJob **box = data;

  g_clear_pointer (box, job_free);
  g_free (box);
}

static gboolean
follow (GwFigureJob *job, GError **error)
{
  GwFigureJob **box = g_memdup2 (&job, sizeof job);

  if (gw_store_write_async (job->service->store, follow_thread, box, box_free, followed_cb,
                            NULL))
    return TRUE;
  box_free (box);
  return gw_service_fail_overloaded (error);
}

gboolean
gw_figure_job_start (GwFigureJob *job, GError **error)
{
  GwService *service = job->service;

  if (!service->read_only && gw_store_figures_are_behind (gw_store_read (service->store)))
    return follow (job, error);
  return run (job, error);
}

/* --- from the beginning --------------------------------------------------------------- */

static gboolean
clear_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  return gw_store_figures_clear (writer, error);
}

static gboolean
rebuild_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  return gw_store_figures_follow (writer, 10 * STEP_EVENTS, data, error);
}

static gboolean
make_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  return gw_store_sums_make (writer, data, error);
}

static gboolean
run_steps (GwService *service, GwStoreWriteFunc func, GError **error)
{
  gboolean more = TRUE;

  while (more)
    if (!gw_store_write (service->store, func, &more, error))
      return FALSE;
  return TRUE;
}

gboolean
gw_figures_rebuild (GwService *service, GError **error)
{
  GError *local = NULL;

  if (gw_store_write (service->store, clear_thread, NULL, &local) &&
      run_steps (service, rebuild_thread, &local) &&
      run_steps (service, make_thread, &local))
    return TRUE;
  gw_service_propagate_error (error, local);
  return FALSE;
}
