/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of the managers' page is looked at, in the table of views. */
#pragma once

#include "tests/gui/lib/views.h"

G_BEGIN_DECLS

/* The desk's page, with the topic on it. */
GtkWidget *gw_views_open_scores (GwViews *views);
GtkWidget *gw_views_open_months (GwViews *views);
GtkWidget *gw_views_open_recurring (GwViews *views);
void gw_views_close_topic (GwViews *views, GtkWidget *root);

G_END_DECLS
