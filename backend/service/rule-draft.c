/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drafts of rules are read and judged by workers, tried by readers, written by the writer. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/rule-draft.h"

#include <string.h>

#include "backend/rules/case-error.h"
#include "backend/service/service-private.h"

typedef struct
{
  GwService *service;
  GBytes *csv;                    /* NULL: the rules in force */
  guint line;                     /* of the rule that is edited */
  char *fields[GW_RULE_N_FIELDS]; /* owned: what edit points to */
  GwRuleEdit *edit;               /* or NULL */
  GwRouteQuestion question;
  guint n_last;
  gint64 version;
  gint64 person_id;
  gboolean checks;
  gboolean explains;
  gboolean publishes;
  GwRuleDraft draft;
  GwRuleDraftFunc done;
  gpointer user_data;
} Job;

static void
job_free (Job *job)
{
  GwRuleDraft *draft = &job->draft;

  g_clear_pointer (&job->csv, g_bytes_unref);
  for (guint i = 0; i < GW_RULE_N_FIELDS; i++)
    g_free (job->fields[i]);
  g_free (job->edit);
  g_clear_pointer (&draft->report, gw_routing_report_free);
  g_clear_pointer (&draft->explanation, gw_routing_explanation_free);
  g_clear_pointer (&draft->changed, g_array_unref);
  g_clear_pointer (&draft->routing, gw_routing_unref);
  g_clear_pointer (&draft->table, gw_routing_table_free);
  g_clear_pointer (&draft->world, gw_routing_world_free);
  gw_faults_free (draft->faults);
  gw_snapshot_unref (draft->snapshot);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

/* NULL with FORBIDDEN. */
static Job *
job_new (GwService *service, const GwPerson *user, GBytes *csv, GwRuleDraftFunc done,
         gpointer user_data, GError **error)
{
  Job *job;

  if ((user->roles & GW_ROLE_ADMIN) == 0)
    {
      gw_case_error_set (error, GW_CASE_ERROR_FORBIDDEN, NULL,
                         "routing rules are an administrator's");
      return NULL;
    }
  job = g_new0 (Job, 1);
  job->service = service;
  job->person_id = user->id;
  job->csv = csv != NULL ? g_bytes_ref (csv) : NULL;
  job->draft.snapshot = gw_snapshot_ref (service->snapshot);
  job->draft.faults = gw_faults_new ();
  job->done = done;
  job->user_data = user_data;
  return job;
}

/* Takes the job. */
static void
finish (Job *job, const GError *error)
{
  g_autoptr (GError) translated = error != NULL ? gw_service_translate_error (error) : NULL;

  job->done (error == NULL ? &job->draft : NULL, translated, job->user_data);
  job_free (job);
}

/* --- any thread ----------------------------------------------------------------------- */

static void
apply_edit (Job *job)
{
  g_autofree char *csv =
      gw_routing_table_write (gw_snapshot_routing (job->draft.snapshot), job->draft.world);
  char *edited = gw_rule_edit_apply (csv, job->line, job->edit);

  job->csv = g_bytes_new_take (edited, strlen (edited));
}

/* FALSE with faults. */
static gboolean
read_draft (Job *job)
{
  GwRuleDraft *draft = &job->draft;
  const char *text;
  gsize length;

  draft->world = gw_rule_book_world (draft->snapshot);
  if (job->edit != NULL)
    apply_edit (job);
  if (job->csv == NULL)
    {
      draft->routing = gw_routing_ref ((GwRouting *)gw_snapshot_routing (draft->snapshot));
      return TRUE;
    }
  text = g_bytes_get_data (job->csv, &length);
  draft->table = gw_routing_table_read (text, length, draft->world, draft->faults);
  if (draft->table == NULL)
    {
      gw_faults_sort (draft->faults);
      return FALSE;
    }
  draft->routing =
      gw_routing_new ((const GwRoutingRule *)(const void *)draft->table->rules->data,
                      draft->table->rules->len);
  return TRUE;
}

static guint
today_of (const Job *job)
{
  return gw_calendar_local_date (gw_snapshot_calendar (job->draft.snapshot),
                                 gw_service_now (job->service));
}

static void judged_cb (gpointer data);

static void
judge_thread (gpointer data)
{
  Job *job = data;
  GwRuleDraft *draft = &job->draft;
  gboolean good = read_draft (job);

  if (good && job->checks)
    draft->report = gw_routing_check (draft->routing, draft->world, today_of (job));
  if (good && job->explains)
    draft->explanation =
        gw_routing_explain_by (draft->snapshot, draft->routing, &job->question);
  gw_service_answer (job->service, judged_cb, job);
}

static gboolean
try_thread (GwStoreReader *reader, gpointer data, GError **error)
{
  Job *job = data;
  GwRuleDraft *draft = &job->draft;

  if (!read_draft (job))
    return TRUE;
  draft->changed = gw_rule_book_replay (draft->snapshot, reader, draft->routing,
                                        job->n_last, &draft->n_cases, error);
  return draft->changed != NULL;
}

static gboolean
publish_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  Job *job = data;

  const GwChangeNote note = { writer, gw_service_now (job->service), job->person_id };

  return gw_rule_book_write (&note, job->draft.table, job->draft.world, job->version,
                             &job->draft.change, error);
}

