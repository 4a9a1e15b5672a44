/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The query of a request, read strictly: what is not understood is refused, not ignored. */
#pragma once

#include "backend/http/problem.h"

#include "gis/point.h"

G_BEGIN_DECLS

/*
 * The accessors below remember the first thing wrong in `problem`; check it once, after the
 * last of them. An empty value counts as absent.
 */
typedef struct
{
  GPtrArray *pairs; /* name, value, name, value: owned strings */
  GwProblem *problem;
} GwHttpQuery;

/*
 * text: without the question mark, or NULL. allowed: the names that the route takes, separated
 * by commas, or NULL for none. An unknown or repeated name, a bad escape and text that is not
 * UTF-8 become the problem.
 */
GwHttpQuery *gw_http_query_parse (const char *text, const char *allowed);
void gw_http_query_free (GwHttpQuery *query);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwHttpQuery, gw_http_query_free)

/* The value, borrowed, or NULL. */
const char *gw_http_query_get (const GwHttpQuery *query, const char *name);
gint64 gw_http_query_int (GwHttpQuery *query, const char *name, gint64 min, gint64 max,
                          gint64 fallback);
/* A required number. */
double gw_http_query_double (GwHttpQuery *query, const char *name, double min, double max);
/* An RFC 3339 time or a date (midnight UTC) in ms; 0 when absent. */
gint64 gw_http_query_time (GwHttpQuery *query, const char *name);
/* FALSE when absent (or wrong). */
gboolean gw_http_query_box (GwHttpQuery *query, const char *name, GwBox *ret_box);
/* Notes a problem of the caller's with this parameter. */
void gw_http_query_fail (GwHttpQuery *query, const char *code, const char *name,
                         const char *detail);

G_END_DECLS
