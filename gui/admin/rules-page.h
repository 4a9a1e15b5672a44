/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of routing rules: ordered, edited, checked, tried and put into force. */
#pragma once

#include "gui/admin/admin-page.h"

G_BEGIN_DECLS

GtkWidget *gw_rules_page_new (GwDesk *desk);

G_END_DECLS
