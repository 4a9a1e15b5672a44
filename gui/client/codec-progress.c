/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a case has been through, from the server's documents: clocks, requests, tasks, links. */
#define G_LOG_DOMAIN "gridward-client"

#include "gui/client/codec-private.h"

/* Anything but an array has been found fault with before, or is absent. */
static GStrv
read_text_array (GwReader *reader, GwJson *array, const char *member)
{
  gsize n =
      json_object_is_type (array, json_type_array) ? json_object_array_length (array) : 0;
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < n; i++)
    {
      GwJson *text = json_object_array_get_idx (array, i);

      if (json_object_is_type (text, json_type_string))
        g_ptr_array_add (texts, g_strdup (json_object_get_string (text)));
      else
        gw_reader_fault (reader, member, "array of strings");
    }
  g_ptr_array_add (texts, NULL);
  return (GStrv)g_ptr_array_free (g_steal_pointer (&texts), FALSE);
}

GStrv
gw_read_texts (GwReader *reader, GwJson *json, const char *member)
{
  return read_text_array (reader, gw_reader_array (reader, json, member, GW_OPTIONAL),
                          member);
}

void
gw_read_person (GwReader *reader, GwJson *json, const char *member, GwNamed *person)
{
  GwJson *object = gw_reader_object (reader, json, member, GW_OPTIONAL);

  person->code = gw_reader_dup_string (reader, object, "login", GW_OPTIONAL);
  person->name = gw_reader_dup_string (reader, object, "name", GW_OPTIONAL);
}

guint
gw_read_count (GwReader *reader, GwJson *json, const char *member)
{
  return (guint)CLAMP (gw_reader_int (reader, json, member, GW_OPTIONAL), 0, G_MAXUINT);
}

/* A server that does not know the member has none of it. */
GPtrArray *
gw_read_list (GwReader *reader, GwJson *json, const char *member, GwReadItem read_item,
              GDestroyNotify free_item)
{
  if (gw_reader_array (reader, json, member, GW_OPTIONAL) == NULL)
    return g_ptr_array_new_with_free_func (free_item);
  return gw_read_array (reader, json, member, read_item, free_item);
}

static void
free_clock (gpointer data)
{
  GwStageClock *clock = data;

  g_free (clock->stage);
  g_free (clock);
}

static gpointer
read_clock (GwReader *reader, GwJson *json)
{
  GwStageClock *clock = g_new0 (GwStageClock, 1);

  clock->stage = gw_reader_dup_string (reader, json, "stage", GW_REQUIRED);
  clock->started_usec = gw_reader_time (reader, json, "started_at", GW_OPTIONAL);
  clock->stopped_usec = gw_reader_time (reader, json, "stopped_at", GW_OPTIONAL);
  clock->paused_usec = gw_reader_time (reader, json, "paused_at", GW_OPTIONAL);
  clock->warn_usec = gw_reader_time (reader, json, "warn_at", GW_OPTIONAL);
  clock->due_usec = gw_reader_time (reader, json, "due", GW_OPTIONAL);
  clock->lamp = gw_lamp_parse (gw_reader_string (reader, json, "lamp", GW_OPTIONAL));
  clock->left_usec =
      json_object_object_get (json, "left_s") != NULL
          ? gw_reader_int (reader, json, "left_s", GW_OPTIONAL) * G_USEC_PER_SEC
          : -1;
  clock->working = gw_reader_boolean (reader, json, "working", GW_OPTIONAL);
  clock->counting = gw_reader_boolean (reader, json, "counting", GW_OPTIONAL);
  clock->turns_usec = gw_reader_time (reader, json, "turns_at", GW_OPTIONAL);
  return clock;
}

static void
free_texts (gpointer data)
{
  g_strfreev (data);
}

static void
read_chain (GwReader *reader, GwJson *json, GwPendingRequest *request)
{
  GwJson *array = gw_reader_array (reader, json, "chain", GW_OPTIONAL);
  gsize n = array != NULL ? json_object_array_length (array) : 0;

  request->chain = g_ptr_array_new_with_free_func (free_texts);
  for (gsize i = 0; i < n; i++)
    g_ptr_array_add (
        request->chain,
        read_text_array (reader, json_object_array_get_idx (array, i), "chain"));
}

static void
read_request (GwReader *reader, GwJson *json, GwPendingRequest *request)
{
  GwJson *object = gw_reader_object (reader, json, "request", GW_OPTIONAL);

  if (object == NULL)
    return;
  request->kind = gw_reader_dup_string (reader, object, "kind", GW_REQUIRED);
  request->approvals = gw_read_count (reader, object, "approvals");
  gw_read_person (reader, object, "by", &request->by);
  request->at_usec = gw_reader_time (reader, object, "at", GW_OPTIONAL);
  request->until_usec = gw_reader_time (reader, object, "until", GW_OPTIONAL);
  request->approvers = gw_read_texts (reader, object, "approvers");
  read_chain (reader, object, request);
}

