/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the statistics count, and by what it is told apart. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * A figure is the size of a set. Those before GW_FIGURE_TO_HANDLE count things that happened
 * in a period and were not taken back again by its end; the others what waited at the end of
 * the period's last day, however old.
 */
typedef enum
{
  GW_FIGURE_REPORTED,
  GW_FIGURE_REJECTED,
  GW_FIGURE_VOIDED,
  GW_FIGURE_MERGED,
  GW_FIGURE_FILED,
  GW_FIGURE_FILED_IN_TIME,
  GW_FIGURE_DISPATCHED,
  GW_FIGURE_DISPATCHED_IN_TIME,
  GW_FIGURE_REDISPATCHED,
  GW_FIGURE_RETURNED,
  GW_FIGURE_HANDLED,
  GW_FIGURE_HANDLED_IN_TIME,
  GW_FIGURE_REWORKED,
  GW_FIGURE_DEFERRED,
  GW_FIGURE_EXTENDED,
  GW_FIGURE_CLOSED,
  GW_FIGURE_CLOSED_IN_TIME,
  GW_FIGURE_EXEMPT,
  GW_FIGURE_REOPENED,
  GW_FIGURE_TO_HANDLE,         /* dispatched, not deferred, not handled */
  GW_FIGURE_OVERDUE_TO_HANDLE, /* those of them past the handling's deadline */
  GW_FIGURE_TO_CLOSE,          /* handled, not closed */
  GW_N_FIGURES,
} GwFigure;

/* What a figure leaves out or takes in whatever else happened (domain notes, 1.7). */
typedef enum
{
  GW_EXCLUSION_VOID,     /* what became void is taken back */
  GW_EXCLUSION_DEFERRED, /* what is deferred is left out until it goes on */
  GW_EXCLUSION_EXEMPT,   /* what an appeal exempted counts as in time */
  GW_N_EXCLUSIONS,
} GwExclusion;

/* What stood at the event counts: its cell, class, department, the person who acted. */
typedef enum
{
  GW_DIMENSION_CITY,
  GW_DIMENSION_DISTRICT,
  GW_DIMENSION_STREET,
  GW_DIMENSION_COMMUNITY,
  GW_DIMENSION_CELL,
  GW_DIMENSION_DUTY_GRID,
  GW_DIMENSION_DEPARTMENT,
  GW_DIMENSION_KIND,        /* matter, component */
  GW_DIMENSION_CLASS_GROUP, /* the large class: the first two digits */
  GW_DIMENSION_CLASS,       /* the small class */
  GW_DIMENSION_SOURCE,
  GW_DIMENSION_PERSON,
  GW_DIMENSION_POST,    /* from which somebody acted: rules/post.h */
  GW_DIMENSION_SHIFT,   /* of the hour: rules/day-shift.h */
  GW_DIMENSION_HOUR,    /* local, 0 to 23 */
  GW_DIMENSION_WEEKDAY, /* 1 Monday to 7 */
  GW_DIMENSION_DAY,     /* each row of this and the following is a period of its own */
  GW_DIMENSION_WEEK,    /* ISO */
  GW_DIMENSION_MONTH,
  GW_DIMENSION_QUARTER,
  GW_DIMENSION_YEAR,
  GW_N_DIMENSIONS,
} GwDimension;

typedef struct
{
  gint64 values[GW_N_FIGURES];
} GwFigures;

void gw_figures_add (GwFigures *figures, const GwFigures *more);
/* TRUE when every figure is 0. */
gboolean gw_figures_are_zero (const GwFigures *figures);

/* TRUE for what waits at the end of a period. */
gboolean gw_figure_is_waiting (GwFigure figure);
/* Bits of GwExclusion. */
guint gw_figure_exclusions (GwFigure figure);
/* "void". Static. */
const char *gw_exclusion_name (GwExclusion exclusion);
/* "without void cases", "作废的不计". Static. */
const char *gw_exclusion_title (GwExclusion exclusion, const char *language);
/* TRUE for day, week, month, quarter, year. */
gboolean gw_dimension_is_period (GwDimension dimension);

/* "closed_in_time", "class_group". Static. */
const char *gw_figure_name (GwFigure figure);
const char *gw_dimension_name (GwDimension dimension);
/* FALSE for a name that nothing has. */
gboolean gw_figure_parse (const char *name, GwFigure *ret_figure);
gboolean gw_dimension_parse (const char *name, GwDimension *ret_dimension);
/* "Closed in time", "按期结案". language as in gw_reason_get(). Static. */
const char *gw_figure_title (GwFigure figure, const char *language);
const char *gw_dimension_title (GwDimension dimension, const char *language);

G_END_DECLS
