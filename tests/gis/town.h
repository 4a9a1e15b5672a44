/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small town of map features for tests of the painter. */
#pragma once

#include "gis/map-feature.h"

/* The town's south-west corner; it is about 4 km by 4 km. */
#define GW_TOWN_CORNER ((GwLonLat){ 113.0, 23.68 })

/* GwMapFeature, freed with the array. */
GPtrArray *gw_town_new (void);
