/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The most specific rule wins, and says why. */
#include <string.h>

#include "backend/rules/routing.h"

static const GwRoutingRule rules[] = {
  { 1, GW_KIND_ANY, NULL, NULL, NULL, NULL, NULL, NULL, 10, "综合局", "General" },
  { 2, GW_KIND_MATTER, "06", "市容环境类", "Environment", NULL, NULL, NULL, 20, "环卫局",
    "Sanitation" },
  { 3, GW_KIND_MATTER, "06", "市容环境类", "Environment", "441802001", "凤城街道",
    "Fengcheng", 30, "凤城街道办", "Fengcheng office" },
  { 4, GW_KIND_ANY, "06013", "道路破损", "Damaged road surface", NULL, NULL, NULL, 40,
    "市政局", "Public works" },
  { 5, GW_KIND_ANY, "06013", NULL, NULL, NULL, NULL, NULL, 50, "迟到局", "Late" },
  { 6, GW_KIND_ANY, "06", NULL, NULL, "441802001001", "社区", "Community", 60, "社区",
    "Community office" },
  { 7, GW_KIND_COMPONENT, NULL, NULL, NULL, "441802001", "凤城街道", "Fengcheng", 70,
    "部件局", "Components" },
};

typedef struct
{
  const char *name;
  GwClassKind kind;
  const char *class_code;
  const char *areas[5];
  gint64 rule; /* 0: none */
} Row;

#define DOWNTOWN                                                                           \
  {                                                                                        \
    "441802001002", "441802001", "441802", NULL                                            \
  }
#define CORE                                                                               \
  {                                                                                        \
    "441802001001", "441802001", "441802", NULL                                            \
  }
#define ELSEWHERE                                                                          \
  {                                                                                        \
    "441802009001", "441802009", "441802", NULL                                            \
  }

static const Row rows[] = {
  { "fallback", GW_KIND_MATTER, "09001", ELSEWHERE, 1 },
  { "group", GW_KIND_MATTER, "06010", ELSEWHERE, 2 },
  { "smaller-area", GW_KIND_MATTER, "06010", DOWNTOWN, 3 },
  { "smallest-area", GW_KIND_MATTER, "06010", CORE, 6 },
  { "longer-class-before-area", GW_KIND_MATTER, "06013", CORE, 4 },
  { "first-of-equals", GW_KIND_MATTER, "06013", ELSEWHERE, 4 },
  { "kind-decides", GW_KIND_COMPONENT, "01001", DOWNTOWN, 7 },
  { "kind-keeps-out", GW_KIND_MATTER, "01001", DOWNTOWN, 1 },
  { "area-is-no-text-prefix", GW_KIND_COMPONENT, "01001", { "4418020010", NULL }, 1 },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (GwRouting) routing = gw_routing_new (rules, G_N_ELEMENTS (rules));
  GwRoutingDecision decision;

  g_assert_true (
      gw_routing_find (routing, row->kind, row->class_code, row->areas, &decision));
  g_assert_cmpint (decision.rule, ==, row->rule);
  g_assert_cmpint (decision.department, ==, row->rule * 10);
}

static void
test_reason (void)
{
  g_autoptr (GwRouting) routing = gw_routing_new (rules, G_N_ELEMENTS (rules));
  const char *const areas[] = DOWNTOWN;
  GwRoutingDecision decision;
  g_autofree char *json = NULL;
  g_autoptr (GwReason) again = NULL;

  g_assert_true (gw_routing_find (routing, GW_KIND_MATTER, "06010", areas, &decision));
  g_assert_cmpstr (decision.reason->en, ==,
                   "Matter class 06 (Environment) in Fengcheng: Fengcheng office (rule 3, "
                   "the most specific one)");
  g_assert_cmpstr (decision.reason->zh, ==,
                   "事项类别 06市容环境类，位于凤城街道：由凤城街道办负责（规则 "
                   "3，最具体的一条）");
  json = gw_reason_to_json (decision.reason);
  again = gw_reason_from_json (json);
  g_assert_cmpstr (gw_reason_get (again, "zh-CN"), ==, decision.reason->zh);
  g_assert_cmpstr (gw_reason_get (again, "de"), ==, decision.reason->en);
  g_assert_null (gw_reason_from_json ("{\"zh\":1}"));
  g_assert_null (gw_reason_from_json ("nonsense"));
}

static void
test_none (void)
{
  g_autoptr (GwRouting) routing = gw_routing_new (&rules[1], 1);
  const char *const areas[] = DOWNTOWN;
  GwRoutingDecision decision;

  g_assert_false (gw_routing_find (routing, GW_KIND_MATTER, "09001", areas, &decision));
  g_assert_false (gw_routing_find (routing, GW_KIND_COMPONENT, "06010", areas, &decision));
  g_assert_false (gw_routing_find (routing, GW_KIND_MATTER, "0", areas, &decision));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/routing/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/routing/reason", test_reason);
  g_test_add_func ("/routing/none", test_none);
  return g_test_run ();
}
