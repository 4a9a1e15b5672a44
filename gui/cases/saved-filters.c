/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A button with the filters that somebody has given a name. */
#define G_LOG_DOMAIN "gridward-cases"

#include "gui/cases/saved-filters.h"

#include <glib/gi18n.h>

#define SETTING "filters"
#define MAX_FILTERS 50
#define MAX_NAME 60

typedef struct
{
  char *name;
  char *filter;
} Saved;

struct _GwSavedFilters
{
  GtkWidget parent_instance;

  GwSettings *settings;
  GtkWidget *button;
  GtkWidget *popover; /* of the button */
  GtkWidget *rows;
  GtkWidget *entry;
  GPtrArray *saved;
  char *current;
};

G_DEFINE_FINAL_TYPE (GwSavedFilters, gw_saved_filters, GTK_TYPE_WIDGET)

static guint chosen_signal;

static void
saved_free (gpointer data)
{
  Saved *saved = data;

  g_free (saved->name);
  g_free (saved->filter);
  g_free (saved);
}

static guint
find (GwSavedFilters *self, const char *name)
{
  for (guint i = 0; i < self->saved->len; i++)
    if (g_str_equal (((Saved *)self->saved->pdata[i])->name, name))
      return i;
  return G_MAXUINT;
}

/* ---- what is remembered: one line each, name and filter parted by a tabulator ---- */

static void
read_settings (GwSavedFilters *self)
{
  g_autofree char *text = gw_settings_dup_string (self->settings, SETTING, "");
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL && self->saved->len < MAX_FILTERS; i++)
    {
      const char *tab = strchr (lines[i], '\t');
      Saved *saved;

      if (tab == NULL || tab == lines[i])
        continue;
      saved = g_new0 (Saved, 1);
      saved->name = g_strndup (lines[i], (gsize)(tab - lines[i]));
      saved->filter = g_strdup (tab + 1);
      g_ptr_array_add (self->saved, saved);
    }
}

static void
write_settings (GwSavedFilters *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (self->settings == NULL)
    return;
  for (guint i = 0; i < self->saved->len; i++)
    {
      const Saved *saved = self->saved->pdata[i];

      g_string_append_printf (text, "%s\t%s\n", saved->name, saved->filter);
    }
  gw_settings_set_string (self->settings, SETTING, text->str);
}

/* ---- the popover ---- */

static const char *
name_of (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "name");
}

static void
choose_clicked_cb (GwSavedFilters *self, GtkWidget *button)
{
  g_autofree char *name = g_strdup (name_of (button));

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  gw_saved_filters_choose (self, name);
}

static void
remove_clicked_cb (GwSavedFilters *self, GtkWidget *button)
{
  g_autofree char *name = g_strdup (name_of (button));

  /* The button goes with its row: the keys are to have a place afterwards. */
  gtk_widget_grab_focus (self->entry);
  gw_saved_filters_remove (self, name);
}

static GtkWidget *
make_button (const char *name)
{
  GtkWidget *button = gtk_button_new ();

  g_object_set_data_full (G_OBJECT (button), "name", g_strdup (name), g_free);
  gtk_widget_add_css_class (button, "flat");
  return button;
}

static GtkWidget *
make_row (GwSavedFilters *self, const Saved *saved)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *choose = make_button (saved->name);
  GtkWidget *drop = make_button (saved->name);
  GtkWidget *label = gtk_label_new (saved->name);
  g_autofree char *text = g_strdup_printf (_ ("Remove “%s”"), saved->name);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 30);
  gtk_button_set_child (GTK_BUTTON (choose), label);
  gtk_widget_set_hexpand (choose, TRUE);
  g_signal_connect_swapped (choose, "clicked", G_CALLBACK (choose_clicked_cb), self);
  gtk_button_set_icon_name (GTK_BUTTON (drop), "user-trash-symbolic");
  gtk_widget_set_tooltip_text (drop, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
  g_signal_connect_swapped (drop, "clicked", G_CALLBACK (remove_clicked_cb), self);
  gtk_box_append (GTK_BOX (row), choose);
  gtk_box_append (GTK_BOX (row), drop);
  return row;
}

static void
show_rows (GwSavedFilters *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->rows)) != NULL)
    gtk_box_remove (GTK_BOX (self->rows), child);
  for (guint i = 0; i < self->saved->len; i++)
    gtk_box_append (GTK_BOX (self->rows), make_row (self, self->saved->pdata[i]));
  gtk_widget_set_visible (self->rows, self->saved->len > 0);
}

