/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From degrees to metres and back, by PROJ. */
#define G_LOG_DOMAIN "gridward-gis"

#include "gis/projection.h"

#include "gis/gis-error.h"

#include <math.h>
#include <proj.h>

/* How far outside its area of use a system is still believed: neighbours of a zone. */
#define AREA_MARGIN_DEGREES 3.0
#define EARTH_RADIUS_M 6371008.8

struct _GwProjection
{
  PJ_CONTEXT *context;
  PJ *transformation; /* forward: from the projected system to longitude, latitude */
  gboolean radians;   /* the geographic side is in radians, and forward the other way */
  GwLonLat area_min;  /* where the system is used; empty area: everywhere */
  GwLonLat area_max;
};

static PJ_CONTEXT *
new_context (void)
{
  PJ_CONTEXT *context = proj_context_create ();

  proj_context_set_enable_network (context, 0);
  proj_log_level (context, PJ_LOG_NONE);
  return context;
}

GwProjection *
gw_projection_new_local (GwLonLat origin)
{
  GwProjection *projection;
  char lon[G_ASCII_DTOSTR_BUF_SIZE], lat[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *definition = NULL;

  g_return_val_if_fail (gw_lon_lat_is_valid (origin), NULL);

  definition = g_strdup_printf ("+proj=laea +lon_0=%s +lat_0=%s +ellps=GRS80",
                                g_ascii_dtostr (lon, sizeof lon, origin.lon),
                                g_ascii_dtostr (lat, sizeof lat, origin.lat));
  projection = g_new0 (GwProjection, 1);
  projection->context = new_context ();
  projection->transformation = proj_create (projection->context, definition);
  projection->radians = TRUE;
  g_assert (projection->transformation != NULL);
  return projection;
}

/* Asks PROJ where a system is used. */
static void
read_area (GwProjection *projection, const char *name)
{
  PJ *system = proj_create (projection->context, name);

  if (system == NULL)
    return;
  if (!proj_get_area_of_use (projection->context, system, &projection->area_min.lon,
                             &projection->area_min.lat, &projection->area_max.lon,
                             &projection->area_max.lat, NULL))
    projection->area_min = projection->area_max = (GwLonLat){ 0, 0 };
  proj_destroy (system);
}

GwProjection *
gw_projection_new_epsg (guint epsg, GError **error)
{
  g_autoptr (GwProjection) projection = g_new0 (GwProjection, 1);
  g_autofree char *name = g_strdup_printf ("EPSG:%u", epsg);
  PJ *as_registered;

  projection->context = new_context ();
  as_registered = proj_create_crs_to_crs (projection->context, name, "EPSG:4326", NULL);
  if (as_registered != NULL)
    {
      /* East before north on both sides, whatever the registry says of the axes. */
      projection->transformation =
          proj_normalize_for_visualization (projection->context, as_registered);
      proj_destroy (as_registered);
    }
  if (projection->transformation == NULL)
    {
      g_set_error (error, GW_GIS_ERROR, GW_GIS_ERROR_UNSUPPORTED,
                   "%s is no horizontal coordinate system that PROJ knows", name);
      return NULL;
    }
  read_area (projection, name);
  return g_steal_pointer (&projection);
}

void
gw_projection_free (GwProjection *projection)
{
  proj_destroy (projection->transformation);
  proj_context_destroy (projection->context);
  g_free (projection);
}

GwMetres
gw_projection_forward (GwProjection *projection, GwLonLat position)
{
  PJ_COORD in, out;

  if (projection->radians)
    {
      in = proj_coord (proj_torad (position.lon), proj_torad (position.lat), 0, 0);
      out = proj_trans (projection->transformation, PJ_FWD, in);
    }
  else
    {
      in = proj_coord (position.lon, position.lat, 0, 0);
      out = proj_trans (projection->transformation, PJ_INV, in);
    }
  return (GwMetres){ out.xy.x, out.xy.y };
}

static gboolean
is_in_area (const GwProjection *projection, GwLonLat position)
{
  GwLonLat min = projection->area_min, max = projection->area_max;

  /* An area over the date line has its west east of its east: not narrowed. */
  if (min.lat == max.lat || min.lon > max.lon)
    return TRUE;
  return position.lon >= min.lon - AREA_MARGIN_DEGREES &&
         position.lon <= max.lon + AREA_MARGIN_DEGREES &&
         position.lat >= min.lat - AREA_MARGIN_DEGREES &&
         position.lat <= max.lat + AREA_MARGIN_DEGREES;
}

gboolean
gw_projection_inverse (GwProjection *projection, GwMetres point, GwLonLat *ret_position)
{
  PJ_COORD in = proj_coord (point.x, point.y, 0, 0);
  GwLonLat position;

  if (!isfinite (point.x) || !isfinite (point.y))
    return FALSE;
  if (projection->radians)
    {
      PJ_COORD out = proj_trans (projection->transformation, PJ_INV, in);

      position = (GwLonLat){ proj_todeg (out.lp.lam), proj_todeg (out.lp.phi) };
    }
  else
    {
      PJ_COORD out = proj_trans (projection->transformation, PJ_FWD, in);

      position = (GwLonLat){ out.xy.x, out.xy.y };
    }
  if (!gw_lon_lat_is_valid (position) || !is_in_area (projection, position))
    return FALSE;
  *ret_position = position;
  return TRUE;
}

double
gw_distance_m (GwLonLat a, GwLonLat b)
{
  const double radians = G_PI / 180;
  double half_lat = sin ((b.lat - a.lat) * radians / 2);
  double half_lon = sin ((b.lon - a.lon) * radians / 2);
  double haversine = half_lat * half_lat +
                     cos (a.lat * radians) * cos (b.lat * radians) * half_lon * half_lon;

  return 2 * EARTH_RADIUS_M * asin (MIN (1.0, sqrt (haversine)));
}
