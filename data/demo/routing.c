/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Routing rules from the departments' duties; what nobody owns goes to the street's office. */
#define G_LOG_DOMAIN "gridward-demo"

#include "data/demo/makers.h"
#include "data/demo/staff.h"

#include <string.h>

/* Towns keep their own ground clean. */
static const char *const town_matters[] = { "06010", "06011", "06012", "06036", "06038" };

static void
add_rule (GwCity *city, GwClassKind kind, const char *class_code, const char *area,
          const char *department)
{
  GwCityRoutingRule *rule = gw_city_routing_rule_new (department);

  rule->rule.kind = kind;
  rule->rule.class_code = g_strdup (class_code);
  rule->rule.area = g_strdup (area);
  g_ptr_array_add (city->routing_rules, rule);
}

static void
add_duties (GwCity *city, GwClassKind kind, const char *classes, const char *department,
            gsize length)
{
  g_auto (GStrv) codes = g_strsplit (classes, " ", -1);

  for (guint i = 0; codes[i] != NULL; i++)
    if (codes[i][0] != '\0' && strlen (codes[i]) == length)
      add_rule (city, kind, codes[i], NULL, department);
}

/* The longest prefix among all duties. */
static gsize
longest_prefix (const GwDemoDepartment *departments, guint n)
{
  gsize longest = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *all =
          g_strjoin (" ", departments[i].classes, departments[i].matters, NULL);
      g_auto (GStrv) codes = g_strsplit (all, " ", -1);

      for (guint k = 0; codes[k] != NULL; k++)
        longest = MAX (longest, strlen (codes[k]));
    }
  return longest;
}

static void
add_towns (GwCity *city)
{
  guint n;
  const GwQuarterStreet *streets = gw_quarter_streets (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *office = gw_demo_dup_street_office (streets[i].code);

      for (guint k = 0; streets[i].town && k < G_N_ELEMENTS (town_matters); k++)
        add_rule (city, GW_KIND_MATTER, town_matters[k], streets[i].code, office);
    }
}

static void
add_territories (GwCity *city)
{
  for (guint i = 0; i < city->areas->len; i++)
    {
      GwCityArea *area = g_ptr_array_index (city->areas, i);

      if (strcmp (area->level, "street") == 0)
        area->department = gw_demo_dup_street_office (area->code);
    }
}

/* Who owns a component sees to it; then towns, then the narrower duty before the wider. */
void
gw_city_make_routing_rules (GwCity *city)
{
  guint n;
  const GwDemoDepartment *departments = gw_demo_departments (&n);
  GwCityRoutingRule *owner = gw_city_routing_rule_new (GW_ROUTE_TO_OWNER_WORD);

  owner->owner = g_strdup (GW_OWNER_KNOWN_WORD);
  g_ptr_array_add (city->routing_rules, owner);
  add_towns (city);
  for (gsize length = longest_prefix (departments, n); length > 0; length--)
    for (guint i = 0; i < n; i++)
      {
        /* The fault of a component is a matter of the same code: one rule for both. */
        add_duties (city, GW_KIND_MATTER, departments[i].matters, departments[i].code,
                    length);
        add_duties (city, GW_KIND_ANY, departments[i].classes, departments[i].code, length);
      }
  add_territories (city);
  g_ptr_array_add (city->routing_rules,
                   gw_city_routing_rule_new (GW_ROUTE_TO_TERRITORY_WORD));
}

const char *
gw_city_owner_of (const char *class_code)
{
  guint n;
  const GwDemoDepartment *departments = gw_demo_departments (&n);
  const char *owner = NULL;
  gsize longest = 0;

  for (guint i = 0; i < n; i++)
    {
      g_auto (GStrv) prefixes = g_strsplit (departments[i].classes, " ", -1);

      for (guint k = 0; prefixes[k] != NULL; k++)
        if (strlen (prefixes[k]) > longest && g_str_has_prefix (class_code, prefixes[k]))
          {
            owner = departments[i].code;
            longest = strlen (prefixes[k]);
          }
    }
  return owner;
}
