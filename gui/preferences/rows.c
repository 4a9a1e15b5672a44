/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of the preferences, each bound to a key of the settings' schema. */
#define G_LOG_DOMAIN "gridward-desk"

#include "gui/preferences/rows.h"

static GtkWidget *
make_row (const char *title, const char *subtitle, GtkWidget *control)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), control);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), control);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  return row;
}

/* Without the schema there is nothing to choose. */
static void
bind (GwSettings *settings, const char *key, GtkWidget *control, const char *property)
{
  GSettings *store = gw_settings_get_store (settings);

  if (store != NULL)
    g_settings_bind (store, key, control, property, G_SETTINGS_BIND_DEFAULT);
  else
    gtk_widget_set_sensitive (control, FALSE);
}

GtkWidget *
gw_switch_row_new (GwSettings *settings, const char *key, const char *title,
                   const char *subtitle)
{
  GtkWidget *control = gtk_switch_new ();

  bind (settings, key, control, "active");
  return make_row (title, subtitle, control);
}

static void
read_range (GwSettings *settings, const char *key, int *ret_min, int *ret_max)
{
  GSettings *store = gw_settings_get_store (settings);
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (GSettingsSchemaKey) schema_key = NULL;
  g_autoptr (GVariant) range = NULL;
  g_autoptr (GVariant) limits = NULL;
  const char *kind;

  *ret_min = 0;
  *ret_max = G_MAXINT;
  if (store == NULL)
    return;
  g_object_get (store, "settings-schema", &schema, NULL);
  schema_key = g_settings_schema_get_key (schema, key);
  range = g_settings_schema_key_get_range (schema_key);
  g_variant_get (range, "(&sv)", &kind, &limits);
  if (g_str_equal (kind, "range"))
    g_variant_get (limits, "(ii)", ret_min, ret_max);
}

GtkWidget *
gw_number_row_new (GwSettings *settings, const char *key, const char *title,
                   const char *subtitle)
{
  GtkWidget *control;
  int min;
  int max;

  read_range (settings, key, &min, &max);
  control = gtk_spin_button_new_with_range (min, max, 1);
  bind (settings, key, control, "value");
  return make_row (title, subtitle, control);
}

/* ---- one of several ---- */

static gboolean
to_place (GValue *place, GVariant *value, gpointer data)
{
  const char *const *values = data;

  for (guint i = 0; values[i] != NULL; i++)
    if (g_str_equal (values[i], g_variant_get_string (value, NULL)))
      g_value_set_uint (place, i);
  return TRUE;
}

static GVariant *
to_value (const GValue *place, const GVariantType *type, gpointer data)
{
  const char *const *values = data;
  guint i = g_value_get_uint (place);

  return i < g_strv_length ((char **)values) ? g_variant_new_string (values[i]) : NULL;
}

GtkWidget *
gw_choice_row_new (GwSettings *settings, const char *key, const char *title,
                   const char *const *values, const char *const *titles)
{
  GSettings *store = gw_settings_get_store (settings);
  g_autoptr (GtkStringList) model = gtk_string_list_new (titles);
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (model));
  if (store != NULL)
    g_settings_bind_with_mapping (store, key, row, "selected", G_SETTINGS_BIND_DEFAULT,
                                  to_place, to_value, (gpointer)values, NULL);
  else
    gtk_widget_set_sensitive (row, FALSE);
  return row;
}

AdwPreferencesGroup *
gw_preferences_group_new (AdwPreferencesPage *page, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  if (title != NULL)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (group));
  return ADW_PREFERENCES_GROUP (group);
}
