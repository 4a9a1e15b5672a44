/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The actions that are open to the user: the next one as a button, the many in a menu. */
#define G_LOG_DOMAIN "gridward-detail"

#include "gui/detail/action-bar.h"

#include <glib/gi18n.h>

#include "gui/detail/action-order.h"
#include "gui/model/text.h"

/* So many have a button each; of more, all but two are in the menu. */
#define FEW 3
#define WITH_BUTTON 2
#define WITH_KEY 9

struct _GwActionBar
{
  GtkWidget parent_instance;

  GtkMenuButton *menu_button; /* or NULL */
  GHashTable *labels;         /* or NULL */
  char *shown;                /* the names of the actions */
};

G_DEFINE_FINAL_TYPE (GwActionBar, gw_action_bar, GTK_TYPE_WIDGET)

static void
clear (GwActionBar *self)
{
  GtkWidget *child;

  self->menu_button = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}

static void
gw_action_bar_dispose (GObject *object)
{
  GwActionBar *self = GW_ACTION_BAR (object);

  clear (self);
  g_clear_pointer (&self->shown, g_free);
  g_clear_pointer (&self->labels, g_hash_table_unref);

  G_OBJECT_CLASS (gw_action_bar_parent_class)->dispose (object);
}

static void
gw_action_bar_class_init (GwActionBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_action_bar_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
gw_action_bar_init (GwActionBar *self)
{
  GtkBoxLayout *layout = GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self)));

  gtk_box_layout_set_spacing (layout, 6);
  gtk_box_layout_set_homogeneous (layout, TRUE);
}

static const char *
label_of (GwActionBar *self, const GwCaseAction *action)
{
  const char *label =
      self->labels != NULL ? g_hash_table_lookup (self->labels, action->action) : NULL;

  return label != NULL ? label : gw_text_action (action->action);
}

static void
add_button (GwActionBar *self, const GwCaseAction *action, guint i)
{
  GtkWidget *button = gtk_button_new_with_label (label_of (self, action));
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (button));
  g_autofree char *tooltip = g_strdup_printf (_ ("Alt+%u"), i + 1);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "form.open");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "i", (gint32)i);
  gtk_widget_set_tooltip_text (button, tooltip);
  if (i == 0 && gw_action_is_forward (action->action))
    gtk_widget_add_css_class (button, "suggested-action");
  else if (gw_action_is_dangerous (action->action))
    gtk_widget_add_css_class (button, "destructive");
  gtk_widget_set_parent (button, GTK_WIDGET (self));
}

static void
add_item (GwActionBar *self, GMenu *section, const GwCaseAction *action, guint i)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label_of (self, action), NULL);

  g_menu_item_set_action_and_target (item, "form.open", "i", (gint32)i);
  if (i < WITH_KEY)
    {
      g_autofree char *key = g_strdup_printf ("<Alt>%u", i + 1);

      g_menu_item_set_attribute (item, "accel", "s", key);
    }
  g_menu_append_item (section, item);
}

static GMenuModel *
make_menu (GwActionBar *self, const GPtrArray *actions)
{
  GMenu *menu = g_menu_new ();

  for (guint group = 0; group < GW_ACTION_GROUP_N; group++)
    {
      g_autoptr (GMenu) section = g_menu_new ();

      for (guint i = WITH_BUTTON; i < actions->len; i++)
        {
          const GwCaseAction *action = actions->pdata[i];

          if (gw_action_group (action->action) == group)
            add_item (self, section, action, i);
        }
      if (g_menu_model_get_n_items (G_MENU_MODEL (section)) > 0)
        g_menu_append_section (menu, gw_action_group_label (group), G_MENU_MODEL (section));
    }
  return G_MENU_MODEL (menu);
}

static void
add_menu (GwActionBar *self, const GPtrArray *actions)
{
  g_autoptr (GMenuModel) menu = make_menu (self, actions);
  g_autofree char *label = g_strdup_printf (_ ("More (%u)"), actions->len - WITH_BUTTON);

  self->menu_button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_label (self->menu_button, label);
  gtk_menu_button_set_menu_model (self->menu_button, menu);
  gtk_menu_button_set_direction (self->menu_button, GTK_ARROW_UP);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->menu_button), _ ("Alt+0"));
  gtk_widget_set_parent (GTK_WIDGET (self->menu_button), GTK_WIDGET (self));
}

/* A menu that is open, and the focus, must not go because the same case was loaded anew. */
static gboolean
is_shown (GwActionBar *self, const GPtrArray *actions)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; actions != NULL && i < actions->len; i++)
    g_string_append_printf (names, "%s %s\n", ((GwCaseAction *)actions->pdata[i])->action,
                            label_of (self, actions->pdata[i]));
  if (g_strcmp0 (names->str, self->shown) == 0)
    return TRUE;
  g_free (self->shown);
  self->shown = g_strdup (names->str);
  return FALSE;
}

void
gw_action_bar_set_actions (GwActionBar *self, const GPtrArray *actions, GHashTable *labels)
{
  guint n = actions != NULL ? actions->len : 0;

  g_return_if_fail (GW_IS_ACTION_BAR (self));

  g_clear_pointer (&self->labels, g_hash_table_unref);
  self->labels = labels != NULL ? g_hash_table_ref (labels) : NULL;
  if (is_shown (self, actions))
    return;
  clear (self);
  for (guint i = 0; i < (n <= FEW ? n : WITH_BUTTON); i++)
    add_button (self, actions->pdata[i], i);
  if (n > FEW)
    add_menu (self, actions);
}

void
gw_action_bar_focus (GwActionBar *self)
{
  GtkWidget *first;

  g_return_if_fail (GW_IS_ACTION_BAR (self));

  first = gtk_widget_get_first_child (GTK_WIDGET (self));
  if (first != NULL)
    gtk_widget_grab_focus (first);
}

gboolean
gw_action_bar_open_menu (GwActionBar *self)
{
  g_return_val_if_fail (GW_IS_ACTION_BAR (self), FALSE);

  if (self->menu_button == NULL)
    return FALSE;
  gtk_menu_button_popup (self->menu_button);
  return TRUE;
}
