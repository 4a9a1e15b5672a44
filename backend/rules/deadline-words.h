/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How time is told in words: what the one text and the steps of a deadline share. */
#pragma once

#include "backend/rules/calendar-private.h"

G_BEGIN_DECLS

typedef enum
{
  GW_DAY_NOTHING, /* a working day, but outside its slots */
  GW_DAY_WORKED,
  GW_DAY_WEEKEND,
  GW_DAY_HOLIDAY,
} GwDayKind;

/* One day, or neighbouring days that are told in one phrase. */
typedef struct
{
  GwDayKind kind;
  guint first; /* julian */
  guint last;
  gint64 amount_ms;
  gint64 from_ms; /* the first and the last instant that counted */
  gint64 until_ms;
  const char *name; /* of a holiday or make-up day */
  gboolean make_up;
} GwDayStretch;

/* What the part of the day in [start_ms, end_ms) gives. */
GwDayStretch gw_day_stretch (const GwCalendar *calendar, guint julian, gint64 start_ms,
                             gint64 end_ms);

/* Local time by a format of GDateTime. Caller frees. */
char *gw_words_instant (const GwCalendar *calendar, gint64 utc_ms, const char *format);
/* "2 h 30 min", with the words for hours and minutes (" h", " 小时"). */
void gw_words_append_amount (GString *text, gint64 amount_ms, const char *hours,
                             const char *minutes);
/* "3 工作日", "3 working days". */
void gw_words_append_limit (GString *zh, GString *en, GwLimit limit);
/* 周一, "Monday". Static. */
const char *gw_words_weekday_zh (guint julian);
const char *gw_words_weekday_en (guint julian);

G_END_DECLS
