/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Large blocks go to the nearest seat of a street, and there to communities of one weight. */
#define G_LOG_DOMAIN "gridward-demo"

#include "data/demo/quarters.h"

#include "data/demo/barriers.h"
#include "data/demo/grow.h"

#include <math.h>

/* A community's area in the centre and in the fields. */
#define CENTRE_M2 0.75e6
#define FIELDS_M2 2.7e6
/* Below this density a town's communities are villages. */
#define VILLAGE_DENSITY 0.22
#define ROW_M 1200.0
/* Some 1.4 km; in the centre the main roads are dense enough. */
#define LONG_STREET_POINTS 100
#define CENTRE_DENSITY 0.55
/* From the bank to the quay road, and a little. */
#define QUAY_M 62.0

static const GwQuarterStreet streets[] = {
  { "441802001", "凤城街道", "Fengcheng Subdistrict", { -1300, 2400 }, FALSE },
  { "441802002", "东城街道", "Dongcheng Subdistrict", { 3100, 300 }, FALSE },
  { "441802003", "洲心街道", "Zhouxin Subdistrict", { -1500, -1300 }, FALSE },
  { "441802004", "横荷街道", "Henghe Subdistrict", { 600, -4700 }, FALSE },
  { "441802101", "源潭镇", "Yuantan Town", { 7000, -700 }, TRUE },
  { "441802102", "龙塘镇", "Longtang Town", { 5000, -4800 }, TRUE },
  { "441802103", "石角镇", "Shijiao Town", { -5900, -3700 }, TRUE },
  { "441802104", "飞来峡镇", "Feilaixia Town", { 4800, 4700 }, TRUE },
};

const GwQuarterStreet *
gw_quarter_streets (guint *ret_n)
{
  *ret_n = G_N_ELEMENTS (streets);
  return streets;
}

/* Communities meet on main roads, outside of the centre also on long streets. */
static gboolean
may_bound (const GwPlan *plan, const GwPlanLine *line)
{
  guint last = line->points->len - 1;
  GwMetres middle = g_array_index (line->points, GwMetres, last / 2);

  switch ((int)line->kind)
    {
    case GW_MAP_MOTORWAY:
    case GW_MAP_PRIMARY:
    case GW_MAP_SECONDARY:
    case GW_MAP_BOUNDARY:
      return TRUE;
    case GW_MAP_RESIDENTIAL:
    case GW_MAP_FOOTWAY:
      return last > LONG_STREET_POINTS && gw_plan_density (plan, middle) < CENTRE_DENSITY;
    default:
      return FALSE;
    }
}

/* The faces between these lines, inside of the border. */
static GPtrArray *
make_blocks (const GwPlan *plan, GError **error)
{
  g_autoptr (GArray) lines = gw_barriers_new ();
  g_autoptr (GwShape) border = gw_plan_ring_shape (plan->border);
  g_autoptr (GPtrArray) faces = NULL;
  GPtrArray *blocks = g_ptr_array_new_with_free_func ((GDestroyNotify)gw_shape_unref);

  gw_barriers_add (lines, plan->border, TRUE);
  for (guint i = 0; i < plan->lines->len; i++)
    {
      const GwPlanLine *line = plan->lines->pdata[i];

      if (may_bound (plan, line))
        gw_barriers_add (lines, line->points, FALSE);
    }
  faces = gw_divide_plane ((const GwLine *)lines->data, lines->len, error);
  for (guint i = 0; faces != NULL && i < faces->len; i++)
    if (gw_shape_contains (border, gw_shape_label_point (faces->pdata[i])))
      g_ptr_array_add (blocks, gw_shape_ref (faces->pdata[i]));
  if (faces == NULL)
    g_clear_pointer (&blocks, g_ptr_array_unref);
  return blocks;
}

/* A block's distance to a seat; the far bank of the river is out of reach. */
static double
distance_to_seat (const GwPlan *plan, GwMetres block, guint street)
{
  GwMetres seat = streets[street].seat;
  double weight = streets[street].town ? 1.12 : 1;

  if (gw_plan_is_north (plan, block) != gw_plan_is_north (plan, seat))
    return G_MAXDOUBLE;
  return weight * hypot (block.x - seat.x, block.y - seat.y);
}

