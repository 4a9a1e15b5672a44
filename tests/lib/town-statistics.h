/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbers of a town. */
#pragma once

#include "backend/service/statistics.h"
#include "tests/lib/town.h"

typedef struct
{
  gboolean done;
  GArray *rows; /* GwStatisticsRow; to be unreferenced */
  GwCounters total;
  gboolean more;
  gint64 change; /* of all rows */
} GwTownStatistics;

/* Asks and waits. FALSE with error: it was refused. */
gboolean gw_town_ask_statistics (GwTown *town, const char *login, GwStatisticsOf of,
                                 GwStatisticsQuery query, GwTownStatistics *ret_answer,
                                 GError **error);
GwCounters gw_town_total (GwTown *town, const char *login, GwStatisticsOf of,
                          GwStatisticsQuery query);
/* A rate that is told beside the counters, as every city counts that has no book of its own. */
GwRate gw_town_rate (const GwCounters *counters, const char *name);
/* Puts the built-in book in force, changed: each text is followed by what replaces it; NULL
 * ends. */
void gw_town_import_indicators (GwService *service, const char *const *changes);
/* So that the closure rate counts what is not handled yet too. */
#define GW_TOWN_LESS_DEFERRED                                                              \
  "closure_rate,handled,yes,", "closure_rate,handled,,", "closure_rate,less_deferred,,",   \
      "closure_rate,less_deferred,yes,"
/* By how many more are open in all cells than before the day. */
gint64 gw_town_change (GwTown *town, guint date);
/* The counters are what a slow recount has. */
void gw_town_assert_recount (GwTown *town);
