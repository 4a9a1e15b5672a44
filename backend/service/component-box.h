/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The components that stand in a box: for maps. */
#pragma once

#include "backend/service/component.h"

G_BEGIN_DECLS

#define GW_COMPONENT_PAGE_MAX 5000
/* The widest box, in degrees of either direction: a town's centre. */
#define GW_COMPONENT_BOX_MAX 0.05

/* views: GwComponentView without cases, by id. next: the cursor of the page after; 0: none. */
typedef void (*GwComponentPageFunc) (GPtrArray *views, gint64 next, const GError *error,
                                     gpointer user_data);

/*
 * On a reader thread, by the geometry's index; views belong to the callback and live no longer
 * than it. For those who work with all cases, in the area that they see. FALSE, with done
 * never called: FORBIDDEN, OUT_OF_RANGE (bbox too wide), OVERLOADED.
 */
gboolean gw_component_box (GwService *service, const GwPerson *user, GwBox box,
                           gint64 after, guint limit, GwComponentPageFunc done,
                           gpointer user_data, GError **error);

G_END_DECLS
