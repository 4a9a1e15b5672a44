/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Open cases near the one that lies open: what may have been reported twice. */
#pragma once

#include "gui/client/client.h"

G_BEGIN_DECLS

/*
 * Only the last question counts: a new one cancels the one before. Signal "changed" (): there
 * is an answer, or nothing is asked for any more.
 */
#define GW_TYPE_NEARBY_CASES (gw_nearby_cases_get_type ())
G_DECLARE_FINAL_TYPE (GwNearbyCases, gw_nearby_cases, GW, NEARBY_CASES, GObject)

GwNearbyCases *gw_nearby_cases_new (GwClient *client);
/* What is near that case; NULL: nothing. The same case at the same version is asked once. */
void gw_nearby_cases_ask (GwNearbyCases *self, const char *number, gint64 version);
/* What is near what is about to be reported; code and description may be NULL. The same
 * question is asked once. */
void gw_nearby_cases_ask_report (GwNearbyCases *self, double lon, double lat,
                                 gboolean is_component, const char *class_code,
                                 const char *description);
/* GwNearbyRecord, likely duplicates first; empty until there is an answer, and when none came:
 * the case can be worked on without. Borrowed until "changed". */
GPtrArray *gw_nearby_cases_get_items (GwNearbyCases *self);
gboolean gw_nearby_cases_is_asking (GwNearbyCases *self);

G_END_DECLS
