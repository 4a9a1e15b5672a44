/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One of several, found by typing any part of its name or its code. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/chooser.h"

#include <glib/gi18n.h>

#define LIST_HEIGHT 320
#define LIST_WIDTH 260
/* A shorter list is looked through faster than it is searched. */
#define SHORT 8

struct _GwChooser
{
  GtkWidget parent_instance;

  GtkWidget *button;
  GtkLabel *label;
  GtkWidget *popover;
  GtkWidget *entry;
  GtkListView *view;
  GtkFilter *filter;
  GtkFilterListModel *found;
  GtkSingleSelection *selection;
  GtkStringList *lines;
  GPtrArray *codes;
  GHashTable *places; /* item -> its line, while it is open */
  guint selected;
  char *title;
};

G_DEFINE_FINAL_TYPE (GwChooser, gw_chooser, GTK_TYPE_WIDGET)

enum
{
  PROP_SELECTED = 1,
  PROP_TITLE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static char *
fold (const char *text)
{
  g_autofree char *plain = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);

  return g_utf8_casefold (plain != NULL ? plain : "", -1);
}

gboolean
gw_chooser_matches (const char *text, const char *name, const char *code)
{
  g_autofree char *folded = fold (text);
  g_autofree char *place = fold (name);
  g_autofree char *number = fold (code != NULL ? code : "");
  g_auto (GStrv) words = g_strsplit_set (folded, " \t", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (place, words[i]) == NULL && strstr (number, words[i]) == NULL)
      return FALSE;
  return TRUE;
}

static guint
count_lines (GwChooser *self)
{
  return self->lines != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->lines)) : 0;
}

/* Which line an item of the list is, as of when it was opened. */
static guint
line_of (GwChooser *self, gpointer item)
{
  gpointer line;

  return g_hash_table_lookup_extended (self->places, item, NULL, &line)
             ? GPOINTER_TO_UINT (line)
             : GTK_INVALID_LIST_POSITION;
}

static void
note_places (GwChooser *self)
{
  g_hash_table_remove_all (self->places);
  for (guint i = 0; i < count_lines (self); i++)
    {
      GObject *item = g_list_model_get_item (G_LIST_MODEL (self->lines), i);

      g_hash_table_insert (self->places, item, GUINT_TO_POINTER (i));
    }
}

static gboolean
match_cb (gpointer item, gpointer data)
{
  GwChooser *self = data;
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  const char *code = NULL;
  guint line;

  if (text[0] == '\0')
    return TRUE;
  line = self->codes != NULL ? line_of (self, item) : GTK_INVALID_LIST_POSITION;
  if (line != GTK_INVALID_LIST_POSITION && line < self->codes->len)
    code = self->codes->pdata[line];
  return gw_chooser_matches (text, gtk_string_object_get_string (item), code);
}

static void
show_chosen (GwChooser *self)
{
  const char *text = gw_chooser_get_text (self);
  g_autofree char *name =
      self->title != NULL ? g_strdup_printf ("%s: %s", self->title, text) : g_strdup (text);

  gtk_label_set_text (self->label, text);
  gtk_widget_set_tooltip_text (self->button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
scroll_to_selected (GwChooser *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);

  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u",
                                position);
}

/* What is found first is proposed; without a search, what is chosen. */
static void
propose (GwChooser *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->found));

  gtk_single_selection_set_selected (
      self->selection, text[0] == '\0' && self->selected < n ? self->selected : 0);
  scroll_to_selected (self);
}

static void
search_cb (GwChooser *self)
{
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  propose (self);
}

static void
take_position (GwChooser *self, guint position)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->found), position);

  if (item != NULL)
    gw_chooser_set_selected (self, line_of (self, item));
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
confirm_cb (GwChooser *self)
{
  take_position (self, gtk_single_selection_get_selected (self->selection));
}

static void
step (GwChooser *self, int steps)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->found));
  gint64 position = gtk_single_selection_get_selected (self->selection);

  if (n == 0)
    return;
  gtk_single_selection_set_selected (self->selection,
                                     (guint)CLAMP (position + steps, 0, (gint64)n - 1));
  scroll_to_selected (self);
}

