/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plan of a year from a file, and back into one. */
#define G_LOG_DOMAIN "gridward-service"

#include <string.h>

#include "backend/rules/csv.h"
#include "backend/service/change-note.h"
#include "backend/service/plan.h"
#include "backend/service/service-private.h"

/* The fields of a target as the columns of a file, after year, code and area; those of the
 * actual follow. */
#define FIRST_FIELD 3
#define END_FIELD 12

/* --- names of a file ------------------------------------------------------------------------ */

static gboolean
has_area (const char *code, gpointer snapshot)
{
  return gw_snapshot_area_by_code (snapshot, code) != NULL;
}

static gboolean
has_department (const char *code, gpointer snapshot)
{
  return gw_snapshot_department_by_code (snapshot, code) != NULL;
}

static gboolean
find_indicator (const char *name, gboolean *ret_is_rate, gpointer snapshot)
{
  const GwBookIndicator *indicator =
      gw_indicator_book_find (gw_snapshot_indicators (snapshot), name);

  if (indicator == NULL)
    return FALSE;
  *ret_is_rate = indicator->is_rate;
  return TRUE;
}

GwPlanTargetContext
gw_plan_context (const GwSnapshot *snapshot)
{
  return (GwPlanTargetContext){ has_area, has_department, find_indicator,
                                (gpointer)snapshot };
}

/* --- in --------------------------------------------------------------------------------------- */

typedef struct
{
  const GPtrArray *targets;
  GwSnapshot *snapshot;
  GwChangeNote journal;
  GHashTable *stored; /* "2026/code/area" -> GwPlanTargetRecord; what is left is retired */
  GPtrArray *records; /* owns them */
  GwPlanImport import;
} Job;

static char *
make_key (guint year, const char *code, const char *area)
{
  return g_strdup_printf ("%u/%s/%s", year, code, area);
}

static const char *
area_code (const Job *job, gint64 id)
{
  const GwArea *area = gw_snapshot_area_by_id (job->snapshot, id);

  return area != NULL ? area->code : "";
}

/* What the record's ids stand for, so that it can be compared and written. */
static void
fill_codes (const GwSnapshot *snapshot, GwPlanTargetRecord *record)
{
  const GwArea *area = gw_snapshot_area_by_id (snapshot, record->area_id);
  const GwDepartment *department = gw_snapshot_department (snapshot, record->department_id);
  const GwPlanActualRecord *actual = record->actual;
  GwPlanTarget *plan = &record->plan;

  plan->area = g_strdup (area != NULL ? area->code : "");
  plan->department = g_strdup (department != NULL ? department->code : "");
  plan->has_actual = actual != NULL && *plan->indicator == '\0';
  plan->actual = actual != NULL ? actual->value : 0;
  plan->actual_date = actual != NULL ? actual->date : 0;
  plan->note = g_strdup (plan->has_actual ? actual->note : "");
}

static gboolean
load_year (Job *job, guint year, GError **error)
{
  g_autoptr (GPtrArray) records = gw_store_plan_target_list (
      gw_store_writer_get_reader (job->journal.writer), year, error);

  if (records == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    {
      GwPlanTargetRecord *record = records->pdata[i];

      fill_codes (job->snapshot, record);
      g_hash_table_insert (
          job->stored, make_key (year, record->plan.code, area_code (job, record->area_id)),
          record);
    }
  g_ptr_array_extend_and_steal (job->records, g_steal_pointer (&records));
  return TRUE;
}

static gboolean
load_years (Job *job, GError **error)
{
  g_autoptr (GHashTable) years = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < job->targets->len; i++)
    {
      const GwPlanTarget *target = job->targets->pdata[i];

      if (g_hash_table_add (years, GUINT_TO_POINTER (target->year)) &&
          !load_year (job, target->year, error))
        return FALSE;
    }
  return TRUE;
}

/* The fields of a line of a file. before NULL: of nothing. */
static char **
dup_fields (const GwPlanTarget *target)
{
  g_auto (GwCsv) csv = { 0 };
  g_autoptr (GString) line = g_string_new (NULL);
  g_autoptr (GStrvBuilder) fields = g_strv_builder_new ();

  gw_plan_target_append_csv (line, target);
  if (gw_csv_open (&csv, line->str, line->len, NULL, NULL) && gw_csv_next (&csv, NULL))
    for (guint i = 0; i < csv.fields->len; i++)
      g_strv_builder_add (fields, csv.fields->pdata[i]);
  return g_strv_builder_end (fields);
}

/* How many fields are other ones, each told to the journal. -1: error. */
static int
note_fields (Job *job, const char *key, const GwPlanTarget *before,
             const GwPlanTarget *after, GError **error)
{
  g_auto (GStrv) were = before != NULL ? dup_fields (before) : NULL;
  g_auto (GStrv) are = dup_fields (after);
  int n = 0;

  for (guint i = FIRST_FIELD; i < END_FIELD; i++)
    {
      const char *was = were != NULL ? were[i] : "";

      if (strcmp (was, are[i]) == 0)
        continue;
      n++;
      if (!gw_change_note (&job->journal, GW_NOTED_TARGET, key, gw_plan_target_columns[i],
                           was, are[i], error))
        return -1;
    }
  return n;
}

/* The record says what the target says. Its strings are borrowed. */
static GwPlanTargetRecord
record_of (const Job *job, const GwPlanTarget *target, gint64 id)
{
  return (GwPlanTargetRecord){
    .id = id,
    .area_id = gw_snapshot_area_by_code (job->snapshot, target->area)->id,
    .department_id = gw_snapshot_department_by_code (job->snapshot, target->department)->id,
    .plan = *target,
  };
}

