/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calendars, edition by edition. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/calendar-store.h"

#include "backend/store/sqlite/internal.h"
#include "backend/store/sqlite/rows.h"

enum
{
  CALENDAR_ID,
  CALENDAR_CODE,
  CALENDAR_NAME,
  CALENDAR_NAME_EN,
  CALENDAR_TIME_ZONE,
  CALENDAR_HOURS,
  CALENDAR_VALID_FROM,
  CALENDAR_VALID_TO
};

enum
{
  SLOT_CALENDAR,
  SLOT_WEEKDAY,
  SLOT_START,
  SLOT_UNTIL
};

enum
{
  DATE_CALENDAR,
  DATE_DATE,
  DATE_WORKING,
  DATE_NAME
};

void
gw_calendar_record_free (GwCalendarRecord *record)
{
  gw_calendar_plan_free (record->plan);
  g_free (record);
}

static gpointer
read_calendar (GwStatement *s)
{
  GwCalendarRecord *r = g_new0 (GwCalendarRecord, 1);
  GwCalendarPlan *plan = gw_calendar_plan_new (NULL, NULL, NULL);

  plan->code = gw_column_dup_text (s, CALENDAR_CODE);
  plan->name = gw_column_dup_text (s, CALENDAR_NAME);
  plan->name_en = gw_column_dup_text (s, CALENDAR_NAME_EN);
  plan->time_zone = gw_column_dup_text (s, CALENDAR_TIME_ZONE);
  plan->hours_per_day = gw_column_int (s, CALENDAR_HOURS);
  r->id = gw_column_int (s, CALENDAR_ID);
  r->plan = plan;
  r->valid_from = gw_column_int (s, CALENDAR_VALID_FROM);
  r->valid_to = gw_column_int (s, CALENDAR_VALID_TO);
  return r;
}

typedef void (*AddToPlan) (GwCalendarPlan *plan, GwStatement *s);

static void
add_slot (GwCalendarPlan *plan, GwStatement *s)
{
  gw_calendar_plan_add_slot (plan, gw_column_int (s, SLOT_WEEKDAY),
                             gw_column_int (s, SLOT_START), gw_column_int (s, SLOT_UNTIL));
}

static void
add_date (GwCalendarPlan *plan, GwStatement *s)
{
  g_autofree char *date = gw_column_dup_text (s, DATE_DATE);
  g_autofree char *name = gw_column_dup_text (s, DATE_NAME);

  gw_calendar_plan_add_day (plan, date, gw_column_int (s, DATE_WORKING) != 0, name);
}

/* Rows of the query begin with the calendar's id, and come in its order. */
static gboolean
add_rows (GwStoreReader *reader, GwQuery query, GPtrArray *records, AddToPlan add,
          GError **error)
{
  GwStatement *s = gw_connection_query (reader->connection, query, error);
  gboolean has_row = TRUE;
  guint next = 0;

  if (s == NULL)
    return FALSE;
  while (has_row)
    {
      const GwCalendarRecord *record;

      if (!gw_statement_step (s, &has_row, error))
        return FALSE;
      if (!has_row)
        break;
      record = g_ptr_array_index (records, next);
      while (record->id != gw_column_int (s, 0) && next + 1 < records->len)
        record = g_ptr_array_index (records, ++next);
      add (record->plan, s);
    }
  return TRUE;
}

GPtrArray *
gw_store_calendar_list (GwStoreReader *reader, GError **error)
{
  g_autoptr (GPtrArray) records = gw_list (reader, GW_QUERY_CALENDAR_LIST, read_calendar,
                                           (GDestroyNotify)gw_calendar_record_free, error);

  if (records == NULL ||
      !add_rows (reader, GW_QUERY_CALENDAR_SLOT_LIST, records, add_slot, error) ||
      !add_rows (reader, GW_QUERY_CALENDAR_DATE_LIST, records, add_date, error))
    return NULL;
  return g_steal_pointer (&records);
}

static GwStatement *
prepare (GwStoreWriter *writer, GwQuery query, GError **error)
{
  return gw_connection_query (writer->reader.connection, query, error);
}

