/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which cubes are kept, and the spans of days they are kept for. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/sqlite/cube.h"

#define CELL GW_THING_BIT (GW_THING_CELL)
#define DUTY_GRID GW_THING_BIT (GW_THING_DUTY_GRID)
#define CLASS GW_THING_BIT (GW_THING_CLASS)
#define DEPARTMENT GW_THING_BIT (GW_THING_DEPARTMENT)
#define SOURCE GW_THING_BIT (GW_THING_SOURCE)
#define PERSON GW_THING_BIT (GW_THING_PERSON)
#define HOUR GW_THING_BIT (GW_THING_HOUR)
#define POST GW_THING_BIT (GW_THING_POST)
#define COMMUNITY GW_THING_BIT (GW_THING_COMMUNITY)
#define WEEKDAY GW_THING_BIT (GW_THING_WEEKDAY)

/* Of a day, besides the one by all keys: what trends are made of. The smaller first. */
static const guint of_days[] = {
  [1] = WEEKDAY,          [2] = HOUR | WEEKDAY,      [3] = DEPARTMENT | SOURCE | WEEKDAY,
  [4] = CLASS | WEEKDAY,  [5] = COMMUNITY | WEEKDAY, [6] = DUTY_GRID | WEEKDAY,
  [7] = PERSON | WEEKDAY, [8] = POST | WEEKDAY,
};

/* Of longer spans: every two keys, and what a page of charts is narrowed by. */
static const guint of_spans[] = {
  [GW_CUBE_ALL] = GW_ALL_THING_KEYS, /* only of what waits */
  [1] = HOUR | WEEKDAY,
  [2] = DEPARTMENT | SOURCE | WEEKDAY,
  [3] = DEPARTMENT | HOUR,
  [4] = SOURCE | HOUR,
  [5] = COMMUNITY | WEEKDAY,
  [6] = CLASS | WEEKDAY,
  [7] = DUTY_GRID | WEEKDAY,
  [8] = PERSON | WEEKDAY,
  [9] = CLASS | SOURCE,
  [10] = COMMUNITY | SOURCE,
  [11] = DUTY_GRID | SOURCE,
  [12] = CLASS | DEPARTMENT,
  [13] = PERSON | SOURCE,
  [14] = PERSON | DEPARTMENT,
  [15] = CLASS | HOUR,
  [16] = COMMUNITY | HOUR,
  [17] = DUTY_GRID | COMMUNITY,
  [18] = COMMUNITY | DEPARTMENT,
  [19] = DUTY_GRID | DEPARTMENT,
  [20] = DUTY_GRID | HOUR,
  [21] = PERSON | HOUR,
  [22] = CELL,
  [23] = PERSON | COMMUNITY,
  [24] = PERSON | DUTY_GRID,
  [25] = CLASS | COMMUNITY,
  [26] = CLASS | DUTY_GRID,
  [27] = CLASS | PERSON,
  [28] = CLASS | DEPARTMENT | COMMUNITY,
  [29] = POST | HOUR | WEEKDAY,
  [30] = POST | DEPARTMENT | SOURCE,
  [31] = POST | COMMUNITY,
  [32] = POST | CLASS,
  [33] = POST | DUTY_GRID,
  [34] = POST | PERSON,
};

guint
gw_cube_end (GwSpan span)
{
  if (span == GW_SPAN_THIRD)
    return GW_CUBE_ALL + 1;
  return span == GW_SPAN_DAY ? G_N_ELEMENTS (of_days) : G_N_ELEMENTS (of_spans);
}

guint
gw_cube_kept_keys (GwSpan span, guint cube)
{
  return span == GW_SPAN_DAY ? of_days[cube] : of_spans[cube];
}

gboolean
gw_cube_find (GwSpan span, guint keys, guint *ret_cube)
{
  for (guint i = GW_CUBE_ALL + 1; i < gw_cube_end (span); i++)
    if ((keys & ~gw_cube_kept_keys (span, i)) == 0)
      {
        *ret_cube = i;
        return TRUE;
      }
  return FALSE;
}

gint64
gw_cube_row_id (GwSpan span, guint32 first_day, guint cube)
{
  return ((gint64)span * 100000000 + first_day) * 100 + cube;
}

void
gw_cube_parse_row_id (gint64 id, GwSpan *ret_span, guint32 *ret_first_day, guint *ret_cube)
{
  *ret_cube = (guint)(id % 100);
  id /= 100;
  *ret_first_day = (guint32)(id % 100000000);
  *ret_span = (GwSpan)(id / 100000000);
}

/* --- days --------------------------------------------------------------------------------- */

guint
gw_days_apart (guint32 day, guint32 other)
{
  guint32 differing = gw_day_to_number (day) ^ gw_day_to_number (other);
  guint apart = 0;

  for (; differing != 0; differing >>= 1)
    apart++;
  return MIN (apart, GW_N_DAYS_APART - 1);
}

guint32
gw_span_first_day (GwSpan span, guint32 day)
{
  guint32 of_month = day % 100;

  switch (span)
    {
    case GW_SPAN_THIRD:
      return day - of_month + (of_month > 20 ? 21 : of_month > 10 ? 11 : 1);
    case GW_SPAN_MONTH:
      return day - of_month + 1;
    case GW_SPAN_YEAR:
      return day / 10000 * 10000 + 101;
    default:
      return day;
    }
}

guint32
gw_span_last_day (GwSpan span, guint32 day)
{
  guint32 of_month = day % 100, month = day - of_month;
  guint32 days_in_month =
      g_date_get_days_in_month ((GDateMonth)(day / 100 % 100), (GDateYear)(day / 10000));

  switch (span)
    {
    case GW_SPAN_THIRD:
      return month + (of_month > 20 ? days_in_month : of_month > 10 ? 20 : 10);
    case GW_SPAN_MONTH:
      return month + days_in_month;
    case GW_SPAN_YEAR:
      return day / 10000 * 10000 + 1231;
    default:
      return day;
    }
}
