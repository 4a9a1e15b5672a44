/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking at cases. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/case-query.h"

#include <stdio.h>

#include "backend/service/class-filter.h"
#include "backend/service/service-private.h"
#include "backend/store/case-list.h"
#include "backend/store/city-store.h"
#include "gis/ring.h"

/* Beyond so many cells the newest cases are walked instead. */
#define BOX_CELLS_MAX 2500
/* Of what was drawn by hand, more: the cells' counters tell whether walking is quicker. */
#define RING_CELLS_MAX 20000

/* One list on its way through a reader. */
typedef struct
{
  GwSnapshot *snapshot;
  GwCaseFilter filter;
  GArray *class_ids; /* what the filter points to */
  GArray *cell_ids;
  GArray *inner_ids; /* of cell_ids, those that lie in the ring whole */
  GwShape *ring;     /* or NULL */
  gboolean by_cells; /* no other cells than cell_ids may be looked at */
  char *source;
  char *text;
  GPtrArray *rows; /* GwCaseRow */
  gboolean more;
  GwCaseCursor next;
  GwCaseKeys keys; /* of an index */
  GwCasePageFunc done;
  GwCaseIndexFunc counted;
  gpointer user_data;
} ListJob;

static void
list_job_free (gpointer data)
{
  ListJob *job = data;

  gw_snapshot_unref (job->snapshot);
  g_array_unref (job->class_ids);
  g_array_unref (job->cell_ids);
  g_array_unref (job->inner_ids);
  g_clear_pointer (&job->ring, gw_shape_unref);
  g_free (job->source);
  g_free (job->text);
  g_clear_pointer (&job->rows, g_ptr_array_unref);
  gw_case_keys_clear (&job->keys);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ListJob, list_job_free)

void
gw_case_query_clear (GwCaseQuery *query)
{
  g_clear_pointer (&query->within, gw_shape_unref);
}

void
gw_case_page_free (GwCasePage *page)
{
  g_ptr_array_unref (page->rows);
  g_free (page->next);
  g_free (page);
}

/* --- filters -------------------------------------------------------------------------- */

static gboolean
fail_unknown (GError **error, GwCaseError code, const char *field, const char *value)
{
  gw_case_error_set (error, code, field, "“%s” is not known here", value);
  return FALSE;
}

static gboolean
filter_department (ListJob *job, const GwCaseQuery *query, GError **error)
{
  const GwDepartment *department;

  if (query->department == NULL)
    return TRUE;
  department = gw_snapshot_department_by_code (job->snapshot, query->department);
  if (department == NULL)
    return fail_unknown (error, GW_CASE_ERROR_UNKNOWN_DEPARTMENT, "department",
                         query->department);
  job->filter.department_id = department->id;
  return TRUE;
}

/* The cells that were asked for, without those that are not the user's to see. */
static void
take_cell (ListJob *job, const GwPerson *user, const GwCell *cell)
{
  if (gw_scope_has_cell (user, cell))
    g_array_append_val (job->cell_ids, cell->id);
}

static void
take_area (ListJob *job, const GwPerson *user, const GwArea *area)
{
  for (guint i = 0; i < gw_snapshot_n_all_cells (job->snapshot); i++)
    {
      const GwCell *cell = gw_snapshot_cell_of_all (job->snapshot, i);

      if (area == NULL || gw_area_is_within (cell->community, area->id))
        take_cell (job, user, cell);
    }
}

/* A large box is left to the walk, unless the user's cells are but some. */
static void
take_box (ListJob *job, const GwPerson *user, GwBox box, gboolean limited)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint32));

  gw_cell_index_find_in_box (gw_snapshot_cell_index (job->snapshot), box, found);
  if (limited && found->len > BOX_CELLS_MAX)
    take_area (job, user, NULL);
  for (guint i = 0; found->len <= BOX_CELLS_MAX && i < found->len; i++)
    take_cell (job, user,
               gw_snapshot_cell (job->snapshot, g_array_index (found, guint32, i)));
  job->filter.no_cells = found->len == 0;
}

