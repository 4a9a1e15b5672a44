/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /api/v1/routing-rules: the rules in force, as data and in words. */
#define G_LOG_DOMAIN "gridward-api"

#include "backend/api/api-private.h"
#include "backend/api/encode.h"
#include "backend/http/json-write.h"

static void
append_text (GString *out, const char *name, const char *text)
{
  g_string_append_printf (out, ",\"%s\":", name);
  gw_json_append_string (out, text);
}

static void
append_date (GString *out, const char *name, guint32 date)
{
  g_string_append_printf (out, ",\"%s\":", name);
  if (date != 0)
    g_string_append_printf (out, "\"%04u-%02u-%02u\"", date / 10000, date / 100 % 100,
                            date % 100);
  else
    gw_encode_literal (out, "null");
}

static void
append_window (GString *out, const GwWeekWindow *window)
{
  const char *comma = "";

  gw_encode_literal (out, ",\"weekdays\":[");
  for (guint day = 0; day < 7; day++)
    if ((window->weekdays >> day & 1) != 0)
      {
        g_string_append_printf (out, "%s%u", comma, day + 1);
        comma = ",";
      }
  gw_encode_literal (out, "],\"time\":");
  if (window->from != 0 || window->to != 0)
    g_string_append_printf (out, "\"%02u:%02u-%02u:%02u\"", window->from / 60,
                            window->from % 60, window->to / 60, window->to % 60);
  else
    gw_encode_literal (out, "null");
}

static const char *
owner_of (const GwSnapshot *snapshot, gint64 owner)
{
  const GwDepartment *department = gw_snapshot_department (snapshot, owner);

  if (owner == GW_OWNER_KNOWN)
    return GW_OWNER_KNOWN_WORD;
  if (owner == GW_OWNER_NONE)
    return GW_OWNER_NONE_WORD;
  return department != NULL ? department->code : NULL;
}

static void
append_target (GString *out, const GwSnapshot *snapshot, const GwRoutingRule *rule)
{
  static const char *const names[] = {
    [GW_ROUTE_TO_DEPARTMENT] = "department",
    [GW_ROUTE_TO_OWNER] = "owner",
    [GW_ROUTE_TO_TERRITORY] = "area",
  };

  append_text (out, "target", names[rule->target]);
  gw_encode_literal (out, ",\"department\":");
  if (rule->target == GW_ROUTE_TO_DEPARTMENT)
    gw_encode_department (out, gw_snapshot_department (snapshot, rule->department));
  else
    gw_encode_literal (out, "null");
}

static void
append_rule (GString *out, const GwSnapshot *snapshot, const GwRoutingRule *rule)
{
  g_autoptr (GwReason) words = gw_snapshot_describe_rule (snapshot, rule);

  g_string_append_printf (out, "{\"id\":%" G_GINT64_FORMAT ",\"rank\":%u", rule->id,
                          rule->rank);
  append_date (out, "valid_from", rule->valid_from);
  append_date (out, "valid_to", rule->valid_to);
  append_text (out, "kind",
               rule->kind == GW_KIND_ANY ? NULL : gw_class_kind_name (rule->kind));
  append_text (out, "class", rule->class_code);
  append_text (out, "condition", rule->condition);
  append_text (out, "area", rule->area);
  append_text (out, "cell", rule->cell);
  append_text (out, "owner", owner_of (snapshot, rule->owner));
  append_text (out, "source", rule->source);
  append_window (out, &rule->window);
  gw_encode_literal (out, ",\"max_open\":");
  if (rule->max_open != GW_LOAD_ANY)
    gw_json_append_int (out, rule->max_open);
  else
    gw_encode_literal (out, "null");
  append_target (out, snapshot, rule);
  append_text (out, "note", rule->note);
  append_text (out, "text", words->zh);
  append_text (out, "text_en", words->en);
  gw_encode_literal (out, "}");
}

void
gw_api_append_routing_rules (GString *out, const GwSnapshot *snapshot)
{
  const GwRouting *routing = gw_snapshot_routing (snapshot);

  gw_encode_literal (out, "{\"rules\":[");
  for (guint i = 0; i < gw_routing_n_in_force (routing); i++)
    {
      if (i > 0)
        gw_encode_literal (out, ",");
      append_rule (out, snapshot, gw_routing_get (routing, i));
    }
}
