/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every case is let happen again, and compared with what is kept of it. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/audit.h"

#include <string.h>

#include "backend/rules/facts.h"
#include "backend/service/audit-calls.h"
#include "backend/service/audit-chain.h"
#include "backend/service/audit-periods.h"
#include "backend/service/audit-rows.h"
#include "backend/service/case-change.h"
#include "backend/service/service-private.h"
#include "backend/store/figure-store.h"
#include "backend/store/statistics-store.h"

typedef struct
{
  GwSnapshot *snapshot;
  GwStoreReader *reader;
  GwAuditFunc found;
  gpointer user_data;
  GwAuditSummary *summary;
  gint64 last_seq;
  GwAuditCalls *calls;
  const GArray *anchors;           /* or NULL */
  char number[GW_CASE_NUMBER_MAX]; /* of the case that is looked at */
} Audit;

static void
differ (Audit *self, gboolean of_case, const char *field, const char *stored,
        const char *computed)
{
  GwAuditDifference difference = { of_case ? self->number : NULL, field, stored, computed };

  self->summary->n_differences++;
  self->found (&difference, self->user_data);
}

/* --- what is kept of a case ------------------------------------------------------------- */

typedef enum
{
  KIND_NUMBER, /* gint64 */
  KIND_COUNT,  /* guint */
  KIND_FIXED,  /* gint32 */
  KIND_TIME,
  KIND_TEXT,
  KIND_STATE,
  KIND_FLAGS,
  KIND_SETS,
} FieldKind;

#define FIELD(kind, name, member)                                                          \
  {                                                                                        \
    name, KIND_##kind, G_STRUCT_OFFSET (GwCaseRecord, member)                              \
  }

/* By the names of their columns. */
static const struct
{
  const char *name;
  FieldKind kind;
  gsize offset;
} fields[] = {
  FIELD (STATE, "state", state),
  FIELD (NUMBER, "version", version),
  FIELD (FLAGS, "flags", progress.flags),
  FIELD (COUNT, "open", open),
  FIELD (COUNT, "ticking", ticking),
  FIELD (COUNT, "overdue", overdue),
  FIELD (COUNT, "kind", kind),
  FIELD (NUMBER, "class_id", class_id),
  FIELD (NUMBER, "condition_id", condition_id),
  FIELD (COUNT, "urgent", urgent),
  FIELD (NUMBER, "cell_id", cell_id),
  FIELD (FIXED, "lon", position.x),
  FIELD (FIXED, "lat", position.y),
  FIELD (TEXT, "description", description),
  FIELD (NUMBER, "reporter_id", reporter_id),
  FIELD (NUMBER, "department_id", department_id),
  FIELD (TIME, "reported_at", reported_at),
  FIELD (TIME, "filed_at", filed_at),
  FIELD (TIME, "dispatched_at", dispatched_at),
  FIELD (TIME, "handled_at", handled_at),
  FIELD (TIME, "checked_at", checked_at),
  FIELD (TIME, "closed_at", closed_at),
  FIELD (TIME, "updated_at", updated_at),
  FIELD (TIME, "deadline_start", deadline_start),
  FIELD (TIME, "warn_at", warn_at),
  FIELD (TIME, "deadline", deadline),
  FIELD (TEXT, "clocks", clocks),
  FIELD (TIME, "wake_at", wake_at),
  FIELD (TEXT, "routing_reason", routing_reason),
  FIELD (TEXT, "deadline_reason", deadline_reason),
  FIELD (SETS, "counted", counted),
  FIELD (COUNT, "reworks", reworks),
  FIELD (COUNT, "returns", returns),
  FIELD (COUNT, "redispatches", progress.redispatches),
  FIELD (COUNT, "extensions", progress.extensions),
  FIELD (COUNT, "suspensions", progress.suspensions),
  FIELD (COUNT, "deferrals", progress.deferrals),
  FIELD (COUNT, "appeals", progress.appeals),
  FIELD (COUNT, "reopenings", progress.reopenings),
  FIELD (COUNT, "task", progress.task),
  FIELD (TIME, "task_at", progress.task_at),
  FIELD (NUMBER, "inspector_id", progress.inspector),
  FIELD (TIME, "taken_at", progress.taken_at),
  FIELD (TIME, "offer_until", progress.offer_until),
  FIELD (COUNT, "offers", progress.offers),
  FIELD (TEXT, "task_reason", task_reason),
  FIELD (COUNT, "request", progress.request),
  FIELD (COUNT, "request_step", progress.request_step),
  FIELD (TIME, "request_at", progress.request_at),
  FIELD (NUMBER, "request_by", progress.request_by),
  FIELD (TIME, "request_until", progress.request_until),
  FIELD (NUMBER, "handler_id", progress.handler),
  FIELD (NUMBER, "returned_by", progress.returned_by),
  FIELD (TIME, "suspended_until", progress.suspended_until),
  FIELD (NUMBER, "merged_into", progress.merged_into),
  FIELD (COUNT, "satisfaction", progress.satisfaction),
  FIELD (COUNT, "solved", progress.solved),
  FIELD (NUMBER, "responsible_id", progress.responsible),
};

