/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exchanging the rules, and trying others on past cases. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/rule-book.h"

#include <string.h>

#include "backend/rules/case-error.h"
#include "backend/service/intake.h"
#include "backend/service/service-private.h"
#include "backend/store/routing-store.h"

/* --- what there is ----------------------------------------------------------------------- */

static void
add_places (GwRoutingWorld *world, const GwSnapshot *snapshot)
{
  for (guint i = 0; i < gw_snapshot_n_areas (snapshot); i++)
    {
      const GwArea *area = gw_snapshot_area (snapshot, i);
      const GwDepartment *department =
          gw_snapshot_department (snapshot, area->department_id);

      gw_routing_world_add_area (world, area->code,
                                 area->parent != NULL ? area->parent->code : NULL,
                                 department != NULL ? department->id : 0);
    }
  for (guint i = 0; i < gw_snapshot_n_cells (snapshot); i++)
    {
      const GwCell *cell = gw_snapshot_cell (snapshot, i);

      gw_routing_world_add_cell (world, cell->code, cell->community->code);
    }
}

GwRoutingWorld *
gw_rule_book_world (const GwSnapshot *snapshot)
{
  GwRoutingWorld *world = gw_routing_world_new ();
  const GwCatalogue *catalogue = gw_snapshot_catalogue (snapshot);
  const char *const *sources = gw_report_sources ();

  for (guint i = 0; i < gw_catalogue_size (catalogue); i++)
    {
      const GwCaseClass *class = gw_catalogue_get (catalogue, i);

      gw_routing_world_add_class (world, class->kind, class->code);
      for (guint k = 0; k < class->conditions->len; k++)
        {
          const GwFilingCondition *condition = g_ptr_array_index (class->conditions, k);

          gw_routing_world_add_condition (world, condition->code);
        }
    }
  add_places (world, snapshot);
  for (guint i = 0; i < gw_snapshot_n_departments (snapshot); i++)
    {
      const GwDepartment *department = gw_snapshot_department_at (snapshot, i);

      gw_routing_world_add_department (world, department->id, department->code);
    }
  for (guint i = 0; sources[i] != NULL; i++)
    gw_routing_world_add_source (world, sources[i]);
  return world;
}

/* --- exchanging --------------------------------------------------------------------------- */

static gboolean
is_same (const GwRoutingRule *one, const GwRoutingRule *other)
{
  return one->rank == other->rank && one->valid_from == other->valid_from &&
         one->valid_to == other->valid_to && one->kind == other->kind &&
         g_strcmp0 (one->class_code, other->class_code) == 0 &&
         g_strcmp0 (one->condition, other->condition) == 0 &&
         g_strcmp0 (one->area, other->area) == 0 &&
         g_strcmp0 (one->cell, other->cell) == 0 && one->owner == other->owner &&
         g_strcmp0 (one->source, other->source) == 0 &&
         one->window.weekdays == other->window.weekdays &&
         one->window.from == other->window.from && one->window.to == other->window.to &&
         one->max_open == other->max_open && one->target == other->target &&
         one->department == other->department && g_strcmp0 (one->note, other->note) == 0;
}

typedef struct
{
  const GwRoutingTable *table;
  const GwRoutingWorld *world;
  gint64 now;
  gint64 person_id; /* 0: at the machine */
  gint64 version;   /* that it was made from; 0: whatever is there */
  GwRuleBookChange change;
} ReplaceJob;

static gboolean
check_version (const ReplaceJob *job, const GPtrArray *records, GError **error)
{
  gint64 version = records->len;

  for (guint i = 0; i < records->len; i++)
    version += ((const GwRoutingRecord *)g_ptr_array_index (records, i))->rule.retired;
  if (job->version == 0 || job->version == version)
    return TRUE;
  gw_case_error_set (error, GW_CASE_ERROR_STALE_VERSION, "version",
                     "the rules were changed meanwhile");
  if (error != NULL)
    gw_case_error_set_value (*error, version);
  return FALSE;
}

