/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A version of a class or of a filing condition, as it is held and as it is wished. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/admin/catalogue-item.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gui/model/text.h"

#define END "valid_to"

struct _GwCatalogueItem
{
  GObject parent_instance;

  GwCatalogueKind kind;
  GwJson *held;
  GHashTable *wished; /* field -> text, of those that differ */
  char *class_name;
  char *haystack;
  char *fault_field;
  char *fault;
  gboolean is_new;
  gboolean is_last;
};

G_DEFINE_FINAL_TYPE (GwCatalogueItem, gw_catalogue_item, G_TYPE_OBJECT)

static guint changed_signal;

static const char *const class_fields[] = { "scheme",   "kind", "code",    "group",
                                            "group_en", "name", "name_en", NULL };
static const char *const condition_fields[] = {
  "scheme", "kind",    "class",   "condition",  "text",   "text_en", "limit",
  "unit",   "seasons", "closing", "closing_en", "sample", NULL
};

static const char *const *
fields_of (GwCatalogueItem *self)
{
  return self->kind == GW_CATALOGUE_CLASSES ? class_fields : condition_fields;
}

static const char *
held (GwCatalogueItem *self, const char *field)
{
  GwJson *value = NULL;

  json_object_object_get_ex (self->held, field, &value);
  return json_object_is_type (value, json_type_string) ? json_object_get_string (value)
                                                       : "";
}

const char *
gw_catalogue_item_get (GwCatalogueItem *self, const char *field)
{
  const char *wished = g_hash_table_lookup (self->wished, field);

  return wished != NULL ? wished : held (self, field);
}

void
gw_catalogue_item_set (GwCatalogueItem *self, const char *field, const char *text)
{
  if (strcmp (text, held (self, field)) == 0)
    g_hash_table_remove (self->wished, field);
  else
    g_hash_table_insert (self->wished, g_strdup (field), g_strdup (text));
  g_signal_emit (self, changed_signal, 0);
}

gboolean
gw_catalogue_item_is_changed (GwCatalogueItem *self)
{
  return self->is_new || g_hash_table_size (self->wished) > 0;
}

GwCatalogueKind
gw_catalogue_item_get_kind (GwCatalogueItem *self)
{
  return self->kind;
}

void
gw_catalogue_item_set_fault (GwCatalogueItem *self, const char *field, const char *text)
{
  g_free (self->fault_field);
  g_free (self->fault);
  self->fault_field = g_strdup (field);
  self->fault = g_strdup (text);
  g_signal_emit (self, changed_signal, 0);
}

const char *
gw_catalogue_item_get_fault (GwCatalogueItem *self, const char **ret_field)
{
  if (ret_field != NULL)
    *ret_field = self->fault_field;
  return self->fault;
}

static const char *
in_language (GwCatalogueItem *self, const char *field, const char *field_en)
{
  const char *text =
      gw_language_is_chinese () ? "" : gw_catalogue_item_get (self, field_en);

  return *text != '\0' ? text : gw_catalogue_item_get (self, field);
}

char *
gw_catalogue_item_dup_title (GwCatalogueItem *self)
{
  /* Translators: a class or a filing condition that is being written. */
  const char *new_word = self->is_new ? _ ("New: ") : "";

  if (self->kind == GW_CATALOGUE_CLASSES)
    return g_strdup_printf ("%s%s %s", new_word, gw_catalogue_item_get (self, "code"),
                            in_language (self, "name", "name_en"));
  return g_strdup_printf ("%s%s %s · %s", new_word, gw_catalogue_item_get (self, "class"),
                          self->class_name != NULL ? self->class_name : "",
                          gw_catalogue_item_get (self, "condition"));
}

char *
gw_catalogue_item_dup_subtitle (GwCatalogueItem *self)
{
  g_autofree char *limit = NULL;

  if (self->kind == GW_CATALOGUE_CLASSES)
    return g_strdup_printf ("%s · %s",
                            g_str_equal (gw_catalogue_item_get (self, "kind"), "component")
                                ? _ ("Component")
                                : _ ("Matter"),
                            in_language (self, "group", "group_en"));
  limit = gw_text_limit (
      (guint)g_ascii_strtoull (gw_catalogue_item_get (self, "limit"), NULL, 10),
      gw_catalogue_item_get (self, "unit"));
  return g_strdup_printf ("%s · %s", limit, in_language (self, "text", "text_en"));
}

gboolean
gw_catalogue_item_matches (GwCatalogueItem *self, const char *folded)
{
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (self->haystack, words[i]) == NULL)
      return FALSE;
  return TRUE;
}

const char *
gw_catalogue_item_get_code_field (GwCatalogueItem *self)
{
  return self->kind == GW_CATALOGUE_CLASSES ? "code" : "condition";
}

