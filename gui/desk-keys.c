/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keys of the desk. */
#define G_LOG_DOMAIN "gridward-desk"

#include "gui/desk-keys.h"

#include "gui/model/work-list.h"

static void
add_shortcut (GtkWidgetClass *widget_class, guint key, GdkModifierType modifiers,
              const char *action, int number)
{
  gtk_widget_class_add_binding_action (widget_class, key, modifiers, action, "i", number);
}

/* Listed for people in shortcuts.ui: keep both in step. */
void
gw_desk_keys_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK,
                                       "desk.search", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, GDK_CONTROL_MASK,
                                       "desk.reload", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_h, GDK_CONTROL_MASK,
                                       "desk.new-call", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_t, GDK_CONTROL_MASK,
                                       "desk.table", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK,
                                       "desk.top", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_l, GDK_CONTROL_MASK,
                                       "desk.focus-list", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_m, GDK_CONTROL_MASK,
                                       "desk.focus-map", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_k, GDK_CONTROL_MASK,
                                       "desk.find-place", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_d, GDK_CONTROL_MASK,
                                       "desk.focus-actions", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1, GDK_CONTROL_MASK,
                                       "desk.section", "s", "cases");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_2, GDK_CONTROL_MASK,
                                       "desk.section", "s", "statistics");
  add_shortcut (widget_class, GDK_KEY_Down, GDK_ALT_MASK, "desk.step", 1);
  add_shortcut (widget_class, GDK_KEY_Up, GDK_ALT_MASK, "desk.step", -1);
  for (guint i = 0; i < GW_N_WORK_STAGES; i++)
    add_shortcut (widget_class, GDK_KEY_F2 + i, 0, "desk.stage", (int)i);
  for (guint i = GW_N_WORK_STAGES; i < GW_N_WORK_LISTS; i++)
    add_shortcut (widget_class, GDK_KEY_F2 + i - GW_N_WORK_STAGES, GDK_SHIFT_MASK,
                  "desk.stage", (int)i);
  for (guint i = 0; i < 9; i++)
    add_shortcut (widget_class, GDK_KEY_1 + i, GDK_ALT_MASK, "desk.act", (int)i);
  add_shortcut (widget_class, GDK_KEY_0, GDK_ALT_MASK, "desk.act", -1);
}
