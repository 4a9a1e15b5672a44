/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several selected cases: what they are, and what may be done with how many of them. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/bulk/bulk-cases.h"

#include "gui/bulk/bulk-actions.h"
#include "gui/client/codec.h"
#include "gui/model/case-slot.h"

/* The server is to have a hand free for others. */
#define AT_ONCE 4
/* While somebody holds Shift and an arrow key, nothing is asked for yet. */
#define LOOK_MS 150

struct _GwBulkCases
{
  GObject parent_instance;

  GwDesk *desk;
  GtkSelectionModel *selection;
  GCancellable *cancellable;
  guint look_source;
  guint n_selected;
  guint n_asking;
  gboolean is_paused;
  GPtrArray *slots;    /* GwCaseSlot */
  GPtrArray *rows;     /* GwCaseRow of the slots that are loaded */
  GHashTable *details; /* number -> GwCaseDetail, of these and of some before */
  GHashTable *asked;   /* number, in vain or on its way */
};

G_DEFINE_FINAL_TYPE (GwBulkCases, gw_bulk_cases, G_TYPE_OBJECT)

static guint changed_signal;

/* One question about a case. */
typedef struct
{
  GwBulkCases *self;
  char *number;
} Asking;

static void ask (GwBulkCases *self);

static void
drop_slots (GwBulkCases *self)
{
  for (guint i = 0; i < self->slots->len; i++)
    g_signal_handlers_disconnect_by_data (self->slots->pdata[i], self);
  g_ptr_array_set_size (self->slots, 0);
  g_ptr_array_set_size (self->rows, 0);
}

static void
gw_bulk_cases_dispose (GObject *object)
{
  GwBulkCases *self = GW_BULK_CASES (object);

  drop_slots (self);
  g_clear_handle_id (&self->look_source, g_source_remove);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_object (&self->selection);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (gw_bulk_cases_parent_class)->dispose (object);
}

static void
gw_bulk_cases_finalize (GObject *object)
{
  GwBulkCases *self = GW_BULK_CASES (object);

  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->slots);
  g_ptr_array_unref (self->rows);
  g_hash_table_unref (self->details);
  g_hash_table_unref (self->asked);

  G_OBJECT_CLASS (gw_bulk_cases_parent_class)->finalize (object);
}

static void
gw_bulk_cases_class_init (GwBulkCasesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_bulk_cases_dispose;
  G_OBJECT_CLASS (klass)->finalize = gw_bulk_cases_finalize;
  changed_signal = g_signal_new ("changed", GW_TYPE_BULK_CASES, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
gw_bulk_cases_init (GwBulkCases *self)
{
  self->cancellable = g_cancellable_new ();
  self->slots = g_ptr_array_new_with_free_func (g_object_unref);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)gw_case_row_unref);
  self->details = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify)gw_case_detail_unref);
  self->asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* ---- what is known ---- */

/* As new as what the list shows; NULL: not known yet. */
static GwCaseDetail *
known (GwBulkCases *self, const GwCaseRow *row)
{
  GwCaseDetail *detail = g_hash_table_lookup (self->details, row->number);

  return detail != NULL && detail->row->version >= row->version ? detail : NULL;
}