char *
gw_catalogue_item_dup_key (GwCatalogueItem *self)
{
  return g_strdup_printf (
      "%s/%s/%s%s/%s", gw_catalogue_item_get (self, "scheme"),
      gw_catalogue_item_get (self, "kind"), gw_catalogue_item_get (self, "code"),
      gw_catalogue_item_get (self, "class"), gw_catalogue_item_get (self, "condition"));
}

gboolean
gw_catalogue_item_is_same (GwCatalogueItem *self, GwCatalogueItem *other)
{
  g_autofree char *key = gw_catalogue_item_dup_key (self);
  g_autofree char *other_key = gw_catalogue_item_dup_key (other);

  return self->kind == other->kind && g_str_equal (key, other_key);
}

gboolean
gw_catalogue_item_ends_after (GwCatalogueItem *self, GwCatalogueItem *other)
{
  const char *end = held (self, END);
  const char *other_end = held (other, END);

  return *other_end != '\0' && (*end == '\0' || strcmp (end, other_end) > 0);
}

void
gw_catalogue_item_set_last (GwCatalogueItem *self)
{
  self->is_last = TRUE;
}

gboolean
gw_catalogue_item_is_in_force (GwCatalogueItem *self, const char *today)
{
  const char *end = held (self, END);

  return self->is_last && (*end == '\0' || strcmp (end, today) > 0);
}

gboolean
gw_catalogue_item_is_new (GwCatalogueItem *self)
{
  return self->is_new;
}

char *
gw_catalogue_item_dup_validity (GwCatalogueItem *self)
{
  const char *from = held (self, "valid_from");
  const char *to = held (self, END);

  if (*from == '\0' && *to == '\0')
    return g_strdup (_ ("since ever"));
  if (*to == '\0')
    return g_strdup_printf (_ ("from %s on"), from);
  return *from == '\0' ? g_strdup_printf (_ ("until before %s"), to)
                       : g_strdup_printf (_ ("%s until before %s"), from, to);
}

GwJson *
gw_catalogue_item_encode (GwCatalogueItem *self, const char *valid_from)
{
  const char *const *fields = fields_of (self);
  GwJson *row = json_object_new_object ();

  for (guint i = 0; fields[i] != NULL; i++)
    json_object_object_add (
        row, fields[i], json_object_new_string (gw_catalogue_item_get (self, fields[i])));
  if (!self->is_new && g_hash_table_size (self->wished) == 1 &&
      g_hash_table_contains (self->wished, END))
    valid_from = held (self, "valid_from");
  json_object_object_add (row, "valid_from", json_object_new_string (valid_from));
  json_object_object_add (row, END,
                          json_object_new_string (gw_catalogue_item_get (self, END)));
  return row;
}

static void
gw_catalogue_item_finalize (GObject *object)
{
  GwCatalogueItem *self = GW_CATALOGUE_ITEM (object);

  json_object_put (self->held);
  g_hash_table_unref (self->wished);
  g_free (self->class_name);
  g_free (self->haystack);
  g_free (self->fault_field);
  g_free (self->fault);
  G_OBJECT_CLASS (gw_catalogue_item_parent_class)->finalize (object);
}

static void
gw_catalogue_item_class_init (GwCatalogueItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gw_catalogue_item_finalize;
  changed_signal = g_signal_new ("changed", GW_TYPE_CATALOGUE_ITEM, G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gw_catalogue_item_init (GwCatalogueItem *self)
{
  self->wished = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

GwCatalogueItem *
gw_catalogue_item_new (GwCatalogueKind kind, GwJson *json, const char *class_name)
{
  GwCatalogueItem *self = g_object_new (GW_TYPE_CATALOGUE_ITEM, NULL);
  const char *const *fields;
  g_autoptr (GString) all = g_string_new (class_name);

  self->kind = kind;
  self->held = json_object_get (json);
  self->class_name = g_strdup (class_name);
  fields = fields_of (self);
  /* Not the scheme and the kind, which many have in common. */
  for (guint i = 2; fields[i] != NULL; i++)
    g_string_append_printf (all, "\n%s", held (self, fields[i]));
  self->haystack = g_utf8_casefold (all->str, -1);
  return self;
}

GwCatalogueItem *
gw_catalogue_item_new_like (GwCatalogueItem *like)
{
  static const char *const kept[] = { "scheme", "kind", "group", "group_en", "class" };
  GwJson *json = json_object_new_object ();
  gboolean is_class = like->kind == GW_CATALOGUE_CLASSES;
  GwCatalogueItem *self;

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    json_object_object_add (json, kept[i],
                            json_object_new_string (gw_catalogue_item_get (like, kept[i])));
  if (!is_class)
    {
      json_object_object_add (
          json, "unit", json_object_new_string (gw_catalogue_item_get (like, "unit")));
      /* What a city writes itself is not one of the samples that come with the program. */
      json_object_object_add (json, "sample", json_object_new_string ("no"));
    }
  self = gw_catalogue_item_new (like->kind, json, like->class_name);
  self->is_new = TRUE;
  json_object_put (json);
  return self;
}
