/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of cases asks the server: the first page, the length, any page looked at. */
#define G_LOG_DOMAIN "gridward-model"

#include <string.h>

#include "gui/client/codec.h"
#include "gui/model/case-list-private.h"

/* A list view looks at some 205 rows round the visible ones: two or three pages. */
#define PAGE_SIZE 200
/* The most that a page is asked for, were all between its keys to have come later. */
#define PAGE_LIMIT 1000
/* Rows of so many pages are kept; a row is about a kilobyte. */
#define MAX_LOADED 48
#define MAX_FLYING 3
/* Pages that were scrolled past are not worth asking for. */
#define MAX_WANTED 12
/* Nobody has looked anywhere new for so long: nobody scrolls. */
#define REST_MS 300
#define RETRY_MS 2000

typedef struct
{
  GwCaseList *self;
  GwCasePage *page; /* lives as long as the question is not cancelled */
} PageCall;

static void pump_later (GwCaseList *self, guint delay_ms);

void
gw_case_list_stop_asking (GwCaseList *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->pump_id, g_source_remove);
  g_clear_handle_id (&self->rest_id, g_source_remove);
  g_queue_clear (&self->wanted);
  g_ptr_array_set_size (self->missed, 0);
  self->n_flying = 0;
  self->first_page = self->counting = FALSE;
}

static char *
make_path (GwCaseList *self, const char *resource, const char *size, guint value,
           const char *after, const char *until)
{
  g_autofree char *query = gw_case_filter_to_query (self->filter);
  GString *path = g_string_new (resource);

  g_string_append_printf (path, "?%s%ssort=%s&%s=%u", query, query[0] != '\0' ? "&" : "",
                          gw_case_sort_name (self->filter->sort), size, value);
  if (after != NULL)
    g_string_append_printf (path, "&after=%s", after);
  if (until != NULL)
    g_string_append_printf (path, "&until=%s", until);
  return g_string_free (path, FALSE);
}

static GPtrArray *
take_rows (GwCaseList *self, GPtrArray *rows)
{
  GPtrArray *cases = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (cases, gw_case_store_take_row (self->store, rows->pdata[i]));
  return cases;
}

static gboolean
rest_cb (gpointer data)
{
  GwCaseList *self = data;

  self->rest_id = 0;
  gw_case_list_settle (self);
  return G_SOURCE_REMOVE;
}

/* Begins to wait anew: somebody has just looked at rows that are not there. */
static void
rest_later (GwCaseList *self)
{
  g_clear_handle_id (&self->rest_id, g_source_remove);
  self->rest_id = g_timeout_add (REST_MS, rest_cb, self);
}

static void
page_received_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree PageCall *call = data;
  g_autoptr (GwCaseList) self = call->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GwPage) page = gw_client_call_finish (GW_CLIENT (source), result, &error);
  g_autoptr (GPtrArray) cases = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->n_flying--;
  if (page == NULL)
    {
      call->page->is_asked = FALSE;
      g_queue_push_tail (&self->wanted, call->page);
      gw_case_list_set_error (self, g_steal_pointer (&error));
      pump_later (self, RETRY_MS);
      return;
    }
  if (self->error != NULL)
    gw_case_list_set_error (self, NULL);
  cases = take_rows (self, page->items);
  if (gw_case_pages_fill (self->pages, call->page, cases))
    {
      self->unsettled = TRUE;
      rest_later (self);
    }
  gw_case_pages_forget (self->pages, MAX_LOADED);
  gw_case_list_apply_missed (self);
  pump_later (self, 0);
}

static void
ask_page (GwCaseList *self, GwCasePage *page)
{
  g_autofree char *path =
      make_path (self, "/api/v1/cases", "limit", PAGE_LIMIT, page->after, page->until);
  PageCall *call = g_new (PageCall, 1);

  call->self = g_object_ref (self);
  call->page = page;
  page->is_asked = TRUE;
  self->n_flying++;
  gw_client_call_async (self->client, "GET", path, NULL, gw_decode_case_page,
                        (GDestroyNotify)gw_page_free, self->cancellable, page_received_cb,
                        call);
}