/* What is in force already is taken out of `wanted` (rank -> rule). */
static gboolean
retire_others (ReplaceJob *job, GwStoreWriter *writer, GHashTable *wanted, GError **error)
{
  g_autoptr (GPtrArray) records =
      gw_store_routing_list (gw_store_writer_get_reader (writer), error);

  if (records == NULL || !check_version (job, records, error))
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    {
      const GwRoutingRecord *record = g_ptr_array_index (records, i);
      gpointer rank = GUINT_TO_POINTER (record->rule.rank);
      const GwRoutingRule *same = g_hash_table_lookup (wanted, rank);

      if (record->rule.retired)
        continue;
      if (same != NULL && is_same (same, &record->rule))
        {
          g_hash_table_remove (wanted, rank);
          job->change.n_kept++;
          continue;
        }
      if (!gw_store_routing_retire (writer, record->rule.id, job->now, error))
        return FALSE;
      job->change.n_retired++;
    }
  return TRUE;
}

/* What is in force in the file, before it is replaced. NULL on error. */
static GwRouting *
load_routing (GwStoreReader *reader, GError **error)
{
  g_autoptr (GPtrArray) records = gw_store_routing_list (reader, error);
  g_autoptr (GArray) rules = g_array_new (FALSE, FALSE, sizeof (GwRoutingRule));

  if (records == NULL)
    return NULL;
  for (guint i = 0; i < records->len; i++)
    {
      const GwRoutingRecord *record = g_ptr_array_index (records, i);

      if (!record->rule.retired)
        g_array_append_val (rules, record->rule);
    }
  return gw_routing_new ((const GwRoutingRule *)(const void *)rules->data, rules->len);
}

static gboolean
note_exchange (const ReplaceJob *job, GwStoreWriter *writer, GError **error)
{
  const GArray *rules = job->table->rules;
  const GwChangeNote note = { writer, job->now, job->person_id };
  g_autoptr (GwRouting) before = load_routing (gw_store_writer_get_reader (writer), error);
  g_autoptr (GwRouting) after =
      gw_routing_new ((const GwRoutingRule *)(const void *)rules->data, rules->len);

  return before != NULL && gw_change_note_rules (&note, before, after, job->world, error);
}

static gboolean
replace_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  ReplaceJob *job = data;
  const GArray *rules = job->table->rules;
  g_autoptr (GHashTable) wanted = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < rules->len; i++)
    {
      GwRoutingRule *rule = &g_array_index (rules, GwRoutingRule, i);

      g_hash_table_insert (wanted, GUINT_TO_POINTER (rule->rank), rule);
    }
  if (!note_exchange (job, writer, error) || !retire_others (job, writer, wanted, error))
    return FALSE;
  for (guint i = 0; i < rules->len; i++)
    {
      GwRoutingRule rule = g_array_index (rules, GwRoutingRule, i);

      if (!g_hash_table_contains (wanted, GUINT_TO_POINTER (rule.rank)))
        continue;
      if (!gw_store_routing_add (writer, &rule, error))
        return FALSE;
      job->change.n_added++;
    }
  return TRUE;
}

gint64
gw_rule_book_version (const GwRouting *routing)
{
  return 2 * (gint64)gw_routing_size (routing) - gw_routing_n_in_force (routing);
}

gboolean
gw_rule_book_write (const GwChangeNote *note, const GwRoutingTable *table,
                    const GwRoutingWorld *world, gint64 version,
                    GwRuleBookChange *ret_change, GError **error)
{
  ReplaceJob job = { .table = table,
                     .world = world,
                     .now = note->at,
                     .person_id = note->person_id,
                     .version = version };

  if (!replace_thread (note->writer, &job, error))
    return FALSE;
  *ret_change = job.change;
  return TRUE;
}

gboolean
gw_rule_book_replace (GwService *service, const GwRoutingTable *table,
                      GwRuleBookChange *ret_change, GError **error)
{
  g_autoptr (GwRoutingWorld) world = gw_rule_book_world (service->snapshot);
  ReplaceJob job = { .table = table, .world = world, .now = gw_service_now (service) };
  GError *local = NULL;

  if (!gw_store_write (service->store, replace_thread, &job, &local))
    {
      gw_service_propagate_error (error, local);
      return FALSE;
    }
  *ret_change = job.change;
  return gw_service_reload (service, error);
}

