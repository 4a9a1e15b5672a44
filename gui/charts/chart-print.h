/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts on paper. */
#pragma once

#include "gui/charts/chart.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How many pages so many charts (GwChart) take: six on each. */
guint gw_chart_pages (GPtrArray *charts);
/* Draws one page of width x height points: heading, what is to be known of all charts (a line
 * or two), charts under their titles. */
void gw_chart_draw_page (cairo_t *cr, GPtrArray *charts, const char *heading,
                         const char *note, guint page, double width, double height);
/* Asks where to, and prints. Takes a reference on charts. parent may be NULL. */
void gw_chart_print (GPtrArray *charts, const char *heading, const char *note,
                     GtkWindow *parent);

G_END_DECLS
