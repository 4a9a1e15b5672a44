/* SPDX-License-Identifier: GPL-3.0-or-later */
/* City, people, cells and numbers from the server's documents; cases are in codec-case.c. */
#define G_LOG_DOMAIN "gridward-client"

#include "gui/client/codec.h"

#include "gis/geojson.h"
#include "gui/client/client-error.h"
#include "gui/client/codec-private.h"

static void
free_named (gpointer data)
{
  gw_named_clear (data);
  g_free (data);
}

void
gw_read_named (GwReader *reader, GwJson *json, GwNamed *named)
{
  named->code = gw_reader_dup_string (reader, json, "code", GW_REQUIRED);
  named->name = gw_reader_dup_string (reader, json, "name", GW_OPTIONAL);
  named->name_en = gw_reader_dup_string (reader, json, "name_en", GW_OPTIONAL);
}

void
gw_read_named_member (GwReader *reader, GwJson *json, const char *member,
                      GwPresence presence, GwNamed *named)
{
  GwJson *object = gw_reader_object (reader, json, member, presence);

  if (object != NULL)
    gw_read_named (reader, object, named);
}

GPtrArray *
gw_read_array (GwReader *reader, GwJson *json, const char *member, GwReadItem read_item,
               GDestroyNotify free_item)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (free_item);
  GwJson *array = gw_reader_array (reader, json, member, GW_REQUIRED);
  gsize n = array != NULL ? json_object_array_length (array) : 0;

  for (gsize i = 0; i < n && reader->error == NULL; i++)
    {
      GwJson *item = json_object_array_get_idx (array, i);

      if (json_object_is_type (item, json_type_object))
        g_ptr_array_add (items, read_item (reader, item));
      else
        gw_reader_fault (reader, member, "objects");
    }
  return items;
}

