/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /api/v1/settings: what the city decides about the life of its cases. */
#define G_LOG_DOMAIN "gridward-api"

#include "backend/service/city-settings.h"

#include "backend/api/api-private.h"
#include "backend/api/encode.h"
#include "backend/api/resources.h"
#include "backend/http/json-write.h"

#define LITERAL gw_encode_literal

static const char *const type_names[] = {
  [GW_SETTING_NUMBER] = "number",     [GW_SETTING_LIMIT] = "limit",
  [GW_SETTING_ROLES] = "roles",       [GW_SETTING_NEARNESS] = "nearness",
  [GW_SETTING_SCHEDULE] = "schedule", [GW_SETTING_SHIFTS] = "shifts",
};

static void
append_setting (GString *out, const GwSettings *settings, GwSetting setting)
{
  const GwSettingInfo *info = gw_setting_info (setting);
  g_autofree char *value = gw_settings_to_text (settings, setting);

  LITERAL (out, "{\"name\":");
  gw_json_append_string (out, info->name);
  LITERAL (out, ",\"value\":");
  gw_json_append_string (out, value);
  LITERAL (out, ",\"default\":");
  gw_json_append_string (out, info->fallback);
  g_string_append_printf (out, ",\"type\":\"%s\"", type_names[info->type]);
  if (info->type == GW_SETTING_NUMBER)
    g_string_append_printf (out, ",\"min\":%u,\"max\":%u", info->min, info->max);
  LITERAL (out, ",\"meaning\":{\"zh\":");
  gw_json_append_string (out, info->meaning_zh);
  LITERAL (out, ",\"en\":");
  gw_json_append_string (out, info->meaning_en);
  LITERAL (out, "}}");
}

static void
append_change (GString *out, const GwSettingChange *change)
{
  LITERAL (out, "{\"at\":");
  gw_json_append_time (out, change->at);
  LITERAL (out, ",\"by\":");
  gw_encode_person (out, change->person);
  LITERAL (out, ",\"name\":");
  gw_json_append_string (out, change->name);
  LITERAL (out, ",\"from\":");
  gw_json_append_string (out, change->before);
  LITERAL (out, ",\"to\":");
  gw_json_append_string (out, change->after);
  LITERAL (out, "}");
}

static void
reply (GwHttpRequest *request, GwApi *api)
{
  const GwSettings *settings =
      gw_snapshot_settings (gw_service_get_snapshot (api->service));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changes =
      gw_settings_journal (api->service, gw_http_request_user (request), &error);
  GString *out;

  if (!changes)
    {
      gw_api_reply_error (request, error);
      return;
    }
  out = g_string_new (NULL);
  g_string_append_printf (out, "{\"version\":%" G_GINT64_FORMAT ",\"settings\":[",
                          gw_settings_version (api->service));
  for (guint i = 0; i < GW_N_SETTINGS; i++)
    {
      if (i > 0)
        LITERAL (out, ",");
      append_setting (out, settings, i);
    }
  LITERAL (out, "],\"changes\":[");
  for (guint i = 0; i < changes->len; i++)
    {
      if (i > 0)
        LITERAL (out, ",");
      append_change (out, g_ptr_array_index (changes, i));
    }
  LITERAL (out, "]}");
  gw_http_request_reply_json (request, 200, out);
}

void
gw_api_setting_list (GwHttpRequest *request, gpointer api)
{
  reply (request, api);
}

static void
changed_cb (const GwSettings *settings, const GError *error, gpointer data)
{
  g_autoptr (GwHttpRequest) request = data;
  GwApi *api = gw_http_request_context (request);

  if (error)
    gw_api_reply_error (request, error);
  else if (api)
    reply (request, api);
}

/* The members of an object whose names are only known to the service. */
static guint
read_wishes (GwJsonReader *reader, json_object *json, GwSettingWish *wishes)
{
  json_object *settings = json_object_object_get (json, "settings");
  GwJsonReader child;
  guint n = 0;

  gw_json_reader_object (reader, "settings", TRUE, &child);
  if (gw_json_reader_failed (reader))
    return 0;
  json_object_object_foreach (settings, name, value)
    {
      if (n == GW_SETTING_WISHES_MAX)
        {
          gw_json_reader_fail (reader, "out_of_range", "settings",
                               "These are more than there are.");
          return 0;
        }
      if (value && !json_object_is_type (value, json_type_string))
        {
          gw_json_reader_fail (&child, "wrong_type", name, "A string is expected.");
          return 0;
        }
      wishes[n].name = name;
      wishes[n++].value = json_object_get_string (value);
    }
  return n;
}

void
gw_api_setting_change (GwHttpRequest *request, gpointer context)
{
  GwApi *api = context;
  json_object *json = gw_api_read_json (request);
  GwSettingWish wishes[GW_SETTING_WISHES_MAX];
  g_autoptr (GError) error = NULL;
  GwJsonReader reader;
  gint64 version;
  guint n;

  if (!json)
    return;
  gw_json_reader_init (&reader, json);
  version = gw_json_reader_int (&reader, "version", FALSE, 0, G_MAXINT64, 0);
  n = read_wishes (&reader, json, wishes);
  if (gw_api_reply_reader_problem (request, &reader))
    return;
  if (gw_settings_change (api->service, gw_http_request_user (request), version, wishes, n,
                          changed_cb, gw_http_request_ref (request), &error))
    return;
  gw_api_reply_error (request, error);
  gw_http_request_unref (request);
}
