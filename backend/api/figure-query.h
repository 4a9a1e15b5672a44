/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every question about figures takes: a period and filters. */
#pragma once

#include "backend/api/api-private.h"
#include "backend/service/figures.h"

G_BEGIN_DECLS

#define GW_FIGURE_FILTERS                                                                  \
  "from,to,class,kind,department,area,cell,duty_grid,source,person,post,shift,hour,"       \
  "weekday"

/* What is wrong is noted in the query, which keeps the strings. */
void gw_figure_query_read (GwApi *api, GwHttpQuery *query, GwFiguresQuery *filter);
/* The request's path and query without its cursor, ending in "after=". Caller frees. */
char *gw_figure_query_next_stem (GwHttpRequest *request);
/* Of an answer in the cache: the same numbers for everybody who sees the same cases, until
 * something changes. what: static, tells answers apart. Caller frees. */
char *gw_figure_query_key (GwApi *api, GwHttpRequest *request, const char *what);

G_END_DECLS
