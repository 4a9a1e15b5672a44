/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shifts between the numbers of the file and the texts of the wire. */
#define G_LOG_DOMAIN "gridward-service"

#include <string.h>

#include "backend/service/administration-private.h"
#include "backend/store/duty-store.h"

static void
set (GwSubjectRecord *record, guint field, char *value)
{
  g_free (record->values[field]);
  record->values[field] = value;
}

static guint
number_of (const GwSubjectRecord *record, guint field)
{
  const char *value = record->values[field];

  return value != NULL ? (guint)g_ascii_strtoull (value, NULL, 10) : 0;
}

/* --- to the wire ---------------------------------------------------------------------- */

static void
show_date (GwSubjectRecord *record, guint field)
{
  guint date = number_of (record, field);

  set (record, field,
       date != 0
           ? g_strdup_printf ("%04u-%02u-%02u", date / 10000, date / 100 % 100, date % 100)
           : NULL);
}

static void
show_time (GwSubjectRecord *record, guint field)
{
  guint minutes = number_of (record, field) % GW_SHIFT_DAY_MINUTES;

  set (record, field, g_strdup_printf ("%02u:%02u", minutes / 60, minutes % 60));
}

static void
show_days (GwSubjectRecord *record)
{
  guint weekdays = number_of (record, GW_SHIFT_WEEKDAYS);
  GString *text = g_string_new (NULL);

  for (guint day = 1; day <= 7; day++)
    if ((weekdays & 1u << (day - 1)) != 0)
      g_string_append_printf (text, "%s%u", text->len > 0 ? "," : "", day);
  set (record, GW_SHIFT_WEEKDAYS, g_string_free (text, text->len == 0));
}

void
gw_shift_record_show (GwSubjectRecord *record)
{
  show_days (record);
  show_date (record, GW_SHIFT_DATE);
  show_time (record, GW_SHIFT_START);
  show_time (record, GW_SHIFT_UNTIL);
  show_date (record, GW_SHIFT_VALID_FROM);
  show_date (record, GW_SHIFT_VALID_TO);
  show_date (record, GW_SHIFT_SUBSTITUTE_FROM);
  show_date (record, GW_SHIFT_SUBSTITUTE_TO);
}

/* --- to the file ---------------------------------------------------------------------- */

static gboolean
fail (GError **error, guint field, const char *message)
{
  return gw_subject_fail (error, GW_SUBJECT_SHIFT, field, message);
}

static gboolean
is_digits (const char *text, const char *pattern)
{
  for (; *pattern != '\0'; pattern++, text++)
    if (*pattern == '0' ? !g_ascii_isdigit (*text) : *text != *pattern)
      return FALSE;
  return *text == '\0';
}

static gboolean
store_date (GwSubjectRecord *record, guint field, GError **error)
{
  const char *text = record->values[field];
  guint year, month, day;

  if (text == NULL)
    {
      set (record, field, g_strdup ("0"));
      return TRUE;
    }
  if (!is_digits (text, "0000-00-00"))
    return fail (error, field, "a date like 2026-10-01 is expected");
  year = (guint)g_ascii_strtoull (text, NULL, 10);
  month = (guint)g_ascii_strtoull (text + 5, NULL, 10);
  day = (guint)g_ascii_strtoull (text + 8, NULL, 10);
  if (!g_date_valid_dmy ((GDateDay)day, (GDateMonth)month, (GDateYear)year))
    return fail (error, field, "there is no such date");
  set (record, field, g_strdup_printf ("%u", year * 10000 + month * 100 + day));
  return TRUE;
}

static gboolean
store_time (GwSubjectRecord *record, guint field, guint after, GError **error)
{
  const char *text = record->values[field];
  guint minutes;

  if (text == NULL || !is_digits (text, "00:00"))
    return fail (error, field, "a time like 08:00 is expected");
  minutes = (guint)g_ascii_strtoull (text, NULL, 10) * 60 +
            (guint)g_ascii_strtoull (text + 3, NULL, 10);
  if (minutes > GW_SHIFT_DAY_MINUTES || text[3] > '5')
    return fail (error, field, "a time is 00:00 to 24:00");
  /* What is not after the beginning is of the next day. */
  if (field == GW_SHIFT_UNTIL && minutes <= after)
    minutes += GW_SHIFT_DAY_MINUTES;
  if (field == GW_SHIFT_START && minutes == GW_SHIFT_DAY_MINUTES)
    return fail (error, field, "a shift begins before 24:00");
  set (record, field, g_strdup_printf ("%u", minutes));
  return TRUE;
}