static void
save_activated_cb (GwSavedFilters *self)
{
  g_autofree char *name = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  gw_saved_filters_save (self, name);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
}

static void
make_popover (GwSavedFilters *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *save = gtk_button_new_with_mnemonic (_ ("_Save"));

  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry),
                                  _ ("Name for what is chosen now"));
  gtk_entry_set_max_length (GTK_ENTRY (self->entry), MAX_NAME);
  gtk_widget_set_hexpand (self->entry, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Name for what is chosen now"), -1);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (save_activated_cb), self);
  g_signal_connect_swapped (save, "clicked", G_CALLBACK (save_activated_cb), self);
  gtk_box_append (GTK_BOX (line), self->entry);
  gtk_box_append (GTK_BOX (line), save);
  gtk_box_append (GTK_BOX (box), self->rows);
  gtk_box_append (GTK_BOX (box), line);
  self->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), self->popover);
}

/* ---- the widget ---- */

static void
gw_saved_filters_dispose (GObject *object)
{
  GwSavedFilters *self = GW_SAVED_FILTERS (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (gw_saved_filters_parent_class)->dispose (object);
}

static void
gw_saved_filters_finalize (GObject *object)
{
  GwSavedFilters *self = GW_SAVED_FILTERS (object);

  g_ptr_array_unref (self->saved);
  g_free (self->current);

  G_OBJECT_CLASS (gw_saved_filters_parent_class)->finalize (object);
}

static void
gw_saved_filters_class_init (GwSavedFiltersClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gw_saved_filters_dispose;
  object_class->finalize = gw_saved_filters_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);

  chosen_signal = g_signal_new ("chosen", GW_TYPE_SAVED_FILTERS, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
gw_saved_filters_init (GwSavedFilters *self)
{
  self->saved = g_ptr_array_new_with_free_func (saved_free);
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->button), "user-bookmarks-symbolic");
  gtk_widget_set_tooltip_text (self->button, _ ("Saved filters"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Saved filters"), -1);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  make_popover (self);
  show_rows (self);
}

void
gw_saved_filters_set_settings (GwSavedFilters *self, GwSettings *settings)
{
  g_return_if_fail (GW_IS_SAVED_FILTERS (self));

  g_set_object (&self->settings, settings);
  if (settings == NULL)
    return;
  g_ptr_array_set_size (self->saved, 0);
  read_settings (self);
  show_rows (self);
}

void
gw_saved_filters_set_current (GwSavedFilters *self, const char *filter)
{
  g_return_if_fail (GW_IS_SAVED_FILTERS (self));

  g_free (self->current);
  self->current = g_strdup (filter);
}

void
gw_saved_filters_save (GwSavedFilters *self, const char *name)
{
  g_autofree char *plain = NULL;
  Saved *saved;
  guint i;

  g_return_if_fail (GW_IS_SAVED_FILTERS (self) && name != NULL);

  plain = g_strstrip (g_strdelimit (g_strdup (name), "\t\n\r", ' '));
  if (plain[0] == '\0' || self->current == NULL)
    return;
  i = find (self, plain);
  if (i == G_MAXUINT && self->saved->len >= MAX_FILTERS)
    return;
  saved = g_new0 (Saved, 1);
  saved->name = g_steal_pointer (&plain);
  saved->filter = g_strdup (self->current);
  if (i != G_MAXUINT)
    g_ptr_array_remove_index (self->saved, i);
  g_ptr_array_insert (self->saved, i != G_MAXUINT ? (int)i : -1, saved);
  write_settings (self);
  show_rows (self);
}

void
gw_saved_filters_remove (GwSavedFilters *self, const char *name)
{
  guint i;

  g_return_if_fail (GW_IS_SAVED_FILTERS (self) && name != NULL);

  i = find (self, name);
  if (i == G_MAXUINT)
    return;
  g_ptr_array_remove_index (self->saved, i);
  write_settings (self);
  show_rows (self);
}

void
gw_saved_filters_choose (GwSavedFilters *self, const char *name)
{
  guint i;

  g_return_if_fail (GW_IS_SAVED_FILTERS (self) && name != NULL);

  i = find (self, name);
  if (i != G_MAXUINT)
    {
      g_autofree char *filter = g_strdup (((Saved *)self->saved->pdata[i])->filter);

      g_signal_emit (self, chosen_signal, 0, filter);
    }
}

guint
gw_saved_filters_get_n (GwSavedFilters *self)
{
  g_return_val_if_fail (GW_IS_SAVED_FILTERS (self), 0);

  return self->saved->len;
}
