/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Holds on cases as the live feed tells them, and as desks say them. */
#define G_LOG_DOMAIN "gridward-api"

#include "backend/api/api-private.h"
#include "backend/api/encode.h"
#include "backend/http/json-write.h"

#include <string.h>

#define MAX_NUMBER 40

char *
gw_api_hold_item (const GwHold *hold)
{
  GString *out = g_string_new ("{\"hold\":{\"case\":\"");

  g_string_append (out, hold->row->number);
  gw_encode_literal (out, "\",\"by\":");
  gw_encode_person (out, hold->person);
  gw_encode_literal (out, ",\"since\":");
  gw_json_append_time (out, hold->since);
  gw_encode_literal (out, "}}");
  return g_string_free (out, FALSE);
}

void
gw_api_hold_changed (const GwHold *hold, gpointer api)
{
  g_autofree char *item = gw_api_hold_item (hold);

  gw_api_live_push_case (api, hold->row, item, strlen (item));
}

void
gw_api_hold_heard (GwHolder *holder, const char *text, gsize length)
{
  GwProblem *problem = NULL;
  json_object *json = gw_json_parse_object (text, length, &problem);
  json_object *hold = NULL;
  GwJsonReader reader;
  const char *number;

  g_clear_pointer (&problem, gw_problem_free);
  if (json == NULL)
    return;
  gw_json_reader_init (&reader, json);
  number = gw_json_reader_string (&reader, "hold", FALSE, MAX_NUMBER);
  problem = gw_json_reader_steal_problem (&reader);
  if (problem == NULL && json_object_object_get_ex (json, "hold", &hold))
    gw_holds_take (holder, number);
  g_clear_pointer (&problem, gw_problem_free);
  json_object_put (json);
}
