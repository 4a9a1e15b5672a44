/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The entry over the map in which places and cases are looked for. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/map/place-search.h"

#include <glib/gi18n.h>

struct _GwPlaceSearch
{
  GtkWidget parent_instance;

  GtkEditable *entry;
  GtkPopover *popover;
  GtkListBox *list;
  GtkLabel *message;
  GwPlaceFinder *finder; /* or NULL */
  GwLonLat near;
  gboolean take_first; /* Enter came before the answer */
};

G_DEFINE_FINAL_TYPE (GwPlaceSearch, gw_place_search, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHOSEN,
  SIGNAL_LEFT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const struct
{
  const char *kind;
  const char *label;
  const char *icon;
} kinds[] = {
  { "street", N_ ("Street"), "view-continuous-symbolic" },
  { "area", N_ ("Area"), "view-grid-symbolic" },
  { "community", N_ ("Community"), "view-grid-symbolic" },
  { "poi", N_ ("Place"), "starred-symbolic" },
  { "component", N_ ("Component"), "emblem-system-symbolic" },
  { "cell", N_ ("Cell"), "view-grid-symbolic" },
  { "house", N_ ("Address"), "go-home-symbolic" },
  { "case", N_ ("Case"), "text-x-generic-symbolic" },
};

/* Of a newer server's kind: a place like any other. */
static guint
find_kind (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].kind, kind))
      return i;
  return 3;
}

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* Areas lie in no community, or are one. */
static const char *
community_of (const GwPlaceRecord *place)
{
  if (g_str_equal (place->kind, "area") || g_str_equal (place->kind, "community"))
    return "";
  return gw_named_label (&place->community);
}

static GtkWidget *
make_row (const GwPlaceRecord *place)
{
  guint kind = find_kind (place->kind);
  const char *community = community_of (place);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *second =
      *community != '\0' ? g_strdup_printf ("%s · %s", _ (kinds[kind].label), community)
                         : g_strdup (_ (kinds[kind].label));
  g_autofree char *spoken =
      g_strdup_printf ("%s, %s", gw_place_record_label (place), second);

  gtk_box_append (GTK_BOX (words), make_label (gw_place_record_label (place), NULL));
  gtk_box_append (GTK_BOX (words), make_label (second, "place-second"));
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (kinds[kind].icon));
  gtk_box_append (GTK_BOX (box), words);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  /* The entry keeps the keyboard. */
  gtk_widget_set_focusable (row, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
  return row;
}

static void
clear_list (GwPlaceSearch *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

static void
choose (GwPlaceSearch *self, int position)
{
  GPtrArray *places = gw_place_finder_get_places (self->finder);

  if (position < 0 || (guint)position >= places->len)
    return;
  gtk_popover_popdown (self->popover);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, g_ptr_array_index (places, position));
}

static void
show_answer (GwPlaceSearch *self)
{
  GPtrArray *places = gw_place_finder_get_places (self->finder);
  const GError *error = gw_place_finder_get_error (self->finder);

  clear_list (self);
  for (guint i = 0; i < places->len; i++)
    gtk_list_box_append (self->list, make_row (g_ptr_array_index (places, i)));
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  gtk_widget_set_visible (GTK_WIDGET (self->list), places->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->message), places->len == 0);
  gtk_label_set_text (self->message,
                      error != NULL ? error->message : _ ("Nothing of that name"));
}

static void
finder_changed_cb (GwPlaceSearch *self)
{
  gboolean is_asked = *gw_place_finder_get_text (self->finder) != '\0';

  show_answer (self);
  if (self->take_first && is_asked)
    {
      self->take_first = FALSE;
      if (gw_place_finder_get_places (self->finder)->len > 0)
        {
          choose (self, 0);
          return;
        }
    }
  if (is_asked && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_popover_popup (self->popover);
  else
    gtk_popover_popdown (self->popover);
}

static void
ask (GwPlaceSearch *self)
{
  gw_place_finder_ask (self->finder, gtk_editable_get_text (self->entry), self->near);
}

static void
search_changed_cb (GwPlaceSearch *self)
{
  if (self->finder != NULL)
    ask (self);
}

/* Whether the list is about what stands in the entry. */
static gboolean
is_current (GwPlaceSearch *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));

  return g_str_equal (text, gw_place_finder_get_text (self->finder)) &&
         !gw_place_finder_is_asking (self->finder);
}

