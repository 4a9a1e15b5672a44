/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Routing rules, sorted once so that the first match is the most specific one. */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/routing.h"

#include <string.h>

typedef struct
{
  gint64 id;
  gint64 department;
  GwClassKind kind;
  gsize class_length;
  char *class_code; /* "" for any */
  char *area;       /* NULL for the whole city */
  guint order;
  GwReason *reason;
} Rule;

struct _GwRouting
{
  gatomicrefcount ref_count;
  GPtrArray *rules; /* the longer class code first, then a rule of one kind, then order */
};

static void
rule_free (Rule *rule)
{
  g_free (rule->class_code);
  g_free (rule->area);
  gw_reason_free (rule->reason);
  g_free (rule);
}

static gboolean
is_set (const char *text)
{
  return text != NULL && text[0] != '\0';
}

static const char *
or_else (const char *text, const char *fallback)
{
  return is_set (text) ? text : fallback;
}

static char *
describe_zh (const GwRoutingRule *rule)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *kind = rule->kind == GW_KIND_COMPONENT ? "部件" : "事项";

  g_string_append (text, rule->kind == GW_KIND_ANY ? "" : kind);
  if (is_set (rule->class_code))
    g_string_append_printf (text, "类别 %s%s", rule->class_code,
                            or_else (rule->class_name, ""));
  else
    g_string_append (text, rule->kind == GW_KIND_ANY ? "所有类别" : "的所有类别");
  if (is_set (rule->area))
    g_string_append_printf (text, "，位于%s", or_else (rule->area_name, rule->area));
  g_string_append_printf (text, "：由%s负责（规则 %" G_GINT64_FORMAT "，最具体的一条）",
                          rule->department_name, rule->id);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
describe_en (const GwRoutingRule *rule)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *kind = rule->kind == GW_KIND_COMPONENT ? "component" : "matter";

  if (rule->kind == GW_KIND_ANY)
    kind = "";
  if (is_set (rule->class_code))
    g_string_append_printf (text, "%s class %s", kind, rule->class_code);
  else
    g_string_append_printf (text, "any %s", or_else (kind, "class"));
  g_strchug (text->str);
  text->len = strlen (text->str);
  if (is_set (rule->class_code) && is_set (rule->class_name_en))
    g_string_append_printf (text, " (%s)", rule->class_name_en);
  if (is_set (rule->area))
    g_string_append_printf (text, " in %s", or_else (rule->area_name_en, rule->area));
  g_string_append_printf (text, ": %s (rule %" G_GINT64_FORMAT ", the most specific one)",
                          or_else (rule->department_name_en, rule->department_name),
                          rule->id);
  text->str[0] = g_ascii_toupper (text->str[0]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static Rule *
rule_new (const GwRoutingRule *from, guint order)
{
  Rule *rule = g_new0 (Rule, 1);

  rule->id = from->id;
  rule->department = from->department;
  rule->kind = from->kind;
  rule->class_code = g_strdup (or_else (from->class_code, ""));
  rule->class_length = strlen (rule->class_code);
  rule->area = is_set (from->area) ? g_strdup (from->area) : NULL;
  rule->order = order;
  rule->reason = gw_reason_new_take (describe_zh (from), describe_en (from));
  return rule;
}

static int
compare_rules (gconstpointer a, gconstpointer b)
{
  const Rule *one = *(Rule *const *)a;
  const Rule *other = *(Rule *const *)b;

  if (one->class_length != other->class_length)
    return one->class_length > other->class_length ? -1 : 1;
  if ((one->kind == GW_KIND_ANY) != (other->kind == GW_KIND_ANY))
    return one->kind == GW_KIND_ANY ? 1 : -1;
  return one->order < other->order ? -1 : one->order > other->order;
}

GwRouting *
gw_routing_new (const GwRoutingRule *rules, guint n_rules)
{
  GwRouting *routing = g_new0 (GwRouting, 1);

  g_atomic_ref_count_init (&routing->ref_count);
  routing->rules = g_ptr_array_new_full (n_rules, (GDestroyNotify)rule_free);
  for (guint i = 0; i < n_rules; i++)
    g_ptr_array_add (routing->rules, rule_new (&rules[i], i));
  g_ptr_array_sort (routing->rules, compare_rules);
  return routing;
}

GwRouting *
gw_routing_ref (GwRouting *routing)
{
  g_atomic_ref_count_inc (&routing->ref_count);
  return routing;
}

void
gw_routing_unref (GwRouting *routing)
{
  if (!g_atomic_ref_count_dec (&routing->ref_count))
    return;
  g_ptr_array_unref (routing->rules);
  g_free (routing);
}

/* 0 for the smallest area, growing; the whole city comes last; G_MAXUINT: elsewhere. */
static guint
area_rank (const char *area, const char *const *areas)
{
  guint n = 0;

  for (; areas[n] != NULL; n++)
    {
      if (area != NULL && strcmp (area, areas[n]) == 0)
        return n;
    }
  return area == NULL ? n : G_MAXUINT;
}

gboolean
gw_routing_find (const GwRouting *routing, GwClassKind kind, const char *class_code,
                 const char *const *areas, GwRoutingDecision *ret_decision)
{
  const Rule *best = NULL;
  guint best_rank = G_MAXUINT;

  for (guint i = 0; i < routing->rules->len; i++)
    {
      const Rule *rule = g_ptr_array_index (routing->rules, i);
      guint rank;

      if (best != NULL && rule->class_length < best->class_length)
        break;
      if ((rule->kind != GW_KIND_ANY && rule->kind != kind) ||
          strncmp (class_code, rule->class_code, rule->class_length) != 0)
        continue;
      rank = area_rank (rule->area, areas);
      if (rank < best_rank)
        {
          best = rule;
          best_rank = rank;
        }
    }
  if (best == NULL)
    return FALSE;
  *ret_decision = (GwRoutingDecision){ best->id, best->department, best->reason };
  return TRUE;
}
