/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of what the city decides: each setting with its meaning, default and range. */
#pragma once

#include "gui/admin/admin-page.h"

G_BEGIN_DECLS

GtkWidget *gw_settings_page_new (GwDesk *desk);

G_END_DECLS
