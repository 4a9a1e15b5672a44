/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a chart shows: plain data, for the screen and for paper. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  GW_CHART_LINE,      /* in time, with the period before in a paler line */
  GW_CHART_BARS,      /* lying bars, one below the other */
  GW_CHART_PARETO,    /* standing bars, the highest first, and the sum so far as a line */
  GW_CHART_HISTOGRAM, /* standing bars that touch, with lines at median and 90th percentile */
  GW_CHART_HEAT,      /* squares in rows and columns */
} GwChartKind;

typedef enum
{
  GW_CHART_COUNT, /* whole numbers */
  GW_CHART_SHARE, /* of one, told in percent */
} GwChartUnit;

/* One thing that can be pointed at. */
typedef struct
{
  char *key;     /* given back when it is chosen; "": it cannot be, it is a rest */
  char *label;   /* short, for the axis */
  char *text;    /* all of it in words, for the tooltip, the table and who cannot see */
  double value;  /* NAN: no cases */
  double before; /* NAN: nothing to compare with */
  guint row;     /* of a heat map */
  guint column;  /* of a heat map */
  gboolean chosen;
} GwChartMark;

/* A line across the chart. */
typedef struct
{
  double at; /* in marks from the left: 1.5 is the middle of the second */
  char *label;
} GwChartLine;

typedef struct
{
  int ref_count;
  GwChartKind kind;
  GwChartUnit unit;
  char *title;
  char *value_name;  /* for the legend; NULL: there is none */
  char *before_name; /* the same, of the values before */
  char *note;        /* what it leaves out, in words; NULL: nothing */
  char *why_empty;   /* said where no mark has a value; NULL: there are no cases */
  double total;      /* of a Pareto chart: of everything, marks or not */
  guint n_left;      /* bars that are not among the marks, being too many */
  gboolean named;    /* what stands below are names, of which none is left out */
  GPtrArray *marks;  /* GwChartMark */
  GPtrArray *lines;  /* GwChartLine */
  GStrv row_labels;  /* of a heat map */
  GStrv column_labels;
} GwChart;

GwChart *gw_chart_new (GwChartKind kind, GwChartUnit unit, const char *title);
GwChart *gw_chart_ref (GwChart *chart);
void gw_chart_unref (GwChart *chart);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwChart, gw_chart_unref)

/* Texts are copied. The mark is the chart's; it has no value before and is not chosen. */
GwChartMark *gw_chart_add (GwChart *chart, const char *key, const char *label, double value,
                           const char *text);
void gw_chart_add_line (GwChart *chart, double at, const char *label);
const GwChartMark *gw_chart_get (GwChart *chart, guint i);
/* The highest value, before or now; 0 when there is none. */
double gw_chart_highest (GwChart *chart);
/* Whether any mark has a value. */
gboolean gw_chart_has_values (GwChart *chart);
gboolean gw_chart_has_chosen (GwChart *chart);
/* Of a Pareto chart, the share of its total up to the mark with it; NAN: there is no total. */
double gw_chart_share_so_far (GwChart *chart, guint i);
/* What is said in the place of a chart without values. Borrowed. */
const char *gw_chart_empty_text (GwChart *chart);
/* "the first 12 of 57", translated; caller frees. */
char *gw_chart_first_text (guint n_shown, guint n_all);
/* What it leaves out when n_shown marks are drawn, in words; NULL: nothing. Caller frees. */
char *gw_chart_left_out_text (GwChart *chart, guint n_shown);
/* "12", "83 %"; caller frees. */
char *gw_chart_format (GwChartUnit unit, double value);

G_END_DECLS
