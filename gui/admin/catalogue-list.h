/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of the catalogue, those that were changed marked. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* selection: of GwCatalogueItem; takes a reference. A scrolled list. */
GtkWidget *gw_catalogue_list_new (GtkSelectionModel *selection);

G_END_DECLS
