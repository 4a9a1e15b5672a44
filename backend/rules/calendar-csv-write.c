/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calendars to CSV. */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/calendar-plan.h"

#include <string.h>

/* With a comma before it; quoted where it has to be. */
static void
append_field (GString *csv, const char *text)
{
  g_string_append_c (csv, ',');
  if (strpbrk (text, ",\"\r\n") == NULL)
    {
      g_string_append (csv, text);
      return;
    }
  g_string_append_c (csv, '"');
  for (; *text != '\0'; text++)
    {
      if (*text == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *text);
    }
  g_string_append_c (csv, '"');
}

static void
append_row (GString *csv, const char *word, const char *a, const char *b, const char *c)
{
  const char *fields[] = { a, b, c };

  g_string_append (csv, word);
  for (guint i = 0; i < G_N_ELEMENTS (fields) && fields[i] != NULL; i++)
    append_field (csv, fields[i]);
  g_string_append_c (csv, '\n');
}

static void
append_slots (GString *csv, const GwCalendarPlan *plan, guint weekday)
{
  for (guint i = 0; i < plan->slots->len; i++)
    {
      const GwPlanSlot *slot = &g_array_index (plan->slots, GwPlanSlot, i);

      if (slot->weekday != weekday)
        continue;
      if (weekday == GW_WEEKDAY_MAKE_UP)
        g_string_append (csv, "make_up_slot");
      else
        g_string_append_printf (csv, "slot,%u", weekday);
      g_string_append_printf (csv, ",%02u:%02u,%02u:%02u\n", slot->slot.start / 60,
                              slot->slot.start % 60, slot->slot.end / 60,
                              slot->slot.end % 60);
    }
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  const GwPlanDay *one = *(GwPlanDay *const *)a;
  const GwPlanDay *other = *(GwPlanDay *const *)b;

  return strcmp (one->date, other->date);
}

char *
gw_calendar_plan_to_csv (const GwCalendarPlan *plan)
{
  g_autofree char *hours = g_strdup_printf ("%u", plan->hours_per_day);
  g_autoptr (GPtrArray) days = g_ptr_array_copy (plan->days, NULL, NULL);
  GString *csv = g_string_new (NULL);

  /* The days of the copy are the plan's. */
  g_ptr_array_set_free_func (days, NULL);
  g_ptr_array_sort (days, compare_days);
  append_row (csv, "name", plan->name, plan->name_en, NULL);
  append_row (csv, "zone", plan->time_zone, NULL, NULL);
  append_row (csv, "hours", hours, NULL, NULL);
  for (guint weekday = 1; weekday <= 7; weekday++)
    append_slots (csv, plan, weekday);
  append_slots (csv, plan, GW_WEEKDAY_MAKE_UP);
  for (guint i = 0; i < days->len; i++)
    {
      const GwPlanDay *day = g_ptr_array_index (days, i);

      append_row (csv, "day", day->date, day->working ? "1" : "0", day->name);
    }
  for (guint i = 0; i < plan->departments->len; i++)
    append_row (csv, "department", g_ptr_array_index (plan->departments, i), NULL, NULL);
  return g_string_free (csv, FALSE);
}
