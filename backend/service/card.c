/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking at cards: one, lists, figures. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/card-private.h"

#include <string.h>

static const char *const state_names[] = { NULL, "open", "explained", "revoked" };

const char *
gw_card_state_name (GwCardStateKind state)
{
  return (guint)state < G_N_ELEMENTS (state_names) ? state_names[state] : NULL;
}

gboolean
gw_card_state_parse (const char *name, GwCardStateKind *ret_state)
{
  for (guint i = 1; i < G_N_ELEMENTS (state_names); i++)
    {
      if (strcmp (state_names[i], name) == 0)
        {
          *ret_state = i;
          return TRUE;
        }
    }
  return FALSE;
}

/* --- one card ------------------------------------------------------------------------- */

void
gw_card_free (GwCard *card)
{
  g_clear_pointer (&card->person, gw_person_unref);
  g_clear_pointer (&card->explained_by, gw_person_unref);
  g_clear_pointer (&card->revoked_by, gw_person_unref);
  g_free (card->explanation);
  g_free (card->revocation);
  gw_snapshot_unref (card->snapshot);
  g_free (card);
}

GwCardActor
gw_card_actor (const GwSnapshot *snapshot, const GwPerson *user, const GwCardRecord *record)
{
  const GwCell *cell = gw_snapshot_cell_by_id (snapshot, record->cell_id);

  return (GwCardActor){
    .roles = user->roles,
    .stage = record->stage,
    .has_person = record->person_id != 0,
    .own_person = record->person_id == user->id,
    .own_department =
        record->department_id != 0 && record->department_id == user->department_id,
    .outside_area = !gw_scope_has (user, cell != NULL ? cell->community : NULL),
  };
}

static GwPerson *
dup_person (GwService *service, gint64 id)
{
  GwPerson *person = gw_service_person (service, id);

  return person != NULL ? gw_person_ref (person) : NULL;
}

static GwCardStateKind
state_of (const GwCardRecord *record)
{
  if (record->revoked_at != 0)
    return GW_CARD_STATE_REVOKED;
  return record->explained_at != 0 ? GW_CARD_STATE_EXPLAINED : GW_CARD_STATE_OPEN;
}

GwCard *
gw_card_new (GwService *service, const GwPerson *user, const GwCardRecord *record)
{
  GwCardActor actor = gw_card_actor (service->snapshot, user, record);
  GwCard *card = g_new0 (GwCard, 1);

  card->snapshot = gw_snapshot_ref (service->snapshot);
  card->id = record->id;
  gw_case_number_format (record->case_id, card->number);
  card->stage = record->stage;
  card->colour = record->colour;
  card->at = record->at;
  card->due = record->due;
  card->limit = record->limit;
  card->state = state_of (record);
  card->roles = record->stage == GW_STAGE_HANDLE
                    ? GW_ROLE_DEPARTMENT
                    : gw_permissions_stage_roles (record->stage);
  card->department = gw_snapshot_department (service->snapshot, record->department_id);
  card->person = dup_person (service, record->person_id);
  card->explanation = g_strdup (record->explanation);
  card->explained_by = dup_person (service, record->explained_by);
  card->explained_at = record->explained_at;
  card->revocation = g_strdup (record->revocation);
  card->revoked_by = dup_person (service, record->revoked_by);
  card->revoked_at = record->revoked_at;
  card->level = record->level;
  card->may_explain = record->revoked_at == 0 && gw_permissions_may_explain (&actor);
  card->may_revoke = record->revoked_at == 0 && gw_permissions_may_revoke (&actor);
  return card;
}

GPtrArray *
gw_cards_new (GwService *service, const GwPerson *user, const GPtrArray *records)
{
  GPtrArray *cards = g_ptr_array_new_with_free_func ((GDestroyNotify)gw_card_free);

  for (guint i = 0; records != NULL && i < records->len; i++)
    g_ptr_array_add (cards, gw_card_new (service, user, g_ptr_array_index (records, i)));
  return cards;
}

/* --- lists ---------------------------------------------------------------------------- */

typedef struct
{
  GwService *service;
  GwPerson *user;
  GwCardFilter filter;
  GArray *cell_ids; /* what the filter points to, or NULL */
  GPtrArray *records;
  GwCardPageFunc done;
  gpointer user_data;
} ListJob;

