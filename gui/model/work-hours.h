/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is left of a deadline in working time, for any row of a list. */
#pragma once

#include "gui/client/client.h"
#include "gui/client/place-records.h"

G_BEGIN_DECLS

/*
 * The server says when working time runs in the weeks to come; what is counted between two
 * instants is plain arithmetic. Signal "changed" (): the hours are others now.
 */
#define GW_TYPE_WORK_HOURS (gw_work_hours_get_type ())
G_DECLARE_FINAL_TYPE (GwWorkHours, gw_work_hours, GW, WORK_HOURS, GObject)

GwWorkHours *gw_work_hours_new (void);
/* Asks now, and again after some time: calendars are changed, and weeks go by. Nothing while
 * an answer is on its way or what is known is young; force: whatever is known. */
void gw_work_hours_follow (GwWorkHours *self, GwClient *client, gint64 now_usec,
                           gboolean force);
/* Takes the record. */
void gw_work_hours_take (GwWorkHours *self, GwWorkHoursRecord *record);
/*
 * Working time in [from, to) by the department's calendar (code NULL: the city's). -1 when the
 * hours of that time are not known: then real time must do.
 */
gint64 gw_work_hours_between (GwWorkHours *self, const char *department, gint64 from_usec,
                              gint64 to_usec);

G_END_DECLS