static gboolean
filter_place (ListJob *job, const GwPerson *user, const GwCaseQuery *query, GError **error)
{
  const GwSnapshot *snapshot = job->snapshot;
  gboolean limited = gw_scope_is_limited (user, snapshot);
  gboolean by_cells = limited;
  const GwCell *cell;
  const GwArea *area;

  if (query->cell != NULL)
    {
      cell = gw_snapshot_cell_by_code (snapshot, query->cell);
      if (cell == NULL)
        return fail_unknown (error, GW_CASE_ERROR_NOT_FOUND, "cell", query->cell);
      take_cell (job, user, cell);
      by_cells = TRUE;
    }
  else if (query->area != NULL)
    {
      area = gw_snapshot_area_by_code (snapshot, query->area);
      if (area == NULL)
        return fail_unknown (error, GW_CASE_ERROR_NOT_FOUND, "area", query->area);
      if (area->parent != NULL || limited)
        take_area (job, user, area);
      by_cells = area->parent != NULL || limited;
    }
  else if (query->has_box)
    take_box (job, user, query->box, limited);
  else if (limited)
    take_area (job, user, NULL);
  job->filter.no_cells |= by_cells && job->cell_ids->len == 0;
  job->by_cells = by_cells || (query->has_box && job->cell_ids->len > 0);
  job->filter.has_box = query->has_box;
  job->filter.box = query->box;
  return TRUE;
}

static gboolean
read_cursor (const char *text, const char *field, GwCaseCursor *ret_cursor, GError **error)
{
  char rest;

  if (text == NULL || sscanf (text, "%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT "%c",
                              &ret_cursor->deadline, &ret_cursor->id, &rest) == 2)
    return TRUE;
  gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, field,
                     "this is not where a page ended");
  return FALSE;
}

static gboolean
filter_cursors (ListJob *job, const GwCaseQuery *query, GError **error)
{
  return read_cursor (query->after, "after", &job->filter.after, error) &&
         read_cursor (query->until, "until", &job->filter.until, error);
}

static char *
cursor_to_text (const GwCaseCursor *cursor)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT, cursor->deadline,
                          cursor->id);
}

static void
filter_scope (ListJob *job, const GwPerson *user)
{
  GwCaseFilter *filter = &job->filter;
  guint scope = gw_permissions_scope (user->roles);

  filter->is_scoped = scope != GW_SCOPE_ALL;
  if ((scope & GW_SCOPE_INSPECTOR) != 0)
    {
      filter->scope_reporter_id = filter->scope_inspector_id = user->id;
      filter->scope_states = 1u << GW_CASE_HANDLED;
    }
  if ((scope & GW_SCOPE_DEPARTMENT) != 0)
    filter->scope_department_id = user->department_id;
  if ((scope & GW_SCOPE_HANDLER) != 0)
    filter->scope_handler_id = user->id;
  /* Said as a filter it has an index. */
  if (scope == GW_SCOPE_DEPARTMENT && filter->department_id == 0)
    filter->department_id = user->department_id;
}

static const GwCaseSort sorts[] = {
  [GW_CASE_ORDER_NEWEST] = GW_CASE_SORT_NEWEST,
  [GW_CASE_ORDER_DEADLINE] = GW_CASE_SORT_DEADLINE,
  [GW_CASE_ORDER_OLDEST] = GW_CASE_SORT_OLDEST,
  [GW_CASE_ORDER_LATEST_DEADLINE] = GW_CASE_SORT_LATEST_DEADLINE,
};

