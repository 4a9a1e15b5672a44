/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The place of a case from the server's documents: its duty grid, component, working hours. */
#define G_LOG_DOMAIN "gridward-client"

#include "gui/client/codec-private.h"
#include "gui/client/place-records.h"

static void
on_duty_free (gpointer data)
{
  GwOnDutyRecord *record = data;

  gw_named_clear (&record->person);
  g_free (record->phone);
  g_free (record);
}

void
gw_cell_duty_record_free (GwCellDutyRecord *record)
{
  g_free (record->cell);
  gw_named_clear (&record->duty_grid);
  g_clear_pointer (&record->on_duty, g_ptr_array_unref);
  g_free (record);
}

static gpointer
read_on_duty (GwReader *reader, GwJson *json)
{
  GwOnDutyRecord *record = g_new0 (GwOnDutyRecord, 1);
  GwJson *person = gw_reader_object (reader, json, "inspector", GW_REQUIRED);

  gw_read_person (reader, json, "inspector", &record->person);
  record->phone = gw_reader_dup_string (reader, person, "phone", GW_OPTIONAL);
  record->until_usec = gw_reader_time (reader, json, "shift_until", GW_OPTIONAL);
  return record;
}

gpointer
gw_decode_cell_duty (const char *text, gsize length, GError **error)
{
  g_autoptr (GwJson) root = gw_json_parse (text, length, error);
  g_autoptr (GwCellDutyRecord) record = NULL;
  GwReader reader = { 0 };
  GwJson *properties;

  if (root == NULL)
    return NULL;
  record = g_new0 (GwCellDutyRecord, 1);
  properties = gw_reader_object (&reader, root, "properties", GW_REQUIRED);
  record->cell = gw_reader_dup_string (&reader, properties, "code", GW_REQUIRED);
  record->duty_grid.code =
      gw_reader_dup_string (&reader, properties, "duty_grid", GW_OPTIONAL);
  record->duty_grid.name =
      gw_reader_dup_string (&reader, properties, "duty_grid_name", GW_OPTIONAL);
  record->on_duty =
      gw_read_list (&reader, properties, "on_duty", read_on_duty, on_duty_free);
  return gw_reader_finish (&reader, error) ? g_steal_pointer (&record) : NULL;
}

void
gw_component_card_free (GwComponentCard *record)
{
  gw_named_clear (&record->named);
  gw_named_clear (&record->klass);
  gw_named_clear (&record->owner);
  g_free (record->cell);
  g_clear_pointer (&record->cases, g_ptr_array_unref);
  g_free (record);
}

gpointer
gw_decode_component (const char *text, gsize length, GError **error)
{
  g_autoptr (GwJson) root = gw_json_parse (text, length, error);
  g_autoptr (GwComponentCard) record = NULL;
  GwReader reader = { 0 };
  GwJson *object;
  GwJson *location;

  if (root == NULL)
    return NULL;
  record = g_new0 (GwComponentCard, 1);
  object = gw_reader_object (&reader, root, "component", GW_REQUIRED);
  location = gw_reader_object (&reader, object, "location", GW_REQUIRED);
  gw_read_named_member (&reader, root, "component", GW_REQUIRED, &record->named);
  gw_read_named_member (&reader, object, "class", GW_OPTIONAL, &record->klass);
  gw_read_named_member (&reader, object, "owner", GW_OPTIONAL, &record->owner);
  record->cell = gw_reader_dup_string (&reader, object, "cell", GW_OPTIONAL);
  record->lon = gw_reader_double (&reader, location, "lon", GW_REQUIRED);
  record->lat = gw_reader_double (&reader, location, "lat", GW_REQUIRED);
  record->cases = gw_read_array (&reader, root, "cases", gw_read_row,
                                 (GDestroyNotify)gw_case_row_unref);
  record->more = gw_reader_boolean (&reader, root, "more", GW_OPTIONAL);
  return gw_reader_finish (&reader, error) ? g_steal_pointer (&record) : NULL;
}

static void
calendar_free (gpointer data)
{
  GwWorkCalendar *calendar = data;

  g_free (calendar->code);
  g_strfreev (calendar->departments);
  g_clear_pointer (&calendar->spans, g_array_unref);
  g_free (calendar);
}

void
gw_work_hours_record_free (GwWorkHoursRecord *record)
{
  g_clear_pointer (&record->calendars, g_ptr_array_unref);
  g_free (record);
}

static gint64
instant_at (GwJson *pair, guint i)
{
  GwJson *value = json_object_array_get_idx (pair, i);
  g_autoptr (GDateTime) time = NULL;

  if (json_object_is_type (value, json_type_string))
    time = g_date_time_new_from_iso8601 (json_object_get_string (value), NULL);
  return time != NULL ? g_date_time_to_unix (time) * G_USEC_PER_SEC +
                            g_date_time_get_microsecond (time)
                      : 0;
}

static gpointer
read_calendar (GwReader *reader, GwJson *json)
{
  GwWorkCalendar *calendar = g_new0 (GwWorkCalendar, 1);
  GwJson *spans = gw_reader_array (reader, json, "spans", GW_REQUIRED);
  gsize n = spans != NULL ? json_object_array_length (spans) : 0;
  gint64 before = 0;

  calendar->code = gw_reader_dup_string (reader, json, "code", GW_REQUIRED);
  calendar->departments = gw_read_texts (reader, json, "departments");
  calendar->spans = g_array_new (FALSE, FALSE, sizeof (GwWorkSpan));
  for (gsize i = 0; i < n && reader->error == NULL; i++)
    {
      GwJson *pair = json_object_array_get_idx (spans, i);
      GwWorkSpan span = { 0, 0 };

      if (json_object_is_type (pair, json_type_array) &&
          json_object_array_length (pair) == 2)
        span = (GwWorkSpan){ instant_at (pair, 0), instant_at (pair, 1) };
      if (span.start_usec < before || span.end_usec <= span.start_usec)
        gw_reader_fault (reader, "spans", "pairs of times, ascending");
      before = span.end_usec;
      g_array_append_val (calendar->spans, span);
    }
  return calendar;
}

gpointer
gw_decode_work_hours (const char *text, gsize length, GError **error)
{
  g_autoptr (GwJson) root = gw_json_parse (text, length, error);
  g_autoptr (GwWorkHoursRecord) record = NULL;
  GwReader reader = { 0 };

  if (root == NULL)
    return NULL;
  record = g_new0 (GwWorkHoursRecord, 1);
  record->from_usec = gw_reader_time (&reader, root, "from", GW_REQUIRED);
  record->to_usec = gw_reader_time (&reader, root, "to", GW_REQUIRED);
  record->calendars =
      gw_read_array (&reader, root, "calendars", read_calendar, calendar_free);
  return gw_reader_finish (&reader, error) ? g_steal_pointer (&record) : NULL;
}
