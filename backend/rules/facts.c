/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was decided, and how it is written into the journal. */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/facts.h"

#include <json-c/json.h>

/* Numbers of GwFacts by their name in the journal. */
static const struct
{
  const char *name;
  gsize offset;
} numbers[] = {
  { "department", G_STRUCT_OFFSET (GwFacts, department) },
  { "person", G_STRUCT_OFFSET (GwFacts, person) },
  { "person_before", G_STRUCT_OFFSET (GwFacts, person_before) },
  { "until", G_STRUCT_OFFSET (GwFacts, until) },
  { "case", G_STRUCT_OFFSET (GwFacts, other_case) },
  { "deadline_before", G_STRUCT_OFFSET (GwFacts, deadline_before) },
  { "card", G_STRUCT_OFFSET (GwFacts, card) },
  { "level", G_STRUCT_OFFSET (GwFacts, level) },
};

void
gw_facts_clear (GwFacts *facts)
{
  g_clear_pointer (&facts->why_department, g_free);
  g_clear_pointer (&facts->why_deadline, g_free);
  g_clear_pointer (&facts->why_inspector, g_free);
  g_clear_pointer (&facts->amendment.description_before, g_free);
  g_clear_pointer (&facts->amendment.description_after, g_free);
}

/* --- clocks --------------------------------------------------------------------------- */

void
gw_facts_note_cards (GwFacts *facts, const GwClocks *before, const GwClocks *after)
{
  for (guint i = 0; i < GW_N_STAGES; i++)
    facts->cards[i] = gw_clock_gives_card (&before->stage[i], &after->stage[i])
                          ? after->stage[i].card
                          : GW_LAMP_NONE;
}

void
gw_facts_note_dues (GwFacts *facts, const GwClocks *before, const GwClocks *after)
{
  facts->n_dues = 0;
  for (guint i = 0; i < GW_N_STAGES; i++)
    {
      const GwClock *old = &before->stage[i], *new = &after->stage[i];

      /* One that runs again may have been started anew in the very same millisecond. */
      gboolean again = old->stopped_at != 0 && new->stopped_at == 0;

      if (new->started_at == 0 ||
          (!again && old->due == new->due && old->warn_at == new->warn_at &&
           old->started_at == new->started_at && old->limit.value == new->limit.value &&
           old->limit.unit == new->limit.unit))
        continue;
      facts->dues[facts->n_dues++] = (GwDue){
        .stage = i,
        .limit = new->limit,
        .due = new->due,
        .warn_at = new->warn_at,
        .card = new->card,
        .extra = new->n_extras > 0 ? new->extras[new->n_extras - 1].ms : 0,
      };
    }
}

/* The same clock runs on: whatever today's calendar says, nothing was decided about it. */
static void
keep_due (const GwClock *before, GwClock *clock)
{
  if (clock->started_at == 0 || clock->started_at != before->started_at)
    return;
  clock->limit = before->limit;
  clock->due = before->due;
  clock->warn_at = before->warn_at;
  clock->card = MAX (clock->card, before->card);
}

static void
apply_due (const GwDue *due, GwClock *clock)
{
  clock->limit = due->limit;
  clock->due = due->due;
  clock->warn_at = due->warn_at;
  clock->card = due->card;
  if (clock->n_extras > 0 && due->extra != 0)
    clock->extras[clock->n_extras - 1].ms = due->extra;
}

void
gw_facts_apply_dues (const GwFacts *facts, const GwClocks *before, GwClocks *clocks)
{
  guint noted = 0;

  for (guint i = 0; i < facts->n_dues; i++)
    {
      const GwDue *due = &facts->dues[i];

      noted |= 1u << due->stage;
      apply_due (due, &clocks->stage[due->stage]);
    }
  for (guint i = 0; i < GW_N_STAGES; i++)
    {
      if ((noted & 1u << i) == 0)
        keep_due (&before->stage[i], &clocks->stage[i]);
    }
}

/* --- writing -------------------------------------------------------------------------- */

/* Most events have few facts and are many: written by hand, without a tree. */
static void
append_name (GString *json, const char *name)
{
  g_string_append_printf (json, "%c\"%s\":", json->len == 0 ? '{' : ',', name);
}

static void
append_number (GString *json, const char *name, gint64 number)
{
  if (number == 0)
    return;
  append_name (json, name);
  g_string_append_printf (json, "%" G_GINT64_FORMAT, number);
}

static void
append_dues (GString *json, const GwFacts *facts)
{
  if (facts->n_dues == 0)
    return;
  append_name (json, "dues");
  for (guint i = 0; i < facts->n_dues; i++)
    {
      const GwDue *due = &facts->dues[i];

      g_string_append_printf (json, "%c[%d,%u,%d,%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT,
                              i == 0 ? '[' : ',', due->stage, due->limit.value,
                              due->limit.unit, due->due, due->warn_at);
      if (due->card != 0 || due->extra != 0)
        g_string_append_printf (json, ",%u,%" G_GINT64_FORMAT, due->card, due->extra);
      g_string_append_c (json, ']');
    }
  g_string_append_c (json, ']');
}

