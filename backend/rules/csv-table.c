/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A whole CSV table: reads on after a fault, so that one run names them all. */
#define G_LOG_DOMAIN "gridward-rules"

#include "config.h"

#include "backend/rules/csv-table.h"

#include <glib/gi18n.h>
#include <string.h>

#define MINUTES_PER_DAY 1440

const char *
gw_csv_field (const GwCsv *csv, guint column)
{
  return column < csv->fields->len ? gw_csv_get (csv, column) : "";
}

static gboolean
two_digits (const char *text, guint *ret_number)
{
  if (!g_ascii_isdigit (text[0]) || !g_ascii_isdigit (text[1]))
    return FALSE;
  *ret_number = (text[0] - '0') * 10 + text[1] - '0';
  return TRUE;
}

gboolean
gw_csv_minute (const GwCsv *csv, GwFaults *faults, guint column, guint *ret_minute)
{
  const char *text = gw_csv_field (csv, column);
  guint hour, minute;

  if (strlen (text) != 5 || text[2] != ':' || !two_digits (text, &hour) ||
      !two_digits (text + 3, &minute) || minute > 59 ||
      hour * 60 + minute > MINUTES_PER_DAY)
    {
      gw_csv_fault (csv, faults, column, _ ("“%s” is not a time from 00:00 to 24:00"),
                    text);
      return FALSE;
    }
  *ret_minute = hour * 60 + minute;
  return TRUE;
}

guint32
gw_csv_date (const char *text)
{
  guint century, year, month, day;

  if (strlen (text) != 10 || text[4] != '-' || text[7] != '-' ||
      !two_digits (text, &century) || !two_digits (text + 2, &year) ||
      !two_digits (text + 5, &month) || !two_digits (text + 8, &day) || century < 19 ||
      !g_date_valid_dmy ((GDateDay)day, (GDateMonth)month,
                         (GDateYear)(century * 100 + year)))
    return 0;
  return (century * 100 + year) * 10000 + month * 100 + day;
}

static void
check_header (const GwCsv *csv, const char *const *columns, GwFaults *faults)
{
  g_autofree char *header = g_strjoinv (",", (char **)columns);

  for (guint column = 0; columns[column] != NULL; column++)
    if (strcmp (gw_csv_field (csv, column), columns[column]) != 0)
      {
        gw_csv_fault (csv, faults, column, _ ("the header must be “%s”"), header);
        return;
      }
}

/* Spreadsheets fill every line up to the longest. */
static void
check_rest (const GwCsv *csv, guint n_columns, GwFaults *faults)
{
  for (guint column = n_columns; column < csv->fields->len; column++)
    if (*gw_csv_field (csv, column) != '\0')
      gw_csv_fault (csv, faults, column, _ ("“%s” is one field too many"),
                    gw_csv_field (csv, column));
}

static void
add_csv_fault (const GwCsv *csv, GwFaults *faults)
{
  gw_faults_add (faults, csv->fault_line, csv->fault_column, "%s", _ (csv->fault));
}

void
gw_csv_read_table (GwCsv *csv, const char *text, gsize length, const char *const *columns,
                   GwFaults *faults, void (*row) (gpointer user_data), gpointer user_data)
{
  guint n_columns = g_strv_length ((char **)columns);
  gboolean is_header = TRUE;

  if (!gw_csv_open (csv, text, length, NULL, NULL))
    {
      add_csv_fault (csv, faults); /* the reader says it, too */
      return;
    }
  for (;; is_header = FALSE)
    {
      g_autoptr (GError) error = NULL;

      if (!gw_csv_next (csv, &error))
        {
          if (error == NULL)
            break;
          add_csv_fault (csv, faults);
          gw_csv_skip_line (csv);
        }
      else if (is_header)
        check_header (csv, columns, faults);
      else
        {
          row (user_data);
          check_rest (csv, n_columns, faults);
        }
    }
  if (is_header)
    gw_faults_add (faults, 1, 0, _ ("the header is missing"));
}