static void
list_job_free (gpointer data)
{
  ListJob *job = data;

  gw_person_unref (job->user);
  g_clear_pointer (&job->cell_ids, g_array_unref);
  g_clear_pointer (&job->records, g_ptr_array_unref);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ListJob, list_job_free)

static gboolean
list_thread (GwStoreReader *reader, gpointer data, GError **error)
{
  ListJob *job = data;

  if (job->cell_ids != NULL && job->cell_ids->len == 0)
    job->records = g_ptr_array_new ();
  else
    job->records = gw_store_card_list (reader, &job->filter, error);
  return job->records != NULL;
}

static void
listed_cb (gpointer data, const GError *error, gpointer user_data)
{
  ListJob *job = data;
  guint limit = job->filter.limit - 1;
  g_autoptr (GPtrArray) cards = NULL;
  g_autoptr (GError) translated = NULL;
  gboolean more;

  if (error != NULL)
    {
      translated = gw_service_translate_error (error);
      job->done (NULL, 0, translated, job->user_data);
      return;
    }
  more = job->records->len > limit;
  if (more)
    g_ptr_array_set_size (job->records, (gint)limit);
  cards = gw_cards_new (job->service, job->user, job->records);
  job->done (cards, more ? ((const GwCard *)g_ptr_array_index (cards, limit - 1))->id : 0,
             NULL, job->user_data);
}

static gboolean
fail_unknown (GError **error, GwCaseError code, const char *field, const char *value)
{
  gw_case_error_set (error, code, field, "“%s” is not known here", value);
  return FALSE;
}

/* Where: what was asked for, within what the user sees. */
static gboolean
filter_area (ListJob *job, const char *code, GError **error)
{
  GwSnapshot *snapshot = job->service->snapshot;
  const GwArea *area = NULL;

  if (code != NULL)
    {
      area = gw_snapshot_area_by_code (snapshot, code);
      if (area == NULL)
        return fail_unknown (error, GW_CASE_ERROR_NOT_FOUND, "area", code);
    }
  if (!gw_scope_is_limited (job->user, snapshot) && area == NULL)
    return TRUE;
  job->cell_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < gw_snapshot_n_all_cells (snapshot); i++)
    {
      const GwCell *cell = gw_snapshot_cell_of_all (snapshot, i);

      if (gw_scope_has_cell (job->user, cell) &&
          (area == NULL || gw_area_is_within (cell->community, area->id)))
        g_array_append_val (job->cell_ids, cell->id);
    }
  job->filter.cell_ids = (const gint64 *)(const void *)job->cell_ids->data;
  job->filter.n_cell_ids = job->cell_ids->len;
  return TRUE;
}

/* The same as gw_permissions_may_see_card(), as a filter. */
static void
filter_scope (GwCardFilter *filter, const GwPerson *user)
{
  guint scope = gw_permissions_scope (user->roles);

  filter->own_only = scope != GW_SCOPE_ALL;
  if ((scope & (GW_SCOPE_DEPARTMENT | GW_SCOPE_HANDLER)) != 0)
    filter->own_department_id = user->department_id;
  if ((scope & GW_SCOPE_INSPECTOR) != 0)
    filter->own_person_id = user->id;
}

static gboolean
filter_words (ListJob *job, const GwCardQuery *query, GError **error)
{
  const GwDepartment *department;

  if (query->number != NULL && !gw_case_number_parse (query->number, &job->filter.case_id))
    return fail_unknown (error, GW_CASE_ERROR_OUT_OF_RANGE, "case", query->number);
  if (query->department == NULL)
    return TRUE;
  department = gw_snapshot_department_by_code (job->service->snapshot, query->department);
  if (department == NULL)
    return fail_unknown (error, GW_CASE_ERROR_UNKNOWN_DEPARTMENT, "department",
                         query->department);
  job->filter.department_id = department->id;
  return TRUE;
}

