/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What, where and by whom: the facts of a case as names and values. */
#pragma once

#include "gui/model/city-info.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GW_TYPE_FACTS_VIEW (gw_facts_view_get_type ())
G_DECLARE_FINAL_TYPE (GwFactsView, gw_facts_view, GW, FACTS_VIEW, GtkWidget)

void gw_facts_view_set_detail (GwFactsView *self, const GwCaseDetail *detail,
                               GwCityInfo *city);

G_END_DECLS
