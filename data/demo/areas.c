/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tree of areas: codes, names, parents. */
#define G_LOG_DOMAIN "gridward-demo"

#include "data/demo/makers.h"
#include "data/demo/names.h"

#define CITY_CODE "4418"
#define DISTRICT_CODE "441802"
/* Residents' committees count from 1, villages from here. */
#define FIRST_VILLAGE 201

static void
add_area (GwCity *city, char *code, const char *parent, const char *level, char *name,
          char *name_en)
{
  GwCityArea *area = g_new0 (GwCityArea, 1);

  area->code = code;
  area->parent = g_strdup (parent);
  area->level = g_strdup (level);
  area->name = name;
  area->name_en = name_en;
  g_ptr_array_add (city->areas, area);
}

void
gw_city_make_areas (GwCity *city, const GwPlan *plan, const GArray *quarters)
{
  g_autoptr (GwNames) names = gw_names_new (plan->seed);
  guint n_streets, last_street = G_MAXUINT;
  const GwQuarterStreet *streets = gw_quarter_streets (&n_streets);
  guint numbers[2] = { 0, 0 }; /* the next community's, the next village's */

  add_area (city, g_strdup (CITY_CODE), NULL, "city", g_strdup ("清远市（演示）"),
            g_strdup ("Qingyuan (synthetic demo)"));
  add_area (city, g_strdup (DISTRICT_CODE), CITY_CODE, "district",
            g_strdup ("清城区（演示）"), g_strdup ("Qingcheng District (synthetic demo)"));
  for (guint i = 0; i < n_streets; i++)
    add_area (city, g_strdup (streets[i].code), DISTRICT_CODE, "street",
              g_strdup (streets[i].name), g_strdup (streets[i].name_en));
  for (guint i = 0; i < quarters->len; i++)
    {
      const GwQuarter *quarter = &g_array_index (quarters, GwQuarter, i);
      const char *street = streets[quarter->street].code;
      g_autofree char *name = NULL, *name_en = NULL;

      if (quarter->street != last_street)
        {
          last_street = quarter->street;
          numbers[0] = 1;
          numbers[1] = FIRST_VILLAGE;
        }
      gw_names_take_community (names, &name, &name_en);
      add_area (
          city, g_strdup_printf ("%s%03u", street, numbers[quarter->village ? 1 : 0]++),
          street, "community", g_strconcat (name, quarter->village ? "村" : "社区", NULL),
          g_strconcat (name_en, quarter->village ? " Village" : " Community", NULL));
    }
}
