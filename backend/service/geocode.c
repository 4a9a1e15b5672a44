/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From addresses to places, and back: holding the places, describing points. */
#define G_LOG_DOMAIN "gridward-service"

#include "backend/service/geocode.h"

#include "backend/service/geocode-private.h"
#include "backend/service/service-private.h"

#define NEAR_M 300.0

/* Main thread only, but for what a reading holds. */
struct _GwGeocoder
{
  GwService *service;
  GwGazetteer *gazetteer; /* or NULL */
  GThread *thread;        /* that reads, or NULL */
  gboolean again;         /* the city changed meanwhile */
};

/* What a reading thread has and makes. */
typedef struct
{
  GwGeocoder *geocoder;
  GwStore *store;
  GwSnapshot *snapshot;
  GwGazetteer *gazetteer;
  GError *error;
} Reading;

static gboolean
read_places (GwStoreReader *reader, gpointer data, GError **error)
{
  Reading *reading = data;

  reading->gazetteer = gw_geocode_read (reading->snapshot, reader, error);
  return reading->gazetteer != NULL;
}

static void begin_reading (GwGeocoder *geocoder);

static void
end_thread (GwGeocoder *geocoder)
{
  if (geocoder->thread != NULL)
    g_thread_join (g_steal_pointer (&geocoder->thread));
}

/* On the main thread. */
static void
reading_done (gpointer data)
{
  Reading *reading = data;
  GwGeocoder *geocoder = reading->geocoder;
  gboolean is_stopped = geocoder->thread == NULL;

  end_thread (geocoder);
  if (reading->gazetteer != NULL)
    {
      g_clear_pointer (&geocoder->gazetteer, gw_gazetteer_unref);
      geocoder->gazetteer = g_steal_pointer (&reading->gazetteer);
    }
  else
    g_warning ("addresses cannot be searched: %s", reading->error->message);
  if (geocoder->again && !is_stopped)
    begin_reading (geocoder);
  g_clear_error (&reading->error);
  gw_snapshot_unref (reading->snapshot);
  g_free (reading);
}

static gpointer
read_thread (gpointer data)
{
  Reading *reading = data;

  gw_store_read_spatial (reading->store, read_places, reading, &reading->error);
  gw_service_answer (reading->geocoder->service, reading_done, reading);
  return NULL;
}

static void
begin_reading (GwGeocoder *geocoder)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->geocoder = geocoder;
  reading->store = geocoder->service->store;
  reading->snapshot = gw_snapshot_ref (geocoder->service->snapshot);
  geocoder->again = FALSE;
  geocoder->thread = g_thread_new ("places", read_thread, reading);
}

void
gw_geocode_start (GwService *service)
{
  if (service->geocoder != NULL)
    return;
  service->geocoder = g_new0 (GwGeocoder, 1);
  service->geocoder->service = service;
  begin_reading (service->geocoder);
}

void
gw_geocoder_reload (GwService *service)
{
  GwGeocoder *geocoder = service->geocoder;

  if (geocoder == NULL)
    return;
  if (geocoder->thread != NULL)
    geocoder->again = TRUE;
  else
    begin_reading (geocoder);
}

void
gw_geocoder_stop (GwGeocoder *geocoder)
{
  if (geocoder != NULL)
    end_thread (geocoder);
}

void
gw_geocoder_free (GwGeocoder *geocoder)
{
  g_clear_pointer (&geocoder->gazetteer, gw_gazetteer_unref);
  g_free (geocoder);
}

gboolean
gw_geocode_load (GwService *service, GError **error)
{
  Reading reading = { .snapshot = service->snapshot };
  GError *local = NULL;

  g_return_val_if_fail (service->geocoder == NULL, FALSE);

  if (!gw_store_read_spatial (service->store, read_places, &reading, &local))
    {
      gw_service_propagate_error (error, local);
      return FALSE;
    }
  service->geocoder = g_new0 (GwGeocoder, 1);
  service->geocoder->service = service;
  service->geocoder->gazetteer = reading.gazetteer;
  return TRUE;
}

GwGazetteer *
gw_geocode_get_gazetteer (GwService *service)
{
  return service->geocoder != NULL ? service->geocoder->gazetteer : NULL;
}

static gboolean
describe_community (GwService *service, GwFixed point, GwAddress *ret_address)
{
  const GwCell *cell = gw_snapshot_find_cell (service->snapshot, point);

  if (cell == NULL)
    return FALSE;
  *ret_address = (GwAddress){
    .text = g_strdup (cell->community->name),
    .text_en = g_strdup (cell->community->name_en != NULL ? cell->community->name_en
                                                          : cell->community->name),
    .kind = GW_PLACE_COMMUNITY,
    .position = point,
  };
  ret_address->place = g_strdup (ret_address->text);
  ret_address->place_en = g_strdup (ret_address->text_en);
  return TRUE;
}

gboolean
gw_geocode_describe (GwService *service, GwFixed point, GwAddress *ret_address)
{
  GwGazetteer *gazetteer = gw_geocode_get_gazetteer (service);
  GwPlaceNearby nearby;

  if (gazetteer == NULL || !gw_gazetteer_nearest (gazetteer, point, NEAR_M, &nearby))
    return describe_community (service, point, ret_address);
  *ret_address = (GwAddress){ .text = gw_place_nearby_dup_text (&nearby),
                              .text_en = gw_place_nearby_dup_text_en (&nearby),
                              .kind = nearby.place.kind,
                              .place = gw_place_dup_text (&nearby.place),
                              .place_en = gw_place_dup_text_en (&nearby.place),
                              .position = nearby.place.position,
                              .distance_m = nearby.distance_m,
                              .bearing = nearby.bearing };
  return TRUE;
}

void
gw_address_clear (GwAddress *address)
{
  g_clear_pointer (&address->text, g_free);
  g_clear_pointer (&address->text_en, g_free);
  g_clear_pointer (&address->place, g_free);
  g_clear_pointer (&address->place_en, g_free);
}
