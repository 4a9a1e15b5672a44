/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where inspectors are. */
#define G_LOG_DOMAIN "gridward-client"

#include "gui/client/codec-private.h"
#include "gui/client/codec.h"

void
gw_inspector_record_free (GwInspectorRecord *record)
{
  gw_named_clear (&record->person);
  g_free (record);
}

static gpointer
read_inspector (GwReader *reader, GwJson *json)
{
  GwInspectorRecord *record = g_new0 (GwInspectorRecord, 1);
  GwJson *location = gw_reader_object (reader, json, "location", GW_REQUIRED);

  gw_read_person (reader, json, "inspector", &record->person);
  if (location != NULL)
    {
      record->lon = gw_reader_double (reader, location, "lon", GW_REQUIRED);
      record->lat = gw_reader_double (reader, location, "lat", GW_REQUIRED);
    }
  record->at_usec = gw_reader_time (reader, json, "at", GW_REQUIRED);
  record->on_duty = gw_reader_boolean (reader, json, "on_duty", GW_OPTIONAL);
  record->fresh = gw_reader_boolean (reader, json, "fresh", GW_OPTIONAL);
  return record;
}

gpointer
gw_decode_inspectors (const char *text, gsize length, GError **error)
{
  g_autoptr (GwJson) root = gw_json_parse (text, length, error);
  g_autoptr (GPtrArray) items = NULL;
  GwReader reader = { 0 };

  if (root == NULL)
    return NULL;
  items = gw_read_array (&reader, root, "positions", read_inspector,
                         (GDestroyNotify)gw_inspector_record_free);
  return gw_reader_finish (&reader, error) ? g_steal_pointer (&items) : NULL;
}
