/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tasks, links and cards, made again from the journal. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/audit-rows.h"

#include <string.h>

#include "backend/rules/facts.h"

static void
task_free (gpointer data)
{
  GwTaskRecord *task = data;

  g_free (task->reason);
  g_free (task);
}

void
gw_audit_rows_init (GwAuditRows *rows)
{
  rows->tasks = g_ptr_array_new_with_free_func (task_free);
  rows->links = g_ptr_array_new_with_free_func ((GDestroyNotify)gw_link_record_free);
  rows->cards = g_ptr_array_new_with_free_func ((GDestroyNotify)gw_card_record_free);
}

void
gw_audit_rows_clear (GwAuditRows *rows)
{
  g_clear_pointer (&rows->tasks, g_ptr_array_unref);
  g_clear_pointer (&rows->links, g_ptr_array_unref);
  g_clear_pointer (&rows->cards, g_ptr_array_unref);
}

/* --- tasks ---------------------------------------------------------------------------- */

GwAuditTask
gw_audit_task (const GwCaseRecord *record)
{
  const GwCaseProgress *progress = &record->progress;
  GwAuditTask task = { progress->task, progress->task_at, 0 };
  GwClocks clocks = { 0 };
  gboolean verifies = task.kind == GW_TASK_VERIFICATION;

  if (task.kind == GW_TASK_NONE)
    return task;
  gw_clocks_parse (record->clocks, &clocks);
  task.due = clocks.stage[verifies ? GW_STAGE_VERIFY : GW_STAGE_CHECK].due;
  return task;
}

static void
take_over (GwTaskRecord *task, const GwCaseRecord *record)
{
  task->inspector_id = record->progress.inspector;
  task->taken_at = record->progress.taken_at;
  task->offers = record->progress.offers;
  g_free (task->reason);
  task->reason = g_strdup (record->task_reason);
}

static void
begin_task (GwAuditRows *rows, const GwCaseRecord *record)
{
  GwTaskRecord *task = g_new0 (GwTaskRecord, 1);

  task->kind = record->progress.task;
  task->created_at = record->progress.task_at;
  task->cell_id = record->cell_id;
  take_over (task, record);
  g_ptr_array_add (rows->tasks, task);
}

/* Done by who did what it is for; whatever else ends it cancels it. */
static void
end_task (GwTaskRecord *task, gint64 due, const GwEventRecord *event)
{
  task->due = due;
  task->done_at = event->at;
  if (event->action == GW_ACTION_VERIFY || event->action == GW_ACTION_CHECK ||
      event->action == GW_ACTION_REWORK)
    task->done_by = event->actor_id;
}

static void
follow_task (GwAuditRows *rows, const GwAuditTask *before, const GwCaseRecord *after,
             const GwEventRecord *event)
{
  GwTaskRecord *last = NULL;
  gboolean same =
      before->kind == after->progress.task && before->begun_at == after->progress.task_at;

  if (before->kind != GW_TASK_NONE && rows->tasks->len > 0)
    last = g_ptr_array_index (rows->tasks, rows->tasks->len - 1);
  if (same && last != NULL)
    take_over (last, after);
  if (!same && last != NULL)
    end_task (last, before->due, event);
  if (!same && after->progress.task != GW_TASK_NONE)
    begin_task (rows, after);
}

/* --- links ---------------------------------------------------------------------------- */

