/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said of a class or of a filing condition, to be changed. */
#pragma once

#include "gui/admin/catalogue-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Signal "edited": the item has another wish. */
#define GW_TYPE_CATALOGUE_FORM (gw_catalogue_form_get_type ())
G_DECLARE_FINAL_TYPE (GwCatalogueForm, gw_catalogue_form, GW, CATALOGUE_FORM, GtkBox)

GtkWidget *gw_catalogue_form_new (void);
/* item NULL: nothing is chosen. all: GwCatalogueItem of its kind, among them its versions. */
void gw_catalogue_form_show (GwCatalogueForm *self, GwCatalogueItem *item, GPtrArray *all);
/* The fault of the item is told at its field. */
void gw_catalogue_form_show_fault (GwCatalogueForm *self);
/* Where a new one is begun. */
void gw_catalogue_form_focus_code (GwCatalogueForm *self);

G_END_DECLS
