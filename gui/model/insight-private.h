/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What insight.c keeps, for insight-read.c, too. */
#pragma once

#include "gui/model/insight.h"

struct _GwInsight
{
  GObject parent_instance;

  GwClient *client;
  GwCityInfo *city;
  GwCellSet *cells;
  GwCellValues *values;
  GwStatQuestion *question;
  GQueue *past; /* GwStatQuestion, the last on top */
  GwFigureBook *book;
  GwTallyTable *tables[GW_INSIGHT_N];
  GwClosingTimes *times;     /* NULL: not there yet, or not asked for */
  GCancellable *cancellable; /* of the question */
  GCancellable *map_cancellable;
  guint n_pending;
  int part; /* -1: all */
  GListStore *cases;
  int n_cases;
  char *next_cases; /* the path of more; NULL: none, or on its way */
  GError *error;
};
