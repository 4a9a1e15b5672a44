/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A calendar that is being written, kept as the document that goes back to the server. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/admin/calendar-draft.h"

#include <stdio.h>
#include <string.h>

static GwJson *
member (GwJson *object, const char *name)
{
  GwJson *value = NULL;

  json_object_object_get_ex (object, name, &value);
  return value;
}

static const char *
text_of (GwJson *object, const char *name)
{
  GwJson *value = member (object, name);

  return value != NULL && json_object_is_type (value, json_type_string)
             ? json_object_get_string (value)
             : "";
}

static gboolean
is_array (GwJson *object, const char *name)
{
  return json_object_is_type (member (object, name), json_type_array);
}

static void
index_days (GwCalendarDraft *draft)
{
  GwJson *days = member (draft->whole, "days");

  g_hash_table_remove_all (draft->days);
  for (gsize i = 0; i < json_object_array_length (days); i++)
    {
      GwJson *day = json_object_array_get_idx (days, i);

      g_hash_table_insert (draft->days, g_strdup (text_of (day, "date")), day);
    }
}

GwCalendarDraft *
gw_calendar_draft_new (GwJson *answer)
{
  GwJson *whole = member (answer, "calendar");
  GwCalendarDraft *draft;

  if (whole == NULL || !is_array (whole, "days") || !is_array (whole, "slots") ||
      !is_array (whole, "make_up_slots"))
    return NULL;
  draft = g_new0 (GwCalendarDraft, 1);
  draft->whole = json_object_get (whole);
  draft->days = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  index_days (draft);
  return draft;
}

void
gw_calendar_draft_free (GwCalendarDraft *draft)
{
  g_hash_table_unref (draft->days);
  json_object_put (draft->whole);
  g_free (draft);
}

/* --- days ------------------------------------------------------------------------------- */

GwDayKind
gw_calendar_draft_get_day (const GwCalendarDraft *draft, const char *date)
{
  GwJson *day = g_hash_table_lookup (draft->days, date);

  if (day == NULL)
    return GW_DAY_ORDINARY;
  return json_object_get_boolean (member (day, "working")) ? GW_DAY_MAKE_UP
                                                           : GW_DAY_HOLIDAY;
}

const char *
gw_calendar_draft_get_day_name (const GwCalendarDraft *draft, const char *date)
{
  GwJson *day = g_hash_table_lookup (draft->days, date);
  const char *name = day != NULL ? text_of (day, "name") : "";

  return *name != '\0' ? name : NULL;
}

static void
remove_day (GwCalendarDraft *draft, const char *date)
{
  GwJson *days = member (draft->whole, "days");

  for (gsize i = 0; i < json_object_array_length (days); i++)
    if (strcmp (text_of (json_object_array_get_idx (days, i), "date"), date) == 0)
      {
        json_object_array_del_idx (days, i, 1);
        return;
      }
}

void
gw_calendar_draft_set_day (GwCalendarDraft *draft, const char *date, GwDayKind kind)
{
  GwJson *day = g_hash_table_lookup (draft->days, date);

  if (kind == GW_DAY_ORDINARY)
    remove_day (draft, date);
  else if (day != NULL)
    json_object_object_add (day, "working",
                            json_object_new_boolean (kind == GW_DAY_MAKE_UP));
  else
    {
      day = json_object_new_object ();
      json_object_object_add (day, "date", json_object_new_string (date));
      json_object_object_add (day, "working",
                              json_object_new_boolean (kind == GW_DAY_MAKE_UP));
      json_object_array_add (member (draft->whole, "days"), day);
    }
  index_days (draft);
}

void
gw_calendar_draft_set_day_name (GwCalendarDraft *draft, const char *date, const char *name)
{
  GwJson *day = g_hash_table_lookup (draft->days, date);

  if (day != NULL)
    json_object_object_add (day, "name", json_object_new_string (name));
}

/* --- hours of the week ------------------------------------------------------------------ */

static GwJson *
slots_of (const GwCalendarDraft *draft, guint weekday)
{
  return member (draft->whole, weekday == 0 ? "make_up_slots" : "slots");
}

static gboolean
is_of (GwJson *slot, guint weekday)
{
  return weekday == 0 || (guint)json_object_get_int (member (slot, "weekday")) == weekday;
}

char *
gw_calendar_draft_dup_hours (const GwCalendarDraft *draft, guint weekday)
{
  GwJson *slots = slots_of (draft, weekday);
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < json_object_array_length (slots); i++)
    {
      GwJson *slot = json_object_array_get_idx (slots, i);

      if (is_of (slot, weekday))
        g_string_append_printf (text, "%s%s-%s", text->len > 0 ? " " : "",
                                text_of (slot, "start"), text_of (slot, "end"));
    }
  return g_string_free (text, FALSE);
}

