/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Routing rules and decisions in words, in both languages. */
#define G_LOG_DOMAIN "gridward-rules"

#include "backend/rules/routing-private.h"

typedef enum
{
  ZH,
  EN,
} Language;

static const char *const day_names[][2] = {
  { "周一", "Mon" }, { "周二", "Tue" }, { "周三", "Wed" }, { "周四", "Thu" },
  { "周五", "Fri" }, { "周六", "Sat" }, { "周日", "Sun" },
};

/* The name, else the code. */
static const char *
pick (GwName name, const char *code, Language language)
{
  const char *text = language == EN && gw_is_given (name.en) ? name.en : name.zh;

  return gw_is_given (text) ? text : code;
}

static const char *
department_name (gint64 department, const GwRoutingNames *names, Language language)
{
  return pick (names->department_name (department, names->data), "?", language);
}

static void
add_date (GString *text, guint32 date)
{
  g_string_append_printf (text, "%04u-%02u-%02u", date / 10000, date / 100 % 100,
                          date % 100);
}

static void
add_validity (GString *text, const GwRoutingRule *rule, Language language)
{
  if (rule->valid_from != 0)
    {
      g_string_append (text, language == ZH ? "自 " : "from ");
      add_date (text, rule->valid_from);
      g_string_append (text, language == ZH ? " 起" : "");
    }
  if (rule->valid_from != 0 && rule->valid_to != 0)
    g_string_append (text, language == ZH ? "、" : " ");
  if (rule->valid_to != 0)
    {
      g_string_append (text, language == ZH ? "" : "before ");
      add_date (text, rule->valid_to);
      g_string_append (text, language == ZH ? " 之前" : "");
    }
}

static void
add_window (GString *text, const GwWeekWindow *window, Language language)
{
  const char *comma = "";

  for (guint i = 0; i < 7 && window->weekdays != 0 && window->weekdays != 0x7f; i++)
    if ((window->weekdays >> i & 1) != 0)
      {
        g_string_append_printf (text, "%s%s", comma, day_names[i][language]);
        comma = language == ZH ? "、" : ", ";
      }
  if (window->from == 0 && window->to % (24 * 60) == 0)
    return;
  g_string_append_printf (text, "%s%02u:%02u–%02u:%02u", comma[0] != '\0' ? " " : "",
                          window->from / 60, window->from % 60, window->to / 60,
                          window->to % 60);
}

static void
add_owner (GString *text, gint64 owner, const GwRoutingNames *names, Language language)
{
  if (owner == GW_OWNER_KNOWN)
    g_string_append (text,
                     language == ZH ? "部件有权属单位" : "the component has an owner");
  else if (owner == GW_OWNER_NONE)
    g_string_append (text, language == ZH ? "无权属单位" : "nobody owns a component");
  else
    g_string_append_printf (
        text, language == ZH ? "部件权属单位为%s" : "the component belongs to %s",
        department_name (owner, names, language));
}

static void
add_load (GString *text, const GwRoutingRule *rule, const GwRoutingNames *names,
          Language language)
{
  const char *department = department_name (rule->department, names, language);

  if (language == ZH)
    g_string_append_printf (text, "%s在办案卷不超过 %u 件", department, rule->max_open);
  else
    g_string_append_printf (text, "while %s has at most %u open cases", department,
                            rule->max_open);
}

static gboolean
asks_for (const GwRoutingRule *rule, GwRoutingMiss what)
{
  switch (what)
    {
    case GW_MISS_VALIDITY:
      return rule->valid_from != 0 || rule->valid_to != 0;
    case GW_MISS_AREA:
      return rule->area != NULL;
    case GW_MISS_CELL:
      return rule->cell != NULL;
    case GW_MISS_CONDITION:
      return rule->condition != NULL;
    case GW_MISS_OWNER:
      return rule->owner != GW_OWNER_ANY;
    case GW_MISS_SOURCE:
      return rule->source != NULL;
    case GW_MISS_TIME:
      return !gw_week_window_is_open (&rule->window);
    case GW_MISS_LOAD:
      return rule->max_open != GW_LOAD_ANY;
    case GW_MISS_TARGET: /* goes without saying */
    case GW_N_MISSES:
    default:
      return FALSE;
    }
}

/* One demand of the rule. */
static void
add_clause (GString *text, const GwRoutingRule *rule, GwRoutingMiss what,
            const GwRoutingNames *names, Language language)
{
  switch (what)
    {
    case GW_MISS_VALIDITY:
      add_validity (text, rule, language);
      break;
    case GW_MISS_AREA:
      g_string_append_printf (
          text, language == ZH ? "位于%s" : "in %s",
          pick (names->area_name (rule->area, names->data), rule->area, language));
      break;
    case GW_MISS_CELL:
      g_string_append_printf (text, language == ZH ? "位于单元网格 %s" : "in cell %s",
                              rule->cell);
      break;
    case GW_MISS_CONDITION:
      g_string_append_printf (text, language == ZH ? "立案条件 %s" : "filing condition %s",
                              rule->condition);
      break;
    case GW_MISS_OWNER:
      add_owner (text, rule->owner, names, language);
      break;
    case GW_MISS_SOURCE:
      g_string_append_printf (text, language == ZH ? "来源为 %s" : "from the source %s",
                              rule->source);
      break;
    case GW_MISS_TIME:
      add_window (text, &rule->window, language);
      break;
    case GW_MISS_LOAD:
      add_load (text, rule, names, language);
      break;
    case GW_MISS_TARGET:
    case GW_N_MISSES:
    default:
      break;
    }
}

