/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a department asked for and nobody has decided yet. */
#pragma once

#include "gui/model/city-info.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Signal "chosen" (char *action): the user wants to approve, refuse or withdraw. */
#define GW_TYPE_REQUEST_VIEW (gw_request_view_get_type ())
G_DECLARE_FINAL_TYPE (GwRequestView, gw_request_view, GW, REQUEST_VIEW, GtkWidget)

/*
 * Not visible when nothing waits. events (GwCaseEvent, oldest first; NULL: not known yet)
 * tell the reason that was given.
 */
void gw_request_view_set_detail (GwRequestView *self, const GwCaseDetail *detail,
                                 const GPtrArray *events, GwCityInfo *city);

G_END_DECLS
