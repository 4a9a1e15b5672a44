/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Working days and slots in local time, and where they lie on the UTC time line. */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/calendar-private.h"

#include <stdio.h>

#include "backend/rules/case-error.h"

#define DEFAULT_HOURS_PER_DAY 8
#define MINUTES_PER_DAY 1440
#define JULIAN_UNIX_EPOCH 719163 /* GDate's number of 1970-01-01 */
#define SECONDS_PER_DAY 86400

struct _GwCalendar
{
  gatomicrefcount ref_count;
  GTimeZone *zone;
  GArray *weekday_slots[8]; /* GwSlot, from 1 (Monday) */
  GArray *make_up_slots;    /* NULL: those of Monday */
  GHashTable *days;         /* julian -> GwSpecialDay */
  guint hours_per_day;
};

static const GwSlot default_slots[] = { { 480, 720 }, { 840, 1080 } };

static void
special_day_free (GwSpecialDay *day)
{
  g_free (day->name);
  g_free (day);
}

GwCalendar *
gw_calendar_new (const char *time_zone, GError **error)
{
  GTimeZone *zone = g_time_zone_new_identifier (time_zone);
  GwCalendar *calendar;

  if (zone == NULL)
    {
      gw_case_error_set (error, GW_CASE_ERROR_TABLE, "time_zone", "“%s” is not a time zone",
                         time_zone);
      return NULL;
    }
  calendar = g_new0 (GwCalendar, 1);
  g_atomic_ref_count_init (&calendar->ref_count);
  calendar->zone = zone;
  calendar->hours_per_day = DEFAULT_HOURS_PER_DAY;
  calendar->days =
      g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)special_day_free);
  for (guint weekday = 1; weekday <= 7; weekday++)
    {
      calendar->weekday_slots[weekday] = g_array_new (FALSE, FALSE, sizeof (GwSlot));
      if (weekday <= 5)
        g_array_append_vals (calendar->weekday_slots[weekday], default_slots,
                             G_N_ELEMENTS (default_slots));
    }
  return calendar;
}

GwCalendar *
gw_calendar_ref (GwCalendar *calendar)
{
  g_atomic_ref_count_inc (&calendar->ref_count);
  return calendar;
}

void
gw_calendar_unref (GwCalendar *calendar)
{
  if (!g_atomic_ref_count_dec (&calendar->ref_count))
    return;
  for (guint weekday = 1; weekday <= 7; weekday++)
    g_array_unref (calendar->weekday_slots[weekday]);
  g_clear_pointer (&calendar->make_up_slots, g_array_unref);
  g_hash_table_unref (calendar->days);
  g_time_zone_unref (calendar->zone);
  g_free (calendar);
}

static gboolean
check_slots (const GwSlot *slots, guint n_slots, GError **error)
{
  guint previous_end = 0;

  for (guint i = 0; i < n_slots; i++)
    {
      if (slots[i].start < previous_end || slots[i].end <= slots[i].start ||
          slots[i].end > MINUTES_PER_DAY)
        {
          gw_case_error_set (error, GW_CASE_ERROR_TABLE, "slots",
                             "slot %u (%02u:%02u-%02u:%02u) is empty, leaves the day or "
                             "overlaps the one before",
                             i + 1, slots[i].start / 60, slots[i].start % 60,
                             slots[i].end / 60, slots[i].end % 60);
          return FALSE;
        }
      previous_end = slots[i].end;
    }
  return TRUE;
}

gboolean
gw_calendar_set_slots (GwCalendar *calendar, guint weekday, const GwSlot *slots,
                       guint n_slots, GError **error)
{
  g_return_val_if_fail (weekday >= 1 && weekday <= 7, FALSE);

  if (!check_slots (slots, n_slots, error))
    return FALSE;
  g_array_set_size (calendar->weekday_slots[weekday], 0);
  if (n_slots > 0)
    g_array_append_vals (calendar->weekday_slots[weekday], slots, n_slots);
  return TRUE;
}

