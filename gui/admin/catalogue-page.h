/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of the catalogue: classes and filing conditions with their time limits. */
#pragma once

#include "gui/admin/admin-page.h"

G_BEGIN_DECLS

GtkWidget *gw_catalogue_page_new (GwDesk *desk);

G_END_DECLS
