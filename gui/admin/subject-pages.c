/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of things that are administered alike. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/admin/subject-pages.h"

#include "gui/admin/subject-page.h"

GtkWidget *
gw_people_page_new (GwDesk *desk)
{
  return gw_subject_page_new (desk, &gw_subject_people);
}

GtkWidget *
gw_departments_page_new (GwDesk *desk)
{
  return gw_subject_page_new (desk, &gw_subject_departments);
}

GtkWidget *
gw_duty_grids_page_new (GwDesk *desk)
{
  return gw_subject_page_new (desk, &gw_subject_duty_grids);
}

GtkWidget *
gw_shifts_page_new (GwDesk *desk)
{
  return gw_subject_page_new (desk, &gw_subject_shifts);
}