gboolean
gw_card_list (GwService *service, const GwPerson *user, const GwCardQuery *query,
              GwCardPageFunc done, gpointer user_data, GError **error)
{
  g_autoptr (ListJob) job = g_new0 (ListJob, 1);

  job->service = service;
  job->user = gw_person_ref (user);
  job->done = done;
  job->user_data = user_data;
  job->filter = (GwCardFilter){ .stage = query->stage,
                                .colour = query->colour,
                                .state = query->state,
                                .from_ms = query->from_ms,
                                .to_ms = query->to_ms,
                                .before = query->before,
                                .limit = CLAMP (query->limit, 1, GW_CARD_PAGE_MAX) + 1 };
  filter_scope (&job->filter, user);
  if (!filter_words (job, query, error) || !filter_area (job, query->area, error))
    return FALSE;
  if (!gw_store_read_async (service->store, list_thread, job, list_job_free, listed_cb,
                            NULL))
    return gw_service_fail_overloaded (error);
  g_steal_pointer (&job);
  return TRUE;
}

/* --- figures -------------------------------------------------------------------------- */

typedef struct
{
  ListJob list; /* where and when */
  GwSnapshot *snapshot;
  GArray *rows; /* GwCardFigures */
  GwCardFiguresFunc done;
  gpointer user_data;
} CountJob;

static void
count_job_free (gpointer data)
{
  CountJob *job = data;

  gw_person_unref (job->list.user);
  g_clear_pointer (&job->list.cell_ids, g_array_unref);
  g_array_unref (job->rows);
  gw_snapshot_unref (job->snapshot);
  g_free (job);
}

static gboolean
count_row (CountJob *job, GwStoreReader *reader, const GwDepartment *department,
           GError **error)
{
  const GwCardFilter *filter = &job->list.filter;
  gint64 id = department != NULL ? department->id : 0;
  GwCardFigures row = { .department = department };
  GwCardCounts counts;

  if (filter->own_only && (id == 0 || id != filter->own_department_id))
    return TRUE;
  if (!gw_store_card_count (reader, id, filter, &counts, error))
    return FALSE;
  row.yellow = counts.yellow;
  row.red = counts.red;
  row.explained = counts.explained;
  row.revoked = counts.revoked;
  if (row.yellow + row.red + row.revoked > 0)
    g_array_append_val (job->rows, row);
  return TRUE;
}

static gboolean
count_thread (GwStoreReader *reader, gpointer data, GError **error)
{
  CountJob *job = data;

  if (job->list.cell_ids != NULL && job->list.cell_ids->len == 0)
    return TRUE;
  for (guint i = 0; i < gw_snapshot_n_departments (job->snapshot); i++)
    if (!count_row (job, reader, gw_snapshot_department_at (job->snapshot, i), error))
      return FALSE;
  return count_row (job, reader, NULL, error);
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const GwCardFigures *left = a, *right = b;

  if (left->department == NULL || right->department == NULL)
    return (left->department == NULL) - (right->department == NULL);
  return strcmp (left->department->code, right->department->code);
}

static void
counted_cb (gpointer data, const GError *error, gpointer user_data)
{
  CountJob *job = data;
  g_autoptr (GError) translated = error != NULL ? gw_service_translate_error (error) : NULL;
  GwCardFigures total = { 0 };

  g_array_sort (job->rows, compare_rows);
  for (guint i = 0; i < job->rows->len; i++)
    {
      const GwCardFigures *row = &g_array_index (job->rows, GwCardFigures, i);

      total.yellow += row->yellow;
      total.red += row->red;
      total.explained += row->explained;
      total.revoked += row->revoked;
    }
  job->done (error == NULL ? job->rows : NULL, &total, translated, job->user_data);
}

gboolean
gw_card_count (GwService *service, const GwPerson *user, gint64 from_ms, gint64 to_ms,
               GwCardFiguresFunc done, gpointer user_data, GError **error)
{
  CountJob *job = g_new0 (CountJob, 1);

  job->list.service = service;
  job->list.user = gw_person_ref (user);
  job->list.filter = (GwCardFilter){ .from_ms = from_ms, .to_ms = to_ms };
  job->snapshot = gw_snapshot_ref (service->snapshot);
  job->rows = g_array_new (FALSE, FALSE, sizeof (GwCardFigures));
  job->done = done;
  job->user_data = user_data;
  filter_scope (&job->list.filter, user);
  filter_area (&job->list, NULL, NULL);
  if (gw_store_read_async (service->store, count_thread, job, count_job_free, counted_cb,
                           NULL))
    return TRUE;
  count_job_free (job);
  return gw_service_fail_overloaded (error);
}
