/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cells: all communities divided in one arrangement, numbered in each. */
#define G_LOG_DOMAIN "gridward-demo"

#include "data/demo/barriers.h"
#include "data/demo/makers.h"
#include "gis/cell-code.h"
#include "gis/gis-error.h"

#define TARGET_M2 10000.0
#define MIN_M2 4200.0
#define MAX_M2 14500.0

static GArray *
make_barriers (const GwPlan *plan)
{
  GArray *barriers = gw_barriers_new ();

  for (guint i = 0; i < plan->lines->len; i++)
    gw_barriers_add (barriers, ((const GwPlanLine *)plan->lines->pdata[i])->points, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (plan->rivers); i++)
    {
      g_autoptr (GArray) ring = gw_river_ring (&plan->rivers[i]);

      gw_barriers_add (barriers, ring, TRUE);
    }
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GArray) island = gw_river_island (&plan->rivers[0], i);

      gw_barriers_add (barriers, island, TRUE);
    }
  return barriers;
}

/* Communities come after the other areas, in the order of the quarters. */
static const char *
community_code (const GwCity *city, const GArray *quarters, guint number)
{
  const GwCityArea *area = city->areas->pdata[city->areas->len - quarters->len + number];

  return area->code;
}

static gboolean
add_cells (GwCity *city, const GArray *quarters, GPtrArray *shapes, const guint *areas,
           GError **error)
{
  const GwCodeScheme *scheme = gw_code_scheme_get (city->code_scheme);
  guint sequence = 0;

  for (guint i = 0; i < shapes->len; i++)
    {
      g_autofree char *code = NULL;
      GwCityCell *cell;
      const char *community = community_code (city, quarters, areas[i]);

      sequence = i > 0 && areas[i] == areas[i - 1] ? sequence + 1 : 1;
      code = gw_code_compose_cell (scheme, community, sequence, error);
      if (code == NULL)
        return FALSE;
      cell = g_new0 (GwCityCell, 1);
      cell->code = g_steal_pointer (&code);
      cell->community = g_strdup (community);
      cell->shape = gw_shape_ref (shapes->pdata[i]);
      g_ptr_array_add (city->cells, cell);
    }
  return TRUE;
}

gboolean
gw_city_make_cells (GwCity *city, const GwPlan *plan, const GArray *quarters,
                    GError **error)
{
  const GwDivisionOptions options = { TARGET_M2, MIN_M2, MAX_M2 };
  g_autoptr (GArray) barriers = make_barriers (plan);
  g_autofree GwShape **communities = g_new (GwShape *, quarters->len);
  g_autofree guint *areas = NULL;
  g_autoptr (GPtrArray) shapes = NULL;

  for (guint i = 0; i < quarters->len; i++)
    communities[i] = g_array_index (quarters, GwQuarter, i).shape;
  shapes = gw_divide_areas (communities, quarters->len, (const GwLine *)barriers->data,
                            barriers->len, &options, &areas, error);
  return shapes != NULL && add_cells (city, quarters, shapes, areas, error);
}

GwCellIndex *
gw_city_index_cells (const GwCity *city)
{
  g_autofree GwShape **shapes = g_new (GwShape *, city->cells->len);

  for (guint i = 0; i < city->cells->len; i++)
    shapes[i] = ((GwCityCell *)city->cells->pdata[i])->shape;
  return gw_cell_index_new (shapes, city->cells->len);
}