static gboolean
retire (GwStoreWriter *writer, const char *code, gint64 valid_to, GError **error)
{
  GwStatement *s = prepare (writer, GW_QUERY_CALENDAR_RETIRE, error);

  if (s == NULL)
    return FALSE;
  gw_bind_int (s, ":valid_to", valid_to);
  gw_bind_text (s, ":code", code);
  return gw_statement_run (s, error);
}

static gboolean
insert_calendar (GwStoreWriter *writer, const GwCalendarPlan *plan, gint64 valid_from,
                 gint64 *ret_id, GError **error)
{
  GwStatement *s = prepare (writer, GW_QUERY_CALENDAR_ADD, error);

  if (s == NULL)
    return FALSE;
  gw_bind_text (s, ":code", plan->code);
  gw_bind_text (s, ":name", plan->name);
  gw_bind_text (s, ":name_en", plan->name_en);
  gw_bind_text (s, ":time_zone", plan->time_zone);
  gw_bind_int (s, ":hours_per_day", plan->hours_per_day);
  gw_bind_int (s, ":valid_from", valid_from);
  return gw_run_insert (writer, s, ret_id, error);
}

static gboolean
insert_slots (GwStoreWriter *writer, const GwCalendarPlan *plan, gint64 id, GError **error)
{
  for (guint i = 0; i < plan->slots->len; i++)
    {
      const GwPlanSlot *slot = &g_array_index (plan->slots, GwPlanSlot, i);
      GwStatement *s = prepare (writer, GW_QUERY_CALENDAR_SLOT_ADD, error);

      if (s == NULL)
        return FALSE;
      gw_bind_int (s, ":calendar_id", id);
      gw_bind_int (s, ":weekday", slot->weekday);
      gw_bind_int (s, ":start", slot->slot.start);
      gw_bind_int (s, ":until", slot->slot.end);
      if (!gw_statement_run (s, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
insert_dates (GwStoreWriter *writer, const GwCalendarPlan *plan, gint64 id, GError **error)
{
  for (guint i = 0; i < plan->days->len; i++)
    {
      const GwPlanDay *day = g_ptr_array_index (plan->days, i);
      GwStatement *s = prepare (writer, GW_QUERY_CALENDAR_DATE_ADD, error);

      if (s == NULL)
        return FALSE;
      gw_bind_int (s, ":calendar_id", id);
      gw_bind_text (s, ":date", day->date);
      gw_bind_int (s, ":working", day->working != 0);
      gw_bind_text (s, ":name", day->name);
      if (!gw_statement_run (s, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
set_departments (GwStoreWriter *writer, const GwCalendarPlan *plan, GError **error)
{
  GwStatement *s = prepare (writer, GW_QUERY_DEPARTMENT_LEAVE_CALENDAR, error);

  if (s == NULL)
    return FALSE;
  gw_bind_text (s, ":calendar", plan->code);
  if (!gw_statement_run (s, error))
    return FALSE;
  for (guint i = 0; i < plan->departments->len; i++)
    {
      s = prepare (writer, GW_QUERY_DEPARTMENT_SET_CALENDAR, error);
      if (s == NULL)
        return FALSE;
      gw_bind_text (s, ":calendar", plan->code);
      gw_bind_text (s, ":code", g_ptr_array_index (plan->departments, i));
      if (!gw_statement_run (s, error) ||
          !gw_expect_change (writer->reader.connection, "there is no such department",
                             error))
        return FALSE;
    }
  return TRUE;
}

gboolean
gw_store_calendar_replace (GwStoreWriter *writer, const GwCalendarPlan *plan,
                           gint64 valid_from, gint64 *ret_id, GError **error)
{
  return retire (writer, plan->code, valid_from, error) &&
         insert_calendar (writer, plan, valid_from, ret_id, error) &&
         insert_slots (writer, plan, *ret_id, error) &&
         insert_dates (writer, plan, *ret_id, error) &&
         set_departments (writer, plan, error);
}
