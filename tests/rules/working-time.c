/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The slow count knows nothing of spans: it looks at the local clock each minute. */
#include "tests/rules/working-time.h"

#define KNOWN_DAYS 800
#define N_SPECIAL_DAYS 25

static const char *const zones[] = { "Asia/Shanghai",       "Europe/Berlin",
                                     "America/New_York",    "UTC",
                                     "Australia/Lord_Howe", "Africa/Cairo",
                                     "America/Havana",      "America/St_Johns" };
/* Days since 1970 of the changes of 2026 in these zones. */
static const guint changes[] = { 20520, 20541, 20548, 20570, 20730, 20751, 20758 };

/* Up to four slots, apart or touching, or the whole day. */
static GArray *
random_slots (GRand *random)
{
  GArray *slots = g_array_new (FALSE, FALSE, sizeof (GwSlot));
  guint n = g_rand_int_range (random, 1, 5);
  guint at = g_rand_boolean (random) ? 0 : g_rand_int_range (random, 0, 600);

  if (g_rand_int_range (random, 0, 6) == 0)
    {
      g_array_append_val (slots, ((GwSlot){ 0, 1440 }));
      return slots;
    }
  for (guint i = 0; i < n && at < 1300; i++)
    {
      GwSlot slot = {
        at + (g_rand_boolean (random) ? 0 : g_rand_int_range (random, 0, 120)), 0
      };

      slot.end = MIN (1440, slot.start + g_rand_int_range (random, 1, 240));
      at = slot.end;
      g_array_append_val (slots, slot);
    }
  return slots;
}

static void
add_special_days (WorkingTime *time, GRand *random)
{
  guint first = time->start / DAY;

  for (guint i = 0; i < N_SPECIAL_DAYS; i++)
    {
      gint64 day = first + g_rand_int_range (random, 0, 60);
      gboolean working = g_rand_boolean (random);
      g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (day * 86400);
      g_autofree char *text = g_date_time_format (date, "%F");

      g_hash_table_insert (time->days, GUINT_TO_POINTER ((guint)day),
                           GUINT_TO_POINTER (working ? 2 : 1));
      g_assert_true (gw_calendar_add_day (time->calendar, text, working, NULL, NULL));
    }
}

static void
add_slots (WorkingTime *time, GRand *random)
{
  for (guint weekday = 1; weekday <= 7; weekday++)
    {
      GArray *slots = random_slots (random);

      /* One day in four is a day off, Wednesday never: time has to come. */
      if (weekday != 3 && g_rand_int_range (random, 0, 4) == 0)
        g_array_set_size (slots, 0);
      time->weekdays[weekday] = slots;
      g_assert_true (gw_calendar_set_slots (
          time->calendar, weekday, (GwSlot *)(void *)slots->data, slots->len, NULL));
    }
  time->make_up = random_slots (random);
  g_assert_true (gw_calendar_set_make_up_slots (
      time->calendar, (GwSlot *)(void *)time->make_up->data, time->make_up->len, NULL));
}

WorkingTime *
working_time_new_random (GRand *random)
{
  WorkingTime *time = g_new0 (WorkingTime, 1);
  const char *zone = zones[g_rand_int_range (random, 0, G_N_ELEMENTS (zones))];
  guint day = g_rand_int_range (random, 20454, 20819);

  if (g_rand_boolean (random))
    day = changes[g_rand_int_range (random, 0, G_N_ELEMENTS (changes))] -
          g_rand_int_range (random, 0, 10);
  time->calendar = gw_calendar_new (zone, NULL);
  time->zone = g_time_zone_new_identifier (zone);
  time->days = g_hash_table_new (NULL, NULL);
  time->start = day * DAY;
  time->first_minute = (time->start - 10 * DAY) / MINUTE;
  time->known = g_malloc0 (KNOWN_DAYS * 1440);
  add_slots (time, random);
  add_special_days (time, random);
  time->capacity = working_time_between (time, time->start, time->start + 20 * DAY);
  return time;
}

void
working_time_free (WorkingTime *time)
{
  for (guint weekday = 1; weekday <= 7; weekday++)
    g_array_unref (time->weekdays[weekday]);
  g_array_unref (time->make_up);
  g_hash_table_unref (time->days);
  g_time_zone_unref (time->zone);
  gw_calendar_unref (time->calendar);
  g_free (time->known);
  g_free (time);
}

gint64
working_time_random_instant (const WorkingTime *time, GRand *random)
{
  return time->start + g_rand_int_range (random, 0, 20 * 1440) * MINUTE +
         (g_rand_boolean (random) ? 0 : g_rand_int_range (random, 0, 60000));
}

gint64
working_time_random_amount (const WorkingTime *time, GRand *random)
{
  gint64 most = g_rand_boolean (random) ? time->capacity : time->capacity / 20;

  return g_rand_double (random) * most;
}

static gboolean
look (const WorkingTime *time, gint64 at)
{
  int interval = g_time_zone_find_interval (time->zone, G_TIME_TYPE_UNIVERSAL, at / 1000);
  gint64 local = at / 1000 + g_time_zone_get_offset (time->zone, interval);
  guint day = local / 86400;
  guint minute = local % 86400 / 60;
  guint special =
      GPOINTER_TO_UINT (g_hash_table_lookup (time->days, GUINT_TO_POINTER (day)));
  /* 1970 began on a Thursday. */
  const GArray *slots = special == 2 ? time->make_up : time->weekdays[(day + 3) % 7 + 1];

  for (guint i = 0; special != 1 && i < slots->len; i++)
    {
      const GwSlot *slot = &g_array_index (slots, GwSlot, i);

      if (minute >= slot->start && minute < slot->end)
        return TRUE;
    }
  return FALSE;
}

gboolean
working_time_is_working (WorkingTime *time, gint64 at)
{
  gint64 minute = at / MINUTE - time->first_minute;

  g_assert_true (minute >= 0 && minute < KNOWN_DAYS * 1440);
  if (time->known[minute] == 0)
    time->known[minute] = look (time, at) ? 2 : 1;
  return time->known[minute] == 2;
}

/* Slots begin and end on full minutes, and clocks change there. */
gint64
working_time_add (WorkingTime *time, gint64 start, gint64 amount)
{
  for (gint64 at = start;;)
    {
      gint64 next = (at / MINUTE + 1) * MINUTE;

      if (working_time_is_working (time, at))
        {
          if (amount <= next - at)
            return at + amount;
          amount -= next - at;
        }
      at = next;
    }
}

gint64
working_time_between (WorkingTime *time, gint64 a, gint64 b)
{
  gint64 sum = 0;

  for (gint64 at = a; at < b;)
    {
      gint64 next = MIN ((at / MINUTE + 1) * MINUTE, b);

      if (working_time_is_working (time, at))
        sum += next - at;
      at = next;
    }
  return sum;
}
