/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A calendar as plain data: what is stored, imported, exported and shown. */
#pragma once

#include "backend/rules/calendar.h"
#include "backend/rules/faults.h"

G_BEGIN_DECLS

/* The code of the calendar by which everyone works who has none of his own. */
#define GW_CITY_CALENDAR "city"

/* The slots of make-up days stand among those of weekdays. */
#define GW_WEEKDAY_MAKE_UP 0

typedef struct
{
  guint weekday; /* 1 (Monday) to 7, GW_WEEKDAY_MAKE_UP */
  GwSlot slot;
} GwPlanSlot;

typedef struct
{
  char *date;       /* 2026-10-01 */
  gboolean working; /* a make-up day, else a holiday */
  char *name;       /* 国庆节, or NULL */
} GwPlanDay;

typedef struct
{
  char *code;
  char *name;
  char *name_en;   /* or NULL */
  char *time_zone; /* "Asia/Shanghai" */
  guint hours_per_day;
  GArray *slots;          /* GwPlanSlot; none for make-up days: those of Monday */
  GPtrArray *days;        /* GwPlanDay */
  GPtrArray *departments; /* codes of those who work by it; not of the city's */
} GwCalendarPlan;

/* Without slots and days; a working day of 8 hours. NULL strings stay NULL. */
GwCalendarPlan *gw_calendar_plan_new (const char *code, const char *name,
                                      const char *time_zone);
GwCalendarPlan *gw_calendar_plan_copy (const GwCalendarPlan *plan);
void gw_calendar_plan_free (GwCalendarPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCalendarPlan, gw_calendar_plan_free)

void gw_calendar_plan_add_slot (GwCalendarPlan *plan, guint weekday, guint start,
                                guint end);
/* Monday to Friday 08:00-12:00 and 14:00-18:00. */
void gw_calendar_plan_add_office_hours (GwCalendarPlan *plan);
void gw_calendar_plan_add_day (GwCalendarPlan *plan, const char *date, gboolean working,
                               const char *name);

/*
 * The calendar of the plan. NULL with GW_CASE_ERROR_TABLE for an unknown time zone, bad or
 * overlapping slots, bad dates, or no working time at all.
 */
GwCalendar *gw_calendar_plan_build (const GwCalendarPlan *plan, GError **error);

/* What a file may refer to. */
typedef struct
{
  const char *code;      /* of the calendar that is read */
  const char *time_zone; /* of the city: taken when the file names none */
  /* TRUE when the code is known (may be NULL: none is). */
  gboolean (*has_department) (const char *code, gpointer user_data);
  gpointer user_data;
} GwCalendarCsvContext;

/*
 * CSV without header; each line begins with what it is (see data/calendar/README.md):
 *   name,NAME[,ENGLISH NAME]
 *   zone,Asia/Shanghai
 *   hours,8
 *   slot,WEEKDAY,08:00,12:00
 *   make_up_slot,08:00,12:00
 *   day,2026-10-01,0[,NAME]         0: a holiday, 1: a make-up day
 *   department,CODE
 * NULL when there are faults: all of them are added to faults.
 */
GwCalendarPlan *gw_calendar_plan_from_csv (const char *text, gsize length,
                                           const GwCalendarCsvContext *context,
                                           GwFaults *faults);
/* The same format, days in order. Caller frees. */
char *gw_calendar_plan_to_csv (const GwCalendarPlan *plan);

G_END_DECLS
