/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plans, and the calendars made of them. */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/calendar-plan.h"

#define DEFAULT_HOURS_PER_DAY 8

static void
free_day (gpointer data)
{
  GwPlanDay *day = data;

  g_free (day->date);
  g_free (day->name);
  g_free (day);
}

GwCalendarPlan *
gw_calendar_plan_new (const char *code, const char *name, const char *time_zone)
{
  GwCalendarPlan *plan = g_new0 (GwCalendarPlan, 1);

  plan->code = g_strdup (code);
  plan->name = g_strdup (name);
  plan->time_zone = g_strdup (time_zone);
  plan->hours_per_day = DEFAULT_HOURS_PER_DAY;
  plan->slots = g_array_new (FALSE, FALSE, sizeof (GwPlanSlot));
  plan->days = g_ptr_array_new_with_free_func (free_day);
  plan->departments = g_ptr_array_new_with_free_func (g_free);
  return plan;
}

GwCalendarPlan *
gw_calendar_plan_copy (const GwCalendarPlan *plan)
{
  GwCalendarPlan *copy = gw_calendar_plan_new (plan->code, plan->name, plan->time_zone);

  copy->name_en = g_strdup (plan->name_en);
  copy->hours_per_day = plan->hours_per_day;
  if (plan->slots->len > 0)
    g_array_append_vals (copy->slots, plan->slots->data, plan->slots->len);
  for (guint i = 0; i < plan->days->len; i++)
    {
      const GwPlanDay *day = g_ptr_array_index (plan->days, i);

      gw_calendar_plan_add_day (copy, day->date, day->working, day->name);
    }
  for (guint i = 0; i < plan->departments->len; i++)
    g_ptr_array_add (copy->departments,
                     g_strdup (g_ptr_array_index (plan->departments, i)));
  return copy;
}

void
gw_calendar_plan_free (GwCalendarPlan *plan)
{
  g_free (plan->code);
  g_free (plan->name);
  g_free (plan->name_en);
  g_free (plan->time_zone);
  g_array_unref (plan->slots);
  g_ptr_array_unref (plan->days);
  g_ptr_array_unref (plan->departments);
  g_free (plan);
}

void
gw_calendar_plan_add_slot (GwCalendarPlan *plan, guint weekday, guint start, guint end)
{
  GwPlanSlot slot = { weekday, { start, end } };

  g_array_append_val (plan->slots, slot);
}

void
gw_calendar_plan_add_office_hours (GwCalendarPlan *plan)
{
  for (guint weekday = 1; weekday <= 5; weekday++)
    {
      gw_calendar_plan_add_slot (plan, weekday, 8 * 60, 12 * 60);
      gw_calendar_plan_add_slot (plan, weekday, 14 * 60, 18 * 60);
    }
}

void
gw_calendar_plan_add_day (GwCalendarPlan *plan, const char *date, gboolean working,
                          const char *name)
{
  GwPlanDay *day = g_new0 (GwPlanDay, 1);

  day->date = g_strdup (date);
  day->working = working;
  day->name = g_strdup (name);
  g_ptr_array_add (plan->days, day);
}

static int
compare_slots (gconstpointer a, gconstpointer b)
{
  const GwSlot *one = a;
  const GwSlot *other = b;

  return (int)one->start - (int)other->start;
}

static gboolean
build_weekday (const GwCalendarPlan *plan, GwCalendar *calendar, guint weekday,
               GError **error)
{
  g_autoptr (GArray) slots = g_array_new (FALSE, FALSE, sizeof (GwSlot));

  for (guint i = 0; i < plan->slots->len; i++)
    {
      const GwPlanSlot *slot = &g_array_index (plan->slots, GwPlanSlot, i);

      if (slot->weekday == weekday)
        g_array_append_val (slots, slot->slot);
    }
  g_array_sort (slots, compare_slots);
  if (weekday != GW_WEEKDAY_MAKE_UP)
    return gw_calendar_set_slots (calendar, weekday, (GwSlot *)(void *)slots->data,
                                  slots->len, error);
  return slots->len == 0 || gw_calendar_set_make_up_slots (
                                calendar, (GwSlot *)(void *)slots->data, slots->len, error);
}

GwCalendar *
gw_calendar_plan_build (const GwCalendarPlan *plan, GError **error)
{
  g_autoptr (GwCalendar) calendar = gw_calendar_new (plan->time_zone, error);

  if (calendar == NULL)
    return NULL;
  gw_calendar_set_hours_per_day (calendar, plan->hours_per_day);
  for (guint weekday = GW_WEEKDAY_MAKE_UP; weekday <= 7; weekday++)
    {
      if (!build_weekday (plan, calendar, weekday, error))
        return NULL;
    }
  for (guint i = 0; i < plan->days->len; i++)
    {
      const GwPlanDay *day = g_ptr_array_index (plan->days, i);

      if (!gw_calendar_add_day (calendar, day->date, day->working, day->name, error))
        return NULL;
    }
  if (!gw_calendar_check (calendar, error))
    return NULL;
  return g_steal_pointer (&calendar);
}
