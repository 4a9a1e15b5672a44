/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tracks of inspectors as rows. */
#pragma once

#include "backend/store/store.h"
#include "gis/point.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 at; /* UTC ms; with the person it is the key */
  GwFixed position;
  double accuracy; /* metres; negative: not known */
} GwPositionRecord;

/* *ret_new FALSE: the person has a position of that instant, which stays as it is. */
gboolean gw_store_position_add (GwStoreWriter *writer, gint64 person_id,
                                const GwPositionRecord *record, gboolean *ret_new,
                                GError **error);
/* The newest; NOT_FOUND when there is none. */
gboolean gw_store_position_last (GwStoreReader *reader, gint64 person_id,
                                 GwPositionRecord *ret_record, GError **error);
/* From (inclusive) to (exclusive), at most limit, by time. NULL on error. */
GArray *gw_store_position_list (GwStoreReader *reader, gint64 person_id, gint64 from,
                                gint64 to, guint limit, GError **error);
/*
 * One bounded step of removing what is older: at most limit positions, beginning with the
 * person *person_id. Tells with whom to go on; 0: all is done.
 */
gboolean gw_store_position_purge (GwStoreWriter *writer, gint64 before_ms, guint limit,
                                  gint64 *person_id, GError **error);

/* That the person was in the cell on that local day; more than once is no error. */
gboolean gw_store_cell_visit_add (GwStoreWriter *writer, guint32 day, gint64 person_id,
                                  gint64 cell_id, GError **error);

G_END_DECLS
