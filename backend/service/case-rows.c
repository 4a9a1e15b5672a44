/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases, events and attachments as they go out: making and freeing. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/case-apply.h"
#include "backend/service/service-private.h"

static void
clear_row (gpointer data)
{
  GwCaseRow *row = data;

  g_free (row->description);
  g_free (row->source);
  g_free (row->routing_reason);
  g_free (row->deadline_reason);
  g_free (row->clocks);
  gw_snapshot_unref (row->snapshot);
}

GwCaseRow *
gw_case_row_new_take (GwSnapshot *snapshot, GwCaseRecord *record)
{
  const GwCaseClass *class = gw_snapshot_class_by_id (snapshot, record->class_id);
  const GwCell *cell = gw_snapshot_cell_by_id (snapshot, record->cell_id);
  GwCaseRow *row;

  if (class == NULL || cell == NULL)
    return NULL;
  row = g_atomic_rc_box_new (GwCaseRow);
  *row = (GwCaseRow){
    .snapshot = gw_snapshot_ref (snapshot),
    .id = record->id,
    .version = record->version,
    .state = record->state,
    .kind = class->kind,
    .class = class,
    .urgent = record->urgent,
    .cell = cell,
    .position = record->position,
    .description = g_steal_pointer (&record->description),
    .source = g_steal_pointer (&record->source),
    .department = gw_snapshot_department (snapshot, record->department_id),
    .reporter_id = record->reporter_id,
    .component_id = record->component_id,
    .observed_at = record->observed_at,
    .reported_at = record->reported_at,
    .filed_at = record->filed_at,
    .dispatched_at = record->dispatched_at,
    .handled_at = record->handled_at,
    .checked_at = record->checked_at,
    .closed_at = record->closed_at,
    .deadline_start = record->deadline_start,
    .warn_at = record->warn_at,
    .deadline = record->deadline,
    .reworks = record->reworks,
    .returns = record->returns,
    .updated_at = record->updated_at,
    .routing_reason = g_steal_pointer (&record->routing_reason),
    .deadline_reason = g_steal_pointer (&record->deadline_reason),
    .clocks = g_steal_pointer (&record->clocks),
    .progress = record->progress,
    .condition = record->condition_id != 0
                     ? gw_snapshot_condition_by_id (snapshot, record->condition_id)
                     : NULL,
  };
  G_STATIC_ASSERT (GW_CASE_NUMBER_MAX >= GW_CASE_NUMBER_SIZE);
  gw_case_number_format (record->id, row->number);
  return row;
}

gboolean
gw_case_record_check (const GwSnapshot *snapshot, const GwCaseRecord *record,
                      GError **error)
{
  if (gw_snapshot_class_by_id (snapshot, record->class_id) != NULL &&
      gw_snapshot_cell_by_id (snapshot, record->cell_id) != NULL)
    return TRUE;
  gw_case_error_set (error, GW_CASE_ERROR_INTERNAL, NULL,
                     "the city was changed by another process; it must be reloaded");
  return FALSE;
}

/* place: where the case is; NULL when the city no longer says. */
static gboolean
may_see (const GwPerson *user, const GwArea *place, const GwCaseProgress *progress,
         const GwCaseOutline *outline)
{
  GwCaseActor actor =
      gw_progress_actor (progress, outline, user->id, user->department_id, user->roles);

  actor.outside_area = !gw_scope_has (user, place);
  return gw_permissions_may_see (&actor, outline->state);
}

gboolean
gw_case_record_is_visible (const GwSnapshot *snapshot, const GwCaseRecord *record,
                           const GwPerson *user)
{
  GwCaseOutline outline = gw_case_outline (record);
  const GwCell *cell = gw_snapshot_cell_by_id (snapshot, record->cell_id);

  return may_see (user, cell != NULL ? cell->community : NULL, &record->progress, &outline);
}

GwCaseRow *
gw_case_row_ref (const GwCaseRow *row)
{
  return g_atomic_rc_box_acquire ((gpointer)row);
}

void
gw_case_row_unref (GwCaseRow *row)
{
  g_atomic_rc_box_release_full (row, clear_row);
}

GwLamp
gw_case_row_lamp (const GwCaseRow *row, gint64 now_ms)
{
  if ((row->progress.flags & GW_FLAG_SUSPENDED) != 0)
    return GW_LAMP_NONE;
  return gw_lamp (row->state, row->warn_at, row->deadline, row->handled_at, now_ms);
}

gboolean
gw_case_row_deadline_is_working (const GwCaseRow *row)
{
  gboolean runs = row->state == GW_CASE_DISPATCHED || row->state == GW_CASE_HANDLING;
  GwClocks clocks = { 0 };

  if (!runs || row->deadline == 0 || !gw_clocks_parse (row->clocks, &clocks))
    return FALSE;
  return gw_clock_is_working (&clocks.stage[GW_STAGE_HANDLE]);
}

