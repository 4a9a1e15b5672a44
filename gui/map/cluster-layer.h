/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The layer of cases: single or clustered, coloured and shaped by lamp. */
#pragma once

#include "gui/map/cluster-set.h"

#include <gtk/gtk.h>
#include <shumate/shumate.h>

G_BEGIN_DECLS

/* Draws at most one symbol per grid square; told of the viewport by the map view. */
#define GW_TYPE_CLUSTER_LAYER (gw_cluster_layer_get_type ())
G_DECLARE_FINAL_TYPE (GwClusterLayer, gw_cluster_layer, GW, CLUSTER_LAYER, ShumateLayer)

GwClusterLayer *gw_cluster_layer_new (ShumateViewport *viewport);
/* Makes the layer show exactly these; copies what it needs. */
void gw_cluster_layer_set_points (GwClusterLayer *self, const GwCasePoint *points,
                                  guint n_points);
/* number NULL: none. It is drawn above all others, outside its cluster. */
void gw_cluster_layer_set_selected (GwClusterLayer *self, const char *number);
/* FALSE when the case is not on the map. */
gboolean gw_cluster_layer_locate (GwClusterLayer *self, const char *number,
                                  GwMercator *ret_at);
guint gw_cluster_layer_get_n_points (GwClusterLayer *self);
/* Symbols drawn in the last frame. */
guint gw_cluster_layer_get_n_drawn (GwClusterLayer *self);

/* What lies under a point of the widget. */
typedef struct
{
  guint counts[GW_SYMBOL_N];
  GArray *members; /* GwClusterPoint; one: a single case */
  GwMercator min;  /* corners of the members' box */
  GwMercator max;
} GwClusterHit;

/* NULL when there is no symbol. */
GwClusterHit *gw_cluster_layer_hit (GwClusterLayer *self, double x, double y);
void gw_cluster_hit_free (GwClusterHit *hit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwClusterHit, gw_cluster_hit_free)

G_END_DECLS
