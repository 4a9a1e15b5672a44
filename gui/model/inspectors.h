/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the inspectors on duty are, as of some seconds ago. */
#pragma once

#include "gui/client/client.h"

G_BEGIN_DECLS

/*
 * Asks again every GW_INSPECTORS_SECONDS while it is active. Signal "changed" (): there is an
 * answer. Property "active" (gboolean): somebody looks.
 */
#define GW_INSPECTORS_SECONDS 15
#define GW_TYPE_INSPECTORS (gw_inspectors_get_type ())
G_DECLARE_FINAL_TYPE (GwInspectors, gw_inspectors, GW, INSPECTORS, GObject)

/* client NULL: never asks; whoever has the positions sets them. */
GwInspectors *gw_inspectors_new (GwClient *client);
void gw_inspectors_set_active (GwInspectors *self, gboolean active);
/* GwInspectorRecord of those on duty, borrowed until "changed". */
GPtrArray *gw_inspectors_get_items (GwInspectors *self);
/* Takes the array, of people on duty and others. */
void gw_inspectors_take_items (GwInspectors *self, GPtrArray *items);

G_END_DECLS
