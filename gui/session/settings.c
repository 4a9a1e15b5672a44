/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the desk remembers between two starts: GSettings, and a memory for each account. */
#define G_LOG_DOMAIN "gridward-session"
#define G_SETTINGS_ENABLE_BACKEND

#include "gui/session/settings.h"

#include <gio/gsettingsbackend.h>
#include <glib/gstdio.h>

#include "gui/session/schema.h"

#define SCHEMA "org.gridward.Desk"
#define ACCOUNT_SCHEMA "org.gridward.Desk.Account"
#define ACCOUNTS_PATH "/org/gridward/Desk/accounts/"
#define NOBODY "nobody"
#define MEMORY "memory"
#define OLD_GROUP "desk"
/* Pulling a pane changes a value with every pixel. */
#define FLUSH_MS 500

struct _GwSettings
{
  GObject parent_instance;

  GSettingsBackend *backend; /* NULL: the user's */
  GSettings *store;          /* NULL: the schema is not installed */
  GSettings *account;
  GHashTable *memory; /* of the account: key → value */
  guint flush_source;
};

G_DEFINE_FINAL_TYPE (GwSettings, gw_settings, G_TYPE_OBJECT)

static GSettings *
open_store (GwSettings *self, const char *id, const char *path)
{
  g_autoptr (GSettingsSchema) schema = gw_schema_lookup (id);

  return schema != NULL ? g_settings_new_full (schema, self->backend, path) : NULL;
}

static void
recall (GwSettings *self)
{
  g_autoptr (GVariantIter) iter = NULL;
  const char *key;
  const char *value;

  g_hash_table_remove_all (self->memory);
  if (self->account == NULL)
    return;
  g_settings_get (self->account, MEMORY, "a{ss}", &iter);
  while (g_variant_iter_next (iter, "{&s&s}", &key, &value))
    g_hash_table_replace (self->memory, g_strdup (key), g_strdup (value));
}

static void
open_account (GwSettings *self, const char *name)
{
  g_autofree char *path = g_strconcat (ACCOUNTS_PATH, name, "/", NULL);

  g_clear_object (&self->account);
  self->account = open_store (self, ACCOUNT_SCHEMA, path);
  recall (self);
}

static void
gw_settings_dispose (GObject *object)
{
  GwSettings *self = GW_SETTINGS (object);

  gw_settings_flush (self);
  g_clear_object (&self->store);
  g_clear_object (&self->account);
  g_clear_object (&self->backend);

  G_OBJECT_CLASS (gw_settings_parent_class)->dispose (object);
}

static void
gw_settings_finalize (GObject *object)
{
  g_hash_table_unref (GW_SETTINGS (object)->memory);

  G_OBJECT_CLASS (gw_settings_parent_class)->finalize (object);
}

static void
gw_settings_class_init (GwSettingsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_settings_dispose;
  G_OBJECT_CLASS (klass)->finalize = gw_settings_finalize;
}

