/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The clocks of a case: one per stage and one in total, with pauses and extensions. */
#pragma once

#include "backend/rules/calendar.h"
#include "backend/rules/lamp.h"
#include "backend/rules/stage.h"

G_BEGIN_DECLS

/* How often one case can be paused. */
#define GW_MAX_PAUSES 16

/* How often extensions in working units and in real time may take turns. */
#define GW_MAX_EXTRAS 6

typedef struct
{
  gint64 ms;
  gboolean working; /* working time, else real time */
} GwClockExtra;

/*
 * Instants in UTC ms, 0: not. warn_at and due are always computed from the other fields and
 * the pauses, by one function; they stand still while the clock is paused.
 */
typedef struct
{
  gint64 started_at;
  gint64 stopped_at; /* stopped in a pause: the instant at which that pause began */
  gint64 paused_at;  /* of the pause that lasts */
  gint64 warn_at;    /* nine tenths of the limit are over: yellow from here on */
  gint64 due;        /* the last instant in time; 0: no limit */
  GwLimit limit;
  /* GwLamp: the highest lamp acted upon. Set by the caller; back to none when limit,
   * extension or hand move the due later. */
  guint card;
  GwClockExtra extras[GW_MAX_EXTRAS]; /* granted on top of the limit, one after the other */
  guint n_extras;
  /* A due that was set by hand, and when; limit and former extras do not count then. */
  gint64 fixed_due;
  gint64 fixed_at;
} GwClock;

/* until 0: lasts. */
typedef struct
{
  gint64 from;
  gint64 until;
} GwPause;

/* A plain value: {0} is a case without clocks; copied by assignment. */
typedef struct
{
  GwClock stage[GW_N_STAGES];
  GwPause pauses[GW_MAX_PAUSES]; /* of the case, ascending */
  guint n_pauses;
} GwClocks;

/*
 * Starts the clock of the stage (in a pause: as paused); one that ran before is forgotten. A limit of value 0 runs
 * without due. ret_reason (may be NULL) tells the due in words, NULL without limit.
 */
void gw_clocks_start (GwClocks *clocks, GwStage stage, const GwCalendar *calendar,
                      GwLimit limit, gint64 now, GwReason **ret_reason);
/* Stops a clock; nothing when it does not run. It stands as it stood then. */
void gw_clocks_stop (GwClocks *clocks, GwStage stage, gint64 now);
/*
 * Lets a stopped clock run on (rework: the same handling). The time since it was stopped
 * counts, pauses in it do not.
 */
void gw_clocks_continue (GwClocks *clocks, GwStage stage, const GwCalendar *calendar);
/*
 * Pauses all that run; nothing when none runs. FALSE, and nothing done, when the case has
 * been paused GW_MAX_PAUSES times.
 */
gboolean gw_clocks_pause (GwClocks *clocks, gint64 now);
/*
 * Ends the pause. What was left is left: working time for limits in working units, real
 * time otherwise. A clock that was overdue stays overdue since the same instant.
 */
void gw_clocks_resume (GwClocks *clocks, const GwCalendar *calendar, gint64 now);
/* The same where stages run by calendars of their own: that of the city, of a department. */
typedef const GwCalendar *(*GwStageCalendar) (GwStage stage, gconstpointer user_data);
void gw_clocks_resume_by (GwClocks *clocks, GwStageCalendar calendar_of,
                          gconstpointer user_data, gint64 now);
/*
 * Adds to the current due. FALSE and nothing done when the stage has none, or when units
 * have taken turns GW_MAX_EXTRAS times. ret_reason (may be NULL): NULL then.
 */
gboolean gw_clocks_extend (GwClocks *clocks, GwStage stage, const GwCalendar *calendar,
                           GwLimit more, GwReason **ret_reason);
/*
 * Class, condition or calendar changed: computed anew from the start, with its pauses and
 * extensions kept. A due that was set by hand stays. Also for stopped clocks.
 */
void gw_clocks_set_limit (GwClocks *clocks, GwStage stage, const GwCalendar *calendar,
                          GwLimit limit, GwReason **ret_reason);
/*
 * Sets the due by hand (deferral), instead of limit and extensions so far. Later pauses and
 * extensions move it. Nothing when the stage has not been started. Yellow at nine tenths of
 * the real time since now.
 */
void gw_clocks_set_due (GwClocks *clocks, GwStage stage, const GwCalendar *calendar,
                        gint64 due, gint64 now);

/* Started, not stopped, not paused. */
gboolean gw_clock_is_running (const GwClock *clock);
/*
 * None when not started or without due. Red after due, yellow from warn_at on, else green,
 * as of now or, when it was stopped or paused before, of that instant; a stopped clock is
 * red or green.
 */
/* A card is named by the event that gave it and the stage whose clock it is of. */
/* TRUE when the lamp that was acted upon is now yellow or red, and was less before. */
gboolean gw_clock_gives_card (const GwClock *before, const GwClock *after);
#define GW_CARD_STAGES 16
#define gw_card_id(seq, stage) ((seq)*GW_CARD_STAGES + (gint64)(stage))
#define gw_card_stage(id) ((GwStage)((id) % GW_CARD_STAGES))
GwLamp gw_clock_lamp (const GwClock *clock, gint64 now);
/* Not later than due; TRUE without due. */
gboolean gw_clock_in_time (const GwClock *clock, gint64 now);
/*
 * How long it ran until now, without pauses, in ms: working time when its limit is in
 * working units, real time otherwise.
 */
gint64 gw_clocks_used (const GwClocks *clocks, GwStage stage, const GwCalendar *calendar,
                       gint64 now);
/* What it has left is working time: its limit counts so, and its due was not set by hand. */
gboolean gw_clock_is_working (const GwClock *clock);
/* What a clock has left, and how that goes on. */
typedef struct
{
  gint64 ms;         /* until its due, 0 when late; working time when `working` */
  gboolean working;  /* the limit counts in working time only */
  gboolean counting; /* it gets less now */
  gint64 turns_at;   /* the calendar changes `counting` next; 0: by itself never */
} GwClockLeft;

/* FALSE for a clock without due, or that was stopped; ret_left is {0} with `working` then. */
gboolean gw_clock_left (const GwClock *clock, const GwCalendar *calendar, gint64 now,
                        GwClockLeft *ret_left);
/*
 * The next instant at which a running clock changes its lamp beyond its card: warn_at when
 * the card is below yellow, the first ms after due when it is below red. It may be past:
 * then the lamp waits to be acted upon. 0: never.
 */
gint64 gw_clocks_wake_at (const GwClocks *clocks);

/*
 * Why it is due then, step by step: GwReason, at most GW_MAX_WHY_STEPS; from the start and
 * the limit over days that count and days that do not, pauses and extensions to the due.
 * Empty without due.
 */
#define GW_MAX_WHY_STEPS 32
GPtrArray *gw_clocks_why (const GwClocks *clocks, GwStage stage,
                          const GwCalendar *calendar);
/* The steps as one text; NULL without due. */
GwReason *gw_clocks_explain (const GwClocks *clocks, GwStage stage,
                             const GwCalendar *calendar);
/* The steps of a limit that starts at start_ms and is never paused. */
GPtrArray *gw_deadline_why (const GwCalendar *calendar, gint64 start_ms, GwLimit limit);

/* One line of ASCII, the same for the same clocks; "" for none. Caller frees. */
char *gw_clocks_to_text (const GwClocks *clocks);
/* The inverse; NULL is "". FALSE, ret_clocks untouched, for anything to_text does not write. */
gboolean gw_clocks_parse (const char *text, GwClocks *ret_clocks);

G_END_DECLS
