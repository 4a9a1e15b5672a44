/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Routing rules from the departments' duties; what nobody owns goes to the street office. */
#define G_LOG_DOMAIN "gridward-demo"

#include "data/demo/makers.h"
#include "data/demo/staff.h"

#include <string.h>

/* Towns keep their own ground clean. */
static const char *const town_matters[] = { "06010", "06011", "06012", "06036", "06038" };

static void
add_rule (GwCity *city, const char *kind, const char *class_code, const char *area,
          const char *department)
{
  GwCityRoutingRule *rule = g_new0 (GwCityRoutingRule, 1);

  rule->kind = g_strdup (kind);
  rule->class_code = g_strdup (class_code);
  rule->area = g_strdup (area);
  rule->department = g_strdup (department);
  g_ptr_array_add (city->routing_rules, rule);
}

static void
add_duties (GwCity *city, const char *kind, const char *classes, const char *department)
{
  g_auto (GStrv) codes = g_strsplit (classes, " ", -1);

  for (guint i = 0; codes[i] != NULL; i++)
    if (codes[i][0] != '\0')
      add_rule (city, kind, codes[i], NULL, department);
}

void
gw_city_make_routing_rules (GwCity *city)
{
  guint n, n_streets;
  const GwDemoDepartment *departments = gw_demo_departments (&n);
  const GwQuarterStreet *streets = gw_quarter_streets (&n_streets);

  for (guint i = 0; i < n; i++)
    {
      /* The fault of a component is a matter of the same code: one rule for both. */
      add_duties (city, NULL, departments[i].classes, departments[i].code);
      add_duties (city, "matter", departments[i].matters, departments[i].code);
    }
  for (guint i = 0; i < n_streets; i++)
    {
      g_autofree char *office = gw_demo_dup_street_office (streets[i].code);

      for (guint k = 0; streets[i].town && k < G_N_ELEMENTS (town_matters); k++)
        add_rule (city, "matter", town_matters[k], streets[i].code, office);
      add_rule (city, NULL, NULL, streets[i].code, office);
    }
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
