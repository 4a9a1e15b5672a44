/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What only the map shows. */
#define G_LOG_DOMAIN "gridward-client"

#include "gui/client/codec-map.h"

#include "gui/client/codec-private.h"

void
gw_map_component_free (GwMapComponent *component)
{
  g_free (component->code);
  g_free (component->name);
  gw_named_clear (&component->klass);
  gw_named_clear (&component->owner);
  g_free (component);
}

void
gw_map_duty_free (GwMapDuty *duty)
{
  gw_named_clear (&duty->person);
  gw_named_clear (&duty->duty_grid);
  g_free (duty);
}

static gpointer
read_component (GwReader *reader, GwJson *json)
{
  GwMapComponent *component = g_new0 (GwMapComponent, 1);
  GwJson *location = gw_reader_object (reader, json, "location", GW_REQUIRED);

  component->code = gw_reader_dup_string (reader, json, "code", GW_REQUIRED);
  component->name = gw_reader_dup_string (reader, json, "name", GW_OPTIONAL);
  gw_read_named_member (reader, json, "class", GW_OPTIONAL, &component->klass);
  gw_read_named_member (reader, json, "owner", GW_OPTIONAL, &component->owner);
  if (location != NULL)
    {
      component->lon = gw_reader_double (reader, location, "lon", GW_REQUIRED);
      component->lat = gw_reader_double (reader, location, "lat", GW_REQUIRED);
    }
  return component;
}

static gpointer
read_duty (GwReader *reader, GwJson *json)
{
  GwMapDuty *duty = g_new0 (GwMapDuty, 1);

  gw_read_person (reader, json, "inspector", &duty->person);
  gw_read_named_member (reader, json, "duty_grid", GW_OPTIONAL, &duty->duty_grid);
  return duty;
}

static gpointer
read_place (GwReader *reader, GwJson *json)
{
  GwTrackPlace *place = g_new0 (GwTrackPlace, 1);
  GwJson *location = gw_reader_object (reader, json, "location", GW_REQUIRED);

  if (location != NULL)
    {
      place->lon = gw_reader_double (reader, location, "lon", GW_REQUIRED);
      place->lat = gw_reader_double (reader, location, "lat", GW_REQUIRED);
    }
  place->at_usec = gw_reader_time (reader, json, "at", GW_REQUIRED);
  return place;
}

static gpointer
decode (const char *text, gsize length, const char *member, GwReadItem read_item,
        GDestroyNotify free_item, GError **error)
{
  g_autoptr (GwJson) root = gw_json_parse (text, length, error);
  g_autoptr (GPtrArray) items = NULL;
  GwReader reader = { 0 };

  if (root == NULL)
    return NULL;
  items = gw_read_array (&reader, root, member, read_item, free_item);
  return gw_reader_finish (&reader, error) ? g_steal_pointer (&items) : NULL;
}

gpointer
gw_decode_components (const char *text, gsize length, GError **error)
{
  return decode (text, length, "components", read_component,
                 (GDestroyNotify)gw_map_component_free, error);
}

gpointer
gw_decode_duty (const char *text, gsize length, GError **error)
{
  return decode (text, length, "on_duty", read_duty, (GDestroyNotify)gw_map_duty_free,
                 error);
}

static void
named_free (gpointer data)
{
  gw_named_clear (data);
  g_free (data);
}

static gpointer
read_grid (GwReader *reader, GwJson *json)
{
  GwNamed *grid = g_new0 (GwNamed, 1);

  gw_read_named (reader, json, grid);
  return grid;
}

gpointer
gw_decode_duty_grids (const char *text, gsize length, GError **error)
{
  g_autoptr (GPtrArray) grids =
      decode (text, length, "duty_grids", read_grid, named_free, error);
  GHashTable *names;

  if (grids == NULL)
    return NULL;
  names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < grids->len; i++)
    {
      const GwNamed *grid = grids->pdata[i];

      g_hash_table_replace (names, g_strdup (grid->code), g_strdup (gw_named_label (grid)));
    }
  return names;
}

gpointer
gw_decode_track (const char *text, gsize length, GError **error)
{
  return decode (text, length, "positions", read_place, g_free, error);
}
