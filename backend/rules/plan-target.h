/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Targets of the city's plan: what is to be reached in an area by when, and how it stands. */
#pragma once

#include "backend/rules/faults.h"
#include "backend/rules/lamp.h"

G_BEGIN_DECLS

/* Values are in hundredths of their unit, so that what was written is what is shown. */
#define GW_TARGET_SCALE 100
#define GW_TARGET_VALUE_MAX (G_GINT64_CONSTANT (1000000000000))
#define GW_TARGET_PERCENT_MAX (100 * GW_TARGET_SCALE)
#define GW_TARGET_YEAR_MIN 2000
#define GW_TARGET_YEAR_MAX 2999
#define GW_TARGET_MAX_TARGETS 20000 /* of a file */
#define GW_TARGET_CODE_CHARS 40
#define GW_TARGET_TEXT_CHARS 100
#define GW_TARGET_NOTE_CHARS 500

typedef enum
{
  GW_TARGET_COUNT,
  GW_TARGET_PERCENT,
} GwTargetUnit;

/* A line of the plan. Dates are local, yyyymmdd. */
typedef struct
{
  guint year;
  char *code;     /* "access_points": the same in each area */
  char *area;     /* code of an area of any level, the city's too */
  char *title;    /* Chinese */
  char *title_en; /* "" */
  GwTargetUnit unit;
  gboolean up;        /* more is better */
  gboolean has_start; /* what it was when the year began is known */
  gint64 start;
  gint64 target;
  guint32 due;
  char *department;    /* code of who leads */
  char *indicator;     /* of the indicator book: then it is counted, nobody enters it; "" */
  gboolean has_actual; /* entered, not counted */
  gint64 actual;
  guint32 actual_date;
  char *note; /* "" */
} GwPlanTarget;

void gw_plan_target_clear (GwPlanTarget *target);
void gw_plan_target_free (GwPlanTarget *target);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwPlanTarget, gw_plan_target_free)

/* "count", "percent". Static. */
const char *gw_target_unit_name (GwTargetUnit unit);
gboolean gw_target_unit_parse (const char *name, GwTargetUnit *ret_unit);

/* "12.5" as 1250; at most two decimals, not negative. FALSE for anything else. */
gboolean gw_target_value_parse (const char *text, gint64 *ret_value);
/* 1250 as "12.5". Caller frees. */
char *gw_target_value_to_text (gint64 value);

/* How it stands on a day. */
typedef struct
{
  GwLamp lamp;
  gboolean reached;
  gboolean has_expected; /* by that day */
  gint64 expected;
  gboolean has_progress;
  guint progress; /* of the way from start to target, in thousandths, 0 to 1000 */
} GwTargetStanding;

/*
 * The rule is our own; plans name a value and a date, and leave the way there open. Green: the
 * target is reached, or the actual is as good as it has to be by that day. Yellow: it is not,
 * and the due date is not over. Red: it is not reached and the due date is over. None: no
 * actual, and the due date is not over. What it has to be by a day lies on the straight line
 * from the start on January 1 to the target on the due date; a start is 0 when more is better
 * and none is given. There is no line, and the target itself is to be held at all times, for
 * what is counted as a share (a share has no way to go) and when less is better and no start
 * is given, and when the start is no worse than the target.
 */
GwTargetStanding gw_plan_target_standing (const GwPlanTarget *target, gboolean has_actual,
                                          gint64 actual, guint32 today);
/* The same in words: why it has this lamp. language "zh…" or English. Caller frees. */
char *gw_plan_target_reason (const GwPlanTarget *target, const GwTargetStanding *standing,
                             gboolean has_actual, guint32 today, const char *language);

/* What the names of a file stand for. */
typedef struct
{
  gboolean (*has_area) (const char *code, gpointer user_data);
  gboolean (*has_department) (const char *code, gpointer user_data);
  /* FALSE: there is none; else whether it is a rate. */
  gboolean (*find_indicator) (const char *name, gboolean *ret_is_rate, gpointer user_data);
  gpointer user_data;
} GwPlanTargetContext;

/* The columns of a file, NULL-terminated. */
extern const char *const gw_plan_target_columns[];

/* GwPlanTarget, owned; NULL when there are faults, each added with its line and column. */
GPtrArray *gw_plan_targets_from_csv (const char *text, gsize length,
                                     const GwPlanTargetContext *context, GwFaults *faults);
/* As gw_plan_targets_from_csv() takes it. Caller frees. */
char *gw_plan_targets_to_csv (const GPtrArray *targets);
/* The columns alone, and one line. */
void gw_plan_target_append_csv (GString *out, const GwPlanTarget *target);

G_END_DECLS
