/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One of several, found by typing any part of its name or its code. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * A button that shows what is chosen, and a list to choose from. Every word that is typed must
 * be in the name or in the code, wherever; a key that is typed on the button begins the
 * search. Property "selected" (guint), and "title" (string): what is chosen here, for people
 * who do not see it.
 */
#define GW_TYPE_CHOOSER (gw_chooser_get_type ())
G_DECLARE_FINAL_TYPE (GwChooser, gw_chooser, GW, CHOOSER, GtkWidget)

GtkWidget *gw_chooser_new (void);
/* Takes a reference on both. codes: char * by line, NULL where a line has none; or NULL. The
 * first line is chosen. The codes may be changed with the lines: they are asked when needed. */
void gw_chooser_set_lines (GwChooser *self, GtkStringList *lines, GPtrArray *codes);
/* Borrowed; NULL at first. */
GtkStringList *gw_chooser_get_lines (GwChooser *self);
/* GTK_INVALID_LIST_POSITION without lines. */
guint gw_chooser_get_selected (GwChooser *self);
void gw_chooser_set_selected (GwChooser *self, guint selected);
/* The line that is chosen, without the space before it; "" when there is none. Borrowed. */
const char *gw_chooser_get_text (GwChooser *self);
void gw_chooser_set_title (GwChooser *self, const char *title);
void gw_chooser_open (GwChooser *self);

/* TRUE when each word of text is in name or code, whatever the case. code may be NULL. */
gboolean gw_chooser_matches (const char *text, const char *name, const char *code);

G_END_DECLS
