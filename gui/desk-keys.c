/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keys of the desk: one table, from which they are bound and shown to people. */
#define G_LOG_DOMAIN "gridward-desk"

#include "gui/desk-keys.h"

#include <glib/gi18n.h>

#include "gui/model/work-list.h"

typedef enum
{
  GROUP_CASES,
  GROUP_CASE,
  GROUP_DESK,
  GROUP_PHOTO,
  N_GROUPS,
} Group;

static const char *const group_titles[N_GROUPS] = {
  [GROUP_CASES] = N_ ("Cases"),
  [GROUP_CASE] = N_ ("The open case"),
  [GROUP_DESK] = N_ ("Desk"),
  [GROUP_PHOTO] = N_ ("Photo"),
};

typedef struct
{
  Group group;
  const char *title;
  const char *accelerator; /* of the first key */
  guint n_keys;            /* so many that follow each other, each with the next number */
  const char *action;      /* NULL: somebody else listens, here it is shown alone */
  const char *parameter;   /* its type: "i", "s" or NULL */
  int number;
  const char *text;
} Key;

/* clang-format off */
static const Key keys[] = {
  { GROUP_CASES, N_ ("Next case"), "<Alt>Down", 1, "desk.step", "i", 1 },
  { GROUP_CASES, N_ ("Previous case"), "<Alt>Up", 1, "desk.step", "i", -1 },
  { GROUP_CASES, N_ ("To the new cases at the top of the list"), "<Control>n", 1, "desk.top" },
  { GROUP_CASES, N_ ("List or table"), "<Control>t", 1, "desk.table" },
  { GROUP_CASES, N_ ("New hotline call"), "<Control>h", 1, "desk.new-call" },
  { GROUP_CASES, N_ ("Select one more"), "<Shift>Down", 1 },
  { GROUP_CASES, N_ ("Select all, 500 at most"), "<Control>a", 1, "desk.select-all" },
  { GROUP_CASES, N_ ("Search"), "<Control>f", 1, "desk.search" },
  { GROUP_CASES, N_ ("Stages of work, from all open to ended"), "F2", GW_N_WORK_STAGES, "desk.stage", "i", 0 },
  { GROUP_CASES, N_ ("What wants attention, from to verify to supervised"), "<Shift>F2",
    GW_N_WORK_LISTS - GW_N_WORK_STAGES, "desk.stage", "i", GW_N_WORK_STAGES },

  { GROUP_CASE, N_ ("Open the form of an action"), "<Alt>1", 9, "desk.act", "i", 0 },
  { GROUP_CASE, N_ ("All the other actions"), "<Alt>0", 1, "desk.act", "i", -1 },
  { GROUP_CASE, N_ ("Confirm the form"), "<Control>Return", 1 },
  { GROUP_CASE, N_ ("Close the form"), "Escape", 1 },
  { GROUP_CASE, N_ ("Take back what is not sent yet"), "<Control>z", 1, "desk.undo" },
  { GROUP_CASE, N_ ("Print the case sheet"), "<Control>p", 1, "desk.print" },
  { GROUP_CASE, N_ ("Save the case sheet as PDF"), "<Control><Shift>p", 1, "desk.save-pdf" },
  { GROUP_CASE, N_ ("Go to the actions"), "<Control>d", 1, "desk.focus-actions" },

  { GROUP_DESK, N_ ("Cases"), "<Control>1", 1, "desk.section", "s", 0, "cases" },
  { GROUP_DESK, N_ ("Statistics"), "<Control>2", 1, "desk.section", "s", 0, "statistics" },
  { GROUP_DESK, N_ ("Back in the statistics, also from a counted case"), "<Alt>Left", 1, "desk.back" },
  { GROUP_DESK, N_ ("Administration"), "<Control>3", 1, "desk.administration" },
  { GROUP_DESK, N_ ("Plan targets"), "<Control>4", 1, "desk.section", "s", 0, "targets" },
  { GROUP_DESK, N_ ("Command view for a wall screen"), "F11", 1, "desk.section", "s", 0, "wall" },
  { GROUP_DESK, N_ ("Go to the list"), "<Control>l", 1, "desk.focus-list" },
  { GROUP_DESK, N_ ("Go to the map"), "<Control>m", 1, "desk.focus-map" },
  { GROUP_DESK, N_ ("Find a place on the map"), "<Control>k", 1, "desk.find-place" },
  { GROUP_DESK, N_ ("Draw an area on the map, for the list"), "<Control>b", 1, "desk.draw-area" },
  { GROUP_DESK, N_ ("What was not sent, and what was begun"), "<Control>u", 1, "desk.kept" },
  { GROUP_DESK, N_ ("Load anew"), "<Control>r", 1, "desk.reload" },
  { GROUP_DESK, N_ ("Preferences"), "<Control>comma", 1 },
  { GROUP_DESK, N_ ("Main menu"), "F10", 1 },
  { GROUP_DESK, N_ ("Keyboard shortcuts"), "<Control>question", 1 },
  { GROUP_DESK, N_ ("Quit"), "<Control>q", 1 },

  { GROUP_PHOTO, N_ ("Zoom in and out"), "plus minus", 1 },
  { GROUP_PHOTO, N_ ("Fit the window"), "0", 1 },
  { GROUP_PHOTO, N_ ("Full size"), "1", 1 },
  { GROUP_PHOTO, N_ ("Next and previous photo"), "Right Left", 1 },
  { GROUP_PHOTO, N_ ("Move over a photo that is zoomed"), "<Shift>Right <Shift>Left", 1 },
  { GROUP_PHOTO, N_ ("Compare before and after"), "c", 1 },
  { GROUP_PHOTO, N_ ("Full screen"), "F11", 1 },
};
/* clang-format on */

