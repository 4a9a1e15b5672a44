/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One case for one user: whom it would go to, and what the user may do. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/card-private.h"

static void
suggest (GwService *service, GwCaseDetail *detail, gint64 component_owner_id)
{
  const GwCaseRow *row = detail->row;
  GwRouteQuestion question = { .class = row->class,
                               .cell = row->cell,
                               .owner_id = component_owner_id,
                               .source = row->source,
                               .condition =
                                   row->condition != NULL ? row->condition->code : NULL,
                               .at_ms = gw_service_now (service) };
  GwRoutingDecision decision;

  if ((row->state != GW_CASE_REPORTED && row->state != GW_CASE_FILED) ||
      !gw_snapshot_route (row->snapshot, &question, &decision))
    return;
  /* Who has just sent it back is no suggestion. */
  if (decision.department == row->progress.returned_by)
    return;
  detail->suggestion = gw_snapshot_department (row->snapshot, decision.department);
  detail->suggestion_reason = gw_snapshot_route_reason (row->snapshot, &decision);
}

/* --- parts ---------------------------------------------------------------------------- */

void
gw_case_parts_clear (GwCaseParts *parts)
{
  g_clear_pointer (&parts->component, gw_component_record_free);
  g_clear_pointer (&parts->attachments, g_ptr_array_unref);
  g_clear_pointer (&parts->tasks, g_ptr_array_unref);
  g_clear_pointer (&parts->links, g_ptr_array_unref);
  g_clear_pointer (&parts->cards, g_ptr_array_unref);
}

gboolean
gw_case_parts_load (GwCaseParts *parts, GwStoreReader *reader, gint64 case_id,
                    gint64 component_id, GError **error)
{
  if (component_id != 0 && parts->component == NULL)
    {
      parts->component = gw_store_component_load (reader, component_id, error);
      if (parts->component == NULL)
        return FALSE;
    }
  if (parts->attachments == NULL)
    parts->attachments = gw_store_case_attachments (reader, case_id, error);
  if (parts->attachments != NULL && parts->tasks == NULL)
    parts->tasks = gw_store_case_tasks (reader, case_id, error);
  if (parts->tasks != NULL && parts->links == NULL)
    parts->links = gw_store_case_links (reader, case_id, error);
  if (parts->links != NULL && parts->cards == NULL)
    parts->cards = gw_store_case_cards (reader, case_id, error);
  return parts->cards != NULL;
}

static GwPerson *
dup_person (GwService *service, gint64 id)
{
  GwPerson *person = gw_service_person (service, id);

  return person != NULL ? gw_person_ref (person) : NULL;
}

static void
task_free (gpointer data)
{
  GwCaseTask *task = data;

  g_clear_pointer (&task->inspector, gw_person_unref);
  g_clear_pointer (&task->done_by, gw_person_unref);
  g_clear_pointer (&task->reason, gw_reason_free);
  g_free (task);
}

static GPtrArray *
make_tasks (GwService *service, const GPtrArray *records)
{
  GPtrArray *tasks = g_ptr_array_new_with_free_func (task_free);

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      const GwTaskRecord *record = g_ptr_array_index (records, i);
      GwCaseTask *task = g_new0 (GwCaseTask, 1);

      task->kind = record->kind;
      task->inspector = dup_person (service, record->inspector_id);
      task->created_at = record->created_at;
      task->taken_at = record->taken_at;
      task->done_at = record->done_at;
      task->done_by = dup_person (service, record->done_by);
      task->reason = gw_reason_from_json (record->reason);
      task->offers = record->offers;
      g_ptr_array_add (tasks, task);
    }
  return tasks;
}

static const char *
relation_name (const GwLinkRecord *record)
{
  if (g_str_equal (record->relation, GW_RELATION_MERGED))
    return record->outward ? "merged_into" : "merged_from";
  if (g_str_equal (record->relation, GW_RELATION_SPLIT))
    return record->outward ? "split_into" : "split_from";
  return "linked";
}

