/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The audit: each case begins again as its report, every event of its journal happens to it
 * again, and the end must be what the file says now.
 */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/audit.h"

#include "backend/service/case-change.h"
#include "backend/service/service-private.h"
#include "backend/store/case-list.h"

#define PAGE 500

/* Numbers of a case that follow from its journal. */
#define OF_CASE(member)                                                                    \
  {                                                                                        \
#member, G_STRUCT_OFFSET(GwCaseRecord, member), FALSE                                  \
  }
#define OF_CASE_SMALL(member)                                                              \
  {                                                                                        \
#member, G_STRUCT_OFFSET(GwCaseRecord, member), TRUE                                   \
  }
#define OF_PROGRESS(member)                                                                \
  {                                                                                        \
#member, G_STRUCT_OFFSET(GwCaseRecord, progress.member), FALSE                         \
  }
#define OF_PROGRESS_SMALL(member)                                                          \
  {                                                                                        \
#member, G_STRUCT_OFFSET(GwCaseRecord, progress.member), TRUE                          \
  }

static const struct
{
  const char *name;
  gsize offset;
  gboolean small; /* a guint or gboolean, else a gint64 */
} numbers[] = {
  OF_CASE_SMALL (state),
  OF_CASE_SMALL (open),
  OF_CASE_SMALL (ticking),
  OF_CASE_SMALL (overdue),
  OF_CASE_SMALL (urgent),
  OF_CASE_SMALL (reworks),
  OF_CASE_SMALL (returns),
  OF_CASE_SMALL (counted),
  OF_CASE (version),
  OF_CASE (class_id),
  OF_CASE (condition_id),
  OF_CASE (department_id),
  OF_CASE (filed_at),
  OF_CASE (dispatched_at),
  OF_CASE (handled_at),
  OF_CASE (checked_at),
  OF_CASE (closed_at),
  OF_CASE (deadline_start),
  OF_CASE (warn_at),
  OF_CASE (deadline),
  OF_CASE (updated_at),
  OF_CASE (wake_at),
  OF_PROGRESS_SMALL (flags),
  OF_PROGRESS_SMALL (task),
  OF_PROGRESS (task_at),
  OF_PROGRESS (inspector),
  OF_PROGRESS (taken_at),
  OF_PROGRESS_SMALL (request),
  OF_PROGRESS_SMALL (request_step),
  OF_PROGRESS (request_at),
  OF_PROGRESS (request_by),
  OF_PROGRESS (request_until),
  OF_PROGRESS (handler),
  OF_PROGRESS (returned_by),
  OF_PROGRESS (suspended_until),
  OF_PROGRESS (merged_into),
  OF_PROGRESS_SMALL (satisfaction),
  OF_PROGRESS_SMALL (redispatches),
  OF_PROGRESS_SMALL (extensions),
  OF_PROGRESS_SMALL (suspensions),
  OF_PROGRESS_SMALL (deferrals),
  OF_PROGRESS_SMALL (appeals),
  OF_PROGRESS_SMALL (reopenings),
};

typedef struct
{
  GwSnapshot *snapshot;
  GPtrArray *differences;
  GwAuditCounts *counts;
} Audit;

static gint64
number_of (const GwCaseRecord *record, guint position)
{
  if (numbers[position].small)
    return G_STRUCT_MEMBER (guint, record, numbers[position].offset);
  return G_STRUCT_MEMBER (gint64, record, numbers[position].offset);
}

static void
tell (Audit *audit, gint64 case_id, const char *what, gint64 kept, gint64 recomputed)
{
  char number[GW_CASE_NUMBER_SIZE];

  g_ptr_array_add (audit->differences,
                   g_strdup_printf ("case %s: %s is %" G_GINT64_FORMAT
                                    ", the journal says %" G_GINT64_FORMAT,
                                    gw_case_number_format (case_id, number), what, kept,
                                    recomputed));
}

static void
compare (Audit *audit, const GwCaseRecord *kept, const GwCaseRecord *again)
{
  char number[GW_CASE_NUMBER_SIZE];

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      if (number_of (kept, i) != number_of (again, i))
        tell (audit, kept->id, numbers[i].name, number_of (kept, i), number_of (again, i));
    }
  if (g_strcmp0 (kept->clocks, again->clocks) != 0)
    g_ptr_array_add (audit->differences,
                     g_strdup_printf ("case %s: the clocks are %s, the journal says %s",
                                      gw_case_number_format (kept->id, number),
                                      kept->clocks, again->clocks));
}

