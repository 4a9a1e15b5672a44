/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The HTTP API of one city: routes bound to the service. */
#pragma once

#include "backend/http/server.h"
#include "backend/service/service.h"

G_BEGIN_DECLS

typedef struct _GwApi GwApi;

typedef struct
{
  const char *tiles; /* an MBTiles file, or NULL: no base map */
  GwHttpLimits limits;
} GwApiOptions;

/*
 * Makes a server that is not listening yet. The service is borrowed and must outlive it. NULL
 * with an error when the tiles cannot be opened.
 */
GwApi *gw_api_new (GwService *service, const GwApiOptions *options, GError **error);
/* Closes the live connections and the server. */
void gw_api_free (GwApi *api);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwApi, gw_api_free)

/* Owned by the api. */
GwHttpServer *gw_api_server (GwApi *api);
/* The table, for the test that holds it against the OpenAPI document. */
const GwHttpRoute *gw_api_routes (gsize *ret_n_routes);
/* The OpenAPI document. Static. */
GBytes *gw_api_document (void);

G_END_DECLS
