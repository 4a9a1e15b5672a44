/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A made-up city of irregular cells that share their borders. */
#include "tests/lib/irregular-cells.h"

#define WEST 1130500000
#define SOUTH 236800000
#define SIDE 9000 /* 100 m of latitude in fixed units */

typedef struct
{
  guint n_columns, n_rows;
  GwFixed *corners;   /* (n_columns + 1) * (n_rows + 1) */
  GwFixed *east_west; /* two points on each border between a cell and the one north of it */
  GwFixed *south_north; /* the same, between a cell and the one east of it */
} Net;

static GwFixed
jittered (GRand *random, gint32 x, gint32 y, gint32 jitter)
{
  return (GwFixed){ x + g_rand_int_range (random, -jitter, jitter + 1),
                    y + g_rand_int_range (random, -jitter, jitter + 1) };
}

/* The points at one and two thirds between two corners, each moved a little. */
static void
bend_border (GRand *random, GwFixed from, GwFixed to, GwFixed *out)
{
  for (gint32 third = 1; third <= 2; third++)
    out[third - 1] = jittered (random, from.x + (to.x - from.x) / 3 * third,
                               from.y + (to.y - from.y) / 3 * third, SIDE / 10);
}

static GwFixed
corner (const Net *net, guint column, guint row)
{
  return net->corners[row * (net->n_columns + 1) + column];
}

static void
make_net (Net *net, GRand *random)
{
  guint n_across = net->n_columns + 1;

  net->corners = g_new (GwFixed, n_across * (net->n_rows + 1));
  net->east_west = g_new (GwFixed, 2 * n_across * (net->n_rows + 1));
  net->south_north = g_new (GwFixed, 2 * n_across * (net->n_rows + 1));
  for (guint row = 0; row <= net->n_rows; row++)
    for (guint column = 0; column <= net->n_columns; column++)
      net->corners[row * n_across + column] = jittered (
          random, WEST + (gint32)column * SIDE, SOUTH + (gint32)row * SIDE, SIDE / 6);
  for (guint row = 0; row <= net->n_rows; row++)
    for (guint column = 0; column <= net->n_columns; column++)
      {
        guint at = 2 * (row * n_across + column);

        if (column < net->n_columns)
          bend_border (random, corner (net, column, row), corner (net, column + 1, row),
                       net->east_west + at);
        if (row < net->n_rows)
          bend_border (random, corner (net, column, row), corner (net, column, row + 1),
                       net->south_north + at);
      }
}

static GwShape *
make_cell (const Net *net, guint column, guint row)
{
  guint n_across = net->n_columns + 1;
  const GwFixed *south = net->east_west + 2 * (row * n_across + column);
  const GwFixed *north = south + 2 * n_across;
  const GwFixed *west = net->south_north + 2 * (row * n_across + column);
  const GwFixed *east = west + 2;
  const GwFixed points[12] = {
    corner (net, column, row),         south[0], south[1],
    corner (net, column + 1, row),     east[0],  east[1],
    corner (net, column + 1, row + 1), north[1], north[0],
    corner (net, column, row + 1),     west[1],  west[0],
  };

  return gw_shape_new_ring (points, G_N_ELEMENTS (points));
}

GPtrArray *
irregular_cells_new (guint n_columns, guint n_rows, guint32 seed)
{
  GPtrArray *cells = g_ptr_array_new_with_free_func ((GDestroyNotify)gw_shape_unref);
  GRand *random = g_rand_new_with_seed (seed);
  Net net = { n_columns, n_rows, NULL, NULL, NULL };

  make_net (&net, random);
  for (guint row = 0; row < n_rows; row++)
    for (guint column = 0; column < n_columns; column++)
      g_ptr_array_add (cells, make_cell (&net, column, row));
  g_free (net.corners);
  g_free (net.east_west);
  g_free (net.south_north);
  g_rand_free (random);
  return cells;
}
