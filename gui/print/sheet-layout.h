/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case sheet cut into pages; draws any of them. */
#pragma once

#include "gui/print/sheet.h"

#include <cairo.h>

G_BEGIN_DECLS

typedef struct _GwSheetLayout GwSheetLayout;

/* For pages of that size, in points; margins are the layout's own. */
GwSheetLayout *gw_sheet_layout_new (GwSheet *sheet, double width, double height);
void gw_sheet_layout_free (GwSheetLayout *layout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwSheetLayout, gw_sheet_layout_free)
guint gw_sheet_layout_n_pages (const GwSheetLayout *layout);
/* With the context's unit a point and its origin the page's corner. */
void gw_sheet_layout_draw (GwSheetLayout *layout, guint page, cairo_t *cr);

G_END_DECLS