/* ---- bound ---- */

/* The argument of the n-th of a row of keys; floating. NULL where there is none. */
static GVariant *
make_argument (const Key *key, guint n)
{
  if (key->parameter == NULL)
    return NULL;
  return key->text != NULL ? g_variant_new_string (key->text)
                           : g_variant_new_int32 (key->number + (int)n);
}

static GtkShortcut *
make_shortcut (const Key *key, guint n)
{
  guint value = 0;
  GdkModifierType modifiers = 0;
  GtkShortcut *shortcut;

  gtk_accelerator_parse (key->accelerator, &value, &modifiers);
  shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (value + n, modifiers),
                               gtk_named_action_new (key->action));
  gtk_shortcut_set_arguments (shortcut, make_argument (key, n));
  return shortcut;
}

static gboolean
is_function_key (const Key *key)
{
  guint value = 0;

  gtk_accelerator_parse (key->accelerator, &value, NULL);
  return value >= GDK_KEY_F1 && value <= GDK_KEY_F35;
}

void
gw_desk_keys_install (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    for (guint n = 0;
         keys[i].action != NULL && !is_function_key (&keys[i]) && n < keys[i].n_keys; n++)
      {
        g_autoptr (GtkShortcut) shortcut = make_shortcut (&keys[i], n);

        gtk_widget_class_add_shortcut (widget_class, shortcut);
      }
}

void
gw_desk_keys_capture (GtkWidget *widget)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    for (guint n = 0;
         keys[i].action != NULL && is_function_key (&keys[i]) && n < keys[i].n_keys; n++)
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                            make_shortcut (&keys[i], n));
  gtk_widget_add_controller (widget, controller);
}

/* ---- shown ---- */

/* GTK writes a row of keys as "first...last". */
static char *
describe (const Key *key)
{
  guint value = 0;
  GdkModifierType modifiers = 0;

  if (key->n_keys == 1)
    return g_strdup (key->accelerator);
  gtk_accelerator_parse (key->accelerator, &value, &modifiers);
  return g_strdup_printf ("%s...%s", key->accelerator,
                          gdk_keyval_name (value + key->n_keys - 1));
}

static void
write_group (GString *ui, Group group)
{
  g_autofree char *title = g_markup_escape_text (_ (group_titles[group]), -1);

  g_string_append_printf (ui,
                          "<child><object class='GtkShortcutsGroup'>"
                          "<property name='title'>%s</property>",
                          title);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *accelerator = NULL;
      g_autofree char *shortcut = NULL;

      if (keys[i].group != group)
        continue;
      accelerator = describe (&keys[i]);
      shortcut = g_markup_printf_escaped ("<child><object class='GtkShortcutsShortcut'>"
                                          "<property name='title'>%s</property>"
                                          "<property name='accelerator'>%s</property>"
                                          "</object></child>",
                                          _ (keys[i].title), accelerator);
      g_string_append (ui, shortcut);
    }
  g_string_append (ui, "</object></child>");
}

GtkShortcutsWindow *
gw_desk_keys_new_window (void)
{
  g_autoptr (GString) ui = g_string_new ("<interface>"
                                         "<object class='GtkShortcutsWindow' id='window'>"
                                         "<property name='modal'>1</property>"
                                         "<child><object class='GtkShortcutsSection'>"
                                         "<property name='section-name'>desk</property>"
                                         "<property name='max-height'>12</property>");
  g_autoptr (GtkBuilder) builder = NULL;

  for (Group group = 0; group < N_GROUPS; group++)
    write_group (ui, group);
  g_string_append (ui, "</object></child></object></interface>");
  /* GTK 4.8 has no other way to fill such a window. */
  builder = gtk_builder_new_from_string (ui->str, (gssize)ui->len);
  return GTK_SHORTCUTS_WINDOW (gtk_builder_get_object (builder, "window"));
}
