/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Components along the streets: lamps, manholes, trees, bins, signs. */
#define G_LOG_DOMAIN "gridward-demo"

#include "backend/rules/catalogue.h"
#include "data/demo/makers.h"

#include <math.h>

#define N_COMPONENTS 10000
#define SPACING_M 8.0
/* Streets of fields bear none. */
#define LEAST_DENSITY 0.16
/* A component is at least so far from any border of its cell: some centimetres. */
#define CLEARANCE 4

typedef enum
{
  ON_LANE,
  ON_KERB,
  ON_PAVEMENT,
} Place;

enum
{
  MAIN = 1 << GW_MAP_PRIMARY | 1 << GW_MAP_SECONDARY,
  SIDE = 1 << GW_MAP_RESIDENTIAL,
  PATH = 1 << GW_MAP_FOOTWAY,
  ANY = MAIN | SIDE,
};

/* What stands where, and how often in comparison. */
static const struct
{
  const char *class_code;
  Place place;
  guint roads; /* bits of GwMapKind */
  guint weight;
} sorts[] = {
  { "01037", ON_KERB, ANY, 190 },      { "04002", ON_KERB, ANY, 210 },
  { "01002", ON_LANE, ANY, 90 },       { "01003", ON_LANE, ANY, 80 },
  { "01004", ON_KERB, ANY, 90 },       { "01001", ON_LANE, ANY, 50 },
  { "01005", ON_PAVEMENT, ANY, 28 },   { "01006", ON_PAVEMENT, ANY, 16 },
  { "01007", ON_PAVEMENT, ANY, 34 },   { "01011", ON_LANE, ANY, 16 },
  { "01013", ON_PAVEMENT, ANY, 22 },   { "01014", ON_PAVEMENT, MAIN, 6 },
  { "01018", ON_LANE, SIDE, 10 },      { "01023", ON_LANE, ANY, 6 },
  { "01026", ON_KERB, ANY, 12 },       { "01027", ON_PAVEMENT, ANY, 14 },
  { "01030", ON_PAVEMENT, SIDE, 30 },  { "01031", ON_PAVEMENT, SIDE, 18 },
  { "01034", ON_PAVEMENT, SIDE, 3 },   { "01046", ON_PAVEMENT, PATH, 40 },
  { "01048", ON_PAVEMENT, ANY, 8 },    { "01050", ON_KERB, ANY, 26 },
  { "01054", ON_PAVEMENT, SIDE, 8 },   { "01060", ON_PAVEMENT, MAIN, 8 },
  { "01075", ON_PAVEMENT, SIDE, 8 },   { "01077", ON_KERB, MAIN, 10 },
  { "02004", ON_PAVEMENT, MAIN, 14 },  { "02010", ON_KERB, ANY, 60 },
  { "02012", ON_KERB, ANY, 26 },       { "02014", ON_KERB, MAIN, 18 },
  { "02017", ON_KERB, MAIN, 24 },      { "02020", ON_KERB, MAIN, 12 },
  { "02021", ON_PAVEMENT, MAIN, 14 },  { "02025", ON_PAVEMENT, ANY, 16 },
  { "02034", ON_PAVEMENT, MAIN, 8 },   { "02043", ON_LANE, SIDE, 6 },
  { "03001", ON_PAVEMENT, ANY, 4 },    { "03002", ON_KERB, ANY, 5 },
  { "03005", ON_PAVEMENT, ANY, 70 },   { "03006", ON_PAVEMENT, MAIN, 12 },
  { "03008", ON_PAVEMENT, SIDE, 10 },  { "03014", ON_PAVEMENT, SIDE, 4 },
  { "04001", ON_PAVEMENT, SIDE, 3 },   { "04004", ON_KERB, ANY, 14 },
  { "04005", ON_PAVEMENT, MAIN, 14 },  { "04006", ON_PAVEMENT, PATH, 14 },
  { "04007", ON_PAVEMENT, PATH, 160 }, { "04008", ON_PAVEMENT, MAIN, 12 },
  { "04011", ON_KERB, ANY, 16 },
};

/* A place that could have a component. */
typedef struct
{
  GwMetres at;
  double heading;
  guint line;
  gboolean left;
} Spot;

typedef struct
{
  GwCity *city;
  const GwPlan *plan;
  const GwCellIndex *index;
  GwCatalogue *catalogue;
  guint counts[G_N_ELEMENTS (sorts)];
  GwRandom random;
} Maker;

static guint
choose_sort (Maker *maker, GwMapKind kind)
{
  guint total = 0, at;

  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    total += (sorts[i].roads >> kind & 1) * sorts[i].weight;
  at = gw_random_below (&maker->random, total);
  for (guint i = 0;; i++)
    {
      guint weight = (sorts[i].roads >> kind & 1) * sorts[i].weight;

      if (at < weight)
        return i;
      at -= weight;
    }
}

