/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of the open case are made of. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A label that begins at the left and wraps. css_class may be NULL. */
GtkWidget *gw_part_label (const char *text, const char *css_class);
/* One that stays on its line and ends in dots where there is no room. */
GtkWidget *gw_part_line (const char *text, const char *css_class);
/* The heading of a part. */
GtkWidget *gw_part_heading (const char *text);
/* A case's number that opens the case; what is done with it is the caller's. */
GtkWidget *gw_part_link (const char *number);
/* Removes all children. */
void gw_part_clear (GtkWidget *box);
/* Sets or takes away a style class. */
void gw_part_set_class (GtkWidget *widget, const char *css_class, gboolean set);

G_END_DECLS
