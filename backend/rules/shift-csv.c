/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shifts as CSV: reads on after a fault, so that one run names them all. */
#define G_LOG_DOMAIN "gridward-rules"

#include "config.h"

#include "backend/rules/shift.h"

#include "backend/rules/csv-table.h"

#include <glib/gi18n.h>
#include <string.h>

enum
{
  COLUMN_INSPECTOR,
  COLUMN_DUTY_GRID,
  COLUMN_DAYS,
  COLUMN_FROM,
  COLUMN_TO,
};

static const char *const columns[] = {
  "inspector", "duty_grid", "days", "from", "to", NULL
};

/* A part of a local day that is taken. */
typedef struct
{
  guint start;
  guint end;
  guint line;
} Part;

typedef struct
{
  const GwShiftCsvContext *context;
  GwCsv csv;
  GwFaults *faults;
  GArray *shifts;
  GHashTable *taken; /* "person day" -> GArray of Part */
} Reader;

#define FAULT(self, column, ...)                                                           \
  gw_csv_fault (&(self)->csv, (self)->faults, column, __VA_ARGS__)

/* 0 unless the text is of digits 1 to 7, ranges of them and blanks. */
static guint
parse_weekdays (const char *text)
{
  guint weekdays = 0;

  for (const char *p = text; *p != '\0'; p++)
    {
      guint first = *p - '0';
      guint last = first;

      if (*p == ' ')
        continue;
      if (p[1] == '-')
        {
          last = p[2] - '0';
          p += p[2] != '\0' ? 2 : 1;
        }
      if (first < 1 || last > 7 || first > last)
        return 0;
      for (guint day = first; day <= last; day++)
        weekdays |= 1u << (day - 1);
    }
  return weekdays;
}

static gboolean
read_days (Reader *self, GwShift *shift)
{
  const char *text = gw_csv_field (&self->csv, COLUMN_DAYS);

  shift->date = gw_csv_date (text);
  shift->weekdays = shift->date == 0 ? parse_weekdays (text) : 0;
  if (shift->date != 0 || shift->weekdays != 0)
    return TRUE;
  FAULT (self, COLUMN_DAYS,
         _ ("“%s” is neither a date such as 2026-10-01 nor weekdays such as 1-5"), text);
  return FALSE;
}

static gboolean
read_times (Reader *self, GwShift *shift)
{
  gboolean good = gw_csv_minute (&self->csv, self->faults, COLUMN_FROM, &shift->start);

  good = gw_csv_minute (&self->csv, self->faults, COLUMN_TO, &shift->end) && good;
  if (!good)
    return FALSE;
  if (shift->start == GW_SHIFT_DAY_MINUTES || shift->start == shift->end)
    {
      FAULT (self, COLUMN_TO, _ ("the shift ends when it begins"));
      return FALSE;
    }
  if (shift->end < shift->start)
    shift->end += GW_SHIFT_DAY_MINUTES;
  return TRUE;
}

static gboolean
read_names (Reader *self, GwShift *shift)
{
  const GwShiftCsvContext *context = self->context;
  const char *login = gw_csv_field (&self->csv, COLUMN_INSPECTOR);
  const char *code = gw_csv_field (&self->csv, COLUMN_DUTY_GRID);

  shift->person_id = context->find_inspector (login, context->user_data);
  shift->duty_grid_id = context->find_duty_grid (code, context->user_data);
  if (shift->person_id == 0)
    FAULT (self, COLUMN_INSPECTOR, _ ("there is no inspector “%s”"), login);
  if (shift->duty_grid_id == 0)
    FAULT (self, COLUMN_DUTY_GRID, _ ("there is no duty grid “%s”"), code);
  return shift->person_id != 0 && shift->duty_grid_id != 0;
}

/* FALSE, and a fault, when the person has another shift then. day: a date or 1 to 7. */
static gboolean
take (Reader *self, gint64 person_id, guint day, guint start, guint end)
{
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT " %u", person_id, day);
  GArray *parts = g_hash_table_lookup (self->taken, key);
  Part part = { start, end, self->csv.row_line };

  for (guint i = 0; parts != NULL && i < parts->len; i++)
    {
      const Part *other = &g_array_index (parts, Part, i);

      if (other->start < end && start < other->end)
        {
          FAULT (self, COLUMN_FROM, _ ("the shift overlaps that of line %u"), other->line);
          return FALSE;
        }
    }
  if (parts == NULL)
    {
      parts = g_array_new (FALSE, FALSE, sizeof (Part));
      g_hash_table_insert (self->taken, g_steal_pointer (&key), parts);
    }
  g_array_append_val (parts, part);
  return TRUE;
}

static guint
day_after (guint day)
{
  GDate date;

  if (day <= 7)
    return day % 7 + 1;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, day % 100, day / 100 % 100, day / 10000);
  g_date_add_days (&date, 1);
  return g_date_get_year (&date) * 10000u + g_date_get_month (&date) * 100u +
         g_date_get_day (&date);
}

static gboolean
take_day (Reader *self, const GwShift *shift, guint day)
{
  if (!take (self, shift->person_id, day, shift->start,
             MIN (shift->end, GW_SHIFT_DAY_MINUTES)))
    return FALSE;
  return shift->end <= GW_SHIFT_DAY_MINUTES ||
         take (self, shift->person_id, day_after (day), 0,
               shift->end - GW_SHIFT_DAY_MINUTES);
}

static gboolean
take_days (Reader *self, const GwShift *shift)
{
  if (shift->date != 0)
    return take_day (self, shift, shift->date);
  for (guint day = 1; day <= 7; day++)
    if ((shift->weekdays & 1u << (day - 1)) != 0 && !take_day (self, shift, day))
      return FALSE;
  return TRUE;
}

static void
read_row (gpointer data)
{
  Reader *self = data;
  GwShift shift = { 0 };
  gboolean good = read_names (self, &shift);

  good = read_days (self, &shift) && good;
  good = read_times (self, &shift) && good;
  if (good && take_days (self, &shift))
    g_array_append_val (self->shifts, shift);
}

GArray *
gw_shifts_from_csv (const char *text, gsize length, const GwShiftCsvContext *context,
                    GwFaults *faults)
{
  Reader self = { .context = context, .faults = faults };
  guint n_before = faults->n;

  self.shifts = g_array_new (FALSE, FALSE, sizeof (GwShift));
  self.taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                      (GDestroyNotify)g_array_unref);
  gw_csv_read_table (&self.csv, text, length, columns, faults, read_row, &self);
  gw_csv_clear (&self.csv);
  g_hash_table_unref (self.taken);
  if (faults->n == n_before)
    return self.shifts;
  g_array_unref (self.shifts);
  return NULL;
}
