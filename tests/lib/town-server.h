/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The real gridward-server as its own process, serving the small town of town.h. */
#pragma once

#include "tests/lib/http-client.h"
#include "tests/lib/town.h"

G_BEGIN_DECLS

typedef struct
{
  char *dir;
  char *db;
  GSubprocess *process;
  int pid;
  guint16 port;
  GHashTable *tokens; /* login -> token */
} GwTownServer;

/* Makes the town and starts the server on a free port. tiles: an MBTiles file, or NULL. */
GwTownServer *gw_town_server_new (const char *tiles);
/* The same for a town in which something has happened already; takes it. */
GwTownServer *gw_town_server_new_take (GwTown *town, const char *tiles);
/* Stops the server politely (it must exit with 0) and removes everything. */
void gw_town_server_free (GwTownServer *server);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwTownServer, gw_town_server_free)
/* kill -9, and another process on the same file (and another port). Tokens stay good. */
void gw_town_server_crash (GwTownServer *server);

/* Signs in as one of the town's people, once. Owned by the server. */
const char *gw_town_server_token (GwTownServer *server, const char *login);
/* One exchange as this person (NULL: nobody); body a JSON text or NULL. */
GwTestResponse *gw_town_server_call (GwTownServer *server, const char *login,
                                     const char *method, const char *path,
                                     const char *body);
/* The same, which must be answered with this status. */
GwTestResponse *gw_town_server_expect (GwTownServer *server, guint status,
                                       const char *login, const char *method,
                                       const char *path, const char *body);
/* The same request, which is refused, in Chinese: so is what it is told, whole. */
void gw_town_server_assert_refused_in_chinese (GwTownServer *server, const char *login,
                                               const char *method, const char *path,
                                               const char *body);
/* Waits until the places of the town can be searched. */
void gw_town_server_settle (GwTownServer *server);
/* A report in one of the 16 cells; the case's number. Caller frees. */
char *gw_town_server_report (GwTownServer *server, guint cell, const char *description);
/* An action with an opinion on the case's current version, as a person who may. */
void gw_town_server_act (GwTownServer *server, const char *login, const char *number,
                         const char *action);
/* The same with other members of the request's object: "\"until\":…". */
void gw_town_server_act_with (GwTownServer *server, const char *login, const char *number,
                              const char *action, const char *members);

G_END_DECLS
