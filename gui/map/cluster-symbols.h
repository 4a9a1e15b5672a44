/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pictures of cases and clusters: colour and shape both tell the lamp. */
#pragma once

#include "gui/map/cluster-level.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Draws each picture once and hands out the same render node from then on. */
typedef struct _GwClusterSymbols GwClusterSymbols;

GwClusterSymbols *gw_cluster_symbols_new (void);
void gw_cluster_symbols_free (GwClusterSymbols *symbols);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwClusterSymbols, gw_cluster_symbols_free)

/* Forgets all pictures: another style, font or scale. */
void gw_cluster_symbols_clear (GwClusterSymbols *symbols);

/* The ring round a cluster is divided into that many parts. */
#define GW_CLUSTER_RING_PARTS 12
/* Shares them out by the counts; whatever is there at all gets one part. */
void gw_cluster_ring_parts (const guint counts[GW_SYMBOL_N], guint8 parts[GW_SYMBOL_N]);

/*
 * A cluster's picture, centred on (0, 0): the shape of its worst lamp with the count, in a
 * ring that is shared out by lamps. One case alone has the mark of its group of classes instead
 * (see class-marks.h). widget gives font and scale. Borrowed.
 */
GskRenderNode *gw_cluster_symbols_get (GwClusterSymbols *symbols, GtkWidget *widget,
                                       const guint counts[GW_SYMBOL_N], guint group);
/* A single case's; the emphasised one is larger and ringed. */
GskRenderNode *gw_cluster_symbols_get_single (GwClusterSymbols *symbols, GtkWidget *widget,
                                              GwSymbol symbol, guint group,
                                              gboolean emphasised);
/* Half the width of its shape, in logical pixels. */
double gw_cluster_symbol_radius (guint count, gboolean emphasised);

/* "7", "140", "2.3k"; the buffer holds at least 8 bytes. */
void gw_cluster_count_text (guint count, char *buffer, gsize size);

/* One symbol alone, for legends; group 0: without a mark. */
GdkTexture *gw_cluster_symbol_texture (GwSymbol symbol, guint group, double radius,
                                       int scale);

G_END_DECLS
