/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A calendar that somebody is still writing: what it would move, and put into force. */
#pragma once

#include "backend/rules/calendar-plan.h"
#include "backend/service/case-view.h"
#include "backend/service/service.h"

G_BEGIN_DECLS

/* Open cases that a preview looks at, and that it names. */
#define GW_CALENDAR_PREVIEW_CASES 50000
#define GW_CALENDAR_PREVIEW_MOVED 100

typedef struct
{
  char number[GW_CASE_NUMBER_MAX];
  gint64 from; /* deadlines, UTC ms */
  gint64 to;
} GwMovedCase;

/* What became of it. Belongs to the call. */
typedef struct
{
  guint n_cases;   /* open, that were looked at */
  gboolean more;   /* there are others */
  guint n_changed; /* whose clocks would be others */
  guint n_moved;   /* of these, whose deadline would be another */
  GArray *moved;   /* GwMovedCase: the first ones */
} GwCalendarPreview;

/* preview NULL with error, and when the calendar was put into force. */
typedef void (*GwCalendarDraftFunc) (const GwCalendarPreview *preview, const GError *error,
                                     gpointer user_data);

/*
 * What a recalculation would do if the plan were in force; nothing is written. Takes the
 * plan. FALSE, with done never called: FORBIDDEN for who is no admin, TABLE for a plan that
 * makes no calendar, OVERLOADED.
 */
gboolean gw_calendar_draft_preview (GwService *service, const GwPerson *user,
                                    GwCalendarPlan *plan, GwCalendarDraftFunc done,
                                    gpointer user_data, GError **error);
/*
 * Puts the plan into force, for what is decided from now on; clocks that run are another
 * matter (recalculate.h). version: the edition's id that it was made from, 0: there is none.
 * As above; done may be told STALE_VERSION (with the one that is there) and NOT_FOUND for an
 * unknown department.
 */
gboolean gw_calendar_draft_publish (GwService *service, const GwPerson *user,
                                    GwCalendarPlan *plan, gint64 version,
                                    GwCalendarDraftFunc done, gpointer user_data,
                                    GError **error);

G_END_DECLS
