/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of the plan as barriers of the division. */
#define G_LOG_DOMAIN "gridward-demo"

#include "data/demo/barriers.h"

static void
clear_line (gpointer data)
{
  g_free (((GwLine *)data)->points);
}

GArray *
gw_barriers_new (void)
{
  GArray *barriers = g_array_new (FALSE, FALSE, sizeof (GwLine));

  g_array_set_clear_func (barriers, clear_line);
  return barriers;
}

void
gw_barriers_add (GArray *barriers, const GArray *points, gboolean closed)
{
  g_autoptr (GArray) fixed = gw_plan_simplify ((const GwMetres *)points->data, points->len,
                                               GW_BARRIER_TOLERANCE_M);
  GwLine line;

  if (closed)
    g_array_append_vals (fixed, fixed->data, 1);
  line.n_points = fixed->len;
  line.points = g_memdup2 (fixed->data, fixed->len * sizeof (GwFixed));
  g_array_append_val (barriers, line);
}