/* The arrows move in the list while one types. */
static gboolean
key_pressed_cb (GwChooser *self, guint key, guint code, GdkModifierType modifiers)
{
  switch (key)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      step (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      step (self, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Down:
      step (self, 8);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Up:
      step (self, -8);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      /* With Control it confirms the form that this is a field of. */
      if (modifiers & GDK_CONTROL_MASK)
        return GDK_EVENT_PROPAGATE;
      confirm_cb (self);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

void
gw_chooser_open (GwChooser *self)
{
  g_return_if_fail (GW_IS_CHOOSER (self));

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->button), TRUE);
}

/* A letter on the button is the first one of a search. */
static gboolean
button_key_cb (GwChooser *self, guint key, guint code, GdkModifierType modifiers)
{
  gunichar letter = gdk_keyval_to_unicode (key);
  char text[7] = { 0 };

  if (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK))
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Down || key == GDK_KEY_KP_Down)
    {
      gw_chooser_open (self);
      return GDK_EVENT_STOP;
    }
  if (!g_unichar_isgraph (letter))
    return GDK_EVENT_PROPAGATE;
  g_unichar_to_utf8 (letter, text);
  gw_chooser_open (self);
  /* A short list is not searched: with all lines gone the focus would be, too. */
  if (!gtk_widget_get_visible (self->entry))
    return GDK_EVENT_STOP;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  return GDK_EVENT_STOP;
}

/* ---- the list ---- */

static void
setup_cb (GwChooser *self, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GwChooser *self, GtkListItem *item)
{
  GtkWidget *label = gtk_list_item_get_child (item);
  const char *text = gtk_string_object_get_string (gtk_list_item_get_item (item));

  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_widget_set_tooltip_text (label, text);
}

static GtkWidget *
make_view (GwChooser *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *window = gtk_scrolled_window_new ();

  g_signal_connect_swapped (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_cb), self);
  self->filter = GTK_FILTER (gtk_custom_filter_new (match_cb, self, NULL));
  self->found = gtk_filter_list_model_new (NULL, g_object_ref (self->filter));
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->found)));
  gtk_single_selection_set_autoselect (self->selection, TRUE);
  self->view = GTK_LIST_VIEW (
      gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)), factory));
  gtk_list_view_set_single_click_activate (self->view, TRUE);
  g_signal_connect_swapped (self->view, "activate", G_CALLBACK (take_position), self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Choices"), -1);
  g_object_set (window, "hscrollbar-policy", GTK_POLICY_NEVER, "max-content-height",
                LIST_HEIGHT, "min-content-width", LIST_WIDTH, "propagate-natural-height",
                TRUE, NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), GTK_WIDGET (self->view));
  return window;
}

static void
opened_cb (GwChooser *self)
{
  if (!gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->button)))
    {
      gtk_popover_popdown (GTK_POPOVER (self->popover));
      return;
    }
  note_places (self);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_widget_set_visible (self->entry, count_lines (self) > SHORT);
  search_cb (self);
  gtk_widget_set_size_request (self->popover, gtk_widget_get_width (self->button), -1);
  gtk_popover_popup (GTK_POPOVER (self->popover));
  gtk_widget_grab_focus (count_lines (self) > SHORT ? self->entry
                                                    : GTK_WIDGET (self->view));
  propose (self);
}

/* The focus goes back to where it came from. */
static void
closed_cb (GwChooser *self)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->button), FALSE);
  gtk_widget_grab_focus (self->button);
}

static void
stop_search_cb (GwChooser *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
make_popover (GwChooser *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->popover = gtk_popover_new ();
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_widget_add_css_class (self->popover, "chooser");
  self->entry = gtk_search_entry_new ();
  g_object_set (self->entry, "search-delay", 0, "placeholder-text",
                _ ("Part of the name or code"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Part of the name or code"), -1);
  g_signal_connect_swapped (self->entry, "search-changed", G_CALLBACK (search_cb), self);
  g_signal_connect_swapped (self->entry, "stop-search", G_CALLBACK (stop_search_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (box, keys);
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), make_view (self));
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  g_signal_connect_swapped (self->popover, "closed", G_CALLBACK (closed_cb), self);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
}

static void
make_button (GwChooser *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->button = gtk_toggle_button_new ();
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->label, 0);
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->label), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("pan-down-symbolic"));
  gtk_button_set_child (GTK_BUTTON (self->button), box);
  g_signal_connect_swapped (self->button, "toggled", G_CALLBACK (opened_cb), self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (button_key_cb), self);
  gtk_widget_add_controller (self->button, keys);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}

/* ---- the widget ---- */

static void
gw_chooser_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GwChooser *self = GW_CHOOSER (object);

  if (id == PROP_SELECTED)
    g_value_set_uint (value, self->selected);
  else if (id == PROP_TITLE)
    g_value_set_string (value, self->title);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gw_chooser_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GwChooser *self = GW_CHOOSER (object);

  if (id == PROP_SELECTED)
    gw_chooser_set_selected (self, g_value_get_uint (value));
  else if (id == PROP_TITLE)
    gw_chooser_set_title (self, g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static gboolean
gw_chooser_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GW_CHOOSER (widget)->button);
}

