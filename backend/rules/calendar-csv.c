/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calendars as CSV: reads on after a fault, so that one run names them all. */
#define G_LOG_DOMAIN "gridward-rules"

#include "config.h"

#include "backend/rules/calendar-plan.h"

#include "backend/rules/csv-table.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_NAME_CHARS 200
#define MINUTES_PER_DAY 1440
#define N_WEEKDAYS 8 /* with GW_WEEKDAY_MAKE_UP */

typedef struct
{
  const GwCalendarCsvContext *context;
  GwCsv csv;
  GwFaults *faults;
  GwCalendarPlan *plan;
  /* Where a minute of a weekday, a date, a department or a single word was given. */
  guint minute_lines[N_WEEKDAYS][MINUTES_PER_DAY];
  GHashTable *lines;
} Reader;

/* Fields are counted as columns are, from 1; "" for one that is not there. */
static const char *
field (const Reader *self, guint column)
{
  return column <= self->csv.fields->len ? gw_csv_get (&self->csv, column - 1) : "";
}

#define FAULT(self, column, ...)                                                           \
  gw_faults_add ((self)->faults, (self)->csv.row_line, column, __VA_ARGS__)

/* FALSE, and a fault, when the key was given before. */
static gboolean
once (Reader *self, guint column, const char *key)
{
  gpointer line = g_hash_table_lookup (self->lines, key);

  if (line == NULL)
    {
      g_hash_table_insert (self->lines, g_strdup (key),
                           GUINT_TO_POINTER (self->csv.row_line));
      return TRUE;
    }
  FAULT (self, column, _ ("“%s” stands in line %u already"), field (self, column),
         GPOINTER_TO_UINT (line));
  return FALSE;
}

static gboolean
read_name (Reader *self, guint column, char **ret_name)
{
  const char *name = field (self, column);

  if (g_utf8_strlen (name, -1) > MAX_NAME_CHARS)
    {
      FAULT (self, column, _ ("longer than %d characters"), MAX_NAME_CHARS);
      return FALSE;
    }
  g_free (*ret_name);
  *ret_name = *name != '\0' ? g_strdup (name) : NULL;
  return TRUE;
}

static void
read_names (Reader *self)
{
  if (!once (self, 1, "name"))
    return;
  if (*field (self, 2) == '\0')
    FAULT (self, 2, _ ("the name is missing"));
  read_name (self, 2, &self->plan->name);
  read_name (self, 3, &self->plan->name_en);
}

static void
read_zone (Reader *self)
{
  const char *name = field (self, 2);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (name);
  gboolean is_city = strcmp (self->context->code, GW_CITY_CALENDAR) == 0;

  if (!once (self, 1, "zone"))
    return;
  if (*name == '\0' || zone == NULL)
    FAULT (self, 2, _ ("“%s” is not a time zone"), name);
  else if (is_city && strcmp (name, self->context->time_zone) != 0)
    FAULT (self, 2, _ ("the city's calendar keeps the city's time zone, %s"),
           self->context->time_zone);
  g_free (self->plan->time_zone);
  self->plan->time_zone = g_strdup (name);
}

static gboolean
read_number (Reader *self, guint column, guint min, guint max, guint *ret_number)
{
  guint64 number;

  if (!g_ascii_string_to_unsigned (field (self, column), 10, min, max, &number, NULL))
    {
      FAULT (self, column, _ ("“%s” is not a number from %u to %u"), field (self, column),
             min, max);
      return FALSE;
    }
  *ret_number = number;
  return TRUE;
}

static void
read_hours (Reader *self)
{
  if (once (self, 1, "hours"))
    read_number (self, 2, 1, 24, &self->plan->hours_per_day);
}

static void
add_slot (Reader *self, guint weekday, guint column)
{
  guint *lines = self->minute_lines[weekday];
  guint start = 0, end = 0;
  gboolean good = gw_csv_minute (&self->csv, self->faults, column - 1, &start);

  if (!gw_csv_minute (&self->csv, self->faults, column, &end) || !good)
    return;
  if (end <= start)
    {
      FAULT (self, column + 1, _ ("the slot ends before it begins"));
      return;
    }
  for (guint minute = start; minute < end; minute++)
    {
      if (lines[minute] == 0)
        continue;
      FAULT (self, column, _ ("the slot overlaps that of line %u"), lines[minute]);
      return;
    }
  for (guint minute = start; minute < end; minute++)
    lines[minute] = self->csv.row_line;
  gw_calendar_plan_add_slot (self->plan, weekday, start, end);
}

