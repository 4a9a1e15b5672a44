/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shifts: which inspector walks which duty grid, on which days, from when until when. */
#pragma once

#include "backend/rules/calendar.h"
#include "backend/rules/faults.h"

G_BEGIN_DECLS

#define GW_SHIFT_DAY_MINUTES 1440
/* So long before its shift an inspector may sign in to it. */
#define GW_SHIFT_EARLY_MS (G_GINT64_CONSTANT (60) * 60 * 1000)

/* People and duty grids are the store's ids. */
typedef struct
{
  gint64 person_id;
  gint64 duty_grid_id;
  guint weekdays;   /* bits, 1 Monday to 64 Sunday; 0 with a date */
  guint date;       /* 20261001; 0: every week */
  guint start;      /* minutes of the local day, below 1440 */
  guint end;        /* after start; beyond 1440: on the next day */
  guint valid_from; /* dates between which it holds, both included; 0: open */
  guint valid_to;
  gint64 substitute_id;  /* has the shift instead of the person; 0: nobody */
  guint substitute_from; /* from that date on; 0: always */
  guint substitute_to;   /* until that date, included; 0: from then on */
} GwShift;

/* Who has the shift on that date (20261001). */
gint64 gw_shift_person_on (const GwShift *shift, guint date);

/* A shift of one day. */
typedef struct
{
  const GwShift *shift;
  gint64 from; /* UTC ms */
  gint64 until;
} GwShiftTurn;

/*
 * The person's shift that runs at the instant; when there is none, the one that begins first
 * within GW_SHIFT_EARLY_MS. On a date that has shifts of its own the weekly ones of that
 * person do not count. FALSE when there is none. shifts: GwShift of anyone.
 */
gboolean gw_shift_find (const GArray *shifts, gint64 person_id, const GwCalendar *calendar,
                        gint64 now_ms, GwShiftTurn *ret_turn);

/* Ids of what a file names; 0: there is none. */
typedef struct
{
  gint64 (*find_inspector) (const char *login, gpointer user_data);
  gint64 (*find_duty_grid) (const char *code, gpointer user_data);
  gpointer user_data;
} GwShiftCsvContext;

/*
 * Reads the lines inspector,duty_grid,days,from,to below a header of these names. days is a
 * date (2026-10-01) or weekdays (12345, 1-5, "1-3 5"; 1 is Monday); a time that is not after
 * `from` is of the next day. GwShift in the order of the file; NULL, with every fault named,
 * when anything is wrong, among it two shifts of a person at the same time.
 */
GArray *gw_shifts_from_csv (const char *text, gsize length,
                            const GwShiftCsvContext *context, GwFaults *faults);

G_END_DECLS
