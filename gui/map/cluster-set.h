/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All cases on the map, and their clusters at every zoom that was looked at. */
#pragma once

#include "gui/client/records.h"
#include "gui/map/cluster-level.h"

G_BEGIN_DECLS

typedef struct
{
  char number[24]; /* empty: the slot is free */
  GwMercator at;
  guint8 symbol; /* GwSymbol */
  guint8 group;  /* of its class, see class-marks.h */
  guint mark;    /* of the last replacement that had it */
} GwClusterPoint;

/*
 * A level is built when it is first asked for and from then on kept up to date point by
 * point.
 */
typedef struct _GwClusterSet GwClusterSet;

GwClusterSet *gw_cluster_set_new (void);
void gw_cluster_set_free (GwClusterSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwClusterSet, gw_cluster_set_free)

GwSymbol gw_symbol_of_point (const GwCasePoint *point);

/* Adds the case, or moves and recolours it. FALSE: it was there just so. */
gboolean gw_cluster_set_put (GwClusterSet *set, const GwCasePoint *point);
gboolean gw_cluster_set_remove (GwClusterSet *set, const char *number);
/* Makes the set hold exactly these; touches only what differs. Returns how many did. */
guint gw_cluster_set_replace (GwClusterSet *set, const GwCasePoint *points, guint n_points);

guint gw_cluster_set_size (const GwClusterSet *set);
/* NULL when it is not there. Borrowed until the next change. */
const GwClusterPoint *gw_cluster_set_find (const GwClusterSet *set, const char *number);
const GwClusterPoint *gw_cluster_set_at_slot (const GwClusterSet *set, guint32 slot);
/* Owned by the set. */
const GwClusterLevel *gw_cluster_set_get_level (GwClusterSet *set, guint zoom);
/* Builds it when it is missing; FALSE: it was there, and nothing was done. */
gboolean gw_cluster_set_prepare_level (GwClusterSet *set, guint zoom);
/* Appends a GwClusterPoint for each member of the square. O(all points). */
void gw_cluster_set_members (const GwClusterSet *set, guint zoom, gint64 column, gint64 row,
                             GArray *members);

G_END_DECLS
