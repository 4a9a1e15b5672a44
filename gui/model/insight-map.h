/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An indicator, or its change between two periods, as one number per cell. */
#pragma once

#include "gui/client/figure-records.h"
#include "gui/model/cell-values.h"
#include "gui/model/span.h"

G_BEGIN_DECLS

typedef struct
{
  GwCellValues *values; /* are set */
  GwCellSet *cells;
  const GwTallyTable *table; /* by cell */
  const GwIndicator *indicator;
  gboolean compared; /* the difference to what was before is shown */
  GwSpan span;
} GwInsightMap;

void gw_insight_map_show (const GwInsightMap *map);
/* The difference of an indicator; NAN when one of the two periods had no cases. */
double gw_tally_item_change (const GwTallyItem *item, const char *indicator);

G_END_DECLS
