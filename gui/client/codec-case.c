/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases from the server's documents. */
#define G_LOG_DOMAIN "gridward-client"

#include "gui/client/codec.h"

#include <math.h>

#include "gui/client/class-group.h"
#include "gui/client/codec-private.h"

/* More than any list: what a view can count. */
#define MAX_ROWS 100000000

gboolean
gw_json_get_number (GwJson *value, double *ret_number)
{
  double number;

  if (!json_object_is_type (value, json_type_double) &&
      !json_object_is_type (value, json_type_int))
    return FALSE;
  number = json_object_get_double (value);
  if (!isfinite (number))
    return FALSE;
  *ret_number = number;
  return TRUE;
}

gpointer
gw_read_row (GwReader *reader, GwJson *json)
{
  GwCaseRow *row = gw_case_row_new ();
  GwJson *location = gw_reader_object (reader, json, "location", GW_REQUIRED);
  const char *kind = gw_reader_string (reader, json, "kind", GW_OPTIONAL);

  row->number = gw_reader_dup_string (reader, json, "number", GW_REQUIRED);
  row->version = gw_reader_int (reader, json, "version", GW_REQUIRED);
  row->state_name = gw_reader_dup_string (reader, json, "state", GW_REQUIRED);
  row->state = gw_case_state_parse (row->state_name);
  row->is_component = g_strcmp0 (kind, "component") == 0;
  gw_read_named_member (reader, json, "class", GW_REQUIRED, &row->klass);
  row->urgent = gw_reader_boolean (reader, json, "urgent", GW_OPTIONAL);
  row->cell = gw_reader_dup_string (reader, json, "cell", GW_REQUIRED);
  gw_read_named_member (reader, json, "community", GW_OPTIONAL, &row->community);
  row->lon = gw_reader_double (reader, location, "lon", GW_REQUIRED);
  row->lat = gw_reader_double (reader, location, "lat", GW_REQUIRED);
  row->description = gw_reader_dup_string (reader, json, "description", GW_OPTIONAL);
  row->source = gw_reader_dup_string (reader, json, "source", GW_OPTIONAL);
  gw_read_named_member (reader, json, "department", GW_OPTIONAL, &row->department);
  row->reported_usec = gw_reader_time (reader, json, "reported_at", GW_REQUIRED);
  row->deadline_usec = gw_reader_time (reader, json, "deadline", GW_OPTIONAL);
  row->deadline_start_usec = gw_reader_time (reader, json, "deadline_start", GW_OPTIONAL);
  row->updated_usec = gw_reader_time (reader, json, "updated_at", GW_OPTIONAL);
  row->lamp = gw_lamp_parse (gw_reader_string (reader, json, "lamp", GW_OPTIONAL));
  row->reworks = gw_read_count (reader, json, "reworks");
  row->returns = gw_read_count (reader, json, "returns");
  row->warn_usec = gw_reader_time (reader, json, "warn_at", GW_OPTIONAL);
  row->deadline_working = gw_reader_boolean (reader, json, "deadline_working", GW_OPTIONAL);
  row->flags = gw_read_texts (reader, json, "flags");
  return row;
}

gpointer
gw_decode_case_page (const char *text, gsize length, GError **error)
{
  g_autoptr (GwJson) root = gw_json_parse (text, length, error);
  g_autoptr (GwPage) page = NULL;
  GwReader reader = { 0 };

  if (root == NULL)
    return NULL;
  page = g_new0 (GwPage, 1);
  page->items = gw_read_array (&reader, root, "cases", gw_read_row,
                               (GDestroyNotify)gw_case_row_unref);
  page->next = gw_reader_dup_string (&reader, root, "next", GW_OPTIONAL);
  return gw_reader_finish (&reader, error) ? g_steal_pointer (&page) : NULL;
}

void
gw_case_index_free (GwCaseIndex *index)
{
  g_strfreev (index->keys);
  g_free (index);
}

gpointer
gw_decode_case_index (const char *text, gsize length, GError **error)
{
  g_autoptr (GwJson) root = gw_json_parse (text, length, error);
  g_autoptr (GwCaseIndex) index = NULL;
  GwReader reader = { 0 };
  gint64 count;
  gint64 step;

  if (root == NULL)
    return NULL;
  index = g_new0 (GwCaseIndex, 1);
  count = gw_reader_int (&reader, root, "count", GW_REQUIRED);
  step = gw_reader_int (&reader, root, "step", GW_REQUIRED);
  index->keys = gw_read_texts (&reader, root, "keys");
  if (count < 0 || count > MAX_ROWS || step < 1 || step > MAX_ROWS ||
      g_strv_length (index->keys) != (count > 0 ? (count - 1) / step : 0))
    gw_reader_fault (&reader, "keys", "a key for each page but the last");
  index->count = (guint)count;
  index->step = (guint)step;
  index->more = gw_reader_boolean (&reader, root, "more", GW_OPTIONAL);
  return gw_reader_finish (&reader, error) ? g_steal_pointer (&index) : NULL;
}

