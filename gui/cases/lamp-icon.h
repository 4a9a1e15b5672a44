/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A lamp: shape and colour together, so that nobody needs to tell red from green. */
#pragma once

#include "gui/client/records.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Circle: in time; triangle: due soon; diamond: overdue; ring: no deadline. */
#define GW_TYPE_LAMP_ICON (gw_lamp_icon_get_type ())
G_DECLARE_FINAL_TYPE (GwLampIcon, gw_lamp_icon, GW, LAMP_ICON, GtkWidget)

GtkWidget *gw_lamp_icon_new (GwLamp lamp);
void gw_lamp_icon_set_lamp (GwLampIcon *self, GwLamp lamp);

G_END_DECLS