static void
gw_settings_init (GwSettings *self)
{
  self->memory = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

GwSettings *
gw_settings_new (const char *path)
{
  GwSettings *self = g_object_new (GW_TYPE_SETTINGS, NULL);

  if (path != NULL)
    self->backend = g_keyfile_settings_backend_new (path, "/", NULL);
  self->store = open_store (self, SCHEMA, NULL);
  if (self->store == NULL)
    g_message ("the settings schema %s is not installed: nothing will be remembered",
               SCHEMA);
  open_account (self, NOBODY);
  if (path == NULL && self->store != NULL)
    {
      g_autofree char *old =
          g_build_filename (g_get_user_config_dir (), "gridward", "desk.ini", NULL);

      gw_settings_migrate (self, old);
    }
  return self;
}

/* ---- accounts ---- */

static char *
name_account (const char *server, const char *login)
{
  g_autofree char *text = g_strconcat (server, "\n", login, NULL);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  /* A login may hold what a path must not, so the path is made of its sum alone. */
  sum[16] = '\0';
  return g_steal_pointer (&sum);
}

static GHashTable *
steal_memory (GwSettings *self)
{
  GHashTable *memory = g_steal_pointer (&self->memory);

  self->memory = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return memory;
}

static void remember_soon (GwSettings *self);

void
gw_settings_enter_account (GwSettings *self, const char *server, const char *login)
{
  g_autoptr (GHashTable) before = NULL;
  g_autofree char *name = NULL;
  g_autofree char *old_path = NULL;

  g_return_if_fail (GW_IS_SETTINGS (self));

  gw_settings_flush (self);
  if (self->account == NULL)
    return;
  g_object_get (self->account, "path", &old_path, NULL);
  name = name_account (server, login);
  before = steal_memory (self);
  if (g_str_has_suffix (old_path, "/" NOBODY "/"))
    {
      g_settings_reset (self->account, MEMORY);
      open_account (self, name);
      if (g_hash_table_size (self->memory) > 0)
        return;
      g_hash_table_unref (self->memory);
      self->memory = g_steal_pointer (&before);
      remember_soon (self);
      return;
    }
  open_account (self, name);
}

/* ---- reading and writing ---- */

static gboolean
is_of_schema (GwSettings *self, const char *key)
{
  g_autoptr (GSettingsSchema) schema = NULL;

  if (self->store == NULL)
    return FALSE;
  g_object_get (self->store, "settings-schema", &schema, NULL);
  return g_settings_schema_has_key (schema, key);
}

void
gw_settings_flush (GwSettings *self)
{
  GVariantBuilder builder;
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  g_return_if_fail (GW_IS_SETTINGS (self));

  if (self->flush_source == 0)
    return;
  g_clear_handle_id (&self->flush_source, g_source_remove);
  if (self->account == NULL)
    return;
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_hash_table_iter_init (&iter, self->memory);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_variant_builder_add (&builder, "{ss}", key, value);
  g_settings_set_value (self->account, MEMORY, g_variant_builder_end (&builder));
}

static gboolean
flush_cb (gpointer data)
{
  gw_settings_flush (data);
  return G_SOURCE_REMOVE;
}

static void
remember_soon (GwSettings *self)
{
  if (self->flush_source == 0)
    self->flush_source = g_timeout_add (FLUSH_MS, flush_cb, self);
}

static void
remember (GwSettings *self, const char *key, char *value)
{
  if (g_strcmp0 (g_hash_table_lookup (self->memory, key), value) == 0)
    {
      g_free (value);
      return;
    }
  g_hash_table_replace (self->memory, g_strdup (key), value);
  remember_soon (self);
}

static void
store_value (GwSettings *self, const char *key, GVariant *floating)
{
  g_autoptr (GVariant) value = g_variant_ref_sink (floating);
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (GSettingsSchemaKey) schema_key = NULL;

  g_object_get (self->store, "settings-schema", &schema, NULL);
  schema_key = g_settings_schema_get_key (schema, key);
  if (g_variant_is_of_type (value, g_settings_schema_key_get_value_type (schema_key)) &&
      g_settings_schema_key_range_check (schema_key, value))
    g_settings_set_value (self->store, key, value);
  else
    g_info ("%s: not a value that the schema allows", key);
}

GSettings *
gw_settings_get_store (GwSettings *self)
{
  g_return_val_if_fail (GW_IS_SETTINGS (self), NULL);

  return self->store;
}

char *
gw_settings_dup_string (GwSettings *self, const char *key, const char *fallback)
{
  const char *value;

  g_return_val_if_fail (GW_IS_SETTINGS (self), NULL);

  if (is_of_schema (self, key))
    return g_settings_get_string (self->store, key);
  value = g_hash_table_lookup (self->memory, key);
  return g_strdup (value != NULL ? value : fallback);
}

int
gw_settings_get_int (GwSettings *self, const char *key, int fallback)
{
  const char *value;
  gint64 number;

  g_return_val_if_fail (GW_IS_SETTINGS (self), fallback);

  if (is_of_schema (self, key))
    return g_settings_get_int (self->store, key);
  value = g_hash_table_lookup (self->memory, key);
  if (value == NULL ||
      !g_ascii_string_to_signed (value, 10, G_MININT, G_MAXINT, &number, NULL))
    return fallback;
  return (int)number;
}

gboolean
gw_settings_get_boolean (GwSettings *self, const char *key, gboolean fallback)
{
  const char *value;

  g_return_val_if_fail (GW_IS_SETTINGS (self), fallback);

  if (is_of_schema (self, key))
    return g_settings_get_boolean (self->store, key);
  value = g_hash_table_lookup (self->memory, key);
  return value != NULL ? g_str_equal (value, "true") : fallback;
}

void
gw_settings_set_string (GwSettings *self, const char *key, const char *value)
{
  g_return_if_fail (GW_IS_SETTINGS (self));

  if (is_of_schema (self, key))
    store_value (self, key, g_variant_new_string (value));
  else
    remember (self, key, g_strdup (value));
}

void
gw_settings_set_int (GwSettings *self, const char *key, int value)
{
  g_return_if_fail (GW_IS_SETTINGS (self));

  if (is_of_schema (self, key))
    store_value (self, key, g_variant_new_int32 (value));
  else
    remember (self, key, g_strdup_printf ("%d", value));
}

void
gw_settings_set_boolean (GwSettings *self, const char *key, gboolean value)
{
  g_return_if_fail (GW_IS_SETTINGS (self));

  if (is_of_schema (self, key))
    store_value (self, key, g_variant_new_boolean (value));
  else
    remember (self, key, g_strdup (value ? "true" : "false"));
}

/* ---- what earlier versions left ---- */

/* The text of a key file as a value of the type that the key has in the schema. */
static void
take_over (GwSettings *self, const char *key, const char *text)
{
  const GVariantType *type;
  g_autoptr (GVariant) present = NULL;
  gint64 number;

  if (!is_of_schema (self, key))
    {
      remember (self, key, g_strdup (text));
      return;
    }
  present = g_settings_get_value (self->store, key);
  type = g_variant_get_type (present);
  if (g_variant_type_equal (type, G_VARIANT_TYPE_STRING))
    gw_settings_set_string (self, key, text);
  else if (g_variant_type_equal (type, G_VARIANT_TYPE_BOOLEAN))
    gw_settings_set_boolean (self, key, g_str_equal (text, "true"));
  else if (g_ascii_string_to_signed (text, 10, G_MININT, G_MAXINT, &number, NULL))
    gw_settings_set_int (self, key, (int)number);
}

gboolean
gw_settings_migrate (GwSettings *self, const char *path)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) keys = NULL;

  g_return_val_if_fail (GW_IS_SETTINGS (self), FALSE);

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &error))
    {
      if (!g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        g_info ("%s: %s", path, error->message);
      return FALSE;
    }
  /* No such group: there is nothing to take over. */
  keys = g_key_file_get_keys (file, OLD_GROUP, NULL, NULL);
  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      g_autofree char *text = g_key_file_get_string (file, OLD_GROUP, keys[i], NULL);

      if (text != NULL)
        take_over (self, keys[i], text);
    }
  gw_settings_flush (self);
  if (g_remove (path) != 0)
    g_info ("%s: cannot be removed", path);
  return TRUE;
}
