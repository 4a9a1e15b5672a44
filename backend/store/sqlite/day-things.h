/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What counts of a day, thing by thing, as columns: whatever no sums are kept for is told from
 * them. What happened and what began to wait counts, what was taken back or waits no more
 * counts against it.
 */
#pragma once

#include "backend/store/sqlite/cube.h"
#include "backend/store/thing-filter.h"

G_BEGIN_DECLS

/* One day at a time. One thread. */
typedef struct _GwDayThings GwDayThings;
GwDayThings *gw_day_things_new (void);
void gw_day_things_free (GwDayThings *things);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwDayThings, gw_day_things_free)

/* From what the follower wrote. communities: as gw_cube_read_days() wants them. */
gboolean gw_day_things_make (GwDayThings *things, GwConnection *connection, guint32 day,
                             GArray **communities, GError **error);
gboolean gw_day_things_write (const GwDayThings *things, GwConnection *connection,
                              guint32 day, GError **error);
/* Those with any of the figures that pass; filter: NULL: all do. keys: that are to be told. */
gboolean gw_day_things_read (GwDayThings *things, GwConnection *connection, guint32 day,
                             guint keys, guint figures, const GwThingFilter *filter,
                             GError **error);
/* TRUE when any were read. */
gboolean gw_day_things_any (const GwDayThings *things);
/* Each as a sum of its own, with these keys and figures alone. */
void gw_day_things_tell (const GwDayThings *things, guint keys, guint figures,
                         GwSumFunc func, gpointer data);

G_END_DECLS
