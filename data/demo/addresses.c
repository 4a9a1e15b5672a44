/* SPDX-License-Identifier: GPL-3.0-or-later */
/* House numbers along the named streets; schools, markets, bus stops and other places. */
#define G_LOG_DOMAIN "gridward-demo"

#include "data/demo/makers.h"

#include <math.h>
#include <string.h>

/* From one house to the next of the same side, in the centre and in the fields. */
#define DENSE_LOT_M 26.0
#define SPARSE_LOT_M 60.0
/* From the kerb to a house's door. */
#define DOOR_M 5.0
/* Below this streets have no houses. */
#define LEAST_DENSITY 0.14
/* A lot may be empty, and some houses have two doors. */
#define VACANCY 0.12
#define SECOND_DOOR 0.03
#define BUS_STOP_M 700.0

typedef struct
{
  GwCity *city;
  const GwPlan *plan;
  const GwCellIndex *index;
  GwRandom random;
} Maker;

/* A place beside a street. */
typedef struct
{
  GwMetres at;
  double heading;
} Spot;

static gboolean
is_inside (const Maker *maker, GwFixed point)
{
  return gw_cell_index_find (maker->index, point) != GW_CELL_NONE;
}

static GwFixed
beside (const Spot *spot, double left_m)
{
  return gw_plan_to_fixed ((GwMetres){ spot->at.x - left_m * sin (spot->heading),
                                       spot->at.y + left_m * cos (spot->heading) });
}

static void
add_house (Maker *maker, const GwPlanLine *line, guint number, const char *suffix,
           GwFixed position)
{
  GwCityHouse *house = g_new0 (GwCityHouse, 1);

  house->street = g_strdup (line->name);
  house->number = number;
  house->suffix = g_strdup (suffix);
  house->position = position;
  g_ptr_array_add (maker->city->houses, house);
}

static void
add_poi (Maker *maker, const char *category, GwFixed position, char *name, char *name_en)
{
  GwCityPoi *poi = g_new0 (GwCityPoi, 1);

  poi->category = g_strdup (category);
  poi->name = name;
  poi->name_en = name_en;
  poi->position = position;
  g_ptr_array_add (maker->city->pois, poi);
}

/* Odd numbers on the left, even ones on the right. */
static void
number_lot (Maker *maker, const GwPlanLine *line, const Spot *spot, guint lot)
{
  double kerb_m = gw_plan_half_width (line->kind);

  for (guint side = 0; side < 2; side++)
    {
      double door_m = kerb_m + DOOR_M + gw_random_range (&maker->random, 0, 4);
      GwFixed position = beside (spot, side == 0 ? door_m : -door_m);
      gboolean vacant = gw_random_chance (&maker->random, VACANCY);
      gboolean second = gw_random_chance (&maker->random, SECOND_DOOR);

      if (vacant || !is_inside (maker, position))
        continue;
      add_house (maker, line, 2 * lot + 1 + side, "", position);
      if (second)
        add_house (maker, line, 2 * lot + 1 + side, "-1",
                   (GwFixed){ position.x + 60, position.y + 60 });
    }
}

/* The place so far along the line; FALSE behind its end. */
static gboolean
find_spot (const GwPlanLine *line, double way_m, Spot *ret_spot)
{
  for (guint i = 0; i + 1 < line->points->len; i++)
    {
      GwMetres a = g_array_index (line->points, GwMetres, i);
      GwMetres b = g_array_index (line->points, GwMetres, i + 1);
      double length_m = hypot (b.x - a.x, b.y - a.y);

      if (way_m < length_m)
        {
          double share = way_m / length_m;

          *ret_spot = (Spot){ { a.x + share * (b.x - a.x), a.y + share * (b.y - a.y) },
                              atan2 (b.y - a.y, b.x - a.x) };
          return TRUE;
        }
      way_m -= length_m;
    }
  return FALSE;
}

static void
number_street (Maker *maker, const GwPlanLine *line)
{
  Spot spot;
  guint lot = 0;

  for (double way_m = DENSE_LOT_M / 2; find_spot (line, way_m, &spot);)
    {
      double density = CLAMP (gw_plan_density (maker->plan, spot.at), 0, 1);

      way_m += SPARSE_LOT_M + (DENSE_LOT_M - SPARSE_LOT_M) * density;
      if (density > LEAST_DENSITY && gw_plan_water_distance (maker->plan, spot.at) > 20)
        number_lot (maker, line, &spot, lot++);
    }
}

