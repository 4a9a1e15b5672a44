/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of calendars: months, weekly hours, who works by them, what a change would move. */
#pragma once

#include "gui/admin/admin-page.h"

G_BEGIN_DECLS

GtkWidget *gw_calendar_page_new (GwDesk *desk);

G_END_DECLS
