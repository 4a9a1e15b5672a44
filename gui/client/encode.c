/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the desk sends, as JSON text. */
#define G_LOG_DOMAIN "gridward-client"

#include "gui/client/encode.h"

#include "gui/client/json.h"

struct _GwDecision
{
  char *action;
  GwJson *body;
};

GwDecision *
gw_decision_new (const char *action)
{
  GwDecision *decision = g_new0 (GwDecision, 1);

  decision->action = g_strdup (action);
  decision->body = json_object_new_object ();
  gw_decision_set_text (decision, "action", action);
  return decision;
}

void
gw_decision_free (GwDecision *decision)
{
  g_free (decision->action);
  gw_json_unref (decision->body);
  g_free (decision);
}

const char *
gw_decision_get_action (const GwDecision *decision)
{
  return decision->action;
}

void
gw_decision_set_text (GwDecision *decision, const char *field, const char *text)
{
  if (text != NULL && text[0] != '\0')
    json_object_object_add (decision->body, field, json_object_new_string (text));
}

void
gw_decision_set_boolean (GwDecision *decision, const char *field, gboolean value)
{
  json_object_object_add (decision->body, field, json_object_new_boolean (value));
}

static GwJson *
make_texts (const char *const *texts)
{
  GwJson *array = json_object_new_array ();

  for (guint i = 0; texts[i] != NULL; i++)
    json_object_array_add (array, json_object_new_string (texts[i]));
  return array;
}

void
gw_decision_set_texts (GwDecision *decision, const char *field, const char *const *texts)
{
  if (texts != NULL)
    json_object_object_add (decision->body, field, make_texts (texts));
}

/* As many places as the server keeps. */
static GwJson *
new_degrees (double degrees)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  return json_object_new_double_s (degrees,
                                   g_ascii_formatd (text, sizeof text, "%.7f", degrees));
}

void
gw_decision_set_position (GwDecision *decision, const char *field, double lon, double lat)
{
  GwJson *position = json_object_new_object ();

  json_object_object_add (position, "lon", new_degrees (lon));
  json_object_object_add (position, "lat", new_degrees (lat));
  json_object_object_add (decision->body, field, position);
}

void
gw_decision_set_time (GwDecision *decision, const char *field, gint64 usec)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (usec / G_USEC_PER_SEC);
  g_autofree char *text = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S.000Z");

  gw_decision_set_text (decision, field, text);
}

GwDecision *
gw_decision_copy (const GwDecision *decision)
{
  return gw_decision_parse (json_object_to_json_string (decision->body));
}

GwDecision *
gw_decision_parse (const char *text)
{
  g_autoptr (GwJson) body = gw_json_parse (text, strlen (text), NULL);
  GwDecision *decision;
  GwJson *action = NULL;

  if (body == NULL || !json_object_object_get_ex (body, "action", &action) ||
      !json_object_is_type (action, json_type_string))
    return NULL;
  decision = g_new0 (GwDecision, 1);
  decision->action = g_strdup (json_object_get_string (action));
  decision->body = g_steal_pointer (&body);
  return decision;
}

static GwJson *
get_member (const GwDecision *decision, const char *field, enum json_type type)
{
  GwJson *member = NULL;

  return json_object_object_get_ex (decision->body, field, &member) &&
                 json_object_is_type (member, type)
             ? member
             : NULL;
}

const char *
gw_decision_get_text (const GwDecision *decision, const char *field)
{
  GwJson *member = get_member (decision, field, json_type_string);

  return member != NULL ? json_object_get_string (member) : NULL;
}

gboolean
gw_decision_get_boolean (const GwDecision *decision, const char *field, gboolean *ret_value)
{
  GwJson *member = get_member (decision, field, json_type_boolean);

  if (member == NULL)
    return FALSE;
  *ret_value = json_object_get_boolean (member) != 0;
  return TRUE;
}

gboolean
gw_decision_get_position (const GwDecision *decision, const char *field, double *ret_lon,
                          double *ret_lat)
{
  GwJson *position = get_member (decision, field, json_type_object);
  GwJson *lon = NULL;
  GwJson *lat = NULL;

  if (position == NULL || !json_object_object_get_ex (position, "lon", &lon) ||
      !json_object_object_get_ex (position, "lat", &lat))
    return FALSE;
  *ret_lon = json_object_get_double (lon);
  *ret_lat = json_object_get_double (lat);
  return TRUE;
}

char *
gw_encode_decision (const GwDecision *decision, gint64 version)
{
  /* The same decision is sent once more with another version after a conflict. */
  json_object_object_add (decision->body, "version", json_object_new_int64 (version));
  return g_strdup (json_object_to_json_string (decision->body));
}

char *
gw_encode_number (const char *member, gint64 number)
{
  g_autoptr (GwJson) object = json_object_new_object ();

  json_object_object_add (object, member, json_object_new_int64 (number));
  return g_strdup (json_object_to_json_string (object));
}

char *
gw_encode_text (const char *member, const char *text)
{
  g_autoptr (GwJson) object = json_object_new_object ();

  json_object_object_add (object, member, json_object_new_string (text));
  return g_strdup (json_object_to_json_string (object));
}

char *
gw_encode_sign_in (const char *login, const char *password)
{
  g_autoptr (GwJson) object = json_object_new_object ();

  json_object_object_add (object, "login", json_object_new_string (login));
  json_object_object_add (object, "password", json_object_new_string (password));
  return g_strdup (json_object_to_json_string (object));
}

static void
add_text (GwJson *object, const char *name, const char *text)
{
  if (text != NULL)
    json_object_object_add (object, name, json_object_new_string (text));
}

char *
gw_encode_call (const GwCallDraft *draft)
{
  g_autoptr (GwJson) object = json_object_new_object ();
  GwJson *caller = json_object_new_object ();

  add_text (caller, "name", draft->caller_name);
  add_text (caller, "phone", draft->caller_phone);
  json_object_object_add (object, "caller", caller);
  add_text (object, "address", draft->address);
  if (draft->has_place)
    {
      GwJson *location = json_object_new_object ();

      json_object_object_add (location, "lon", json_object_new_double (draft->lon));
      json_object_object_add (location, "lat", json_object_new_double (draft->lat));
      json_object_object_add (object, "location", location);
    }
  add_text (object, "kind", draft->is_component ? "component" : "matter");
  add_text (object, "class", draft->class_code);
  add_text (object, "urgency", draft->urgency);
  add_text (object, "description", draft->description);
  add_text (object, "external_number", draft->external_number);
  if (draft->photos != NULL)
    json_object_object_add (object, "attachments", make_texts (draft->photos));
  return g_strdup (json_object_to_json_string (object));
}
