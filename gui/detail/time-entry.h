/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A date and a time of day in the city's time: typed, or the day chosen in a calendar. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Signal "changed": what stands there is another now. */
#define GW_TYPE_TIME_ENTRY (gw_time_entry_get_type ())
G_DECLARE_FINAL_TYPE (GwTimeEntry, gw_time_entry, GW, TIME_ENTRY, GtkWidget)

GtkWidget *gw_time_entry_new (GTimeZone *zone);
void gw_time_entry_set_text (GwTimeEntry *self, const char *text);
/* Microseconds UTC, shown in the city's time. */
void gw_time_entry_set_usec (GwTimeEntry *self, gint64 usec);
gboolean gw_time_entry_is_empty (GwTimeEntry *self);
/* Microseconds UTC; 0 for what is no time, such as the 31st of a short month. */
gint64 gw_time_entry_get_usec (GwTimeEntry *self);

/* "2026-11-30 17:30"; without a time of day the end of that day's work, 18:00. 0: no time. */
gint64 gw_time_entry_parse (const char *text, GTimeZone *zone);

G_END_DECLS