static gboolean
fill_filter (ListJob *job, const GwPerson *user, const GwCaseQuery *query, gint64 now_ms,
             GError **error)
{
  GwCaseFilter *filter = &job->filter;

  if (query->limit < 1 || query->limit > GW_CASE_POINTS_MAX)
    {
      gw_case_error_set (error, GW_CASE_ERROR_OUT_OF_RANGE, "limit",
                         "a page has 1 to %d cases", GW_CASE_POINTS_MAX);
      return FALSE;
    }
  filter->states = query->states;
  filter->only_open = query->states == gw_case_states_open ();
  if (filter->only_open)
    filter->states = 0;
  filter->lamps = query->lamps;
  filter->flags = query->flags;
  filter->from_ms = query->from_ms;
  filter->to_ms = query->to_ms;
  filter->now_ms = now_ms;
  filter->sort = sorts[query->order];
  filter->limit = query->limit;
  job->source = g_strdup (query->source);
  filter->source = job->source;
  job->text = g_strdup (query->text);
  filter->text = job->text;
  if (!filter_department (job, query, error) || !filter_place (job, user, query, error) ||
      !filter_cursors (job, query, error) ||
      !gw_class_filter (job->snapshot, query->class_code, query->has_kind, query->kind,
                        job->class_ids, error))
    return FALSE;
  filter_scope (job, user);
  filter->class_ids = (const gint64 *)(const void *)job->class_ids->data;
  filter->n_class_ids = job->class_ids->len;
  if (query->within != NULL)
    job->ring = gw_shape_ref (query->within);
  return TRUE;
}

/* Keeps the cell when it meets the ring, former cells too: their cases stay theirs. */
static void
keep_cell (ListJob *job, GArray *kept, const GwCell *cell)
{
  GwRingSide side = gw_ring_side_of (job->ring, cell->shape->box);

  if (side == GW_RING_OUTSIDE)
    return;
  g_array_append_val (kept, cell->id);
  if (side == GW_RING_INSIDE)
    g_array_append_val (job->inner_ids, cell->id);
}

/* The cells that meet the ring, of those that were asked for or of all. */
static void
cut_by_ring (ListJob *job)
{
  GArray *kept = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; job->by_cells && i < job->cell_ids->len; i++)
    keep_cell (
        job, kept,
        gw_snapshot_cell_by_id (job->snapshot, g_array_index (job->cell_ids, gint64, i)));
  for (guint i = 0; !job->by_cells && i < gw_snapshot_n_all_cells (job->snapshot); i++)
    keep_cell (job, kept, gw_snapshot_cell_of_all (job->snapshot, i));
  g_array_unref (job->cell_ids);
  job->cell_ids = kept;
  job->filter.no_cells |= kept->len == 0;
  if (!job->by_cells && kept->len > RING_CELLS_MAX)
    {
      g_array_set_size (kept, 0);
      g_array_set_size (job->inner_ids, 0);
    }
}

/* Any thread: cities have very many cells, and what was drawn may have many edges. */
static void
finish_filter (ListJob *job)
{
  GwCaseFilter *filter = &job->filter;

  if (job->ring != NULL)
    cut_by_ring (job);
  filter->ring = job->ring;
  filter->inner_cell_ids = (const gint64 *)(const void *)job->inner_ids->data;
  filter->n_inner_cell_ids = job->inner_ids->len;
  filter->cell_ids = (const gint64 *)(const void *)job->cell_ids->data;
  filter->n_cell_ids = job->cell_ids->len;
}

/* --- lists ---------------------------------------------------------------------------- */

static gboolean
list_thread (GwStoreReader *reader, gpointer data, GError **error)
{
  ListJob *job = data;
  g_autoptr (GPtrArray) records = NULL;

  finish_filter (job);
  records = gw_store_case_list (reader, &job->filter, &job->more, &job->next, error);
  if (records == NULL)
    return FALSE;
  job->rows = g_ptr_array_new_full (records->len, (GDestroyNotify)gw_case_row_unref);
  for (guint i = 0; i < records->len; i++)
    {
      GwCaseRow *row = gw_case_row_new_take (job->snapshot, g_ptr_array_index (records, i));

      if (row != NULL)
        g_ptr_array_add (job->rows, row);
    }
  return TRUE;
}