static gboolean
has_link (const GwAuditRows *rows, gint64 other_id, const char *relation)
{
  for (guint i = 0; i < rows->links->len; i++)
    {
      const GwLinkRecord *link = g_ptr_array_index (rows->links, i);

      if (link->other_id == other_id && strcmp (link->relation, relation) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
follow_link (GwAuditRows *rows, const GwEventRecord *event)
{
  const char *relation = GW_RELATION_LINKED;
  g_auto (GwFacts) facts = { 0 };
  GwLinkRecord *link;

  if (event->action != GW_ACTION_LINK && event->action != GW_ACTION_MERGE &&
      event->action != GW_ACTION_SPLIT)
    return;
  if (event->action == GW_ACTION_MERGE)
    relation = GW_RELATION_MERGED;
  else if (event->action == GW_ACTION_SPLIT)
    relation = GW_RELATION_SPLIT;
  if (!gw_facts_from_json (event->data, &facts) ||
      has_link (rows, facts.other_case, relation))
    return;
  link = g_new0 (GwLinkRecord, 1);
  link->other_id = facts.other_case;
  link->relation = g_strdup (relation);
  link->at = event->at;
  link->outward = TRUE;
  g_ptr_array_add (rows->links, link);
}

/* --- cards ---------------------------------------------------------------------------- */

static GwCardRecord *
find_card (const GwAuditRows *rows, gint64 id)
{
  for (guint i = 0; i < rows->cards->len; i++)
    {
      GwCardRecord *card = g_ptr_array_index (rows->cards, i);

      if (card->id == id)
        return card;
    }
  return NULL;
}

static void
set_words (char **text, gint64 *by, gint64 *at, const GwEventRecord *event)
{
  g_free (*text);
  *text = g_strdup (event->opinion);
  *by = event->actor_id;
  *at = event->at;
}

static void
follow_cards (GwAuditRows *rows, const GwCaseRecord *after, const GwEventRecord *event)
{
  g_autoptr (GPtrArray) given = gw_cards_given (after, event);
  g_auto (GwFacts) facts = { 0 };
  GwCardRecord *card = NULL;

  g_ptr_array_extend_and_steal (rows->cards, g_steal_pointer (&given));
  if (event->action != GW_ACTION_EXPLAIN_CARD && event->action != GW_ACTION_REVOKE_CARD &&
      event->action != GW_ACTION_ESCALATE)
    return;
  if (gw_facts_from_json (event->data, &facts))
    card = find_card (rows, facts.card);
  if (card != NULL && event->action == GW_ACTION_EXPLAIN_CARD)
    set_words (&card->explanation, &card->explained_by, &card->explained_at, event);
  else if (card != NULL && event->action == GW_ACTION_ESCALATE)
    card->level = (guint)facts.level;
  else if (card != NULL)
    set_words (&card->revocation, &card->revoked_by, &card->revoked_at, event);
}

void
gw_audit_rows_follow (GwAuditRows *rows, const GwAuditTask *before,
                      const GwCaseRecord *after, const GwEventRecord *event)
{
  follow_task (rows, before, after, event);
  follow_link (rows, event);
  follow_cards (rows, after, event);
}

/* --- comparing ------------------------------------------------------------------------ */

char *
gw_audit_time_to_text (gint64 at)
{
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *text = NULL;

  if (at == 0)
    return g_strdup ("none");
  time = g_date_time_new_from_unix_utc (at / 1000);
  if (time == NULL)
    return g_strdup_printf ("%" G_GINT64_FORMAT, at);
  text = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S");
  return g_strdup_printf ("%s.%03dZ", text, (int)(at % 1000));
}

char *
gw_audit_words_to_text (const char *words)
{
  return words != NULL ? g_strdup_printf ("\"%s\"", words) : g_strdup ("none");
}

static char *
task_to_text (const GwTaskRecord *task)
{
  g_autofree char *created = gw_audit_time_to_text (task->created_at);
  g_autofree char *taken = gw_audit_time_to_text (task->taken_at);
  g_autofree char *due = gw_audit_time_to_text (task->due);
  g_autofree char *done = gw_audit_time_to_text (task->done_at);
  g_autofree char *reason = gw_audit_words_to_text (task->reason);
  const char *kind = task->kind < GW_N_TASKS ? gw_task_kind_name (task->kind) : NULL;

  return g_strdup_printf ("%s of person %" G_GINT64_FORMAT
                          " since %s, taken %s, due %s, done %s by %" G_GINT64_FORMAT
                          ", offers %u, cell %" G_GINT64_FORMAT ", reason %s",
                          kind != NULL ? kind : "none", task->inspector_id, created, taken,
                          due, done, task->done_by, task->offers, task->cell_id, reason);
}

static char *
link_to_text (const GwLinkRecord *link)
{
  g_autofree char *at = gw_audit_time_to_text (link->at);
  char number[GW_CASE_NUMBER_SIZE];

  return g_strdup_printf ("%s %s at %s", link->relation,
                          gw_case_number_format (link->other_id, number), at);
}

static void
compare_tasks (const GPtrArray *stored, const GPtrArray *computed, GwAuditRowFunc differs,
               gpointer user_data)
{
  for (guint i = 0; i < MAX (stored->len, computed->len); i++)
    {
      g_autofree char *what = g_strdup_printf ("task %u", i + 1);
      g_autofree char *a = i < stored->len ? task_to_text (g_ptr_array_index (stored, i))
                                           : g_strdup ("none");
      g_autofree char *b = i < computed->len
                               ? task_to_text (g_ptr_array_index (computed, i))
                               : g_strdup ("none");

      if (strcmp (a, b) != 0)
        differs (what, a, b, user_data);
    }
}

static char *
card_to_text (const GwCardRecord *card)
{
  g_autofree char *at = gw_audit_time_to_text (card->at);
  g_autofree char *due = gw_audit_time_to_text (card->due);
  g_autofree char *explained = gw_audit_time_to_text (card->explained_at);
  g_autofree char *revoked = gw_audit_time_to_text (card->revoked_at);
  g_autofree char *explanation = gw_audit_words_to_text (card->explanation);
  g_autofree char *revocation = gw_audit_words_to_text (card->revocation);
  const char *colour = gw_lamp_name (card->colour);

  return g_strdup_printf (
      "%s card %" G_GINT64_FORMAT " of stage %s at %s, due %s, limit %u %s, department "
      "%" G_GINT64_FORMAT ", person %" G_GINT64_FORMAT
      ", escalated %u, explained %s by %" G_GINT64_FORMAT
      ": %s, revoked %s by %" G_GINT64_FORMAT ": %s",
      colour != NULL ? colour : "no", card->id, gw_stage_name (card->stage), at, due,
      card->limit.value, gw_limit_unit_name (card->limit.unit), card->department_id,
      card->person_id, card->level, explained, card->explained_by, explanation, revoked,
      card->revoked_by, revocation);
}

static void
compare_cards (const GPtrArray *stored, const GPtrArray *computed, GwAuditRowFunc differs,
               gpointer user_data)
{
  for (guint i = 0; i < MAX (stored->len, computed->len); i++)
    {
      g_autofree char *what = g_strdup_printf ("card %u", i + 1);
      g_autofree char *a = i < stored->len ? card_to_text (g_ptr_array_index (stored, i))
                                           : g_strdup ("none");
      g_autofree char *b = i < computed->len
                               ? card_to_text (g_ptr_array_index (computed, i))
                               : g_strdup ("none");

      if (strcmp (a, b) != 0)
        differs (what, a, b, user_data);
    }
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* Sorted texts. From the other side they are compared with the other case. */
static GPtrArray *
links_to_texts (const GPtrArray *links)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < links->len; i++)
    {
      const GwLinkRecord *link = g_ptr_array_index (links, i);

      if (link->outward)
        g_ptr_array_add (texts, link_to_text (link));
    }
  g_ptr_array_sort (texts, compare_texts);
  return texts;
}

static void
compare_links (const GPtrArray *stored, const GPtrArray *computed, GwAuditRowFunc differs,
               gpointer user_data)
{
  g_autoptr (GPtrArray) a = links_to_texts (stored);
  g_autoptr (GPtrArray) b = links_to_texts (computed);
  guint i = 0, j = 0;

  while (i < a->len || j < b->len)
    {
      const char *left = i < a->len ? g_ptr_array_index (a, i) : NULL;
      const char *right = j < b->len ? g_ptr_array_index (b, j) : NULL;
      int order = left == NULL ? 1 : -1;

      if (left != NULL && right != NULL)
        order = strcmp (left, right);
      if (order != 0)
        differs ("link", order < 0 ? left : "none", order < 0 ? "none" : right, user_data);
      i += order <= 0;
      j += order >= 0;
    }
}

gboolean
gw_audit_rows_compare (const GwAuditRows *rows, GwStoreReader *reader, gint64 case_id,
                       GwAuditRowFunc differs, gpointer user_data, GError **error)
{
  g_autoptr (GPtrArray) tasks = gw_store_case_tasks (reader, case_id, error);
  g_autoptr (GPtrArray) links =
      tasks != NULL ? gw_store_case_links (reader, case_id, error) : NULL;

  g_autoptr (GPtrArray) cards =
      links != NULL ? gw_store_case_cards (reader, case_id, error) : NULL;

  if (cards == NULL)
    return FALSE;
  compare_cards (cards, rows->cards, differs, user_data);
  compare_tasks (tasks, rows->tasks, differs, user_data);
  compare_links (links, rows->links, differs, user_data);
  return TRUE;
}