static guint
nearest_street (const GwPlan *plan, GwMetres block)
{
  guint best = 0;

  for (guint i = 1; i < G_N_ELEMENTS (streets); i++)
    if (distance_to_seat (plan, block, i) < distance_to_seat (plan, block, best))
      best = i;
  return best;
}

/* Between its quays the river belongs to the communities behind them. */
static gboolean
is_watery (const GwPlan *plan, GwMetres block)
{
  return gw_river_distance (&plan->rivers[0], block, NULL) < QUAY_M;
}

/* The land blocks that hang together with the street's block nearest to its seat. */
static void
mark_connected (const GwPlan *plan, const GwGrowth *growth, const guint *street_of,
                guint street, gboolean *connected)
{
  g_autoptr (GArray) queue = g_array_new (FALSE, FALSE, sizeof (guint));
  guint first = GW_GROW_NONE;

  for (guint i = 0; i < growth->n; i++)
    if (street_of[i] == street && !is_watery (plan, growth->positions[i]) &&
        (first == GW_GROW_NONE ||
         distance_to_seat (plan, growth->positions[i], street) <
             distance_to_seat (plan, growth->positions[first], street)))
      first = i;
  if (first == GW_GROW_NONE)
    return;
  connected[first] = TRUE;
  g_array_append_val (queue, first);
  for (guint head = 0; head < queue->len; head++)
    {
      guint block = g_array_index (queue, guint, head);

      for (guint k = growth->first[block]; k < growth->first[block + 1]; k++)
        {
          guint other = g_array_index (growth->contacts, GwContact, k).other;

          if (street_of[other] != street || connected[other] ||
              is_watery (plan, growth->positions[other]))
            continue;
          connected[other] = TRUE;
          g_array_append_val (queue, other);
        }
    }
}

/* Gives blocks that are cut off from the rest of their street to a neighbour's on their bank. */
static void
give_exclaves (const GwPlan *plan, const GwGrowth *growth, guint *street_of)
{
  g_autofree gboolean *connected = g_new0 (gboolean, growth->n);

  for (guint s = 0; s < G_N_ELEMENTS (streets); s++)
    mark_connected (plan, growth, street_of, s, connected);
  /* Several passes: an exclave may be more than one block deep. */
  for (guint pass = 0; pass < 4; pass++)
    for (guint i = 0; i < growth->n; i++)
      {
        const GwContact *best = NULL;

        if (connected[i] || is_watery (plan, growth->positions[i]))
          continue;
        for (guint k = growth->first[i]; k < growth->first[i + 1]; k++)
          {
            const GwContact *contact = &g_array_index (growth->contacts, GwContact, k);

            if (connected[contact->other] &&
                gw_plan_is_north (plan, growth->positions[i]) ==
                    gw_plan_is_north (plan, growth->positions[contact->other]) &&
                (best == NULL || contact->length_m > best->length_m))
              best = contact;
          }
        if (best != NULL)
          {
            street_of[i] = street_of[best->other];
            connected[i] = TRUE;
          }
      }
}

static double
wanted_area (double density)
{
  return FIELDS_M2 + (CENTRE_M2 - FIELDS_M2) * CLAMP (1.6 * density, 0, 1);
}

/* Gives what is left to the neighbour with the longest common border on the same bank. */
static void
share_river (const GwPlan *plan, const GwGrowth *growth, guint *street_of, guint *portions)
{
  for (guint i = 0; i < growth->n; i++)
    {
      const GwContact *best = NULL;

      if (portions[i] != GW_GROW_NONE)
        continue;
      for (guint k = growth->first[i]; k < growth->first[i + 1]; k++)
        {
          const GwContact *contact = &g_array_index (growth->contacts, GwContact, k);

          if (portions[contact->other] != GW_GROW_NONE &&
              gw_plan_is_north (plan, growth->positions[i]) ==
                  gw_plan_is_north (plan, growth->positions[contact->other]) &&
              (best == NULL || contact->length_m > best->length_m))
            best = contact;
        }
      if (best != NULL)
        {
          portions[i] = portions[best->other];
          street_of[i] = street_of[best->other];
        }
    }
}

