/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Duty grids: neighbouring cells of a community, walked by one inspector. */
#define G_LOG_DOMAIN "gridward-demo"

#include "data/demo/grow.h"
#include "data/demo/makers.h"

#include <math.h>

#define CELLS_PER_GRID 20.0
#define N_INSPECTORS 40

guint
gw_city_n_inspectors (void)
{
  return N_INSPECTORS;
}

char *
gw_city_dup_inspector (guint number)
{
  return number == 0 ? g_strdup ("inspector")
                     : g_strdup_printf ("inspector%02u", number + 1);
}

/* Codes are the community's with a letter: no cell has such a code. */
static void
add_duty_grids (GwCity *city, const char *community, const guint *members, guint n_members,
                guint first, guint n, const guint *portions)
{
  for (guint i = 0; i < n; i++)
    {
      GwCityDutyGrid *grid = g_new0 (GwCityDutyGrid, 1);

      grid->code = g_strdup_printf ("%sD%02u", community, i + 1);
      grid->name = g_strdup_printf ("责任网格%02u", i + 1);
      g_ptr_array_add (city->duty_grids, grid);
    }
  for (guint i = 0; i < n_members; i++)
    {
      GwCityCell *cell = city->cells->pdata[members[i]];
      const GwCityDutyGrid *grid =
          city->duty_grids->pdata[city->duty_grids->len - n + portions[members[i]] - first];

      cell->duty_grid = g_strdup (grid->code);
    }
}

/* Grids of one community follow each other, and so do those of one inspector. */
static void
assign_inspectors (GwCity *city)
{
  for (guint i = 0; i < city->duty_grids->len; i++)
    {
      GwCityDutyGrid *grid = city->duty_grids->pdata[i];

      grid->inspector = gw_city_dup_inspector (i * N_INSPECTORS / city->duty_grids->len);
    }
}

void
gw_city_make_duty_grids (GwCity *city)
{
  guint n = city->cells->len;
  g_autofree GwShape **shapes = g_new (GwShape *, n);
  g_autofree guint *portions = g_new (guint, n);
  g_autoptr (GwGrowth) growth = NULL;

  for (guint i = 0; i < n; i++)
    {
      shapes[i] = ((GwCityCell *)city->cells->pdata[i])->shape;
      portions[i] = GW_GROW_NONE;
    }
  growth = gw_growth_new (shapes, n);
  for (guint start = 0, end; start < n; start = end)
    {
      const char *community = ((GwCityCell *)city->cells->pdata[start])->community;
      g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (guint));
      guint wanted, made;

      for (end = start;
           end < n &&
           g_str_equal (((GwCityCell *)city->cells->pdata[end])->community, community);
           end++)
        g_array_append_val (members, end);
      wanted = MAX (1, (guint)lround (members->len / CELLS_PER_GRID));
      made = gw_growth_part (growth, (const guint *)members->data, members->len, wanted, 0,
                             portions);
      add_duty_grids (city, community, (const guint *)members->data, members->len, 0, made,
                      portions);
    }
  assign_inspectors (city);
}
