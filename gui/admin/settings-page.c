/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of settings: meanings, defaults and ranges come from the server. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/admin/settings-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gui/admin/admin-call.h"
#include "gui/client/json.h"

#define PATH "/api/v1/settings"

/* Of an entry. */
#define SETTING_KEY "gw-setting"

#define GW_TYPE_SETTINGS_PAGE (gw_settings_page_get_type ())
G_DECLARE_FINAL_TYPE (GwSettingsPage, gw_settings_page, GW, SETTINGS_PAGE, GwAdminPage)

struct _GwSettingsPage
{
  GwAdminPage parent_instance;

  GwDesk *desk;
  GwAdminCall *call;
  GtkListBox *list;
  GtkLabel *status;
  GtkWidget *save_button;
  GPtrArray *entries; /* GtkEntry, borrowed */
  gint64 version;     /* of what is shown */
};

G_DEFINE_FINAL_TYPE (GwSettingsPage, gw_settings_page, GW_TYPE_ADMIN_PAGE)

typedef struct
{
  char *name;
  char *value; /* that the server has */
  gboolean is_number;
  gint64 min;
  gint64 max;
} Setting;

static void
setting_free (gpointer data)
{
  Setting *setting = data;

  g_free (setting->name);
  g_free (setting->value);
  g_free (setting);
}

static const Setting *
setting_of (gpointer entry)
{
  return g_object_get_data (entry, SETTING_KEY);
}

static gboolean
is_changed (gpointer entry)
{
  return g_strcmp0 (gtk_editable_get_text (entry), setting_of (entry)->value) != 0;
}

/* Only numbers can be judged here; the rest is the server's to say. */
static gboolean
is_faulty (gpointer entry)
{
  const Setting *setting = setting_of (entry);
  guint64 number;

  return setting->is_number && !g_ascii_string_to_unsigned (
                                   gtk_editable_get_text (entry), 10, (guint64)setting->min,
                                   (guint64)setting->max, &number, NULL);
}

static gboolean
has_changes (GwAdminPage *page)
{
  GwSettingsPage *self = GW_SETTINGS_PAGE (page);

  for (guint i = 0; i < self->entries->len; i++)
    if (is_changed (self->entries->pdata[i]))
      return TRUE;
  return FALSE;
}

static void
say (GwSettingsPage *self, const char *text)
{
  gtk_label_set_text (self->status, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->status), text != NULL);
}

static void
mark (GtkWidget *entry, gboolean faulty)
{
  if (faulty)
    gtk_widget_add_css_class (entry, "error");
  else
    gtk_widget_remove_css_class (entry, "error");
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
      faulty ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
typed_cb (GwSettingsPage *self, GtkWidget *entry)
{
  gboolean faulty = FALSE;

  mark (entry, is_faulty (entry));
  for (guint i = 0; i < self->entries->len; i++)
    faulty |= is_faulty (self->entries->pdata[i]);
  gtk_widget_set_sensitive (self->save_button,
                            !faulty && has_changes (GW_ADMIN_PAGE (self)));
}

/* --- what is shown ---------------------------------------------------------------------- */

static void
add_setting (GwSettingsPage *self, GwReader *reader, GwJson *json)
{
  GwJson *meaning = gw_reader_object (reader, json, "meaning", GW_REQUIRED);
  const char *words = gw_reader_string (
      reader, meaning, gw_language_is_chinese () ? "zh" : "en", GW_REQUIRED);
  const char *fallback = gw_reader_string (reader, json, "default", GW_REQUIRED);
  const char *type = gw_reader_string (reader, json, "type", GW_REQUIRED);
  Setting *setting = g_new0 (Setting, 1);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *entry = gtk_entry_new ();
  g_autofree char *about = NULL;
  g_autofree char *subtitle = NULL;
  g_autofree char *title = g_markup_escape_text (words != NULL ? words : "", -1);

  setting->name = gw_reader_dup_string (reader, json, "name", GW_REQUIRED);
  setting->value = gw_reader_dup_string (reader, json, "value", GW_REQUIRED);
  setting->is_number = g_strcmp0 (type, "number") == 0;
  setting->min = gw_reader_int (reader, json, "min", GW_OPTIONAL);
  setting->max = gw_reader_int (reader, json, "max", GW_OPTIONAL);
  if (setting->is_number)
    about = g_strdup_printf (_ ("%s · by default %s · %d to %d"), setting->name, fallback,
                             (int)setting->min, (int)setting->max);
  else
    about =
        g_strdup_printf (_ ("%s · by default %s"), setting->name,
                         fallback != NULL && *fallback != '\0' ? fallback : _ ("nothing"));
  subtitle = g_markup_escape_text (about, -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_editable_set_text (GTK_EDITABLE (entry), setting->value);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), setting->is_number ? 8 : 24);
  gtk_widget_set_valign (entry, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words, -1);
  g_object_set_data_full (G_OBJECT (entry), SETTING_KEY, setting, setting_free);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (typed_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), entry);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), entry);
  g_ptr_array_add (self->entries, entry);
  gtk_list_box_append (self->list, row);
}

static void
show_settings (GwSettingsPage *self, GwJson *answer)
{
  GwReader reader = { 0 };
  GwJson *list = gw_reader_array (&reader, answer, "settings", GW_REQUIRED);
  GtkListBoxRow *row;

  g_ptr_array_set_size (self->entries, 0);
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (gsize i = 0; list != NULL && i < json_object_array_length (list); i++)
    add_setting (self, &reader, json_object_array_get_idx (list, i));
  self->version = gw_reader_int (&reader, answer, "version", GW_OPTIONAL);
  g_clear_error (&reader.error);
  gtk_widget_set_sensitive (self->save_button, FALSE);
}

