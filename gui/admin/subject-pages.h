/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of things that are administered alike. */
#pragma once

#include "gui/admin/admin-page.h"

G_BEGIN_DECLS

GtkWidget *gw_people_page_new (GwDesk *desk);
GtkWidget *gw_departments_page_new (GwDesk *desk);
GtkWidget *gw_duty_grids_page_new (GwDesk *desk);
GtkWidget *gw_shifts_page_new (GwDesk *desk);

G_END_DECLS
