/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inspectors on duty: they sign in, walk, send where they are, and answer a roll call. */
#pragma once

#include "data/demo/day-places.h"

G_BEGIN_DECLS

typedef struct _GwDayPatrol GwDayPatrol;

/*
 * Signs every inspector in: to the duty grid of the shift, and without one to that of a place.
 * All places are borrowed and must stay. NULL with error when somebody cannot sign in.
 */
GwDayPatrol *gw_day_patrol_new (GwDayClient *client, GRand *rand, GPtrArray *places,
                                GError **error);
void gw_day_patrol_free (GwDayPatrol *patrol);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwDayPatrol, gw_day_patrol_free)

/* Everyone walks on a piece and says where he is. */
gboolean gw_day_patrol_walk (GwDayPatrol *patrol, GError **error);
/* A leader calls all; all answer but one, and one from elsewhere. */
gboolean gw_day_patrol_roll_call (GwDayPatrol *patrol, GError **error);
guint gw_day_patrol_size (const GwDayPatrol *patrol);

G_END_DECLS
