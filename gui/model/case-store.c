/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All cases that any view holds, one object per number. */
#define G_LOG_DOMAIN "gridward-model"

#include "gui/model/case-store.h"

struct _GwCaseStore
{
  GObject parent_instance;

  GHashTable *entries; /* number -> Entry */
};

G_DEFINE_FINAL_TYPE (GwCaseStore, gw_case_store, G_TYPE_OBJECT)

static guint added_signal;

typedef struct
{
  GwCaseStore *store;
  char *number;
  GwCase *object; /* weak */
} Entry;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->number);
  g_free (entry);
}

static void
case_gone_cb (gpointer data, GObject *gone)
{
  Entry *entry = data;

  g_hash_table_remove (entry->store->entries, entry->number);
}

static void
gw_case_store_finalize (GObject *object)
{
  GwCaseStore *self = GW_CASE_STORE (object);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Entry *entry = value;

      g_object_weak_unref (G_OBJECT (entry->object), case_gone_cb, entry);
    }
  g_hash_table_unref (self->entries);

  G_OBJECT_CLASS (gw_case_store_parent_class)->finalize (object);
}

static void
gw_case_store_class_init (GwCaseStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gw_case_store_finalize;

  added_signal = g_signal_new ("added", GW_TYPE_CASE_STORE, G_SIGNAL_RUN_LAST, 0, NULL,
                               NULL, NULL, G_TYPE_NONE, 1, GW_TYPE_CASE);
}

static void
gw_case_store_init (GwCaseStore *self)
{
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, entry_free);
}

GwCaseStore *
gw_case_store_new (void)
{
  return g_object_new (GW_TYPE_CASE_STORE, NULL);
}

GwCase *
gw_case_store_take_row (GwCaseStore *self, GwCaseRow *row)
{
  Entry *entry;

  g_return_val_if_fail (GW_IS_CASE_STORE (self), NULL);

  entry = g_hash_table_lookup (self->entries, row->number);
  if (entry != NULL)
    {
      gw_case_update (entry->object, row);
      return g_object_ref (entry->object);
    }
  entry = g_new0 (Entry, 1);
  entry->store = self;
  entry->number = g_strdup (row->number);
  entry->object = gw_case_new (row);
  g_object_weak_ref (G_OBJECT (entry->object), case_gone_cb, entry);
  g_hash_table_insert (self->entries, entry->number, entry);
  g_signal_emit (self, added_signal, 0, entry->object);
  return entry->object;
}

GwCase *
gw_case_store_lookup (GwCaseStore *self, const char *number)
{
  Entry *entry;

  g_return_val_if_fail (GW_IS_CASE_STORE (self), NULL);

  entry = number != NULL ? g_hash_table_lookup (self->entries, number) : NULL;
  return entry != NULL ? entry->object : NULL;
}

void
gw_case_store_tick (GwCaseStore *self, gint64 now_usec)
{
  GHashTableIter iter;
  gpointer value;

  g_return_if_fail (GW_IS_CASE_STORE (self));

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    gw_case_tick (((Entry *)value)->object, now_usec);
}