/* --- the report ----------------------------------------------------------------------- */

/* What was corrected later is as it was before the first correction. */
static gboolean
undo_corrections (GwCaseRecord *report, GPtrArray *events)
{
  for (guint i = events->len; i-- > 0;)
    {
      const GwEventRecord *event = g_ptr_array_index (events, i);
      g_auto (GwFacts) facts = { 0 };

      if (!gw_facts_from_json (event->data, &facts))
        return FALSE;
      if (facts.amendment.changes_class)
        report->class_id = facts.amendment.class_before;
      if (facts.amendment.changes_condition)
        report->condition_id = facts.amendment.condition_before;
      if (facts.amendment.changes_urgent)
        report->urgent = !facts.amendment.urgent;
    }
  return TRUE;
}

/* What the report fixed, and nothing of what came of it. */
static GwCaseRecord
report_of (const GwCaseRecord *kept)
{
  return (GwCaseRecord){
    .id = kept->id,
    .kind = kept->kind,
    .class_id = kept->class_id,
    .condition_id = kept->condition_id,
    .urgent = kept->urgent,
    .cell_id = kept->cell_id,
    .position = kept->position,
    .component_id = kept->component_id,
    .reporter_id = kept->reporter_id,
    .observed_at = kept->observed_at,
    .reported_at = kept->reported_at,
  };
}

/* --- a case ---------------------------------------------------------------------------- */

static gboolean
replay (Audit *audit, const GwEventRecord *event, GwCaseRecord *record)
{
  g_auto (GwEventRecord) again = { 0 };
  g_autoptr (GError) error = NULL;

  if (!gw_change_replay (audit->snapshot, event, record, &again, &error))
    {
      g_ptr_array_add (audit->differences, g_strdup (error->message));
      return FALSE;
    }
  record->version = event->version;
  if (again.to != event->to)
    tell (audit, event->case_id, "the state after an event", event->to, again.to);
  if (again.counts != event->counts)
    tell (audit, event->case_id, "what an event counts as", event->counts, again.counts);
  audit->counts->events++;
  return TRUE;
}

static gboolean
audit_case (Audit *audit, GwStoreReader *reader, const GwCaseRecord *kept, GError **error)
{
  g_autoptr (GPtrArray) events = gw_store_case_events (reader, kept->id, error);
  g_auto (GwCaseRecord) record = report_of (kept);

  if (events == NULL)
    return FALSE;
  /* Those of cases that were merged into it are theirs. */
  for (guint i = events->len; i-- > 0;)
    {
      if (((GwEventRecord *)g_ptr_array_index (events, i))->case_id != kept->id)
        g_ptr_array_remove_index (events, i);
    }
  audit->counts->cases++;
  if (!undo_corrections (&record, events))
    {
      tell (audit, kept->id, "the facts of an event cannot be read; state", kept->state, 0);
      return TRUE;
    }
  for (guint i = 0; i < events->len; i++)
    {
      if (!replay (audit, g_ptr_array_index (events, i), &record))
        return TRUE;
    }
  compare (audit, kept, &record);
  return TRUE;
}

gboolean
gw_audit (GwService *service, GPtrArray *ret_differences, GwAuditCounts *ret_counts,
          GError **error)
{
  Audit audit = { service->snapshot, ret_differences, ret_counts };
  GwStoreReader *reader = gw_store_read (service->store);
  GwCaseFilter filter = { .limit = PAGE };
  gboolean more = TRUE;
  GError *local = NULL;

  *ret_counts = (GwAuditCounts){ 0 };
  while (more && local == NULL)
    {
      g_autoptr (GPtrArray) page =
          gw_store_case_list (reader, &filter, &more, &filter.after, &local);

      for (guint i = 0; page != NULL && i < page->len && local == NULL; i++)
        audit_case (&audit, reader, g_ptr_array_index (page, i), &local);
    }
  if (local == NULL)
    return TRUE;
  gw_service_propagate_error (error, local);
  return FALSE;
}
