/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Findings name the rule that they are about by its rank, so that a client can lead there.
 * Both languages stand here: the language is the request's, gettext's is the process's.
 */
#define G_LOG_DOMAIN "gridward-api"

#include "backend/api/rule-findings.h"

#include "backend/api/encode.h"
#include "backend/http/json-write.h"

#define MAX_FINDINGS 500

typedef struct
{
  GString *out;
  const GwRuleDraft *draft;
  guint n;        /* of the list so far */
  guint n_faults; /* also of those that are left out */
} Writer;

static guint
rank_of (const Writer *self, guint position)
{
  return gw_routing_get (self->draft->routing, position)->rank;
}

/* Takes zh and en. rank 0: of no rule; by: ranks, as JSON. */
static void
add (Writer *self, const char *kind, gboolean is_fault, guint rank, const char *by,
     char *zh, char *en)
{
  g_autoptr (GwReason) words = gw_reason_new_take (zh, en);

  self->n_faults += is_fault;
  if (self->n++ >= MAX_FINDINGS)
    return;
  g_string_append_printf (self->out, "%s{\"kind\":\"%s\",\"severity\":\"%s\",\"rank\":",
                          self->n > 1 ? "," : "", kind, is_fault ? "fault" : "note");
  if (rank != 0)
    gw_json_append_int (self->out, rank);
  else
    gw_encode_literal (self->out, "null");
  g_string_append_printf (self->out, ",\"by\":[%s],\"text\":", by);
  gw_json_append_string (self->out, words->zh);
  gw_encode_literal (self->out, ",\"text_en\":");
  gw_json_append_string (self->out, words->en);
  gw_encode_literal (self->out, "}");
}

static void
add_shadowed (Writer *self, const GwDeadRule *dead)
{
  guint rank = rank_of (self, dead->position);
  g_autoptr (GString) by = g_string_new (NULL);
  const char *more = dead->n_by > GW_RULE_BY_MAX ? "…" : "";

  for (guint i = 0; i < MIN (dead->n_by, GW_RULE_BY_MAX); i++)
    g_string_append_printf (by, "%s%u", i > 0 ? ", " : "", rank_of (self, dead->by[i]));
  add (self, "shadowed", TRUE, rank, by->str,
       g_strdup_printf ("规则 %u 永远不会生效：已被前面的规则 %s%s 全部覆盖", rank, by->str,
                        more),
       g_strdup_printf ("Rule %u can never match: %s %s%s before it take all that it would",
                        rank, dead->n_by == 1 ? "rule" : "rules", by->str, more));
}

static void
add_dead (Writer *self, const GwDeadRule *dead)
{
  guint rank = rank_of (self, dead->position);

  switch (dead->verdict)
    {
    case GW_RULE_SHADOWED:
      add_shadowed (self, dead);
      break;
    case GW_RULE_EMPTY:
      add (self, "empty", TRUE, rank, "",
           g_strdup_printf ("规则 %u 永远不会生效：本市没有符合其条件的对象", rank),
           g_strdup_printf (
               "Rule %u can never match: nothing in the city is what it asks for", rank));
      break;
    case GW_RULE_EXPIRED:
      add (self, "expired", FALSE, rank, "", g_strdup_printf ("规则 %u 已过有效期", rank),
           g_strdup_printf ("Rule %u has ended", rank));
      break;
    case GW_RULE_UNDECIDED:
      add (self, "undecided", FALSE, rank, "",
           g_strdup_printf ("规则 %u：组合过多，未能判定", rank),
           g_strdup_printf ("Rule %u: too many combinations, not decided", rank));
      break;
    case GW_RULE_FIRES:
    default:
      break;
    }
}

static void
add_area_gap (Writer *self, guint position)
{
  const char *code = g_array_index (self->draft->world->areas, GwWorldArea, position).code;
  const GwArea *area = gw_snapshot_area_by_code (self->draft->snapshot, code);
  const char *name = area != NULL ? area->name : code;
  const char *name_en = area != NULL && area->name_en != NULL ? area->name_en : name;

  add (self, "area_gap", TRUE, 0, "", g_strdup_printf ("%s：没有任何规则适用", name),
       g_strdup_printf ("%s: no rule takes any class", name_en));
}

/* "date, time": what it depends on whether some rule matches. */
static char *
list_circumstances (guint depends, gboolean chinese)
{
  static const struct
  {
    GwRoutingMiss what;
    const char *zh;
    const char *en;
  } names[] = {
    { GW_MISS_VALIDITY, "日期", "date" },
    { GW_MISS_OWNER, "权属单位", "owner" },
    { GW_MISS_SOURCE, "来源", "source" },
    { GW_MISS_TIME, "时段", "time of the week" },
    { GW_MISS_LOAD, "在办案卷数", "open cases" },
  };
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if ((depends >> names[i].what & 1) != 0)
      g_string_append_printf (list, "%s%s",
                              list->len == 0 ? ""
                              : chinese      ? "、"
                                             : ", ",
                              chinese ? names[i].zh : names[i].en);
  return g_string_free (list, FALSE);
}

