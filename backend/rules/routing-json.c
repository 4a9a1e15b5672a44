/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A routing decision as it is kept with the case: the sentence, and the trace in short. */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/routing-private.h"

#include <json-c/json.h>
#include <string.h>

static struct json_object *
steps_to_json (const GwRoutingTrace *trace)
{
  struct json_object *steps = json_object_new_array ();

  for (guint i = 0; i < trace->n_steps; i++)
    {
      const GwRoutingStep *step = &trace->steps[i];
      struct json_object *item = json_object_new_array ();

      json_object_array_add (item, json_object_new_int64 (step->rule));
      json_object_array_add (item,
                             json_object_new_string (gw_routing_miss_name (step->miss)));
      if (step->miss == GW_MISS_LOAD)
        json_object_array_add (item, json_object_new_int64 (step->load));
      json_object_array_add (steps, item);
    }
  return steps;
}

char *
gw_routing_to_json (const GwRouting *routing, const GwRoutingQuestion *question,
                    const GwRoutingDecision *decision, const GwRoutingNames *names)
{
  g_autoptr (GwReason) reason = gw_routing_describe_decision (routing, decision, names);
  struct json_object *object = json_object_new_object ();
  struct json_object *kept = json_object_new_object ();
  GwRoutingTrace trace;
  char *json;

  gw_routing_trace (routing, question, decision, &trace);
  json_object_object_add (kept, "rule", json_object_new_int64 (decision->rule));
  json_object_object_add (kept, "rank", json_object_new_int64 (decision->rank));
  json_object_object_add (kept, "date", json_object_new_int64 (question->date));
  json_object_object_add (kept, "minute", json_object_new_int64 (question->minute));
  json_object_object_add (kept, "before", steps_to_json (&trace));
  json_object_object_add (kept, "more", json_object_new_int64 (trace.n_more));
  json_object_object_add (object, "zh", json_object_new_string (reason->zh));
  json_object_object_add (object, "en", json_object_new_string (reason->en));
  json_object_object_add (object, "trace", kept);
  json = g_strdup (json_object_to_json_string_ext (
      object, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE));
  json_object_put (object);
  return json;
}

static gint64
get_int (struct json_object *object, const char *name)
{
  struct json_object *member;

  return json_object_object_get_ex (object, name, &member) ? json_object_get_int64 (member)
                                                           : 0;
}

static gboolean
parse_miss (const char *name, GwRoutingMiss *ret_miss)
{
  for (guint i = 0; name != NULL && i < GW_N_MISSES; i++)
    if (strcmp (name, gw_routing_miss_name (i)) == 0)
      {
        *ret_miss = i;
        return TRUE;
      }
  return FALSE;
}

/* What a later version may have added is left out. */
static void
read_steps (struct json_object *kept, GwRoutingTrace *trace)
{
  struct json_object *steps;

  if (!json_object_object_get_ex (kept, "before", &steps) ||
      !json_object_is_type (steps, json_type_array))
    return;
  for (size_t i = 0;
       i < json_object_array_length (steps) && trace->n_steps < GW_ROUTING_TRACE_MAX; i++)
    {
      struct json_object *item = json_object_array_get_idx (steps, i);
      GwRoutingStep step = { 0 };

      if (!json_object_is_type (item, json_type_array) ||
          json_object_array_length (item) < 2 ||
          !parse_miss (json_object_get_string (json_object_array_get_idx (item, 1)),
                       &step.miss))
        continue;
      step.rule = json_object_get_int64 (json_object_array_get_idx (item, 0));
      if (json_object_array_length (item) > 2)
        step.load = (guint32)json_object_get_int64 (json_object_array_get_idx (item, 2));
      trace->steps[trace->n_steps++] = step;
    }
}

GwRoutingWhy *
gw_routing_from_json (const char *json)
{
  g_autoptr (GwReason) reason = gw_reason_from_json (json);
  struct json_object *object = reason != NULL ? json_tokener_parse (json) : NULL;
  struct json_object *kept;
  GwRoutingWhy *why = NULL;

  if (object != NULL && json_object_object_get_ex (object, "trace", &kept) &&
      json_object_is_type (kept, json_type_object))
    {
      why = g_new0 (GwRoutingWhy, 1);
      why->rule = get_int (kept, "rule");
      why->rank = (guint32)get_int (kept, "rank");
      why->date = (guint32)get_int (kept, "date");
      why->minute = (guint)get_int (kept, "minute");
      why->reason = g_steal_pointer (&reason);
      why->trace.n_more = (guint)get_int (kept, "more");
      read_steps (kept, &why->trace);
    }
  json_object_put (object);
  return why;
}

void
gw_routing_why_free (GwRoutingWhy *why)
{
  gw_reason_free (why->reason);
  g_free (why);
}
