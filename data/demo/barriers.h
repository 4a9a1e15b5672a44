/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of the plan as barriers of the division: the same points for every use. */
#pragma once

#include "data/demo/plan.h"

/* How far a line of the map or the division may be from the plan's curve. */
#define GW_BARRIER_TOLERANCE_M 0.8

/* An empty list of GwLine that frees what it holds. */
GArray *gw_barriers_new (void);
void gw_barriers_add (GArray *barriers, const GArray *points, gboolean closed);
