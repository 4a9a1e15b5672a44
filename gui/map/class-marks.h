/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in the symbol of a case: a mark for each group of classes. */
#pragma once

#include <cairo.h>
#include "gui/client/class-group.h"

G_BEGIN_DECLS

/* The mark about (0, 0), reaching size from there, in the current colour. Group 0: nothing. */
void gw_class_mark_draw (cairo_t *cr, guint group, double size);

G_END_DECLS
