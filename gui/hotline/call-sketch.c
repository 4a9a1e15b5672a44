/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A call that is being written down, as it is kept on the disk. */
#define G_LOG_DOMAIN "gridward-gui"

#include "gui/hotline/call-sketch.h"

#include <string.h>

#include "gui/client/codec-private.h"
#include "gui/client/json.h"

static void
add_text (GwJson *json, const char *member, const char *text)
{
  if (text != NULL)
    json_object_object_add (json, member, json_object_new_string (text));
}

char *
gw_call_sketch_encode (const GwCallDraft *draft, const char *serial, const char *place)
{
  g_autoptr (GwJson) json = json_object_new_object ();

  add_text (json, "serial", serial);
  add_text (json, "name", draft->caller_name);
  add_text (json, "phone", draft->caller_phone);
  add_text (json, "address", draft->address);
  add_text (json, "class", draft->class_code);
  add_text (json, "urgency", draft->urgency);
  add_text (json, "description", draft->description);
  add_text (json, "external", draft->external_number);
  if (draft->photos != NULL)
    {
      GwJson *photos = json_object_new_array ();

      for (guint i = 0; draft->photos[i] != NULL; i++)
        json_object_array_add (photos, json_object_new_string (draft->photos[i]));
      json_object_object_add (json, "photos", photos);
    }
  json_object_object_add (json, "component", json_object_new_boolean (draft->is_component));
  if (draft->has_place)
    {
      add_text (json, "place", place);
      json_object_object_add (json, "lon", json_object_new_double (draft->lon));
      json_object_object_add (json, "lat", json_object_new_double (draft->lat));
    }
  return g_strdup (json_object_to_json_string_ext (json, JSON_C_TO_STRING_PLAIN));
}

GwCallSketch *
gw_call_sketch_decode (const char *text)
{
  g_autoptr (GwCallSketch) sketch = g_new0 (GwCallSketch, 1);
  GwCallDraft *draft = &sketch->draft;
  GwReader reader = { 0 };
  GwJson *json = gw_json_parse (text, strlen (text), NULL);

  if (json == NULL)
    return NULL;
  sketch->json = json;
  sketch->serial = gw_reader_string (&reader, json, "serial", GW_REQUIRED);
  sketch->place = gw_reader_string (&reader, json, "place", GW_OPTIONAL);
  draft->caller_name = gw_reader_string (&reader, json, "name", GW_OPTIONAL);
  draft->caller_phone = gw_reader_string (&reader, json, "phone", GW_OPTIONAL);
  draft->address = gw_reader_string (&reader, json, "address", GW_OPTIONAL);
  draft->class_code = gw_reader_string (&reader, json, "class", GW_OPTIONAL);
  draft->urgency = gw_reader_string (&reader, json, "urgency", GW_OPTIONAL);
  draft->description = gw_reader_string (&reader, json, "description", GW_OPTIONAL);
  draft->external_number = gw_reader_string (&reader, json, "external", GW_OPTIONAL);
  sketch->photos = gw_read_texts (&reader, json, "photos");
  draft->photos = (const char *const *)sketch->photos;
  draft->is_component = gw_reader_boolean (&reader, json, "component", GW_OPTIONAL);
  draft->has_place = sketch->place != NULL;
  if (draft->has_place)
    {
      draft->lon = gw_reader_double (&reader, json, "lon", GW_REQUIRED);
      draft->lat = gw_reader_double (&reader, json, "lat", GW_REQUIRED);
    }
  return gw_reader_finish (&reader, NULL) ? g_steal_pointer (&sketch) : NULL;
}

void
gw_call_sketch_free (GwCallSketch *sketch)
{
  g_clear_pointer (&sketch->json, gw_json_unref);
  g_strfreev (sketch->photos);
  g_free (sketch);
}
