/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The snapshot as it is filled. */
#pragma once

#include "backend/service/snapshot.h"
#include "backend/store/store.h"

G_BEGIN_DECLS

/* What is counted, in the city's own words. */
typedef struct
{
  GwIndicatorBook *indicators;
  GwScoreBook *scores;
} GwBooks;

struct _GwSnapshot
{
  gatomicrefcount ref_count;
  GwCityInfo city; /* its strings are owned */
  GPtrArray *areas;
  GHashTable *areas_by_code;
  GHashTable *areas_by_id;
  GPtrArray *duty_grids;
  GHashTable *duty_grids_by_code;
  GHashTable *duty_grids_by_id;
  GPtrArray *cells; /* the valid ones first, ascending by code */
  guint n_valid;
  GwCellIndex *index;        /* of the valid ones */
  GHashTable *cells_by_code; /* the valid ones */
  GHashTable *cells_by_id;
  GPtrArray *departments;
  GHashTable *departments_by_code;
  GHashTable *departments_by_id;
  guint32 catalogue_until;      /* local date; 0: no version begins or ends by itself */
  GPtrArray *schemes;           /* GwScheme; the one of new cases first */
  GPtrArray *calendar_editions; /* GwCalendarEdition, all there ever were */
  GPtrArray *calendars;         /* those that are valid; the city's first */
  const GwCalendar *calendar;   /* the city's */
  GwRouting *routing;
  guint *loads; /* open cases by department position; atomic, the one thing that changes */
  GwSettings *settings;    /* atomic: may be replaced by newer ones… */
  GPtrArray *all_settings; /* … but each is kept, for somebody may be reading it */
  GwBooks *books;          /* atomic, as the settings */
  GPtrArray *all_books;
};

GwSnapshot *gw_snapshot_new (void);
/* snapshot-books.c: records: GwSettingRecord, of all settings. */
void gw_snapshot_load_books (GwSnapshot *snapshot, const GPtrArray *records);
/* snapshot-route.c */
gboolean gw_snapshot_load_routing (GwSnapshot *snapshot, GwStoreReader *reader,
                                   GError **error);

/* snapshot-calendars.c: before the departments. */
gboolean gw_snapshot_load_calendars (GwSnapshot *snapshot, GwStoreReader *reader,
                                     GError **error);
/* code NULL: the city's. */
gboolean gw_snapshot_join_calendar (GwSnapshot *snapshot, GwDepartment *department,
                                    const char *code, GError **error);
void gw_snapshot_free_calendar (gpointer edition);

/* snapshot-catalogue.c */
gboolean gw_snapshot_load_catalogue (GwSnapshot *snapshot, GwStoreReader *reader,
                                     guint32 today, GError **error);
void gw_snapshot_free_scheme (gpointer scheme);

G_END_DECLS
