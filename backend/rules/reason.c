/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reasons in words, and how they are stored. */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/reason.h"

#include <json-c/json.h>

GwReason *
gw_reason_new_take (char *zh, char *en)
{
  GwReason *reason = g_new0 (GwReason, 1);

  reason->zh = zh;
  reason->en = en;
  return reason;
}

void
gw_reason_free (GwReason *reason)
{
  if (reason == NULL)
    return;
  g_free (reason->zh);
  g_free (reason->en);
  g_free (reason);
}

char *
gw_reason_to_json (const GwReason *reason)
{
  struct json_object *object = json_object_new_object ();
  char *json;

  json_object_object_add (object, "zh", json_object_new_string (reason->zh));
  json_object_object_add (object, "en", json_object_new_string (reason->en));
  json = g_strdup (json_object_to_json_string_ext (
      object, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE));
  json_object_put (object);
  return json;
}

static char *
dup_member (struct json_object *object, const char *name)
{
  struct json_object *member;

  if (!json_object_object_get_ex (object, name, &member) ||
      !json_object_is_type (member, json_type_string))
    return NULL;
  return g_strdup (json_object_get_string (member));
}

GwReason *
gw_reason_from_json (const char *json)
{
  struct json_object *object = json != NULL ? json_tokener_parse (json) : NULL;
  g_autofree char *zh = NULL;
  g_autofree char *en = NULL;

  if (json_object_is_type (object, json_type_object))
    {
      zh = dup_member (object, "zh");
      en = dup_member (object, "en");
    }
  json_object_put (object);
  if (zh == NULL || en == NULL)
    return NULL;
  return gw_reason_new_take (g_steal_pointer (&zh), g_steal_pointer (&en));
}

const char *
gw_reason_get (const GwReason *reason, const char *language)
{
  return language != NULL && g_str_has_prefix (language, "zh") ? reason->zh : reason->en;
}
