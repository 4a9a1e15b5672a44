/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the desk sends, as JSON text. */
#define G_LOG_DOMAIN "gridward-client"

#include "gui/client/encode.h"

#include "gui/client/json.h"

static void
add_string (GwJson *object, const char *member, const char *value)
{
  if (value != NULL && value[0] != '\0')
    json_object_object_add (object, member, json_object_new_string (value));
}

void
gw_decision_clear (GwDecision *decision)
{
  g_clear_pointer (&decision->action, g_free);
  g_clear_pointer (&decision->department, g_free);
  g_clear_pointer (&decision->opinion, g_free);
  g_clear_pointer (&decision->attachments, g_strfreev);
}

char *
gw_encode_decision (const GwDecision *decision, gint64 version)
{
  g_autoptr (GwJson) object = json_object_new_object ();

  add_string (object, "action", decision->action);
  json_object_object_add (object, "version", json_object_new_int64 (version));
  add_string (object, "department", decision->department);
  add_string (object, "opinion", decision->opinion);
  if (decision->has_urgent)
    json_object_object_add (object, "urgent", json_object_new_boolean (decision->urgent));
  if (decision->attachments != NULL)
    {
      GwJson *ids = json_object_new_array ();

      for (guint i = 0; decision->attachments[i] != NULL; i++)
        json_object_array_add (ids, json_object_new_string (decision->attachments[i]));
      json_object_object_add (object, "attachments", ids);
    }
  return g_strdup (json_object_to_json_string (object));
}

char *
gw_encode_sign_in (const char *login, const char *password)
{
  g_autoptr (GwJson) object = json_object_new_object ();

  json_object_object_add (object, "login", json_object_new_string (login));
  json_object_object_add (object, "password", json_object_new_string (password));
  return g_strdup (json_object_to_json_string (object));
}