static gboolean
gw_chooser_mnemonic_activate (GtkWidget *widget, gboolean group_cycling)
{
  return gtk_widget_grab_focus (GW_CHOOSER (widget)->button);
}

static void
gw_chooser_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GwChooser *self = GW_CHOOSER (widget);

  gtk_widget_size_allocate (self->button, &(GtkAllocation){ 0, 0, width, height },
                            baseline);
  gtk_popover_present (GTK_POPOVER (self->popover));
}

static void
gw_chooser_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                    int *minimum, int *natural, int *minimum_baseline,
                    int *natural_baseline)
{
  gtk_widget_measure (GW_CHOOSER (widget)->button, orientation, for_size, minimum, natural,
                      minimum_baseline, natural_baseline);
}

static void
gw_chooser_dispose (GObject *object)
{
  GwChooser *self = GW_CHOOSER (object);

  if (self->view != NULL)
    gtk_list_view_set_model (self->view, NULL);
  self->view = NULL;
  if (self->popover != NULL)
    g_signal_handlers_disconnect_by_data (self->popover, self);
  if (self->button != NULL)
    g_signal_handlers_disconnect_by_data (self->button, self);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->found);
  g_clear_object (&self->filter);
  g_clear_object (&self->lines);
  g_clear_pointer (&self->codes, g_ptr_array_unref);
  g_clear_pointer (&self->places, g_hash_table_unref);
  g_clear_pointer (&self->title, g_free);

  G_OBJECT_CLASS (gw_chooser_parent_class)->dispose (object);
}

static void
gw_chooser_class_init (GwChooserClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gw_chooser_get_property;
  object_class->set_property = gw_chooser_set_property;
  object_class->dispose = gw_chooser_dispose;
  widget_class->grab_focus = gw_chooser_grab_focus;
  widget_class->mnemonic_activate = gw_chooser_mnemonic_activate;
  widget_class->size_allocate = gw_chooser_size_allocate;
  widget_class->measure = gw_chooser_measure;
  properties[PROP_SELECTED] = g_param_spec_uint ("selected", NULL, NULL, 0, G_MAXUINT,
                                                 GTK_INVALID_LIST_POSITION, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gw_chooser_init (GwChooser *self)
{
  self->selected = GTK_INVALID_LIST_POSITION;
  self->places = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  make_button (self);
  make_popover (self);
}

GtkWidget *
gw_chooser_new (void)
{
  return g_object_new (GW_TYPE_CHOOSER, NULL);
}

void
gw_chooser_set_lines (GwChooser *self, GtkStringList *lines, GPtrArray *codes)
{
  g_return_if_fail (GW_IS_CHOOSER (self));

  g_set_object (&self->lines, lines);
  if (codes != NULL)
    g_ptr_array_ref (codes);
  g_clear_pointer (&self->codes, g_ptr_array_unref);
  self->codes = codes;
  gtk_filter_list_model_set_model (self->found, G_LIST_MODEL (lines));
  self->selected = GTK_INVALID_LIST_POSITION;
  gw_chooser_set_selected (self, 0);
}

GtkStringList *
gw_chooser_get_lines (GwChooser *self)
{
  g_return_val_if_fail (GW_IS_CHOOSER (self), NULL);

  return self->lines;
}

guint
gw_chooser_get_selected (GwChooser *self)
{
  g_return_val_if_fail (GW_IS_CHOOSER (self), GTK_INVALID_LIST_POSITION);

  return self->selected;
}

void
gw_chooser_set_selected (GwChooser *self, guint selected)
{
  g_return_if_fail (GW_IS_CHOOSER (self));

  if (selected >= count_lines (self))
    selected = GTK_INVALID_LIST_POSITION;
  /* The same line may read differently now. */
  if (self->selected != selected)
    {
      self->selected = selected;
      show_chosen (self);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
    }
  else
    show_chosen (self);
}

const char *
gw_chooser_get_text (GwChooser *self)
{
  const char *text;

  g_return_val_if_fail (GW_IS_CHOOSER (self), "");

  if (self->selected >= count_lines (self))
    return "";
  text = gtk_string_list_get_string (self->lines, self->selected);
  while (*text == ' ')
    text++;
  return text;
}

void
gw_chooser_set_title (GwChooser *self, const char *title)
{
  g_return_if_fail (GW_IS_CHOOSER (self));

  g_free (self->title);
  self->title = g_strdup (title);
  show_chosen (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}
