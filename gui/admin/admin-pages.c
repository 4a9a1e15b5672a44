/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of the administration and who gets each of them. */
#define G_LOG_DOMAIN "gridward-gui"

#include <glib/gi18n.h>

#include "gui/admin/admin-page.h"
#include "gui/admin/audit-page.h"
#include "gui/admin/calendar-page.h"
#include "gui/admin/catalogue-page.h"
#include "gui/admin/rules-page.h"
#include "gui/admin/settings-page.h"
#include "gui/admin/subject-pages.h"

static gboolean
is_administrator (const GwUser *user)
{
  return gw_user_has_role (user, "admin");
}

/* Shifts are also for who watches over an area. */
static gboolean
has_shifts (const GwUser *user)
{
  return is_administrator (user) ||
         (user->area.code != NULL &&
          (gw_user_has_role (user, "leader") || gw_user_has_role (user, "manager")));
}

static const GwAdminPageInfo pages[] = {
  { "people", N_ ("People"), "system-users-symbolic", is_administrator,
    gw_people_page_new },
  { "departments", N_ ("Departments"), "x-office-address-book-symbolic", is_administrator,
    gw_departments_page_new },
  { "duty-grids", N_ ("Duty grids"), "view-grid-symbolic", is_administrator,
    gw_duty_grids_page_new },
  { "shifts", N_ ("Shifts"), "x-office-calendar-symbolic", has_shifts, gw_shifts_page_new },
  { "rules", N_ ("Routing Rules"), "mail-send-symbolic", is_administrator,
    gw_rules_page_new },
  { "catalogue", N_ ("Catalogue"), "view-list-symbolic", is_administrator,
    gw_catalogue_page_new },
  { "calendars", N_ ("Calendars"), "x-office-calendar-symbolic", is_administrator,
    gw_calendar_page_new },
  { "settings", N_ ("City Settings"), "emblem-system-symbolic", is_administrator,
    gw_settings_page_new },
  { "journal", N_ ("Journal of Changes"), "document-open-recent-symbolic", is_administrator,
    gw_audit_page_new },
};

const GwAdminPageInfo *
gw_admin_pages (guint *ret_n)
{
  *ret_n = G_N_ELEMENTS (pages);
  return pages;
}
