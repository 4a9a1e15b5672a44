/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where everything of a chart lies: arithmetic without fonts. */
#pragma once

#include "gui/charts/chart.h"

G_BEGIN_DECLS

/* What a line across takes over the plot for its words, in ems. */
#define GW_CHART_LINE_ROOM 1.3
/* Names that lean are cut here, in ems; they lean by half a right angle. */
#define GW_CHART_LEANING_ROOM 6.0

typedef struct
{
  double x;
  double y;
  double width;
  double height;
} GwChartRect;

/* Round steps from 0 to a round end. */
typedef struct
{
  double end;
  double step;
  guint n_steps;
} GwChartScale;

typedef struct
{
  GwChartRect plot;
  GwChartScale scale;
  double label_width;   /* room for the texts left of the plot */
  guint label_every;    /* below the plot, so that labels do not touch */
  guint row_every;      /* the same of a heat map's rows, ... */
  double row_scale;     /* ... whose names are smaller before any of them is left out */
  gboolean numbered;    /* all numbers of a heat map have room in their squares */
  gboolean leaning;     /* names below the plot have no room side by side */
  GArray *marks;        /* GwChartRect: what is drawn; of a line, the dot */
  GArray *areas;        /* GwChartRect: what answers to the pointer */
  guint n_marks;        /* less than the chart has when there is no room for all bars ... */
  GwChartRect left_out; /* ... which is said here; no height: it is not */
} GwChartLayout;

/* At most most steps; whole numbers are not divided. A share ends at 1 when it comes near. */
GwChartScale gw_chart_scale (GwChartUnit unit, double highest, guint most);
/* em: the height of a letter. */
GwChartLayout *gw_chart_layout_new (GwChart *chart, double width, double height, double em);
void gw_chart_layout_free (GwChartLayout *layout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwChartLayout, gw_chart_layout_free)

/* The height at which it is read well; 0: any. */
double gw_chart_layout_height (GwChart *chart, double em);
/* Where a value stands on the scale: a height, or a width for lying bars. */
double gw_chart_layout_length (GwChartLayout *layout, GwChartKind kind, double value);
/* The mark there, or -1. */
int gw_chart_layout_find (GwChartLayout *layout, double x, double y);
/* About how wide a text is: Chinese is one em, Latin a bit more than half. */
double gw_chart_text_width (const char *text, double em);

G_END_DECLS
