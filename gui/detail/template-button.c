/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Puts what is often written into an opinion: a menu whose entries are chosen by letters. */
#define G_LOG_DOMAIN "gridward-detail"

#include "gui/detail/template-button.h"

#include <glib/gi18n.h>

#define N_LETTERS 26
#define TEXT_CHARS 44

struct _GwTemplateButton
{
  GtkWidget parent_instance;

  GwOpinionTemplates *templates;
  char *action;
  GtkTextView *view; /* weak */
  GtkMenuButton *button;
  GtkWidget *box; /* in the popover */
};

G_DEFINE_FINAL_TYPE (GwTemplateButton, gw_template_button, GTK_TYPE_WIDGET)

static char *
dup_text (GwTemplateButton *self)
{
  GtkTextIter start;
  GtkTextIter end;

  if (self->view == NULL)
    return g_strdup ("");
  gtk_text_buffer_get_bounds (gtk_text_view_get_buffer (self->view), &start, &end);
  return g_strstrip (gtk_text_buffer_get_text (gtk_text_view_get_buffer (self->view),
                                               &start, &end, FALSE));
}

gboolean
gw_template_button_choose (GwTemplateButton *self, guint n)
{
  g_auto (GStrv) texts = NULL;

  g_return_val_if_fail (GW_IS_TEMPLATE_BUTTON (self), FALSE);

  texts = gw_opinion_templates_list (self->templates, self->action, NULL);
  if (self->view == NULL || n >= g_strv_length (texts))
    return FALSE;
  gtk_menu_button_popdown (self->button);
  /* Where one writes: what is there already stays. */
  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (self->view), texts[n], -1);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  return TRUE;
}

static void
chosen_cb (GwTemplateButton *self, GtkWidget *button)
{
  gw_template_button_choose (
      self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "place")));
}

static void
remove_cb (GwTemplateButton *self, GtkWidget *button)
{
  gw_opinion_templates_remove (self->templates, self->action,
                               g_object_get_data (G_OBJECT (button), "text"));
  gtk_menu_button_popdown (self->button);
  gtk_widget_grab_focus (GTK_WIDGET (self->button));
}

static void
keep_cb (GwTemplateButton *self)
{
  g_autofree char *text = dup_text (self);

  gw_opinion_templates_add (self->templates, self->action, text);
  gtk_menu_button_popdown (self->button);
  if (self->view != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static GtkWidget *
add_button (GtkWidget *box, const char *text)
{
  GtkWidget *button = gtk_button_new_with_label (text);
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (button));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), TEXT_CHARS);
  gtk_widget_set_tooltip_text (button, text);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_add_css_class (button, "flat");
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static void
add_template (GwTemplateButton *self, const char *text, guint i, gboolean is_own)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  char letter[2] = { i < N_LETTERS ? (char)('a' + i) : ' ', '\0' };
  g_autofree char *name = g_strdup_printf ("%s   %s", letter, text);
  GtkWidget *button = add_button (line, name);

  g_object_set_data (G_OBJECT (button), "place", GUINT_TO_POINTER (i));
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (chosen_cb), self);
  if (is_own)
    {
      GtkWidget *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");

      gtk_widget_add_css_class (remove, "flat");
      gtk_widget_set_tooltip_text (remove, _ ("Remove this template"));
      gtk_accessible_update_property (GTK_ACCESSIBLE (remove),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _ ("Remove this template"), -1);
      g_object_set_data_full (G_OBJECT (remove), "text", g_strdup (text), g_free);
      g_signal_connect_swapped (remove, "clicked", G_CALLBACK (remove_cb), self);
      gtk_box_append (GTK_BOX (line), remove);
    }
  gtk_box_append (GTK_BOX (self->box), line);
}

/* Made when it is opened: what there is may have changed. */
static void
fill (GtkMenuButton *button, gpointer data)
{
  GwTemplateButton *self = data;
  guint n_own;
  g_auto (GStrv) texts = gw_opinion_templates_list (self->templates, self->action, &n_own);
  g_autofree char *written = dup_text (self);
  GtkWidget *child;
  GtkWidget *keep;

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  for (guint i = 0; texts[i] != NULL; i++)
    add_template (self, texts[i], i, i < n_own);
  keep = add_button (self->box, _ ("Keep What Is Written as a Template"));
  gtk_widget_set_sensitive (keep, written[0] != '\0');
  g_signal_connect_swapped (keep, "clicked", G_CALLBACK (keep_cb), self);
}

static gboolean
key_pressed_cb (GwTemplateButton *self, guint key, guint code, GdkModifierType modifiers)
{
  guint letter = gdk_keyval_to_lower (key);

  if (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK) || letter < GDK_KEY_a ||
      letter > GDK_KEY_z)
    return GDK_EVENT_PROPAGATE;
  return gw_template_button_choose (self, letter - GDK_KEY_a) ? GDK_EVENT_STOP
                                                              : GDK_EVENT_PROPAGATE;
}

static void
gw_template_button_dispose (GObject *object)
{
  GwTemplateButton *self = GW_TEMPLATE_BUTTON (object);

  g_clear_weak_pointer (&self->view);
  g_clear_pointer ((GtkWidget **)&self->button, gtk_widget_unparent);
  g_clear_object (&self->templates);
  g_clear_pointer (&self->action, g_free);

  G_OBJECT_CLASS (gw_template_button_parent_class)->dispose (object);
}

static void
gw_template_button_class_init (GwTemplateButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_template_button_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
gw_template_button_init (GwTemplateButton *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_popover_set_child (GTK_POPOVER (popover), self->box);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (popover, keys);
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_label (self->button, _ ("_Templates"));
  gtk_menu_button_set_use_underline (self->button, TRUE);
  gtk_menu_button_set_popover (self->button, popover);
  gtk_menu_button_set_create_popup_func (self->button, fill, self, NULL);
  /* Not of the whole, or it would be the popover's too. */
  gtk_widget_set_tooltip_text (gtk_widget_get_first_child (GTK_WIDGET (self->button)),
                               _ ("Alt+T"));
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "flat");
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "compact");
  gtk_widget_set_parent (GTK_WIDGET (self->button), GTK_WIDGET (self));
}

GtkWidget *
gw_template_button_new (GwOpinionTemplates *templates, const char *action,
                        GtkTextView *view)
{
  GwTemplateButton *self = g_object_new (GW_TYPE_TEMPLATE_BUTTON, NULL);

  self->templates = g_object_ref (templates);
  self->action = g_strdup (action);
  g_set_weak_pointer (&self->view, view);
  return GTK_WIDGET (self);
}
