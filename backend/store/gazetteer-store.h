/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Addresses as rows: house numbers and points of interest. */
#pragma once

#include "backend/store/store.h"
#include "gis/point.h"

G_BEGIN_DECLS

/* As in city-store.h: adding takes nothing over; lists hold the record with its free
 * function. */

typedef struct
{
  char *street;
  guint number;
  char *suffix; /* "", "A" or "-1" */
  GwFixed position;
} GwHouseRecord;

typedef struct
{
  char *category; /* "school" */
  char *name;
  char *name_en; /* or NULL */
  GwFixed position;
} GwPoiRecord;

void gw_house_record_free (GwHouseRecord *record);
void gw_poi_record_free (GwPoiRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwHouseRecord, gw_house_record_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwPoiRecord, gw_poi_record_free)

gboolean gw_store_house_add (GwStoreWriter *writer, const GwHouseRecord *record,
                             GError **error);
gboolean gw_store_poi_add (GwStoreWriter *writer, const GwPoiRecord *record,
                           GError **error);
/* In the order in which they were added; NULL on error. */
GPtrArray *gw_store_house_list (GwStoreReader *reader, GError **error);
GPtrArray *gw_store_poi_list (GwStoreReader *reader, GError **error);
/* Takes all of them out, for others to come in the same job. */
gboolean gw_store_house_clear (GwStoreWriter *writer, GError **error);
gboolean gw_store_poi_clear (GwStoreWriter *writer, GError **error);

G_END_DECLS