/* --- calls ------------------------------------------------------------------------------ */

/* The entry that the server's "settings.NAME" is about. */
static void
point_at (GwSettingsPage *self, const char *field)
{
  for (guint i = 0; field != NULL && i < self->entries->len; i++)
    if (g_str_has_prefix (field, "settings.") &&
        g_strcmp0 (setting_of (self->entries->pdata[i])->name, field + 9) == 0)
      {
        mark (self->entries->pdata[i], TRUE);
        gtk_widget_grab_focus (self->entries->pdata[i]);
      }
}

static void
loaded_cb (gpointer page, GwJson *answer, const GError *error)
{
  GwSettingsPage *self = page;

  say (self, error != NULL ? error->message : NULL);
  if (error != NULL)
    point_at (self, gw_client_error_get_field (error));
  else
    show_settings (self, answer);
}

static void
saved_cb (gpointer page, GwJson *answer, const GError *error)
{
  loaded_cb (page, answer, error);
  if (error == NULL)
    gw_admin_page_say (page, _ ("The settings hold from now on"));
}

/* What was typed is not thrown away by coming back to the page. */
static void
load (GwAdminPage *page)
{
  if (!has_changes (page))
    gw_admin_call_send (GW_SETTINGS_PAGE (page)->call, "GET", PATH, NULL, loaded_cb);
}

static void
save (GwAdminPage *page)
{
  GwSettingsPage *self = GW_SETTINGS_PAGE (page);
  GwJson *wishes;
  GwJson *body;

  if (!gtk_widget_get_sensitive (self->save_button))
    return;
  wishes = json_object_new_object ();
  body = json_object_new_object ();
  for (guint i = 0; i < self->entries->len; i++)
    if (is_changed (self->entries->pdata[i]))
      json_object_object_add (
          wishes, setting_of (self->entries->pdata[i])->name,
          json_object_new_string (gtk_editable_get_text (self->entries->pdata[i])));
  json_object_object_add (body, "version", json_object_new_int64 (self->version));
  json_object_object_add (body, "settings", wishes);
  gw_admin_call_send (self->call, "PUT", PATH,
                      json_object_to_json_string_ext (body, JSON_C_TO_STRING_PLAIN),
                      saved_cb);
  json_object_put (body);
}

static gboolean
is_settled (GwAdminPage *page)
{
  return !gw_admin_call_is_under_way (GW_SETTINGS_PAGE (page)->call);
}

/* --- making ----------------------------------------------------------------------------- */

static void
gw_settings_page_dispose (GObject *object)
{
  GwSettingsPage *self = GW_SETTINGS_PAGE (object);

  g_clear_pointer (&self->call, gw_admin_call_free);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (gw_settings_page_parent_class)->dispose (object);
}

static void
gw_settings_page_finalize (GObject *object)
{
  g_ptr_array_unref (GW_SETTINGS_PAGE (object)->entries);
  G_OBJECT_CLASS (gw_settings_page_parent_class)->finalize (object);
}

static void
gw_settings_page_class_init (GwSettingsPageClass *klass)
{
  GwAdminPageClass *page_class = GW_ADMIN_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_settings_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = gw_settings_page_finalize;
  page_class->load = load;
  page_class->save = save;
  page_class->is_settled = is_settled;
  page_class->has_changes = has_changes;
}

static void
gw_settings_page_init (GwSettingsPage *self)
{
  self->entries = g_ptr_array_new ();
}

static GtkWidget *
make_list (GwSettingsPage *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_widget_set_valign (GTK_WIDGET (self->list), GTK_ALIGN_START);
  gtk_widget_set_margin_top (GTK_WIDGET (self->list), 12);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->list), 24);
  gtk_widget_set_margin_start (GTK_WIDGET (self->list), 12);
  gtk_widget_set_margin_end (GTK_WIDGET (self->list), 12);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("City settings"), -1);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 860);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (self->list));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

GtkWidget *
gw_settings_page_new (GwDesk *desk)
{
  GwSettingsPage *self = g_object_new (GW_TYPE_SETTINGS_PAGE, NULL);
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->desk = g_object_ref (desk);
  self->call = gw_admin_call_new (gw_desk_get_client (desk), self);
  self->status = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->status, TRUE);
  gtk_label_set_xalign (self->status, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->status), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->status), "error");
  self->save_button = gtk_button_new_with_mnemonic (_ ("_Save"));
  gtk_widget_set_tooltip_text (self->save_button, _ ("Holds at once (Ctrl+S)"));
  gtk_widget_add_css_class (self->save_button, "suggested-action");
  gtk_widget_set_halign (self->save_button, GTK_ALIGN_END);
  gtk_widget_set_hexpand (self->save_button, TRUE);
  g_signal_connect_swapped (self->save_button, "clicked", G_CALLBACK (save), self);
  gtk_widget_add_css_class (bar, "toolbar");
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->status));
  gtk_box_append (GTK_BOX (bar), self->save_button);
  gtk_box_append (GTK_BOX (page), bar);
  gtk_box_append (GTK_BOX (page), make_list (self));
  adw_bin_set_child (ADW_BIN (self), page);
  say (self, NULL);
  gtk_widget_set_sensitive (self->save_button, FALSE);
  return GTK_WIDGET (self);
}