static void
detail_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Asking *asking = data;
  g_autoptr (GwBulkCases) self = asking->self;
  g_autofree char *number = asking->number;
  g_autoptr (GError) error = NULL;
  GwCaseDetail *detail = gw_client_call_finish (GW_CLIENT (source), result, &error);

  self->n_asking--;
  if (detail != NULL)
    {
      g_hash_table_remove (self->asked, number);
      g_hash_table_replace (self->details, g_steal_pointer (&number), detail);
    }
  if (self->desk == NULL)
    return;
  /* What cannot be learnt is not asked for again until somebody wants it. */
  ask (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
ask_one (GwBulkCases *self, const char *number)
{
  g_autofree char *escaped = g_uri_escape_string (number, NULL, FALSE);
  g_autofree char *path = g_strconcat ("/api/v1/cases/", escaped, NULL);
  Asking *asking = g_new0 (Asking, 1);

  asking->self = g_object_ref (self);
  asking->number = g_strdup (number);
  g_hash_table_add (self->asked, g_strdup (number));
  self->n_asking++;
  gw_client_call_async (gw_desk_get_client (self->desk), "GET", path, NULL, gw_decode_case,
                        (GDestroyNotify)gw_case_detail_unref, self->cancellable, detail_cb,
                        asking);
}

static void
ask (GwBulkCases *self)
{
  if (self->n_selected < 2 || self->is_paused)
    return;
  for (guint i = 0; i < self->rows->len && self->n_asking < AT_ONCE; i++)
    {
      const GwCaseRow *row = self->rows->pdata[i];

      if (known (self, row) == NULL && !g_hash_table_contains (self->asked, row->number))
        ask_one (self, row->number);
    }
}

/* ---- what is selected ---- */

static void look_later (GwBulkCases *self);

static void
add_slot (GwBulkCases *self, GwCaseSlot *slot)
{
  GwCase *object = gw_case_slot_get_case (slot);

  g_ptr_array_add (self->slots, slot);
  if (object == NULL)
    {
      g_signal_connect_swapped (slot, "notify::case", G_CALLBACK (look_later), self);
      return;
    }
  g_ptr_array_add (self->rows, gw_case_row_ref ((GwCaseRow *)gw_case_get_row (object)));
}

static gboolean
look_cb (gpointer data)
{
  GwBulkCases *self = data;
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (self->selection);
  GtkBitsetIter iter;
  guint position;
  gboolean more;

  self->look_source = 0;
  drop_slots (self);
  self->n_selected = (guint)gtk_bitset_get_size (selected);
  if (self->n_selected > 1 && self->n_selected <= GW_BULK_MAX)
    for (more = gtk_bitset_iter_init_first (&iter, selected, &position); more;
         more = gtk_bitset_iter_next (&iter, &position))
      add_slot (self, g_list_model_get_item (G_LIST_MODEL (self->selection), position));
  ask (self);
  g_signal_emit (self, changed_signal, 0);
  return G_SOURCE_REMOVE;
}

static void
look_later (GwBulkCases *self)
{
  if (self->look_source == 0)
    self->look_source =
        g_timeout_add_full (G_PRIORITY_DEFAULT, LOOK_MS, look_cb, self, NULL);
}

/* Whether it is one or several is known at once. */
static void
selection_changed_cb (GwBulkCases *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (self->selection);
  guint n = (guint)gtk_bitset_get_size (selected);

  if (n < 2 && self->n_selected < 2)
    return;
  look_later (self);
}

GwBulkCases *
gw_bulk_cases_new (GwDesk *desk)
{
  GwBulkCases *self = g_object_new (GW_TYPE_BULK_CASES, NULL);

  self->desk = g_object_ref (desk);
  return self;
}

void
gw_bulk_cases_follow (GwBulkCases *self, GtkSelectionModel *selection)
{
  g_return_if_fail (GW_IS_BULK_CASES (self) && self->selection == NULL);

  self->selection = g_object_ref (selection);
  g_signal_connect_swapped (selection, "selection-changed",
                            G_CALLBACK (selection_changed_cb), self);
  g_signal_connect_swapped (selection, "items-changed", G_CALLBACK (selection_changed_cb),
                            self);
  /* A case that is selected and changes may have other actions now. */
  g_signal_connect_object (gw_desk_get_live (self->desk), "events",
                           G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
}

/* ---- what may be done ---- */

guint
gw_bulk_cases_get_n_selected (GwBulkCases *self)
{
  g_return_val_if_fail (GW_IS_BULK_CASES (self), 0);

  return self->n_selected;
}

GPtrArray *
gw_bulk_cases_get_rows (GwBulkCases *self)
{
  g_return_val_if_fail (GW_IS_BULK_CASES (self), NULL);

  return self->rows;
}

/* GwCaseDetail of those that are known. Borrowed in an array of the caller's. */
static GPtrArray *
list_known (GwBulkCases *self)
{
  GPtrArray *details = g_ptr_array_new ();

  for (guint i = 0; i < self->rows->len; i++)
    {
      GwCaseDetail *detail = known (self, self->rows->pdata[i]);

      if (detail != NULL)
        g_ptr_array_add (details, detail);
    }
  return details;
}

guint
gw_bulk_cases_get_n_known (GwBulkCases *self)
{
  g_autoptr (GPtrArray) details = NULL;

  g_return_val_if_fail (GW_IS_BULK_CASES (self), 0);

  details = list_known (self);
  return details->len;
}

guint
gw_bulk_cases_get_n_failed (GwBulkCases *self)
{
  guint n = 0;

  g_return_val_if_fail (GW_IS_BULK_CASES (self), 0);

  for (guint i = 0; i < self->rows->len; i++)
    {
      const GwCaseRow *row = self->rows->pdata[i];

      n += known (self, row) == NULL && g_hash_table_contains (self->asked, row->number);
    }
  return n > self->n_asking ? n - self->n_asking : 0;
}

guint
gw_bulk_cases_count_action (GwBulkCases *self, const char *action)
{
  g_autoptr (GPtrArray) details = NULL;
  guint n = 0;

  g_return_val_if_fail (GW_IS_BULK_CASES (self), 0);

  details = list_known (self);
  for (guint i = 0; i < details->len; i++)
    n += gw_bulk_find_action (details->pdata[i], action) != NULL;
  return n;
}

GwCaseDetail *
gw_bulk_cases_make_detail (GwBulkCases *self)
{
  g_autoptr (GPtrArray) details = NULL;

  g_return_val_if_fail (GW_IS_BULK_CASES (self), NULL);

  details = list_known (self);
  if (details->len == 0 ||
      details->len + gw_bulk_cases_get_n_failed (self) < self->n_selected)
    return NULL;
  return gw_bulk_merge (details);
}

GPtrArray *
gw_bulk_cases_decide (GwBulkCases *self, const GwDecision *decision, const char *title)
{
  g_autoptr (GPtrArray) details = NULL;
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (GW_IS_BULK_CASES (self), items);

  details = list_known (self);
  for (guint i = 0; i < details->len; i++)
    {
      GwCaseDetail *detail = details->pdata[i];

      if (gw_bulk_find_action (detail, gw_decision_get_action (decision)) != NULL)
        g_ptr_array_add (items, gw_queued_action_new (detail->row, decision, title));
    }
  return items;
}

void
gw_bulk_cases_set_paused (GwBulkCases *self, gboolean paused)
{
  g_return_if_fail (GW_IS_BULK_CASES (self));

  self->is_paused = paused;
  if (!paused)
    ask (self);
}

void
gw_bulk_cases_reload (GwBulkCases *self)
{
  g_return_if_fail (GW_IS_BULK_CASES (self));

  g_hash_table_remove_all (self->details);
  g_hash_table_remove_all (self->asked);
  ask (self);
  g_signal_emit (self, changed_signal, 0);
}