static void
free_task (gpointer data)
{
  GwCaseTask *task = data;

  g_free (task->kind);
  gw_named_clear (&task->inspector);
  gw_named_clear (&task->done_by);
  g_free (task);
}

static gpointer
read_task (GwReader *reader, GwJson *json)
{
  GwCaseTask *task = g_new0 (GwCaseTask, 1);

  task->kind = gw_reader_dup_string (reader, json, "kind", GW_REQUIRED);
  gw_read_person (reader, json, "inspector", &task->inspector);
  task->created_usec = gw_reader_time (reader, json, "created_at", GW_OPTIONAL);
  task->taken_usec = gw_reader_time (reader, json, "taken_at", GW_OPTIONAL);
  task->done_usec = gw_reader_time (reader, json, "done_at", GW_OPTIONAL);
  gw_read_person (reader, json, "done_by", &task->done_by);
  return task;
}

static void
free_link (gpointer data)
{
  GwCaseLink *link = data;

  g_free (link->number);
  g_free (link->relation);
  g_free (link);
}

static gpointer
read_link (GwReader *reader, GwJson *json)
{
  GwCaseLink *link = g_new0 (GwCaseLink, 1);

  link->number = gw_reader_dup_string (reader, json, "case", GW_REQUIRED);
  link->relation = gw_reader_dup_string (reader, json, "relation", GW_OPTIONAL);
  link->at_usec = gw_reader_time (reader, json, "at", GW_OPTIONAL);
  return link;
}

static void
clear_words (GwCardWords *words)
{
  g_free (words->text);
  gw_named_clear (&words->by);
}

static void
free_card (gpointer data)
{
  GwCaseCard *card = data;

  g_free (card->stage);
  g_free (card->state);
  g_free (card->role);
  gw_named_clear (&card->department);
  gw_named_clear (&card->person);
  clear_words (&card->explanation);
  clear_words (&card->revocation);
  g_strfreev (card->may);
  g_free (card);
}

static void
read_words (GwReader *reader, GwJson *json, const char *member, GwCardWords *words)
{
  GwJson *object = gw_reader_object (reader, json, member, GW_OPTIONAL);

  words->text = gw_reader_dup_string (reader, object, "text", GW_OPTIONAL);
  gw_read_person (reader, object, "by", &words->by);
  words->at_usec = gw_reader_time (reader, object, "at", GW_OPTIONAL);
}

static gpointer
read_card (GwReader *reader, GwJson *json)
{
  GwCaseCard *card = g_new0 (GwCaseCard, 1);
  GwJson *answers = gw_reader_object (reader, json, "answers", GW_OPTIONAL);

  card->id = gw_reader_int (reader, json, "id", GW_REQUIRED);
  card->stage = gw_reader_dup_string (reader, json, "stage", GW_REQUIRED);
  card->colour = gw_lamp_parse (gw_reader_string (reader, json, "colour", GW_REQUIRED));
  card->state = gw_reader_dup_string (reader, json, "state", GW_OPTIONAL);
  card->at_usec = gw_reader_time (reader, json, "at", GW_OPTIONAL);
  card->role = gw_reader_dup_string (reader, answers, "role", GW_OPTIONAL);
  if (answers != NULL)
    gw_read_named_member (reader, answers, "department", GW_OPTIONAL, &card->department);
  gw_read_person (reader, answers, "person", &card->person);
  read_words (reader, json, "explanation", &card->explanation);
  read_words (reader, json, "revocation", &card->revocation);
  card->may = gw_read_texts (reader, json, "may");
  return card;
}

void
gw_read_progress (GwReader *reader, GwJson *json, GwCaseProgress *progress)
{
  GwJson *why = gw_reader_object (reader, json, "why", GW_OPTIONAL);

  progress->clocks = gw_read_list (reader, json, "clocks", read_clock, free_clock);
  progress->as_of_usec = gw_reader_time (reader, json, "as_of", GW_OPTIONAL);
  read_request (reader, json, &progress->request);
  progress->tasks = gw_read_list (reader, json, "tasks", read_task, free_task);
  progress->links = gw_read_list (reader, json, "links", read_link, free_link);
  progress->cards = gw_read_list (reader, json, "cards", read_card, free_card);
  progress->why_department = gw_read_texts (reader, why, "department");
  progress->why_deadline = gw_read_texts (reader, why, "deadline");
  gw_read_person (reader, json, "handler", &progress->handler);
  progress->suspended_until_usec =
      gw_reader_time (reader, json, "suspended_until", GW_OPTIONAL);
  progress->satisfaction = gw_reader_dup_string (reader, json, "satisfaction", GW_OPTIONAL);
  progress->redispatches = gw_read_count (reader, json, "redispatches");
  progress->extensions = gw_read_count (reader, json, "extensions");
  progress->reopenings = gw_read_count (reader, json, "reopenings");
}
