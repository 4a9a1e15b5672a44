/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of people. */
#pragma once

#include "gui/admin/admin-page.h"

G_BEGIN_DECLS

/* A GwAdminPage. */
GtkWidget *gw_people_page_new (GwDesk *desk);

G_END_DECLS