static gboolean
write_plan (Job *job, const char *key, const GwPlanTarget *target,
            const GwPlanTargetRecord *stored, gint64 *ret_id, GError **error)
{
  const gboolean gone = stored != NULL && stored->retired;
  GwPlanTargetRecord record = record_of (job, target, stored != NULL ? stored->id : 0);
  int n;

  if ((stored == NULL || gone) &&
      !gw_change_note (&job->journal, GW_NOTED_TARGET, key, "state",
                       gone ? "retired" : NULL, "active", error))
    return FALSE;
  n = note_fields (job, key, stored != NULL ? &stored->plan : NULL, target, error);
  if (n < 0)
    return FALSE;
  *ret_id = record.id;
  if (stored != NULL && n == 0 && !gone)
    return TRUE;
  job->import.n_added += stored == NULL || gone;
  job->import.n_changed += stored != NULL && !gone;
  if (stored != NULL)
    return gw_store_plan_target_change (job->journal.writer, &record, error);
  if (!gw_store_plan_target_add (job->journal.writer, &record, error))
    return FALSE;
  *ret_id = record.id;
  return TRUE;
}

static gboolean
write_actual (Job *job, const char *key, const GwPlanTarget *target,
              const GwPlanTargetRecord *stored, gint64 id, GError **error)
{
  const GwPlanTarget *was = stored != NULL ? &stored->plan : NULL;
  const GwPlanActualRecord actual = { .at = job->journal.at,
                                      .date = target->actual_date,
                                      .value = target->actual,
                                      .note = target->note };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (!target->has_actual ||
      (was != NULL && was->has_actual && was->actual == target->actual &&
       was->actual_date == target->actual_date && strcmp (was->note, target->note) == 0))
    return TRUE;
  job->import.n_actuals++;
  before = was != NULL && was->has_actual ? gw_target_value_to_text (was->actual) : NULL;
  after = gw_target_value_to_text (target->actual);
  return gw_store_plan_actual_add (job->journal.writer, id, &actual, error) &&
         gw_change_note (&job->journal, GW_NOTED_TARGET, key, "actual", before, after,
                         error);
}

static gboolean
write_target (Job *job, const GwPlanTarget *target, GError **error)
{
  g_autofree char *key = make_key (target->year, target->code, target->area);
  const GwPlanTargetRecord *stored = g_hash_table_lookup (job->stored, key);
  gint64 id;

  g_hash_table_remove (job->stored, key);
  return write_plan (job, key, target, stored, &id, error) &&
         write_actual (job, key, target, stored, id, error);
}

static gboolean
retire_rest (Job *job, GError **error)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, job->stored);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const GwPlanTargetRecord *record = value;

      if (record->retired)
        continue;
      job->import.n_removed++;
      if (!gw_store_plan_target_retire (job->journal.writer, record->id, error) ||
          !gw_change_note (&job->journal, GW_NOTED_TARGET, key, "state", "active",
                           "retired", error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
import_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  Job *job = data;

  job->journal.writer = writer;
  if (!load_years (job, error))
    return FALSE;
  for (guint i = 0; i < job->targets->len; i++)
    if (!write_target (job, job->targets->pdata[i], error))
      return FALSE;
  return retire_rest (job, error);
}

gboolean
gw_setup_import_plan (GwService *service, const GPtrArray *targets,
                      GwPlanImport *ret_import, GError **error)
{
  Job job = { .targets = targets,
              .snapshot = service->snapshot,
              .journal = { .at = gw_service_now (service) } };
  g_autoptr (GHashTable) stored =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) records =
      g_ptr_array_new_with_free_func ((GDestroyNotify)gw_plan_target_record_free);
  GError *local = NULL;

  job.stored = stored;
  job.records = records;
  if (!gw_store_write (service->store, import_thread, &job, &local))
    {
      gw_service_propagate_error (error, local);
      return FALSE;
    }
  *ret_import = job.import;
  return TRUE;
}

/* --- out ---------------------------------------------------------------------------------------- */

static gboolean
add_year (GwService *service, guint year, GPtrArray *targets, GError **error)
{
  g_autoptr (GPtrArray) records =
      gw_store_plan_target_list (gw_store_read (service->store), year, error);

  if (records == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    {
      GwPlanTargetRecord *record = records->pdata[i];
      GwPlanTarget *target;

      if (record->retired)
        continue;
      fill_codes (service->snapshot, record);
      target = g_new0 (GwPlanTarget, 1);
      *target = record->plan;
      memset (&record->plan, 0, sizeof record->plan);
      g_ptr_array_add (targets, target);
    }
  return TRUE;
}

GPtrArray *
gw_setup_load_plan (GwService *service, guint year, GError **error)
{
  g_autoptr (GPtrArray) targets =
      g_ptr_array_new_with_free_func ((GDestroyNotify)gw_plan_target_free);
  GError *local = NULL;
  g_autoptr (GArray) years = gw_store_plan_years (gw_store_read (service->store), &local);

  for (guint i = 0; local == NULL && i < years->len; i++)
    if (year == 0 || g_array_index (years, guint, i) == year)
      add_year (service, g_array_index (years, guint, i), targets, &local);
  if (local == NULL)
    return g_steal_pointer (&targets);
  gw_service_propagate_error (error, local);
  return NULL;
}
