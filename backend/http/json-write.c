/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Building JSON by appending: the fast way out. */
#define G_LOG_DOMAIN "gridward-http"

#include "backend/http/json-write.h"

#include <math.h>
#include <string.h>

#define MS_PER_DAY G_GINT64_CONSTANT (86400000)

static void
append_escape (GString *out, guchar c)
{
  switch (c)
    {
    case '"':
      g_string_append (out, "\\\"");
      break;
    case '\\':
      g_string_append (out, "\\\\");
      break;
    case '\n':
      g_string_append (out, "\\n");
      break;
    case '\t':
      g_string_append (out, "\\t");
      break;
    default:
      g_string_append_printf (out, "\\u%04x", c);
    }
}

static void
append_escaped (GString *out, const char *text)
{
  const char *run = text;

  for (const char *p = text;; p++)
    {
      guchar c = (guchar)*p;

      if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7f)
        continue;
      g_string_append_len (out, run, p - run);
      if (c == 0)
        return;
      append_escape (out, c);
      run = p + 1;
    }
}

void
gw_json_append_string (GString *out, const char *text)
{
  if (!text)
    {
      g_string_append (out, "null");
      return;
    }
  g_string_append_c (out, '"');
  if (g_utf8_validate (text, -1, NULL))
    append_escaped (out, text);
  else
    {
      g_autofree char *valid = g_utf8_make_valid (text, -1);

      append_escaped (out, valid);
    }
  g_string_append_c (out, '"');
}

void
gw_json_append_int (GString *out, gint64 value)
{
  char digits[24];
  char *p = digits + sizeof digits;
  guint64 rest = value < 0 ? -(guint64)value : (guint64)value;

  do
    *--p = (char)('0' + rest % 10);
  while (rest /= 10);
  if (value < 0)
    *--p = '-';
  g_string_append_len (out, p, digits + sizeof digits - p);
}

void
gw_json_append_double (GString *out, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (value))
    g_string_append (out, "null");
  else
    g_string_append (out, g_ascii_formatd (text, sizeof text, "%.10g", value));
}

void
gw_json_append_bool (GString *out, gboolean value)
{
  g_string_append (out, value ? "true" : "false");
}

static void
put_digits (char *to, guint n_digits, guint value)
{
  for (guint i = n_digits; i > 0; i--, value /= 10)
    to[i - 1] = (char)('0' + value % 10);
}

/* Days since 1970 to a civil date, by counting from 1 March of year 0 in 400-year eras. */
static void
civil_from_days (gint64 days, guint *ret_year, guint *ret_month, guint *ret_day)
{
  gint64 shifted = days + 719468;
  gint64 era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
  guint day_of_era = (guint)(shifted - era * 146097);
  guint year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  guint day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  guint march_month = (5 * day_of_year + 2) / 153;

  *ret_day = day_of_year - (153 * march_month + 2) / 5 + 1;
  *ret_month = march_month < 10 ? march_month + 3 : march_month - 9;
  *ret_year = (guint)(year_of_era + era * 400) + (*ret_month <= 2);
}

void
gw_time_append (GString *out, gint64 time_ms)
{
  char text[] = "0000-00-00T00:00:00.000Z";
  gint64 days = time_ms / MS_PER_DAY;
  gint64 ms = time_ms % MS_PER_DAY;
  guint year, month, day;

  if (ms < 0)
    {
      ms += MS_PER_DAY;
      days--;
    }
  civil_from_days (days, &year, &month, &day);
  put_digits (text, 4, year);
  put_digits (text + 5, 2, month);
  put_digits (text + 8, 2, day);
  put_digits (text + 11, 2, (guint)(ms / 3600000));
  put_digits (text + 14, 2, (guint)(ms / 60000 % 60));
  put_digits (text + 17, 2, (guint)(ms / 1000 % 60));
  put_digits (text + 20, 3, (guint)(ms % 1000));
  g_string_append_len (out, text, sizeof text - 1);
}

void
gw_json_append_time (GString *out, gint64 time_ms)
{
  if (time_ms <= 0)
    {
      g_string_append (out, "null");
      return;
    }
  g_string_append_c (out, '"');
  gw_time_append (out, time_ms);
  g_string_append_c (out, '"');
}

void
gw_json_append_position (GString *out, GwFixed position)
{
  g_string_append (out, "{\"lon\":");
  gw_fixed_append_degrees (out, position.x);
  g_string_append (out, ",\"lat\":");
  gw_fixed_append_degrees (out, position.y);
  g_string_append_c (out, '}');
}

/* "2026-11-22T08:00:00" with digits where digits belong. */
static gboolean
has_date_and_time (const char *text)
{
  static const char pattern[] = "dddd-dd-ddTdd:dd:dd";

  for (guint i = 0; pattern[i]; i++)
    if (pattern[i] == 'd' ? !g_ascii_isdigit (text[i])
                          : g_ascii_toupper (text[i]) != pattern[i])
      return FALSE;
  return TRUE;
}

gboolean
gw_time_parse (const char *text, gint64 *ret_ms)
{
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *upper = NULL;
  gsize length = strlen (text);
  const char *zone;

  if (length < 20 || length > 40 || !has_date_and_time (text))
    return FALSE;
  zone = text + 19;
  if (*zone == '.')
    zone += 1 + strspn (zone + 1, "0123456789");
  if (g_ascii_toupper (*zone) != 'Z' && *zone != '+' && *zone != '-')
    return FALSE;
  upper = g_ascii_strup (text, -1);
  time = g_date_time_new_from_iso8601 (upper, NULL);
  if (!time)
    return FALSE;
  *ret_ms = g_date_time_to_unix (time) * 1000 + g_date_time_get_microsecond (time) / 1000;
  return TRUE;
}
