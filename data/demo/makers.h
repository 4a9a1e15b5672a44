/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The steps from the plan to the city; each fills its part of the city. */
#pragma once

#include "backend/service/city.h"
#include "data/demo/plan.h"
#include "data/demo/quarters.h"
#include "gis/cell-index.h"

/* areas.c: city, district, streets, communities; then their names on the map. */
void gw_city_make_areas (GwCity *city, const GwPlan *plan, const GArray *quarters);

/* cells.c: divides the communities; cells get their codes by community. */
gboolean gw_city_make_cells (GwCity *city, const GwPlan *plan, const GArray *quarters,
                             GError **error);
GwCellIndex *gw_city_index_cells (const GwCity *city);

/* duty.c: each community's cells in duty grids, each with an inspector. */
void gw_city_make_duty_grids (GwCity *city);
/* How many inspectors share the duty grids, and the login of one (number from 0); free it. */
guint gw_city_n_inspectors (void);
char *gw_city_dup_inspector (guint number);

/* buildings.c: footprints on the map. */
void gw_city_make_buildings (GwCity *city, const GwPlan *plan);

/* features.c: what the plan shows on the map, in the order of painting. */
void gw_city_make_features (GwCity *city, const GwPlan *plan, const GArray *quarters);

/* components.c: things along the streets. */
void gw_city_make_components (GwCity *city, const GwPlan *plan, const GwCellIndex *index);

/* addresses.c: house numbers and points of interest. */
void gw_city_make_addresses (GwCity *city, const GwPlan *plan, const GwCellIndex *index);

/* staff.c: departments and people; routing.c: who gets what. */
void gw_city_make_departments (GwCity *city);
void gw_city_make_people (GwCity *city);
void gw_city_make_routing_rules (GwCity *city);
/* The department that owns a component of that class, or NULL. */
const char *gw_city_owner_of (const char *class_code);