/* Walks a line and notes spots, left and right in turn. */
static void
list_spots (const GwPlan *plan, guint number, GArray *spots)
{
  const GwPlanLine *line = plan->lines->pdata[number];
  double next_m = 12, way_m = 0;
  gboolean left = FALSE;

  for (guint i = 0; i + 1 < line->points->len; i++)
    {
      GwMetres a = g_array_index (line->points, GwMetres, i);
      GwMetres b = g_array_index (line->points, GwMetres, i + 1);
      double length_m = hypot (b.x - a.x, b.y - a.y);

      for (; next_m <= way_m + length_m; next_m += SPACING_M, left = !left)
        {
          double share = (next_m - way_m) / length_m;
          GwMetres at = { a.x + share * (b.x - a.x), a.y + share * (b.y - a.y) };
          Spot spot = { at, atan2 (b.y - a.y, b.x - a.x), number, left };

          if (gw_plan_density (plan, at) > LEAST_DENSITY &&
              gw_plan_water_distance (plan, at) > 15 && gw_plan_inside_m (plan, at) > 0)
            g_array_append_val (spots, spot);
        }
      way_m += length_m;
    }
}

/* Takes a subset of the given size, keeping the order (Knuth's selection sampling). */
static void
thin_out (GArray *spots, guint wanted, GwRandom *random)
{
  guint n = 0;

  for (guint i = 0; i < spots->len && n < wanted; i++)
    if (gw_random_below (random, spots->len - i) < wanted - n)
      g_array_index (spots, Spot, n++) = g_array_index (spots, Spot, i);
  g_array_set_size (spots, n);
}

/* Strictly inside one cell: so are its neighbours on the grid. */
static gboolean
is_clear (const GwCellIndex *index, GwFixed point)
{
  guint32 cell = gw_cell_index_find (index, point);
  const GwFixed around[4] = { { point.x - CLEARANCE, point.y },
                              { point.x + CLEARANCE, point.y },
                              { point.x, point.y - CLEARANCE },
                              { point.x, point.y + CLEARANCE } };

  for (guint i = 0; i < 4; i++)
    if (gw_cell_index_find (index, around[i]) != cell)
      return FALSE;
  return cell != GW_CELL_NONE;
}

static void
add_component (Maker *maker, guint sort, const GwPlanLine *line, GwFixed at)
{
  const char *class_code = sorts[sort].class_code;
  const GwCaseClass *class =
      gw_catalogue_find (maker->catalogue, GW_KIND_COMPONENT, class_code);
  GwCityComponent *component = g_new0 (GwCityComponent, 1);
  guint number = ++maker->counts[sort];

  g_assert (class != NULL);
  component->code = g_strdup_printf ("441802%s%06u", class_code, number);
  component->class_code = g_strdup (class_code);
  component->name = g_strdup_printf ("%s%s%04u号", line->name != NULL ? line->name : "公园",
                                     class->name, number);
  component->owner = g_strdup (gw_city_owner_of (class_code));
  component->position = at;
  g_ptr_array_add (maker->city->components, component);
}

static void
try_spot (Maker *maker, const Spot *spot)
{
  const GwPlanLine *line = maker->plan->lines->pdata[spot->line];
  guint sort = choose_sort (maker, line->kind);
  double kerb_m = gw_plan_half_width (line->kind);
  double side_m = 0;
  GwFixed at;

  switch (sorts[sort].place)
    {
    case ON_LANE:
      side_m = gw_random_range (&maker->random, 0.3, 0.8) * kerb_m;
      break;
    case ON_KERB:
      side_m = kerb_m + gw_random_range (&maker->random, 0.4, 1.2);
      break;
    case ON_PAVEMENT:
      side_m = kerb_m + gw_random_range (&maker->random, 1.5, 3.5);
      break;
    }
  if (!spot->left)
    side_m = -side_m;
  at = gw_plan_to_fixed ((GwMetres){ spot->at.x - side_m * sin (spot->heading),
                                     spot->at.y + side_m * cos (spot->heading) });
  if (is_clear (maker->index, at))
    add_component (maker, sort, line, at);
}

void
gw_city_make_components (GwCity *city, const GwPlan *plan, const GwCellIndex *index)
{
  g_autoptr (GArray) spots = g_array_new (FALSE, FALSE, sizeof (Spot));
  g_autoptr (GwCatalogue) catalogue = gw_catalogue_new_builtin (city->code_scheme, NULL);
  Maker maker = { city, plan, index, catalogue, { 0 }, gw_random_init (plan->seed, 4) };
  guint n_wanted = (guint)lround (N_COMPONENTS * plan->size * plan->size);

  g_assert (catalogue != NULL);
  for (guint i = 0; i < plan->lines->len; i++)
    {
      GwMapKind kind = ((const GwPlanLine *)plan->lines->pdata[i])->kind;

      if ((ANY | PATH) >> kind & 1)
        list_spots (plan, i, spots);
    }
  /* Some spots lie on borders: a few more than wanted are tried. */
  thin_out (spots, n_wanted + n_wanted / 8, &maker.random);
  for (guint i = 0; i < spots->len; i++)
    try_spot (&maker, &g_array_index (spots, Spot, i));
  while (city->components->len > n_wanted)
    g_ptr_array_remove_index_fast (city->components,
                                   gw_random_below (&maker.random, city->components->len));
}
