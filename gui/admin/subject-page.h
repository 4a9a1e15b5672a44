/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page of things that are administered alike: a list with search beside a form. */
#pragma once

#include "gui/admin/admin-page.h"
#include "gui/admin/subject.h"

G_BEGIN_DECLS

#define GW_TYPE_SUBJECT_PAGE (gw_subject_page_get_type ())
G_DECLARE_FINAL_TYPE (GwSubjectPage, gw_subject_page, GW, SUBJECT_PAGE, GwAdminPage)

/* kind is static. */
GtkWidget *gw_subject_page_new (GwDesk *desk, const GwSubjectKind *kind);

G_END_DECLS
