/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The component that a case is about: what it is, whose, and what else it has been through. */
#pragma once

#include "gui/client/place-records.h"
#include "gui/model/city-info.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Signal "opened" (string): the number of another case of it that was chosen. */
#define GW_TYPE_COMPONENT_VIEW (gw_component_view_get_type ())
G_DECLARE_FINAL_TYPE (GwComponentView, gw_component_view, GW, COMPONENT_VIEW, GtkWidget)

/* card NULL: not visible. number: the open case, which is not told again. */
void gw_component_view_set_card (GwComponentView *self, const GwComponentCard *card,
                                 const char *number, GwCityInfo *city);

G_END_DECLS