static void
add_class (GString *text, const GwRoutingRule *rule, const GwRoutingNames *names,
           Language language)
{
  static const char *const kinds[][2] = {
    [GW_KIND_MATTER] = { "事项", "Matter class" },
    [GW_KIND_COMPONENT] = { "部件", "Component class" },
    [GW_KIND_ANY] = { "", "Class" },
  };
  const char *kind = kinds[rule->kind][language];
  GwName name;

  if (rule->class_code == NULL)
    {
      if (language == ZH)
        g_string_append_printf (text, "%s%s", kind,
                                rule->kind == GW_KIND_ANY ? "所有类别" : "的所有类别");
      else
        g_string_append_printf (text, "Any %s",
                                rule->kind == GW_KIND_ANY      ? "class"
                                : rule->kind == GW_KIND_MATTER ? "matter"
                                                               : "component");
      return;
    }
  name = names->class_name (rule->kind, rule->class_code, names->data);
  if (language == ZH)
    g_string_append_printf (text, "%s类别 %s%s", kind, rule->class_code,
                            pick (name, "", ZH));
  else
    {
      g_string_append_printf (text, "%s %s", kind, rule->class_code);
      if (gw_is_given (name.en))
        g_string_append_printf (text, " (%s)", name.en);
    }
}

/* department 0: as the rule says, without a case. */
static void
add_target (GString *text, const GwRoutingRule *rule, gint64 department,
            const GwRoutingNames *names, Language language)
{
  static const char *const open[][2] = {
    [GW_ROUTE_TO_OWNER] = { "部件权属单位", "the owner of the component" },
    [GW_ROUTE_TO_TERRITORY] = { "属地部门", "the department of the area" },
  };
  static const char *const role[][2] = {
    [GW_ROUTE_TO_DEPARTMENT] = { "", "" },
    [GW_ROUTE_TO_OWNER] = { "部件权属单位", ", who owns the component" },
    [GW_ROUTE_TO_TERRITORY] = { "属地部门", ", the department of the area" },
  };
  const char *name;

  if (rule->target == GW_ROUTE_TO_DEPARTMENT)
    department = rule->department;
  if (department == 0)
    {
      g_string_append (text, open[rule->target][language]);
      return;
    }
  name = department_name (department, names, language);
  if (language == ZH)
    g_string_append_printf (text, "由%s%s负责", role[rule->target][ZH], name);
  else
    g_string_append_printf (text, "%s%s", name, role[rule->target][EN]);
}

static char *
describe (const GwRoutingRule *rule, gint64 department, const GwRoutingNames *names,
          Language language)
{
  g_autoptr (GString) text = g_string_new (NULL);

  add_class (text, rule, names, language);
  for (GwRoutingMiss what = 0; what < GW_N_MISSES; what++)
    if (asks_for (rule, what))
      {
        gboolean place = what == GW_MISS_AREA || what == GW_MISS_CELL;

        g_string_append (text, language == ZH ? "，" : place ? " " : ", ");
        add_clause (text, rule, what, names, language);
      }
  g_string_append (text, language == ZH ? "：" : ": ");
  add_target (text, rule, department, names, language);
  g_string_append_printf (text, language == ZH ? "（规则 %u）" : " (rule %u)", rule->rank);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

GwReason *
gw_routing_describe (const GwRoutingRule *rule, const GwRoutingNames *names)
{
  return gw_reason_new_take (describe (rule, 0, names, ZH), describe (rule, 0, names, EN));
}

GwReason *
gw_routing_describe_decision (const GwRouting *routing, const GwRoutingDecision *decision,
                              const GwRoutingNames *names)
{
  const GwRoutingRule *rule = gw_routing_get (routing, decision->position);

  return gw_reason_new_take (describe (rule, decision->department, names, ZH),
                             describe (rule, decision->department, names, EN));
}

static char *
describe_step (const GwRoutingRule *rule, const GwRoutingStep *step,
               const GwRoutingNames *names, Language language)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, language == ZH ? "规则 %u（" : "Rule %u (", rule->rank);
  add_target (text, rule, 0, names, language);
  g_string_append (text, language == ZH ? "）：" : "): ");
  if (step->miss == GW_MISS_TARGET)
    {
      gboolean owner = rule->target == GW_ROUTE_TO_OWNER;

      if (language == ZH)
        g_string_append (text, owner ? "权属单位不明" : "此处没有属地部门");
      else
        g_string_append (text,
                         owner ? "no owner is known" : "the area here has no department");
      return g_string_free (g_steal_pointer (&text), FALSE);
    }
  g_string_append (text, language == ZH ? "仅限" : "only ");
  add_clause (text, rule, step->miss, names, language);
  if (step->miss == GW_MISS_LOAD)
    g_string_append_printf (text, language == ZH ? "，当时为 %u 件" : "; it had %u",
                            step->load);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

GwReason *
gw_routing_describe_step (const GwRouting *routing, const GwRoutingStep *step,
                          const GwRoutingNames *names)
{
  const GwRoutingRule *rule = gw_routing_by_id (routing, step->rule);

  if (rule != NULL)
    return gw_reason_new_take (describe_step (rule, step, names, ZH),
                               describe_step (rule, step, names, EN));
  return gw_reason_new_take (
      g_strdup_printf ("已删除的规则（编号 %" G_GINT64_FORMAT "）", step->rule),
      g_strdup_printf ("A rule that is gone (number %" G_GINT64_FORMAT ")", step->rule));
}
