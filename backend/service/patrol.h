/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inspectors and duty grids in numbers. */
#pragma once

#include "backend/rules/patrol.h"
#include "backend/service/service.h"

G_BEGIN_DECLS

#define GW_PATROL_MAX_DAYS 366

typedef struct
{
  char *code; /* login, or code of the duty grid */
  char *name;
  GwPatrolCounts counts;
} GwPatrolRow;

typedef struct
{
  GwPatrolOf of;
  guint from; /* local dates, both inclusive: 20261101 */
  guint to;
  GArray *rows; /* GwPatrolRow, ascending by code */
  GwPatrolCounts total;
} GwPatrol;

/* patrol belongs to the callback's caller; NULL with error. */
typedef void (*GwPatrolFunc) (const GwPatrol *patrol, const GError *error,
                              gpointer user_data);

/*
 * Counts what the journal tells up to now, then adds up. from, to: local dates, 0: the same
 * as the other, both 0: today. Every inspector and every duty grid has a row, as far as the
 * user sees them: an inspector sees himself, who has an area the duty grids with cells in
 * it, counting those, and their inspectors. FALSE, with done never called: FORBIDDEN,
 * OUT_OF_RANGE (to) for more than GW_PATROL_MAX_DAYS or none, OVERLOADED.
 */
gboolean gw_patrol_query (GwService *service, const GwPerson *user, GwPatrolOf of,
                          guint from, guint to, GwPatrolFunc done, gpointer user_data,
                          GError **error);

G_END_DECLS
