/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The journal and the live feed from the server's documents. */
#define G_LOG_DOMAIN "gridward-client"

#include "gui/client/codec-private.h"
#include "gui/client/codec.h"

static void
free_change (gpointer data)
{
  GwCaseChange *change = data;

  g_free (change->field);
  gw_named_clear (&change->from);
  gw_named_clear (&change->to);
  g_free (change);
}

/* Whatever it is, in words: an object with its names, a place, a text, yes or no. */
static void
read_value (GwReader *reader, GwJson *json, const char *member, GwNamed *named)
{
  GwJson *value = json_object_object_get (json, member);

  if (json_object_is_type (value, json_type_object) &&
      json_object_object_get (value, "lon") != NULL)
    named->name =
        g_strdup_printf ("%.6f, %.6f", gw_reader_double (reader, value, "lon", GW_REQUIRED),
                         gw_reader_double (reader, value, "lat", GW_REQUIRED));
  else if (json_object_is_type (value, json_type_object))
    gw_read_named (reader, value, named);
  else if (json_object_is_type (value, json_type_boolean))
    named->code = g_strdup (json_object_get_boolean (value) ? "yes" : "no");
  else if (value != NULL)
    named->name = g_strdup (json_object_get_string (value));
}

static gpointer
read_change (GwReader *reader, GwJson *json)
{
  GwCaseChange *change = g_new0 (GwCaseChange, 1);

  change->field = gw_reader_dup_string (reader, json, "field", GW_REQUIRED);
  read_value (reader, json, "from", &change->from);
  read_value (reader, json, "to", &change->to);
  return change;
}

static void
free_given_card (gpointer data)
{
  GwGivenCard *card = data;

  g_free (card->stage);
  g_free (card);
}

static gpointer
read_given_card (GwReader *reader, GwJson *json)
{
  GwGivenCard *card = g_new0 (GwGivenCard, 1);

  card->stage = gw_reader_dup_string (reader, json, "stage", GW_REQUIRED);
  card->colour = gw_lamp_parse (gw_reader_string (reader, json, "colour", GW_REQUIRED));
  return card;
}

/* Most events have none of it. */
static void
read_decided (GwReader *reader, GwJson *json, GwCaseEvent *event)
{
  GwJson *confirmed = NULL;

  event->until_usec = gw_reader_time (reader, json, "until", GW_OPTIONAL);
  event->deadline_usec = gw_reader_time (reader, json, "deadline", GW_OPTIONAL);
  if (gw_reader_array (reader, json, "changes", GW_OPTIONAL) != NULL)
    event->changes = gw_read_list (reader, json, "changes", read_change, free_change);
  if (gw_reader_array (reader, json, "cards", GW_OPTIONAL) != NULL)
    event->cards = gw_read_list (reader, json, "cards", read_given_card, free_given_card);
  event->level = gw_read_count (reader, json, "level");
  event->other_case = gw_reader_dup_string (reader, json, "other_case", GW_OPTIONAL);
  event->satisfaction = gw_reader_dup_string (reader, json, "satisfaction", GW_OPTIONAL);
  gw_read_person (reader, json, "person", &event->person);
  event->refuted = json_object_object_get_ex (json, "confirmed", &confirmed) &&
                   !gw_reader_boolean (reader, json, "confirmed", GW_OPTIONAL);
}

static gpointer
read_event (GwReader *reader, GwJson *json)
{
  GwCaseEvent *event = g_new0 (GwCaseEvent, 1);
  GwJson *attachments = gw_reader_array (reader, json, "attachments", GW_OPTIONAL);
  GwJson *row = gw_reader_object (reader, json, "row", GW_OPTIONAL);

  event->seq = gw_reader_int (reader, json, "seq", GW_REQUIRED);
  event->number = gw_reader_dup_string (reader, json, "case", GW_REQUIRED);
  event->action = gw_reader_dup_string (reader, json, "action", GW_REQUIRED);
  event->from = gw_case_state_parse (gw_reader_string (reader, json, "from", GW_OPTIONAL));
  event->to = gw_case_state_parse (gw_reader_string (reader, json, "to", GW_OPTIONAL));
  event->at_usec = gw_reader_time (reader, json, "at", GW_REQUIRED);
  gw_read_person (reader, json, "actor", &event->actor);
  event->opinion = gw_reader_dup_string (reader, json, "opinion", GW_OPTIONAL);
  event->version = gw_reader_int (reader, json, "version", GW_OPTIONAL);
  gw_read_named_member (reader, json, "department", GW_OPTIONAL, &event->department);
  event->n_attachments =
      attachments != NULL ? (guint)json_object_array_length (attachments) : 0;
  if (event->n_attachments > 0)
    event->attachments = gw_read_texts (reader, json, "attachments");
  read_decided (reader, json, event);
  if (row != NULL)
    event->row = gw_read_row (reader, row);
  return event;
}

