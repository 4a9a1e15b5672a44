/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The synthetic demo city: streets, cells, components, people, all made from a seed. */
#pragma once

#include "backend/service/city.h"

G_BEGIN_DECLS

/* Told what is being made (English, for logs) and how much of the whole is done (0..1). */
typedef void (*GwDemoCityProgress) (const char *step, double fraction, gpointer user_data);

/* Smaller than this there is no room for a city. */
#define GW_DEMO_CITY_LEAST_SIZE 0.3

/*
 * Makes a city of more than 20,000 cells in the place of Qingyuan's Qingcheng district. The
 * same seed gives the same city, byte for byte. With a size below 1 only its middle is made,
 * which is so wide of the whole and has size x size of its cells and components. Passwords of the people are NULL: the caller
 * sets them. progress may be NULL. NULL with GW_GIS_ERROR when a street plan cannot be
 * divided. The caller frees the city.
 */
GwCity *gw_demo_city_make (guint64 seed, double size, GwDemoCityProgress progress,
                           gpointer user_data, GError **error);

G_END_DECLS
