/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether everything that one can act on is reached by the keyboard, and has a name. */
#include "tests/gui/lib/reach.h"

#include <adwaita.h>

/* More steps than any view has elements: a walk that goes on is a fault of its own. */
#define MAX_STEPS 2000
/* Rows of a list are alike; the first ones stand for all. */
#define MAX_ROWS 6
/* What one key sets off; a view that moves by itself always has something to do. */
#define MAX_EVENTS 100

/* ---- names ---- */

/* What assistive technology is told as the property; NULL: nothing. */
static char *
dup_label (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

  if (!gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL))
    return NULL;
  /* GTK 4.8 tells a property only when it is not what one expects. */
  return gtk_test_accessible_check_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                             "\001");
}

static gboolean
is_name (const char *text)
{
  g_autofree char *stripped = text != NULL ? g_strstrip (g_strdup (text)) : NULL;

  /* The name of an icon is for no ear. */
  return stripped != NULL && stripped[0] != '\0' &&
         !g_str_has_suffix (stripped, "-symbolic");
}

static gboolean
has_text (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
      is_name (gtk_label_get_text (GTK_LABEL (widget))))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_text (child))
      return TRUE;
  return FALSE;
}

/* GTK names a button by what is in it, be it a label or a mute icon. */
static gboolean
has_label (GtkWidget *widget)
{
  g_autofree char *label = dup_label (widget);

  if (label != NULL)
    return is_name (label);
  return gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget),
                                           GTK_ACCESSIBLE_RELATION_LABELLED_BY) &&
         (!GTK_IS_BUTTON (widget) || has_text (widget));
}

/* Rows are read out with what stands in them; so are the items of a menu. */
static gboolean
is_read_by_content (GtkWidget *widget)
{
  const char *type = G_OBJECT_TYPE_NAME (widget);

  return GTK_IS_LIST_BOX_ROW (widget) || GTK_IS_FLOW_BOX_CHILD (widget) ||
         g_str_has_prefix (type, "GtkListItem") ||
         g_str_has_prefix (type, "GtkColumnView") || g_str_equal (type, "GtkModelButton");
}

/* What takes the focus may be the inner part of what has the name. */
static gboolean
is_part_of (GtkWidget *widget, GtkWidget *whole)
{
  return GTK_IS_DROP_DOWN (whole) || GTK_IS_MENU_BUTTON (whole) ||
         GTK_IS_EDITABLE (whole) || GTK_IS_COMBO_BOX (whole) ||
         (GTK_IS_TEXT (widget) && ADW_IS_ENTRY_ROW (whole));
}

static gboolean
has_name (GtkWidget *widget)
{
  GtkWidget *whole = widget;

  if (has_label (widget) || (is_read_by_content (widget) && has_text (widget)))
    return TRUE;
  for (guint i = 0; i < 5 && (whole = gtk_widget_get_parent (whole)) != NULL; i++)
    if (is_part_of (widget, whole) && has_label (whole))
      return TRUE;
  return FALSE;
}

/* ---- what one can act on ---- */

/* What only GTK and libadwaita could name. */
static gboolean
is_of_platform (GtkWidget *widget)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (widget));
  GType toast = g_type_from_name ("AdwToastWidget");

  return ADW_IS_ABOUT_WINDOW (root) ||
         (GTK_IS_SHORTCUTS_WINDOW (root) && GTK_IS_TOGGLE_BUTTON (widget)) ||
         (toast != 0 && gtk_widget_get_ancestor (widget, toast) != NULL);
}

/* Small helpers of a widget that has the focus itself, and what a window manager does too. */
static gboolean
is_accessory (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  return gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS) != NULL ||
         (parent != NULL && GTK_IS_SPIN_BUTTON (parent) && GTK_IS_BUTTON (widget)) ||
         gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLBAR) != NULL;
}

