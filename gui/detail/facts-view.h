/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What, where and by whom: the facts of a case as names and values. */
#pragma once

#include "gui/client/place-records.h"
#include "gui/model/city-info.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GW_TYPE_FACTS_VIEW (gw_facts_view_get_type ())
G_DECLARE_FINAL_TYPE (GwFactsView, gw_facts_view, GW, FACTS_VIEW, GtkWidget)

/* duty: who looks after the case's cell; NULL while it is not known. */
void gw_facts_view_set_detail (GwFactsView *self, const GwCaseDetail *detail,
                               const GwCellDutyRecord *duty, GwCityInfo *city);

G_END_DECLS
