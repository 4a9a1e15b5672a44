/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cases of a filter as a list that grows by pages and lives with the feed. */
#define G_LOG_DOMAIN "gridward-model"

#include "gui/model/case-list.h"

#include "gui/client/codec.h"

/* A list view looks at some 205 rows round the visible ones: one page holds them. */
#define PAGE_SIZE 250
/* How far from the end the next page is asked for. */
#define LOOK_AHEAD 150

struct _GwCaseList
{
  GObject parent_instance;

  GwClient *client;
  GwCaseStore *store;
  GwCaseFilter *filter;
  GPtrArray *cases;          /* GwCase */
  GHashTable *numbers;       /* number -> GwCase, borrowed from cases */
  char *next;                /* path of the next page; NULL: the end */
  gboolean first_page;       /* the answer under way begins the list anew */
  GCancellable *cancellable; /* NULL: nothing is under way */
  GPtrArray *missed;         /* GwCaseRow of events while a page was under way */
  GError *error;
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GwCaseList, gw_case_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

enum
{
  PROP_LOADING = 1,
  PROP_FAILED,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];
static guint refreshed_signal;

static void ask_page (GwCaseList *self, const char *path);

static GType
get_item_type (GListModel *model)
{
  return GW_TYPE_CASE;
}

static guint
get_n_items (GListModel *model)
{
  return GW_CASE_LIST (model)->cases->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  GwCaseList *self = GW_CASE_LIST (model);

  if (position >= self->cases->len)
    return NULL;
  if (position + LOOK_AHEAD >= self->cases->len && self->next != NULL &&
      self->cancellable == NULL && self->error == NULL)
    ask_page (self, self->next);
  return g_object_ref (self->cases->pdata[position]);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
gw_case_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GwCaseList *self = GW_CASE_LIST (object);

  if (id == PROP_LOADING)
    g_value_set_boolean (value, gw_case_list_is_loading (self));
  else if (id == PROP_FAILED)
    g_value_set_boolean (value, self->error != NULL);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
stop_asking (GwCaseList *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_ptr_array_set_size (self->missed, 0);
}

static void
gw_case_list_dispose (GObject *object)
{
  GwCaseList *self = GW_CASE_LIST (object);

  stop_asking (self);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (gw_case_list_parent_class)->dispose (object);
}

static void
gw_case_list_finalize (GObject *object)
{
  GwCaseList *self = GW_CASE_LIST (object);

  g_hash_table_unref (self->numbers);
  g_ptr_array_unref (self->cases);
  g_ptr_array_unref (self->missed);
  g_clear_object (&self->store);
  gw_case_filter_free (self->filter);
  g_free (self->next);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (gw_case_list_parent_class)->finalize (object);
}

static void
gw_case_list_class_init (GwCaseListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gw_case_list_get_property;
  object_class->dispose = gw_case_list_dispose;
  object_class->finalize = gw_case_list_finalize;

  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, flags);
  properties[PROP_FAILED] = g_param_spec_boolean ("failed", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  refreshed_signal = g_signal_new ("refreshed", GW_TYPE_CASE_LIST, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gw_case_list_init (GwCaseList *self)
{
  self->filter = gw_case_filter_new ();
  self->cases = g_ptr_array_new_with_free_func (g_object_unref);
  self->numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->missed = g_ptr_array_new_with_free_func ((GDestroyNotify)gw_case_row_unref);
}

GwCaseList *
gw_case_list_new (GwClient *client, GwCaseStore *store)
{
  GwCaseList *self = g_object_new (GW_TYPE_CASE_LIST, NULL);

  g_set_object (&self->client, client);
  self->store = g_object_ref (store);
  return self;
}

static int
compare_times (gint64 a, gint64 b)
{
  return (a > b) - (a < b);
}

/* The order of the question: newest first, or the nearest deadline first and none last. */
static int
compare_rows (GwCaseList *self, const GwCaseRow *a, const GwCaseRow *b)
{
  int order = 0;

  if (self->filter->sort == GW_SORT_DEADLINE)
    order = compare_times (a->deadline_usec != 0 ? a->deadline_usec : G_MAXINT64,
                           b->deadline_usec != 0 ? b->deadline_usec : G_MAXINT64);
  if (order == 0)
    order = compare_times (b->reported_usec, a->reported_usec);
  if (order == 0)
    order = strcmp (b->number, a->number);
  return order;
}

static const GwCaseRow *
row_at (GwCaseList *self, guint position)
{
  return gw_case_get_row (self->cases->pdata[position]);
}

static guint
place_for (GwCaseList *self, const GwCaseRow *row)
{
  guint low = 0;
  guint high = self->cases->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (compare_rows (self, row_at (self, middle), row) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static gboolean
is_in_order (GwCaseList *self, guint position)
{
  const GwCaseRow *row = row_at (self, position);

  return (position == 0 || compare_rows (self, row_at (self, position - 1), row) < 0) &&
         (position + 1 >= self->cases->len ||
          compare_rows (self, row, row_at (self, position + 1)) < 0);
}

static void
insert_case (GwCaseList *self, GwCase *object, guint position)
{
  g_hash_table_insert (self->numbers, g_strdup (gw_case_get_number (object)), object);
  g_ptr_array_insert (self->cases, (int)position, g_object_ref (object));
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
}

static void
remove_case (GwCaseList *self, guint position)
{
  g_autoptr (GwCase) object = g_object_ref (self->cases->pdata[position]);

  g_hash_table_remove (self->numbers, gw_case_get_number (object));
  g_ptr_array_remove_index (self->cases, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

/* Rows beyond what is loaded are left to the page that will bring them. */
static void
insert_row (GwCaseList *self, GwCaseRow *row)
{
  g_autoptr (GwCase) object = gw_case_store_take_row (self->store, row);
  guint position = place_for (self, gw_case_get_row (object));

  if (position == self->cases->len && self->next != NULL)
    return;
  insert_case (self, object, position);
}

static void
apply_row (GwCaseList *self, GwCaseRow *row)
{
  GwCase *known = g_hash_table_lookup (self->numbers, row->number);
  gboolean belongs;
  guint position;

  /* A page or an answer may have told us more already. */
  if (known != NULL && gw_case_get_row (known)->version > row->version)
    return;
  belongs = gw_case_filter_matches (self->filter, row);

  if (known == NULL)
    {
      if (belongs)
        insert_row (self, row);
      return;
    }
  gw_case_update (known, row);
  position = gw_case_list_find (self, row->number);
  if (!belongs)
    remove_case (self, position);
  else if (!is_in_order (self, position))
    {
      remove_case (self, position);
      insert_row (self, row);
    }
}

void
gw_case_list_apply (GwCaseList *self, GPtrArray *events)
{
  g_return_if_fail (GW_IS_CASE_LIST (self));

  for (guint i = 0; i < events->len; i++)
    {
      GwCaseEvent *event = events->pdata[i];

      if (event->row == NULL)
        continue;
      if (self->cancellable != NULL)
        g_ptr_array_add (self->missed, gw_case_row_ref (event->row));
      apply_row (self, event->row);
    }
}

/* Appends what is new; rows that the feed brought before are there already. */
static void
append_page (GwCaseList *self, GPtrArray *rows)
{
  guint before = self->cases->len;

  for (guint i = 0; i < rows->len; i++)
    {
      GwCaseRow *row = rows->pdata[i];
      g_autoptr (GwCase) object = gw_case_store_take_row (self->store, row);

      if (g_hash_table_contains (self->numbers, row->number))
        continue;
      g_hash_table_insert (self->numbers, g_strdup (row->number), object);
      g_ptr_array_add (self->cases, g_steal_pointer (&object));
    }
  if (self->cases->len > before)
    g_list_model_items_changed (G_LIST_MODEL (self), before, 0, self->cases->len - before);
}

static void
replace_all (GwCaseList *self, GPtrArray *rows)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->cases);

  self->cases = g_ptr_array_new_with_free_func (g_object_unref);
  g_hash_table_remove_all (self->numbers);
  for (guint i = 0; i < rows->len; i++)
    {
      GwCase *object = gw_case_store_take_row (self->store, rows->pdata[i]);

      g_hash_table_insert (self->numbers, g_strdup (gw_case_get_number (object)), object);
      g_ptr_array_add (self->cases, object);
    }
  g_list_model_items_changed (G_LIST_MODEL (self), 0, old->len, self->cases->len);
}

/* The page may be older than what the feed said meanwhile: say it once more. */
static void
apply_missed (GwCaseList *self)
{
  g_autoptr (GPtrArray) missed = g_steal_pointer (&self->missed);

  self->missed = g_ptr_array_new_with_free_func ((GDestroyNotify)gw_case_row_unref);
  for (guint i = 0; i < missed->len; i++)
    apply_row (self, missed->pdata[i]);
}

static void
notify_state (GwCaseList *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FAILED]);
}

static void
page_received_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GwCaseList) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GwPage) page = gw_client_call_finish (GW_CLIENT (source), result, &error);
  gboolean is_first;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  is_first = self->first_page;
  self->first_page = FALSE;
  g_clear_object (&self->cancellable);
  if (page == NULL)
    {
      self->error = g_steal_pointer (&error);
      g_ptr_array_set_size (self->missed, 0);
      notify_state (self);
      return;
    }
  g_free (self->next);
  self->next = g_steal_pointer (&page->next);
  if (is_first)
    replace_all (self, page->items);
  else
    append_page (self, page->items);
  apply_missed (self);
  notify_state (self);
  if (is_first)
    g_signal_emit (self, refreshed_signal, 0);
}

static void
ask_page (GwCaseList *self, const char *path)
{
  self->cancellable = g_cancellable_new ();
  gw_client_call_async (self->client, "GET", path, NULL, gw_decode_case_page,
                        (GDestroyNotify)gw_page_free, self->cancellable, page_received_cb,
                        g_object_ref (self));
}

void
gw_case_list_reload (GwCaseList *self)
{
  g_autofree char *query = NULL;
  g_autofree char *path = NULL;

  g_return_if_fail (GW_IS_CASE_LIST (self));

  if (self->client == NULL)
    return;
  stop_asking (self);
  g_clear_error (&self->error);
  self->first_page = TRUE;
  query = gw_case_filter_to_query (self->filter);
  path = g_strdup_printf (
      "/api/v1/cases?%s%ssort=%s&limit=%d", query, query[0] != '\0' ? "&" : "",
      self->filter->sort == GW_SORT_DEADLINE ? "deadline" : "-reported", PAGE_SIZE);
  ask_page (self, path);
  notify_state (self);
}

void
gw_case_list_set_filter (GwCaseList *self, const GwCaseFilter *filter)
{
  g_return_if_fail (GW_IS_CASE_LIST (self));

  if (gw_case_filter_equal (self->filter, filter))
    return;
  gw_case_filter_free (self->filter);
  self->filter = gw_case_filter_copy (filter);
  gw_case_list_reload (self);
}

guint
gw_case_list_find (GwCaseList *self, const char *number)
{
  GwCase *known;
  guint position = G_MAXUINT;

  g_return_val_if_fail (GW_IS_CASE_LIST (self), G_MAXUINT);

  known = number != NULL ? g_hash_table_lookup (self->numbers, number) : NULL;
  if (known != NULL)
    g_ptr_array_find (self->cases, known, &position);
  return position;
}

gboolean
gw_case_list_has_more (GwCaseList *self)
{
  g_return_val_if_fail (GW_IS_CASE_LIST (self), FALSE);

  return self->next != NULL;
}

gboolean
gw_case_list_is_loading (GwCaseList *self)
{
  g_return_val_if_fail (GW_IS_CASE_LIST (self), FALSE);

  return self->first_page && self->cancellable != NULL;
}

const GError *
gw_case_list_get_error (GwCaseList *self)
{
  g_return_val_if_fail (GW_IS_CASE_LIST (self), NULL);

  return self->error;
}