static gboolean
is_control (GtkWidget *widget)
{
  return GTK_IS_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget) || GTK_IS_SWITCH (widget) ||
         GTK_IS_TEXT (widget) || GTK_IS_TEXT_VIEW (widget) || GTK_IS_SCALE (widget) ||
         GTK_IS_EXPANDER (widget) || ADW_IS_COMBO_ROW (widget) ||
         (GTK_IS_LIST_BOX_ROW (widget) &&
          gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (widget)) &&
          gtk_widget_get_focusable (widget)) ||
         (g_str_has_prefix (G_OBJECT_TYPE_NAME (widget), "Gw") &&
          gtk_widget_get_focusable (widget));
}

static gboolean
is_seen (GtkWidget *widget)
{
  return gtk_widget_get_mapped (widget) && gtk_widget_is_sensitive (widget) &&
         gtk_widget_get_width (widget) > 0 && gtk_widget_get_height (widget) > 0;
}

static void
list_controls (GtkWidget *widget, GPtrArray *controls)
{
  guint n_rows = 0;

  /* What neither keys nor clicks come to is a picture. */
  if (!gtk_widget_get_can_target (widget) && !gtk_widget_get_can_focus (widget))
    return;
  if (!gtk_widget_get_mapped (widget) || (GTK_IS_NATIVE (widget) && controls->len > 0))
    return;
  if (is_control (widget) && is_seen (widget) && !is_accessory (widget))
    g_ptr_array_add (controls, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      gboolean is_row = is_read_by_content (child);

      n_rows += is_row;
      if (!is_row || n_rows <= MAX_ROWS)
        list_controls (child, controls);
    }
}

/* ---- walking ---- */

typedef struct
{
  GtkWidget *root;
  GtkWidget *native; /* window or popover around root */
  GHashTable *reached;
  GQueue *fresh;
} Walk;

static GtkWidget *
focus_of (Walk *walk)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (walk->native));

  if (focus == NULL || (focus != walk->root && !gtk_widget_is_ancestor (focus, walk->root)))
    return NULL;
  return focus;
}

/* FALSE: nothing new. */
static gboolean
note_focus (Walk *walk)
{
  GtkWidget *focus = focus_of (walk);

  if (focus == NULL || g_hash_table_contains (walk->reached, focus))
    return FALSE;
  /* A list may make its rows anew while one walks in it. */
  g_hash_table_add (walk->reached, g_object_ref (focus));
  g_queue_push_tail (walk->fresh, focus);
  return TRUE;
}

/* As the key does it: the widget first, then those around it. */
static void
press (Walk *walk, GtkDirectionType direction)
{
  g_signal_emit_by_name (gtk_widget_get_root (walk->native), "move-focus", direction);
  for (guint i = 0; i < MAX_EVENTS && g_main_context_iteration (NULL, FALSE); i++)
    ;
}

static void
walk_by_tab (Walk *walk)
{
  guint n_idle = 0;

  gtk_widget_child_focus (walk->root, GTK_DIR_TAB_FORWARD);
  note_focus (walk);
  for (guint i = 0; i < MAX_STEPS && n_idle < 60; i++)
    {
      press (walk, GTK_DIR_TAB_FORWARD);
      n_idle = note_focus (walk) ? 0 : n_idle + 1;
      if (focus_of (walk) == NULL)
        gtk_widget_child_focus (walk->root, GTK_DIR_TAB_FORWARD);
    }
}

static void
walk_by_arrows (Walk *walk)
{
  static const GtkDirectionType arrows[] = { GTK_DIR_DOWN, GTK_DIR_RIGHT, GTK_DIR_UP,
                                             GTK_DIR_LEFT };
  GtkWidget *from;
  guint n_steps = 0;

  while ((from = g_queue_pop_head (walk->fresh)) != NULL && n_steps++ < MAX_STEPS)
    for (guint i = 0; i < G_N_ELEMENTS (arrows); i++)
      {
        if (gtk_widget_get_root (from) == NULL || !is_seen (from))
          break;
        gtk_root_set_focus (gtk_widget_get_root (from), from);
        press (walk, arrows[i]);
        note_focus (walk);
        /* Inside a row the arrows go through its parts. */
        if (gtk_widget_get_root (from) != NULL)
          {
            gtk_widget_child_focus (from, arrows[i]);
            note_focus (walk);
          }
      }
}

