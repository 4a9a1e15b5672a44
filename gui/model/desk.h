/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A signed-in session: every model, wired to the live feed. Views get their models here. */
#pragma once

#include "gui/client/live.h"
#include "gui/client/outbox.h"
#include "gui/model/action-queue.h"
#include "gui/model/case-list.h"
#include "gui/model/case-points.h"
#include "gui/model/cell-values.h"
#include "gui/model/city-info.h"
#include "gui/model/drafts.h"
#include "gui/model/holds.h"
#include "gui/model/inspectors.h"
#include "gui/model/selection.h"
#include "gui/model/statistics.h"
#include "gui/model/work-hours.h"

G_BEGIN_DECLS

/*
 * Signals: "tick" (): every few seconds, for what shows the time left;
 * "reset" (): the server's journal was replaced and everything is being loaded anew.
 */
#define GW_TYPE_DESK (gw_desk_get_type ())
G_DECLARE_FINAL_TYPE (GwDesk, gw_desk, GW, DESK, GObject)

/* The client is signed in; user is copied. */
GwDesk *gw_desk_new (GwClient *client, const GwUser *user, GwCityInfo *city);
/* Follows the feed from where the city's record was read and loads cells, list and points. */
void gw_desk_start (GwDesk *self);
/* Ends feed and timers; the models stay as they are. */
void gw_desk_stop (GwDesk *self);

GwClient *gw_desk_get_client (GwDesk *self);
const GwUser *gw_desk_get_user (GwDesk *self);
GwCityInfo *gw_desk_get_city (GwDesk *self);
GwLive *gw_desk_get_live (GwDesk *self);
/* What changes something is sent through it. */
GwOutbox *gw_desk_get_outbox (GwDesk *self);
/* What is being written. */
GwDrafts *gw_desk_get_drafts (GwDesk *self);
/* Who is at which case. */
GwHolds *gw_desk_get_holds (GwDesk *self);
GwCaseList *gw_desk_get_list (GwDesk *self);
/* The cases of the filter (the map's) and all open ones (for counts). */
GwCasePoints *gw_desk_get_points (GwDesk *self);
GwCasePoints *gw_desk_get_open_points (GwDesk *self);
GwCellSet *gw_desk_get_cells (GwDesk *self);
GwCellValues *gw_desk_get_values (GwDesk *self);
GwStatistics *gw_desk_get_statistics (GwDesk *self);
GwSelection *gw_desk_get_selection (GwDesk *self);
GwInspectors *gw_desk_get_inspectors (GwDesk *self);
/* Decisions that wait to be sent, or came back. */
GwActionQueue *gw_desk_get_queue (GwDesk *self);
GwWorkHours *gw_desk_get_work_hours (GwDesk *self);
/* List and map show these cases. */
void gw_desk_set_filter (GwDesk *self, const GwCaseFilter *filter);
/* Takes a row that an answer brought, before the feed says the same. */
void gw_desk_take_row (GwDesk *self, GwCaseRow *row);
gint64 gw_desk_now (GwDesk *self);

G_END_DECLS
