/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of the journal: who changed what of the city, when, from what to what. */
#pragma once

#include "gui/admin/admin-page.h"

G_BEGIN_DECLS

GtkWidget *gw_audit_page_new (GwDesk *desk);

G_END_DECLS
