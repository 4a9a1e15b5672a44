/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Statistics as they come: indicators with their parts, tables of figures, counted cases. */
#pragma once

#include "gui/client/records.h"

G_BEGIN_DECLS

/* One count by its name ("closed"). */
typedef struct
{
  char *name; /* a GRefString, shared by all rows */
  gint64 count;
} GwTallyFigure;

/* A rate with what it was made of, or a count (denominator 0 and a value). */
typedef struct
{
  char *name;   /* a GRefString */
  double value; /* NAN: no cases */
  gint64 numerator;
  gint64 denominator;
} GwIndicatorValue;

/* What was counted for one thing in one period. */
typedef struct
{
  GArray *figures;    /* GwTallyFigure */
  GArray *indicators; /* GwIndicatorValue */
} GwTally;

void gw_tally_clear (GwTally *tally);
/* 0 when the figure is not there. */
gint64 gw_tally_get_figure (const GwTally *tally, const char *name);
/* NULL when the indicator is not there. */
const GwIndicatorValue *gw_tally_get_indicator (const GwTally *tally, const char *name);

/* One row of a table, or one place of a crossed one. */
typedef struct
{
  GwNamed row;    /* code: the key */
  GwNamed column; /* code NULL: the table is not crossed */
  GwTally now;
  GwTally before; /* empty when nothing is compared */
} GwTallyItem;

typedef struct
{
  char *from; /* "2026-11-01" */
  char *to;
  GPtrArray *items; /* GwTallyItem */
  GwTally total;
  GwTally total_before;
  char *next; /* or NULL */
} GwTallyTable;

void gw_tally_item_free (GwTallyItem *item);
void gw_tally_table_free (GwTallyTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwTallyTable, gw_tally_table_free)

/* What an indicator means. */
typedef struct
{
  GwNamed name;      /* code: its stable name, name: its title */
  char *formula;     /* in words */
  char *numerator;   /* over figures: "handled + to_handle"; or NULL */
  char *denominator; /* or NULL */
  char *variant;     /* how this city counts it, in words; or NULL */
  gboolean is_rate;
  gboolean less_is_better;
} GwIndicator;

/* A way to make a score of indicators. */
typedef struct
{
  GwNamed name; /* code: its stable name, name: its title */
  char *note;   /* or NULL */
} GwScheme;

typedef struct
{
  GPtrArray *schemes;    /* GwScheme */
  GPtrArray *indicators; /* GwIndicator */
  GPtrArray *figures;    /* GwNamed */
  GPtrArray *dimensions; /* GwNamed */
} GwFigureBook;

void gw_figure_book_free (GwFigureBook *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwFigureBook, gw_figure_book_free)

/* One counted thing: an event of a case. */
typedef struct
{
  int times; /* it counts so often; negative: against the others */
  gint64 seq;
  char *number;
  gint64 at_usec;
  GwNamed case_class;
  char *cell;
  GwNamed department; /* code NULL: none */
  char *state;
  char *description;
} GwCountedCase;

typedef struct
{
  int total;        /* of the times of all pages */
  GPtrArray *items; /* GwCountedCase */
  char *next;       /* or NULL */
} GwCountedPage;

void gw_counted_case_free (GwCountedCase *counted);
void gw_counted_page_free (GwCountedPage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwCountedPage, gw_counted_page_free)

/* How long closed cases took from filing to closure. */
typedef struct
{
  gint64 n;
  double median_s; /* NAN: no cases, as the two below */
  double p90_s;
  double mean_s;
  GArray *edges; /* gint64, seconds: where one bar ends and the next begins */
  GArray *bars;  /* gint64, cases; one more than edges */
} GwClosingTimes;

void gw_closing_times_free (GwClosingTimes *times);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwClosingTimes, gw_closing_times_free)

/* All are GwDecoders and thread-safe. GwTallyTable. */
gpointer gw_decode_tally_table (const char *text, gsize length, GError **error);
/* GwFigureBook. */
gpointer gw_decode_figure_book (const char *text, gsize length, GError **error);
/* GwCountedPage. */
gpointer gw_decode_counted_page (const char *text, gsize length, GError **error);
/* GwClosingTimes, of all rows together. */
gpointer gw_decode_closing_times (const char *text, gsize length, GError **error);

G_END_DECLS
