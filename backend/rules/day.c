/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Local days as numbers such as 20261122, and what is reckoned with them. */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/day.h"

guint32
gw_day_to_number (guint32 day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, day % 100, (GDateMonth)(day / 100 % 100),
                  (GDateYear)(day / 10000));
  return g_date_get_julian (&date);
}

guint32
gw_day_from_number (guint32 number)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, number);
  return (guint32)g_date_get_year (&date) * 10000 +
         (guint32)g_date_get_month (&date) * 100 + g_date_get_day (&date);
}

guint
gw_day_to_weekday (guint32 day)
{
  /* The first day counted was a Monday. */
  return (gw_day_to_number (day) - 1) % 7 + 1;
}

guint32
gw_day_after (guint32 day)
{
  return day % 100 < 28 ? day + 1 : gw_day_from_number (gw_day_to_number (day) + 1);
}

guint32
gw_day_before (guint32 day)
{
  return day % 100 > 1 ? day - 1 : gw_day_from_number (gw_day_to_number (day) - 1);
}
