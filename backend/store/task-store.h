/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Open tasks as rows: what an inspector could do now. */
#pragma once

#include "backend/store/store.h"
#include "gis/point.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id;
  gint64 case_id;
  guint kind; /* GwTaskKind */
  GwFixed position;
  gboolean own; /* FALSE: anyone's */
} GwOpenTask;

/*
 * Those of the inspector and those of nobody in the cells (ids, gint64): GwOpenTask, at most
 * limit of each. NULL on error.
 */
GArray *gw_store_task_inbox (GwStoreReader *reader, gint64 inspector_id,
                             const GArray *cell_ids, guint limit, GError **error);

G_END_DECLS
