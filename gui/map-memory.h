/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the map was last looked at, remembered between two starts. */
#pragma once

#include "gui/map/map-view.h"
#include "gui/session/settings.h"

G_BEGIN_DECLS

/*
 * Layers and measure, each section of the desk with its own: symbols would hide the colours
 * that the statistics are about.
 */
typedef struct _GwMapMemory GwMapMemory;

/* References both. Nothing is remembered before a section is entered. */
GwMapMemory *gw_map_memory_new (GwMapView *view, GwSettings *settings);
void gw_map_memory_free (GwMapMemory *memory);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwMapMemory, gw_map_memory_free)

/*
 * Goes back to where the map was left in this city, if anything is known of it, and from now
 * on remembers that.
 */
void gw_map_memory_go_back (GwMapMemory *memory, const GwCityRecord *city, gboolean really);
/* Makes the map look as it did last in that section. */
void gw_map_memory_enter (GwMapMemory *memory, gboolean statistics);

G_END_DECLS