static void
read_slot (Reader *self)
{
  guint weekday;

  if (read_number (self, 2, 1, 7, &weekday))
    add_slot (self, weekday, 3);
}

static void
read_make_up_slot (Reader *self)
{
  add_slot (self, GW_WEEKDAY_MAKE_UP, 2);
}

static void
read_day (Reader *self)
{
  const char *date = field (self, 2);
  g_autofree char *name = NULL;
  gboolean good = FALSE;
  guint working = 0;

  if (gw_csv_date (date) == 0)
    FAULT (self, 2, _ ("“%s” is not a date such as 2026-10-01"), date);
  else
    good = once (self, 2, date);
  good = read_number (self, 3, 0, 1, &working) && good;
  if (read_name (self, 4, &name) && good)
    gw_calendar_plan_add_day (self->plan, date, working, name);
}

static void
read_department (Reader *self)
{
  const GwCalendarCsvContext *context = self->context;
  const char *code = field (self, 2);
  g_autofree char *key = g_strconcat ("department ", code, NULL);

  if (strcmp (context->code, GW_CITY_CALENDAR) == 0)
    FAULT (self, 1, _ ("the city's calendar is of all who have none of their own"));
  else if (context->has_department == NULL ||
           !context->has_department (code, context->user_data))
    FAULT (self, 2, _ ("there is no department “%s”"), code);
  else if (once (self, 2, key))
    g_ptr_array_add (self->plan->departments, g_strdup (code));
}

static const struct
{
  const char *word;
  guint n_columns;
  void (*read) (Reader *self);
} rows[] = {
  { "day", 4, read_day },
  { "slot", 4, read_slot },
  { "make_up_slot", 3, read_make_up_slot },
  { "department", 2, read_department },
  { "name", 3, read_names },
  { "zone", 2, read_zone },
  { "hours", 2, read_hours },
};

static void
read_row (Reader *self)
{
  const char *word = field (self, 1);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (strcmp (rows[i].word, word) != 0)
        continue;
      /* Spreadsheets fill every line up to the longest. */
      for (guint column = rows[i].n_columns + 1; column <= self->csv.fields->len; column++)
        if (*field (self, column) != '\0')
          FAULT (self, column, _ ("“%s” is one field too many"), field (self, column));
      rows[i].read (self);
      return;
    }
  FAULT (self, 1,
         _ ("“%s” is none of name, zone, hours, slot, make_up_slot, day, department"),
         word);
}

static void
read_rows (Reader *self)
{
  for (;;)
    {
      g_autoptr (GError) error = NULL;

      if (gw_csv_next (&self->csv, &error))
        {
          read_row (self);
          continue;
        }
      if (error == NULL)
        return;
      gw_faults_add (self->faults, self->csv.fault_line, self->csv.fault_column, "%s",
                     _ (self->csv.fault));
      gw_csv_skip_line (&self->csv);
    }
}

static void
check_whole (Reader *self)
{
  for (guint i = 0; i < self->plan->slots->len; i++)
    {
      if (g_array_index (self->plan->slots, GwPlanSlot, i).weekday != GW_WEEKDAY_MAKE_UP)
        return;
    }
  /* A slot that is at fault has been named. */
  if (self->faults->n == 0)
    gw_faults_add (self->faults, self->csv.line, 0, _ ("no weekday has working time"));
}

static void
read_all (Reader *self, const char *text, gsize length)
{
  g_autoptr (GError) error = NULL;

  if (gw_csv_open (&self->csv, text, length, NULL, &error))
    {
      read_rows (self);
      check_whole (self);
    }
  else
    {
      gw_faults_add (self->faults, self->csv.fault_line, self->csv.fault_column, "%s",
                     _ (self->csv.fault));
    }
}

GwCalendarPlan *
gw_calendar_plan_from_csv (const char *text, gsize length,
                           const GwCalendarCsvContext *context, GwFaults *faults)
{
  g_autoptr (GwCalendarPlan) plan =
      gw_calendar_plan_new (context->code, NULL, context->time_zone);
  g_autofree Reader *self = g_new0 (Reader, 1);
  guint n_before = faults->n;

  self->context = context;
  self->faults = faults;
  self->plan = plan;
  self->lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  read_all (self, text, length);
  gw_csv_clear (&self->csv);
  g_hash_table_unref (self->lines);
  if (plan->name == NULL)
    plan->name = g_strdup (context->code);
  return faults->n == n_before ? g_steal_pointer (&plan) : NULL;
}
