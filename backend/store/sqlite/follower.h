/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Following the journal, event by event: what counts, what is taken back, what waits. */
#pragma once

#include "backend/store/figure-store.h"
#include "backend/store/sqlite/internal.h"

G_BEGIN_DECLS

/* What the follower knows of the cases that are under way; reads on where it stopped. */
typedef struct _GwFollower GwFollower;

GwFollower *gw_follower_new (GwStore *store, GwConnection *connection);
void gw_follower_free (GwFollower *follower);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwFollower, gw_follower_free)

/* Events after `after` up to `until`, in order. */
gboolean gw_follower_run (GwFollower *follower, gint64 after, gint64 until, GError **error);

/* figure-rows.c: the follower's hand on the file. */
gboolean gw_figure_add_thing (GwConnection *connection, const GwThing *thing,
                              GError **error);
gboolean gw_figure_add_gone (GwConnection *connection, const GwThing *thing, guint figures,
                             guint32 day_out, GError **error);
gboolean gw_figure_begin_wait (GwConnection *connection, const GwThing *thing,
                               GwFigure figure, guint32 day_in, GError **error);
gboolean gw_figure_end_wait (GwConnection *connection, const GwThing *thing,
                             GwFigure figure, guint32 day_in, guint32 day_out,
                             GError **error);
/* Calls func for each row of a query of things. */
gboolean gw_figure_walk (GwStatement *statement, int sign, GwThingFunc func, gpointer data,
                         GError **error);

G_END_DECLS