GwCaseOutline
gw_case_row_outline (const GwCaseRow *row)
{
  return (GwCaseOutline){
    .state = row->state,
    .department = row->department != NULL ? row->department->id : 0,
    .reporter = row->reporter_id,
    .deadline = row->deadline,
    .closed_at = row->closed_at,
    .reworks = row->reworks,
    .returns = row->returns,
  };
}

gboolean
gw_case_row_is_visible (const GwCaseRow *row, const GwPerson *user)
{
  GwCaseOutline outline = gw_case_row_outline (row);

  return may_see (user, row->cell->community, &row->progress, &outline);
}

static char *
format_hash (const guint8 hash[32])
{
  g_autoptr (GString) text = g_string_sized_new (64);

  for (guint i = 0; i < 32; i++)
    g_string_append_printf (text, "%02x", hash[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

GwAttachment *
gw_attachment_new (const GwAttachmentRecord *record)
{
  GwAttachment *attachment = g_new0 (GwAttachment, 1);

  attachment->id = g_strdup (record->id);
  attachment->type = g_strdup (record->type);
  attachment->size = record->size;
  attachment->sha256 = format_hash (record->sha256);
  attachment->stage = g_strdup (record->stage);
  attachment->event_seq = record->event_seq;
  return attachment;
}

void
gw_attachment_free (GwAttachment *attachment)
{
  g_free (attachment->id);
  g_free (attachment->type);
  g_free (attachment->sha256);
  g_free (attachment->stage);
  g_free (attachment);
}

GPtrArray *
gw_attachments_new (GPtrArray *records)
{
  GPtrArray *attachments;

  if (records == NULL)
    return NULL;
  attachments = g_ptr_array_new_full (records->len, (GDestroyNotify)gw_attachment_free);
  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (attachments, gw_attachment_new (g_ptr_array_index (records, i)));
  return attachments;
}

GPtrArray *
gw_attachments_of (GPtrArray *records, gint64 event_seq)
{
  GPtrArray *own = NULL;

  for (guint i = 0; i < records->len; i++)
    {
      const GwAttachmentRecord *record = g_ptr_array_index (records, i);

      if (record->event_seq != event_seq)
        continue;
      if (own == NULL)
        own = g_ptr_array_new_with_free_func ((GDestroyNotify)gw_attachment_free);
      g_ptr_array_add (own, gw_attachment_new (record));
    }
  return own;
}

GwCaseEvent *
gw_case_event_new (GwService *service, GwEventRecord *record, GwCaseRow *row,
                   GPtrArray *attachments)
{
  GwCaseEvent *event = g_rc_box_new0 (GwCaseEvent);
  GwPerson *actor = gw_service_person (service, record->actor_id);
  GwPerson *person = NULL;

  event->snapshot = gw_snapshot_ref (service->snapshot);
  event->seq = record->seq;
  event->case_id = record->case_id;
  gw_case_number_format (record->case_id, event->number);
  event->action = record->action;
  event->from = record->has_from ? record->from : GW_CASE_NONE;
  event->to = record->to;
  event->at = record->at;
  event->actor = actor != NULL ? gw_person_ref (actor) : NULL;
  event->opinion = g_steal_pointer (&record->opinion);
  if (gw_facts_from_json (record->data, &event->facts) && event->facts.person != 0)
    person = gw_service_person (service, event->facts.person);
  event->person = person != NULL ? gw_person_ref (person) : NULL;
  if (event->facts.other_case != 0)
    gw_case_number_format (event->facts.other_case, event->other_number);
  event->version = record->version;
  event->department = gw_snapshot_department (service->snapshot, record->department_id);
  event->attachments = attachments;
  event->row = row;
  return event;
}

GwCaseEvent *
gw_case_event_ref (GwCaseEvent *event)
{
  return g_rc_box_acquire (event);
}

static void
clear_event (gpointer data)
{
  GwCaseEvent *event = data;

  gw_snapshot_unref (event->snapshot);
  g_clear_pointer (&event->actor, gw_person_unref);
  g_free (event->opinion);
  g_clear_pointer (&event->person, gw_person_unref);
  gw_facts_clear (&event->facts);
  g_clear_pointer (&event->attachments, g_ptr_array_unref);
  g_clear_pointer (&event->row, gw_case_row_unref);
  if (event->user_data_free != NULL)
    event->user_data_free (event->user_data);
}

void
gw_case_event_unref (GwCaseEvent *event)
{
  g_rc_box_release_full (event, clear_event);
}
