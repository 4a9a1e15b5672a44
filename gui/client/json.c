/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading members of JSON objects with one error at the end instead of one per member. */
#define G_LOG_DOMAIN "gridward-client"

#include "gui/client/json.h"

#include <math.h>

#include "gui/client/client-error.h"

/* Deeper than any document of the API, shallow enough for every stack. */
#define MAX_DEPTH 32

void
gw_json_unref (GwJson *json)
{
  json_object_put (json);
}

GwJson *
gw_json_parse (const char *text, gsize length, GError **error)
{
  struct json_tokener *tokener = json_tokener_new_ex (MAX_DEPTH);
  GwJson *json = NULL;
  enum json_tokener_error fault = json_tokener_error_size;

  json_tokener_set_flags (tokener, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
  if (length <= G_MAXINT32)
    {
      json = json_tokener_parse_ex (tokener, text, (int)length);
      fault = json_tokener_get_error (tokener);
      /* A bare number may go on as long as the input does: the end must be said. */
      if (fault == json_tokener_continue)
        {
          json = json_tokener_parse_ex (tokener, "", 1);
          fault = json_tokener_get_error (tokener);
        }
    }
  json_tokener_free (tokener);

  if (fault == json_tokener_success && json != NULL)
    return json;
  g_set_error (error, GW_CLIENT_ERROR, GW_CLIENT_ERROR_MALFORMED, "not JSON: %s",
               fault == json_tokener_success ? "null" : json_tokener_error_desc (fault));
  return NULL;
}

gboolean
gw_reader_finish (GwReader *reader, GError **error)
{
  if (reader->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&reader->error));
  return FALSE;
}

void
gw_reader_fault (GwReader *reader, const char *member, const char *expected)
{
  if (reader->error == NULL)
    g_set_error (&reader->error, GW_CLIENT_ERROR, GW_CLIENT_ERROR_MALFORMED,
                 "%s: expected %s", member, expected);
}

/* The member when it has one of the two types; NULL (a fault, or rightly absent) otherwise. */
static GwJson *
member_of_type (GwReader *reader, GwJson *json, const char *member, GwPresence presence,
                enum json_type type, enum json_type other)
{
  GwJson *value = NULL;

  if (json != NULL && json_object_is_type (json, json_type_object))
    json_object_object_get_ex (json, member, &value);
  if (value == NULL)
    {
      if (presence == GW_REQUIRED)
        gw_reader_fault (reader, member, json_type_to_name (type));
      return NULL;
    }
  if (json_object_is_type (value, type) || json_object_is_type (value, other))
    return value;
  gw_reader_fault (reader, member, json_type_to_name (type));
  return NULL;
}

GwJson *
gw_reader_object (GwReader *reader, GwJson *json, const char *member, GwPresence presence)
{
  return member_of_type (reader, json, member, presence, json_type_object,
                         json_type_object);
}

GwJson *
gw_reader_array (GwReader *reader, GwJson *json, const char *member, GwPresence presence)
{
  return member_of_type (reader, json, member, presence, json_type_array, json_type_array);
}

const char *
gw_reader_string (GwReader *reader, GwJson *json, const char *member, GwPresence presence)
{
  GwJson *value =
      member_of_type (reader, json, member, presence, json_type_string, json_type_string);

  return value != NULL ? json_object_get_string (value) : NULL;
}

char *
gw_reader_dup_string (GwReader *reader, GwJson *json, const char *member,
                      GwPresence presence)
{
  return g_strdup (gw_reader_string (reader, json, member, presence));
}

gint64
gw_reader_int (GwReader *reader, GwJson *json, const char *member, GwPresence presence)
{
  GwJson *value =
      member_of_type (reader, json, member, presence, json_type_int, json_type_int);

  return value != NULL ? json_object_get_int64 (value) : 0;
}

double
gw_reader_double (GwReader *reader, GwJson *json, const char *member, GwPresence presence)
{
  GwJson *value =
      member_of_type (reader, json, member, presence, json_type_double, json_type_int);
  double number = value != NULL ? json_object_get_double (value) : 0;

  if (isfinite (number))
    return number;
  gw_reader_fault (reader, member, "a finite number");
  return 0;
}

gboolean
gw_reader_boolean (GwReader *reader, GwJson *json, const char *member, GwPresence presence)
{
  GwJson *value =
      member_of_type (reader, json, member, presence, json_type_boolean, json_type_boolean);

  return value != NULL && json_object_get_boolean (value);
}

gint64
gw_reader_time (GwReader *reader, GwJson *json, const char *member, GwPresence presence)
{
  const char *text = gw_reader_string (reader, json, member, presence);
  g_autoptr (GDateTime) time = NULL;

  if (text == NULL)
    return 0;
  time = g_date_time_new_from_iso8601 (text, NULL);
  if (time == NULL)
    {
      gw_reader_fault (reader, member, "a time");
      return 0;
    }
  return g_date_time_to_unix (time) * G_USEC_PER_SEC + g_date_time_get_microsecond (time);
}