static char *
flags_to_text (guint flags)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < GW_N_FLAGS; i++)
    {
      if ((flags & 1u << i) != 0)
        g_string_append_printf (text, "%s%s", text->len == 0 ? "" : ",",
                                gw_case_flag_name (1u << i));
    }
  /* Of no name, but different all the same. */
  if (flags >> GW_N_FLAGS != 0)
    g_string_append_printf (text, "%s0x%x", text->len == 0 ? "" : ",",
                            flags >> GW_N_FLAGS << GW_N_FLAGS);
  return g_strdup (text->len == 0 ? "none" : text->str);
}

static const char *
state_to_text (guint state)
{
  const char *name = state < GW_CASE_N_STATES ? gw_case_state_name (state) : NULL;

  return name != NULL ? name : "none";
}

static char *
field_to_text (FieldKind kind, const GwCaseRecord *record, gsize offset)
{
  const gint64 *number = G_STRUCT_MEMBER_P (record, offset);
  const guint *count = G_STRUCT_MEMBER_P (record, offset);
  const gint32 *fixed = G_STRUCT_MEMBER_P (record, offset);
  char *const *text = G_STRUCT_MEMBER_P (record, offset);

  switch (kind)
    {
    case KIND_NUMBER:
      return g_strdup_printf ("%" G_GINT64_FORMAT, *number);
    case KIND_FIXED:
      return g_strdup_printf ("%" G_GINT32_FORMAT, *fixed);
    case KIND_TIME:
      return gw_audit_time_to_text (*number);
    case KIND_TEXT:
      return gw_audit_words_to_text (*text);
    case KIND_STATE:
      return g_strdup (state_to_text (*count));
    case KIND_FLAGS:
      return flags_to_text (*count);
    case KIND_SETS:
      return g_strdup_printf ("0x%x", *count);
    default:
      return g_strdup_printf ("%u", *count);
    }
}

static void
compare (Audit *self, const GwCaseRecord *stored, const GwCaseRecord *computed)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *a = field_to_text (fields[i].kind, stored, fields[i].offset);
      g_autofree char *b = field_to_text (fields[i].kind, computed, fields[i].offset);

      if (strcmp (a, b) != 0)
        differ (self, TRUE, fields[i].name, a, b);
    }
}

/* --- the journal of a case -------------------------------------------------------------- */

static void
differ_event (Audit *self, const GwEventRecord *event, const char *stored,
              const char *computed)
{
  g_autofree char *field = g_strdup_printf ("event %" G_GINT64_FORMAT, event->seq);

  differ (self, TRUE, field, stored, computed);
}

static char *
step_to_text (const GwEventRecord *event)
{
  const char *action = gw_case_action_name (event->action);

  return g_strdup_printf ("%s from %s to %s, version %" G_GINT64_FORMAT,
                          action != NULL ? action : "none", state_to_text (event->from),
                          state_to_text (event->to), event->version);
}

static char *
counts_to_text (guint counts, gint64 department_id, gint64 cell_id, guint left_counts,
                gint64 left_cell_id)
{
  return g_strdup_printf ("counts 0x%x for department %" G_GINT64_FORMAT
                          " in cell %" G_GINT64_FORMAT ", 0x%x in cell %" G_GINT64_FORMAT,
                          counts, department_id, cell_id, left_counts, left_cell_id);
}