static gboolean
store_days (GwSubjectRecord *record, GError **error)
{
  const char *text = record->values[GW_SHIFT_WEEKDAYS];
  guint weekdays = 0;

  for (; text != NULL && *text != '\0'; text++)
    {
      if (*text == ',')
        continue;
      if (*text < '1' || *text > '7')
        return fail (error, GW_SHIFT_WEEKDAYS, "days are 1 (Monday) to 7");
      weekdays |= 1u << (*text - '1');
    }
  if (weekdays == 0 && record->values[GW_SHIFT_DATE] == NULL)
    return fail (error, GW_SHIFT_WEEKDAYS, "a shift has days, or one date");
  if (weekdays != 0 && record->values[GW_SHIFT_DATE] != NULL)
    return fail (error, GW_SHIFT_DATE, "a shift of one date has no days");
  set (record, GW_SHIFT_WEEKDAYS, g_strdup_printf ("%u", weekdays));
  return TRUE;
}

/* Both are numbers already. */
static gboolean
check_order (const GwSubjectRecord *record, guint from, guint to, GError **error)
{
  return number_of (record, to) == 0 ||
         number_of (record, to) >= number_of (record, from) ||
         fail (error, to, "this is before the beginning");
}

gboolean
gw_shift_record_store (GwSubjectRecord *record, GError **error)
{
  static const guint dates[] = { GW_SHIFT_DATE, GW_SHIFT_VALID_FROM, GW_SHIFT_VALID_TO,
                                 GW_SHIFT_SUBSTITUTE_FROM, GW_SHIFT_SUBSTITUTE_TO };

  if (!store_days (record, error) || !store_time (record, GW_SHIFT_START, 0, error) ||
      !store_time (record, GW_SHIFT_UNTIL, number_of (record, GW_SHIFT_START), error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    if (!store_date (record, dates[i], error))
      return FALSE;
  return check_order (record, GW_SHIFT_VALID_FROM, GW_SHIFT_VALID_TO, error) &&
         check_order (record, GW_SHIFT_SUBSTITUTE_FROM, GW_SHIFT_SUBSTITUTE_TO, error);
}

/* --- beside others -------------------------------------------------------------------- */

static gboolean
spans_meet (guint from, guint to, guint other_from, guint other_to)
{
  return (to == 0 || other_from <= to) && (other_to == 0 || from <= other_to);
}

/* Of the same person, as stored; the early hours after a night are not looked at. */
static gboolean
collide (const GwSubjectRecord *a, const GwSubjectRecord *b)
{
  gboolean same_day =
      number_of (a, GW_SHIFT_DATE) != 0
          ? number_of (a, GW_SHIFT_DATE) == number_of (b, GW_SHIFT_DATE)
          : (number_of (a, GW_SHIFT_WEEKDAYS) & number_of (b, GW_SHIFT_WEEKDAYS)) != 0;

  return same_day && number_of (a, GW_SHIFT_START) < number_of (b, GW_SHIFT_UNTIL) &&
         number_of (b, GW_SHIFT_START) < number_of (a, GW_SHIFT_UNTIL) &&
         spans_meet (number_of (a, GW_SHIFT_VALID_FROM), number_of (a, GW_SHIFT_VALID_TO),
                     number_of (b, GW_SHIFT_VALID_FROM), number_of (b, GW_SHIFT_VALID_TO));
}

gboolean
gw_shift_check_overlap (const GwSubjectCheck *check, const GwSubjectRecord *record,
                        GError **error)
{
  g_autoptr (GPtrArray) others =
      gw_store_subject_list (check->reader, GW_SUBJECT_SHIFT, error);

  if (others == NULL)
    return FALSE;
  for (guint i = 0; i < others->len; i++)
    {
      const GwSubjectRecord *other = others->pdata[i];

      if (other->id != record->id &&
          g_strcmp0 (other->values[GW_SHIFT_INSPECTOR],
                     record->values[GW_SHIFT_INSPECTOR]) == 0 &&
          collide (record, other))
        return fail (error, GW_SHIFT_START, "the inspector has another shift then");
    }
  return TRUE;
}
