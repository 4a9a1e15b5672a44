/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A strict CSV reader. */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/csv.h"

#include "backend/rules/case-error.h"

#include <glib/gi18n.h>
#include <string.h>

/* In the field after those that were read. */
static gboolean
fail_field (GwCsv *csv, guint line, GError **error, const char *message)
{
  csv->fault = message;
  csv->fault_line = line;
  csv->fault_column = csv->fields->len + 1;
  gw_case_error_set (error, GW_CASE_ERROR_TABLE, NULL, "line %u, column %u: %s",
                     csv->fault_line, csv->fault_column, message);
  return FALSE;
}

/* Reads up to the closing quote; the opening one is consumed. */
static gboolean
read_quoted (GwCsv *csv, GString *out, GError **error)
{
  for (;;)
    {
      if (csv->next == csv->end)
        return fail_field (csv, csv->row_line, error, N_ ("a quoted field is not closed"));
      if (*csv->next == '"')
        {
          csv->next++;
          if (csv->next == csv->end || *csv->next != '"')
            break;
        }
      if (*csv->next == '\n')
        csv->line++;
      g_string_append_c (out, *csv->next++);
    }
  if (csv->next < csv->end && strchr (",\r\n", *csv->next) == NULL)
    return fail_field (csv, csv->line, error, N_ ("text follows a closing quote"));
  return TRUE;
}

static gboolean
read_field (GwCsv *csv, GError **error)
{
  g_autoptr (GString) field = g_string_new (NULL);

  if (csv->next < csv->end && *csv->next == '"')
    {
      csv->next++;
      if (!read_quoted (csv, field, error))
        return FALSE;
    }
  else
    {
      const char *start = csv->next;

      while (csv->next < csv->end && strchr (",\r\n", *csv->next) == NULL)
        csv->next++;
      g_string_append_len (field, start, csv->next - start);
      if (memchr (field->str, '"', field->len) != NULL)
        return fail_field (csv, csv->line, error,
                           N_ ("a quote stands inside an unquoted field"));
    }
  g_ptr_array_add (csv->fields, g_string_free (g_steal_pointer (&field), FALSE));
  return TRUE;
}

static void
skip_line_end (GwCsv *csv)
{
  if (csv->next < csv->end && *csv->next == '\r')
    csv->next++;
  if (csv->next < csv->end && *csv->next == '\n')
    csv->next++;
  csv->line++;
}

static gboolean
read_row (GwCsv *csv, GError **error)
{
  g_ptr_array_set_size (csv->fields, 0);
  csv->row_line = csv->line;
  for (;;)
    {
      if (!read_field (csv, error))
        return FALSE;
      if (csv->next == csv->end || *csv->next != ',')
        break;
      csv->next++;
    }
  skip_line_end (csv);
  return TRUE;
}

static gboolean
check_header (GwCsv *csv, GError **error)
{
  gboolean same = csv->fields->len == csv->n_columns;

  for (guint i = 0; same && i < csv->n_columns; i++)
    same = strcmp (g_ptr_array_index (csv->fields, i), csv->columns[i]) == 0;
  if (!same)
    {
      g_autofree char *names = g_strjoinv (",", (char **)csv->columns);

      gw_case_error_set (error, GW_CASE_ERROR_TABLE, NULL,
                         "line %u: the header must be “%s”", csv->row_line, names);
    }
  return same;
}

gboolean
gw_csv_open (GwCsv *csv, const char *text, gsize length, const char *const *columns,
             GError **error)
{
  const char *bad = NULL;

  *csv = (GwCsv){ .next = text, .end = text + length, .line = 1, .columns = columns };
  csv->n_columns = columns != NULL ? g_strv_length ((char **)columns) : 0;
  csv->fields = g_ptr_array_new_with_free_func (g_free);
  if (!g_utf8_validate_len (text, length, &bad))
    {
      guint line = 1;

      for (const char *c = text; c < bad; c++)
        line += *c == '\n';
      for (const char *c = bad; c > text && c[-1] != '\n'; c--)
        if (c[-1] == ',')
          g_ptr_array_add (csv->fields, NULL);
      return fail_field (csv, line, error, N_ ("not UTF-8"));
    }
  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    csv->next += 3;
  return columns == NULL || (read_row (csv, error) && check_header (csv, error));
}

gboolean
gw_csv_next (GwCsv *csv, GError **error)
{
  while (csv->next < csv->end && strchr ("\r\n", *csv->next) != NULL)
    skip_line_end (csv);
  if (csv->next == csv->end)
    return FALSE;
  if (!read_row (csv, error))
    return FALSE;
  if (csv->columns != NULL && csv->fields->len != csv->n_columns)
    {
      gw_case_error_set (error, GW_CASE_ERROR_TABLE, NULL,
                         "line %u: %u fields instead of %u", csv->row_line,
                         csv->fields->len, csv->n_columns);
      return FALSE;
    }
  return TRUE;
}

void
gw_csv_skip_line (GwCsv *csv)
{
  const char *end = memchr (csv->next, '\n', csv->end - csv->next);

  csv->next = end != NULL ? end + 1 : csv->end;
  csv->line++;
}

const char *
gw_csv_get (const GwCsv *csv, guint column)
{
  return g_ptr_array_index (csv->fields, column);
}

gboolean
gw_csv_get_uint (const GwCsv *csv, guint column, guint min, guint max, guint *ret_value,
                 GError **error)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (gw_csv_get (csv, column), 10, min, max, &value, NULL))
    {
      gw_csv_fail (csv, column, error, "“%s” is not a number from %u to %u",
                   gw_csv_get (csv, column), min, max);
      return FALSE;
    }
  *ret_value = value;
  return TRUE;
}

void
gw_csv_fail (const GwCsv *csv, guint column, GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  gw_case_error_set (error, GW_CASE_ERROR_TABLE, csv->columns[column],
                     "line %u, column %s: %s", csv->row_line, csv->columns[column],
                     message);
}

void
gw_csv_clear (GwCsv *csv)
{
  g_clear_pointer (&csv->fields, g_ptr_array_unref);
}

void
gw_csv_append_field (GString *csv, const char *text)
{
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
