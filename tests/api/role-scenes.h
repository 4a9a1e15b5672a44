/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Situations of cases in which each action is open to someone, and who stands how to them. */
#pragma once

#include "tests/lib/town.h"

G_BEGIN_DECLS

typedef struct
{
  const char *login;
  GwCaseAction action;
  const char *person; /* the inspector, handler or department that it names */
} GwRoleStep;

#define GW_ROLE_STEPS 5
/* Whose task it is: any inspector's. */
#define GW_ANYONE "anyone"

typedef struct
{
  const char *name;
  GwCaseState state; /* of the main line; NONE: from a call, which the acceptor took */
  gboolean late;     /* the handling was over its deadline */
  GwRoleStep
      steps[GW_ROLE_STEPS]; /* from that state on; the first without login ends them */
  /* Who is what in the end; NULL: nobody. The reporter is inspector, or for a call acceptor. */
  const char *department;
  const char *handler;
  const char *task;
  gboolean hotline; /* the call was one of the hotline */
} GwRoleScene;

const GwRoleScene *gw_role_scenes (gsize *ret_n_scenes);

/* A new case that has come into this situation; other: an open one. Caller frees. */
char *gw_role_scene_arrange (GwTown *town, const GwRoleScene *scene, const char *other);

/* A person of the town, as the test knows them. */
typedef struct
{
  const char *login;
  GwRole role;
  const char *department;
} GwRolePerson;

const GwRolePerson *gw_role_people (gsize *ret_n_people);

/*
 * What must come of it when the person tries the action, by the table of edges and nothing
 * else of the server: the HTTP status 200 (ret_edge is then the edge), 403, 404 or 422.
 */
guint gw_role_expect (const GwRoleScene *scene, const GwCaseSituation *situation,
                      const GwRolePerson *person, GwCaseAction action,
                      const GwCaseEdge **ret_edge);

G_END_DECLS
