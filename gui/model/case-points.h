/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cases of a filter as points for the map and for counting. */
#pragma once

#include "gis/shape.h"
#include "gui/client/client.h"
#include "gui/model/work-list.h"

G_BEGIN_DECLS

/*
 * Signals: "changed" () after points came, moved or went, at most once per frame of events.
 * Properties: "loading" (gboolean), "truncated" (gboolean: more match than are held).
 */
#define GW_TYPE_CASE_POINTS (gw_case_points_get_type ())
G_DECLARE_FINAL_TYPE (GwCasePoints, gw_case_points, GW, CASE_POINTS, GObject)

/* client may be NULL: then points only come from set and apply. */
GwCasePoints *gw_case_points_new (GwClient *client);
/* Asks anew when the filter differs. */
void gw_case_points_set_filter (GwCasePoints *self, const GwCaseFilter *filter);
void gw_case_points_reload (GwCasePoints *self);
/* Replaces all points (copied). */
void gw_case_points_set (GwCasePoints *self, const GwCasePoint *points, guint n_points);
/* GwCaseEvent with row. */
void gw_case_points_apply (GwCasePoints *self, GPtrArray *events);
/* In no order; valid until the next "changed". */
const GwCasePoint *gw_case_points_get (GwCasePoints *self, guint *ret_n_points);
/* NULL when it is not among them. Borrowed until the next "changed". */
const GwCasePoint *gw_case_points_lookup (GwCasePoints *self, const char *number);
guint gw_case_points_count_state (GwCasePoints *self, GwCaseState state);
/*
 * Lists and lamps are counted of what lies in the ring alone; NULL: of all. Goes through all
 * points once. A reference is taken.
 */
void gw_case_points_count_within (GwCasePoints *self, GwShape *ring);
/* Counted as points come and go. */
guint gw_case_points_count_list (GwCasePoints *self, GwWorkList list);
guint gw_case_points_count_lamp (GwCasePoints *self, GwLamp lamp);
gboolean gw_case_points_is_loading (GwCasePoints *self);
gboolean gw_case_points_is_truncated (GwCasePoints *self);

G_END_DECLS
