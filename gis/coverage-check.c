/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Overlaps and gaps of a set of cells, found by GEOS on the fixed-point coordinates. */
#define G_LOG_DOMAIN "gridward-gis"

#include "gis/coverage-check.h"

#include "gis/geos.h"

#include <math.h>

/* Interiors meet in an area; what else meets does not matter. */
#define SHARES_GROUND "2********"

/* From squared fixed units at a place to square metres, on a sphere of the same volume. */
static double
planar_area_m2 (double area, GwFixed place)
{
  const double metres_per_unit = 6371000.8 * G_PI / 180 / GW_FIXED_PER_DEGREE;

  return area * metres_per_unit * metres_per_unit *
         cos (gw_fixed_to_lon_lat (place).lat * G_PI / 180);
}

/* A point inside of geometry, and its area. */
static gboolean
measure (const GEOSGeometry *geometry, GwFixed *ret_place, double *ret_area_m2)
{
  GEOSContextHandle_t context = gw_geos_context ();
  g_autoptr (GEOSGeometry) inside = GEOSPointOnSurface_r (context, geometry);
  double area;

  if (inside == NULL || !GEOSArea_r (context, geometry, &area) ||
      !gw_geos_first_position (inside, ret_place))
    return FALSE;
  *ret_area_m2 = planar_area_m2 (area, *ret_place);
  return TRUE;
}

static GPtrArray *
make_geometries (GwShape *const *shapes, guint n_shapes)
{
  GPtrArray *geometries = g_ptr_array_new_full (n_shapes, (GDestroyNotify)gw_geos_free);

  for (guint i = 0; i < n_shapes; i++)
    g_ptr_array_add (geometries, gw_geos_from_shape (shapes[i]));
  return geometries;
}

static GPtrArray *
make_index_geometries (const GwCellIndex *index)
{
  guint n_cells = gw_cell_index_size (index);
  g_autofree GwShape **shapes = g_new (GwShape *, MAX (n_cells, 1));

  for (guint i = 0; i < n_cells; i++)
    shapes[i] = (GwShape *)gw_cell_index_shape (index, i);
  return make_geometries (shapes, n_cells);
}

static gboolean
add_overlap (const GPtrArray *geometries, guint32 cell, guint32 other, GArray *overlaps,
             GError **error)
{
  GEOSContextHandle_t context = gw_geos_context ();
  g_autoptr (GEOSGeometry) shared =
      GEOSIntersection_r (context, geometries->pdata[cell], geometries->pdata[other]);
  GwOverlap overlap = { cell, other, 0, { 0, 0 } };

  if (shared == NULL || !measure (shared, &overlap.place, &overlap.area_m2))
    {
      gw_geos_set_error (error, "cannot tell what two cells share");
      return FALSE;
    }
  g_array_append_val (overlaps, overlap);
  return TRUE;
}

