/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cases of a filter as a list of any length that lives with the feed. */
#define G_LOG_DOMAIN "gridward-model"

#include "gui/model/case-list-private.h"

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GwCaseList, gw_case_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

enum
{
  PROP_LOADING = 1,
  PROP_FAILED,
  PROP_N_WAITING,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];
static guint refreshed_signal;

static GType
get_item_type (GListModel *model)
{
  return GW_TYPE_CASE_SLOT;
}

static guint
get_n_items (GListModel *model)
{
  return gw_case_pages_get_n_rows (GW_CASE_LIST (model)->pages);
}

static gpointer
get_item (GListModel *model, guint position)
{
  GwCaseList *self = GW_CASE_LIST (model);
  GwCaseSlot *slot;
  GwCasePage *page;
  guint i;

  if (position >= gw_case_pages_get_n_rows (self->pages))
    return NULL;
  slot = gw_case_pages_look (self->pages, position, &i);
  page = gw_case_pages_get_page (self->pages, i);
  if (!page->is_loaded)
    gw_case_list_want_page (self, page);
  return g_object_ref (slot);
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
  else if (id == PROP_N_WAITING)
    g_value_set_uint (value, gw_case_list_get_n_waiting (self));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gw_case_list_dispose (GObject *object)
{
  GwCaseList *self = GW_CASE_LIST (object);

  gw_case_list_stop_asking (self);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (gw_case_list_parent_class)->dispose (object);
}

static void
gw_case_list_finalize (GObject *object)
{
  GwCaseList *self = GW_CASE_LIST (object);

  gw_case_pages_free (self->pages);
  g_ptr_array_unref (self->missed);
  g_hash_table_unref (self->waiting);
  g_clear_object (&self->store);
  gw_case_filter_free (self->filter);
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
  properties[PROP_N_WAITING] =
      g_param_spec_uint ("n-waiting", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  refreshed_signal = g_signal_new ("refreshed", GW_TYPE_CASE_LIST, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gw_case_list_init (GwCaseList *self)
{
  self->filter = gw_case_filter_new ();
  self->pages = gw_case_pages_new ();
  self->missed = g_ptr_array_new_with_free_func ((GDestroyNotify)gw_case_row_unref);
  self->waiting = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                         (GDestroyNotify)gw_case_row_unref);
}

GwCaseList *
gw_case_list_new (GwClient *client, GwCaseStore *store)
{
  GwCaseList *self = g_object_new (GW_TYPE_CASE_LIST, NULL);

  g_set_object (&self->client, client);
  self->store = g_object_ref (store);
  return self;
}

void
gw_case_list_notify_state (GwCaseList *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FAILED]);
}

void
gw_case_list_set_error (GwCaseList *self, GError *error)
{
  g_clear_error (&self->error);
  self->error = error;
  gw_case_list_notify_state (self);
}

void
gw_case_list_replace (GwCaseList *self, GPtrArray *cases, const char *until)
{
  g_autoptr (GwCasePages) old = g_steal_pointer (&self->pages);

  self->pages = gw_case_pages_new ();
  self->unsettled = FALSE;
  gw_case_pages_fill (self->pages, gw_case_pages_append (self->pages, until, cases->len),
                      cases);
  g_hash_table_remove_all (self->waiting);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_WAITING]);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, gw_case_pages_get_n_rows (old),
                              cases->len);
}

void
gw_case_list_notify_refreshed (GwCaseList *self)
{
  g_signal_emit (self, refreshed_signal, 0);
}

/* ---- the feed ---- */

static void
insert_case (GwCaseList *self, GwCaseRow *row, guint page, guint offset)
{
  g_autoptr (GwCase) object = gw_case_store_take_row (self->store, row);
  guint position = gw_case_pages_insert (self->pages, page, offset, object);

  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
}

