/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How much of the city someone sees: supervision at four levels (city, district, street,
 * community). Who has an area sees what lies in it and nothing else; without one, the whole
 * city. Which of the cases there is for the roles to say (see rules/permissions.h).
 */
#pragma once

#include "backend/service/person.h"
#include "backend/service/snapshot.h"

G_BEGIN_DECLS

/* TRUE when a place in that area (of any level) is the person's to see. */
gboolean gw_scope_has (const GwPerson *user, const GwArea *area);
gboolean gw_scope_has_cell (const GwPerson *user, const GwCell *cell);
/* FALSE when there is nothing in the city that the area would keep from the person. */
gboolean gw_scope_is_limited (const GwPerson *user, const GwSnapshot *snapshot);

/* The set of the duty grids (const GwDutyGrid) with cells that are the person's to see. */
GHashTable *gw_scope_duty_grids (const GwPerson *user, const GwSnapshot *snapshot);

G_END_DECLS
