/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shifts as CSV: reads on after a fault, so that one run names them all. */
#define G_LOG_DOMAIN "gridward-rules"

#include "config.h"

#include "backend/rules/shift.h"

#include "backend/rules/csv.h"

#include <glib/gi18n.h>
#include <string.h>

enum
{
  COLUMN_INSPECTOR,
  COLUMN_DUTY_GRID,
  COLUMN_DAYS,
  COLUMN_FROM,
  COLUMN_TO,
  N_COLUMNS,
};

static const char *const columns[N_COLUMNS] = { "inspector", "duty_grid", "days", "from",
                                                "to" };

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
  gw_faults_add ((self)->faults, (self)->csv.row_line, (column) + 1, __VA_ARGS__)

/* "" for one that is not there. */
static const char *
field (const Reader *self, guint column)
{
  return column < self->csv.fields->len ? gw_csv_get (&self->csv, column) : "";
}

static gboolean
two_digits (const char *text, guint *ret_number)
{
  if (!g_ascii_isdigit (text[0]) || !g_ascii_isdigit (text[1]))
    return FALSE;
  *ret_number = (text[0] - '0') * 10 + text[1] - '0';
  return TRUE;
}

static gboolean
read_time (Reader *self, guint column, guint *ret_minute)
{
  const char *text = field (self, column);
  guint hour, minute;

  if (strlen (text) != 5 || text[2] != ':' || !two_digits (text, &hour) ||
      !two_digits (text + 3, &minute) || minute > 59 ||
      hour * 60 + minute > GW_SHIFT_DAY_MINUTES)
    {
      FAULT (self, column, _ ("“%s” is not a time from 00:00 to 24:00"), text);
      return FALSE;
    }
  *ret_minute = hour * 60 + minute;
  return TRUE;
}

static guint
parse_date (const char *text)
{
  guint century, year, month, day;

  if (strlen (text) != 10 || text[4] != '-' || text[7] != '-' ||
      !two_digits (text, &century) || !two_digits (text + 2, &year) ||
      !two_digits (text + 5, &month) || !two_digits (text + 8, &day) || century < 19 ||
      !g_date_valid_dmy (day, month, century * 100 + year))
    return 0;
  return (century * 100 + year) * 10000 + month * 100 + day;
}

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
  const char *text = field (self, COLUMN_DAYS);

  shift->date = parse_date (text);
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
  gboolean good = read_time (self, COLUMN_FROM, &shift->start);

  good = read_time (self, COLUMN_TO, &shift->end) && good;
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
  const char *login = field (self, COLUMN_INSPECTOR);
  const char *code = field (self, COLUMN_DUTY_GRID);

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
read_row (Reader *self)
{
  GwShift shift = { 0 };
  gboolean good = read_names (self, &shift);

  good = read_days (self, &shift) && good;
  good = read_times (self, &shift) && good;
  /* Spreadsheets fill every line up to the longest. */
  for (guint column = N_COLUMNS; column < self->csv.fields->len; column++)
    if (*field (self, column) != '\0')
      FAULT (self, column, _ ("“%s” is one field too many"), field (self, column));
  if (good && take_days (self, &shift))
    g_array_append_val (self->shifts, shift);
}

static void
read_header (Reader *self)
{
  for (guint column = 0; column < N_COLUMNS; column++)
    if (strcmp (field (self, column), columns[column]) != 0)
      {
        FAULT (self, column, _ ("the header must be “%s”"),
               "inspector,duty_grid,days,from,to");
        return;
      }
}

static void
add_csv_fault (Reader *self)
{
  gw_faults_add (self->faults, self->csv.fault_line, self->csv.fault_column, "%s",
                 _ (self->csv.fault));
}

static void
read_all (Reader *self, const char *text, gsize length)
{
  void (*read) (Reader *) = read_header;

  if (!gw_csv_open (&self->csv, text, length, NULL, NULL))
    {
      add_csv_fault (self); /* the reader says it, too */
      return;
    }
  for (;; read = read_row)
    {
      g_autoptr (GError) error = NULL;

      if (gw_csv_next (&self->csv, &error))
        {
          read (self);
          continue;
        }
      if (error == NULL)
        break;
      add_csv_fault (self);
      gw_csv_skip_line (&self->csv);
    }
  if (read == read_header)
    gw_faults_add (self->faults, 1, 0, _ ("the header is missing"));
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
  read_all (&self, text, length);
  gw_csv_clear (&self.csv);
  g_hash_table_unref (self.taken);
  if (faults->n == n_before)
    return self.shifts;
  g_array_unref (self.shifts);
  return NULL;
}
