/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whom a case of this city goes to, and why. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/snapshot-private.h"

#include <string.h>

#include "backend/rules/case-error.h"
#include "backend/service/service-private.h"
#include "backend/store/routing-store.h"

#define SECONDS_PER_DAY 86400
/* 1970-01-01 as GDate counts days. */
#define EPOCH_JULIAN 719163

/* --- loading -------------------------------------------------------------------------- */

static gboolean
check_rule (const GwSnapshot *snapshot, const GwRoutingRule *rule, GError **error)
{
  if (rule->retired || rule->target != GW_ROUTE_TO_DEPARTMENT ||
      gw_snapshot_department (snapshot, rule->department) != NULL)
    return TRUE;
  gw_case_error_set (error, GW_CASE_ERROR_INTERNAL, NULL,
                     "routing rule %u names an unknown department", rule->rank);
  return FALSE;
}

gboolean
gw_snapshot_load_routing (GwSnapshot *snapshot, GwStoreReader *reader, GError **error)
{
  g_autoptr (GPtrArray) records = gw_store_routing_list (reader, error);
  g_autoptr (GArray) rules = g_array_new (FALSE, FALSE, sizeof (GwRoutingRule));

  if (records == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    {
      const GwRoutingRecord *record = g_ptr_array_index (records, i);

      if (!check_rule (snapshot, &record->rule, error))
        return FALSE;
      g_array_append_val (rules, record->rule);
    }
  snapshot->routing =
      gw_routing_new ((const GwRoutingRule *)(const void *)rules->data, rules->len);
  snapshot->loads = g_new0 (guint, snapshot->departments->len + 1);
  return gw_snapshot_load_loads (snapshot, reader, error);
}

gboolean
gw_snapshot_load_loads (GwSnapshot *snapshot, GwStoreReader *reader, GError **error)
{
  g_autoptr (GArray) rows = NULL;
  g_autofree guint *loads = NULL;

  if (!gw_routing_needs_loads (snapshot->routing))
    return TRUE;
  rows = gw_store_department_loads (reader, error);
  if (rows == NULL)
    return FALSE;
  loads = g_new0 (guint, snapshot->departments->len + 1);
  for (guint i = 0; i < rows->len; i++)
    {
      const GwLoadRow *row = &g_array_index (rows, GwLoadRow, i);
      const GwDepartment *department = gw_snapshot_department (snapshot, row->department);

      if (department != NULL)
        loads[department->position] = row->open;
    }
  for (guint i = 0; i < snapshot->departments->len; i++)
    g_atomic_int_set (&snapshot->loads[i], loads[i]);
  return TRUE;
}

/* --- asking --------------------------------------------------------------------------- */

const GwRouting *
gw_snapshot_routing (const GwSnapshot *snapshot)
{
  return snapshot->routing;
}

const GwDepartment *
gw_snapshot_territory (const GwSnapshot *snapshot, const GwArea *area)
{
  while (area != NULL && area->department_id == 0)
    area = area->parent;
  return area != NULL ? gw_snapshot_department (snapshot, area->department_id) : NULL;
}

static guint
load_of (gint64 id, gpointer data)
{
  const GwSnapshot *snapshot = data;
  const GwDepartment *department = gw_snapshot_department (snapshot, id);

  return department != NULL
             ? (guint)g_atomic_int_get (&snapshot->loads[department->position])
             : 0;
}

/* Date, weekday and minute of the city's clock. */
static void
set_local_time (const GwSnapshot *snapshot, gint64 at_ms, GwRoutingQuestion *question)
{
  GTimeZone *zone = gw_calendar_time_zone (gw_snapshot_calendar (snapshot));
  gint64 utc = at_ms / 1000;
  int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, utc);
  gint64 local = utc + g_time_zone_get_offset (zone, interval);
  gint64 days = local / SECONDS_PER_DAY;
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32)(days + EPOCH_JULIAN));
  question->date = g_date_get_year (&date) * 10000u +
                   (guint)g_date_get_month (&date) * 100u + g_date_get_day (&date);
  question->weekday = g_date_get_weekday (&date);
  question->minute = (guint)(local % SECONDS_PER_DAY / 60);
}

static GwRoutingQuestion
translate (const GwSnapshot *snapshot, const GwRouteQuestion *from)
{
  const GwDepartment *territory = gw_snapshot_territory (snapshot, from->cell->community);
  const GwDepartment *owner = gw_snapshot_department (snapshot, from->owner_id);
  const GwFilingCondition *condition =
      gw_case_class_condition (from->class, from->condition);
  GwRoutingQuestion question = {
    .kind = from->class->kind,
    .class_code = from->class->code,
    .condition = condition != NULL ? condition->code : NULL,
    .areas = from->cell->community->codes,
    .cell = from->cell->code,
    .owner = owner != NULL ? owner->id : 0,
    .territory = territory != NULL ? territory->id : 0,
    .source = from->source,
    .load = load_of,
    .load_data = (gpointer)snapshot,
  };

  set_local_time (snapshot, from->at_ms, &question);
  return question;
}

gboolean
gw_snapshot_route_by (const GwSnapshot *snapshot, const GwRouting *routing,
                      const GwRouteQuestion *from, GwRoutingDecision *ret_decision)
{
  GwRoutingQuestion question = translate (snapshot, from);

  return gw_routing_find (routing, &question, ret_decision);
}