static void
listed_cb (gpointer data, const GError *error, gpointer user_data)
{
  ListJob *job = data;
  g_autoptr (GwCasePage) page = NULL;
  g_autoptr (GError) translated = NULL;

  if (error != NULL)
    {
      translated = gw_service_translate_error (error);
      job->done (NULL, translated, job->user_data);
      return;
    }
  page = g_new0 (GwCasePage, 1);
  page->rows = g_steal_pointer (&job->rows);
  page->now_ms = job->filter.now_ms;
  if (job->more)
    page->next = cursor_to_text (&job->next);
  job->done (page, NULL, job->user_data);
}

static ListJob *
list_job_new (GwService *service, const GwPerson *user, const GwCaseQuery *query,
              gpointer user_data, GError **error)
{
  g_autoptr (ListJob) job = g_new0 (ListJob, 1);

  job->snapshot = gw_snapshot_ref (service->snapshot);
  job->class_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  job->cell_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  job->inner_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  job->user_data = user_data;
  if (!fill_filter (job, user, query, gw_service_now (service), error))
    return NULL;
  return g_steal_pointer (&job);
}

gboolean
gw_case_query_list (GwService *service, const GwPerson *user, const GwCaseQuery *query,
                    GwCasePageFunc done, gpointer user_data, GError **error)
{
  g_autoptr (ListJob) job = NULL;

  g_return_val_if_fail (service != NULL && user != NULL && done != NULL, FALSE);

  job = list_job_new (service, user, query, user_data, error);
  if (job == NULL)
    return FALSE;
  job->done = done;
  if (!gw_store_read_async (service->store, list_thread, job, list_job_free, listed_cb,
                            NULL))
    return gw_service_fail_overloaded (error);
  g_steal_pointer (&job);
  return TRUE;
}

/* --- how long a list is --------------------------------------------------------------- */

void
gw_case_index_free (GwCaseIndex *index)
{
  g_strfreev (index->keys);
  g_free (index);
}

static gboolean
count_thread (GwStoreReader *reader, gpointer data, GError **error)
{
  ListJob *job = data;

  finish_filter (job);
  return gw_store_case_keys (reader, &job->filter, job->filter.limit, &job->keys, error);
}

static void
counted_cb (gpointer data, const GError *error, gpointer user_data)
{
  ListJob *job = data;
  g_autoptr (GwCaseIndex) index = NULL;
  g_autoptr (GError) translated = NULL;
  GArray *keys = job->keys.keys;

  if (error != NULL)
    {
      translated = gw_service_translate_error (error);
      job->counted (NULL, translated, job->user_data);
      return;
    }
  index = g_new0 (GwCaseIndex, 1);
  index->count = job->keys.count;
  index->more = job->keys.more;
  index->step = job->filter.limit;
  index->keys = g_new0 (char *, keys->len + 1);
  for (guint i = 0; i < keys->len; i++)
    index->keys[i] = cursor_to_text (&g_array_index (keys, GwCaseCursor, i));
  job->counted (index, NULL, job->user_data);
}

gboolean
gw_case_query_index (GwService *service, const GwPerson *user, const GwCaseQuery *query,
                     GwCaseIndexFunc done, gpointer user_data, GError **error)
{
  g_autoptr (ListJob) job = NULL;

  g_return_val_if_fail (service != NULL && user != NULL && done != NULL, FALSE);

  job = list_job_new (service, user, query, user_data, error);
  if (job == NULL)
    return FALSE;
  job->counted = done;
  if (!gw_store_read_async (service->store, count_thread, job, list_job_free, counted_cb,
                            NULL))
    return gw_service_fail_overloaded (error);
  g_steal_pointer (&job);
  return TRUE;
}

/* --- one case ------------------------------------------------------------------------- */

