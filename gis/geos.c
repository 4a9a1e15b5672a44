/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bridge to GEOS. */
#define G_LOG_DOMAIN "gridward-gis"

#include "gis/geos.h"

#include <math.h>

typedef struct
{
  GEOSContextHandle_t handle;
  char last_message[256];
} ThreadContext;

static void
thread_context_free (gpointer data)
{
  ThreadContext *context = data;

  GEOS_finish_r (context->handle);
  g_free (context);
}

static GPrivate thread_context = G_PRIVATE_INIT (thread_context_free);

static void
message_received_cb (const char *message, void *user_data)
{
  ThreadContext *context = user_data;

  g_strlcpy (context->last_message, message, sizeof context->last_message);
}

static ThreadContext *
get_thread_context (void)
{
  ThreadContext *context = g_private_get (&thread_context);

  if (context != NULL)
    return context;
  context = g_new0 (ThreadContext, 1);
  context->handle = GEOS_init_r ();
  GEOSContext_setErrorMessageHandler_r (context->handle, message_received_cb, context);
  g_private_set (&thread_context, context);
  return context;
}

GEOSContextHandle_t
gw_geos_context (void)
{
  return get_thread_context ()->handle;
}

void
gw_geos_set_error (GError **error, const char *tried)
{
  ThreadContext *context = get_thread_context ();

  g_set_error (error, GW_GIS_ERROR, GW_GIS_ERROR_TOPOLOGY, "%s: %s", tried,
               context->last_message[0] != '\0' ? context->last_message : "GEOS failed");
}

void
gw_geos_free (GEOSGeometry *geometry)
{
  if (geometry != NULL)
    GEOSGeom_destroy_r (gw_geos_context (), geometry);
}

static GEOSGeometry *
make_ring (GEOSContextHandle_t context, const GwFixed *points, guint n_points)
{
  GEOSCoordSequence *sequence = GEOSCoordSeq_create_r (context, n_points + 1, 2);
  GEOSGeometry *ring;

  g_assert (sequence != NULL);
  for (guint i = 0; i <= n_points; i++)
    {
      GwFixed point = points[i < n_points ? i : 0];

      GEOSCoordSeq_setXY_r (context, sequence, i, point.x, point.y);
    }
  ring = GEOSGeom_createLinearRing_r (context, sequence);
  g_assert (ring != NULL);
  return ring;
}

GEOSGeometry *
gw_geos_from_shape (const GwShape *shape)
{
  GEOSContextHandle_t context = gw_geos_context ();
  g_autofree GEOSGeometry **rings = g_new (GEOSGeometry *, shape->n_rings);
  g_autofree GEOSGeometry **polygons = g_new (GEOSGeometry *, shape->n_polygons);
  GEOSGeometry *result;
  guint ring = 0;

  for (guint start = 0; ring < shape->n_rings; start = shape->ring_ends[ring++])
    rings[ring] =
        make_ring (context, shape->points + start, shape->ring_ends[ring] - start);

  ring = 0;
  for (guint i = 0; i < shape->n_polygons; ring = shape->polygon_ends[i++])
    {
      guint n_holes = shape->polygon_ends[i] - ring - 1;

      polygons[i] =
          GEOSGeom_createPolygon_r (context, rings[ring], rings + ring + 1, n_holes);
      g_assert (polygons[i] != NULL);
    }
  result =
      GEOSGeom_createCollection_r (context, GEOS_MULTIPOLYGON, polygons, shape->n_polygons);
  g_assert (result != NULL);
  return result;
}

gboolean
gw_geos_first_position (const GEOSGeometry *geometry, GwFixed *ret_position)
{
  GEOSContextHandle_t context = gw_geos_context ();
  const GEOSCoordSequence *sequence;
  double x, y;

  while (geometry != NULL && GEOSGeomTypeId_r (context, geometry) >= GEOS_MULTIPOINT)
    geometry = GEOSGetGeometryN_r (context, geometry, 0);
  if (geometry != NULL && GEOSGeomTypeId_r (context, geometry) == GEOS_POLYGON)
    geometry = GEOSGetExteriorRing_r (context, geometry);
  if (geometry == NULL || GEOSisEmpty_r (context, geometry))
    return FALSE;
  sequence = GEOSGeom_getCoordSeq_r (context, geometry);
  if (sequence == NULL || !GEOSCoordSeq_getXY_r (context, sequence, 0, &x, &y) ||
      !isfinite (x) || !isfinite (y))
    return FALSE;
  *ret_position = (GwFixed){ (gint32)lround (x), (gint32)lround (y) };
  return TRUE;
}
