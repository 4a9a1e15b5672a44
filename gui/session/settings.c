/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the desk remembers between two starts: a key file in the user's configuration. */
#define G_LOG_DOMAIN "gridward-session"

#include "gui/session/settings.h"

#include <glib/gstdio.h>

#define GROUP "desk"

struct _GwSettings
{
  GObject parent_instance;

  char *path;
  GKeyFile *file;
};

G_DEFINE_FINAL_TYPE (GwSettings, gw_settings, G_TYPE_OBJECT)

static void
gw_settings_finalize (GObject *object)
{
  GwSettings *self = GW_SETTINGS (object);

  g_free (self->path);
  g_key_file_unref (self->file);

  G_OBJECT_CLASS (gw_settings_parent_class)->finalize (object);
}

static void
gw_settings_class_init (GwSettingsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gw_settings_finalize;
}

static void
gw_settings_init (GwSettings *self)
{
  self->file = g_key_file_new ();
}

GwSettings *
gw_settings_new (const char *path)
{
  GwSettings *self = g_object_new (GW_TYPE_SETTINGS, NULL);
  g_autoptr (GError) error = NULL;

  self->path = path != NULL ? g_strdup (path)
                            : g_build_filename (g_get_user_config_dir (), "gridward",
                                                "desk.ini", NULL);
  if (!g_key_file_load_from_file (self->file, self->path, G_KEY_FILE_KEEP_COMMENTS,
                                  &error) &&
      !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    g_info ("%s: %s", self->path, error->message);
  return self;
}

static void
save (GwSettings *self)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (folder, 0700);
  if (!g_key_file_save_to_file (self->file, self->path, &error))
    g_info ("%s: %s", self->path, error->message);
}

char *
gw_settings_dup_string (GwSettings *self, const char *key, const char *fallback)
{
  char *value;

  g_return_val_if_fail (GW_IS_SETTINGS (self), NULL);

  /* An absent key is no fault: that is what the fallback is for. */
  value = g_key_file_get_string (self->file, GROUP, key, NULL);
  return value != NULL ? value : g_strdup (fallback);
}

int
gw_settings_get_int (GwSettings *self, const char *key, int fallback)
{
  g_autoptr (GError) error = NULL;
  int value;

  g_return_val_if_fail (GW_IS_SETTINGS (self), fallback);

  value = g_key_file_get_integer (self->file, GROUP, key, &error);
  return error == NULL ? value : fallback;
}

gboolean
gw_settings_get_boolean (GwSettings *self, const char *key, gboolean fallback)
{
  g_autoptr (GError) error = NULL;
  gboolean value;

  g_return_val_if_fail (GW_IS_SETTINGS (self), fallback);

  value = g_key_file_get_boolean (self->file, GROUP, key, &error);
  return error == NULL ? value : fallback;
}

void
gw_settings_set_string (GwSettings *self, const char *key, const char *value)
{
  g_return_if_fail (GW_IS_SETTINGS (self));

  g_key_file_set_string (self->file, GROUP, key, value);
  save (self);
}

void
gw_settings_set_int (GwSettings *self, const char *key, int value)
{
  g_return_if_fail (GW_IS_SETTINGS (self));

  g_key_file_set_integer (self->file, GROUP, key, value);
  save (self);
}

void
gw_settings_set_boolean (GwSettings *self, const char *key, gboolean value)
{
  g_return_if_fail (GW_IS_SETTINGS (self));

  g_key_file_set_boolean (self->file, GROUP, key, value);
  save (self);
}