static gpointer
read_nearby (GwReader *reader, GwJson *json)
{
  GwNearbyRecord *record = g_new0 (GwNearbyRecord, 1);
  GwJson *row = gw_reader_object (reader, json, "case", GW_REQUIRED);

  if (row != NULL)
    record->row = gw_read_row (reader, row);
  record->distance_m = gw_reader_double (reader, json, "distance_m", GW_REQUIRED);
  record->age_usec = gw_reader_int (reader, json, "age_s", GW_REQUIRED) * G_USEC_PER_SEC;
  record->duplicate = gw_reader_boolean (reader, json, "duplicate", GW_OPTIONAL);
  return record;
}

gpointer
gw_decode_nearby (const char *text, gsize length, GError **error)
{
  g_autoptr (GwJson) root = gw_json_parse (text, length, error);
  g_autoptr (GPtrArray) items = NULL;
  GwReader reader = { 0 };

  if (root == NULL)
    return NULL;
  items = gw_read_array (&reader, root, "nearby", read_nearby,
                         (GDestroyNotify)gw_nearby_record_free);
  return gw_reader_finish (&reader, error) ? g_steal_pointer (&items) : NULL;
}

static const char *
text_at (GwJson *array, guint i)
{
  GwJson *value = json_object_array_get_idx (array, i);

  return json_object_is_type (value, json_type_string) ? json_object_get_string (value)
                                                       : NULL;
}

/* ["20261122-000017", lon, lat, "lamp", "state", "cellcode", flags, "06010"] */
static void
read_point (GwReader *reader, GwJson *json, GwCasePoint *point)
{
  const char *number;
  const char *cell;
  double flags;

  if (!json_object_is_type (json, json_type_array) || json_object_array_length (json) < 6)
    {
      gw_reader_fault (reader, "points", "arrays of six");
      return;
    }
  number = text_at (json, 0);
  cell = text_at (json, 5);
  if (number == NULL || strlen (number) >= sizeof point->number ||
      !gw_json_get_number (json_object_array_get_idx (json, 1), &point->lon) ||
      !gw_json_get_number (json_object_array_get_idx (json, 2), &point->lat))
    {
      gw_reader_fault (reader, "points", "a number and a place");
      return;
    }
  g_strlcpy (point->number, number, sizeof point->number);
  g_strlcpy (point->cell, cell != NULL ? cell : "", sizeof point->cell);
  point->lamp = gw_lamp_parse (text_at (json, 3));
  point->state = gw_case_state_parse (text_at (json, 4));
  /* An older server does not say. */
  if (gw_json_get_number (json_object_array_get_idx (json, 6), &flags) && flags >= 0)
    point->flags = (guint16)((guint)flags & G_MAXUINT16);
  point->group = (guint8)gw_class_group (text_at (json, 7));
}

void
gw_point_page_free (GwPointPage *page)
{
  g_clear_pointer (&page->points, g_array_unref);
  g_free (page->next);
  g_free (page);
}

gpointer
gw_decode_points (const char *text, gsize length, GError **error)
{
  g_autoptr (GwJson) root = gw_json_parse (text, length, error);
  g_autoptr (GwPointPage) page = NULL;
  GwReader reader = { 0 };
  GwJson *array;
  gsize n;

  if (root == NULL)
    return NULL;
  array = gw_reader_array (&reader, root, "points", GW_REQUIRED);
  n = array != NULL ? json_object_array_length (array) : 0;
  page = g_new0 (GwPointPage, 1);
  page->points = g_array_sized_new (FALSE, TRUE, sizeof (GwCasePoint), (guint)n);
  g_array_set_size (page->points, (guint)n);
  for (gsize i = 0; i < n && reader.error == NULL; i++)
    read_point (&reader, json_object_array_get_idx (array, i),
                &g_array_index (page->points, GwCasePoint, i));
  page->next = gw_reader_dup_string (&reader, root, "next", GW_OPTIONAL);
  return gw_reader_finish (&reader, error) ? g_steal_pointer (&page) : NULL;
}

static void
free_attachment (gpointer data)
{
  GwAttachment *attachment = data;

  g_free (attachment->id);
  g_free (attachment->type);
  g_free (attachment->stage);
  g_free (attachment->url);
  g_free (attachment);
}

static gpointer
read_attachment (GwReader *reader, GwJson *json)
{
  GwAttachment *attachment = g_new0 (GwAttachment, 1);

  attachment->id = gw_reader_dup_string (reader, json, "id", GW_REQUIRED);
  attachment->type = gw_reader_dup_string (reader, json, "type", GW_OPTIONAL);
  attachment->stage = gw_reader_dup_string (reader, json, "stage", GW_OPTIONAL);
  attachment->size = gw_reader_int (reader, json, "size", GW_OPTIONAL);
  attachment->url = gw_reader_dup_string (reader, json, "url", GW_OPTIONAL);
  if (attachment->url == NULL)
    attachment->url = g_strdup_printf ("/api/v1/attachments/%s",
                                       attachment->id != NULL ? attachment->id : "");
  return attachment;
}

