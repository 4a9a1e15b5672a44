/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tasks of inspectors about a case, and the cases that it has to do with. */
#pragma once

#include "gui/model/city-info.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Signal "opened" (char *number): another case is asked for. */
#define GW_TYPE_RELATED_VIEW (gw_related_view_get_type ())
G_DECLARE_FINAL_TYPE (GwRelatedView, gw_related_view, GW, RELATED_VIEW, GtkWidget)

/* Not visible when there is nothing of either. */
void gw_related_view_set_detail (GwRelatedView *self, const GwCaseDetail *detail,
                                 GwCityInfo *city);

G_END_DECLS