gboolean
gw_calendar_set_make_up_slots (GwCalendar *calendar, const GwSlot *slots, guint n_slots,
                               GError **error)
{
  if (!check_slots (slots, n_slots, error))
    return FALSE;
  g_clear_pointer (&calendar->make_up_slots, g_array_unref);
  calendar->make_up_slots = g_array_new (FALSE, FALSE, sizeof (GwSlot));
  if (n_slots > 0)
    g_array_append_vals (calendar->make_up_slots, slots, n_slots);
  return TRUE;
}

gboolean
gw_calendar_add_day (GwCalendar *calendar, const char *date, gboolean working,
                     const char *name, GError **error)
{
  guint year, month, day;
  char rest;
  GwSpecialDay *special;
  GDate parsed;

  if (sscanf (date, "%4u-%2u-%2u%c", &year, &month, &day, &rest) != 3 ||
      !g_date_valid_dmy (day, month, year))
    {
      gw_case_error_set (error, GW_CASE_ERROR_TABLE, "date", "“%s” is not a date", date);
      return FALSE;
    }
  g_date_clear (&parsed, 1);
  g_date_set_dmy (&parsed, day, month, year);
  special = g_new0 (GwSpecialDay, 1);
  special->working = working;
  special->name = g_strdup (name);
  g_hash_table_insert (calendar->days, GUINT_TO_POINTER (g_date_get_julian (&parsed)),
                       special);
  return TRUE;
}

void
gw_calendar_set_hours_per_day (GwCalendar *calendar, guint hours)
{
  g_return_if_fail (hours >= 1 && hours <= 24);
  calendar->hours_per_day = hours;
}

guint
gw_calendar_hours_per_day (const GwCalendar *calendar)
{
  return calendar->hours_per_day;
}

gboolean
gw_calendar_check (const GwCalendar *calendar, GError **error)
{
  for (guint weekday = 1; weekday <= 7; weekday++)
    {
      if (calendar->weekday_slots[weekday]->len > 0)
        return TRUE;
    }
  gw_case_error_set (error, GW_CASE_ERROR_TABLE, "slots", "no weekday has working time");
  return FALSE;
}

GTimeZone *
gw_calendar_time_zone (const GwCalendar *calendar)
{
  return calendar->zone;
}

const GwSpecialDay *
gw_calendar_special_day (const GwCalendar *calendar, guint julian)
{
  return g_hash_table_lookup (calendar->days, GUINT_TO_POINTER (julian));
}

const GwSlot *
gw_calendar_day_slots (const GwCalendar *calendar, guint julian, guint *ret_n_slots)
{
  const GwSpecialDay *special = gw_calendar_special_day (calendar, julian);
  const GArray *slots = calendar->weekday_slots[(julian - 1) % 7 + 1];

  if (special != NULL)
    slots = calendar->make_up_slots != NULL ? calendar->make_up_slots
                                            : calendar->weekday_slots[1];
  *ret_n_slots = special != NULL && !special->working ? 0 : slots->len;
  return (const GwSlot *)(const void *)slots->data;
}

static gint64
offset_at (const GwCalendar *calendar, gint64 utc)
{
  int interval = g_time_zone_find_interval (calendar->zone, G_TIME_TYPE_UNIVERSAL, utc);

  return g_time_zone_get_offset (calendar->zone, interval);
}

/* Seconds of the local clock since 1970, as if it were UTC. */
static gint64
local_seconds (const GwCalendar *calendar, gint64 utc_ms)
{
  gint64 utc = utc_ms >= 0 ? utc_ms / 1000 : (utc_ms - 999) / 1000;

  return utc + offset_at (calendar, utc);
}

/* The first second in (before, after] at which the offset is no longer that of before. */
static gint64
find_change (const GwCalendar *calendar, gint64 before, gint64 after)
{
  gint64 offset = offset_at (calendar, before);

  while (after - before > 1)
    {
      gint64 middle = before + (after - before) / 2;

      if (offset_at (calendar, middle) == offset)
        before = middle;
      else
        after = middle;
    }
  return after;
}