static void
remove_case (GwCaseList *self, guint position)
{
  gw_case_pages_remove (self->pages, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

static const GwCaseRow *
row_in_page (GwCaseList *self, guint page, guint offset)
{
  return gw_case_get_row (gw_case_pages_peek (
      self->pages, gw_case_pages_get_start (self->pages, page) + offset));
}

static guint
offset_in_page (GwCaseList *self, guint page, const GwCaseRow *row)
{
  guint low = 0;
  guint high = gw_case_pages_get_page (self->pages, page)->n_rows;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (gw_case_row_compare (row_in_page (self, page, middle), row, self->filter->sort) <
          0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* FALSE: among rows that are not loaded, which its page will bring. */
static gboolean
find_place (GwCaseList *self, const GwCaseRow *row, guint *ret_page, guint *ret_offset)
{
  guint n_pages = gw_case_pages_get_n_pages (self->pages);
  gboolean is_known = TRUE; /* all rows before this page are */
  gboolean found = FALSE;

  for (guint i = 0; i < n_pages; i++)
    {
      const GwCasePage *page = gw_case_pages_get_page (self->pages, i);

      if (!page->is_loaded)
        {
          is_known = FALSE;
          continue;
        }
      *ret_page = i;
      *ret_offset = offset_in_page (self, i, row);
      if (*ret_offset < page->n_rows)
        return *ret_offset > 0 || is_known;
      found = is_known = TRUE;
    }
  return found && is_known && !self->counting;
}

static void
set_waiting (GwCaseList *self, GwCaseRow *row, gboolean waits)
{
  guint before = g_hash_table_size (self->waiting);

  if (waits)
    g_hash_table_replace (self->waiting, row->number, gw_case_row_ref (row));
  else
    g_hash_table_remove (self->waiting, row->number);
  if (g_hash_table_size (self->waiting) != before)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_WAITING]);
}

static void
insert_row (GwCaseList *self, GwCaseRow *row)
{
  guint page = 0;
  guint offset = 0;

  if (gw_case_pages_get_n_pages (self->pages) == 0)
    {
      g_autoptr (GPtrArray) none = g_ptr_array_new ();

      gw_case_pages_fill (self->pages, gw_case_pages_append (self->pages, NULL, 0), none);
    }
  if (!find_place (self, row, &page, &offset))
    return;
  if (self->held)
    set_waiting (self, row, TRUE);
  else
    insert_case (self, row, page, offset);
}

static gboolean
is_in_order (GwCaseList *self, guint position, const GwCaseRow *row)
{
  GwCase *before = position > 0 ? gw_case_pages_peek (self->pages, position - 1) : NULL;
  GwCase *after = position + 1 < gw_case_pages_get_n_rows (self->pages)
                      ? gw_case_pages_peek (self->pages, position + 1)
                      : NULL;
  GwCaseSort sort = self->filter->sort;

  return (before == NULL ||
          gw_case_row_compare (gw_case_get_row (before), row, sort) < 0) &&
         (after == NULL || gw_case_row_compare (row, gw_case_get_row (after), sort) < 0);
}

static void
apply_row (GwCaseList *self, GwCaseRow *row)
{
  GwCase *known = gw_case_pages_lookup (self->pages, row->number);
  const GwCaseRow *waiting = g_hash_table_lookup (self->waiting, row->number);
  gboolean belongs;
  guint position;

  /* A page or an answer may have told us more already. */
  if ((known != NULL && gw_case_get_row (known)->version > row->version) ||
      (waiting != NULL && waiting->version > row->version))
    return;
  belongs = gw_case_filter_matches (self->filter, row);

  if (known == NULL)
    {
      set_waiting (self, row, FALSE);
      if (belongs)
        insert_row (self, row);
      return;
    }
  gw_case_update (known, row);
  position = gw_case_pages_find (self->pages, row->number);
  if (!belongs)
    remove_case (self, position);
  else if (!is_in_order (self, position, row))
    {
      remove_case (self, position);
      insert_row (self, row);
    }
}

void
gw_case_list_settle (GwCaseList *self)
{
  guint position;
  guint removed;
  guint added;

  if (!self->unsettled)
    return;
  self->unsettled = FALSE;
  for (guint i = 0; i < gw_case_pages_get_n_pages (self->pages); i++)
    if (gw_case_pages_settle (self->pages, i, &position, &removed, &added))
      g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
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
      if (self->n_flying > 0)
        g_ptr_array_add (self->missed, gw_case_row_ref (event->row));
      if (self->first_page)
        continue;
      gw_case_list_settle (self);
      apply_row (self, event->row);
    }
}

/* Pages may be older than what the feed said meanwhile: say it once more. */
void
gw_case_list_apply_missed (GwCaseList *self)
{
  g_autoptr (GPtrArray) missed = g_ptr_array_ref (self->missed);

  if (missed->len == 0)
    return;
  gw_case_list_settle (self);
  for (guint i = 0; i < missed->len; i++)
    apply_row (self, missed->pdata[i]);
  if (self->n_flying == 0)
    g_ptr_array_set_size (missed, 0);
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

const GwCaseFilter *
gw_case_list_get_filter (GwCaseList *self)
{
  g_return_val_if_fail (GW_IS_CASE_LIST (self), NULL);

  return self->filter;
}

/* ---- what waits ---- */

void
gw_case_list_take_waiting (GwCaseList *self)
{
  g_autoptr (GHashTable) waiting = NULL;
  gboolean held;
  GHashTableIter iter;
  gpointer row;

  g_return_if_fail (GW_IS_CASE_LIST (self));

  if (g_hash_table_size (self->waiting) == 0)
    return;
  waiting = g_steal_pointer (&self->waiting);
  self->waiting = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                         (GDestroyNotify)gw_case_row_unref);
  held = self->held;
  self->held = FALSE;
  gw_case_list_settle (self);
  g_hash_table_iter_init (&iter, waiting);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    apply_row (self, row);
  self->held = held;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_WAITING]);
}

void
gw_case_list_set_at_top (GwCaseList *self, gboolean at_top)
{
  g_return_if_fail (GW_IS_CASE_LIST (self));

  self->held = !at_top;
  if (at_top)
    gw_case_list_take_waiting (self);
}

guint
gw_case_list_get_n_waiting (GwCaseList *self)
{
  g_return_val_if_fail (GW_IS_CASE_LIST (self), 0);

  return g_hash_table_size (self->waiting);
}

GwCase *
gw_case_list_peek (GwCaseList *self, guint position)
{
  g_return_val_if_fail (GW_IS_CASE_LIST (self), NULL);

  return position < gw_case_pages_get_n_rows (self->pages)
             ? gw_case_pages_peek (self->pages, position)
             : NULL;
}

guint
gw_case_list_find (GwCaseList *self, const char *number)
{
  g_return_val_if_fail (GW_IS_CASE_LIST (self), G_MAXUINT);

  return gw_case_pages_find (self->pages, number);
}

gboolean
gw_case_list_has_more (GwCaseList *self)
{
  g_return_val_if_fail (GW_IS_CASE_LIST (self), FALSE);

  return self->counting;
}

gboolean
gw_case_list_is_cut (GwCaseList *self)
{
  g_return_val_if_fail (GW_IS_CASE_LIST (self), FALSE);

  return self->cut;
}

gboolean
gw_case_list_is_loading (GwCaseList *self)
{
  g_return_val_if_fail (GW_IS_CASE_LIST (self), FALSE);

  return self->first_page;
}

const GError *
gw_case_list_get_error (GwCaseList *self)
{
  g_return_val_if_fail (GW_IS_CASE_LIST (self), NULL);

  return self->error;
}
