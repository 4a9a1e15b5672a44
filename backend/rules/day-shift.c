/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shifts of the statistics: which hours of the day each has. */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/day-shift.h"

#include <string.h>

#define HOURS 24

static const struct
{
  const char *code;
  const char *zh;
  const char *en;
} names[] = {
  { "day", "白班", "Day" },       { "morning", "早班", "Morning" },
  { "middle", "中班", "Middle" }, { "evening", "晚班", "Evening" },
  { "night", "夜班", "Night" },
};

static gboolean
parse_one (const char *text, GwDayShifts *shifts)
{
  const char *colon = strchr (text, ':');
  guint64 begin;

  if (colon == NULL || shifts->n == GW_DAY_SHIFTS_MAX ||
      !g_ascii_string_to_unsigned (colon + 1, 10, 0, HOURS - 1, &begin, NULL) ||
      (shifts->n > 0 && begin <= shifts->shifts[shifts->n - 1].begin))
    return FALSE;
  for (guint i = 0; i < shifts->n; i++)
    if (strncmp (names[shifts->shifts[i].name].code, text, (gsize)(colon - text)) == 0)
      return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (strlen (names[i].code) != (gsize)(colon - text) ||
          strncmp (names[i].code, text, (gsize)(colon - text)) != 0)
        continue;
      shifts->shifts[shifts->n].name = (guint8)i;
      shifts->shifts[shifts->n++].begin = (guint8)begin;
      return TRUE;
    }
  return FALSE;
}

gboolean
gw_day_shifts_parse (const char *text, GwDayShifts *shifts)
{
  g_auto (GStrv) words = g_strsplit (text, ",", -1);

  shifts->n = 0;
  for (guint i = 0; words[i] != NULL; i++)
    if (!parse_one (words[i], shifts))
      return FALSE;
  return shifts->n > 0;
}

void
gw_day_shifts_append (GString *text, const GwDayShifts *shifts)
{
  for (guint i = 0; i < shifts->n; i++)
    g_string_append_printf (text, "%s%s:%u", i > 0 ? "," : "",
                            names[shifts->shifts[i].name].code, shifts->shifts[i].begin);
}

guint
gw_day_shifts_of_hour (const GwDayShifts *shifts, guint hour)
{
  guint found = shifts->n - 1;

  for (guint i = 0; i < shifts->n; i++)
    if (shifts->shifts[i].begin <= hour)
      found = i;
  /* Before the first one it is still the last one's night. */
  return hour < shifts->shifts[0].begin ? shifts->n - 1 : found;
}

guint
gw_day_shift_hours (const GwDayShifts *shifts, guint shift)
{
  guint hours = 0;

  for (guint hour = 0; hour < HOURS; hour++)
    if (gw_day_shifts_of_hour (shifts, hour) == shift)
      hours |= 1u << hour;
  return hours;
}

void
gw_day_shift_key (const GwDayShifts *shifts, guint shift, char key[GW_DAY_SHIFT_KEY_SIZE])
{
  guint end = shifts->shifts[(shift + 1) % shifts->n].begin;

  g_snprintf (key, GW_DAY_SHIFT_KEY_SIZE, "%02u-%02u", shifts->shifts[shift].begin, end);
}

gboolean
gw_day_shift_find (const GwDayShifts *shifts, const char *key, guint *ret_shift)
{
  for (guint i = 0; i < shifts->n; i++)
    {
      char own[GW_DAY_SHIFT_KEY_SIZE];

      gw_day_shift_key (shifts, i, own);
      if (strcmp (own, key) != 0)
        continue;
      *ret_shift = i;
      return TRUE;
    }
  return FALSE;
}

const char *
gw_day_shift_name (const GwDayShifts *shifts, guint shift)
{
  return names[shifts->shifts[shift].name].zh;
}

const char *
gw_day_shift_name_en (const GwDayShifts *shifts, guint shift)
{
  return names[shifts->shifts[shift].name].en;
}

char *
gw_day_shifts_meaning (const GwDayShifts *shifts, const char *language)
{
  gboolean zh = language != NULL && g_str_has_prefix (language, "zh");
  GString *text = g_string_new (zh ? "按事件发生的当地整点归入班次："
                                   : "By the local hour of the event: ");

  for (guint i = 0; i < shifts->n; i++)
    {
      char key[GW_DAY_SHIFT_KEY_SIZE];

      gw_day_shift_key (shifts, i, key);
      g_string_append (text, i == 0 ? "" : zh ? "、" : ", ");
      g_string_append_printf (
          text, "%s %s",
          zh ? gw_day_shift_name (shifts, i) : gw_day_shift_name_en (shifts, i), key);
    }
  g_string_append (text,
                   zh ? "；零点以后的计入当日" : "; after midnight it is of its own date");
  return g_string_free (text, FALSE);
}
