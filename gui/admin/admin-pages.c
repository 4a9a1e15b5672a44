/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of the administration and who gets each of them. */
#define G_LOG_DOMAIN "gridward-gui"

#include <glib/gi18n.h>

#include "gui/admin/admin-page.h"
#include "gui/admin/people-page.h"

static gboolean
is_administrator (const GwUser *user)
{
  return gw_user_has_role (user, "admin");
}

static const GwAdminPageInfo pages[] = {
  { "people", N_ ("People"), "system-users-symbolic", is_administrator,
    gw_people_page_new },
};

const GwAdminPageInfo *
gw_admin_pages (guint *ret_n)
{
  *ret_n = G_N_ELEMENTS (pages);
  return pages;
}
