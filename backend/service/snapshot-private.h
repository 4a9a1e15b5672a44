/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The snapshot as it is filled. */
#pragma once

#include "backend/service/snapshot.h"

G_BEGIN_DECLS

struct _GwSnapshot
{
  gatomicrefcount ref_count;
  GwCityInfo city; /* its strings are owned */
  GPtrArray *areas;
  GHashTable *areas_by_code;
  GHashTable *areas_by_id;
  GPtrArray *duty_grids;
  GHashTable *duty_grids_by_id;
  GPtrArray *cells; /* the valid ones first, ascending by code */
  guint n_valid;
  GwCellIndex *index;        /* of the valid ones */
  GHashTable *cells_by_code; /* the valid ones */
  GHashTable *cells_by_id;
  GPtrArray *departments;
  GHashTable *departments_by_code;
  GHashTable *departments_by_id;
  GwCatalogue *catalogue;
  GHashTable *classes_by_id; /* gint64 -> GwCaseClass */
  GHashTable *class_ids;     /* GwCaseClass -> gint64 */
  GwCalendar *calendar;
  GwRouting *routing;
};

GwSnapshot *gw_snapshot_new (void);

G_END_DECLS