/* What the event counts as, for whom and where; left_cell_id: where the case was before. */
static void
compare_event (Audit *self, const GwJournalEvent *stored, const GwEventRecord *computed,
               const GwCaseRecord *record, gint64 left_cell_id)
{
  g_autofree char *a =
      counts_to_text (stored->event.counts, stored->event.department_id, stored->cell_id,
                      stored->event.left_counts, stored->left_cell_id);
  g_autofree char *b =
      counts_to_text (computed->counts, computed->department_id, record->cell_id,
                      computed->left_counts, computed->left_counts != 0 ? left_cell_id : 0);

  if (strcmp (a, b) != 0)
    differ_event (self, &stored->event, a, b);
}

/* FALSE when the case cannot go on so: what follows would only be noise. */
static gboolean
replay_event (Audit *self, const GwJournalEvent *journal, GwCaseRecord *record,
              GwAuditRows *rows)
{
  const GwEventRecord *event = &journal->event;
  gint64 cell_id = record->cell_id;
  g_auto (GwEventRecord) again = { 0 };
  GwAuditTask task = gw_audit_task (record);
  g_autoptr (GwCaseRecord) before = gw_audit_calls_before (record);
  g_autofree char *stored = step_to_text (event);
  g_autofree char *computed = NULL;

  if (event->from != record->state)
    {
      computed = g_strdup_printf ("the case is in state %s", state_to_text (record->state));
      differ_event (self, event, stored, computed);
      return FALSE;
    }
  if (!gw_change_replay (self->snapshot, event, record, &again))
    {
      g_autofree char *flags = flags_to_text (record->progress.flags);

      computed = g_strdup_printf ("impossible with the flags %s", flags);
      differ_event (self, event, stored, computed);
      return FALSE;
    }
  if (again.version != event->version)
    {
      computed = g_strdup_printf ("version %" G_GINT64_FORMAT, again.version);
      differ_event (self, event, stored, computed);
      return FALSE;
    }
  compare_event (self, journal, &again, record, cell_id);
  gw_audit_rows_follow (rows, &task, record, event);
  gw_audit_calls_follow (self->calls, before, record, event);
  return TRUE;
}

/* A GwAuditRowFunc. */
static void
differ_row (const char *what, const char *stored, const char *computed, gpointer user_data)
{
  differ (user_data, TRUE, what, stored, computed);
}

static gboolean
replay (Audit *self, const GwCaseRecord *stored, const GPtrArray *events, GError **error)
{
  const GwEventRecord *report = g_ptr_array_index (events, 0);
  g_auto (GwCaseRecord)
      record = { .id = stored->id,
                 .kind = stored->kind,
                 .class_id = stored->class_id,
                 .condition_id = stored->condition_id,
                 .urgent = stored->urgent,
                 .cell_id = stored->cell_id,
                 .position = stored->position,
                 .component_id = stored->component_id,
                 .description = g_strdup (stored->description),
                 .reporter_id = report->actor_id,
                 .progress.flags = stored->progress.flags & GW_FLAG_HOTLINE,
                 .observed_at = stored->observed_at,
                 .reported_at = report->at };
  g_auto (GwAuditRows) rows = { 0 };

  gw_audit_rows_init (&rows);
  gw_case_record_undo_amendments (&record, events);
  for (guint i = 0; i < events->len; i++)
    {
      if (!replay_event (self, g_ptr_array_index (events, i), &record, &rows))
        return TRUE;
    }
  compare (self, stored, &record);
  return gw_audit_rows_compare (&rows, self->reader, stored->id, differ_row, self, error);
}

/* The journal of before noted states alone. */
static void
follow_states (Audit *self, const GwCaseRecord *stored, const GPtrArray *events)
{
  guint state = GW_CASE_NONE;

  self->summary->n_former++;
  for (guint i = 0; i < events->len; i++)
    {
      const GwJournalEvent *journal = g_ptr_array_index (events, i);
      const GwEventRecord *event = &journal->event;

      if (event->from != state)
        {
          g_autofree char *text = step_to_text (event);

          differ_event (self, event, text, state_to_text (state));
          return;
        }
      state = event->to;
    }
  if (state != stored->state)
    differ (self, TRUE, "state", state_to_text (stored->state), state_to_text (state));
}

