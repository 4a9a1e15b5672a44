/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing rules as a table. */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/routing-private.h"
#include "backend/rules/routing-table.h"

#include <string.h>

/* NULL is empty; quoted when it has to be. */
static void
add_text (GString *out, const char *text)
{
  if (text != NULL && strpbrk (text, ",\"\r\n") == NULL)
    g_string_append (out, text);
  else if (text != NULL)
    {
      g_string_append_c (out, '"');
      for (; *text != '\0'; text++)
        {
          if (*text == '"')
            g_string_append_c (out, '"');
          g_string_append_c (out, *text);
        }
      g_string_append_c (out, '"');
    }
  g_string_append_c (out, ',');
}

static void
add_date (GString *out, guint32 date)
{
  if (date != 0)
    g_string_append_printf (out, "%04u-%02u-%02u", date / 10000, date / 100 % 100,
                            date % 100);
  g_string_append_c (out, ',');
}

static void
add_window (GString *out, const GwWeekWindow *window)
{
  for (guint day = 0; day < 7; day++)
    if ((window->weekdays >> day & 1) != 0)
      g_string_append_printf (out, "%u", day + 1);
  g_string_append_c (out, ',');
  if (window->from != 0 || window->to != 0)
    g_string_append_printf (out, "%02u:%02u-%02u:%02u", window->from / 60,
                            window->from % 60, window->to / 60, window->to % 60);
  g_string_append_c (out, ',');
}

static const char *
owner_word (const GwRoutingWorld *world, gint64 owner)
{
  if (owner == GW_OWNER_KNOWN)
    return GW_OWNER_KNOWN_WORD;
  return owner == GW_OWNER_NONE ? GW_OWNER_NONE_WORD
                                : gw_routing_world_department_code (world, owner);
}

static const char *
target_word (const GwRoutingWorld *world, const GwRoutingRule *rule)
{
  if (rule->target == GW_ROUTE_TO_OWNER)
    return GW_ROUTE_TO_OWNER_WORD;
  return rule->target == GW_ROUTE_TO_TERRITORY
             ? GW_ROUTE_TO_TERRITORY_WORD
             : gw_routing_world_department_code (world, rule->department);
}

char *
gw_routing_table_write (const GwRouting *routing, const GwRoutingWorld *world)
{
  GString *out = g_string_new (GW_ROUTING_TABLE_HEADER "\n");

  for (guint i = 0; i < gw_routing_n_in_force (routing); i++)
    {
      const GwRoutingRule *rule = gw_routing_get (routing, i);

      g_string_append_printf (out, "%u,", rule->rank);
      add_date (out, rule->valid_from);
      add_date (out, rule->valid_to);
      add_text (out, rule->kind == GW_KIND_ANY ? NULL : gw_class_kind_name (rule->kind));
      add_text (out, rule->class_code);
      add_text (out, rule->condition);
      add_text (out, rule->area);
      add_text (out, rule->cell);
      add_text (out, owner_word (world, rule->owner));
      add_text (out, rule->source);
      add_window (out, &rule->window);
      if (rule->max_open != GW_LOAD_ANY)
        g_string_append_printf (out, "%u", rule->max_open);
      g_string_append_c (out, ',');
      add_text (out, target_word (world, rule));
      add_text (out, rule->note);
      out->str[out->len - 1] = '\n';
    }
  return g_string_free (out, FALSE);
}