/* ---- the verdict ---- */

static char *
describe (GtkWidget *widget)
{
  GString *path = g_string_new (NULL);

  for (guint i = 0; i < 8 && widget != NULL; i++, widget = gtk_widget_get_parent (widget))
    {
      const char *tooltip = gtk_widget_get_tooltip_text (widget);

      g_string_append_printf (path, "%s%s", i > 0 ? " < " : "",
                              G_OBJECT_TYPE_NAME (widget));
      if (tooltip != NULL)
        g_string_append_printf (path, " (%s)", tooltip);
    }
  return g_string_free (path, FALSE);
}

static void
complain (GwReach *reach, const char *what, GtkWidget *widget)
{
  g_autofree char *where = describe (widget);

  g_ptr_array_add (reach->faults, g_strdup_printf ("%s: %s", what, where));
}

static gboolean
is_reached (Walk *walk, GtkWidget *control)
{
  GtkWidget *part = NULL;
  GHashTableIter iter;

  if (g_hash_table_contains (walk->reached, control))
    return TRUE;
  g_hash_table_iter_init (&iter, walk->reached);
  while (g_hash_table_iter_next (&iter, (gpointer *)&part, NULL))
    if ((ADW_IS_ENTRY_ROW (control) || ADW_IS_COMBO_ROW (control) ||
         GTK_IS_TEXT (control)) &&
        (gtk_widget_is_ancestor (part, control) || gtk_widget_is_ancestor (control, part)))
      return TRUE;
  return FALSE;
}

static void
judge (GwReach *reach, Walk *walk, GtkWidget *control)
{
  GtkAccessibleRole role = gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (control));

  if (!is_seen (control))
    return;
  reach->n_checked++;
  if (is_reached (walk, control))
    reach->n_reached++;
  else
    complain (reach, "not reached by keyboard", control);
  if (!is_of_platform (control) && !has_name (control))
    complain (reach, "no accessible name", control);
  if ((role == GTK_ACCESSIBLE_ROLE_WIDGET || role == GTK_ACCESSIBLE_ROLE_GENERIC ||
       role == GTK_ACCESSIBLE_ROLE_NONE || role == GTK_ACCESSIBLE_ROLE_PRESENTATION) &&
      !is_read_by_content (control) && !GTK_IS_TEXT (control))
    complain (reach, "no role", control);
}

/* The focus stops there, though there is nothing to act on. */
static void
judge_stop (GwReach *reach, GtkWidget *stop, GPtrArray *controls)
{
  if (g_ptr_array_find (controls, stop, NULL) || !is_seen (stop) ||
      GTK_IS_LIST_VIEW (stop) || GTK_IS_COLUMN_VIEW (stop) ||
      GTK_IS_SCROLLED_WINDOW (stop) || GTK_IS_LABEL (stop))
    return;
  reach->n_checked++;
  reach->n_reached++;
  if (!is_of_platform (stop) && !has_name (stop))
    complain (reach, "no accessible name", stop);
}

GwReach *
gw_reach_check (GtkWidget *root)
{
  GwReach *reach = g_new0 (GwReach, 1);
  g_autoptr (GPtrArray) controls = g_ptr_array_new ();
  Walk walk = { root, GTK_WIDGET (gtk_widget_get_native (root)),
                g_hash_table_new_full (NULL, NULL, g_object_unref, NULL), g_queue_new () };
  GHashTableIter iter;
  gpointer stop;

  reach->faults = g_ptr_array_new_with_free_func (g_free);
  walk_by_tab (&walk);
  walk_by_arrows (&walk);
  list_controls (root, controls);
  for (guint i = 0; i < controls->len; i++)
    judge (reach, &walk, controls->pdata[i]);
  g_hash_table_iter_init (&iter, walk.reached);
  while (g_hash_table_iter_next (&iter, &stop, NULL))
    judge_stop (reach, stop, controls);
  g_hash_table_unref (walk.reached);
  g_queue_free (walk.fresh);
  return reach;
}

void
gw_reach_free (GwReach *reach)
{
  g_ptr_array_unref (reach->faults);
  g_free (reach);
}