gboolean
gw_snapshot_route (const GwSnapshot *snapshot, const GwRouteQuestion *question,
                   GwRoutingDecision *ret_decision)
{
  return gw_snapshot_route_by (snapshot, snapshot->routing, question, ret_decision);
}

/* --- in words ------------------------------------------------------------------------- */

/* The class, or the group of the first class, that the code begins. */
static GwName
class_name (GwClassKind kind, const char *beginning, gpointer data)
{
  const GwCatalogue *catalogue = gw_snapshot_catalogue (data);
  const GwCaseClass *class = gw_catalogue_find_first (
      catalogue, kind == GW_KIND_ANY ? GW_KIND_MATTER : kind, beginning);

  if (class == NULL && kind == GW_KIND_ANY)
    class = gw_catalogue_find_first (catalogue, GW_KIND_COMPONENT, beginning);
  if (class == NULL)
    return (GwName){ NULL, NULL };
  return strcmp (class->code, beginning) == 0 ? (GwName){ class->name, class->name_en }
                                              : (GwName){ class->group, class->group_en };
}

static GwName
area_name (const char *code, gpointer data)
{
  const GwArea *area = gw_snapshot_area_by_code (data, code);

  return area != NULL ? (GwName){ area->name, area->name_en } : (GwName){ NULL, NULL };
}

static GwName
department_name (gint64 id, gpointer data)
{
  const GwDepartment *department = gw_snapshot_department (data, id);

  return department != NULL ? (GwName){ department->name, department->name_en }
                            : (GwName){ NULL, NULL };
}

static GwRoutingNames
names_of (const GwSnapshot *snapshot)
{
  return (GwRoutingNames){ class_name, area_name, department_name, (gpointer)snapshot };
}

GwReason *
gw_snapshot_route_reason (const GwSnapshot *snapshot, const GwRoutingDecision *decision)
{
  GwRoutingNames names = names_of (snapshot);

  return gw_routing_describe_decision (snapshot->routing, decision, &names);
}

GwReason *
gw_snapshot_describe_rule (const GwSnapshot *snapshot, const GwRoutingRule *rule)
{
  GwRoutingNames names = names_of (snapshot);

  return gw_routing_describe (rule, &names);
}

char *
gw_snapshot_route_to_json (const GwSnapshot *snapshot, const GwRouteQuestion *from,
                           const GwRoutingDecision *decision)
{
  GwRoutingNames names = names_of (snapshot);
  GwRoutingQuestion question = translate (snapshot, from);

  return gw_routing_to_json (snapshot->routing, &question, decision, &names);
}

static void
add_trace (GwRoutingExplanation *explanation, const GwSnapshot *snapshot,
           const GwRouting *routing, const GwRoutingTrace *trace)
{
  GwRoutingNames names = names_of (snapshot);

  explanation->n_more = trace->n_more;
  explanation->before = g_ptr_array_new_with_free_func ((GDestroyNotify)gw_reason_free);
  explanation->ranks = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint i = 0; i < trace->n_steps; i++)
    {
      const GwRoutingStep *step = &trace->steps[i];
      const GwRoutingRule *rule = gw_routing_by_id (routing, step->rule);
      guint32 rank = rule != NULL ? rule->rank : 0;

      g_ptr_array_add (explanation->before,
                       gw_routing_describe_step (routing, step, &names));
      g_array_append_val (explanation->ranks, rank);
    }
}

GwRoutingExplanation *
gw_routing_explain (const GwSnapshot *snapshot, const char *routing_reason)
{
  g_autoptr (GwRoutingWhy) why = gw_routing_from_json (routing_reason);
  GwRoutingExplanation *explanation;

  if (why == NULL)
    return NULL;
  explanation = g_new0 (GwRoutingExplanation, 1);
  explanation->rule = why->rule;
  explanation->rank = why->rank;
  explanation->date = why->date;
  explanation->minute = why->minute;
  explanation->reason = g_steal_pointer (&why->reason);
  add_trace (explanation, snapshot, snapshot->routing, &why->trace);
  return explanation;
}

GwRoutingExplanation *
gw_routing_explain_by (const GwSnapshot *snapshot, const GwRouting *routing,
                       const GwRouteQuestion *from)
{
  GwRoutingExplanation *explanation = g_new0 (GwRoutingExplanation, 1);
  GwRoutingNames names = names_of (snapshot);
  GwRoutingQuestion question = translate (snapshot, from);
  GwRoutingDecision decision;
  GwRoutingTrace trace;
  gboolean found = gw_routing_find (routing, &question, &decision);

  explanation->date = question.date;
  explanation->minute = question.minute;
  if (found)
    {
      explanation->rule = decision.rule;
      explanation->rank = decision.rank;
      explanation->department = decision.department;
      explanation->reason = gw_routing_describe_decision (routing, &decision, &names);
    }
  else
    explanation->reason =
        gw_reason_new_take (g_strdup ("没有规则适用"), g_strdup ("No rule takes it"));
  gw_routing_trace (routing, &question, found ? &decision : NULL, &trace);
  add_trace (explanation, snapshot, routing, &trace);
  return explanation;
}

void
gw_routing_explanation_free (GwRoutingExplanation *explanation)
{
  gw_reason_free (explanation->reason);
  g_ptr_array_unref (explanation->before);
  g_array_unref (explanation->ranks);
  g_free (explanation);
}
