/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One case in the list: two dense lines, always up to date. */
#define G_LOG_DOMAIN "gridward-cases"

#include "gui/cases/case-item.h"

#include <glib/gi18n.h>

#include "gui/cases/lamp-icon.h"
#include "gui/model/clock-text.h"
#include "gui/model/decision-text.h"
#include "gui/model/text.h"

struct _GwCaseItem
{
  GtkWidget parent_instance;

  GwDesk *desk;
  GwCaseSlot *slot;
  GwCase *object;
  GwLampIcon *lamp;
  GtkLabel *class_label;
  GtkLabel *flag_label;
  GtkLabel *time_label;
  GtkLabel *number_label;
  GtkLabel *place_label;
  GtkLabel *state_label;
};

G_DEFINE_FINAL_TYPE (GwCaseItem, gw_case_item, GTK_TYPE_WIDGET)

static void
set_class (gpointer widget, const char *name, gboolean set)
{
  if (set)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

/* What the clock changes: the time left, or how long a case without deadline has waited. */
static void
show_time (GwCaseItem *self)
{
  const GwCaseRow *row = gw_case_get_row (self->object);
  gint64 now_usec = gw_desk_now (self->desk);
  GwLamp lamp = gw_case_get_lamp (self->object);
  g_autofree char *text =
      gw_text_row_left (row, gw_desk_get_work_hours (self->desk), now_usec);
  gboolean runs = text != NULL;

  if (!runs && gw_case_row_has_flag (row, "suspended"))
    text = g_strdup (gw_text_flag ("suspended"));
  else if (!runs && gw_case_state_is_open (row->state))
    {
      g_autofree char *span =
          gw_text_span (now_usec - MAX (row->updated_usec, row->reported_usec));

      text = g_strdup_printf (_ ("waits %s"), span);
    }
  else if (!runs)
    text = gw_text_moment (row->updated_usec, now_usec,
                           gw_city_info_get_time_zone (gw_desk_get_city (self->desk)));
  gw_lamp_icon_set_lamp (self->lamp, lamp);
  gtk_label_set_text (self->time_label, text);
  set_class (self->time_label, "late", runs && lamp == GW_LAMP_RED);
  set_class (self->time_label, "soon", runs && lamp == GW_LAMP_YELLOW);
  set_class (self->time_label, "dim-label", !runs);
}

/* The one thing that matters most for who looks through the list. */
static void
show_flag (GwCaseItem *self, const GwCaseRow *row)
{
  static const char *const flags[] = { "supervised", "request", "deferred" };
  g_autofree char *reworks = NULL;
  GwQueuedAction *queued =
      gw_action_queue_peek (gw_desk_get_queue (self->desk), row->number);
  const char *text = queued != NULL ? gw_text_queued (queued) : NULL;

  if (text == NULL && row->urgent)
    text = _ ("Urgent");
  for (guint i = 0; text == NULL && i < G_N_ELEMENTS (flags); i++)
    if (gw_case_row_has_flag (row, flags[i]))
      text = gw_text_flag (flags[i]);
  if (text == NULL && row->reworks > 0)
    text = reworks =
        g_strdup_printf (ngettext ("%u rework", "%u reworks", row->reworks), row->reworks);
  else if (text == NULL && row->returns > 0)
    text = _ ("Returned");
  gtk_widget_set_visible (GTK_WIDGET (self->flag_label), text != NULL);
  gtk_label_set_text (self->flag_label, text != NULL ? text : "");
  set_class (self->flag_label, "calm",
             queued != NULL || (!row->urgent && !gw_case_row_has_flag (row, "supervised")));
}

/* Where it is, and before that who has it open, which matters more as long as it lasts. */
static void
show_place (GwCaseItem *self, const char *place)
{
  const char *holder = gw_case_get_holder (self->object);
  /* Translators: names of colleagues who have the case open, and where it is. */
  g_autofree char *held =
      holder != NULL ? g_strdup_printf (_ ("Open at %s · %s"), holder, place) : NULL;

  gtk_label_set_text (self->place_label, held != NULL ? held : place);
  set_class (self->place_label, "held", held != NULL);
}

static void
show_row (GwCaseItem *self)
{
  const GwCaseRow *row = gw_case_get_row (self->object);
  const char *community = gw_named_label (&row->community);
  const char *department = gw_named_label (&row->department);
  gboolean has_both = community[0] != '\0' && department[0] != '\0';
  g_autofree char *place = g_strconcat (community, has_both ? " · " : "", department, NULL);
  g_autofree char *summary = NULL;

  gtk_label_set_text (self->class_label, gw_named_label (&row->klass));
  gtk_label_set_text (self->number_label, row->number);
  show_place (self, place);
  gtk_label_set_text (self->state_label, gw_text_state (row));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), row->description);
  show_flag (self, row);
  show_time (self);
  summary =
      g_strdup_printf ("%s, %s, %s, %s, %s", row->number, gw_named_label (&row->klass),
                       gw_text_state (row), gw_lamp_label (gw_case_get_lamp (self->object)),
                       gtk_label_get_text (self->place_label));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  summary, -1);
}