gboolean
gw_calendar_draft_works_on (const GwCalendarDraft *draft, guint weekday)
{
  g_autofree char *hours = gw_calendar_draft_dup_hours (draft, weekday);

  return *hours != '\0';
}

static gboolean
is_span (const char *text)
{
  guint from, from_minute, to, to_minute;

  return strlen (text) == 11 &&
         sscanf (text, "%2u:%2u-%2u:%2u", &from, &from_minute, &to, &to_minute) == 4 &&
         from_minute < 60 && to_minute < 60 &&
         from * 60 + from_minute < to * 60 + to_minute && to * 60 + to_minute <= 24 * 60;
}

gboolean
gw_calendar_draft_set_hours (GwCalendarDraft *draft, guint weekday, const char *text)
{
  g_auto (GStrv) spans = g_strsplit_set (text, " ,", -1);
  GwJson *slots = slots_of (draft, weekday);

  for (guint i = 0; spans[i] != NULL; i++)
    if (spans[i][0] != '\0' && !is_span (spans[i]))
      return FALSE;
  for (gsize i = json_object_array_length (slots); i > 0; i--)
    if (is_of (json_object_array_get_idx (slots, i - 1), weekday))
      json_object_array_del_idx (slots, i - 1, 1);
  for (guint i = 0; spans[i] != NULL; i++)
    {
      GwJson *slot = json_object_new_object ();

      if (spans[i][0] == '\0')
        {
          json_object_put (slot);
          continue;
        }
      spans[i][5] = '\0';
      if (weekday > 0)
        json_object_object_add (slot, "weekday", json_object_new_int ((int)weekday));
      json_object_object_add (slot, "start", json_object_new_string (spans[i]));
      json_object_object_add (slot, "end", json_object_new_string (spans[i] + 6));
      json_object_array_add (slots, slot);
    }
  return TRUE;
}

/* --- what it is called, and for whom it is ---------------------------------------------- */

GwCalendarDraft *
gw_calendar_draft_copy (const GwCalendarDraft *draft)
{
  GwJson *whole = json_tokener_parse (
      json_object_to_json_string_ext (draft->whole, JSON_C_TO_STRING_PLAIN));
  GwJson *answer = json_object_new_object ();
  GwCalendarDraft *copy;

  json_object_object_del (whole, "version");
  json_object_object_del (whole, "code");
  json_object_object_del (whole, "name");
  json_object_object_del (whole, "name_en");
  json_object_object_add (whole, "departments", json_object_new_array ());
  json_object_object_add (answer, "calendar", whole);
  copy = gw_calendar_draft_new (answer);
  json_object_put (answer);
  return copy;
}

const char *
gw_calendar_draft_get_text (const GwCalendarDraft *draft, const char *name)
{
  return text_of (draft->whole, name);
}

void
gw_calendar_draft_set_text (GwCalendarDraft *draft, const char *name, const char *text)
{
  json_object_object_add (draft->whole, name, json_object_new_string (text));
}

/* Its place among the departments; -1: it is none of them. */
static gssize
find_department (const GwCalendarDraft *draft, const char *code)
{
  GwJson *departments = member (draft->whole, "departments");
  gsize n = json_object_is_type (departments, json_type_array)
                ? json_object_array_length (departments)
                : 0;

  for (gsize i = 0; i < n; i++)
    if (g_strcmp0 (json_object_get_string (json_object_array_get_idx (departments, i)),
                   code) == 0)
      return (gssize)i;
  return -1;
}

gboolean
gw_calendar_draft_has_department (const GwCalendarDraft *draft, const char *code)
{
  return find_department (draft, code) >= 0;
}

void
gw_calendar_draft_set_department (GwCalendarDraft *draft, const char *code,
                                  gboolean works_by_it)
{
  gssize place = find_department (draft, code);

  if (!is_array (draft->whole, "departments"))
    json_object_object_add (draft->whole, "departments", json_object_new_array ());
  if (works_by_it && place < 0)
    json_object_array_add (member (draft->whole, "departments"),
                           json_object_new_string (code));
  else if (!works_by_it && place >= 0)
    json_object_array_del_idx (member (draft->whole, "departments"), (gsize)place, 1);
}

int
gw_calendar_draft_find_weekday (const GwCalendarDraft *draft, const char *field)
{
  GwJson *slot;

  if (field == NULL || g_str_has_prefix (field, "make_up_slots"))
    return field != NULL ? 0 : -1;
  if (!g_str_has_prefix (field, "slots."))
    return -1;
  slot = json_object_array_get_idx (member (draft->whole, "slots"),
                                    (gsize)g_ascii_strtoull (field + 6, NULL, 10));
  return slot != NULL ? json_object_get_int (member (slot, "weekday")) : -1;
}

char *
gw_calendar_draft_encode (const GwCalendarDraft *draft)
{
  return g_strdup (json_object_to_json_string_ext (draft->whole, JSON_C_TO_STRING_PLAIN));
}