static void
append_cards (GString *json, const GwFacts *facts)
{
  gboolean first = TRUE;

  for (guint i = 0; i < GW_N_STAGES; i++)
    {
      if (facts->cards[i] == 0)
        continue;
      if (first)
        append_name (json, "cards");
      g_string_append_printf (json, "%c[%u,%u]", first ? '[' : ',', i, facts->cards[i]);
      first = FALSE;
    }
  if (!first)
    g_string_append_c (json, ']');
}

static void
append_text (GString *json, const char *text)
{
  struct json_object *string = json_object_new_string (text);

  g_string_append (json,
                   json_object_to_json_string_ext (string, JSON_C_TO_STRING_NOSLASHESCAPE));
  json_object_put (string);
}

/* What the report told of the place and of what is there. */
static void
append_story (GString *json, const GwAmendment *a)
{
  if (a->changes_place)
    {
      append_name (json, "place");
      g_string_append_printf (json,
                              "[%" G_GINT64_FORMAT ",%d,%d,%" G_GINT64_FORMAT ",%d,%d]",
                              a->cell_before, a->position_before.x, a->position_before.y,
                              a->cell_after, a->position_after.x, a->position_after.y);
    }
  if (a->description_after == NULL)
    return;
  append_name (json, "description");
  g_string_append_c (json, '[');
  append_text (json, a->description_before);
  g_string_append_c (json, ',');
  append_text (json, a->description_after);
  g_string_append_c (json, ']');
}

static void
append_amendment (GString *json, const GwAmendment *a)
{
  if (a->changes_class)
    {
      append_name (json, "class");
      g_string_append_printf (json, "[%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT "]",
                              a->class_before, a->class_after);
    }
  if (a->changes_condition)
    {
      append_name (json, "condition");
      g_string_append_printf (json, "[%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT "]",
                              a->condition_before, a->condition_after);
    }
  if (a->changes_urgent)
    {
      append_name (json, "urgent");
      g_string_append (json, a->urgent ? "true" : "false");
    }
  append_story (json, a);
}

static void
append_reason (GString *json, const char *name, const char *reason)
{
  if (reason == NULL)
    return;
  append_name (json, name);
  g_string_append (json, reason);
}

char *
gw_facts_to_json (const GwFacts *facts)
{
  g_autoptr (GString) json = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    append_number (json, numbers[i].name,
                   G_STRUCT_MEMBER (gint64, facts, numbers[i].offset));
  append_number (json, "satisfaction", facts->satisfaction);
  append_number (json, "solved", facts->solved);
  append_number (json, "answer_counts", facts->answer_counts != 0);
  if (facts->confirmed)
    {
      append_name (json, "confirmed");
      g_string_append (json, "true");
    }
  append_amendment (json, &facts->amendment);
  if (facts->more.value != 0)
    {
      append_name (json, "more");
      g_string_append_printf (json, "[%u,%d]", facts->more.value, facts->more.unit);
    }
  append_dues (json, facts);
  append_cards (json, facts);
  append_reason (json, "why_department", facts->why_department);
  append_reason (json, "why_deadline", facts->why_deadline);
  append_reason (json, "why_inspector", facts->why_inspector);
  if (json->len == 0)
    return NULL;
  g_string_append_c (json, '}');
  return g_string_free (g_steal_pointer (&json), FALSE);
}

/* --- reading -------------------------------------------------------------------------- */

static gint64
read_item (struct json_object *array, gsize position)
{
  struct json_object *item = NULL;

  if (json_object_is_type (array, json_type_array) &&
      position < json_object_array_length (array))
    item = json_object_array_get_idx (array, position);
  return json_object_get_int64 (item);
}

static gboolean
read_due (struct json_object *item, GwFacts *facts)
{
  gint64 stage = read_item (item, 0);
  GwDue *due;

  if (!json_object_is_type (item, json_type_array) || stage < 0 || stage >= GW_N_STAGES ||
      facts->n_dues == GW_N_STAGES)
    return FALSE;
  due = &facts->dues[facts->n_dues++];
  due->stage = (GwStage)stage;
  due->limit.value = (guint)read_item (item, 1);
  due->limit.unit = (GwLimitUnit)read_item (item, 2);
  due->due = read_item (item, 3);
  due->warn_at = read_item (item, 4);
  due->card = (guint)read_item (item, 5);
  due->extra = read_item (item, 6);
  facts->limits[stage] = due->limit;
  return TRUE;
}