static gboolean
pump_cb (gpointer data)
{
  GwCaseList *self = data;

  self->pump_id = 0;
  while (self->n_flying < MAX_FLYING && !g_queue_is_empty (&self->wanted))
    ask_page (self, g_queue_pop_tail (&self->wanted));
  return G_SOURCE_REMOVE;
}

static void
pump_later (GwCaseList *self, guint delay_ms)
{
  /* At once, and above frames: while a list is scrolled, idles may never run. */
  if (self->pump_id == 0 && self->client != NULL)
    self->pump_id = g_timeout_add_full (G_PRIORITY_DEFAULT, delay_ms, pump_cb, self, NULL);
}

void
gw_case_list_want_page (GwCaseList *self, GwCasePage *page)
{
  if (page->is_asked || g_queue_peek_tail (&self->wanted) == page)
    return;
  g_queue_remove (&self->wanted, page);
  g_queue_push_tail (&self->wanted, page);
  while (g_queue_get_length (&self->wanted) > MAX_WANTED)
    g_queue_pop_head (&self->wanted);
  if (self->unsettled)
    rest_later (self);
  pump_later (self, 0);
}

static void
index_received_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GwCaseList) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GwCaseIndex) index =
      gw_client_call_finish (GW_CLIENT (source), result, &error);
  guint before = gw_case_pages_get_n_rows (self->pages);
  guint left;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->counting = FALSE;
  if (index == NULL)
    {
      gw_case_list_set_error (self, g_steal_pointer (&error));
      return;
    }
  self->cut = index->more;
  left = index->count;
  for (guint i = 0; left > 0; i++)
    {
      guint n_rows = MIN (left, index->step);

      gw_case_pages_append (self->pages, index->keys[i], n_rows);
      left -= n_rows;
    }
  g_list_model_items_changed (G_LIST_MODEL (self), before, 0, index->count);
}

/* The cursor in the path of a next page. */
static char *
cursor_of (const char *next)
{
  const char *query = strchr (next, '?');
  g_autoptr (GHashTable) parameters =
      query != NULL ? g_uri_parse_params (query + 1, -1, "&", G_URI_PARAMS_NONE, NULL)
                    : NULL;

  return parameters != NULL ? g_strdup (g_hash_table_lookup (parameters, "after")) : NULL;
}

static void
ask_index (GwCaseList *self, const char *after)
{
  g_autofree char *path =
      make_path (self, "/api/v1/cases/index", "step", PAGE_SIZE, after, NULL);

  self->counting = TRUE;
  gw_client_call_async (self->client, "GET", path, NULL, gw_decode_case_index,
                        (GDestroyNotify)gw_case_index_free, self->cancellable,
                        index_received_cb, g_object_ref (self));
}

static void
first_page_received_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GwCaseList) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GwPage) page = gw_client_call_finish (GW_CLIENT (source), result, &error);
  g_autoptr (GPtrArray) cases = NULL;
  g_autofree char *cursor = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->first_page = FALSE;
  self->n_flying--;
  if (page == NULL)
    {
      g_ptr_array_set_size (self->missed, 0);
      gw_case_list_set_error (self, g_steal_pointer (&error));
      return;
    }
  if (page->next != NULL)
    cursor = cursor_of (page->next);
  cases = take_rows (self, page->items);
  gw_case_list_replace (self, cases, cursor);
  if (cursor != NULL)
    ask_index (self, cursor);
  gw_case_list_apply_missed (self);
  gw_case_list_notify_state (self);
  gw_case_list_notify_refreshed (self);
}

void
gw_case_list_reload (GwCaseList *self)
{
  g_autofree char *path = NULL;

  g_return_if_fail (GW_IS_CASE_LIST (self));

  if (self->client == NULL)
    return;
  gw_case_list_stop_asking (self);
  g_clear_error (&self->error);
  self->cancellable = g_cancellable_new ();
  self->first_page = TRUE;
  self->cut = FALSE;
  self->n_flying = 1;
  path = make_path (self, "/api/v1/cases", "limit", PAGE_SIZE, NULL, NULL);
  gw_client_call_async (self->client, "GET", path, NULL, gw_decode_case_page,
                        (GDestroyNotify)gw_page_free, self->cancellable,
                        first_page_received_cb, g_object_ref (self));
  gw_case_list_notify_state (self);
}