static GPtrArray *
make_links (const GPtrArray *records)
{
  GPtrArray *links = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      const GwLinkRecord *record = g_ptr_array_index (records, i);
      GwCaseLink *link = g_new0 (GwCaseLink, 1);

      gw_case_number_format (record->other_id, link->number);
      link->relation = relation_name (record);
      link->at = record->at;
      g_ptr_array_add (links, link);
    }
  return links;
}

static GwComponent *
make_component (const GwComponentRecord *record)
{
  GwComponent *component;

  if (record == NULL)
    return NULL;
  component = g_new0 (GwComponent, 1);
  component->code = g_strdup (record->code);
  component->name = g_strdup (record->name);
  return component;
}

/* --- what is open --------------------------------------------------------------------- */

static void
find_actions (GwCaseDetail *detail, const GwPerson *user, gint64 now_ms)
{
  const GwCaseRow *row = detail->row;
  GwCaseOutline outline = gw_case_row_outline (row);
  GwCaseSituation situation = gw_progress_situation (
      &row->progress, &outline, gw_snapshot_settings (row->snapshot), now_ms);
  GwCaseActor actor = gw_progress_actor (&row->progress, &outline, user->id,
                                         user->department_id, user->roles);
  guint n;
  const guint *chain = gw_lifecycle_chain (&situation, &n);

  detail->actions = gw_lifecycle_allowed (&situation, &actor);
  detail->edges = g_ptr_array_new ();
  for (guint action = GW_ACTION_NONE; action < GW_ACTION_N; action++)
    {
      if ((detail->actions & GW_ACTION_BIT (action)) != 0)
        g_ptr_array_add (detail->edges,
                         (gpointer)gw_lifecycle_edge (&situation, &actor, action));
    }
  detail->n_chain = MIN (n, GW_CHAIN_MAX);
  for (guint i = 0; i < detail->n_chain; i++)
    detail->chain[i] = chain[i];
  if (n > 0)
    detail->approvers = chain[MIN (situation.request_step, n - 1)];
}

GwCaseDetail *
gw_case_detail_new (GwService *service, const GwPerson *user, GwCaseRow *row,
                    const GwCaseParts *parts)
{
  GwCaseDetail *detail = g_new0 (GwCaseDetail, 1);

  detail->row = row;
  detail->reporter = dup_person (service, row->reporter_id);
  detail->handler = dup_person (service, row->progress.handler);
  detail->requester = dup_person (service, row->progress.request_by);
  detail->component = make_component (parts->component);
  detail->attachments = gw_attachments_new (parts->attachments);
  if (detail->attachments == NULL)
    detail->attachments =
        g_ptr_array_new_with_free_func ((GDestroyNotify)gw_attachment_free);
  detail->tasks = make_tasks (service, parts->tasks);
  detail->links = make_links (parts->links);
  detail->cards = gw_cards_new (service, user, parts->cards);
  find_actions (detail, user, gw_service_now (service));
  suggest (service, detail, parts->component != NULL ? parts->component->owner_id : 0);
  return detail;
}

void
gw_case_detail_free (GwCaseDetail *detail)
{
  gw_case_row_unref (detail->row);
  g_clear_pointer (&detail->reporter, gw_person_unref);
  g_clear_pointer (&detail->handler, gw_person_unref);
  g_clear_pointer (&detail->requester, gw_person_unref);
  if (detail->component != NULL)
    {
      g_free (detail->component->code);
      g_free (detail->component->name);
      g_free (detail->component);
    }
  gw_reason_free (detail->suggestion_reason);
  g_ptr_array_unref (detail->attachments);
  g_ptr_array_unref (detail->edges);
  g_ptr_array_unref (detail->tasks);
  g_ptr_array_unref (detail->links);
  g_ptr_array_unref (detail->cards);
  g_free (detail);
}