static gboolean
read_dues (struct json_object *object, GwFacts *facts)
{
  struct json_object *dues;

  if (!json_object_object_get_ex (object, "dues", &dues))
    return TRUE;
  if (!json_object_is_type (dues, json_type_array))
    return FALSE;
  for (gsize i = 0; i < json_object_array_length (dues); i++)
    {
      if (!read_due (json_object_array_get_idx (dues, i), facts))
        return FALSE;
    }
  return TRUE;
}

static void
read_cards (struct json_object *object, GwFacts *facts)
{
  struct json_object *cards;

  if (!json_object_object_get_ex (object, "cards", &cards) ||
      !json_object_is_type (cards, json_type_array))
    return;
  for (gsize i = 0; i < json_object_array_length (cards); i++)
    {
      struct json_object *item = json_object_array_get_idx (cards, i);
      gint64 stage = read_item (item, 0);

      if (stage >= 0 && stage < GW_N_STAGES)
        facts->cards[stage] = (guint)read_item (item, 1);
    }
}

static char *
dup_item (struct json_object *array, gsize position)
{
  struct json_object *item = NULL;

  if (json_object_is_type (array, json_type_array) &&
      position < json_object_array_length (array))
    item = json_object_array_get_idx (array, position);
  return g_strdup (
      json_object_is_type (item, json_type_string) ? json_object_get_string (item) : "");
}

static void
read_story (struct json_object *object, GwAmendment *a)
{
  struct json_object *member;

  if (json_object_object_get_ex (object, "place", &member))
    {
      a->changes_place = TRUE;
      a->cell_before = read_item (member, 0);
      a->position_before =
          (GwFixed){ (gint32)read_item (member, 1), (gint32)read_item (member, 2) };
      a->cell_after = read_item (member, 3);
      a->position_after =
          (GwFixed){ (gint32)read_item (member, 4), (gint32)read_item (member, 5) };
    }
  if (json_object_object_get_ex (object, "description", &member))
    {
      a->description_before = dup_item (member, 0);
      a->description_after = dup_item (member, 1);
    }
}

static void
read_amendment (struct json_object *object, GwAmendment *a)
{
  struct json_object *member;

  read_story (object, a);

  if (json_object_object_get_ex (object, "class", &member))
    {
      a->changes_class = TRUE;
      a->class_before = read_item (member, 0);
      a->class_after = read_item (member, 1);
    }
  if (json_object_object_get_ex (object, "condition", &member))
    {
      a->changes_condition = TRUE;
      a->condition_before = read_item (member, 0);
      a->condition_after = read_item (member, 1);
    }
  if (json_object_object_get_ex (object, "urgent", &member))
    {
      a->changes_urgent = TRUE;
      a->urgent = json_object_get_boolean (member);
    }
}

static char *
dup_reason (struct json_object *object, const char *name)
{
  struct json_object *member;

  if (!json_object_object_get_ex (object, name, &member))
    return NULL;
  return g_strdup (json_object_to_json_string_ext (
      member, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE));
}

static gboolean
read_facts (struct json_object *object, GwFacts *facts)
{
  struct json_object *member;

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      if (json_object_object_get_ex (object, numbers[i].name, &member))
        G_STRUCT_MEMBER (gint64, facts, numbers[i].offset) = json_object_get_int64 (member);
    }
  if (json_object_object_get_ex (object, "satisfaction", &member))
    facts->satisfaction = (GwSatisfaction)json_object_get_int64 (member);
  if (json_object_object_get_ex (object, "solved", &member))
    facts->solved = (GwSolved)json_object_get_int64 (member);
  if (json_object_object_get_ex (object, "answer_counts", &member))
    facts->answer_counts = json_object_get_int64 (member) != 0;
  if (json_object_object_get_ex (object, "confirmed", &member))
    facts->confirmed = json_object_get_boolean (member);
  read_amendment (object, &facts->amendment);
  read_cards (object, facts);
  if (json_object_object_get_ex (object, "more", &member))
    facts->more =
        (GwLimit){ (guint)read_item (member, 0), (GwLimitUnit)read_item (member, 1) };
  facts->why_department = dup_reason (object, "why_department");
  facts->why_deadline = dup_reason (object, "why_deadline");
  facts->why_inspector = dup_reason (object, "why_inspector");
  return read_dues (object, facts);
}

gboolean
gw_facts_from_json (const char *json, GwFacts *ret_facts)
{
  struct json_object *object;
  gboolean good;

  *ret_facts = (GwFacts){ .noted = TRUE };
  if (json == NULL)
    return TRUE;
  object = json_tokener_parse (json);
  good = json_object_is_type (object, json_type_object) && read_facts (object, ret_facts);
  json_object_put (object);
  return good;
}
