/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What inspectors did, day by day, and where they were. */
#pragma once

#include "backend/rules/patrol.h"
#include "backend/store/store.h"

G_BEGIN_DECLS

/*
 * One bounded step of counting, per inspector and day, what the journal tells: at most limit
 * events behind the last step. *ret_more: there are further ones.
 */
gboolean gw_store_patrol_follow (GwStoreWriter *writer, guint limit, gboolean *ret_more,
                                 GError **error);
/* FALSE: all events have been counted. */
gboolean gw_store_patrol_is_behind (GwStoreReader *reader);

/* Days are local dates, yyyymmdd, both inclusive. */
typedef struct
{
  gint64 id; /* of the person */
  GwPatrolCounts counts;
} GwPatrolPerson;

/* Everyone with any figure, each once: GwPatrolPerson. NULL on error. */
GArray *gw_store_patrol_people (GwStoreReader *reader, guint32 from_day, guint32 to_day,
                                GError **error);

/* That something was so on a day. */
typedef struct
{
  guint32 day;
  gint64 id; /* of a cell, or of a duty grid */
} GwPatrolDay;

/* In which cells a track was, each cell once a day: GwPatrolDay. NULL on error. */
GArray *gw_store_patrol_visits (GwStoreReader *reader, guint32 from_day, guint32 to_day,
                                GError **error);
/* To which duty grids someone signed in, each once a day: GwPatrolDay. NULL on error. */
GArray *gw_store_patrol_duties (GwStoreReader *reader, guint32 from_day, guint32 to_day,
                                GError **error);

G_END_DECLS