static void
add_bus_stops (Maker *maker, const GwPlanLine *line)
{
  static const char *const numbers[] = { "", "二", "三", "四", "五", "六", "七", "八" };
  Spot spot;
  guint n = 0;

  for (double way_m = BUS_STOP_M / 2;
       n < G_N_ELEMENTS (numbers) && find_spot (line, way_m, &spot); way_m += BUS_STOP_M)
    {
      GwFixed position = beside (&spot, -gw_plan_half_width (line->kind) - 2);

      if (gw_plan_density (maker->plan, spot.at) <= LEAST_DENSITY ||
          !is_inside (maker, position))
        continue;
      add_poi (maker, "bus_stop", position,
               g_strdup_printf ("%s%s公交站", line->name, numbers[n]),
               n == 0 ? g_strdup_printf ("%s Bus Stop", line->name_en)
                      : g_strdup_printf ("%s Bus Stop %u", line->name_en, n + 1));
      n++;
    }
}

static void
add_along_streets (Maker *maker)
{
  for (guint i = 0; i < maker->plan->lines->len; i++)
    {
      const GwPlanLine *line = maker->plan->lines->pdata[i];

      if (line->name == NULL)
        continue;
      if (line->kind == GW_MAP_PRIMARY || line->kind == GW_MAP_SECONDARY ||
          line->kind == GW_MAP_RESIDENTIAL)
        number_street (maker, line);
      if (line->kind == GW_MAP_PRIMARY || line->kind == GW_MAP_SECONDARY)
        add_bus_stops (maker, line);
    }
}

/* What a community may have; of so many communities one has it. */
static const struct
{
  const char *category;
  const char *name;
  const char *name_en;
  guint one_of;
} sorts[] = {
  { "school", "小学", "Primary School", 3 },       { "school", "中学", "Middle School", 8 },
  { "kindergarten", "幼儿园", "Kindergarten", 3 }, { "market", "农贸市场", "Market", 4 },
  { "clinic", "卫生服务站", "Health Station", 4 }, { "hospital", "医院", "Hospital", 20 },
  { "police", "派出所", "Police Station", 12 },    { "library", "图书馆", "Library", 24 },
  { "car_park", "停车场", "Car Park", 6 },
};

/* Some cell of the community; NULL when it has none. */
static const GwCityCell *
pick_cell (Maker *maker, const char *community)
{
  const GPtrArray *cells = maker->city->cells;
  guint first = cells->len, n = 0;

  /* The cells of a community stand together. */
  for (guint i = 0; i < cells->len; i++)
    if (g_str_equal (((const GwCityCell *)cells->pdata[i])->community, community))
      {
        first = MIN (first, i);
        n++;
      }
  return n > 0 ? cells->pdata[first + gw_random_below (&maker->random, n)] : NULL;
}

/* 清江社区, Qingjiang Community: the name without its ending. */
static char *
dup_stem (const char *name, const char *ending)
{
  return g_str_has_suffix (name, ending) ? g_strndup (name, strlen (name) - strlen (ending))
                                         : g_strdup (name);
}

static void
add_of_community (Maker *maker, const GwCityArea *area)
{
  gboolean village = g_str_has_suffix (area->name, "村");
  g_autofree char *stem = dup_stem (area->name, village ? "村" : "社区");
  g_autofree char *stem_en = dup_stem (area->name_en, village ? " Village" : " Community");

  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    {
      const GwCityCell *cell;

      if (gw_random_below (&maker->random, sorts[i].one_of) > 0)
        continue;
      cell = pick_cell (maker, area->code);
      if (cell != NULL)
        add_poi (maker, sorts[i].category, gw_shape_label_point (cell->shape),
                 g_strconcat (stem, sorts[i].name, NULL),
                 g_strconcat (stem_en, " ", sorts[i].name_en, NULL));
    }
}

static void
add_parks (Maker *maker)
{
  for (guint i = 0; i < maker->plan->patches->len; i++)
    {
      const GwPlanPatch *patch = maker->plan->patches->pdata[i];
      GwFixed position = gw_plan_to_fixed (patch->centre);

      if (patch->name != NULL && is_inside (maker, position))
        add_poi (maker, patch->kind == GW_MAP_WATER ? "lake" : "park", position,
                 g_strdup (patch->name), g_strdup (patch->name_en));
    }
}

void
gw_city_make_addresses (GwCity *city, const GwPlan *plan, const GwCellIndex *index)
{
  Maker maker = { city, plan, index, gw_random_init (plan->seed, 9) };

  add_along_streets (&maker);
  add_parks (&maker);
  for (guint i = 0; i < city->areas->len; i++)
    {
      const GwCityArea *area = city->areas->pdata[i];

      if (g_str_equal (area->level, "community"))
        add_of_community (&maker, area);
    }
}
