/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The shifts by which the statistics tell the day apart: full hours, of every day, for
 * everybody. They are no rosters (shift.h), which change and are not kept: what happened at an
 * hour is of that hour's shift for ever, and the night's hours after midnight are of the date
 * that they lie in.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define GW_DAY_SHIFTS_MAX 5
#define GW_DAY_SHIFT_KEY_SIZE 8

/* Each lasts until the next one begins, the last one until the first; begins ascend. */
typedef struct
{
  guint n;
  struct
  {
    guint8 name;
    guint8 begin; /* 0 to 23 */
  } shifts[GW_DAY_SHIFTS_MAX];
} GwDayShifts;

/* Reads "morning:6,middle:14,night:22"; FALSE, with shifts perhaps changed, for anything else. */
gboolean gw_day_shifts_parse (const char *text, GwDayShifts *shifts);
void gw_day_shifts_append (GString *text, const GwDayShifts *shifts);

/* The shift of the hour. */
guint gw_day_shifts_of_hour (const GwDayShifts *shifts, guint hour);
/* Bits of the hours of a shift. */
guint gw_day_shift_hours (const GwDayShifts *shifts, guint shift);
/* "22-06": its hours, which the figures hang on, whatever it is called. */
void gw_day_shift_key (const GwDayShifts *shifts, guint shift,
                       char key[GW_DAY_SHIFT_KEY_SIZE]);
/* FALSE: no shift has that key. */
gboolean gw_day_shift_find (const GwDayShifts *shifts, const char *key, guint *ret_shift);
/* "夜班", "Night". Static. */
const char *gw_day_shift_name (const GwDayShifts *shifts, guint shift);
const char *gw_day_shift_name_en (const GwDayShifts *shifts, guint shift);
/* "22-06 Night ...": how the statistics tell them. language as in gw_reason_get(). Caller frees. */
char *gw_day_shifts_meaning (const GwDayShifts *shifts, const char *language);

G_END_DECLS