static void
entry_activated_cb (GwPlaceSearch *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (self->finder == NULL)
    return;
  if (is_current (self))
    {
      choose (self, row != NULL ? gtk_list_box_row_get_index (row) : 0);
      return;
    }
  self->take_first = TRUE;
  ask (self);
}

static void
row_activated_cb (GwPlaceSearch *self, GtkListBoxRow *row)
{
  choose (self, gtk_list_box_row_get_index (row));
}

static void
stop_search_cb (GwPlaceSearch *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self->popover)))
    gtk_popover_popdown (self->popover);
  else if (*gtk_editable_get_text (self->entry) != '\0')
    gtk_editable_set_text (self->entry, "");
  else
    g_signal_emit (self, signals[SIGNAL_LEFT], 0);
}

static gboolean
key_pressed_cb (GwPlaceSearch *self, guint key, guint code, GdkModifierType modifiers)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int position = row != NULL ? gtk_list_box_row_get_index (row) : -1;

  if (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return GDK_EVENT_PROPAGATE;
  if (key != GDK_KEY_Down && key != GDK_KEY_Up)
    return GDK_EVENT_PROPAGATE;
  position += key == GDK_KEY_Down ? 1 : -1;
  row = position >= 0 ? gtk_list_box_get_row_at_index (self->list, position) : NULL;
  if (row != NULL && gtk_widget_get_visible (GTK_WIDGET (self->popover)))
    gtk_list_box_select_row (self->list, row);
  return GDK_EVENT_STOP;
}

/* Away from the entry the list would hide the map. */
static void
focus_left_cb (GwPlaceSearch *self)
{
  gtk_popover_popdown (self->popover);
}

static gboolean
gw_place_search_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (GW_PLACE_SEARCH (widget)->entry));
}

static void
gw_place_search_dispose (GObject *object)
{
  GwPlaceSearch *self = GW_PLACE_SEARCH (object);
  GtkWidget *child;

  gw_place_search_set_client (self, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (gw_place_search_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gridward/map/place-search.ui");
  gtk_widget_class_bind_template_child (widget_class, GwPlaceSearch, entry);
  gtk_widget_class_bind_template_child (widget_class, GwPlaceSearch, popover);
  gtk_widget_class_bind_template_child (widget_class, GwPlaceSearch, list);
  gtk_widget_class_bind_template_child (widget_class, GwPlaceSearch, message);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
gw_place_search_class_init (GwPlaceSearchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_place_search_dispose;
  widget_class->grab_focus = gw_place_search_grab_focus;
  signals[SIGNAL_CHOSEN] =
      g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_LEFT] = g_signal_new ("left", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  bind_template (widget_class);
}

static void
gw_place_search_init (GwPlaceSearch *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

void
gw_place_search_set_client (GwPlaceSearch *self, GwClient *client)
{
  g_return_if_fail (GW_IS_PLACE_SEARCH (self));

  if (self->finder != NULL)
    g_signal_handlers_disconnect_by_data (self->finder, self);
  g_clear_object (&self->finder);
  if (client == NULL)
    return;
  self->finder = gw_place_finder_new (client);
  g_signal_connect_swapped (self->finder, "changed", G_CALLBACK (finder_changed_cb), self);
}

void
gw_place_search_set_text (GwPlaceSearch *self, const char *text)
{
  g_return_if_fail (GW_IS_PLACE_SEARCH (self));

  g_signal_handlers_block_by_func (self->entry, search_changed_cb, self);
  gtk_editable_set_text (self->entry, text != NULL ? text : "");
  g_signal_handlers_unblock_by_func (self->entry, search_changed_cb, self);
}

void
gw_place_search_set_near (GwPlaceSearch *self, GwLonLat near)
{
  g_return_if_fail (GW_IS_PLACE_SEARCH (self));
  self->near = near;
}

const char *
gw_place_search_get_text (GwPlaceSearch *self)
{
  g_return_val_if_fail (GW_IS_PLACE_SEARCH (self), NULL);
  return gtk_editable_get_text (self->entry);
}