static void
free_field (gpointer data)
{
  GwActionField *field = data;

  g_free (field->name);
  g_free (field->type);
  g_strfreev (field->choices);
  g_free (field);
}

static gpointer
read_field (GwReader *reader, GwJson *json)
{
  GwActionField *field = g_new0 (GwActionField, 1);

  field->name = gw_reader_dup_string (reader, json, "name", GW_REQUIRED);
  field->type = gw_reader_dup_string (reader, json, "type", GW_REQUIRED);
  field->required = gw_reader_boolean (reader, json, "required", GW_OPTIONAL);
  if (gw_reader_array (reader, json, "choices", GW_OPTIONAL) != NULL)
    field->choices = gw_read_texts (reader, json, "choices");
  return field;
}

static void
free_action (gpointer data)
{
  GwCaseAction *action = data;

  g_free (action->action);
  g_clear_pointer (&action->fields, g_ptr_array_unref);
  g_free (action);
}

static gpointer
read_action (GwReader *reader, GwJson *json)
{
  GwCaseAction *action = g_new0 (GwCaseAction, 1);

  action->action = gw_reader_dup_string (reader, json, "action", GW_REQUIRED);
  action->fields = gw_read_array (reader, json, "fields", read_field, free_field);
  return action;
}

static void
read_times (GwReader *reader, GwJson *json, GwCaseDetail *detail)
{
  detail->observed_usec = gw_reader_time (reader, json, "observed_at", GW_OPTIONAL);
  detail->filed_usec = gw_reader_time (reader, json, "filed_at", GW_OPTIONAL);
  detail->dispatched_usec = gw_reader_time (reader, json, "dispatched_at", GW_OPTIONAL);
  detail->handled_usec = gw_reader_time (reader, json, "handled_at", GW_OPTIONAL);
  detail->checked_usec = gw_reader_time (reader, json, "checked_at", GW_OPTIONAL);
  detail->closed_usec = gw_reader_time (reader, json, "closed_at", GW_OPTIONAL);
}

/* The condition that it was filed under, and what closes it. */
static void
read_condition (GwReader *reader, GwJson *json, GwCaseDetail *detail)
{
  GwJson *object = gw_reader_object (reader, json, "condition", GW_OPTIONAL);

  detail->condition.code = gw_reader_dup_string (reader, object, "code", GW_OPTIONAL);
  detail->condition.name = gw_reader_dup_string (reader, object, "text", GW_OPTIONAL);
  detail->condition.name_en = gw_reader_dup_string (reader, object, "text_en", GW_OPTIONAL);
  detail->closing.name = gw_reader_dup_string (reader, object, "closing", GW_OPTIONAL);
  detail->closing.name_en =
      gw_reader_dup_string (reader, object, "closing_en", GW_OPTIONAL);
}

static GwCaseDetail *
read_case (GwReader *reader, GwJson *json)
{
  GwCaseDetail *detail = g_atomic_rc_box_new0 (GwCaseDetail);
  GwJson *suggested = gw_reader_object (reader, json, "suggested_department", GW_OPTIONAL);

  detail->row = gw_read_row (reader, json);
  gw_read_named_member (reader, json, "street", GW_OPTIONAL, &detail->street);
  gw_read_named_member (reader, json, "district", GW_OPTIONAL, &detail->district);
  gw_read_named_member (reader, json, "component", GW_OPTIONAL, &detail->component);
  gw_read_person (reader, json, "reporter", &detail->reporter);
  read_times (reader, json, detail);
  detail->routing_reason =
      gw_reader_dup_string (reader, json, "routing_reason", GW_OPTIONAL);
  detail->deadline_reason =
      gw_reader_dup_string (reader, json, "deadline_reason", GW_OPTIONAL);
  if (suggested != NULL)
    {
      gw_read_named (reader, suggested, &detail->suggested);
      detail->suggested_reason =
          gw_reader_dup_string (reader, suggested, "reason", GW_OPTIONAL);
    }
  detail->attachments =
      gw_read_array (reader, json, "attachments", read_attachment, free_attachment);
  detail->actions = gw_read_array (reader, json, "actions", read_action, free_action);
  read_condition (reader, json, detail);
  gw_read_progress (reader, json, &detail->progress);
  return detail;
}

gpointer
gw_decode_case (const char *text, gsize length, GError **error)
{
  g_autoptr (GwJson) root = gw_json_parse (text, length, error);
  g_autoptr (GwCaseDetail) detail = NULL;
  GwReader reader = { 0 };
  GwJson *object;

  if (root == NULL)
    return NULL;
  object = gw_reader_object (&reader, root, "case", GW_REQUIRED);
  if (object != NULL)
    detail = read_case (&reader, object);
  return gw_reader_finish (&reader, error) ? g_steal_pointer (&detail) : NULL;
}