/* Fills street_of and portions (by block); returns the number of communities. */
static guint
part_streets (const GwPlan *plan, GPtrArray *blocks, guint *street_of, guint *portions)
{
  g_autoptr (GwGrowth) growth =
      gw_growth_new ((GwShape *const *)blocks->pdata, blocks->len);
  guint n_portions = 0;

  for (guint i = 0; i < blocks->len; i++)
    {
      double density = gw_plan_density (plan, growth->positions[i]);

      growth->weights[i] = gw_shape_area_m2 (blocks->pdata[i]) / wanted_area (density);
      street_of[i] = nearest_street (plan, growth->positions[i]);
      portions[i] = GW_GROW_NONE;
    }
  give_exclaves (plan, growth, street_of);
  for (guint s = 0; s < G_N_ELEMENTS (streets); s++)
    {
      g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (guint));
      double weight = 0;

      for (guint i = 0; i < blocks->len; i++)
        if (street_of[i] == s && !is_watery (plan, growth->positions[i]))
          {
            g_array_append_val (members, i);
            weight += growth->weights[i];
          }
      if (members->len > 0)
        n_portions +=
            gw_growth_part (growth, (const guint *)members->data, members->len,
                            MAX (2, (guint)lround (weight)), n_portions, portions);
    }
  share_river (plan, growth, street_of, portions);
  return n_portions;
}

static int
compare_quarters (gconstpointer a, gconstpointer b)
{
  const GwQuarter *first = a, *second = b;
  int first_row, second_row;

  if (first->street != second->street)
    return first->street < second->street ? -1 : 1;
  if (first->village != second->village)
    return first->village ? 1 : -1;
  first_row = (int)floor (-gw_plan_from_fixed (first->label).y / ROW_M);
  second_row = (int)floor (-gw_plan_from_fixed (second->label).y / ROW_M);
  if (first_row != second_row)
    return first_row < second_row ? -1 : 1;
  return (first->label.x > second->label.x) - (first->label.x < second->label.x);
}

static void
clear_quarter (gpointer data)
{
  gw_shape_unref (((GwQuarter *)data)->shape);
}

/* One community of the blocks of a portion. */
static gboolean
append_quarter (const GwPlan *plan, GPtrArray *blocks, const guint *street_of,
                const guint *portions, guint portion, GArray *quarters, GError **error)
{
  g_autoptr (GPtrArray) members = g_ptr_array_new ();
  GwQuarter quarter = { 0 };
  GwMetres middle;

  for (guint i = 0; i < blocks->len; i++)
    if (portions[i] == portion)
      {
        g_ptr_array_add (members, blocks->pdata[i]);
        quarter.street = street_of[i];
      }
  quarter.shape = gw_divide_join ((GwShape *const *)members->pdata, members->len, error);
  if (quarter.shape == NULL)
    return FALSE;
  quarter.label = gw_shape_label_point (quarter.shape);
  middle = gw_plan_from_fixed (quarter.label);
  quarter.village =
      streets[quarter.street].town && gw_plan_density (plan, middle) < VILLAGE_DENSITY;
  g_array_append_val (quarters, quarter);
  return TRUE;
}

GArray *
gw_quarters_make (const GwPlan *plan, GError **error)
{
  g_autoptr (GPtrArray) blocks = make_blocks (plan, error);
  g_autoptr (GArray) quarters = g_array_new (FALSE, FALSE, sizeof (GwQuarter));
  g_autofree guint *street_of = NULL;
  g_autofree guint *portions = NULL;
  guint n;

  if (blocks == NULL)
    return NULL;
  g_array_set_clear_func (quarters, clear_quarter);
  street_of = g_new (guint, MAX (blocks->len, 1));
  portions = g_new (guint, MAX (blocks->len, 1));
  n = part_streets (plan, blocks, street_of, portions);
  for (guint i = 0; i < n; i++)
    if (!append_quarter (plan, blocks, street_of, portions, i, quarters, error))
      return NULL;
  g_array_sort (quarters, compare_quarters);
  return g_steal_pointer (&quarters);
}
