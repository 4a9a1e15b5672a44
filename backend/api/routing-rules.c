/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /api/v1/routing-rules: the rules in force, as data and in words. */
#define G_LOG_DOMAIN "gridward-api"

#include <string.h>

#include "backend/api/api-private.h"
#include "backend/api/encode.h"
#include "backend/http/json-write.h"
#include "backend/rules/csv.h"
#include "backend/service/rule-draft.h"

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

/* Leaves the object open. */
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
}

/* Rules name departments by their codes: the rest of the city is not asked for. */
static char *
write_table (const GwSnapshot *snapshot)
{
  g_autoptr (GwRoutingWorld) world = gw_routing_world_new ();

  for (guint i = 0; i < gw_snapshot_n_departments (snapshot); i++)
    {
      const GwDepartment *department = gw_snapshot_department_at (snapshot, i);

      gw_routing_world_add_department (world, department->id, department->code);
    }
  return gw_routing_table_write (gw_snapshot_routing (snapshot), world);
}

/* As a row of the table, without what is empty: what a draft is made of. */
static void
append_row (GString *out, GwCsv *table)
{
  const char *comma = "";

  gw_encode_literal (out, ",\"row\":{");
  for (guint i = 0; i < GW_RULE_N_FIELDS; i++)
    {
      const char *text = gw_csv_get (table, i);

      if (*text == '\0')
        continue;
      g_string_append_printf (out, "%s\"%s\":", comma, gw_rule_fields[i]);
      gw_json_append_string (out, text);
      comma = ",";
    }
  gw_encode_literal (out, "}}");
}

void
gw_api_append_routing_rules (GString *out, const GwSnapshot *snapshot)
{
  const GwRouting *routing = gw_snapshot_routing (snapshot);
  g_autofree char *text = write_table (snapshot);
  g_auto (GwCsv) table = { 0 };

  g_string_append_printf (out, "{\"version\":%" G_GINT64_FORMAT ",\"rules\":[",
                          gw_rule_book_version (routing));
  if (!gw_csv_open (&table, text, strlen (text), gw_rule_fields, NULL))
    return;
  for (guint i = 0; gw_csv_next (&table, NULL); i++)
    {
      if (i > 0)
        gw_encode_literal (out, ",");
      append_rule (out, snapshot, gw_routing_get (routing, i));
      append_row (out, &table);
    }
}

void
gw_api_reply_routing_csv (GwHttpRequest *request, GwApi *api)
{
  char *text = write_table (gw_api_snapshot (api));
  g_autoptr (GBytes) body = g_bytes_new_take (text, strlen (text));

  gw_http_request_reply (request, 200, "text/csv; charset=utf-8", body);
}
