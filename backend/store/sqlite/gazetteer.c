/* SPDX-License-Identifier: GPL-3.0-or-later */
/* House numbers and points of interest. Each reader's enum is the order of its query file. */
#define G_LOG_DOMAIN "gridward-store"

#include "backend/store/gazetteer-store.h"

#include "backend/store/sqlite/internal.h"
#include "backend/store/sqlite/rows.h"

static GwStatement *
prepare (GwStoreWriter *writer, GwQuery query, GError **error)
{
  return gw_connection_query (writer->reader.connection, query, error);
}

gboolean
gw_store_house_add (GwStoreWriter *writer, const GwHouseRecord *record, GError **error)
{
  GwStatement *s = prepare (writer, GW_QUERY_HOUSE_ADD, error);

  if (s == NULL)
    return FALSE;
  gw_bind_text (s, ":street", record->street);
  gw_bind_int (s, ":number", record->number);
  gw_bind_text (s, ":suffix", record->suffix);
  gw_bind_int (s, ":lon", record->position.x);
  gw_bind_int (s, ":lat", record->position.y);
  return gw_statement_run (s, error);
}

gboolean
gw_store_poi_add (GwStoreWriter *writer, const GwPoiRecord *record, GError **error)
{
  GwStatement *s = prepare (writer, GW_QUERY_POI_ADD, error);

  if (s == NULL)
    return FALSE;
  gw_bind_text (s, ":category", record->category);
  gw_bind_text (s, ":name", record->name);
  gw_bind_text (s, ":name_en", record->name_en);
  gw_bind_int (s, ":lon", record->position.x);
  gw_bind_int (s, ":lat", record->position.y);
  return gw_statement_run (s, error);
}

enum
{
  HOUSE_STREET,
  HOUSE_NUMBER,
  HOUSE_SUFFIX,
  HOUSE_LON,
  HOUSE_LAT
};

static gpointer
read_house (GwStatement *s)
{
  GwHouseRecord *r = g_new0 (GwHouseRecord, 1);

  r->street = gw_column_dup_text (s, HOUSE_STREET);
  r->number = (guint)gw_column_int (s, HOUSE_NUMBER);
  r->suffix = gw_column_dup_text (s, HOUSE_SUFFIX);
  r->position = (GwFixed){ (gint32)gw_column_int (s, HOUSE_LON),
                           (gint32)gw_column_int (s, HOUSE_LAT) };
  return r;
}

GPtrArray *
gw_store_house_list (GwStoreReader *reader, GError **error)
{
  return gw_list (reader, GW_QUERY_HOUSE_LIST, read_house,
                  (GDestroyNotify)gw_house_record_free, error);
}

enum
{
  POI_CATEGORY,
  POI_NAME,
  POI_NAME_EN,
  POI_LON,
  POI_LAT
};

static gpointer
read_poi (GwStatement *s)
{
  GwPoiRecord *r = g_new0 (GwPoiRecord, 1);

  r->category = gw_column_dup_text (s, POI_CATEGORY);
  r->name = gw_column_dup_text (s, POI_NAME);
  r->name_en = gw_column_dup_text (s, POI_NAME_EN);
  r->position =
      (GwFixed){ (gint32)gw_column_int (s, POI_LON), (gint32)gw_column_int (s, POI_LAT) };
  return r;
}

GPtrArray *
gw_store_poi_list (GwStoreReader *reader, GError **error)
{
  return gw_list (reader, GW_QUERY_POI_LIST, read_poi, (GDestroyNotify)gw_poi_record_free,
                  error);
}

gboolean
gw_store_house_clear (GwStoreWriter *writer, GError **error)
{
  GwStatement *s = prepare (writer, GW_QUERY_HOUSE_CLEAR, error);

  return s != NULL && gw_statement_run (s, error);
}

gboolean
gw_store_poi_clear (GwStoreWriter *writer, GError **error)
{
  GwStatement *s = prepare (writer, GW_QUERY_POI_CLEAR, error);

  return s != NULL && gw_statement_run (s, error);
}