static gboolean
find_overlaps_of (const GwCellIndex *index, const GPtrArray *geometries, guint32 cell,
                  GArray *near, GArray *overlaps, GError **error)
{
  GEOSContextHandle_t context = gw_geos_context ();

  g_array_set_size (near, 0);
  gw_cell_index_find_in_box (index, gw_cell_index_shape (index, cell)->box, near);
  for (guint i = 0; i < near->len; i++)
    {
      guint32 other = g_array_index (near, guint32, i);
      char shares;

      if (other >= cell)
        break;
      shares = GEOSRelatePattern_r (context, geometries->pdata[cell],
                                    geometries->pdata[other], SHARES_GROUND);
      if (shares == 1 && !add_overlap (geometries, cell, other, overlaps, error))
        return FALSE;
      if (shares != 0 && shares != 1)
        {
          gw_geos_set_error (error, "cannot tell whether two cells overlap");
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
gw_coverage_find_overlaps (const GwCellIndex *index, guint first, GArray *overlaps,
                           GwCoverageProgress progress, gpointer user_data, GError **error)
{
  g_autoptr (GPtrArray) geometries = make_index_geometries (index);
  g_autoptr (GArray) near = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint32 cell = first; cell < geometries->len; cell++)
    {
      if (!find_overlaps_of (index, geometries, cell, near, overlaps, error))
        return FALSE;
      if (progress != NULL)
        progress (cell - first + 1, geometries->len - first, user_data);
    }
  return TRUE;
}

/* The union; takes the geometries over. */
static GEOSGeometry *
unite (GPtrArray *geometries, GError **error)
{
  GEOSContextHandle_t context = gw_geos_context ();
  g_autoptr (GEOSGeometry) collection = NULL;
  GEOSGeometry *united;

  g_ptr_array_set_free_func (geometries, NULL);
  collection =
      GEOSGeom_createCollection_r (context, GEOS_GEOMETRYCOLLECTION,
                                   (GEOSGeometry **)geometries->pdata, geometries->len);
  united = GEOSUnaryUnion_r (context, collection);
  if (united == NULL)
    gw_geos_set_error (error, "cannot unite the cells");
  return united;
}

gboolean
gw_coverage_area_error (GwShape *const *shapes, guint n_shapes, double *ret_error,
                        GError **error)
{
  GEOSContextHandle_t context = gw_geos_context ();
  g_autoptr (GPtrArray) geometries = make_geometries (shapes, n_shapes);
  g_autoptr (GEOSGeometry) united = NULL;
  double sum = 0, area = 0, united_area = 0;

  for (guint i = 0; i < n_shapes; i++)
    {
      GEOSArea_r (context, geometries->pdata[i], &area);
      sum += area;
    }
  united = unite (geometries, error);
  if (united == NULL)
    return FALSE;
  GEOSArea_r (context, united, &united_area);
  *ret_error = sum > 0 ? fabs (united_area - sum) / sum : 0;
  return TRUE;
}

void
gw_gap_free (GwGap *gap)
{
  g_array_unref (gap->cells);
  g_free (gap);
}

/* The cells whose border touches the hole. */
static void
find_bordering_cells (const GwCellIndex *index, const GEOSGeometry *hole, GArray *cells)
{
  GEOSContextHandle_t context = gw_geos_context ();
  g_autoptr (GArray) near = g_array_new (FALSE, FALSE, sizeof (guint32));
  double min_x = 0, min_y = 0, max_x = 0, max_y = 0;
  GwBox box;

  GEOSGeom_getExtent_r (context, hole, &min_x, &min_y, &max_x, &max_y);
  box = (GwBox){ { (gint32)floor (min_x), (gint32)floor (min_y) },
                 { (gint32)ceil (max_x), (gint32)ceil (max_y) } };
  gw_cell_index_find_in_box (index, box, near);
  for (guint i = 0; i < near->len; i++)
    {
      guint32 cell = g_array_index (near, guint32, i);
      g_autoptr (GEOSGeometry) geometry =
          gw_geos_from_shape (gw_cell_index_shape (index, cell));

      if (GEOSIntersects_r (context, geometry, hole) == 1)
        g_array_append_val (cells, cell);
    }
}

static gboolean
add_gap (const GwCellIndex *index, const GEOSGeometry *ring, GPtrArray *gaps,
         GError **error)
{
  GEOSContextHandle_t context = gw_geos_context ();
  g_autoptr (GEOSGeometry) hole =
      GEOSGeom_createPolygon_r (context, GEOSGeom_clone_r (context, ring), NULL, 0);
  GwGap *gap = g_new0 (GwGap, 1);

  gap->cells = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_ptr_array_add (gaps, gap);
  if (hole == NULL || !measure (hole, &gap->place, &gap->area_m2))
    {
      gw_geos_set_error (error, "cannot measure a gap");
      return FALSE;
    }
  find_bordering_cells (index, hole, gap->cells);
  return TRUE;
}

GPtrArray *
gw_coverage_find_gaps (const GwCellIndex *index, GError **error)
{
  GEOSContextHandle_t context = gw_geos_context ();
  g_autoptr (GPtrArray) geometries = make_index_geometries (index);
  g_autoptr (GEOSGeometry) united = unite (geometries, error);
  g_autoptr (GPtrArray) gaps = g_ptr_array_new_with_free_func ((GDestroyNotify)gw_gap_free);

  if (united == NULL)
    return NULL;
  for (int part = 0; part < GEOSGetNumGeometries_r (context, united); part++)
    {
      const GEOSGeometry *polygon = GEOSGetGeometryN_r (context, united, part);

      if (GEOSGeomTypeId_r (context, polygon) != GEOS_POLYGON)
        continue;
      for (int i = 0; i < GEOSGetNumInteriorRings_r (context, polygon); i++)
        if (!add_gap (index, GEOSGetInteriorRingN_r (context, polygon, i), gaps, error))
          return NULL;
    }
  return g_steal_pointer (&gaps);
}
