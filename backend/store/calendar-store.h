/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calendars as rows. */
#pragma once

#include "backend/rules/calendar-plan.h"
#include "backend/store/store.h"

G_BEGIN_DECLS

/* One edition. Editions never change; times are UTC ms. */
typedef struct
{
  gint64 id;
  GwCalendarPlan *plan; /* its departments stand in the department's row */
  gint64 valid_from;
  gint64 valid_to; /* 0: valid */
} GwCalendarRecord;

void gw_calendar_record_free (GwCalendarRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCalendarRecord, gw_calendar_record_free)

/* Every edition there ever was, by id: GwCalendarRecord, without departments. */
GPtrArray *gw_store_calendar_list (GwStoreReader *reader, GError **error);
/*
 * Ends the valid edition of the same code, if there is one, and adds this. The departments of
 * the plan work by it from now on, those of the former edition that are not named by the
 * city's. NOT_FOUND for an unknown department. Tells the new edition's id.
 */
gboolean gw_store_calendar_replace (GwStoreWriter *writer, const GwCalendarPlan *plan,
                                    gint64 valid_from, gint64 *ret_id, GError **error);

G_END_DECLS
