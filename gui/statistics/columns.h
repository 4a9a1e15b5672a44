/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns of the table of cells. */
#pragma once

#include "gui/model/desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Appends all columns, sortable; each holds a reference on the desk. */
void gw_statistics_columns_add (GtkColumnView *view, GwDesk *desk);
/* The swatches follow new values and the light or dark style. */
void gw_statistics_columns_refresh (GtkColumnView *view);

G_END_DECLS