static void
add_class_gap (Writer *self, const GwClassGap *gap)
{
  const GwSnapshot *snapshot = self->draft->snapshot;
  const GwWorldClass *world =
      &g_array_index (self->draft->world->classes, GwWorldClass, gap->class);
  const GwCaseClass *class =
      gw_catalogue_find (gw_snapshot_catalogue (snapshot), world->kind, world->code);
  const GwArea *area = gw_snapshot_area_by_code (
      snapshot, g_array_index (self->draft->world->areas, GwWorldArea, gap->area).code);
  const char *name = class != NULL ? class->name : "";
  const char *name_en = class != NULL && class->name_en != NULL ? class->name_en : name;
  const char *place = area != NULL ? area->name : "";
  const char *place_en = area != NULL && area->name_en != NULL ? area->name_en : place;

  if (gap->n_never > 0)
    add (self, "class_gap", TRUE, 0, "",
         g_strdup_printf ("%s %s：%u 个区域没有规则适用，例如%s", world->code, name,
                          gap->n_never, place),
         g_strdup_printf ("%s %s: no rule takes it in %u areas, as %s", world->code,
                          name_en, gap->n_never, place_en));
  if (gap->n_partly > 0)
    {
      g_autofree char *zh = list_circumstances (gap->depends, TRUE);
      g_autofree char *en = list_circumstances (gap->depends, FALSE);

      add (self, "class_gap", TRUE, 0, "",
           g_strdup_printf ("%s %s：%u 个区域部分情况无规则适用（取决于%s），例如%s",
                            world->code, name, gap->n_partly, zh, place),
           g_strdup_printf ("%s %s: no rule takes some in %u areas (%s), as %s",
                            world->code, name_en, gap->n_partly, en, place_en));
    }
}

static void
add_overlap (Writer *self, const GwRuleOverlap *overlap)
{
  guint winner = rank_of (self, overlap->winner);
  guint loser = rank_of (self, overlap->loser);
  g_autofree char *by = g_strdup_printf ("%u", loser);

  add (self, "overlap", FALSE, winner, by,
       g_strdup_printf ("规则 %u 与规则 %u 有重叠，以规则 %u 为准", winner, loser, winner),
       g_strdup_printf ("Where rules %u and %u overlap, rule %u wins", winner, loser,
                        winner));
}

static void
append_rules (GString *out, const GwRuleDraft *draft)
{
  gw_encode_literal (out, "\"rules\":[");
  for (guint i = 0; i < gw_routing_n_in_force (draft->routing); i++)
    {
      const GwRoutingRule *rule = gw_routing_get (draft->routing, i);
      g_autoptr (GwReason) words = gw_snapshot_describe_rule (draft->snapshot, rule);

      g_string_append_printf (out, "%s{\"rank\":%u,\"text\":", i > 0 ? "," : "",
                              rule->rank);
      gw_json_append_string (out, words->zh);
      gw_encode_literal (out, ",\"text_en\":");
      gw_json_append_string (out, words->en);
      gw_encode_literal (out, "}");
    }
  gw_encode_literal (out, "]");
}

void
gw_api_append_rule_findings (GString *out, const GwRuleDraft *draft)
{
  const GwRoutingReport *report = draft->report;
  Writer writer = { .out = out, .draft = draft };

  gw_encode_literal (out, "{");
  append_rules (out, draft);
  gw_encode_literal (out, ",\"findings\":[");
  for (guint i = 0; i < report->dead->len; i++)
    add_dead (&writer, &g_array_index (report->dead, GwDeadRule, i));
  for (guint i = 0; i < report->area_gaps->len; i++)
    add_area_gap (&writer, g_array_index (report->area_gaps, guint, i));
  for (guint i = 0; i < report->class_gaps->len; i++)
    add_class_gap (&writer, &g_array_index (report->class_gaps, GwClassGap, i));
  for (guint i = 0; i < report->overlaps->len; i++)
    add_overlap (&writer, &g_array_index (report->overlaps, GwRuleOverlap, i));
  g_string_append_printf (out,
                          "],\"faults\":%u,\"left_out\":%u,\"exceptions\":%u,"
                          "\"complete\":%s}",
                          writer.n_faults,
                          writer.n > MAX_FINDINGS ? writer.n - MAX_FINDINGS : 0,
                          report->n_exceptions, report->incomplete ? "false" : "true");
}