/* --- the main context ----------------------------------------------------------------- */

static void
reloaded_cb (const GError *error, gpointer data)
{
  Job *job = data;

  /* Its strings are of the former city. */
  g_clear_pointer (&job->draft.world, gw_routing_world_free);
  gw_snapshot_unref (job->draft.snapshot);
  job->draft.snapshot = gw_snapshot_ref (job->service->snapshot);
  finish (job, error);
}

static void
published_cb (gpointer data, const GError *error, gpointer user_data)
{
  Job *job = data;

  if (error != NULL)
    finish (job, error);
  /* Else the next second brings it. */
  else if (!gw_service_reload_async (job->service, reloaded_cb, job))
    reloaded_cb (NULL, job);
}

static void
tried_cb (gpointer data, const GError *error, gpointer user_data)
{
  finish (data, error);
}

static void
judged_cb (gpointer data)
{
  Job *job = data;
  g_autoptr (GError) error = NULL;

  if (!job->publishes || job->draft.faults->n > 0)
    finish (job, NULL);
  else if (!gw_store_write_async (job->service->store, publish_thread, job, NULL,
                                  published_cb, NULL))
    {
      gw_service_fail_overloaded (&error);
      finish (job, error);
    }
}

/* Takes the job, also when it fails. */
static gboolean
judge (Job *job, GError **error)
{
  if (gw_service_work (job->service, judge_thread, job))
    return TRUE;
  job_free (job);
  return gw_service_fail_overloaded (error);
}

gboolean
gw_rule_draft_check (GwService *service, const GwPerson *user, GBytes *csv,
                     GwRuleDraftFunc done, gpointer user_data, GError **error)
{
  Job *job = job_new (service, user, csv, done, user_data, error);

  if (job == NULL)
    return FALSE;
  job->checks = TRUE;
  return judge (job, error);
}

gboolean
gw_rule_draft_explain (GwService *service, const GwPerson *user, GBytes *csv,
                       const GwRouteQuestion *question, GwRuleDraftFunc done,
                       gpointer user_data, GError **error)
{
  Job *job = job_new (service, user, csv, done, user_data, error);

  if (job == NULL)
    return FALSE;
  job->explains = TRUE;
  job->question = *question;
  return judge (job, error);
}

gboolean
gw_rule_draft_dry_run (GwService *service, const GwPerson *user, GBytes *csv, guint n_last,
                       GwRuleDraftFunc done, gpointer user_data, GError **error)
{
  g_autoptr (Job) job = job_new (service, user, csv, done, user_data, error);

  if (job == NULL)
    return FALSE;
  if (n_last < 1 || n_last > GW_DRY_RUN_CASES_MAX)
    {
      gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, "last", "1 to %d cases",
                         GW_DRY_RUN_CASES_MAX);
      return FALSE;
    }
  job->n_last = n_last;
  if (!gw_store_read_async (service->store, try_thread, job, NULL, tried_cb, NULL))
    return gw_service_fail_overloaded (error);
  g_steal_pointer (&job);
  return TRUE;
}

gboolean
gw_rule_draft_publish (GwService *service, const GwPerson *user, GBytes *csv,
                       gint64 version, GwRuleDraftFunc done, gpointer user_data,
                       GError **error)
{
  Job *job = job_new (service, user, csv, done, user_data, error);

  if (job == NULL)
    return FALSE;
  job->publishes = TRUE;
  job->version = version;
  return judge (job, error);
}

/* The rule's line in a table of those in force; 0: it is none of them. */
static guint
line_of (const GwSnapshot *snapshot, gint64 id)
{
  const GwRouting *routing = gw_snapshot_routing (snapshot);

  for (guint i = 0; i < gw_routing_n_in_force (routing); i++)
    if (gw_routing_get (routing, i)->id == id)
      return i + 1;
  return 0;
}

gboolean
gw_rule_draft_edit (GwService *service, const GwPerson *user, const GwRuleEdit *edit,
                    gint64 version, GwRuleDraftFunc done, gpointer user_data,
                    GError **error)
{
  g_autoptr (Job) job = job_new (service, user, NULL, done, user_data, error);

  if (job == NULL)
    return FALSE;
  job->line = edit->rule != 0 ? line_of (service->snapshot, edit->rule) : 0;
  if (edit->rule != 0 && job->line == 0)
    {
      gw_case_error_set (error, GW_CASE_ERROR_NOT_FOUND, NULL,
                         "there is no such rule in force");
      return FALSE;
    }
  job->publishes = TRUE;
  job->version = version;
  job->edit = g_memdup2 (edit, sizeof *edit);
  for (guint i = 0; i < GW_RULE_N_FIELDS; i++)
    job->edit->fields[i] = job->fields[i] = g_strdup (edit->fields[i]);
  return judge (g_steal_pointer (&job), error);
}