static void
queue_changed_cb (GwCaseItem *self, const char *number)
{
  if (self->object != NULL && g_str_equal (gw_case_get_number (self->object), number))
    show_row (self);
}

static void
tick_cb (GwCaseItem *self)
{
  if (self->object != NULL)
    show_time (self);
}

static void
gw_case_item_dispose (GObject *object)
{
  GwCaseItem *self = GW_CASE_ITEM (object);
  GtkWidget *child;

  gw_case_item_set_slot (self, NULL);
  g_clear_object (&self->desk);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (gw_case_item_parent_class)->dispose (object);
}

static void
gw_case_item_class_init (GwCaseItemClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_case_item_dispose;

  g_type_ensure (GW_TYPE_LAMP_ICON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gridward/Desk/cases/case-item.ui");
  gtk_widget_class_bind_template_child (widget_class, GwCaseItem, lamp);
  gtk_widget_class_bind_template_child (widget_class, GwCaseItem, class_label);
  gtk_widget_class_bind_template_child (widget_class, GwCaseItem, flag_label);
  gtk_widget_class_bind_template_child (widget_class, GwCaseItem, time_label);
  gtk_widget_class_bind_template_child (widget_class, GwCaseItem, number_label);
  gtk_widget_class_bind_template_child (widget_class, GwCaseItem, place_label);
  gtk_widget_class_bind_template_child (widget_class, GwCaseItem, state_label);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
gw_case_item_init (GwCaseItem *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
gw_case_item_new (GwDesk *desk)
{
  GwCaseItem *self = g_object_new (GW_TYPE_CASE_ITEM, NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "tick", G_CALLBACK (tick_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gw_desk_get_queue (desk), "changed",
                           G_CALLBACK (queue_changed_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/* The row's place while its page is on its way. */
static void
show_nothing (GwCaseItem *self)
{
  GtkLabel *labels[] = { self->class_label, self->time_label, self->number_label,
                         self->place_label, self->state_label };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    gtk_label_set_text (labels[i], "");
  gtk_label_set_text (self->class_label, "…");
  gtk_widget_set_visible (GTK_WIDGET (self->flag_label), FALSE);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), NULL);
  gw_lamp_icon_set_lamp (self->lamp, GW_LAMP_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Loading"), -1);
}

static void
set_case (GwCaseItem *self, GwCase *object)
{
  if (self->object != NULL)
    g_signal_handlers_disconnect_by_data (self->object, self);
  g_set_object (&self->object, object);
  if (object == NULL)
    return;
  g_signal_connect_swapped (object, "notify::row", G_CALLBACK (show_row), self);
  g_signal_connect_swapped (object, "notify::lamp", G_CALLBACK (show_time), self);
  g_signal_connect_swapped (object, "notify::holder", G_CALLBACK (show_row), self);
  show_row (self);
}

static void
case_came_cb (GwCaseItem *self)
{
  set_case (self, gw_case_slot_get_case (self->slot));
}

void
gw_case_item_set_slot (GwCaseItem *self, GwCaseSlot *slot)
{
  g_return_if_fail (GW_IS_CASE_ITEM (self));

  if (self->slot != NULL)
    g_signal_handlers_disconnect_by_data (self->slot, self);
  set_case (self, NULL);
  g_set_object (&self->slot, slot);
  if (slot == NULL)
    return;
  g_signal_connect_swapped (slot, "notify::case", G_CALLBACK (case_came_cb), self);
  if (gw_case_slot_get_case (slot) != NULL)
    case_came_cb (self);
  else
    show_nothing (self);
}
