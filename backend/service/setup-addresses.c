/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Adding house numbers and points of interest to a city that stands. */
#define G_LOG_DOMAIN "gridward-service"

#include <glib/gi18n.h>

#include "backend/service/service-private.h"
#include "backend/service/setup-private.h"
#include "backend/store/gazetteer-store.h"

#define TELL_EVERY 5000

typedef struct
{
  const GPtrArray *houses;
  const GPtrArray *pois;
  gboolean replace;
  GwProgress progress;
} AddressJob;

static gboolean
clear (const AddressJob *job, GwStoreWriter *writer, GError **error)
{
  if (!job->replace)
    return TRUE;
  return (job->houses->len == 0 || gw_store_house_clear (writer, error)) &&
         (job->pois->len == 0 || gw_store_poi_clear (writer, error));
}

static gboolean
import_thread (GwStoreWriter *writer, gpointer data, GError **error)
{
  const AddressJob *job = data;
  guint total = job->houses->len + job->pois->len;

  if (!clear (job, writer, error))
    return FALSE;
  for (guint i = 0; i < total; i++)
    {
      gboolean written;

      if (i < job->houses->len)
        {
          const GwCityHouse *house = g_ptr_array_index (job->houses, i);
          GwHouseRecord record = { house->street, house->number, house->suffix,
                                   house->position };

          written = gw_store_house_add (writer, &record, error);
        }
      else
        {
          const GwCityPoi *poi = g_ptr_array_index (job->pois, i - job->houses->len);
          GwPoiRecord record = { poi->category, poi->name, poi->name_en, poi->position };

          written = gw_store_poi_add (writer, &record, error);
        }
      if (!written)
        return FALSE;
      if (i % TELL_EVERY == 0)
        gw_progress_tell (&job->progress, N_ ("addresses"), i, total);
    }
  gw_progress_tell (&job->progress, N_ ("addresses"), total, total);
  return TRUE;
}

gboolean
gw_setup_import_addresses (GwService *service, const GPtrArray *houses,
                           const GPtrArray *pois, gboolean replace, GwProgressFunc progress,
                           gpointer user_data, GError **error)
{
  AddressJob job = { houses, pois, replace, { progress, user_data } };
  GError *local = NULL;

  if (gw_store_write (service->store, import_thread, &job, &local))
    return TRUE;
  gw_service_propagate_error (error, local);
  return FALSE;
}

gboolean
gw_setup_read_addresses (GwStoreReader *reader, GPtrArray *houses, GPtrArray *pois,
                         GError **error)
{
  g_autoptr (GPtrArray) house_records = gw_store_house_list (reader, error);
  g_autoptr (GPtrArray) poi_records = NULL;

  if (house_records != NULL)
    poi_records = gw_store_poi_list (reader, error);
  if (poi_records == NULL)
    return FALSE;
  for (guint i = 0; i < house_records->len; i++)
    {
      GwHouseRecord *record = g_ptr_array_index (house_records, i);
      GwCityHouse house = { g_steal_pointer (&record->street), record->number,
                            g_steal_pointer (&record->suffix), record->position };

      g_ptr_array_add (houses, g_memdup2 (&house, sizeof house));
    }
  for (guint i = 0; i < poi_records->len; i++)
    {
      GwPoiRecord *record = g_ptr_array_index (poi_records, i);
      GwCityPoi poi = { g_steal_pointer (&record->category),
                        g_steal_pointer (&record->name), g_steal_pointer (&record->name_en),
                        record->position };

      g_ptr_array_add (pois, g_memdup2 (&poi, sizeof poi));
    }
  return TRUE;
}

gboolean
gw_setup_load_addresses (GwService *service, GPtrArray *houses, GPtrArray *pois,
                         GError **error)
{
  GError *local = NULL;

  if (gw_setup_read_addresses (gw_store_read (service->store), houses, pois, &local))
    return TRUE;
  gw_service_propagate_error (error, local);
  return FALSE;
}
