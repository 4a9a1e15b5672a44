/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Periods of days: months, weeks, any range; what is before them, what they are made of. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  GW_SPAN_DAY,
  GW_SPAN_WEEK, /* from Monday */
  GW_SPAN_MONTH,
  GW_SPAN_QUARTER,
  GW_SPAN_YEAR,
  GW_SPAN_RANGE, /* any days */
  GW_SPAN_N,
} GwSpanUnit;

/* Both days belong to it. */
typedef struct
{
  GwSpanUnit unit;
  GDate from;
  GDate to;
} GwSpan;

/* "Month", translated. */
const char *gw_span_unit_label (GwSpanUnit unit);
/* The day of an instant in a time zone. */
GDate gw_span_day (gint64 usec, GTimeZone *zone);
/* The one of this unit that holds the day; a range: the day alone. */
GwSpan gw_span_of (GwSpanUnit unit, const GDate *day);
/* The days in either order. */
GwSpan gw_span_range (const GDate *from, const GDate *to);
/* The next (1) or one before (-1); a range moves by its length, which may be
 * whole months. */
GwSpan gw_span_step (const GwSpan *span, int steps);
/* The same dates of the year before. */
GwSpan gw_span_year_before (const GwSpan *span);
guint gw_span_n_days (const GwSpan *span);
/* "2026-11-01", caller frees. */
char *gw_span_date (const GDate *date);
/* Its name among rows of the server: "2026-11", "2026-W48", "2026-Q4", "2026-11-23". */
char *gw_span_key (const GwSpan *span);
/* For people: "November 2026", translated; caller frees. */
char *gw_span_text (const GwSpan *span);
/* Short, for an axis: "23", "W48", "11". */
char *gw_span_short_text (const GwSpan *span);
/* What it is told in: days, weeks or months. */
GwSpanUnit gw_span_part_unit (const GwSpan *span);
/* "day", the server's word. */
const char *gw_span_unit_dimension (GwSpanUnit unit);
/* GwSpan; the first and last part end with the span. */
GArray *gw_span_parts (const GwSpan *span);

G_END_DECLS
