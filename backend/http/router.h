/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From method and path to a handler, by a table. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _GwHttpRequest GwHttpRequest;

/* Replies to the request, now or later (keeping a reference until then). */
typedef void (*GwHttpHandler) (GwHttpRequest *request, gpointer context);

typedef enum
{
  GW_HTTP_ROUTE_NONE = 0,
  GW_HTTP_ROUTE_PUBLIC = 1 << 0,      /* no user is needed */
  GW_HTTP_ROUTE_QUERY_TOKEN = 1 << 1, /* the token may come as ?access_token= */
} GwHttpRouteFlags;

typedef struct
{
  const char *method; /* "GET" also answers HEAD */
  const char *path;   /* "/api/v1/cases/{number}": a braced segment takes anything */
  GwHttpHandler handler;
  GwHttpRouteFlags flags;
  gsize body_limit;      /* bytes; 0: the route takes no body */
  const char *query;     /* names of the parameters it takes, comma-separated, or NULL */
  GwHttpHandler started; /* for uploads: called at the headers, to set a sink; else NULL */
} GwHttpRoute;

#define GW_HTTP_MAX_PARAMS 4

typedef struct
{
  const GwHttpRoute *route;         /* NULL: no such path, or not with this method */
  char *params[GW_HTTP_MAX_PARAMS]; /* owned, unescaped, in the order of the template */
  char *allow; /* owned: the methods of this path when only the method is wrong */
} GwHttpMatch;

/* Looks the route up. A path with a bad escape or bad UTF-8 matches nothing. */
void gw_http_router_match (const GwHttpRoute *routes, gsize n_routes, const char *method,
                           const char *raw_path, GwHttpMatch *ret_match);
void gw_http_match_clear (GwHttpMatch *match);
/* The place of a named parameter in the template, or -1. */
int gw_http_route_param_index (const GwHttpRoute *route, const char *name);

G_END_DECLS
