/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the schemas of the settings are, installed or not. */
#define G_LOG_DOMAIN "gridward-session"

#include "gui/session/schema.h"

#define COMPILED "gschemas.compiled"
/* A test lies deeper in the build folder than the program. */
#define MAX_LEVELS 4

static GSettingsSchemaSource *
open_beside_program (void)
{
  g_autofree char *folder = g_file_read_link ("/proc/self/exe", NULL);

  for (guint level = 0; folder != NULL && level < MAX_LEVELS; level++)
    {
      g_autofree char *parent = g_path_get_dirname (folder);
      g_autofree char *data = g_build_filename (parent, "data", NULL);
      g_autofree char *compiled = g_build_filename (data, COMPILED, NULL);

      if (g_file_test (compiled, G_FILE_TEST_IS_REGULAR))
        return g_settings_schema_source_new_from_directory (
            data, g_settings_schema_source_get_default (), FALSE, NULL);
      g_free (folder);
      folder = g_steal_pointer (&parent);
    }
  return NULL;
}

GSettingsSchema *
gw_schema_lookup (const char *id)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  GSettingsSchema *schema =
      source != NULL ? g_settings_schema_source_lookup (source, id, TRUE) : NULL;
  g_autoptr (GSettingsSchemaSource) beside = NULL;

  if (schema != NULL)
    return schema;
  beside = open_beside_program ();
  return beside != NULL ? g_settings_schema_source_lookup (beside, id, FALSE) : NULL;
}