/* A GwStoreWalkFunc. */
static gboolean
audit_case (const GwCaseRecord *record, GPtrArray *events, gpointer data, GError **error)
{
  Audit *self = data;
  const GwEventRecord *first = events->len > 0 ? g_ptr_array_index (events, 0) : NULL;

  gw_case_number_format (record != NULL ? record->id : first->case_id, self->number);
  self->summary->n_cases += record != NULL;
  self->summary->n_events += events->len;
  for (guint i = 0; i < events->len; i++)
    {
      const GwEventRecord *event = g_ptr_array_index (events, i);

      self->last_seq = MAX (self->last_seq, event->seq);
    }
  if (record != NULL && first != NULL &&
      !gw_audit_case_seals (self->reader, record, events, differ_row, self, error))
    return FALSE;
  if (record == NULL)
    differ (self, TRUE, "case", "none", "has a journal");
  else if (first == NULL)
    differ (self, TRUE, "journal", "none", "begins with the report");
  else if (first->action == GW_ACTION_REPORT && first->data == NULL)
    follow_states (self, record, events);
  else
    return replay (self, record, events, error);
  return TRUE;
}

/* --- the whole file --------------------------------------------------------------------- */

static gboolean
audit_counters (Audit *self, GwStoreReader *reader, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  if (!gw_store_recount (reader, lines, error))
    return FALSE;
  for (guint i = 0; i < lines->len; i++)
    differ (self, FALSE, "counters", g_ptr_array_index (lines, i), "as in the journal");
  return TRUE;
}

/* Rows that belong to nothing, and values that no program of ours writes. */
static gboolean
audit_strays (Audit *self, GwStoreReader *reader, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  if (!gw_store_find_strays (reader, lines, error))
    return FALSE;
  for (guint i = 0; i < lines->len; i++)
    differ (self, FALSE, "file", g_ptr_array_index (lines, i), "none");
  return TRUE;
}

/* A GwAuditRowFunc. */
static void
differ_count (const char *what, const char *stored, const char *computed,
              gpointer user_data)
{
  differ (user_data, FALSE, what, stored, computed);
}

/* What the statistics are added up from. */
static gboolean
audit_figures (Audit *self, GwStore *store, GError **error)
{
  return gw_store_figures_check (store, differ_count, self, error);
}

static void
audit_gaps (Audit *self)
{
  g_autofree char *stored = g_strdup_printf ("%u events", self->summary->n_events);
  g_autofree char *computed = g_strdup_printf ("%" G_GINT64_FORMAT, self->last_seq);

  if (self->summary->n_events != self->last_seq)
    differ (self, FALSE, "journal", stored, computed);
}

static gboolean
audit_file (GwStoreReader *reader, gpointer data, GError **error)
{
  Audit *self = data;

  self->reader = reader;
  if (!gw_store_walk_cases (reader, audit_case, self, error))
    return FALSE;
  audit_gaps (self);
  return gw_audit_chain (reader, self->last_seq, self->anchors, differ_count, self,
                         error) &&
         gw_audit_periods (reader, differ_count, self, error) &&
         audit_strays (self, reader, error) && audit_counters (self, reader, error) &&
         gw_audit_calls_compare (self->calls, reader, differ_count, self, error);
}

gboolean
gw_audit (GwService *service, GwAuditFunc found, gpointer user_data,
          GwAuditSummary *ret_summary, GError **error)
{
  return gw_audit_against (service, NULL, found, user_data, ret_summary, error);
}

gboolean
gw_audit_against (GwService *service, const GArray *anchors, GwAuditFunc found,
                  gpointer user_data, GwAuditSummary *ret_summary, GError **error)
{
  Audit self = { .snapshot = gw_snapshot_ref (service->snapshot),
                 .found = found,
                 .user_data = user_data,
                 .calls = gw_audit_calls_new (service->store),
                 .anchors = anchors,
                 .summary = ret_summary };
  GError *local = NULL;
  gboolean done;

  *ret_summary = (GwAuditSummary){ 0 };
  done = gw_store_read_spatial (service->store, audit_file, &self, &local) &&
         audit_figures (&self, service->store, &local);
  gw_snapshot_unref (self.snapshot);
  gw_audit_calls_free (self.calls);
  if (!done)
    gw_service_propagate_error (error, local);
  return done;
}
