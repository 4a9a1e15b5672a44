/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds lines near a point: keeps streets apart, and lets them end on each other. */
#pragma once

#include "data/demo/plan.h"

typedef struct _GwNetwork GwNetwork;

/* Borrows the plan. */
GwNetwork *gw_network_new (const GwPlan *plan);
void gw_network_free (GwNetwork *network);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwNetwork, gw_network_free)

/* Adds a line of the plan; its points must not change any more. */
void gw_network_add (GwNetwork *network, guint line);
/* TRUE when a line of about this heading (or its opposite) is nearer than radius_m. */
gboolean gw_network_has_parallel (const GwNetwork *network, GwMetres point, double heading,
                                  double radius_m);
/* TRUE when every road is at least margin_m away from its kerb. */
gboolean gw_network_is_clear (const GwNetwork *network, GwMetres point, double margin_m);
/* The last place, walking from a to b, where a line crosses; FALSE when none does. */
gboolean gw_network_cross (const GwNetwork *network, GwMetres a, GwMetres b,
                           GwMetres *ret_place);
