/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From addresses to places, and back. */
#pragma once

#include "backend/service/service.h"
#include "gis/gazetteer.h"

G_BEGIN_DECLS

/*
 * The places of the city are held in memory (gis/gazetteer.h) and read by a thread of their
 * own: a city of 500,000 takes two seconds. Looking things up is done on the caller's (main)
 * thread: a search takes a third of a millisecond among 500,000 places, and its work is
 * bounded.
 */

/* Begins to read the places, and reads them again whenever the city is reloaded. Until they
 * are there, the last ones (or none) are used. */
void gw_geocode_start (GwService *service);
/* Reads them now; blocks. For administration. */
gboolean gw_geocode_load (GwService *service, GError **error);
/* NULL until they are there. Belongs to the service; a reload may replace it. */
GwGazetteer *gw_geocode_get_gazetteer (GwService *service);

/* A point in words. */
typedef struct
{
  char *text;    /* "人民路12号东北30米" */
  char *text_en; /* "30 m northeast of 12 Renmin Road" */
  GwPlaceKind kind;
  char *place;      /* "人民路12号" */
  char *place_en;   /* "12 Renmin Road" */
  GwFixed position; /* of the place */
  double distance_m;
  double bearing; /* degrees from north, from the place to the point */
} GwAddress;

/*
 * The address of a point: by the nearest house number, point of interest or street within
 * 300 m, else the community that it lies in (distance 0). FALSE outside of the city with
 * nothing near. Clear the address. Takes 20 us.
 */
gboolean gw_geocode_describe (GwService *service, GwFixed point, GwAddress *ret_address);
void gw_address_clear (GwAddress *address);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GwAddress, gw_address_clear)

G_END_DECLS