void
gw_day_spans_init (GwDaySpans *spans, const GwCalendar *calendar, guint julian)
{
  gint64 day = ((gint64)julian - JULIAN_UNIX_EPOCH) * SECONDS_PER_DAY;
  /* Wherever it is, the local day lies between these. */
  gint64 before = day - SECONDS_PER_DAY;
  gint64 after = day + 2 * SECONDS_PER_DAY;

  spans->slots = gw_calendar_day_slots (calendar, julian, &spans->n_slots);
  spans->next = 0;
  spans->day = day;
  spans->change = G_MAXINT64;
  if (spans->n_slots == 0)
    return;
  spans->offsets[0] = offset_at (calendar, before);
  spans->offsets[1] = offset_at (calendar, after);
  if (spans->offsets[0] != spans->offsets[1])
    spans->change = find_change (calendar, before, after);
}

gboolean
gw_day_spans_next (GwDaySpans *spans, gint64 *ret_start_ms, gint64 *ret_end_ms)
{
  guint passes = spans->change == G_MAXINT64 ? 1 : 2;

  while (spans->next < passes * spans->n_slots)
    {
      guint pass = spans->next / spans->n_slots;
      const GwSlot *slot = &spans->slots[spans->next++ % spans->n_slots];
      gint64 start = spans->day + slot->start * 60 - spans->offsets[pass];
      gint64 end = spans->day + slot->end * 60 - spans->offsets[pass];

      if (pass == 0)
        end = MIN (end, spans->change);
      else
        start = MAX (start, spans->change);
      if (start >= end)
        continue;
      *ret_start_ms = start * 1000;
      *ret_end_ms = end * 1000;
      return TRUE;
    }
  return FALSE;
}

guint
gw_calendar_local_day (const GwCalendar *calendar, gint64 utc_ms, guint *ret_minute)
{
  gint64 local =
      local_seconds (calendar, utc_ms) + (gint64)JULIAN_UNIX_EPOCH * SECONDS_PER_DAY;

  if (ret_minute != NULL)
    *ret_minute = local % SECONDS_PER_DAY / 60;
  return local / SECONDS_PER_DAY;
}

gboolean
gw_calendar_is_working (const GwCalendar *calendar, gint64 utc_ms)
{
  guint minute;
  guint julian = gw_calendar_local_day (calendar, utc_ms, &minute);
  guint n_slots;
  const GwSlot *slots = gw_calendar_day_slots (calendar, julian, &n_slots);

  for (guint i = 0; i < n_slots; i++)
    {
      if (minute >= slots[i].start && minute < slots[i].end)
        return TRUE;
    }
  return FALSE;
}

guint
gw_calendar_local_date (const GwCalendar *calendar, gint64 utc_ms)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, gw_calendar_local_day (calendar, utc_ms, NULL));
  return g_date_get_year (&date) * 10000u + g_date_get_month (&date) * 100u +
         g_date_get_day (&date);
}

gint64
gw_calendar_date_start (const GwCalendar *calendar, guint date)
{
  GDate parsed;
  gint64 local;
  int interval;

  g_return_val_if_fail (g_date_valid_dmy (date % 100, date / 100 % 100, date / 10000), 0);

  g_date_clear (&parsed, 1);
  g_date_set_dmy (&parsed, date % 100, date / 100 % 100, date / 10000);
  local = ((gint64)g_date_get_julian (&parsed) - JULIAN_UNIX_EPOCH) * SECONDS_PER_DAY;
  /* A midnight that is left out means the next time that exists; of two, the first. */
  interval = g_time_zone_adjust_time (calendar->zone, G_TIME_TYPE_DAYLIGHT, &local);
  return (local - g_time_zone_get_offset (calendar->zone, interval)) * 1000;
}
