/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A date and a time of day in the city's time: typed, or the day chosen in a calendar. */
#define G_LOG_DOMAIN "gridward-detail"

#include "gui/detail/time-entry.h"

#include <glib/gi18n.h>

#define END_OF_WORK "18:00"

struct _GwTimeEntry
{
  GtkWidget parent_instance;

  GTimeZone *zone;
  GtkEntry *entry;
  GtkMenuButton *button;
  GtkCalendar *calendar;
};

G_DEFINE_FINAL_TYPE (GwTimeEntry, gw_time_entry, GTK_TYPE_WIDGET)

static guint changed_signal;

gint64
gw_time_entry_parse (const char *text, GTimeZone *zone)
{
  g_autoptr (GRegex) regex = g_regex_new (
      "^\\s*(\\d{4})-(\\d{1,2})-(\\d{1,2})(?:[ T]+(\\d{1,2}):(\\d{2}))?\\s*$", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GDateTime) time = NULL;
  int parts[5] = { 0, 0, 0, 18, 0 };

  if (!g_regex_match (regex, text, 0, &match))
    return 0;
  for (int i = 0; i < 5; i++)
    {
      g_autofree char *part = g_match_info_fetch (match, i + 1);

      if (part != NULL && part[0] != '\0')
        parts[i] = (int)g_ascii_strtoll (part, NULL, 10);
    }
  time = g_date_time_new (zone, parts[0], parts[1], parts[2], parts[3], parts[4], 0);
  return time != NULL ? g_date_time_to_unix (time) * G_USEC_PER_SEC : 0;
}

gint64
gw_time_entry_get_usec (GwTimeEntry *self)
{
  g_return_val_if_fail (GW_IS_TIME_ENTRY (self), 0);

  return gw_time_entry_parse (gtk_editable_get_text (GTK_EDITABLE (self->entry)),
                              self->zone);
}

gboolean
gw_time_entry_is_empty (GwTimeEntry *self)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (GW_IS_TIME_ENTRY (self), TRUE);

  text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  return g_strstrip (text)[0] == '\0';
}

void
gw_time_entry_set_text (GwTimeEntry *self, const char *text)
{
  g_return_if_fail (GW_IS_TIME_ENTRY (self));

  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
}

void
gw_time_entry_set_usec (GwTimeEntry *self, gint64 usec)
{
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) local = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (GW_IS_TIME_ENTRY (self));

  utc = g_date_time_new_from_unix_utc (usec / G_USEC_PER_SEC);
  local = g_date_time_to_timezone (utc, self->zone);
  text = g_date_time_format (local, "%Y-%m-%d %H:%M");
  gw_time_entry_set_text (self, text);
}

static void
text_changed_cb (GwTimeEntry *self)
{
  g_signal_emit (self, changed_signal, 0);
}

/* The time of day that was typed stays. */
static void
day_selected_cb (GwTimeEntry *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);
  gint64 usec = gw_time_entry_get_usec (self);
  g_autoptr (GDateTime) before =
      usec != 0 ? g_date_time_new_from_unix_utc (usec / G_USEC_PER_SEC) : NULL;
  g_autoptr (GDateTime) local =
      before != NULL ? g_date_time_to_timezone (before, self->zone) : NULL;
  g_autofree char *clock =
      local != NULL ? g_date_time_format (local, "%H:%M") : g_strdup (END_OF_WORK);
  g_autofree char *date = g_date_time_format (day, "%Y-%m-%d");
  g_autofree char *text = g_strdup_printf ("%s %s", date, clock);

  gw_time_entry_set_text (self, text);
  gtk_menu_button_popdown (self->button);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static gboolean
gw_time_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (GW_TIME_ENTRY (widget)->entry));
}

static void
gw_time_entry_dispose (GObject *object)
{
  GwTimeEntry *self = GW_TIME_ENTRY (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->zone, g_time_zone_unref);

  G_OBJECT_CLASS (gw_time_entry_parent_class)->dispose (object);
}

static void
gw_time_entry_class_init (GwTimeEntryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gw_time_entry_dispose;
  widget_class->grab_focus = gw_time_entry_grab_focus;
  changed_signal = g_signal_new ("changed", GW_TYPE_TIME_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
gw_time_entry_init (GwTimeEntry *self)
{
  GtkWidget *popover = gtk_popover_new ();

  self->entry = GTK_ENTRY (gtk_entry_new ());
  gtk_widget_set_hexpand (GTK_WIDGET (self->entry), TRUE);
  /* Translators: how a date and time is typed: year, month, day, hour, minute. */
  gtk_entry_set_placeholder_text (self->entry, _ ("YYYY-MM-DD hh:mm"));
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (text_changed_cb), self);
  gtk_widget_set_parent (GTK_WIDGET (self->entry), GTK_WIDGET (self));
  self->calendar = GTK_CALENDAR (gtk_calendar_new ());
  g_signal_connect_swapped (self->calendar, "day-selected", G_CALLBACK (day_selected_cb),
                            self);
  gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (self->calendar));
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_icon_name (self->button, "x-office-calendar-symbolic");
  gtk_menu_button_set_popover (self->button, popover);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), _ ("Choose a day"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Choose a day"), -1);
  gtk_widget_set_parent (GTK_WIDGET (self->button), GTK_WIDGET (self));
  gtk_box_layout_set_spacing (
      GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 6);
}

GtkWidget *
gw_time_entry_new (GTimeZone *zone)
{
  GwTimeEntry *self = g_object_new (GW_TYPE_TIME_ENTRY, NULL);

  self->zone = g_time_zone_ref (zone);
  return GTK_WIDGET (self);
}
