/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A calendar that is being written: its days, its hours of the week, who works by it. */
#pragma once

#include "gui/client/json.h"

G_BEGIN_DECLS

typedef enum
{
  GW_DAY_ORDINARY,
  GW_DAY_HOLIDAY,
  GW_DAY_MAKE_UP, /* worked although it is of the weekend */
} GwDayKind;

/* Weekdays are 1 (Monday) to 7; 0: make-up days. */
#define GW_CALENDAR_N_WEEKDAYS 8

typedef struct
{
  GwJson *whole; /* as the server told it; what is not changed here goes back as it was */
  GHashTable *days; /* "2026-10-01" -> GwJson, of whole */
} GwCalendarDraft;

/* NULL unless the answer is one of a calendar. Takes a reference. */
GwCalendarDraft *gw_calendar_draft_new (GwJson *answer);
void gw_calendar_draft_free (GwCalendarDraft *draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCalendarDraft, gw_calendar_draft_free)

GwDayKind gw_calendar_draft_get_day (const GwCalendarDraft *draft, const char *date);
/* "国庆节", or NULL. Borrowed. */
const char *gw_calendar_draft_get_day_name (const GwCalendarDraft *draft, const char *date);
/* Its name stays with another kind, but for an ordinary day, which has none. */
void gw_calendar_draft_set_day (GwCalendarDraft *draft, const char *date, GwDayKind kind);
/* Of a holiday or a make-up day; nothing happens to an ordinary day. "": no name. */
void gw_calendar_draft_set_day_name (GwCalendarDraft *draft, const char *date,
                                     const char *name);

/* "08:00-12:00 14:00-18:00"; caller frees. */
char *gw_calendar_draft_dup_hours (const GwCalendarDraft *draft, guint weekday);
/* FALSE, and nothing changed, for what are no hours. */
gboolean gw_calendar_draft_set_hours (GwCalendarDraft *draft, guint weekday,
                                      const char *text);
/* Whether some working time begins on the weekday. */
gboolean gw_calendar_draft_works_on (const GwCalendarDraft *draft, guint weekday);

/* Another calendar with the same hours and days, for nobody yet and without a name. */
GwCalendarDraft *gw_calendar_draft_copy (const GwCalendarDraft *draft);
/* Members "code", "name" and "name_en"; "" for none. Borrowed. */
const char *gw_calendar_draft_get_text (const GwCalendarDraft *draft, const char *name);
void gw_calendar_draft_set_text (GwCalendarDraft *draft, const char *name,
                                 const char *text);
/* Whether the department of that code works by it. */
gboolean gw_calendar_draft_has_department (const GwCalendarDraft *draft, const char *code);
void gw_calendar_draft_set_department (GwCalendarDraft *draft, const char *code,
                                       gboolean works_by_it);
/* The weekday of "slots.3" or "make_up_slots.0", which the server calls wrong; -1: of no
 * weekday. */
int gw_calendar_draft_find_weekday (const GwCalendarDraft *draft, const char *field);

/* As the server takes it; caller frees. */
char *gw_calendar_draft_encode (const GwCalendarDraft *draft);

G_END_DECLS
