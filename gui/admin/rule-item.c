/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A routing rule that is being written. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/admin/rule-item.h"

#include "gui/client/records.h"

/* Between the ranks of rules that are numbered anew. */
#define STEP 10

G_DEFINE_FINAL_TYPE (GwRuleItem, gw_rule_item, G_TYPE_OBJECT)

static const char *const names[GW_RULE_N_FIELDS] = {
  "rank",  "valid_from", "valid_to", "kind", "class",    "condition",  "area", "cell",
  "owner", "source",     "weekdays", "time", "max_open", "department", "note",
};

static guint changed_signal;

static void
gw_rule_item_finalize (GObject *object)
{
  GwRuleItem *self = GW_RULE_ITEM (object);

  for (guint i = 0; i < GW_RULE_N_FIELDS; i++)
    g_free (self->fields[i]);
  g_free (self->words);
  g_free (self->fault);
  G_OBJECT_CLASS (gw_rule_item_parent_class)->finalize (object);
}

static void
gw_rule_item_class_init (GwRuleItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gw_rule_item_finalize;
  changed_signal = g_signal_new ("changed", GW_TYPE_RULE_ITEM, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
gw_rule_item_init (GwRuleItem *self)
{
  for (guint i = 0; i < GW_RULE_N_FIELDS; i++)
    self->fields[i] = g_strdup ("");
  self->words = g_strdup ("");
}

GwRuleItem *
gw_rule_item_new (guint rank)
{
  GwRuleItem *self = g_object_new (GW_TYPE_RULE_ITEM, NULL);

  self->rank = rank;
  gw_rule_item_set_field (self, GW_RULE_DEPARTMENT, "@area");
  return self;
}

void
gw_rule_item_set_field (GwRuleItem *self, guint field, const char *text)
{
  g_free (self->fields[field]);
  self->fields[field] = g_strdup (text != NULL ? text : "");
}

void
gw_rule_item_set_words (GwRuleItem *self, const char *words, const char *fault)
{
  if (words != NULL)
    {
      g_free (self->words);
      self->words = g_strdup (words);
    }
  g_free (self->fault);
  self->fault = g_strdup (fault);
  g_signal_emit (self, changed_signal, 0);
}

static GwRuleItem *
read_item (GwReader *reader, GwJson *rule)
{
  GwRuleItem *item =
      gw_rule_item_new ((guint)gw_reader_int (reader, rule, "rank", GW_REQUIRED));
  GwJson *row = gw_reader_object (reader, rule, "row", GW_REQUIRED);

  for (guint i = 1; i < GW_RULE_N_FIELDS; i++)
    gw_rule_item_set_field (item, i, gw_reader_string (reader, row, names[i], GW_OPTIONAL));
  g_free (item->words);
  item->words = gw_reader_dup_string (
      reader, rule, gw_language_is_chinese () ? "text" : "text_en", GW_REQUIRED);
  return item;
}

gboolean
gw_rule_items_take (GListStore *items, GwJson *answer, gint64 *ret_version)
{
  GwReader reader = { 0 };
  GwJson *rules = gw_reader_array (&reader, answer, "rules", GW_REQUIRED);
  g_autoptr (GPtrArray) read = g_ptr_array_new_with_free_func (g_object_unref);

  *ret_version = gw_reader_int (&reader, answer, "version", GW_REQUIRED);
  for (gsize i = 0; rules != NULL && i < json_object_array_length (rules); i++)
    g_ptr_array_add (read, read_item (&reader, json_object_array_get_idx (rules, i)));
  if (!gw_reader_finish (&reader, NULL))
    return FALSE;
  g_list_store_splice (items, 0, g_list_model_get_n_items (G_LIST_MODEL (items)),
                       read->pdata, read->len);
  return TRUE;
}

char *
gw_rule_items_encode (GListModel *items, gint64 version, const char *members)
{
  GwJson *rules = json_object_new_array ();
  char *text;

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (GwRuleItem) item = g_list_model_get_item (items, i);
      GwJson *row = json_object_new_object ();

      json_object_object_add (row, "rank", json_object_new_int64 (item->rank));
      for (guint k = 1; k < GW_RULE_N_FIELDS; k++)
        if (item->fields[k][0] != '\0')
          json_object_object_add (row, names[k], json_object_new_string (item->fields[k]));
      json_object_array_add (rules, row);
    }
  text = g_strdup_printf ("{\"version\":%" G_GINT64_FORMAT ",\"rules\":%s%s}", version,
                          json_object_to_json_string_ext (rules, JSON_C_TO_STRING_PLAIN),
                          members != NULL ? members : "");
  json_object_put (rules);
  return text;
}

static guint
rank_at (GListStore *items, guint position)
{
  g_autoptr (GwRuleItem) item = g_list_model_get_item (G_LIST_MODEL (items), position);

  return item != NULL ? item->rank : 0;
}

static void
number_anew (GListStore *items)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (items)); i++)
    {
      g_autoptr (GwRuleItem) item = g_list_model_get_item (G_LIST_MODEL (items), i);

      item->rank = (i + 1) * STEP;
      gw_rule_item_set_words (item, NULL, item->fault);
    }
}

/* For the item that stands there, between those around it. */
static void
rank_between (GListStore *items, guint position)
{
  g_autoptr (GwRuleItem) item = g_list_model_get_item (G_LIST_MODEL (items), position);
  guint before = position > 0 ? rank_at (items, position - 1) : 0;
  guint after = rank_at (items, position + 1);

  item->rank = after == 0 ? before + STEP : before + (after - before) / 2;
  if (item->rank <= before || (after != 0 && item->rank >= after))
    number_anew (items);
  else
    gw_rule_item_set_words (item, NULL, item->fault);
}

gboolean
gw_rule_items_move (GListStore *items, guint position, int by)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (items));
  gint64 to = (gint64)position + by;
  g_autoptr (GwRuleItem) item = NULL;

  if (position >= n || to < 0 || to >= n)
    return FALSE;
  item = g_list_model_get_item (G_LIST_MODEL (items), position);
  g_list_store_remove (items, position);
  g_list_store_insert (items, (guint)to, item);
  rank_between (items, (guint)to);
  return TRUE;
}

guint
gw_rule_items_insert (GListStore *items, guint position)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (items));
  guint to = position < n ? position + 1 : n;
  g_autoptr (GwRuleItem) item = gw_rule_item_new (1);

  g_list_store_insert (items, to, item);
  rank_between (items, to);
  return to;
}
