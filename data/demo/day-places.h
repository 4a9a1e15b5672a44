/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where reports come from: along the streets, thick in the centre and at some hot spots. */
#pragma once

#include "data/demo/day-client.h"

G_BEGIN_DECLS

typedef struct
{
  double lon, lat;
  char *cell;      /* code */
  char *community; /* its name */
} GwDayPlace;

/* GwDayPlace; the cells come from the server. NULL with error when there are none. */
GPtrArray *gw_day_places_new (GwDayClient *client, const GwDayAccount *account, GRand *rand,
                              GError **error);
/* FALSE when the server's base map shows water there: nobody walks and reports on it. */
gboolean gw_day_place_is_land (GwDayClient *client, const GwDayPlace *place);

G_END_DECLS
