/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Children one after the other in lines, as the words of a text. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* For small widgets of one height, badges say; GtkFlowBox would put them into columns. */
#define GW_TYPE_WRAP_LAYOUT (gw_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (GwWrapLayout, gw_wrap_layout, GW, WRAP_LAYOUT, GtkLayoutManager)

G_END_DECLS