static GwCaseRow *
load_visible (GwService *service, const GwPerson *user, const char *number, GError **error)
{
  g_autoptr (GwCaseRecord) record = NULL;
  g_autoptr (GwCaseRow) row = NULL;
  g_autoptr (GError) local = NULL;
  gint64 id;

  if (gw_case_number_parse (number, &id))
    record = gw_store_case_load (gw_store_read (service->store), id, &local);
  if (local != NULL && !g_error_matches (local, GW_STORE_ERROR, GW_STORE_ERROR_NOT_FOUND))
    {
      gw_service_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (record != NULL)
    row = gw_case_row_new_take (service->snapshot, record);
  if (row == NULL || !gw_case_row_is_visible (row, user))
    {
      gw_case_error_set (error, GW_CASE_ERROR_NOT_FOUND, NULL, "there is no such case");
      return NULL;
    }
  return g_steal_pointer (&row);
}

GwCaseDetail *
gw_case_query_one (GwService *service, const GwPerson *user, const char *number,
                   GError **error)
{
  g_autoptr (GwCaseRow) row = load_visible (service, user, number, error);
  g_auto (GwCaseParts) parts = { 0 };
  GError *local = NULL;

  if (row == NULL)
    return NULL;
  if (!gw_case_parts_load (&parts, gw_store_read (service->store), row->id,
                           row->component_id, &local))
    {
      gw_service_propagate_error (error, local);
      return NULL;
    }
  return gw_case_detail_new (service, user, g_steal_pointer (&row), &parts);
}

/* The attachments of all cases whose events these are. */
static GPtrArray *
load_attachments (GwStoreReader *reader, GPtrArray *events, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GPtrArray) attachments =
      g_ptr_array_new_with_free_func ((GDestroyNotify)gw_attachment_record_free);

  for (guint i = 0; i < events->len; i++)
    {
      const GwEventRecord *event = g_ptr_array_index (events, i);
      GPtrArray *more;

      if (!g_hash_table_add (seen, (gpointer)&event->case_id))
        continue;
      more = gw_store_case_attachments (reader, event->case_id, error);
      if (more == NULL)
        return NULL;
      g_ptr_array_extend_and_steal (attachments, more);
    }
  return g_steal_pointer (&attachments);
}

/* Of a case that was merged into one that the user sees: it may lie in another area. */
static gboolean
is_visible (GwService *service, const GwPerson *user, gint64 id)
{
  g_autoptr (GwCaseRecord) record = NULL;
  const GwCell *cell;

  if (user->area_id == 0)
    return TRUE;
  record = gw_store_case_load (gw_store_read (service->store), id, NULL);
  cell =
      record != NULL ? gw_snapshot_cell_by_id (service->snapshot, record->cell_id) : NULL;
  return cell != NULL && gw_scope_has_cell (user, cell);
}

GPtrArray *
gw_case_query_events (GwService *service, const GwPerson *user, const char *number,
                      GError **error)
{
  g_autoptr (GwCaseRow) row = load_visible (service, user, number, error);
  GwStoreReader *reader = gw_store_read (service->store);
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GPtrArray) attachments = NULL;
  GError *local = NULL;
  GPtrArray *events;

  if (row == NULL)
    return NULL;
  records = gw_store_case_events (reader, row->id, &local);
  if (records != NULL)
    attachments = load_attachments (reader, records, &local);
  if (local != NULL)
    {
      gw_service_propagate_error (error, local);
      return NULL;
    }
  events = g_ptr_array_new_with_free_func ((GDestroyNotify)gw_case_event_unref);
  for (guint i = 0; i < records->len; i++)
    {
      GwEventRecord *record = g_ptr_array_index (records, i);

      if (record->case_id != row->id && !is_visible (service, user, record->case_id))
        continue;
      g_ptr_array_add (events,
                       gw_case_event_new (service, record, NULL,
                                          gw_attachments_of (attachments, record->seq)));
    }
  return events;
}