gpointer
gw_decode_events (const char *text, gsize length, GError **error)
{
  g_autoptr (GwJson) root = gw_json_parse (text, length, error);
  g_autoptr (GPtrArray) events = NULL;
  GwReader reader = { 0 };

  if (root == NULL)
    return NULL;
  events = gw_read_array (&reader, root, "events", read_event,
                          (GDestroyNotify)gw_case_event_free);
  return gw_reader_finish (&reader, error) ? g_steal_pointer (&events) : NULL;
}

static gpointer
read_notice (GwReader *reader, GwJson *json)
{
  GwNoticeRecord *notice = g_new0 (GwNoticeRecord, 1);

  notice->id = gw_reader_int (reader, json, "id", GW_REQUIRED);
  notice->number = gw_reader_dup_string (reader, json, "case", GW_REQUIRED);
  notice->stage = gw_reader_dup_string (reader, json, "stage", GW_REQUIRED);
  notice->colour = gw_lamp_parse (gw_reader_string (reader, json, "colour", GW_REQUIRED));
  notice->at_usec = gw_reader_time (reader, json, "at", GW_REQUIRED);
  notice->read_usec = gw_reader_time (reader, json, "read_at", GW_OPTIONAL);
  return notice;
}

gpointer
gw_decode_notices (const char *text, gsize length, GError **error)
{
  g_autoptr (GwJson) root = gw_json_parse (text, length, error);
  g_autoptr (GPtrArray) notices = NULL;
  GwReader reader = { 0 };

  if (root == NULL)
    return NULL;
  notices = gw_read_array (&reader, root, "notices", read_notice,
                           (GDestroyNotify)gw_notice_record_free);
  return gw_reader_finish (&reader, error) ? g_steal_pointer (&notices) : NULL;
}

void
gw_hold_record_free (GwHoldRecord *record)
{
  g_free (record->number);
  gw_named_clear (&record->by);
  g_free (record);
}

GwHoldRecord *
gw_hold_record_copy (const GwHoldRecord *record)
{
  GwHoldRecord *copy = g_new0 (GwHoldRecord, 1);

  copy->number = g_strdup (record->number);
  gw_named_copy (&record->by, &copy->by);
  copy->since_usec = record->since_usec;
  return copy;
}

static GwHoldRecord *
read_hold (GwReader *reader, GwJson *json)
{
  GwHoldRecord *record = g_new0 (GwHoldRecord, 1);

  record->number = gw_reader_dup_string (reader, json, "case", GW_REQUIRED);
  gw_read_person (reader, json, "by", &record->by);
  record->since_usec = gw_reader_time (reader, json, "since", GW_OPTIONAL);
  return record;
}

void
gw_live_frame_free (GwLiveFrame *frame)
{
  g_clear_pointer (&frame->holds, g_ptr_array_unref);
  g_clear_pointer (&frame->events, g_ptr_array_unref);
  g_free (frame);
}

/* What has no number is none of the journal, and if we do not know it, not for us. */
static void
read_item (GwReader *reader, GwJson *item, GwLiveFrame *frame)
{
  GwJson *hold = gw_reader_object (reader, item, "hold", GW_OPTIONAL);

  if (gw_reader_boolean (reader, item, "hello", GW_OPTIONAL))
    {
      frame->hello_last_seq = gw_reader_int (reader, item, "last_seq", GW_REQUIRED);
      frame->is_reset = gw_reader_boolean (reader, item, "reset", GW_OPTIONAL);
    }
  else if (hold != NULL)
    g_ptr_array_add (frame->holds, read_hold (reader, hold));
  else if (json_object_object_get (item, "roll_call") == NULL)
    g_ptr_array_add (frame->events, read_event (reader, item));
}

gpointer
gw_decode_live_frame (const char *text, gsize length, GError **error)
{
  g_autoptr (GwJson) root = gw_json_parse (text, length, error);
  g_autoptr (GwLiveFrame) frame = NULL;
  GwReader reader = { 0 };
  gsize n;

  if (root == NULL)
    return NULL;
  frame = g_new0 (GwLiveFrame, 1);
  frame->events = g_ptr_array_new_with_free_func ((GDestroyNotify)gw_case_event_free);
  frame->holds = g_ptr_array_new_with_free_func ((GDestroyNotify)gw_hold_record_free);
  frame->hello_last_seq = -1;
  if (!json_object_is_type (root, json_type_array))
    gw_reader_fault (&reader, "frame", "array");
  n = reader.error == NULL ? json_object_array_length (root) : 0;
  for (gsize i = 0; i < n && reader.error == NULL; i++)
    {
      read_item (&reader, json_object_array_get_idx (root, i), frame);
    }
  return gw_reader_finish (&reader, error) ? g_steal_pointer (&frame) : NULL;
}