typedef struct
{
  gint64 area;
  gint64 department;
} TerritoryJob;

static gboolean
set_territory_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  const TerritoryJob *job = data;

  return gw_store_area_set_department (writer, job->area, job->department, error);
}

gboolean
gw_rule_book_set_territory (GwService *service, const char *area, const char *department,
                            GError **error)
{
  const GwArea *found = gw_snapshot_area_by_code (service->snapshot, area);
  const GwDepartment *answers = NULL;
  TerritoryJob job = { 0 };
  GError *local = NULL;

  if (department != NULL)
    answers = gw_snapshot_department_by_code (service->snapshot, department);
  if (found == NULL)
    gw_case_error_set (error, GW_CASE_ERROR_NOT_FOUND, "area", "there is no area “%s”",
                       area);
  else if (department != NULL && answers == NULL)
    gw_case_error_set (error, GW_CASE_ERROR_UNKNOWN_DEPARTMENT, "department",
                       "there is no department “%s”", department);
  if (found == NULL || (department != NULL && answers == NULL))
    return FALSE;
  job.area = found->id;
  job.department = answers != NULL ? answers->id : 0;
  if (gw_store_write (service->store, set_territory_thread, &job, &local))
    return gw_service_reload (service, error);
  gw_service_propagate_error (error, local);
  return FALSE;
}

/* --- trying -------------------------------------------------------------------------------- */

static void
rerouting_free (gpointer data)
{
  GwRerouting *rerouting = data;

  g_ptr_array_unref (rerouting->numbers);
  g_free (rerouting);
}

void
gw_dry_run_free (GwDryRun *run)
{
  g_ptr_array_unref (run->reroutings);
  g_free (run);
}

static void
note_change (GwDryRun *run, const GwReroutedCase *changed)
{
  gint64 from = changed->from;
  gint64 to = changed->to;
  GwRerouting *rerouting = NULL;
  char number[GW_CASE_NUMBER_SIZE];

  for (guint i = 0; rerouting == NULL && i < run->reroutings->len; i++)
    {
      GwRerouting *known = g_ptr_array_index (run->reroutings, i);

      if (known->from == from && known->to == to)
        rerouting = known;
    }
  if (rerouting == NULL)
    {
      rerouting = g_new0 (GwRerouting, 1);
      rerouting->from = from;
      rerouting->to = to;
      rerouting->numbers = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (run->reroutings, rerouting);
    }
  g_ptr_array_add (rerouting->numbers,
                   g_strdup (gw_case_number_format (changed->id, number)));
  run->n_changed++;
}

static int
compare_reroutings (gconstpointer a, gconstpointer b)
{
  const GwRerouting *one = *(GwRerouting *const *)a;
  const GwRerouting *other = *(GwRerouting *const *)b;

  if (one->numbers->len != other->numbers->len)
    return one->numbers->len > other->numbers->len ? -1 : 1;
  if (one->from != other->from)
    return one->from < other->from ? -1 : 1;
  return one->to < other->to ? -1 : one->to > other->to;
}

GwDryRun *
gw_rule_book_dry_run (GwService *service, const GwRoutingTable *draft, guint n_last,
                      GError **error)
{
  g_autoptr (GwRouting) other = gw_routing_new (
      (const GwRoutingRule *)(const void *)draft->rules->data, draft->rules->len);
  g_autoptr (GArray) changed = NULL;
  GError *local = NULL;
  GwDryRun *run;
  guint n_cases;

  changed = gw_rule_book_replay (service->snapshot, gw_store_read (service->store), other,
                                 n_last, &n_cases, &local);
  if (changed == NULL)
    {
      gw_service_propagate_error (error, local);
      return NULL;
    }
  run = g_new0 (GwDryRun, 1);
  run->n_cases = n_cases;
  run->reroutings = g_ptr_array_new_with_free_func (rerouting_free);
  for (guint i = 0; i < changed->len; i++)
    note_change (run, &g_array_index (changed, GwReroutedCase, i));
  g_ptr_array_sort (run->reroutings, compare_reroutings);
  return run;
}
