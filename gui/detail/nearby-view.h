/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Open cases near the open one, as rows; choosing one opens it. */
#pragma once

#include "gui/model/nearby-cases.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GW_TYPE_NEARBY_VIEW (gw_nearby_view_get_type ())
G_DECLARE_FINAL_TYPE (GwNearbyView, gw_nearby_view, GW, NEARBY_VIEW, GtkWidget)

/* Hidden while there is nothing near. Signal "opened" (string): the number of the case that
 * was chosen. */
void gw_nearby_view_set_model (GwNearbyView *self, GwNearbyCases *model);

G_END_DECLS