/* The whole of a decoder whose document is an object with one array. */
static gpointer
decode_array (const char *text, gsize length, const char *member, GwReadItem read_item,
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

void
gw_page_free (GwPage *page)
{
  g_clear_pointer (&page->items, g_ptr_array_unref);
  g_free (page->next);
  g_free (page);
}

static void
read_user (GwReader *reader, GwJson *json, GwUser *user)
{
  GwJson *roles = gw_reader_array (reader, json, "roles", GW_OPTIONAL);
  gsize n = roles != NULL ? json_object_array_length (roles) : 0;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (gsize i = 0; i < n; i++)
    {
      GwJson *role = json_object_array_get_idx (roles, i);

      if (json_object_is_type (role, json_type_string))
        g_strv_builder_add (builder, json_object_get_string (role));
      else
        gw_reader_fault (reader, "roles", "strings");
    }
  user->login = gw_reader_dup_string (reader, json, "login", GW_REQUIRED);
  user->name = gw_reader_dup_string (reader, json, "name", GW_OPTIONAL);
  user->roles = g_strv_builder_end (builder);
  gw_read_named_member (reader, json, "department", GW_OPTIONAL, &user->department);
  gw_read_named_member (reader, json, "area", GW_OPTIONAL, &user->area);
}

gpointer
gw_decode_session (const char *text, gsize length, GError **error)
{
  g_autoptr (GwJson) root = gw_json_parse (text, length, error);
  g_autoptr (GwSessionRecord) record = NULL;
  GwReader reader = { 0 };
  GwJson *user;

  if (root == NULL)
    return NULL;
  record = g_new0 (GwSessionRecord, 1);
  record->token = gw_reader_dup_string (&reader, root, "token", GW_OPTIONAL);
  record->expires_usec = gw_reader_time (&reader, root, "expires_at", GW_OPTIONAL);
  user = gw_reader_object (&reader, root, "user", GW_REQUIRED);
  read_user (&reader, user, &record->user);
  return gw_reader_finish (&reader, error) ? g_steal_pointer (&record) : NULL;
}

static void
read_bbox (GwReader *reader, GwJson *json, double *bbox)
{
  GwJson *array = gw_reader_array (reader, json, "bbox", GW_REQUIRED);

  if (array == NULL)
    return;
  for (guint i = 0; i < 4; i++)
    {
      GwJson *value = i < json_object_array_length (array)
                          ? json_object_array_get_idx (array, i)
                          : NULL;

      if (!gw_json_get_number (value, &bbox[i]))
        gw_reader_fault (reader, "bbox", "four numbers");
    }
}

gpointer
gw_decode_attachment_id (const char *text, gsize length, GError **error)
{
  GwReader reader = { 0 };
  g_autoptr (GwJson) root = gw_json_parse (text, length, error);
  g_autofree char *id = NULL;

  if (root == NULL)
    return NULL;
  id = g_strdup (gw_reader_string (&reader, root, "id", GW_REQUIRED));
  return gw_reader_finish (&reader, error) ? g_steal_pointer (&id) : NULL;
}

gpointer
gw_decode_city (const char *text, gsize length, GError **error)
{
  g_autoptr (GwJson) root = gw_json_parse (text, length, error);
  g_autoptr (GwCityRecord) city = NULL;
  GwReader reader = { 0 };

  if (root == NULL)
    return NULL;
  city = g_new0 (GwCityRecord, 1);
  city->name.name = gw_reader_dup_string (&reader, root, "name", GW_REQUIRED);
  city->name.name_en = gw_reader_dup_string (&reader, root, "name_en", GW_OPTIONAL);
  city->synthetic = gw_reader_boolean (&reader, root, "synthetic", GW_OPTIONAL);
  city->time_zone = gw_reader_dup_string (&reader, root, "time_zone", GW_REQUIRED);
  city->code_scheme = gw_reader_dup_string (&reader, root, "code_scheme", GW_OPTIONAL);
  read_bbox (&reader, root, city->bbox);
  city->n_cells = MAX (0, gw_reader_int (&reader, root, "cells", GW_OPTIONAL));
  city->server_usec = gw_reader_time (&reader, root, "server_time", GW_OPTIONAL);
  city->last_seq = gw_reader_int (&reader, root, "last_seq", GW_REQUIRED);
  return gw_reader_finish (&reader, error) ? g_steal_pointer (&city) : NULL;
}

static gpointer
read_area (GwReader *reader, GwJson *json)
{
  GwAreaRecord *area = g_new0 (GwAreaRecord, 1);

  gw_read_named (reader, json, &area->area);
  area->parent = gw_reader_dup_string (reader, json, "parent", GW_OPTIONAL);
  area->level = gw_reader_dup_string (reader, json, "level", GW_REQUIRED);
  return area;
}

gpointer
gw_decode_areas (const char *text, gsize length, GError **error)
{
  return decode_array (text, length, "areas", read_area,
                       (GDestroyNotify)gw_area_record_free, error);
}

static gpointer
read_place (GwReader *reader, GwJson *json)
{
  GwPlaceRecord *place = g_new0 (GwPlaceRecord, 1);
  GwJson *location = gw_reader_object (reader, json, "location", GW_REQUIRED);

  place->kind = gw_reader_dup_string (reader, json, "kind", GW_REQUIRED);
  place->code = gw_reader_dup_string (reader, json, "code", GW_OPTIONAL);
  place->text = gw_reader_dup_string (reader, json, "text", GW_REQUIRED);
  place->text_en = gw_reader_dup_string (reader, json, "text_en", GW_REQUIRED);
  gw_read_named_member (reader, json, "community", GW_OPTIONAL, &place->community);
  place->lon = gw_reader_double (reader, location, "lon", GW_REQUIRED);
  place->lat = gw_reader_double (reader, location, "lat", GW_REQUIRED);
  return place;
}

gpointer
gw_decode_places (const char *text, gsize length, GError **error)
{
  return decode_array (text, length, "places", read_place,
                       (GDestroyNotify)gw_place_record_free, error);
}

static gpointer
read_department (GwReader *reader, GwJson *json)
{
  GwNamed *named = g_new0 (GwNamed, 1);

  gw_read_named (reader, json, named);
  return named;
}

gpointer
gw_decode_departments (const char *text, gsize length, GError **error)
{
  return decode_array (text, length, "departments", read_department, free_named, error);
}

/* The login stands for the code. */
static gpointer
read_person (GwReader *reader, GwJson *json)
{
  GwNamed *named = g_new0 (GwNamed, 1);

  named->code = gw_reader_dup_string (reader, json, "login", GW_REQUIRED);
  named->name = gw_reader_dup_string (reader, json, "name", GW_OPTIONAL);
  return named;
}

static void
free_condition (gpointer data)
{
  GwConditionRecord *record = data;

  gw_named_clear (&record->condition);
  g_free (record->limit_unit);
  g_free (record);
}

static gpointer
read_condition (GwReader *reader, GwJson *json)
{
  GwConditionRecord *record = g_new0 (GwConditionRecord, 1);
  GwJson *limit = gw_reader_object (reader, json, "limit", GW_OPTIONAL);

  record->condition.code = gw_reader_dup_string (reader, json, "code", GW_REQUIRED);
  record->condition.name = gw_reader_dup_string (reader, json, "text", GW_OPTIONAL);
  record->condition.name_en = gw_reader_dup_string (reader, json, "text_en", GW_OPTIONAL);
  record->limit = gw_read_count (reader, limit, "value");
  record->limit_unit = gw_reader_dup_string (reader, limit, "unit", GW_OPTIONAL);
  return record;
}

static gpointer
read_class (GwReader *reader, GwJson *json)
{
  GwClassRecord *record = g_new0 (GwClassRecord, 1);
  const char *kind = gw_reader_string (reader, json, "kind", GW_REQUIRED);

  record->is_component = g_strcmp0 (kind, "component") == 0;
  gw_read_named (reader, json, &record->klass);
  record->group.name = gw_reader_dup_string (reader, json, "group", GW_OPTIONAL);
  record->group.name_en = gw_reader_dup_string (reader, json, "group_en", GW_OPTIONAL);
  record->conditions =
      gw_read_list (reader, json, "conditions", read_condition, free_condition);
  return record;
}

gpointer
gw_decode_people (const char *text, gsize length, GError **error)
{
  return decode_array (text, length, "people", read_person, free_named, error);
}

gpointer
gw_decode_classes (const char *text, gsize length, GError **error)
{
  return decode_array (text, length, "classes", read_class,
                       (GDestroyNotify)gw_class_record_free, error);
}

GwRateRecord
gw_read_rate (GwReader *reader, GwJson *json, const char *member, GwPresence presence)
{
  GwJson *rate = gw_reader_object (reader, json, member, presence);

  return (GwRateRecord){
    .numerator = gw_reader_int (reader, rate, "numerator", GW_OPTIONAL),
    .denominator = gw_reader_int (reader, rate, "denominator", GW_OPTIONAL),
  };
}

static gpointer
read_statistics_row (GwReader *reader, GwJson *json)
{
  static const struct
  {
    const char *member;
    gsize offset;
  } counts[] = {
    { "reported", G_STRUCT_OFFSET (GwStatisticsRow, reported) },
    { "filed", G_STRUCT_OFFSET (GwStatisticsRow, filed) },
    { "rejected", G_STRUCT_OFFSET (GwStatisticsRow, rejected) },
    { "voided", G_STRUCT_OFFSET (GwStatisticsRow, voided) },
    { "dispatched", G_STRUCT_OFFSET (GwStatisticsRow, dispatched) },
    { "handled", G_STRUCT_OFFSET (GwStatisticsRow, handled) },
    { "handled_in_time", G_STRUCT_OFFSET (GwStatisticsRow, handled_in_time) },
    { "closed", G_STRUCT_OFFSET (GwStatisticsRow, closed) },
    { "closed_in_time", G_STRUCT_OFFSET (GwStatisticsRow, closed_in_time) },
    { "reworks", G_STRUCT_OFFSET (GwStatisticsRow, reworks) },
    { "returns", G_STRUCT_OFFSET (GwStatisticsRow, returns) },
    { "open", G_STRUCT_OFFSET (GwStatisticsRow, open) },
    { "overdue", G_STRUCT_OFFSET (GwStatisticsRow, overdue) },
  };
  GwStatisticsRow *row = g_new0 (GwStatisticsRow, 1);

  gw_read_named (reader, json, &row->named);
  row->code = g_strdup (row->named.code);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    G_STRUCT_MEMBER (gint64, row, counts[i].offset) =
        gw_reader_int (reader, json, counts[i].member, GW_OPTIONAL);
  row->closure = gw_read_rate (reader, json, "closure_rate", GW_OPTIONAL);
  row->timely = gw_read_rate (reader, json, "timely_rate", GW_OPTIONAL);
  row->rework = gw_read_rate (reader, json, "rework_rate", GW_OPTIONAL);
  return row;
}

gpointer
gw_decode_statistics (const char *text, gsize length, GError **error)
{
  g_autoptr (GwJson) root = gw_json_parse (text, length, error);
  g_autoptr (GwPage) page = NULL;
  GwReader reader = { 0 };
  gboolean of_departments;

  if (root == NULL)
    return NULL;
  page = g_new0 (GwPage, 1);
  of_departments = gw_reader_array (&reader, root, "departments", GW_OPTIONAL) != NULL;
  page->items = gw_read_array (&reader, root, of_departments ? "departments" : "cells",
                               read_statistics_row, (GDestroyNotify)gw_statistics_row_free);
  page->next = gw_reader_dup_string (&reader, root, "next", GW_OPTIONAL);
  return gw_reader_finish (&reader, error) ? g_steal_pointer (&page) : NULL;
}

static gpointer
read_closing_row (GwReader *reader, GwJson *json)
{
  GwStatisticsRow *row = g_new0 (GwStatisticsRow, 1);

  row->code = gw_reader_dup_string (reader, json, "key", GW_REQUIRED);
  row->closed = gw_reader_int (reader, json, "n", GW_REQUIRED);
  row->closing_s = gw_reader_double (reader, json, "median_s", GW_OPTIONAL);
  return row;
}

gpointer
gw_decode_closing_rows (const char *text, gsize length, GError **error)
{
  g_autoptr (GwJson) root = gw_json_parse (text, length, error);
  g_autoptr (GwPage) page = NULL;
  GwReader reader = { 0 };

  if (root == NULL)
    return NULL;
  page = g_new0 (GwPage, 1);
  page->items = gw_read_array (&reader, root, "items", read_closing_row,
                               (GDestroyNotify)gw_statistics_row_free);
  return gw_reader_finish (&reader, error) ? g_steal_pointer (&page) : NULL;
}

static GwCellRecord *
take_feature (GwReader *reader, const GwGeojsonFeature *feature)
{
  g_autoptr (GwCellRecord) record = g_new0 (GwCellRecord, 1);

  if (feature->shape == NULL)
    {
      gw_reader_fault (reader, "features",
                       feature->error != NULL ? feature->error->message : "shapes");
      return NULL;
    }
  record->shape = gw_shape_ref (feature->shape);
  record->code = gw_reader_dup_string (reader, feature->properties, "code", GW_REQUIRED);
  record->name = gw_reader_dup_string (reader, feature->properties, "name", GW_OPTIONAL);
  record->community =
      gw_reader_dup_string (reader, feature->properties, "community", GW_OPTIONAL);
  record->duty_grid =
      gw_reader_dup_string (reader, feature->properties, "duty_grid", GW_OPTIONAL);
  return record->code != NULL ? g_steal_pointer (&record) : NULL;
}

gpointer
gw_decode_cells (const char *text, gsize length, GError **error)
{
  g_autoptr (GwGeojsonCollection) collection = gw_geojson_read (text, length, 0, error);
  g_autoptr (GwPage) page = NULL;
  GwReader reader = { 0 };

  if (collection == NULL)
    {
      g_prefix_error (error, "cells: ");
      return NULL;
    }
  page = g_new0 (GwPage, 1);
  page->items = g_ptr_array_new_with_free_func ((GDestroyNotify)gw_cell_record_free);
  for (guint i = 0; i < collection->features->len && reader.error == NULL; i++)
    {
      GwCellRecord *record = take_feature (&reader, collection->features->pdata[i]);

      if (record != NULL)
        g_ptr_array_add (page->items, record);
    }
  page->next = gw_reader_dup_string (&reader, collection->root, "next", GW_OPTIONAL);
  return gw_reader_finish (&reader, error) ? g_steal_pointer (&page) : NULL;
}

static gpointer
read_urgency (GwReader *reader, GwJson *json)
{
  GwUrgencyRecord *record = g_new0 (GwUrgencyRecord, 1);
  GwJson *limit = gw_reader_object (reader, json, "limit", GW_REQUIRED);

  gw_read_named (reader, json, &record->urgency);
  record->limit = gw_read_count (reader, limit, "value");
  record->limit_unit = gw_reader_dup_string (reader, limit, "unit", GW_REQUIRED);
  return record;
}

gpointer
gw_decode_urgencies (const char *text, gsize length, GError **error)
{
  return decode_array (text, length, "urgencies", read_urgency,
                       (GDestroyNotify)gw_urgency_record_free, error);
}
